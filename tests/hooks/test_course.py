"""All notes on one page, for paper: nothing is lost, and nothing points at the wrong note."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.course import section

NAMES = ("laces", "soles")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h1 id="soles">S</h1><h2 id="a">', '<h2 id="laces--soles">S</h2><h3 id="laces--a">'),
        ('<a href="#a">', '<a href="#laces--a">'),
        ('<a href="../soles/">', '<a href="#soles">'),
        ('<a href="../soles/#a">', '<a href="#soles--a">'),
        ('<a href="../hats/#a">', '<a href="../hats/#a">'),
        ('<a href="../../about/">', '<a href="../../about/">'),
        ('<svg aria-labelledby="a b"><g id="a">', '<svg aria-labelledby="laces--a laces--b"><g id="laces--a">'),
        ('<path marker-end="url(#a)"/><hr>', '<path marker-end="url(#laces--a)"/><hr>'),
        ('<div data-calculator="x"><form>no</form><section data-result>', "<div><section>"),
    ],
)  # fmt: skip
def test_a_note_becomes_a_part_of_the_page(html: str, expected: str) -> None:
    """Headings go down a level, ids get the note's name, links among notes stay on the page."""
    assert section("laces", html, NAMES) == f'<div class="note" id="laces">{expected}</div>\n'


def test_the_page_holds_every_note_once(site: Path) -> None:
    """But for the short course and itself; and no two elements have the same id."""
    html = (site / "notes/print/index.html").read_text("utf-8")
    notes = {path.parent.name for path in (site / "notes").rglob("index.html")}
    found = re.findall(r'<div class="note" id="([^"]+)">', html)
    assert sorted(found) == sorted(notes - {"notes", "print"})
    ids = re.findall(r'<[^>]*\sid="([^"]+)"', html)
    assert len(set(ids)) == len(ids)


def test_the_search_does_not_find_the_notes_twice(site: Path) -> None:
    """The page is for paper only."""
    assert '"notes/print/' not in (site / "search/pages.json").read_text("utf-8")
