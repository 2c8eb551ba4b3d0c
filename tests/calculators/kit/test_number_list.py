"""Lists of numbers, however they were pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.number_list import NumberList, as_text, numbers

FIELD = NumberList(label="Values")


@pytest.mark.parametrize(
    "text",
    [
        "1 2.5 3000",
        "1\n2.5\n3000\n",
        "1\t2.5\t3000",
        "1, 2.5, 3000",
        "1,2.5,3000",
        "1; 2.5; 3,000",
        "1\n2.5\n3,000",
        "[1, 2.5, 3000]",
        "[1,2.5,3000]",
        "1 % 2.5% 3000 %",
        " 1  ,2.5,,\n\n 3e3 ",
    ],
)
def test_ways_to_paste(text: str) -> None:
    """A column, a row, typed, with marks of thousands, as JSON, with percent signs."""
    assert numbers(text) == (1, 2.5, 3000)


def test_hundreds_with_commas_are_several_numbers() -> None:
    """Without a space, a comma divides; with one, three digits after it are thousands."""
    assert numbers("100,200,300") == (100, 200, 300)
    assert numbers("4,000 3,200") == (4000, 3200)
    assert numbers("0.25,0.25\n0.25,0.25") == (0.25,) * 4


def test_signs() -> None:
    """A minus may be the typographic one."""
    assert numbers("−1 -2.5 +3") == (-1, -2.5, 3)


def test_nothing() -> None:
    """Marks without numbers hold none."""
    assert numbers(" , ; [] ") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 two 3", "“two” is no number"),
        ("one", "“one” is no number"),
        ("1 nan", "“nan” is no number"),
        ("1 1e999", "“1e999” is no number"),
        ("0,25 0,75", "Write 0,25 with a point"),
    ],
)
def test_what_is_no_number(text: str, message: str) -> None:
    """The first that cannot be read is named, with the remedy."""
    with pytest.raises(ValueError, match=r"point|new line") as caught:
        numbers(text)
    assert message in str(caught.value)
    assert str(caught.value).endswith(".")


def test_reads_lists() -> None:
    """JSON arrays and Python sequences become the text that stands in the form."""
    assert FIELD.read([1, 2.5, 0.1]) == as_text((1, 2.5, 0.1)) == "1 2.5 0.1"
    assert FIELD.read(" 1 2 ") == "1 2"


@pytest.mark.parametrize("raw", [[1, "2"], [True], [[1]], [None], {"a": 1}])
def test_refuses_other_lists(raw: object) -> None:
    """What holds something else is refused in words."""
    with pytest.raises(ValueError, match=r"numbers only|Enter a text"):
        FIELD.read(raw)


@given(st.lists(st.floats(-1e15, 1e15).filter(lambda x: x == 0 or abs(x) > 1e-14), min_size=1))
def test_written_numbers_read_back(values: list[float]) -> None:
    """Every digit survives."""
    text = as_text(values)
    assert isinstance(text, str)
    assert numbers(text) == tuple(value + 0.0 for value in values)


@given(st.text() | st.text("0123456789.,;-+e% \n\t[]"))
def test_any_text_gives_numbers_or_a_message(text: str) -> None:
    """Nothing makes it stumble."""
    try:
        found = numbers(text)
    except ValueError as error:
        found, message = (), str(error)
        assert message.endswith(".")
    assert all(isinstance(value, float) for value in found)
