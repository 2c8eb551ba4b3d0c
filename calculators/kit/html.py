"""A report as HTML: the one place that turns a result into markup, for the build and the browser.

Every word is escaped here; nothing a reader types can become a tag.
"""

from __future__ import annotations

from functools import lru_cache

from calculators.kit import bars, chart
from calculators.kit.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Chart,
    Figure,
    Figures,
    Heading,
    Headline,
    Note,
    Paragraph,
    Report,
    Source,
    Stamp,
    Table,
    Task,
    Tasks,
    Working,
)  # fmt: skip
from calculators.kit.escape import escape
from calculators.kit.format import Quantity


def render(report: Report) -> str:
    """The whole report, block after block."""
    return "".join(_block(block) for block in report)


def cell(value: Cell) -> str:
    """Words, or a number with its exact figure as title and machine value."""
    return _number(value.value, value.text) if isinstance(value, Quantity) else escape(value)


@lru_cache(maxsize=4096)
def _number(value: float | None, text: str) -> str:
    """A `Quantity`. An edit leaves most numbers of a result as they are, so they are kept."""
    if value is None:
        return f'<span class="report__none">{escape(text)}</span>'
    quantity = Quantity(value, text)
    title = f' title="{escape(quantity.exact)}"' if quantity.exact else ""
    return f'<data value="{quantity.machine}"{title}>{escape(text)}</data>'


def table(block: Table) -> str:
    """A table whose first column heads its rows, in a box that scrolls sideways by keyboard too."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in block.columns)
    body = ""
    for number, (first, *others) in enumerate(block.rows):
        strong = ' class="report__row--strong"' if number in block.strong else ""
        cells = "".join([_data(value) for value in others])
        body += f'<tr{strong}><th scope="row">{cell(first)}</th>{cells}</tr>'
    caption = escape(block.caption)
    return (
        f'<div class="report__scroll" role="group" tabindex="0" aria-label="{caption}">'
        f'<table class="report__table"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _data(value: Cell) -> str:
    if isinstance(value, Quantity):
        return f'<td class="report__number">{_number(value.value, value.text)}</td>'
    return f"<td>{escape(value)}</td>"


def _block(block: Block) -> str:  # noqa: C901 - one case for each kind of block
    match block:
        case Headline(text, tone):
            return f'<p class="report__headline" data-tone="{tone}">{escape(text)}</p>'
        case Figures(items):
            tiles = "".join(_figure(item) for item in items)
            return f'<dl class="report__figures">{tiles}</dl>'
        case Heading(text, level):
            return _heading(text, level)
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Bullets(items):
            entries = "".join(f"<li>{escape(item)}</li>" for item in items)
            return f'<ul class="report__list">{entries}</ul>'
        case Note(text, warning):
            kind = ' data-kind="warning"' if warning else ""
            return f'<p class="report__note"{kind}>{escape(text)}</p>'
        case Table():
            return table(block)
        case Chart():
            legend = tuple((line.label, line.strong) for line in block.lines)
            return _drawing(block, chart.draw(block), legend)
        case Bars():
            legend = tuple((segment, False) for segment in block.segments)
            return _drawing(block, bars.draw(block), legend)
        case Working():
            return _working(block)
        case Tasks(title, tasks):
            entries = "".join(_task(task) for task in tasks)
            heading = _heading(title) if title else ""
            return f'{heading}<ul class="report__tasks">{entries}</ul>'
        case Stamp(text, url):
            link = f' <a href="{escape(url)}">Open it with these values</a>' if url else ""
            return f'<p class="report__stamp">{escape(text)}{link}</p>'


def _heading(text: str, level: int = 3) -> str:
    return f'<p class="report__heading" role="heading" aria-level="{level}">{escape(text)}</p>'


def _task(task: Task) -> str:
    state, box = ("done", "☑") if task.done else ("open", "☐")
    return (
        f'<li data-task="{state}"><span class="calculator__hidden">{state}: </span>'
        f'<span aria-hidden="true">{box}</span> {escape(task.text)}</li>'
    )


def _figure(figure: Figure) -> str:
    note = f'<dd class="report__aside">{escape(figure.note)}</dd>' if figure.note else ""
    return f"<div><dt>{escape(figure.label)}</dt><dd>{cell(figure.value)}</dd>{note}</div>"


def _drawing(block: Chart | Bars, svg: str, legend: tuple[tuple[str, bool], ...]) -> str:
    """A figure: caption, picture, legend where there is more than one series, and the numbers."""
    entries = "".join(
        f'<li class="series-{number}{" chart__key--strong" * strong}">{escape(label)}</li>'
        for number, (label, strong) in enumerate(legend, 1)
    )
    key = f'<ul class="chart__legend">{entries}</ul>' if len(legend) > 1 else ""
    title = escape(block.title)
    return (
        f'<figure class="report__chart"><figcaption><strong>{title}.</strong> '
        f"{escape(block.description)}</figcaption>{svg}{key}"
        f'<details class="report__data" data-key="numbers: {title}">'
        f"<summary>The numbers in this chart</summary>{table(block.table)}</details></figure>"
    )


def _working(block: Working) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in block.steps)
    sources = "".join(f"<li>{_source(source)}</li>" for source in block.sources)
    return (
        '<details class="report__working" data-key="working">'
        "<summary>How this was computed</summary>"
        f"<ol>{steps}</ol>"
        f"<p><strong>Assumes:</strong> {escape(block.assumption)}</p>"
        f"<p><strong>Breaks when:</strong> {escape(block.breaks)}</p>"
        f"<p><strong>Sources</strong></p><ul>{sources}</ul></details>"
    )


def _source(source: Source) -> str:
    if not source.url:
        return escape(source.text)
    return f'<a href="{escape(source.url)}" rel="noreferrer">{escape(source.text)}</a>'
