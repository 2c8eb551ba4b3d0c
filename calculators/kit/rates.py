"""Percentages, error rates and nines, without losing a digit on the way.

A percentage goes through `Decimal` before it becomes a float, so that
99.99999999 % leaves an error rate of exactly 1e-10.
"""

from __future__ import annotations

import math
from decimal import Decimal


def fraction(percent: float) -> float:
    """Percent to a fraction: 2.5 -> 0.025."""
    return float(Decimal(repr(percent)) / 100)


def error_rate(accuracy: float) -> float:
    """The share of wrong answers at an accuracy in percent: 99.9 -> 0.001."""
    return float((100 - Decimal(repr(accuracy))) / 100)


def accuracy(error: float) -> float:
    """The accuracy in percent that leaves an error rate: 0.001 -> 99.9."""
    return float(100 * (1 - Decimal(repr(error))))


def nines(error: float) -> float:
    """How many nines an error rate leaves: 0.001 -> 3, 0.05 -> 1.30103."""
    return 0.0 - math.log10(error)  # never -0.0
