"""Does the flywheel turn: use gives labels, labels a better model, a better model more use?

A toy with one number for each link and a switch to break it. Each step, use
adds examples; error above a floor falls as a power of the examples (Hestness
et al. 2017); use grows with the share of the error that went. The assumption
that matters most: that people use a product more because it errs less. Nobody
has a general figure for that; measure your own.

The loop and its three links are those of Full Stack Deep Learning (2022); the
equations of growth and the rule for speeding up are ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

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
    Report,
    Source,
    Table,
    Working,
)
from calculators.kit.format import Quantity
from calculators.kit.inputs import Form, Preset, Problem, choice, number

TITLE = "Data flywheel"
QUESTION = "Do all three links of our data flywheel hold, and how fast would it turn?"
VERSION = "1.0"
TOPIC = "Worth doing"

SWITCH = {"holds": "Holds", "broken": "Broken"}
LINKS = {
    "use_gives_labels": "use → labels",
    "labels_improve_model": "labels → model",
    "model_brings_use": "model → use",
}
EVERYBODY = 8e9  # people on Earth


@dataclass(frozen=True)
class Inputs(Form):
    """Where the wheel starts, and for each link whether it holds and how strong it is."""

    users: float = number(
        1000,
        "Uses in the first step",
        least=1,
        group="Start",
        help="People in a month, or messages, or searches: whatever leaves labels behind.",
    )
    examples: float = number(
        10_000, "Labelled examples at the start", least=1, group="Start", help="What you have now."
    )
    steps: int = number(
        12, "Steps", least=1, most=120, whole=True, group="Start", help="Months, say."
    )
    use_gives_labels: str = choice(
        "holds",
        "Use gives labels",
        SWITCH,
        group="Link 1: use gives labels",
        help="Broken if somebody has to be paid or asked for each label.",
    )
    examples_per_user: float = number(
        5,
        "Labels per use",
        least=0,
        group="Link 1: use gives labels",
        help="New labelled examples from one use in one step. 0.09 is 9 from 100.",
    )
    labels_improve_model: str = choice(
        "holds",
        "Labels improve the model",
        SWITCH,
        group="Link 2: labels improve the model",
        help="Broken if training on all labels is no better than training on half.",
    )
    alpha: float = number(
        2,
        "Scale of the learning curve α",
        above=0,
        most=1e9,
        group="Link 2: labels improve the model",
        help="Error above the floor, as a fraction, is α · examples^−β.",
    )
    beta: float = number(
        0.3,
        "Learning-curve exponent β",
        above=0,
        most=1,
        group="Link 2: labels improve the model",
        slider=(0.05, 1, 0.05),
        help="The label budget fits it to points that you measured. Usual: 0.07 to 0.49.",
    )
    floor: float = number(
        0,
        "Error floor",
        least=0,
        below=1,
        group="Link 2: labels improve the model",
        help="Errors no model removes, as a fraction: 0.02 is 2 %.",
    )
    model_brings_use: str = choice(
        "holds",
        "A better model brings more use",
        SWITCH,
        group="Link 3: a better model brings use",
        help="Broken if people use it as much as before. Only an experiment shows it.",
    )
    growth: float = number(
        0.5,
        "Growth of use per error removed",
        least=0,
        most=10,
        group="Link 3: a better model brings use",
        slider=(0, 2, 0.1),
        help="At 0.5, a tenth fewer errors bring a twentieth more use. A guess until measured.",
    )

    def check(self) -> Iterator[Problem]:
        """The model does not start out wrong more often than always."""
        if self.floor + self.removable > 1:
            most = (1 - self.floor) * self.examples**self.beta
            shown = format.number(most * 0.995).text  # below it, however it is rounded
            message = (
                f"Enter at most {shown}: with {format.typed(self.examples)} examples and this β "
                "the error would start above 100 %."
            )
            yield Problem("alpha", message)

    @property
    def removable(self) -> float:
        """The error above the floor at the start, as a fraction."""
        return self.alpha * math.pow(self.examples, -self.beta)


@dataclass(frozen=True)
class Turn:
    """Where the wheel stands after so many steps.

    The error is a fraction, and so is the growth of use in this step.
    """

    step: int
    users: float
    examples: float
    error: float
    growth: float


@dataclass(frozen=True)
class Result:
    """The path, and what stops the wheel.

    `link_broken` is the first link that does not hold, by its switch or because
    its number is 0; `None` where all three do. Growth and error are fractions.
    `users_unbroken` is what `users_at_end` would be with every switch closed;
    `steps_to_double` how long today's use takes to double the examples.
    """

    path: tuple[Turn, ...]
    link_broken: str | None
    users_at_end: float
    examples_at_end: float
    error_at_end: float
    first_growth: float
    last_growth: float
    growth_times_beta: float
    users_unbroken: float
    steps_to_double: float | None


Strengths = tuple[float, float, float]  # labels per use, β and growth: one for each link


def strengths(inputs: Inputs) -> Strengths:
    """How strong each link is, whatever its switch says."""
    return inputs.examples_per_user, inputs.beta, inputs.growth


def switched(inputs: Inputs, strong: Strengths) -> Strengths:
    """The same with 0 for each link whose switch says that it is broken."""
    first, second, third = (
        number if getattr(inputs, link) == "holds" else 0.0
        for link, number in zip(LINKS, strong, strict=True)
    )
    return first, second, third


@lru_cache(maxsize=16)  # the charts and tables of one answer share most of their paths
def turn(inputs: Inputs, strong: Strengths) -> tuple[Turn, ...]:
    """The path with these strengths, from the uses, examples and error that `inputs` start with.

    D' = D + s U, error' = γ + α D'^-β, U' = U (1 + g (error - error') / error).
    """
    per_use, beta, growth = strong
    users, examples, removable = float(inputs.users), float(inputs.examples), inputs.removable
    start, floor, above = inputs.examples, inputs.floor, removable
    path = [Turn(0, users, examples, floor + above, 0.0)]
    for step in range(1, inputs.steps + 1):
        added = per_use * users
        # The drop in error, without a difference of two errors that are nearly the same.
        drop = -above * math.expm1(-beta * math.log1p(added / examples))
        grown = growth * drop / (floor + above)
        users *= 1 + grown
        examples += added
        above = removable * (examples / start) ** -beta
        path.append(Turn(step, users, examples, floor + above, grown))
    return tuple(path)


def compute(inputs: Inputs) -> Result:
    """Turn the wheel as it is switched, and the same wheel with every switch closed."""
    strong = strengths(inputs)
    path, unbroken = turn(inputs, switched(inputs, strong)), turn(inputs, strong)
    stopped = [
        words
        for words, number in zip(LINKS.values(), switched(inputs, strong), strict=True)
        if number == 0
    ]
    added = inputs.examples_per_user * inputs.users
    return Result(
        path=path,
        link_broken=stopped[0] if stopped else None,
        users_at_end=path[-1].users,
        examples_at_end=path[-1].examples,
        error_at_end=path[-1].error,
        first_growth=path[1].growth,
        last_growth=path[-1].growth,
        growth_times_beta=inputs.growth * inputs.beta,
        users_unbroken=unbroken[-1].users,
        steps_to_double=inputs.examples / added if added else None,
    )


def present(inputs: Inputs, result: Result) -> Report:
    """Whether it turns, where it gets, what each link is worth, and how to test them."""
    first, last = format.share(result.first_growth), format.share(result.last_growth)
    return (
        _headline(inputs, result),
        Note("This is a toy: it shows how the links work together, not what your users will do."),
        *_notes(inputs, result),
        Figures(
            (
                Figure("Uses in the last step", format.number(result.users_at_end)),
                Figure("Error at the end", format.share(result.error_at_end)),
                Figure("Labelled examples at the end", format.number(result.examples_at_end)),
                Figure("Growth in the first step", first, "of use"),
                Figure("Growth in the last step", last, "of use"),
            )
        ),
        _chart(inputs, result, "users"),
        _chart(inputs, result, "error"),
        _links(inputs),
        Paragraph(_speed(inputs, result)),
        _guesses(inputs),
        Paragraph(
            "Test the links one by one. Labels: how many came in last month that nobody was paid "
            "for, and which errors do they not show? Model: train on half of them and on all. "
            "Use: give the better model to a random half of the users and compare."
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    start, end = result.path[0], result.path[-1]
    steps = f"{inputs.steps} step{'s' * (inputs.steps > 1)}"
    use = f"{_words(start.users)} to {_words(end.users)}"
    error = f"from {_part(start.error)} to {_part(end.error)}"
    if result.link_broken is None and end.users < 1.01 * start.users:
        return Headline(
            f"It hardly turns: in {steps} use goes from {use} and the error {error}.", "mixed"
        )
    if result.link_broken is None:
        return Headline(f"It turns: in {steps} use goes from {use} and the error {error}.", "good")
    if end.error < start.error:
        return Headline(
            f"It does not turn: {result.link_broken} is broken. Use stays at "
            f"{_words(start.users)}, and the error still goes {error}.",
            "mixed",
        )
    return Headline(
        f"It does not turn: {result.link_broken} is broken. Use and error stay what they are.",
        "bad",
    )


def _notes(inputs: Inputs, result: Result) -> Iterator[Block]:
    """What the reader must not overlook in this path."""
    holding = switched(inputs, strengths(inputs))
    if holding[0] and holding[1] and not holding[2] and result.steps_to_double is not None:
        yield Note(
            "Use stays level, so labels come at a steady rate and the wheel slows down by itself: "
            f"the examples double in {_words(result.steps_to_double)} steps, and again in "
            f"{_words(2 * result.steps_to_double)} more. Each doubling takes the same share off "
            "the error above the floor."
        )
    if result.users_at_end > EVERYBODY:
        yield Note(
            "That is more uses than there are people on Earth. The toy knows no market that is "
            "full; take the beginning of the path, or a smaller growth.",
            warning=True,
        )


def _speed(inputs: Inputs, result: Result) -> str:
    product = f"growth · β = {_words(inputs.growth)} · {_words(inputs.beta)} = "
    product += _words(result.growth_times_beta)
    if result.growth_times_beta > 1:
        return (
            f"Here {product} is above 1, so with all links closed each turn can bring a larger "
            "percentage than the one before. Hardly any product does that for long: check both "
            "numbers before you believe it."
        )
    return (
        f"Here {product} is not above 1, so even with all links closed each turn brings a "
        "smaller percentage than the one before. Above 1 it could speed up (our derivation)."
    )


def _chart(inputs: Inputs, result: Result, quantity: str) -> Chart:
    """One quantity along the path, beside that of a wheel switched otherwise."""
    strong = strengths(inputs)
    first, second, _ = strong
    paths = {"Your wheel": result.path}
    if switched(inputs, strong) == strong:
        paths["Third link broken"] = turn(inputs, (first, second, 0.0))
    else:
        paths["All links closed"] = turn(inputs, strong)
    scale = 100 if quantity == "error" else 1
    lines = tuple(
        Line(
            name,
            tuple((step.step, scale * getattr(step, quantity)) for step in path),
            strong=name == "Your wheel",
        )
        for name, path in paths.items()
    )
    values = [value for line in lines for _, value in line.points]
    low, high = min(values), 1.05 * max(values)
    log = high > 1000 * low
    few = tuple((float(n), str(n)) for n in range(inputs.steps + 1)) if inputs.steps < 6 else ()
    title, label = ("Error", "error, %") if quantity == "error" else ("Use", "uses in a step")
    return Chart(
        title=title,
        description="Step by step. The strong line is the wheel as you set it."
        + " Its axis grows by multiplying." * log,
        x=Axis("step", 0, inputs.steps, ticks=few),
        y=Axis(label, low / 2 if log else 0, high, log=log),
        lines=lines,
        table=_path_table(title, lines, format.percent if quantity == "error" else format.number),
    )


def _path_table(title: str, lines: tuple[Line, ...], shown: Callable[[float], Quantity]) -> Table:
    """The lines' values at two dozen steps at most, the last among them."""
    last = len(lines[0].points) - 1
    every = math.ceil(last / 24)
    body: list[tuple[Cell, ...]] = [
        (format.count(step), *(shown(line.points[step][1]) for line in lines))
        for step in sorted({*range(0, last, every), last})
    ]
    columns = ("Step", *(line.label for line in lines))
    return Table(f"{title}, step by step", columns, tuple(body), (len(body) - 1,))


def _links(inputs: Inputs) -> Table:
    """What each link is worth: the end of the path with one of them broken."""
    strong = strengths(inputs)
    cases = {"As you set it": switched(inputs, strong)}
    if cases["As you set it"] != strong:
        cases["All three links closed"] = strong
    for at, words in enumerate(LINKS.values()):
        first, second, third = (0.0 if n == at else number for n, number in enumerate(strong))
        cases[f"Only {words} broken"] = (first, second, third)
    body: list[tuple[Cell, ...]] = []
    for name, case in cases.items():
        end = turn(inputs, case)[-1]
        numbers = (format.number(end.users), format.number(end.examples), format.share(end.error))
        body.append((name, *numbers))
    columns = ("Wheel", "Uses at the end", "Examples", "Error")
    return Table("Break one link", columns, tuple(body), (0,))


def _guesses(inputs: Inputs) -> Table:
    """The end of the path if one guess is half or double; today's error is kept."""
    strong = strengths(inputs)
    body: list[tuple[Cell, ...]] = []
    for at, name in enumerate(("Labels per use", "Exponent β", "Growth")):
        cells: list[Cell] = [name]
        for factor in (0.5, 2.0):
            first, second, third = (
                number * factor if n == at else number for n, number in enumerate(strong)
            )
            end = turn(inputs, switched(inputs, (first, second, third)))[-1]
            cells += [format.number(end.users), format.share(end.error)]
        body.append(tuple(cells))
    columns = ("Guess", "Uses if half", "Error", "Uses if double", "Error")
    return Table("If one guess is off by a factor of two", columns, tuple(body))


def _working(inputs: Inputs, result: Result) -> Working:
    start, first = result.path[0], result.path[1]
    return Working(
        steps=(
            f"at the start: error = α · D^−β + γ = {_words(inputs.alpha)} · "
            f"{_words(start.examples)}^−{_words(inputs.beta)} + {_words(inputs.floor)} = "
            f"{_part(start.error)}",
            f"link 1: D′ = D + labels per use · U; after one step D′ = {_words(first.examples)}",
            f"link 2: error′ = α · D′^−β + γ = {_part(first.error)}",
            f"link 3: U′ = U · (1 + growth · (error − error′) / error) = {_words(first.users)}",
            "a broken link leaves what comes after it as it was",
            "speeding up: in D, a turn adds the share x = labels per use · U / D. Links 2 and 3 "
            "multiply U by at most 1 + growth · β · x, while D grows by 1 + x; so x can only "
            "grow where growth · β is above 1",
        ),
        sources=SOURCES,
        assumption="use grows with the share of errors removed, at once and by the same factor "
        "for ever.",
        breaks="users do not notice the difference, the market is full, a rival improves as well, "
        "or the labels show only those errors that people correct.",
    )


def _words(value: float | None) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


def _part(value: float) -> str:
    """A fraction inside a sentence, in percent."""
    return format.share(value).text


SOURCES = (
    Source(
        "The loop and its three links: Full Stack Deep Learning, lecture 1 (2022)",
        "https://fullstackdeeplearning.com/course/2022/lecture-1-course-vision-and-when-to-use-ml/",
    ),
    Source(
        "Link 2: Hestness et al., Deep Learning Scaling is Predictable, Empirically (2017)",
        "https://arxiv.org/abs/1712.00409",
    ),
    Source("Links 1 and 3, and the rule for speeding up: ours; a toy"),
)

# The router of the notes: 22, 17.5 and 12 % above a floor of 2 % give this curve.
ROUTER = Inputs(users=20_000, examples=5000, alpha=4.05, beta=0.433, floor=0.02)

PRESETS = (
    Preset(
        "all-three-hold",
        "All three hold",
        "A wheel that turns, and still slows down: the first step brings most.",
        Inputs(),
    ),
    Preset(
        "support-router",
        "Support router",
        "20,000 messages a month leave 1,800 corrections. Better routing does not make people "
        "write more often, so the third link is broken.",
        replace(ROUTER, examples_per_user=0.09, model_brings_use="broken"),
    ),
    Preset(
        "support-suggestions",
        "Support suggestions",
        "The same model as a suggestion: agents take it up as they come to trust it, and each "
        "one taken or refused is a label.",
        replace(ROUTER, users=4000, examples_per_user=1, growth=1),
    ),
    Preset(
        "paid-labels",
        "Paid labels",
        "Millions of uses, and not one of them leaves a label: the first link is broken.",
        Inputs(users=1e6, use_gives_labels="broken"),
    ),
    Preset(
        "pitch-deck",
        "Pitch deck",
        "Growth times β above 1: the wheel of the slides, which speeds up. Find the number that "
        "nobody measured.",
        Inputs(examples=20_000, steps=24, examples_per_user=2, alpha=4, beta=0.35, growth=4),
    ),
)
