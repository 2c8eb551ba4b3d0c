"""Whoever searches finds a term, a synonym of one, and an item of a checklist."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("concept drift", "/notes/glossary/#concept-drift"),
        ("covariate shift", "/notes/glossary/#data-drift"),
        ("simpler means", "/checklists/feasibility/#simpler-means"),
    ],
)
def test_the_search_leads_to_the_very_place(page: Page, words: str, address: str) -> None:
    """Not only to its page."""
    page.goto("/about/")
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    path, _, anchor = address.partition("#")
    link = page.locator(f".md-search-result a[href*='{path}?h='][href$='#{anchor}']").first
    expect(link).to_have_count(1)
    page.goto(
        link.get_attribute("href") or ""
    )  # some results are folded away, so it is not clicked
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
