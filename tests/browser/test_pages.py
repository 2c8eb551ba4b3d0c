"""Every page of the built site: accessible, light, without dead links, and from one origin."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, Request, Route

from .browser import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"

# What axe is asked: WCAG 2.2 up to AA, and its own best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


ALL_NOTES = "/notes/print/"
"""More than twenty notes on one page, for paper: heavier than what people read on a screen."""

OFFLINE = "/about/"
"""Says whether the site is kept in the reader's browser."""


class Document(HTMLParser):
    """The links and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, and what the tag refers to."""
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in ("href", "src") and value is not None:
                self.links.append(value)


def paths(site: Path) -> list[str]:
    """The address of each page, the 404 page last."""
    pages = sorted(site.rglob("index.html"))
    return [
        *(f"/{page.parent.relative_to(site).as_posix()}/".replace("/./", "/") for page in pages),
        "/404.html",
    ]


def test_no_link_or_anchor_is_dead(site: Path) -> None:
    """All that a page of the site refers to on the site exists, down to the anchor."""
    documents = {
        path: Document(
            (site / path.strip("/") / ("" if path.endswith("html") else "index.html")).read_text()
        )
        for path in paths(site)
    }
    dead = []
    for path, document in documents.items():
        for link in document.links:
            target = urlsplit(urljoin(f"http://site{path}", link))
            if target.scheme != "http" or target.netloc != "site":
                continue
            file = site / unquote(target.path).strip("/")
            exists = (
                (file / "index.html").is_file() if target.path.endswith("/") else file.is_file()
            )
            known = documents.get(target.path)
            anchor = unquote(target.fragment).partition("?")[0]  # behind it stand values
            if not exists or (anchor and known and anchor not in known.ids):
                dead.append(f"{path} -> {link}")
    assert not dead, "\n".join(dead)


def test_pages_have_a_description_and_one_first_heading(site: Path) -> None:
    """A link preview has something to show, and a page says once what it is about."""
    for path in paths(site)[:-1]:
        html = (site / path.strip("/") / "index.html").read_text()
        assert '<meta name="description"' in html, path
        assert html.count("<h1") == 1, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(
    new_page: Callable[..., Page], site: Path, scheme: str, width: int
) -> None:
    """No violation on any page, light and dark, wide and narrow, with all details open."""
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    found = []
    for path in paths(site):
        page.goto(path)
        page.add_script_tag(path=AXE)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        page.wait_for_timeout(100)
        result = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)
        found += [
            f"{path}: {violation['id']}: {node['target']} {node.get('failureSummary', '')}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]
    assert not found, "\n".join(found)


@contextmanager
def asked(page: Page) -> Iterator[list[str]]:
    """The addresses that the page asks for while the block runs."""
    urls: list[str] = []

    def note(request: Request) -> None:
        urls.append(request.url)

    page.on("request", note)
    yield urls
    page.remove_listener("request", note)


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_scrolls_sideways(new_page: Callable[..., Page], site: Path, width: int) -> None:
    """Wide tables scroll in their own box."""
    page = new_page(viewport={"width": width, "height": 800})
    wide = []
    for path in paths(site):
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert not wide


def test_a_page_is_light(new_page: Callable[..., Page], site: Path) -> None:
    """Without the runtime: at most 10 requests and 110 kB compressed, whatever they are for.

    The budget is 12 and 120 kB. All requests go to the site itself, or the test fails anyway. The
    page that says whether the site is kept for reading offline asks for the scripts that know.
    """
    heavy = []
    for path in paths(site):
        page = new_page()
        with asked(page) as urls:
            page.goto(path, wait_until="networkidle")
        size = 0
        for url in urls:
            file = site / urlsplit(url).path.strip("/")
            file = file / "index.html" if file.is_dir() else file
            size += len(gzip.compress(file.read_bytes()))
        most = 250_000 if path == ALL_NOTES else 110_000
        if len(urls) > (12 if path == OFFLINE else 10) or size > most:
            heavy.append(f"{path}: {len(urls)} requests, {size} bytes")
        page.context.close()
    assert not heavy, "\n".join(heavy)


# How far things move once they are drawn, as browsers count it (Layout Instability, a W3C draft).
SHIFTS = """() => {
  window.shifts = [];
  const note = (list) => shifts.push(...list.getEntries().filter((shift) => shift.value));
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
}"""
SHIFTED = """() => shifts.map(({ value, sources }) => `${value} ${sources.map(({ node }) =>
  node?.outerHTML?.slice(0, 80) ?? node?.nodeName).join(", ")}`)"""


# A page of each kind.
KINDS = [
    *("/", "/notes/metrics/", "/notes/glossary/", "/calculators/", "/calculators/drift-psi/"),
    *("/checklists/start/", "/brief/", "/about/", "/404.html"),
]


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_while_a_page_loads(new_page: Callable[..., Page], width: int) -> None:
    """Not even where scripts come after the page has been drawn."""

    def late(route: Route) -> None:
        page.wait_for_timeout(150)
        route.continue_()

    page = new_page(viewport={"width": width, "height": 800})
    page.context.add_init_script(f"({SHIFTS})()")
    page.context.route(re.compile(r"\.m?js$"), late)
    moved = {}
    for path in KINDS:
        page.goto(path, wait_until="networkidle")
        if found := page.evaluate(SHIFTED):
            moved[path] = found
    assert not moved
