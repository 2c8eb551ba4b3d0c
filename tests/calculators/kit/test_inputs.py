"""How a form is read, checked and written."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.inputs import GridRow, InputError, Problem
from tests.calculators import strategies

from .shapes import CALCULATOR, Opinion, Shape, Shapes


def problems(**raw: object) -> dict[str, str]:
    """The messages by place, in their order."""
    with pytest.raises(InputError) as caught:
        Shapes.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def test_nothing_given_is_the_default() -> None:
    """What is missing takes its default."""
    assert Shapes.read({}) == Shapes()


def test_reads_a_whole_form() -> None:
    """Fields as typed, parts with a dot, tables as cells."""
    wire = {
        "size": "5",
        "share": "12.5 %",
        "price": "$ 1,000",
        "count": "",
        "title": " Two  words ",
        "shapes": [["name", "sides"], ["Disc", "100"]],
        "traits": [["name", "Disc"], ["Ann", "7"]],
        "opinion.verdict": "dislike",
        "opinion.reason": "a\nb",
    }
    assert Shapes.read(wire) == Shapes(
        size=5,
        share=12.5,
        price=1000,
        title="Two words",
        shapes=(Shape("Disc", 100),),
        traits=(GridRow("Ann", {"Disc": 7}),),
        opinion=Opinion("dislike", "a\nb"),
    )


def test_lists_every_problem_in_the_order_of_the_form() -> None:
    """Unknown inputs first, with the names of those there are."""
    found = problems(nonsense="1", price="-1", size="x", **{"opinion.since": "never"})
    assert list(found) == ["nonsense", "size", "price", "opinion.since"]
    known = ", ".join(Shapes.fields())
    assert found["nonsense"] == f"There is no input “nonsense”. Inputs: {known}."


def test_asks_across_fields_only_when_each_is_right() -> None:
    """A message about a pair helps nobody while one of them is no number."""
    grid = [["name", "Square", "Star"], ["Shapes", "1", "2"]]
    assert list(problems(traits=grid)) == ["traits.0.name"]
    assert list(problems(traits=grid, size="x")) == ["size"]


def test_messages_across_fields_stand_at_the_row_the_reader_sees() -> None:
    """Empty rows above it count, though they are passed over."""
    grid = [["name", "Square", "Star"], ["", "", ""], ["Ann", "1", "1"], ["", "", ""]]
    repeated = [*grid, ["ann", "2", "2"]]
    assert list(problems(traits=repeated)) == ["traits.3.name"]


def test_making_one_from_python_checks_it() -> None:
    """An instance that exists is valid."""
    with pytest.raises(InputError) as caught:
        Shapes(size=0, share=101, count=-1, title="", opinion=Opinion(verdict="maybe"))
    keys = [problem.key for problem in caught.value.problems]
    assert keys == ["size", "share", "count", "title", "opinion.verdict"]
    with pytest.raises(InputError, match="size: Enter a number above 0"):
        replace(Shapes(), size=-1)


def test_parts_join_what_was_given_as_a_whole() -> None:
    """`opinion=dislike opinion.reason=…` on the command line says both."""
    found = Shapes.read({"opinion.reason": "x", "opinion": "dislike"}).opinion
    assert found == Opinion("dislike", "x")
    given_parts = {"verdict": "dislike"}
    assert Shapes.read({"opinion": given_parts, "opinion.reason": "y"}).opinion.reason == "y"
    assert given_parts == {"verdict": "dislike"}  # what was handed in stays as it was


def test_an_unknown_part_is_named() -> None:
    """With those that there are."""
    found = problems(**{"opinion.colour": "red"})
    assert found == {"opinion": "There is no part “colour”. Parts: verdict, reason, since."}


def test_writes_what_stands_in_the_form() -> None:
    """Texts; parts with a dot; tables with a header."""
    assert Shapes().written() == {
        "size": "2.5",
        "share": "50",
        "price": "20000",
        "count": "",
        "title": "Shapes",
        "shapes": [
            ["name", "sides", "filled", "area"],
            ["Square", "4", "no", ""],
            ["Star", "10", "yes", "2.5"],
        ],
        "traits": [["name", "Square", "Star"], ["Ann", "1", "5"]],
        "opinion.verdict": "like",
        "opinion.reason": "",
        "opinion.since": "",
    }


def test_gives_machines_plain_values() -> None:
    """Numbers as numbers, rows as objects without their empty columns."""
    plain = Shapes().plain()
    assert json.loads(json.dumps(plain)) == {
        "size": 2.5,
        "share": 50,
        "price": 20_000,
        "count": None,
        "title": "Shapes",
        "shapes": [
            {"name": "Square", "sides": 4, "filled": "no"},
            {"name": "Star", "sides": 10, "filled": "yes", "area": 2.5},
        ],
        "traits": [{"name": "Ann", "Square": 1, "Star": 5}],
        "opinion": {"verdict": "like", "reason": "", "since": ""},
    }


@given(strategies.inputs(CALCULATOR))
def test_written_and_plain_read_back(inputs: Shapes) -> None:
    """Whatever the inputs are."""
    assert Shapes.read(inputs.written()) == inputs
    assert Shapes.read(json.loads(json.dumps(inputs.plain()))) == inputs


@given(st.dictionaries(st.sampled_from(list(Shapes().written())) | st.text(), strategies.junk()))
def test_junk_is_read_or_refused_in_sentences(raw: dict[str, object]) -> None:
    """Nothing else is ever raised."""
    try:
        Shapes.read(raw)
    except InputError as error:
        messages = [problem.message for problem in error.problems]
    else:
        messages = ["There are none."]
    assert messages
    assert all(messages)


def test_a_place_in_words() -> None:
    """Rows are counted from 1 for people, from 0 in keys."""
    cell = Problem("projects", "No.", 2, "friction")
    assert (cell.key, cell.place) == ("projects.2.friction", "projects, row 3, friction")
    part = Problem("ethics", "No.", column="owner")
    assert (part.key, part.place) == ("ethics.owner", "ethics, owner")
    assert str(InputError([cell, part])) == "projects, row 3, friction: No.; ethics, owner: No."
