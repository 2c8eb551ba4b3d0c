"""Why a program that prints 0 can be 99 % accurate, and what to look at instead.

From prevalence, sensitivity and specificity, or from the four counts of a
confusion matrix, come the usual scores, what the errors cost, and the same for
two programs that look at nothing. The assumption that matters most: sensitivity
and specificity stay as they are when the prevalence changes. Sources: the
threshold is Elkan's (2001), the correlation Matthews' (1975), the intervals
Clopper and Pearson's (1934). Scores are computed in fractions, so a tie is one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

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
from calculators.kit.distributions import clopper_pearson
from calculators.kit.inputs import Form, Preset, Problem, number, percent
from calculators.kit.means import exact

TITLE = "Class imbalance"
QUESTION = "Is the model any better than a program that always says no, and are its alarms true?"
VERSION = "1.0"
TOPIC = "Metric"

COUNTS = ("tp", "fn", "fp", "tn")
NONE = Fraction(0)


def _count(label: str, help: str) -> Any:  # noqa: A002  # as fields call it
    group = "Or what you counted, all four"
    return number(
        None,
        label,
        least=0,
        most=1e9,
        whole=True,
        optional=True,
        group=group,
        help=help,
        example=80,
    )


@dataclass(frozen=True)
class Inputs(Form):
    """How rare the class is, how well it is found, and what the two kinds of error cost."""

    items: float = number(
        10_000, "Items judged", least=1, group="Rates", help="In a month, say, or in a test set."
    )
    prevalence: float = percent(
        1, "Prevalence", group="Rates", help="How many of them are of the class you look for."
    )
    sensitivity: float = percent(
        80,
        "Sensitivity (recall)",
        group="Rates",
        slider=(0, 100, 1),
        help="How many of that class are flagged.",
    )
    specificity: float = percent(
        98,
        "Specificity",
        group="Rates",
        slider=(0, 100, 0.5),
        help="How many of the others are left alone.",
    )
    tp: int | None = _count("True alarms", "Flagged, and rightly: TP. Counts win over the rates.")
    fn: int | None = _count("Missed cases", "Not flagged, and should have been: FN.")
    fp: int | None = _count("False alarms", "Flagged, and wrongly: FP.")
    tn: int | None = _count("Rightly left alone", "Not flagged, and rightly: TN.")
    cost_fp: float = number(
        1, "Cost of a false alarm", least=0, unit="money", group="What errors cost"
    )
    cost_fn: float = number(
        10, "Cost of a missed case", least=0, unit="money", group="What errors cost"
    )
    wanted_precision: float = percent(
        50,
        "Wanted precision",
        above=0,
        group="What errors cost",
        help="How many alarms must be true, or people stop reading them.",
    )

    def check(self) -> Iterator[Problem]:
        """All four counts or none, and not four times nothing."""
        given = {name: getattr(self, name) for name in COUNTS}
        missing = [name for name, count in given.items() if count is None]
        if 0 < len(missing) < len(COUNTS):
            for name in missing:
                yield Problem(name, "Fill in this count too, or clear all four.")
        elif not missing and not any(given.values()):
            yield Problem("tp", "Make at least one of the four counts larger than 0.")


@dataclass(frozen=True)
class Result:
    """Scores are fractions, `mcc` runs from -1 to 1; `None` where there is no answer.

    The baseline always names the larger class. `…_low` and `…_high` are exact
    95 % intervals, for counts only. The model costs less than either constant
    answer while a missed case costs more than `ratio_low` false alarms and less
    than `ratio_high`.
    """

    accuracy: float
    precision: float | None
    recall: float | None
    specificity: float | None
    f1: float | None
    balanced_accuracy: float | None
    mcc: float | None
    baseline_accuracy: float
    best_threshold: float | None
    expected_cost: float
    baseline_cost: float
    always_no_cost: float
    always_yes_cost: float
    specificity_needed: float | None
    ratio_low: float | None
    ratio_high: float | None
    precision_low: float | None
    precision_high: float | None
    recall_low: float | None
    recall_high: float | None


@dataclass(frozen=True)
class Matrix:
    """A confusion matrix; from rates its counts are expected ones and need not be whole."""

    tp: Fraction
    fn: Fraction
    fp: Fraction
    tn: Fraction

    @property
    def positives(self) -> Fraction:
        """All of the class that is looked for."""
        return self.tp + self.fn

    @property
    def negatives(self) -> Fraction:
        """All others."""
        return self.fp + self.tn


def matrix(inputs: Inputs) -> Matrix:
    """The four counts as given, or as they are to be expected from the rates."""
    if inputs.tp is not None:
        return Matrix(*(Fraction(getattr(inputs, name)) for name in COUNTS))
    positives = exact(inputs.items) * exact(inputs.prevalence) / 100
    negatives = exact(inputs.items) - positives
    tp = positives * exact(inputs.sensitivity) / 100
    tn = negatives * exact(inputs.specificity) / 100
    return Matrix(tp, positives - tp, negatives - tn, tn)


def compute(inputs: Inputs) -> Result:
    """All scores of the confusion matrix, the costs, and the two inverse questions."""
    m = matrix(inputs)
    alarms, total = m.tp + m.fp, m.positives + m.negatives
    recall, specificity = _ratio(m.tp, m.positives), _ratio(m.tn, m.negatives)
    cost_fp, cost_fn = exact(inputs.cost_fp), exact(inputs.cost_fn)
    never, always = m.positives * cost_fn, m.negatives * cost_fp
    return Result(
        accuracy=float((m.tp + m.tn) / total),
        precision=_float(_ratio(m.tp, alarms)),
        recall=_float(recall),
        specificity=_float(specificity),
        f1=_float(_ratio(2 * m.tp, 2 * m.tp + m.fp + m.fn)),
        balanced_accuracy=(
            None if recall is None or specificity is None else float((recall + specificity) / 2)
        ),
        mcc=_mcc(m),
        baseline_accuracy=float(max(m.positives, m.negatives) / total),
        best_threshold=_float(_ratio(cost_fp, cost_fp + cost_fn)),
        expected_cost=float(m.fp * cost_fp + m.fn * cost_fn),
        baseline_cost=float(always if m.positives > m.negatives else never),
        always_no_cost=float(never),
        always_yes_cost=float(always),
        specificity_needed=_specificity_needed(m, exact(inputs.wanted_precision) / 100),
        ratio_low=_float(_ratio(m.fp, m.tp)),
        ratio_high=_float(_ratio(m.tn, m.fn)),
        **_intervals(inputs),
    )


def precision_at(prevalence: float, sensitivity: float, specificity: float) -> float | None:
    """The share of alarms that are true (Bayes), all as fractions; `None` if there are none."""
    true, false = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
    return true / (true + false) if true + false > 0 else None


def _mcc(m: Matrix) -> float | None:
    """Matthews' correlation; `None` where a row or a column of the matrix is empty."""
    square = m.positives * m.negatives * (m.tp + m.fp) * (m.tn + m.fn)
    if not square:
        return None
    above = m.tp * m.tn - m.fp * m.fn
    return math.copysign(math.sqrt(above * above / square), above)


def _specificity_needed(m: Matrix, wanted: Fraction) -> float | None:
    """The least specificity at which so many alarms are true, at this recall and prevalence."""
    if not m.tp or not m.negatives:
        return None
    return float(max(NONE, 1 - m.tp * (1 - wanted) / wanted / m.negatives))


def _intervals(inputs: Inputs) -> dict[str, float | None]:
    """Between which values precision and recall lie, as far as the counts can tell."""
    found: dict[str, float | None] = {}
    for name, other in (("precision", inputs.fp), ("recall", inputs.fn)):
        hits, rest = inputs.tp, other
        if hits is None or rest is None or hits + rest == 0:
            low, high = None, None
        else:
            low, high = clopper_pearson(hits, hits + rest, 0.05)
        found |= {f"{name}_low": low, f"{name}_high": high}
    return found


def _ratio(part: Fraction, whole: Fraction) -> Fraction | None:
    return part / whole if whole else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def present(inputs: Inputs, result: Result) -> Report:
    """What accuracy hides, the model beside two constant answers, and precision by prevalence."""
    m, base = matrix(inputs), _share(result.baseline_accuracy)
    return (
        _headline(result, m),
        _warning(result, m),
        *_unanswered(inputs, result),
        Figures(
            (
                Figure("Recall", format.share(result.recall), _interval(result, "recall")),
                Figure("Precision", format.share(result.precision), _interval(result, "precision")),
                Figure(
                    "Accuracy", format.share(result.accuracy), f"always “{_majority(m)}”: {base}"
                ),
                Figure(
                    "Balanced accuracy",
                    format.share(result.balanced_accuracy),
                    "guessing gives 50 %",
                ),
                Figure("F1", format.number(result.f1), "0 to 1"),
                Figure("Matthews correlation", format.number(result.mcc), "guessing gives 0"),
            )
        ),
        _beside(result, m),
        *_prices(inputs, result),
        *_chart(inputs, result),
        _working(inputs, result),
    )


def _headline(result: Result, m: Matrix) -> Headline:
    found = "" if result.recall is None else f" It finds {_share(result.recall)} of the cases"
    true = (
        "it raises no alarm"
        if result.precision is None
        else f"{_share(result.precision)} of its alarms are true"
    )
    cheapest = min(result.always_no_cost, result.always_yes_cost)
    tone: Tone = "good" if result.expected_cost < cheapest else "bad"
    if result.expected_cost == cheapest:
        tone = "mixed"
    return Headline(
        f"Answering “{_majority(m)}” to everything is right {_share(result.baseline_accuracy)} of "
        f"the time, the model {_share(result.accuracy)}."
        + (f"{found}, and {true}." if found else f" {true[:1].upper()}{true[1:]}."),
        tone,
    )


def _warning(result: Result, m: Matrix) -> Note:
    """Where accuracy starts, and that it is the wrong axis for a rare class."""
    start = _share(result.baseline_accuracy)
    if result.accuracy > result.baseline_accuracy:
        return Note(
            f"Accuracy starts at {start} here, not at 0: so much has a program that always says "
            f"“{_majority(m)}”. For a rare class look at recall, precision and cost."
        )
    return Note(
        f"Accuracy is the wrong axis here. A program that always says “{_majority(m)}” has {start} "
        f"and tells nothing apart; the model has {_share(result.accuracy)}. For a rare class look "
        "at recall, precision and cost.",
        warning=True,
    )


def _unanswered(inputs: Inputs, result: Result) -> Iterator[Note]:
    """Which inputs count, and why there is no answer where there is none."""
    if inputs.tp is not None:
        yield Note(
            "The four counts are used, and the items and rates are not. Clear all four to "
            "use those."
        )
    else:
        yield Note("To see how sure recall and precision are, enter the counts of a test set.")
    if result.recall is None:
        yield Note("There is nothing to find, so recall has no answer. Collect some cases first.")
    if result.specificity is None:
        yield Note("Everything is of the class, so no false alarm is possible. Add other items.")
    if result.precision is None:
        yield Note("Nothing is flagged, so precision has no answer. Lower the threshold.")
    if result.mcc is None or result.f1 is None:
        yield Note("A score has no answer where a row or a column of the table has only zeros.")
    if result.best_threshold is None:
        yield Note("Errors that cost nothing give no threshold. Enter what they cost.")


def _beside(result: Result, m: Matrix) -> Table:
    """The model and two programs that look at nothing."""
    total = m.positives + m.negatives
    none, every = float(m.positives / total), float(m.negatives / total)
    rows: list[tuple[Cell, ...]] = [
        ("Accuracy", *map(format.share, (result.accuracy, every, none))),
        ("Cases found", *map(_counted, (m.tp, NONE, m.positives))),
        ("Cases missed", *map(_counted, (m.fn, m.positives, NONE))),
        ("False alarms", *map(_counted, (m.fp, NONE, m.negatives))),
        (
            "Cost of errors",
            *map(
                format.number,
                (result.expected_cost, result.always_no_cost, result.always_yes_cost),
            ),
        ),
    ]
    columns = ("Figure", "The model", "Always “no”", "Always “yes”")
    return Table("Beside programs that look at nothing", columns, tuple(rows))


def _prices(inputs: Inputs, result: Result) -> Iterator[Block]:
    """What would change the decision: the price of a missed case, the specificity, the threshold."""
    low, high = result.ratio_low, result.ratio_high
    entered = f"You entered {_words(inputs.cost_fn)} against {_words(inputs.cost_fp)}."
    if low is None or (high is not None and low >= high):
        yield Note(
            "At no price of a miss is this model cheaper than both constant answers: it tells the "
            "classes apart no better than chance does.",
            warning=True,
        )
    else:
        most = "however much that is" if high is None else f"and less than {_words(high)}"
        yield Paragraph(
            "What would change this: the model is cheaper than either constant answer while a "
            f"missed case costs more than {_words(low)} false alarms, {most}. {entered}"
        )
    if result.best_threshold is not None:
        yield Paragraph(
            "If the model gives probabilities that can be trusted, flag from "
            f"{_share(result.best_threshold)} on: there both errors weigh the same."
        )
    if result.specificity_needed is not None:
        wanted = f"{format.typed(inputs.wanted_precision)} %"
        yield Paragraph(
            f"For alarms that are true {wanted} of the time, at this recall and prevalence, "
            f"specificity must be {format.share(result.specificity_needed).text} or more."
        )


def _chart(inputs: Inputs, result: Result) -> Iterator[Chart]:
    """Precision over prevalence, as the model is and with a tenth of its false alarms."""
    recall, specificity = result.recall, result.specificity
    if recall is None or specificity is None or (recall == 0 and specificity == 1):
        return
    m = matrix(inputs)
    own = float(m.positives / (m.positives + m.negatives))
    low = 0.1
    while low > 100 * own:
        low /= 10
    tenth = 1 - (1 - specificity) / 10
    steps = [low * (100 / low) ** (n / 60) for n in range(61)]
    yield Chart(
        title="Precision by prevalence",
        description="At the same recall and specificity: the rarer the class, the fewer alarms are "
        "true. Prevalence grows by multiplying.",
        x=Axis("prevalence in percent", low, 100, log=True),
        y=Axis("precision in percent", 0, 100),
        lines=(
            Line("as it is, yours", _curve(steps, recall, specificity), strong=True),
            Line("with a tenth of the false alarms", _curve(steps, recall, tenth)),
        ),
        points=(Point("yours", 100 * own, 100 * (result.precision or 0), strong=True),),
        table=_precisions(own, recall, specificity, tenth),
    )


def _curve(
    steps: list[float], recall: float, specificity: float
) -> tuple[tuple[float, float], ...]:
    found = ((step, precision_at(step / 100, recall, specificity)) for step in steps)
    return tuple((step, 100 * value) for step, value in found if value is not None)


def _precisions(own: float, recall: float, specificity: float, tenth: float) -> Table:
    shares = sorted({0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, own})
    body: list[tuple[Cell, ...]] = [
        (
            format.share(share),
            *(format.share(precision_at(share, recall, s)) for s in (specificity, tenth)),
        )
        for share in shares
    ]
    columns = ("Prevalence", "As it is", "A tenth of the false alarms")
    return Table("Precision by prevalence", columns, tuple(body), (shares.index(own),))


def _working(inputs: Inputs, result: Result) -> Working:
    m = matrix(inputs)
    tp, fn, fp, tn = (_counted(count).text for count in (m.tp, m.fn, m.fp, m.tn))
    return Working(
        steps=(
            f"counts: TP {tp}, FN {fn}, FP {fp}, TN {tn}"
            + (", as entered" if inputs.tp is not None else " (items · prevalence · rates)"),
            f"recall = TP / (TP + FN) = {_share(result.recall)}; "
            f"precision = TP / (TP + FP) = {_share(result.precision)}",
            f"accuracy = (TP + TN) / all = {_share(result.accuracy)}; balanced accuracy = (recall "
            f"+ specificity) / 2 = {_share(result.balanced_accuracy)}",
            f"F1 = 2 · TP / (2 · TP + FP + FN) = {_words(result.f1)}; Matthews = (TP · TN − FP · "
            "FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN)) = "
            f"{_words(result.mcc)}",
            f"cost = FP · {_words(inputs.cost_fp)} + FN · {_words(inputs.cost_fn)} = "
            f"{_words(result.expected_cost)}; threshold = C_FP / (C_FP + C_FN) = "
            f"{_share(result.best_threshold)}",
            "the model costs less than always “no” while C_FN / C_FP is above FP / TP, and less "
            "than always “yes” while it is below TN / FN (our derivation)",
        ),
        sources=SOURCES,
        assumption="recall and specificity stay as they are when the class gets rarer.",
        breaks="the cases in use are harder than those of the test set, the threshold moves, or a "
        "few misses cost far more than the rest.",
    )


def _majority(m: Matrix) -> str:
    return "yes" if m.positives > m.negatives else "no"


def _interval(result: Result, name: str) -> str:
    low, high = getattr(result, f"{name}_low"), getattr(result, f"{name}_high")
    return "" if low is None else f"95 % interval {_share(low)} to {_share(high)}"


def _counted(count: Fraction) -> format.Quantity:
    """A count in full if it is whole, else at three digits: expected counts need not be."""
    return format.count(float(count)) if count.denominator == 1 else format.number(float(count))


def _share(value: float | None) -> str:
    return format.share(value).text


def _words(value: float | None) -> str:
    return format.number(value).text


SOURCES = (
    Source(
        "Threshold from costs: Elkan, The Foundations of Cost-Sensitive Learning (2001)",
        "https://cseweb.ucsd.edu/~elkan/rescale.pdf",
    ),
    Source(
        "Correlation: Matthews, Comparison of the predicted and observed secondary structure of "
        "T4 phage lysozyme (1975)",
        "https://doi.org/10.1016/0005-2795(75)90109-9",
    ),
    Source(
        "Intervals: Clopper & Pearson, The use of confidence or fiducial limits illustrated in "
        "the case of the binomial (1934)",
        "https://doi.org/10.1093/biomet/26.4.404",
    ),
)

PRESETS = (
    Preset(
        "one-in-a-hundred",
        "One in a hundred",
        "A model that finds four cases in five is less accurate than a program that prints 0.",
        Inputs(),
    ),
    Preset(
        "urgent-messages",
        "Urgent messages",
        "In the shop 1 message in 100 is urgent. The model flags 284, half of them rightly, and "
        "is exactly as accurate as “not urgent” every time.",
        Inputs(
            items=20_000,
            sensitivity=71,
            specificity=99,
            tp=142,
            fn=58,
            fp=142,
            tn=19_658,
            cost_fn=40,
        ),
    ),
    Preset(
        "balanced-test-set",
        "A balanced test set",
        "95 % of everything, measured on as many cases as others. Read the curve at 1 %: there "
        "five alarms in six are false.",
        Inputs(
            items=2000,
            prevalence=50,
            sensitivity=95,
            specificity=95,
            tp=950,
            fn=50,
            fp=50,
            tn=950,
        ),
    ),
    Preset(
        "one-in-a-million",
        "One in a million",
        "Even a specificity of 99.9 % drowns the few true alarms.",
        Inputs(
            items=1_000_000,
            prevalence=0.0001,
            sensitivity=99,
            specificity=99.9,
            cost_fn=5000,
            wanted_precision=10,
        ),
    ),
)
