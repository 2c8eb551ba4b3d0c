"""Texts that no spreadsheet runs, and how they come back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.spreadsheet import disarm, rearm

odd = st.text("a1 ';,#=+-@\t\r\n＝＠\"")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("# a name", "'# a name"),
        # Where semicolons separate cells, the rest of this is a cell of its own.
        ("x;=1", "x;'=1"),
        ("x\n=1", "x\n'=1"),
        # What begins with an apostrophe of its own gets another.
        ("'=1", "''=1"),
    ],
)
def test_what_could_run_gets_an_apostrophe(text: str, written: str) -> None:
    """And loses it when it is read."""
    assert disarm(text) == written
    assert rearm(written) == text


@pytest.mark.parametrize(
    "text", ["", "A", "a=b", "1-2", "it's", "'quoted'", "a\n\nb", "−5", "x #1"]
)
def test_other_texts_stay(text: str) -> None:
    """As far as anybody can see."""
    assert disarm(text) == text
    assert rearm(text) == text


@given(odd | st.text())
def test_nothing_runs_and_all_comes_back(text: str) -> None:
    """Neither at the start nor where a cell may start."""
    written = disarm(text)
    assert not re.search(r"(^|[;\t\r\n])[=+\-@]", written)
    assert not written.startswith(("\t", "\r", "\n"))
    assert rearm(written) == text
