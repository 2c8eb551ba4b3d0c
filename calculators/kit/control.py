"""One control of a form, and the place for its message."""

from __future__ import annotations

from calculators.kit.escape import escape
from calculators.kit.fields import Choice, Date, Field, Number, Text


def control(key: str, name: str, field: Field, text: str) -> str:
    """An input, a list of choices or a text area, with its unit; `key` is its id."""
    described = f"{key}.help {key}.error" if field.help else f"{key}.error"
    attributes = f'id="{key}" name="{name}" aria-describedby="{described}"'
    number = isinstance(field, Number)
    unit = field.unit if isinstance(field, Number) and field.unit != "money" else ""
    shown = f'<span class="calculator__unit">{escape(unit)}</span>' if unit else ""
    if isinstance(field, Text) and field.lines > 1:
        inner = f'<textarea {attributes} rows="{field.lines}">{escape(text)}</textarea>'
    elif isinstance(field, Date):
        inner = f'<input type="date" {attributes} value="{escape(text)}">'
    else:
        inner = bare(field, text, attributes)
    kind = " calculator__control--number" if number else ""
    return f'<div class="calculator__control{kind}">{inner}{shown}</div>'


def bare(field: Field, text: str, attributes: str) -> str:
    """A one-line control: a list for a choice, else a text input. Never `type="number"`."""
    if isinstance(field, Choice):
        options = "".join(
            f'<option value="{escape(value)}"{" selected" * (value == text)}>{escape(label)}'
            "</option>"
            for value, label in field.options.items()
        )
        return f"<select {attributes}>{options}</select>"
    mode = ' inputmode="decimal"' if isinstance(field, Number) else ""
    return f'<input type="text"{mode} {attributes} value="{escape(text)}">'


def message(key: str, name: str) -> str:
    """The place for a field's message."""
    return f'<p class="calculator__error" id="{key}.error" data-error-for="{name}" hidden></p>'
