"""Means worked by hand, and the order in which they always stand."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.means import exact, f_beta, geometric_mean, harmonic_mean, mean, whole

values = st.integers(1, 10_000)
scales = st.integers(1, 1000)
weighted = st.lists(st.tuples(values, st.integers(1, 9)), min_size=1, max_size=8)


def test_a_typed_number_is_exact() -> None:
    """0.1 + 0.2 is 0.3 on paper, and -0.0 is 0."""
    assert exact(0.1) + exact(0.2) == exact(0.3)
    assert exact(1e-15) == Fraction(1, 10**15)
    assert exact(-0.0) == 0


def test_whole_numbers_in_a_common_unit() -> None:
    """1/2, -2/3 and 4 are 3, -4 and 24 sixths."""
    assert whole([Fraction(1, 2), Fraction(-2, 3), Fraction(4)]) == ([3, -4, 24], 6)


def test_three_means_of_two_and_eight() -> None:
    """(2 + 8) / 2 = 5; √(2 · 8) = 4; 2 / (1/2 + 1/8) = 3.2."""
    assert mean([2, 8], [1, 1]) == 5
    assert geometric_mean([2, 8], [1, 1]) == pytest.approx(4, rel=1e-14)
    assert harmonic_mean([2, 8], [1, 1]) == 3.2


def test_weights() -> None:
    """Weights 3 and 1: (6 + 8) / 4 = 3.5; (2³ · 8)^¼ = 2√2; 4 / (3/2 + 1/8) = 32/13."""
    assert mean([2, 8], [3, 1]) == 3.5
    assert geometric_mean([2, 8], [3, 1]) == pytest.approx(2 * math.sqrt(2), rel=1e-14)
    assert harmonic_mean([2, 8], [3, 1]) == pytest.approx(32 / 13, rel=1e-15)


def test_a_scale_divides_every_mean() -> None:
    """0.2 and 0.8 are 2 and 8 tenths: 0.5, 0.4 and 0.32."""
    assert mean([2, 8], [1, 1], 10) == 0.5
    assert geometric_mean([2, 8], [1, 1], 10) == pytest.approx(0.4, rel=1e-14)
    assert harmonic_mean([2, 8], [1, 1], 10) == 0.32


@pytest.mark.parametrize("bad", [0, -1])
def test_no_answer_at_zero_and_below(bad: int) -> None:
    """A geometric or harmonic mean of 0 or less has no answer, unless that value has no weight."""
    for average in (geometric_mean, harmonic_mean):
        assert average([bad, 5], [1, 1], 10) is None
        assert average([bad, 5], [0, 1], 10) == pytest.approx(0.5)


def test_f_beta() -> None:
    """P = 0.9, R = 0.5: F1 = 0.9/1.4, F2 = 5 · 0.45/(4 · 0.9 + 0.5) = 2.25/4.1."""
    assert f_beta(9, 5, Fraction(1), 10) == pytest.approx(0.642857, abs=5e-7)
    assert f_beta(9, 5, Fraction(2), 10) == pytest.approx(0.548780, abs=5e-7)


def test_f_beta_at_the_edge() -> None:
    """One 0 makes it 0; two leave 0/0; a rate below 0 is none."""
    half = Fraction(1, 2)
    assert f_beta(0, 1, half, 2) == f_beta(1, 0, half, 2) == 0
    assert f_beta(0, 0, half, 2) is None
    assert f_beta(-1, 1, half, 2) is None
    assert f_beta(1, -1, half, 2) is None


@given(weighted, scales)
def test_harmonic_below_geometric_below_arithmetic(
    pairs: list[tuple[int, int]], scale: int
) -> None:
    """The three means stand in this order, between the smallest and the largest value."""
    of, weights = [v for v, _ in pairs], [w for _, w in pairs]
    low, middle = harmonic_mean(of, weights, scale), geometric_mean(of, weights, scale)
    assert low is not None
    assert middle is not None
    row = [min(of) / scale, low, middle, mean(of, weights, scale), max(of) / scale]
    assert all(a <= b * (1 + 1e-12) for a, b in pairwise(row))


@given(values, values, scales)
def test_f1_is_the_harmonic_mean(p: int, r: int, scale: int) -> None:
    """F1 is the harmonic mean of precision and recall."""
    assert f_beta(p, r, Fraction(1), scale) == harmonic_mean([p, r], [1, 1], scale)
