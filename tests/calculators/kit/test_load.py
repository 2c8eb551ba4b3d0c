"""What becomes of a file that somebody opens in a calculator."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import load as module
from calculators.kit.inputs import Form, number, rows
from calculators.kit.load import load
from calculators.kit.problems import Refused
from calculators.kit.run import UnknownCalculator
from tests.calculators import strategies

from .shapes import CALCULATOR, Shape, Shapes
from .test_history import CHANGES

HEADER = ["name", "sides", "filled", "area"]


@dataclass(frozen=True)
class Only(Form):
    """A form with one table."""

    shapes: tuple[Shape, ...] = rows((), "Shapes", Shape)


@dataclass(frozen=True)
class Bare(Form):
    """A form without a table."""

    size: float = number(1, "Size")


@pytest.fixture(autouse=True)
def shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented calculator, after some changes, and one beside it."""
    known = {
        "shapes": replace(CALCULATOR, version="1.10", history=CHANGES),
        "other": replace(CALCULATOR, name="other", title="Others"),
    }

    def find(name: object) -> Any:
        if name in known:
            return known[str(name)]
        raise UnknownCalculator(str(name))

    monkeypatch.setattr(module, "calculator_of", find)


def opened(text: str, **more: Any) -> dict[str, Any]:
    """What goes into the form, and what is said."""
    return load({"name": "shapes", "text": text, **more})


def refusal(text: str) -> str:
    """Why a file is not opened."""
    with pytest.raises(Refused) as caught:
        opened(text)
    said = str(caught.value)
    assert said.endswith(" Nothing was changed.")
    assert said.count("Nothing was changed.") == 1
    return said


def saved(version: str = "1.10", **inputs: Any) -> str:
    """A saved file."""
    return json.dumps({"calculator": "shapes", "version": version, "inputs": inputs, "result": 5})


class TestJson:
    """Saved inputs."""

    def test_fills_the_whole_form(self) -> None:
        """What the file does not say is as by default."""
        answer = opened(saved(size=3, shapes=[{"name": "A", "sides": 3}], traits=[]))
        expected = Shapes(size=3, shapes=(Shape("A", 3),), traits=())
        assert answer == {"values": expected.written(), "notices": []}

    @pytest.mark.parametrize("before", ["\ufeff", "\n\t ", "\ufeff \r\n"])
    def test_what_stands_before_it_does_not_matter(self, before: str) -> None:
        """Editors leave marks."""
        assert opened(before + saved(size=3))["values"]["size"] == "3"

    def test_of_an_earlier_version(self) -> None:
        """By its own names and defaults, with a notice."""
        answer = opened(saved("1.0", length=3, forms=[{"name": "A", "edges": 3}], traits=[]))
        assert answer["values"]["size"] == "3"
        assert answer["values"]["share"] == "25"
        assert answer["values"]["shapes"] == [HEADER, ["A", "3", "yes", ""]]
        assert len(answer["notices"]) == 1

    def test_written_by_hand(self) -> None:
        """Without a version it is taken for today's; names that are not known are named."""
        text = json.dumps({"calculator": "shapes", "inputs": {"size": "3 ", "hue": 1}})
        answer = opened(text)
        assert answer["values"]["size"] == "3"
        assert answer["notices"] == ["Left out, because nothing here uses it: “hue”."]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("{", "This is no valid JSON; it cannot be read from line 1, column 2 on."),
            (saved() + "x", "This is no valid JSON"),
            ("[" * 100_000, "This JSON is nested too deeply"),
            ('{"a":' * 30_000, "This JSON is nested too deeply"),
            ('{"a": ' + "1" * 5000 + "}", "A number in this JSON has too many digits."),
            ("{" + " " * 200_000, "This file has 200,001 characters; use at most 200,000."),
            ("[1, 2]", "This JSON is a list."),
            ("{}", "This JSON holds no inputs of a calculator."),
            ('{"calculator": "shapes"}', "This JSON holds no inputs of a calculator."),
            ('{"calculator": ["shapes"], "inputs": {}}', "This JSON holds no inputs"),
            ('{"calculator": "shapes", "inputs": [1]}', "This JSON holds no inputs"),
            (
                '{"calculator": "other", "inputs": {}}',
                "for another calculator: “Others”. Open it on",
            ),
            ('{"calculator": "gone", "inputs": {}}', "for a calculator that is not here: “gone”."),
            (f'{{"calculator": "{"x" * 99}", "inputs": {{}}}}', f"“{'x' * 49}…”"),
            ('{"project": "P", "entries": []}', "This is a whole project. Open it on the page of"),
            ('{"project": "P"}', "This is a whole project."),
            (saved(size=-1), "This file cannot be used. Size: Enter a number above 0."),
            (saved(size=-1, share=900), "2 entries need attention. Size: "),
            (saved(size=[[["x"]]]), "Size: Enter a number"),
            (saved(shapes=[{"name": "A"}] * 10_000), "Keep at most 5 shapes"),
            (saved("new"), "“new” is no version."),
            (saved().replace('"1.10"', "1.1"), "does not say which version"),
        ],
    )
    def test_refused(self, text: str, said: str) -> None:
        """With what it is, and that nothing was changed."""
        assert said in refusal(text)

    def test_markup_is_text(self) -> None:
        """It goes into a field, and no further."""
        title = "<script>alert(1)</script>"
        assert opened(saved(title=title))["values"]["title"] == title


class TestCsv:
    """Tables."""

    def test_goes_into_the_table_that_has_its_columns(self) -> None:
        """In any order and by any name of theirs; the others take what a new row holds."""
        answer = opened("Number of sides;Name\n3;A\n4;B\n")
        assert answer == {
            "values": {"shapes": [HEADER, ["A", "3", "no", ""], ["B", "4", "no", ""]]},
            "notices": [],
        }

    def test_goes_into_a_grid_by_the_names_that_the_form_holds(self) -> None:
        """Shapes that stay keep their settings; new ones are told."""
        form = {**Shapes().written(), "shapes": [HEADER, ["Disc", "9", "yes", ""]]}
        assert opened("name,Disc\nAnn,7", values=form)["values"] == {
            "shapes": [HEADER, ["Disc", "9", "yes", ""]],
            "traits": [["name", "Disc"], ["Ann", "7"]],
        }
        answer = opened("person,Disc,Star\nAnn,7,8", values=form)
        assert answer["values"]["shapes"][2] == ["Star", "", "no", ""]
        assert "“Star”" in answer["notices"][0]

    def test_without_a_form_the_default_names_a_grids_columns(self) -> None:
        """Or where the form is none."""
        values: object
        for values in (None, [], {}):
            answer = opened("name,Square,Star\nAnn,7,8", values=values)
            assert answer["values"]["traits"] == [["name", "Square", "Star"], ["Ann", "7", "8"]]

    def test_a_header_alone_empties_the_table(self) -> None:
        """So does the file of an empty one."""
        assert opened("name,sides\r\n\r\n# Shapes 1.0")["values"] == {"shapes": [HEADER]}

    def test_columns_that_nothing_uses_are_named(self) -> None:
        """And left out."""
        answer = opened("name,sides,Owner\nA,3,Ann")
        assert answer["notices"] == ["Left out, because nothing here uses it: “Owner”."]

    def test_wrong_cells_go_in_as_they_are(self) -> None:
        """The form says at each what is wrong with it."""
        assert opened("name,sides\nA,two")["values"]["shapes"][1] == ["A", "two", "no", ""]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "This file holds no cells."),
            (" \n,,\n", "This file holds no cells."),
            ("a,b\n1,2", "It is not clear which table has “a” and “b”. There are: Shapes (name, "),
            ("1,2\n3,4", "Marks (name, Square and Star)"),
            ("name\nA", "It is not clear which table has “name”."),
            (
                "name,sides\n" + "A,3\n" * 10_000,
                "“Shapes” takes at most 5 shapes, and this file has 10",
            ),
            ("name,Square," + ",".join("abcdefg") + "\nA", "Marks"),
            ("x" * 100_001, "This file has 100,001 characters; a table has at most 100,000."),
        ],
    )
    def test_refused(self, text: str, said: str) -> None:
        """With what it is, and that nothing was changed."""
        assert said in refusal(text)

    def test_too_many_columns_for_a_grid(self) -> None:
        """It names as many shapes as there may be."""
        said = refusal("name,Square,Star,a,b,c,d\nAnn,1,2,3,4,5,6")
        assert said == (
            "This file cannot be used. Marks: Use at most 5 shapes: these are 6. "
            "Nothing was changed."
        )

    @pytest.mark.parametrize("text", ["Square,4\nStar,10", "Square\t4\nStar\t10"])
    def test_where_there_is_one_table_it_takes_any_cells(
        self, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without a header they are its columns in order."""
        only = replace(CALCULATOR, inputs=Only)
        monkeypatch.setattr(module, "calculator_of", lambda _: only)
        rows = [["Square", "4", "no", ""], ["Star", "10", "no", ""]]
        assert opened(text) == {"values": {"shapes": [HEADER, *rows]}, "notices": []}

    def test_where_there_is_no_table(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """There is nothing to put it into."""
        monkeypatch.setattr(module, "calculator_of", lambda _: replace(CALCULATOR, inputs=Bare))
        assert "There is no table here to put this into." in refusal("a,b\n1,2")


@given(st.text() | strategies.clipboards() | strategies.junk().map(json.dumps))
def test_any_text_is_opened_or_refused(text: str) -> None:
    """A sentence says which."""
    try:
        answer = opened(text)
    except Refused as error:
        said = str(error)
    else:
        form = {**Shapes().written(), **answer["values"]}
        assert form.keys() == Shapes().written().keys()
        return
    assert said.endswith("Nothing was changed.")


@given(st.dictionaries(st.sampled_from(list(Shapes().plain())) | st.text(), strategies.junk()))
def test_any_inputs_are_opened_or_refused(inputs: dict[str, Any]) -> None:
    """Those that are opened have a result."""
    try:
        answer = opened(saved("1.0", **inputs))
    except Refused:
        return
    assert Shapes.read(answer["values"]).written() == answer["values"]
