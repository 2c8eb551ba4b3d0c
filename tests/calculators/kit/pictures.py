"""A report with one block of every kind, all made of given words."""

from __future__ import annotations

from calculators.kit import format
from calculators.kit.blocks import (
    Axis,
    Bar,
    Bars,
    Bullets,
    Chart,
    Figure,
    Figures,
    Heading,
    Headline,
    Line,
    Note,
    Paragraph,
    Point,
    Region,
    Report,
    Rule,
    Source,
    Stamp,
    Table,
    Task,
    Tasks,
    Working,
)


def table(words: str, value: float | None = 1234.5) -> Table:
    """Two columns and two rows, the second the reader's own."""
    rows = ((words, format.number(value)), ("own", format.number(2)))
    return Table(words, (words, "Value"), rows, strong=(1,))


def chart(words: str) -> Chart:
    """Two lines, two points, a rule and a region."""
    return Chart(
        title=words,
        description=words,
        x=Axis(words, 0, 10),
        y=Axis(words, 1, 1000, log=True),
        table=table(words),
        lines=(Line(words, ((0, 1), (10, 1000)), strong=True), Line("other", ((0, 10), (10, 10)))),
        points=(Point(words, 5, 30), Point("own", 5, 31, strong=True)),
        rules=(Rule(words, "x", 7), Rule(words, "y", 100)),
        regions=(Region(words, (0, 5), (1, 30), strong=True),),
    )


def bars(words: str) -> Bars:
    """Two bars of two segments."""
    made = (Bar(words, (0.25, 0.5)), Bar("own", (0.0, 1.0)))
    return Bars(words, words, (words, "rest"), made, table(words))


def report(words: str) -> Report:
    """Every kind of block there is."""
    return (
        Headline(words, "good"),
        Figures((Figure(words, words, words), Figure(words, format.number(None)))),
        Heading(words),
        Heading(words, 4),
        Paragraph(words),
        Bullets((words, words)),
        Note(words, warning=True),
        Note(words),
        table(words),
        chart(words),
        bars(words),
        Tasks(words, (Task(words, done=True), Task(words, done=False))),
        Tasks("", (Task(words, done=False),)),
        Stamp(words, "https://example.org/#a?b=1"),
        Stamp(words),
        Working((words,), (Source(words, "https://example.org/"), Source(words)), words, words),
    )
