"""Results kept under names: side by side, opened again, put into the project's brief."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

ACCURACY = "/calculators/cost-of-accuracy/"
STARTING = 60_000  # the runtime has to arrive and start once


@pytest.fixture
def accuracy(page: Page) -> Locator:
    """The cost of accuracy, with its scenarios unfolded."""
    page.goto(ACCURACY)
    part = page.locator("#cost-of-accuracy")
    part.locator("[data-scenarios] > summary").click()
    return part


def target(part: Locator) -> Locator:
    """The field of the target."""
    return part.get_by_label("Target accuracy", exact=True)


def keep(part: Locator, name: str) -> None:
    """Keep what is in the form."""
    part.locator("[data-scenario-name]").fill(name)
    part.get_by_role("button", name="Keep this result").click()
    expect(part.locator("[data-told]")).to_contain_text("Kept as", timeout=STARTING)


def test_kept_results_stand_side_by_side(accuracy: Locator) -> None:
    """From 90 %, tenfold, 50,000: to 99 % 450,000 more, to 99.5 % 950,000 more."""
    keep(accuracy, "Modest")
    target(accuracy).fill("99.5")
    comparison = accuracy.locator("[data-comparison]")
    expect(comparison).to_contain_text("Modest", timeout=STARTING)
    expect(comparison).to_contain_text("What is in the form now")
    expect(comparison).to_contain_text("450,000")
    expect(comparison).to_contain_text("950,000")
    expect(comparison.locator("svg.chart")).to_have_count(1)


def test_it_survives_a_reload_and_can_be_opened_removed_and_put_back(accuracy: Locator) -> None:
    """A scenario fills the form; undo brings back what was there."""
    target(accuracy).fill("97")
    keep(accuracy, "Ninety-seven")
    accuracy.page.reload()
    accuracy.get_by_role("button", name="Reset").click()
    expect(target(accuracy)).to_have_value("99")
    accuracy.locator("[data-scenarios] > summary").click()
    accuracy.get_by_role("button", name="Open Ninety-seven").click()
    expect(target(accuracy)).to_have_value("97", timeout=STARTING)
    accuracy.get_by_role("button", name="Undo").click()
    expect(target(accuracy)).to_have_value("99")
    accuracy.get_by_role("button", name="Remove Ninety-seven").click()
    expect(accuracy.locator("[data-kept] li")).to_have_count(1)
    accuracy.get_by_role("button", name="Put it back").click()
    expect(accuracy.get_by_role("button", name="Open Ninety-seven")).to_be_visible()


def test_at_most_four_stand_side_by_side(accuracy: Locator) -> None:
    """The fifth is refused in words, and names that are taken get a number."""
    for _ in range(5):
        keep(accuracy, "Same")
    names = accuracy.locator("[data-kept] label").all_inner_texts()
    assert len({name.strip() for name in names}) == 6
    boxes = accuracy.locator("[data-kept] input")
    assert [box.is_checked() for box in boxes.all()] == [True] * 4 + [False] * 2
    boxes.last.click()
    expect(accuracy.locator("[data-told]")).to_contain_text("At most 4")
    expect(boxes.last).not_to_be_checked()


def test_values_that_are_wrong_are_not_kept(accuracy: Locator) -> None:
    """The reader is told to mend them."""
    target(accuracy).fill("lots")
    accuracy.get_by_role("button", name="Keep this result").click()
    expect(accuracy.locator("[data-told]")).to_contain_text("Mend", timeout=STARTING)
    expect(accuracy.locator("[data-kept] li")).to_have_count(1)


def test_names_are_only_shown(accuracy: Locator) -> None:
    """Markup in a name stays text, in the list and in the comparison."""
    name = "<img src=x onerror=alert(1)> & \"q\" 'r'"
    keep(accuracy, name)
    expect(accuracy.locator("[data-kept] li").last).to_contain_text(name)
    expect(accuracy.locator("[data-comparison]")).to_contain_text(name, timeout=STARTING)


LISTEN = """() => {
  window.questions = [];
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (question) {
    window.questions.push(question.verb);
    send.call(this, question);
  };
}"""
SLIDE = """(slider, to) => {
  slider.value = to;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def test_a_comparison_waits_until_a_slider_rests(accuracy: Locator) -> None:
    """While it moves, Python is asked for nothing but the result; then once for the comparison.

    From 90 to 99 % is one nine: with a factor m it costs (m - 1) times 50,000 more.
    """
    keep(accuracy, "First")
    comparison = accuracy.locator("[data-comparison]")
    expect(comparison).to_contain_text("First", timeout=STARTING)
    page = accuracy.page
    page.wait_for_timeout(500)
    page.evaluate(LISTEN)
    page.clock.install()
    page.clock.pause_at(datetime.now(tz=UTC) + timedelta(hours=1))
    slider = accuracy.get_by_label("Multiplier per nine, slider")
    for factor, more in (("3", "100,000"), ("4", "150,000"), ("5", "200,000")):
        slider.evaluate(SLIDE, factor)
        expect(accuracy.locator(".report__headline")).to_contain_text(f"about {more} more")
    assert page.evaluate("window.questions") == ["answer"] * 3
    page.clock.run_for(1000)
    expect(comparison).to_contain_text("200,000")
    assert page.evaluate("window.questions") == ["answer"] * 3 + ["compare"]


def test_another_calculator_offers_what_means_the_same(page: Page, accuracy: Locator) -> None:
    """Nothing is taken over but by a click, and undo takes it back."""
    accuracy.get_by_label("Cost of one error").fill("7")
    accuracy.get_by_role("button", name="Put it into the brief").click()
    told = accuracy.locator("[data-told]")
    expect(told).to_contain_text("in the brief", timeout=STARTING)
    page.goto("/calculators/review-load/")
    part = page.locator("#review-load")
    field = part.get_by_label("Cost of one error")
    before = field.input_value()
    assert before != "7"
    part.get_by_label("Items").first.press("End")
    part.get_by_label("Items").first.press_sequentially("0")
    offer = part.locator("[data-offers] li", has_text="Cost of accuracy")
    expect(offer).to_be_visible(timeout=STARTING)
    expect(field).to_have_value(before)
    offer.get_by_role("button").first.click()
    expect(field).to_have_value("7")
    expect(offer).to_be_hidden()
    part.get_by_role("button", name="Undo").click()
    expect(field).to_have_value(before)
