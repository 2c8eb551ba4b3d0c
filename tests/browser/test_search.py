"""Whoever searches finds a term, a synonym of one, and an item of a checklist."""

import re

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
    """Not only to its page. The words are marked there, so the address says what they were."""
    page.goto("/about/")
    page.keyboard.press("f")
    page.get_by_role("textbox", name="Search").fill(words)
    path, _, anchor = address.partition("#")
    link = page.locator(f".md-search-result a[href*='{path}?h='][href$='#{anchor}']").first
    expect(link).to_have_count(1)
    link.evaluate("link => link.closest('details')?.setAttribute('open', '')")
    link.click()
    expect(page).to_have_url(re.compile(f"{re.escape(path)}\\?h=.*#{anchor}$"))
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
