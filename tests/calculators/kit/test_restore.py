"""Work of another version: nothing that somebody typed gets lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import restore
from calculators.kit.inputs import GridRow, InputError
from calculators.kit.problems import Refused
from calculators.kit.restore import restored
from tests.calculators import strategies

from .shapes import CALCULATOR, Shape, Shapes
from .test_history import CHANGES

RENEWED = replace(CALCULATOR, version="1.10", history=CHANGES)
HEADER = ["name", "sides", "filled", "area"]


@pytest.fixture(autouse=True)
def renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shapes, after some changes of which these tests tell."""
    monkeypatch.setattr(restore, "load", lambda name: {"shapes": RENEWED}[name])


def kept(version: object, **values: Any) -> tuple[dict[str, Any], list[str]]:
    """The form with what a browser kept of it, and what is said."""
    answer = restore.restore({"name": "shapes", "version": version, "values": values})
    return answer["values"], answer["notices"]


class TestKeptWork:
    """What a browser kept."""

    def test_brings_the_whole_form_up_to_date(self) -> None:
        """Old names and tables; what the work does not have is as it was by default."""
        form, notices = kept(
            "1.0", length="3", **{"view.verdict": "fine"}, forms=[["name", "edges"], ["A", "3"]]
        )
        assert form == {
            **Shapes().written(),
            "size": "3",
            "share": "25",
            "shapes": [HEADER, ["A", "3", "yes", ""]],
            "opinion.verdict": "like",
            "opinion.reason": "none",
        }
        assert [notice[:33] for notice in notices] == ["This was made with version 1.0 of"]

    def test_keeps_what_is_wrong_as_it_was_typed(self) -> None:
        """Half a number is somebody's work as well; the form says what is wrong with it."""
        form, _ = kept("1.10", size="2,", shapes=[HEADER, ["", "x", "no", ""]])
        assert form["size"] == "2,"
        assert form["shapes"] == [HEADER, ["", "x", "no", ""]]

    def test_lays_tables_out_as_the_form_does(self) -> None:
        """Columns that are missing hold what they hold in a new row; a grid's own stay."""
        grid = [["name", "Disc"], ["Ann", "7"]]
        form, _ = kept("1.10", shapes=[["sides", "name"], ["3", "A"], ["4"]], traits=grid)
        assert form["shapes"] == [HEADER, ["A", "3", "no", ""], ["", "4", "no", ""]]
        assert form["traits"] == grid

    def test_a_newer_version(self) -> None:
        """After a step back: what is not known here is left out and named."""
        form, notices = kept("2.0", size="3", glow="1")
        assert form["size"] == "3"
        assert "glow" not in form
        assert "Reload the page" in notices[0]
        assert notices[1] == "Left out, because nothing here uses it: “glow”."

    def test_what_is_no_form(self) -> None:
        """Is left out, each with its name."""
        form, notices = kept("1.10", size=["3"], shapes="A", traits=[["name", 5]], title=None)
        assert form == Shapes().written()
        assert notices == [
            "Left out, because it cannot be read: “size”, “shapes”, “traits” and “title”."
        ]

    @pytest.mark.parametrize("values", [None, "x", [1], 5])
    def test_what_is_no_work(self, values: object) -> None:
        """Is refused, and the page is as it was built."""
        with pytest.raises(Refused, match="The page starts as it was built"):
            restore.restore({"name": "shapes", "version": "1.0", "values": values})

    @given(
        st.dictionaries(st.sampled_from(list(Shapes().written())) | st.text(), strategies.junk())
    )
    def test_any_junk_gives_a_form(self, values: dict[str, Any]) -> None:
        """Texts where there are texts, and tables that are straight where columns are given."""
        form, _ = kept("1.0", **values)
        assert form.keys() == Shapes().written().keys()
        for value in form.values():
            cells = [value] if isinstance(value, str) else [c for line in value for c in line]
            assert all(isinstance(cell, str) for cell in cells)
        assert {len(line) for line in form["shapes"]} == {4}


class TestRestored:
    """Inputs out of a link or a file."""

    def test_plain_values(self) -> None:
        """As JSON has them."""
        plain = {
            "size": 3,
            "opinion": {"verdict": "dislike"},
            "shapes": [{"name": "A", "sides": 3}],
        }
        inputs, notices = restored(RENEWED, "1.10", plain | {"traits": []})
        assert isinstance(inputs, Shapes)
        assert (inputs.size, inputs.opinion.verdict) == (3, "dislike")
        assert inputs.shapes == (Shape("A", 3),)
        assert notices == ()

    def test_of_this_version_nothing_is_taken_for_granted(self) -> None:
        """A wrong value is refused."""
        with pytest.raises(InputError, match="size: Enter a number above 0"):
            restored(RENEWED, "1.10", {"size": "-1"})

    def test_of_another_version_what_is_not_understood_is_as_by_default(self) -> None:
        """And with it what depended on it."""
        inputs, notices = restored(
            RENEWED,
            "1.9",
            {
                "size": "-1",
                "title": "T",
                "shapes": [["name"], ["A"]],
                "traits": [["name", "A"], ["Ann", "1"]],
            },
        )
        assert inputs == Shapes(title="T", traits=(GridRow("Ann", {"Square": 1, "Star": 5}),))
        assert notices[1:] == (
            "Left at their defaults: Size (Enter a number above 0). "
            "Shapes (Enter a whole number from 3 to 100, such as 4).",
            "Left at their defaults: Marks (There is no column “A”. Columns: name, Square, Star).",
        )

    def test_if_nothing_is_left_it_is_refused(self) -> None:
        """The default of one input can be wrong beside the value of another."""
        with pytest.raises(InputError, match="traits"):
            restored(RENEWED, "1.9", {"shapes": [["name", "sides"], ["A", "3"]]})

    @pytest.mark.parametrize("version", [None, 1.0, "", "one", "1", ["1.0"]])
    def test_what_is_no_version(self, version: object) -> None:
        """Cannot be brought up to date."""
        with pytest.raises(Refused, match="version"):
            restored(RENEWED, version, {})
