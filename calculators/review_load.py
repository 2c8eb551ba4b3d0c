"""How much to automate and how much to let people read.

Items of which the model is sure go through; people read the rest. What goes
through wrongly nobody sees. An item is worth automating as long as its own
chance of error costs less than a review and what reviewers miss: Chow's rule of
1970 for rejecting, with a price on the review. The assumption that matters
most: reviewers are as accurate on whatever is left to them as you entered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

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
    Tone,
    Working,
)
from calculators.kit.inputs import Form, Preset, Problem, number, percent, rows
from calculators.kit.means import exact

TITLE = "Review load"
QUESTION = "How much should the model decide alone, and how much should people read?"
VERSION = "1.0"
TOPIC = "Worth doing"


@dataclass(frozen=True)
class OperatingPoint:
    """What a threshold on the model's confidence does, measured on a test set; all in percent."""

    confidence: float = percent(None, "Confidence from, %", example=90)
    share: float = percent(None, "Automated %", example=70)
    error: float = percent(None, "Error of it, %", example=1)


CURVE = (
    OperatingPoint(99, 40, 0.2),
    OperatingPoint(95, 70, 1),
    OperatingPoint(90, 80, 1.6),
    OperatingPoint(80, 90, 2.5),
    OperatingPoint(50, 97, 4),
)


@dataclass(frozen=True)
class Inputs(Form):
    """The work, the model's part of it, the reviewers, and what an error costs."""

    items: float = number(
        10_000,
        "Items a month",
        least=1,
        group="The model's part",
        help="Everything that needs a decision.",
        shared="predictions-per-month",
    )
    automated_share: float = percent(
        70,
        "Share decided by the model alone",
        group="The model's part",
        slider=(0, 100, 1),
        help="The items of which it is surest. The others go to people.",
    )
    automated_error: float = percent(
        1,
        "Error among those",
        group="The model's part",
        slider=(0, 50, 0.5),
        help="How many of the items that nobody reads are wrong.",
    )
    review_minutes: float = number(
        2, "Minutes for one review", least=0, most=100_000, group="The people's part"
    )
    reviewer_cost_per_hour: float = number(
        30, "Cost of a reviewer's hour", least=0, unit="money", group="The people's part"
    )
    reviewer_accuracy: float = percent(
        98,
        "Accuracy of reviewed items",
        group="The people's part",
        slider=(50, 100, 0.5),
        help="On the items they get, which are the hard ones. Measure it.",
    )
    cost_per_error: float = number(
        20,
        "Cost of one error",
        least=0,
        unit="money",
        group="The people's part",
        help="Of an item that ends up wrong, whoever decided it.",
        shared="cost-of-an-error",
    )
    operating_points: tuple[OperatingPoint, ...] = rows(
        CURVE,
        "Operating points",
        OperatingPoint,
        noun="point",
        group="Thresholds to choose from",
        help="Optional: for each threshold on confidence, what is automated and how much of it "
        "is wrong.",
    )

    def check(self) -> Iterator[Problem]:
        """Each confidence stands once, and a higher one does not automate more."""
        order = sorted(enumerate(self.operating_points), key=lambda pair: pair[1].confidence)
        for (_, lower), (row, higher) in pairwise(order):
            if lower.confidence == higher.confidence:
                message = f"Enter each confidence once: {_typed(higher.confidence)} stands twice."
                yield Problem("operating_points", message, row, "confidence")
            elif higher.share > lower.share:
                message = (
                    f"Enter at most {format.typed(lower.share)}: that is automated at the lower "
                    f"confidence of {_typed(lower.confidence)}."
                )
                yield Problem("operating_points", message, row, "share")


@dataclass(frozen=True)
class Costed:
    """An operating point as entered, in percent, with what follows from it in a month.

    `added_error` is the share of errors among the items that this point
    automates beyond the one before it.
    """

    confidence: float
    share: float
    error: float
    added_error: float | None
    reviews: float
    silent_errors: float
    total_cost: float


@dataclass(frozen=True)
class Result:
    """Counts, hours and money a month, rates as fractions; `None` where there is no answer."""

    reviews: float
    silent_errors: float
    reviewer_errors: float
    review_hours: float
    review_cost: float
    total_cost: float
    overall_accuracy: float
    all_reviewed_cost: float
    break_even_error: float | None
    best_operating_point: Costed | None
    operating_points: tuple[Costed, ...]


def total_cost(inputs: Inputs, share: Fraction, error: Fraction) -> Fraction:
    """Reviews and all errors in a month, with so much automated at such an error; fractions."""
    items, price = exact(inputs.items), exact(inputs.cost_per_error)
    return items * ((1 - share) * _read(inputs) + share * error * price)


def compute(inputs: Inputs) -> Result:
    """What goes through, what people read, what both cost, and the cheapest operating point."""
    items, price = exact(inputs.items), exact(inputs.cost_per_error)
    share, error = exact(inputs.automated_share) / 100, exact(inputs.automated_error) / 100
    reviews, silent = items * (1 - share), items * share * error
    slipped = reviews * _missed(inputs)
    limit = _review(inputs) / price + _missed(inputs) if price else None
    costed = _costed(inputs)
    return Result(
        reviews=float(reviews),
        silent_errors=float(silent),
        reviewer_errors=float(slipped),
        review_hours=float(reviews * exact(inputs.review_minutes) / 60),
        review_cost=float(reviews * _review(inputs)),
        total_cost=float(total_cost(inputs, share, error)),
        overall_accuracy=float(1 - (silent + slipped) / items),
        all_reviewed_cost=float(total_cost(inputs, Fraction(0), Fraction(0))),
        break_even_error=None if limit is None or limit >= 1 else float(limit),
        best_operating_point=min(costed, key=lambda point: point.total_cost, default=None),
        operating_points=costed,
    )


def _costed(inputs: Inputs) -> tuple[Costed, ...]:
    """The operating points, the surest first, so that of two that cost the same the surer wins."""
    found = []
    items, price = exact(inputs.items), exact(inputs.cost_per_error)
    read = _read(inputs)
    before = wrong_before = Fraction(0)
    for point in sorted(inputs.operating_points, key=lambda point: -point.confidence):
        share, error = exact(point.share) / 100, exact(point.error) / 100
        wrong = share * error
        added = (wrong - wrong_before) / (share - before) if share > before else None
        found.append(
            Costed(
                confidence=point.confidence,
                share=point.share,
                error=point.error,
                added_error=None if added is None else float(added),
                reviews=float(items * (1 - share)),
                silent_errors=float(items * wrong),
                total_cost=float(items * ((1 - share) * read + wrong * price)),
            )
        )
        before, wrong_before = share, wrong
    return tuple(found)


def _read(inputs: Inputs) -> Fraction:
    """What one item costs that is reviewed: the review, and the errors it misses."""
    return _review(inputs) + _missed(inputs) * exact(inputs.cost_per_error)


def _review(inputs: Inputs) -> Fraction:
    """What one review costs."""
    return exact(inputs.review_minutes) / 60 * exact(inputs.reviewer_cost_per_hour)


def _missed(inputs: Inputs) -> Fraction:
    """The share of reviewed items that are wrong all the same."""
    return 1 - exact(inputs.reviewer_accuracy) / 100


def present(inputs: Inputs, result: Result) -> Report:
    """The load and the silent errors, the rule for what to automate, and the thresholds by cost."""
    return (
        _headline(inputs, result),
        *_unanswered(result),
        Figures(
            (
                Figure("Reviews", format.number(result.reviews), "a month"),
                Figure("Reviewers' hours", format.number(result.review_hours), "a month"),
                Figure("Silent errors", format.number(result.silent_errors), "nobody sees them"),
                Figure("Cost in all", format.number(result.total_cost), "reviews and all errors"),
                Figure("Right in the end", format.share(result.overall_accuracy, 4)),
                Figure(
                    "Everything reviewed",
                    format.number(result.all_reviewed_cost),
                    "in all, for comparison",
                ),
            )
        ),
        *_rule(inputs, result),
        *_points_table(result),
        _chart(inputs, result),
        _doubled(inputs),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    best = result.best_operating_point
    text = (
        f"With {_typed(inputs.automated_share)} automated, people read "
        f"{_words(result.reviews)} items a month, {_words(result.silent_errors)} errors go through "
        f"unseen, and it costs {_words(result.total_cost)} in all."
    )
    tone: Tone = "good" if result.total_cost < result.all_reviewed_cost else "bad"
    if result.total_cost == result.all_reviewed_cost:
        tone = "plain"
    if best is not None and best.total_cost < result.total_cost:
        tone = "mixed"
        text += (
            f" Your cheapest threshold is {_typed(best.confidence)}: {_typed(best.share)} "
            f"automated, {_words(best.total_cost)} in all."
        )
    return Headline(text, tone)


def _unanswered(result: Result) -> Iterator[Note]:
    """Why there is no answer where there is none, and rows that do not fit each other."""
    if result.break_even_error is None:
        yield Note(
            "A review costs more than the errors it prevents, so at these prices nothing is worth "
            "reading. If that cannot be, raise the cost of an error.",
            warning=True,
        )
    if not result.operating_points:
        yield Note(
            "To find the best threshold, enter operating points: what share is above it in a "
            "test set, and how much of that is wrong."
        )
    elif any(point.added_error is None for point in result.operating_points):
        yield Note("A point that automates no more than the one before has no added error.")
    for before, point in pairwise(result.operating_points):
        if point.silent_errors < before.silent_errors:
            yield Note(
                f"From {_typed(before.confidence)} to {_typed(point.confidence)} more is automated "
                "and fewer errors are made in all. That cannot be on one test set: check the two "
                "rows.",
                warning=True,
            )


def _rule(inputs: Inputs, result: Result) -> Iterator[Block]:
    """Up to which chance of error an item is worth automating, and what would change that."""
    if result.break_even_error is not None:
        limit = format.share(result.break_even_error).text
        yield Paragraph(
            f"Automate an item while its own chance of being wrong is below {limit}; from there "
            "on a review is cheaper. The same figure is what would change this: once more than "
            f"{limit} of all that is automated is wrong, it is cheaper to read everything. You "
            f"entered {_typed(inputs.automated_error)}."
        )


def _points_table(result: Result) -> Iterator[Table]:
    """The thresholds by cost, with the error of what each adds."""
    if not result.operating_points:
        return
    body: list[tuple[Cell, ...]] = [
        (
            _typed(point.confidence),
            format.Quantity(point.share, _typed(point.share)),
            format.share(point.added_error),
            format.number(point.reviews),
            format.number(point.silent_errors),
            format.number(point.total_cost),
        )
        for point in result.operating_points
    ]
    best = [n for n, p in enumerate(result.operating_points) if p is result.best_operating_point]
    columns = ("Confidence", "Automated", "Error of what it adds", "Reviews", "Silent errors")
    caption = "Thresholds, the cheapest in bold"
    yield Table(caption, (*columns, "Cost in all"), tuple(body), tuple(best))


def _chart(inputs: Inputs, result: Result) -> Chart:
    """Cost over the automated share: the reader's point, the thresholds, the error held."""
    error = exact(inputs.automated_error) / 100
    start = (0.0, result.all_reviewed_cost)
    held = (100.0, float(total_cost(inputs, Fraction(1), error)))
    own = Point("yours", inputs.automated_share, result.total_cost, strong=True)
    others = [
        Point(
            f"{_typed(p.confidence)}{', best' * (p is result.best_operating_point)}",
            p.share,
            p.total_cost,
            short=_typed(p.confidence),
        )
        for p in result.operating_points
        if (p.share, p.total_cost) != (own.x, own.y)
    ]
    lines = [Line(f"error held at {_typed(inputs.automated_error)}", (start, held))]
    if result.operating_points:
        measured = [(point.share, point.total_cost) for point in result.operating_points]
        lines.insert(0, Line("your thresholds", (start, *measured), strong=True))
    top = max(start[1], held[1], own.y, *(point.y for point in others))
    return Chart(
        title="Cost by the share that is automated",
        description="Reviews and all errors in a month. On the left people read everything.",
        x=Axis("automated share in percent", 0, 100),
        y=Axis("cost in all", 0, 1.1 * top or 1),
        lines=tuple(lines),
        points=(own, *others),
        table=_costs_table(inputs, result, held[1]),
    )


def _costs_table(inputs: Inputs, result: Result, held: float) -> Table:
    """The chart's numbers."""
    found = [
        (f"confidence from {_typed(p.confidence)}", p.share, p.total_cost)
        for p in result.operating_points
    ]
    every = [
        ("everything reviewed", 0.0, result.all_reviewed_cost),
        ("yours", inputs.automated_share, result.total_cost),
        *found,
        (f"error held at {_typed(inputs.automated_error)}", 100.0, held),
    ]
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (name, format.Quantity(share, _typed(share)), format.number(cost))
        for name, share, cost in every
    )
    return Table("Cost by the share that is automated", ("Point", "Automated", "Cost"), body, (1,))


def _doubled(inputs: Inputs) -> Table:
    """What becomes of the answer if one guess is off by a factor of two."""
    missed = 100 - 2 * (100 - inputs.reviewer_accuracy)
    cases = (
        ("As entered", inputs),
        (
            "The model errs twice as often",
            replace(
                inputs,
                automated_error=min(100.0, 2 * inputs.automated_error),
                operating_points=tuple(
                    replace(point, error=min(100.0, 2 * point.error))
                    for point in inputs.operating_points
                ),
            ),
        ),
        ("Reviewers miss twice as much", replace(inputs, reviewer_accuracy=max(0.0, missed))),
        (
            "A review takes twice as long",
            replace(inputs, review_minutes=min(100_000.0, 2 * inputs.review_minutes)),
        ),
        (
            "An error costs twice as much",
            replace(inputs, cost_per_error=min(1e15, 2 * inputs.cost_per_error)),
        ),
    )
    body: list[tuple[Cell, ...]] = []
    for name, case in cases:
        result = compute(case)
        best = result.best_operating_point
        body.append(
            (
                name,
                format.number(result.total_cost),
                format.share(result.break_even_error),
                "none entered" if best is None else _typed(best.confidence),
            )
        )
    columns = ("Case", "Cost in all", "Automate up to an error of", "Best threshold")
    return Table("What would change this: one guess at a time, doubled", columns, tuple(body))


def _working(inputs: Inputs, result: Result) -> Working:
    s, e = _typed(inputs.automated_share), _typed(inputs.automated_error)
    n, price = _words(inputs.items), _words(inputs.cost_per_error)
    review = _words(float(_review(inputs)))
    return Working(
        steps=(
            f"reviews = items · (1 − share) = {n} · (1 − {s}) = {_words(result.reviews)}",
            f"silent errors = items · share · error = {n} · {s} · {e} = "
            f"{_words(result.silent_errors)}",
            f"one review costs minutes / 60 · cost per hour = {review}; all of them "
            f"{_words(result.review_cost)}",
            f"errors that reviewers miss = reviews · (1 − {_typed(inputs.reviewer_accuracy)}) = "
            f"{_words(result.reviewer_errors)}",
            f"cost in all = reviews · {review} + (silent errors + missed errors) · {price} = "
            f"{_words(result.total_cost)}",
            f"automate below an error of {review} / {price} + (1 − reviewers' accuracy) = "
            f"{format.share(result.break_even_error).text}",
            "error of what a threshold adds: its errors less those of the threshold before, over "
            "the items between the two (ours)",
        ),
        sources=SOURCES,
        assumption="reviewers are right as often as you entered on whatever is left to them, and "
        "read each item as if the model had said nothing.",
        breaks="the more is automated, the harder is what is left; or people who see mostly right "
        "suggestions stop looking.",
    )


def _words(value: float) -> str:
    return format.number(value).text


def _typed(percent: float) -> str:
    return f"{format.typed(percent)} %"


SOURCES = (
    Source(
        "When to pass an item on: Chow, On Optimum Recognition Error and Reject Tradeoff (1970)",
        "https://doi.org/10.1109/TIT.1970.1054406",
    ),
    Source(
        "People stop looking: Parasuraman & Manzey, Complacency and Bias in Human Use of "
        "Automation (2010)",
        "https://doi.org/10.1177/0018720810376055",
    ),
    Source("Prices of a review and of what reviewers miss put into that rule: ours"),
)

PRESETS = (
    Preset(
        "claims",
        "Claims desk",
        "Two minutes a claim: the threshold that looks safest is not the cheapest.",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "The shop's router is right on 97 % of the 70 % of messages of which it is surest. "
        "People get 86 % of the rest right, since these are the hard ones.",
        Inputs(
            items=20_000,
            automated_share=70,
            automated_error=3,
            review_minutes=0.333,
            reviewer_accuracy=86,
            cost_per_error=2,
            operating_points=(
                OperatingPoint(97, 40, 1),
                OperatingPoint(90, 70, 3),
                OperatingPoint(75, 85, 5.5),
                OperatingPoint(50, 100, 12),
            ),
        ),
    ),
    Preset(
        "suggest-and-confirm",
        "Suggest and confirm",
        "Nothing is automated: an agent takes 3 seconds to confirm a suggestion, notices three wrong "
        "ones in four and spends 20 seconds more on those. With a model that is right on 88 %, 97 % "
        "end up right.",
        Inputs(
            items=20_000,
            automated_share=0,
            automated_error=12,
            review_minutes=0.08,
            reviewer_accuracy=97,
            cost_per_error=2,
            operating_points=(),
        ),
    ),
    Preset(
        "loop-on-paper",
        "A loop on paper",
        "The same with agents who have stopped reading and notice one wrong suggestion in ten.",
        Inputs(
            items=20_000,
            automated_share=0,
            automated_error=12,
            review_minutes=0.054,
            reviewer_accuracy=89.2,
            cost_per_error=2,
            operating_points=(),
        ),
    ),
)
