"""The normal curve: how much of it lies beyond a value, and the value that cuts off a share.

Quantiles are Wichura's algorithm AS 241 (1988, Applied Statistics 37,
doi:10.2307/2347330), good to about 16 digits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

# Coefficients of numerator and denominator, highest power first, for the middle of the curve,
# its slopes and its far ends; published with AS 241.
_MIDDLE = (
    (
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
        45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
        133.14166789178437745, 3.387132872796366608,
    ),
    (
        5226.495278852854561, 28729.085735721942674, 39307.89580009271061,
        21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
        42.313330701600911252, 1.0,
    ),
)  # fmt: skip
_SLOPE = (
    (
        7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
        1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
        4.6303378461565452959, 1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
        0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
        2.05319162663775882187, 1.0,
    ),
)  # fmt: skip
_END = (
    (
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
        0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
        5.4637849111641143699, 6.6579046435011037772,
    ),
    (
        2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
        7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
        0.59983220655588793769, 1.0,
    ),
)  # fmt: skip


def normal_above(value: float) -> float:
    """The chance that a standard normal variable exceeds `value`."""
    return math.erfc(value / math.sqrt(2)) / 2


def normal_quantile(chance: float) -> float:
    """The value below which a standard normal variable falls with `chance`, above 0 and below 1.

    For a chance very near 1 ask for the rest and turn the sign: the quantile
    of 1 - 1e-12 is less that of 1e-12, which keeps all its digits.
    """
    distance = chance - 0.5
    if abs(distance) <= 0.425:
        return distance * _ratio(_MIDDLE, 0.180625 - distance * distance)
    rest = math.sqrt(-math.log(min(chance, 1 - chance)))
    size = _ratio(_SLOPE, rest - 1.6) if rest <= 5 else _ratio(_END, rest - 5)
    return math.copysign(size, distance)


def _ratio(polynomials: tuple[Sequence[float], Sequence[float]], x: float) -> float:
    above, below = (_polynomial(coefficients, x) for coefficients in polynomials)
    return above / below


def _polynomial(coefficients: Sequence[float], x: float) -> float:
    value = 0.0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value
