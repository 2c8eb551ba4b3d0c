"""What a paste does to a table: replace it if the text brings a header, else fill in from a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from calculators.kit.cells import Cells, header_of, is_number
from calculators.kit.delimited import split
from calculators.kit.fields import Field, Text
from calculators.kit.problems import InputError, Problem
from calculators.kit.tables import Grid, Rows, Table
from calculators.kit.words import named


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
    another table. A line alone is never a header: replacing a table by nothing
    would lose it. Raises `InputError` when there is nothing to read or too much.
    """
    field = _table(form, name)
    cells = _cells(raw.get("cells"))
    if not cells:
        raise InputError([Problem(name, "This table could not be read. Reload the page.")])
    header = cells[0]
    lines = split(name, str(raw.get("paste", "")))
    if not lines:
        raise InputError([Problem(name, "The clipboard holds no cells.")])
    _few(name, len(lines) - 1, field)
    columns = field.columns({}) if isinstance(field, Rows) else dict.fromkeys(header, field)
    blank = [field.blank().get(column, "") for column in header]
    if len(lines) > 1 and isinstance(field, Grid) and _names_columns(lines[0]):
        return _replace_grid(form, name, field, lines, others)
    names = header_of(lines[0], columns) if len(lines) > 1 else None
    if names is not None:
        return _replace_rows(name, header, names, lines[1:], blank)
    corner = (_index(raw.get("row")), _index(raw.get("column")))
    return _overlay(name, cells, lines, corner, blank)


def replace(form: type, name: str, lines: Cells, others: Mapping[str, Any]) -> Pasted:
    """The lines of a file in place of all rows of the table `name`; the first may be a header.

    `others` holds the wire values of the form. Raises `InputError` for too many columns.
    """
    field = _table(form, name)
    columns = columns_of(form, name, others)
    header = list(columns)
    # The form's own columns may be called like numbers.
    own = lines[0][1:] == header[1:]
    if isinstance(field, Grid) and (own or _names_columns(lines[0])):
        return _replace_grid(form, name, field, lines, others)
    blank = [field.blank().get(column, "") for column in header]
    names = header_of(lines[0], columns) if isinstance(field, Rows) else None
    if names is not None:
        return _replace_rows(name, header, names, lines[1:], blank)
    return _overlay(name, [header], lines, (0, 0), blank)


def columns_of(form: type, name: str, others: Mapping[str, Any]) -> dict[str, Field]:
    """The columns of the table `name`; those of a grid are named in `others`."""
    field = _table(form, name)
    if not isinstance(field, Grid):
        return field.columns({})
    head, *body = _named_rows(form, field.columns_from, others)
    at = head.index("name")
    return {"name": Text(label=field.noun), **{line[at]: field.cell for line in body}}


def _table(form: type, name: str) -> Table:
    field: Table = next(f.metadata["field"] for f in fields(form) if f.name == name)
    return field


def _cells(raw: object) -> Cells:
    """A table's cells, each line as long as the header; empty if there is none."""
    if not isinstance(raw, list) or not all(isinstance(line, list) for line in raw):
        return []
    width = len(raw[0]) if raw else 0
    texts = [[cell if isinstance(cell, str) else "" for cell in line] for line in raw]
    return [(line + [""] * width)[:width] for line in texts] if width else []


def _index(raw: object) -> int:
    return raw if isinstance(raw, int) and raw > 0 else 0


def _few(name: str, count: int, field: Table) -> None:
    """Refuse far too many rows before a page has to show them."""
    if count > field.most:
        message = f"Use at most {field.most} {field.noun}s: these are {count:,}."
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
    notice = f"Left out, because nothing here uses it: {named(unused)}." if unused else ""
    return Pasted({name: [header, *table]}, notice)


def _overlay(
    name: str, cells: Cells, lines: Cells, corner: tuple[int, int], blank: list[str]
) -> Pasted:
    """The table with the pasted cells laid over it from a cell (row, column) on."""
    header, body = cells[0], [list(line) for line in cells[1:]]
    top, column = min(corner[0], len(body)), corner[1]
    body.extend(list(blank) for _ in range(top + len(lines) - len(body)))
    for target, line in zip(body[top:], lines, strict=False):
        for at, cell in zip(range(column, len(header)), line, strict=False):
            target[at] = cell
    wide = max(column + len(line) for line in lines) > len(header)
    notice = "Left out, because the table ends there: cells beyond its last column."
    return Pasted({name: [header, *body]}, notice * wide)


def _names_columns(line: list[str]) -> bool:
    """Whether a line names columns: after its first cell stand words and no number."""
    return any(line[1:]) and not any(is_number(cell) for cell in line[1:])


def _replace_grid(
    form: type, name: str, field: Grid, lines: Cells, others: Mapping[str, Any]
) -> Pasted:
    """A new grid with the pasted columns; the table that names the columns follows.

    Rows of that table whose names are pasted again keep their settings.
    """
    source = field.columns_from
    kind = _table(form, source)
    columns = [cell or f"column {number}" for number, cell in enumerate(lines[0][1:], 1)]
    _few(name, len(columns), kind)
    head, *body = _named_rows(form, source, others)
    at = head.index("name")
    known = {line[at].strip().casefold(): line for line in body}
    blank = [kind.blank().get(column, "") for column in head]
    listed = []
    for column in columns:
        line = list(known.get(column.casefold(), blank))
        line[at] = column
        listed.append(line)
    added = [column for column in columns if column.casefold() not in known]
    notice = f"Added with default settings: {named(added)}. Check what is better, and the weights."
    width = len(columns) + 1
    grid = [(line + [""] * width)[:width] for line in lines[1:]]
    return Pasted(
        {source: [head, *listed], name: [["name", *columns], *grid]}, notice * bool(added)
    )


def _named_rows(form: type, source: str, others: Mapping[str, Any]) -> Cells:
    """The table that names a grid's columns: as given, as by default, or without rows."""
    kind = _table(form, source)
    if source not in others:
        default: Any = next(f.default for f in fields(form) if f.name == source)
        return kind.write_table(default, {})
    given = _cells(others[source])
    return given if given and "name" in given[0] else [list(kind.columns({}))]
