"""Chances of one exact outcome, against exact arithmetic."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.saddle_point import deviance, log_binomial, log_poisson, stirling_error


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 999))
def test_a_binomial_chance_is_exact(hits: int, misses: int, thousandths: int) -> None:
    """It is n! / (k! (n - k)!) p^k q^(n - k) in fractions, whose logarithm has 13 right digits."""
    p = Fraction(thousandths, 1000)
    exact = math.comb(hits + misses, hits) * p**hits * (1 - p) ** misses
    # A float may be too small for the chance itself, so its logarithm is taken in 50 digits.
    with localcontext() as context:
        context.prec = 50
        expected = float((Decimal(exact.numerator) / exact.denominator).ln())
    found = log_binomial(hits, misses, float(p), float(1 - p))
    assert math.isclose(found, expected, rel_tol=1e-13, abs_tol=2e-13)


@pytest.mark.parametrize(
    ("hits", "n", "rate"),
    [(12, 10**7, "1e-6"), (3, 10**9, "5e-9"), (20, 10**12, "1.5e-11")],
)
def test_rare_hits_among_huge_numbers(hits: int, n: int, rate: str) -> None:
    """The same product in 60 digits, where factorials by logarithm keep eight."""
    with localcontext() as context:
        context.prec = 60
        p = Decimal(repr(float(rate)))
        exact = math.comb(n, hits) * p**hits * (1 - p) ** (n - hits)
        expected = float(exact.ln())
    found = log_binomial(hits, n - hits, float(rate), 1 - float(rate))
    assert math.isclose(found, expected, abs_tol=1e-14)


@pytest.mark.parametrize("count", [1, 2, 15, 16, 100, 170])
def test_a_poisson_chance_is_exact(count: int) -> None:
    """mean^k e^-mean / k! for a mean of twice, half and just the count."""
    for mean in (count / 2, count, 2 * count):
        expected = count * math.log(mean) - mean - math.log(math.factorial(count))
        assert math.isclose(log_poisson(count, mean), expected, rel_tol=1e-12, abs_tol=1e-12)


def test_stirlings_error() -> None:
    """For n = 1 it is 1 - ln √(2π) = 0.0810614668 (ln 1! = 0); for large n it is 1 / (12 n)."""
    assert math.isclose(stirling_error(1), 1 - math.log(2 * math.pi) / 2, rel_tol=1e-13)
    assert math.isclose(stirling_error(1e9), 1 / 12e9, rel_tol=1e-15)


def test_stirlings_error_has_no_step() -> None:
    """Where the series takes over from the logarithm of the factorial, both agree."""
    below, above = stirling_error(15), stirling_error(math.nextafter(15, 16))
    assert math.isclose(below, above, rel_tol=1e-12)


@given(st.floats(1e-6, 1e6), st.floats(1e-3, 1e3))
def test_deviance_by_definition(count: float, ratio: float) -> None:
    """In 50 digits: count ln(count / mean) + mean - count."""
    mean = count * ratio
    with localcontext() as context:
        context.prec = 50
        k, m = Decimal(count), Decimal(mean)
        exact = float(k * (k / m).ln() + m - k)
    assert math.isclose(deviance(count, mean), exact, rel_tol=1e-12, abs_tol=1e-300)
