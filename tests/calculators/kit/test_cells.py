"""What counts as a header, and the forms that a table may come in."""

from __future__ import annotations

from typing import Any

import pytest

from calculators.kit.cells import filled, header_of, is_number, matrix
from calculators.kit.fields import Field, Number, Text
from calculators.kit.problems import InputError

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
