"""What every checklist owes its readers, whatever it asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators.kit.checklist import EFFORTS, Item, anchor
from calculators.kit.checklist_result import items
from calculators.kit.run import Calculator, embed, load, names
from tests.calculators.markup import Markup

DOCS = Path(__file__).parents[2] / "docs"
CHECKLISTS = [name for name in names() if items(load(name).inputs)]


@pytest.fixture(params=CHECKLISTS)
def check(request: pytest.FixtureRequest) -> Calculator:
    """Each checklist there is."""
    return load(request.param)


@pytest.fixture
def asked(check: Calculator) -> dict[str, Item]:
    """Its items."""
    return items(check.inputs)


def test_there_are_checklists() -> None:
    """The tests below run."""
    assert "feasibility-check" in CHECKLISTS


def test_every_item_is_told_in_full(asked: dict[str, Item]) -> None:
    """A short name, a reason, what counts as done, an example of its own and an effort."""
    assert len({item.label for item in asked.values()}) == len(asked)
    assert len({item.case for item in asked.values()}) == len(asked)
    for name, item in asked.items():
        assert item.group, name
        assert len(item.label) <= 40, name
        assert item.effort in EFFORTS, name
        for text in (item.why, item.done_when, item.case):
            assert text.endswith("."), name
            assert len(text) <= 160, name
        # They go on from “Done when” and “Answer no if”.
        assert item.done_when[0].islower(), name
        assert item.no_if == "" or item.no_if[0].islower(), name
        assert item.no_if == "" or item.no_if.endswith("."), name


def test_sections_stand_together(asked: dict[str, Item]) -> None:
    """A section's items follow each other, as the form shows them."""
    groups = [item.group for item in asked.values()]
    assert groups == sorted(groups, key=groups.index)


def test_what_an_item_waits_for_stands_above_it(asked: dict[str, Item]) -> None:
    """So that no item waits for itself, straight or by way of others."""
    order = list(asked)
    for name, item in asked.items():
        assert all(order.index(other) < order.index(name) for other in item.after)


def test_something_can_stop_it_and_most_cannot(asked: dict[str, Item]) -> None:
    """A checklist that nothing stops is a formality; one that all stops is never finished."""
    decisive = sum(item.decisive for item in asked.values())
    assert 0 < decisive <= len(asked) / 2


def test_every_item_has_a_stable_address(check: Calculator, asked: dict[str, Item]) -> None:
    """Other pages link to it, and it has a link to itself."""
    page = Markup(embed(check.name))
    ids = {element["id"] for element in page.having("id")}
    assert {anchor(name) for name in asked} <= ids
    assert all(page.all("a", href=f"#{anchor(name)}") for name in asked)


def test_no_heading_of_its_page_takes_an_items_address(
    check: Calculator, asked: dict[str, Item]
) -> None:
    """An address leads to one place."""
    block = re.compile(rf"^/// calculator \| {check.name}$", re.MULTILINE)
    pages = [p for p in (DOCS / "checklists").glob("*.md") if block.search(p.read_text("utf-8"))]
    assert len(pages) == 1
    headings = re.findall(r"^#+ (.+)$", pages[0].read_text("utf-8"), re.MULTILINE)
    taken = {re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") for heading in headings}
    assert not taken & {anchor(name) for name in asked}


def test_blank_comes_first_and_waits_for_answers(check: Calculator) -> None:
    """Nothing answered is not yet."""
    first = check.presets[0]
    assert first.name == "blank"
    assert check.compute(first.inputs).verdict == "not yet"


def test_examples_teach_different_things(check: Calculator) -> None:
    """Among them are at least two verdicts, one of them of the running case."""
    verdicts = {check.compute(preset.inputs).verdict for preset in check.presets}
    assert len(verdicts) >= 2
    assert any(preset.name.startswith("support-triage") for preset in check.presets)
