"""Inputs of several parts that belong together, such as a checklist item's answer and owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from calculators.kit.fields import Field
from calculators.kit.problems import Problem


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Record(Field):
    """One input whose value is an instance of the dataclass `parts`.

    In a form its parts are controls named `input.part`; in JSON it is an
    object, or just the first part's value.
    """

    parts: type

    def part_fields(self) -> Mapping[str, Field]:
        """The parts by name."""
        return self._parts

    @cached_property
    def _parts(self) -> dict[str, Field]:
        return {f.name: f.metadata["field"] for f in fields(self.parts)}

    def parts_of(self, raw: object) -> dict[str, object]:
        """An object's parts, or what was given as the first part."""
        if isinstance(raw, Mapping):
            return {str(part): value for part, value in raw.items()}
        return {next(iter(self.part_fields())): raw}

    def read_parts(self, name: str, raw: object) -> tuple[Any, list[Problem]]:
        """Read an object of parts or the first part alone; the record and what is wrong with it."""
        kinds = self.part_fields()
        given = self.parts_of(raw)
        problems = [
            Problem(name, f"There is no part “{part[:50]}”. Parts: {', '.join(kinds)}.")
            for part in given
            if part not in kinds
        ]
        values = {}
        for part, kind in kinds.items():
            if part in given:
                try:
                    values[part] = kind.read(given[part])
                except ValueError as error:
                    problems.append(Problem(name, str(error), column=part))
        return (None if problems else self.parts(**values)), problems

    def check_parts(self, name: str, value: Any) -> Iterator[Problem]:
        """Problems of a record given from Python."""
        for part, kind in self.part_fields().items():
            message = kind.check(getattr(value, part, None))
            if message:
                yield Problem(name, message, column=part)

    def plain(self, value: Any) -> dict[str, Any]:
        """The record as a JSON object."""
        return {part: getattr(value, part) for part in self.part_fields()}
