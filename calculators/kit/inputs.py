"""A calculator's inputs: declared once, read from a form, a link, a command line or JSON.

Subclass `Form` as a frozen dataclass whose attributes are made by `number`,
`percent`, `choice`, `text`, `rows`, `grid` or a checklist's `item`. An
instance that exists is valid: making one checks every bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from calculators.kit.fields import Choice, Field, Number, Text, choice, number, percent, text
from calculators.kit.problems import InputError, Problem
from calculators.kit.records import Record
from calculators.kit.tables import Grid, GridRow, Rows, Table, grid, rows, unique

__all__ = [
    "Choice", "Field", "Form", "Grid", "GridRow", "InputError", "Number", "Preset", "Problem",
    "Record", "Rows", "Table", "Text", "choice", "grid", "number", "percent", "rows", "text",
    "unique",
]  # fmt: skip


@dataclass(frozen=True)
class Form:
    """Base of every calculator's inputs."""

    def __post_init__(self) -> None:
        """Check every field, then what only makes sense across fields."""
        problems = _field_problems(self) or list(self.check())
        if problems:
            raise InputError(problems)

    def check(self) -> Iterable[Problem]:
        """Problems that involve more than one field; asked only when each field is right."""
        return ()

    @classmethod
    def fields(cls) -> dict[str, Field]:
        """The inputs by public name, in the order of the form."""
        return {f.name: f.metadata["field"] for f in fields(cls)}

    @classmethod
    def read(cls, raw: Mapping[str, object]) -> Self:
        """Make inputs from typed text or JSON values; what is missing takes its default.

        Raises `InputError` with every problem there is, in the form's order.
        """
        known = cls.fields()
        given = _nested(raw, known)
        problems = [
            Problem(name, f"There is no input “{name[:50]}”. Inputs: {', '.join(known)}.")
            for name in given
            if name not in known
        ]
        values: dict[str, Any] = {}
        places: dict[str, tuple[int, ...]] = {}  # where the rows of each table stood
        for f in fields(cls):
            field = known[f.name]
            if f.name not in given:
                values[f.name] = f.default
                continue
            if isinstance(field, Grid) and field.columns_from not in values:
                continue  # its columns are not known until that table is right
            try:
                if isinstance(field, Table):
                    read = field.read_table(f.name, given[f.name], values)
                    values[f.name], places[f.name] = read
                else:
                    values[f.name] = _read(f.name, field, given[f.name])
            except InputError as error:
                problems.extend(error.problems)
            except ValueError as error:
                problems.append(Problem(f.name, str(error)))
        if problems:
            raise InputError(problems)
        try:
            return cls(**values)
        except InputError as error:
            raise InputError(_placed(problem, places) for problem in error.problems) from None

    def written(self) -> dict[str, Any]:
        """The form's contents for these inputs: texts, and tables as lists of lists."""
        form: dict[str, Any] = {}
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        for name, field in self.fields().items():
            if isinstance(field, Table):
                form[name] = field.write_table(values[name], values)
            elif isinstance(field, Record):
                for part, kind in field.part_fields().items():
                    form[f"{name}.{part}"] = kind.write(getattr(values[name], part))
            else:
                form[name] = field.write(values[name])
        return form

    def plain(self) -> dict[str, Any]:
        """The inputs as JSON values under their public names."""
        return {name: _plain(field, getattr(self, name)) for name, field in self.fields().items()}


@dataclass(frozen=True)
class Preset:
    """A worked example: a short name for links, a label, what it teaches, and its inputs."""

    name: str
    label: str
    why: str
    inputs: Form


def _read(name: str, field: Field, raw: object) -> Any:
    if isinstance(field, Record):
        value, problems = field.read_parts(name, raw)
        if problems:
            raise InputError(problems)
        return value
    return field.read(raw)


def _placed(problem: Problem, places: Mapping[str, tuple[int, ...]]) -> Problem:
    """The problem at the row where the reader sees it: empty rows above it count."""
    if problem.row is None or problem.field not in places:
        return problem
    return replace(problem, row=places[problem.field][problem.row])


def _nested(raw: Mapping[str, object], known: Mapping[str, Field]) -> dict[str, object]:
    """Gather the parts of records, `input.part`, under their input."""
    given: dict[str, object] = {}
    parts: dict[str, dict[str, object]] = {}
    for key, value in raw.items():
        name, _, part = key.partition(".")
        if part and isinstance(known.get(name), Record):
            parts.setdefault(name, {})[part] = value
        else:
            given[key] = value
    for name, more in parts.items():
        field = known[name]
        if isinstance(field, Record):
            given[name] = field.parts_of(given[name]) | more if name in given else more
    return given


def _field_problems(form: Form) -> list[Problem]:
    values = {f.name: getattr(form, f.name) for f in fields(form)}
    problems: list[Problem] = []
    for name, field in form.fields().items():
        if isinstance(field, Grid) and any(p.field == field.columns_from for p in problems):
            continue  # its columns are not known until that table is right
        if isinstance(field, Table):
            problems.extend(field.check_table(name, values[name], values))
        elif isinstance(field, Record):
            problems.extend(field.check_parts(name, values[name]))
        elif message := field.check(values[name]):
            problems.append(Problem(name, message))
    return problems


def _plain(field: Field, value: Any) -> Any:
    if isinstance(field, Table):
        return field.plain_table(value)
    return field.plain(value) if isinstance(field, Record) else value
