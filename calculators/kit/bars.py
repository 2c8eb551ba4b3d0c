"""Draw `Bars`: one horizontal bar a row, its label above it so that long names fit a phone."""

from __future__ import annotations

from calculators.kit.blocks import Bars
from calculators.kit.svg import CHARACTER, LINE, picture, tag, width, words

WIDTH = 330.0
ROW, BAR = 40.0, 16.0


def draw(bars: Bars) -> str:
    """The bars as SVG text; a segment too short to see is left out."""
    parts = []
    for row, bar in enumerate(bars.bars):
        top = row * ROW
        box = {"y": top + 19, "height": BAR}
        parts.append(words(_shortened(bar.label), 0.0, top + LINE, "chart__label"))
        parts.append(tag("rect", x=0.0, width=WIDTH, **box, class_="chart__track"))
        start = 0.0
        for number, segment in enumerate(bar.segments, 1):
            long = WIDTH * segment / bars.whole
            if long >= 0.1:
                style = f"chart__bar series-{number}"
                parts.append(tag("rect", x=start, width=long, **box, class_=style))
            start += long
    return picture(WIDTH, max(1, len(bars.bars)) * ROW, bars.title, "".join(parts))


def _shortened(label: str) -> str:
    return label if width(label) <= WIDTH else label[: int(WIDTH / CHARACTER) - 1] + "…"
