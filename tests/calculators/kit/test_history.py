"""What becomes of values that an earlier version of a calculator was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.history import Change, flat, former, migrate, number
from tests.calculators import strategies

CHANGES = (
    Change("1.1", renamed={"length": "extent", "view": "opinion", "forms.edges": "forms.sides"}),
    Change(
        "1.2",
        renamed={"extent": "size", "forms": "shapes"},
        options={"opinion.verdict": {"fine": "like"}, "shapes.filled": {"solid": "yes"}},
        defaults={"share": "25", "opinion": {"reason": "none"}},
    ),
    Change("1.10", columns={"shapes": {"filled": "yes", "area": ""}}),
)


def test_nothing_changes_without_a_change() -> None:
    """Values of today's version stay as they are."""
    values = {"size": "3", "shapes": [["name"], ["A"]]}
    assert migrate((), "1.0", values) == values
    assert migrate(CHANGES, "1.10", values) == values
    assert migrate(CHANGES, "2.0", values) == values


def test_a_renamed_input_keeps_its_value() -> None:
    """Through several versions, and with all its parts."""
    found = migrate(CHANGES[:2], "1.0", {"length": "3", "view.verdict": "x", "share": "1"})
    assert found == {"size": "3", "opinion.verdict": "x", "share": "1", "opinion.reason": "none"}
    assert migrate(CHANGES[:1], "1.0", {"lengthy": "3"}) == {"lengthy": "3"}


def test_only_later_changes_apply() -> None:
    """1.1 has the first behind it, and 1.10 comes after 1.2."""
    found = migrate(CHANGES, "1.1", {"length": "3", "extent": "4"})
    assert found["size"] == "4"
    assert found["length"] == "3"
    assert migrate(CHANGES, "1.9", {"shapes": [["name"], ["A"]]}) == {
        "shapes": [["name", "filled", "area"], ["A", "yes", ""]]
    }


def test_a_name_that_is_taken_stays() -> None:
    """Nobody's value is overwritten."""
    found = migrate(CHANGES[:1], "1.0", {"length": "3", "extent": "4"})
    assert found == {"length": "3", "extent": "4"}


def test_a_changed_default_is_what_it_was() -> None:
    """Where the values say nothing, they meant the default of their time."""
    assert migrate(CHANGES, "1.1", {}) == {"share": "25", "opinion.reason": "none"}
    assert migrate(CHANGES, "1.2", {}) == {}


def test_options_are_translated() -> None:
    """In a field, in a part and in each cell of a column; what is no option stays."""
    table = [["name", "filled"], ["A", "solid"], ["B", "no"], ["C"], ["D", 5]]
    found = migrate(CHANGES[1:2], "1.1", {"opinion.verdict": "fine", "shapes": table})
    assert found["opinion.verdict"] == "like"
    assert found["shapes"] == [["name", "filled"], ["A", "yes"], ["B", "no"], ["C"], ["D", 5]]


def test_columns_are_renamed_and_added() -> None:
    """Short lines are filled up first, so that each cell stands under its column."""
    table = [["name", "edges", "filled"], ["A", "3", "no"], ["B"]]
    assert migrate(CHANGES, "1.0", {"forms": table, "share": "1"})["shapes"] == [
        ["name", "sides", "filled", "area"],
        ["A", "3", "no", ""],
        ["B", "", "", ""],
    ]


def test_plain_json_becomes_flat() -> None:
    """Objects become parts, rows get a header."""
    plain = {"a": {"b": 1}, "t": [{"x": 1}, {"y": 2}], "n": None, "empty": [], "l": [1]}
    assert flat(plain) == {
        "a.b": 1,
        "t": [["x", "y"], [1, None], [None, 2]],
        "n": None,
        "empty": [],
        "l": [1],
    }


def test_former_names() -> None:
    """All that an input has been called, to know in an old link what is a table."""
    assert former(CHANGES, {"shapes", "size"}) == {"shapes", "forms", "size", "extent", "length"}


@pytest.mark.parametrize("version", ["", "1", "1.", "1.0.0", "a.b", "-1.0", "1.0 ", "1" * 9 + ".0"])
def test_what_is_no_version(version: str) -> None:
    """Says what one looks like."""
    with pytest.raises(ValueError, match=r"Versions look like 1\.0\."):
        number(version)


@given(
    st.dictionaries(st.sampled_from(["length", "forms", "opinion"]) | st.text(), strategies.junk())
)
def test_any_junk_passes_through(values: dict[str, object]) -> None:
    """It is the form's business to refuse it."""
    assert isinstance(migrate(CHANGES, "1.0", values), dict)
