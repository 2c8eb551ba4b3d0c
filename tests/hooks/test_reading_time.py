"""A note says how long it takes to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hooks.reading_time import minutes

MINUTE = "word " * 238  # Brysbaert's mean for silent reading of English prose


@pytest.mark.parametrize(("text", "expected"), [("", 1), (MINUTE, 1), (MINUTE * 3, 3)])
def test_a_page_takes_as_long_as_its_words(text: str, expected: int) -> None:
    """In whole minutes, and at least one."""
    assert minutes(text) == expected


@pytest.mark.parametrize(
    "unread",
    [
        "<svg>\n<text>{}</text>\n</svg>",
        '[a](https://e.example "{}")',
        "/// calculator | shoe-size\n    preset: {}\n///",
    ],
)
def test_pictures_calculators_and_addresses_are_not_counted(unread: str) -> None:
    """Only what a reader reads line by line."""
    assert minutes(unread.format(MINUTE * 9)) == 1


def test_every_note_shows_it_under_its_title_and_no_other_page(site: Path) -> None:
    """Where a reader decides whether to begin."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        _, _, below = html.partition("</h1>")
        head, _, _ = below.partition("<h2")
        shown = re.findall(r'<p class="reading-time">\d+ minutes? to read</p>', head)
        assert len(shown) == path.is_relative_to(site / "notes"), path
        assert html.count("reading-time") == len(shown)


def test_the_search_does_not_find_it(site: Path) -> None:
    """Nobody looks for it."""
    assert "minutes to read" not in (site / "search/pages.json").read_text("utf-8")
