"""Data for a model: what is asked, what can stop the training, and what the examples teach."""

from __future__ import annotations

import pytest

from calculators.data_check import DONE, ITEMS, PRESETS, Inputs, compute
from calculators.kit.checklist import Answer


def test_twelve_items_in_five_sections() -> None:
    """From what a label means to what changes."""
    assert len(ITEMS) == 12
    sections = dict.fromkeys(item.group for item in ITEMS.values())
    assert list(sections) == ["Definition", "Collection", "Splits", "Privacy", "Drift"]


def test_what_more_data_cannot_mend_stops_the_training() -> None:
    """Labels nobody agrees on, a test set that was trained on, a use that is not allowed."""
    decisive = {name for name, item in ITEMS.items() if item.decisive}
    assert decisive == {"agreement", "split", "allowed"}


def test_a_leak_that_can_be_removed_is_no_stop() -> None:
    """Drop the input that knows the answer, and go on."""
    result = compute(Inputs(**{**DONE, "no_future": Answer("no")}))
    assert (result.verdict, result.deciding_sections) == ("not yet", ("Splits",))


def test_agreement_is_measured_after_the_rule_is_written() -> None:
    """Both take a day; the rule comes first."""
    inputs = Inputs(**{**DONE, "label_rule": Answer(), "agreement": Answer()})
    assert compute(inputs).next_steps == ("label_rule", "agreement")


@pytest.mark.parametrize(
    ("name", "verdict", "deciding"),
    [
        ("blank", "not yet", ("Definition", "Collection", "Splits", "Privacy", "Drift")),
        # A no that is not decisive in Splits, a not yet in Drift; two more in progress.
        ("support-triage-first-set", "not yet", ("Splits", "Drift")),
        # Eleven done; a decisive no to the split.
        ("same-patients", "stop", ("Splits",)),
        # Eleven done, one in progress.
        ("plums", "start small", ("Collection",)),
    ],
)
def test_an_example_shows_its_verdict(name: str, verdict: str, deciding: tuple[str, ...]) -> None:
    """Derived by hand from its answers."""
    inputs = next(preset.inputs for preset in PRESETS if preset.name == name)
    assert isinstance(inputs, Inputs)
    result = compute(inputs)
    assert (result.verdict, result.deciding_sections) == (verdict, deciding)


def test_the_triage_team_begins_with_an_hour() -> None:
    """Ask who may change the form; then two days' work, the worse first; then a week's."""
    inputs = PRESETS[1].inputs
    assert isinstance(inputs, Inputs)
    steps = compute(inputs).next_steps
    assert steps == ("who_changes", "no_future", "agreement", "rare_cases")
