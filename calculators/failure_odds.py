"""How many projects it takes until one succeeds, and how errors add up along a chain.

One arithmetic for two questions. Projects: all n fail with f^n, so at least one
succeeds with 1 - f^n. Chains: k steps are all right with p^k. The assumption
that matters most is independence; without it, both answers can lie anywhere
between the limits of Fréchet (1935), which are shown beside them. Powers are
taken in decimal arithmetic, so every runtime gives the same digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext

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

TITLE = "Failure odds"
QUESTION = "How many projects until one succeeds, and how right is a chain of steps?"
VERSION = "1.0"
TOPIC = "Which project"

DIGITS = 60  # of every power and logarithm; results keep 17
PUBLISHED = (25.0, 46, 85, 95)
"""Failure rates that have been published, percent; each counted something else."""


@dataclass(frozen=True)
class Inputs(Form):
    """A portfolio of projects, and a chain of steps that must all be right."""

    failure_rate: float = percent(
        87,
        "Failure rate",
        group="A portfolio of projects",
        slider=(0, 100, 1),
        help="How many in 100 projects like yours fail. Count your own last ten.",
    )
    projects: int = number(
        5,
        "Projects",
        least=1,
        most=1_000_000,
        whole=True,
        group="A portfolio of projects",
        help="How many you can try.",
    )
    wanted_chance: float = percent(
        90,
        "Wanted chance of a success",
        above=0,
        below=100,
        group="A portfolio of projects",
        help="How sure you want to be that at least one succeeds.",
    )
    step_accuracy: float = percent(
        95,
        "Accuracy of a step",
        group="A chain of steps",
        slider=(50, 100, 0.5),
        help="How often one step alone is right.",
    )
    steps: int = number(
        10,
        "Steps",
        least=1,
        most=1_000_000,
        whole=True,
        group="A chain of steps",
        help="Models, tools or decisions in a row, each of which must be right.",
    )
    wanted_chain_accuracy: float = percent(
        90,
        "Wanted accuracy of the chain",
        above=0,
        below=100,
        group="A chain of steps",
        help="How often the whole chain has to be right.",
    )


@dataclass(frozen=True)
class Result:
    """Rates are fractions; `None` where no number is enough.

    `…_together` is the answer if projects succeed only together, or steps are
    wrong on the same cases; `…_apart` if they never do.
    """

    chance_of_a_success: float
    chance_together: float
    chance_apart: float
    projects_needed: float | None
    chain_accuracy: float
    chain_together: float
    chain_apart: float
    step_accuracy_needed: float
    steps_possible: float | None


def chance(failure_rate: float, projects: int) -> float:
    """That at least one of some independent projects succeeds: 1 - f^n; rate in percent."""
    with localcontext(prec=DIGITS):
        return float(1 - _share(failure_rate) ** projects)


def projects_needed(failure_rate: float, wanted: float) -> float | None:
    """The fewest projects that reach a wanted chance, both in percent; `None` if all fail."""
    with localcontext(prec=DIGITS):
        fail, miss = _share(failure_rate), 1 - _share(wanted)
        if fail == 1:
            return None
        return 1.0 if fail <= miss else _up(miss.ln() / fail.ln())


def chain(step_accuracy: float, steps: int) -> float:
    """That all of some independent steps are right: p^k; accuracy in percent."""
    with localcontext(prec=DIGITS):
        return float(_share(step_accuracy) ** steps)


def compute(inputs: Inputs) -> Result:
    """Both chances under independence and at their limits, and both inverse questions."""
    n, k = inputs.projects, inputs.steps
    with localcontext(prec=DIGITS):
        success, right = 1 - _share(inputs.failure_rate), _share(inputs.step_accuracy)
        wanted = _share(inputs.wanted_chain_accuracy)
        return Result(
            chance_of_a_success=chance(inputs.failure_rate, n),
            chance_together=float(success),
            chance_apart=float(min(Decimal(1), n * success)),
            projects_needed=projects_needed(inputs.failure_rate, inputs.wanted_chance),
            chain_accuracy=chain(inputs.step_accuracy, k),
            chain_together=float(right),
            chain_apart=float(max(Decimal(0), 1 - k * (1 - right))),
            step_accuracy_needed=float(wanted ** (1 / Decimal(k))),
            steps_possible=_possible(right, wanted),
        )


def _possible(right: Decimal, wanted: Decimal) -> float | None:
    """The longest chain that is right as often as wanted; `None` if any length is."""
    if right == 1:
        return None
    if right < wanted:
        return 0.0
    return -_up(-(wanted.ln() / right.ln()))


def _share(percent: float) -> Decimal:
    return Decimal(repr(percent)) / 100


def _up(value: Decimal) -> float:
    """The next whole number, where a rest in the last digits is none."""
    settled = value.quantize(Decimal("1e-30"))
    return float(settled.to_integral_value(ROUND_CEILING))


def present(inputs: Inputs, result: Result) -> Report:
    """Both answers, how far dependence could move them, other rates, and both curves."""
    return (
        _headline(inputs, result),
        *_unanswered(result),
        Figures(
            (
                Figure(
                    "Chance of a success",
                    format.share(result.chance_of_a_success),
                    f"at least one of {inputs.projects:,}",
                ),
                Figure(
                    "Projects needed",
                    format.count(result.projects_needed),
                    f"for a chance of {_typed(inputs.wanted_chance)}",
                ),
                Figure(
                    "Whole chain right",
                    format.share(result.chain_accuracy),
                    f"all {inputs.steps:,} steps" if inputs.steps > 1 else "its only step",
                ),
                Figure(
                    "Each step needs",
                    format.share(result.step_accuracy_needed, 4),
                    f"for {_typed(inputs.wanted_chain_accuracy)} in all",
                ),
            )
        ),
        *_longest(inputs, result),
        _independence(inputs, result),
        Note(
            "Both chances assume independence: projects that fail, and steps that err, each for "
            "reasons of their own. A shared team, data set, market or model breaks it. Then the "
            "truth lies between the outer columns; spread the risk before you add projects."
        ),
        _projects_chart(inputs, result),
        _chain_chart(inputs, result),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    some = f"at least one of {inputs.projects:,} projects" if inputs.projects > 1 else "one project"
    steps = f"{inputs.steps:,} steps" if inputs.steps > 1 else "one step"
    return Headline(
        f"With a failure rate of {_typed(inputs.failure_rate)}, {some} succeeds with a chance of "
        f"{format.share(result.chance_of_a_success).text}. A chain of {steps} at "
        f"{_typed(inputs.step_accuracy)} each is right "
        f"{format.share(result.chain_accuracy).text} of the time."
    )


def _unanswered(result: Result) -> Iterator[Note]:
    """Why there is no answer, where there is none."""
    if result.projects_needed is None:
        yield Note(
            "If every project fails, no number of them is enough. Change what you try, not how "
            "often.",
            warning=True,
        )
    if result.steps_possible is None:
        yield Note("Steps that are never wrong can be as many as you like. Real steps err.")


def _longest(inputs: Inputs, result: Result) -> Iterator[Paragraph]:
    """How long a chain the reader's steps allow."""
    step, wanted = _typed(inputs.step_accuracy), _typed(inputs.wanted_chain_accuracy)
    if result.steps_possible == 0:
        yield Paragraph(f"At {step} not even one step is right {wanted} of the time.")
    elif result.steps_possible is not None:
        yield Paragraph(
            f"The longest chain that steps at {step} allow, if it is to be right {wanted} of the "
            f"time: {format.count(result.steps_possible).text}. Fewer steps, or a check in "
            "between, are often cheaper than better ones."
        )


def _independence(inputs: Inputs, result: Result) -> Table:
    """Both chances under independence and at the limits that dependence leaves."""
    body: tuple[tuple[Cell, ...], ...] = (
        (
            f"at least one of {inputs.projects:,} succeeds",
            *map(
                format.share,
                (result.chance_together, result.chance_of_a_success, result.chance_apart),
            ),
        ),
        (
            f"all {inputs.steps:,} steps are right",
            *map(format.share, (result.chain_together, result.chain_accuracy, result.chain_apart)),
        ),
    )
    columns = ("Chance that", "Together", "Independent", "Apart")
    return Table("If projects' successes, or steps' errors, come …", columns, body)


def _projects_chart(inputs: Inputs, result: Result) -> Chart:
    """The chance over the number of projects, at the reader's failure rate and published ones."""
    n, needed = inputs.projects, result.projects_needed
    ring = int(needed) if needed is not None and needed <= 5 * max(n, 10) else n
    numbers = _spread(_room(max(n, ring)))
    rates = sorted({inputs.failure_rate, PUBLISHED[0], PUBLISHED[-1]})
    points = [Point("yours", n, result.chance_of_a_success * 100, strong=True)]
    if ring != n:
        points.append(Point(f"{ring:,}", ring, chance(inputs.failure_rate, ring) * 100))
    return Chart(
        title="Chance of at least one success",
        description="By the number of independent projects, at your failure rate and at the "
        "lowest and highest that were published."
        + " A ring marks the number you need."
        * (ring != n),
        x=Axis("projects", 1, numbers[-1]),
        y=Axis("chance in percent", 0, 100),
        lines=tuple(
            Line(
                f"{_typed(rate)} fail" + ", yours" * (rate == inputs.failure_rate),
                tuple((m, 100 * chance(rate, m)) for m in numbers),
                strong=rate == inputs.failure_rate,
            )
            for rate in rates
        ),
        points=tuple(points),
        rules=(Rule("wanted", "y", inputs.wanted_chance),),
        table=_rates_table(inputs),
    )


def _rates_table(inputs: Inputs) -> Table:
    """The same two answers at failure rates that have been published."""
    rates = sorted({inputs.failure_rate, *PUBLISHED})
    body: list[tuple[Cell, ...]] = [
        (
            _typed(rate),
            format.share(chance(rate, inputs.projects)),
            format.count(projects_needed(rate, inputs.wanted_chance)),
        )
        for rate in rates
    ]
    columns = ("Failure rate", f"Chance with {inputs.projects:,}", "Projects needed")
    strong = (rates.index(inputs.failure_rate),)
    return Table("At other failure rates", columns, tuple(body), strong)


def _chain_chart(inputs: Inputs, result: Result) -> Chart:
    """The chain's accuracy over its length, for the reader's steps and for those it would take."""
    k = inputs.steps
    needed = 100 * result.step_accuracy_needed
    lengths = _spread(_room(k))

    def line(label: str, accuracy: float, *, strong: bool) -> Line:
        return Line(label, tuple((m, 100 * chain(accuracy, m)) for m in lengths), strong)

    lines = [line(f"{_typed(inputs.step_accuracy)} each, yours", inputs.step_accuracy, strong=True)]
    if 0 < needed < 100:
        text = format.share(result.step_accuracy_needed, 4).text
        lines.append(line(f"{text} each, needed", needed, strong=False))
    return Chart(
        title="Accuracy of the whole chain",
        description="By the number of steps that must all be right.",
        x=Axis("steps", 1, lengths[-1]),
        y=Axis("whole chain right, percent", 0, 100),
        lines=tuple(lines),
        points=(Point("yours", k, 100 * result.chain_accuracy, strong=True),),
        rules=(Rule("wanted", "y", inputs.wanted_chain_accuracy),),
        table=_chain_table(inputs),
    )


def _chain_table(inputs: Inputs) -> Table:
    lengths = sorted({1, 2, 3, 5, 10, 20, 50, 100, inputs.steps})
    accuracies = sorted({90.0, 99, 99.9, inputs.step_accuracy})
    body: list[tuple[Cell, ...]] = [
        (f"{m:,}", *(format.share(chain(a, m)) for a in accuracies)) for m in lengths
    ]
    columns = ("Steps", *(f"{_typed(a)} each" for a in accuracies))
    strong = (lengths.index(inputs.steps),)
    return Table("Whole chain right, by its length", columns, tuple(body), strong)


def _room(number: int) -> int:
    """How far an axis goes that shows a number with some room to its right."""
    return max(10, number * 7 // 5)


def _spread(last: int) -> list[int]:
    """About sixty whole numbers from 1 to `last`."""
    return sorted({1 + (last - 1) * n // 60 for n in range(61)})


def _working(inputs: Inputs, result: Result) -> Working:
    needed = format.count(result.projects_needed).text
    return Working(
        steps=(
            f"chance of a success = 1 − f^n, with f = {_typed(inputs.failure_rate)} and "
            f"n = {inputs.projects:,}: {format.share(result.chance_of_a_success).text}",
            "projects needed = ln(1 − wanted) / ln f, rounded up, with wanted = "
            f"{_typed(inputs.wanted_chance)}: {needed}",
            f"whole chain right = p^k, with p = {_typed(inputs.step_accuracy)} and "
            f"k = {inputs.steps:,}: {format.share(result.chain_accuracy).text}",
            "each step needs wanted^(1/k), with wanted = "
            f"{_typed(inputs.wanted_chain_accuracy)}: "
            f"{format.share(result.step_accuracy_needed, 4).text}",
            "limits without independence: one success between 1 − f and n · (1 − f), at most 1; a "
            "right chain between 1 − k · (1 − p), at least 0, and p",
        ),
        sources=SOURCES,
        assumption="projects succeed, and steps err, independently of each other and all at the "
        "same rate.",
        breaks="projects share what makes them fail, the first ones teach the later ones, or a "
        "later step notices and mends what an earlier one got wrong.",
    )


def _typed(percent: float) -> str:
    return f"{format.typed(percent)} %"


SOURCES = (
    Source("Product rule for independent events; the inverse formulas follow from it"),
    Source(
        "Limits without independence: Fréchet, Généralisations du théorème des probabilités "
        "totales, Fundamenta Mathematicae 25 (1935)",
        "https://doi.org/10.4064/fm-25-1-379-387",
    ),
    Source(
        "87 %: VentureBeat, Why do 87% of data science projects never make it into production? "
        "(2019), a remark on a panel, without a survey",
        "https://venturebeat.com/ai/why-do-87-of-data-science-projects-never-make-it-into-production/",
    ),
)

PRESETS = (
    Preset(
        "five-tries",
        "Five tries at 87 %",
        "The most quoted failure rate, and still an even chance with five independent projects.",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "A shop's message passes three steps: its language is found, it is routed, and an answer "
        "is picked. Somebody asks for 95 % in all; ideas there fail about half the time.",
        Inputs(
            failure_rate=50,
            projects=3,
            wanted_chance=95,
            step_accuracy=94,
            steps=3,
            wanted_chain_accuracy=95,
        ),
    ),
    Preset(
        "long-chain",
        "A chain of fifty",
        "An agent that takes fifty steps: 99 % a step sounds safe, and is not.",
        Inputs(failure_rate=46, step_accuracy=99, steps=50),
    ),
    Preset(
        "one-big-bet",
        "One big bet",
        "A single project at 25 %, the lowest rate that was published, and a single model.",
        Inputs(failure_rate=25, projects=1, step_accuracy=92, steps=1),
    ),
)
