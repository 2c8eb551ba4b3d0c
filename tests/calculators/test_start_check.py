"""Ten minutes for an idea: what is asked, what can stop it, and what its examples teach."""

from __future__ import annotations

import pytest

from calculators.kit.checklist import Answer
from calculators.start_check import ITEMS, PRESETS, Inputs, compute


def test_ten_items_in_four_sections() -> None:
    """A minute each: need, readiness, ethics, value."""
    assert len(ITEMS) == 10
    sections = dict.fromkeys(item.group for item in ITEMS.values())
    assert list(sections) == ["Need", "Readiness", "Ethics", "Value"]


def test_need_ethics_and_the_gain_can_stop_an_idea() -> None:
    """The page names the five."""
    decisive = {name for name, item in ITEMS.items() if item.decisive}
    assert decisive == {"decision", "dull_fix", "worst_answer", "no_surprise", "envelope"}


def test_most_of_it_takes_an_hour() -> None:
    """The first example says eight of ten: all but a week's dull fix and a day's thirty cases."""
    longer = {name: item.effort for name, item in ITEMS.items() if item.effort != "hour"}
    assert longer == {"dull_fix": "week", "thirty_cases": "day"}


@pytest.mark.parametrize(
    ("name", "verdict", "deciding"),
    [
        ("blank", "not yet", ("Need", "Readiness", "Ethics", "Value")),
        # The thirty messages are not read; the dull fix and the keeper are under way.
        ("support-triage-idea", "not yet", ("Readiness",)),
        # Eight done, the worst answer in progress, a no to surprise.
        ("who-will-quit", "stop", ("Ethics",)),
        # All done but the keeper, in progress.
        ("bread-for-tomorrow", "start small", ("Readiness",)),
    ],
)
def test_an_example_shows_its_verdict(name: str, verdict: str, deciding: tuple[str, ...]) -> None:
    """Derived by hand from its answers."""
    inputs = next(preset.inputs for preset in PRESETS if preset.name == name)
    assert isinstance(inputs, Inputs)
    result = compute(inputs)
    assert (result.verdict, result.deciding_sections) == (verdict, deciding)


def test_the_cheapest_open_items_come_first() -> None:
    """Triage: the keeper (an hour), the thirty cases (a day), the dull fix (a week)."""
    inputs = PRESETS[1].inputs
    assert isinstance(inputs, Inputs)
    assert compute(inputs).next_steps == ("keeper", "thirty_cases", "dull_fix")


def test_a_rough_version_that_does_not_help_only_delays() -> None:
    """It is not decisive: another form of the idea may help."""
    assert compute(Inputs(rough_is_useful=Answer("no"))).verdict == "not yet"
