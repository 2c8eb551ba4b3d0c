"""What the benchmark has published: parts, their tables and rows, found by name and written out."""

from __future__ import annotations

from typing import Any

from mkdocs.exceptions import PluginError

from calculators.kit import format
from calculators.kit.format import Quantity

PAGE = "how-fast.md"
FILE = "assets/bench.json"

# The lines of the network, and figures of the start, as `tests/bench` names them.
FAST, SLOW = "this machine", "10 Mbit/s, 40 ms"
OPENED = "this site, only read: answer painted (ms)"
COLD = "this site, first edit, no sign before: new answer (ms)"
SECOND = "this site, second visit, first edit: new answer (ms)"
READ_GZIP = "this site, only read: gzip (kB)"
READ_REQUESTS = "this site, only read: requests"
RUNTIME = "this site, runtime: brotli (kB)"

_DASH = "–\N{WORD JOINER}"  # a line of a narrow cell does not end within a span

Part = dict[str, Any]
Row = dict[str, Any]


def figures(parts: dict[str, Part], part: str, name: str, line: str = "") -> list[Row]:
    """All of a part whose names end so, on that line of the network or, if none is named, on any."""
    tables = parts[part]["tables"] if part in parts else []
    rows = (row for table in tables if line in ("", table["title"]) for row in table["rows"])
    found = [row for row in rows if row["what"].endswith(name)]
    if not found:
        raise lacking(part, name, line)
    return found


def lacking(part: str, name: str = "", line: str = "") -> PluginError:
    """That a figure was not measured, and how it is."""
    what = ", ".join(f"“{word}”" for word in (part, line, name) if word)
    remedy = f'Measure: make bench ARGS="--only {part} --publish"'
    return PluginError(f"{FILE} lacks {what}, which {PAGE} shows. {remedy}")


def value(row: Row) -> Quantity:
    """A median with its span, if there is one."""
    middle, least, most = (number(row[key]) for key in ("median", "least", "most"))
    return Quantity(row["median"], middle if least == most else f"{middle} ({least}{_DASH}{most})")


def ratio(row: Row) -> str:
    """How many times the reference a figure is; nothing for the reference itself, and for zero."""
    times = row["ratio"]
    if not times or times == 1:
        return ""
    short = f"{times:.0f}" if times >= 10 else f"{times:.2f}"
    return f"{short}\N{NO-BREAK SPACE}×"


def number(value: float) -> str:
    """Three digits that count, as people write them."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def measure(value: float, unit: str, digits: int = 3) -> Quantity:
    """A number that keeps its unit on its line."""
    text = format.number(value, unit, digits).text
    return Quantity(value, text.replace(" ", "\N{NO-BREAK SPACE}"))
