"""Links to filled-in calculators: opened as a visit, changed, kept or left, and made."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.kit import run

from .reading import all_calculators, answer, banner, home, kept, link, told
from .test_calculator import ACCURACY, PROJECTS, STARTING, calculator, headline

CHECK = "/checklists/feasibility/"
TWO = "/notes/cost-drivers/"  # has the label budget, and the cost of accuracy on a preset
SHARED = link("cost-of-accuracy", target_accuracy=99.5)  # 50,000 · 20 = 1,000,000: 950,000 more

SHARED_SCENARIO = "You are looking at a shared scenario"
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"

NewPage = Callable[..., Page]


def target(part: Locator) -> Locator:
    """The field for the target accuracy."""
    return part.get_by_label("Target accuracy", exact=True)


def visiting(part: Locator) -> Locator:
    """The part of the banner that says that the values are somebody's link's."""
    return banner(part).get_by_text(SHARED_SCENARIO)


def fragment(page: Page) -> str:
    """What the address says from `#` on."""
    return str(page.evaluate("location.hash"))


@pytest.fixture
def accuracy(page: Page) -> Locator:
    """The cost of accuracy, whose reader has entered a target of 98 % of their own."""
    page.goto(ACCURACY)
    part = calculator(page, "cost-of-accuracy")
    target(part).fill("98")
    expect(headline(part)).to_contain_text("98 %", timeout=STARTING)
    page.wait_for_function("Object.keys(localStorage).some((key) => key.includes('/work/'))")
    return part


def visit(page: Page, address: str = SHARED) -> None:
    """Go to another address on the page, as by a link in a chat or the address bar."""
    page.evaluate("(address) => { location.hash = address }", address)


@pytest.mark.parametrize("name", run.names())
def test_a_link_opens_in_a_fresh_browser(page: Page, site: Path, name: str) -> None:
    """Every calculator and checklist shows the answer that CPython gives for the same inputs."""
    built = run.load(name).inputs()
    preset = next(one for one in run.load(name).presets if one.inputs != built)
    inputs = preset.inputs
    changed = {field: getattr(inputs, field) for field in inputs.fields()}
    page.goto(home(site, name) + link(name, **changed))
    part = calculator(page, name)
    expect(visiting(part)).to_be_visible(timeout=STARTING)
    expect(headline(part)).to_have_text(answer(name, inputs), timeout=STARTING)
    assert kept(page) == {}


def test_a_visit_changes_nothing_of_the_readers(accuracy: Locator) -> None:
    """Neither opening nor editing does; their own values are one click away, and so is the link."""
    page = accuracy.page
    before = kept(page)
    visit(page)
    expect(visiting(accuracy)).to_be_visible()
    expect(headline(accuracy)).to_contain_text("950,000")
    target(accuracy).fill("99.9")
    expect(headline(accuracy)).to_contain_text("99.9 %")
    page.wait_for_function("location.hash.includes('99.9&')")
    assert kept(page) == before
    accuracy.get_by_role("button", name="Back to mine").click()
    expect(target(accuracy)).to_have_value("98")
    expect(headline(accuracy)).to_contain_text("98 %")
    expect(told(banner(accuracy), "your own values again")).to_be_visible()
    assert fragment(page) == ""
    page.go_back()
    expect(target(accuracy)).to_have_value("99.9")
    expect(visiting(accuracy)).to_be_visible()
    page.go_forward()
    expect(target(accuracy)).to_have_value("98")
    assert kept(page) == before


def test_a_visit_outlives_a_reload_with_what_was_changed(accuracy: Locator) -> None:
    """Edits replace the address, so that it can be passed on, and add nothing to the history."""
    page = accuracy.page
    visit(page)
    expect(visiting(accuracy)).to_be_visible()
    length = page.evaluate("history.length")
    target(accuracy).press_sequentially("1")  # 99.51
    target(accuracy).press_sequentially("2")  # 99.512
    page.wait_for_function("location.hash.includes('99.512&')")
    assert page.evaluate("history.length") == length
    page.reload()
    expect(target(accuracy)).to_have_value("99.512", timeout=STARTING)
    expect(visiting(accuracy)).to_be_visible()
    accuracy.get_by_role("button", name="Back to mine").click()
    expect(target(accuracy)).to_have_value("98")


def test_a_visit_can_be_kept(accuracy: Locator) -> None:
    """It becomes the reader's own, and what they had before becomes a scenario."""
    page = accuracy.page
    visit(page)
    accuracy.get_by_role("button", name="Keep it as mine").click()
    expect(told(banner(accuracy), "These values are yours now")).to_be_visible()
    expect(accuracy.locator("form")).to_be_focused()
    assert fragment(page) == ""
    page.reload()
    expect(target(accuracy)).to_have_value("99.5")
    expect(visiting(accuracy)).to_be_hidden()
    (scenario,) = json.loads(kept(page)["calculators/1/scenarios/cost-of-accuracy"])
    assert scenario["values"]["target_accuracy"] == "98"
    assert scenario["name"].startswith("Before the link of 20")
    accuracy.locator("[data-scenarios] > summary").click()
    expect(accuracy.locator("[data-kept]")).to_contain_text(scenario["name"])


def test_keeping_without_work_of_ones_own_leaves_no_scenario(page: Page) -> None:
    """There is nothing to put aside."""
    page.goto(ACCURACY + SHARED)
    part = calculator(page, "cost-of-accuracy")
    part.get_by_role("button", name="Keep it as mine").click(timeout=STARTING)
    page.reload()
    expect(target(part)).to_have_value("99.5")
    assert not [key for key in kept(page) if "scenarios" in key]


def test_back_and_forward_lead_through_visits(accuracy: Locator) -> None:
    """Own work, one link, another link, and back again."""
    page = accuracy.page
    visit(page)
    expect(target(accuracy)).to_have_value("99.5")
    visit(page, link("cost-of-accuracy", target_accuracy=99.25))
    expect(target(accuracy)).to_have_value("99.25")
    page.go_back()
    expect(target(accuracy)).to_have_value("99.5")
    page.go_back()
    expect(target(accuracy)).to_have_value("98")
    expect(visiting(accuracy)).to_be_hidden()
    page.go_forward()
    expect(target(accuracy)).to_have_value("99.5")


def test_a_link_that_says_what_is_the_readers_own_is_no_visit(accuracy: Locator) -> None:
    """However its numbers are written; and what is then typed is kept."""
    page = accuracy.page
    target(accuracy).fill("98.0")
    visit(page, link("cost-of-accuracy", target_accuracy=98))
    expect(told(banner(accuracy), "Opening")).to_have_count(0)
    page.wait_for_timeout(300)
    expect(visiting(accuracy)).to_be_hidden()
    expect(target(accuracy)).to_have_value("98.0")
    target(accuracy).fill("97")
    page.wait_for_function("location.hash === ''")
    page.reload()
    expect(target(accuracy)).to_have_value("97")


def test_headings_can_be_visited_during_a_visit(accuracy: Locator) -> None:
    """A link within the page leads there, and does not end the visit or load the page anew."""
    page = accuracy.page
    visit(page)
    expect(visiting(accuracy)).to_be_visible()
    page.evaluate("window.before = document.querySelector('[data-calculator]')")
    page.locator(".md-nav--secondary a:visible").last.click()
    page.wait_for_function("location.hash.includes('99.5&')")
    expect(page.locator("h2").last).to_be_in_viewport()
    expect(visiting(accuracy)).to_be_attached()
    assert page.evaluate("window.before.isConnected")
    page.go_back()
    page.go_back()
    expect(target(accuracy)).to_have_value("98")


def test_a_link_on_another_page_is_followed_without_loading_it(accuracy: Locator) -> None:
    """Instant navigation into a page with a link, out of it, and back."""
    page = accuracy.page
    all_calculators(page)
    page.evaluate(
        "(href) => { document.querySelector('article').insertAdjacentHTML("
        "'afterbegin', `<p><a href='${href}'>a colleague’s</a></p>`) }",
        ACCURACY + SHARED,
    )
    page.get_by_role("link", name="a colleague’s").click()
    part = calculator(page, "cost-of-accuracy")
    expect(visiting(part)).to_be_in_viewport(timeout=STARTING)
    expect(headline(part)).to_contain_text("950,000")
    all_calculators(page)
    page.go_back()
    expect(visiting(part)).to_be_visible(timeout=STARTING)
    part.get_by_role("button", name="Back to mine").click()
    expect(target(part)).to_have_value("98")


def test_of_two_calculators_the_one_that_is_meant_is_visited(page: Page) -> None:
    """The other one keeps to its reader."""
    page.goto(TWO + SHARED)
    part = calculator(page, "cost-of-accuracy")
    expect(visiting(part)).to_be_visible(timeout=STARTING)
    expect(headline(part)).to_be_in_viewport()
    other = calculator(page, "label-budget")
    other.locator("[name=votes]").fill("5")
    expect(visiting(other)).to_be_hidden()
    visit(page, link("label-budget", votes=7))
    expect(visiting(other)).to_be_visible()
    expect(visiting(part)).to_be_hidden()


def test_the_banner_is_first_for_who_moves_by_keyboard(accuracy: Locator) -> None:
    """Its words are announced, its buttons come before the form, and the focus stays near."""
    page = accuracy.page
    visit(page)
    expect(visiting(accuracy)).to_be_visible()
    assert visiting(accuracy).locator("xpath=ancestor::*[@role='status']").count() == 1
    first = accuracy.locator("a[href], button, input, select, summary").and_(
        accuracy.locator(":visible")
    )
    expect(first.first).to_have_text("Keep it as mine")
    first.first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(target(accuracy)).to_have_value("98")
    expect(accuracy.locator("form")).to_be_focused()


HOSTILE = [
    "#cost-of-accuracy?",
    "#cost-of-accuracy?target_accuracy=lots&v=1",
    "#cost-of-accuracy?target_accuracy=99.5&target_accuracy=99&v=1",
    "#cost-of-accuracy?target_accuracy=99.5&as=1.0&v=99",
    "#cost-of-accuracy?z=eJx&as=1.0&v=1",
    "#cost-of-accuracy?z=" + "A" * 100_000 + "&v=1",
    "#cost-of-accuracy?" + "%" * 50,
    "#cost-of-accuracy?%E0%A4%A=1&v=1",
    "#cost-of-accuracy?__proto__.polluted=1&constructor=2&v=1",
    "#cost-of-accuracy?<script>alert(1)</script>&v=1",
    "#cost-of-accuracy?target_accuracy=<img src=x onerror=alert(1)>&v=1",
    "#cost-of-accuracy?target_accuracy=" + "9" * 100_000 + "&v=1",
    "#cost-of-accuracy?learning_curve=a;b;c,d,e;;;&v=1",
    "#cost-of-accuracy?target_accuracy=99.5\\",
    '#cost-of-accuracy?"]target_accuracy=99.5\\',
]


def test_hostile_links_are_told_of_and_change_nothing(accuracy: Locator) -> None:
    """Each is understood or refused in words; nothing of it runs, and one's own work stays."""
    page = accuracy.page
    before = kept(page)
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    for address in HOSTILE:
        visit(page, address)
        refused = told(banner(accuracy), "What you see is not from the link")
        expect(refused.or_(told(banner(accuracy), SHARED_SCENARIO))).to_be_visible()
        expect(told(banner(accuracy), "Opening the link")).to_have_count(0)
        assert kept(page) == before, address[:80]
        assert banner(accuracy).locator("script, img").count() == 0
        visit(page, "#how-it-is-computed")
        expect(target(accuracy)).to_have_value("98")
    assert page.evaluate("({}).polluted") is None


def test_a_refused_link_can_be_put_aside(accuracy: Locator) -> None:
    """The message closes, and takes the link with it."""
    page = accuracy.page
    visit(page, "#cost-of-accuracy?z=broken&v=1")
    expect(told(banner(accuracy), "cannot be opened, and nothing was changed")).to_be_visible()
    accuracy.get_by_role("button", name="Close").click()
    assert fragment(page) == ""
    expect(accuracy.locator("form")).to_be_focused()
    expect(banner(accuracy).get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("path", [ACCURACY, "/", "/about/", "/notes/metrics/"])
def test_a_link_to_a_calculator_that_is_not_there(page: Page, path: str) -> None:
    """The page says so and leads on; a page that is not there at all does the same."""
    page.goto(f"{path}#shoe-size?foot=42&v=1")
    message = page.get_by_text("This link is for a calculator that is not on this page")
    expect(message).to_be_visible()
    page.evaluate("location.hash = '#elsewhere'")
    expect(message).to_be_hidden()
    page.evaluate("location.hash = '#shoe-size%3Ffoot=42'")
    expect(message).to_be_visible()
    page.locator("[data-no-such]").get_by_role("link", name="All calculators").click()
    expect(page.locator("h1")).to_contain_text("Calculators")


@pytest.mark.expects_console_errors
def test_a_link_to_a_page_that_is_not_there(page: Page) -> None:
    """The 404 page explains the link, too."""
    page.goto("/calculators/shoe-size/#shoe-size?foot=42&v=1")
    expect(page.get_by_text("This link is for a calculator")).to_be_visible()
    expect(page.get_by_role("link", name="the calculators")).to_be_visible()


@pytest.mark.parametrize("address", ["#a\\", "#\\", '#"]', "#%", "#%E0%A4%A", "#a]b'c"])
def test_the_theme_takes_any_fragment(page: Page, address: str) -> None:
    """Whatever stands in the address, no script of the page fails, also when it changes."""
    page.goto(ACCURACY + address)
    visit(page, f"{address}x")
    page.go_back()
    expect(headline(calculator(page, "cost-of-accuracy"))).to_contain_text("450,000")


def test_a_question_mark_that_was_encoded_on_its_way(page: Page) -> None:
    """Some programs that pass addresses on write it as %3F."""
    page.goto(ACCURACY + SHARED.replace("?", "%3F"))
    part = calculator(page, "cost-of-accuracy")
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)


@pytest.mark.expects_console_errors
def test_without_python_a_link_waits_for_a_retry(page: Page) -> None:
    """The page says what failed; when Python can be had, the link opens."""
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(ACCURACY + SHARED)
    part = calculator(page, "cost-of-accuracy")
    expect(part.locator("[data-state='failed']")).to_be_visible(timeout=STARTING)
    expect(headline(part)).to_contain_text("450,000")
    page.unroute("**/pyodide.asm.wasm")
    part.get_by_role("button", name="Try again").click()
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)
    expect(visiting(part)).to_be_visible()


def test_a_link_can_be_copied_and_opened_by_somebody_else(new_page: NewPage) -> None:
    """The clipboard holds the page's address and what differs from the defaults."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{ACCURACY}?from=chat#how-it-is-computed")
    part = calculator(page, "cost-of-accuracy")
    target(part).fill("99.5")
    part.get_by_role("button", name="Copy link").click()
    expect(part.locator("[data-said]")).to_contain_text("Copied", timeout=STARTING)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url.partition("?")[0] + SHARED
    other = new_page()
    other.goto(copied)
    there = calculator(other, "cost-of-accuracy")
    expect(headline(there)).to_contain_text("950,000", timeout=STARTING)


def test_without_a_clipboard_the_link_is_selected_to_be_copied(accuracy: Locator) -> None:
    """In a field that is read-only."""
    accuracy.page.evaluate(NO_CLIPBOARD)
    accuracy.get_by_role("button", name="Copy link").click()
    field = accuracy.locator("[data-by-hand]")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(r"/#cost-of-accuracy\?target_accuracy=98&as="))
    expect(field).not_to_be_editable()
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(selected) == field.input_value()


def test_what_has_no_result_has_no_link(accuracy: Locator) -> None:
    """The message says what to mend, and does not offer a file, which could not be made either."""
    target(accuracy).fill("lots")
    expect(accuracy.locator("[data-state='stale']")).to_be_visible()
    accuracy.get_by_role("button", name="Copy link").click()
    expect(accuracy.locator("[data-said]")).to_contain_text("Enter a percentage")
    expect(accuracy.get_by_role("button", name="Save as a file")).to_be_hidden()


def test_what_is_too_long_for_a_link_can_be_saved_as_a_file(page: Page) -> None:
    """Fifty projects whose names are chance: the reader is told why, and gets the file."""
    page.goto(PROJECTS)
    part = calculator(page, "impact-vs-cost")
    chance = random.Random(7)  # no text that could be compressed
    names = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=60)) for _ in range(50)]
    header = "name\tfriction\tpipeline\tprediction\tpeers\tdata\taccuracy\tdifficulty"
    lines = [header, *(f"{name}\t1\t2\t3\t4\t5\t0\t1" for name in names)]
    part.locator("[data-field='projects'] tbody [data-column='name']").first.evaluate(
        """(element, text) => {
            element.focus();
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        "\n".join(lines),
    )
    expect(part.locator("[data-field='projects'] tbody tr")).to_have_count(50, timeout=STARTING)
    part.get_by_role("button", name="Copy link").click()
    expect(part.locator("[data-said]")).to_contain_text("too long for a link", timeout=STARTING)
    with page.expect_download() as download:
        part.get_by_role("button", name="Save as a file").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert [row["name"] for row in saved["inputs"]["projects"]] == names


def test_an_items_link_is_copied_by_one_click_and_leads_to_the_item(new_page: NewPage) -> None:
    """By mouse or keyboard, before any script of the form has been loaded, too."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(CHECK)
    item = page.locator("#success-criteria")
    item.get_by_role("link", name="Copy the link to").focus()
    page.keyboard.press("Enter")
    expect(item.get_by_text("Link to this item copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{CHECK}#success-criteria")
    other = new_page()
    other.goto(copied)
    expect(other.locator("#success-criteria")).to_be_in_viewport()


def test_without_a_clipboard_an_items_link_is_selected(page: Page) -> None:
    """Beside the item."""
    page.add_init_script(NO_CLIPBOARD)
    page.goto(CHECK)
    item = page.locator("#success-criteria")
    item.get_by_role("link", name="Copy the link to").click()
    field = item.get_by_label("Link to this item", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(r"/checklists/feasibility/#success-criteria$"))


def test_a_link_within_the_page_keeps_what_was_typed(page: Page) -> None:
    """The theme alone would load the page anew at the first one that is followed."""
    page.goto(ACCURACY)
    part = calculator(page, "cost-of-accuracy")
    target(part).fill("9")
    page.evaluate("window.before = document.querySelector('[data-calculator]')")
    page.locator(".md-nav--secondary a:visible").last.click()
    expect(page.locator("h2").last).to_be_in_viewport()
    page.go_back()
    page.wait_for_function("location.hash === ''")
    page.wait_for_timeout(300)
    expect(target(part)).to_have_value("9")
    assert page.evaluate("window.before.isConnected")
