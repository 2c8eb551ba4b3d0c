"""A reader sees what a term means without leaving the page: by mouse, by keyboard and by touch.

What is asked of content on hover or focus is in WCAG 1.4.13: Escape dismisses it, it can be
pointed at, and it stays until the reader turns away.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .test_pages import AXE, TAGS

PAGE = "/notes/data-and-drift/"
MEANING = "The right answer to the same input"


def drift(page: Page) -> tuple[Locator, Locator]:
    """A term on its page, and the tooltip that has its definition."""
    page.goto(PAGE)
    term = page.locator("a.term", has_text="Concept drift").first
    term.scroll_into_view_if_needed()
    return term, page.get_by_role("tooltip").filter(has_text=MEANING)


def axe(page: Page) -> list[str]:
    """What axe finds, best practices included."""
    page.add_script_tag(path=AXE)
    result = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)
    return [violation["id"] for violation in result["violations"]]


def test_it_opens_on_hover_and_can_be_pointed_at(page: Page) -> None:
    """The pointer can go from the term onto the definition, say to enlarge or to select it."""
    term, tooltip = drift(page)
    term.hover()
    expect(tooltip).to_be_visible()
    tooltip.hover()
    page.wait_for_timeout(600)  # longer than the way onto it may take
    expect(tooltip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tooltip).to_be_hidden()


def test_it_stays_as_long_as_the_pointer(page: Page) -> None:
    """However slowly somebody reads; the browser's own tooltip does not come as well."""
    term, tooltip = drift(page)
    term.hover()
    expect(tooltip).to_be_visible()
    page.wait_for_timeout(1500)
    expect(tooltip).to_be_visible()
    assert term.get_attribute("title") is None


def test_it_opens_for_the_keyboard_and_describes_the_link(page: Page) -> None:
    """The link names the term and is described by the definition; it still leads to the glossary."""
    term, tooltip = drift(page)
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    expect(tooltip).to_be_visible()
    expect(term).to_have_accessible_name("Concept drift")
    expect(term).to_have_accessible_description(tooltip.inner_text())
    page.keyboard.press("Tab")
    expect(tooltip).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/notes/glossary/#concept-drift")


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_escape_closes_it(page: Page, way: str) -> None:
    """Without a move of pointer or focus, and it opens again when they come back."""
    term, tooltip = drift(page)
    show = term.hover if way == "hover" else term.focus
    page.keyboard.press("Tab")  # from here on focus is shown
    show()
    expect(tooltip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    if way == "focus":
        expect(term).to_be_focused()
    page.mouse.move(0, 0)
    term.blur()
    page.wait_for_timeout(400)
    show()
    expect(tooltip).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_is_open(new_page: Callable[..., Page], scheme: str) -> None:
    """It lies in the main landmark, and has enough contrast."""
    page = new_page(color_scheme=scheme)
    term, tooltip = drift(page)
    term.hover()
    expect(tooltip).to_be_visible()
    assert axe(page) == []


def test_the_first_touch_shows_it_and_the_second_follows(new_page: Callable[..., Page]) -> None:
    """A touch elsewhere closes it; all of it fits on a phone."""
    page = new_page(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    term, tooltip = drift(page)
    term.tap()
    expect(tooltip).to_be_visible()
    expect(page).to_have_url(PAGE)
    box = tooltip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator("h1").tap()
    expect(tooltip).to_be_hidden()
    term.tap()
    term.tap()
    expect(page).to_have_url("/notes/glossary/#concept-drift")


def test_the_source_behind_a_link_shows_as_well(page: Page) -> None:
    """A link to another site tells its reference, and has its title back for print."""
    page.goto(PAGE)
    link = page.get_by_role("link", name="Yurdakul 2018")
    title = link.get_attribute("title") or ""
    tooltip = page.get_by_role("tooltip").filter(has_text=title)
    link.hover()
    expect(tooltip).to_be_visible()
    page.mouse.move(0, 0)
    expect(tooltip).to_be_hidden()
    expect(link).to_have_attribute("title", title)


def test_it_works_on_the_next_page_too(page: Page) -> None:
    """Material changes pages without loading them."""
    drift(page)
    page.get_by_role("link", name="Monitoring", exact=True).last.click()
    expect(page).to_have_url("/notes/monitoring/")
    page.locator("a.term", has_text="voice activity detection").hover()
    expect(page.get_by_role("tooltip").filter(has_text="somebody is speaking")).to_be_visible()
