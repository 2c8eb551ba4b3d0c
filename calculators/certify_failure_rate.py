"""How many trials show that a failure rate is kept, and what do those you have show?

If the rate were at its limit p, so few failures in n trials would happen with a
chance of at most 1 - confidence: that is the proof. Without a failure it takes
n = ln α / ln(1 - p) trials. What was observed gets the exact interval of
Clopper and Pearson. The assumption that matters most: trials are independent
and drawn from real use, and the system under test stays as it is.

Sources: Hanley & Lippman-Hand 1983 (rule of three), Clopper & Pearson 1934,
Kalra & Paddock 2016 (RAND RR-1478, the example of self-driving cars).
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
    Source,
    Table,
    Working,
)
from calculators.kit.counts import rounded_up
from calculators.kit.distributions import (
    binomial_at_most,
    clopper_pearson,
    trials_for,
    upper_bound,
)
from calculators.kit.inputs import Form, Preset, Problem, number, percent
from calculators.kit.rates import error_rate, fraction

TITLE = "Certify a failure rate"
QUESTION = "How many trials does it take to show that a failure rate is kept?"
VERSION = "1.0"
TOPIC = "Target and price"

WANTED, SEEN, PLAN = "What you want to show", "What you have seen", "What to expect"
ALLOWED = (0, 1, 2, 3, 5, 10)  # failures to allow, side by side
DRAWN = (0, 3, 10)


@dataclass(frozen=True)
class Inputs(Form):
    """The rate to keep and how sure to be; what was seen, and what to expect, where known."""

    max_failure_rate: float = percent(
        1,
        "Highest failure rate",
        above=0,
        below=100,
        group=WANTED,
        help="The limit that you promise to keep.",
    )
    confidence: float = percent(
        95,
        "Confidence",
        least=50,
        below=100,
        group=WANTED,
        help="A system that is just at the limit passes with a chance of 100 % less this.",
    )
    failures_allowed: int = number(
        0,
        "Failures allowed",
        least=0,
        most=1_000_000,
        whole=True,
        group=WANTED,
        help="Fixed before the trials start. More failures allowed means more trials.",
    )
    observed_trials: int | None = number(
        100,
        "Trials so far",
        least=0,
        whole=True,
        optional=True,
        group=SEEN,
        help="Or those that you can afford: what would they show?",
    )
    observed_failures: int | None = number(
        1,
        "Failures among them",
        least=0,
        most=1_000_000_000,
        whole=True,
        optional=True,
        group=SEEN,
    )
    true_failure_rate: float | None = percent(
        0.1,
        "Your guess at the true rate",
        optional=True,
        group=PLAN,
        help="It tells how likely you are to pass.",
    )
    trials_per_day: float | None = number(
        20,
        "Trials a day",
        above=0,
        optional=True,
        group=PLAN,
        help="It tells how long the proof takes.",
    )

    def check(self) -> Iterator[Problem]:
        """Failures and trials come together, and there are at least as many trials."""
        trials, failures = self.observed_trials, self.observed_failures
        if trials == 0:
            yield Problem("observed_trials", "Enter at least 1, or leave both fields empty.")
        elif trials is None and failures is not None:
            message = "Enter how many trials there were, or leave both fields empty."
            yield Problem("observed_trials", message)
        elif trials is not None and failures is None:
            message = "Enter how many of the trials failed, 0 if none, or leave both fields empty."
            yield Problem("observed_failures", message)
        elif trials is not None and failures is not None and failures > trials:
            message = f"Enter at most {trials:,}: there were no more trials."
            yield Problem("observed_failures", message)


@dataclass(frozen=True)
class Result:
    """Rates and chances are fractions; `None` where nothing was observed or guessed.

    Trials are whole up to a thousand million, and beyond it a float with 12 digits.
    `rule_of_three_trials` is 3 / rate, for 95 % and no failure whatever was
    asked. `more_trials` are those still needed if none of them fails.
    """

    trials_needed: float
    rule_of_three_trials: float
    days_needed: float | None
    chance_to_pass: float | None
    observed_rate: float | None
    observed_lower: float | None
    observed_upper: float | None
    observed_upper_one_sided: float | None
    demonstrated: bool | None
    more_trials: float | None


def trials_needed(inputs: Inputs, failures: int, rate: float | None = None) -> float:
    """The fewest trials in which so many failures show the limit: B(k; n, p) ≤ α.

    `rate`, in percent, stands in for the limit that was entered.
    """
    limit = fraction(inputs.max_failure_rate if rate is None else rate)
    return rounded_up(trials_for(failures, limit, _alpha(inputs)))


def compute(inputs: Inputs) -> Result:
    """The trials it takes, the chance to pass, and what was shown so far."""
    needed = trials_needed(inputs, inputs.failures_allowed)
    trials, failures = inputs.observed_trials, inputs.observed_failures
    low, high, one_sided, more = None, None, None, None
    if trials is not None and failures is not None:
        low, high = clopper_pearson(failures, trials, _alpha(inputs))
        one_sided = upper_bound(failures, trials, _alpha(inputs))
        more = max(trials_needed(inputs, failures) - trials, 0)
    return Result(
        trials_needed=needed,
        rule_of_three_trials=3 / fraction(inputs.max_failure_rate),
        days_needed=None if inputs.trials_per_day is None else needed / inputs.trials_per_day,
        chance_to_pass=_chance_to_pass(inputs, inputs.failures_allowed, needed),
        observed_rate=None if trials is None or failures is None else failures / trials,
        observed_lower=low,
        observed_upper=high,
        observed_upper_one_sided=one_sided,
        demonstrated=None if more is None else more == 0,
        more_trials=more,
    )


def _alpha(inputs: Inputs) -> float:
    """The chance that a system just at the limit passes."""
    return error_rate(inputs.confidence)


def _chance_to_pass(inputs: Inputs, failures: int, trials: float, times: float = 1) -> float | None:
    """The chance of no more failures than that, if the true rate is so many times the guess."""
    if inputs.true_failure_rate is None:
        return None
    rate = min(fraction(inputs.true_failure_rate) * times, 1.0)
    return binomial_at_most(failures, trials, rate)


def present(inputs: Inputs, result: Result) -> Report:
    """What the proof takes and what was shown, the price of allowing failures, and the curve."""
    allowing = f"with {_failures(inputs.failures_allowed)}"
    figures = [Figure("Trials needed", format.count(result.trials_needed), allowing)]
    if result.days_needed is not None:
        years = f"{_words(result.days_needed / 365)} years" if result.days_needed > 730 else ""
        figures.append(Figure("That takes", format.number(result.days_needed, "days"), years))
    if result.chance_to_pass is not None:
        guess = f"at a true rate of {_typed(inputs.true_failure_rate)}"
        figures.append(Figure("Chance to pass", format.share(result.chance_to_pass), guess))
    if result.observed_upper_one_sided is not None:
        shown = format.share(result.observed_upper_one_sided)
        figures.append(Figure("Shown so far", shown, "the rate is at most this"))
    return (
        _headline(inputs, result),
        *_warnings(inputs, result),
        Figures(tuple(figures)),
        *_observed(inputs, result),
        *_expected(inputs, result),
        _plans(inputs),
        _chart(inputs, result),
        Note(
            "This holds for the system that was tested, on cases drawn like those in use. A new "
            "version, or another kind of case, starts again from no trials."
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    limit, sure = _typed(inputs.max_failure_rate), f"{_typed(inputs.confidence)} confidence"
    if inputs.observed_trials is None or inputs.observed_failures is None:
        needed = format.count(result.trials_needed).text
        allowing = _failures(inputs.failures_allowed)
        return Headline(
            f"It takes {needed} trials with {allowing} to show a rate of at most {limit}, with {sure}."
        )
    seen = f"{inputs.observed_trials:,} trials with {_failures(inputs.observed_failures)}"
    if result.demonstrated:
        return Headline(f"Your {seen} show a rate of at most {limit}, with {sure}.", "good")
    shown = format.share(result.observed_upper_one_sided).text
    return Headline(
        f"Your {seen} do not show a rate of at most {limit}: with {sure} it is at most {shown}.",
        "bad",
    )


def _warnings(inputs: Inputs, result: Result) -> Iterator[Block]:
    """Where the numbers would mislead."""
    guess, failures = inputs.true_failure_rate, inputs.observed_failures
    if guess is not None and guess >= inputs.max_failure_rate:
        yield Note(
            "Your guess at the true rate is not below the limit. Then passing would be luck, and "
            "the test is made to prevent it: make the system better first.",
            warning=True,
        )
    if result.demonstrated and failures is not None and failures > inputs.failures_allowed:
        yield Note(
            f"You planned for {_failures(inputs.failures_allowed)} and saw {failures:,}. If you "
            "went on testing until the numbers were good enough, the confidence is lower than it "
            "says: set the plan before the trials, and keep to it.",
            warning=True,
        )


def _observed(inputs: Inputs, result: Result) -> Iterator[Block]:
    """The interval of what was seen, and what is still missing."""
    if result.observed_rate is None:
        return
    low, high = format.share(result.observed_lower).text, format.share(result.observed_upper).text
    missing = ""
    if result.more_trials:
        missing = (
            f" If nothing more fails, {format.count(result.more_trials).text} more trials would "
            f"show {_typed(inputs.max_failure_rate)}."
        )
    yield Paragraph(
        f"Seen: {format.share(result.observed_rate).text}. With {_typed(inputs.confidence)} "
        f"confidence the true rate lies between {low} and {high}; if only the upper end counts, it "
        f"is at most {format.share(result.observed_upper_one_sided).text}.{missing}"
    )


def _expected(inputs: Inputs, result: Result) -> Iterator[Block]:
    """How much hangs on the guess at the true rate."""
    if not inputs.true_failure_rate:
        return
    half, double = (
        format.share(_chance_to_pass(inputs, inputs.failures_allowed, result.trials_needed, times))
        for times in (0.5, 2)
    )
    yield Paragraph(
        f"What would change this: at half the true rate that you guess, the chance to pass is "
        f"{half.text}; at twice, {double.text}. The table says what allowing failures does."
    )


def _plans(inputs: Inputs) -> Table:
    """More failures allowed cost more trials, and give a good system a better chance."""
    counts = sorted({*ALLOWED, inputs.failures_allowed})
    columns = ["Failures allowed", "Trials"]
    columns += ["Days"] * (inputs.trials_per_day is not None)
    columns += ["Chance to pass"] * (inputs.true_failure_rate is not None)
    body: list[tuple[Cell, ...]] = []
    for failures in counts:
        trials = trials_needed(inputs, failures)
        cells: list[Cell] = [format.count(failures), format.count(trials)]
        if inputs.trials_per_day is not None:
            cells.append(format.number(trials / inputs.trials_per_day))
        if inputs.true_failure_rate is not None:
            cells.append(format.share(_chance_to_pass(inputs, failures, trials)))
        body.append(tuple(cells))
    strong = (counts.index(inputs.failures_allowed),)
    return Table("Allow some failures?", tuple(columns), tuple(body), strong)


def _chart(inputs: Inputs, result: Result) -> Chart:
    """Trials against the rate to show, both by powers of ten: nearly straight lines."""
    counts = sorted({*DRAWN, inputs.failures_allowed})
    limit, shown = inputs.max_failure_rate, 100 * (result.observed_upper_one_sided or 0.0)
    points = [Point("your plan", limit, result.trials_needed, strong=True)]
    if inputs.observed_trials and shown < 99:
        points.append(Point("shown so far", shown, inputs.observed_trials))
    low, high = min(p.x for p in points) / 10, max(p.x for p in points)
    high = max(min(10 * high, 99), high)
    grid = [*(low * (high / low) ** (n / 8) for n in range(8)), high]
    lines = tuple(
        Line(
            _failures(failures),
            tuple((rate, trials_needed(inputs, failures, rate)) for rate in grid),
            strong=failures == inputs.failures_allowed,
        )
        for failures in counts
    )
    heights = [y for line in lines for _, y in line.points] + [p.y for p in points]
    return Chart(
        title="Trials needed, by failure rate",
        description="Both axes grow by multiplying. A tenth of the rate takes ten times the trials.",
        x=Axis("failure rate to show, in percent", low, high, log=True),
        y=Axis("trials", min(heights), 1.2 * max(heights), log=True),
        lines=lines,
        points=tuple(points),
        table=_numbers(inputs, counts),
    )


def _numbers(inputs: Inputs, counts: list[int]) -> Table:
    """The lines at round multiples of the reader's rate."""
    rates = [inputs.max_failure_rate * times for times in (0.1, 0.2, 0.5, 1, 2, 5, 10)]
    rates = [rate for rate in rates if rate < 99 or rate == inputs.max_failure_rate]
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (
            format.percent(rate),
            *(format.count(trials_needed(inputs, failures, rate)) for failures in counts),
        )
        for rate in rates
    )
    columns = ("Failure rate", *(_failures(failures) for failures in counts))
    return Table("Trials needed", columns, body, (rates.index(inputs.max_failure_rate),))


def _working(inputs: Inputs, result: Result) -> Working:
    rate, alpha = fraction(inputs.max_failure_rate), _alpha(inputs)
    p, a, n = _words(rate), _words(alpha), format.count(result.trials_needed).text
    steps = [
        f"chance of error α = 1 − confidence = {a}; limit p = {p}; B(k; n, p) is the chance of at "
        "most k failures in n trials",
        f"no failure: n = ln α / ln(1 − p) = {format.count(trials_needed(inputs, 0)).text}, rounded up",
    ]
    if inputs.failures_allowed:
        k = f"{inputs.failures_allowed:,}"
        steps.append(f"with k = {k} failures allowed: the smallest n with B({k}; n, p) ≤ α, so {n}")
    steps.append(
        f"rule of three, for 95 % and no failure: 3 / p = {_words(result.rule_of_three_trials)}"
    )
    if result.chance_to_pass is not None:
        q, k = _words(fraction(inputs.true_failure_rate or 0.0)), f"{inputs.failures_allowed:,}"
        chance = format.share(result.chance_to_pass).text
        steps.append(f"chance to pass = B({k}; {n}, q) with the guess q = {q}: {chance}")
    if result.observed_rate is not None:
        steps.append(
            "what was seen: the exact interval of Clopper and Pearson, that is the rates at which "
            f"so few or so many failures have a chance of α/2 = {_words(alpha / 2)} each; for the "
            "upper end alone, α"
        )
    return Working(
        steps=tuple(steps),
        sources=SOURCES,
        assumption="trials are independent of each other and drawn at random from real use.",
        breaks="one cause makes several trials fail, the system learns or changes on the way, or "
        "somebody looks at the result and then decides how long to go on. One day, one place or "
        "one customer counts as one trial if failures come in groups.",
    )


def _failures(count: int) -> str:
    """No failure, 1 failure, 3 failures."""
    return "no failure" if count == 0 else f"{count:,} failure{'s' * (count > 1)}"


def _words(value: float) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


def _typed(value: float | None) -> str:
    """A percentage as typed."""
    return "" if value is None else f"{format.typed(value)} %"


SOURCES = (
    Source(
        "Rule of three: Hanley & Lippman-Hand, If Nothing Goes Wrong, Is Everything All Right? "
        "(1983)",
        "https://doi.org/10.1001/jama.1983.03330370053031",
    ),
    Source(
        "Exact interval: Clopper & Pearson, The Use of Confidence or Fiducial Limits Illustrated "
        "in the Case of the Binomial (1934)",
        "https://doi.org/10.1093/biomet/26.4.404",
    ),
    Source(
        "Self-driving cars: Kalra & Paddock, Driving to Safety, RAND RR-1478 (2016)",
        "https://www.rand.org/pubs/research_reports/RR1478.html",
    ),
)

PRESETS = (
    Preset(
        "one-in-a-hundred",
        "1 in 100",
        "A hundred trials look like plenty for a rate of one in a hundred. They are not.",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "Lose at most 1 urgent message in 1,000, with 200 urgent ones a month. None of the first 46 "
        "was lost.",
        Inputs(
            max_failure_rate=0.1,
            observed_trials=46,
            observed_failures=0,
            true_failure_rate=0.01,
            trials_per_day=6.575,
        ),
    ),
    Preset(
        "allow-two",
        "Allow two failures",
        "Twice the trials, and a good system is much likelier to pass.",
        Inputs(failures_allowed=2, observed_trials=628, observed_failures=2, true_failure_rate=0.1),
    ),
    Preset(
        "driving-to-safety",
        "Driving to safety",
        "RAND 2016: 1.09 deaths per 100 million miles, and a fleet that drives 21.9 million miles "
        "a year. A trial is a mile.",
        Inputs(
            max_failure_rate=0.00000109,
            observed_trials=None,
            observed_failures=None,
            true_failure_rate=None,
            trials_per_day=60_000,
        ),
    ),
)
