"""What somebody entered, in words."""

from __future__ import annotations

from typing import Any

import pytest

from calculators.kit.input_words import EMPTY, changed, row_names, said
from calculators.kit.inputs import GridRow

from .shapes import Opinion, Shape, Shapes

FIELDS = Shapes.fields()
THREE = tuple(Shape(name, 4) for name in ("A", "B", "C"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("size", 2.5, "2.5 cm"),
        ("share", 99.95, "99.95 %"),
        ("price", 20_000, "20,000"),
        ("count", None, EMPTY),
        ("count", 0, "0"),
        ("title", "Two\nlines", "Two lines"),
        ("title", "", EMPTY),
        ("shapes", (), EMPTY),
        ("shapes", THREE[:1], "1 shape (A)"),
        ("shapes", THREE, "3 shapes (A, B and C)"),
        ("traits", (GridRow("Ann", {"Square": 1}),), "1 person (Ann)"),
        ("opinion", Opinion(), "I like it"),
        ("opinion", Opinion("dislike", "Too round"), "I do not (reason: Too round)"),
    ],
)
def test_a_value_is_said_as_people_would(name: str, value: Any, words: str) -> None:
    """With its unit, by its label, and a table by its rows."""
    assert said(FIELDS[name], value) == words


def test_a_long_table_is_not_listed_to_its_end() -> None:
    """Six rows are named, and long names are cut."""
    rows = tuple(Shape(letter * 50, 4) for letter in "ABCDEFGH")
    words = said(FIELDS["shapes"], rows)
    assert words.startswith("8 shapes (" + "A" * 39 + "…, ")
    assert words.endswith(" and 2 more)")


def test_only_what_was_changed_is_told() -> None:
    """In the order of the form, by label."""
    inputs = Shapes(size=3, opinion=Opinion("dislike"))
    assert list(changed(inputs, Shapes())) == [
        ("size", "Size", "3 cm"),
        ("opinion", "Opinion", "I do not"),
    ]
    assert list(changed(Shapes(), Shapes())) == []


def test_rows_are_told_apart_by_name_or_else_by_place() -> None:
    """Two of the same name have none to be told apart by."""
    assert row_names(FIELDS["shapes"], THREE) == ["A", "B", "C"]  # type: ignore[arg-type]
    twice = (*THREE, Shape("A", 5))
    expected = ["shape 1", "shape 2", "shape 3", "shape 4"]
    assert row_names(FIELDS["shapes"], twice) == expected  # type: ignore[arg-type]
