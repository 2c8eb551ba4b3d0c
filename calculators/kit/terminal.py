"""A report for a terminal: the same words and numbers, aligned, with nothing to render."""

from __future__ import annotations

import textwrap

from calculators.kit.blocks import (
    Bars,
    Block,
    Bullets,
    Chart,
    Figures,
    Heading,
    Headline,
    Note,
    Paragraph,
    Report,
    Stamp,
    Table,
    Tasks,
    Working,
)  # fmt: skip
from calculators.kit.format import Quantity
from calculators.kit.markdown import exact

WIDTH = 88


def render(title: str, report: Report) -> str:
    """The report under its title."""
    heading = f"{title}\n{'=' * len(title)}"
    return "\n\n".join([heading, *(_block(block) for block in report)]) + "\n"


def wrap(text: str, lead: str = "") -> str:
    """Words folded to the terminal's width; later lines stand under the first word."""
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _block(block: Block) -> str:  # noqa: C901 - one case for each kind of block
    match block:
        case Headline(text) | Paragraph(text):
            return wrap(text)
        case Figures(items):
            long = max(len(item.label) for item in items)
            lines = (
                (exact(item.value) + (f" — {item.note}" if item.note else ""), item.label)
                for item in items
            )
            return "\n".join(wrap(text, f"  {label.ljust(long)}  ") for text, label in lines)
        case Heading(text, level):
            return f"{text}\n{('.' if level == 4 else '-') * len(text)}"
        case Bullets(items):
            return "\n".join(wrap(item, "  - ") for item in items)
        case Note(text, warning):
            return wrap(text, "Warning: " if warning else "Note: ")
        case Table():
            return _table(block)
        case Chart(title, description) | Bars(title, description):
            return f"{wrap(f'{title}. {description}')}\n\n{_table(block.table)}"
        case Working():
            return _working(block)
        case Tasks(title, items):
            boxes = [wrap(item.text, f"  [{'x' if item.done else ' '}] ") for item in items]
            return "\n".join([*([title] if title else []), *boxes])
        case Stamp(text, url):
            return wrap(f"{text} {url}".rstrip())


def _table(table: Table) -> str:
    """Columns as wide as their longest cell, numbers to the right; `*` marks the reader's rows."""
    texts = [[" ".join(exact(value).split()) for value in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.columns, *texts, strict=True)]
    right = [
        bool(table.rows) and all(isinstance(row[n], Quantity) for row in table.rows)
        for n in range(len(table.columns))
    ]

    def line(cells: list[str], mark: str) -> str:
        fitted = [
            cell.rjust(wide) if to_right else cell.ljust(wide)
            for cell, wide, to_right in zip(cells, widths, right, strict=True)
        ]
        return f"{mark} {'  '.join(fitted)}".rstrip()

    body = [line(row, "*" if n in table.strong else " ") for n, row in enumerate(texts)]
    rule = "  " + "  ".join("-" * wide for wide in widths)
    return "\n".join([table.caption, line(list(table.columns), " "), rule, *body])


def _working(working: Working) -> str:
    lines = ["How this was computed"]
    lines += [wrap(step, f"  {n}. ") for n, step in enumerate(working.steps, 1)]
    lines += [wrap(working.assumption, "  Assumes: "), wrap(working.breaks, "  Breaks when: ")]
    lines += ["  Sources:"]
    lines += [wrap(f"{s.text} {s.url}".rstrip(), "  - ") for s in working.sources]
    return "\n".join(lines)
