"""Percentages, error rates and nines."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.rates import accuracy, error_rate, fraction, nines


@pytest.mark.parametrize(
    ("percent", "error"),
    [(99.9, 0.001), (99.99999999, 1e-10), (90, 0.1), (99.99999999999999, 1e-16), (0.1, 0.999)],
)
def test_errors_keep_every_digit(percent: float, error: float) -> None:
    """1 - 0.999 in floats is 0.0010000000000000009; through Decimal it is 0.001."""
    assert error_rate(percent) == error
    assert math.isclose(accuracy(error), percent, rel_tol=1e-15)


@pytest.mark.parametrize(("error", "count"), [(0.001, 3), (0.05, 1.30103), (1, 0), (1e-16, 16)])
def test_nines(error: float, count: float) -> None:
    """-log10 of the error: log10 20 = 1.30103."""
    assert math.isclose(nines(error), count, rel_tol=1e-6)
    assert math.copysign(1, nines(error)) == 1


@given(st.floats(1e-15, 100))
def test_fractions_are_hundredths(percent: float) -> None:
    """As near as floats come, and in the same order."""
    assert math.isclose(fraction(percent) * 100, percent, rel_tol=1e-15)


@given(st.integers(1, 999_999))
def test_there_and_back(thousandths: int) -> None:
    """A percentage with four decimals comes back as it was."""
    percent = thousandths / 10_000
    assert accuracy(error_rate(percent)) == percent
