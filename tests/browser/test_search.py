"""Whoever searches finds a term, a synonym of one, and an item of a checklist; others load nothing.

What the search knows weighs more than all the rest of a page, so it comes with the first letter.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from .test_pages import asked

KNOWLEDGE = "/search/pages.json"
FOUND = ".md-search-result__item"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("concept drift", "/notes/glossary/#concept-drift"),
        ("covariate shift", "/notes/glossary/#data-drift"),
        ("simpler means", "/checklists/feasibility/#simpler-means"),
    ],
)
def test_the_search_leads_to_the_very_place(page: Page, words: str, address: str) -> None:
    """Not only to its page; and what was searched is marked there."""
    page.goto("/about/")
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    path, _, anchor = address.partition("#")
    link = page.locator(f".md-search-result a[href*='{path}?h='][href$='#{anchor}']").first
    expect(link).to_have_count(1)
    page.goto(
        link.get_attribute("href") or ""
    )  # some results are folded away, so it is not clicked
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    expect(page.locator("mark").first).to_be_attached()


def test_it_begins_with_the_first_letter(page: Page) -> None:
    """Not with the page, and not with the box, which says at once that one can type."""
    with asked(page) as urls:
        page.goto("/about/", wait_until="networkidle")
        page.keyboard.press("/")
        expect(page.get_by_text("Type to start searching")).to_be_visible()
        assert not [url for url in urls if url.endswith(KNOWLEDGE) or "/lunr" in url]
        page.keyboard.type("drift")
        expect(page.locator(FOUND).first).to_be_visible()
        page.keyboard.type("nonsense")
        expect(page.locator(FOUND)).to_have_count(0)
    assert len([url for url in urls if url.endswith(KNOWLEDGE)]) == 1


def test_a_link_may_ask(page: Page) -> None:
    """With what is searched behind `?q=`."""
    page.goto("/?q=drift")
    expect(page.locator(FOUND).first).to_be_visible()


@pytest.mark.expects_console_errors
def test_what_did_not_come_is_asked_for_again(new_page: Callable[..., Page]) -> None:
    """With the next letter; a bad line breaks the search only while it is bad."""
    page = new_page()
    page.context.route(f"**{KNOWLEDGE}", lambda route: route.abort(), times=1)
    page.goto("/about/")
    box = page.get_by_role("textbox", name="Search")
    with page.expect_event("requestfailed", lambda request: request.url.endswith(KNOWLEDGE)):
        box.press_sequentially("d")
    box.press_sequentially("rift")
    expect(page.locator(FOUND).first).to_be_visible()


def test_the_last_words_count(new_page: Callable[..., Page]) -> None:
    """What was typed while the search began is searched, and nothing before."""
    page = new_page()
    page.goto("/about/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route(f"**{KNOWLEDGE}", hold)
    box = page.get_by_role("textbox", name="Search")
    with page.expect_request(f"**{KNOWLEDGE}"):
        box.press_sequentially("n")
    box.press_sequentially("onsenseword")
    held[0].continue_()
    expect(page.get_by_text("No matching documents")).to_be_visible()
