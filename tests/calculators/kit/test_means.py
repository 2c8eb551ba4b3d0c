"""Means worked by hand, and the order in which they always stand."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.means import exact, f_beta, geometric_mean, harmonic_mean, mean

HALF = Fraction(1, 2)
values = st.integers(1, 10_000).map(lambda n: Fraction(n, 1000))
weighted = st.lists(st.tuples(values, st.integers(1, 9).map(Fraction)), min_size=1, max_size=8)


def test_a_typed_number_is_exact() -> None:
    """0.1 + 0.2 is 0.3 on paper, and -0.0 is 0."""
    assert exact(0.1) + exact(0.2) == exact(0.3)
    assert exact(1e-15) == Fraction(1, 10**15)
    assert exact(-0.0) == 0


def test_three_means_of_two_and_eight() -> None:
    """(2 + 8) / 2 = 5; √(2 · 8) = 4; 2 / (1/2 + 1/8) = 3.2."""
    pair, equal = [Fraction(2), Fraction(8)], [Fraction(1), Fraction(1)]
    assert mean(pair, equal) == 5
    assert geometric_mean(pair, equal) == pytest.approx(4, rel=1e-14)
    assert harmonic_mean(pair, equal) == 3.2


def test_weights() -> None:
    """Weights 3 and 1: (6 + 8) / 4 = 3.5; (2³ · 8)^¼ = 2√2; 4 / (3/2 + 1/8) = 32/13."""
    pair, weights = [Fraction(2), Fraction(8)], [Fraction(3), Fraction(1)]
    assert mean(pair, weights) == 3.5
    assert geometric_mean(pair, weights) == pytest.approx(2 * math.sqrt(2), rel=1e-14)
    assert harmonic_mean(pair, weights) == pytest.approx(32 / 13, rel=1e-15)


@pytest.mark.parametrize("bad", [0, -1])
def test_no_answer_at_zero_and_below(bad: int) -> None:
    """A geometric or harmonic mean of 0 or less has no answer, unless that value has no weight."""
    pair = [Fraction(bad), HALF]
    for average in (geometric_mean, harmonic_mean):
        assert average(pair, [Fraction(1), Fraction(1)]) is None
        assert average(pair, [Fraction(0), Fraction(1)]) == pytest.approx(0.5)


def test_f_beta() -> None:
    """P = 0.9, R = 0.5: F1 = 0.9/1.4, F2 = 5 · 0.45/(4 · 0.9 + 0.5) = 2.25/4.1."""
    p, r = exact(0.9), exact(0.5)
    assert f_beta(p, r, Fraction(1)) == pytest.approx(0.642857, abs=5e-7)
    assert f_beta(p, r, Fraction(2)) == pytest.approx(0.548780, abs=5e-7)


def test_f_beta_at_the_edge() -> None:
    """One 0 makes it 0; two leave 0/0; a rate below 0 is none."""
    zero = Fraction(0)
    assert f_beta(zero, HALF, HALF) == f_beta(HALF, zero, HALF) == 0
    assert f_beta(zero, zero, HALF) is None
    assert f_beta(-HALF, HALF, HALF) is None
    assert f_beta(HALF, -HALF, HALF) is None


@given(weighted)
def test_harmonic_below_geometric_below_arithmetic(pairs: list[tuple[Fraction, Fraction]]) -> None:
    """The three means stand in this order, between the smallest and the largest value."""
    of, weights = [v for v, _ in pairs], [w for _, w in pairs]
    low, middle = harmonic_mean(of, weights), geometric_mean(of, weights)
    assert low is not None
    assert middle is not None
    row = [float(min(of)), low, middle, mean(of, weights), float(max(of))]
    assert all(a <= b * (1 + 1e-12) for a, b in pairwise(row))


@given(values, values)
def test_f1_is_the_harmonic_mean(p: Fraction, r: Fraction) -> None:
    """F1 is the harmonic mean of precision and recall."""
    one = Fraction(1)
    assert f_beta(p, r, one) == harmonic_mean([p, r], [one, one])
