"""A calculator alone in a frame of another page, on another origin as wikis and courses are."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from .server import serve
from .test_calculator import ACCURACY, STARTING, headline
from .test_pages import AXE, TAGS

NewPage = Callable[..., Page]

AROUND = "h1, header, nav, footer, .md-sidebar, article > p, article > h2"
"""What a page has besides its calculators."""


@pytest.fixture
def wiki(tmp_path: Path, complaints: list[str]) -> Iterator[Callable[[str], str]]:
    """Puts HTML on a page of another origin and gives its address."""
    with serve(tmp_path) as address:

        def publish(html: str) -> str:
            head = '<!doctype html><link rel="icon" href="data:,"><title>Wiki</title>'
            (tmp_path / "wiki.html").write_text(f"{head}<body>{html}</body>", "utf-8")
            return f"{address}/wiki.html"

        yield publish
    own = f"request to another origin: {address}/"
    complaints[:] = [complaint for complaint in complaints if not complaint.startswith(own)]


def snippet(page: Page, path: str = ACCURACY, **values: str) -> str:
    """What “Embed” gives to copy, with some fields changed."""
    page.goto(path)
    part = page.locator("[data-calculator]").first
    for label, value in values.items():
        part.get_by_label(label, exact=True).fill(value)
    part.get_by_role("button", name="Embed").click()
    place = part.locator("[data-snippet]")
    expect(place).to_have_value(re.compile("iframe"), timeout=STARTING)
    return place.input_value()


def around(part: Page | FrameLocator) -> list[str]:
    """What is shown besides the calculator."""
    shown = "nodes => nodes.filter(node => node.checkVisibility()).map(node => node.outerHTML)"
    found: list[str] = part.locator(AROUND).evaluate_all(shown)
    return found


def height(frame: Locator) -> float:
    """How high a frame stands on its page."""
    return float(frame.evaluate("frame => frame.getBoundingClientRect().height"))


def overflow(frame: Locator) -> int:
    """By how much the content of a frame is higher than the frame."""
    inner = frame.content_frame.locator("html")
    return int(inner.evaluate("html => html.scrollHeight - innerHeight"))


def test_a_frame_shows_the_calculator_alone_and_grows_with_it(
    page: Page, wiki: Callable[[str], str]
) -> None:
    """Title, form, result and tools, and nothing of the site; no scroll bar of its own."""
    page.goto(wiki(f"<p>Ours</p>{snippet(page)}<p>Below</p>"))
    frame = page.locator("iframe")
    inside = frame.content_frame
    expect(inside.get_by_role("heading", name="Cost of accuracy")).to_be_visible()
    expect(headline(inside.locator("[data-calculator]"))).to_contain_text("450,000")
    assert around(inside) == []
    expect(frame).to_have_attribute("title", "Cost of accuracy")
    expect(frame).not_to_have_css("height", "900px")
    before = height(frame)
    assert overflow(frame) <= 0
    inside.locator(".report__working > summary").click()
    page.wait_for_function(
        "before => document.querySelector('iframe').offsetHeight > before", arg=before
    )
    assert overflow(frame) <= 0
    inside.locator(".report__working > summary").click()
    page.wait_for_function(
        "before => document.querySelector('iframe').offsetHeight <= before", arg=before
    )
    inside.get_by_label("Target accuracy", exact=True).fill("99.5")
    expect(headline(inside.locator("[data-calculator]"))).to_contain_text(
        "950,000", timeout=STARTING
    )


def test_a_frame_opens_with_the_values_of_the_form(page: Page, wiki: Callable[[str], str]) -> None:
    """The snippet takes them along as a link does; what is as it was built needs none."""
    assert "?embed=1#" not in snippet(page)
    code = snippet(page, **{"Target accuracy": "99.5"})
    assert "?embed=1#cost-of-accuracy?target_accuracy=99.5&amp;" in code
    page.goto(wiki(code))
    part = page.locator("iframe").content_frame.locator("[data-calculator]")
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)
    expect(part.get_by_label("Target accuracy", exact=True)).to_have_value("99.5")


def test_without_its_script_a_frame_scrolls(page: Page, wiki: Callable[[str], str]) -> None:
    """The first line of the snippet is enough where scripts are not allowed."""
    page.goto(wiki(snippet(page).partition("\n")[0]))
    frame = page.locator("iframe")
    expect(frame.content_frame.locator("[data-calculator]")).to_be_visible()
    page.wait_for_timeout(300)
    assert height(frame) == 900
    assert overflow(frame) > 0


def test_a_frame_listens_to_its_own_content_only(page: Page, wiki: Callable[[str], str]) -> None:
    """Another frame, or the page itself, cannot resize it."""
    code = snippet(page)
    page.goto(wiki(f"{code}{code}"))
    first, second = page.locator("iframe").all()
    for frame in (first, second):
        frame.scroll_into_view_if_needed()  # it loads no sooner
        expect(frame).not_to_have_css("height", "900px")
    before = height(first)
    page.evaluate("postMessage({ calculators: 'height', height: 10 }, '*')")
    second.content_frame.locator("body").evaluate(
        "() => parent.postMessage({ calculators: 'height', height: 4000 }, '*')"
    )
    page.wait_for_function("document.querySelectorAll('iframe')[1].offsetHeight === 4000")
    assert height(first) == before


@pytest.mark.expects_console_errors
def test_the_header_never_shows_not_even_for_a_moment(page: Page) -> None:
    """The style does it before any script but the one in the page's head has run."""
    page.route("**/*.mjs", lambda route: route.abort())
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(f"{ACCURACY}?embed=1", wait_until="domcontentloaded")
    expect(headline(page.locator("[data-calculator]"))).to_contain_text("450,000")
    assert around(page) == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("embed=1", "label-budget"),
        ("embed", "label-budget"),
        ("embed=cost-of-accuracy", "cost-of-accuracy"),
        ("embed=label-budget", "label-budget"),
        ("embed=shoe-size", "label-budget"),
        ('embed="><script>alert(1)</script>', "label-budget"),
    ],
)
def test_a_frame_shows_the_calculator_that_it_names_or_the_first(
    page: Page, query: str, name: str
) -> None:
    """Of a note with two calculators, one alone."""
    page.goto(f"/notes/cost-drivers/?{query}")
    shown = page.locator("[data-calculator]:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("data-calculator", name)
    assert around(page) == []


def test_a_page_without_a_calculator_is_shown_as_it_is(page: Page) -> None:
    """Whoever asks for a frame of it gets the page rather than nothing."""
    page.goto("/notes/glossary/?embed=1")
    assert page.locator("[data-calculator]").count() == 0
    expect(page.locator("h1")).to_be_visible()


def test_links_lead_out_of_the_frame(page: Page) -> None:
    """To the full page and to sources in a tab of their own; within the calculator they stay."""
    page.goto("/checklists/feasibility/?embed=1")
    part = page.locator("[data-calculator]")
    home = part.get_by_role("link", name="Open the full page")
    with page.context.expect_page() as opened:
        home.click()
    expect(opened.value.locator("h1")).to_be_visible()
    assert opened.value.url.endswith("/checklists/feasibility/")
    page.bring_to_front()
    part.locator(".report__working > summary").click()
    source = part.locator(".report__working a").first
    source.evaluate("link => { link.href = '/notes/'; }")  # tests ask nothing of other sites
    with page.context.expect_page() as opened:
        source.click()
    assert opened.value.url.endswith("/notes/")
    page.bring_to_front()
    page.evaluate("location.hash = '#success-criteria'")
    expect(page.locator("#success-criteria")).to_be_in_viewport()
    assert around(page) == []


def test_keys_of_the_theme_do_nothing_in_a_frame(page: Page) -> None:
    """They search and turn pages."""
    page.goto(f"{ACCURACY}?embed=1")
    expect(page.get_by_role("link", name="Open the full page")).to_be_visible()
    page.get_by_role("button", name="Reset").focus()
    for key in ("n", "p", "s", "f", "/"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url.endswith(f"{ACCURACY}?embed=1")
    assert around(page) == []


@pytest.mark.parametrize(("system", "chosen"), [("dark", "default"), ("light", "slate")])
def test_a_frame_has_the_colours_of_the_readers_system(
    new_page: NewPage, system: str, chosen: str
) -> None:
    """Not those that its reader once chose on the site itself."""
    page = new_page(color_scheme=system)
    page.goto(ACCURACY)
    page.evaluate(
        """scheme => __md_set("__palette", { index: scheme === "slate" ? 2 : 1, color: {
            media: "(prefers-color-scheme: x)", scheme, primary: "custom", accent: "custom" } })""",
        chosen,
    )
    page.goto(ACCURACY)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", chosen)
    page.goto(f"{ACCURACY}?embed=1")
    wanted = "slate" if system == "dark" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", wanted)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_an_embedded_calculator_is_accessible_and_fits(
    new_page: NewPage, scheme: str, width: int
) -> None:
    """Axe finds nothing, with all details open, and nothing scrolls sideways."""
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(f"{ACCURACY}?embed=1")
    expect(page.get_by_role("link", name="Open the full page")).to_be_visible()
    page.add_script_tag(path=AXE)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    result = page.evaluate("tags => axe.run({ runOnly: tags })", TAGS)
    assert [violation["id"] for violation in result["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
