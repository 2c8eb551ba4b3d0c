"""The browser tests' own server and ear: what they miss, no other test can find."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .server import serve

WORKER = """
console.error("worker's error");
fetch("http://127.0.0.2:9/worker").catch(() => { postMessage("done"); throw Error("worker threw"); });
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A tiny site in place of the real one."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=icon href=data:,><title>Home</title>"
    )
    (tmp_path / "404.html").write_text(
        "<!doctype html><link rel=icon href=data:,><title>Not here</title>"
    )
    (tmp_path / "worker.mjs").write_text(WORKER)
    (tmp_path / "empty.wasm").write_bytes(b"\0asm\1\0\0\0")
    return tmp_path


@pytest.fixture
def server(site: Path) -> Iterator[str]:
    """The tiny site's address."""
    with serve(site) as address:
        yield address


def hear(page: Page, complaints: list[str], *expected: str) -> None:
    """Wait until each of these was heard, two seconds at most, and clear the list."""
    heard = ""
    for _ in range(100):
        heard = "\n".join(complaints)
        if all(complaint in heard for complaint in expected):
            complaints.clear()
            return
        page.wait_for_timeout(20)
    pytest.fail(f"Expected {expected}, heard:\n{heard}")


def test_a_quiet_page_leaves_no_complaint(page: Page, complaints: list[str]) -> None:
    """A request to the site itself is none."""
    page.goto("/")
    assert page.title() == "Home"
    assert complaints == []


def test_complaints_of_a_page_are_heard(page: Page, complaints: list[str]) -> None:
    """Errors in the console, uncaught exceptions and foreign requests each count."""
    page.goto("/")
    page.evaluate("console.error('page error')")
    page.evaluate("setTimeout(() => { throw Error('page threw'); })")
    page.evaluate("fetch('http://127.0.0.2:9/page').catch(() => 0)")
    foreign = "request to another origin: http://127.0.0.2:9/page"
    refused = "console: Failed to load resource"
    hear(page, complaints, "console: page error", "uncaught: page threw", foreign, refused)


def test_complaints_of_a_worker_are_heard(page: Page, complaints: list[str]) -> None:
    """What happens in a page's worker counts as the page's."""
    page.goto("/")
    page.evaluate(
        "new Promise((done) => {"
        " new Worker('/worker.mjs', {type: 'module'}).onmessage = done; }).then(() => 0)"
    )
    foreign = "request to another origin: http://127.0.0.2:9/worker"
    hear(page, complaints, "console: worker's error", "worker threw", foreign)


@pytest.mark.expects_console_errors
def test_a_test_may_expect_errors_in_the_console(page: Page) -> None:
    """With the marker, an error in the console fails no test."""
    page.goto("/")
    page.evaluate("console.error('expected')")


def test_the_server_answers_as_a_static_host(page: Page, complaints: list[str]) -> None:
    """Media types are those that browsers insist on, and what is missing shows the 404 page."""
    page.goto("/")
    media_type = "async (path) => (await fetch(path)).headers.get('content-type')"
    types = [page.evaluate(media_type, path) for path in ("worker.mjs", "empty.wasm")]
    assert types == ["text/javascript", "application/wasm"]
    missing = page.goto("/missing/")
    assert missing is not None
    assert missing.status == HTTPStatus.NOT_FOUND
    assert page.title() == "Not here"
    assert len(complaints) == 1  # the browser's own line on the 404
    complaints.clear()
