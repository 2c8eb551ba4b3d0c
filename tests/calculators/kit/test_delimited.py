"""How text from a clipboard or a file is cut into cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.delimited import LONGEST, split
from calculators.kit.problems import InputError
from calculators.kit.spreadsheet import disarm


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\n1\t2", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a;b\r1;2,5", [["a", "b"], ["1", "2,5"]]),  # as spreadsheets of the continent save
        ('"a;b",5', [["a;b", "5"]]),
        ("a\tb,c", [["a", "b,c"]]),  # tabs win: a comma is then part of a cell
        ('"Smith, John",5', [["Smith, John", "5"]]),
        ('"two\nlines"\t5', [["two\nlines", "5"]]),
        ("\ufeffa,b", [["a", "b"]]),  # the mark that spreadsheets put before UTF-8
        ("\n\n a , b \n\n,\n", [["a", "b"]]),
        ("a", [["a"]]),
        ("", []),
        (" \t \n", []),
        ("a\0b,c", [["ab", "c"]]),
    ],
)
def test_cuts_where_cells_end(text: str, cells: list[list[str]]) -> None:
    """At tabs if there are any, else semicolons, else commas; empty lines fall away."""
    assert split("t", text) == cells


def test_too_long() -> None:
    """Refused before it is cut, and what was there stays."""
    with pytest.raises(InputError, match="Nothing was changed"):
        split("t", "1" * (LONGEST + 1))


@given(st.text(max_size=200))
def test_any_text_is_cut(text: str) -> None:
    """Into lines with something in them, without white space around."""
    for line in split("t", text):
        assert any(line)
        assert all(cell == cell.strip() for cell in line)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=2, max_size=4),
        max_size=4,
    )
)
def test_csv_comes_back(cells: list[list[str]]) -> None:
    """What Python's own writer saves is read as it was, but for white space and empty lines."""
    text = io.StringIO()
    kept = [[cell.strip() for cell in line] for line in cells]
    written = [[disarm(cell) for cell in line] for line in kept]
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(written)
    assert split("t", text.getvalue()) == [line for line in kept if any(line)]


@pytest.mark.parametrize("end", ["\n\n# By us\n", "\n\n# By us\n# on a day", '\n,\n"# a, b",\n,'])
def test_passes_over_where_a_file_of_ours_comes_from(end: str) -> None:
    """The lines after the last empty one, if each begins with a hash; spreadsheets add commas."""
    assert split("t", f"a,b\n# 1,2{end}") == [["a", "b"], ["# 1", "2"]]


@pytest.mark.parametrize("text", ["# a\n# b", "a\n# b", "a\n\n# b\nc", "\n# a"])
def test_other_lines_with_a_hash_are_data(text: str) -> None:
    """Also a list of nothing but such names."""
    assert split("t", text) == [[line] for line in text.split("\n") if line]


def test_takes_off_what_keeps_a_spreadsheet_from_running_a_text() -> None:
    """An apostrophe that stands there for no other reason stays."""
    assert split("t", "'=1,'tis,''-1") == [["=1", "'tis", "'-1"]]
