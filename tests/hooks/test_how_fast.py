"""The page “How fast” shows what was measured, and says so when it was not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from calculators.kit.blocks import Table
from calculators.kit.format import Quantity
from hooks.how_fast import FILE, PAGE, Part, framed, grid, number, on_page_markdown, ratio, rows


def row(what: str, median: float, ratio: float | None) -> dict[str, Any]:
    """A figure that was the same in each run but one, which took twice as long."""
    return {"what": what, "median": median, "least": median, "most": 2 * median, "ratio": ratio}


PART: Part = {
    "date": "2026-11-21",
    "machine": "a loom",
    "versions": {"Chromium": "150"},
    "runs": 3,
    "encoding": "brotli 9",
    "tables": [
        {"title": "fast", "reference": "Of bare", "rows": [row("a: x (ms)", 2, 0.5), row("b: y", 0, None)]},
        {"title": "slow", "reference": "", "rows": [row("a: x (ms)", 1234, None), row("b: y", 7, None)]},
    ],
}  # fmt: skip


def shown(markdown: str, docs: Path, uri: str = PAGE) -> str | None:
    """The Markdown of a page below that folder as the hook leaves it."""
    config = MkDocsConfig()
    config.docs_dir = str(docs)
    page: Any = SimpleNamespace(file=SimpleNamespace(src_uri=uri))
    return on_page_markdown(markdown, page=page, config=config)


def texts(table: Table) -> list[tuple[str, ...]]:
    """The rows of a table as a reader sees them."""
    return [
        tuple(cell.text if isinstance(cell, Quantity) else cell for cell in row)
        for row in table.rows
    ]


def test_lines_stand_side_by_side() -> None:
    """A ratio follows its figure where there is one, and a figure that never moved has no span."""
    table = rows(PART, "All", ".")
    assert table.columns == ("What", "fast", "Of bare", "slow")
    assert texts(table) == [
        ("a: x (ms)", "2 (2–4)", "0.50\xa0×", "1,234 (1,234–2,468)"),
        ("b: y", "0", "", "7 (7–14)"),
    ]


def test_a_grid_has_a_row_for_each_subject() -> None:
    """What a subject lacks stays empty."""
    table = grid(PART, "All", ".")
    assert table.columns == ("What", "x (ms)", "y")
    assert texts(table) == [("a", "2 (2–4) · 0.50\xa0×", ""), ("b", "", "0")]


@pytest.mark.parametrize("make", [rows, grid])
def test_figures_can_be_chosen_by_name(make: Callable[[Part, str, str], Table]) -> None:
    """By any match of an expression."""
    assert [row[0] for row in texts(make(PART, "Some", "^b|c"))] in (["b"], ["b: y"])


def test_a_table_says_when_and_where_it_was_measured() -> None:
    """Figures of another machine would be others."""
    text = framed(PART, Table("All", ("What",), ()))
    assert all(
        word in text for word in ("3 runs", "2026-11-21", "a loom", "Chromium 150", "brotli")
    )


@pytest.mark.parametrize(
    ("times", "text"), [(None, ""), (1, ""), (0.064, "0.06\xa0×"), (18.4, "18\xa0×")]
)
def test_a_ratio_is_rounded_to_what_matters(times: float | None, text: str) -> None:
    """The reference has none to itself."""
    assert ratio(row("a", 2, times)) == text


def test_numbers_keep_three_digits() -> None:
    """More would be noise."""
    assert [*map(number, (0, 0.12345, 16.66, 1234.5))] == ["0", "0.123", "16.7", "1,234"]


def test_marks_become_tables_on_that_page_only(tmp_path: Path) -> None:
    """Other pages are left as they are."""
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(json.dumps({"parts": {"boot": PART}}))
    text = "A\n\n<!-- bench: boot | rows | Waits | a|c -->\n\nB\n"
    assert shown(text, tmp_path, "about.md") is None
    assert "<caption>Waits</caption>" in (shown(text, tmp_path) or "")


@pytest.mark.parametrize("parts", [None, {}])
def test_what_was_not_measured_is_named_with_its_command(tmp_path: Path, parts: object) -> None:
    """Whether the file is missing or a part in it."""
    (tmp_path / FILE).parent.mkdir()
    if parts is not None:
        (tmp_path / FILE).write_text(json.dumps({"parts": parts}))
    with pytest.raises(PluginError, match="make bench"):
        shown("<!-- bench: boot | grid | Waits | . -->", tmp_path)
