"""Mean average precision: one number for several rankings, and which of its flavours it is.

For each class, or each query, a ranking says which of its items were hits. Its
average precision is the mean of the precision at each hit, over all that was to
be found; the mean over the classes is the score (Manning, Raghavan & Schütze
2008). The interpolated flavours of Pascal VOC and COCO stand beside it. The
assumption that matters most: every class counts the same, however rare it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    Working,
)
from calculators.kit.inputs import Form, Preset, Problem, number, rows, text, unique

TITLE = "Mean average precision"
QUESTION = "How good are these rankings in one number, and which number is it?"
VERSION = "1.0"
TOPIC = "Metric"

DRAWN = 12  # bars; what has more classes is in the table
FLAVOURS = {
    "each-hit": "Mean of precision at each hit: this page",
    "interpolated": "Interpolated: Pascal VOC from 2010",
    "eleven-point": "Interpolated at 11 recalls: Pascal VOC 2007",
    "hundred-one-point": "Interpolated at 101 recalls: COCO, for one overlap",
}
_BETWEEN = re.compile(r"[\s,;\[\]()]+")


@dataclass(frozen=True)
class Ranking:
    """One class or query: its ranking, and how much of it never appears there."""

    name: str = text("", "Class or query")
    hits: str = text("", "Ranking, best first", longest=1000, example="1 0 1 1 0")
    missed: int = number(0, "Never found", least=0, most=1_000_000, whole=True)


@dataclass(frozen=True)
class Inputs(Form):
    """The rankings, one for each class or query."""

    rankings: tuple[Ranking, ...] = rows(
        (Ranking("cat", "1 0 1 1 0"), Ranking("dog", "1 1 0 1"), Ranking("bird", "0 1 0 0 1", 1)),
        "Rankings",
        Ranking,
        least=1,
        noun="ranking",
        help="Sort what the model returned by its confidence. Write 1 for a hit and 0 for a miss, "
        "and how many hits there were to find that it did not return.",
    )

    def check(self) -> Iterator[Problem]:
        """Names differ, and rankings are made of ones and zeros."""
        yield from unique("rankings", self.rankings)
        for row, ranking in enumerate(self.rankings):
            if set(_BETWEEN.sub("", ranking.hits)) - {"0", "1"}:
                message = "Use 1 for a hit and 0 for a miss, best first, such as 1 0 1 1 0."
                yield Problem("rankings", message, row, "hits")
            elif not _BETWEEN.sub("", ranking.hits):
                message = "Enter at least one 1 or 0, best first, such as 1 0 1 1 0."
                yield Problem("rankings", message, row, "hits")


@dataclass(frozen=True)
class Result:
    """All figures run from 0 to 1 and are kept by class; `None` where there is nothing to find.

    `best_order` is the average precision with the same hits ranked first;
    `flavours` holds the mean by each way of averaging.
    """

    average_precision: Mapping[str, float | None]
    mean_average_precision: float | None
    standard_error: float | None
    best_order: Mapping[str, float | None]
    mean_best_order: float | None
    lowest: str | None
    mean_without_lowest: float | None
    flavours: Mapping[str, float | None]


def hits(ranking: Ranking) -> list[bool]:
    """The ranking, best first: whether each item is a hit."""
    return [mark == "1" for mark in _BETWEEN.sub("", ranking.hits)]


def precisions(ranked: Sequence[bool]) -> list[float]:
    """The precision at each hit: how many of the items down to it are hits."""
    places = [place for place, hit in enumerate(ranked, 1) if hit]
    return [found / place for found, place in enumerate(places, 1)]


def average_precision(ranked: Sequence[bool], missed: int = 0) -> float | None:
    """The mean of the precision at each hit, 0 for each that was missed; `None` without any."""
    relevant = sum(ranked) + missed
    return math.fsum(precisions(ranked)) / relevant if relevant else None


def interpolated(ranked: Sequence[bool], missed: int, recalls: int = 0) -> float | None:
    """The mean of the best precision at a recall or beyond: at each hit, or at equal steps.

    `recalls` is the number of steps from recall 0 to 1; 0 takes every hit.
    """
    relevant = sum(ranked) + missed
    if not relevant:
        return None
    best = precisions(ranked)
    for at in range(len(best) - 2, -1, -1):
        best[at] = max(best[at], best[at + 1])
    if not recalls:
        return math.fsum(best) / relevant
    # The fewest hits that reach step n of recall: n / recalls of the relevant, rounded up.
    needed = (max(1, -(-n * relevant // recalls)) for n in range(recalls + 1))
    return math.fsum(best[k - 1] for k in needed if k <= len(best)) / (recalls + 1)


def compute(inputs: Inputs) -> Result:
    """The average precision of each class, their mean, and the same by other flavours."""
    ranked = {ranking.name: (hits(ranking), ranking.missed) for ranking in inputs.rankings}
    scores = {name: average_precision(*each) for name, each in ranked.items()}
    best = {
        name: sum(marks) / (sum(marks) + missed) if sum(marks) + missed else None
        for name, (marks, missed) in ranked.items()
    }
    counted = {name: score for name, score in scores.items() if score is not None}
    lowest = min(counted, key=counted.__getitem__) if len(counted) > 1 else None
    ways = (0, 10, 100)
    others = [_mean([interpolated(*each, way) for each in ranked.values()]) for way in ways]
    mean = _mean(scores.values())
    return Result(
        average_precision=scores,
        mean_average_precision=mean,
        standard_error=_standard_error(list(counted.values())),
        best_order=best,
        mean_best_order=_mean(best.values()),
        lowest=lowest,
        mean_without_lowest=_mean([s for name, s in counted.items() if name != lowest])
        if lowest is not None
        else None,
        flavours=dict(zip(FLAVOURS, (mean, *others), strict=True)),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    """The mean of those that have an answer."""
    found = [value for value in values if value is not None]
    return math.fsum(found) / len(found) if found else None


def _standard_error(values: Sequence[float]) -> float | None:
    """Of the mean, if the values are a sample; from two values on."""
    count = len(values)
    if count < 2:
        return None
    mean = math.fsum(values) / count
    return math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (count - 1) / count)


def present(inputs: Inputs, result: Result) -> Report:
    """The score, what holds it down, each class, and the other flavours."""
    return (
        _headline(inputs, result),
        *_unanswered(result),
        Figures(
            (
                Figure(
                    "Mean average precision",
                    format.number(result.mean_average_precision),
                    "mean of precision at each hit",
                ),
                Figure(
                    "In the best order",
                    format.number(result.mean_best_order),
                    "with the same hits, all ranked first",
                ),
                Figure(
                    "Without the lowest",
                    format.number(result.mean_without_lowest),
                    "" if result.lowest is None else f"that is, without {result.lowest}",
                ),
                Figure(
                    "Standard error",
                    format.number(result.standard_error),
                    "if the rows are a sample",
                ),
            )
        ),
        *_diagnosis(result),
        _bars(inputs, result),
        _flavours(result),
        Note(
            "Say which flavour you used. The same rankings give different numbers, and only "
            "numbers of one flavour can be compared."
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    if result.mean_average_precision is None:
        return Headline("There is nothing to find in these rankings, so there is no score.", "bad")
    score, count = _words(result.mean_average_precision), len(inputs.rankings)
    if result.lowest is None:
        return Headline(f"The average precision is {score}.")
    low = _words(result.average_precision[result.lowest])
    return Headline(
        f"The mean average precision over {count} rankings is {score}; {result.lowest} has the "
        f"lowest, {low}."
    )


def _unanswered(result: Result) -> Iterator[Note]:
    """Which classes have no answer and why, and what takes two of them."""
    empty = [name for name, score in result.average_precision.items() if score is None]
    if empty:
        more = f" and {len(empty) - 3} more" if len(empty) > 3 else ""
        yield Note(
            f"Left out of the mean, because there is nothing to find: {', '.join(empty[:3])}{more}. "
            "If something was there to be found, enter it under Never found.",
            warning=True,
        )
    if result.lowest is None:
        yield Note("A lowest class and a standard error take two rankings with something to find.")


def _diagnosis(result: Result) -> Iterator[Block]:
    """What better order would win, and what only finding more can."""
    score, best = result.mean_average_precision, result.mean_best_order
    if score is not None and best is not None:
        yield Paragraph(
            "What would change this: better order alone can win up to "
            f"{_words(max(0.0, best - score))}; the other {_words(1 - best)} up to 1 is in items "
            "that were never found."
        )


def _bars(inputs: Inputs, result: Result) -> Bars:
    """Each class's average precision, what order costs it and what was never found."""
    counted = {name: s for name, s in result.average_precision.items() if s is not None}
    drawn = sorted(counted, key=counted.__getitem__)[:DRAWN]
    body: list[tuple[Cell, ...]] = []
    for ranking in inputs.rankings:
        found = sum(hits(ranking))
        body.append(
            (
                ranking.name,
                format.count(found),
                format.count(found + ranking.missed),
                format.number(result.average_precision[ranking.name]),
                format.number(result.best_order[ranking.name]),
            )
        )
    columns = ("Class or query", "Found", "To find", "Average precision", "In the best order")
    strong = [n for n, ranking in enumerate(inputs.rankings) if ranking.name == result.lowest]
    left = f" The lowest {DRAWN} are drawn." if len(counted) > DRAWN else ""
    return Bars(
        title="Average precision by class",
        description="The lowest first. What is left of a bar was never found." + left,
        segments=("average precision", "lost by order"),
        bars=tuple(
            Bar(name, (counted[name], max(0.0, (result.best_order[name] or 0.0) - counted[name])))
            for name in drawn
        ),
        table=Table("Average precision by class", columns, tuple(body), tuple(strong)),
    )


def _flavours(result: Result) -> Table:
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (FLAVOURS[name], format.number(value)) for name, value in result.flavours.items()
    )
    return Table("The same rankings by other flavours", ("Flavour", "Mean"), body, (0,))


def _working(inputs: Inputs, result: Result) -> Working:
    first = inputs.rankings[0]
    marks = hits(first)
    at_hits = [_words(value) for value in precisions(marks)]
    listed = ", ".join(at_hits[:6]) + (" …" if len(at_hits) > 6 else "")
    return Working(
        steps=(
            f"precision at each hit of {first.name}: {listed or 'no hits'}",
            f"its average precision = their sum / (hits found + never found) = sum / "
            f"{sum(marks) + first.missed:,} = {_words(result.average_precision[first.name])}",
            f"mean over all with something to find: {_words(result.mean_average_precision)}",
            "in the best order all hits come first, so the average precision is the share found",
            "interpolated: at each hit the best precision there or further down (our code, after "
            "the sources)",
        ),
        sources=SOURCES,
        assumption="every class or query counts the same, however many items it has.",
        breaks="only the first few results are looked at, hits differ in worth, or a hit depends "
        "on a threshold (the overlap of two boxes) that is chosen differently elsewhere.",
    )


def _words(value: float | None) -> str:
    return format.number(value).text


SOURCES = (
    Source(
        "Mean average precision: Manning, Raghavan & Schütze, Introduction to Information "
        "Retrieval, chapter 8 (2008)",
        "https://nlp.stanford.edu/IR-book/",
    ),
    Source(
        "Pascal VOC: Everingham et al., The Pascal Visual Object Classes (VOC) Challenge (2010)",
        "https://doi.org/10.1007/s11263-009-0275-4",
    ),
    Source(
        "COCO: Lin et al., Microsoft COCO: Common Objects in Context (2014)",
        "https://arxiv.org/abs/1405.0312",
    ),
)

PRESETS = (
    Preset(
        "three-classes",
        "Three classes",
        "Two classes look fine, and the mean hides a third that is not.",
        Inputs(),
    ),
    Preset(
        "order-matters",
        "Order matters",
        "The same three hits in five places: ranked first, spread out, and ranked last.",
        Inputs(
            rankings=(
                Ranking("first", "1 1 1 0 0"),
                Ranking("spread", "1 0 1 1 0"),
                Ranking("last", "0 0 1 1 1"),
            )
        ),
    ),
    Preset(
        "never-found",
        "Never found",
        "A perfect order of what was returned, and half of it was never returned.",
        Inputs(rankings=(Ranking("all found", "1 1 1"), Ranking("half found", "1 1 1", 3))),
    ),
    Preset(
        "help-articles",
        "Help articles",
        "The shop suggests help articles to its agents: each row is a question, and the last one "
        "has no article at all.",
        Inputs(
            rankings=(
                Ranking("refund for a gift", "1 0 0"),
                Ranking("change the address", "0 1 0"),
                Ranking("charged twice", "1 1 0"),
                Ranking("parcel is late", "0 0 1", 1),
                Ranking("cancel by phone", "0 0 0"),
            )
        ),
    ),
)
