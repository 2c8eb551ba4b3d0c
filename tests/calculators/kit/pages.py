"""The form of `shapes` as a page shows it."""

from __future__ import annotations

from dataclasses import replace

from calculators.kit import form
from calculators.kit.inputs import Preset
from tests.calculators.markup import Element, Markup

from .shapes import CALCULATOR, Sheet

SHEET = replace(CALCULATOR, inputs=Sheet, presets=(Preset("two", "Two", "Why.", Sheet()),))


def page(inputs: Sheet | None = None, ident: str = "id") -> Markup:
    """The form with some inputs."""
    shown = form.Page(ident, "shapes", "Shapes", "1.0", "shapes", SHEET.presets, Sheet())
    return Markup(form.render(shown, inputs or Sheet(), "<p>Result</p>"))


def control(markup: Markup, name: str) -> Element:
    """The control of a name."""
    (found,) = (element for element in markup.having("name") if element["name"] == name)
    return found
