"""The statistics that calculators share, by the standard library alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LARGEST_LOG = 600.0  # e**600 is still a float; beyond it there is no number to show


@dataclass(frozen=True)
class PowerLaw:
    """error = scale * examples ** -exponent, as fitted to `points` measured points.

    A steep curve's scale is too large for a float, so its natural logarithm is
    kept. `centre` and `spread` are the mean of the log examples and their
    squared distances to it, summed; `scatter` is the standard deviation of a
    log error around the line, which takes three points or more.
    """

    log_scale: float
    exponent: float
    points: int
    centre: float
    spread: float
    scatter: float | None

    @property
    def standard_error(self) -> float | None:
        """Of the exponent: the textbook one, s / sqrt(Sxx) with n - 2 degrees of freedom."""
        return None if self.scatter is None else self.scatter / math.sqrt(self.spread)


def fit_power_law(examples: Sequence[float], errors: Sequence[float]) -> PowerLaw | None:
    """Least squares of log error on log examples.

    Takes two or more points, all positive. `None` where no line can be drawn
    because every point has the same number of examples.
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
    scatter = None
    if n > 2:
        residuals = math.fsum((b - level - slope * a) ** 2 for a, b in zip(x, y, strict=True))
        scatter = math.sqrt(residuals / (n - 2))
    return PowerLaw(level, -slope, n, mean_x, spread, scatter)


def error_at(fit: PowerLaw, examples: float) -> float | None:
    """The error at so many examples; `None` where it is too large for a float."""
    return _written(fit.log_scale - fit.exponent * math.log(examples))


def examples_for(fit: PowerLaw, error: float) -> float | None:
    """The examples at which a falling curve reaches an error above 0."""
    return _written((fit.log_scale - math.log(error)) / fit.exponent)


@dataclass(frozen=True)
class Band:
    """How far off a fitted curve may be; `margin` is t times the scatter of log errors."""

    fit: PowerLaw
    margin: float

    def errors(self, examples: float) -> tuple[float | None, float | None]:
        """Between which errors the curve passes at so many examples.

        The band of a regression line: y ± t s √(1/n + (x - mean)² / Sxx) in
        logarithms. An end is `None` where it is too large for a float.
        """
        fit, x = self.fit, math.log(examples)
        middle = fit.log_scale - fit.exponent * x
        width = self.margin * math.sqrt(1 / fit.points + (x - fit.centre) ** 2 / fit.spread)
        return _written(middle - width), _written(middle + width)

    def examples(self, error: float) -> tuple[float | None, float | None]:
        """Between which numbers of examples a falling curve reaches an error (Fieller 1954).

        Those at which the error lies between `errors`. An end is `None` where
        there is none, because the curve might as well be level.
        """
        fit, noise = self.fit, self.margin**2
        drop = math.log(error) - (fit.log_scale - fit.exponent * fit.centre)
        # The ends solve steep · u² + 2 · exponent · drop · u + gap = 0, u = log examples - centre.
        steep = fit.exponent**2 - noise / fit.spread
        gap = drop**2 - noise / fit.points
        under_root = noise * (drop**2 / fit.spread + steep / fit.points)
        if under_root < 0:
            return None, None
        near = math.sqrt(under_root) + fit.exponent * abs(drop)
        if near == 0:
            return _written(fit.centre), _written(fit.centre)
        # `near` is a sum and no difference, so that no digits are lost. The first end lies on the
        # side of the points, the second beyond it; that one is lost where `steep` is not above 0.
        side = -1.0 if drop > 0 else 1.0
        first = _written(fit.centre + side * gap / near)
        second = _written(fit.centre + side * near / steep) if steep > 0 else None
        return (first, second) if side > 0 else (second, first)


def band(fit: PowerLaw, confidence: float) -> Band | None:
    """The curve's band at a confidence below 1; `None` with fewer than three points."""
    if fit.scatter is None:
        return None
    return Band(fit, student_t(confidence, fit.points - 2) * fit.scatter)


def student_t(confidence: float, degrees: int) -> float:
    """The t that so large a share of Student's distribution lies within, on both sides.

    Halves an interval of angles, t = √degrees · tan(angle), until it cannot be
    halved; the share within is a finite sum (Abramowitz & Stegun 1964, 26.7.3
    and 26.7.4). Good to nine digits for a confidence up to 0.999.
    """
    low, high = 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        if _within(middle, degrees) < confidence:
            low = middle
        else:
            high = middle
    return math.sqrt(degrees) * math.tan((low + high) / 2)


def _within(angle: float, degrees: int) -> float:
    """The share of Student's distribution between -t and t."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2
    term = cosine if odd else 1.0
    terms = [term] if degrees > 1 else []
    for n in range(2 + odd, degrees - 1, 2):
        term *= cosine * cosine * (n - 1) / n
        terms.append(term)
    total = sine * math.fsum(terms)
    return 2 / math.pi * (angle + total) if odd else total


def _written(log: float) -> float | None:
    return math.exp(log) if log < LARGEST_LOG else None
