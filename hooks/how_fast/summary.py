"""The point of the page in a few lines: how long readers wait here and elsewhere, and for what."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.kit.blocks import Bar, Bars, Bullets, Headline, Report, Table
from calculators.kit.format import Quantity

from .budgets import missed
from .figures import (
    COLD,
    FAST,
    OPENED,
    READ_GZIP,
    READ_REQUESTS,
    RUNTIME,
    SECOND,
    SLOW,
    Part,
    Row,
    figures,
    measure,
)

POINTED_BEFORE = 600
"""Milliseconds by which the pointer comes before the edit, in the figure about that."""

POINTED = f"this site, first edit, {POINTED_BEFORE} ms after the pointer came: new answer (ms)"
THIRD = "this site, third visit, first edit: new answer (ms)"
BARE = "bare Pyodide, first visit: first result (ms)"

FIRST_VISIT = {
    "This site, page opened": OPENED,
    "This site, edit after pointing": POINTED,
    "This site, first edit": COLD,
    "Bare Pyodide": BARE,
    "PyScript": "PyScript, first visit: first result (ms)",
    "markdown-exec": "markdown-exec, first visit: first result (ms)",
}
"""The waits of a first visit, by what the chart calls them."""

LATER_VISITS = {
    "This site, first edit": SECOND,
    "This site, third visit": THIRD,
    "Bare Pyodide": "bare Pyodide, second visit: first result (ms)",
    "PyScript": "PyScript, second visit: first result (ms)",
    "markdown-exec": "markdown-exec, second visit: first result (ms)",
}
"""The waits of who comes back."""

NOT_ALWAYS_MEASURED = {THIRD}

Parts = dict[str, Part]
Waits = dict[str, tuple[Row, Row]]


def at_a_glance(parts: Parts) -> Report:
    """The waits in words and as bars, what is downloaded, and how many budgets are missed."""

    def wait(name: str, line: str = FAST) -> str:
        return _seconds(_figure(parts, name, line))

    def size(name: str, unit: str = "", per: float = 1) -> str:
        return measure(_figure(parts, name, FAST)["median"] / per, unit).text

    points = (
        f"On the slow line ({SLOW}): {wait(OPENED, SLOW)}, {wait(COLD, SLOW)} and "
        f"{wait(BARE, SLOW)}.",
        f"Pointing at the form starts Python: an edit {POINTED_BEFORE} ms later waits "
        f"{wait(POINTED)}; slow line {wait(POINTED, SLOW)}.",
        f"Second visit: the first edit waits {wait(SECOND)}; slow line {wait(SECOND, SLOW)}.",
        f"Who only reads downloads {size(READ_GZIP, 'kB')} (gzip) in "
        f"{size(READ_REQUESTS)} requests. Python is {size(RUNTIME, 'MB', 1000)} "
        "(brotli) and comes with the first sign of an edit.",
        missed(parts),
    )
    return (
        Headline(
            f"The page shows its answer after {wait(OPENED)}. The first edit, which starts "
            f"Python, waits {wait(COLD)}; bare Pyodide takes {wait(BARE)}."
        ),
        Bullets(points),
        *_charts(parts),
    )


def _charts(parts: Parts) -> Iterator[Bars]:
    """The waits of a first visit and of later ones, drawn to one scale."""
    first, later = (_waits(parts, names) for names in (FIRST_VISIT, LATER_VISITS))
    whole = max(
        row["median"] for waits in (first, later) for pair in waits.values() for row in pair
    )
    said = "Until the answer is on the screen: from the edit or, for all others, from opening the page."
    yield _chart("First visit", said, first, whole)
    yield _chart("Second visit", "The same, with what the browser has kept.", later, whole)


def _chart(title: str, description: str, waits: Waits, whole: float) -> Bars:
    """A bar for each wait, with the numbers above it; slower than the fast line is its second part."""
    bars = tuple(
        Bar(
            f"{label}: {_seconds(fast)}, slow {_seconds(slow)}",
            (fast["median"], max(0, slow["median"] - fast["median"])),
        )
        for label, (fast, slow) in waits.items()
    )
    cells = tuple(
        (label, _against_bare(fast), _against_bare(slow)) for label, (fast, slow) in waits.items()
    )
    table = Table(
        f"{title}, and times bare Pyodide’s first", ("What", "Fast line", "Slow line"), cells
    )
    return Bars(title, description, ("fast line", "what the slow line adds"), bars, table, whole)


def _waits(parts: Parts, names: dict[str, str]) -> Waits:
    """For each label its figure on the fast line and on the slow one."""
    there = {row["what"] for row in figures(parts, "boot", "", FAST)}
    return {
        label: (_figure(parts, name, FAST), _figure(parts, name, SLOW))
        for label, name in names.items()
        if name in there or name not in NOT_ALWAYS_MEASURED
    }


def _figure(parts: Parts, name: str, line: str) -> Row:
    return figures(parts, "boot", name, line)[0]


def _seconds(row: Row) -> str:
    return measure(row["median"] / 1000, "s", digits=2).text


def _against_bare(row: Row) -> Quantity:
    times = measure(row["ratio"], "×", digits=2).text
    return Quantity(row["median"] / 1000, f"{_seconds(row)}, {times}")
