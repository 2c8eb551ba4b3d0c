"""What a paste does to a table: replace it if the text brings a header, else fill in from a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from calculators.kit.problems import InputError, Problem
from calculators.kit.tables import Cells, Grid, Rows, Table, header_of, split


@dataclass(frozen=True)
class Pasted:
    """The tables after a paste, by field, and what the reader should know about it."""

    tables: Mapping[str, Cells]
    notice: str = ""


def paste(form: type, name: str, raw: Mapping[str, Any], others: Mapping[str, Any]) -> Pasted:
    """Merge the clipboard's text into the table `name`.

    `raw` holds `cells` (the table as it stands, header first), `paste` (the
    clipboard's text) and `row` and `column` (the cell with the focus, from 0).
    `others` holds the other wire values, for a grid whose columns come from
    another table. Raises `InputError` when there is nothing to read or too much.
    """
    field: Table = next(f.metadata["field"] for f in fields(form) if f.name == name)
    cells: Cells = [[str(cell) for cell in line] for line in raw["cells"]]
    header = cells[0]
    lines = split(name, str(raw["paste"]))
    if not lines:
        raise InputError([Problem(name, "The clipboard holds no cells.")])
    _few(name, len(lines) - 1, field)
    if isinstance(field, Grid) and _names_columns(lines[0]):
        return _replace_grid(form, name, field, lines, others)
    columns = field.columns({}) if isinstance(field, Rows) else dict.fromkeys(header, field)
    blank = [field.blank().get(column, "") for column in header]
    names = header_of(lines[0], columns)
    if names is not None:
        return _replace_rows(name, header, names, lines[1:], blank)
    return Pasted({name: _overlay(cells, lines, raw, blank)})


def _few(name: str, count: int, field: Table) -> None:
    """Refuse far too many rows before a page has to show them."""
    if count > field.most:
        message = f"Paste at most {field.most} {field.noun}s: these are {count:,}."
        raise InputError([Problem(name, f"{message} Nothing was changed.")])


def _replace_rows(
    name: str, header: list[str], names: list[str], body: Cells, blank: list[str]
) -> Pasted:
    """The pasted rows under the form's own header; columns it does not have are left out."""
    unused = [column for column in names if column and column not in header]
    default = dict(zip(header, blank, strict=True))
    table = []
    for line in body:
        given = dict(zip(names, line, strict=False))
        table.append([given.get(column, default[column]) for column in header])
    left_out = ", ".join(f"“{column[:50]}”" for column in unused)
    notice = f"Left out, because nothing here uses it: {left_out}." if unused else ""
    return Pasted({name: [header, *table]}, notice)


def _overlay(cells: Cells, lines: Cells, raw: Mapping[str, Any], blank: list[str]) -> Cells:
    """The table with the pasted cells laid over it from the focused cell on."""
    header, body = cells[0], [list(line) for line in cells[1:]]
    top = min(max(0, int(raw.get("row", 0))), len(body))
    left = max(0, int(raw.get("column", 0)))
    body.extend(list(blank) for _ in range(top + len(lines) - len(body)))
    for row, line in zip(body[top:], lines, strict=False):
        for column, cell in zip(range(left, len(header)), line, strict=False):
            row[column] = cell
    return [header, *body]


def _names_columns(line: list[str]) -> bool:
    """Whether a line names columns: nothing after its first cell is a number."""
    return len(line) > 1 and not any(_numeric(cell) for cell in line[1:])


def _numeric(cell: str) -> bool:
    try:
        float(cell.replace(",", "").rstrip("%"))
    except ValueError:
        return False
    return True


def _replace_grid(
    form: type, name: str, field: Grid, lines: Cells, others: Mapping[str, Any]
) -> Pasted:
    """A new grid with the pasted columns; the table that names the columns follows.

    Rows of that table whose names are pasted again keep their settings.
    """
    source = field.columns_from
    kind: Table = next(f.metadata["field"] for f in fields(form) if f.name == source)
    columns = [cell or f"column {number}" for number, cell in enumerate(lines[0][1:], 1)]
    _few(name, len(columns), kind)
    head, *body = others.get(source) or [list(kind.columns({}))]
    at = head.index("name")
    known = {line[at].strip().casefold(): line for line in body}
    blank = [kind.blank().get(column, "") for column in head]
    named = []
    for column in columns:
        line = list(known.get(column.casefold(), blank))
        line[at] = column
        named.append(line)
    added = [column for column in columns if column.casefold() not in known]
    labels = ", ".join(f"“{column[:50]}”" for column in added)
    notice = f"Added with default settings: {labels}. Check what is better, and the weights."
    width = len(columns) + 1
    grid = [(line + [""] * width)[:width] for line in lines[1:]]
    return Pasted({source: [head, *named], name: [["name", *columns], *grid]}, notice * bool(added))
