"""The page “How fast” shows what was measured, and says so when it was not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from calculators.kit.blocks import Table
from calculators.kit.format import Quantity
from hooks.how_fast import FILE, PAGE, dated, measured, number, on_page_markdown
from hooks.how_fast.figures import Part, ratio
from hooks.how_fast.tables import grid, lines, rows

from ..conftest import ROOT
from .how_fast_sample import part, row

PART = part(
    {"title": "fast", "reference": "Of bare", "rows": [row("a: x (ms)", 2, 0.5), row("b: y", 0)]},
    {"title": "slow", "reference": "", "rows": [row("a: x (ms)", 1234), row("b: y", 7)]},
)


def shown(markdown: str, docs: Path, uri: str = PAGE) -> str | None:
    """The Markdown of a page below that folder as the hook leaves it."""
    config = MkDocsConfig()
    config.docs_dir = str(docs)
    page: Any = SimpleNamespace(file=SimpleNamespace(src_uri=uri))
    return on_page_markdown(markdown, page=page, config=config)


def texts(table: Table) -> list[tuple[str, ...]]:
    """The rows of a table as a reader sees them; where a line may not end is not seen."""
    return [
        tuple(
            (cell.text if isinstance(cell, Quantity) else cell).replace("\N{WORD JOINER}", "")
            for cell in row
        )
        for row in table.rows
    ]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder where one part was published."""
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(json.dumps({"parts": {"boot": PART}}))
    return tmp_path


def test_each_line_has_a_table() -> None:
    """With ratios where there is a reference; a figure that never moved has no span."""
    fast, slow = lines(PART, "All", ".")
    assert (fast.caption, fast.columns) == ("All: fast", ("What", "Median", "Of bare"))
    assert texts(fast) == [("a: x (ms)", "2 (2–4)", "0.50\xa0×"), ("b: y", "0", "")]
    assert (slow.caption, slow.columns) == ("All: slow", ("What", "Median"))
    assert texts(slow) == [("a: x (ms)", "1,234 (1,234–2,468)"), ("b: y", "7 (7–14)")]


def test_a_single_line_needs_no_name() -> None:
    """The caption says enough."""
    (table,) = lines(PART | {"tables": PART["tables"][:1]}, "All", ".")
    assert table.caption == "All"


def test_lines_stand_side_by_side() -> None:
    """Without ratios, for which a phone has no room."""
    (table,) = rows(PART, "All", ".")
    assert table.columns == ("What", "fast", "slow")
    assert texts(table) == [
        ("a: x (ms)", "2 (2–4)", "1,234 (1,234–2,468)"),
        ("b: y", "0", "7 (7–14)"),
    ]


def test_a_grid_has_a_row_for_each_subject() -> None:
    """What a subject lacks stays empty."""
    (table,) = grid(PART, "All", ".")
    assert table.columns == ("What", "x (ms)", "y")
    assert texts(table) == [("a", "2 (2–4), 0.50\xa0×", ""), ("b", "", "0")]


@pytest.mark.parametrize("make", [lines, rows, grid])
def test_figures_can_be_chosen_by_name(
    make: Callable[[Part, str, str], Iterable[Table]],
) -> None:
    """By any match of an expression."""
    first, *_ = make(PART, "Some", "^b|c")
    assert [row[0] for row in texts(first)] in (["b"], ["b: y"])


def test_brackets_shorten_a_name() -> None:
    """What they did not take part in keeps its whole name."""
    (table,) = rows(PART, "All", r"^(a): x|y$")
    assert [row[0] for row in texts(table)] == ["a", "b: y"]


def test_a_part_says_when_and_where_it_was_measured() -> None:
    """Figures of another machine would be others."""
    assert dated(PART) == "Medians of 3 runs, 2026-11-21, <code>a loom</code>."
    assert all(word in measured(PART) for word in (dated(PART), "Chromium 150", "brotli"))


def test_a_single_run_has_no_median() -> None:
    """And nothing in brackets."""
    once = PART | {"runs": 1}
    assert measured(once).startswith("One run, ")
    assert "brackets" not in measured(once)


@pytest.mark.parametrize(
    ("times", "text"),
    [(None, ""), (1, ""), (0, ""), (0.064, "0.06\xa0×"), (18.4, "18\xa0×")],
)
def test_a_ratio_is_rounded_to_what_matters(times: float | None, text: str) -> None:
    """The reference has none to itself, and nothing at all needs none."""
    assert ratio(row("a", 2, times)) == text


def test_numbers_keep_three_digits() -> None:
    """More would be noise."""
    assert [*map(number, (0, 0.12345, 16.66, 1234.5))] == ["0", "0.123", "16.7", "1,234"]


def test_marks_are_replaced_on_that_page_only(docs: Path) -> None:
    """Other pages are left as they are."""
    text = "A\n\n<!-- bench: boot | rows | Waits | a|c -->\n\n<!-- bench: boot | measured -->\n"
    assert shown(text, docs, "about.md") is None
    found = shown(text, docs) or ""
    assert "<caption>Waits</caption>" in found
    assert "a loom" in found


def test_no_mark_of_the_page_is_left_over() -> None:
    """A slip in a mark would hide what it stands for: a browser takes it for a comment."""
    docs = ROOT / "docs"
    assert "<!--" not in (shown((docs / PAGE).read_text("utf-8"), docs) or "<!--")


@pytest.mark.parametrize("mark", ["boot | rows | Waits | never", "loop | rows | Waits | ."])
@pytest.mark.parametrize("shape", ["rows", "lines", "grid"])
def test_what_was_not_measured_is_named_with_its_command(docs: Path, mark: str, shape: str) -> None:
    """Whether it is a figure or a whole part."""
    name = mark.partition(" ")[0]
    with pytest.raises(PluginError, match=rf'lacks “{name}.*make bench ARGS="--only {name} '):
        shown(f"<!-- bench: {mark.replace('rows', shape)} -->", docs)


def test_a_missing_file_is_named_with_its_command(tmp_path: Path) -> None:
    """Nothing has been published yet."""
    with pytest.raises(PluginError, match="make bench ARGS=--publish"):
        shown("<!-- bench: boot | grid | Waits | . -->", tmp_path)
