"""Shows on the page “How fast” what the benchmark measured: `make bench ARGS=--publish`.

Marks become what they name: `<!-- bench: summary -->` and `<!-- bench: budgets -->`; tables of a
part's figures, `<!-- bench: boot | lines | Caption | names -->`, in a shape of `tables.SHAPES`; and
`<!-- bench: boot | dated -->` or `measured`, when and where that part was measured, in short or in
full.

MkDocs loads a hook under its path for a name. So the modules here refer to each other by `from
.figures import …` and in no other way, which works under that name and under `hooks.how_fast`.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from calculators.kit import html
from calculators.kit.blocks import Report

from .budgets import verdict
from .figures import FILE, PAGE, Part, lacking, number
from .summary import at_a_glance
from .tables import SHAPES

__all__ = ["FILE", "PAGE", "number", "on_page_markdown"]


def dated(part: Part) -> str:
    """When and where a part was measured: another machine gives other figures."""
    runs = "One run" if part["runs"] == 1 else f"Medians of {part['runs']} runs"
    return f"{runs}, {escape(part['date'])}, <code>{escape(part['machine'])}</code>."


def measured(part: Part) -> str:
    """The same, and how; and what its tables have in brackets."""
    span = "" if part["runs"] == 1 else " In brackets: the least and the most."
    versions = ", ".join(f"{name} {version}" for name, version in part["versions"].items())
    return f"{dated(part)}{span} {escape(versions)}, {escape(part['encoding'])}."


_REPORTS = {"summary": at_a_glance, "budgets": verdict}
_NOTES = {"dated": dated, "measured": measured}
_MARK = re.compile(
    rf"^<!-- bench: (?:(?P<report>{'|'.join(_REPORTS)})|(?P<part>[\w-]+) \| "
    rf"(?:(?P<note>{'|'.join(_NOTES)})|"
    rf"(?P<shape>{'|'.join(SHAPES)}) \| (?P<caption>.+?) \| (?P<names>.+))) -->$",
    re.MULTILINE,
)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str | None:
    """The page's Markdown with what was measured in place of the marks."""
    if page.file.src_uri != PAGE:
        return None
    path = Path(config.docs_dir) / FILE
    if not path.is_file():
        raise PluginError(f"There is no {FILE} for {PAGE}. Measure: make bench ARGS=--publish")
    parts: dict[str, Part] = json.loads(path.read_text("utf-8"))["parts"]
    return _MARK.sub(lambda mark: shown(mark, parts), markdown)


def shown(mark: re.Match[str], parts: dict[str, Part]) -> str:
    """What stands in place of a mark."""
    if mark["report"]:
        return framed(_REPORTS[mark["report"]](parts))
    if mark["part"] not in parts:
        raise lacking(mark["part"])
    part = parts[mark["part"]]
    if mark["note"]:
        return f'<p class="measured"><small>{_NOTES[mark["note"]](part)}</small></p>\n'
    tables = tuple(SHAPES[mark["shape"]](part, mark["caption"], mark["names"]))
    if not all(table.rows for table in tables):
        raise lacking(mark["part"], mark["names"])
    return framed(tables)


def framed(report: Report) -> str:
    """Blocks in the calculators' style."""
    return f'<div class="calculator measured">{html.render(report)}</div>\n'
