"""Scales and ticks: where a value lands on paper, and which values to print along an axis."""

from __future__ import annotations

import math
from collections.abc import Callable

from calculators.kit.blocks import Axis
from calculators.kit.format import significant

Scale = Callable[[float], float]

_LETTERS = ((1e12, "T"), (1e9, "bn"), (1e6, "M"), (1e3, "k"))


def scale(axis: Axis, start: float, end: float) -> Scale:
    """A function from axis values to coordinates between `start` and `end`; values are clamped.

    Coordinates are rounded to where runtimes agree, so that labels find the same places in all.
    """
    low, high = _position(axis, axis.low), _position(axis, axis.high)
    span, length = (high - low) or 1.0, end - start
    log, least = axis.log, axis.low

    def place(value: float) -> float:
        if log:
            value = math.log10(max(value, least))
        part = (value - low) / span
        return round(start + length * (0.0 if part < 0 else 1.0 if part > 1 else part), 6)

    return place


def ticks(axis: Axis) -> tuple[tuple[float, str], ...]:
    """The axis's own ticks, or round values: powers of ten on a log axis, steps of 1, 2 or 5."""
    if axis.ticks:
        return axis.ticks
    return _log_ticks(axis) if axis.log else _linear_ticks(axis)


def compact(value: float, digits: int = 3) -> str:
    """A tick's text: 200, 20 k, 3 M."""
    value = float(f"{value:.{digits - 1}e}")
    if 10_000 <= abs(value) < 1e15:
        size, letter = next((s, t) for s, t in _LETTERS if abs(value) >= s)
        return f"{significant(value / size, digits)} {letter}"
    return significant(value, digits)


def _position(axis: Axis, value: float) -> float:
    return math.log10(max(value, axis.low)) if axis.log else value


def _log_ticks(axis: Axis) -> tuple[tuple[float, str], ...]:
    first = math.ceil(math.log10(axis.low) - 1e-9)
    last = math.floor(math.log10(axis.high) + 1e-9)
    if last <= first:  # less than two powers: 1, 2 and 5 of each
        values = [n * 10.0**power for power in range(first - 1, last + 1) for n in (1, 2, 5)]
        inside = [v for v in values if axis.low <= v * (1 + 1e-9) and v <= axis.high * (1 + 1e-9)]
        return tuple((v, compact(v)) for v in inside)
    step = max(1, math.ceil((last - first + 1) / 6))
    return tuple((10.0**n, compact(10.0**n)) for n in range(first, last + 1, step))


def _linear_ticks(axis: Axis) -> tuple[tuple[float, str], ...]:
    rough = (axis.high - axis.low) / 5 or 1.0
    power = 10.0 ** math.floor(math.log10(rough) + 1e-9)
    step = next(power * n for n in (1, 2, 5, 10) if rough <= power * n * (1 + 1e-9))
    first, last = math.ceil(axis.low / step - 1e-9), math.floor(axis.high / step + 1e-9)
    values = [n * step for n in range(first, last + 1)]
    # As many digits as neighbours need to differ: 1,002 and 1,004.
    digits = 2 + math.floor(math.log10(max(1, abs(first), abs(last))) + 1e-9)
    return tuple((value, compact(value, max(3, digits))) for value in values)
