"""What is wrong with an input, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One message for one place in a form.

    `field` is the input's public name. `row` (counted from 0) and `column`
    narrow it to a table cell; `column` alone to a part of a record. The
    message names the remedy: "Enter a number of at most 100."
    """

    field: str
    message: str
    row: int | None = None
    column: str | None = None

    @property
    def key(self) -> str:
        """The place as one string: `field`, `field.part` or `field.row.column`."""
        parts = (self.field, self.row, self.column)
        return ".".join(str(part) for part in parts if part is not None)

    @property
    def place(self) -> str:
        """The place in words, rows counted from 1: `projects, row 3, friction`."""
        row = None if self.row is None else f"row {self.row + 1}"
        return ", ".join(part for part in (self.field, row, self.column) if part is not None)


class Refused(ValueError):  # noqa: N818 - named for what happened
    """What cannot be done, in words for the reader that name the remedy."""


class InputError(Refused):
    """Inputs that cannot be computed with; `problems` says where and why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.place}: {p.message}" for p in self.problems))
