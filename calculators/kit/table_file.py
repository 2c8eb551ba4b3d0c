"""A table from a file: which of a calculator's tables it is for, and the cells to put there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.kit.cells import header_of
from calculators.kit.clipboard import Pasted, columns_of, replace
from calculators.kit.delimited import LONGEST, split
from calculators.kit.inputs import Field, Form, Table
from calculators.kit.problems import Refused
from calculators.kit.words import listed, named, quoted


def tables(form: type[Form], text: str, values: Mapping[str, Any]) -> Pasted:
    """The table that CSV text is for, with its rows in place of those in the form.

    It is the one that has the most columns of the text's header, or else the
    only one there is. `values` are the wire values of the form. Raises
    `Refused` if there is none, or for too many rows.
    """
    known = {name: field for name, field in form.fields().items() if isinstance(field, Table)}
    if not known:
        raise Refused("There is no table here to put this into. Open JSON that was saved here.")
    if len(text) > LONGEST:
        raise Refused(f"This file has {len(text):,} characters; a table has at most {LONGEST:,}.")
    lines = split("", text)
    if not lines:
        raise Refused("This file holds no cells.")
    columns = {name: columns_of(form, name, values) for name in known}
    name = _meant(known, columns, lines[0])
    field = known[name]
    if len(lines) - 1 > field.most:
        most = f"at most {field.most} {field.noun}s, and this file has {len(lines) - 1:,}"
        raise Refused(f"{quoted(field.label)} takes {most}.")
    return replace(form, name, lines, values)


def _meant(
    known: Mapping[str, Table], columns: Mapping[str, Mapping[str, Field]], header: list[str]
) -> str:
    """The name of the table that the header fits best. Raises `Refused` if that is not clear."""
    fit = {name: _fit(columns[name], header) for name in known}
    best = [name for name in known if fit[name] and fit[name] == max(fit.values())] or list(known)
    if len(best) > 1:
        there = "; ".join(f"{f.label} ({listed(columns[n], 10)})" for n, f in known.items())
        raise Refused(f"It is not clear which table has {named(header)}. There are: {there}.")
    return best[0]


def _fit(columns: Mapping[str, Field], header: list[str]) -> int:
    """How many of the columns the header has."""
    return len(columns.keys() & set(header_of(header, columns) or ()))
