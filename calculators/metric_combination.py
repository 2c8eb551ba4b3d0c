"""One number from many metrics: which model wins, and whether the way of adding up decides it.

Every usual way is computed side by side, because choosing the way is choosing
the model. A metric of which less is better is turned first: it gets a minus
sign as given, and counts from its worst model to its best under min-max. The
assumption that matters most: that the differences between the models are real,
and not chance in the test set.

Sources: limits on all metrics but one, Andrew Ng, Machine Learning Yearning
(2018); F-beta, van Rijsbergen (1979); shares of weightings, SMAA (Lahdelma et
al. 1998). The nearest miss and the closest change of a weight are ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import ge, mul, sub

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
from calculators.kit.inputs import (
    Form,
    GridRow,
    Number,
    Preset,
    Problem,
    choice,
    grid,
    number,
    rows,
    text,
    unique,
)
from calculators.kit.means import exact, f_beta, geometric_mean, harmonic_mean, mean, whole
from calculators.kit.weights import POINTS, first_shares, weightings
from calculators.kit.words import listed, short

TITLE = "Metric combination"
QUESTION = "Which model wins by our metrics, and does that depend on how we add them up?"
VERSION = "1.0"
TOPIC = "Metric"

BETTER = {"higher": "higher", "lower": "lower"}
SCALES = {
    "as given": "As given",
    "min-max": "Min-max: worst 0, best 1",
}

Scores = Mapping[str, float | None]
Columns = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Metric:
    """One thing you measure: which way is better, how much it counts, and where it must be."""

    name: str = text("", "Metric", example="recall")
    better: str = choice("higher", "Better", BETTER)
    weight: float = number(1, "Weight", least=0)
    limit: float | None = number(None, "Limit", optional=True, help="Empty: no limit.")


@dataclass(frozen=True)
class Inputs(Form):
    """The metrics, each model's values, and how to combine them."""

    metrics: tuple[Metric, ...] = rows(
        (Metric("precision", weight=0.7), Metric("recall", weight=0.3, limit=0.6)),
        "Metrics",
        Metric,
        noun="metric",
        least=1,
        most=10,
        group="What you measured",
        help="A limit is the worst value you would still accept. Leave it empty for no limit.",
    )
    models: tuple[GridRow, ...] = grid(
        (
            GridRow("Cautious", {"precision": 0.9, "recall": 0.5}),
            GridRow("Balanced", {"precision": 0.8, "recall": 0.7}),
            GridRow("Eager", {"precision": 0.7, "recall": 0.9}),
        ),
        "Models",
        columns_from="metrics",
        cell=Number(label="", example=0.9),
        noun="model",
        least=1,
        most=50,
        group="What you measured",
        help="One row a model or version, all measured on the same data.",
    )
    optimise: str = text(
        "",
        "Metric to optimise",
        optional=True,
        group="How to combine",
        help="The one to drive once the limits are met. Empty: the first metric without a limit.",
    )
    scale: str = choice(
        "as given",
        "Scale for the means",
        SCALES,
        group="How to combine",
        help="As given, one unit counts the same in every metric. Use min-max when units differ, "
        "such as percent and milliseconds.",
    )
    beta: float = number(
        1,
        "β for F-beta",
        above=0,
        group="How to combine",
        slider=(0.25, 4, 0.25),
        help="For precision and recall: at 2, recall counts twice as much as precision.",
    )

    def check(self) -> Iterator[Problem]:
        """Models have names of their own, some weight counts, and the optimised metric exists."""
        yield from unique("models", self.models)
        if not any(metric.weight for metric in self.metrics):
            yield Problem("metrics", "Give at least one metric a weight above 0.", 0, "weight")
        known = [metric.name for metric in self.metrics]
        if self.optimise and self.optimise.casefold() not in map(str.casefold, known):
            names = ", ".join(_short(name) for name in known)
            message = f"Enter one of your metrics ({names}), or leave this empty."
            yield Problem("optimise", message)


@dataclass(frozen=True)
class Method:
    """What one way of combining says; a model without a score cannot win by it.

    `winner` is for reading: models that tie are joined by commas. `winners`
    has them one by one. The scores of `threshold` are the optimised metric's
    own values, for the models that meet every limit.
    """

    method: str
    winner: str | None
    winners: tuple[str, ...]
    scores: Scores


@dataclass(frozen=True)
class Pick:
    """A model that wins, alone or in a tie, and the methods by which it does."""

    winner: str
    methods: tuple[str, ...]


@dataclass(frozen=True)
class Miss:
    """The limit a model misses by most; `shortfall` is a share of that limit."""

    model: str
    metric: str
    value: float
    limit: float
    shortfall: float


@dataclass(frozen=True)
class Change:
    """The smallest change of one weight at which `level` draws level by the weighted mean."""

    metric: str
    weight: float
    new_weight: float
    level: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What each method picks, and what does not depend on a method.

    `first_rank_share` is the fraction of all weightings by which a model has
    the best weighted mean. `nearest_miss` is `None` where some model passes;
    models that are equally near are joined by commas. `misses` has every model
    that misses a limit, the nearest first.
    """

    disagreement: tuple[Pick, ...]
    methods: tuple[Method, ...]
    pareto: tuple[str, ...]
    first_rank_share: Mapping[str, float]
    passing: tuple[str, ...]
    nearest_miss: str | None
    misses: tuple[Miss, ...]
    optimised: str
    closest_change: Change | None


def compute(inputs: Inputs) -> Result:
    """Score every model by every method, and see which limits and rivals it stands up to."""
    values, scale = turned(inputs)
    driven = _optimised(inputs)
    misses = sorted(_misses(inputs), key=lambda miss: miss.shortfall)
    missing = {miss.model for miss in misses}
    passing = tuple(model.name for model in inputs.models if model.name not in missing)
    methods = (
        *(_method(name, scores) for name, scores in _averages(inputs, values, scale)),
        _method("threshold", _driven(inputs, driven, passing), lower=driven.better == "lower"),
    )
    front = _pareto(inputs)
    weighted = next(method for method in methods if method.method == "weighted-mean")
    return Result(
        disagreement=_picks(inputs, methods),
        methods=methods,
        pareto=front,
        first_rank_share=_first_shares(values, scale, front),
        passing=passing,
        nearest_miss=None if passing else ", ".join(miss.model for miss in _nearest(misses)),
        misses=tuple(misses),
        optimised=driven.name,
        closest_change=_closest_change(inputs, values, weighted.winners),
    )


def turned(inputs: Inputs) -> tuple[dict[str, tuple[int, ...]], int]:
    """Each model's values on the chosen scale, exact, turned so that more is better everywhere.

    As given, `lower` becomes minus the value. Under min-max the worst model has
    0 and the best 1; where all models are equal, all are the best and have 1.
    The values are whole numbers, in units of one by the number that comes with them.
    """
    lines, scale = _turned(_columns(inputs), inputs.scale)
    return dict(zip((model.name for model in inputs.models), lines, strict=True)), scale


@lru_cache(maxsize=4)
def _turned(columns: Columns, scale: str) -> tuple[list[tuple[int, ...]], int]:
    """The models' values, line by line; the weights and limits play no part."""
    models = len(columns[0])
    values, unit = whole([exact(value) for column in columns for value in column])
    turned = [values[start : start + models] for start in range(0, len(values), models)]
    if scale == "min-max":
        spans = [max(column) - min(column) for column in turned]
        unit = math.lcm(*filter(None, spans))
        turned = [
            [(value - min(column)) * (unit // span) for value in column]
            if span
            else [unit] * models
            for column, span in zip(turned, spans, strict=True)
        ]
    return list(zip(*turned, strict=True)), unit


def _columns(inputs: Inputs) -> Columns:
    return tuple(tuple(_signed(inputs, metric)) for metric in inputs.metrics)


def _averages(
    inputs: Inputs, values: Mapping[str, Sequence[int]], scale: int
) -> Iterator[tuple[str, Scores]]:
    """The scores of every method but the limits; F-beta is taken from the values as given."""
    weights, _ = whole([exact(metric.weight) for metric in inputs.metrics])
    equal = [1] * len(weights)
    yield "mean", {name: mean(line, equal, scale) for name, line in values.items()}
    for method, average in (
        ("weighted-mean", mean),
        ("geometric-mean", geometric_mean),
        ("harmonic-mean", harmonic_mean),
    ):
        yield method, {name: average(line, weights, scale) for name, line in values.items()}
    pair = _precision_and_recall(inputs)
    if pair and all(metric.better == "higher" for metric in pair):
        rates = [exact(model.values[metric.name]) for metric in pair for model in inputs.models]
        both, unit = whole(rates)
        beta, models = exact(inputs.beta), len(inputs.models)
        scores = (f_beta(p, r, beta, unit) for p, r in zip(both, both[models:], strict=False))
        yield "f-beta", dict(zip(values, scores, strict=True))


def _driven(inputs: Inputs, driven: Metric, passing: Sequence[str]) -> Scores:
    """The optimised metric of the models that meet every limit."""
    return {m.name: m.values[driven.name] if m.name in passing else None for m in inputs.models}


def _method(name: str, scores: Scores, *, lower: bool = False) -> Method:
    """A method with its winners; scores count as equal when they agree to 12 digits."""
    known = [score for score in scores.values() if score is not None]
    best = (min if lower else max)(known, default=None)
    winners = tuple(
        model
        for model, score in scores.items()
        if score is not None and best is not None and math.isclose(score, best, rel_tol=1e-12)
    )
    return Method(name, ", ".join(winners) or None, winners, scores)


def _picks(inputs: Inputs, methods: Sequence[Method]) -> tuple[Pick, ...]:
    """The models that win by some method, those that win by most first."""
    picks = [
        Pick(model.name, tuple(m.method for m in methods if model.name in m.winners))
        for model in inputs.models
    ]
    return tuple(sorted((p for p in picks if p.methods), key=lambda p: -len(p.methods)))


def _pareto(inputs: Inputs) -> tuple[str, ...]:
    """The models that no other equals everywhere and beats somewhere; weights play no part."""
    return tuple(inputs.models[n].name for n in _front(_columns(inputs)))


@lru_cache(maxsize=4)
def _front(columns: Columns) -> list[int]:
    lines = list(zip(*columns, strict=True))
    return [
        n
        for n, line in enumerate(lines)
        if not any(other != line and all(map(ge, other, line)) for other in lines)
    ]


def _first_shares(
    values: Mapping[str, Sequence[int]], scale: int, front: Sequence[str]
) -> dict[str, float]:
    """How often each model has the best weighted mean. Only the Pareto front can have it."""
    lines = tuple(tuple(value / scale for value in values[name]) for name in front)
    return dict.fromkeys(values, 0.0) | dict(zip(front, _shares(lines), strict=True))


@lru_cache(maxsize=4)
def _shares(lines: Columns) -> list[float]:
    """Of all weightings; the reader's own weights and limits play no part."""
    return first_shares(zip(*map(_under_all_weightings, lines), strict=True))


@lru_cache(maxsize=64)
def _under_all_weightings(line: tuple[float, ...]) -> list[float]:
    """A model's weighted mean under each weighting; an edit changes few models, so it is kept."""
    return [math.fsum(map(mul, weights, line)) for (weights,) in weightings(len(line))]


def _misses(inputs: Inputs) -> Iterator[Miss]:
    """For each model that misses a limit, the limit it misses by most (ours).

    The shortfall is the gap as a share of the limit; at a limit of 0, of the
    largest value any model has there.
    """
    for model in inputs.models:
        found = []
        for metric in inputs.metrics:
            if metric.limit is None:
                continue
            value = model.values[metric.name]
            gap = value - metric.limit if metric.better == "lower" else metric.limit - value
            if gap > 0:
                size = abs(metric.limit) or max(map(abs, _signed(inputs, metric)))
                found.append(Miss(model.name, metric.name, value, metric.limit, gap / size))
        if found:
            yield max(found, key=lambda miss: miss.shortfall)


def _closest_change(
    inputs: Inputs, values: Mapping[str, Sequence[int]], winners: Sequence[str]
) -> Change | None:
    """The smallest change of one weight that ends the weighted mean's lead (ours).

    With lead d in one metric and lead D in the weighted sum, the weight w of
    that metric takes the lead away at w - D / d. `None` for a tie and where no
    single weight can do it.
    """
    if len(winners) > 1:
        return None
    weights, unit = whole([exact(metric.weight) for metric in inputs.metrics])
    found: list[tuple[float, int, int, int, str]] = []  # the change comes first, to find the least
    for rival, line in values.items():
        leads = list(map(sub, values[winners[0]], line))
        lead = sum(map(mul, weights, leads))
        for place, (weight, d) in enumerate(zip(weights, leads, strict=True)):
            new = weight * d - lead if d > 0 else lead - weight * d  # times d, without its sign
            if d and (new > 0 or (new == 0 and weight < sum(weights))) and rival != winners[0]:
                found.append((abs(lead / d), place, new, abs(d), rival))
    if not found:
        return None
    # Quotients that differ may be the same float, so the least are compared as fractions.
    least = min(found)[0]
    level: dict[tuple[Fraction, int, Fraction], list[str]] = {}
    for change, place, new, d, rival in found:
        if change == least:
            after = Fraction(new, d)
            level.setdefault((abs(after - weights[place]), place, after), []).append(rival)
    _, place, after = nearest = min(level)
    metric = inputs.metrics[place]
    return Change(metric.name, metric.weight, float(after / unit), tuple(level[nearest]))


def _optimised(inputs: Inputs) -> Metric:
    """The metric asked for; else the first without a limit; else the first."""
    wanted = inputs.optimise.casefold()
    named = [metric for metric in inputs.metrics if metric.name.casefold() == wanted]
    free = [metric for metric in inputs.metrics if metric.limit is None]
    return (named or free or list(inputs.metrics))[0]


def _precision_and_recall(inputs: Inputs) -> tuple[Metric, ...]:
    """The metrics of those two names, in any case; nothing unless both are there."""
    by_name = {metric.name.casefold(): metric for metric in inputs.metrics}
    wanted = ("precision", "recall")
    return tuple(by_name[name] for name in wanted) if set(wanted) <= set(by_name) else ()


def _signed(inputs: Inputs, metric: Metric) -> list[float]:
    """A metric's values by model, with a minus sign where less is better."""
    sign = -1.0 if metric.better == "lower" else 1.0
    return [sign * model.values[metric.name] for model in inputs.models]


def present(inputs: Inputs, result: Result) -> Report:
    """Where the methods disagree, what would change it, the picture, and every score."""
    return (
        _headline(inputs, result),
        *_warning(inputs),
        _winners_table(inputs, result),
        _figures(inputs, result),
        *_sensitivity(inputs, result),
        _chart(inputs, result) if len(inputs.metrics) == 2 else _bars(result),
        _scores_table(inputs, result),
        *(Note(sentence) for sentence in _remarks(inputs, result)),
        *_misses_table(result),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    if not result.passing:
        near = _nearest(result.misses)
        come = "comes" if len(near) == 1 else "come"
        gap = f"{_short(near[0].metric)} misses its limit by {format.share(near[0].shortfall).text}"
        names = _listed(miss.model for miss in near)
        return Headline(f"No model meets every limit. {names} {come} nearest: {gap}.", "bad")
    if len(inputs.models) == 1:
        return Headline("There is only one model, so there is nothing to choose between.")
    answering = [method.winners for method in result.methods if method.winners]
    every = "every method" + " that answers" * (len(answering) < len(result.methods))
    if len(set(answering)) > 1:
        parts = [f"{_short(p.winner)} by {_labels(inputs, p)}" for p in result.disagreement]
        more = [f"and {len(parts) - 4} more"] if len(parts) > 4 else []
        return Headline(f"The methods disagree: {'; '.join(parts[:4] + more)}.", "mixed")
    if len(answering[0]) > 1:
        return Headline(f"{_listed(answering[0])} tie by {every}.", "mixed")
    return Headline(f"{every.capitalize()} picks {_short(answering[0][0])}.", "good")


def _warning(inputs: Inputs) -> Iterator[Note]:
    """That one metric drowns the others: rates beside large numbers, or a factor of ten (ours)."""
    largest = {m.name: max(map(abs, _signed(inputs, m))) for m in inputs.metrics}
    low, high = (pick(largest, key=largest.__getitem__) for pick in (min, max))
    apart = largest[high] > 1 and (largest[low] <= 1 or largest[high] >= 10 * largest[low])
    if inputs.scale == "as given" and apart:
        sentence = (
            f"The metrics are on different scales: {_short(high)} goes up to "
            f"{_words(largest[high])}, {_short(low)} only to {_words(largest[low])}. As given, "
            "large numbers decide the means and the shares of weightings almost alone. Set the "
            "scale to min-max."
        )
        yield Note(sentence, warning=True)


def _winners_table(inputs: Inputs, result: Result) -> Table:
    body = tuple((pick.winner, _labels(inputs, pick)) for pick in result.disagreement)
    return Table("Which method picks which model", ("Model", "Wins by"), body)


def _figures(inputs: Inputs, result: Result) -> Figures:
    limits = sum(metric.limit is not None for metric in inputs.metrics)
    shares = result.first_rank_share
    best = max(shares.values())
    first = [name for name, share in shares.items() if math.isclose(share, best)]
    picks, front, total = len(result.disagreement), len(result.pareto), len(shares)
    return Figures(
        (
            Figure("Different winners", format.count(picks), f"of {len(result.methods)} methods"),
            Figure("Wins most weightings", format.share(best), _listed(first)),
            Figure("Meet every limit", f"{len(result.passing)} of {total}", f"limits: {limits}"),
            Figure("On the Pareto front", f"{front} of {total}", f"{total - front} can be dropped"),
        )
    )


def _sensitivity(inputs: Inputs, result: Result) -> Iterator[Block]:
    """What would change the weighted mean's pick, and whom no weighting can help."""
    first, change = result.methods[1].winners, result.closest_change
    if change:
        draw = "draws" if len(change.level) == 1 else "draw"
        way = "falls" if change.new_weight < change.weight else "rises"
        yield Paragraph(
            f"What would change this: {_listed(change.level)} {draw} level with {_short(first[0])} "
            f"by the weighted mean once the weight of {_short(change.metric)} {way} from "
            f"{_words(change.weight)} to {_words(change.new_weight)}."
        )
    elif len(first) == 1 < len(inputs.models):
        yield Paragraph(
            f"What would change this: other values. {_short(first[0])} stays first by the weighted "
            "mean whatever you do to one weight."
        )
    hopeless = [name for name in result.pareto if not result.first_rank_share[name]]
    if hopeless:
        yield Paragraph(
            f"Not beaten by any one model, yet first by none of {POINTS:,} weightings of the mean: "
            f"{_listed(hopeless)}. Only a limit or another kind of mean can pick such a model."
        )


def _chart(inputs: Inputs, result: Result) -> Chart:
    """The two metrics against each other, with the Pareto front and the limits."""
    across, up = inputs.metrics
    x, y = _axis(inputs, across), _axis(inputs, up)
    places = {m.name: (m.values[across.name], m.values[up.name]) for m in inputs.models}
    strong, front = result.methods[1].winners, {places[name] for name in result.pareto}
    ordered = sorted(places, key=lambda name: (name not in strong, name not in result.pareto))
    crowded = len(places) > MOST_NAMES
    numbers = {name: f"{row}" if crowded else "" for row, name in enumerate(places, 1)}
    body: list[tuple[Cell, ...]] = [
        (
            f"{numbers[name]} {name}".strip(),
            *(format.number(value, digits=4) for value in places[name]),
            *_standing(result, name),
        )
        for name in places
    ]
    return Chart(
        title="The models by both metrics",
        description="The line is the Pareto front: a model off it is beaten by one that is nowhere "
        "worse. Large dot: first by your weights. Dotted: your limits."
        + " Numbers are those in the table."
        * crowded,
        x=x,
        y=y,
        lines=(Line("Pareto front", tuple(sorted(front))),) if len(front) > 1 else (),
        points=tuple(
            Point(_short(name, 20), *places[name], name in strong, numbers[name])
            for name in ordered
        ),
        rules=tuple(
            Rule(f"limit {_words(metric.limit)}", "x" if axis is x else "y", metric.limit)
            for metric, axis in ((across, x), (up, y))
            if metric.limit is not None and axis.low <= metric.limit <= axis.high
        ),
        table=Table("Models", ("Model", across.name, up.name, *STANDING), tuple(body)),
    )


def _axis(inputs: Inputs, metric: Metric) -> Axis:
    """From the worst to the best model with room for labels, and to the limit if it is near."""
    values = [model.values[metric.name] for model in inputs.models]
    low, high = min(values), max(values)
    span = (high - low) or 0.1 * abs(high) or 1.0
    if metric.limit is not None and low - span <= metric.limit <= high + span:
        low, high = min(low, metric.limit), max(high, metric.limit)
    room = 0.15 * max(high - low, span)
    return Axis(f"{_short(metric.name, 26)} ({metric.better} is better)", low - room, high + room)


def _bars(result: Result) -> Bars:
    """How often each model comes first over all weightings of the mean."""
    shares = sorted(result.first_rank_share.items(), key=lambda item: -item[1])
    drawn = [(name, share) for name, share in shares if share][:MOST_BARS]
    missing = len(shares) - len(drawn)
    body = tuple((name, *_standing(result, name)) for name, _ in shares)
    return Bars(
        title="Share of weightings by which a model comes first",
        description="By the weighted mean, over every way to spread the weights."
        + f" Not drawn, with smaller shares or none: {missing}." * bool(missing),
        segments=("first",),
        bars=tuple(Bar(name, (share,)) for name, share in drawn),
        table=Table("Share of weightings", ("Model", *STANDING), body),
    )


def _standing(result: Result, name: str) -> tuple[Cell, Cell]:
    """The cells under `STANDING`."""
    front = "yes" if name in result.pareto else "no"
    return (format.share(result.first_rank_share[name]), front)


def _scores_table(inputs: Inputs, result: Result) -> Table:
    """Every model by every method, at four digits: rivals often differ in the fourth."""
    names = [model.name for model in inputs.models]
    body: list[tuple[Cell, ...]] = [
        (name, *(format.number(m.scores[name], digits=4) for m in result.methods)) for name in names
    ]
    heads = [_label(inputs, method.method).capitalize() for method in result.methods]
    heads[-1] = f"Limits, then {_short(result.optimised)}"
    picked = {pick.winner for pick in result.disagreement}
    strong = tuple(place for place, name in enumerate(names) if name in picked)
    return Table("Scores; models that win are strong", ("Model", *heads), tuple(body), strong)


def _remarks(inputs: Inputs, result: Result) -> Iterator[str]:
    """Why something has no answer, and what was filled in."""
    metrics, driven = inputs.metrics, _optimised(inputs)
    limited = [metric for metric in metrics if metric.limit is not None]
    if not inputs.optimise:
        which = "first metric" + " without a limit" * (driven not in limited)
        yield f"Optimised: {_short(driven.name)}, the {which}. Name another one to change that."
    if driven in limited:
        yield (
            f"{_short(driven.name)} is optimised and has a limit: a model has to meet the limit, "
            "and the best of those that do wins."
        )
    ignored = [m.name for m in metrics if m.limit is None and m is not driven]
    if limited and ignored:
        yield f"The limits method ignores {_listed(ignored)}: no limit is set there."
    if result.misses:
        names = _listed(miss.model for miss in result.misses)
        yield f"No score by limits for {names}: a limit is missed."
    for method in result.methods[3:-1]:
        names = _listed(name for name, score in method.scores.items() if score is None)
        if names and method.method == "harmonic-mean":
            yield f"No geometric or harmonic mean for {names}: {_why(inputs)}"
        elif names:
            yield f"No F-beta for {names}: it needs values of at least 0, not both of them 0."
    if any(metric.better == "lower" for metric in _precision_and_recall(inputs)):
        yield "No F-beta: it needs precision and recall to be better when higher."
    flat = _listed(m.name for m in metrics if len(set(_signed(inputs, m))) == 1)
    if inputs.scale == "min-max" and flat:
        yield f"All models are equal in {flat}: each gets 1 there, so it decides nothing."


def _why(inputs: Inputs) -> str:
    """Why the geometric and the harmonic mean, which need values above 0, have no answer."""
    if inputs.scale == "min-max":
        return "they need values above 0, and min-max gives the worst model of a metric 0."
    if any(metric.better == "lower" for metric in inputs.metrics):
        return "they need values above 0, and where lower is better there is a minus sign."
    return "they need values above 0. Give a metric that can be 0 or less no weight."


def _misses_table(result: Result) -> Iterator[Table]:
    body: list[tuple[Cell, ...]] = [
        (
            miss.model,
            miss.metric,
            *(format.number(value, digits=4) for value in (miss.value, miss.limit)),
            format.share(miss.shortfall),
        )
        for miss in result.misses
    ]
    if body:
        columns = ("Model", "Worst miss", "Has", "Limit", "Misses by")
        yield Table("Missed limits, the nearest first", columns, tuple(body))


def _working(inputs: Inputs, result: Result) -> Working:
    driven = _optimised(inputs)
    limits = [
        f"{_short(m.name)} {'≤' if m.better == 'lower' else '≥'} {_words(m.limit)}"
        for m in inputs.metrics
        if m.limit is not None
    ]
    kept = f"keep what has {_listed(limits, 10)} ({_listed(result.passing) or 'none'})"
    best = "lowest" if driven.better == "lower" else "highest"
    return Working(
        steps=(
            *_means(inputs, result),
            f"limits: {kept if limits else 'none is set, so keep all'}; then the {best} "
            f"{_short(driven.name)} wins",
            "Pareto front: the models that no other equals in every metric and beats in one: "
            f"{_listed(result.pareto)}",
            f"share of weightings: {POINTS:,} weightings of the mean, evenly spread over all there "
            "are; the share is the fraction of them by which a model is first",
            "nearest miss (ours): the gap to a limit as a share of the limit; a model counts by "
            "its worst gap, and the smallest of those is nearest",
            "what would change this (ours): with a lead d in one metric and D in Σ w·v, the lead "
            "is gone when that metric's weight has changed by D / d; the smallest change is shown",
        ),
        sources=SOURCES,
        assumption="the differences between the models are real. Two models within the noise of "
        "your test set are a tie, whatever the digits say.",
        breaks="two metrics say the same (it then counts twice); a mean lets a strength pay for a "
        "failure nobody would accept; or the models change, since min-max scores depend on them.",
    )


def _means(inputs: Inputs, result: Result) -> Iterator[str]:
    """The formulas, with the numbers of the model that is first by the weighted mean."""
    name = result.methods[1].winners[0]
    score = {m.method: format.number(m.scores[name], digits=4).text for m in result.methods}
    lines, scale = turned(inputs)
    values = [_words(value / scale) for value in lines[name]]
    weights = [metric.weight for metric in inputs.metrics]
    terms = [f"{_words(w)} · {v}" for w, v in zip(weights, values, strict=True)]
    yield f"{TURNED[inputs.scale]}; v of {_short(name)}: {_terms(values, ', ')}"
    yield f"mean of {_short(name)}: ({_terms(values, ' + ')}) / {len(values)} = {score['mean']}"
    total = _words(math.fsum(weights))
    weighted = f"({_terms(terms, ' + ')}) / {total} = {score['weighted-mean']}"
    yield f"weighted mean, Σ w·v / Σ w: {weighted}"
    yield f"geometric mean, exp(Σ w·ln v / Σ w): {score['geometric-mean']}"
    yield f"harmonic mean, Σ w / Σ (w/v): {score['harmonic-mean']}"
    if "f-beta" in score:
        formula = f"(1 + β²)·P·R / (β²·P + R) with β = {_words(inputs.beta)}"
        yield f"F-beta, from the values as given: {formula}: {score['f-beta']}"


def _nearest(misses: Sequence[Miss]) -> list[Miss]:
    """Those that miss by least."""
    least = min(miss.shortfall for miss in misses)
    return [m for m in misses if math.isclose(m.shortfall, least, rel_tol=1e-12)]


def _label(inputs: Inputs, method: str) -> str:
    """A method's name within a sentence."""
    labels = {"f-beta": f"F{inputs.beta:.4g}", "threshold": "limits"}
    return labels.get(method, method.replace("-", " "))


def _labels(inputs: Inputs, pick: Pick) -> str:
    return _listed((_label(inputs, method) for method in pick.methods), 6)


def _listed(names: Iterable[str], most: int = 3) -> str:
    """The first few names, cut short, and how many more there are."""
    return listed(map(_short, names), most)


def _terms(terms: Sequence[str], sign: str) -> str:
    """The first terms of a long formula."""
    return sign.join(terms if len(terms) <= 4 else [*terms[:4], "…"])


def _short(name: str, longest: int = 40) -> str:
    """A name in a sentence of this report."""
    return short(name, longest)


def _words(value: float | None) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


STANDING = ("First in", "On the front")
MOST_NAMES = MOST_BARS = 12  # as many as a phone has room for
TURNED = {
    "as given": "v = value, with a minus sign where lower is better",
    "min-max": "v = (value − worst) / (best − worst) over these models",
}

SOURCES = (
    Source(
        "Limits on all metrics but one: Andrew Ng, Machine Learning Yearning (2018), chapters 8, 9",
        "https://info.deeplearning.ai/machine-learning-yearning-book",
    ),
    Source(
        "Which metrics to limit; the robot: Full Stack Deep Learning, Spring 2021, lecture 5",
        "https://fullstackdeeplearning.com/spring2021/lecture-5/",
    ),
    Source(
        "F-beta: C. J. van Rijsbergen, Information Retrieval (1979), chapter 7",
        "https://www.dcs.gla.ac.uk/Keith/Preface.html",
    ),
    Source(
        "Share of weightings: Lahdelma, Hokkanen & Salminen, SMAA (1998)",
        "https://doi.org/10.1016/S0377-2217(97)00163-X",
    ),
)


def _case(
    optimise: str,
    metrics: tuple[Metric, ...],
    models: Mapping[str, Sequence[float]],
    scale: str = "min-max",
) -> Inputs:
    """Inputs from each model's values in the order of the metrics."""
    names = [metric.name for metric in metrics]
    grid_rows = (
        GridRow(model, dict(zip(names, values, strict=True))) for model, values in models.items()
    )
    return Inputs(metrics, tuple(grid_rows), optimise, scale)


PRESETS = (
    Preset(
        "precision-and-recall",
        "Three models, three winners",
        "Nothing changes but the way of adding up, and each model wins by some way.",
        Inputs(),
    ),
    Preset(
        "accuracy-and-speed",
        "Accuracy and speed",
        "Andrew Ng's example: in a mean of percent and milliseconds the milliseconds decide; a "
        "limit of 100 ms picks the most accurate model that is fast enough.",
        _case(
            "accuracy (%)",
            (Metric("accuracy (%)"), Metric("run time (ms)", "lower", limit=100)),
            {"A": (90, 80), "B": (92, 95), "C": (95, 1500)},
            scale="as given",
        ),
    ),
    Preset(
        "robot-grasping",
        "Robot grasping",
        "Means would keep today's model. But position is nearly good enough, so give it a limit; "
        "the angle is far off, so optimise it; run time can wait. The lecture's case; the two "
        "rivals are made up.",
        _case(
            "angle error (°)",
            (
                Metric("position error (cm)", "lower", limit=1),
                Metric("angle error (°)", "lower"),
                Metric("run time (ms)", "lower"),
            ),
            {
                "Today": (0.75, 60, 300),
                "Larger images": (0.95, 35, 420),
                "Ten crops": (1.2, 20, 600),
            },
        ),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "Routing 20,000 support messages a month: the plain mean likes a cheap model that misses "
        "too many urgent messages. The figures are made up.",
        _case(
            "accuracy (%)",
            (
                Metric("accuracy (%)", weight=3),
                Metric("urgent found (%)", weight=3, limit=85),
                Metric("seconds", "lower", limit=2),
                Metric("cost per month", "lower", weight=2, limit=700),
            ),
            {
                "First model": (88, 71, 0.05, 60),
                "Small language model": (92, 84, 0.2, 250),
                "Large language model": (94.5, 93, 2.4, 1400),
                "Small plus large": (93.5, 90, 0.9, 600),
            },
        ),
    ),
    Preset(
        "no-model-passes",
        "No model passes",
        "Speech recognition with limits on delay and throughput: which model is nearest, and which "
        "limit stands in its way? The figures are made up.",
        _case(
            "word errors (%)",
            (
                Metric("word errors (%)", "lower", weight=2),
                Metric("delay (ms)", "lower", limit=200),
                Metric("streams per server", limit=40),
            ),
            {"Small": (9.8, 150, 36), "Large": (7.1, 240, 22), "Two-pass": (6.4, 320, 18)},
        ),
    ),
)
