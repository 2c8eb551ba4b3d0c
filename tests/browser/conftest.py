"""A real browser on the built site. Any complaint of the browser fails the test."""

import logging
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from .browser import find_chromium, node
from .server import serve

ARGUMENTS = [
    "--no-sandbox",  # a container's root user has no sandbox
    # Nothing but the site is contacted, so that tests run offline.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]

# Machines that run tests can be slow and busy; who waits for nothing fails no sooner.
expect.set_options(timeout=30_000)

NewPage = Callable[..., Page]

LOG = logging.getLogger(__name__)
FAILED = pytest.StashKey[bool]()

# What a page says of how its calculators stand, for who reads of a failed test.
SHOWN = """() => [...document.querySelectorAll("[data-state], [data-failure], [data-banner]")]
    .filter((part) => part.checkVisibility()).map((part) => part.innerText.trim())"""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note on a test that it has failed, for the fixtures that clear up after it."""
    report = yield
    item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address at which the site is served, without a slash at its end."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once, on a Node.js that needs no library a bare machine lacks."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node()))
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium, started once."""
    chromium = find_chromium(playwright)
    browser = playwright.chromium.launch(
        executable_path=chromium.executable,
        args=ARGUMENTS,
        env={**os.environ, **chromium.environment},
    )
    yield browser
    browser.close()


@pytest.fixture
def complaints(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What the browser complained of; a test fails if any complaint is left at its end.

    These are errors in the console, uncaught exceptions and requests to another origin, of
    pages and of their workers. A test that provokes some may assert on them and clear the list.
    With the marker `expects_console_errors`, errors in the console are none.
    """
    found: list[str] = []
    yield found
    if request.node.get_closest_marker("expects_console_errors"):
        found = [complaint for complaint in found if not complaint.startswith("console: ")]
    assert not found, "The browser complained:\n" + "\n".join(found)


@pytest.fixture
def new_page(
    request: pytest.FixtureRequest, browser: Browser, server: str, complaints: list[str]
) -> Iterator[NewPage]:
    """Opens an empty page in a browser context of its own, which takes Playwright's options.

    `new_page(color_scheme="dark", viewport={"width": 360, "height": 800})`. Addresses such as
    `page.goto("/notes/")` are meant on the server, unless another is given.
    """
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        # Who uses a calculator has the site kept; only tests of that have the time.
        options.setdefault("service_workers", "block")
        options = {"base_url": server, "viewport": {"width": 1280, "height": 800}} | options
        context = browser.new_context(**options)
        contexts.append(context)
        listen(context, urlsplit(options["base_url"]).netloc, complaints)
        return context.new_page()

    yield open_page
    for context in contexts:
        if request.node.stash.get(FAILED, False):
            for page in context.pages:
                LOG.warning("%s showed %s", page.url, page.evaluate(SHOWN))
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """An empty page, 1280 by 800 pixels."""
    return new_page()


def listen(context: BrowserContext, host: str, complaints: list[str]) -> None:
    """Write down all that this browser context complains of."""

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text} ({message.location['url']})")

    def note_request(url: str) -> None:
        target = urlsplit(url)
        if target.netloc not in ("", host):
            complaints.append(f"request to another origin: {url}")

    context.on("console", note_message)
    context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
    context.on("request", lambda request: note_request(request.url))
