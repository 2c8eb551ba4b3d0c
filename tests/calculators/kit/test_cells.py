"""How tables are cut into cells, and what counts as a header."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.cells import LONGEST, filled, header_of, is_number, matrix, split
from calculators.kit.fields import Field, Number, Text
from calculators.kit.problems import InputError
from calculators.kit.spreadsheet import disarm

COLUMNS: dict[str, Field] = {
    "name": Text(label="Project"),
    "cost": Number(label="Cost (days)"),
    "impact": Number(label="Impact %"),
}


def refusal(raw: object) -> str:
    """The message for what is no table."""
    with pytest.raises(InputError) as caught:
        matrix("projects", raw, COLUMNS)
    (problem,) = caught.value.problems
    assert problem.key == "projects"
    return problem.message


class TestSplit:
    """Text from a clipboard or a file."""

    @pytest.mark.parametrize(
        ("text", "cells"),
        [
            ("a\tb\n1\t2", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
            ("a;b\r1;2,5", [["a", "b"], ["1", "2,5"]]),  # as spreadsheets of the continent save
            ('"a;b",5', [["a;b", "5"]]),
            ("a\tb,c", [["a", "b,c"]]),  # tabs win: a comma is then part of a cell
            ('"Smith, John",5', [["Smith, John", "5"]]),
            ('"two\nlines"\t5', [["two\nlines", "5"]]),
            ("\ufeffa,b", [["a", "b"]]),  # the mark that spreadsheets put before UTF-8
            ("\n\n a , b \n\n,\n", [["a", "b"]]),
            ("a", [["a"]]),
            ("", []),
            (" \t \n", []),
            ("a\0b,c", [["ab", "c"]]),
        ],
    )
    def test_cuts_where_cells_end(self, text: str, cells: list[list[str]]) -> None:
        """At tabs if there are any, else semicolons, else commas; empty lines fall away."""
        assert split("t", text) == cells

    def test_too_long(self) -> None:
        """Refused before it is cut, and what was there stays."""
        with pytest.raises(InputError, match="Nothing was changed"):
            split("t", "1" * (LONGEST + 1))

    @given(st.text(max_size=200))
    def test_any_text_is_cut(self, text: str) -> None:
        """Into lines with something in them, without white space around."""
        for line in split("t", text):
            assert any(line)
            assert all(cell == cell.strip() for cell in line)

    @given(
        st.lists(
            st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=2, max_size=4),
            max_size=4,
        )
    )
    def test_csv_comes_back(self, cells: list[list[str]]) -> None:
        """What Python's own writer saves is read as it was, but for white space and empty lines."""
        text = io.StringIO()
        kept = [[cell.strip() for cell in line] for line in cells]
        written = [[disarm(cell) for cell in line] for line in kept]
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows(written)
        assert split("t", text.getvalue()) == [line for line in kept if any(line)]

    @pytest.mark.parametrize(
        "end", ["\n\n# By us\n", "\n\n# By us\n# on a day", '\n,\n"# a, b",\n,']
    )
    def test_passes_over_where_a_file_of_ours_comes_from(self, end: str) -> None:
        """The lines after the last empty one, if each begins with a hash; spreadsheets add commas."""
        assert split("t", f"a,b\n# 1,2{end}") == [["a", "b"], ["# 1", "2"]]

    @pytest.mark.parametrize("text", ["# a\n# b", "a\n# b", "a\n\n# b\nc", "\n# a"])
    def test_other_lines_with_a_hash_are_data(self, text: str) -> None:
        """Also a list of nothing but such names."""
        assert split("t", text) == [[line] for line in text.split("\n") if line]

    def test_takes_off_what_keeps_a_spreadsheet_from_running_a_text(self) -> None:
        """An apostrophe that stands there for no other reason stays."""
        assert split("t", "'=1,'tis,''-1") == [["=1", "'tis", "'-1"]]


class TestHeader:
    """Which line names columns."""

    @pytest.mark.parametrize(
        "line",
        [
            ["name", "cost", "impact"],
            ["Name", "COST", " Impact "],
            ["Project", "Cost (days)", "Impact %"],
            ["project", "cost  days", "impact"],
        ],
    )
    def test_names_or_labels_in_any_spelling(self, line: list[str]) -> None:
        """Case, white space and signs do not matter."""
        assert header_of(line, COLUMNS) == ["name", "cost", "impact"]

    def test_other_columns_stay_as_they_are(self) -> None:
        """A spreadsheet may hold more than is needed here."""
        assert header_of(["Cost", "Name", "2027"], COLUMNS) == ["cost", "name", "2027"]
        assert header_of(["Cost", "Owner"], COLUMNS) == ["cost", "Owner"]

    @pytest.mark.parametrize(
        "line", [["Search", "3", "5"], ["Cost", "3", "5"], ["", "3", ""], ["cost", "2.5"], [], [""]]
    )
    def test_data_is_no_header(self, line: list[str]) -> None:
        """Not even where a project is called as a column."""
        assert header_of(line, COLUMNS) is None

    def test_columns_that_differ_in_signs_only(self) -> None:
        """A+ and A- are two columns, and € is not an empty cell."""
        columns: dict[str, Field] = {name: Number(label="") for name in ("A+", "A-", "€")}
        assert header_of(["A+", "A-", "€"], columns) == ["A+", "A-", "€"]
        assert header_of(["a", "5"], columns) is None
        assert header_of(["BERT", "", "5"], columns) is None

    def test_numbers_can_be_names(self) -> None:
        """A column called 2026 is known, so it is no number here."""
        columns: dict[str, Field] = {"name": Text(label="Name"), "2026": Number(label="")}
        assert header_of(["name", "2026"], columns) == ["name", "2026"]

    @pytest.mark.parametrize("cell", ["1", "-1", "−1", "1,000", "5 %", "1e3", "nan", " 7 "])
    def test_numbers(self, cell: str) -> None:
        """Right or wrong, they were meant as numbers."""
        assert is_number(cell)

    @pytest.mark.parametrize("cell", ["", "F1", "n/a", "five", "%"])
    def test_no_numbers(self, cell: str) -> None:
        """Words are not."""
        assert not is_number(cell)

    @pytest.mark.parametrize(("cell", "there"), [("", False), (" ", False), (None, False)])
    def test_empty(self, cell: object, there: object) -> None:
        """White space is nothing."""
        assert filled(cell) is there

    @pytest.mark.parametrize("cell", ["0", 0, False, [], "x"])
    def test_filled(self, cell: object) -> None:
        """Zero is something."""
        assert filled(cell)


class TestMatrix:
    """Every form that a table may come in."""

    expected: tuple[list[str], list[Any]] = (["name", "cost", "impact"], [["A", "1", "2"]])

    @pytest.mark.parametrize(
        "raw",
        [
            [["name", "cost", "impact"], ["A", "1", "2"]],
            (("name", "cost", "impact"), ["A", "1", "2"]),
            [{"name": "A", "cost": "1", "impact": "2"}],
            "name,cost,impact\nA,1,2",
            "Project\tCost (days)\tImpact %\nA\t1\t2",
            "A,1,2",
            ' [["A", "1", "2"]]',
            '[["Project", "cost", "impact"], ["A", "1", "2"]]',
            '\ufeff[{"name": "A", "cost": "1", "impact": "2"}]',
        ],
    )
    def test_says_the_same_in_every_form(self, raw: object) -> None:
        """Lists, objects, CSV and JSON; text may come without a header."""
        header, rows = matrix("projects", raw, COLUMNS)
        assert (header, [list(row) for row in rows]) == self.expected

    def test_objects_may_leave_columns_out(self) -> None:
        """They are empty there."""
        raw = [{"name": "A"}, {"cost": 1}]
        assert matrix("projects", raw, COLUMNS) == (["name", "cost"], [["A", None], [None, 1]])

    @pytest.mark.parametrize("raw", [[], "[]", "", "\n"])
    def test_nothing(self, raw: object) -> None:
        """No rows is a table too."""
        assert matrix("projects", raw, COLUMNS)[1] == []

    @pytest.mark.parametrize(
        ("raw", "message"),
        [
            (5, "Give a list of rows."),
            (None, "Give a list of rows."),
            ({"name": "A"}, "Give a list of rows."),
            ([1, 2], "Give each row as an object with named values."),
            (["ab"], "Give each row as an object with named values."),
            ([["name"], {"name": "A"}], "Give each row as an object with named values."),
            ('[["name"], 5]', "Give each row as an object with named values."),
            ("[1, 2]", "Give each row as an object with named values."),
        ],
    )
    def test_no_table(self, raw: object, message: str) -> None:
        """The message says what a table is."""
        assert refusal(raw) == message

    @pytest.mark.parametrize("raw", ["[", "[" * 10**5, "[1,", "[9" + "9" * 5000 + "]"])
    def test_broken_json(self, raw: str) -> None:
        """However it is broken."""
        assert refusal(raw).startswith("Give valid JSON, or CSV: ")
