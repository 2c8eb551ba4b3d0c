"""Lists of numbers as people paste them: a column, a row, or typed with spaces or commas.

Whatever is between the numbers, a comma inside one is read as the mark of
thousands where it can only be that, and a decimal comma is refused in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import lru_cache
from typing import Any

from calculators.kit.fields import LARGEST, SMALLEST, Number, Text

_ORDINARY = re.compile(r"[0-9.\s-]*", re.ASCII)
_BETWEEN = re.compile(r"[\s;\[\](){}]+")
_THOUSANDS = re.compile(r"[-+−]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")
_DECIMAL_COMMA = re.compile(r"[-+−]?[0-9]+,[0-9]+")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NumberList(Text):
    """A text that holds numbers; a JSON array or a Python sequence of numbers becomes such a text."""

    longest: int = 20_000
    lines: int = 4

    def read(self, raw: object) -> str:
        """Accept a text or a list of numbers; see `Field.read`."""
        return super().read(as_text(raw))


def number_list(default: str, label: str, **more: Any) -> Any:
    """An input that takes a list of numbers; `more` are the attributes of `NumberList`."""
    return dataclass_field(default=default, metadata={"field": NumberList(label=label, **more)})


def as_text(raw: object) -> object:
    """A sequence of numbers as text; anything else as it is."""
    if not isinstance(raw, list | tuple):
        return raw
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in raw):
        raise ValueError("Give a list of numbers only.")
    return " ".join(Number(label="").write(value) for value in raw)


@lru_cache(maxsize=8)
def numbers(text: str) -> tuple[float, ...]:
    """The numbers of a text. Raises `ValueError` with a message for the reader.

    The texts of one question are read several times, and those of the next
    are mostly the same, so what was read is kept.
    """
    return _all_plain(text) or _one_by_one(text)


def _all_plain(text: str) -> tuple[float, ...]:
    """The numbers if all are plain, thousands of them in no time; else none."""
    parts = text.split() if _ORDINARY.fullmatch(text) else []
    if not parts or max(map(len, parts)) > 30:
        return ()
    try:
        found = tuple(map(float, parts))
    except ValueError:
        return ()
    sizes = [size for size in map(abs, found) if size]
    usable = not sizes or (min(sizes) > SMALLEST and max(sizes) < LARGEST)
    return tuple([value + 0.0 for value in found]) if usable else ()


def _one_by_one(text: str) -> tuple[float, ...]:
    plain = text.replace("%", " ")
    parts = [part.strip(",") for part in _BETWEEN.split(plain)]
    parts = [part for part in parts if part]
    if len(parts) == 1:
        return _read(parts[0].split(","))
    found: list[float] = []
    for part in parts:
        if _DECIMAL_COMMA.fullmatch(part) and not _THOUSANDS.fullmatch(part):
            raise ValueError(f"Write {part[:20]} with a point, or put spaces between numbers.")
        found += _read([part] if _THOUSANDS.fullmatch(part) else part.split(","))
    return tuple(found)


def _read(parts: Sequence[str]) -> tuple[float, ...]:
    return tuple(_number(part) for part in parts if part)


def _number(part: str) -> float:
    """One number, as typed."""
    try:
        return float(Number(label="", example=20).read(part) or 0.0)
    except ValueError:
        word = f"“{part[:20]}” is no number that can be used"
        raise ValueError(f"{word}. Enter numbers, with a space or a new line between.") from None
