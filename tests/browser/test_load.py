"""A page that has been drawn stays as it is while its scripts start."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

# What styles nearly all elements at once. The first such round is the page's own.
WHOLE = 0.9
ROUNDS = 2
"""One is needed; a browser that draws before it has read the page to its end takes one more."""

PAGES = (
    "/",
    "/notes/feasibility/",
    "/notes/glossary/",
    "/calculators/cost-of-accuracy/",
    "/checklists/feasibility/",
    "/brief/",
    "/how-fast/",
)

Event = Mapping[str, Any]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_not_styled_anew_while_it_loads(browser: Browser, page: Page, path: str) -> None:
    """Material's script as it comes has each element styled five times more."""
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(path, wait_until="networkidle")
    events: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [event["args"].get("elementCount", 0) for event in events if is_style(event)]
    elements = max(styled)
    assert elements > page.locator("body *:visible").count() / 2
    assert len([count for count in styled if count > WHOLE * elements]) <= ROUNDS


def is_style(event: Event) -> bool:
    """Whether elements were styled."""
    return event["name"] == "UpdateLayoutTree" and "args" in event


def test_the_dark_scheme_reaches_what_the_browser_draws(page: Page) -> None:
    """The bar for scrolling and the ground behind the page follow the scheme that was chosen."""
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    scheme = "() => getComputedStyle(document.documentElement).colorScheme"
    assert page.evaluate(scheme) == "dark"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"({scheme})() !== 'dark'")
