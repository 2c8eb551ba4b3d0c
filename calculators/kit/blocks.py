"""What a result is made of: headlines, figures, tables, charts and workings, as plain values.

A calculator says what to show; `html`, `markdown` and `terminal` say how. A
cell or figure is either words or a `Quantity`, so every renderer has the exact
number at hand. They are named tuples, because a browser makes twenty of those
classes in a fifth of the time that frozen dataclasses take.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from calculators.kit.format import Quantity

Cell = str | Quantity
Tone = Literal["plain", "good", "mixed", "bad"]


class Headline(NamedTuple):
    """The answer in one sentence; it is also what a screen reader announces."""

    text: str
    tone: Tone = "plain"


class Figure(NamedTuple):
    """One number with its label and, where it helps, a few words on it."""

    label: str
    value: Cell
    note: str = ""


class Figures(NamedTuple):
    """The numbers that matter most, side by side."""

    items: tuple[Figure, ...]


class Heading(NamedTuple):
    """A heading within a result, by its level: 4 stands under 3, and 2 over all of it."""

    text: str
    level: Literal[2, 3, 4] = 3


class Paragraph(NamedTuple):
    """One paragraph of plain words."""

    text: str


class Bullets(NamedTuple):
    """A short list."""

    items: tuple[str, ...]


class Note(NamedTuple):
    """Something the reader must not miss: why there is no answer, or where the rule breaks."""

    text: str
    warning: bool = False


class Table(NamedTuple):
    """Columns and rows; the first column names the row. `strong` marks the reader's own rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    strong: tuple[int, ...] = ()


class Axis(NamedTuple):
    """One axis: its label, its range, and the ticks to draw (nice ones if none are given)."""

    label: str
    low: float
    high: float
    log: bool = False
    ticks: tuple[tuple[float, str], ...] = ()


class Line(NamedTuple):
    """A curve; `strong` marks the one the reader chose."""

    label: str
    points: tuple[tuple[float, float], ...]
    strong: bool = False


class Point(NamedTuple):
    """A labelled point; `strong` marks the reader's own, `short` stands where `label` has no room."""

    label: str
    x: float
    y: float
    strong: bool = False
    short: str = ""


class Rule(NamedTuple):
    """A dotted line at a value of one axis, with a label."""

    label: str
    axis: Literal["x", "y"]
    at: float


class Region(NamedTuple):
    """A word in the background of a part of the chart, in axis units; `strong` fills it."""

    label: str
    x: tuple[float, float]
    y: tuple[float, float]
    strong: bool = False


class Chart(NamedTuple):
    """Lines and points over two axes; `table` holds the same numbers for those who read them."""

    title: str
    description: str
    x: Axis
    y: Axis
    table: Table
    lines: tuple[Line, ...] = ()
    points: tuple[Point, ...] = ()
    rules: tuple[Rule, ...] = ()
    regions: tuple[Region, ...] = ()


class Bar(NamedTuple):
    """One bar: its label and the length of each of its segments."""

    label: str
    segments: tuple[float, ...]


class Bars(NamedTuple):
    """Horizontal bars, stacked from `segments`' names; lengths are shares of `whole`."""

    title: str
    description: str
    segments: tuple[str, ...]
    bars: tuple[Bar, ...]
    table: Table
    whole: float = 1.0


class Source(NamedTuple):
    """Where a formula or a number comes from; `url` may be empty."""

    text: str
    url: str = ""


class Working(NamedTuple):
    """How the result was computed, with this page's numbers in the formulas."""

    steps: tuple[str, ...]
    sources: tuple[Source, ...]
    assumption: str
    breaks: str


class Task(NamedTuple):
    """One item of a task list."""

    text: str
    done: bool


class Tasks(NamedTuple):
    """A task list, as issue trackers and wikis render it; its title may be empty."""

    title: str
    items: tuple[Task, ...]


class Stamp(NamedTuple):
    """Where and when a result was made, and the address that opens it again, if there is one."""

    text: str
    url: str = ""


Block = (
    Headline
    | Figures
    | Heading
    | Paragraph
    | Bullets
    | Note
    | Table
    | Chart
    | Bars
    | Working
    | Tasks
    | Stamp
)
Report = tuple[Block, ...]


def summary(report: Report) -> str:
    """The report's headline, or nothing if it has none."""
    return next((block.text for block in report if isinstance(block, Headline)), "")


def notes(report: Report) -> list[str]:
    """The sentences a reader must not miss, for machines to pass on."""
    return [block.text for block in report if isinstance(block, Note)]
