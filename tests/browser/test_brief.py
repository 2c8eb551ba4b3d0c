"""The project brief: results of several calculators on one page, in files, and on paper."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.__main__ import main

STARTING = 60_000  # the runtime has to arrive and start once
EXAMPLE = "docs/assets/support-triage.json"


@pytest.fixture
def brief(page: Page) -> Locator:
    """The brief's page of a reader who has nothing yet."""
    page.goto("/brief/")
    return page.locator("#brief")


def use_example(brief: Locator) -> None:
    """Make the example a project of the reader's own."""
    brief.get_by_role("button", name="Make the example a project of mine").click()
    expect(brief.locator("[data-said]")).to_contain_text("Opened", timeout=STARTING)


def test_it_shows_an_example_without_any_script(new_page: Callable[..., Page]) -> None:
    """So that one sees what a brief is."""
    page = new_page(java_script_enabled=False)
    page.goto("/brief/")
    result = page.locator("#brief [data-result]")
    expect(result).to_contain_text("Cost of accuracy 1.0")
    expect(result).to_contain_text("Feasibility check 1.0")


def test_what_is_put_in_stands_there_and_can_be_taken_out(page: Page, brief: Locator) -> None:
    """From the calculator's page into the brief, out, and back."""
    page.goto("/calculators/cost-of-accuracy/")
    part = page.locator("#cost-of-accuracy")
    part.locator("[data-scenarios] > summary").click()
    part.get_by_label("Target accuracy", exact=True).fill("99.5")
    part.get_by_role("button", name="Put it into the brief").click()
    expect(part.locator("[data-told]")).to_contain_text("in the brief", timeout=STARTING)
    part.get_by_role("link", name="Open the brief").click()
    result = brief.locator("[data-result]")
    expect(result).to_contain_text("950,000", timeout=STARTING)
    expect(brief.locator("[data-example-note]")).to_be_hidden()
    brief.locator("[data-entries] > summary").click()
    brief.get_by_role("button", name="Take out Cost of accuracy").click()
    expect(result).not_to_contain_text("950,000")
    brief.get_by_role("button", name="Undo").click()
    expect(result).to_contain_text("950,000")


def test_an_entry_opens_with_its_values(page: Page, brief: Locator) -> None:
    """The link in the brief leads to the calculator, filled in."""
    use_example(brief)
    result = brief.locator("[data-result]")
    link = result.locator("a[href*='#cost-of-accuracy?']")
    expect(link).to_have_count(1, timeout=STARTING)
    link.click()
    field = page.locator("#cost-of-accuracy").get_by_label("Target accuracy", exact=True)
    expect(field).to_have_value("95", timeout=STARTING)


def test_files_are_those_of_the_command_line(
    brief: Locator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The saved project file gives the same Markdown in a terminal, and opens again."""
    use_example(brief)
    save = brief.get_by_role("button", name="Save the project file")
    expect(save).to_be_enabled(timeout=STARTING)
    with brief.page.expect_download() as saved:
        save.click()
    file = tmp_path / "project.json"
    saved.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["entries"]
    with brief.page.expect_download() as saved:
        brief.get_by_role("button", name="Save as Markdown").click()
    markdown = Path(saved.value.path()).read_text("utf-8")
    origin = brief.page.evaluate("location.origin")
    assert main(["brief", str(file), "--format", "markdown", "--site", f"{origin}/"]) == 0
    printed = capsys.readouterr().out
    for line in ("Cost of accuracy 1.0", "Impact versus cost 1.0", "Launch check 1.0"):
        assert line in markdown
        assert line in printed
    before = brief.locator("[data-result]").inner_text()
    brief.get_by_role("button", name="New", exact=True).click()
    brief.locator("[data-open]").set_input_files(file)
    expect(brief.locator("[data-said]")).to_contain_text("Opened", timeout=STARTING)
    expect(brief.locator("[data-result]")).to_have_text(before, use_inner_text=True)


def test_projects_are_made_named_changed_and_deleted(brief: Locator) -> None:
    """Each has its own brief; deleting one can be undone."""
    brief.get_by_label("Project name").fill("First")
    choice = brief.locator("[data-projects]")
    expect(choice.locator("option:checked")).to_have_text("First")
    brief.get_by_role("button", name="New", exact=True).click()
    expect(brief.get_by_label("Project name")).to_be_focused()
    brief.get_by_label("Project name").fill("Second <b>")
    expect(choice.locator("option:checked")).to_have_text("Second <b>")
    choice.select_option(label="First")
    expect(brief.get_by_label("Project name")).to_have_value("First")
    brief.page.reload()
    expect(brief.get_by_label("Project name")).to_have_value("First")
    brief.get_by_role("button", name="Delete").click()
    expect(choice.locator("option")).to_have_text(["Second <b>"])
    brief.get_by_role("button", name="Undo").click()
    expect(choice.locator("option")).to_have_text(["First", "Second <b>"])


def test_all_is_forgotten_by_one_click_and_comes_back_by_another(brief: Locator) -> None:
    """Nothing of the site's is left in the browser's storage."""
    use_example(brief)
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('calculators/')).length"
    assert brief.page.evaluate(kept) > 0
    brief.get_by_role("button", name="Forget everything").click()
    assert brief.page.evaluate(kept) == 0
    expect(brief.locator("[data-example-note]")).to_be_visible()
    brief.get_by_role("button", name="Undo").click()
    assert brief.page.evaluate(kept) > 0
    expect(brief.locator("[data-example-note]")).to_be_hidden()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        '{"projects": {"a": 1}}',
        '{"calculator": "cost-of-accuracy", "inputs": {}}',
        '{"project": "P", "format": 99, "entries": []}',
        "\x00\x01\x02",
        "x" * 2_000_000,
    ],
    ids=["empty", "cut off", "nested", "odd", "a result", "newer", "binary", "large"],
)
def test_other_files_are_refused_in_words(brief: Locator, tmp_path: Path, text: str) -> None:
    """And nothing changes."""
    brief.get_by_label("Project name").fill("Mine")
    file = tmp_path / "file.json"
    file.write_text(text, "utf-8")
    brief.locator("[data-open]").set_input_files(file)
    said = brief.locator("[data-said]")
    expect(said).not_to_be_empty(timeout=STARTING)
    expect(said).not_to_contain_text("Opened")
    expect(brief.locator("[data-projects] option")).to_have_text(["Mine"])


def test_a_hostile_project_is_shown_as_text(brief: Locator, tmp_path: Path) -> None:
    """No markup of a file becomes part of the page."""
    project = json.loads(Path(EXAMPLE).read_text("utf-8"))
    project["project"] = "<img src=x onerror=alert(1)>"
    project["about"]["owner"] = "</td><script>alert(1)</script>"
    project["entries"].append({"calculator": "<b>x</b>", "inputs": {"<i>": "="}})
    file = tmp_path / "file.json"
    file.write_text(json.dumps(project), "utf-8")
    brief.locator("[data-open]").set_input_files(file)
    result = brief.locator("[data-result]")
    expect(result).to_contain_text("</td><script>alert(1)</script>", timeout=STARTING)
    assert result.locator("script, img, b, i").count() == 0
    expect(brief.locator("[data-said]")).to_contain_text("<b>x</b>")


def test_it_prints_on_two_pages_at_most(page: Page, brief: Locator) -> None:
    """The brief and nothing around it."""
    use_example(brief)
    expect(brief.get_by_role("button", name="Save as Markdown")).to_be_enabled(timeout=STARTING)
    # What the button does but for the dialogue, which would end it at once.
    page.evaluate("window.print = () => {}")
    brief.get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    expect(brief.locator("[data-result]")).to_be_visible()
    for hidden in ("form", "[data-example-note]", ".brief__tools", ".brief__projects"):
        expect(brief.locator(hidden).first).to_be_hidden()
    expect(page.get_by_role("heading", name="With a team")).to_be_hidden()
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 1 <= len(pages) <= 2


def test_a_link_to_the_brief_leads_on_to_the_calculator(page: Page) -> None:
    """The command line knows the site's address only; the page knows where each is at home."""
    page.goto("/brief/#cost-of-accuracy?target_accuracy=99.5")
    page.wait_for_url("**/calculators/cost-of-accuracy/#cost-of-accuracy?target_accuracy=99.5")
    page.goto("/brief/#no-such-calculator?a=1")
    expect(page.locator("[data-no-such]")).to_be_visible()
    assert page.url.endswith("/brief/#no-such-calculator?a=1")
