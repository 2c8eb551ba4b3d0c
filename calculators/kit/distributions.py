"""Chances of counts and their bounds: binomial tails, Clopper-Pearson, chi-square quantiles.

They rest on the regularised incomplete beta and gamma functions, each by a
continued fraction (DLMF 8.17.22 and 8.9.2; Lentz's method as in Press et al.,
Numerical Recipes, 3rd edition 2007, sections 6.2 and 6.4). Quantiles are found
by Newton's method on the logarithm of a tail: against a logit or a logarithm
that curve is concave, so no step can go astray. Twelve digits, and quick for
counts far beyond ten million.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from calculators.kit.normal import normal_above, normal_quantile
from calculators.kit.saddle_point import log_binomial, log_poisson

__all__ = [
    "binomial_at_least", "binomial_at_most", "chi_square_quantile", "clopper_pearson",
    "incomplete_beta", "lower_bound", "normal_above", "normal_quantile", "trials_for",
    "upper_bound",
]  # fmt: skip

_DIGIT = 1e-15  # a factor this near 1 changes nothing any more
_LEAST = -690.0  # e**-690 is 1e-300: nearer to 0 a float has fewer digits than we promise


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b): x from 0 to 1, a and b above 0."""
    if x <= 0 or x >= 1:
        return float(x > 0)
    return _chance(_log_beta(a, b, x, 1 - x)[0])


def binomial_at_most(hits: int, trials: float, rate: float) -> float:
    """The chance of at most so many hits in independent trials that each hit at `rate`."""
    if hits >= trials or rate <= 0:
        return 1.0
    if hits < 0 or rate >= 1:
        return 0.0
    return _chance(_log_beta(trials - hits, hits + 1, 1 - rate, rate)[0])


def binomial_at_least(hits: int, trials: float, rate: float) -> float:
    """The chance of at least so many hits in independent trials that each hit at `rate`."""
    if hits <= 0 or rate >= 1:
        return float(hits <= trials)
    if hits > trials or rate <= 0:
        return 0.0
    return _chance(_log_beta(hits, trials - hits + 1, rate, 1 - rate)[0])


def lower_bound(hits: int, trials: int, alpha: float) -> float:
    """The rate at which so many hits or more have a chance of only `alpha`, at most one half.

    It is the one-sided lower bound of Clopper & Pearson (1934) with confidence
    1 - alpha; 0 where nothing was hit.
    """
    return _beta_quantile(alpha, hits, trials - hits + 1)[0] if hits > 0 else 0.0


def upper_bound(hits: int, trials: int, alpha: float) -> float:
    """The rate at which so many hits or fewer have a chance of only `alpha`, at most one half.

    The one-sided upper bound; 1 where everything was hit, or nothing tried.
    """
    return _beta_quantile(alpha, trials - hits, hits + 1)[1] if hits < trials else 1.0


def clopper_pearson(hits: int, trials: int, alpha: float) -> tuple[float, float]:
    """The exact two-sided interval of a rate with confidence 1 - alpha (Clopper & Pearson 1934)."""
    return lower_bound(hits, trials, alpha / 2), upper_bound(hits, trials, alpha / 2)


def trials_for(hits: int, rate: float, alpha: float) -> float:
    """How many trials leave so few hits, or fewer, a chance of only `alpha`, at most one half.

    The incomplete beta function fills in between whole numbers; rounded up it
    is the fewest trials whose binomial tail is no more than `alpha`.
    """
    if hits == 0:
        return math.log(alpha) / math.log1p(-rate)

    def tail(log_misses: float) -> tuple[float, float]:
        near, far = (
            _log_beta(math.exp(at), hits + 1, 1 - rate, rate)[0]
            for at in (log_misses, log_misses + 1e-6)
        )
        return near, (far - near) * 1e6

    # Chi-square over 2 · rate holds for tiny rates; this form of it comes close for all.
    start = chi_square_quantile(1 - alpha, 2 * hits + 2) * (2 - rate) / (4 * rate) - hits / 2
    return hits + math.exp(_newton(tail, math.log(start), math.log(alpha)))


def chi_square_quantile(chance: float, degrees: float) -> float:
    """The value below which chi-square falls with `chance`, between 0 and 1, and `degrees`."""
    shape = degrees / 2
    lower = chance <= 0.5
    target = math.log(chance) if lower else math.log1p(-chance)

    def tail(log_x: float) -> tuple[float, float]:
        log_below, log_above, log_slope = _log_gamma(shape, math.exp(log_x))
        log_tail = log_below if lower else log_above
        slope = math.exp(log_slope - log_tail)
        return log_tail, slope if lower else -slope

    return 2 * math.exp(_newton(tail, math.log(shape), target))


def _chance(log: float) -> float:
    """A chance from its logarithm; 0 below 1e-300."""
    return math.exp(log) if log > _LEAST else 0.0


def _beta_quantile(chance: float, a: float, b: float) -> tuple[float, float]:
    """The x with I_x(a, b) = chance, at most one half, and 1 - x; a and b are at least 1."""

    def tail(logit: float) -> tuple[float, float]:
        return _log_beta(a, b, *_shares(logit))

    return _shares(_newton(tail, math.log(a / b), math.log(chance)))


def _shares(logit: float) -> tuple[float, float]:
    """The share whose logit this is, and the rest to 1."""
    return 1 / (1 + math.exp(-logit)), 1 / (1 + math.exp(logit))


def _newton(tail: Callable[[float], tuple[float, float]], start: float, target: float) -> float:
    """Where a concave function has the value `target`; `tail` gives its value and its slope."""
    at = start
    for _ in range(100):
        value, slope = tail(at)
        step = (target - value) / slope
        at += step
        if abs(step) < 1e-10:  # the next step would be its square
            break
    return at


def _log_beta(a: float, b: float, x: float, y: float) -> tuple[float, float]:
    """The logarithm of I_x(a, b) with y = 1 - x, and its slope against the logit of x."""
    log_slope = log_binomial(a, b, x, y) + math.log(a) - math.log1p(a / b)
    if b * x <= a * y:  # left of the mean the fraction converges fast
        fraction = _beta_fraction(a, b, x, y)
        return log_slope + math.log(fraction), 1 / fraction
    slope = math.exp(log_slope)
    rest = slope * _beta_fraction(b, a, y, x)
    return math.log1p(-rest), slope / (1 - rest)


def _beta_fraction(a: float, b: float, x: float, y: float) -> float:
    """The continued fraction of I_x(a, b), without the factor in front of it.

    The even part of DLMF 8.17.22, as Didonato & Morris write it (1992, ACM
    Transactions on Mathematical Software 18): unlike the whole fraction it
    keeps its digits where x is nearly 1.
    """
    distance = a * y - b * x
    c, d = math.inf, (a + 1) / (a * (distance + 1))
    product, n, change = d, 0, 0.0
    while abs(change - 1) > _DIGIT:
        n += 1
        step = n * (b - n) * x / (a + 2 * n - 1)
        over = step * (a + n - 1) * (a + b + n - 1) * x / (a + 2 * n - 1)
        under = n + step + (a + n) / (a + 2 * n + 1) * (distance + 1 + n * (1 + y))
        d, c = 1 / (under + over * d), under + over / c
        change = c * d
        product *= change
    return product


def _log_gamma(shape: float, x: float) -> tuple[float, float, float]:
    """Logarithms of P(shape, x), of Q = 1 - P, and of the slope of P against ln x."""
    log_mass = log_poisson(shape, x)
    log_slope = log_mass + math.log(shape)
    if x <= shape:
        log_below = log_mass + math.log(_gamma_series(shape, x))
        return log_below, math.log1p(-math.exp(log_below)), log_slope
    log_above = log_slope + math.log(_gamma_fraction(shape, x))
    return math.log1p(-math.exp(log_above)), log_above, log_slope


def _gamma_series(shape: float, x: float) -> float:
    """The sum 1 + x / (shape + 1) + x² / ((shape + 1)(shape + 2)) and so on."""
    total = term = 1.0
    n = 0
    while term > _DIGIT * total:
        n += 1
        term *= x / (shape + n)
        total += term
    return total


def _gamma_fraction(shape: float, x: float) -> float:
    """The continued fraction of Q, without the factor in front of it."""
    b = x + 1 - shape
    c, d = math.inf, 1 / b
    product, n, change = d, 0, 0.0
    while abs(change - 1) > _DIGIT:
        n += 1
        part = n * (shape - n)
        b += 2
        d, c = 1 / (b + part * d), b + part / c
        change = c * d
        product *= change
    return product
