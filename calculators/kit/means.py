"""Ways to make one number of several: the weighted means, and F-beta.

Whole numbers go in, in units of 1/scale, and are divided once, so that two
scores that are equal on paper are equal here. `whole` makes them of what was
typed; of weights only the proportions count.
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


def whole(numbers: Sequence[Fraction]) -> tuple[list[int], int]:
    """Numbers as whole ones in units of 1/scale, and that scale: [1/2, 2/3] is [3, 4] at 6."""
    ratios = [number.as_integer_ratio() for number in numbers]
    scale = math.lcm(*{denominator for _, denominator in ratios})
    return [numerator * (scale // denominator) for numerator, denominator in ratios], scale


def mean(values: Sequence[int], weights: Sequence[int], scale: int = 1) -> float:
    """Weighted arithmetic mean: Σ w v / Σ w. Some weight has to be above 0."""
    total: int = sum(map(mul, weights, values))
    return total / (sum(weights) * scale)


def geometric_mean(values: Sequence[int], weights: Sequence[int], scale: int = 1) -> float | None:
    """Weighted geometric mean, exp(Σ w ln v / Σ w); `None` unless all that counts is above 0."""
    counted = _counted(values, weights)
    total = sum(weights)
    logs = [w / total * math.log(v / scale) for v, w in counted]
    return math.exp(math.fsum(logs)) if counted else None


def harmonic_mean(values: Sequence[int], weights: Sequence[int], scale: int = 1) -> float | None:
    """Weighted harmonic mean, Σ w / Σ (w / v); `None` unless all that counts is above 0."""
    counted = _counted(values, weights)
    if not counted:
        return None
    product = math.prod(v for v, _ in counted)
    return sum(weights) * product / (scale * sum(w * (product // v) for v, w in counted))


def f_beta(precision: int, recall: int, beta: Fraction, scale: int = 1) -> float | None:
    """(1 + β²) P R / (β² P + R); `None` for a negative value, and where both are 0."""
    if precision < 0 or recall < 0 or precision == recall == 0:
        return None
    above, below = (part * part for part in beta.as_integer_ratio())
    total = above * precision + below * recall
    return (below + above) * precision * recall / (scale * total)


def _counted(values: Sequence[int], weights: Sequence[int]) -> list[tuple[int, int]]:
    """Values with the weights that count; nothing if one of those values is not above 0."""
    counted = [(v, w) for v, w in zip(values, weights, strict=True) if w]
    return counted if all(v > 0 for v, _ in counted) else []
