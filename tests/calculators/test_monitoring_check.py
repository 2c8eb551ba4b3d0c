"""A model in use: what is asked, what takes its decisions back, and what the examples teach."""

from __future__ import annotations

import pytest

from calculators.kit.checklist import Answer
from calculators.monitoring_check import DONE, ITEMS, PRESETS, Inputs, compute


def test_ten_items_in_four_sections() -> None:
    """Signals, the truth, alarms, upkeep."""
    assert len(ITEMS) == 10
    sections = dict.fromkeys(item.group for item in ITEMS.values())
    assert list(sections) == ["Signals", "Truth", "Alarms", "Upkeep"]


def test_the_three_families_of_signals_come_first_with_the_pipeline() -> None:
    """Ng (2021): software, inputs, outputs."""
    signals = [name for name, item in ITEMS.items() if item.group == "Signals"]
    assert signals == ["software", "inputs", "outputs", "pipeline"]


def test_a_model_that_nobody_can_or_will_judge_is_stopped() -> None:
    """No truth, or no owner."""
    decisive = {name for name, item in ITEMS.items() if item.decisive}
    assert decisive == {"labels", "owners"}


def test_limits_need_the_signals_they_are_for() -> None:
    """A day's work that waits for a week's."""
    inputs = Inputs(**{**DONE, "inputs": Answer("in progress"), "limits": Answer()})
    result = compute(inputs)
    assert result.next_steps == ("inputs", "limits")
    assert next(s for s in result.items if s.name == "limits").waits_for == ("inputs",)


def test_names_and_a_date_come_before_charts() -> None:
    """The first example says so: both take an hour."""
    assert compute(Inputs()).next_steps[:2] == ("owners", "review")


@pytest.mark.parametrize(
    ("name", "verdict", "deciding"),
    [
        ("blank", "not yet", ("Signals", "Truth", "Alarms", "Upkeep")),
        # No labels yet; the pipeline and retraining in progress.
        ("support-triage-all-green", "not yet", ("Truth",)),
        # A decisive no among three that have not begun.
        ("nobodys-model", "stop", ("Alarms",)),
        # Nine done, one in progress.
        ("machine-leases", "start small", ("Truth",)),
    ],
)
def test_an_example_shows_its_verdict(name: str, verdict: str, deciding: tuple[str, ...]) -> None:
    """Derived by hand from its answers."""
    inputs = next(preset.inputs for preset in PRESETS if preset.name == name)
    assert isinstance(inputs, Inputs)
    result = compute(inputs)
    assert (result.verdict, result.deciding_sections) == (verdict, deciding)
