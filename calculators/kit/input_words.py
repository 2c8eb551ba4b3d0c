"""What somebody entered, in a few words: 99.5 %, Tenfold, 3 points, Done (owner: Ann)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from calculators.kit.fields import Choice, Field, Number
from calculators.kit.format import typed
from calculators.kit.inputs import Form
from calculators.kit.records import Record
from calculators.kit.tables import Grid, Table
from calculators.kit.words import listed, short

EMPTY = "empty"
NAMED = 6  # rows of a table in a sentence; the longest text of each
LONGEST = 40


def said(field: Field, value: Any) -> str:
    """The value in words; what was left empty is called so."""
    if isinstance(field, Table):
        return _table(field, value)
    if isinstance(field, Record):
        return _record(field, value)
    if value is None or value == "":
        return EMPTY
    if isinstance(field, Choice):
        return field.options[value]
    if isinstance(field, Number):
        unit = "" if field.unit == "money" else field.unit
        return f"{typed(value)} {unit}".strip()
    return " ".join(str(value).split())


def changed(inputs: Form, base: Form) -> Iterator[tuple[str, str, str]]:
    """Name, label and words of each input that is not as in `base`, in the order of the form."""
    for name, field in inputs.fields().items():
        value = getattr(inputs, name)
        if value != getattr(base, name):
            yield name, field.label, said(field, value)


def row_names(field: Table, rows: Sequence[Any]) -> list[str]:
    """What tells the rows of a table apart: their names, or else their places."""
    names = [field.cells(row).get("name") for row in rows]
    if all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
        return [str(name) for name in names]
    return [f"{field.noun} {number}" for number in range(1, len(rows) + 1)]


def row_said(field: Table, row: Any) -> dict[str, str]:
    """The words of each cell of a row that is not empty, by the column's label; without its name."""
    columns = {} if isinstance(field, Grid) else field.columns({})
    words = {}
    for name, value in field.cells(row).items():
        kind = field.cell if isinstance(field, Grid) else columns[name]
        if name != "name" and value not in (None, ""):
            words[kind.label or name] = said(kind, value)
    return words


def _table(field: Table, rows: Sequence[Any]) -> str:
    """How many rows there are, and their names; rows without names are given in full if few."""
    if not rows:
        return EMPTY
    count = f"{len(rows):,} {field.noun}{'s' * (len(rows) > 1)}"
    cells = [field.cells(row) for row in islice(rows, NAMED + 1)]
    if all(isinstance(line.get("name"), str) for line in cells):
        names = [short(line["name"], LONGEST) for line in map(field.cells, rows)]
        return f"{count} ({listed(names, NAMED)})"
    shown = [" and ".join(row_said(field, row).values()) for row in rows]
    return f"{count} ({'; '.join(shown)})" if len(shown) <= NAMED else count


def _record(field: Record, value: Any) -> str:
    """The first part, and the others that are filled in."""
    (first, kind), *others = field.part_fields().items()
    more = [
        f"{part.label.lower()}: {said(part, getattr(value, name))}"
        for name, part in others
        if getattr(value, name) not in (None, "")
    ]
    return said(kind, getattr(value, first)) + (f" ({'; '.join(more)})" if more else "")
