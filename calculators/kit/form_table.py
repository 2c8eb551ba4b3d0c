"""A table input as HTML: rows to edit, and templates from which the script makes new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from calculators.kit.control import bare, message
from calculators.kit.escape import escape
from calculators.kit.fields import Field
from calculators.kit.tables import Grid, Table


def render(
    ident: str, name: str, field: Table, rows: Iterable[Any], above: Mapping[str, Any]
) -> str:
    """The field with its table, its row templates and its tools."""
    key = f"{ident}.{name}"
    columns = field.columns(above)
    written = field.write_table(tuple(rows), above)[1:]
    head = "".join(_head(column, kind) for column, kind in columns.items())
    body = "".join(_row(columns, cells, number) for number, cells in enumerate(written, 1))
    source = f' data-columns-from="{field.columns_from}"' if isinstance(field, Grid) else ""
    return (
        f'<div class="calculator__field calculator__table" data-field="{name}" data-table{source}>'
        f'<p class="calculator__label" id="{key}.label">{escape(field.label)}</p>'
        f'<p class="calculator__help" id="{key}.help">{escape(field.help)}</p>'
        f'<div class="calculator__scroll" role="group" tabindex="0" aria-labelledby="{key}.label">'
        f'<table class="calculator__cells" aria-labelledby="{key}.label"'
        f' aria-describedby="{key}.help"><thead><tr>{head}'
        '<th scope="col" data-tools><span class="calculator__hidden">Row</span></th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>{_templates(field, columns)}"
        f'<div class="calculator__table-tools" data-needs-script hidden>'
        f'<button type="button" data-add>Add a {escape(field.noun)}</button>{_more(field, columns)}'
        "<span>Or paste cells from a spreadsheet into the table.</span></div>"
        f"{message(key, name)}</div>"
    )


def _head(column: str, field: Field) -> str:
    title = f' title="{escape(field.help)}"' if field.help else ""
    return (
        f'<th scope="col" data-column="{escape(column)}"{_style(field)}{title}>'
        f"{escape(field.label or column)}</th>"
    )


def _row(columns: Mapping[str, Field], cells: list[str], number: int) -> str:
    body = "".join(
        _cell(column, field, text, number)
        for (column, field), text in zip(columns.items(), cells, strict=True)
    )
    tools = "".join(
        f'<button type="button" {action} {_named(words, number)}>{sign}</button>'
        for action, words, sign in (
            ('data-move="-1"', "Move row # up", "↑"),
            ('data-move="1"', "Move row # down", "↓"),
            ("data-remove", "Remove row #", "×"),
        )
    )
    return f"<tr>{body}<td data-tools>{tools}</td></tr>"


def _cell(column: str, field: Field, text: str, number: int) -> str:
    label = field.label or column
    named = _named(f"{label}, row #", number)
    control = bare(field, text, f'data-column="{escape(column)}" {named}')
    return f'<td data-label="{escape(label)}"{_style(field)}>{control}</td>'


def _named(words: str, number: int) -> str:
    """An accessible name for this row, and its pattern for when the row moves (`#` is its number).

    The number stands last or before the last word, so the last `#` is the one to replace.
    """
    before, _, after = words.rpartition("#")
    return f'aria-label="{escape(before)}{number}{escape(after)}" data-aria="{escape(words)}"'


def _templates(field: Table, columns: Mapping[str, Field]) -> str:
    """A blank row and, for a grid, one more column's head and cell."""
    if not isinstance(field, Grid):
        cells = [field.blank().get(column, "") for column in columns]
        return f"<template data-row>{_row(columns, cells, 1)}</template>"
    only_name = {"name": columns["name"]}
    return (
        f"<template data-row>{_row(only_name, [''], 1)}</template>"
        f"<template data-head>{_head('', field.cell)}</template>"
        f"<template data-cell>{_cell('', field.cell, '', 1)}</template>"
    )


def _more(field: Table, columns: Mapping[str, Field]) -> str:
    if not any(column.more for column in columns.values()):
        return ""
    return f'<label><input type="checkbox" data-more> {escape(field.more_label)}</label>'


def _style(field: Field) -> str:
    return ' class="calculator__more"' if field.more else ""
