"""A form's values as a link spells them: `target_accuracy=99.5&projects=name,data;Triage,3`.

Readable, as far as names and numbers go. A table's cells are cut by commas,
its rows by semicolons, the header first; everything inside a cell or a text
that is neither letter nor digit is percent-encoded, so nothing else cuts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote, unquote

from calculators.kit.cells import Cells
from calculators.kit.problems import Refused

Wire = dict[str, str | Cells]

_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")


def write(values: Mapping[str, str | Cells]) -> str:
    """The values in the order given."""
    return "&".join(f"{name}={_written(value)}" for name, value in values.items())


def cut(query: str) -> dict[str, str]:
    """The values by name, each as it is spelt. Raises `Refused` for a name that stands twice."""
    found: dict[str, str] = {}
    for pair in filter(None, query.split("&")):
        name, equals, spelt = pair.partition("=")
        if not equals:
            raise Refused(f"“{name[:50]}” has no value.")
        if name in found:
            raise Refused(f"“{name[:50]}” stands in it twice.")
        found[name] = spelt
    return found


def read(spelt: Mapping[str, str], tables: Collection[str]) -> Wire:
    """The values as a form has them; `tables` are the names of those that are cut into cells.

    Raises `Refused` where the percent-encoding is broken.
    """
    return {
        decoded(name): _table(text) if name in tables else decoded(text)
        for name, text in spelt.items()
    }


def decoded(text: str) -> str:
    """Percent-encoded text in plain. Raises `Refused` where it is broken."""
    if _BROKEN.search(text):
        raise Refused("A percent sign in it is not followed by two of 0 to 9 and A to F.")
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise Refused("What its percent signs stand for is no text.") from None


def _table(text: str) -> Cells:
    return [[decoded(cell) for cell in line.split(",")] for line in text.split(";")]


def _written(value: str | Cells) -> str:
    if isinstance(value, str):
        return quote(value, safe="")
    return ";".join(_row(line) for line in value)


def _row(line: list[str]) -> str:
    """A line of a table. Behind a semicolon no minus: where that cuts cells, it is a formula."""
    text = ",".join(quote(cell, safe="") for cell in line)
    return text if text[:1] != "-" else f"%2D{text[1:]}"
