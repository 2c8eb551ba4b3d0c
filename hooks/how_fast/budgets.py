"""What the project wants to reach, and whether it does: all its budgets of speed and size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from calculators.kit.blocks import Cell, Report, Table
from calculators.kit.format import Quantity

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
    figures,
    lacking,
    measure,
)


class Budget(NamedTuple):
    """What a figure may come to at most or, with `at_least`, at least.

    `name` is how the names of its figures end. Of several, and of all lines if none is named, the
    worst counts. `per` divides what was measured, to come to `unit`.
    """

    what: str
    aim: float
    unit: str
    part: str
    name: str
    key: Literal["median", "most", "ratio"] = "median"
    line: str = ""
    per: float = 1
    at_least: bool = False

    def measured(self, parts: dict[str, Part]) -> float:
        """What was measured, in the budget's unit."""
        found = figures(parts, self.part, self.name, self.line)
        values: list[float] = [row[self.key] for row in found]
        if None in values:
            raise lacking(self.part, self.name, self.line)
        return (min(values) if self.at_least else max(values)) / self.per

    def is_reached(self, parts: dict[str, Part]) -> bool:
        """Whether what was measured is within it."""
        value = self.measured(parts)
        return value >= self.aim if self.at_least else value <= self.aim

    def cells(self, parts: dict[str, Part]) -> tuple[Cell, ...]:
        """What, aim and measured, as a row."""
        aim = measure(self.aim, self.unit)
        sign = "≥" if self.at_least else "≤"
        limit = Quantity(aim.value, f"{sign}\N{NO-BREAK SPACE}{aim.text}")
        return self.what, limit, measure(self.measured(parts), self.unit)


RUNTIME_GZIP = "this site, runtime: gzip (kB)"
BLOCK = "this site, while the runtime boots: longest block (ms)"
SHIFT = "this site, until the first new answer: layout shift"
PAINTED = "cost of accuracy, as it opens: new answer painted, p95 (ms)"
FIRST_BUILD = "200 pages, with calculators, first build: time (s)"
LATER_BUILD = "200 pages, with calculators: time (s)"
PERFORMANCE = ": performance"

# × is times bare Pyodide and, for builds, times plain MkDocs.
BUDGETS = (
    Budget("The page’s answer, fast line", 0.05, "×", "boot", OPENED, "ratio", FAST),
    Budget("The page’s answer, slow line", 0.05, "×", "boot", OPENED, "ratio", SLOW),
    Budget("First edit, fast line", 0.25, "×", "boot", COLD, "ratio", FAST),
    Budget("First edit, slow line", 0.5, "×", "boot", COLD, "ratio", SLOW),
    Budget("Second visit, fast line", 0.15, "×", "boot", SECOND, "ratio", FAST),
    Budget("Second visit, slow line", 0.15, "×", "boot", SECOND, "ratio", SLOW),
    Budget("Python, brotli", 3.5, "MB", "boot", RUNTIME, per=1000),
    Budget("Python, gzip", 4.4, "MB", "boot", RUNTIME_GZIP, per=1000),
    Budget("Only read, gzip", 120, "kB", "boot", READ_GZIP),
    Budget("Only read, requests", 12, "", "boot", READ_REQUESTS),
    Budget("Longest block while Python starts", 50, "ms", "boot", BLOCK, "most"),
    Budget("Layout shift", 0, "", "boot", SHIFT, "most"),
    Budget("Edit to painted answer, p95", 16, "ms", "loop", PAINTED),
    Budget("First build, 200 pages", 1.3, "×", "build", FIRST_BUILD, "ratio"),
    Budget("Later build, 200 pages", 1.3, "×", "build", LATER_BUILD, "ratio"),
    Budget("Lighthouse, performance", 98, "", "lighthouse", PERFORMANCE, at_least=True),
)


def missed(parts: dict[str, Part], budgets: Sequence[Budget] = BUDGETS) -> str:
    """How many budgets are missed, in a sentence."""
    count = sum(not budget.is_reached(parts) for budget in budgets)
    return f"{count or 'None'} of {len(budgets)} budgets {'is' if count < 2 else 'are'} missed."


def verdict(parts: dict[str, Part], budgets: Sequence[Budget] = BUDGETS) -> Report:
    """A table of the budgets that are missed, and one of those that are reached."""
    found = []
    for title, reached in (("Missed", False), ("Reached", True)):
        rows = [budget.cells(parts) for budget in budgets if budget.is_reached(parts) is reached]
        caption = f"{title}: {len(rows)} of {len(budgets)}"
        if rows:
            found.append(Table(caption, ("What", "Aim", "Measured"), tuple(rows)))
    return tuple(found)
