"""Draw a `Chart`: lines, points, rules and regions over two axes, 330 units wide: a phone shows its text full size."""

from __future__ import annotations

from calculators.kit.axes import Scale, scale, ticks
from calculators.kit.blocks import Axis, Chart, Region, Rule
from calculators.kit.escape import escape
from calculators.kit.svg import LINE, Box, clear, path, picture, tag, touching, width, words

WIDTH, HEIGHT = 330.0, 270.0
TOP, RIGHT, BOTTOM = 26.0, 316.0, 226.0


def draw(chart: Chart) -> str:
    """The chart as SVG text; axis titles stand at the axis ends so that nothing is rotated."""
    labels = [text for _, text in ticks(chart.y)]
    left = 14.0 + max((width(text) for text in labels), default=0.0)
    x, y = scale(chart.x, left, RIGHT), scale(chart.y, BOTTOM, TOP)
    parts = [
        *_regions(chart, x, y),
        *_axis_y(chart.y, y, left),
        *_axis_x(chart.x, x),
        *(part for rule in chart.rules for part in _rule(rule, x, y, left)),
        *(
            path(
                [(x(a), y(b)) for a, b in _inside(line.points, chart.y)],
                f"chart__line series-{n}" + " chart__line--strong" * line.strong,
            )
            for n, line in enumerate(chart.lines, 1)
        ),
        *_points(chart, x, y, left),
    ]
    return picture(WIDTH, HEIGHT, chart.title, "".join(parts))


def _inside(points: tuple[tuple[float, float], ...], axis: Axis) -> list[tuple[float, float]]:
    """The points from the last before the line enters the axis to the first after it leaves."""
    beyond = [y > axis.high for _, y in points]
    first = next((n for n, out in enumerate(beyond) if not out), len(points))
    last = next((n for n in range(first, len(points)) if beyond[n]), len(points))
    return list(points[max(0, first - 1) : last + 1])


def _regions(chart: Chart, x: Scale, y: Scale) -> list[str]:
    parts = []
    for region in chart.regions:
        if region.strong:
            left, top = x(region.x[0]), y(region.y[1])
            size = {"width": x(region.x[1]) - left, "height": y(region.y[0]) - top}
            parts.append(tag("rect", x=left, y=top, **size, class_="chart__region"))
        start, top, end, _ = _region_label(chart, region, x, y)
        parts.append(words(region.label, (start + end) / 2, top + 11, "chart__place", "middle"))
    return parts


def _region_label(chart: Chart, region: Region, x: Scale, y: Scale) -> Box:
    """Where a region's word stands: at the chart's lower edge if the region lies there, else up."""
    middle, half = (x(region.x[0]) + x(region.x[1])) / 2, width(region.label) / 2
    low = region.y[0] <= chart.y.low and region.y[1] < chart.y.high
    top = BOTTOM - LINE - 3 if low else y(region.y[1]) + 3
    return middle - half, top, middle + half, top + LINE


def _axis_y(axis: Axis, y: Scale, left: float) -> list[str]:
    parts = []
    for value, label in ticks(axis):
        at = y(value)
        parts.append(tag("line", x1=left, y1=at, x2=RIGHT, y2=at, class_="chart__grid"))
        parts.append(words(label, left - 6, at + 4, "chart__tick", "end"))
    parts.append(words(f"↑ {axis.label}", 2.0, 12.0, "chart__axis"))
    return parts


def _axis_x(axis: Axis, x: Scale) -> list[str]:
    parts = [tag("line", x1=x(axis.low), y1=BOTTOM, x2=RIGHT, y2=BOTTOM, class_="chart__base")]
    taken = -1.0
    for value, label in ticks(axis):
        at, half = x(value), width(label) / 2
        parts.append(tag("line", x1=at, y1=BOTTOM, x2=at, y2=BOTTOM + 4, class_="chart__base"))
        middle = min(max(at, half), WIDTH - half)
        if middle - half > taken:
            parts.append(words(label, middle, BOTTOM + 18, "chart__tick", "middle"))
            taken = middle + half + 4
    parts.append(words(f"{axis.label} →", RIGHT, HEIGHT - 6, "chart__axis", "end"))
    return parts


def _rule(rule: Rule, x: Scale, y: Scale, left: float) -> list[str]:
    if rule.axis == "y":
        at = y(rule.at)
        line = tag("line", x1=left, y1=at, x2=RIGHT, y2=at, class_="chart__rule")
        return [line, words(rule.label, RIGHT, at - 4, "chart__note", "end")]
    at = x(rule.at)
    line = tag("line", x1=at, y1=TOP, x2=at, y2=BOTTOM, class_="chart__rule")
    if at + width(rule.label) + 4 > RIGHT:
        return [line, words(rule.label, at - 4, TOP + 10, "chart__note", "end")]
    return [line, words(rule.label, at + 4, TOP + 10, "chart__note")]


def _points(chart: Chart, x: Scale, y: Scale, left: float) -> list[str]:
    """Dots with their labels, or short labels; what finds no free place is left out.

    The reader's own points choose first.
    """
    taken = [(x(p.x) - 8, y(p.y) - 5, x(p.x) + 8, y(p.y) + 5) for p in chart.points]
    taken += [_region_label(chart, region, x, y) for region in chart.regions]
    dots, labels = [], []
    for point in sorted(chart.points, key=lambda point: not point.strong):
        at_x, at_y = x(point.x), y(point.y)
        radius = 6.0 if point.strong else 4.5
        style = "chart__point" + " chart__point--strong" * point.strong
        name = tag("title", escape(point.label))
        dots.append(tag("circle", name, cx=at_x, cy=at_y, r=radius, class_=style))
        for text in filter(None, (point.label, point.short)):
            long = width(text) * (1.1 if point.strong else 1.0)  # bold is wider
            box = _free(at_x, at_y, long, left, taken)
            if box:
                taken.append(box)
                style = "chart__label" + " chart__label--strong" * point.strong
                labels.append(words(text, box[0], box[1] + 11, style))
                break
    return dots[::-1] + labels  # the reader's own dots on top


def _free(x: float, y: float, long: float, left: float, taken: list[Box]) -> Box | None:
    """A place for a label beside its dot that is inside the chart and touches nothing."""
    reach = (x - 8 - long, y - 21, x + 8 + long, y + 8 + LINE)  # of all places
    near = touching(reach, taken)
    for start, top in _around(x, y, long):
        box = (start, top, start + long, top + LINE)
        inside = start >= left and box[2] <= WIDTH and top >= TOP - LINE and box[3] <= BOTTOM
        if inside and clear(box, near):
            return box
    return None


def _around(x: float, y: float, long: float) -> tuple[tuple[float, float], ...]:
    """Where a label may start, best place first: right, left, above, below, then the corners."""
    return (
        (x + 8, y - 7), (x - 8 - long, y - 7), (x - long / 2, y - 21), (x - long / 2, y + 8),
        (x + 5, y - 19), (x - 5 - long, y - 19), (x + 5, y + 6), (x - 5 - long, y + 6),
    )  # fmt: skip
