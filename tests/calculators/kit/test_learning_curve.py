"""A measured learning curve as an input."""

from __future__ import annotations

import math

import pytest

from calculators.kit.learning_curve import Measured, fit, problems


def test_a_curve_above_a_floor() -> None:
    """Above a floor of 2 %, errors of 22 and 12 % are 20 and 10 %: half for ten times the data."""
    fitted = fit((Measured(1000, 22), Measured(10_000, 12)), 2)
    assert fitted is not None
    assert math.isclose(fitted.exponent, math.log10(2), rel_tol=1e-12)


def test_no_curve_through_fewer_than_two_points() -> None:
    """Nothing measured is no mistake; one point gives no slope."""
    assert fit((), 0) is None
    assert fit((Measured(1000, 20),), 0) is None
    assert list(problems("curve", (), 0)) == []


@pytest.mark.parametrize(
    ("points", "floor", "place", "start"),
    [
        (((1000, 20),), 0, "curve", "Add a second point"),
        (((1000, 20), (2000, 2)), 2, "curve.1.error", "Enter an error above the floor of 2 %."),
        (((1000, 20), (1000, 10)), 0, "curve", "Use at least two different numbers"),
        (((1000, 20), (2000, 30)), 0, "curve", "Errors must fall as examples grow"),
        (((1000, 20), (2000, 20)), 0, "curve", "Errors must fall as examples grow"),
    ],
)
def test_points_that_give_no_curve(
    points: tuple[tuple[float, float], ...], floor: float, place: str, start: str
) -> None:
    """The message stands at the cell where one cell is wrong, else at the table."""
    curve = tuple(Measured(examples, error) for examples, error in points)
    (problem,) = problems("curve", curve, floor)
    assert problem.key == place
    assert problem.message.startswith(start)
