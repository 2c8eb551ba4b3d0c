"""What can be typed into one field, and what is said of what cannot."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.fields import LARGEST, SMALLEST, Choice, Date, Number, Text

FREE = Number(label="Any")
PERCENT = Number(label="Share", unit="%", least=0, most=100)
OPEN = Number(label="Share", unit="%", above=0, below=100, example=20)
MONEY = Number(label="Price", unit="money", least=0)
WHOLE = Number(label="Count", least=1, most=50, whole=True)
OPTIONAL = Number(label="Maybe", least=1, optional=True)


def refusal(field: Number | Text | Choice | Date, raw: object) -> str:
    """The message that a field gives for what was typed."""
    with pytest.raises(ValueError, match=r".") as caught:
        field.read(raw)
    return str(caught.value)


def outcome(field: Number | Text | Choice | Date, raw: object) -> tuple[Any, str]:
    """What a field makes of what was typed, and its message."""
    try:
        return field.read(raw), ""
    except ValueError as error:
        return None, str(error)


class TestNumber:
    """Numbers as people type them."""

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("5", 5),
            (" 5 ", 5),
            ("+5", 5),
            ("-5", -5),
            ("−5", -5),  # the minus sign of typography, as results show it
            (".5", 0.5),
            ("5.", 5),
            ("1e3", 1000),
            ("1E-3", 0.001),
            ("1,000", 1000),
            ("12,345,678.9", 12_345_678.9),
            ("1 000", 1000),
            ("1\u00a0000", 1000),
            ("1\u202f000", 1000),
            ("1'000", 1000),
            ("1’000", 1000),
            ("1_000", 1000),
            ("-0", 0),
            (7, 7),
            (7.5, 7.5),
        ],
    )
    def test_reads_what_people_write(self, typed: object, value: float) -> None:
        """Signs, points, exponents and every usual mark between thousands."""
        assert FREE.read(typed) == value

    def test_minus_nothing_is_nothing(self) -> None:
        """No page shows -0."""
        for typed in ("-0", "−0.0", "-0e5", -0.0):
            value = FREE.read(typed)
            assert value is not None
            assert math.copysign(1, value) == 1

    def test_reads_units(self) -> None:
        """A percent sign or a currency sign may stand where it means what the field means."""
        assert PERCENT.read("5 %") == PERCENT.read("5%") == 5
        assert MONEY.read("$5") == MONEY.read("€ 1,000") - 995 == 5  # type: ignore[operator]
        assert refusal(MONEY, "5 %").startswith("Enter a number")
        assert refusal(FREE, "$5").startswith("Enter a number")

    @pytest.mark.parametrize(
        "typed", ["0,5", "1,5", "12,34", "1,0000", "0,350", "10 000,5", "-3,5"]
    )
    def test_a_decimal_comma_is_never_taken_for_a_thousand(self, typed: str) -> None:
        """0,350 is not 350: the message says how to write it."""
        assert refusal(FREE, typed) == "Write the decimal mark as a point, as in 0.35."

    @pytest.mark.parametrize(
        "typed",
        [
            "five",
            "NaN",
            "nan",
            "inf",
            "-Infinity",
            "0x10",
            "1e",
            "e5",
            "--1",
            "1.2.3",
            "½",
            "١٢",
            "１２",
            "1 %",
            "%",
            "1,000,00",
            "1e99999",
            "1/2",
            "5 cm",
            "<b>5</b>",
        ],
    )
    def test_refuses_what_is_no_number(self, typed: str) -> None:
        """It asks for a number; nothing is guessed."""
        message = refusal(FREE, typed)
        assert message == "Enter a number." or message.startswith("Write the decimal mark")

    @pytest.mark.parametrize(
        "raw", [True, [], ["5"], {}, {"a": 1}, b"5", math.nan, math.inf, -math.inf]
    )
    def test_refuses_what_no_form_sends(self, raw: object) -> None:
        """Lists, objects, truth values, and floats that are no numbers."""
        assert refusal(FREE, raw).startswith("Enter a number")

    @pytest.mark.parametrize("typed", ["", "   ", None])
    def test_empty(self, typed: object) -> None:
        """Empty is no value where that is allowed, and asked for where it is not."""
        assert OPTIONAL.read(typed) is None
        assert refusal(WHOLE, typed) == "Enter a whole number from 1 to 50."
        assert refusal(OPEN, typed) == "Enter a percentage above 0 and below 100, such as 20."

    @pytest.mark.parametrize(
        ("field", "typed", "message"),
        [
            (PERCENT, "-1", "Enter a percentage of at least 0."),
            (PERCENT, "100.0000000000000000001", "Enter a percentage of at most 100."),
            (OPEN, "0", "Enter a percentage above 0."),
            (OPEN, "100", "Enter a percentage below 100."),
            (WHOLE, "1.5", "Enter a whole number."),
            (WHOLE, "51", "Enter a number of at most 50."),
            (FREE, "1e999", "Enter a number of at most 1,000,000,000,000,000."),
            (FREE, "-1e999", "Enter a number of at least -1,000,000,000,000,000."),
            (Number(label="", below=99.99999), "99.99999", "Enter a number below 99.99999."),
        ],
    )
    def test_says_which_bound(self, field: Number, typed: str, message: str) -> None:
        """The message is the bound, in the digits it has."""
        assert refusal(field, typed) == message

    @pytest.mark.parametrize("typed", ["1e-999", "1e-9999", "-1e-16", "0." + "0" * 20 + "1"])
    def test_refuses_what_is_next_to_nothing(self, typed: str) -> None:
        """A quotient by 1e-320 is no number any more, so the smallest is 1e-15, or 0."""
        assert refusal(FREE, typed) == "Enter at least 1e-15 or 0: this is too close to 0."
        message = refusal(OPEN, "1e-20")
        assert message == "Enter at least 1e-15: this is too close to 0."

    def test_the_nearest_to_a_bound_that_is_excluded(self) -> None:
        """What rounds to the bound asks for fewer digits; what does not is exact."""
        assert OPEN.read("99.99999999999999") == 99.99999999999999
        assert refusal(OPEN, "99.999999999999999999").startswith("Use fewer digits")

    def test_a_million_digits(self) -> None:
        """Refused before anything looks at them."""
        assert refusal(FREE, "9" * 10**6) == "Enter a number of at most 100 characters."

    def test_whole_numbers_are_integers(self) -> None:
        """So that they count."""
        value = WHOLE.read("50.0")
        assert isinstance(value, int)
        assert value == 50

    @given(st.text())
    def test_any_text_is_a_number_in_bounds_or_refused_in_a_sentence(self, typed: str) -> None:
        """Nothing else comes out."""
        value, message = outcome(FREE, typed)
        if message:
            assert message.endswith(".")
        else:
            assert value == 0 or SMALLEST <= abs(value) <= LARGEST

    @given(st.floats(-LARGEST, LARGEST).filter(lambda v: v == 0 or abs(v) >= SMALLEST))
    def test_written_reads_back(self, value: float) -> None:
        """The text in the form is the number to the last bit, and people can read it."""
        text = FREE.write(value)
        assert FREE.read(text) == value
        assert len(text) <= 26

    @given(st.decimals(-1000, 1000, places=6))
    def test_reads_decimals_exactly(self, typed: Decimal) -> None:
        """The float nearest to what was typed, as Python itself reads it."""
        if typed == 0 or abs(typed) >= Decimal(repr(SMALLEST)):
            assert FREE.read(str(typed)) == float(str(typed))

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (5, "5"),
            (5.0, "5"),
            (0.1, "0.1"),
            (1000000000000000.0, "1000000000000000"),
            (1e-15, "0.000000000000001"),
            (1.5e-15, "0.0000000000000015"),
            (None, ""),
            (99.95, "99.95"),
            (20000, "20000"),
        ],
    )
    def test_writes_plainly(self, value: float | None, text: str) -> None:
        """Without a point or an exponent that nobody typed."""
        assert FREE.write(value) == text

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (5, ""),
            (None, "Enter a number of at least 0."),
            ("5", "Enter a number of at least 0."),
            (True, "Enter a number of at least 0."),
            (math.nan, "Enter a number of at least 0."),
        ],
    )
    def test_checks_values_from_python(self, value: Any, message: str) -> None:
        """Type and bounds; a truth value is no number."""
        assert MONEY.check(value) == message

    @pytest.mark.parametrize(
        ("bounds", "asked"),
        [
            ({}, "Enter a number."),
            ({"least": 1}, "Enter a number of at least 1."),
            ({"most": 1000}, "Enter a number at most 1,000."),
            ({"above": 0, "most": 1}, "Enter a number above 0 and at most 1."),
            ({"least": 0.5, "below": 2}, "Enter a number of at least 0.5 and below 2."),
            ({"least": 1, "most": 5, "whole": True}, "Enter a whole number from 1 to 5."),
        ],
    )
    def test_asks_in_a_sentence(self, bounds: dict[str, Any], asked: str) -> None:
        """With all its bounds."""
        assert Number(label="", **bounds).asked() == asked


class TestChoice:
    """One of a few."""

    field = Choice(label="Colour", options={"red": "Red as a rose", "blue": "Blue"})

    @pytest.mark.parametrize("raw", ["red", "RED", " red ", "Red as a rose", "red AS a rose"])
    def test_reads_value_or_label(self, raw: str) -> None:
        """In any case, as files and links bring them."""
        assert self.field.read(raw) == "red"

    @pytest.mark.parametrize("raw", ["", "green", None, 1, [], ["red"], "r" * 10**6])
    def test_refuses_the_rest(self, raw: object) -> None:
        """And lists what there is."""
        assert refusal(self.field, raw) == "Choose one of: red, blue."

    def test_checks_values_from_python(self) -> None:
        """Only the value itself, not its label."""
        assert self.field.check("red") == ""
        assert self.field.check("Blue") == self.field.check([]) == "Choose one of: red, blue."


class TestText:
    """Names and notes."""

    name = Text(label="Name")
    note = Text(label="Note", optional=True, longest=20, lines=3)

    def test_a_line_is_one_line(self) -> None:
        """Breaks and runs of spaces become one space."""
        assert self.name.read("  a\tb\r\nc\u2028d\u00a0e ") == "a b c d e"

    def test_a_note_keeps_its_lines(self) -> None:
        """However they were broken."""
        assert self.note.read(" a\r\n b\n") == "a\n b"

    def test_numbers_are_texts_too(self) -> None:
        """A file may hold them bare."""
        assert self.name.read(2024) == "2024"

    def test_too_long(self) -> None:
        """The message counts."""
        message = "Use at most 100 characters: this has 1,000,000."
        assert refusal(self.name, "x" * 10**6) == message

    def test_empty(self) -> None:
        """Asked for by its label, or allowed."""
        assert refusal(self.name, "  ") == refusal(self.name, None) == "Enter a name."
        assert self.note.read(None) == self.note.read("") == ""

    @pytest.mark.parametrize(
        "character", ["\0", "\x1b", "\x7f", "\x9b", "\x85x", "\u202e", "\u2066"]
    )
    def test_control_characters(self, character: str) -> None:
        """None that could steer a terminal or turn text around comes through."""
        assert refusal(self.note, f"a{character}b") == "Take out the control characters."

    def test_half_characters(self) -> None:
        """A lone surrogate cannot be written to any file."""
        assert refusal(self.name, "a\ud800") == "Take out the characters that are not text."

    @pytest.mark.parametrize("raw", [[], {}, ["a"], b"a"])
    def test_refuses_what_no_form_sends(self, raw: object) -> None:
        """Lists and objects are no text."""
        assert refusal(self.name, raw) == "Enter a text."

    @given(st.text())
    def test_what_was_read_reads_again_the_same(self, typed: str) -> None:
        """Reading settles a text once and for all."""
        for field in (self.name, self.note):
            value, message = outcome(field, typed)
            if message:
                assert message.endswith(".")
            else:
                assert field.check(value) == ""
                assert field.read(field.write(value)) == value


class TestDate:
    """Days that exist."""

    field = Date(label="Due", optional=True)

    @pytest.mark.parametrize("typed", ["2027-03-31", "2028-02-29", "2000-02-29", "0001-01-01", ""])
    def test_reads_days(self, typed: str) -> None:
        """Leap days in leap years, every four hundredth year among them."""
        assert self.field.read(typed) == typed

    @pytest.mark.parametrize(
        "typed",
        [
            "2027-02-29",
            "1900-02-29",
            "2027-13-01",
            "2027-00-01",
            "2027-04-31",
            "2027-01-00",
            "0000-01-01",
            "27-01-01",
            "31.3.2027",
            "2027-3-1",
            "tomorrow",
            "２０２７-01-01",
            20270331,
            [],
        ],
    )
    def test_refuses_days_that_do_not_exist(self, typed: object) -> None:
        """The message shows the form."""
        assert refusal(self.field, typed) == "Enter a date as year-month-day, such as 2027-03-31."

    @given(st.dates())
    def test_reads_every_day(self, day: object) -> None:
        """As calendars write them."""
        assert self.field.read(str(day)) == str(day)

    def test_a_date_may_be_required(self) -> None:
        """Then empty is refused as well."""
        assert refusal(Date(label="Due"), "").startswith("Enter a date")
