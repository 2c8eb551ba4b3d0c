"""A checklist item as HTML: its anchor, its reasons, its answers, and room for a note."""

from __future__ import annotations

from calculators.kit.checklist import ANSWERS, EFFORTS, Answer, Item
from calculators.kit.control import control, message
from calculators.kit.escape import escape


def render(key: str, name: str, item: Item, value: Answer, place: str) -> str:
    """The whole item; `key` begins its ids, `place` is its address on the page."""
    label = escape(item.label)
    return (
        f'<div class="calculator__item" id="{place}" data-field="{name}" role="group"'
        f' aria-labelledby="{key}.label"><h3 class="calculator__item-name">'
        f'<span id="{key}.label">{label}</span> <a class="headerlink" href="#{place}"'
        f' data-copy-address title="Copy the link to this item"'
        f' aria-label="Copy the link to {label}">¶</a></h3>'
        f"<p>{escape(item.why)}</p>{_guidance(item)}{_answers(key, name, item, value)}"
        f"{_extras(key, name, item, value)}{message(key, name)}</div>"
    )


def _guidance(item: Item) -> str:
    """When to answer with done or no, an example, and how long it takes."""
    no = f"<p><strong>Answer no if</strong> {escape(item.no_if)}</p>" if item.decisive else ""
    return (
        f"<p><strong>Done when</strong> {escape(item.done_when)}</p>{no}"
        f'<p class="calculator__help"><strong>Example:</strong> {escape(item.case)} '
        f"<strong>Takes</strong> {EFFORTS[item.effort]}.</p>"
    )


def _answers(key: str, name: str, item: Item, value: Answer) -> str:
    """The answers as radio buttons, in a group that is named after the item."""
    part = next(iter(item.part_fields()))
    radios = "".join(
        f'<label class="calculator__option"><input type="radio" name="{name}.{part}" '
        f'value="{option}"{" checked" * (option == value.answer)}> {escape(label)}</label>'
        for option, label in ANSWERS.items()
    )
    return (
        f'<fieldset class="calculator__answers" aria-describedby="{key}.{part}.error">'
        f'<legend class="calculator__hidden">{escape(item.label)}: where are you?</legend>'
        f"{radios}</fieldset>{message(f'{key}.{part}', f'{name}.{part}')}"
    )


def _extras(key: str, name: str, item: Item, value: Answer) -> str:
    """Note, owner and date: folded away, unless there is something in them."""
    _, *others = item.part_fields().items()
    about = f'<span class="calculator__hidden"> on {escape(item.label)}</span>'
    fields = "".join(
        f'<div class="calculator__field" data-field="{name}.{part}">'
        f'<label for="{key}.{part}">{escape(field.label)}{about}</label>'
        f"{control(f'{key}.{part}', f'{name}.{part}', field, getattr(value, part))}"
        f"{message(f'{key}.{part}', f'{name}.{part}')}</div>"
        for part, field in others
    )
    opened = " open" * any(getattr(value, part) for part, _ in others)
    return (
        f'<details class="calculator__extras" data-key="{name}"{opened}>'
        f"<summary>Note, owner, date{about}</summary>{fields}</details>"
    )
