"""Tables as text: what people paste or load, cut into cells."""

from __future__ import annotations

import csv
import io
import re

from calculators.kit.problems import InputError, Problem
from calculators.kit.spreadsheet import rearm

LONGEST = 100_000  # characters; below the csv module's own limit for one cell


def split(name: str, pasted: str) -> list[list[str]]:
    """Cut pasted or loaded text into cells: at tabs if there are any, else semicolons or commas.

    Of a file of our own, the lines that say where it comes from are left out.
    """
    if len(pasted) > LONGEST:
        size = f"at most {LONGEST:,} characters: this has {len(pasted):,}"
        raise InputError([Problem(name, f"Paste {size}. Nothing was changed.")])
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")
    unquoted = re.sub(r'"[^"]*"', "", text)  # marks and line breaks in quotes cut nothing
    first = unquoted.strip("\n").partition("\n")[0]
    delimiter = next((mark for mark in "\t;," if mark in first), ",")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    cells = _without_origin([[cell.strip() for cell in line] for line in lines])
    cells = [[rearm(cell).strip() for cell in line] for line in cells]
    return [line for line in cells if any(line)]


def _without_origin(lines: list[list[str]]) -> list[list[str]]:
    """The lines without those that close our own files: after an empty line, each with a hash."""
    while lines and not any(lines[-1]):
        lines.pop()
    end = len(lines)
    while end and lines[end - 1] and lines[end - 1][0].startswith("# "):
        end -= 1
    closing = any(map(any, lines[:end])) and not any(lines[end - 1])
    return lines[:end] if closing else lines
