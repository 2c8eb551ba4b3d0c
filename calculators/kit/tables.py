"""Inputs that are tables: rows of typed columns, and grids whose columns another table names.

One reader serves the form, a paste from a spreadsheet, a CSV file and JSON:
each becomes a header and rows of cells first, then typed values, so that a
message always names the cell as the reader sees it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from dataclasses import field as dataclass_field
from typing import Any

from calculators.kit.fields import Field, Number, Text
from calculators.kit.problems import InputError, Problem

LONGEST_PASTE = 100_000  # characters; below the csv module's own limit for one cell

Cells = list[list[str]]


@dataclass(frozen=True)
class GridRow:
    """One row of a grid: a name and one number for each column."""

    name: str
    values: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Table(Field):
    """What both kinds of table share: how many rows, and what a row is called."""

    least: int = 0
    most: int = 50
    noun: str = "row"
    more_label: str = ""

    def columns(self, above: Mapping[str, Any]) -> dict[str, Field]:
        """The columns by public name; `above` holds the inputs read before this one."""
        raise NotImplementedError

    def make(self, values: Mapping[str, Any]) -> Any:
        """One row's value from its cells' values."""
        raise NotImplementedError

    def cells(self, row: Any) -> Mapping[str, Any]:
        """One row's cells; the inverse of `make`."""
        raise NotImplementedError

    def blank(self) -> dict[str, str]:
        """What the cells of a new row hold; columns that are not named start empty."""
        return {}

    def read_table(self, name: str, raw: object, above: Mapping[str, Any]) -> tuple[Any, ...]:
        """Read rows from form cells, CSV text, a JSON array or Python rows.

        Rows with nothing in them are passed over. Raises `InputError` with
        a problem for each wrong cell.
        """
        columns = self.columns(above)
        header, body = self._matrix(name, raw, columns)
        unknown = [column for column in header if column not in columns]
        if unknown:
            known = ", ".join(columns)
            message = f"There is no column “{unknown[0][:50]}”. Columns: {known}."
            raise InputError([Problem(name, message)])
        problems: list[Problem] = []
        rows = []
        for number, cells in enumerate(body):
            given = dict(zip(header, cells, strict=False))
            if not any(_filled(cell) for cell in given.values()):
                continue
            values = {}
            for column, field in columns.items():
                try:
                    values[column] = field.read(given.get(column))
                except ValueError as error:
                    problems.append(Problem(name, str(error), number, column))
            if len(values) == len(columns):
                rows.append(self.make(values))
        if not problems:
            problems.extend(self.check_count(name, len(rows)))
        if problems:
            raise InputError(problems)
        return tuple(rows)

    def check_table(
        self, name: str, rows: Sequence[Any], above: Mapping[str, Any]
    ) -> Iterator[Problem]:
        """Problems of rows given from Python."""
        yield from self.check_count(name, len(rows))
        for number, row in enumerate(rows):
            cells = self.cells(row)
            for column, field in self.columns(above).items():
                message = field.check(cells.get(column))
                if message:
                    yield Problem(name, message, number, column)

    def check_count(self, name: str, count: int) -> Iterator[Problem]:
        """Too few or too many rows."""
        if count < self.least:
            few = f"at least {self.least} {self.noun}{'s' * (self.least > 1)}"
            yield Problem(name, f"Enter {few}: there {'is' if count == 1 else 'are'} {count}.")
        if count > self.most:
            yield Problem(name, f"Keep at most {self.most} {self.noun}s: there are {count:,}.")

    def write_table(self, rows: Sequence[Any], above: Mapping[str, Any]) -> Cells:
        """The form's cells, a header first."""
        columns = self.columns(above)
        body = [self.cells(row) for row in rows]
        return [
            list(columns),
            *([field.write(row[column]) for column, field in columns.items()] for row in body),
        ]

    def plain_table(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """JSON objects, one a row; columns left empty are left out."""
        return [{k: v for k, v in self.cells(row).items() if v is not None} for row in rows]

    def _matrix(
        self, name: str, raw: object, columns: Mapping[str, Field]
    ) -> tuple[list[str], list[list[object]]]:
        """Any accepted form of a table as a header of public names and rows of cells."""
        if isinstance(raw, str):
            text = raw.lstrip("\ufeff \t\r\n")
            raw = _json(name, text) if text.startswith("[") else split(name, raw)
            if raw and isinstance(raw, list) and isinstance(raw[0], list):
                names = header_of(raw[0], columns)
                return (names, raw[1:]) if names else (list(columns), raw)
        if not isinstance(raw, Sequence):
            raise InputError([Problem(name, "Give a list of rows.")])
        if all(isinstance(row, Mapping) for row in raw):
            names = list(dict.fromkeys(str(key) for row in raw for key in row))
            return names, [[row.get(key) for key in names] for row in raw]
        if all(isinstance(row, Sequence) and not isinstance(row, str) for row in raw):
            names = [" ".join(str(cell).split()) for cell in raw[0]]
            return names, [list(row) for row in raw[1:]]
        raise InputError([Problem(name, "Give each row as an object with named values.")])


@dataclass(frozen=True, kw_only=True)
class Rows(Table):
    """A table whose columns are the fields of a dataclass."""

    row: type

    def columns(self, above: Mapping[str, Any]) -> dict[str, Field]:
        """The row class's fields; see `Table.columns`."""
        return {f.name: f.metadata["field"] for f in fields(self.row)}

    def make(self, values: Mapping[str, Any]) -> Any:
        """An instance of the row class; see `Table.make`."""
        return self.row(**values)

    def cells(self, row: Any) -> Mapping[str, Any]:
        """The instance's attributes by name; see `Table.cells`."""
        return {f.name: getattr(row, f.name) for f in fields(self.row)}

    def blank(self) -> dict[str, str]:
        """The columns' own defaults, written out."""
        return {
            f.name: "" if f.default is MISSING else f.metadata["field"].write(f.default)
            for f in fields(self.row)
        }


@dataclass(frozen=True, kw_only=True)
class Grid(Table):
    """A table with a name and one number for each row of the table `columns_from`."""

    columns_from: str
    cell: Number

    def columns(self, above: Mapping[str, Any]) -> dict[str, Field]:
        """`name`, then one number column for each name in `columns_from`."""
        named = {row.name: self.cell for row in above[self.columns_from]}
        return {"name": Text(label=self.noun.capitalize()), **named}

    def make(self, values: Mapping[str, Any]) -> GridRow:
        """A `GridRow`; see `Table.make`."""
        return GridRow(values["name"], {k: v for k, v in values.items() if k != "name"})

    def cells(self, row: GridRow) -> Mapping[str, Any]:
        """The name and the numbers by column; see `Table.cells`."""
        return {"name": row.name, **row.values}


def rows(default: tuple[Any, ...], label: str, row: type, **more: Any) -> Any:
    """An input that takes rows of the dataclass `row`, whose fields are made by `number`, …."""
    kind = Rows(label=label, row=row, **more)
    return dataclass_field(default=default, metadata={"field": kind})


def grid(
    default: tuple[GridRow, ...], label: str, columns_from: str, cell: Number, **more: Any
) -> Any:
    """An input that takes one row a name and one number a column named by another table."""
    kind = Grid(label=label, columns_from=columns_from, cell=cell, **more)
    return dataclass_field(default=default, metadata={"field": kind})


def unique(name: str, rows: Iterable[Any], column: str = "name") -> Iterator[Problem]:
    """A problem for each row whose `column` repeats an earlier one's, in any case."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        value = getattr(row, column)
        if value.casefold() in seen:
            message = f"Give each row its own name: “{value}” is used twice."
            yield Problem(name, message, number, column)
        seen.add(value.casefold())


def split(name: str, pasted: str) -> Cells:
    """Cut pasted or loaded text into cells: at tabs if there are any, else semicolons or commas."""
    if len(pasted) > LONGEST_PASTE:
        size = f"at most {LONGEST_PASTE:,} characters: this has {len(pasted):,}"
        raise InputError([Problem(name, f"Paste {size}. Nothing was changed.")])
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")
    first = text.strip("\n").partition("\n")[0]
    delimiter = next((mark for mark in "\t;," if mark in first), ",")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    cells = [[cell.strip() for cell in line] for line in lines]
    return [line for line in cells if any(line)]


def header_of(line: Sequence[object], columns: Mapping[str, Field]) -> list[str] | None:
    """Read a line as a header: public names, or labels, in any case; `None` if it is not one."""
    known = {_canonical(field.label): name for name, field in columns.items()}
    known |= {_canonical(name): name for name in columns}
    names = [known.get(_canonical(str(cell)), str(cell).strip()) for cell in line]
    return names if any(name in columns for name in names) else None


def _canonical(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _filled(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError([Problem(name, f"This is not valid JSON: {error}.")]) from None
