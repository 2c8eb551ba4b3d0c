"""Ways to make one number of several: the weighted means, and F-beta.

Fractions go in, so that two scores that are equal on paper are equal here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from operator import mul


@lru_cache(maxsize=2048)
def exact(value: float) -> Fraction:
    """A number as it was typed: 0.1 is one tenth. Most inputs stay as they are, so it is kept."""
    return Fraction(Decimal(repr(value)))


def mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> float:
    """Weighted arithmetic mean: Σ w v / Σ w. Some weight has to be above 0."""
    return float(sum(map(mul, weights, values)) / sum(weights))


def geometric_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> float | None:
    """Weighted geometric mean, exp(Σ w ln v / Σ w); `None` unless all that counts is above 0."""
    counted = _counted(values, weights)
    total = sum(weights)
    logs = [float(w / total) * math.log(v) for v, w in counted]
    return math.exp(math.fsum(logs)) if counted else None


def harmonic_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> float | None:
    """Weighted harmonic mean, Σ w / Σ (w / v); `None` unless all that counts is above 0."""
    counted = _counted(values, weights)
    return float(sum(weights) / sum(w / v for v, w in counted)) if counted else None


def f_beta(precision: Fraction, recall: Fraction, beta: Fraction) -> float | None:
    """(1 + β²) P R / (β² P + R); `None` for a negative value, and where both are 0."""
    if precision < 0 or recall < 0 or precision == recall == 0:
        return None
    square = beta * beta
    return float((1 + square) * precision * recall / (square * precision + recall))


def _counted(
    values: Sequence[Fraction], weights: Sequence[Fraction]
) -> list[tuple[Fraction, Fraction]]:
    """Values with the weights that count; nothing if one of those values is not above 0."""
    counted = [(v, w) for v, w in zip(values, weights, strict=True) if w]
    return counted if all(v > 0 for v, _ in counted) else []
