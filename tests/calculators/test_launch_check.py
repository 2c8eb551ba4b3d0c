"""A launch in stages: what is asked, what can stop it, and what the examples teach."""

from __future__ import annotations

import pytest

from calculators.kit.checklist import Answer
from calculators.launch_check import DONE, ITEMS, PRESETS, Inputs, compute


def test_twelve_items_in_five_sections() -> None:
    """From what is agreed to whom it concerns."""
    assert len(ITEMS) == 12
    sections = dict.fromkeys(item.group for item in ITEMS.values())
    assert list(sections) == ["Before", "Stages", "Way back", "Alarms", "People"]


def test_a_launch_without_a_way_out_is_stopped() -> None:
    """For the system, for the work, and for the people."""
    decisive = {name for name, item in ITEMS.items() if item.decisive}
    assert decisive == {"rollback", "fallback", "overrule"}


def test_the_canary_comes_after_the_shadow_and_its_limits() -> None:
    """The shadow in turn waits for the log, or nothing could be compared."""
    inputs = Inputs(**{**DONE, **dict.fromkeys(("limits", "logged", "shadow", "canary"), Answer())})
    assert compute(inputs).next_steps == ("limits", "logged", "shadow", "canary")


def test_a_small_firm_may_leave_out_the_canary() -> None:
    """Too few cases: not applicable, and the shadow still decides its section."""
    result = compute(
        Inputs(**{**DONE, "canary": Answer("not applicable"), "shadow": Answer("in progress")})
    )
    assert (result.verdict, result.deciding_sections) == ("start small", ("Stages",))


@pytest.mark.parametrize(
    ("name", "verdict", "deciding"),
    [
        ("blank", "not yet", ("Before", "Stages", "Way back", "Alarms", "People")),
        # Canary and the list of names in progress, the way back not begun.
        ("support-triage-friday", "not yet", ("Way back",)),
        # Eleven done, the canary in progress.
        ("support-triage-canary", "start small", ("Stages",)),
        # Ten done, one in progress, a decisive no.
        ("housing-benefit", "stop", ("People",)),
    ],
)
def test_an_example_shows_its_verdict(name: str, verdict: str, deciding: tuple[str, ...]) -> None:
    """Derived by hand from its answers."""
    inputs = next(preset.inputs for preset in PRESETS if preset.name == name)
    assert isinstance(inputs, Inputs)
    result = compute(inputs)
    assert (result.verdict, result.deciding_sections) == (verdict, deciding)
