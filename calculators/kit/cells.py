"""Cells as people bring them: from a form, a spreadsheet, a CSV file, JSON or Python.

Whatever the form, it becomes a header of public column names and rows of
cells, so that a message can name the cell as the reader sees it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculators.kit import json_text
from calculators.kit.fields import Field
from calculators.kit.problems import InputError, Problem
from calculators.kit.spreadsheet import rearm

LONGEST = 100_000  # characters; below the csv module's own limit for one cell

Cells = list[list[str]]


def matrix(
    name: str, raw: object, columns: Mapping[str, Field]
) -> tuple[list[str], list[Sequence[object]]]:
    """Any accepted form of a table as a header of public names and rows of cells.

    `raw` is a list of lists, header first; a list of objects; or text, CSV or
    JSON, whose header may be missing. Raises `InputError` for anything else.
    """
    lines = _typed(name, raw) if isinstance(raw, str) else raw
    if not isinstance(lines, list | tuple):
        raise InputError([Problem(name, "Give a list of rows.")])
    if all(isinstance(line, Mapping) for line in lines):
        header = list(dict.fromkeys(str(key) for line in lines for key in line))
        return header, [[line.get(key) for key in header] for line in lines]
    if not all(isinstance(line, list | tuple) for line in lines):
        raise InputError([Problem(name, "Give each row as an object with named values.")])
    if not isinstance(raw, str):
        return [_words(cell) for cell in lines[0]], list(lines[1:])
    found = header_of(lines[0], columns)
    return (list(columns), list(lines)) if found is None else (found, list(lines[1:]))


def split(name: str, pasted: str) -> Cells:
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


def header_of(line: Sequence[object], columns: Mapping[str, Field]) -> list[str] | None:
    """Read a line as a header: public names, or labels, in any case; `None` if it is not one.

    A line that holds more numbers than names of columns is a row of data.
    """
    labels = [(field.label, name) for name, field in columns.items()]
    alike = _alike(labels) | _alike((name, name) for name in columns)
    names = [_words(cell) for cell in line]
    names = [text if text in columns else alike.get(_canonical(text), text) for text in names]
    known = sum(name in columns for name in names)
    numbers = sum(name not in columns and is_number(name) for name in names)
    return names if known > numbers else None


def is_number(cell: str) -> bool:
    """Whether a cell was meant as a number, right or wrong."""
    try:
        float(cell.replace(",", "").replace("−", "-").rstrip("% "))
    except ValueError:
        return False
    return True


def filled(cell: object) -> bool:
    """Whether something stands in a cell."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _without_origin(lines: Cells) -> Cells:
    """The lines without those that close our own files: after an empty line, each with a hash."""
    while lines and not any(lines[-1]):
        lines.pop()
    end = len(lines)
    while end and lines[end - 1] and lines[end - 1][0].startswith("# "):
        end -= 1
    closing = any(map(any, lines[:end])) and not any(lines[end - 1])
    return lines[:end] if closing else lines


def _alike(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Columns by how people might spell them; a spelling that two could mean is none."""
    found: dict[str, set[str]] = {}
    for text, name in pairs:
        found.setdefault(_canonical(text), set()).add(name)
    return {text: min(names) for text, names in found.items() if text and len(names) == 1}


def _canonical(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _words(cell: object) -> str:
    return " ".join(str(cell).split()) if isinstance(cell, str | int | float) else ""


def _typed(name: str, raw: str) -> Any:
    text = raw.lstrip("\ufeff \t\r\n")
    if not text.startswith("["):
        return split(name, raw)
    try:
        return json_text.loads(text)
    except ValueError as error:
        raise InputError([Problem(name, f"Give valid JSON, or CSV: {error}.")]) from None
