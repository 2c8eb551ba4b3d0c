"""One picture of several scenarios: what each of their charts marks as the reader's own.

Charts go together if they have the same axes, bars if they have the same
segments. What is not the reader's own, such as rivals and other rules, stays
with the single charts; what all of them draw alike stays in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from calculators.kit.blocks import Axis, Bar, Bars, Cell, Chart, Line, Point, Report, Table
from calculators.kit.format import Quantity

MOST_LINES = 6  # series that a reader can tell apart
MOST_BARS = 24
MISSING = Quantity(None, "–")

Named = tuple[str, Chart | Bars]


def first_pictures(names: Sequence[str], reports: Sequence[Report]) -> list[Named]:
    """The first chart of each report that has one."""
    found = ((name, _first(report)) for name, report in zip(names, reports, strict=True))
    return [(name, picture) for name, picture in found if picture is not None]


def together(pictures: Sequence[Named]) -> list[Named]:
    """The most that can be drawn into one picture."""
    groups: dict[tuple[object, ...], list[Named]] = {}
    for name, picture in pictures:
        groups.setdefault(_like(picture), []).append((name, picture))
    return max(groups.values(), key=len, default=[])


def merged(pictures: Sequence[Named]) -> Chart | Bars:
    """One picture of all; they have to go together, and there has to be one."""
    charts = [(name, one) for name, one in pictures if isinstance(one, Chart)]
    if charts:
        return _chart(charts)
    return _bars([(name, one) for name, one in pictures if isinstance(one, Bars)])


def _first(report: Report) -> Chart | Bars | None:
    return next((block for block in report if isinstance(block, Chart | Bars)), None)


def _like(picture: Chart | Bars) -> tuple[object, ...]:
    """What has to be the same in pictures that go together."""
    if isinstance(picture, Bars):
        return picture.segments
    return (picture.x.label, picture.x.log, picture.y.label, picture.y.log)


def _chart(charts: Sequence[tuple[str, Chart]]) -> Chart:
    first = charts[0][1]
    several = sum(line.strong for _, chart in charts for line in chart.lines) > MOST_LINES
    return Chart(
        title=f"{first.title}, side by side",
        description="Of each scenario only what is its own: other lines and points are left out.",
        x=_axis([chart.x for _, chart in charts]),
        y=_axis([chart.y for _, chart in charts]),
        table=_table([(name, chart.table) for name, chart in charts]),
        lines=tuple(
            line for name, chart in charts for line in _lines(name, chart, all_own=not several)
        ),
        points=tuple(point for name, chart in charts for point in _points(name, chart)),
        rules=tuple(r for r in first.rules if all(r in chart.rules for _, chart in charts)),
        regions=tuple(
            r._replace(strong=False)
            for r in first.regions
            if all(r in chart.regions for _, chart in charts)
        ),
    )


def _lines(name: str, chart: Chart, *, all_own: bool) -> Iterator[Line]:
    """A scenario's own lines, or only the first of them."""
    own = [line for line in chart.lines if line.strong]
    for line in own if all_own else own[:1]:
        yield Line(name if len(own) == 1 else f"{name}: {line.label}", line.points)


def _points(name: str, chart: Chart) -> Iterator[Point]:
    own = [point for point in chart.points if point.strong]
    for point in own:
        label = name if len(own) == 1 else f"{name}: {point.label}"
        yield Point(label, point.x, point.y, strong=True)


def _axis(axes: Sequence[Axis]) -> Axis:
    """An axis wide enough for all, with all ticks that any of them has."""
    ticks = {value: label for axis in axes for value, label in axis.ticks}
    return axes[0]._replace(
        low=min(axis.low for axis in axes),
        high=max(axis.high for axis in axes),
        ticks=tuple(sorted(ticks.items())),
    )


def _bars(several: Sequence[tuple[str, Bars]]) -> Bars:
    first = several[0][1]
    most = max(1, MOST_BARS // len(several))
    cut = any(len(one.bars) > most for _, one in several)
    return Bars(
        title=f"{first.title}, side by side",
        description=f"The first {most} of each scenario." if cut else first.description,
        segments=first.segments,
        bars=tuple(
            Bar(f"{name}: {bar.label}", bar.segments)
            for name, one in several
            for bar in one.bars[:most]
        ),
        table=_table([(name, one.table) for name, one in several]),
        whole=max(one.whole for _, one in several),
    )


def _table(tables: Iterable[tuple[str, Table]]) -> Table:
    """The rows of all tables, each headed by its scenario, under all columns there are."""
    named = list(tables)
    columns = tuple(dict.fromkeys(c for _, table in named for c in table.columns))
    rows: list[tuple[Cell, ...]] = []
    strong = []
    for name, table in named:
        for number, row in enumerate(table.rows):
            if number in table.strong:
                strong.append(len(rows))
            cells = dict(zip(table.columns, row, strict=True))
            rows.append((name, *(cells.get(column, MISSING) for column in columns)))
    return Table(named[0][1].caption, ("Scenario", *columns), tuple(rows), tuple(strong))
