"""A learning curve that a team has measured, as an input: its points, and what makes a fit fail.

Error above a floor that no model goes below falls as a power of the examples
(Hestness et al. 2017). The assumption that matters: it keeps falling so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculators.kit import format
from calculators.kit.inputs import Problem, number, percent
from calculators.kit.rates import fraction
from calculators.kit.statistics import PowerLaw, fit_power_law

LEAST_EXPONENT = 0.001  # flatter than this it takes e**1000 examples to get anywhere


@dataclass(frozen=True)
class Measured:
    """One point of the curve."""

    examples: float = number(None, "Training examples", above=0, example=1000)
    error: float = percent(None, "Error %", above=0, below=100, example=20)


def fit(curve: Sequence[Measured], floor: float) -> PowerLaw | None:
    """The power law above a floor in percent; `None` with fewer than two points."""
    if len(curve) < 2:
        return None
    errors = [above(point, floor) for point in curve]
    return fit_power_law([point.examples for point in curve], errors)


def above(point: Measured, floor: float) -> float:
    """The point's error above a floor in percent, as a fraction."""
    return fraction(point.error) - fraction(floor)


def problems(field: str, curve: Sequence[Measured], floor: float) -> Iterator[Problem]:
    """Why these points give no curve; an empty curve is none and has no problem."""
    if len(curve) == 1:
        message = "Add a second point, or remove this one: one point gives no slope."
        yield Problem(field, message)
    low = [row for row, point in enumerate(curve) if above(point, floor) <= 0]
    for row in low:
        message = f"Enter an error above the floor of {format.typed(floor)} %."
        yield Problem(field, message, row, "error")
    if len(curve) > 1 and not low:
        fitted = fit(curve, floor)
        if fitted is None:
            yield Problem(field, "Use at least two different numbers of examples.")
        elif fitted.exponent < LEAST_EXPONENT:
            message = (
                "Errors must fall as examples grow. These do not, so no curve can be fitted: "
                "check the points, or remove them."
            )
            yield Problem(field, message)
