"""How many labelled examples a target takes, and what the labels cost in money and hours.

The votes of several raters are counted (Condorcet 1785), and a measured
learning curve is followed to the target (Hestness et al. 2017), with an
interval for where it gets there (Fieller 1954). The assumption that matters
most: that the curve goes on as it began, well beyond the last measured point.

The rule of 10,000 examples stands beside the answer as what it is, a lecture's
heuristic from before pre-trained models. Putting these together is ours.
"""

from __future__ import annotations

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
    Rule,
    Source,
    Table,
    Tone,
    Working,
)
from calculators.kit.distributions import binomial_at_least
from calculators.kit.inputs import Form, Preset, Problem, number, percent, rows
from calculators.kit.learning_curve import Measured, fit, problems
from calculators.kit.rates import fraction
from calculators.kit.statistics import Band, PowerLaw, band, error_at, examples_for

TITLE = "Label budget"
QUESTION = "How many labelled examples does our target take, and what do they cost?"
VERSION = "1.0"
TOPIC = "Data"

RULE = 10_000  # examples "for deep learning"; FSDL 2019
VOTES = (1, 3, 5, 7, 9)  # compared beside the reader's own
FAR = 10  # so many times the largest measured set is a long way to follow a curve


@dataclass(frozen=True)
class Inputs(Form):
    """What is to be labelled, by whom and for how much, and the learning curve up to now."""

    examples: int = number(
        10_000,
        "Examples to label",
        least=1,
        whole=True,
        group="Labels",
        help="How many you plan to label.",
    )
    votes: int = number(
        3,
        "Votes per example",
        least=1,
        most=99,
        whole=True,
        group="Labels",
        help="How many people label each example. An odd number, so that a majority decides.",
    )
    price_per_label: float = number(
        0.08,
        "Price of one label",
        least=0,
        unit="money",
        group="Labels",
        help="For one vote on one example. Any currency.",
    )
    seconds_per_label: float = number(
        15, "Seconds per label", least=0, group="Labels", help="What one vote takes a person."
    )
    overhead: float = percent(
        15,
        "Overhead",
        most=1000,
        group="Labels",
        help="On top of the price: guidelines, checks, labels done again, tools.",
    )
    rater_accuracy: float = percent(
        85,
        "Accuracy of one rater",
        group="Labels",
        slider=(50, 100, 1),
        help="How often one person is right. Slip in examples with known answers, and count.",
    )
    learning_curve: tuple[Measured, ...] = rows(
        (Measured(500, 27), Measured(1000, 22), Measured(2000, 17.5), Measured(5000, 12)),
        "Your learning curve",
        Measured,
        noun="point",
        group="Target",
        help="Error on the same test set, after training on a part of your data and on all of "
        "it. Two points give a curve, three or more an interval as well.",
        shared="learning-curve",
    )
    target_error: float = percent(
        8, "Target error", above=0, below=100, group="Target", help="8 is an accuracy of 92 %."
    )
    error_floor: float = percent(
        0,
        "Error floor",
        below=100,
        group="Target",
        help="Errors no model removes: wrong labels, inputs people disagree on. 0 if unknown.",
        shared="error-floor",
    )
    confidence: float = percent(
        80,
        "Confidence",
        least=50,
        most=99.9,
        group="Target",
        slider=(50, 95, 5),
        help="Of the interval. At 80, one chance in ten that it takes more examples than that.",
    )

    def check(self) -> Iterator[Problem]:
        """Votes decide, and the points give a curve."""
        if self.votes % 2 == 0:
            other = f"{self.votes - 1} or {self.votes + 1}"
            yield Problem("votes", f"Enter an odd number, such as {other}: an even one can tie.")
        yield from problems("learning_curve", self.learning_curve, self.error_floor)


@dataclass(frozen=True)
class Result:
    """What the plan costs, and what the target takes; `None` where there is no answer.

    `cost` and `hours` are those of `examples`; accuracies and errors are
    fractions, the floor among them. `…_low` and `…_high` are the ends of an
    interval at `confidence`. `factor_to_halve` says how many times the
    examples it takes to halve the error above the floor.
    """

    cost: float
    hours: float
    majority_accuracy: float
    fitted_exponent: float | None
    factor_to_halve: float | None
    examples_for_target: float | None
    examples_low: float | None
    examples_high: float | None
    cost_for_target: float | None
    hours_for_target: float | None
    expected_error: float | None
    expected_error_low: float | None
    expected_error_high: float | None


def majority_accuracy(rater_accuracy: float, votes: int) -> float:
    """How often the majority of so many independent raters is right (Condorcet 1785).

    `rater_accuracy` is in percent and `votes` odd; the answer is a fraction.
    """
    return binomial_at_least(votes // 2 + 1, votes, fraction(rater_accuracy))


def cost(inputs: Inputs, examples: float, votes: int | None = None) -> float:
    """Money for the labels of so many examples, overhead included."""
    labels = examples * (inputs.votes if votes is None else votes)
    return labels * inputs.price_per_label * (1 + fraction(inputs.overhead))


def hours(inputs: Inputs, examples: float) -> float:
    """Hours of labelling for so many examples; no overhead on these."""
    return examples * inputs.votes * inputs.seconds_per_label / 3600


@dataclass(frozen=True)
class Forecast:
    """The fitted curve and its band, above a floor as a fraction."""

    fit: PowerLaw
    band: Band | None
    floor: float

    def errors(self, examples: float) -> tuple[float | None, float, float | None]:
        """Low end, curve and high end at so many examples, as fractions, the floor among them."""
        middle = self._whole(error_at(self.fit, examples))
        if self.band is None:
            return None, middle, None
        low, high = map(self._whole, self.band.errors(examples))
        return low, middle, high

    def examples(self, error: float) -> tuple[float | None, float | None, float | None]:
        """Low end, estimate and high end of the examples for an error; none at the floor."""
        above = error - self.floor
        if above <= 0:
            return None, None, None
        low, high = (None, None) if self.band is None else self.band.examples(above)
        return low, examples_for(self.fit, above), high

    def _whole(self, above: float | None) -> float:
        """With the floor; nobody is wrong more than always."""
        return 1.0 if above is None else min(self.floor + above, 1.0)


def forecast(inputs: Inputs) -> Forecast | None:
    """What the learning curve foretells, if there is one."""
    curve = fit(inputs.learning_curve, inputs.error_floor)
    if curve is None:
        return None
    return Forecast(curve, band(curve, fraction(inputs.confidence)), fraction(inputs.error_floor))


def compute(inputs: Inputs) -> Result:
    """Price the plan, find the examples that the target takes, and the error the plan leads to."""
    ahead = forecast(inputs)
    low = needed = high = error_low = error = error_high = None
    if ahead:
        low, needed, high = ahead.examples(fraction(inputs.target_error))
        error_low, error, error_high = ahead.errors(inputs.examples)
    return Result(
        cost=cost(inputs, inputs.examples),
        hours=hours(inputs, inputs.examples),
        majority_accuracy=majority_accuracy(inputs.rater_accuracy, inputs.votes),
        fitted_exponent=ahead.fit.exponent if ahead else None,
        factor_to_halve=2 ** (1 / ahead.fit.exponent) if ahead else None,
        examples_for_target=needed,
        examples_low=low,
        examples_high=high,
        cost_for_target=None if needed is None else cost(inputs, needed),
        hours_for_target=None if needed is None else hours(inputs, needed),
        expected_error=error,
        expected_error_low=error_low,
        expected_error_high=error_high,
    )


def present(inputs: Inputs, result: Result) -> Report:
    """What the target takes, the plan beside it, the curve, and what more votes would buy."""
    ahead = forecast(inputs)
    figures = [
        Figure("Cost of your plan", format.number(result.cost), "overhead included"),
        Figure("Time of your plan", format.number(result.hours, "hours"), "of labelling"),
        Figure("Labels right", format.share(result.majority_accuracy), _votes(inputs.votes)),
    ]
    if ahead:
        half = format.times(result.factor_to_halve)
        figures += [
            Figure("Error with your plan", format.share(result.expected_error), "by your curve"),
            Figure("Cost of the target", format.number(result.cost_for_target), "from scratch"),
            Figure("To halve the error", half, "examples, above the floor"),
        ]
    return (
        _headline(inputs, result),
        *_notes(inputs, result),
        Figures(tuple(figures)),
        _answers(inputs, result, ahead),
        *([_chart(inputs, result, ahead)] if ahead else []),
        _more_votes(inputs),
        Paragraph(
            "Before you buy labels: use those that daily work leaves behind, start from a "
            "pre-trained model, and label first what it is least sure of. Each of these gives "
            "another curve, so measure again."
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    target, plan = f"{format.typed(inputs.target_error)} %", format.typed(inputs.examples)
    if result.fitted_exponent is None:
        return Headline(
            f"{plan} {_plural('example', inputs.examples)} with {_votes(inputs.votes)} each "
            f"{'costs' if inputs.examples == 1 else 'cost'} {_words(result.cost)}, for "
            f"{_words(result.hours)} hours of labelling."
        )
    if inputs.target_error <= inputs.error_floor:
        return Headline(f"No number of examples brings the error to {target}.", "bad")
    if result.examples_for_target is None:
        return Headline(f"An error of {target} takes more examples than can be written.", "bad")
    low, high = result.examples_low, result.examples_high
    tone: Tone = "mixed"
    verdict = f"your {plan} may or may not do"
    if high is not None and inputs.examples >= high:
        tone, verdict = "good", f"your {plan} should do"
    elif low is not None and inputs.examples < low:
        tone, verdict = "bad", f"your {plan} are too few"
    needed = f"An error of {target} takes about {_words(result.examples_for_target)} examples"
    return Headline(f"{needed}{_span(low, high)}; {verdict}.", tone)


def _notes(inputs: Inputs, result: Result) -> Iterator[Block]:
    """Why there is no answer, where there is none, and where the one there is may mislead."""
    target, floor = format.typed(inputs.target_error), format.typed(inputs.error_floor)
    if result.fitted_exponent is None:
        yield Note(
            "Without a learning curve nobody can say how many examples a target takes. Train on "
            "half of the labels you have and on all of them, and enter both errors."
        )
    elif inputs.target_error <= inputs.error_floor:
        yield Note(
            f"A target of {target} % does not lie above the error floor of {floor} %. Lower the "
            "floor (better labels, a clearer task) or accept a larger error.",
            warning=True,
        )
    elif result.examples_for_target is not None:
        yield from _doubts(inputs, result, result.examples_for_target)
    wrong = 1 - result.majority_accuracy
    if wrong > fraction(inputs.target_error) * (1 + 1e-9):  # equal is equal, whatever the last bit
        yield Note(
            f"{format.share(wrong).text} of these labels would be wrong. In a test set that is "
            f"more than the {target} % you aim at, so it could not show that you are there. Use "
            "more votes or better raters, at least for the test set.",
            warning=True,
        )
    if inputs.rater_accuracy < 50 and inputs.votes > 1:
        yield Note(
            "Raters who are right less than half the time make a majority worse, not better. "
            "Mend the guidelines first.",
            warning=True,
        )


def _doubts(inputs: Inputs, result: Result, needed: float) -> Iterator[Block]:
    """How far the curve has to be followed, and what there is no interval for."""
    largest = max(point.examples for point in inputs.learning_curve)
    if needed > FAR * largest:
        yield Note(
            f"The target lies {_words(needed / largest)} times beyond your largest training set. "
            "Few curves stay straight for so long. Label twice what you have, measure again, and "
            "only then order the rest.",
            warning=True,
        )
    if len(inputs.learning_curve) == 2:
        yield Note("Two points give no interval. Measure a third to see how sure this is.")
    elif result.examples_high is None:
        yield Note(
            f"At {format.typed(inputs.confidence)} % confidence these points do not rule out a "
            "curve that levels off, so there is no upper end. Measure more points, farther "
            "apart, or each of them several times."
        )


def _answers(inputs: Inputs, result: Result, ahead: Forecast | None) -> Table:
    """The plan, the target with its interval, and the old rule, each with what it costs."""
    share = format.typed(inputs.confidence)
    answers = (
        ("Your plan", float(inputs.examples)),
        ("Your target", result.examples_for_target),
        (f"Target, low ({share} %)", result.examples_low),
        (f"Target, high ({share} %)", result.examples_high),
        ("Rule of 10,000*", float(RULE)),
    )
    body: list[tuple[Cell, ...]] = []
    for name, examples in answers:
        if examples is not None:
            money, time = cost(inputs, examples), hours(inputs, examples)
            error = format.share(ahead.errors(examples)[1]) if ahead else "not known"
            body.append((name, *map(format.number, (examples, money, time)), error))
    columns = ("Answer", "Examples", "Cost", "Hours", "Error")
    caption = "How many examples? (* a heuristic of 2019, before pre-trained models were usual)"
    return Table(caption, columns, tuple(body), (0,))


def _chart(inputs: Inputs, result: Result, ahead: Forecast) -> Chart:
    """Error against examples: measured, fitted, and how far the fit may be off."""
    curve, needed, target = inputs.learning_curve, result.examples_for_target, inputs.target_error
    sizes = [point.examples for point in curve]
    reached = [n for n in (float(inputs.examples), needed) if n and _near(n, sizes)]
    first, last = min(*sizes, *reached) / 2, max(*sizes, *reached) * 2
    steps = [first * (last / first) ** (n / 40) for n in range(41)]
    found = [ahead.errors(size) for size in steps]
    low, middle, high = (
        tuple((n, 100 * e) for n, e in zip(steps, errors, strict=True) if e is not None)
        for errors in zip(*found, strict=True)
    )
    seen = [target, *(point.error for point in curve), *(error for _, error in middle)]
    points = [Point(f"{format.typed(p.error)} %", p.examples, p.error) for p in curve]
    if needed is not None and needed in reached:
        points.append(Point("your target", needed, target, strong=True))
    lines = [Line("Fitted curve", middle, strong=True)]
    if low:
        share = format.typed(inputs.confidence)
        lines += [Line(f"Low end, {share} %", low), Line(f"High end, {share} %", high)]
    return Chart(
        title="Error against examples",
        description="The points you measured, the curve through them, and how far it may be off. "
        "Both axes grow by multiplying.",
        x=Axis("training examples", first, last, log=True),
        y=Axis("error, %", min(seen) * 0.7, min(max(seen) * 1.4, 100.0), log=True),
        lines=tuple(lines),
        points=tuple(points),
        rules=(
            Rule("" if needed in reached else "target", "y", target),
            *(Rule("your plan", "x", n) for n in reached if n == inputs.examples),
        ),
        table=_curve_table(inputs, result, ahead),
    )


def _near(examples: float, sizes: list[float]) -> bool:
    """Whether a number of examples can stand in one chart with those measured."""
    return min(sizes) / 1e3 <= examples <= max(sizes) * 1e5


def _curve_table(inputs: Inputs, result: Result, ahead: Forecast) -> Table:
    """The curve at each measured size, at the plan, at the target and at the old rule."""
    measured = {point.examples: format.percent(point.error) for point in inputs.learning_curve}
    sizes = {*measured, float(inputs.examples), float(RULE)}
    needed = result.examples_for_target
    ordered = sorted(sizes if needed is None else {*sizes, needed})
    body: list[tuple[Cell, ...]] = []
    for examples in ordered:
        low, middle, high = ahead.errors(examples)
        ends = ("" if end is None else format.share(end) for end in (low, high))
        shown = measured.get(examples, "")
        body.append((format.number(examples), shown, format.share(middle), *ends))
    share = format.typed(inputs.confidence)
    columns = ("Examples", "Measured", "Fitted", f"Low, {share} %", f"High, {share} %")
    strong = (ordered.index(inputs.examples if needed is None else needed),)
    return Table("Error by number of examples", columns, tuple(body), strong)


def _more_votes(inputs: Inputs) -> Table:
    """What other numbers of votes would make of the same raters."""
    votes = sorted({*VOTES, inputs.votes})
    body = tuple(
        (
            _votes(count),
            format.share(majority_accuracy(inputs.rater_accuracy, count)),
            format.number(cost(inputs, inputs.examples, count)),
        )
        for count in votes
    )
    columns = ("Votes per example", "Labels right", "Cost of your plan")
    return Table("What more votes buy", columns, body, (votes.index(inputs.votes),))


def _working(inputs: Inputs, result: Result) -> Working:
    votes, price = inputs.votes, format.typed(inputs.price_per_label)
    overhead = f"(1 + {format.typed(inputs.overhead)} %)"
    examples, right = format.typed(inputs.examples), format.typed(inputs.rater_accuracy)
    steps = [
        f"cost = examples · votes · price · (1 + overhead) = {examples} · {votes} · {price} · "
        f"{overhead} = {_words(result.cost)}",
        f"hours = examples · votes · seconds / 3,600 = {examples} · {votes} · "
        f"{format.typed(inputs.seconds_per_label)} / 3,600 = {_words(result.hours)}",
        f"labels right = chance that {votes // 2 + 1} or more of {votes} are, each at {right} % = "
        f"{format.share(result.majority_accuracy).text}",
    ]
    if result.fitted_exponent is not None:
        steps += [
            "error − floor = α · examples^−β, fitted by least squares to the logarithms: "
            f"β = {_words(result.fitted_exponent)}; half of it takes 2^(1/β) = "
            f"{_words(result.factor_to_halve)} times the examples",
            f"examples for the target = (α / (target − floor))^(1/β) = "
            f"{_words(result.examples_for_target)}",
            f"interval: all numbers of examples at which the target lies within the curve's "
            f"{format.typed(inputs.confidence)} % band: from {_words(result.examples_low)} to "
            f"{_words(result.examples_high)}. A single training run scatters more than the curve",
        ]
    return Working(
        steps=tuple(steps),
        sources=SOURCES,
        assumption="the curve goes on as it began, and raters err independently of each other.",
        breaks="the curve bends, the new examples are of another kind than the measured ones, or "
        "an example is so hard that all raters fall for it: votes do not mend that.",
    )


def _span(low: float | None, high: float | None) -> str:
    """An interval as the end of a clause."""
    if low is None:
        return "" if high is None else f", at most {_words(high)}"
    return f", at least {_words(low)}" if high is None else f", {_words(low)} to {_words(high)}"


def _votes(count: int) -> str:
    return f"{count} {_plural('vote', count)}"


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _words(value: float | None) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


SOURCES = (
    Source("Majority of votes: Condorcet, Essai sur l'application de l'analyse (1785)"),
    Source(
        "When more votes pay: Ipeirotis et al., Repeated Labeling Using Multiple Noisy Labelers "
        "(2014)",
        "https://doi.org/10.1007/s10618-013-0306-1",
    ),
    Source(
        "Curve: Hestness et al., Deep Learning Scaling is Predictable, Empirically (2017)",
        "https://arxiv.org/abs/1712.00409",
    ),
    Source(
        "Interval: Fieller, Some Problems in Interval Estimation (1954)",
        "https://doi.org/10.1111/j.2517-6161.1954.tb00159.x",
    ),
    Source(
        "When curves misbehave: Viering & Loog, The Shape of Learning Curves (2021)",
        "https://arxiv.org/abs/2103.10948",
    ),
    Source("Rule of 10,000 examples: FSDL bootcamp lecture, 2019; a heuristic, and dated"),
)

PRESETS = (
    Preset(
        "rule-of-ten-thousand",
        "10,000 examples",
        "The old rule says 10,000. Four measured points say how many this target takes.",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "Three measured points and a floor of 2 %: 95 % of messages routed right takes far more "
        "labels than 5,000, and nobody knows yet how many.",
        Inputs(
            examples=10_000,
            votes=1,
            price_per_label=0.2,
            seconds_per_label=20,
            overhead=25,
            rater_accuracy=98,
            learning_curve=(Measured(1000, 22), Measured(2000, 17.5), Measured(5000, 12)),
            target_error=5,
            error_floor=2,
        ),
    ),
    Preset(
        "five-raters",
        "Five weak raters",
        "Raters who are right 7 times in 10: five votes bring the labels to 84 %, not to 99 %.",
        Inputs(examples=2000, votes=5, rater_accuracy=70, price_per_label=0.05, learning_curve=()),
    ),
    Preset(
        "x-rays",
        "X-rays",
        "A label by three radiologists is dear, so the curve decides whether to order any more.",
        Inputs(
            examples=8000,
            votes=3,
            price_per_label=4,
            seconds_per_label=90,
            overhead=20,
            rater_accuracy=92,
            learning_curve=(
                Measured(500, 21),
                Measured(1000, 17.8),
                Measured(2000, 15.4),
                Measured(4000, 13.1),
            ),
            target_error=10,
            error_floor=3,
        ),
    ),
)
