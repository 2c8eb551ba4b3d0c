"""The kinds of single value a reader can enter: a number, a choice, a text, a date.

A field knows its label, unit, bounds and help, reads what was typed into a
plain Python value, and says in words what is wrong. Text becomes a number
through `Decimal`, so that 99.9 stays 99.9 until the calculator needs a float.
A field is declared once and compared with nothing, so it has no equality of
its own: every browser would have to compile it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

LARGEST = 1e15  # keeps every product of a few inputs far inside the range of a float
SMALLEST = 1e-15  # nearest to 0 without being 0: keeps every quotient there as well

_SMALLEST = Decimal(repr(SMALLEST))
_KEPT = 4096  # texts and values of numbers: an edit leaves most cells of a table as they are
_LONGEST = 100  # characters
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Field:
    """What all inputs have: a label, help, a group in the form, and whether empty is allowed.

    `shared` names the quantity of the project that the input stands for, a key
    of `project.QUANTITIES`, where other calculators ask for the same.
    """

    label: str
    help: str = ""
    group: str = ""
    optional: bool = False
    shared: str = ""
    more: str = ""  # in a table: the name of the set of extra columns this one belongs to

    def read(self, raw: object) -> object:
        """Turn what was typed (or a JSON value) into the input's value.

        Raises `ValueError` with a message for the reader.
        """
        raise NotImplementedError

    def check(self, value: Any) -> str:
        """Say what is wrong with a value given from Python; empty if nothing is."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """The text that stands in the form for a value; `read` gives the value back."""
        return "" if value is None else str(value)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Number(Field):
    """A number with bounds; `above` and `below` exclude the bound, `least` and `most` include it.

    `slider` is (low, high, step) for an extra slider; `example` a value to
    suggest when nothing usable was entered.
    """

    unit: str = ""
    least: float | None = None
    above: float | None = None
    most: float | None = None
    below: float | None = None
    whole: bool = False
    slider: tuple[float, float, float] | None = None
    example: float | None = None

    def read(self, raw: object) -> float | int | None:
        """Read typed text, a JSON number or `None`; see `Field.read`."""
        short = isinstance(raw, str) and len(raw) <= _LONGEST
        return self._typed(raw) if short else self._read(raw)

    @lru_cache(maxsize=_KEPT)  # noqa: B019 - a field lives as long as its calculator
    def _typed(self, text: object) -> float | int | None:
        return self._read(text)

    def _read(self, raw: object) -> float | int | None:
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if self.optional:
                return None
            raise ValueError(self.asked())
        text = raw if isinstance(raw, str) else "not a number"
        exact = Decimal(repr(raw)) if _is_number(raw) else self._decimal(text)
        message = self._bounds(exact)
        if message:
            raise ValueError(message)
        value = float(exact) + 0.0  # turns -0.0 into 0.0
        if self._bounds(Decimal(repr(value))):
            raise ValueError("Use fewer digits: this is closer to the limit than can be computed.")
        return int(value) if self.whole else value

    def check(self, value: Any) -> str:
        """Check type and bounds; see `Field.check`."""
        if value is None:
            return "" if self.optional else self.asked()
        return self._judged(value) if _is_number(value) else self.asked()

    @lru_cache(maxsize=_KEPT)  # noqa: B019 - a field lives as long as its calculator
    def _judged(self, value: float) -> str:
        return self._bounds(Decimal(repr(value)))

    def write(self, value: Any) -> str:
        """The shortest text that reads back as the same number."""
        if value is None:
            return ""
        text = f"{Decimal(repr(value)).normalize():f}"
        return text if len(text) <= 20 else repr(value)

    def asked(self) -> str:
        """What to enter, in one sentence: "Enter a percentage above 0 and below 100."."""
        if self.least is not None and self.most is not None:
            span = f" from {_plain(self.least)} to {_plain(self.most)}"
        else:
            low = "" if self.least is None else f" of at least {_plain(self.least)}"
            low = low if self.above is None else f" above {_plain(self.above)}"
            high = "" if self.most is None else f"at most {_plain(self.most)}"
            high = high if self.below is None else f"below {_plain(self.below)}"
            span = f"{low} and {high}" if low and high else low or (high and f" {high}")
        example = "" if self.example is None else f", such as {self.write(self.example)}"
        return f"Enter a {'whole ' if self.whole else ''}{self._noun()}{span}{example}."

    def _decimal(self, text: str) -> Decimal:
        if len(text) > _LONGEST:
            raise ValueError(f"Enter a number of at most {_LONGEST} characters.")
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        plain = re.sub(r"[\s_'’\u00a0\u2009\u202f]", "", text).replace("−", "-")
        plain = plain.removesuffix("%") if self.unit == "%" else plain
        plain = plain.lstrip("$€£¥") if self.unit == "money" else plain
        if re.fullmatch(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?", plain):
            plain = plain.replace(",", "")
        if "," in plain and _NUMBER.fullmatch(plain.replace(",", ".", 1)):
            raise ValueError("Write the decimal mark as a point, as in 0.35.")
        if not _NUMBER.fullmatch(plain):
            raise ValueError(self.asked())
        return Decimal(plain)

    def _bounds(self, value: Decimal) -> str:
        # NaN compares with nothing, so it has to be caught first.
        if value.is_nan():
            return self.asked()
        above, below, least, most = self._limits
        if above is not None and value <= above:
            return f"Enter a {self._noun()} above {_plain(float(above))}."
        if below is not None and value >= below:
            return f"Enter a {self._noun()} below {_plain(float(below))}."
        if least is not None and value < least:
            return f"Enter a {self._noun()} of at least {_plain(float(least))}."
        if most is not None and value > most:
            return f"Enter a {self._noun()} of at most {_plain(float(most))}."
        if self.whole and value != value.to_integral_value():
            return "Enter a whole number."
        if value and abs(value) < _SMALLEST:
            zero = "" if self._bounds(Decimal(0)) else " or 0"
            return f"Enter at least {_plain(SMALLEST)}{zero}: this is too close to 0."
        return ""

    @cached_property
    def _limits(self) -> tuple[Decimal | None, ...]:
        """Above, below, least and most; there are bounds where none are given, too."""
        least = -LARGEST if self.least is None and self.above is None else self.least
        most = LARGEST if self.most is None and self.below is None else self.most
        bounds = (self.above, self.below, least, most)
        return tuple(None if bound is None else Decimal(repr(bound)) for bound in bounds)

    def _noun(self) -> str:
        return "percentage" if self.unit == "%" else "number"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Choice(Field):
    """One of a few named options, given as value -> label."""

    options: Mapping[str, str]

    def read(self, raw: object) -> str:
        """Accept an option's value or its label, in any case."""
        text = str(raw).strip().casefold() if isinstance(raw, str) else ""
        for value, label in self.options.items():
            if text in (value.casefold(), label.casefold()):
                return value
        raise ValueError(f"Choose one of: {', '.join(self.options)}.")

    def check(self, value: Any) -> str:
        """Check that the value is one of the options."""
        known = isinstance(value, str) and value in self.options
        return "" if known else f"Choose one of: {', '.join(self.options)}."


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Text(Field):
    """A short text: a name, a note. Never interpreted, only shown."""

    longest: int = 100
    lines: int = 1
    example: str = ""

    def read(self, raw: object) -> str:
        """Trim the text; line breaks become spaces where one line is asked for."""
        if raw is not None and not isinstance(raw, str | int | float):
            raise ValueError("Enter a text.")
        text = "" if raw is None else str(raw).replace("\r\n", "\n").strip()
        if self.lines == 1:
            text = " ".join(text.split())
        message = self.check(text)
        if message:
            raise ValueError(message)
        return text

    def check(self, value: Any) -> str:
        """Check type, presence and length."""
        if not isinstance(value, str) or (not value and not self.optional):
            return f"Enter a {self.label[:1].lower()}{self.label[1:]}."
        if len(value) > self.longest:
            return f"Use at most {self.longest:,} characters: this has {len(value):,}."
        if value.replace("\n", " ").replace("\t", " ").isprintable():
            return ""  # as nearly always: what is wrong below does not print
        if any(_is_control(character) for character in value):
            return "Take out the control characters."
        if any("\ud800" <= character <= "\udfff" for character in value):
            return "Take out the characters that are not text."
        return ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Date(Field):
    """A calendar date as year-month-day, or empty."""

    def read(self, raw: object) -> str:
        """Accept `2026-03-31` or nothing."""
        text = raw.strip() if isinstance(raw, str) else ""
        message = self.check(text if raw is None or isinstance(raw, str) else raw)
        if message:
            raise ValueError(message)
        return text

    def check(self, value: Any) -> str:
        """Check the form and that the day exists."""
        if value == "" and self.optional:
            return ""
        written = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
        match = re.fullmatch(written, value) if isinstance(value, str) else None
        if match:
            year, month, day = (int(part) for part in match.groups())
            leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
            if year and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1] + leap:
                return ""
        return "Enter a date as year-month-day, such as 2027-03-31."


def number(default: float | None, label: str, **bounds: Any) -> Any:
    """An input that takes a number; `bounds` are the attributes of `Number`."""
    example = bounds.pop("example", default)
    return _field(default, Number(label=label, example=example, **bounds))


def percent(default: float | None, label: str, **bounds: Any) -> Any:
    """An input typed in percent, from 0 to 100 unless other bounds are given."""
    if not {"least", "above"} & bounds.keys():
        bounds["least"] = 0
    if not {"most", "below"} & bounds.keys():
        bounds["most"] = 100
    return number(default, label, unit="%", **bounds)


def choice(default: str, label: str, options: Mapping[str, str], **more: Any) -> Any:
    """An input that takes one of `options` (value -> label)."""
    return _field(default, Choice(label=label, options=options, **more))


def text(default: str, label: str, **more: Any) -> Any:
    """An input that takes a short text; `more` are the attributes of `Text`."""
    return _field(default, Text(label=label, **more))


def _field(default: object, kind: Field) -> Any:
    return dataclass_field(default=default, metadata={"field": kind})


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_control(character: str) -> bool:
    """Whether a character steers a terminal or turns text around; line breaks and tabs may."""
    steers = character < " " or "\x7f" <= character <= "\x9f"
    turns = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    return (steers or turns) and character not in "\n\t"


def _plain(bound: float) -> str:
    """A bound as people write it: 1,000 and 0.5, never 1000.0."""
    return f"{int(bound):,}" if float(bound).is_integer() else f"{bound:.15g}"
