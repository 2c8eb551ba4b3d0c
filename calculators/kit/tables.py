"""Inputs that are tables: rows of typed columns, and grids whose columns another table names.

`cells` turns whatever was given into a header and rows of cells; here each
cell becomes a typed value, or a message at its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Any

from calculators.kit.cells import Cells, filled, matrix
from calculators.kit.fields import Field, Number, Text
from calculators.kit.problems import InputError, Problem


@dataclass(frozen=True)
class GridRow:
    """One row of a grid: a name and one number for each column."""

    name: str
    values: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
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

    def kind(self) -> type:
        """What a row is an instance of."""
        raise NotImplementedError

    def check_columns(self, above: Mapping[str, Any]) -> Iterator[Problem]:
        """Problems of the columns themselves, where a reader names them."""
        yield from ()

    def read_table(
        self, name: str, raw: object, above: Mapping[str, Any]
    ) -> tuple[tuple[Any, ...], tuple[int, ...]]:
        """Read rows from form cells, CSV text, a JSON array or Python rows.

        Rows with nothing in them are passed over, and so are new rows that
        nobody has touched: beside the rows comes the place of each in `raw`,
        from 0. Columns that `raw` does not have take their defaults. Raises
        `InputError` with a problem for each wrong cell.
        """
        problems = list(self.check_columns(above))
        if problems:
            raise InputError(problems)
        columns = self.columns(above)
        header, body = matrix(name, raw, columns)
        untouched = self._untouched(header, columns)
        lines = {
            n: line
            for n, line in enumerate(body)
            if any(filled(cell) for cell in line) and list(line) != untouched
        }
        problems.extend(_check_header(name, header, columns, lines.values()))
        if not problems and len(lines) > self.most:
            problems.extend(self.check_count(name, len(lines)))
        if problems:
            raise InputError(problems)
        default = self.blank()
        rows = []
        for number, line in lines.items():
            given = dict(zip(header, line, strict=False))
            values = {}
            for column, field in columns.items():
                cell = given.get(column) if column in header else default.get(column)
                try:
                    values[column] = field.read(cell)
                except ValueError as error:
                    problems.append(Problem(name, str(error), number, column))
            if len(values) == len(columns):
                rows.append(self.make(values))
        if not problems:
            problems.extend(self.check_count(name, len(rows)))
        if problems:
            raise InputError(problems)
        return tuple(rows), tuple(lines)

    def _untouched(self, header: list[str], columns: Mapping[str, Field]) -> list[str] | None:
        """The cells of a row just added, if something must still be entered there."""
        blank = self.blank()
        waits = any(not (blank.get(name) or field.optional) for name, field in columns.items())
        return [blank.get(name, "") for name in header] if waits else None

    def check_table(self, name: str, rows: Any, above: Mapping[str, Any]) -> Iterator[Problem]:
        """Problems of rows given from Python."""
        if not isinstance(rows, tuple | list):
            yield Problem(name, "Give a tuple of rows.")
            return
        wrong_columns = list(self.check_columns(above))
        if wrong_columns:
            yield from wrong_columns
            return
        yield from self.check_count(name, len(rows))
        columns = self.columns(above)
        for number, row in enumerate(rows):
            if not isinstance(row, self.kind()):
                yield Problem(name, f"Give a {self.kind().__name__}.", number, next(iter(columns)))
                continue
            cells = self.cells(row)
            for column in (*columns, *(c for c in cells if c not in columns)):
                field = columns.get(column)
                message = field.check(cells.get(column)) if field else _no_column(column, columns)
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


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Rows(Table):
    """A table whose columns are the fields of a dataclass."""

    row: type

    def kind(self) -> type:
        """The row class; see `Table.kind`."""
        return self.row

    def columns(self, above: Mapping[str, Any]) -> dict[str, Field]:
        """The row class's fields; see `Table.columns`."""
        return self._columns

    @cached_property
    def _columns(self) -> dict[str, Field]:
        return {f.name: f.metadata["field"] for f in fields(self.row)}

    def make(self, values: Mapping[str, Any]) -> Any:
        """An instance of the row class; see `Table.make`."""
        return self.row(**values)

    def cells(self, row: Any) -> Mapping[str, Any]:
        """The instance's attributes by name; see `Table.cells`."""
        return {name: getattr(row, name) for name in self._columns}

    def blank(self) -> dict[str, str]:
        """The columns' own defaults, written out."""
        return {
            f.name: "" if f.default is MISSING else f.metadata["field"].write(f.default)
            for f in fields(self.row)
        }


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Grid(Table):
    """A table with a name and one number for each row of the table `columns_from`."""

    columns_from: str
    cell: Number

    def kind(self) -> type:
        """`GridRow`; see `Table.kind`."""
        return GridRow

    def check_columns(self, above: Mapping[str, Any]) -> Iterator[Problem]:
        """Each column needs a name of its own, and `name` is taken; see `Table.check_columns`."""
        named = above[self.columns_from]
        yield from unique(self.columns_from, named)
        for number, row in enumerate(named):
            if row.name.casefold() == "name":
                message = "Choose another name: the first column is called that."
                yield Problem(self.columns_from, message, number, "name")

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


def _check_header(
    name: str, header: list[str], columns: Mapping[str, Field], lines: Iterable[Sequence[object]]
) -> Iterator[Problem]:
    """Columns that nothing here uses, that stand twice, or that have no name."""
    used = {n for line in lines for n, cell in enumerate(line) if filled(cell)}
    for number, column in enumerate(header):
        if column in header[:number] and column in columns:
            yield Problem(name, f"Keep one column “{column[:50]}”: there are two.")
            return
        if column not in columns and (column or number in used):
            yield Problem(name, _no_column(column, columns))
            return
    if used and max(used) >= len(header):
        message = f"A row has more cells than the table's {len(header)} columns."
        yield Problem(name, f"{message} Put quotes around a cell that holds a comma.")


def _no_column(column: str, columns: Mapping[str, Field]) -> str:
    return f"There is no column “{column[:50]}”. Columns: {', '.join(columns)}."
