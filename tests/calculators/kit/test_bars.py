"""Bars as pictures."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.bars import ROW, WIDTH, draw
from calculators.kit.blocks import Bar
from calculators.kit.svg import width
from tests.calculators.markup import Markup

from . import pictures


def test_segments_follow_each_other() -> None:
    """A quarter and a half of 330 units, stacked; what has no length is not drawn."""
    page = Markup(draw(pictures.bars("A")))
    drawn = [r for r in page.all("rect") if "chart__bar" in r["class"]]
    found = [(r["x"], r["width"], r["class"]) for r in drawn]
    assert found == [
        ("0", "82.5", "chart__bar series-1"),
        ("82.5", "165", "chart__bar series-2"),
        ("0", "330", "chart__bar series-2"),
    ]
    assert len(page.all("rect", class_="chart__track")) == 2
    assert page.all("svg")[0]["viewbox"] == f"0 0 330 {2 * ROW:g}"


def test_a_whole_other_than_one() -> None:
    """Lengths are shares of it."""
    bars = pictures.bars("A")._replace(whole=50, bars=(Bar("a", (25,)),))
    (bar,) = (r for r in Markup(draw(bars)).all("rect") if "chart__bar" in r["class"])
    assert bar["width"] == "165"


def test_no_bars() -> None:
    """An empty picture is still one."""
    assert Markup(draw(pictures.bars("A")._replace(bars=()))).all("svg")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_labels_fit(label: str) -> None:
    """Long names are cut, short ones stay as they are."""
    page = Markup(draw(pictures.bars("A")._replace(bars=(Bar(label, (1,)),))))
    (text,) = page.all("text")
    assert width(text.text) <= WIDTH
    assert text.text == label or text.text.endswith("…")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=10))
def test_bars_stay_inside(lengths: list[float]) -> None:
    """Where segments are shares of a whole."""
    total = math.fsum(lengths) or 1
    bar = Bar("a", tuple(length / total for length in lengths))
    page = Markup(draw(pictures.bars("A")._replace(bars=(bar,))))
    for rect in page.all("rect"):
        assert 0 <= float(rect["x"]) <= WIDTH
        assert float(rect["x"]) + float(rect["width"]) <= WIDTH + 0.2
