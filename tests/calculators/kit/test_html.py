"""Reports as HTML: whatever the words are, they come out as words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import format, html
from calculators.kit.blocks import Figure, Figures, Heading, Headline, Stamp, Task, Tasks
from tests.calculators import strategies
from tests.calculators.markup import Markup

from . import pictures

# Without line feeds and the like: what a parser makes of those is another matter.
words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)
ALLOWED = [
    "p",
    "dl",
    "dt",
    "dd",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "data",
    "span",
    "figure",
    "figcaption",
    "strong",
    "details",
    "summary",
    "a",
    "svg",
    "title",
    "text",
    "line",
    "rect",
    "circle",
    "polyline",
]


@given(words | st.sampled_from(strategies.HOSTILE))
def test_words_come_back_as_words(text: str) -> None:
    """In every kind of block the text is the text, and never markup."""
    page = Markup(html.render(pictures.report(text)))
    assert {element.tag for element in page.elements} <= set(ALLOWED)
    assert not any(name.startswith("on") for e in page.elements for name in e.attributes)
    expected = Markup(html.render(pictures.report("word")))
    assert [e.tag for e in page.elements if not e.inside("svg")] == [
        e.tag for e in expected.elements if not e.inside("svg")
    ]
    for tag in ("dt", "figcaption", "caption", "td", "li", "dd", "title"):
        found = [e.text for e in page.all(tag) if not e.inside("svg") or tag == "title"]
        plain = [e.text for e in expected.all(tag) if not e.inside("svg") or tag == "title"]
        assert found == [t.replace("word", text) for t in plain]


def test_a_number_carries_its_exact_figure() -> None:
    """For programs as a value, for people as a title where it says more."""
    assert html.cell(format.number(1234.5678)) == (
        '<data value="1234.5678" title="1,234.5678">1,230</data>'
    )
    assert html.cell(format.number(5)) == '<data value="5">5</data>'
    assert html.cell(format.number(None)) == '<span class="report__none">no answer</span>'
    assert html.cell(format.number(-0.0)) == '<data value="0">0</data>'


def test_a_table_is_headed_both_ways() -> None:
    """Columns above, rows by their first cell; the reader's own rows are marked."""
    page = Markup(html.table(pictures.table("A & B")))
    assert [th["scope"] for th in page.all("th")] == ["col", "col", "row", "row"]
    assert page.all("caption")[0].text == "A & B"
    assert [tr["class"] for tr in page.all("tr")] == ["", "", "report__row--strong"]
    (region,) = page.all("div")
    assert region["role"] in {"region", "group"}  # what can be scrolled needs a name and a stop
    assert (region["tabindex"], region["aria-label"]) == ("0", "A & B")


def test_a_chart_has_its_numbers_beside_it() -> None:
    """In a table that opens under the picture."""
    page = Markup(html.render((pictures.chart("A"), pictures.bars("B"))))
    assert len(page.all("figure")) == len(page.all("svg")) == len(page.all("table")) == 2
    assert all(table.inside("figure") and table.inside("details") for table in page.all("table"))
    assert [li.text for li in page.all("li")] == ["A", "other", "B", "rest"]


def test_every_fold_has_a_key() -> None:
    """So that what a reader opened stays open when the answer changes."""
    page = Markup(html.render(pictures.report("A")))
    keys = [details["data-key"] for details in page.all("details")]
    assert all(keys)


def test_sources_lead_somewhere_where_they_can() -> None:
    """And tell nobody where the reader came from."""
    page = Markup(html.render(pictures.report("A")))
    (link,) = page.all("a", rel="noreferrer")
    assert (link["href"], link.text) == ("https://example.org/", "A")


def test_a_stamp_opens_what_it_is_about() -> None:
    """Where there is an address; it is one of this site, which may know who reads it."""
    page = Markup(html.render((Stamp("Made", "https://a.example/?b&c"), Stamp("Made"))))
    assert [(a["href"], a["rel"]) for a in page.all("a")] == [("https://a.example/?b&c", "")]


def test_headings_have_levels_and_a_task_list_may_do_without_one() -> None:
    """So that what stands under a heading is told apart from the next of its kind."""
    page = Markup(html.render((Heading("A"), Heading("B", 4), Tasks("", (Task("C", done=True),)))))
    levels = [(p.text, p["aria-level"]) for p in page.having("aria-level")]
    assert levels == [("A", "3"), ("B", "4")]


def test_figures_and_tone() -> None:
    """A headline says how good the news is; a figure has a label, a number and a few words."""
    figures = Figures((Figure("Cost", format.number(5), "a month"), Figure("Gain", "none")))
    page = Markup(html.render((Headline("No.", "bad"), figures)))
    assert page.all("p")[0]["data-tone"] == "bad"
    assert [dt.text for dt in page.all("dt")] == ["Cost", "Gain"]
    assert [dd.text for dd in page.all("dd")] == ["5", "a month", "none"]
