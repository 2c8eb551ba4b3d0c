"""The first use of a term tells what it means; the glossary's page is the one source."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils import meta

from hooks.glossary import PAGE, Glossary, Term, terms
from tests.conftest import ROOT

SOURCE = """---
said:
  nine: [a nine]
---
# Glossary

### Data drift { #data-drift }

The inputs **change**,
P(x). [Data and
drift](data-and-drift.md)

### Out of distribution (OOD) { #out-of-distribution }

An input unlike any "before".

### Nine { #nine }

A factor of ten. [Costs](costs.md#nine)
"""


class Relpath(Treeprocessor):
    """Stands in for the one of MkDocs, which knows the page."""

    def __init__(self, page: str) -> None:
        self.file = SimpleNamespace(src_uri=page)


def marked(source: str, page: str = "notes/shoes.md") -> str:
    """The HTML of a page, its links to the glossary shortened."""
    md = Markdown(extensions=["attr_list", Glossary(terms(SOURCE))])
    md.treeprocessors.register(Relpath(page), "relpath", 0)
    return re.sub(r' class="term"| title="[^"]*"', "", md.convert(source))


def link(anchor: str, text: str, glossary: str = "glossary.md") -> str:
    """A shortened link to the glossary."""
    return f'<a href="{glossary}#{anchor}">{text}</a>'


def test_a_term_is_its_heading_or_what_front_matter_says() -> None:
    """A short form in brackets is another name. The link at the end is not part of a definition."""
    assert terms(SOURCE) == [
        Term("data-drift", "The inputs change, P(x).", ("Data drift",)),
        Term(
            "out-of-distribution", 'An input unlike any "before".', ("Out of distribution", "OOD")
        ),
        Term("nine", "A factor of ten.", ("a nine",)),
    ]


def test_only_the_first_use_is_marked() -> None:
    """In whatever paragraph it is, and with both of two terms in one text."""
    assert marked("A data drift, OOD.\n\nData drift, *out of distribution*.") == (
        f"<p>A {link('data-drift', 'data drift')}, {link('out-of-distribution', 'OOD')}.</p>\n"
        "<p>Data drift, <em>out of distribution</em>.</p>"
    )


@pytest.mark.parametrize(
    "source",
    [
        "# Data drift",
        "[Data drift](a.md)",
        "`data drift`",
        "big-data drift",
        "data drifted",
        "Nine",
    ],
)
def test_headings_links_code_and_other_words_are_left_alone(source: str) -> None:
    """A part of a word is no term."""
    assert "glossary" not in marked(source)


@pytest.mark.parametrize("said", ["Data drifts", "data\ndrift", "OOD", "A nine"])
def test_a_plural_a_line_break_and_a_capital_make_no_difference(said: str) -> None:
    """They are the same term."""
    assert f">{said}</a>!" in marked(f"So *{said}*!").replace("</em>", "")


def test_attributes_and_the_words_around_a_term_stay() -> None:
    """A paragraph's class is read before its words are taken apart."""
    expected = f'<p class="lead">Is it {link("data-drift", "data drift")} <em>or</em> not?</p>'
    assert marked("Is it data drift *or* not?\n{ .lead }") == expected


def test_the_link_fits_the_folder_and_the_glossary_has_none() -> None:
    """MkDocs resolves it as it does an author's."""
    expected = f"<p>{link('data-drift', 'Data drift', '../notes/glossary.md')}</p>"
    assert marked("Data drift", "checklists/data.md") == expected
    assert marked("Data drift", PAGE) == "<p>Data drift</p>"


def test_every_entry_of_the_sites_glossary_is_a_term() -> None:
    """In the form that is read, with a definition that fits a tooltip, and no two alike."""
    source = (ROOT / "docs" / PAGE).read_text("utf-8")
    found = terms(source)
    anchors = [term.anchor for term in found]
    text, front = meta.get_data(source)
    assert len(found) == text.count("\n### ")
    assert len(set(anchors)) == len(found)
    assert set(front["said"]) <= set(anchors)
    assert [t.anchor for t in found if not 20 <= len(t.definition) <= 250] == []
    assert [t.anchor for t in found if re.search(r"[\[\]*`_]", t.definition)] == []
