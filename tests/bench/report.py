"""Samples as tables: medians with minimum and maximum, and what they are of the reference."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hooks.how_fast import number


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

    def table(
        self, title: str, reference: str = "", compared: Mapping[str, str] | None = None
    ) -> Table:
        """All figures; `compared` names the figure that those whose name ends so are compared with."""
        return Table(title, reference, tuple(self._rows(compared or {})))

    def _rows(self, compared: Mapping[str, str]) -> Iterable[Row]:
        for name, values in self.by_name.items():
            base = next((at for end, at in compared.items() if name.endswith(end)), None)
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
        "| What | Median | Min | Max |",
        "|---|---:|---:|---:|",
    ]
    if table.reference:
        lines[2] += f" {table.reference} | Both at best |"
        lines[3] += "---:|---:|"
    for row in table.rows:
        both = (row.ratio, row.best) if table.reference else ()
        ratios = ("" if ratio is None else f"{ratio:.3f}" for ratio in both)
        values = map(number, (row.median, row.least, row.most))
        lines.append(f"| {' | '.join((row.what, *values, *ratios))} |")
    return "\n".join(lines) + "\n"
