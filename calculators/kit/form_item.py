"""A checklist item as HTML: its anchor, its reasons, its answers, and room for a note."""

from __future__ import annotations

from html import escape

from calculators.kit.checklist import ANSWERS, EFFORTS, Answer, Item, anchor
from calculators.kit.control import control, message


def render(ident: str, name: str, item: Item, value: Answer) -> str:
    """The whole item; its address on the page is the item's name with hyphens."""
    key, place = f"{ident}.{name}", anchor(name)
    parts = item.part_fields()
    answer, *others = parts
    radios = "".join(
        f'<label class="calculator__option"><input type="radio" name="{name}.{answer}" '
        f'value="{option}"{" checked" * (option == value.answer)}> {escape(label)}</label>'
        for option, label in ANSWERS.items()
    )
    extras = "".join(
        f'<div class="calculator__field" data-field="{name}.{part}">'
        f'<label for="{key}.{part}">{escape(parts[part].label)}</label>'
        f"{control(f'{key}.{part}', f'{name}.{part}', parts[part], getattr(value, part))}"
        f"{message(f'{key}.{part}', f'{name}.{part}')}</div>"
        for part in others
    )
    return (
        f'<section class="calculator__item" id="{place}" data-field="{name}" '
        f'aria-labelledby="{key}.label">'
        f'<h3 class="calculator__item-name"><span id="{key}.label">{escape(item.label)}</span>'
        f'<a class="headerlink" href="#{place}" title="Link to this item">¶</a></h3>'
        f"<p>{escape(item.why)}</p>"
        f"<p><strong>Done when:</strong> {escape(item.done_when)}</p>"
        f"<p><strong>Example:</strong> {escape(item.case)}</p>"
        f'<p class="calculator__help">Takes about {EFFORTS[item.effort]}.</p>'
        f'<fieldset class="calculator__answers"><legend>Where are you?</legend>{radios}</fieldset>'
        f"{message(f'{key}.{answer}', f'{name}.{answer}')}"
        f'<details class="calculator__extras" data-key="{name}"><summary>Note, owner, date'
        f"</summary>{extras}</details></section>"
    )
