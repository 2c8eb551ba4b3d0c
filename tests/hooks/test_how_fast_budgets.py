"""A budget is missed or reached by what was measured, and a page that lacks a figure is not built."""

from __future__ import annotations

import re

import pytest
from mkdocs.exceptions import PluginError

from calculators.kit.blocks import Table
from calculators.kit.format import Quantity
from hooks.how_fast.budgets import BUDGETS, Budget, missed, verdict
from hooks.how_fast.figures import FAST, SLOW

from .how_fast_sample import part, published, row

PARTS = {
    "boot": part(
        {"title": FAST, "reference": "", "rows": [row("a: x (kB)", 3000), row("b: x (kB)", 2000)]},
        {"title": SLOW, "reference": "", "rows": [row("a: x (kB)", 5000, 0.3)]},
    )
}


@pytest.mark.parametrize(
    ("budget", "value"),
    [
        (Budget("", 4, "MB", "boot", "a: x (kB)", line=FAST, per=1000), 3),
        (Budget("", 4, "MB", "boot", "a: x (kB)", per=1000), 5),
        (Budget("", 4, "kB", "boot", ": x (kB)", line=FAST), 3000),
        (Budget("", 4, "kB", "boot", ": x (kB)", line=FAST, at_least=True), 2000),
        (Budget("", 4, "kB", "boot", "b: x (kB)", "most"), 4000),
        (Budget("", 4, "×", "boot", "a: x (kB)", "ratio", SLOW), 0.3),
    ],
)
def test_the_worst_of_its_figures_counts(budget: Budget, value: float) -> None:
    """The largest one or, where more is better, the least; each in the budget's unit."""
    assert budget.measured(PARTS) == value


@pytest.mark.parametrize(
    ("aim", "at_least", "reached"),
    [(3000, False, True), (2999, False, False), (3000, True, True), (3001, True, False)],
)
def test_a_budget_is_reached_up_to_its_aim(aim: float, *, at_least: bool, reached: bool) -> None:
    """The aim itself is within it."""
    budget = Budget("", aim, "kB", "boot", "a: x (kB)", line=FAST, at_least=at_least)
    assert budget.is_reached(PARTS) is reached


@pytest.mark.parametrize(
    ("part", "name", "key"),
    [
        ("boot", "never", "median"),
        ("loop", "a", "median"),
        ("boot", "b: x (kB)", "ratio"),
    ],
)
def test_what_was_not_measured_is_named_with_its_command(part: str, name: str, key: str) -> None:
    """A figure, a part, or what a figure is of its reference."""
    budget = Budget("", 1, "", part, name, key)  # type: ignore[arg-type]  # one of its words
    with pytest.raises(PluginError, match=f"“{re.escape(name)}”.*--only {part} --publish"):
        budget.measured(PARTS)


def test_every_budget_stands_in_one_of_two_tables() -> None:
    """What is missed comes first, with its aim and what was measured."""
    cold = "this site, first edit, no sign before: new answer (ms)"
    parts = published(fast={cold: row(cold, 1000, 0.2)}, slow={cold: row(cold, 1000, 0.51)})
    first, second = verdict(parts)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert first.caption.startswith("Missed: ")
    assert second.caption.startswith("Reached: ")
    assert len(first.rows) + len(second.rows) == len(BUDGETS)
    texts = [
        tuple(cell.text if isinstance(cell, Quantity) else cell for cell in cells)
        for cells in first.rows + second.rows
    ]
    assert ("First edit, slow line", "≤\xa00.5\xa0×", "0.51\xa0×") in texts[: len(first.rows)]
    assert ("First edit, fast line", "≤\xa00.25\xa0×", "0.2\xa0×") in texts[len(first.rows) :]
    assert missed(parts) == f"{len(first.rows)} of {len(BUDGETS)} budgets are missed."


def test_a_table_without_a_budget_is_left_out() -> None:
    """So that a page on which all is well does not show an empty one."""
    kept = (Budget("Size", 3000, "kB", "boot", "a: x (kB)", line=FAST),)
    (table,) = verdict(PARTS, kept)
    assert isinstance(table, Table)
    assert table.caption == "Reached: 1 of 1"
    assert missed(PARTS, kept) == "None of 1 budgets is missed."
