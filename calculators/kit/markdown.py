"""A report as Markdown that GitHub, GitLab and wikis render: tables, lists and task lists."""

from __future__ import annotations

import re

from calculators.kit.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Chart,
    Figures,
    Heading,
    Headline,
    Note,
    Paragraph,
    Report,
    Source,
    Stamp,
    Table,
    Tasks,
    Working,
)  # fmt: skip
from calculators.kit.format import Quantity

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
# What makes a list item or a rule of a line's start.
_LEADING = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|([-+=])(?=[-+=\s]|$))")


def render(title: str, report: Report) -> str:
    """The report under a heading; charts are given as their tables."""
    blocks = [_block(block) for block in report]
    return "\n\n".join([f"## {plain(title)}", *blocks]) + "\n"


def plain(text: str) -> str:
    """A text in which no character means anything to Markdown; line breaks become spaces."""
    return _LEADING.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def exact(value: Cell) -> str:
    """A cell's words; a number with its exact figure in brackets where it was rounded."""
    if isinstance(value, Quantity):
        return f"{value.text} ({value.exact})" if value.exact else value.text
    return value


def _block(block: Block) -> str:  # noqa: C901 - one case for each kind of block
    match block:
        case Headline(text):
            return f"**{plain(text)}**"
        case Figures(items):
            return "\n".join(
                f"- {plain(item.label)}: **{plain(exact(item.value))}**"
                + (f" — {plain(item.note)}" if item.note else "")
                for item in items
            )
        case Heading(text, level):
            return f"{'#' * level} {plain(text)}"
        case Paragraph(text):
            return plain(text)
        case Bullets(items):
            return "\n".join(f"- {plain(item)}" for item in items)
        case Note(text, warning):
            return f"> **{'Warning' if warning else 'Note'}:** {plain(text)}"
        case Table():
            return _table(block)
        case Chart(title, description) | Bars(title, description):
            return f"### {plain(title)}\n\n{plain(description)}\n\n{_table(block.table)}"
        case Working():
            return _working(block)
        case Tasks(title, items):
            boxes = [f"- [{'x' if item.done else ' '}] {plain(item.text)}" for item in items]
            heading = [f"### {plain(title)}", ""] if title else []
            return "\n".join([*heading, *boxes])
        case Stamp(text, url):
            return plain(text) + (f" [Open it with these values]({_address(url)})" if url else "")


def _table(table: Table) -> str:
    lines = [
        "| " + " | ".join(plain(column) for column in table.columns) + " |",
        "|" + " --- |" * len(table.columns),
    ]
    for number, row in enumerate(table.rows):
        cells = [plain(exact(value)) for value in row]
        strong = number in table.strong
        cells = [f"**{text}**" if strong and text else text for text in cells]
        lines.append("| " + " | ".join(cells) + " |")
    return f"{plain(table.caption)}\n\n" + "\n".join(lines)


def _working(working: Working) -> str:
    steps = "\n".join(f"{n}. {plain(step)}" for n, step in enumerate(working.steps, 1))
    sources = "\n".join(f"- {_source(source)}" for source in working.sources)
    return (
        f"### How this was computed\n\n{steps}\n\n"
        f"Assumes: {plain(working.assumption)}\n\nBreaks when: {plain(working.breaks)}\n\n"
        f"Sources:\n\n{sources}"
    )


def _address(url: str) -> str:
    """An address that ends where its link does: a bracket or a space in it is encoded."""
    return re.sub(r"[\s()<>\\]", lambda mark: f"%{ord(mark[0]):02X}", url)


def _source(source: Source) -> str:
    return f"[{plain(source.text)}]({source.url})" if source.url else plain(source.text)
