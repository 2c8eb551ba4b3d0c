"""Scenarios side by side as tables: the inputs that differ, and the figures of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculators.kit.blocks import Cell, Figure, Figures, Report, Table, summary
from calculators.kit.fields import Field
from calculators.kit.format import Quantity
from calculators.kit.input_words import row_names, row_said, said
from calculators.kit.inputs import Form
from calculators.kit.tables import Table as TableField
from calculators.kit.words import listed, short

LONGEST = 160  # characters of a value
TOLD = 3  # rows, and columns of one row, whose differences are named

MISSING = "–"
NO_FIGURE = Quantity(None, MISSING)


def differing(forms: Sequence[Form]) -> list[str]:
    """The names of the inputs that are not the same in all."""
    first, *others = forms
    return [
        name
        for name in first.fields()
        if any(getattr(form, name) != getattr(first, name) for form in others)
    ]


def inputs(names: Sequence[str], forms: Sequence[Form]) -> Table | None:
    """The inputs that differ; of a table also in what. `None` if none does."""
    fields = forms[0].fields()
    rows = tuple(
        (fields[name].label, *_values(fields[name], [getattr(form, name) for form in forms]))
        for name in differing(forms)
    )
    return Table("Inputs that differ", ("Input", *names), rows) if rows else None


def results(names: Sequence[str], reports: Sequence[Report]) -> Table:
    """Each report's answer, and its figures under the label they share."""
    found = [_figures(report) for report in reports]
    labels = dict.fromkeys(label for figures in found for label in figures)
    rows: list[tuple[Cell, ...]] = [("Answer", *map(summary, reports))]
    rows += [_result(label, [figures.get(label) for figures in found]) for label in labels]
    return Table("Results", ("Result", *names), tuple(rows))


def _figures(report: Report) -> dict[str, Figure]:
    """A report's figures by label; of two with the same the first."""
    figures: dict[str, Figure] = {}
    for block in report:
        for item in block.items if isinstance(block, Figures) else ():
            figures.setdefault(item.label, item)
    return figures


def _result(label: str, figures: Sequence[Figure | None]) -> tuple[Cell, ...]:
    """One figure of each; the words beside it stand once if they are the same in all."""
    notes = {figure.note for figure in figures if figure}
    if len(notes) > 1:
        return (label, *(_noted(figure) if figure else NO_FIGURE for figure in figures))
    note = notes.pop()
    head = f"{label} ({note})" if note else label
    return (head, *(figure.value if figure else NO_FIGURE for figure in figures))


def _noted(figure: Figure) -> Cell:
    if not figure.note:
        return figure.value
    words = figure.value if isinstance(figure.value, str) else figure.value.text
    return f"{words} ({figure.note})"


def _values(field: Field, values: Sequence[Any]) -> Iterator[str]:
    """The words of each value; of a table after the first also what is different there."""
    base = values[0]
    for value in values:
        words = said(field, value)
        if isinstance(field, TableField) and value != base:
            words = f"{words}. {_difference(field, base, value)}".removesuffix(". ")
        yield short(words, 2 * LONGEST if isinstance(field, TableField) else LONGEST)


def _difference(field: TableField, base: Sequence[Any], rows: Sequence[Any]) -> str:
    """Which rows of a table are new, gone or changed; nothing if it has no row in common."""
    old, new = _rows(field, base), _rows(field, rows)
    if not old.keys() & new.keys():
        return ""
    changed = [_changes(name, old[name], new[name]) for name in new if name in old]
    parts = (
        ("New", [name for name in new if name not in old]),
        ("Gone", [name for name in old if name not in new]),
        ("Changed", [words for words in changed if words]),
    )
    told = [f"{what}: {listed(names, TOLD)}." for what, names in parts if names]
    return " ".join(told) or "The same rows in another order."


def _rows(field: TableField, rows: Sequence[Any]) -> dict[str, dict[str, str]]:
    """The words of each row's cells, by what tells the row apart."""
    return {
        short(name, 40): row_said(field, row)
        for name, row in zip(row_names(field, rows), rows, strict=True)
    }


def _changes(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """The cells of a row that changed: Triage (Data 3 → 4)."""
    changes = [
        f"{column} {old.get(column, MISSING)} → {new.get(column, MISSING)}"
        for column in dict.fromkeys((*old, *new))
        if old.get(column) != new.get(column)
    ]
    return f"{name} ({listed(changes, TOLD)})" if changes else ""
