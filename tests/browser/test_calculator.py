"""What a reader does with a calculator, in a real browser on the built site."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .reading import all_calculators

ACCURACY = "/calculators/cost-of-accuracy/"
PROJECTS = "/calculators/impact-vs-cost/"
METRICS = "/calculators/metric-combination/"

# The runtime has to arrive and start once; machines that run tests are slow.
STARTING = 60_000


def calculator(page: Page, name: str) -> Locator:
    """The embedded calculator of that name."""
    return page.locator(f"[data-calculator='{name}']").first


def headline(part: Locator) -> Locator:
    """The sentence that answers."""
    return part.locator(".report__headline")


@pytest.fixture
def accuracy(page: Page) -> Locator:
    """The cost of accuracy on its own page."""
    page.goto(ACCURACY)
    return calculator(page, "cost-of-accuracy")


def test_the_answer_is_there_before_any_script(new_page: Callable[..., Page]) -> None:
    """With JavaScript off, the page shows the worked example: C0 · 10 = 500,000, 450,000 more."""
    page = new_page(java_script_enabled=False)
    page.goto(ACCURACY)
    part = calculator(page, "cost-of-accuracy")
    expect(headline(part)).to_contain_text("450,000")
    expect(part.locator("svg.chart")).to_be_visible()
    assert "turn JavaScript on" in part.locator("noscript").inner_text()
    expect(part.get_by_role("button", name="Reset")).to_be_hidden()


def test_nothing_of_the_runtime_is_loaded_for_a_reader_who_only_reads(page: Page) -> None:
    """Reading, scrolling and navigating ask for no part of Python."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ACCURACY)
    page.mouse.wheel(0, 4000)
    page.get_by_role("link", name="Calculators").first.click()
    expect(page.locator("h1")).to_contain_text("Calculators")
    page.wait_for_timeout(500)
    assert not [url for url in asked if "pyodide" in url or "python-" in url]


def test_an_edit_gives_the_new_answer(accuracy: Locator) -> None:
    """C0 = 50,000 from 90 to 99.5 %, tenfold: 50,000 · 20 = 1,000,000, so 950,000 more."""
    accuracy.get_by_label("Target accuracy", exact=True).fill("99.5")
    expect(headline(accuracy)).to_contain_text("950,000", timeout=STARTING)
    expect(accuracy.locator("[data-live]")).to_contain_text("950,000")


def test_a_wrong_entry_is_told_at_its_field_and_keeps_the_old_answer(accuracy: Locator) -> None:
    """The message names the remedy, the result is marked, and what was typed stays."""
    field = accuracy.get_by_label("Target accuracy", exact=True)
    field.fill("lots")
    message = accuracy.locator("[data-error-for='target_accuracy']")
    expect(message).to_contain_text("Enter a percentage above 0 and below 100", timeout=STARTING)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("lots")
    expect(headline(accuracy)).to_contain_text("450,000")
    expect(accuracy.locator("[data-state='stale']")).to_be_visible()
    field.press("Enter")
    summary = accuracy.locator("[data-errors]")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(field).to_be_focused()
    field.fill("99.5")
    expect(headline(accuracy)).to_contain_text("950,000")
    expect(message).to_be_hidden()
    expect(accuracy.locator("[data-state='stale']")).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter a percentage above 0 and below 100"),
        ("1e999", "below 100"),
        ("-0", "above 0"),
        ("NaN", "Enter a percentage"),
        ("100", "below 100"),
        ("0 %", "above 0"),
        ("80", "today's accuracy"),
        ("<script>alert(1)</script>", "Enter a percentage"),
        ("9" * 1000, "at most 100 characters"),
    ],
)
def test_bad_numbers_get_a_message(accuracy: Locator, typed: str, told: str) -> None:
    """Each kind of bad number is explained at its field."""
    accuracy.get_by_label("Target accuracy", exact=True).fill(typed)
    message = accuracy.locator("[data-error-for='target_accuracy']")
    expect(message).to_contain_text(told, timeout=STARTING)


def test_presets_reset_and_undo(accuracy: Locator) -> None:
    """A preset fills the form, undo brings the reader's own entry back, reset the default."""
    field = accuracy.get_by_label("Target accuracy", exact=True)
    field.fill("98")
    accuracy.get_by_role("button", name="March of nines").click()
    expect(field).to_have_value("99.99")
    # C0 = 200,000 at 99 %; equal work to 99.99 % is twice that, so 200,000 more.
    expect(headline(accuracy)).to_contain_text("200,000 more", timeout=STARTING)
    accuracy.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("98")
    accuracy.get_by_role("button", name="Reset").click()
    expect(field).to_have_value("99")
    expect(headline(accuracy)).to_contain_text("450,000")


def test_a_slider_moves_its_field(accuracy: Locator) -> None:
    """The slider is an extra: it writes into the field, and the field moves it."""
    field = accuracy.get_by_label("Multiplier per nine", exact=True)
    slider = accuracy.get_by_label("Multiplier per nine, slider")
    slider.press("ArrowRight")
    expect(field).to_have_value("10.5")
    field.fill("3")
    expect(slider).to_have_value("3")


def project(part: Locator, row: int) -> Locator:
    """The cell that names the project of a row, counted from 1."""
    return part.locator("[data-field='projects'] tbody [data-column='name']").nth(row - 1)


def test_table_rows_can_be_added_moved_and_removed(page: Page) -> None:
    """By buttons and by keyboard; focus follows, labels count, and undo restores."""
    page.goto(PROJECTS)
    part = calculator(page, "impact-vs-cost")
    rows = part.locator("[data-field='projects'] tbody tr")
    count = rows.count()
    part.get_by_role("button", name="Add a project").click()
    expect(rows).to_have_count(count + 1)
    expect(project(part, count + 1)).to_be_focused()
    project(part, count + 1).fill("Newest idea")
    project(part, count + 1).press("Alt+ArrowUp")
    expect(project(part, count)).to_have_value("Newest idea")
    part.get_by_role("button", name=f"Remove row {count}", exact=True).click()
    expect(rows).to_have_count(count)
    part.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(count + 1)


def paste(target: Locator, text: str) -> None:
    """Paste as a browser does, whatever the machine's own clipboard."""
    target.evaluate(
        """(element, text) => {
            element.focus();
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        text,
    )


def test_pasted_cells_with_a_header_replace_the_table(page: Page) -> None:
    """Columns may come in any order, by label or name; markup stays text."""
    page.goto(PROJECTS)
    part = calculator(page, "impact-vs-cost")
    header = "name\tfriction\tpipeline\tprediction\tpeers\tdata\taccuracy\tdifficulty"
    lines = [header, "<b>Bold</b>\t5\t5\t5\t5\t0\t0\t0", "Meek\t0\t0\t0\t0\t5\t5\t5"]
    paste(project(part, 1), "\n".join(lines))
    rows = part.locator("[data-field='projects'] tbody tr")
    expect(rows).to_have_count(2, timeout=STARTING)
    expect(project(part, 1)).to_have_value("<b>Bold</b>")
    # Impact 100 and cost 0 against impact 0 and cost 100: the first leads under every weighting.
    expect(headline(part)).to_contain_text("<b>Bold</b>")
    assert page.locator("[data-result] b").count() == 0


def test_a_pasted_table_with_missing_cells_is_told_at_the_cells(page: Page) -> None:
    """What was pasted is kept, and each empty cell has its message."""
    page.goto(PROJECTS)
    part = calculator(page, "impact-vs-cost")
    lines = "name,friction,pipeline,prediction,peers,data,accuracy,difficulty\nA,1,2,3,4,,0,0\n"
    paste(project(part, 1), lines)
    cell = part.locator("[data-field='projects'] tbody tr").first.locator("[data-column='data']")
    expect(cell).to_have_attribute("aria-invalid", "true", timeout=STARTING)
    expect(project(part, 1)).to_have_value("A")
    expect(part.locator("[data-errors]")).to_be_attached()


def test_a_huge_paste_is_refused_and_changes_nothing(page: Page) -> None:
    """A million characters: a message at the table, and the table as it was."""
    page.goto(PROJECTS)
    part = calculator(page, "impact-vs-cost")
    rows = part.locator("[data-field='projects'] tbody tr")
    count = rows.count()
    before = project(part, 1).input_value()
    paste(project(part, 1), "a,b\n" * 250_000)
    message = part.locator("[data-error-for='projects']")
    expect(message).to_contain_text("Paste at most", timeout=STARTING)
    expect(rows).to_have_count(count)
    expect(project(part, 1)).to_have_value(before)


def test_a_pasted_grid_brings_its_metrics(page: Page) -> None:
    """Columns that the metrics table lacks are added there, and the reader is told."""
    page.goto(METRICS)
    part = calculator(page, "metric-combination")
    grid = part.locator("[data-field='models']")
    paste(grid.locator("tbody input").first, "model\tspeed\tgrace\nA\t1\t2\nB\t3\t4")
    expect(grid.locator("thead [data-column='grace']")).to_be_visible(timeout=STARTING)
    metrics = part.locator("[data-field='metrics'] tbody tr")
    expect(metrics).to_have_count(2)
    expect(part.locator("[data-state='notice']")).to_contain_text("grace")


def test_a_metric_renamed_above_renames_its_column(page: Page) -> None:
    """The grid's columns follow the table that names them, and keep what was typed."""
    page.goto(METRICS)
    part = calculator(page, "metric-combination")
    name = part.locator("[data-field='metrics'] tbody [data-column='name']").first
    old = name.input_value()
    grid = part.locator("[data-field='models']")
    before = grid.locator(f"tbody [data-column='{old}']").first.input_value()
    name.fill("renamed")
    expect(grid.locator("tbody [data-column='renamed']").first).to_have_value(before)
    expect(grid.locator(f"thead [data-column='{old}']")).to_have_count(0)


def test_one_runtime_serves_all_pages(page: Page) -> None:
    """Navigation keeps Python: the second page's first edit downloads nothing of it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(ACCURACY)
    part = calculator(page, "cost-of-accuracy")
    part.get_by_label("Target accuracy", exact=True).fill("99.5")
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)
    runtimes = [url for url in asked if url.endswith("pyodide.asm.wasm")]
    all_calculators(page)
    page.locator("article").get_by_role("link", name="Impact versus cost").first.click()
    other = calculator(page, "impact-vs-cost")
    expect(other).to_be_visible()
    other.locator("tbody [data-column='name']").first.fill("Renamed project")
    expect(other.locator("[data-result]")).to_contain_text("Renamed project")
    assert [url for url in asked if url.endswith("pyodide.asm.wasm")] == runtimes
    assert len(runtimes) == 1


def test_the_new_answer_replaces_the_old_without_a_jump(accuracy: Locator, page: Page) -> None:
    """Cumulative layout shift over start and answer is nil."""
    page.evaluate(
        """() => {
            window.shift = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) window.shift += entry.value;
            }).observe({ type: "layout-shift", buffered: true });
        }"""
    )
    accuracy.get_by_label("Target accuracy", exact=True).fill("99.1")
    expect(accuracy.locator("[data-live]")).to_have_text(re.compile("99.1"), timeout=STARTING)
    assert page.evaluate("window.shift") < 0.001


def test_all_is_laid_out_once_answers_pause(accuracy: Locator, page: Page) -> None:
    """Only while they come is what is out of sight left as high as it was."""
    page.set_viewport_size({"width": 1280, "height": 200})
    result = accuracy.locator("[data-result]")
    result.evaluate(
        """it => {
            window.kept = [];
            new MutationObserver(() => {
                kept.push(getComputedStyle(it.querySelector(".report__chart")).contentVisibility);
            }).observe(it, { attributes: true, attributeFilter: ["data-moving"] });
        }"""
    )
    accuracy.get_by_label("Target accuracy", exact=True).fill("99.1")
    page.wait_for_function("kept.length > 1", timeout=STARTING)
    assert page.evaluate("kept") == ["auto", "visible"]
    heights = """it => [...it.querySelectorAll(".report__chart, .report__scroll")]
        .map((block) => [block.clientHeight, block.scrollHeight])"""
    for shown, held in result.evaluate(heights):
        assert shown == held


def test_only_the_latest_of_many_edits_is_shown(accuracy: Locator) -> None:
    """Answers that were overtaken never come back."""
    field = accuracy.get_by_label("Target accuracy", exact=True)
    field.press("End")
    for digits in range(30):
        field.fill(f"99.{digits:02d}")
    field.fill("99.5")
    expect(headline(accuracy)).to_contain_text("99.5 %", timeout=STARTING)
    accuracy.page.wait_for_timeout(300)
    expect(headline(accuracy)).to_contain_text("99.5 %")


def test_the_feasibility_check_answers_by_keyboard_alone(page: Page) -> None:
    """An answer to one item moves its section, and the address of an item leads to it."""
    page.goto("/checklists/feasibility/#success-criteria")
    item = page.locator("#success-criteria")
    expect(item).to_be_in_viewport()
    part = calculator(page, "feasibility-check")
    first = item.get_by_role("radio", name="Not yet", exact=True)
    first.focus()
    page.keyboard.press("ArrowUp")
    expect(item.get_by_role("radio", name="In progress", exact=True)).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(item.get_by_role("radio", name="Done", exact=True)).to_be_checked()
    # One of the eighteen items no longer holds the project back.
    expect(headline(part)).to_contain_text("17 of 18", timeout=STARTING)
    expect(part.locator("[data-live]")).to_contain_text("17 of 18")
