"""A calculator's form as HTML: fields, tables, checklists, and every word the script may show.

The script moves values and shows or hides what stands here; it holds no text,
no bound and no name of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from calculators.kit.checklist import Item, anchor
from calculators.kit.control import control, message
from calculators.kit.escape import escape
from calculators.kit.fields import Field, Number
from calculators.kit.form_item import render as item
from calculators.kit.form_scenarios import OFFERS, scenarios
from calculators.kit.form_status import STATUS
from calculators.kit.form_table import render as table
from calculators.kit.form_take import title as alone
from calculators.kit.form_take import tools
from calculators.kit.form_visit import BANNER, FILE, ITEM, KEPT
from calculators.kit.inputs import Form, Preset, Table


@dataclass(frozen=True)
class Page:
    """What a form needs to know of the calculator around it.

    `slot` is the name under which a browser keeps a reader's work on it.
    """

    ident: str
    name: str
    title: str
    version: str
    slot: str
    presets: tuple[Preset, ...]
    default: Form


def render(page: Page, inputs: Form, report: str) -> str:
    """The whole embedded calculator; `report` is the result's HTML."""
    title = escape(page.title)
    return (
        f'<div class="calculator" id="{page.ident}" data-calculator="{page.name}"'
        f' data-slot="{page.slot}" data-version="{escape(page.version)}">'
        f"{alone(page.title)}{BANNER}"
        f'{OFFERS}<form class="calculator__form" novalidate autocomplete="off"'
        f' aria-label="{title}: your values">{_toolbar(page)}{KEPT}{errors()}'
        f"{groups(page, inputs)}{_item_link(inputs)}</form>{STATUS}"
        f'<section class="calculator__result" id="{page.ident}.result" data-result'
        f' aria-label="{title}: result">{report}</section>'
        f"{tools(page.ident, page.title)}{FILE}{scenarios(page.ident, page.title)}</div>"
    )


def _toolbar(page: Page) -> str:
    presets = "".join(
        f'<button type="button" data-values="{_wire(preset.inputs)}" title="{escape(preset.why)}">'
        f"{escape(preset.label)}</button>"
        for preset in page.presets
    )
    return (
        '<div class="calculator__toolbar" data-needs-script hidden>'
        '<div class="calculator__presets" role="group" aria-label="Examples">'
        f"<span>Examples</span>{presets}</div>"
        '<div class="calculator__actions"><button type="button" data-undo disabled>Undo</button>'
        f'<button type="button" data-reset data-values="{_wire(page.default)}">Reset</button>'
        "</div></div>"
        '<noscript><p class="calculator__help">This is a worked example. '
        "To compute with your own values, turn JavaScript on.</p></noscript>"
    )


def _item_link(inputs: Form) -> str:
    return ITEM if any(isinstance(f, Item) for f in inputs.fields().values()) else ""


def errors() -> str:
    """The summary of what is wrong, which takes the focus."""
    return (
        '<div class="calculator__errors" data-errors role="group" tabindex="-1" hidden'
        ' aria-label="What needs attention"><p data-error-summary></p><ul></ul></div>'
    )


def groups(page: Page, inputs: Form) -> str:
    """Fields under their group's name, in the order of the inputs."""
    grouped: dict[str, list[str]] = {}
    for name, field in inputs.fields().items():
        grouped.setdefault(field.group, []).append(_field(page, name, field, inputs))
    html = ""
    for group, fields in grouped.items():
        body = f'<div class="calculator__fields">{"".join(fields)}</div>'
        legend = f"<legend>{escape(group)}</legend>" if group else ""
        html += f'<fieldset class="calculator__group">{legend}{body}</fieldset>'
    return html


def _field(page: Page, name: str, field: Field, inputs: Form) -> str:
    value, key = getattr(inputs, name), f"{page.ident}.{name}"
    if isinstance(field, Table):
        above = {key: getattr(inputs, key) for key in inputs.fields()}
        return table(page.ident, name, field, value, above)
    if isinstance(field, Item):
        # A second copy on the same page keeps its hands off the addresses of the first.
        place = anchor(name) if page.ident == page.name else f"{page.ident}.{anchor(name)}"
        return item(key, name, field, value, place)
    text = field.write(value)
    help_text = f'<p class="calculator__help" id="{key}.help">{escape(field.help)}</p>'
    return (
        f'<div class="calculator__field" data-field="{name}">'
        f'<label for="{key}">{escape(field.label)}</label>'
        f"{control(key, name, field, text)}{_slider(name, field, text)}"
        f"{help_text if field.help else ''}{message(key, name)}</div>"
    )


def _slider(name: str, field: Field, text: str) -> str:
    if not isinstance(field, Number) or field.slider is None:
        return ""
    low, high, step = (f"{bound:g}" for bound in field.slider)
    return (
        f'<input type="range" data-slider="{name}" data-needs-script hidden min="{low}" '
        f'max="{high}" step="{step}" value="{text}" aria-label="{escape(field.label)}, slider">'
    )


def _wire(inputs: Form) -> str:
    return escape(json.dumps(inputs.written(), ensure_ascii=False))
