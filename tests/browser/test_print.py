"""A page on paper is its article and nothing else."""

import pytest
from playwright.sync_api import Page

# What no paper can do: navigate, search, press a button, stick to the edge of a window.
SCREEN_ONLY = ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-top, .headerlink, button"


@pytest.mark.parametrize("path", ["/notes/metrics/", "/checklists/feasibility/"])
def test_paper_shows_the_article_only(page: Page, path: str) -> None:
    """No navigation, no buttons, and no bar over the text."""
    page.goto(path)
    page.emulate_media(media="print")
    shown = "nodes => nodes.filter(node => node.checkVisibility()).map(node => node.className)"
    assert page.locator(SCREEN_ONLY).evaluate_all(shown) == []
    stuck = "nodes => nodes.filter(n => getComputedStyle(n).position === 'sticky').length"
    assert page.locator("article *").evaluate_all(stuck) == 0


def test_paper_shows_where_a_link_to_another_site_leads(page: Page) -> None:
    """But not where one within the site does, nor a term of the glossary."""
    page.goto("/notes/data-and-drift/")
    page.emulate_media(media="print")
    shown = """links => links.filter(link => link.checkVisibility()).map(link =>
        [link.getAttribute("href"), getComputedStyle(link, "::after").content != "none"])"""
    links = page.locator("article a").evaluate_all(shown)
    assert {with_address for _, with_address in links} == {True, False}
    assert [href for href, with_address in links if href.startswith("https:") != with_address] == []
