"""Texts that a spreadsheet would run: written with an apostrophe, read without it.

A cell that begins with =, +, -, @, a tab or a line break is a formula to a
spreadsheet, whoever wrote it (OWASP, “CSV Injection”). Where semicolons
separate cells, as in much of Europe, one inside a text starts a cell as well.
A hash is in the list because our files close with lines that begin with one.
"""

from __future__ import annotations

import re

# What a spreadsheet runs, and white space before it, at the start or where a cell may start.
_RISKY = r"(?:^(?='*[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?='*[#=+\-@＝＋－＠]))"
_START = re.compile(_RISKY)
_MARKED = re.compile(rf"{_RISKY}'")


def disarm(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet could take it for a formula."""
    return _START.sub("'", text)


def rearm(text: str) -> str:
    """The text as it was before `disarm`."""
    return _MARKED.sub("", text)
