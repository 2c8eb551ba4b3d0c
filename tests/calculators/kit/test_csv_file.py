"""Tables as CSV: exact numbers, units, and where they come from."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import csv_file, format
from calculators.kit.blocks import Cell, Table
from calculators.kit.delimited import split
from calculators.kit.inputs import Rows
from tests.calculators import strategies

from .shapes import CALCULATOR, Shapes

ORIGIN = ("Shapes 1.0, 2027-03-01", 'Inputs: a, "b"', "https://example.org/#shapes?size=1&v=1")


def written(columns: tuple[str, ...], *rows: tuple[Cell, ...]) -> list[list[str]]:
    """A table of a report as a spreadsheet reads it."""
    text = csv_file.of_report(Table("T", columns, rows), ())
    return list(csv.reader(io.StringIO(text.removeprefix(csv_file.MARK))))


def test_numbers_are_exact_and_bare() -> None:
    """Ten digits, no separator and no quotes; texts are quoted."""
    table = Table("T", ("Name", "Cost"), (("A", format.number(1234567.891)),))
    assert csv_file.of_report(table, ()) == '\ufeff"Name","Cost"\r\n"A",1234567.891\r\n'


def test_a_unit_of_a_whole_column_stands_in_its_header() -> None:
    """Also of numbers that a report gives as words; a header that has it does not get it twice."""
    rows = ((format.percent(12.345), "90 %", "x"), (format.percent(0.5), "1,000 %", "none"))
    assert written(("Share", "Accuracy (%)", "Word"), *rows) == [
        ["Share (%)", "Accuracy (%)", "Word"],
        ["12.345", "90 %", "x"],
        ["0.5", "1,000 %", "none"],
    ]
    mixed = (("90 %",), (format.percent(12.345),), ("1,000 %",), ("<1 %",), ("never",))
    assert written(("Share",), *mixed) == [
        ["Share (%)"], ["90"], ["12.345"], ["1000"], ["<1 %"], ["never"],
    ]  # fmt: skip


def test_numbers_of_several_units_bear_their_own() -> None:
    """Those without one stay numbers."""
    rows = ((format.percent(83.25),), (format.number(0.5),), (format.number(7, "ms"),))
    assert written(("Breaks even at",), *rows)[1:] == [["83.25 %"], ["0.5"], ["7 ms"]]


def test_huge_numbers_have_no_unit() -> None:
    """A power of ten is not one, and factors lose their sign."""
    rows = ((format.number(1.2e17), format.times(1722.844)),)
    assert written(("Cost", "Times"), *rows) == [["Cost", "Times"], ["1.2E+17", "1722.844"]]


def test_what_has_no_answer_is_empty() -> None:
    """A program would take words for a mistake."""
    assert written(("A",), (format.number(None),), (format.number(2),)) == [["A"], [""], ["2"]]


def test_nothing_runs() -> None:
    """Neither cells nor headers; negative numbers stay numbers."""
    rows = (("=1+1", format.number(-5)), ("@x", format.number(-0.5)))
    assert written(("=HYPERLINK(1)", "-"), *rows) == [
        ["'=HYPERLINK(1)", "'-"],
        ["'=1+1", "-5"],
        ["'@x", "-0.5"],
    ]


def test_the_end_says_where_it_comes_from() -> None:
    """After an empty line; reading passes over it."""
    text = csv_file.of_report(Table("T", ("A", "B"), (("x", "y"),)), ORIGIN)
    lines = list(csv.reader(io.StringIO(text)))
    assert lines[2:] == [[], *([f"# {line}"] for line in ORIGIN)]
    assert split("t", text) == [["A", "B"], ["x", "y"]]


def test_a_hostile_origin_runs_nothing() -> None:
    """Titles and inputs are somebody's words too."""
    text = csv_file.lines([["a"]], ["x;=1", '",=1'])
    assert list(csv.reader(io.StringIO(text)))[2:] == [["# x;'=1"], ['# ",=1']]


def test_a_table_without_rows_is_its_header() -> None:
    """There is something to fill in."""
    field = Shapes.fields()["shapes"]
    assert isinstance(field, Rows)
    assert csv_file.of_input(field, (), {}, ()).split() == ['\ufeff"name","sides","filled","area"']


@given(data=st.data())
def test_a_table_of_the_form_comes_back(data: st.DataObject) -> None:
    """Whatever it is called and whoever filled it in."""
    inputs = data.draw(strategies.inputs(CALCULATOR))
    assert isinstance(inputs, Shapes)
    fields = {name: getattr(inputs, name) for name in inputs.fields()}
    for name in ("shapes", "traits"):
        field = inputs.fields()[name]
        text = csv_file.of_input(field, fields[name], fields, ORIGIN)  # type: ignore[arg-type]
        header, *body = split("t", text)
        again = field.read_table(name, [header, *body], fields)[0]  # type: ignore[attr-defined]
        assert again == fields[name]
