"""Numbers as readers see them: three significant digits, with the exact figure kept beside.

A `Quantity` carries both. The text is what stands on the page; the exact
figure, rounded to ten digits so that every runtime writes the same, goes into
the title. `None` stands for "no answer" throughout.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

NO_ANSWER = "no answer"
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Quantity:
    """A number for a reader: the value (or `None`) and its short text, unit included."""

    value: float | None
    text: str

    @property
    def exact(self) -> str:
        """Ten significant digits, thousands separated; empty when the text says as much."""
        if self.value is None:
            return ""
        exact = _trim(f"{float(self.machine):,}")
        shown = self.text.replace("−", "-").removeprefix("×")
        return "" if exact == shown or shown.startswith(f"{exact} ") else exact

    @cached_property
    def machine(self) -> str:
        """Ten significant digits, or all the text shows, as programs read them; empty if none."""
        if self.value is None:
            return ""
        shown = sum(map(str.isdecimal, self.text.partition(" ")[0]))
        return f"{self.value:.{shown}g}" if shown > 10 else f"{_settled(self.value):.10g}"


def number(value: float | None, unit: str = "", digits: int = 3) -> Quantity:
    """A figure at three significant digits: 1,720, 0.0123, 1.2 × 10¹⁷."""
    if value is None:
        return Quantity(None, NO_ANSWER)
    text = significant(value, digits)
    return Quantity(value, f"{text} {unit}" if unit else text)


def count(value: float | None, unit: str = "") -> Quantity:
    """A whole number in full, as long as it can be read: 2,995, not 3,000."""
    if value is None:
        return Quantity(None, NO_ANSWER)
    whole = _settled(round(_settled(value)) if abs(value) < 1e9 else value)
    text = f"{whole:,.0f}".replace("-", "−") if abs(whole) < 1e9 else significant(whole)
    return Quantity(value, f"{text} {unit}" if unit else text)


def percent(value: float | None, digits: int = 3) -> Quantity:
    """A figure that is in percent already.

    Near 100 the digits that matter are those of the distance to it, so
    99.9512 reads 99.951 %, not 100 %.
    """
    if value is None:
        return Quantity(None, NO_ANSWER)
    text = _near_hundred(value, digits) if 90 < value < 100 else significant(value, digits)
    return Quantity(value, f"{text} %")


def share(value: float | None, digits: int = 3) -> Quantity:
    """A fraction, shown in percent."""
    return percent(None if value is None else value * 100, digits)


def times(value: float | None) -> Quantity:
    """A factor: ×10, ×1,720."""
    shown = number(value)
    return shown if value is None else Quantity(value, f"×{shown.text}")


def typed(value: float) -> str:
    """A number with every digit it was typed with: 99.95, 20,000."""
    return _trim(f"{Decimal(repr(value + 0.0)):,f}")


@lru_cache(maxsize=4096)
def significant(value: float, digits: int = 3) -> str:
    """A number at so many significant digits, without an exponent between 1e-4 and 1e15.

    An edit leaves most figures of a result as they are, so texts are kept.
    """
    if not math.isfinite(value):
        raise ValueError("a figure must be finite; what has no answer is None")
    value = _settled(value)
    if value == 0:
        return "0"
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    rounded, exponent = float(f"{mantissa}e{power}"), int(power)
    if -4 <= exponent < 15:
        places = max(0, digits - 1 - exponent)
        return _trim(f"{rounded:,.{places}f}").replace("-", "−")
    raised = str(exponent).translate(_SUPERSCRIPT)
    return f"{_trim(mantissa)} × 10{raised}".replace("-", "−")


def _near_hundred(value: float, digits: int) -> str:
    """As many decimals as the distance to 100 has up to its last shown digit."""
    exponent = int(f"{100 - value:e}".split("e")[1])
    places = max(1, digits - 2 - exponent)
    return _trim(f"{value:.{min(places, 14)}f}")


def _settled(value: float) -> float:
    """The value at 14 digits, without a negative zero.

    Runtimes differ in the last bit of a logarithm or a power. Settled first, a
    figure that lies on the edge between two roundings falls the same way in all.
    """
    return float(f"{value:.13e}") + 0.0


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
