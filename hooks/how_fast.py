"""Shows on the page “How fast” what the benchmark measured: `make bench ARGS=--publish`.

A mark becomes a table: `<!-- bench: boot | rows | Caption | answer -->` has a row for each figure of
that part whose name has a match for the last word, and a column for each line of the network.
With `grid` in place of `rows`, figures named “subject: what” have a row for each subject and a
column for each what.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from calculators.kit import html
from calculators.kit.blocks import Table
from calculators.kit.format import Quantity

PAGE = "how-fast.md"
FILE = "assets/bench.json"

_MARK = re.compile(
    r"^<!-- bench: (?P<part>[\w-]+) \| (?P<shape>rows|grid) \| (?P<caption>.+?) \| (?P<names>.+) -->$",
    re.MULTILINE,
)

Part = dict[str, Any]
Row = dict[str, Any]
Cell = str | Quantity


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str | None:
    """The page's Markdown with the tables in place of the marks."""
    if page.file.src_uri != PAGE:
        return None
    path = Path(config.docs_dir) / FILE
    if not path.is_file():
        raise PluginError(f"There is no {FILE} for {PAGE}. Measure: make bench ARGS=--publish")
    parts = json.loads(path.read_text("utf-8"))["parts"]

    def shown(mark: re.Match[str]) -> str:
        if mark["part"] not in parts:
            only = f"--only {mark['part']} --publish"
            raise PluginError(f'{FILE} lacks “{mark["part"]}”. Measure: make bench ARGS="{only}"')
        part, make = parts[mark["part"]], rows if mark["shape"] == "rows" else grid
        return framed(part, make(part, mark["caption"], mark["names"]))

    return _MARK.sub(shown, markdown)


def rows(part: Part, caption: str, names: str) -> Table:
    """The figures of all lines side by side, with what they are of the reference."""
    columns, found = ["What"], []
    for table in part["tables"]:
        columns += [table["title"], *([table["reference"]] if table["reference"] else [])]
    for same in zip(*(table["rows"] for table in part["tables"]), strict=True):
        if re.search(names, same[0]["what"]):
            cells: list[Cell] = [same[0]["what"]]
            for table, row in zip(part["tables"], same, strict=True):
                times = Quantity(row["ratio"], ratio(row)) if ratio(row) else ""
                cells += [value(row), *([times] if table["reference"] else [])]
            found.append(tuple(cells))
    return Table(caption, tuple(columns), tuple(found))


def grid(part: Part, caption: str, names: str) -> Table:
    """The figures of the first line, a row for each subject."""
    (table, *_) = part["tables"]
    named = {row["what"]: row for row in table["rows"] if re.search(names, row["what"])}
    subjects, whats = (unique(name.rpartition(": ")[end] for name in named) for end in (0, 2))

    def cell(subject: str, what: str) -> Cell:
        row = named.get(f"{subject}: {what}")
        if row is None:
            return ""
        times = ratio(row)
        return Quantity(row["median"], f"{value(row).text}{times and ' · '}{times}")

    lines = ((subject, *(cell(subject, what) for what in whats)) for subject in subjects)
    return Table(caption, ("What", *whats), tuple(lines))


def framed(part: Part, table: Table) -> str:
    """A table in the calculators' style, and how it was measured."""
    versions = ", ".join(f"{name} {version}" for name, version in part["versions"].items())
    span = "with the least and the most in brackets"
    runs = "One run" if part["runs"] == 1 else f"Medians of {part['runs']} runs, {span}"
    said = (
        f"{runs}. {escape(part['date'])}, "
        f"<code>{escape(part['machine'])}</code>, {escape(versions)}, {escape(part['encoding'])}."
    )
    return f'<div class="calculator">{html.table(table)}<p><small>{said}</small></p></div>\n'


def value(row: Row) -> Quantity:
    """A median with its span, if there is one."""
    middle, least, most = (number(row[key]) for key in ("median", "least", "most"))
    return Quantity(row["median"], middle if least == most else f"{middle} ({least}–{most})")


def ratio(row: Row) -> str:
    """How many times the reference a figure is; nothing for the reference itself."""
    times = row["ratio"]
    if times is None or times == 1:
        return ""
    short = f"{times:.0f}" if times >= 10 else f"{times:.2f}"
    return f"{short}\N{NO-BREAK SPACE}×"


def number(value: float) -> str:
    """Three digits that count, as people write them."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order, each once."""
    return tuple(dict.fromkeys(names))
