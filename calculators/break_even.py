"""Does a model earn more than it costs, and from which accuracy on?

Each right answer is worth something, each wrong one costs something, each
prediction costs something to serve, and building and keeping the model costs a
fixed sum. Net value is a straight line in accuracy, so it has one zero. The
formulas are ours. The assumption that matters most: all right answers are worth
the same and all wrong ones cost the same, counted against what you would do
without the model. Everything is computed in fractions, so a tie is a tie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from calculators.kit import format
from calculators.kit.blocks import (
    Axis,
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
    Rule,
    Source,
    Table,
    Working,
)
from calculators.kit.inputs import Form, Preset, number, percent
from calculators.kit.means import exact

TITLE = "Break-even"
QUESTION = "Does the model earn more than it costs, and from which accuracy on?"
VERSION = "1.0"
TOPIC = "Worth doing"

CHANGEABLE = (
    "value_per_right",
    "cost_per_wrong",
    "serving_cost",
    "predictions",
    "fixed_cost",
)
"""Besides accuracy, the inputs that have a break-even value of their own."""


@dataclass(frozen=True)
class Inputs(Form):
    """What answers are worth, what they cost, how many there are, and how often they are right."""

    value_per_right: float = number(
        1,
        "Value of a right answer",
        least=0,
        unit="money",
        group="Each prediction",
        help="Time saved, a sale made: against what you would do without the model.",
    )
    cost_per_wrong: float = number(
        4,
        "Cost of a wrong answer",
        least=0,
        unit="money",
        group="Each prediction",
        help="Rework, refunds, customers lost: against what you would do without the model.",
    )
    serving_cost: float = number(
        0.05,
        "Cost of serving one prediction",
        least=0,
        unit="money",
        group="Each prediction",
        help="Computing, or the price of somebody else's model. Right or wrong, it is paid.",
    )
    accuracy: float = percent(
        90,
        "Accuracy you expect",
        group="Each prediction",
        slider=(0, 100, 0.5),
        help="On data like that in use.",
    )
    predictions: float = number(
        1_000_000,
        "Predictions in all",
        least=1,
        group="Over the months in use",
        help="Over all the months below together.",
    )
    fixed_cost: float = number(
        100_000,
        "Fixed cost in all",
        least=0,
        unit="money",
        group="Over the months in use",
        help="Building, running, and the upkeep of a more complex system, over the same months.",
    )
    months: float = number(
        12,
        "Months in use",
        above=0,
        most=1200,
        group="Over the months in use",
        help="How long this model will serve before it is replaced.",
        shared="months-in-use",
    )


@dataclass(frozen=True)
class Result:
    """Rates are fractions, money is in the reader's currency; `None` where there is no answer.

    Each `break_even_…` is the value of one input at which the net value is
    nothing while the others stay as they are.
    """

    break_even_accuracy: float | None
    margin_per_prediction: float
    net_value: float
    value_per_point: float
    payback_months: float | None
    break_even_predictions: float | None
    break_even_value_per_right: float | None
    break_even_cost_per_wrong: float | None
    break_even_serving_cost: float | None
    break_even_fixed_cost: float | None


def compute(inputs: Inputs) -> Result:
    """The net value, and where it is nothing: a* = (C + c + F/N) / (V + C)."""
    value, harm, serving = map(
        exact, (inputs.value_per_right, inputs.cost_per_wrong, inputs.serving_cost)
    )
    count, fixed = exact(inputs.predictions), exact(inputs.fixed_cost)
    right = exact(inputs.accuracy) / 100
    margin = right * value - (1 - right) * harm - serving
    swing, share = value + harm, fixed / count
    zero = (harm + serving + share) / swing if swing else None
    volume = fixed / margin if margin > 0 else None
    worth = right * value - serving - share  # what is left to pay for wrong answers
    return Result(
        break_even_accuracy=None if zero is None or zero > 1 else float(zero),
        margin_per_prediction=float(margin),
        net_value=float(count * margin - fixed),
        value_per_point=float(count * swing / 100),
        payback_months=None if volume is None else float(exact(inputs.months) * volume / count),
        break_even_predictions=None if volume is None else float(volume),
        break_even_value_per_right=(
            float(((1 - right) * harm + serving + share) / right) if right else None
        ),
        break_even_cost_per_wrong=_positive(worth / (1 - right)) if right < 1 else None,
        break_even_serving_cost=_positive(margin + serving - share),
        break_even_fixed_cost=_positive(count * margin),
    )


def _positive(value: Fraction) -> float | None:
    """An amount of money, or `None` where only a negative one would do."""
    return float(value) if value >= 0 else None


def present(inputs: Inputs, result: Result) -> Report:
    """Whether it pays, the accuracy at which it begins to, and what would change that."""
    later = result.payback_months is not None and result.payback_months > inputs.months
    return (
        _headline(inputs, result),
        *_unanswered(inputs, result),
        Figures(
            (
                Figure("Break-even accuracy", format.share(result.break_even_accuracy, 4)),
                Figure(
                    "Net value",
                    format.number(result.net_value),
                    f"over {format.typed(inputs.months)} months",
                ),
                Figure(
                    "Left from each prediction",
                    format.number(result.margin_per_prediction),
                    "before the fixed cost",
                ),
                Figure(
                    "Paid back after",
                    format.number(result.payback_months, "months"),
                    "later than it is in use" if later else "",
                ),
            )
        ),
        Paragraph(
            f"One point of accuracy is worth {format.number(result.value_per_point).text}: what "
            "you may spend on it, at most."
        ),
        _changes(inputs, result),
        _chart(inputs, result),
        Note(
            "Compare with the best simple thing you could do instead, not with nothing. If rules "
            "would do nearly as well, only what the model adds to them is its value."
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    accuracy = f"{format.typed(inputs.accuracy)} %"
    amount = _words(abs(result.net_value))
    if result.net_value > 0:
        zero = _apart(result.break_even_accuracy or 0.0, accuracy)
        return Headline(f"At {accuracy} it pays: {amount} net. It breaks even at {zero}.", "good")
    if result.net_value == 0:
        return Headline(f"At {accuracy} it breaks even: nothing gained, nothing lost.", "mixed")
    if result.break_even_accuracy is None:
        return Headline(f"No accuracy makes this pay. At {accuracy} it loses {amount}.", "bad")
    need = _apart(result.break_even_accuracy, accuracy)
    return Headline(f"At {accuracy} it loses {amount}. It would need {need} to pay.", "bad")


def _apart(share: float, other: str) -> str:
    """A share with as many digits as it takes to differ from another text, within reason."""
    texts = (format.share(share, digits).text for digits in range(3, 9))
    return next((text for text in texts if text != other), other)


def _unanswered(inputs: Inputs, result: Result) -> Iterator[Note]:
    """Why there is no answer, where there is none."""
    value = _words(inputs.value_per_right)
    if inputs.value_per_right == inputs.cost_per_wrong == 0:
        yield Note(
            "A right answer is worth nothing and a wrong one costs nothing, so accuracy makes no "
            "difference. Enter what an answer changes, or leave the model out.",
            warning=True,
        )
    elif result.break_even_accuracy is None:
        each = exact(inputs.serving_cost) + exact(inputs.fixed_cost) / exact(inputs.predictions)
        yield Note(
            f"Even if every answer were right it would not pay: a prediction costs "
            f"{_words(float(each))} with its part of the fixed cost, and a right answer is worth "
            f"{value}. Find a decision that is worth more, or cheaper means.",
            warning=True,
        )
    if result.margin_per_prediction <= 0:
        yield Note(
            "At this accuracy a prediction earns nothing before the fixed cost is paid, so no "
            "number of predictions pays it back."
        )
    if any(getattr(result, f"break_even_{name}") is None for name in CHANGEABLE):
        yield Note(
            "Where an input has “no answer”, no amount of it alone would make it break even."
        )


def _changes(inputs: Inputs, result: Result) -> Table:
    """Each input at which the net value is nothing, with the others as entered."""
    fields = inputs.fields()
    body: list[tuple[Cell, ...]] = [
        (
            "Accuracy",
            format.Quantity(inputs.accuracy, _typed(inputs.accuracy)),
            format.share(result.break_even_accuracy, 4),
        )
    ]
    for name in CHANGEABLE:
        zero = format.number(getattr(result, f"break_even_{name}"))
        body.append((fields[name].label, format.number(getattr(inputs, name)), zero))
    caption = "What would change this: one input alone, until nothing is gained or lost"
    return Table(caption, ("Input", "You entered", "Breaks even at"), tuple(body))


def _chart(inputs: Inputs, result: Result) -> Chart:
    """Net value over accuracy: a straight line with the reader's point and the zero."""
    zero = None if result.break_even_accuracy is None else 100 * result.break_even_accuracy
    widest = max(100 - inputs.accuracy, 0 if zero is None else 100 - zero)
    low = max(0.0, 100 - max(1.6 * widest or 20, 0.01))
    ends = [(a, _net(inputs, a)) for a in (low, 100.0)]
    bottom, top = min(0.0, ends[0][1]), max(0.0, ends[1][1])
    points = [Point("yours", inputs.accuracy, result.net_value, strong=True)]
    if zero is not None:
        points.append(Point("break-even", zero, 0))
    return Chart(
        title="Net value by accuracy",
        description="Over all months, everything else as entered.",
        x=Axis("accuracy in percent", low, 100),
        y=Axis("net value", bottom, top if top > bottom else bottom + 1),
        lines=(Line("Net value", tuple(ends), strong=True),),
        points=tuple(points),
        rules=(Rule("nothing gained", "y", 0),),
        table=_values(inputs, result, low),
    )


def _values(inputs: Inputs, result: Result, low: float) -> Table:
    """The line's numbers: round accuracies on the axis, the reader's own and the break-even."""
    round_ones = [a for a in (0.0, 50, 60, 70, 80, 90, 95, 98, 99, 99.5, 99.9, 100) if a >= low]
    found: dict[float, tuple[Cell, ...]] = {
        a: (_typed(a), format.number(_net(inputs, a))) for a in (*round_ones, inputs.accuracy)
    }
    if result.break_even_accuracy is not None:
        zero = format.share(result.break_even_accuracy, 4)
        found.setdefault(100 * result.break_even_accuracy, (zero, format.number(0)))
    strong = (sorted(found).index(inputs.accuracy),)
    body = tuple(found[accuracy] for accuracy in sorted(found))
    return Table("Net value by accuracy", ("Accuracy", "Net value"), body, strong)


def _net(inputs: Inputs, accuracy: float) -> float:
    return compute(replace(inputs, accuracy=accuracy)).net_value


def _working(inputs: Inputs, result: Result) -> Working:
    v, c, s = map(_words, (inputs.value_per_right, inputs.cost_per_wrong, inputs.serving_cost))
    f, n = _words(inputs.fixed_cost), _words(inputs.predictions)
    return Working(
        steps=(
            f"left from each prediction: a · V − (1 − a) · C − c, with a = {_typed(inputs.accuracy)}, "
            f"V = {v}, C = {c}, c = {s}: {_words(result.margin_per_prediction)}",
            f"net value = N · that − F, with N = {n} predictions and F = {f}: "
            f"{_words(result.net_value)}",
            "break-even accuracy a* = (C + c + F/N) / (V + C) = "
            f"{format.share(result.break_even_accuracy, 4).text}",
            "paid back after months · F / (N · left from each prediction) = "
            f"{format.number(result.payback_months, 'months').text}, if all of F is due on the "
            "first day",
        ),
        sources=SOURCES,
        assumption="every right answer is worth the same and every wrong one costs the same, "
        "both counted against what you would do without the model.",
        breaks="a few wrong answers cost far more than the rest, or the value of an answer falls "
        "as you give more of them. Then price the dear cases apart.",
    )


def _words(value: float) -> str:
    return format.number(value).text


def _typed(accuracy: float) -> str:
    return f"{format.typed(accuracy)} %"


SOURCES = (
    Source("The formulas are our own: value per prediction times predictions, less the fixed sum"),
    Source(
        "Upkeep as interest on a debt: Sculley et al., Machine Learning: The High Interest "
        "Credit Card of Technical Debt (2014)",
        "https://research.google/pubs/pub43146/",
    ),
)

PRESETS = (
    Preset(
        "a-million-answers",
        "A million answers",
        "A wrong answer costs four times what a right one is worth: how right must it be?",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "12 % of messages go astray today at 2 each, so a message costs 0.24. Against that, a "
        "right routing by the model gains 0.24 and a wrong one loses 1.76.",
        Inputs(
            value_per_right=0.24,
            cost_per_wrong=1.76,
            serving_cost=0,
            accuracy=94,
            predictions=720_000,
            fixed_cost=86_800,
            months=36,
        ),
    ),
    Preset(
        "after-the-form",
        "After the form",
        "The same model, after a better contact form has brought misrouted messages down to 9 %.",
        Inputs(
            value_per_right=0.18,
            cost_per_wrong=1.82,
            serving_cost=0,
            accuracy=94,
            predictions=720_000,
            fixed_cost=86_800,
            months=36,
        ),
    ),
    Preset(
        "too-dear-to-serve",
        "Too dear to serve",
        "Serving an answer costs more than a right one is worth, so no accuracy helps.",
        Inputs(value_per_right=0.02, cost_per_wrong=0.1, serving_cost=0.03, fixed_cost=20_000),
    ),
)
