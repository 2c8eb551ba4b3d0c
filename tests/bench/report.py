"""Samples as tables: medians with minimum and maximum, and what they are of the reference."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Row:
    """A figure over all runs.

    `ratio` is the median of its ratios to the reference, run by run. `best` is the ratio of the
    least values: on a busy machine they were disturbed least.
    """

    what: str
    median: float
    least: float
    most: float
    ratio: float | None
    best: float | None


@dataclass(frozen=True)
class Table:
    """Rows under a title; `reference` says what the ratios are to."""

    title: str
    reference: str
    rows: tuple[Row, ...]


@dataclass
class Samples:
    """Figures by name, in the order in which they came, one value for each run."""

    by_name: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, sample: Mapping[str, float]) -> None:
        """Take in what one run gave."""
        for name, value in sample.items():
            self.by_name[name].append(value)

    def table(self, title: str, reference: str, compared: Mapping[str, str]) -> Table:
        """All figures; `compared` names the reference of those whose names end in a unit."""
        return Table(title, reference, tuple(self._rows(compared)))

    def _rows(self, compared: Mapping[str, str]) -> Iterable[Row]:
        for name, values in self.by_name.items():
            base = next((at for unit, at in compared.items() if name.endswith(unit)), None)
            ratio = best = None
            if base is not None:
                others = self.by_name[base]
                pairs = zip(values, others, strict=True)
                ratio = statistics.median(value / other for value, other in pairs)
                best = min(values) / min(others)
            yield Row(name, statistics.median(values), min(values), max(values), ratio, best)


def markdown(table: Table) -> str:
    """A table as Markdown, under its title."""
    lines = [
        f"### {table.title}",
        "",
        f"| What | Median | Min | Max | {table.reference} | Both at best |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for row in table.rows:
        ratios = ("" if ratio is None else f"{ratio:.3f}" for ratio in (row.ratio, row.best))
        values = map(number, (row.median, row.least, row.most))
        lines.append(f"| {' | '.join((row.what, *values, *ratios))} |")
    return "\n".join(lines) + "\n"


def number(value: float) -> str:
    """Three digits that matter; whole from 100 on."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def plain(table: Table) -> dict[str, object]:
    """A table for a JSON file, with three or more digits that matter."""
    return asdict(table)
