"""Rounding up to whole numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.counts import COUNTABLE, rounded_up


@pytest.mark.parametrize(
    ("count", "expected"),
    [(298.07, 299), (299, 299), (0.1, 1), (0, 0), (math.log(0.25) / math.log(0.5), 2)],
)
def test_the_next_whole_number(count: float, expected: int) -> None:
    """What is whole stays what it is."""
    assert rounded_up(count) == expected
    assert isinstance(rounded_up(count), int)


def test_the_last_bit_adds_nothing() -> None:
    """2.0000000000000004 is 2 on paper."""
    assert rounded_up(math.nextafter(2, 3)) == 2


def test_beyond_counting() -> None:
    """A thousand million and more is given as it is."""
    assert rounded_up(2.5e9) == 2.5e9


@given(st.floats(0, COUNTABLE, exclude_max=True))
def test_never_much_less_and_never_one_more(count: float) -> None:
    """It lies at most 1 above, and at most a settled digit below."""
    assert -1e-12 * count <= rounded_up(count) - count <= 1 + 1e-12 * count
