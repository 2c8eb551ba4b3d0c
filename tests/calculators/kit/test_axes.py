"""Scales and ticks."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.axes import compact, scale, ticks
from calculators.kit.blocks import Axis


def labels(low: float, high: float, *, log: bool = False) -> list[str]:
    """The texts along an axis."""
    return [text for _, text in ticks(Axis("", low, high, log=log))]


@pytest.mark.parametrize(
    ("axis", "value", "expected"),
    [
        (Axis("", 0, 10), 5, 150),
        (Axis("", 0, 10), -5, 100),  # clamped
        (Axis("", 0, 10), 50, 200),
        (Axis("", 1, 100, log=True), 10, 150),
        (Axis("", 1, 100, log=True), 0, 100),  # a log axis has no place for 0
        (Axis("", 5, 5), 5, 100),
    ],
)
def test_scale(axis: Axis, value: float, expected: float) -> None:
    """From 100 to 200, half-way in between or on the edge."""
    assert scale(axis, 100, 200)(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, ["0", "20", "40", "60", "80", "100"]),
        (0, 1, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (-1, 1, ["−1", "−0.5", "0", "0.5", "1"]),
        (0, 1e6, ["0", "200 k", "400 k", "600 k", "800 k", "1 M"]),
        (1000, 1010, ["1,000", "1,002", "1,004", "1,006", "1,008", "1,010"]),
        (99.9, 99.95, ["99.9", "99.91", "99.92", "99.93", "99.94", "99.95"]),
        (5, 5, ["5"]),
    ],
)
def test_linear_ticks(low: float, high: float, expected: list[str]) -> None:
    """Steps of 1, 2 or 5, with as many digits as they need to differ."""
    assert labels(low, high) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1, 1000, ["1", "10", "100", "1,000"]),
        (0.01, 100, ["0.01", "0.1", "1", "10", "100"]),
        (1, 1e12, ["1", "1,000", "1 M", "1 bn", "1 T"]),
        (20, 300, ["20", "50", "100", "200"]),
        (3, 8, ["5"]),
    ],
)
def test_log_ticks(low: float, high: float, expected: list[str]) -> None:
    """Powers of ten, every third of many, or parts of one where there is but one."""
    assert labels(low, high, log=True) == expected


def test_given_ticks_are_taken() -> None:
    """Accuracies stand where their nines are."""
    given_ticks = ((1.0, "90 %"), (2.0, "99 %"))
    assert ticks(Axis("", 0, 3, ticks=given_ticks)) == given_ticks


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9))
def test_linear_ticks_lie_on_the_axis_and_differ(low: float, span: float) -> None:
    """At most eight, evenly spaced, no two with one text."""
    high = low + span
    if span < 1e-6 * abs(low):
        return  # steps too fine to print
    found = ticks(Axis("", low, high))
    assert 2 <= len(found) <= 8
    margin = 1e-6 * span
    assert all(low - margin <= value <= high + margin for value, _ in found)
    assert len({text for _, text in found}) == len(found)


@given(st.floats(-12, 12), st.floats(0.01, 15))
def test_log_ticks_lie_on_the_axis_and_differ(start: float, powers: float) -> None:
    """At most eight, no two with one text."""
    low, high = 10**start, 10 ** (start + powers)
    found = ticks(Axis("", low, high, log=True))
    assert len(found) <= 8
    assert all(low * (1 - 1e-6) <= value <= high * (1 + 1e-6) for value, _ in found)
    assert len({text for _, text in found}) == len(found)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (200, "200"),
        (9990, "9,990"),
        (9999, "10 k"),
        (20_000, "20 k"),
        (-20_000, "−20 k"),
        (999_499, "999 k"),
        (999_999, "1 M"),
        (3_000_000, "3 M"),
        (2.5e9, "2.5 bn"),
        (1e12, "1 T"),
        (1e15, "1 × 10¹⁵"),
        (0.05, "0.05"),
    ],
)
def test_compact(value: float, text: str) -> None:
    """As short as a tick has to be."""
    assert compact(value) == text


@given(st.floats(0, 100), st.integers(0, 1000))
def test_the_last_bit_does_not_move_a_place(low: float, part: int) -> None:
    """Runtimes that differ there put a label at the same place."""
    axis = Axis("", low, low + 10)
    value = low + part / 100
    near = math.nextafter(value, math.inf)
    assert scale(axis, 40, 386)(value) == pytest.approx(scale(axis, 40, 386)(near), abs=1e-6)
