"""Names in sentences."""

import pytest

from calculators.kit.words import listed, named, quoted, short


@pytest.mark.parametrize(
    ("names", "most", "sentence"),
    [
        ([], None, ""),
        (["A"], None, "A"),
        (["A", "B"], None, "A and B"),
        (["A", "B", "C"], None, "A, B and C"),
        (["A", "B", "C"], 3, "A, B and C"),
        (["A", "B", "C"], 2, "A, B and 1 more"),
        (["A"] * 2001, 1, "A and 2,000 more"),
    ],
)
def test_lists_names(names: list[str], most: int | None, sentence: str) -> None:
    """As people write them; what there is no room for is counted."""
    assert listed(iter(names), most) == sentence


def test_quotes_a_name() -> None:
    """With real quotation marks."""
    assert quoted("A b") == "“A b”"


def test_cuts_a_long_name_short() -> None:
    """The mark counts as a character; what fits is left alone."""
    assert short("abcde", 5) == "abcde"
    assert short("abcdef", 5) == "abcd…"


def test_quotes_names_that_somebody_else_chose() -> None:
    """Neither a long one nor a thousand of them flood the page."""
    assert named(["a", "b"]) == "“a” and “b”"
    assert named(["x" * 60]) == f"“{'x' * 49}…”"
    assert named(map(str, range(1000))).endswith("“9” and 990 more")
