"""The normal curve against published tables and SciPy."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from calculators.kit.normal import normal_above, normal_quantile

chances = st.floats(1e-300, 1, exclude_max=True) | st.floats(-300, -0.01).map(lambda e: 10**e)


@pytest.mark.parametrize(
    ("chance", "value"),
    [
        # Fisher & Yates, Statistical Tables, table I, to the digits printed there and everywhere.
        (0.9, 1.281552),
        (0.95, 1.644854),
        (0.975, 1.959964),
        (0.99, 2.326348),
        (0.995, 2.575829),
        (0.9995, 3.290527),
    ],
)
def test_published_quantiles(chance: float, value: float) -> None:
    """The values in every table, on both sides."""
    assert math.isclose(normal_quantile(chance), value, abs_tol=6e-7)
    assert math.isclose(normal_quantile(1 - chance), -value, abs_tol=6e-7)
    assert math.isclose(normal_above(value), 1 - chance, rel_tol=1e-5)


def test_the_middle_is_nothing() -> None:
    """Half of the curve lies below 0."""
    assert normal_quantile(0.5) == 0
    assert normal_above(0) == 0.5


def test_quantiles_are_scipys() -> None:
    """To 14 digits over 3,000 chances, from 1e-300 to nearly 1."""
    chances = [10 ** (-k / 10) for k in range(4, 3000, 3)]
    chances += [n / 2001 for n in range(1, 2001)]
    assert len(chances) >= 2900
    for chance in chances:
        expected = special.ndtri(chance)
        assert math.isclose(normal_quantile(chance), expected, rel_tol=1e-14), chance


@given(chances)
def test_a_quantile_cuts_off_its_chance(chance: float) -> None:
    """The curve below the quantile holds the chance."""
    found = normal_above(-normal_quantile(chance))
    # The digits of z count -z times over in the chance: 700 times at z = -37.
    assert math.isclose(found, chance, rel_tol=1e-12)


@given(chances, chances)
def test_quantiles_rise(one: float, other: float) -> None:
    """More chance, no lower value."""
    low, high = sorted((one, other))
    assert normal_quantile(low) <= normal_quantile(high)
