"""Expected values come from the formulas in each comment, from a citation, or from SciPy."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from calculators.certify_failure_rate import PRESETS, Inputs, compute, present
from calculators.kit.blocks import Chart, Note, Report, Table, summary
from calculators.kit.inputs import InputError

BARE = Inputs(
    observed_trials=None, observed_failures=None, true_failure_rate=None, trials_per_day=None
)


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def text(inputs: Inputs) -> str:
    """All notes and the headline."""
    blocks = report(inputs)
    return " ".join([summary(blocks), *(b.text for b in blocks if isinstance(b, Note))])


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


class TestVectors:
    """Figures that can be checked with pencil, paper and a table."""

    def test_no_failure(self) -> None:
        """The whole number above ln 0.05 / ln 0.99 = 298.07; the rule of three says 3 / 0.01."""
        result = compute(BARE)
        assert result.trials_needed == 299
        assert result.rule_of_three_trials == 300

    @pytest.mark.parametrize(
        ("rate", "confidence", "allowed", "expected"),
        [
            (1, 95, 2, 628),
            (0.1, 95, 0, 2995),  # ln 0.05 / ln 0.999 = 2994.2
            (10, 90, 0, 22),  # ln 0.1 / ln 0.9 = 21.85: MIL-HDBK-781 and every reliability table
            (10, 90, 1, 38),
            (50, 75, 0, 2),  # 0.5² = 0.25 exactly: two are enough
            (0.0001, 95, 0, 2_995_731),  # ln 0.05 / ln(1 - 1e-6) = 2,995,730.8
        ],
    )
    def test_trials(self, rate: float, confidence: float, allowed: int, expected: int) -> None:
        """With and without failures allowed."""
        inputs = replace(
            BARE, max_failure_rate=rate, confidence=confidence, failures_allowed=allowed
        )
        assert compute(inputs).trials_needed == expected

    def test_one_in_a_hundred_seen(self) -> None:
        """Clopper and Pearson for 1 of 100 at 95 %: [0.000253, 0.054459]; one-sided 0.046560.

        The one-sided bound p solves (1 - p)^100 + 100 p (1 - p)^99 = 0.05.
        """
        result = compute(replace(BARE, observed_trials=100, observed_failures=1))
        assert result.observed_rate == 0.01
        assert result.observed_lower is not None
        assert result.observed_upper is not None
        assert math.isclose(result.observed_lower, 0.000253, abs_tol=5e-7)
        assert math.isclose(result.observed_upper, 0.054459, abs_tol=5e-7)
        p = result.observed_upper_one_sided
        assert p is not None
        assert math.isclose((1 - p) ** 100 + 100 * p * (1 - p) ** 99, 0.05, rel_tol=1e-12)
        assert result.demonstrated is False

    def test_chance_to_pass(self) -> None:
        """A true rate of 0.01 % passes 2,995 trials with (1 - 0.0001)^2995 = e^-0.29951 = 0.7412."""
        result = compute(replace(BARE, max_failure_rate=0.1, true_failure_rate=0.01))
        assert result.chance_to_pass is not None
        assert math.isclose(result.chance_to_pass, 0.7412, abs_tol=5e-5)

    def test_driving_to_safety(self) -> None:
        """RAND RR-1478, 2016: 275 million miles, 12.5 years for a fleet of 100 cars."""
        rand = next(preset for preset in PRESETS if preset.name == "driving-to-safety").inputs
        assert isinstance(rand, Inputs)
        result = compute(rand)
        assert result.days_needed is not None
        assert round(result.trials_needed / 1e6) == 275
        assert math.isclose(result.days_needed / 365, 12.5, abs_tol=0.05)

    def test_the_shop_waits_fifteen_months(self) -> None:
        """2,995 urgent messages at 200 a month are 14.98 months."""
        shop = next(preset for preset in PRESETS if preset.name == "support-triage").inputs
        assert isinstance(shop, Inputs)
        days = compute(shop).days_needed
        assert days is not None
        assert math.isclose(days / 365 * 12, 2995 / 200, rel_tol=1e-4)

    def test_what_is_missing(self) -> None:
        """473 trials with one failure show 1 % (table of the binomial), so 373 are missing of 100.

        0.99^473 + 473 · 0.01 · 0.99^472 = 0.04981 and for 472 it is 0.05021.
        """
        assert compute(Inputs()).more_trials == 373
        done = compute(replace(BARE, observed_trials=473, observed_failures=1))
        assert (done.demonstrated, done.more_trials) == (True, 0)

    def test_ten_million_trials(self) -> None:
        """12 failures in 1e7 trials: Poisson's upper 95 % bound for 12 is 19.44 (Garwood 1936)."""
        result = compute(replace(BARE, observed_trials=10**7, observed_failures=12))
        assert result.observed_upper_one_sided is not None
        assert math.isclose(result.observed_upper_one_sided * 1e7, 19.44, abs_tol=0.005)


class TestAgainstScipy:
    """Relative tolerance 1e-9 over 2,500 generated inputs."""

    def test_intervals_and_chances(self) -> None:
        """The exact interval, and the chance to pass."""
        chance = random.Random(1)
        for _ in range(2500):
            trials = int(10 ** chance.uniform(0, 5))
            failures = min(trials, int(10 ** chance.uniform(-0.3, 5)))
            allowed = chance.randint(0, 30)
            inputs = Inputs(
                max_failure_rate=round(10 ** chance.uniform(-3, 1.9), 4),
                confidence=round(100 - 10 ** chance.uniform(-4, 1.6), 5),
                failures_allowed=allowed,
                observed_trials=trials,
                observed_failures=failures,
                true_failure_rate=round(10 ** chance.uniform(-4, 1.9), 6),
            )
            result = compute(inputs)
            tail = (1 - inputs.confidence / 100) / 2
            pairs = [
                (result.observed_lower, stats.beta.ppf(tail, failures, trials - failures + 1)),
                (result.observed_upper, stats.beta.isf(tail, failures + 1, trials - failures)),
                (
                    result.observed_upper_one_sided,
                    stats.beta.isf(2 * tail, failures + 1, trials - failures),
                ),
                (
                    result.chance_to_pass,
                    stats.binom.cdf(
                        allowed, result.trials_needed, (inputs.true_failure_rate or 0) / 100
                    ),
                ),
            ]
            for found, expected in pairs:
                assert found is not None
                if math.isnan(expected):  # SciPy has no beta distribution for none or all failed
                    assert found in (0, 1)
                elif expected > 1e-250:
                    assert math.isclose(found, expected, rel_tol=1e-9), inputs

    def test_the_fewest_trials(self) -> None:
        """At that number SciPy's tail is no more than α, and with one trial less it is."""
        chance = random.Random(2)
        for _ in range(2500):
            inputs = replace(
                BARE,
                max_failure_rate=round(10 ** chance.uniform(-3, 1.99), 4),
                confidence=round(100 - 10 ** chance.uniform(-4, 1.6), 5),
                failures_allowed=chance.choice((0, 1, 2, chance.randint(3, 500))),
            )
            trials, k = compute(inputs).trials_needed, inputs.failures_allowed
            p, alpha = inputs.max_failure_rate / 100, 1 - inputs.confidence / 100
            assert stats.binom.cdf(k, trials, p) <= alpha * (1 + 1e-9), inputs
            assert stats.binom.cdf(k, trials - 1, p) > alpha * (1 - 1e-9), inputs


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(st.floats(0.001, 99), st.floats(50, 99.999), st.integers(0, 50), st.integers(-3, 3))
    def test_the_trials_needed_show_it(
        self, rate: float, confidence: float, failures: int, more: int
    ) -> None:
        """Enough trials with the failures allowed show the rate, and one less does not."""
        inputs = replace(
            BARE, max_failure_rate=rate, confidence=confidence, failures_allowed=failures
        )
        needed = compute(inputs).trials_needed
        trials = int(needed) + more
        assume(trials >= max(1, failures))
        seen = compute(replace(inputs, observed_trials=trials, observed_failures=failures))
        assert seen.demonstrated is (more >= 0)
        assert seen.more_trials == max(-more, 0)
        assert seen.observed_upper_one_sided is not None
        if more > 0:
            assert seen.observed_upper_one_sided <= rate / 100
        if more < 0:
            assert seen.observed_upper_one_sided > rate / 100

    @given(st.floats(0.001, 50), st.floats(50, 99.99), st.integers(0, 100), st.floats(1.01, 1.9))
    def test_more_is_asked_for_more(
        self, rate: float, confidence: float, failures: int, times: float
    ) -> None:
        """A lower rate, more confidence, or another failure takes at least as many trials."""
        inputs = replace(
            BARE, max_failure_rate=rate, confidence=confidence, failures_allowed=failures
        )
        needed = compute(inputs).trials_needed
        surer = 100 - (100 - confidence) / times
        assert compute(replace(inputs, max_failure_rate=rate / times)).trials_needed >= needed
        assert compute(replace(inputs, confidence=surer)).trials_needed >= needed
        assert compute(replace(inputs, failures_allowed=failures + 1)).trials_needed > needed

    @given(st.floats(0.001, 50), st.floats(50, 99.99), st.integers(0, 100))
    def test_at_the_limit_it_passes_by_mistake_only(
        self, rate: float, confidence: float, failures: int
    ) -> None:
        """A system as bad as the limit passes with at most the chance of error."""
        inputs = Inputs(
            max_failure_rate=rate,
            confidence=confidence,
            failures_allowed=failures,
            true_failure_rate=rate,
        )
        chance = compute(inputs).chance_to_pass
        assert chance is not None
        assert chance <= (1 - confidence / 100) * (1 + 1e-9)


class TestReport:
    """What the reader is told."""

    def test_three_verdicts(self) -> None:
        """Nothing seen, not shown, shown."""
        assert "It takes 299 trials with no failure" in summary(report(BARE))
        assert "do not show a rate of at most 1 %" in summary(report(Inputs()))
        shown = replace(BARE, observed_trials=299, observed_failures=0)
        assert "299 trials with no failure show a rate of at most 1 %" in summary(report(shown))

    def test_a_hopeless_guess(self) -> None:
        """Who guesses a rate at the limit or above is told to make the system better."""
        assert "make the system better" in text(Inputs(true_failure_rate=1))
        assert "make the system better" not in text(Inputs())

    def test_a_plan_changed_afterwards(self) -> None:
        """More failures than planned, and still shown: the confidence is not what it says."""
        moved = Inputs(observed_trials=1000, observed_failures=1)
        assert compute(moved).demonstrated
        assert "You planned for no failure and saw 1" in text(moved)
        assert "You planned" not in text(replace(moved, failures_allowed=1))

    def test_the_readers_row(self) -> None:
        """In the table of plans, whatever was allowed."""
        for allowed in (0, 4, 10, 1000):
            table = next(
                b for b in report(Inputs(failures_allowed=allowed)) if isinstance(b, Table)
            )
            first = table.rows[table.strong[0]][0]
            assert not isinstance(first, str)
            assert first.value == allowed

    def test_the_chart_has_the_plan_and_what_was_shown(self) -> None:
        """The plan is a point on its own line; what was shown lies where its failures put it."""
        chart = next(b for b in report(Inputs()) if isinstance(b, Chart))
        points = {point.label: point for point in chart.points}
        assert (points["your plan"].x, points["your plan"].y) == (1, 299)
        assert points["shown so far"].y == 100
        assert [line.label for line in chart.lines if line.strong] == ["no failure"]

    def test_everything_failed(self) -> None:
        """All trials failed: nothing is shown, and the chart has no point for it."""
        inputs = Inputs(observed_trials=5, observed_failures=5)
        assert compute(inputs).observed_upper == 1
        chart = next(b for b in report(inputs) if isinstance(b, Chart))
        assert [point.label for point in chart.points] == ["your plan"]


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("raw", "place", "message"),
        [
            ({"observed_trials": "0", "observed_failures": "0"}, "observed_trials", "at least 1"),
            ({"observed_trials": "", "observed_failures": "1"}, "observed_trials", "how many trials"),
            ({"observed_trials": "9", "observed_failures": ""}, "observed_failures", "0 if none"),
            ({"observed_trials": "9", "observed_failures": "10"}, "observed_failures", "at most 9"),
            ({"observed_trials": "2.5"}, "observed_trials", "whole number"),
            ({"observed_failures": "-1"}, "observed_failures", "at least 0"),
            ({"max_failure_rate": "0"}, "max_failure_rate", "above 0"),
            ({"max_failure_rate": "100"}, "max_failure_rate", "below 100"),
            ({"confidence": "100"}, "confidence", "below 100"),
            ({"confidence": "49"}, "confidence", "at least 50"),
            ({"true_failure_rate": "101"}, "true_failure_rate", "at most 100"),
            ({"trials_per_day": "0"}, "trials_per_day", "above 0"),
        ],
    )  # fmt: skip
    def test_message(self, raw: dict[str, str], place: str, message: str) -> None:
        """Says what to enter instead."""
        found = problems(**raw)
        assert list(found) == [place]
        assert message in found[place]

    def test_certain_failure_and_no_failure_at_all(self) -> None:
        """A true rate of 0 always passes, one of 100 % never; neither stumbles."""
        assert compute(Inputs(true_failure_rate=0)).chance_to_pass == 1
        assert compute(Inputs(true_failure_rate=100)).chance_to_pass == 0
        assert summary(report(Inputs(true_failure_rate=0)))

    def test_hardly_any_and_hardly_none(self) -> None:
        """The outermost rates have an answer: ln 0.05 / -1e-17 = 2.9957e17, and 1 for nearly all."""
        huge = compute(replace(BARE, max_failure_rate=1e-15)).trials_needed
        assert math.isclose(huge, 2.995732273553991e17, rel_tol=1e-12)
        assert compute(replace(BARE, max_failure_rate=99.99999999999999)).trials_needed == 1
