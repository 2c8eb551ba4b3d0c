"""How inputs were called and preset in earlier versions, so that old links and files still open.

A calculator that renames an input, an option or a column, or changes what one
is preset to, declares it as `HISTORY`, a tuple of changes from the oldest to
the newest. Nothing else may break a link.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

Values = dict[str, Any]

_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}")


@dataclass(frozen=True)
class Change:
    """What became of the inputs in one version.

    `renamed` maps old names to new ones. `options` maps, for an input, each old
    option to the one that took its place. `defaults` holds, for an input that
    is new or preset to something else, the value that it had before. `columns`
    does the same for a table's columns, whose cells had that text. A column and
    a part of a record are named with a dot: `projects.cost`, `ethics.answer`.
    Except in `renamed`, names are the new ones.
    """

    version: str
    _: KW_ONLY
    renamed: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def number(version: str) -> tuple[int, int]:
    """A version as numbers that compare: 1.10 is later than 1.9. Raises `ValueError`."""
    if not _VERSION.fullmatch(version):
        raise ValueError(f"“{version[:50]}” is no version. Versions look like 1.0.")
    major, minor = version.split(".")
    return int(major), int(minor)


def migrate(changes: Sequence[Change], version: str, values: Mapping[str, Any]) -> Values:
    """Values of an earlier version as today's calculator calls them.

    `values` are wire values or plain JSON values, all or only those that
    differ from that version's defaults. They come back flat, as a form has them:
    parts of records under `input.part`, rows of a table under a header.
    """
    found = flat(values)
    for change in changes:
        if number(change.version) > number(version):
            found = _changed(change, found)
    return found


def former(changes: Sequence[Change], names: Collection[str]) -> set[str]:
    """The names and all names that those inputs have had before."""
    found = set(names)
    for change in reversed(changes):
        found |= {old for old, new in change.renamed.items() if new in found}
    return found


def flat(values: Mapping[str, Any]) -> Values:
    """Values as a form has them: `input.part` for records, and a header over a table's rows."""
    found: Values = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{part}": inner for part, inner in value.items()}
        elif isinstance(value, list) and value and all(isinstance(r, Mapping) for r in value):
            header = list(dict.fromkeys(str(key) for row in value for key in row))
            found[name] = [header, *([row.get(key) for key in header] for row in value)]
        else:
            found[name] = value
    return found


def _changed(change: Change, values: Values) -> Values:
    for old, new in change.renamed.items():
        values = _renamed(values, old, new)
    for name, options in change.options.items():
        table, _, column = name.partition(".")
        if isinstance(values.get(name), str):
            values[name] = options.get(values[name], values[name])
        elif column and column in header_of(values.get(table)):
            values[table] = _replaced(values[table], column, options)
    for name, value in flat(change.defaults).items():
        values.setdefault(name, value)
    for table, columns in change.columns.items():
        header = header_of(values.get(table))
        added = {} if not header else {c: text for c, text in columns.items() if c not in header}
        if added:
            lines = [(line + [""] * len(header))[: len(header)] for line in values[table][1:]]
            values[table] = [[*header, *added], *([*line, *added.values()] for line in lines)]
    return values


def _renamed(values: Values, old: str, new: str) -> Values:
    """The values with an input, with all its parts, or a table's column under its new name."""
    table, _, column = old.partition(".")
    header = header_of(values.get(table))
    if column and column in header:
        last = new.partition(".")[2]
        renamed = [last if cell == column else cell for cell in header]
        return {**values, table: [renamed, *values[table][1:]]}
    names = {n: new + n.removeprefix(old) for n in values if n == old or n.startswith(f"{old}.")}
    free = {name: to for name, to in names.items() if to not in values}
    return {free.get(name, name): value for name, value in values.items()}


def header_of(table: Any) -> list[Any]:
    """A table's first line; empty for what is no table."""
    straight = isinstance(table, list) and table and all(isinstance(line, list) for line in table)
    return table[0] if straight else []


def _replaced(table: list[list[Any]], column: str, options: Mapping[str, str]) -> list[list[Any]]:
    """The table with other options in one column."""
    at = table[0].index(column)

    def replaced(line: list[Any]) -> list[Any]:
        cell = line[at] if at < len(line) else None
        new = options.get(cell) if isinstance(cell, str) else None
        return line if new is None else [*line[:at], new, *line[at + 1 :]]

    return [table[0], *map(replaced, table[1:])]
