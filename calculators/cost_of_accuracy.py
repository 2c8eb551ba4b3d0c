"""What one more nine of accuracy costs, and where to stop.

Three published rules of thumb disagree about the price of a nine by orders of
magnitude; the reader's own is computed and the other two are drawn beside it.
With a floor f (label noise, irreducible error) all cost is counted on the
error above it, x = (1 - accuracy) - f. The assumption that matters most: that
the rule chosen holds all the way from today's accuracy to the target.

Sources: the tenfold rule is lecture folklore; the power law is the learning
curve of Hestness et al. 2017 (arXiv 1712.00409) read as cost per example;
equal work is Karpathy's "march of nines" (2025). The cheapest point is ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
    Rule,
    Source,
    Table,
    Working,
)
from calculators.kit.inputs import Form, Preset, Problem, choice, number, percent, rows
from calculators.kit.learning_curve import Measured, fit, problems
from calculators.kit.rates import accuracy, error_rate, fraction, nines
from calculators.kit.statistics import PowerLaw

TITLE = "Cost of accuracy"
QUESTION = "What does each extra nine of accuracy cost, and at which accuracy should we stop?"
VERSION = "1.0"
TOPIC = "Target and price"

MODELS = {
    "tenfold": "Tenfold: each nine costs a fixed multiple",
    "power-law": "Power law: data needed along a learning curve",
    "equal-work": "Equal work: each nine costs as much as the last",
}
SHORT = {"tenfold": "Tenfold", "power-law": "Power law", "equal-work": "Equal work"}

LARGEST_LOG = 600.0  # e**600 is still a float; beyond it there is no number to show


@dataclass(frozen=True)
class Inputs(Form):
    """Today's accuracy and spending, the target, the rule for cost, and what errors cost in use."""

    current_accuracy: float = percent(
        90,
        "Accuracy today",
        above=0,
        below=100,
        group="Accuracy",
        help="Of the model or process you have, on data like that in use.",
        shared="accuracy-today",
    )
    target_accuracy: float = percent(
        99,
        "Target accuracy",
        above=0,
        below=100,
        group="Accuracy",
        slider=(50, 99.9, 0.1),
        help="What somebody asked for. Type 99.95 or 99.999 for more nines.",
        shared="target-accuracy",
    )
    error_floor: float = percent(
        0,
        "Error floor",
        below=100,
        group="Accuracy",
        help="Errors no model removes: wrong labels, inputs people disagree on. 0 if unknown.",
        shared="error-floor",
    )
    cost_so_far: float = number(
        50_000,
        "Cost so far",
        above=0,
        unit="money",
        group="Cost of getting better",
        help="What it took to reach today's accuracy: people, labels, compute. Any currency.",
    )
    model: str = choice(
        "tenfold",
        "Rule for the cost of a nine",
        MODELS,
        group="Cost of getting better",
        help="All three are drawn below; this one gives the numbers.",
    )
    multiplier: float = number(
        10,
        "Multiplier per nine",
        least=1,
        most=1e6,
        group="Cost of getting better",
        slider=(1, 20, 0.5),
        help="For the tenfold rule: how many times more the next nine costs.",
    )
    exponent: float = number(
        0.35,
        "Learning-curve exponent β",
        above=0,
        most=1,
        group="Cost of getting better",
        slider=(0.05, 1, 0.05),
        help="For the power law: error falls as examples^−β. Measured: about 0.07 to 0.49.",
    )
    learning_curve: tuple[Measured, ...] = rows(
        (),
        "Your learning curve",
        Measured,
        noun="point",
        group="Cost of getting better",
        help="Optional: error measured at two or more training-set sizes. Replaces the exponent.",
        shared="learning-curve",
    )
    predictions_per_month: float = number(
        100_000,
        "Predictions per month",
        least=0,
        group="Cost of errors in use",
        shared="predictions-per-month",
    )
    cost_per_error: float = number(
        1,
        "Cost of one error",
        least=0,
        unit="money",
        group="Cost of errors in use",
        help="On average, including the cheap ones nobody notices.",
        shared="cost-of-an-error",
    )
    months: float = number(
        12,
        "Months in use",
        above=0,
        most=1200,
        group="Cost of errors in use",
        help="How long this model will serve before it is replaced.",
        shared="months-in-use",
    )

    def check(self) -> Iterator[Problem]:
        """The target lies at or above today's accuracy, and both work above the floor."""
        if self.target_accuracy < self.current_accuracy:
            message = (
                f"Enter at least {format.typed(self.current_accuracy)}: that is today's accuracy."
            )
            yield Problem("target_accuracy", message)
        if fraction(self.error_floor) >= error_rate(self.current_accuracy):
            today = 100 * error_rate(self.current_accuracy)
            yield Problem("error_floor", f"Enter less than {today:.10g}: that is today's error.")
        yield from problems("learning_curve", self.learning_curve, self.error_floor)


@dataclass(frozen=True)
class Result:
    """Accuracies in percent, money in the reader's currency; `None` where there is no answer.

    `errors_…` are per month, `error_cost_…` and `net_value` over all months.
    `multiplier_per_nine` compares the next nine with the last.
    """

    current_nines: float
    target_nines: float
    extra_nines: float
    multiplier_per_nine: float | None
    cost_at_target: float | None
    extra_cost: float | None
    errors_per_month_now: float
    errors_per_month_at_target: float
    errors_removed_per_month: float
    error_cost_now: float
    error_cost_at_target: float
    net_value: float | None
    break_even_cost_per_error: float | None
    best_accuracy: float | None
    best_total_cost: float | None
    fitted_exponent: float | None
    fitted_exponent_standard_error: float | None
    examples_at_target: float | None


def cost(inputs: Inputs, model: str, error: float) -> float | None:
    """Money spent in all to bring the error above the floor down to `error` (a fraction).

    `tenfold` and `power-law`: C0 * (x0 / x) ** k. `equal-work`:
    C0 * ln(1 / x) / ln(1 / x0). `None` at or below the floor, and where the
    amount is too large for a float.
    """
    return costs(inputs, model, [error])[0]


def costs(inputs: Inputs, model: str, errors: Iterable[float]) -> list[float | None]:
    """The same for several errors above the floor."""
    start = _start(inputs)
    if model == "equal-work":
        work_so_far = -math.log(start)
        return [
            inputs.cost_so_far * -math.log(error) / work_so_far
            if error > 0 and work_so_far
            else None
            for error in errors
        ]
    power = _power(inputs, model)
    return [_grown(inputs, start / error, power) if error > 0 else None for error in errors]


def best_error(inputs: Inputs) -> float | None:
    """The error above the floor at which building and errors together cost least (ours).

    Sets the derivative of cost(x) + N L (f + x) to zero; never above today's
    error, for then it is cheapest to stay. `None` if more accuracy is free.
    """
    start, money = _start(inputs), inputs.cost_so_far
    priced = _predictions(inputs) * inputs.cost_per_error
    if priced == 0:
        return start
    if inputs.model == "equal-work":
        work_so_far = -math.log(start)
        return min(start, money / priced / work_so_far) if work_so_far else start
    k = _power(inputs, inputs.model)
    if k == 0:
        return None
    return min(start, math.exp((math.log(k * money / priced) + k * math.log(start)) / (k + 1)))


def compute(inputs: Inputs) -> Result:
    """Cost at the target, what the errors cost before and after, and the cheapest accuracy."""
    now, then = error_rate(inputs.current_accuracy), error_rate(inputs.target_accuracy)
    floor, predictions = fraction(inputs.error_floor), _predictions(inputs)
    cost_now = predictions * inputs.cost_per_error * now
    cost_then = predictions * inputs.cost_per_error * then
    at_target = cost(inputs, inputs.model, then - floor)
    extra = None if at_target is None else at_target - inputs.cost_so_far
    removed = predictions * (now - then)
    best = best_error(inputs)
    built = None if best is None else cost(inputs, inputs.model, best)
    fitted = fit(inputs.learning_curve, inputs.error_floor)
    return Result(
        current_nines=nines(now),
        target_nines=nines(then),
        extra_nines=nines(then) - nines(now),
        multiplier_per_nine=_per_nine(inputs, inputs.model),
        cost_at_target=at_target,
        extra_cost=extra,
        errors_per_month_now=inputs.predictions_per_month * now,
        errors_per_month_at_target=inputs.predictions_per_month * then,
        errors_removed_per_month=inputs.predictions_per_month * (now - then),
        error_cost_now=cost_now,
        error_cost_at_target=cost_then,
        net_value=None if extra is None else cost_now - cost_then - extra,
        break_even_cost_per_error=extra / removed if extra is not None and removed > 0 else None,
        best_accuracy=None if best is None else accuracy(best + floor),
        best_total_cost=None
        if best is None or built is None
        else built + predictions * inputs.cost_per_error * (best + floor),
        fitted_exponent=None if fitted is None else fitted.exponent,
        fitted_exponent_standard_error=None if fitted is None else fitted.standard_error,
        examples_at_target=_examples(fitted, then - floor),
    )


def present(inputs: Inputs, result: Result) -> Report:
    """The verdict on the target, the three rules side by side, the curve, and ways around it."""
    months = _words(inputs.months)
    figures = [
        Figure("Extra cost of the target", format.number(result.extra_cost), "after what is spent"),
        Figure("Errors it removes", format.number(result.errors_removed_per_month), "a month"),
        Figure("Net value", format.number(result.net_value), f"over {months} months"),
        Figure("Cheapest accuracy", format.percent(result.best_accuracy), "building plus errors"),
    ]
    if result.fitted_exponent is not None:
        examples = format.number(result.examples_at_target)
        figures.append(Figure("Examples needed", examples, "on your learning curve"))
    return (
        _headline(inputs, result),
        *_unanswered(inputs, result),
        Figures(tuple(figures)),
        *_sensitivity(inputs, result),
        _comparison(inputs),
        _chart(inputs, result),
        Paragraph(
            "Before paying for a nine, try to design it away: let the model suggest and a person "
            "decide; answer only when it is sure and pass the rest on; narrow the task to what "
            "it does well; make an error visible and cheap to undo."
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    steps = f"From {_typed(inputs.current_accuracy)} to {_typed(inputs.target_accuracy)}"
    if inputs.target_accuracy == inputs.current_accuracy:
        return Headline("The target is today's accuracy: it costs nothing more.")
    if result.extra_cost is None or result.net_value is None:
        return Headline(f"{steps}: out of reach at any cost that can be written down.", "bad")
    extra, net = _words(result.extra_cost), _words(abs(result.net_value))
    if result.net_value >= 0:
        return Headline(f"{steps} costs about {extra} more and pays: {net} net.", "good")
    return Headline(
        f"{steps} costs about {extra} more, {net} more than the errors it saves.", "bad"
    )


def _unanswered(inputs: Inputs, result: Result) -> Iterator[Block]:
    """Why there is no answer, where there is none."""
    beyond = error_rate(inputs.target_accuracy) <= fraction(inputs.error_floor)
    if beyond:
        highest = accuracy(fraction(inputs.error_floor))
        yield Note(
            f"{_typed(inputs.target_accuracy)} lies beyond the error floor of "
            f"{_typed(inputs.error_floor)}: no amount of work reaches it. Lower the floor "
            f"(better labels, a clearer task) or aim below {_typed(highest)}.",
            warning=True,
        )
    elif result.cost_at_target is None:
        yield Note("By this rule the cost has more digits than can be written.", warning=True)
    if result.multiplier_per_nine is None:
        yield Note("By this rule one more nine costs more times over than can be written.")
    if result.best_accuracy is None:
        yield Note("At a multiplier of 1 accuracy is free, so there is no cheapest accuracy.")
    if result.fitted_exponent is None:
        yield from ()
    elif result.examples_at_target is None and not beyond:
        yield Note("The learning curve is too flat to say how many examples the target takes.")


def _sensitivity(inputs: Inputs, result: Result) -> Iterator[Block]:
    """What would change the decision, and how sure the fitted exponent is."""
    if result.break_even_cost_per_error is not None:
        limit = _words(result.break_even_cost_per_error)
        entered = _words(inputs.cost_per_error)
        yield Paragraph(
            f"What would change this: the target pays for itself once an error costs {limit} "
            f"or more. You entered {entered}."
        )
    fitted, spread = result.fitted_exponent, result.fitted_exponent_standard_error
    target = error_rate(inputs.target_accuracy) - fraction(inputs.error_floor)
    if fitted and spread and inputs.model == "power-law" and target > 0:
        flat = fitted - 2 * spread
        least = _grown(inputs, _start(inputs) / target, 1 / (fitted + 2 * spread))
        most = _grown(inputs, _start(inputs) / target, 1 / flat) if flat > 0 else None
        upper = "any amount" if most is None else _words(most)
        lower = "more than can be written" if least is None else _words(least)
        yield Note(
            f"The fitted exponent is {_words(fitted)}, with a standard error of "
            f"{_words(spread)}. Two standard errors either way put the cost at the target "
            f"between {lower} and {upper}."
        )


def _comparison(inputs: Inputs) -> Table:
    """The three rules on the same inputs: they disagree, and that is the lesson."""
    rows_of_cells: list[tuple[Cell, ...]] = []
    for model in MODELS:
        result = compute(replace(inputs, model=model))
        numbers = (
            format.times(result.multiplier_per_nine),
            format.number(result.cost_at_target),
            format.number(result.net_value),
            format.percent(result.best_accuracy),
        )
        rows_of_cells.append((SHORT[model], *numbers))
    columns = ("Rule", "Next nine", "Cost at target", "Net value", "Cheapest accuracy")
    strong = (list(MODELS).index(inputs.model),)
    return Table("Three rules, three answers", columns, tuple(rows_of_cells), strong)


def _chart(inputs: Inputs, result: Result) -> Chart:
    """Cost against accuracy on an axis of nines, from today to a little past the target."""
    first, last = result.current_nines, result.target_nines + 0.4
    floor = fraction(inputs.error_floor)
    steps = [first + (last - first) * n / 60 for n in range(61)]
    at_target = [
        amount
        for model in MODELS
        if (amount := cost(inputs, model, error_rate(inputs.target_accuracy) - floor))
    ]
    start = inputs.cost_so_far
    top = min(max(10 * start, *at_target, 0), 1e6 * start) * 2
    points = [Point("today", first, start)]
    if result.cost_at_target is not None and result.extra_nines > 0:
        y = min(result.cost_at_target, top)
        points.append(Point("your target", result.target_nines, y, strong=True))
    ticks = tuple((nines(error_rate(a)), _typed(a)) for a in _tick_accuracies(first, last))
    return Chart(
        title="Cost against accuracy",
        description="Money spent in all; both axes grow by multiplying. "
        f"Strong line: {SHORT[inputs.model].lower()}, your rule.",
        x=Axis("accuracy", first, last, ticks=ticks),
        y=Axis("cost in all", start / 2, top, log=True),
        lines=tuple(
            Line(SHORT[model], _curve(inputs, model, steps), strong=model == inputs.model)
            for model in MODELS
        ),
        points=tuple(points),
        rules=() if len(points) > 1 else (Rule("target", "x", result.target_nines),),
        table=_cost_table(inputs, first, last),
    )


def _curve(inputs: Inputs, model: str, steps: list[float]) -> tuple[tuple[float, float], ...]:
    floor = fraction(inputs.error_floor)
    spent = costs(inputs, model, [10**-step - floor for step in steps])
    return tuple((s, amount) for s, amount in zip(steps, spent, strict=True) if amount is not None)


def _cost_table(inputs: Inputs, first: float, last: float) -> Table:
    given = {inputs.current_accuracy, inputs.target_accuracy}
    accuracies = sorted(given | set(_tick_accuracies(first, last)))
    floor = fraction(inputs.error_floor)
    errors = [error_rate(a) - floor for a in accuracies]
    amounts = zip(*(costs(inputs, model, errors) for model in MODELS), strict=True)
    body: list[tuple[Cell, ...]] = [
        (_typed(a), *map(format.number, line)) for a, line in zip(accuracies, amounts, strict=True)
    ]
    strong = (accuracies.index(inputs.target_accuracy),)
    return Table("Cost in all, by accuracy", ("Accuracy", *SHORT.values()), tuple(body), strong)


def _tick_accuracies(first: float, last: float) -> list[float]:
    """90, 99, 99.9 … within the axis, or a finer set where that leaves fewer than three."""

    def within(candidates: list[float]) -> list[float]:
        return [a for a in candidates if first - 1e-9 <= nines(error_rate(a)) <= last + 1e-9]

    whole = within([90.0, 99.0, *(float("99." + "9" * n) for n in range(1, 13))])
    fine = [50.0, 60, 70, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99]
    return whole if len(whole) > 2 else within(fine)


def _working(inputs: Inputs, result: Result) -> Working:
    start = _start(inputs)
    target = error_rate(inputs.target_accuracy) - fraction(inputs.error_floor)
    answer = _words(result.cost_at_target)
    if inputs.model == "equal-work":
        rule = f"cost = C₀ · ln(1/x) / ln(1/x₀) = {answer}"
    else:
        k = _words(_power(inputs, inputs.model))
        origin = "log₁₀(multiplier)" if inputs.model == "tenfold" else "1/β"
        rule = f"cost = C₀ · (x₀/x)^k, with k = {origin} = {k}: {answer}"
    return Working(
        steps=(
            f"nines = −log₁₀(1 − accuracy): {_words(result.current_nines)} today, "
            f"{_words(result.target_nines)} at the target",
            f"error above the floor: x₀ = {_words(start)} today, x = {_words(max(target, 0.0))} at "
            f"the target; cost so far C₀ = {_words(inputs.cost_so_far)}",
            rule,
            f"errors cost N · L · error, with N = {_words(_predictions(inputs))} predictions and "
            f"L = {_words(inputs.cost_per_error)} each",
            "cheapest accuracy: where a little more accuracy costs as much as the errors it "
            f"saves (our derivation): {format.percent(result.best_accuracy).text}, in all "
            f"{_words(result.best_total_cost)}",
        ),
        sources=SOURCES,
        assumption="the rule you chose holds unchanged from today's accuracy to the target.",
        breaks="the target needs another kind of data, model or product, not just more of the "
        "same. Each rule is a heuristic; measured learning curves also bend and flatten.",
    )


def _grown(inputs: Inputs, ratio: float, power: float) -> float | None:
    """C0 * (x0 / x) ** power for a ratio x0 / x; `None` where that is too large for a float."""
    writable = math.log(inputs.cost_so_far) + power * math.log(ratio) < LARGEST_LOG
    return inputs.cost_so_far * ratio**power if writable else None


def _start(inputs: Inputs) -> float:
    """Today's error above the floor, x0."""
    return error_rate(inputs.current_accuracy) - fraction(inputs.error_floor)


def _predictions(inputs: Inputs) -> float:
    """Predictions over the whole time in use, N."""
    return inputs.predictions_per_month * inputs.months


def _power(inputs: Inputs, model: str) -> float:
    """k: how steeply cost rises as error falls."""
    if model == "tenfold":
        return math.log10(inputs.multiplier)
    fitted = fit(inputs.learning_curve, inputs.error_floor)
    return 1 / (inputs.exponent if fitted is None else fitted.exponent)


def _per_nine(inputs: Inputs, model: str) -> float | None:
    """How many times more the next nine costs than the last."""
    if model == "equal-work":
        return 1.0
    power = _power(inputs, model)
    return 10**power if power < 300 else None


def _examples(fitted: PowerLaw | None, above_floor: float) -> float | None:
    """Training examples that the fitted curve needs for an error above the floor."""
    if fitted is None or above_floor <= 0:
        return None
    log_examples = (fitted.log_scale - math.log(above_floor)) / fitted.exponent
    return math.exp(log_examples) if log_examples < LARGEST_LOG else None


def _words(value: float | None) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


def _typed(value: float) -> str:
    """A percentage as typed, every digit kept: 99.95 %."""
    return f"{format.typed(value)} %"


SOURCES = (
    Source("Tenfold per nine: a rule of thumb passed on in machine-learning lectures; a heuristic"),
    Source(
        "Power law: Hestness et al., Deep Learning Scaling is Predictable, Empirically (2017)",
        "https://arxiv.org/abs/1712.00409",
    ),
    Source(
        "When learning curves misbehave: Viering & Loog, The Shape of Learning Curves (2021)",
        "https://arxiv.org/abs/2103.10948",
    ),
    Source("Equal work: Andrej Karpathy on the “march of nines”, Dwarkesh Podcast, October 2025"),
)

PRESETS = (
    Preset(
        "ninety-to-ninety-nine",
        "90 → 99 %",
        "One more nine at ten times the cost: does it pay?",
        Inputs(),
    ),
    Preset(
        "imagenet-top-1",
        "ImageNet top-1",
        "Hestness et al. 2017 measured β = 0.309 for ImageNet top-1 error: one nine of it "
        "takes over 1,700 times the data.",
        Inputs(current_accuracy=75, target_accuracy=90, model="power-law", exponent=0.309),
    ),
    Preset(
        "imagenet-top-5",
        "ImageNet top-5",
        "Hestness et al. 2017 measured β = 0.488 for ImageNet top-5 error.",
        Inputs(current_accuracy=93, target_accuracy=99, model="power-law", exponent=0.488),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "Routing support messages: three measured points on a learning curve, and 2 % of "
        "messages that even people route differently.",
        Inputs(
            current_accuracy=88,
            target_accuracy=95,
            error_floor=2,
            cost_so_far=30_000,
            model="power-law",
            predictions_per_month=20_000,
            cost_per_error=2,
            learning_curve=(Measured(1000, 22), Measured(2000, 17.5), Measured(5000, 12)),
        ),
    ),
    Preset(
        "march-of-nines",
        "March of nines",
        "If every nine costs as much as the last, going from 99 to 99.99 % only doubles the bill.",
        Inputs(
            current_accuracy=99,
            target_accuracy=99.99,
            cost_so_far=200_000,
            model="equal-work",
            cost_per_error=5,
        ),
    ),
)
