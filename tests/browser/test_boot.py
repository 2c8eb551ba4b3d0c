"""How Python starts: the slim way, the ordinary way when that fails, and what is said at the end."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from .test_calculator import ACCURACY, STARTING, calculator, headline

SLIM = "**/slim-*.wasm"
ORDINARY = {"python_stdlib.zip", "pyodide-lock.json"}


@pytest.fixture
def archive(site: Path) -> bytes:
    """The archive of the slim boot."""
    (found,) = (site / "assets").glob("slim-*.wasm")
    return found.read_bytes()


def edited(page: Page) -> Locator:
    """The cost of accuracy, where a reader has just asked for 99.5 %."""
    page.goto(ACCURACY)
    part = calculator(page, "cost-of-accuracy")
    part.get_by_label("Target accuracy", exact=True).fill("99.5")
    return part


def downloads(page: Page) -> list[str]:
    """The names of the files that the page asks for from now on."""
    names: list[str] = []
    page.on("request", lambda request: names.append(request.url.rsplit("/", 1)[-1]))
    return names


def without(archive: bytes, name: str) -> bytes:
    """The archive without one of its modules."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        assert name in old.namelist()
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
    return buffer.getvalue()


def broken(archive: bytes, fault: str) -> bytes:
    """The archive with something wrong with it."""
    match fault:
        case "truncated":
            return archive[: len(archive) // 2]
        case "corrupt":
            noise = random.Random(1).randbytes(len(archive))
            return archive[:1000] + noise[1000:-1000] + archive[-1000:]
        case "lacks-start":
            return without(archive, "_pyodide/_base.pyc")
        case "lacks-kit":
            return without(archive, "calculators/kit/chart.pyc")
    return b"gone"


def test_a_start_downloads_one_archive_and_no_library(page: Page) -> None:
    """Two scripts, Pyodide's own code, and one file with all modules; each once."""
    names = downloads(page)
    expect(headline(edited(page))).to_contain_text("950,000", timeout=STARTING)
    runtime = [n for n in names if "pyodide" in n or n.startswith(("slim", "python"))]
    assert sorted(name.split("-")[0] for name in runtime) == [
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "pyodide.mjs",
        "slim",
    ]


@pytest.mark.expects_console_errors
@pytest.mark.parametrize("fault", ["missing", "truncated", "corrupt", "lacks-start", "lacks-kit"])
def test_a_fault_of_the_slim_boot_brings_the_ordinary_one(
    page: Page, archive: bytes, fault: str
) -> None:
    """The reader's question is answered all the same, and nothing is said."""
    content = broken(archive, fault)

    def answer(route: Route) -> None:
        route.fulfill(status=404 if fault == "missing" else 200, body=content)

    page.route(SLIM, answer)
    names = downloads(page)
    part = edited(page)
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)
    expect(part.locator("[data-state='failed']")).to_be_hidden()
    assert set(names) >= ORDINARY


@pytest.mark.expects_console_errors
@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "pyodide.mjs", "pyodide.asm.mjs"])
def test_a_missing_runtime_leaves_the_answer_and_offers_a_retry(page: Page, file: str) -> None:
    """The built answer stands, the page says what happened, and a retry works."""
    page.route(f"**/{file}", lambda route: route.fulfill(status=404, body="gone"))
    part = edited(page)
    failed = part.locator("[data-state='failed']")
    expect(failed).to_be_visible(timeout=STARTING)
    expect(headline(part)).to_contain_text("450,000")
    expect(part.get_by_label("Target accuracy", exact=True)).to_have_value("99.5")
    page.unroute(f"**/{file}")
    part.get_by_role("button", name="Try again").click()
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)
    expect(failed).to_be_hidden()


@pytest.mark.expects_console_errors
def test_neither_boot_leaves_the_answer_too(page: Page) -> None:
    """With both archives gone the page says which file is missing."""
    for pattern in (SLIM, "**/python_stdlib.zip"):
        page.route(pattern, lambda route: route.fulfill(status=404, body="gone"))
    part = edited(page)
    expect(part.locator("[data-failure='start']")).to_be_visible(timeout=STARTING)
    part.locator("[data-state='failed'] summary").click()
    expect(part.locator("[data-reason]")).to_contain_text("python_stdlib.zip: 404")
    expect(headline(part)).to_contain_text("450,000")


@pytest.mark.expects_console_errors
def test_a_stalled_runtime_is_given_up_with_a_retry(page: Page) -> None:
    """When bytes stop coming, the page says so after half a minute instead of waiting for ever."""
    stalled: list[Request] = []
    page.clock.install()
    page.route("**/pyodide.asm.wasm", lambda route: stalled.append(route.request))
    part = edited(page)
    for _ in range(100):
        page.clock.run_for(1000)
        if stalled and part.locator("[data-state='failed']").is_visible():
            break
        page.wait_for_timeout(100)
    expect(part.locator("[data-failure='stalled']")).to_be_visible()
    expect(headline(part)).to_contain_text("450,000")
