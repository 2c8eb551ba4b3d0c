"""Made-up figures as the benchmark publishes them: all that the page's summary and budgets need."""

from __future__ import annotations

from typing import Any

from hooks.how_fast.budgets import BUDGETS
from hooks.how_fast.figures import FAST, READ_GZIP, READ_REQUESTS, RUNTIME, SLOW, Part
from hooks.how_fast.summary import FIRST_VISIT, LATER_VISITS, NOT_ALWAYS_MEASURED


def row(what: str, median: float, ratio: float | None = None) -> dict[str, Any]:
    """A figure that was the same in each run but one, which took twice as long."""
    return {"what": what, "median": median, "least": median, "most": 2 * median, "ratio": ratio}


def part(*tables: dict[str, Any]) -> Part:
    """A part of three runs."""
    return {
        "date": "2026-11-21",
        "machine": "a loom",
        "versions": {"Chromium": "150"},
        "runs": 3,
        "encoding": "brotli 9",
        "tables": list(tables),
    }


def published(**of_line: dict[str, dict[str, Any]]) -> dict[str, Part]:
    """All parts with 1 and a ratio of 1 for each figure; those of `fast` and `slow` in their place."""
    waits = {*FIRST_VISIT.values(), *LATER_VISITS.values()} - NOT_ALWAYS_MEASURED
    names = {"boot": {*waits, READ_GZIP, READ_REQUESTS, RUNTIME}}
    for budget in BUDGETS:
        names.setdefault(budget.part, set()).add(budget.name)

    def table(title: str, part: str, given: dict[str, dict[str, Any]]) -> dict[str, Any]:
        rows = {name: row(name, 1, 1) for name in sorted(names[part])}
        return {"title": title, "reference": "Of bare", "rows": [*(rows | given).values()]}

    lines = ((FAST, of_line.get("fast", {})), (SLOW, of_line.get("slow", {})))
    parts = {name: part(table("all", name, {})) for name in names}
    return parts | {"boot": part(*(table(title, "boot", given) for title, given in lines))}
