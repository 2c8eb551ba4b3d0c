"""Numbers as readers see them; every expected text is a rounding done by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import format
from calculators.kit.format import Quantity

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (1723.4, "1,720"),
        (999.6, "1,000"),
        (999.4, "999"),
        (0.012345, "0.0123"),
        (0.1, "0.1"),
        (0.00012345, "0.000123"),
        (0.000012345, "1.23 × 10⁻⁵"),
        (0.000099999, "0.0001"),
        (-5, "−5"),
        (-1234.5, "−1,230"),
        (-1e-7, "−1 × 10⁻⁷"),
        (123_456_789, "123,000,000"),
        (1e14, "100,000,000,000,000"),
        (9.996e14, "1 × 10¹⁵"),
        (1.23456e17, "1.23 × 10¹⁷"),
        (5e-324, "4.94 × 10⁻³²⁴"),
        (1.7976931348623157e308, "1.8 × 10³⁰⁸"),
    ],
)
def test_three_significant_digits(value: float, text: str) -> None:
    """Thousands separated, a true minus sign, powers of ten where zeros would have to be counted."""
    assert format.number(value).text == text


def test_units_follow() -> None:
    """After a space; factors have their sign before."""
    assert format.number(1720, "examples").text == "1,720 examples"
    assert format.count(2995, "labels").text == "2,995 labels"
    assert format.times(1722.8).text == "×1,720"
    assert format.share(0.123456).text == "12.3 %"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0 %"),
        (50, "50 %"),
        (12.345, "12.3 %"),
        (90, "90 %"),
        (95, "95 %"),
        (97.11325, "97.1 %"),
        (99.5, "99.5 %"),
        (99.9512, "99.951 %"),
        (99.999, "99.999 %"),
        (99.99996, "99.99996 %"),
        (99.99999999995, "99.99999999995 %"),
        (99.99999999999999, "99.99999999999999 %"),
        (100, "100 %"),
        (100.04, "100 %"),
        (123.4, "123 %"),
        (-12.3, "−12.3 %"),
    ],
)
def test_percentages_near_a_hundred(value: float, text: str) -> None:
    """What counts there is the distance: nothing below a hundred ever reads 100 %."""
    assert format.percent(value).text == text


@given(st.floats(90, 100, exclude_max=True))
def test_nothing_below_a_hundred_reads_a_hundred(value: float) -> None:
    """However near."""
    assert format.percent(value).text != "100 %"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2995.4, "2,995"),
        (0.4, "0"),
        (-0.4, "0"),
        (-5, "−5"),
        (999_999_999, "999,999,999"),
        (1_234_567_890, "1,230,000,000"),
        (1e20, "1 × 10²⁰"),
    ],
)
def test_counts_in_full(value: float, text: str) -> None:
    """Unless nobody could read them."""
    assert format.count(value).text == text


@pytest.mark.parametrize(
    ("quantity", "exact"),
    [
        (format.number(5), ""),
        (format.number(1720, "examples"), ""),
        (format.times(10), ""),
        (format.percent(99.5), ""),
        (format.number(-5), ""),
        (format.number(-0.0), ""),
        (format.number(1723.456789012), "1,723.456789"),
        (format.number(-1234.5), "-1,234.5"),
        (format.number(1234.5, "days"), "1,234.5"),
        (format.times(1722.8), "1,722.8"),
        (format.number(35_984_283.65), "35,984,283.65"),
        (format.number(12_345_678_901), "12,345,678,901"),
        (format.number(1.23456e20), "1.23456e+20"),
        (format.percent(99.99999999995), ""),
        (format.number(1 / 3), "0.3333333333"),
        (format.number(None), ""),
    ],
)
def test_the_exact_figure_stands_by_where_it_says_more(quantity: Quantity, exact: str) -> None:
    """Ten digits, which every runtime agrees on, or as many as the text has."""
    assert quantity.exact == exact


def test_no_answer() -> None:
    """`None` stays `None` in every format, and says so."""
    for make in (format.number, format.count, format.percent, format.share, format.times):
        assert make(None) == Quantity(None, "no answer")
    assert Quantity(None, "no answer").machine == ""


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_refuses_what_is_no_number(value: float) -> None:
    """A calculator that lets one through fails its tests, not its reader."""
    for make in (format.number, format.count, format.percent, format.share, format.times):
        with pytest.raises(ValueError, match="finite"):
            make(value)


@given(finite)
def test_the_text_is_near_the_value(value: float) -> None:
    """Within half a unit of the third digit."""
    text = format.number(value).text.replace(",", "").replace("−", "-")
    mantissa, _, power = text.partition(" × 10")
    digits = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    shown = float(f"{mantissa}e{digits}") if digits else float(mantissa)
    if not math.isinf(shown):
        assert math.isclose(shown, value, rel_tol=0.00501, abs_tol=5e-324)


@given(finite)
def test_programs_read_ten_digits(value: float) -> None:
    """And never minus zero."""
    machine = format.number(value).machine
    assert machine != "-0"
    if not math.isinf(float(machine)):
        assert math.isclose(float(machine), value, rel_tol=6e-10, abs_tol=5e-324)


@given(st.floats(1e-300, 1e300))
def test_the_last_bit_does_not_show(value: float) -> None:
    """Two runtimes whose results differ there show the same, even on the edge of a rounding."""
    nice = float(f"{value:.4g}")  # such as 100,500, half-way between two texts
    for other in (math.nextafter(nice, math.inf), math.nextafter(nice, 0)):
        for make in (format.number, format.count, format.times):
            assert make(other).text == make(nice).text
            assert make(other).exact == make(nice).exact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (99.95, "99.95"),
        (20000, "20,000"),
        (0.1, "0.1"),
        (99.99999999999999, "99.99999999999999"),
        (1e-07, "0.0000001"),
        (-0.0, "0"),
        (5.0, "5"),
    ],
)
def test_typed_numbers_keep_every_digit(value: float, text: str) -> None:
    """As they stand in a form, thousands separated."""
    assert format.typed(value) == text
