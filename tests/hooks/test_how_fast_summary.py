"""The first lines of “How fast” say what was measured, whatever it was."""

from __future__ import annotations

import json

import pytest
from mkdocs.exceptions import PluginError

from calculators.kit import html
from calculators.kit.blocks import Bars, Bullets, Headline
from hooks.how_fast.figures import COLD, FILE, OPENED, READ_GZIP, READ_REQUESTS, RUNTIME, SECOND
from hooks.how_fast.summary import BARE, POINTED, THIRD, at_a_glance

from ..conftest import ROOT
from .how_fast_sample import published, row

PARTS = published(
    fast={
        OPENED: row(OPENED, 184, 0.08),
        COLD: row(COLD, 1109, 0.49),
        POINTED: row(POINTED, 280, 0.15),
        SECOND: row(SECOND, 938, 0.39),
        BARE: row(BARE, 2256, 1),
        READ_GZIP: row(READ_GZIP, 93.9, 0.01),
        READ_REQUESTS: row(READ_REQUESTS, 9),
        RUNTIME: row(RUNTIME, 3889, 0.66),
    },
    slow={
        OPENED: row(OPENED, 292, 0.04),
        COLD: row(COLD, 4158, 0.62),
        POINTED: row(POINTED, 3551, 0.52),
        SECOND: row(SECOND, 933, 0.13),
        BARE: row(BARE, 6894, 1),
    },
)


def charts(**of_line: dict[str, dict[str, object]]) -> list[Bars]:
    """The charts of the sample, with these figures besides."""
    parts = published(**of_line) if of_line else PARTS
    return [block for block in at_a_glance(parts) if isinstance(block, Bars)]


def test_the_first_sentence_has_the_waits() -> None:
    """Of the page, of the first edit, and of what both are compared with."""
    headline = next(block for block in at_a_glance(PARTS) if isinstance(block, Headline))
    waits = ("0.18\xa0s", "1.1\xa0s", "2.3\xa0s")
    assert [wait for wait in waits if wait in headline.text] == [*waits]


def test_the_points_have_the_other_numbers() -> None:
    """The slow line, the pointer, the second visit, what is downloaded and what is missed."""
    (points,) = (block for block in at_a_glance(PARTS) if isinstance(block, Bullets))
    slow, pointer, second, size, budgets = points.items
    assert slow.endswith("0.29\xa0s, 4.2\xa0s and 6.9\xa0s.")
    assert "waits 0.28\xa0s; slow line 3.6\xa0s" in pointer
    assert "waits 0.94\xa0s; slow line 0.93\xa0s" in second
    assert all(word in size for word in ("93.9\xa0kB", "9 requests", "3.89\xa0MB"))
    assert budgets.endswith("missed.")


def test_a_bar_shows_both_lines() -> None:
    """The slow line comes on top of the fast one; where it was no slower, nothing does."""
    first, second = charts()
    cold = next(bar for bar in first.bars if bar.label.startswith("This site, first edit"))
    assert cold.label == "This site, first edit: 1.1\xa0s, slow 4.2\xa0s"
    # 4158 − 1109 = 3049
    assert [bar.segments for bar in (cold, second.bars[0])] == [(1109, 3049), (938, 0)]


def test_both_visits_are_drawn_to_one_scale() -> None:
    """The longest bar of both fills the width."""
    assert {chart.whole for chart in charts()} == {6894}


def test_a_third_visit_is_shown_where_it_was_measured() -> None:
    """Benchmarks of before knew none."""
    third = {THIRD: row(THIRD, 500, 0.2)}
    assert "third" not in str(charts())
    _, later = charts(fast=third, slow=third)
    assert "This site, third visit: 0.5\xa0s, slow 0.5\xa0s" in [bar.label for bar in later.bars]


def test_no_name_is_cut_off() -> None:
    """A bar's label has its number at the end."""
    parts = json.loads((ROOT / "docs" / FILE).read_text("utf-8"))["parts"]
    assert "…" not in html.render(at_a_glance(parts))


def test_what_was_not_measured_is_named_with_its_command() -> None:
    """Such as a tool that a short run leaves out."""
    parts = published()
    for table in parts["boot"]["tables"]:
        table["rows"] = [row for row in table["rows"] if not row["what"].startswith("PyScript")]
    with pytest.raises(PluginError, match=r'“PyScript, first.*make bench ARGS="--only boot '):
        at_a_glance(parts)
