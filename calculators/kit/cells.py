"""Cells as people bring them: from a form, a spreadsheet, a CSV file, JSON or Python.

Whatever the form, it becomes a header of public column names and rows of
cells, so that a message can name the cell as the reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculators.kit import json_text
from calculators.kit.fields import Field
from calculators.kit.problems import InputError, Problem

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
        from calculators.kit.delimited import split  # noqa: PLC0415 - no form sends such text

        return split(name, raw)
    try:
        return json_text.loads(text)
    except ValueError as error:
        raise InputError([Problem(name, f"Give valid JSON, or CSV: {error}.")]) from None
