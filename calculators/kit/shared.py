"""The quantities of a project that several calculators ask for: who has which value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.kit.fields import Field
from calculators.kit.input_words import said
from calculators.kit.inputs import Form
from calculators.kit.kept import Kept
from calculators.kit.project import QUANTITIES
from calculators.kit.tables import Table
from calculators.kit.words import listed


@dataclass(frozen=True)
class Stated:
    """One calculator's value of a shared quantity. What was left empty is not stated."""

    title: str
    field: Field
    value: Any

    @property
    def words(self) -> str:
        """The value as people say it."""
        return said(self.field, self.value)

    @property
    def plain(self) -> Any:
        """The value as JSON, to compare and to hand over: a table is a list of objects."""
        return self.field.plain_table(self.value) if isinstance(self.field, Table) else self.value


def shared_fields(form: type[Form]) -> dict[str, tuple[str, Field]]:
    """A calculator's inputs that stand for a quantity of the project: quantity -> name, field."""
    return {
        kind.shared: (name, kind)
        for name, kind in form.fields().items()
        if kind.shared in QUANTITIES
    }


def stated(entries: Iterable[Kept]) -> dict[str, list[Stated]]:
    """What the entries of a project say, by quantity, in the order of the quantities."""
    found: dict[str, list[Stated]] = {quantity: [] for quantity in QUANTITIES}
    for entry in entries:
        for quantity, (name, kind) in shared_fields(type(entry.inputs)).items():
            value = getattr(entry.inputs, name)
            if value not in (None, "", ()):
                found[quantity].append(Stated(entry.calculator.title, kind, value))
    return found


def alike(found: Iterable[Stated]) -> list[list[Stated]]:
    """The same value together, in the order in which they came."""
    groups: list[list[Stated]] = []
    for one in found:
        group = next((group for group in groups if same(group[0].plain, one.plain)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def disagreements(entries: Iterable[Kept]) -> Iterator[str]:
    """A sentence for each quantity on which the entries do not agree."""
    for quantity, found in stated(entries).items():
        groups = alike(found)
        if len(groups) > 1:
            sides = (
                f"{listed(one.title for one in group)} {'has' if len(group) == 1 else 'have'} "
                f"{group[0].words}"
                for group in groups
            )
            name = QUANTITIES[quantity]
            yield f"Not the same everywhere, {name}: {', '.join(sides)}."


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same; numbers are to 12 digits."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, Sequence) and isinstance(other, Sequence) and not isinstance(one, str):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same(a, b) for a, b in pairs)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12)
    return bool(one == other)
