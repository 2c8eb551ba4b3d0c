"""A Chromium is found on every machine, or a remedy is."""

import platform
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from . import browser
from .conftest import ARGUMENTS


def test_a_wrong_chromium_is_named_with_its_remedy(
    playwright: Playwright, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`$CHROMIUM` is never passed over in silence, even if another Chromium is there."""
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(browser.NoChromiumError, match=r"CHROMIUM=/nowhere/chromium .* unset it"):
        browser.find_chromium(playwright)


def test_no_chromium_at_all_names_the_remedies(
    playwright: Playwright, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browser tests fail with a way out where no browser is; they do not skip."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    for source in ("from_system", "from_npm"):
        monkeypatch.setattr(browser, source, lambda: None)
    monkeypatch.setattr(browser, "from_playwright", lambda _: None)
    with pytest.raises(browser.NoChromiumError, match="apt install chromium"):
        browser.find_chromium(playwright)


def test_a_program_that_is_no_chromium_is_passed_over(tmp_path: Path) -> None:
    """Ubuntu's `chromium-browser` may be a script that only asks to install something."""
    script = tmp_path / "chromium-browser"
    script.write_text("#!/bin/sh\necho Please install the snap >&2\nexit 1\n")
    script.chmod(0o755)
    assert browser.from_system(names=[], places=[str(script)]) is None


@pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"),
    reason="@sparticuz/chromium is made for Linux on x86-64 only",
)
def test_the_chromium_of_node_modules_runs_a_page(playwright: Playwright) -> None:
    """A machine without any browser, and without root, can still run the browser tests."""
    chromium = browser.from_npm()
    assert chromium is not None
    started = playwright.chromium.launch(
        executable_path=chromium.executable, args=ARGUMENTS, env={**chromium.environment}
    )
    page = started.new_page()
    page.set_content("<h1>It runs</h1><script>document.title = 6 * 7</script>")
    assert page.title() == "42"
    assert page.locator("h1").bounding_box() is not None
    started.close()
