"""The statistics that calculators share."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.statistics import fit_power_law


def test_two_points() -> None:
    """Ten times the examples halve the error: exponent log10 2, and no standard error."""
    fit = fit_power_law([1000, 10_000], [0.2, 0.1])
    assert fit is not None
    assert math.isclose(fit.exponent, math.log10(2), rel_tol=1e-12)
    # error = scale × examples^-β, so scale = 0.2 × 1000^β.
    assert math.isclose(math.exp(fit.log_scale), 0.2 * 1000 ** math.log10(2), rel_tol=1e-9)
    assert fit.standard_error is None


def test_three_points() -> None:
    """On x = 0, 1, 2 and y = 0, -1, -1 the slope is -1/2 and its standard error √(1/12).

    The mean of y is -2/3; the line is -1/6, -2/3, -7/6 and leaves 1/6, -1/3, 1/6, whose
    squares sum to 1/6. With one degree of freedom and Sxx = 2 the variance is 1/12.
    """
    fit = fit_power_law([1, math.e, math.e**2], [1, 1 / math.e, 1 / math.e])
    assert fit is not None
    assert fit.standard_error is not None
    assert math.isclose(fit.exponent, 0.5, rel_tol=1e-12)
    assert math.isclose(fit.standard_error, math.sqrt(1 / 12), rel_tol=1e-12)


def test_no_line_through_one_size() -> None:
    """Points above each other have no slope."""
    assert fit_power_law([1000, 1000], [0.2, 0.1]) is None


def test_steep_curves_have_a_scale_too() -> None:
    """Its logarithm is finite where the scale itself is beyond any float."""
    fit = fit_power_law([0.99999e15, 1e15], [0.999, 0.001])
    assert fit is not None
    assert fit.log_scale > 1000


@given(
    st.floats(0.05, 3),
    st.floats(-5, 5),
    st.lists(st.integers(10, 10**7), min_size=3, max_size=8, unique=True),
)
def test_finds_the_curve_that_made_the_points(
    exponent: float, log_scale: float, sizes: list[int]
) -> None:
    """Points on a power law give it back, with next to no standard error."""
    errors = [math.exp(log_scale - exponent * math.log(size)) for size in sizes]
    fit = fit_power_law(sizes, errors)
    if max(sizes) / min(sizes) < 1.1:
        return  # too narrow to tell a slope from rounding
    assert fit is not None
    assert fit.standard_error is not None
    assert math.isclose(fit.exponent, exponent, rel_tol=1e-6)
    assert fit.standard_error < 1e-6
