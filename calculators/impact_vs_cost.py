"""Which project to do first, and how sure that is.

Four lenses on impact and three cost drivers, each scored 0 to 5, give every
project a place on the matrix of impact and feasibility. The order is then
tried under all weightings there are, because nobody knows the right one. The
assumption that matters most: that a 4 means the same in every row, and lies
as far above a 3 as a 3 above a 2.

Sources: lenses, drivers and their order are those of Full Stack Deep Learning
(2021, 2022); rank-order-centroid weights, Barron & Barrett 1996; shares of all
weightings, SMAA of Lahdelma, Hokkanen & Salminen 1998. The geometric mean of
impact and feasibility, and the tipping points, are ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import ge, mul
from typing import Any

from calculators.kit import format
from calculators.kit.blocks import (
    Axis,
    Bar,
    Bars,
    Block,
    Cell,
    Chart,
    Figure,
    Figures,
    Headline,
    Note,
    Paragraph,
    Point,
    Region,
    Report,
    Rule,
    Source,
    Table,
    Tone,
    Working,
)  # fmt: skip
from calculators.kit.fields import LARGEST
from calculators.kit.format import Quantity
from calculators.kit.inputs import Form, Preset, Problem, number, percent, rows, text, unique
from calculators.kit.rates import fraction
from calculators.kit.weights import rank_shares, ranks, settled, weightings
from calculators.kit.words import listed, quoted, short

TITLE = "Impact versus cost"
QUESTION = "Which project should we do first, and would other weights change that?"
VERSION = "1.0"
TOPIC = "Which project"

IMPACT, COST = "What counts for impact", "What counts for cost"
LENSES = ("friction", "pipeline", "prediction", "peers")
DRIVERS = ("data", "accuracy", "difficulty")
QUADRANTS = {
    "do first": "high impact at low cost",
    "big bet": "high impact, but at high cost",
    "filler": "low cost, but low impact",
    "leave": "low impact at high cost",
}
WEIGHTINGS = 3072  # more than usual, because five weights vary: shares come out within 0.02
# So many points have room for names, and so many bars and slips fit on a screen.
NAMED, BARS, SLIPS = 12, 12, 8


@dataclass(frozen=True)
class Method:
    """Another way to score projects: what it asks, its formula in words, and as a function."""

    label: str
    parts: tuple[str, ...]
    words: str
    formula: Callable[..., float]


METHODS = {
    "rice": Method(
        "RICE",
        ("reach", "impact", "confidence", "effort"),
        "reach · impact · confidence / effort",
        lambda reach, impact, confidence, effort: reach * impact * fraction(confidence) / effort,
    ),
    "ice": Method(
        "ICE",
        ("impact", "confidence", "ease"),
        "impact · confidence · ease",
        lambda impact, confidence, ease: impact * confidence * ease,
    ),
    "wsjf": Method(
        "WSJF",
        ("value", "urgency", "risk", "size"),
        "(value + urgency + risk) / size",
        lambda value, urgency, risk, size: (value + urgency + risk) / size,
    ),
}


def _score(label: str, meaning: str) -> Any:
    return number(None, label, least=0, most=5, example=3, help=meaning)


def _extra(label: str, **bounds: float) -> Any:
    bounds = bounds or {"least": 0}
    return number(None, label, optional=True, more="scores", example=5, **bounds)


@dataclass(frozen=True)
class Project:
    """One project: seven scores from 0 to 5, and what RICE, ICE and WSJF ask, where known."""

    name: str = text("", "Name")
    friction: float = _score("Friction", "Impact: how much trouble it takes out of the product.")
    pipeline: float = _score("Pipeline", "Impact: how much hand-made logic or work it replaces.")
    prediction: float = _score("Prediction", "Impact: how much a cheap prediction would change.")
    peers: float = _score("Peers", "Impact: how well it works for others like you.")
    data: float = _score("Data", "Cost: 0 if you have the labelled data, 5 if nobody has.")
    accuracy: float = _score("Accuracy", "Cost: 0 if errors are harmless, 5 if none may happen.")
    difficulty: float = _score("Difficulty", "Cost: 0 if often solved before, 5 if never.")
    rice_reach: float | None = _extra("RICE reach")
    rice_impact: float | None = _extra("RICE impact")
    rice_confidence: float | None = percent(
        None, "RICE confidence %", optional=True, more="scores", example=80
    )
    rice_effort: float | None = _extra("RICE effort", above=0)
    ice_impact: float | None = _extra("ICE impact")
    ice_confidence: float | None = _extra("ICE confidence")
    ice_ease: float | None = _extra("ICE ease")
    wsjf_value: float | None = _extra("WSJF value")
    wsjf_urgency: float | None = _extra("WSJF urgency")
    wsjf_risk: float | None = _extra("WSJF risk")
    wsjf_size: float | None = _extra("WSJF size", above=0)


IDEAS = (
    Project("Support triage", 3, 3, 4, 4, 1, 2, 1),
    Project("Search ranking", 4, 3, 3, 5, 2, 2, 3),
    Project("Churn warning", 1, 2, 4, 4, 2, 2, 2),
    Project("Duplicate finder", 2, 2, 1, 2, 1, 1, 1),
    Project("Self-driving support", 5, 4, 5, 4, 4, 5, 4),
    Project("Chat in the app", 2, 1, 2, 4, 4, 4, 4),
)


def _weight(default: float, name: str, group: str, most: float, note: str = "") -> Any:
    label, span = f"Weight of {name}", (0, most, most / 20)
    return number(default, label, least=0, group=group, slider=span, help=note)


def _cut(label: str, meaning: str) -> Any:
    span, group = (0, 100, 5), "Where high begins"
    return number(50, label, least=0, most=100, slider=span, group=group, help=meaning)


@dataclass(frozen=True)
class Inputs(Form):
    """The projects with their scores, what each score counts, and where high begins."""

    projects: tuple[Project, ...] = rows(
        IDEAS,
        "Projects",
        Project,
        noun="project",
        least=1,
        most=50,
        group="Projects",
        more_label="Show columns for RICE, ICE and WSJF",
        help="Scores from 0 to 5. Friction, pipeline, prediction and peers count for impact: 5 is "
        "the most. Data, accuracy and difficulty count for cost: 5 is the dearest.",
    )
    weight_friction: float = _weight(1, "friction", IMPACT, 5, "Only proportions count.")
    weight_pipeline: float = _weight(1, "pipeline", IMPACT, 5)
    weight_prediction: float = _weight(1, "prediction", IMPACT, 5)
    weight_peers: float = _weight(1, "peers", IMPACT, 5)
    weight_data: float = _weight(
        11, "data", COST, 20, "Only proportions count: 11, 5 and 2 are 61, 28 and 11 %."
    )
    weight_accuracy: float = _weight(5, "accuracy", COST, 20)
    weight_difficulty: float = _weight(2, "difficulty", COST, 20)
    impact_cut: float = _cut("High impact from", "Impact runs from 0 to 100.")
    cost_cut: float = _cut("High cost above", "So does cost.")

    def check(self) -> Iterator[Problem]:
        """Names differ, and each side has a weight."""
        yield from unique("projects", self.projects)
        for criteria, side in ((LENSES, "impact"), (DRIVERS, "cost")):
            if not any(self.weights(criteria)):
                message = f"Enter a number above 0 for at least one of the weights of {side}."
                yield Problem(f"weight_{criteria[0]}", message)

    def weights(self, criteria: Sequence[str]) -> list[float]:
        """The weights of these criteria."""
        return [getattr(self, f"weight_{name}") for name in criteria]


@dataclass(frozen=True)
class Ranked:
    """A project's place. Impact to priority run from 0 to 100; shares are fractions.

    Projects that tie share a rank. `rank_shares` says how often it comes 1st,
    2nd, … under all weightings; `dominated_by` names those that no weighting
    lets it pass. `rice`, `ice` and `wsjf` are `None` where a part is missing.
    """

    name: str
    impact: float
    cost: float
    feasibility: float
    priority: float
    quadrant: str
    rank: int
    first_rank_share: float
    dominated_by: tuple[str, ...]
    rank_shares: tuple[float, ...]
    rice: float | None
    ice: float | None
    wsjf: float | None


@dataclass(frozen=True)
class Tipping:
    """The nearest weight at which the leader loses the first place, all others kept, and to whom.

    `None` where no weight does that.
    """

    criterion: str
    weight: float
    tips_at: float | None
    in_favour_of: str | None


@dataclass(frozen=True)
class Slip:
    """A score that, were it one point more or less, would put another project first."""

    project: str
    criterion: str
    score: float
    other_score: float
    first: str


@dataclass(frozen=True)
class Result:
    """The projects, best first, and what would take the first place from one that leads alone.

    `lead` is the first's priority less the second's; `None` for one project.
    """

    projects: tuple[Ranked, ...]
    lead: float | None
    do_first: tuple[str, ...]
    dominated: tuple[str, ...]
    tipping_points: tuple[Tipping, ...]
    slips: tuple[Slip, ...]


def impact(project: Project, inputs: Inputs) -> float:
    """Weighted mean of the lenses, stretched from 0–5 to 0–100."""
    return _level(inputs.weights(LENSES), _scores(project, LENSES))


def feasibility(project: Project, inputs: Inputs) -> float:
    """100 less the weighted mean of the drivers; exactly 0 if all of them are at their dearest."""
    return _level(inputs.weights(DRIVERS), [5 - cost for cost in _scores(project, DRIVERS)])


def priority(project: Project, inputs: Inputs) -> float:
    """Geometric mean of impact and feasibility: nothing makes up for a lack of either (ours)."""
    return _priority(impact(project, inputs), feasibility(project, inputs))


def _priority(high: float, feasible: float) -> float:
    return math.sqrt(high * feasible)


def _level(weights: Sequence[float], scores: Sequence[float]) -> float:
    return min(20 * math.fsum(map(mul, weights, scores)) / math.fsum(weights), 100.0)


def compute(inputs: Inputs) -> Result:
    """Rank the projects by priority and under all weightings, and look for what would change it."""
    worths = tuple(map(_worths, inputs.projects))
    places = ranks([priority(project, inputs) for project in inputs.projects])
    order = sorted(range(len(places)), key=places.__getitem__)
    # By the order of the table, so that other weights leave what is kept of it as it is.
    shares, dominators = _rank_shares(worths), _dominators(worths)
    place = {n: at for at, n in enumerate(order)}
    ranked = tuple(
        _ranked(
            inputs,
            inputs.projects[n],
            places[n],
            shares[n],
            [inputs.projects[other].name for other in sorted(dominators[n], key=place.__getitem__)],
        )
        for n in order
    )
    others = ranked[1:]
    alone = bool(others) and others[0].rank > 1
    return Result(
        projects=ranked,
        lead=settled(ranked[0].priority) - settled(others[0].priority) if others else None,
        do_first=tuple(project.name for project in ranked if project.quadrant == "do first"),
        dominated=tuple(project.name for project in ranked if project.dominated_by),
        tipping_points=tuple(_tipping_points(inputs, [worths[n] for n in order], ranked))
        if alone
        else (),
        slips=tuple(_slips(inputs, [inputs.projects[n] for n in order], ranked)) if alone else (),
    )


def _ranked(
    inputs: Inputs,
    project: Project,
    rank: int,
    shares: Sequence[float],
    dominated_by: Iterable[str],
) -> Ranked:
    """A project's place, of which rank, shares and what dominates it are known."""
    high, feasible = impact(project, inputs), feasibility(project, inputs)
    return Ranked(
        name=project.name,
        impact=high,
        cost=100 - feasible,
        feasibility=feasible,
        priority=_priority(high, feasible),
        quadrant=_quadrant(inputs, high, feasible),
        rank=rank,
        first_rank_share=shares[0],
        dominated_by=tuple(dominated_by),
        rank_shares=tuple(shares),
        **{method: _other_score(project, method) for method in METHODS},
    )


def _scores(project: Project, criteria: Sequence[str]) -> list[float]:
    return [getattr(project, name) for name in criteria]


def _worths(project: Project) -> tuple[float, ...]:
    """All seven scores, turned so that 5 is good."""
    return (*_scores(project, LENSES), *(5 - cost for cost in _scores(project, DRIVERS)))


@lru_cache(maxsize=4)
def _dominators(worths: tuple[tuple[float, ...], ...]) -> list[list[int]]:
    """For each project those that are another, and at least as good in every score."""
    return [
        [n for n, theirs in enumerate(worths) if theirs != own and all(map(ge, theirs, own))]
        for own in worths
    ]


@lru_cache(maxsize=4)
def _rank_shares(worths: tuple[tuple[float, ...], ...]) -> list[list[float]]:
    """How often each project takes each rank; the reader's own weights play no part."""
    return rank_shares(zip(*map(_under_all_weightings, worths), strict=True))


@lru_cache(maxsize=64)
def _under_all_weightings(worth: tuple[float, ...]) -> list[float]:
    """Impact times feasibility, which ranks as its root does, under each weighting.

    It is kept, because an edit changes one project and leaves the others.
    """
    s, t, u, v, x, y, z = worth
    return [
        (a * s + b * t + c * u + d * v) * (e * x + f * y + g * z)
        for (a, b, c, d), (e, f, g) in weightings(len(LENSES), len(DRIVERS), points=WEIGHTINGS)
    ]


def _quadrant(inputs: Inputs, level: float, feasible: float) -> str:
    """What lies on a line gets the benefit of the doubt."""
    high = settled(level) >= inputs.impact_cut
    low = settled(100 - feasible) <= inputs.cost_cut
    if high:
        return "do first" if low else "big bet"
    return "filler" if low else "leave"


def _other_score(project: Project, method: str) -> float | None:
    parts = [getattr(project, f"{method}_{part}") for part in METHODS[method].parts]
    return None if None in parts else METHODS[method].formula(*parts)


def _tipping_points(
    inputs: Inputs, worths: Sequence[tuple[float, ...]], ranked: Sequence[Ranked]
) -> Iterator[Tipping]:
    """For each weight the value nearest to today's at which a rival draws level (ours).

    In the weight t, with the others kept, impact (or feasibility) is
    (rest + t · worth) / (sum + t). Times the other side, and set equal for two
    projects, that is linear in t, because the sum drops out.
    """
    for at, name in enumerate((*LENSES, *DRIVERS)):
        criteria, first = (LENSES, 0) if name in LENSES else (DRIVERS, len(LENSES))
        weights = inputs.weights(criteria)
        now, weights[at - first] = weights[at - first], 0.0
        lines = []
        for project, worth in zip(ranked, worths, strict=True):
            other_side = project.feasibility if name in LENSES else project.impact
            rest = math.fsum(map(mul, weights, worth[first:]))
            lines.append((rest * other_side, settled(worth[at] * other_side)))
        found = []
        for rival, (rest, slope) in zip(ranked[1:], lines[1:], strict=True):
            gain = slope - lines[0][1]
            tip = (lines[0][0] - rest) / gain if gain else -1.0
            if 0 <= tip <= LARGEST and any(weights):
                found.append((abs(tip - now), tip, rival.name))
        yield Tipping(name, now, *(min(found)[1:] if found else (None, None)))


def _slips(inputs: Inputs, projects: Sequence[Project], ranked: Sequence[Ranked]) -> Iterator[Slip]:
    """Each score that, moved by one point within 0 to 5, puts another project first."""
    leader, second = ranked[:2]
    split = len(LENSES)
    impact_weights, cost_weights = inputs.weights(LENSES), inputs.weights(DRIVERS)
    for project, place in zip(projects, ranked, strict=True):
        worth = list(_worths(project))
        for at, name in enumerate((*LENSES, *DRIVERS)):
            score, now = getattr(project, name), worth[at]
            for other in (score - 1, score + 1):
                if not 0 <= other <= 5:
                    continue
                if at < split:
                    worth[at] = other
                    then = _priority(_level(impact_weights, worth[:split]), place.feasibility)
                else:
                    worth[at] = 5 - other
                    then = _priority(place.impact, _level(cost_weights, worth[split:]))
                if place is leader and _beats(second.priority, then):
                    yield Slip(project.name, name, score, other, second.name)
                elif place is not leader and _beats(then, leader.priority):
                    yield Slip(project.name, name, score, other, project.name)
            worth[at] = now


def _beats(one: float, other: float) -> bool:
    """Whether one priority is above another at 12 digits; most are not at any."""
    return one > other and settled(one) > settled(other)


def present(inputs: Inputs, result: Result) -> Report:
    """Who comes first and how surely, the matrix, what would change it, and what to do."""
    return (
        _headline(result),
        _figures(result),
        _ranking(result),
        _chart(inputs, result),
        *_sensitivity(result),
        *([_bars(result)] if len(result.projects) > 1 else []),
        Paragraph(_advice(result)),
        *_comparison(inputs, result),
        _working(inputs, result),
    )


def _headline(result: Result) -> Headline:
    first = [project for project in result.projects if project.rank == 1]
    leader = first[0]
    name, place = quoted(leader.name), QUADRANTS[leader.quadrant]
    if leader.priority == 0:
        return Headline("None can rank: no project here has both impact and feasibility.", "bad")
    if len(result.projects) == 1:
        return Headline(f"{name}: {place}. Add a second project to rank them.")
    if len(first) > 1:
        return Headline(
            f"{listed((quoted(p.name) for p in first), 3)} share the first place.", "mixed"
        )
    share = _share(leader.first_rank_share).text
    rival = max(result.projects, key=lambda project: project.first_rank_share)
    if rival.first_rank_share > leader.first_rank_share:
        more = _share(rival.first_rank_share).text
        return Headline(
            f"{name} comes first on your weights, but {quoted(rival.name)} does under more of "
            f"all weightings: {more} against {share}.",
            "mixed",
        )
    tones: dict[str, Tone] = {"do first": "good", "leave": "bad"}
    tone = tones.get(leader.quadrant, "mixed") if leader.first_rank_share >= 0.5 else "mixed"
    return Headline(f"{name} comes first: {place}, and ahead under {share} of weightings.", tone)


def _figures(result: Result) -> Figures:
    leader = result.projects[0]
    if result.lead is None:
        return Figures(
            (
                Figure("Impact", format.number(leader.impact), "of 100"),
                Figure("Cost", format.number(leader.cost), "of 100; 100 is dearest"),
                Figure("Priority", format.number(leader.priority), "of 100"),
            )
        )
    best, beaten = format.count(len(result.do_first)), format.count(len(result.dominated))
    return Figures(
        (
            Figure("First under", _share(leader.first_rank_share), "of all weightings"),
            Figure("Lead over the second", format.number(result.lead), "points of 100"),
            Figure("In “do first”", best, QUADRANTS["do first"]),
            Figure("Never ahead", beaten, "another is as good in every score"),
        )
    )


def _ranking(result: Result) -> Table:
    body: list[tuple[Cell, ...]] = [
        (
            project.name,
            format.count(project.rank),
            format.number(project.priority),
            format.number(project.impact),
            format.number(project.cost),
            project.quadrant,
            _share(project.first_rank_share),
            listed(map(quoted, project.dominated_by), 1) if project.dominated_by else "",
        )
        for project in result.projects
    ]
    scores = ("Priority", "Impact", "Cost", "Quadrant")
    columns = ("Project", "Rank", *scores, "First under", "Never ahead of")
    return Table("The order", columns, tuple(body), _leaders(result))


def _chart(inputs: Inputs, result: Result) -> Chart:
    """The matrix; a project that has no room for its name keeps its rank."""
    named = len(result.projects) <= NAMED
    across, up = 100 - inputs.cost_cut, inputs.impact_cut
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (p.name, format.count(p.rank), format.number(p.feasibility), format.number(p.impact))
        for p in result.projects
    )
    return Chart(
        title="Impact against feasibility",
        description="Further up is more impact, further right is cheaper: start top right. "
        "Numbers are ranks; dotted lines are where you say that high begins.",
        x=Axis("feasibility: high = cheap", 0, 100),
        y=Axis("impact", 0, 100),
        points=tuple(
            Point(
                f"{p.rank} {short(p.name, 20)}" if named else str(p.rank),
                p.feasibility,
                p.impact,
                strong=p.rank == 1,
                short=str(p.rank),
            )
            for p in result.projects
        ),
        rules=(Rule("", "x", across), Rule("", "y", up)),
        regions=tuple(
            Region(name, x, y, strong=name == "do first")
            for name, x, y in (
                ("do first", (across, 100.0), (up, 100.0)),
                ("big bet", (0.0, across), (up, 100.0)),
                ("filler", (across, 100.0), (0.0, up)),
                ("leave", (0.0, across), (0.0, up)),
            )
            if x[1] - x[0] >= 20 and y[1] - y[0] >= 10
        ),
        table=Table(
            "Where each project stands",
            ("Project", "Rank", "Feasibility", "Impact"),
            body,
            _leaders(result),
        ),
    )


def _sensitivity(result: Result) -> Iterator[Block]:
    """What would change the first place, one score or one weight at a time."""
    if not result.tipping_points:
        if result.projects[0].priority > 0 and len(result.projects) > 1:
            yield Paragraph("What would change this: any score or weight of those that tie.")
        return
    leader, slips = result.projects[0].name, len(result.slips)
    if slips == 0:
        yield Paragraph(
            "What would change this: no single score. If any one of them is a point off, "
            f"{quoted(leader)} still leads."
        )
    else:
        scores = "one score" if slips == 1 else f"one point in one score, in {slips} ways"
        yield Paragraph(
            f"What would change this: {scores}. Look again at what stands in this table before "
            "you decide."
        )
        first = "" if slips <= SLIPS else f" (the first {SLIPS} of {slips})"
        yield Table(
            f"One point that changes the first place{first}",
            ("Project", "Criterion", "Score", "If it were", "First is"),
            tuple(
                (
                    s.project,
                    s.criterion,
                    format.number(s.score),
                    format.number(s.other_score),
                    s.first,
                )
                for s in result.slips[:SLIPS]
            ),
        )
    yield Table(
        f"Weights at which {quoted(leader)} loses the first place, one at a time",
        ("Criterion", "Weight", "Loses at", "To"),
        tuple(
            (
                tip.criterion,
                format.number(tip.weight),
                "no weight" if tip.tips_at is None else format.number(tip.tips_at),
                tip.in_favour_of or "",
            )
            for tip in result.tipping_points
        ),
    )


def _bars(result: Result) -> Bars:
    """Ranks under all weightings: bars for the first few projects, the table for all."""
    places = [f"{n}{suffix}" for n, suffix in ((1, "st"), (2, "nd"), (3, "rd"))]
    places = places[: len(result.projects)]
    rest = len(result.projects) > len(places)
    body: list[tuple[Cell, ...]] = []
    for project in result.projects:
        top = project.rank_shares[: len(places)]
        lower = [math.fsum(project.rank_shares[len(places) :])] if rest else []
        body.append((project.name, *map(_share, [*top, *lower])))
    shown = f" The first {BARS} are drawn." if len(result.projects) > BARS else ""
    return Bars(
        title="Rank under all weightings",
        description="How often each project takes each rank if nothing is known about the "
        f"weights.{' What is left of a bar is a lower rank.' if rest else ''}{shown}",
        segments=tuple(places),
        bars=tuple(Bar(p.name, p.rank_shares[: len(places)]) for p in result.projects[:BARS]),
        table=Table(
            "Share of all weightings, by rank",
            ("Project", *places, *(["lower"] if rest else [])),
            tuple(body),
            _leaders(result),
        ),
    )


def _advice(result: Result) -> str:
    """What to do next with the first project, and with the one of most impact."""
    leader = result.projects[0]
    advice = {
        "do first": f"Next: take {quoted(leader.name)} through the feasibility check, before "
        "anybody trains a model.",
        "big bet": f"Next: make {quoted(leader.name)} cheaper, then score it again. Let the "
        "model suggest and a person decide, narrow the task, or limit what an error can do.",
        "filler": f"Next: give {quoted(leader.name)} more impact, then score it again. Take the "
        "part that users feel most, or build it so that use brings in labelled data.",
        "leave": "Next: look for other projects. Ask where users get stuck, which rules nobody "
        "dares to touch, and what you would decide differently if you could predict it.",
    }[leader.quadrant]
    most = max(result.projects, key=lambda project: project.impact)
    if most.rank > 1 and most.quadrant == "big bet" and leader.quadrant != "big bet":
        advice += (
            f" {quoted(most.name)} has the most impact and costs too much as it stands: a person "
            "in the loop, a narrower task or guardrails may move it to the right."
        )
    return advice


def _comparison(inputs: Inputs, result: Result) -> Iterator[Block]:
    """RICE, ICE and WSJF beside our order, where their columns are filled in."""
    known = {}
    for name, method in METHODS.items():
        scores = [getattr(project, name) for project in result.projects]
        places = iter(ranks([score for score in scores if score is not None]))
        if scores.count(None) < len(scores):
            known[name] = [(s, None if s is None else next(places)) for s in scores]
        columns = [f"{name}_{part}" for part in method.parts]
        filled = {p.name: [getattr(p, column) for column in columns] for p in inputs.projects}
        half = [p for p, cells in filled.items() if 0 < cells.count(None) < len(cells)]
        if half:
            parts = ", ".join(method.parts)
            yield Note(
                f"No {method.label} for {listed(map(quoted, half), 3)}. It takes all of these: {parts}."
            )
    if not known:
        return
    body: list[tuple[Cell, ...]] = []
    for n, project in enumerate(result.projects):
        cells: list[Cell] = [project.name, format.count(project.rank)]
        for scored in known.values():
            score, rank = scored[n]
            cells += ["", ""] if score is None else [format.number(score), format.count(rank)]
        body.append(tuple(cells))
    heads = [
        head for name in known for head in (METHODS[name].label, f"{METHODS[name].label} rank")
    ]
    yield Table("Beside other scores", ("Project", "Our rank", *heads), tuple(body))
    firsts = []
    for name, scored in known.items():
        first = [p.name for p, (_, rank) in zip(result.projects, scored, strict=True) if rank == 1]
        firsts.append(f"{METHODS[name].label} puts {listed(map(quoted, first), 3)} first")
    yield Paragraph(f"{'; '.join(firsts)}.")
    yield Note(
        "These scores multiply and divide guesses, and show nothing of how rough the guesses are. "
        "If every part is 20 % off, RICE comes out at 0.43 to 2.16 times its value, ICE at 0.51 "
        "to 1.73, WSJF at 0.67 to 1.5 (our arithmetic). A lead smaller than that is no lead.",
        warning=True,
    )


def _working(inputs: Inputs, result: Result) -> Working:
    leader = result.projects[0]
    project = next(p for p in inputs.projects if p.name == leader.name)
    up, right = _words(leader.impact), _words(leader.feasibility)
    others = [
        f"{method.label} of {quoted(leader.name)}: {method.words} = {format.number(score).text}"
        for name, method in METHODS.items()
        if (score := getattr(leader, name)) is not None
    ]
    return Working(
        steps=(
            f"for {quoted(leader.name)}: impact = 20 · Σ weight · score / Σ weight = "
            f"{_mean(project, inputs, LENSES)} = {up}",
            f"cost likewise = {_mean(project, inputs, DRIVERS)} = {_words(leader.cost)}; "
            f"feasibility = 100 − cost = {right}",
            f"priority = √(impact · feasibility) = √({up} · {right}) = "
            f"{_words(leader.priority)}: no impact or no feasibility, no priority (ours)",
            f"all weightings: the same with {WEIGHTINGS:,} sets of weights, spread evenly over all that "
            "add up to one, for impact and for cost; shares are within 0.02 of the exact ones",
            "never ahead of: no weighting puts it before that project, because that one is at least "
            "as good in all seven scores",
            "what would change it: each score moved by one point; each weight moved to where a rival "
            "draws level, all else kept (ours)",
            *others,
        ),
        sources=SOURCES,
        assumption="a score means the same in every row, and a step from 3 to 4 is worth as much "
        "as one from 1 to 2.",
        breaks="projects need each other, or one of them must not be done at all: law and ethics "
        "are no score. Scores are opinions, so let two people score apart and compare.",
    )


def _mean(project: Project, inputs: Inputs, criteria: Sequence[str]) -> str:
    """20 · (1·3 + 1·4 + …) / 4."""
    weights = inputs.weights(criteria)
    pairs = zip(weights, _scores(project, criteria), strict=True)
    terms = " + ".join(f"{_words(weight)}·{_words(score)}" for weight, score in pairs)
    return f"20 · ({terms}) / {_words(math.fsum(weights))}"


def _words(value: float) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


def _share(value: float) -> Quantity:
    """A share of all weightings, to the whole percent that it is good for."""
    value = settled(value)
    if 0 < value < 0.005 or 0.995 < value < 1:
        return Quantity(value * 100, "<1 %" if value < 0.5 else ">99 %")
    return format.count(value * 100, "%")


def _leaders(result: Result) -> tuple[int, ...]:
    return tuple(n for n, project in enumerate(result.projects) if project.rank == 1)


SOURCES = (
    Source(
        "Lenses, drivers and the matrix: Full Stack Deep Learning, Lecture 1 (2022)",
        "https://fullstackdeeplearning.com/course/2022/lecture-1-course-vision-and-when-to-use-ml/",
    ),
    Source(
        "Weights from an order: Barron & Barrett, Decision Quality Using Ranked Attribute Weights "
        "(1996)",
        "https://doi.org/10.1287/mnsc.42.11.1515",
    ),
    Source(
        "All weightings: Lahdelma, Hokkanen & Salminen, SMAA: Stochastic Multiobjective "
        "Acceptability Analysis (1998)",
        "https://doi.org/10.1016/S0377-2217(97)00163-X",
    ),
    Source(
        "RICE: Sean McBride, Simple Prioritization for Product Managers, Intercom (2018)",
        "https://www.intercom.com/blog/rice-simple-prioritization-for-product-managers/",
    ),
    Source("ICE: Sean Ellis & Morgan Brown, Hacking Growth (2017)"),
    Source(
        "WSJF: Weighted Shortest Job First, Scaled Agile Framework, after Reinertsen (2009)",
        "https://framework.scaledagile.com/wsjf",
    ),
    Source(
        "Where scores on a matrix mislead: Cox, What’s Wrong with Risk Matrices? (2008)",
        "https://doi.org/10.1111/j.1539-6924.2008.01030.x",
    ),
)

TRIAGE = (
    Project("Keyword rules", 1, 2, 1, 1, 0, 1, 0),
    Project("Suggest a team", 2, 2, 3, 4, 1, 1, 1),
    Project("Route the sure ones", 3, 4, 4, 4, 1, 2, 2),
    Project("Route every message", 4, 4, 4, 3, 2, 4, 3),
    Project("Write the answer", 5, 4, 5, 3, 4, 5, 5),
)

ARCHETYPES = (
    Project("Software 2.0", 1.5, 1.5, 1.5, 1.5, 1.85, 1.85, 1.85),
    Project("Human in the loop", 2.25, 2.25, 2.25, 2.25, 3.1, 3.1, 3.1),
    Project("Autonomous", 3.25, 3.25, 3.25, 3.25, 4.25, 4.25, 4.25),
    Project("SW 2.0 + flywheel", 3, 3, 3, 3, 1.85, 1.85, 1.85),
    Project("Human + good design", 2.75, 2.75, 2.75, 2.75, 2, 2, 2),
    Project("Autonomous + rails", 3.25, 3.25, 3.25, 3.25, 3, 3, 3),
)

FOUR_SCORES = (
    Project(*("Support triage", 3, 3, 4, 4, 1, 2, 1), *(2000, 2, 80, 3, 8, 8, 7, 8, 5, 3, 5)),
    Project(*("Search ranking", 4, 3, 3, 5, 2, 2, 3), *(9000, 0.5, 80, 3, 6, 7, 5, 8, 3, 2, 5)),
    Project(*("Duplicate finder", 2, 2, 1, 2, 1, 1, 1), *(1500, 0.5, 100, 1, 5, 9, 10, 3, 2, 2, 2)),
    Project(*("Fraud alerts", 2, 3, 5, 4, 4, 4, 3), *(300, 3, 50, 4, 9, 5, 3, 8, 13, 8, 8)),
)

CLOSE = (
    Project("Invoice reading", 2, 5, 3, 3, 2, 3, 1),
    Project("Reply suggestions", 5, 1, 4, 4, 3, 1, 2),
    Project("Demand forecast", 1, 3, 5, 4, 1, 3, 3),
)

PRESETS = (
    Preset(
        "six-ideas",
        "Six ideas",
        "The idea everybody talks about has the most impact and is not first.",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "One job in five designs, for 20,000 support messages a month: who decides, the model or "
        "a person, moves it across the matrix.",
        Inputs(projects=TRIAGE),
    ),
    Preset(
        "archetypes",
        "Archetypes",
        "Where FSDL 2022 draws the three kinds of project: none starts in the best quarter. The "
        "last three rows are the moves that get them there; how far they move is our guess.",
        Inputs(projects=ARCHETYPES),
    ),
    Preset(
        "four-scores",
        "RICE, ICE, WSJF",
        "Four scoring methods, four winners: the method decides, so ask what each leaves out.",
        Inputs(projects=FOUR_SCORES),
    ),
    Preset(
        "close-call",
        "Close call",
        "The lead is smaller than the error of one score. Find out more before you choose.",
        Inputs(projects=CLOSE),
    ),
)
