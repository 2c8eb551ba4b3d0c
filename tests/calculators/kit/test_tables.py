"""What becomes of a table's cells: rows, or a message at each cell that is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from calculators.kit.fields import Number
from calculators.kit.inputs import GridRow, InputError, unique
from calculators.kit.tables import Grid, Rows

from .shapes import Shape, Shapes

ROWS = Rows(label="Shapes", row=Shape, least=1, most=5, noun="shape")
GRID = Grid(label="Marks", columns_from="shapes", cell=Number(label="", least=0, most=10), most=3)
ABOVE = {"shapes": (Shape("Square", 4), Shape("Star", 10))}


def messages(
    field: Rows | Grid, raw: object, above: dict[str, Any] | None = None
) -> dict[str, str]:
    """What is said of a table that cannot be read."""
    with pytest.raises(InputError) as caught:
        field.read_table("t", raw, ABOVE if above is None else above)
    return {problem.key: problem.message for problem in caught.value.problems}


class TestRows:
    """Tables of a fixed kind of row."""

    def test_reads_typed_rows(self) -> None:
        """Each cell by its column's field; columns may come in any order."""
        raw = [["sides", "name", "filled", "area"], ["5", " Pen tagon ", "Yes, filled", "1.5"]]
        rows, places = ROWS.read_table("t", raw, {})
        assert rows == (Shape("Pen tagon", 5, "yes", 1.5),)
        assert places == (0,)

    def test_passes_over_empty_rows_and_says_where_the_others_stood(self) -> None:
        """A blank row at the end of a form is no mistake."""
        raw = [["name", "sides"], ["", " "], ["A", "3"], [], ["B", "4"]]
        rows, places = ROWS.read_table("t", raw, {})
        assert [row.name for row in rows] == ["A", "B"]
        assert places == (1, 3)

    def test_passes_over_a_new_row_that_nobody_touched(self) -> None:
        """It holds only what every new row holds, and still waits for a name."""
        header, new = ["name", "sides", "filled", "area"], ["", "", "no", ""]
        rows, places = ROWS.read_table("t", [header, new, ["A", "3", "no", ""], new], {})
        assert (rows, places) == ((Shape("A", 3),), (1,))
        assert list(messages(ROWS, [header, ["", "", "yes", ""]])) == ["t.0.name", "t.0.sides"]

    def test_columns_left_out_take_their_defaults(self) -> None:
        """A column that is there and empty does not: a choice has to be made."""
        ((row,), _) = ROWS.read_table("t", [["name", "sides"], ["A", "3"]], {})
        assert row == Shape("A", 3, "no", None)
        raw = [["name", "sides", "filled"], ["A", "3", ""]]
        assert messages(ROWS, raw) == {"t.0.filled": "Choose one of: yes, no."}

    def test_a_message_for_every_cell_that_is_wrong(self) -> None:
        """At once, so that nobody has to try again for each."""
        raw = [["name", "sides"], ["", "2"], ["", ""], ["B", "many"]]
        assert messages(ROWS, raw) == {
            "t.0.name": "Enter a name.",
            "t.0.sides": "Enter a number of at least 3.",
            "t.2.sides": "Enter a whole number from 3 to 100, such as 4.",
        }

    @pytest.mark.parametrize("line", [["A", "3", "more"], ["A", "3", "", "", "x"]])
    def test_a_cell_too_many_is_not_lost(self, line: list[str]) -> None:
        """A comma in a name moves all that follows: silence would compute with wrong numbers."""
        (message,) = messages(ROWS, [["name", "sides"], line]).values()
        assert message.startswith("A row has more cells than the table's 2 columns.")
        assert ROWS.read_table("t", [["name", "sides"], ["A", "3", "", " "]], {})[0]

    def test_a_column_given_twice(self) -> None:
        """Nobody can tell which one counts."""
        raw = [["name", "sides", "sides"], ["A", "3", "4"]]
        assert messages(ROWS, raw) == {"t": "Keep one column “sides”: there are two."}

    def test_a_column_that_is_not_there(self) -> None:
        """The message lists those that are, and shows no more than 50 characters."""
        raw = [["name", "x" * 1000], ["A", "3"]]
        (message,) = messages(ROWS, raw).values()
        assert message == f"There is no column “{'x' * 50}”. Columns: name, sides, filled, area."

    def test_a_column_without_a_name(self) -> None:
        """Only in the way if something stands in it."""
        assert ROWS.read_table("t", [["name", "sides", ""], ["A", "3", ""]], {})[0]
        assert messages(ROWS, [["name", "sides", ""], ["A", "3", "5"]])["t"].startswith(
            "There is no column “”."
        )

    @pytest.mark.parametrize(
        ("count", "message"),
        [
            (0, "Enter at least 1 shape: there are 0."),
            (6, "Keep at most 5 shapes: there are 6."),
            (10_000, "Keep at most 5 shapes: there are 10,000."),
        ],
    )
    def test_too_few_or_too_many(self, count: int, message: str) -> None:
        """One message for the table, however many rows are wrong besides."""
        raw = [["name", "sides"], *([str(n), "none"] for n in range(count))]
        assert messages(ROWS, raw) == {"t": message}

    def test_checks_rows_from_python(self) -> None:
        """By the same bounds, and by their class."""
        rows: Any = (Shape("A", 2), Shape("", 3), "A", Shape("B", 4))
        found = {p.key: p.message for p in ROWS.check_table("t", rows, {})}
        assert found == {
            "t.0.sides": "Enter a number of at least 3.",
            "t.1.name": "Enter a name.",
            "t.2.name": "Give a Shape.",
        }
        assert [p.message for p in ROWS.check_table("t", None, {})] == ["Give a tuple of rows."]

    def test_written_reads_back(self) -> None:
        """In the form and in JSON."""
        rows = (Shape("Square", 4), Shape("Star", 10, "yes", 2.5))
        assert ROWS.read_table("t", ROWS.write_table(rows, {}), {})[0] == rows
        assert ROWS.read_table("t", ROWS.plain_table(rows), {})[0] == rows
        assert ROWS.plain_table(rows)[0] == {"name": "Square", "sides": 4, "filled": "no"}


class TestGrid:
    """Tables whose columns another table names."""

    def test_reads_a_number_for_each_column(self) -> None:
        """Columns are matched by name, in any order."""
        raw = [["Star", "name", "Square"], ["1", "Ann", "2"]]
        rows, _ = GRID.read_table("t", raw, ABOVE)
        assert rows == (GridRow("Ann", {"Square": 2, "Star": 1}),)

    def test_a_column_that_is_missing(self) -> None:
        """Is asked for in every row."""
        assert messages(GRID, [["name", "Star"], ["Ann", "1"]]) == {
            "t.0.Square": "Enter a number from 0 to 10."
        }

    @pytest.mark.parametrize("taken", ["name", "Name", "NAME"])
    def test_a_column_cannot_be_called_as_the_first(self, taken: str) -> None:
        """The message stands where the name was given."""
        above = {"shapes": (Shape("A", 3), Shape(taken, 4))}
        expected = {"shapes.1.name": "Choose another name: the first column is called that."}
        assert messages(GRID, [["name", "A"], ["Ann", "1"]], above) == expected
        found = GRID.check_table("t", (), above)
        assert {p.key: p.message for p in found} == expected

    def test_two_columns_of_one_name(self) -> None:
        """The message stands where the name was given, not at the grid."""
        above = {"shapes": (Shape("A", 3), Shape("a", 4))}
        found = messages(GRID, [["name", "A", "a"], ["Ann", "1", "2"]], above)
        assert found == {"shapes.1.name": "Give each row its own name: “a” is used twice."}

    def test_names_with_dots_and_signs(self) -> None:
        """Are names like any other."""
        above = {"shapes": (Shape("a.b.c", 3), Shape("__proto__", 4), Shape("<b>", 4))}
        raw = [["name", "a.b.c", "__proto__", "<b>"], ["Ann", "1", "x", "3"]]
        assert list(messages(GRID, raw, above)) == ["t.0.__proto__"]

    def test_checks_rows_from_python(self) -> None:
        """Columns that are missing or too many."""
        rows = (GridRow("Ann", {"Square": 1}), GridRow("Bob", {"Square": 1, "Star": 2, "Disc": 3}))
        found = {p.key: p.message for p in GRID.check_table("t", rows, ABOVE)}
        assert found == {
            "t.0.Star": "Enter a number from 0 to 10.",
            "t.1.Disc": "There is no column “Disc”. Columns: name, Square, Star.",
        }

    def test_a_form_reads_the_grid_by_the_table_above(self) -> None:
        """With the table's new names, or not at all while those are wrong."""
        wire = Shapes().written()
        wire["shapes"] = [["name", "sides"], ["Disc", "8"]]
        wire["traits"] = [["name", "Disc"], ["Ann", "7"]]
        assert Shapes.read(wire).traits == (GridRow("Ann", {"Disc": 7}),)
        wire["shapes"] = [["name", "sides"], ["Disc", "2"]]
        with pytest.raises(InputError) as caught:
            Shapes.read(wire)
        assert [problem.key for problem in caught.value.problems] == ["shapes.0.sides"]

    def test_a_form_from_python_checks_the_grid_by_the_table_above(self) -> None:
        """And not at all while that is wrong."""
        with pytest.raises(InputError) as caught:
            replace(Shapes(), shapes=(Shape("Disc", 2),))
        assert [problem.key for problem in caught.value.problems] == ["shapes.0.sides"]
        with pytest.raises(InputError) as caught:
            replace(Shapes(), shapes=(Shape("Disc", 3),))
        keys = [problem.key for problem in caught.value.problems]
        assert keys == ["traits.0.Disc", "traits.0.Square", "traits.0.Star"]


def test_unique_marks_every_repetition() -> None:
    """In any case; the first of a name is right."""
    rows = [GridRow(name, {}) for name in ("A", "b", "a", "B", "c", "A")]
    assert [problem.key for problem in unique("t", rows)] == ["t.2.name", "t.3.name", "t.5.name"]
