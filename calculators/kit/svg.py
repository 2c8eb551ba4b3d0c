"""SVG as text: elements with escaped attributes, and coordinates at one decimal.

Colour never appears here. Shapes carry classes; the stylesheet colours them
from the theme, so that light, dark, print and forced colours all work.
"""

from __future__ import annotations

from functools import cache, lru_cache

from calculators.kit.escape import escape

Box = tuple[float, float, float, float]  # left, top, right, bottom

CHARACTER = 6.6  # width of an average character at the charts' text size
LINE = 14.0  # height of a line of text


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """One element; numbers are rounded, `class_` becomes `class`, `_` in names becomes `-`."""
    text = "".join([_attribute(*item) for item in attributes.items() if item[1] is not None])
    return f"<{name}{text}>{content}</{name}>" if content else f"<{name}{text}/>"


def words(text: str, x: float, y: float, style: str, anchor: str = "start") -> str:
    """A line of text whose baseline is at `y`."""
    return tag("text", escape(text), x=x, y=y, class_=style, text_anchor=anchor)


def path(points: list[tuple[float, float]], style: str) -> str:
    """A polyline through points that are rounded as those on a scale are."""
    corners = " ".join([f"{_short(x)},{_short(y)}" for x, y in points])
    return f'<polyline points="{corners}"{_attribute("class_", style)}/>'


def picture(width: float, height: float, title: str, content: str) -> str:
    """The whole picture, named for screen readers by its title."""
    return tag(
        "svg",
        tag("title", escape(title)) + content,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        role="img",
        class_="chart",
    )


def width(text: str) -> float:
    """About how wide a text is drawn."""
    return CHARACTER * len(text)


def clear(box: Box, others: list[Box]) -> bool:
    """Whether a box overlaps none of the others."""
    left, top, right, bottom = box
    for a, b, c, d in others:  # noqa: SIM110 - runs often, and `all` takes three times as long
        if right > a and left < c and bottom > b and top < d:
            return False
    return True


def touching(box: Box, others: list[Box]) -> list[Box]:
    """Those of the others that a box overlaps."""
    left, top, right, bottom = box
    return [
        other
        for other in others
        if right > other[0] and left < other[2] and bottom > other[1] and top < other[3]
    ]


@lru_cache(maxsize=2048, typed=True)
def _attribute(key: str, value: object) -> str:
    """One attribute. Charts draw the same ones over and over, and most of them after an edit."""
    return f' {_named(key)}="{_value(value)}"'


@cache
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    if isinstance(value, float):
        # First to where runtimes agree, so that the middle between two decimals falls one way.
        return _short(round(value, 6))
    return escape(str(value))


def _short(value: float) -> str:
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")
