"""Forms as HTML."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from calculators.kit import form
from calculators.kit.inputs import GridRow, Preset
from tests.calculators import strategies
from tests.calculators.markup import Element, Markup

from .pages import SHEET, control, page
from .shapes import Shape, Sheet


def test_each_field_has_its_label_help_and_message() -> None:
    """Tied together by ids that begin with the place's."""
    markup = page()
    for name in ("size", "share", "price", "count", "title"):
        element = control(markup, name)
        assert element["id"] == f"id.{name}"
        (label,) = markup.all("label", for_=f"id.{name}")
        assert label.text == Sheet.fields()[name].label
        ids = element["aria-describedby"].split()
        assert ids == ([f"id.{name}.help"] * bool(Sheet.fields()[name].help)) + [f"id.{name}.error"]
        (message,) = (e for e in markup.having("data-error-for") if e["data-error-for"] == name)
        assert "hidden" in message.attributes
        assert message.text == ""


def test_numbers_are_typed_as_text() -> None:
    """Number inputs drop what was typed and scroll values away."""
    markup = page()
    assert control(markup, "size")["inputmode"] == "decimal"
    assert not markup.all("input", type="number")
    assert control(markup, "size")["value"] == "2.5"
    assert control(markup, "count")["value"] == ""
    assert [unit.text for unit in markup.all("span", class_="calculator__unit")] == ["cm", "%"]


def test_a_slider_waits_for_the_script() -> None:
    """Without it, it would move nothing."""
    (slider,) = page().all("input", type="range")
    assert (slider["min"], slider["max"], slider["step"]) == ("0.5", "10", "0.5")
    assert slider["aria-label"] == "Size, slider"
    assert {"hidden", "data-needs-script"} <= slider.attributes.keys()


def test_groups_keep_the_order_of_the_form() -> None:
    """Each with its name."""
    groups = [group for group in page().all("fieldset") if "calculator__group" in group["class"]]
    assert len(groups) == 2
    assert page().all("legend")[0].text == "Numbers"


@given(strategies.inputs(SHEET))
def test_the_form_holds_the_inputs(inputs: Sheet) -> None:
    """Read back from the page as the script does, they are the same."""
    markup = page(inputs)
    wire: strategies.Wire = {e["name"]: e["value"] for e in markup.all("input") if e["name"]}
    for field in markup.having("data-table"):
        columns = [
            th["data-column"]
            for th in markup.all("th")
            if field in th.parents and "data-column" in th.attributes and not th.inside("template")
        ]
        cells = [
            _value(markup, e)
            for e in markup.having("data-column")
            if field in e.parents and e.tag != "th" and not e.inside("template")
        ]
        width = len(columns)
        rows = [cells[at : at + width] for at in range(0, len(cells), width)]
        wire[field["data-field"]] = [columns, *rows]
    assert Sheet.read(wire) == inputs
    assert wire == inputs.written()


def _value(markup: Markup, element: Element) -> str:
    if element.tag == "input":
        return element["value"]
    options = [e for e in markup.all("option") if element in e.parents]
    return next(e["value"] for e in options if "selected" in e.attributes)


def test_examples_are_carried_whole() -> None:
    """Quotes, signs and all."""
    hostile = replace(Sheet(), title="\"'><script>&amp;</script>")
    presets = (Preset("odd", "<b>Odd</b>", '"Why?" & how.', hostile),)
    shown = form.Page("id", "shapes", "<i>Shapes</i>", "1.0", "shapes", presets, Sheet())
    markup = Markup(form.render(shown, Sheet(), ""))
    first, reset = markup.having("data-values")
    assert json.loads(first["data-values"]) == hostile.written()
    assert (first.text, first["title"]) == ("<b>Odd</b>", '"Why?" & how.')
    assert json.loads(reset["data-values"]) == Sheet().written()
    assert "data-reset" in reset.attributes
    assert not markup.all("script")


def test_the_result_and_all_states_stand_in_the_page() -> None:
    """The script only shows and hides them."""
    markup = page()
    (result,) = markup.having("data-result")
    assert result.text == "Result"
    assert result["aria-label"]
    states = list(markup.having("data-state"))
    assert {e["data-state"] for e in states} == {"starting", "working", "stale", "notice", "failed"}
    assert all("hidden" in e.attributes for e in states)
    (live,) = markup.having("data-live")
    assert live["role"] == "status"


@example("</textarea><script>")
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=50))
def test_any_name_comes_back(text: str) -> None:
    """In a field, a cell, a column's head and the names of controls."""
    name = " ".join(text.split())
    if not name or name.casefold() == "name":
        return
    inputs = Sheet(
        title=f"x{name}"[:100],
        shapes=(Shape(name, 3),),
        traits=(GridRow(name, {name: 1}),),
    )
    markup = page(inputs)
    assert control(markup, "title")["value"] == f"x{name}"
    assert name in [th["data-column"] for th in markup.all("th")]
    assert f"{name}, row 1" in [e["aria-label"] for e in markup.having("aria-label")]
    assert [e.tag for e in markup.elements] == [
        e.tag
        for e in page(
            Sheet(title="x", shapes=(Shape("y", 3),), traits=(GridRow("z", {"y": 1}),))
        ).elements
    ]
