"""How much traffic does a canary need, for how long, and what does it cost if the news is bad?

Requests go at random to the new version (the canary) or stay with the old one
(the control), and the shares that fail are compared by the test of two
proportions with unequal arms. The assumption that matters most: requests fail
independently, and the canary gets the same mix of them as the control.

Sources: Fleiss, Levin & Paik 2003 (sample size); Armitage, McPherson & Rowe
1969 (what peeking does); the Site Reliability Workbook 2018 (canaries). The
stages of the plan are a heuristic of ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
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
from calculators.kit.counts import rounded_up
from calculators.kit.distributions import normal_above, normal_quantile
from calculators.kit.inputs import Form, Preset, Problem, number, percent
from calculators.kit.rates import error_rate, fraction

TITLE = "Canary rollout"
QUESTION = "How much traffic does a canary need, and for how long?"
VERSION = "1.0"
TOPIC = "Release"

RATES, SURE, TRAFFIC = "What to tell apart", "How sure to be", "Traffic"
STAGES = (1.0, 5.0, 25.0, 50.0, 100.0)  # percent of traffic, besides the reader's own
DAYS = (1, 2, 7, 14, 28)  # what a canary of so many days would see
LONG = 28  # days after which old and new are compared in different worlds
FEW = 5  # failures expected in the canary: with fewer the normal curve misleads


@dataclass(frozen=True)
class Inputs(Form):
    """The two rates to tell apart, how sure to be, and the traffic there is."""

    baseline_rate: float = percent(
        5,
        "Rate today",
        below=100,
        group=RATES,
        help="Requests that fail, or are redone or passed on by hand, in the version you have.",
    )
    worst_rate: float = percent(
        6,
        "Rate you must not miss",
        above=0,
        group=RATES,
        help="If the new version is this bad, the canary has to show it.",
    )
    confidence: float = percent(
        95,
        "Confidence",
        least=50,
        below=100,
        group=SURE,
        help="A version that is no worse than today passes so often.",
    )
    power: float = percent(
        80,
        "Power",
        above=50,
        below=100,
        group=SURE,
        help="A version as bad as the rate that you must not miss is noticed so often.",
    )
    sides: int = number(
        1,
        "Sides, 1 or 2",
        least=1,
        most=2,
        whole=True,
        group=SURE,
        help="1 if only worse counts, 2 if you also want to claim that it is better.",
    )
    canary_share: float = percent(
        5,
        "Share for the canary",
        above=0,
        below=100,
        group=TRAFFIC,
        slider=(1, 50, 1),
        help="Of all requests, drawn at random. The rest is the control.",
    )
    requests_per_day: float = number(
        10_000, "Requests a day", above=0, group=TRAFFIC, help="All of them, old and new version."
    )

    def check(self) -> Iterator[Problem]:
        """There is a difference to see."""
        if fraction(self.worst_rate) <= fraction(self.baseline_rate):
            yield Problem(
                "worst_rate", f"Enter more than {_typed(self.baseline_rate)}: today's rate."
            )


@dataclass(frozen=True)
class Stage:
    """A stage of the ramp. `sees_rate` is the rate that it shows with the power asked for.

    `None` in the last stage, which has no control to compare with, and where
    so few requests show nothing. `extra_failures` are those at the worst rate.
    """

    share: float
    days: float
    canary_requests: float
    sees_rate: float | None
    extra_failures: float


@dataclass(frozen=True)
class Result:
    """Requests until the difference is seen; `harmed_at_most` are the extra failures by then."""

    canary_requests: float
    control_requests: float
    days: float
    harmed_at_most: float
    ramp: tuple[Stage, ...]


@dataclass(frozen=True)
class Comparison:
    """A canary against its control: today's rate, controls for each canary request, how sure to be.

    `z` and `z_power` are the standard errors that stand for confidence and power.
    """

    baseline: float
    controls: float
    z: float
    z_power: float

    def needed(self, rate: float) -> float:
        """Canary requests that show a rate with the power asked for.

        n = [z √((1 + 1/r) p̄ q̄) + z_power √(p₁ q₁ / r + p₂ q₂)]² / (p₁ - p₂)²,
        with p̄ = (r p₁ + p₂) / (1 + r).
        """
        return (self._reach(rate) / (rate - self.baseline)) ** 2

    def power(self, rate: float, requests: float) -> float:
        """The chance that so many canary requests show a version of that rate to be worse."""
        alike, apart = self.spreads(rate)
        lead = (rate - self.baseline) * math.sqrt(requests) - self.z * alike
        # Without any spread, as from 0 to 100 %, nothing is left to chance.
        return normal_above(-lead / apart) if apart else float(lead > 0)

    def rate_seen(self, requests: float) -> float | None:
        """The lowest rate that so many canary requests show with the power asked for, if any.

        Found between its ends by false position (the Illinois rule): against
        the logarithm of the difference, that of the requests is nearly straight.
        """

        def beyond(log_difference: float) -> float:
            reach = self._reach(min(self.baseline + math.exp(log_difference), 1.0))
            return log_difference + math.log(requests) / 2 - math.log(max(reach, 1e-300))

        low, high = -45.0, math.log1p(-self.baseline)
        below, above = beyond(low), beyond(high)
        if above < 0:
            return None
        rose = fell = 1.0
        for _ in range(100):
            if high - low < 1e-13 or above == 0:
                break
            middle = (low * above - high * below) / (above - below)
            value = beyond(middle)
            if value < 0:
                low, below, above = middle, value, above * rose
                rose, fell = 0.5, 1.0
            else:
                high, above, below = middle, value, below * fell
                rose, fell = 1.0, 0.5
        return self.baseline + math.exp(high)

    def spreads(self, rate: float) -> tuple[float, float]:
        """Standard errors of one request: if both versions are alike, and if they are not."""
        p, r = self.baseline, self.controls
        mean = (r * p + rate) / (1 + r)
        alike = math.sqrt((1 + 1 / r) * mean * (1 - mean))
        return alike, math.sqrt(p * (1 - p) / r + rate * (1 - rate))

    def _reach(self, rate: float) -> float:
        alike, apart = self.spreads(rate)
        return self.z * alike + self.z_power * apart


def comparison(inputs: Inputs, share: float) -> Comparison:
    """The comparison at a share of traffic, in percent."""
    return Comparison(
        baseline=fraction(inputs.baseline_rate),
        controls=error_rate(share) / fraction(share),
        z=-normal_quantile(error_rate(inputs.confidence) / inputs.sides),
        z_power=-normal_quantile(error_rate(inputs.power)),
    )


def compute(inputs: Inputs) -> Result:
    """The size of both arms, how long they take to fill, and a plan with stages."""
    share, arms = fraction(inputs.canary_share), comparison(inputs, inputs.canary_share)
    canary = max(1, rounded_up(arms.needed(fraction(inputs.worst_rate))))
    days = canary / (share * inputs.requests_per_day)
    return Result(
        canary_requests=canary,
        control_requests=rounded_up(canary * arms.controls),
        days=days,
        harmed_at_most=canary * _difference(inputs),
        ramp=tuple(_ramp(inputs, days)),
    )


def _ramp(inputs: Inputs, days: float) -> Iterator[Stage]:
    """A plan (heuristic, ours): smaller shares and larger ones for a day each, to the full share.

    At the reader's own share it lasts as long as it takes, in whole days.
    """
    for percents in sorted({*STAGES, inputs.canary_share}):
        own, share = percents == inputs.canary_share, fraction(percents)
        stage_days = max(1, rounded_up(days)) if own else 1
        requests = share * inputs.requests_per_day * stage_days
        arms = comparison(inputs, percents) if share < 1 else None
        yield Stage(
            share=share,
            days=stage_days,
            canary_requests=requests,
            sees_rate=arms.rate_seen(requests) if arms else None,
            extra_failures=requests * _difference(inputs),
        )


def _difference(inputs: Inputs) -> float:
    return fraction(inputs.worst_rate) - fraction(inputs.baseline_rate)


def present(inputs: Inputs, result: Result) -> Report:
    """How long it takes and what it costs, what less would show, a plan, and the power curve."""
    share = f"at {_typed(inputs.canary_share)} of traffic"
    harm = f"if its rate is {_typed(inputs.worst_rate)}"
    return (
        _headline(inputs, result),
        *_warnings(inputs, result),
        Figures(
            (
                Figure("Canary requests", format.count(result.canary_requests), share),
                Figure("Control requests", format.count(result.control_requests), "meanwhile"),
                Figure("That takes", format.number(result.days, "days")),
                Figure("Extra failures by then", format.number(result.harmed_at_most), harm),
            )
        ),
        *_sensitivity(inputs, result),
        _by_days(inputs),
        _chart(inputs, result),
        _plan(inputs, result),
        Note(
            "Look once, at the end. Looking every day and stopping at the first bad one raises false "
            "alarms from 5 % to about 14 % with five looks and 19 % with ten. If you must look, stop "
            "early only for a difference of more than three standard errors, or for a crash.",
            warning=True,
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    canary, days = format.count(result.canary_requests).text, _words(result.days)
    rates = f"from {_typed(inputs.baseline_rate)} to {_typed(inputs.worst_rate)}"
    text = f"A rise {rates} shows after {canary} canary requests: {days} days."
    return Headline(text, "good" if result.days <= LONG else "bad")


def _warnings(inputs: Inputs, result: Result) -> Iterator[Block]:
    """Where the plan is too long or the normal curve misleads."""
    if result.days > LONG:
        even = compute(replace(inputs, canary_share=50.0)).days
        half = f" Half of the traffic would take {_words(even)} days." if even < result.days else ""
        yield Note(
            f"In {_words(result.days)} days other things change as well.{half} Or settle for a "
            "larger difference: the table says what fewer days show.",
            warning=True,
        )
    if result.canary_requests * fraction(inputs.worst_rate) < FEW:
        yield Note(
            f"So few requests would hold fewer than {FEW} failures, and there the normal curve "
            "misleads. Take more, or count failures by hand and look at each.",
            warning=True,
        )


def _sensitivity(inputs: Inputs, result: Result) -> Iterator[Block]:
    """What moves the answer most."""
    arms = comparison(inputs, inputs.canary_share)
    seen = arms.baseline + 2 * _difference(inputs)
    if seen <= 1:
        twice = format.count(max(1, rounded_up(arms.needed(seen)))).text
        yield Paragraph(
            f"What would change this: a rise twice as large, to {format.share(seen).text}, shows "
            f"after {twice} canary requests. The size of the difference counts squared."
        )
    if result.days < 1:
        yield Paragraph("Run it for a full day all the same: nights and mornings differ.")


def _by_days(inputs: Inputs) -> Table:
    """The other way round: what a canary of so many days would show."""
    arms = comparison(inputs, inputs.canary_share)
    per_day = fraction(inputs.canary_share) * inputs.requests_per_day
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (
            format.count(days),
            format.number(days * per_day),
            format.share(arms.rate_seen(days * per_day)),
        )
        for days in DAYS
    )
    caption = f"What fewer or more days would show, from {_typed(inputs.baseline_rate)} today"
    return Table(caption, ("Days", "Canary requests", "Lowest rate seen"), body)


def _chart(inputs: Inputs, result: Result) -> Chart:
    """The power curve: how likely each true rate is noticed, with half and twice as many requests."""
    arms = comparison(inputs, inputs.canary_share)
    low, reach = inputs.baseline_rate, 2.5 * (inputs.worst_rate - inputs.baseline_rate)
    high = min(low + reach, 100.0)
    grid = [*(low + (high - low) * n / 40 for n in range(40)), high]
    sizes = [(label, result.canary_requests * times) for label, times in CURVES.items()]
    return Chart(
        title="Chance of noticing, by true rate",
        description="Of the new version, after so many canary requests. At today's rate, what is "
        "noticed is a false alarm.",
        x=Axis("true rate of the canary, in percent", low, high),
        y=Axis("chance in percent", 0, 100),
        lines=tuple(
            Line(
                label,
                tuple((x, 100 * arms.power(x / 100, size)) for x in grid),
                strong=label == "as planned",
            )
            for label, size in sizes
        ),
        points=(Point("worst rate", inputs.worst_rate, inputs.power, strong=True),),
        rules=(Rule("", "y", inputs.power),),
        table=_chances(inputs, arms, sizes),
    )


def _chances(inputs: Inputs, arms: Comparison, sizes: list[tuple[str, float]]) -> Table:
    """The curves' numbers, between today's rate and beyond the worst."""
    steps = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
    rates = [arms.baseline + step * _difference(inputs) for step in steps]
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (
            format.share(rate),
            *(format.share(arms.power(rate, size)) for _, size in sizes),
        )
        for rate in rates
        if rate <= 1
    )
    columns = ("True rate", *(label for label, _ in sizes))
    return Table("Chance of noticing", columns, body, (steps.index(1.0),))


def _plan(inputs: Inputs, result: Result) -> Table:
    """The ramp, stage by stage."""
    shares = [stage.share for stage in result.ramp]
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (
            format.share(stage.share),
            format.count(stage.days),
            format.number(stage.canary_requests),
            "no control left" if stage.share == 1 else format.share(stage.sees_rate),
            format.number(stage.extra_failures),
        )
        for stage in result.ramp
    )
    return Table(
        "A plan: go on only if the stage before showed nothing (a heuristic, ours)",
        ("Share", "Days", "Canary requests", "Lowest rate seen", "Extra failures"),
        body,
        (shares.index(fraction(inputs.canary_share)),),
    )


def _working(inputs: Inputs, result: Result) -> Working:
    arms, worst = comparison(inputs, inputs.canary_share), fraction(inputs.worst_rate)
    r, canary = _words(arms.controls), format.count(result.canary_requests).text
    mean = (arms.controls * arms.baseline + worst) / (1 + arms.controls)
    return Working(
        steps=(
            f"p₁ = {_words(arms.baseline)} today, p₂ = {_words(worst)}; r = (1 − share) / share = {r} "
            "controls for each canary request",
            f"p̄ = (r p₁ + p₂) / (1 + r) = {_words(mean)}; z₁₋α = {_words(arms.z)}, z for the power "
            f"= {_words(arms.z_power)}",
            "n = [z₁₋α √((1 + 1/r) p̄ (1 − p̄)) + z √(p₁ (1 − p₁)/r + p₂ (1 − p₂))]² / (p₁ − p₂)² = "
            f"{canary}, rounded up; control = r n = {format.count(result.control_requests).text}",
            f"days = n / (share · requests a day) = {_words(result.days)}",
            f"extra failures = n (p₂ − p₁) = {_words(result.harmed_at_most)}",
            "lowest rate seen: the p₂ for which n is what there is",
        ),
        sources=SOURCES,
        assumption="requests fail independently of each other, and canary and control get the same "
        "mix of them at the same time.",
        breaks="one user sends many requests (draw users, and count users), one fault fails many at "
        "once, or harm shows only days later. Then the true spread is wider than this one.",
    )


def _words(value: float) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


def _typed(value: float) -> str:
    """A percentage as typed."""
    return f"{format.typed(value)} %"


CURVES = {"as planned": 1.0, "half as many": 0.5, "twice as many": 2.0}

SOURCES = (
    Source(
        "Two proportions with unequal arms: Fleiss, Levin & Paik, Statistical Methods for Rates and "
        "Proportions, 3rd edition (2003)",
        "https://doi.org/10.1002/0471445428",
    ),
    Source(
        "Peeking: Armitage, McPherson & Rowe, Repeated Significance Tests on Accumulating Data "
        "(1969)",
        "https://doi.org/10.2307/2343787",
    ),
    Source(
        "A canary is a comparison: The Site Reliability Workbook, chapter Canarying Releases (2018)",
        "https://sre.google/workbook/canarying-releases/",
    ),
)

PRESETS = (
    Preset(
        "one-point-worse",
        "One point worse",
        "5 % of a busy site: a week is enough to see one point, at a price you can name.",
        Inputs(),
    ),
    Preset(
        "support-triage",
        "Support triage",
        "9 % of messages are passed on by hand. At 20,000 messages a month, two weeks at 5 % are "
        "460 messages: enough to see a disaster, and too few for one point.",
        Inputs(baseline_rate=9, worst_rate=12, requests_per_day=657.5),
    ),
    Preset(
        "even-split",
        "Even split",
        "Half and half, looking both ways: the fewest requests in all, and the most people exposed.",
        Inputs(canary_share=50, sides=2),
    ),
    Preset(
        "rare-failures",
        "Rare failures",
        "From 1 to 2 in 1,000, with a million requests a day and 1 % of them for the canary.",
        Inputs(
            baseline_rate=0.1, worst_rate=0.2, canary_share=1, power=95, requests_per_day=1_000_000
        ),
    ),
)
