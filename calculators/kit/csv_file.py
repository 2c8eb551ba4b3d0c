"""Tables as CSV for spreadsheets and programs: exact numbers, and nothing that runs.

A text is quoted and cannot become a formula; a number is as exact as there is
one, its unit in the header or, where a column mixes units, behind it. After an
empty line, lines that begin with a hash say where the table comes from;
loading a table passes over them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from calculators.kit.blocks import Cell, Table
from calculators.kit.fields import Field, Number
from calculators.kit.format import Quantity
from calculators.kit.inputs import Table as TableField
from calculators.kit.spreadsheet import disarm

MARK = "\ufeff"  # tells spreadsheets that the text is UTF-8

Value = str | Decimal

# A number as reports write it, and the unit behind it: 93.5 %, −1,200 ms, 1.2 × 10¹⁷.
_MEASURED = re.compile(r"[<>−]?×?([0-9][0-9,]*(?:\.[0-9]+)?)(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?: (.+))?")


def of_report(table: Table, origin: Sequence[str]) -> str:
    """A report's table, its numbers to ten digits."""
    columns = [
        _column(name, cells) for name, cells in zip(table.columns, _turned(table), strict=True)
    ]
    return MARK + lines(zip(*columns, strict=True), origin)


def of_input(
    field: TableField, rows: Sequence[Any], above: Mapping[str, Any], origin: Sequence[str]
) -> str:
    """A table of the form under the names of its columns, as it is loaded again."""
    header, *body = field.write_table(rows, above)
    kinds = list(field.columns(above).values())
    typed = [[_typed(k, cell) for k, cell in zip(kinds, line, strict=True)] for line in body]
    return MARK + lines([header, *typed], origin)


def lines(rows: Iterable[Sequence[Value]], origin: Sequence[str] = ()) -> str:
    """Rows as CSV, closed by the lines that say where they come from."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    for row in rows:
        writer.writerow([disarm(cell) if isinstance(cell, str) else cell for cell in row])
    if origin:
        writer.writerow([])
        writer.writerows([f"# {disarm(line)}"] for line in origin)
    return text.getvalue()


def _typed(field: Field, text: str) -> Value:
    return Decimal(text) if isinstance(field, Number) and text else text


def _turned(table: Table) -> list[list[Cell]]:
    """The cells of each column."""
    return [[row[n] for row in table.rows] for n in range(len(table.columns))]


def _column(name: str, cells: Sequence[Cell]) -> list[Value]:
    """A column under its name: numbers with one unit bear it there, others bear their own."""
    units = {_unit(cell.text) for cell in cells if isinstance(cell, Quantity) and cell.machine}
    if len(units) > 1:
        return [name, *(_with_unit(cell) for cell in cells)]
    unit = units.pop() if units else ""
    named = f"{name} ({unit})" if unit and f"({unit})" not in name else name
    return [named, *(_number(cell, unit) for cell in cells)]


def _unit(text: str) -> str:
    found = _MEASURED.fullmatch(text)
    return (found[2] or "") if found else ""


def _number(cell: Cell, unit: str) -> Value:
    """A cell of a column in which all numbers have this unit; what has no answer is empty."""
    if isinstance(cell, Quantity):
        return Decimal(cell.machine) if cell.machine else ""
    found = _MEASURED.fullmatch(cell) if unit and _unit(cell) == unit else None
    return Decimal(found[1].replace(",", "")) if found and cell[0].isdecimal() else cell


def _with_unit(cell: Cell) -> Value:
    """A cell of a column in which numbers have several units."""
    if isinstance(cell, str):
        return cell
    unit = _unit(cell.text)
    return f"{cell.machine} {unit}" if unit else _number(cell, "")
