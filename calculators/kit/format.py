"""Numbers as readers see them: three significant digits, with the exact figure kept beside.

A `Quantity` carries both. The text is what stands on the page; the exact
figure, rounded to ten digits so that every runtime writes the same, goes into
the title. `None` stands for "no answer" throughout.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

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
        exact = _trim(f"{self.value:,.10g}" if abs(self.value) < 1e10 else f"{self.value:.10g}")
        shown = self.text.replace("−", "-").replace("×", "").removesuffix("%").strip()
        return "" if exact == shown else exact


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
    text = f"{value:,.0f}" if abs(value) < 1e9 else significant(value)
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


def significant(value: float, digits: int = 3) -> str:
    """A number at so many significant digits, without an exponent between 1e-4 and 1e15."""
    if not math.isfinite(value):
        raise ValueError("a figure must be finite; what has no answer is None")
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits - 1}e}")
    if 1e-4 <= abs(rounded) < 1e15:
        if abs(rounded) >= 10 ** (digits - 1):
            return f"{rounded:,.0f}".replace("-", "−")
        places = digits - 1 - math.floor(math.log10(abs(rounded)) + 1e-9)
        return _trim(f"{rounded:,.{places}f}").replace("-", "−")
    mantissa, exponent = f"{rounded:.{digits - 1}e}".split("e")
    power = str(int(exponent)).translate(_SUPERSCRIPT)
    return f"{_trim(mantissa)} × 10{power}".replace("-", "−")


def _near_hundred(value: float, digits: int) -> str:
    distance = 100 - value
    places = max(1, digits - 2 - math.floor(math.log10(distance) + 1e-9))
    return _trim(f"{value:.{min(places, 12)}f}")


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
