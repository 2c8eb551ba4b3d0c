"""How many test examples does it take to see an accuracy, a slice, or a difference?

A share p measured on n examples wobbles by z √(p (1 - p) / n); turned round,
that gives the examples for a margin. Two models differ visibly when their
accuracies lie further apart than both wobble, here so that a real difference
is found four times in five. The assumption that matters most: examples are
drawn at random from those the model will meet, each on its own.

Sources: Wilson 1927 (interval of what was seen), Fleiss, Levin & Paik 2003
(sample sizes for one share and for two). The warning about few errors is a
heuristic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from calculators.kit import format
from calculators.kit.blocks import (
    Axis,
    Block,
    Cell,
    Chart,
    Figure,
    Figures,
    Headline,
    Line,
    Note,
    Paragraph,
    Point,
    Report,
    Source,
    Table,
    Working,
)
from calculators.kit.counts import rounded_up
from calculators.kit.distributions import normal_quantile
from calculators.kit.format import Quantity
from calculators.kit.inputs import Form, Preset, Problem, number, percent
from calculators.kit.rates import error_rate, fraction

TITLE = "Test-set size"
QUESTION = "How many test examples do we need to see the difference?"
VERSION = "1.0"
TOPIC = "Metric"

PLAN, SEEN, OTHER = "The number you want to know", "The test set you have", "Another model"
POWER = 0.8  # a real difference is found four times in five, as is the custom
SIZES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000)
FEW = 5  # errors (or right answers) expected: with fewer the normal curve misleads


@dataclass(frozen=True)
class Inputs(Form):
    """The accuracy you expect and how well to know it; what was tested; a model to compare with."""

    expected_accuracy: float = percent(
        90,
        "Accuracy you expect",
        above=0,
        below=100,
        group=PLAN,
        help="Of the model to be tested: a guess will do.",
    )
    margin: float = number(
        3,
        "Margin, plus or minus",
        above=0,
        most=50,
        unit="points",
        group=PLAN,
        help="How far off the measured accuracy may be.",
    )
    confidence: float = percent(
        95,
        "Confidence",
        least=50,
        below=100,
        group=PLAN,
        help="So often the truth lies within the margin.",
    )
    slice_share: float = percent(
        10,
        "Share of the smallest slice",
        above=0,
        group=PLAN,
        help="Of the examples: the smallest group that must be known as well. 100 for none.",
    )
    tested: int | None = number(
        500,
        "Examples tested",
        least=0,
        whole=True,
        optional=True,
        group=SEEN,
        help="Or those that you can afford to label.",
    )
    correct: int | None = number(
        450, "Answered right", least=0, whole=True, optional=True, group=SEEN
    )
    second_accuracy: float | None = percent(
        92,
        "Accuracy of another model",
        optional=True,
        group=OTHER,
        help="The one that you want to tell from the first. Each is tested on its own examples.",
    )

    def check(self) -> Iterator[Problem]:
        """Right answers come with a number of examples that is no smaller."""
        if self.tested == 0:
            yield Problem("tested", "Enter at least 1, or leave it empty.")
        elif self.tested is None and self.correct is not None:
            yield Problem("tested", "Enter how many were tested, or leave both empty.")
        elif self.tested is not None and self.correct is not None and self.correct > self.tested:
            yield Problem("correct", f"Enter at most {self.tested:,}: no more were tested.")


@dataclass(frozen=True)
class Result:
    """Accuracies and differences are fractions; `None` where there is no answer.

    `examples_to_compare` is for each of the two models. The smallest difference
    is what `tested` examples for each show four times in five.
    """

    examples_needed: float
    examples_needed_in_total: float
    observed_accuracy: float | None
    wilson_low: float | None
    wilson_high: float | None
    smallest_difference: float | None
    smallest_difference_in_slice: float | None
    examples_to_compare: float | None
    difference_visible: bool | None


def wilson(correct: int, tested: int, z: float) -> tuple[float, float]:
    """Wilson's interval for a share (1927); unlike p ± z √(p q / n) it stays within 0 and 1."""
    share, weight = correct / tested, z * z / tested
    middle = share + weight / 2
    half = z * math.sqrt((share * (1 - share) + weight / 4) / tested)
    low, high = ((middle + side * half) / (1 + weight) for side in (-1, 1))
    return (low if correct else 0.0), (high if correct < tested else 1.0)


def compute(inputs: Inputs) -> Result:
    """Examples for the margin, the interval of what was seen, and the difference it can show."""
    accuracy, share = fraction(inputs.expected_accuracy), fraction(inputs.slice_share)
    needed = rounded_up(_z(inputs) ** 2 * _variance(accuracy) / (inputs.margin / 100) ** 2)
    tested, correct, second = inputs.tested, inputs.correct, inputs.second_accuracy
    low, high = None, None
    if tested is not None and correct is not None:
        low, high = wilson(correct, tested, _z(inputs))
    apart = None if second is None else abs(fraction(second) - accuracy)
    compare = None
    if apart:
        compare = rounded_up(_reach(inputs) ** 2 * _both(inputs) / apart**2)
    return Result(
        examples_needed=needed,
        examples_needed_in_total=rounded_up(needed / share),
        observed_accuracy=None if tested is None or correct is None else correct / tested,
        wilson_low=low,
        wilson_high=high,
        smallest_difference=None if tested is None else _difference(inputs, tested),
        smallest_difference_in_slice=(
            None if tested is None else _difference(inputs, tested * share)
        ),
        examples_to_compare=compare,
        difference_visible=None if tested is None or compare is None else tested >= compare,
    )


def _difference(inputs: Inputs, examples: float) -> float | None:
    """The smallest difference that so many examples for each model show; `None` beyond all."""
    found = _reach(inputs) * math.sqrt(_both(inputs) / examples)
    accuracy = fraction(inputs.expected_accuracy)
    return found if found <= max(accuracy, 1 - accuracy) else None


def _both(inputs: Inputs) -> float:
    """p₁ q₁ + p₂ q₂; the second model counts like the first if it is not given."""
    first = inputs.expected_accuracy
    second = first if inputs.second_accuracy is None else inputs.second_accuracy
    return _variance(fraction(first)) + _variance(fraction(second))


def _variance(share: float) -> float:
    return share * (1 - share)


def _z(inputs: Inputs) -> float:
    """So many standard errors lie on each side, at the confidence asked for."""
    return -normal_quantile(error_rate(inputs.confidence) / 2)


def _reach(inputs: Inputs) -> float:
    """The standard errors between two models that make the difference visible with `POWER`."""
    return _z(inputs) + normal_quantile(POWER)


def present(inputs: Inputs, result: Result) -> Report:
    """What the test set can show and what it takes, for all examples and for the slice."""
    margin = f"± {format.typed(inputs.margin)} points"
    whole = inputs.slice_share == 100
    figures = [Figure("Examples needed", format.count(result.examples_needed), margin)]
    if not whole:
        total = format.count(result.examples_needed_in_total)
        slice_ = f"so that a slice of {format.typed(inputs.slice_share)} % has as many"
        figures.append(Figure("For the slice too", total, slice_))
    if result.smallest_difference is not None:
        figures.append(
            Figure(
                "Smallest difference seen",
                _points(result.smallest_difference),
                f"with {inputs.tested:,} examples",
            )
        )
    if result.examples_to_compare is not None:
        apart = f"{format.typed(inputs.expected_accuracy)} or {_second(inputs)}"
        figures.append(Figure("To tell the two", format.count(result.examples_to_compare), apart))
    return (
        _headline(inputs, result),
        *_warnings(inputs, result),
        Figures(tuple(figures)),
        *_seen(inputs, result),
        *_paired(inputs, result),
        _chart(inputs, result),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    accuracy, needed = _typed(inputs.expected_accuracy), format.count(result.examples_needed).text
    if result.difference_visible is not None and result.examples_to_compare is not None:
        pair = f"{accuracy} from {_second(inputs)}"
        compare = format.count(result.examples_to_compare).text
        if result.difference_visible:
            return Headline(
                f"{inputs.tested:,} examples can tell {pair}: {compare} would do.", "good"
            )
        return Headline(
            f"{inputs.tested:,} examples cannot tell {pair}: it takes {compare} for each model.",
            "bad",
        )
    margin = f"{format.typed(inputs.margin)} points"
    slice_ = ""
    if inputs.slice_share < 100:
        total = format.count(result.examples_needed_in_total).text
        slice_ = f", and {total} to know the slice as well"
    return Headline(f"It takes {needed} examples to know {accuracy} to within {margin}{slice_}.")


def _warnings(inputs: Inputs, result: Result) -> Iterator[Block]:
    """Where the formulas mislead, or have no answer."""
    accuracy = fraction(inputs.expected_accuracy)
    rare = min(accuracy, 1 - accuracy)
    if result.examples_needed * rare < FEW:
        kind = "errors" if accuracy > 0.5 else "right answers"
        yield Note(
            f"So few examples would hold fewer than {FEW} {kind}, and there the normal curve "
            f"promises too much. As a rule of thumb, take {format.count(_enough(rare)).text} or "
            "more; to show that errors are rare, certify a failure rate instead.",
            warning=True,
        )
    low, high = result.wilson_low, result.wilson_high
    if low is not None and high is not None and not low <= accuracy <= high:
        yield Note(
            f"You expect {_typed(inputs.expected_accuracy)}, and what you measured lies too far "
            f"from that to be chance. Plan with {format.share(result.observed_accuracy).text}."
        )
    if inputs.second_accuracy == inputs.expected_accuracy:
        yield Note("Both models have the same accuracy: no number of examples tells them apart.")
    if inputs.tested is not None:
        if result.smallest_difference is None:
            yield Note("So few examples show no difference between two models, however large.")
        elif result.smallest_difference_in_slice is None:
            few = format.number(inputs.tested * fraction(inputs.slice_share)).text
            yield Note(
                f"The slice has {few} examples: too few to show any difference between two "
                "models there. Collect more of that kind, not more of all.",
                warning=True,
            )


def _enough(rare: float) -> float:
    """Examples that hold `FEW` of the rarer answers."""
    return rounded_up(FEW / rare)


def _seen(inputs: Inputs, result: Result) -> Iterator[Block]:
    """The interval of what was measured."""
    if result.observed_accuracy is None:
        return
    low, high = format.share(result.wilson_low).text, format.share(result.wilson_high).text
    yield Paragraph(
        f"You measured {format.share(result.observed_accuracy).text} on {inputs.tested:,} examples. "
        f"With {_typed(inputs.confidence)} confidence the true accuracy lies between {low} and "
        f"{high}."
    )


def _paired(inputs: Inputs, result: Result) -> Iterator[Block]:
    """The cheapest way to see more: the same examples for both models."""
    if result.examples_to_compare is None:
        return
    apart = abs(fraction(inputs.second_accuracy or 0.0) - fraction(inputs.expected_accuracy))
    z = _z(inputs)
    root = z * math.sqrt(apart) + normal_quantile(POWER) * math.sqrt(apart - apart**2)
    least = format.count(rounded_up((root / apart) ** 2)).text
    yield Paragraph(
        "What would change this: run both models on the same examples and count only those where "
        f"one is right and the other wrong. If it is always the same one that is right, {least} "
        "examples in all are enough; the more often each is right alone, the more it takes."
    )


def _sizes(inputs: Inputs) -> Table:
    """What test sets of other sizes would show."""
    sizes = sorted({*SIZES, *([] if inputs.tested is None else [inputs.tested])})
    columns = ["Examples", "Margin ±", "Smallest difference"]
    columns += ["Smallest in the slice"] * (inputs.slice_share < 100)
    strong = () if inputs.tested is None else (sizes.index(inputs.tested),)
    body = tuple(tuple(_row(inputs, size)) for size in sizes)
    return Table("What test sets of other sizes show, in points", tuple(columns), body, strong)


def _row(inputs: Inputs, size: int) -> Iterator[Cell]:
    found = [_margin(inputs, size), _difference(inputs, size)]
    if inputs.slice_share < 100:
        found.append(_difference(inputs, size * fraction(inputs.slice_share)))
    yield format.count(size)
    yield from (format.number(None if value is None else 100 * value) for value in found)


def _margin(inputs: Inputs, examples: float) -> float | None:
    return _z(inputs) * math.sqrt(_variance(fraction(inputs.expected_accuracy)) / examples)


def _chart(inputs: Inputs, result: Result) -> Chart:
    """Margin and smallest difference against examples: straight lines, both axes by multiplying."""
    points = []
    if inputs.tested is not None and result.smallest_difference is not None:
        seen = 100 * result.smallest_difference
        points.append(Point("your test set", inputs.tested, seen, strong=True))
    else:
        points.append(Point("your margin", result.examples_needed, inputs.margin, strong=True))
    if result.examples_to_compare is not None and inputs.second_accuracy is not None:
        apart = abs(inputs.second_accuracy - inputs.expected_accuracy)
        points.append(Point("to tell the two", result.examples_to_compare, apart))
    low, high = (pick(*SIZES, *(p.x for p in points)) for pick in (min, max))
    grid = [*(low * (high / low) ** (n / 24) for n in range(24)), high]
    share = fraction(inputs.slice_share)
    curves = [
        ("margin", [_margin(inputs, size) for size in grid]),
        ("smallest difference", [_difference(inputs, size) for size in grid]),
    ]
    if inputs.slice_share < 100:
        slice_ = [_difference(inputs, size * share) for size in grid]
        curves.append(("smallest difference in the slice", slice_))
    lines = tuple(
        Line(
            label,
            tuple((x, 100 * y) for x, y in zip(grid, values, strict=True) if y is not None),
            strong=label == "smallest difference",
        )
        for label, values in curves
    )
    heights = [y for line in lines for _, y in line.points] + [p.y for p in points]
    return Chart(
        title="What a test set shows, by its size",
        description="Both axes grow by multiplying: four times the examples halve what is hidden.",
        x=Axis("examples", low, high, log=True),
        y=Axis("points of accuracy", min(heights), min(100.0, max(heights)), log=True),
        lines=lines,
        points=tuple(points),
        table=_sizes(inputs),
    )


def _working(inputs: Inputs, result: Result) -> Working:
    p, z, m = fraction(inputs.expected_accuracy), _z(inputs), inputs.margin / 100
    n = format.count(result.examples_needed).text
    steps = [
        f"n = z² p (1 − p) / m², with z = {_words(z)} for {_typed(inputs.confidence)} on both "
        f"sides, p = {_words(p)} and m = {_words(m)}: {n}, rounded up",
        f"for the slice too: n / share = {n} / {_words(fraction(inputs.slice_share))} = "
        f"{format.count(result.examples_needed_in_total).text}",
    ]
    if result.observed_accuracy is not None:
        steps.append(
            "what was measured: Wilson's interval, (p̂ + z²/2n ± z √(p̂ (1 − p̂)/n + z²/4n²)) / "
            f"(1 + z²/n), with p̂ = {_words(result.observed_accuracy)} and n = {inputs.tested:,}"
        )
    if inputs.tested is not None:
        steps.append(
            "smallest difference = (z + z₀.₈) √((p₁ (1 − p₁) + p₂ (1 − p₂)) / n), with z₀.₈ = "
            f"{_words(normal_quantile(POWER))} so that it is found four times in five: "
            f"{_points(result.smallest_difference).text}"
        )
    if result.examples_to_compare is not None:
        count = format.count(result.examples_to_compare).text
        steps.append(f"to tell the two: n for which that difference is theirs: {count} for each")
    return Working(
        steps=tuple(steps),
        sources=SOURCES,
        assumption="examples are drawn at random, each on its own, from those the model will meet; "
        "and their labels are right.",
        breaks="examples come in groups (many of one customer count as fewer), you try many models "
        "on the same test set and keep the best, or labels are wrong as often as the models differ.",
    )


def _points(difference: float | None) -> Quantity:
    """A difference of accuracies, in points."""
    return format.number(None if difference is None else 100 * difference, "points")


def _second(inputs: Inputs) -> str:
    return _typed(inputs.second_accuracy)


def _words(value: float) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


def _typed(value: float | None) -> str:
    """A percentage as typed."""
    return "" if value is None else f"{format.typed(value)} %"


SOURCES = (
    Source(
        "Interval of what was seen: Wilson, Probable Inference, the Law of Succession, and "
        "Statistical Inference (1927)",
        "https://doi.org/10.1080/01621459.1927.10502953",
    ),
    Source(
        "Sizes for one share and for two: Fleiss, Levin & Paik, Statistical Methods for Rates and "
        "Proportions, 3rd edition (2003)",
        "https://doi.org/10.1002/0471445428",
    ),
    Source(
        "Both models on the same examples: Connor, Sample Size for Testing Differences in "
        "Proportions for the Paired-Sample Design (1987)",
        "https://doi.org/10.2307/2531961",
    ),
)

PRESETS = (
    Preset(
        "two-points-apart",
        "Two points apart",
        "A new model is two points better. Do 500 examples show it?",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "Routing support messages: 400 labelled ones, of which one in ten is in another language. "
        "Is the model better than the process today?",
        Inputs(
            expected_accuracy=88,
            margin=2,
            tested=400,
            correct=352,
            second_accuracy=95,
        ),
    ),
    Preset(
        "a-slice-of-fifty",
        "Fifty examples",
        "From 50 examples you can tell 60 % from 90 %. Try 85 instead of 60.",
        Inputs(margin=5, slice_share=100, tested=50, correct=45, second_accuracy=60),
    ),
    Preset(
        "nearly-perfect",
        "Nearly perfect",
        "At 99 % ten errors decide: the interval leans towards the side where there is room.",
        Inputs(expected_accuracy=99, margin=0.5, tested=1000, correct=990, second_accuracy=None),
    ),
)
