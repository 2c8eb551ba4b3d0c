"""Charts as pictures."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.blocks import Axis, Chart, Line, Point, Region, Rule
from calculators.kit.chart import BOTTOM, HEIGHT, TOP, WIDTH, draw
from calculators.kit.svg import width
from tests.calculators.markup import Element, Markup

from . import pictures

SMALL = Chart("Title", "What it shows.", Axis("x", 0, 10), Axis("y", 0, 10), pictures.table("t"))
places = st.floats(-5, 15)


def drawn(**parts: object) -> Markup:
    """A chart with these parts."""
    return Markup(draw(SMALL._replace(**parts)))  # type: ignore[arg-type]


def span(text: Element) -> tuple[float, float]:
    """From where to where a text reaches."""
    x, long = float(text["x"]), width(text.text)
    start = {"start": x, "middle": x - long / 2, "end": x - long}[text["text-anchor"]]
    return start, start + long


def test_is_a_named_picture() -> None:
    """For those who hear it; the axes are named for those who see it."""
    page = drawn()
    assert page.all("svg")[0]["role"] == "img"
    assert page.all("title")[0].text == "Title"
    assert "x →" in page.text
    assert "↑ y" in page.text


def test_lines_and_points_stand_at_their_values() -> None:
    """The middle of both axes is the middle of the plot."""
    page = drawn(
        lines=(Line("a", ((0, 0), (10, 10))), Line("b", ((0, 5), (10, 5)), strong=True)),
        points=(Point("own", 10, 5, strong=True),),
    )
    first, second = page.all("polyline")
    start, end = first["points"].split()
    assert start.endswith(f",{BOTTOM:g}")
    assert end == f"316,{TOP:g}"
    middle = f"{(TOP + BOTTOM) / 2:g}"
    assert second["points"].split()[1] == f"316,{middle}"
    assert second["class"] == "chart__line series-2 chart__line--strong"
    (dot,) = page.all("circle")
    assert (dot["cx"], dot["cy"]) == ("316", middle)
    assert dot.text == "own"


def test_a_line_ends_where_it_leaves_the_top() -> None:
    """A curve that explodes does not run along the edge."""
    page = drawn(lines=(Line("a", ((0, 1), (1, 100), (2, 1000), (3, 10_000))),))
    assert len(page.all("polyline")[0]["points"].split()) == 2


def test_a_line_begins_where_it_comes_in_from_the_top() -> None:
    """A curve that falls into the picture is drawn from its edge on."""
    page = drawn(lines=(Line("a", ((0, 900), (1, 90), (2, 9), (3, 1), (4, 99), (5, 1))),))
    corners = page.all("polyline")[0]["points"].split()
    assert len(corners) == 4
    assert corners[0].endswith(f",{TOP:g}")


def test_a_line_above_the_picture_is_not_drawn() -> None:
    """It has no corner but the last before it would come in."""
    page = drawn(lines=(Line("a", ((0, 900), (1, 90))),))
    assert len(page.all("polyline")[0]["points"].split()) == 1


def test_the_readers_own_label_comes_first() -> None:
    """Where only one label fits, it is the reader's."""
    crowd = tuple(Point("a long name", 5, 5 + n / 100) for n in range(20))
    page = drawn(points=(*crowd, Point("your own point", 5, 5.1, strong=True)))
    labels = [text for text in page.all("text") if "chart__label" in text["class"]]
    assert labels[0].text == "your own point"
    assert page.all("circle")[-1].text == "your own point"  # and its dot lies on top


def test_a_short_label_stands_where_the_long_one_has_no_room() -> None:
    """A point without room for its name keeps its number; its name can still be heard."""
    page = drawn(points=(Point("a", 5, 5, short="1"), Point("w" * 60, 2, 2, short="2")))
    labels = [text.text for text in page.all("text") if "chart__label" in text["class"]]
    assert labels == ["a", "2"]
    assert {dot.text for dot in page.all("circle")} == {"a", "w" * 60}


def test_regions_are_named_at_the_edge_of_the_picture() -> None:
    """Above at the top, below at the bottom, and clear of the points' labels."""
    regions = (Region("up", (0, 10), (5, 10)), Region("down", (0, 10), (0, 5), strong=True))
    page = drawn(regions=regions, points=(Point("own", 5, 10), Point("other", 5, 0)))
    up, down = page.all("text", class_="chart__place")
    assert float(up["y"]) < TOP + 20
    assert BOTTOM - 20 < float(down["y"]) < BOTTOM
    assert len(page.all("rect", class_="chart__region")) == 1
    for label in page.all("text", class_="chart__label"):
        for region in (up, down):
            (left, right), (start, end) = span(label), span(region)
            apart = abs(float(label["y"]) - float(region["y"])) >= 14
            assert apart or right <= start or left >= end


@pytest.mark.parametrize("axis", ["x", "y"])
def test_rules_are_labelled_inside(axis: str) -> None:
    """Also at the far end."""
    for at in (0, 5, 10):
        page = drawn(rules=(Rule("a limit with words", axis, at),))  # type: ignore[arg-type]
        (text,) = page.all("text", class_="chart__note")
        start, end = span(text)
        assert start >= 0
        assert end <= WIDTH


@given(st.lists(st.tuples(places, places, st.text(min_size=1, max_size=30), st.booleans())))
def test_labels_neither_overlap_nor_leave(points: list[tuple[float, float, str, bool]]) -> None:
    """Whatever the points are: labels without a place are left out, dots never."""
    page = drawn(points=tuple(Point(name, x, y, strong) for x, y, name, strong in points))
    assert len(page.all("circle")) == len(points)
    boxes = []
    for text in page.elements:
        if text.tag == "text" and text["class"].startswith("chart__label"):
            start, top = float(text["x"]), float(text["y"]) - 11
            boxes.append((start, top, start + width(text.text), top + 14))
    slack = 0.2  # coordinates are rounded to one decimal
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= WIDTH + slack
        assert top >= 0
        assert bottom <= HEIGHT
        for a, b, c, d in boxes[:n]:
            apart = (
                right <= a + slack or left >= c - slack or bottom <= b + slack or top >= d - slack
            )
            assert apart


@given(
    st.lists(st.tuples(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300)), max_size=5),
    st.floats(-1e15, 1e15),
    st.floats(0, 1e15),
)
def test_nothing_leaves_the_picture(
    points: list[tuple[float, float]], low: float, span_: float
) -> None:
    """Values beyond an axis end at its edge, and every coordinate is a number."""
    axis = Axis("x", low, low + span_)
    page = drawn(x=axis, y=axis, lines=(Line("a", tuple(points)),))
    for line in page.all("polyline"):
        for corner in line["points"].split():
            x, y = (float(part) for part in corner.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
            assert math.isfinite(x + y)


@given(st.floats(1e-15, 1e14), st.floats(1.0, 1e15))
def test_tick_labels_do_not_overlap(low: float, factor: float) -> None:
    """Along the x axis of any log chart."""
    page = drawn(x=Axis("x", low, low * factor, log=True))
    ticks = [t for t in page.all("text", class_="chart__tick") if t["text-anchor"] == "middle"]
    spans = [span(text) for text in ticks]
    assert all(a[1] <= b[0] + 0.2 for a, b in itertools.pairwise(spans))
    assert all(start >= -0.1 and end <= WIDTH + 0.1 for start, end in spans)
