"""The full tables, in shapes that fit a phone: a table for each line of the network, or few columns.

Figures are chosen by an expression that their names match. What its brackets catch, if it has any,
names the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from calculators.kit.blocks import Cell, Table
from calculators.kit.format import Quantity

from .figures import Part, Row, ratio, value


def lines(part: Part, caption: str, names: str) -> Iterator[Table]:
    """A table for each line: figures, and what they are of the reference."""
    for table in part["tables"]:
        title = f"{caption}: {table['title']}" if len(part["tables"]) > 1 else caption
        columns = ("What", "Median", *filter(None, [table["reference"]]))
        found: list[tuple[Cell, ...]] = []
        for name, row in _chosen(table, names).items():
            cells: tuple[Cell, ...] = (name, value(row), _times(row))
            found.append(cells[: len(columns)])
        yield Table(title, columns, tuple(found))


def rows(part: Part, caption: str, names: str) -> Iterator[Table]:
    """The figures of all lines side by side, without ratios."""
    columns = [_chosen(table, names) for table in part["tables"]]
    found: list[tuple[Cell, ...]] = [
        (name, *(value(column[name]) for column in columns)) for name in columns[0]
    ]
    yield Table(caption, ("What", *(table["title"] for table in part["tables"])), tuple(found))


def grid(part: Part, caption: str, names: str) -> Iterator[Table]:
    """Figures named “subject: what”, of the first line: a row for each subject."""
    named = _chosen(part["tables"][0], names)
    subjects, whats = (
        dict.fromkeys(name.rpartition(": ")[end] for name in named) for end in (0, 2)
    )

    def cell(subject: str, what: str) -> Cell:
        row = named.get(f"{subject}: {what}")
        if row is None:
            return ""
        return Quantity(row["median"], ", ".join(filter(None, (value(row).text, ratio(row)))))

    found = ((subject, *(cell(subject, what) for what in whats)) for subject in subjects)
    yield Table(caption, ("What", *whats), tuple(found))


SHAPES = {"lines": lines, "rows": rows, "grid": grid}


def _chosen(table: dict[str, Any], names: str) -> dict[str, Row]:
    matches = ((re.search(names, row["what"]), row) for row in table["rows"])
    return {match[1] if match.lastindex else row["what"]: row for match, row in matches if match}


def _times(row: Row) -> Cell:
    return Quantity(row["ratio"], ratio(row)) if ratio(row) else ""
