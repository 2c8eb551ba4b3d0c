"""What a paste does to a table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.clipboard import Pasted, paste
from calculators.kit.problems import InputError

from .shapes import Shapes

HEADER = ["name", "sides", "filled", "area"]
SQUARE = ["Square", "4", "no", ""]
STAR = ["Star", "10", "yes", "2.5"]


def into_shapes(text: str, row: Any = 0, column: Any = 0, **more: Any) -> Pasted:
    """Paste into the table of shapes."""
    raw = {"cells": [HEADER, SQUARE, STAR], "paste": text, "row": row, "column": column, **more}
    return paste(Shapes, "shapes", raw, {})


def into_marks(text: str, row: int = 0, column: int = 0, **others: Any) -> Pasted:
    """Paste into the grid of marks."""
    cells = [["name", "Square", "Star"], ["Ann", "1", "5"]]
    raw = {"cells": cells, "paste": text, "row": row, "column": column}
    return paste(Shapes, "traits", raw, others)


class TestOverlay:
    """Without a header, cells land from the focused one on."""

    def test_fills_in_from_the_focused_cell(self) -> None:
        """To the right and down; the rest stays."""
        pasted = into_shapes("5\tyes\n6\tno", row=0, column=1)
        expected = [HEADER, ["Square", "5", "yes", ""], ["Star", "6", "no", "2.5"]]
        assert pasted == Pasted({"shapes": expected})

    def test_grows_by_blank_rows(self) -> None:
        """Cells that the paste does not reach hold a new row's values."""
        pasted = into_shapes("A\nB\nC", row=1)
        assert pasted.tables["shapes"][3:] == [["B", "", "no", ""], ["C", "", "no", ""]]

    def test_tells_what_does_not_fit(self) -> None:
        """Cells beyond the last column are left out, and the reader is told."""
        pasted = into_shapes("1\t2\t3", row=0, column=2)
        assert pasted.tables["shapes"][1] == ["Square", "4", "1", "2"]
        assert "beyond its last column" in pasted.notice

    def test_a_single_line_is_data(self) -> None:
        """Even if it reads like a header: otherwise it would empty the table."""
        assert into_shapes("name\tsides").tables["shapes"][1] == ["name", "sides", "no", ""]
        assert into_marks("a\tb\tc").tables == {
            "traits": [["name", "Square", "Star"], ["a", "b", "c"]]
        }

    @pytest.mark.parametrize("row", [99, -1, None, "2", 1.5])
    def test_a_place_that_is_not_there(self, row: object) -> None:
        """Below the last row the paste is added; without a place it starts at the top."""
        table = into_shapes("A", row=row).tables["shapes"]
        assert ["A", "", "no", ""] in table or table[1][0] == "A"

    def test_names_with_blanks_do_not_replace_a_grid(self) -> None:
        """New rows with nothing filled in yet are rows."""
        pasted = into_marks("Bob\t\t\nEve\t\t", row=1)
        assert pasted.tables["traits"][1:] == [["Ann", "1", "5"], ["Bob", "", ""], ["Eve", "", ""]]


class TestReplace:
    """With a header, the table is what was pasted."""

    def test_replaces_the_rows(self) -> None:
        """Columns in any order; those that are not pasted take a new row's values."""
        pasted = into_shapes("Number of sides\tName\n3\tTriangle\n5\tPentagon", row=1, column=1)
        expected = [HEADER, ["Triangle", "3", "no", ""], ["Pentagon", "5", "no", ""]]
        assert pasted == Pasted({"shapes": expected})

    def test_tells_which_columns_were_left_out(self) -> None:
        """By name, but not by a thousand names."""
        pasted = into_shapes("name\tOwner\tsides\nA\tAnn\t3")
        assert pasted.tables["shapes"][1] == ["A", "3", "no", ""]
        assert pasted.notice == "Left out, because nothing here uses it: “Owner”."
        many = "\t".join(f"c{n}" for n in range(1000))
        notice = into_shapes(f"name\t{many}\nA").notice
        assert notice.endswith("“c9” and 990 more.")

    def test_short_lines_keep_the_values_of_a_new_row(self) -> None:
        """A line that ends early is no mistake."""
        assert into_shapes("name\tfilled\nA").tables["shapes"][1] == ["A", "", "no", ""]

    def test_a_grid_brings_its_columns_along(self) -> None:
        """New columns appear in the table that names them; those known keep their settings."""
        shapes = [HEADER, SQUARE, STAR]
        pasted = into_marks("who\tSTAR\tDisc\nBob\t3\t4\nEve\t5", shapes=shapes)
        assert pasted.tables == {
            "shapes": [HEADER, ["STAR", "10", "yes", "2.5"], ["Disc", "", "no", ""]],
            "traits": [["name", "STAR", "Disc"], ["Bob", "3", "4"], ["Eve", "5", ""]],
        }
        assert "“Disc”" in pasted.notice
        assert "STAR" not in pasted.notice

    def test_a_grid_without_the_other_table_takes_its_default(self) -> None:
        """As everywhere, what is missing is as by default."""
        pasted = into_marks("who\tSquare\nBob\t3")
        assert pasted.tables["shapes"] == [HEADER, SQUARE]

    @pytest.mark.parametrize("shapes", ["junk", [], [[]], [["x"], ["y"]], None, [["name"], 5]])
    def test_a_grid_beside_a_broken_table_makes_a_new_one(self, shapes: object) -> None:
        """Whatever a link brought."""
        pasted = into_marks("who\tSquare\nBob\t3", shapes=shapes)
        assert pasted.tables["shapes"] == [HEADER, ["Square", "", "no", ""]]

    def test_columns_without_a_name_get_one(self) -> None:
        """So that they can be renamed."""
        pasted = into_marks("\tA\t\nBob\t3\t4")
        assert pasted.tables["traits"][0] == ["name", "A", "column 2"]


class TestRefused:
    """Pastes that change nothing."""

    @pytest.mark.parametrize(
        ("text", "start"),
        [
            ("", "The clipboard holds no cells."),
            ("\t\n\t", "The clipboard holds no cells."),
            ("a\n" * 7, "Use at most 5 shapes: these are 6."),
            ("x" * 100_001, "Paste at most 100,000 characters"),
        ],
    )
    def test_nothing_or_too_much(self, text: str, start: str) -> None:
        """The message says how much is enough."""
        with pytest.raises(InputError) as caught:
            into_shapes(text)
        (problem,) = caught.value.problems
        assert problem.key == "shapes"
        assert problem.message.startswith(start)

    def test_too_many_columns(self) -> None:
        """A grid brings at most as many columns as the other table may have rows."""
        with pytest.raises(InputError, match="at most 5 shapes"):
            into_marks("who\ta\tb\tc\td\te\tf\nBob\t1")

    @pytest.mark.parametrize("cells", [None, "x", [], [[]], {}, [1], [["a"], "b"]])
    def test_a_table_that_is_none(self, cells: object) -> None:
        """Where the page itself is broken, it says so."""
        with pytest.raises(InputError, match="Reload the page"):
            into_shapes("1", cells=cells)


@given(
    st.text(max_size=60),
    st.lists(st.lists(st.none() | st.text(max_size=3), max_size=5), max_size=4),
    st.integers(-3, 9),
    st.integers(-3, 9),
)
def test_any_paste_gives_a_straight_table_or_a_message(
    text: str, cells: list[list[str]], row: int, column: int
) -> None:
    """Each line as long as the header, whatever came in."""
    try:
        pasted = into_shapes(text, row, column, cells=cells)
    except InputError:
        return
    for table in pasted.tables.values():
        assert {len(line) for line in table} == {len(table[0])}
        assert all(isinstance(cell, str) for line in table for cell in line)
