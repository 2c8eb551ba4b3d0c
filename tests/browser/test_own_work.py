"""What a reader enters is there again, in their own browser, until they have it forgotten."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from calculators.kit import run

from .reading import all_calculators, banner, kept, link, told
from .test_calculator import ACCURACY, METRICS, PROJECTS, STARTING, calculator, headline, project

CHECK = "/checklists/feasibility/"
NOTE = "/notes/cost-drivers/"
WORK = "calculators/1/work/cost-of-accuracy"
FORBID = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("not here", "SecurityError"); },
})"""

NewPage = Callable[..., Page]


def target(part: Locator) -> Locator:
    """The field for the target accuracy."""
    return part.get_by_label("Target accuracy", exact=True)


def line(part: Locator) -> Locator:
    """The line that says what becomes of what is entered."""
    return part.locator("[data-own]")


def enter(part: Locator, value: str) -> None:
    """Enter a target accuracy, and wait until it is kept."""
    target(part).fill(value)
    expect(headline(part)).to_contain_text(f"{value} %", timeout=STARTING)
    wait_until_kept(part.page, value)


def wait_until_kept(page: Page, value: str) -> None:
    """Wait until the browser keeps this target accuracy."""
    page.wait_for_function(
        "([key, value]) => JSON.parse(localStorage[key] ?? 'null')"
        "?.values.target_accuracy === value",
        arg=[WORK, value],
    )


@pytest.fixture
def accuracy(page: Page) -> Locator:
    """The cost of accuracy on its own page."""
    page.goto(ACCURACY)
    return calculator(page, "cost-of-accuracy")


def keep(page: Page, version: object, **changed: Any) -> str:
    """Put work on the cost of accuracy into the browser, as an earlier visit left it."""
    values = run.load("cost-of-accuracy").inputs().written() | changed
    record = json.dumps({"version": version, "date": "2026-01-02", "values": values})
    page.evaluate("([key, record]) => { localStorage[key] = record }", [WORK, record])
    return record


def test_work_survives_a_reload_and_other_pages(accuracy: Locator) -> None:
    """It is there after a reload, after a page that was loaded, and after one that was swapped."""
    page = accuracy.page
    expect(
        told(line(accuracy), "Kept in this browser only, for the project “Project 1”")
    ).to_be_visible()
    length = page.evaluate("history.length")
    enter(accuracy, "99.5")
    assert page.evaluate("history.length") == length
    page.reload()
    expect(headline(accuracy)).to_contain_text("950,000", timeout=STARTING)
    expect(target(accuracy)).to_have_value("99.5")
    expect(accuracy.get_by_label("Target accuracy, slider")).to_have_value("99.5")
    all_calculators(page)
    page.locator("article").get_by_role("link", name="Cost of accuracy").first.click()
    expect(headline(accuracy)).to_contain_text("950,000")
    page.goto("/about/")
    page.goto(ACCURACY)
    expect(headline(accuracy)).to_contain_text("950,000", timeout=STARTING)
    expect(accuracy.get_by_role("button", name="Undo")).to_be_disabled()


def test_the_last_key_before_leaving_is_kept(accuracy: Locator) -> None:
    """There is no moment at which something is lost: what is typed is written on the way out."""
    page = accuracy.page
    enter(accuracy, "98")
    target(accuracy).fill("97")
    page.goto("/about/")
    page.goto(ACCURACY)
    expect(target(accuracy)).to_have_value("97")
    target(accuracy).fill("96")
    all_calculators(page)
    page.go_back()
    expect(target(accuracy)).to_have_value("96")


def test_what_is_as_the_page_was_built_is_not_kept(accuracy: Locator) -> None:
    """Reset leaves nothing behind."""
    enter(accuracy, "98")
    accuracy.get_by_role("button", name="Reset").click()
    accuracy.page.wait_for_function("(key) => localStorage[key] === undefined", arg=WORK)


def test_an_entry_that_is_wrong_is_kept_as_well(accuracy: Locator) -> None:
    """Nothing that was typed is lost, and its message is there again."""
    target(accuracy).fill("lots")
    wait_until_kept(accuracy.page, "lots")
    accuracy.page.reload()
    expect(target(accuracy)).to_have_value("lots")
    message = accuracy.locator("[data-error-for='target_accuracy']")
    expect(message).to_contain_text("Enter a percentage", timeout=STARTING)


def test_what_was_folded_away_comes_back_open(page: Page) -> None:
    """Rows, columns that are shown on request, answers and notes."""
    page.goto(PROJECTS)
    part = calculator(page, "impact-vs-cost")
    rows = part.locator("[data-field='projects'] tbody tr")
    count = rows.count()
    part.get_by_role("button", name="Add a project").click()
    project(part, count + 1).fill("Newest idea")
    part.locator("[data-field='projects'] [data-more]").check()
    extra = rows.last.locator(".calculator__more input").first
    extra.fill("3")
    page.wait_for_function("JSON.stringify(localStorage).includes('Newest idea')")
    page.goto(CHECK)
    item = page.locator("#success-criteria")
    item.locator("summary").click()
    item.get_by_label("Owner").fill("Ada")
    item.get_by_role("radio", name="Done", exact=True).check()
    page.goto(PROJECTS)
    expect(project(part, count + 1)).to_have_value("Newest idea")
    expect(part.locator("[data-field='projects'] [data-more]")).to_be_checked()
    expect(extra).to_be_visible()
    expect(extra).to_have_value("3")
    page.goto(CHECK)
    expect(item.get_by_label("Owner")).to_be_visible()
    expect(item.get_by_label("Owner")).to_have_value("Ada")
    expect(item.get_by_role("radio", name="Done", exact=True)).to_be_checked()
    expect(page.locator("details.calculator__extras[open]")).to_have_count(1)


def test_a_grid_comes_back_with_its_columns(page: Page) -> None:
    """The metrics above it were renamed."""
    page.goto(METRICS)
    part = calculator(page, "metric-combination")
    name = part.locator("[data-field='metrics'] tbody [data-column='name']").first
    name.fill("renamed")
    page.wait_for_function("JSON.stringify(localStorage).includes('renamed')")
    page.reload()
    grid = part.locator("[data-field='models']")
    expect(grid.locator("thead [data-column='renamed']")).to_be_visible()
    expect(grid.locator("tbody [data-column='renamed']").first).not_to_have_value("")


def test_work_of_an_older_version_is_brought_up_to_date(accuracy: Locator) -> None:
    """The reader is told; the record stays as it was until they go on."""
    page = accuracy.page
    record = keep(page, "0.9", target_accuracy="99.5", gone="x")
    page.reload()
    expect(headline(accuracy)).to_contain_text("950,000", timeout=STARTING)
    notices = banner(accuracy)
    expect(told(notices, "Your values are back")).to_be_visible()
    expect(told(notices, "made with version 0.9")).to_be_visible()
    expect(told(notices, "Left out, because nothing here uses it: “gone”")).to_be_visible()
    assert kept(page)[WORK] == record
    notices.get_by_role("button", name="Close").click()
    expect(notices.get_by_role("button")).to_have_count(0)
    page.wait_for_function("(key) => JSON.parse(localStorage[key]).version !== '0.9'", arg=WORK)


def test_what_is_typed_while_work_is_understood_goes_on_top(accuracy: Locator) -> None:
    """Python has to start first, and the form can be typed into meanwhile."""
    page = accuracy.page
    keep(page, "0.9", months="24")
    page.reload()
    target(accuracy).fill("97")
    expect(accuracy.get_by_label("Months in use", exact=True)).to_have_value("24", timeout=STARTING)
    expect(target(accuracy)).to_have_value("97")
    wait_until_kept(page, "97")


def test_work_that_cannot_be_understood_is_told_of_and_stays(accuracy: Locator) -> None:
    """Until the reader enters something else."""
    page = accuracy.page
    record = keep(page, "yesterday", target_accuracy="99.5")
    page.reload()
    expect(told(banner(accuracy), "could not be brought back")).to_be_visible(timeout=STARTING)
    expect(target(accuracy)).to_have_value("99")
    assert kept(page)[WORK] == record
    enter(accuracy, "98")


@pytest.mark.parametrize("record", ["{", "[]", '{"version": "1.0", "date": "x", "values": [1]}'])
def test_a_broken_record_counts_as_none(accuracy: Locator, record: str) -> None:
    """The page is as it was built, and works."""
    page = accuracy.page
    page.evaluate("([key, record]) => { localStorage[key] = record }", [WORK, record])
    page.evaluate("localStorage['calculators/projects'] = '{\"projects\": 7}'")
    page.reload()
    expect(headline(accuracy)).to_contain_text("450,000")
    enter(accuracy, "98")


def test_an_example_in_a_note_has_work_of_its_own(page: Page) -> None:
    """What is entered there does not change the calculator's own page, nor the other way."""
    page.goto(NOTE)
    part = calculator(page, "cost-of-accuracy")
    built = target(part).input_value()
    target(part).fill("98")
    page.wait_for_function("JSON.stringify(localStorage).includes('cost-of-accuracy/')")
    page.goto(ACCURACY)
    expect(target(calculator(page, "cost-of-accuracy"))).to_have_value("99")
    assert built != "98"
    page.goto(NOTE)
    expect(target(part)).to_have_value("98")


def test_a_full_storage_costs_nothing_but_the_keeping(accuracy: Locator) -> None:
    """It is told once, all works until the page is left, and what fits again is kept."""
    page = accuracy.page
    page.evaluate(
        """() => {
            for (let size = 1 << 23; size >= 1; size >>= 1) {
                try {
                    while (true) localStorage[`filler${localStorage.length}`] = "x".repeat(size);
                } catch {}
            }
        }"""
    )
    target(accuracy).fill("99.5")
    expect(headline(accuracy)).to_contain_text("950,000", timeout=STARTING)
    expect(told(line(accuracy), "no room left")).to_be_visible()
    assert WORK not in kept(page)
    all_calculators(page)
    page.go_back()
    target(accuracy).click()
    expect(target(accuracy)).to_have_value("99.5")
    page.evaluate(
        "for (const key of Object.keys(localStorage)) "
        "if (key.startsWith('filler')) localStorage.removeItem(key)"
    )
    enter(accuracy, "99.6")
    expect(told(line(accuracy), "Kept in this browser only")).to_be_visible()


def test_a_forbidden_storage_is_told_of_and_all_else_works(page: Page) -> None:
    """Neither our scripts nor the theme's fail, and links open."""
    page.add_init_script(FORBID)
    page.goto(ACCURACY)
    part = calculator(page, "cost-of-accuracy")
    target(part).fill("98")
    expect(headline(part)).to_contain_text("98 %", timeout=STARTING)
    expect(told(line(part), "keeps nothing for this site")).to_be_visible()
    page.evaluate("(address) => { location.hash = address }", link("cost-of-accuracy", months=3))
    expect(told(banner(part), "You are looking at a shared scenario")).to_be_visible()
    part.get_by_role("button", name="Back to mine").click()
    expect(target(part)).to_have_value("98")
    all_calculators(page)
    page.go_back()
    target(part).click()
    expect(target(part)).to_have_value("98")


def test_what_the_browser_loses_during_a_visit_is_kept_again(accuracy: Locator) -> None:
    """The reader's own values outlive it, since the page still has them, and they are told."""
    page = accuracy.page
    enter(accuracy, "98")
    page.evaluate("(address) => { location.hash = address }", link("cost-of-accuracy", months=3))
    expect(told(banner(accuracy), "You are looking at a shared scenario")).to_be_visible()
    page.evaluate("localStorage.clear()")
    accuracy.get_by_role("button", name="Back to mine").click()
    expect(target(accuracy)).to_have_value("98")
    expect(told(line(accuracy), "has deleted what it kept")).to_be_visible()
    wait_until_kept(page, "98")


def test_one_click_forgets_everything_and_another_takes_that_back(accuracy: Locator) -> None:
    """Of all calculators and projects; the form is as it was built, and the focus stays near."""
    page = accuracy.page
    enter(accuracy, "98")
    page.evaluate("localStorage['calculators/2/work/other'] = 'x'")
    before = kept(page)
    forget = line(accuracy).get_by_role("button", name="Forget everything")
    forget.click()
    expect(target(accuracy)).to_have_value("99")
    expect(headline(accuracy)).to_contain_text("450,000")
    expect(told(line(accuracy), "Forgotten")).to_be_visible()
    assert kept(page) == {}
    undo = line(accuracy).get_by_role("button", name="Bring it back")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(target(accuracy)).to_have_value("98")
    expect(forget).to_be_focused()
    assert kept(page) == before


def test_two_tabs_follow_each_other(accuracy: Locator) -> None:
    """What is entered or forgotten in one is so in the other."""
    page = accuracy.page
    enter(accuracy, "98")
    second = page.context.new_page()
    second.goto(ACCURACY)
    other = calculator(second, "cost-of-accuracy")
    expect(target(other)).to_have_value("98")
    enter(other, "97")
    expect(target(accuracy)).to_have_value("97")
    expect(headline(accuracy)).to_contain_text("97 %")
    page.bring_to_front()
    line(accuracy).get_by_role("button", name="Forget everything").click()
    expect(target(other)).to_have_value("99")
    expect(told(line(other), "Kept in this browser only")).to_be_visible()


def test_a_tab_on_a_visit_stays_there_while_another_works(accuracy: Locator) -> None:
    """And goes back to what the other one has entered."""
    page = accuracy.page
    enter(accuracy, "98")
    page.evaluate("(address) => { location.hash = address }", link("cost-of-accuracy", months=3))
    expect(told(banner(accuracy), "You are looking at a shared scenario")).to_be_visible()
    second = page.context.new_page()
    second.goto(ACCURACY)
    enter(calculator(second, "cost-of-accuracy"), "97")
    page.bring_to_front()
    expect(told(banner(accuracy), "You are looking at a shared scenario")).to_be_visible()
    expect(target(accuracy)).to_have_value("99")
    accuracy.get_by_role("button", name="Back to mine").click()
    expect(target(accuracy)).to_have_value("97")


def test_a_page_from_the_browsers_cache_looks_again(accuracy: Locator) -> None:
    """While it was put aside, nobody told it what other pages kept."""
    page = accuracy.page
    enter(accuracy, "98")
    keep(page, run.load("cost-of-accuracy").version, target_accuracy="97")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(target(accuracy)).to_have_value("97")
    expect(headline(accuracy)).to_contain_text("97 %")


def test_what_is_typed_before_the_scripts_are_there_goes_on_top(new_page: NewPage) -> None:
    """On a slow line the form can be typed into before the reader's own work is back."""
    page = new_page()
    page.goto(ACCURACY)
    keep(page, run.load("cost-of-accuracy").version, target_accuracy="98", months="24")
    waiting: list[Route] = []
    page.route("**/calculator.mjs", lambda route: waiting.append(route))  # noqa: PLW0108  # Playwright needs a function
    page.reload()
    part = calculator(page, "cost-of-accuracy")
    target(part).fill("97")
    for route in waiting:
        route.continue_()
    expect(part.get_by_label("Months in use", exact=True)).to_have_value("24")
    expect(target(part)).to_have_value("97")
    expect(headline(part)).to_contain_text("97 %", timeout=STARTING)
