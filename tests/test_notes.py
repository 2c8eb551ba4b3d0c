"""The notes cover the whole course, and say where each fact comes from.

Each page of the notes names in its front matter, under `covers`, the items of the course map that
it holds. So an item that an edit drops is missed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import markdown
from mkdocs.utils import meta

from hooks.reading_time import words

DOCS = Path(__file__).parent.parent / "docs"

GROUPS = {
    "V": (18, "the vision: why products, why now, and what the course is and is not"),
    "O": (6, "products and MLOps: which skills belong where"),
    "N": (10, "whether to use machine learning at all"),
    "F": (10, "why projects fail"),
    "C": (11, "choosing problems by impact and cost"),
    "D": (12, "what drives the cost: data, accuracy, difficulty"),
    "H": (5, "what is hard for machine learning"),
    "S": (7, "the seven steps of a feasibility study"),
    "A": (11, "archetypes of projects, their questions and moves"),
    "W": (5, "the data flywheel and its three links"),
    "L": (17, "the lifecycle, its phases and its ways back"),
    "M": (11, "one number from many metrics"),
    "B": (9, "baselines"),
    "R": (7, "data, drift and retraining"),
    "G": (7, "constraints on a deployment"),
    "Y": (4, "patterns of deployment by the model's authority"),
    "Q": (8, "monitoring"),
    "K": (4, "modelling: milestones, slices and skewed classes"),
    "T": (6, "testing, and how it differs from evaluation"),
    "J": (5, "just get started"),
    "X": (14, "contradictions between the sources, resolved"),
    "E": (16, "errors of the sources, corrected"),
}
"""For each letter of an item id how many items there are, counted from 1, and their subject."""

WHOLE = {"P21", "P22", "P23"}
"""Pages that are one item each: learning objectives, reading list, glossary."""

SILENT = {"E1", "E14"}
"""Errors that need no word from us: slips of the pen, and a gap in a numbering."""

LOOKED_UP = {"notes/glossary.md", "notes/print.md"}
"""Pages that nobody reads from top to bottom."""

_LINK = re.compile(r'<a\b(?=[^>]*\shref="https?://(?P<rest>[^"]*))[^>]*>')


def items() -> set[str]:
    """The id of every item of the course map."""
    numbered = {f"{letter}{n}" for letter, (most, _) in GROUPS.items() for n in range(1, most + 1)}
    return numbered | WHOLE


def pages(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The path below `docs`, the Markdown and the front matter of each page."""
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(DOCS).as_posix(), *meta.get_data(path.read_text("utf-8"))


def by_number(ids: Iterable[str]) -> list[str]:
    """Ids in the order in which people count them."""
    return sorted(ids, key=lambda name: (name[0], int(name[1:])))


def untitled(source: str) -> list[str]:
    """The addresses of a page's external links that carry no title."""
    extensions = ["attr_list", "footnotes", "md_in_html", "tables", "pymdownx.superfences"]
    html = markdown.markdown(source, extensions=extensions)
    return [m["rest"] for m in _LINK.finditer(html) if not re.search(r'\stitle="[^"]', m[0])]


def test_every_item_of_the_course_map_is_on_a_page() -> None:
    """What a later edit drops is listed here."""
    covered = {item for _, _, data in pages(DOCS / "notes") for item in data.get("covers", ())}
    assert by_number(items() - SILENT - covered) == []


def test_no_page_names_an_item_that_does_not_exist() -> None:
    """A slip in an id would hide that an item is missing."""
    known = items()
    found = {
        path: wrong
        for path, _, data in pages(DOCS)
        if (wrong := [item for item in data.get("covers", ()) if item not in known])
    }
    assert found == {}


def test_a_note_is_read_at_one_sitting() -> None:
    """From 500 to 1,500 words, for busy readers; what is looked up may be longer."""
    lengths = {path: words(source) for path, source, _ in pages(DOCS / "notes")}
    assert {
        path: n for path, n in lengths.items() if not 500 <= n <= 1500 and path not in LOOKED_UP
    } == {}


def test_every_page_describes_itself_in_a_line() -> None:
    """Link previews and search engines cut what is longer than 155 characters."""
    lengths = {path: len(data.get("description", "")) for path, _, data in pages(DOCS)}
    assert {path: n for path, n in lengths.items() if not 0 < n <= 155} == {}


def test_every_external_link_carries_a_title() -> None:
    """So that a reader still knows what was meant when the link is dead."""
    found = {path: wrong for path, source, _ in pages(DOCS) if (wrong := untitled(source))}
    assert found == {}


def test_a_link_without_a_title_is_noticed_in_each_form() -> None:
    """Inline, by reference and as a bare address; code and links with a title are left alone."""
    source = (
        "[A](https://a.example/x_(1)) [B][b] <https://c.example>\n"
        '`<a href="https://d.example">` [E](https://e.example "E, 2020") [F](f.md)\n\n'
        "[b]: https://b.example\n"
    )
    assert untitled(source) == ["a.example/x_(1)", "b.example", "c.example"]
