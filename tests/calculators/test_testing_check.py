"""Tests and evaluation: what is asked, what stops a release, and what the examples teach."""

from __future__ import annotations

import pytest

from calculators.kit.checklist import Answer
from calculators.testing_check import DONE, ITEMS, PRESETS, WORDS, Inputs, compute


def test_twelve_items_in_five_sections() -> None:
    """Evaluation is one of five; the rest is tests."""
    assert len(ITEMS) == 12
    sections = dict.fromkeys(item.group for item in ITEMS.values())
    assert list(sections) == ["Code and data", "Training", "Evaluation", "Regressions", "Serving"]


def test_a_score_that_is_not_true_or_not_right_stops_the_release() -> None:
    """A spent test set, or people whom the model treats worse."""
    decisive = {name for name, item in ITEMS.items() if item.decisive}
    assert decisive == {"clean_set", "slices"}


def test_what_inspired_it_is_cited_and_its_points_are_not_used() -> None:
    """Breck et al. 2017 have 28 tests and a score; this has neither."""
    assert any("The ML Test Score (2017)" in source.text for source in WORDS.sources)
    assert "no ML Test Score" in WORDS.breaks


def test_a_good_evaluation_does_not_make_up_for_missing_tests() -> None:
    """Nor the other way round."""
    for section in ("Evaluation", "Regressions"):
        names = [name for name, item in ITEMS.items() if item.group == section]
        result = compute(Inputs(**{**DONE, **dict.fromkeys(names, Answer())}))
        assert (result.verdict, result.deciding_sections) == ("not yet", (section,))


def test_slices_need_the_clean_set_and_the_gate_needs_both() -> None:
    """A day, a week, a day: the order is not that of cost."""
    names = ("clean_set", "slices", "gate")
    assert compute(Inputs(**{**DONE, **dict.fromkeys(names, Answer())})).next_steps == names


def test_the_hours_come_first() -> None:
    """The first example says that there are three."""
    hours = tuple(name for name, item in ITEMS.items() if item.effort == "hour")
    assert hours == compute(Inputs()).next_steps[:3] == ("by_heart", "simple_rival", "frozen")


@pytest.mark.parametrize(
    ("name", "verdict", "deciding"),
    [
        (
            "blank",
            "not yet",
            ("Code and data", "Training", "Evaluation", "Regressions", "Serving"),
        ),
        # No test of cleaning, no frozen model; training and serving are in progress.
        ("support-triage-one-number", "not yet", ("Code and data", "Regressions")),
        # Eleven done, a decisive no.
        ("too-good", "stop", ("Evaluation",)),
        # Eleven done, one in progress.
        ("map-search", "start small", ("Regressions",)),
    ],
)
def test_an_example_shows_its_verdict(name: str, verdict: str, deciding: tuple[str, ...]) -> None:
    """Derived by hand from its answers."""
    inputs = next(preset.inputs for preset in PRESETS if preset.name == name)
    assert isinstance(inputs, Inputs)
    result = compute(inputs)
    assert (result.verdict, result.deciding_sections) == (verdict, deciding)
