"""SVG as text."""

from __future__ import annotations

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.svg import Box, clear, path, picture, tag, touching, width, words
from tests.calculators.markup import Markup

boxes = st.tuples(*[st.floats(0, 100)] * 4)


def test_coordinates_have_one_decimal_at_most() -> None:
    """And no minus sign before nothing."""
    assert path([(1.0, 2.25), (-0.01, 99.96)], "a") == '<polyline points="1,2.2 0,100" class="a"/>'


@given(st.floats(-1e6, 1e6))
def test_the_last_bit_does_not_move_a_shape(value: float) -> None:
    """Half-way between two decimals, runtimes that differ there draw the same."""
    nice = round(value * 20) / 20
    drawn = {
        tag("line", x1=other)
        for other in (nice, math.nextafter(nice, math.inf), math.nextafter(nice, -math.inf))
    }
    assert len(drawn) == 1


def test_names_of_attributes() -> None:
    """Underscores become hyphens, a last one falls away, and what is None is left out."""
    expected = '<text text-anchor="end" class="b"/>'
    assert tag("text", text_anchor="end", class_="b", hidden=None) == expected


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_words_come_back_as_they_were(text: str) -> None:
    """In content, in a title and in attributes."""
    drawn = picture(10.0, 20.5, text, words(text, 1.0, 2.0, text) + tag("g", class_=text))
    page = Markup(drawn)
    assert page.text == text * 2
    assert [element["class"] for element in page.all("g") + page.all("text")] == [text, text]
    assert page.all("svg")[0]["role"] == "img"
    assert page.all("svg")[0]["viewbox"] == "0 0 10 20.5"
    assert [element.tag for element in page.elements] == ["svg", "title", "text", "g"]


def test_no_colour() -> None:
    """Shapes carry classes; the stylesheet colours them."""
    drawn = picture(1.0, 1.0, "t", words("t", 0.0, 0.0, "c") + path([(0, 0)], "d"))
    assert not re.search(r"fill|stroke|style|#", drawn)


@given(boxes, boxes)
def test_clear_is_mutual(one: Box, other: Box) -> None:
    """Boxes that overlap do so both ways; every box is clear of none."""
    first = (min(one[0], one[2]), min(one[1], one[3]), max(one[0], one[2]), max(one[1], one[3]))
    second = tuple(sorted(other[::2]))[:1] + tuple(sorted(other[1::2]))[:1]
    second_box = (second[0], second[1], max(other[::2]), max(other[1::2]))
    assert clear(first, [second_box]) == clear(second_box, [first])
    assert clear(first, [])


def test_boxes_that_touch_are_clear() -> None:
    """Two labels may stand side by side."""
    assert clear((0, 0, 10, 10), [(10, 0, 20, 10), (0, 10, 10, 20)])
    assert not clear((0, 0, 10, 10), [(9, 9, 20, 20)])


@given(boxes, st.lists(boxes))
def test_touching_are_those_of_which_a_box_is_not_clear(box: Box, others: list[Box]) -> None:
    """Boxes are clear of several if they touch none of them."""
    assert touching(box, others) == [other for other in others if not clear(box, [other])]


def test_width_grows_with_the_text() -> None:
    """Ten characters at 6.6 units."""
    assert width("abcdefghij") == 66
