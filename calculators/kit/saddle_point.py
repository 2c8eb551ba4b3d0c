"""The chance of one exact outcome, binomial or Poisson, to the last digits even for huge counts.

Loader's saddle-point expansion (2000, Fast and Accurate Computation of
Binomial Probabilities): factorials of a thousand million cancel on paper
before anything is computed. Counts need not be whole, so that the beta and
gamma distributions can use it as well.
"""

from __future__ import annotations

import math

_HALF_LOG_TAU = math.log(2 * math.pi) / 2


def log_binomial(hits: float, misses: float, p: float, q: float) -> float:
    """The logarithm of (hits + misses)! / (hits! misses!) p^hits q^misses, with p + q = 1.

    Both counts and both chances are above 0; q is given too, for beside a
    tiny p the difference 1 - p has lost its digits.
    """
    n = hits + misses
    return (
        0.5 * math.log(n / hits / misses)
        - _HALF_LOG_TAU
        + stirling_error(n)
        - stirling_error(hits)
        - stirling_error(misses)
        - deviance(hits, n * p)
        - deviance(misses, n * q)
    )


def log_poisson(count: float, mean: float) -> float:
    """The logarithm of mean^count e^-mean / count!, both above 0."""
    spread = 0.5 * math.log(count) + _HALF_LOG_TAU
    return -stirling_error(count) - deviance(count, mean) - spread


def stirling_error(n: float) -> float:
    """What Stirling's formula leaves of ln n!, n above 0."""
    if n <= 15:
        return math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - _HALF_LOG_TAU
    square = n * n
    error = 1 / 1680 - 1 / 1188 / square
    for coefficient in (1 / 1260, 1 / 360, 1 / 12):
        error = coefficient - error / square
    return error / n


def deviance(count: float, mean: float) -> float:
    """By how much count misses mean: count ln(count / mean) + mean - count, both above 0."""
    apart = (count - mean) / (count + mean)
    if abs(apart) >= 0.1:
        return count * math.log(count / mean) + mean - count
    total, power = (count - mean) * apart, 2 * count * apart
    for odd in range(3, 41, 2):  # 0.1^40 is far below the last digit
        power *= apart * apart
        term = power / odd
        if total + term == total:
            break
        total += term
    return total
