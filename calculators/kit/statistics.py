"""The statistics that calculators share, by the standard library alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PowerLaw:
    """error = scale * examples ** -exponent; the standard error needs three points or more.

    A steep curve's scale is too large for a float, so its natural logarithm is kept.
    """

    log_scale: float
    exponent: float
    standard_error: float | None


def fit_power_law(examples: Sequence[float], errors: Sequence[float]) -> PowerLaw | None:
    """Least squares of log error on log examples.

    Takes two or more points, all positive. `None` where no line can be drawn
    because every point has the same number of examples. The standard error of
    the slope is the textbook one, s / sqrt(Sxx) with n - 2 degrees of freedom.
    """
    x = [math.log(value) for value in examples]
    y = [math.log(value) for value in errors]
    n = len(x)
    mean_x, mean_y = math.fsum(x) / n, math.fsum(y) / n
    spread = math.fsum((a - mean_x) ** 2 for a in x)
    if spread < 1e-12:
        return None
    slope = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / spread
    level = mean_y - slope * mean_x
    error = None
    if n > 2:
        residuals = math.fsum((b - level - slope * a) ** 2 for a, b in zip(x, y, strict=True))
        error = math.sqrt(residuals / (n - 2) / spread)
    return PowerLaw(log_scale=level, exponent=-slope, standard_error=error)
