"""Whole numbers from formulas: how many trials, examples or requests it takes."""

from __future__ import annotations

import math

COUNTABLE = 1e9


def rounded_up(count: float) -> float:
    """The next whole number, or `count` itself where a float can no longer tell them all apart.

    Settled at 13 digits first: a number that is whole on paper stays what it
    is, and runtimes that differ in the last bit of a logarithm agree.
    """
    return math.ceil(float(f"{count:.13g}")) if count < COUNTABLE else count
