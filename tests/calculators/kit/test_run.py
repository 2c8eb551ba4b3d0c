"""The one door: finding a calculator, asking it, and putting it into a page."""

from __future__ import annotations

import importlib
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import run
from calculators.kit.run import UnknownCalculator, UnknownPreset, answer, embed, load, names, plain
from tests.calculators import strategies
from tests.calculators.markup import Markup

from . import shapes

PACKAGE = Path(run.__file__).parent.parent
NAME = "cost-of-accuracy"


def ask(name: str, values: object) -> dict[str, Any]:
    """The browser's question and its answer."""
    return answer({"name": name, "values": values})


@pytest.fixture
def shapes_calculator(monkeypatch: pytest.MonkeyPatch) -> str:
    """A calculator `shapes` beside the real ones."""
    module = ModuleType("calculators.shapes")
    parts = {"TITLE": "Shapes", "QUESTION": "How many?", "VERSION": "1.0", "TOPIC": "Data"}
    for key, value in parts.items():
        setattr(module, key, value)
    module.Inputs = shapes.Sheet  # type: ignore[attr-defined]
    module.compute = shapes.count  # type: ignore[attr-defined]
    module.present = shapes.present  # type: ignore[attr-defined]
    module.PRESETS = shapes.CALCULATOR.presets  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "calculators.shapes", module)
    return "shapes"


class TestFinding:
    """Names."""

    def test_lists_every_module(self) -> None:
        """Sorted, with hyphens; nothing has to be registered."""
        files = [p.stem for p in PACKAGE.glob("*.py") if not p.stem.startswith("_")]
        assert names() == tuple(sorted(file.replace("_", "-") for file in files))

    def test_loads_by_public_name(self) -> None:
        """With all that the module holds."""
        calculator = load(NAME)
        module = importlib.import_module("calculators.cost_of_accuracy")
        assert calculator.name == NAME
        assert calculator.title == module.TITLE
        assert calculator.inputs is module.Inputs

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "-",
            "nonsense",
            "cost_of_accuracy",
            "Cost-of-accuracy",
            "kit",
            "kit.run",
            "--main--",
            "..",
            "../x",
            "os",
            "cost-of-accuracy-",
            "ｃost",
            "a" * 10000,
            "<script>",
            "\x00",
            "�",
        ],
    )
    def test_refuses_other_names(self, name: str) -> None:
        """A lookup error with the names there are."""
        with pytest.raises(UnknownCalculator) as caught:
            load(name)
        assert caught.value.known == names()
        assert NAME in str(caught.value)
        assert len(str(caught.value)) < 500

    def test_a_missing_import_is_not_a_missing_calculator(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The error that matters is not hidden."""
        (tmp_path / "broken_one.py").write_text("import no_such_module\n", "utf-8")
        package = importlib.import_module("calculators")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
        with pytest.raises(ModuleNotFoundError, match="no_such_module"):
            load("broken-one")


class TestRespond:
    """Text in, text out."""

    def test_an_answer(self, shapes_calculator: str) -> None:
        """A page and a sentence for those who hear it."""
        answer = ask(shapes_calculator, {"title": "<b>"})
        assert list(answer) == ["html", "summary"]
        assert Markup(answer["html"]).text == answer["summary"] == "<b>: 14 sides."

    def test_a_mistake(self, shapes_calculator: str) -> None:
        """A message at its place, and in a sentence."""
        answer = ask(shapes_calculator, {"size": "0"})
        message = "Enter a number above 0."
        assert answer == {"errors": {"size": message}, "summary": f"Size: {message}"}

    def test_some_mistakes(self, shapes_calculator: str) -> None:
        """The sentence counts them and reads the first."""
        table = [["name", "sides"], ["", "x"]]
        answer = ask(shapes_calculator, {"size": "0", "shapes": table})
        assert list(answer["errors"]) == ["size", "shapes.0.name", "shapes.0.sides"]
        assert answer["summary"] == "3 entries need attention. Size: Enter a number above 0."

    def test_two_messages_at_one_place(self, shapes_calculator: str) -> None:
        """The first stands, and counts once."""
        traits = [["name", "Square", "Star"], ["A", "1", "1"], ["A", "1", "1"]]
        answer = ask(shapes_calculator, {"traits": traits, "title": "A"})
        assert list(answer["errors"]) == ["traits.1.name", "traits.0.name"]
        assert answer["summary"].startswith("2 entries")

    def test_a_paste(self, shapes_calculator: str) -> None:
        """The table comes back to be written into the form, with a word on what was left out."""
        cells = shapes.Sheet().written()["shapes"]
        paste = {"cells": cells, "paste": "Name\tOwner\nDisc\tAnn\n", "row": 0, "column": 0}
        answer = ask(shapes_calculator, {"shapes": paste})
        assert answer["fill"] == {"shapes": [cells[0], ["Disc", "", "no", ""]]}
        assert "Owner" in answer["notice"]
        assert list(answer["errors"]) == ["shapes.0.sides"]

    def test_a_paste_that_is_refused(self, shapes_calculator: str) -> None:
        """Nothing is filled in."""
        paste = {"cells": [["name"]], "paste": "\n", "row": 0, "column": 0}
        answer = ask(shapes_calculator, {"shapes": paste})
        assert list(answer) == ["errors", "summary"]
        assert answer["errors"] == {"shapes": "The clipboard holds no cells."}

    def test_a_paste_into_what_is_no_table(self, shapes_calculator: str) -> None:
        """Is a wrong value."""
        answer = ask(shapes_calculator, {"size": {"paste": "1\t2", "cells": [["1"]]}})
        assert list(answer["errors"]) == ["size"]

    @pytest.mark.parametrize("values", [[], None, 1, "a", True, [["x"]]])
    def test_what_is_no_form(self, values: object) -> None:
        """A broken page gets words, not silence."""
        found = ask(NAME, values)
        assert found["summary"] == "These values cannot be read. Start from an example."
        assert list(found["errors"].values()) == [found["summary"]]

    @given(st.dictionaries(st.text(), strategies.junk(), max_size=3))
    def test_unknown_fields(self, values: dict[str, Any]) -> None:
        """Whatever they are called."""
        if values:
            assert ask(NAME, values)["errors"]

    def test_an_unknown_calculator(self) -> None:
        """Is the page's mistake, not the reader's."""
        with pytest.raises(UnknownCalculator):
            ask("nonsense", {})


class TestEmbed:
    """What the build puts into a page."""

    def test_the_default(self) -> None:
        """Its form, and the answer to what is in the form."""
        page = Markup(embed(NAME))
        (calculator,) = page.having("data-calculator")
        assert calculator["data-calculator"] == calculator["id"] == NAME
        assert ask(NAME, {})["html"] in embed(NAME)

    def test_an_example(self) -> None:
        """Opens on other values; Reset still leads to the default."""
        page = Markup(embed(NAME, "imagenet-top-1"))
        (exponent,) = (e for e in page.having("name") if e["name"] == "exponent")
        assert exponent["value"] == "0.309"
        (reset,) = page.having("data-reset")
        assert json.loads(reset["data-values"])["exponent"] == "0.35"

    def test_an_example_that_is_not_there(self) -> None:
        """The names that are there."""
        with pytest.raises(UnknownPreset, match="Presets: ninety-to-ninety-nine, imagenet"):
            embed(NAME, "nonsense")
        with pytest.raises(UnknownCalculator):
            embed("nonsense")

    def test_a_place_of_its_own(self) -> None:
        """Ids begin with it; the names of controls do not."""
        page = Markup(embed(NAME, ident="second"))
        assert all(e["id"].startswith("second") for e in page.having("id"))
        assert page.having("data-calculator")[0]["data-calculator"] == NAME


class TestMachines:
    """JSON."""

    def test_an_answer(self) -> None:
        """Who answered, to what, and what there is to know."""
        calculator = load(NAME)
        answer = calculator.json(
            calculator.inputs.read({"error_floor": "0.5", "target_accuracy": "99.9"})
        )
        assert list(answer) == ["calculator", "version", "inputs", "result", "notes"]
        assert answer["calculator"] == NAME
        assert answer["inputs"]["target_accuracy"] == 99.9
        assert answer["result"]["cost_at_target"] is None
        assert any("lies beyond" in note for note in answer["notes"])

    def test_plain(self) -> None:
        """Dataclasses become objects, tuples lists, keys texts."""

        @dataclass(frozen=True)
        class Part:
            name: str
            values: tuple[float | None, ...]

        found = plain({"a": Part("x", (1, None, 2.5)), 5: [True]})
        assert found == {"a": {"name": "x", "values": [1, None, 2.5]}, "5": [True]}

    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
    def test_no_odd_numbers(self, value: float) -> None:
        """They are no JSON; what has no answer is `None`."""
        with pytest.raises(ValueError, match="finite"):
            plain({"a": [value]})
