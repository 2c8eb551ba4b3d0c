"""Is an ML system ready for production? 28 tests, four sections, and the worst section decides.

Each test counts 0 if nobody does it, a half if somebody does it by hand and
writes down the outcome, and 1 if a machine repeats it. The score is the
smallest of the four sums. The assumption that matters most: that all 28 tests
apply to you and weigh the same.

Source: Breck, Cai, Nielsen, Salib & Sculley, The ML Test Score (2017). The
tests are told in our own words; efforts, and the order by them, are ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from calculators.kit import format
from calculators.kit.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Figure,
    Figures,
    Headline,
    Note,
    Paragraph,
    Report,
    Source,
    Table,
    Task,
    Tasks,
    Tone,
    Working,
)
from calculators.kit.checklist import EFFORTS
from calculators.kit.fields import Choice
from calculators.kit.inputs import Form, Preset
from calculators.kit.words import listed, quoted

TITLE = "ML Test Score"
QUESTION = "Is our system tested enough for production, and which test should come next?"
VERSION = "1.0"
TOPIC = "Release"

ANSWERS = {"none": "Nobody does it", "manual": "By hand, written down", "automated": "By machine"}
POINTS = {"none": 0.0, "manual": 0.5, "automated": 1.0}
NEXT = {"none": "manual", "manual": "automated"}
FULL = 7.0

DATA, MODEL = "Data", "Model"
INFRASTRUCTURE, MONITORING = "Infrastructure", "Monitoring"

# Up to which score a band reaches, its name, and what it says of the system.
BANDS = (
    (0.0, "research project", "Nothing to run a product on yet."),
    (1.0, "grave gaps likely", "Tested a little, so grave gaps are likely enough."),
    (2.0, "first pass", "The first round of work towards production is done."),
    (3.0, "decently tested", "Decently tested; machines could do more of it."),
    (5.0, "strong", "Strong: you may hang something vital on it."),
    (FULL, "exceptional", "Tested and watched by machines to a rare degree."),
)


@dataclass(frozen=True, kw_only=True)
class Test(Choice):
    """One of the 28: `effort` is what it takes once by hand (a key of `EFFORTS`; ours)."""

    effort: str


def _test(label: str, section: str, effort: str, example: str) -> Any:
    kind = Test(label=label, options=ANSWERS, group=section, effort=effort, help=example)
    return dataclass_field(default="none", metadata={"field": kind})


@dataclass(frozen=True)
class Inputs(Form):
    """For each test who does it: nobody, somebody by hand, or a machine."""

    # fmt: off
    data_schema: str = _test("A schema says what each input may look like", DATA, "day",
        "Types, ranges, gaps; a batch in other units is refused.")
    data_benefit: str = _test("Each input earns its place", DATA, "day",
        "Leave one out, train again, and see whether anything gets worse.")
    data_cost: str = _test("No input costs more than it brings", DATA, "hour",
        "Counting its delay, its upkeep, and what happens when it fails.")
    data_rules: str = _test("Inputs obey your own rules on what may be used", DATA, "hour",
        "No field that law, contract or your policy forbids.")
    data_privacy: str = _test("Private data is guarded along the whole way", DATA, "day",
        "Masked, access limited, deleted on time; in copies and logs too.")
    data_speed: str = _test("A new input can be added quickly", DATA, "hour",
        "From idea to live traffic. Time the last one.")
    data_code: str = _test("Code that makes inputs has tests", DATA, "day",
        "In training and in serving: empty, huge, in another alphabet.")
    model_review: str = _test(
        "Each model's definition is reviewed and kept under version control", MODEL, "hour",
        "Somebody else has read it, and you can find what trained today's.")
    model_benefit: str = _test("Test-set metric and users' benefit move together", MODEL, "week",
        "Shown on users with a better model, and with one made worse.")
    model_tuned: str = _test("Settings were tuned, not guessed", MODEL, "day",
        "Learning rate, depth, thresholds: searched, with the outcome kept.")
    model_age: str = _test("You know what a month without retraining costs", MODEL, "day",
        "Last month's and last year's model, on today's cases.")
    model_simpler: str = _test("Something simpler was tried and is worse", MODEL, "day",
        "A rule, the commonest answer, a linear model.")
    model_slices: str = _test("It is good on each slice that matters", MODEL, "day",
        "By country, device, language, rare class; each with its own limit.")
    model_inclusion: str = _test("It was checked for whom it might exclude", MODEL, "week",
        "Groups of people, and words that stand for them in the data.")
    infrastructure_repeat: str = _test("Training twice gives the same model", INFRASTRUCTURE, "day",
        "Same data and seed, same answers; else you know the spread.")
    infrastructure_unit_tests: str = _test("Model code has unit tests", INFRASTRUCTURE, "day",
        "A few training steps on made-up data; the loss falls.")
    infrastructure_pipeline: str = _test(
        "The whole way is tested end to end", INFRASTRUCTURE, "day",
        "From raw data to a served answer, on a small sample.")
    infrastructure_gate: str = _test(
        "Quality is checked before a model may serve", INFRASTRUCTURE, "hour",
        "Against a limit and against the model before it.")
    infrastructure_debug: str = _test("You can step through one example", INFRASTRUCTURE, "day",
        "Each input and each intermediate value of one odd answer.")
    infrastructure_canary: str = _test("A canary comes before full traffic", INFRASTRUCTURE, "day",
        "A new model meets a small share of requests first.")
    infrastructure_rollback: str = _test(
        "The last model can be brought back", INFRASTRUCTURE, "hour",
        "Quickly, and rehearsed.")
    monitoring_dependencies: str = _test(
        "You hear when something you depend on changes", MONITORING, "hour",
        "A data source, a library, another team's model.")
    monitoring_inputs: str = _test("Live inputs keep to what training assumed", MONITORING, "day",
        "The schema again, on today's requests.")
    monitoring_skew: str = _test("Training and serving compute inputs alike", MONITORING, "day",
        "The same raw case, both ways, gives the same numbers.")
    monitoring_age: str = _test("No model stays longer than it should", MONITORING, "hour",
        "An alarm on its age, and on the age of its data.")
    monitoring_numbers: str = _test("No infinities, no missing numbers", MONITORING, "hour",
        "In training and in answers; the first one raises an alarm.")
    monitoring_speed: str = _test("Speed and memory have not got worse", MONITORING, "hour",
        "Training time, delay, throughput, memory: with each version.")
    monitoring_quality: str = _test("Predictions have not got worse", MONITORING, "day",
        "Fresh labels, or a sample that people check; biases too.")
    # fmt: on


@dataclass(frozen=True)
class Step:
    """One test taken from one answer to the next, and about how long that takes (ours)."""

    test: str
    section: str
    answer: str
    effort: str


@dataclass(frozen=True)
class Result:
    """The four sums of at most 7, the smallest as the score, and the cheapest way on.

    `binding_section` is the first of `binding_sections`, those with the smallest
    sum, by the names of their sums here; `next_test` is an input's name. Both are
    `None` where every test runs by machine. `next_steps` lead to `next_score`:
    that of the next band, or in the highest half a point more.
    """

    data: float
    model: float
    infrastructure: float
    monitoring: float
    score: float
    band: str
    average: float
    automated: int
    manual: int
    binding_section: str | None
    binding_sections: tuple[str, ...]
    next_test: str | None
    next_score: float | None
    next_band: str | None
    next_steps: tuple[Step, ...]


def tests() -> dict[str, Test]:
    """The 28 by name, in the order of the form."""
    return {name: kind for name, kind in Inputs.fields().items() if isinstance(kind, Test)}


TESTS = tests()
SECTIONS = (DATA, MODEL, INFRASTRUCTURE, MONITORING)


def sums(answers: Mapping[str, str]) -> dict[str, float]:
    """Points by section."""
    return {
        section: sum(POINTS[answers[n]] for n, kind in TESTS.items() if kind.group == section)
        for section in SECTIONS
    }


def band(score: float) -> tuple[str, str]:
    """The name of a score's band, and what it says."""
    return next((name, words) for most, name, words in BANDS if score <= most)


def steps(answers: Mapping[str, str], wanted: float) -> Iterator[Step]:
    """What lifts the score to `wanted`: always the cheapest step in the shortest section (ours).

    The first half point is to do a test by hand, at its effort; the second is to
    let a machine do it, which takes the next longer effort.
    """
    now = dict(answers)
    while min((found := sums(now)).values()) < wanted:
        section = min(SECTIONS, key=found.__getitem__)
        left = [n for n, kind in TESTS.items() if kind.group == section and now[n] in NEXT]
        name = min(left, key=lambda test: _effort(test, now[test]))
        effort = list(EFFORTS)[_effort(name, now[name])]
        now[name] = NEXT[now[name]]
        yield Step(name, section, now[name], effort)


def _effort(name: str, answer: str) -> int:
    """The place in `EFFORTS` of what it takes to get to the next answer."""
    return min(list(EFFORTS).index(TESTS[name].effort) + (answer == "manual"), len(EFFORTS) - 1)


def compute(inputs: Inputs) -> Result:
    """Add up the sections, take the smallest, and look for the cheapest way to the next band."""
    answers = {name: getattr(inputs, name) for name in TESTS}
    found = sums(answers)
    score, given = min(found.values()), list(answers.values())
    short = tuple(name.lower() for name in SECTIONS if found[name] == score < FULL)
    higher = next((most + 0.5 for most, _, _ in BANDS[:-1] if score <= most), None)
    wanted = min(score + 0.5, FULL) if higher is None else higher
    ahead = tuple(steps(answers, wanted))
    return Result(
        data=found[DATA],
        model=found[MODEL],
        infrastructure=found[INFRASTRUCTURE],
        monitoring=found[MONITORING],
        score=score,
        band=band(score)[0],
        average=sum(found.values()) / len(found),
        automated=given.count("automated"),
        manual=given.count("manual"),
        binding_section=short[0] if short else None,
        binding_sections=short,
        next_test=ahead[0].test if ahead else None,
        next_score=wanted if ahead else None,
        next_band=None if higher is None else band(higher)[0],
        next_steps=ahead,
    )


def present(inputs: Inputs, result: Result) -> Report:
    """The score and what decides it, the next test, the sections, and the way to the next band."""
    return (
        _headline(result),
        *_next(result),
        Figures(
            (
                Figure("Score", format.number(result.score), "the smallest of four sums, of 7"),
                Figure("Average", format.number(result.average), "of the four; it does not count"),
                Figure("By machine", format.count(result.automated), "of 28 tests"),
                Figure("By hand", format.count(result.manual), "of 28 tests"),
            )
        ),
        _bars(inputs, result),
        *_plan(result),
        *_sensitivity(result),
        _working(result),
    )


def _headline(result: Result) -> Headline:
    tones: dict[str, Tone] = {"research project": "bad", "grave gaps likely": "bad"}
    tone = tones.get(result.band, "good" if result.score > 3 else "mixed")
    deciding = {
        0: "",
        1: f" {_short(result)} decides.",
        len(SECTIONS): " All four sections are equally short.",
    }.get(len(result.binding_sections), f" {_short(result)} decide.")
    words = band(result.score)[1]
    return Headline(f"Score {format.number(result.score).text} of 7. {words}{deciding}", tone)


def _short(result: Result) -> str:
    """The sections with the smallest sum, as they are called in the form."""
    return listed(name for name in SECTIONS if name.lower() in result.binding_sections)


def _next(result: Result) -> Iterator[Block]:
    if not result.next_steps:
        yield Note("All 28 tests run by machine. Keep them true: delete what nobody heeds.")
        return
    step = result.next_steps[0]
    ways = {"manual": "Do it once by hand and write down the outcome", "automated": "Automate it"}
    yield Paragraph(
        f"Next, in {step.section}: {quoted(TESTS[step.test].label)}. {ways[step.answer]}; that "
        f"takes {EFFORTS[step.effort]} (our estimate)."
    )
    others = [name for name in SECTIONS if name.lower() in result.binding_sections[1:]]
    if others:
        gain, as_short = ("gain", "they are") if len(others) > 1 else ("gains", "it is")
        yield Note(
            f"The score rises once {listed(others)} {gain} half a point too: {as_short} as short."
        )


def _bars(inputs: Inputs, result: Result) -> Bars:
    """Points by section, and how many of them machines earn."""
    body: list[tuple[Cell, ...]] = []
    bars = []
    for section in SECTIONS:
        names = [name for name, kind in TESTS.items() if kind.group == section]
        given = [getattr(inputs, name) for name in names]
        machine, hand = given.count("automated"), given.count("manual")
        points = format.number(machine + hand / 2)
        body.append((section, format.count(machine), format.count(hand), points))
        bars.append(Bar(f"{section}: {points.text}", (float(machine), hand / 2)))
    strong = tuple(n for n, name in enumerate(SECTIONS) if name.lower() in result.binding_sections)
    return Bars(
        title="Points by section",
        description="A full bar is 7 points: seven tests, each done by machine. The shortest bar "
        "is the score.",
        segments=("points by machine", "points by hand"),
        bars=tuple(bars),
        whole=FULL,
        table=Table(
            "Tests by section, and their points",
            ("Section", "By machine", "By hand", "Points"),
            tuple(body),
            strong,
        ),
    )


def _plan(result: Result) -> Iterator[Block]:
    """The steps to the next band as a task list, for whoever keeps one."""
    if not result.next_steps:
        return
    hows = {"manual": "by hand", "automated": "by machine"}
    reached = f", {quoted(result.next_band)}" if result.next_band else ""
    yield Tasks(
        f"The cheapest way to a score of {format.number(result.next_score).text}{reached}",
        tuple(
            Task(
                f"{step.section}: {TESTS[step.test].label} ({hows[step.answer]}, "
                f"{EFFORTS[step.effort]})",
                done=False,
            )
            for step in result.next_steps
        ),
    )


def _sensitivity(result: Result) -> Iterator[Block]:
    if result.score > 0 and result.binding_sections:
        lower = result.score - 0.5
        yield Paragraph(
            f"What would change this: one answer in {_short(result)} that is a "
            f"step too kind. The score would be {format.number(lower).text}, {quoted(band(lower)[0])}. "
            "Points anywhere else change nothing."
        )


def _working(result: Result) -> Working:
    found = (result.data, result.model, result.infrastructure, result.monitoring)
    texts = [format.number(value).text for value in found]
    parts = ", ".join(f"{name} {text}" for name, text in zip(SECTIONS, texts, strict=True))
    limits = "; ".join(f"{name} up to {format.number(most).text}" for most, name, _ in BANDS)
    return Working(
        steps=(
            "each test: 0 for nobody, 0.5 by hand and written down, 1 by machine and repeated",
            f"sums of seven tests each: {parts}",
            f"score = the smallest = {format.number(result.score).text}",
            f"bands: {limits}",
            "next test: in the section with the smallest sum, the step that takes least time. To "
            "automate takes longer than to do it once by hand (efforts are ours, a heuristic)",
        ),
        sources=SOURCES,
        assumption="all 28 tests apply, weigh the same, and are answered honestly.",
        breaks="a test makes no sense for your system: the rubric has no “not applicable”. Its "
        "bands are the judgement of engineers in a very large firm.",
    )


SOURCES = (
    Source(
        "Tests, points, minimum and bands: Breck et al., The ML Test Score (2017)",
        "https://research.google/pubs/pub46555/",
    ),
    Source("Efforts and their order: ours"),
)


def _answered(**answers: str) -> Inputs:
    """Everything by machine, but for some tests or whole sections."""
    return Inputs(
        **{
            name: answers.get(name, answers.get(kind.group.lower(), "automated"))
            for name, kind in TESTS.items()
        }
    )


PRESETS = (
    Preset("blank", "Blank", "Nothing answered yet: score 0, and the first test.", Inputs()),
    Preset(
        "support-triage",
        "Support triage",
        "An average of 2.5 sounds decent. Monitoring has one point, so the score is 1.",
        Inputs(
            data_schema="automated",
            data_benefit="manual",
            data_cost="manual",
            data_rules="manual",
            data_privacy="manual",
            data_code="manual",
            model_review="automated",
            model_tuned="manual",
            model_simpler="manual",
            model_slices="manual",
            infrastructure_repeat="manual",
            infrastructure_pipeline="manual",
            infrastructure_gate="automated",
            infrastructure_debug="manual",
            infrastructure_rollback="manual",
            monitoring_inputs="manual",
            monitoring_quality="manual",
        ),
    ),
    Preset(
        "blind-on-data",
        "Three perfect sections",
        "21 of 28 tests run by machine, none of them on data: a research project.",
        _answered(data="none"),
    ),
    Preset(
        "exceptional",
        "Exceptional",
        "What is left is half a point here and there; the rest runs by machine.",
        _answered(
            data_benefit="manual",
            data_cost="manual",
            data_speed="manual",
            model_benefit="manual",
            model_inclusion="manual",
            infrastructure_debug="manual",
            infrastructure_canary="manual",
            infrastructure_unit_tests="manual",
        ),
    ),
)
