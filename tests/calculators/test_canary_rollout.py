"""Expected values come from the formulas in each comment, from a citation, or from SciPy."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from calculators.canary_rollout import PRESETS, Comparison, Inputs, comparison, compute, present
from calculators.kit.blocks import Chart, Note, Paragraph, Report, Table, summary
from calculators.kit.inputs import InputError


def arms(inputs: Inputs) -> Comparison:
    """The canary and its control."""
    return comparison(inputs, inputs.canary_share)


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def said(inputs: Inputs) -> str:
    """All notes and paragraphs."""
    return " ".join(b.text for b in report(inputs) if isinstance(b, Note | Paragraph))


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


@st.composite
def rollouts(draw: st.DrawFn) -> Inputs:
    """Two rates that differ by at least a hundredth of a point, and some traffic."""
    first, second = sorted(
        draw(st.lists(st.integers(0, 10_000), min_size=2, max_size=2, unique=True))
    )
    return Inputs(
        baseline_rate=first / 100,
        worst_rate=second / 100,
        canary_share=draw(st.integers(1, 99)),
        confidence=draw(st.sampled_from((80.0, 95.0, 99.0, 99.9))),
        power=draw(st.sampled_from((50.1, 80.0, 90.0, 99.0))),
        sides=draw(st.sampled_from((1, 2))),
        requests_per_day=draw(st.floats(1, 1e7)),
    )


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    def test_even_split(self) -> None:
        """5 to 6 %, half each, two-sided 95 %, power 80 %: 8,158 in each arm.

        p̄ = 0.055; √(2 · 0.055 · 0.945) = 0.322413, √(0.0475 + 0.0564) = 0.322335;
        (1.959964 · 0.322413 + 0.841621 · 0.322335)² / 0.0001 = 8157.6.
        """
        result = compute(Inputs(canary_share=50, sides=2, requests_per_day=1000))
        assert result.canary_requests == result.control_requests == 8158
        assert math.isclose(result.days, 16.316, rel_tol=1e-12)
        assert math.isclose(result.harmed_at_most, 81.58, rel_tol=1e-12)

    def test_unequal_arms(self) -> None:
        """10 to 20 %, a quarter for the canary (r = 3), one-sided 95 %, power 80 %.

        p̄ = (3 · 0.1 + 0.2) / 4 = 0.125; √(4/3 · 0.125 · 0.875) = 0.381881;
        √(0.03 + 0.16) = 0.435890; (0.628139 + 0.366855)² / 0.01 = 99.0013, so 100,
        and 300 controls.
        """
        inputs = Inputs(baseline_rate=10, worst_rate=20, canary_share=25, requests_per_day=100)
        result = compute(inputs)
        assert (result.canary_requests, result.control_requests) == (100, 300)
        assert result.days == 4

    def test_the_shops_two_weeks(self) -> None:
        """5 % of 20,000 messages a month for 14 days are 460, as the note on deployment says."""
        shop = next(preset for preset in PRESETS if preset.name == "support-triage").inputs
        assert isinstance(shop, Inputs)
        table = next(block for block in report(shop) if isinstance(block, Table))
        days, requests = table.rows[3][:2]
        assert not isinstance(days, str)
        assert not isinstance(requests, str)
        assert days.value == 14
        assert requests.value is not None
        assert round(requests.value) == 460

    def test_the_ramp(self) -> None:
        """Stages of a day, the reader's own in whole days, and no comparison at the end.

        6.6 days are 7; in them 0.05 · 10,000 · 7 = 3,500 requests with 35 extra failures.
        """
        ramp = compute(Inputs()).ramp
        assert [stage.share for stage in ramp] == [0.01, 0.05, 0.25, 0.5, 1]
        assert [stage.days for stage in ramp] == [1, 7, 1, 1, 1]
        assert math.isclose(ramp[1].canary_requests, 3500, rel_tol=1e-12)
        assert math.isclose(ramp[1].extra_failures, 35, rel_tol=1e-12)
        assert ramp[-1].sees_rate is None
        own = compute(Inputs(canary_share=2.5)).ramp
        assert [stage.share for stage in own] == [0.01, 0.025, 0.05, 0.25, 0.5, 1]


class TestAgainstScipy:
    """The formula with SciPy's quantiles, and what the test really does."""

    def test_sizes(self) -> None:
        """Relative tolerance 1e-9 (before rounding up) over 2,500 generated inputs."""
        chance = random.Random(4)
        for _ in range(2500):
            first, second = sorted(chance.sample(range(10_001), 2))
            inputs = Inputs(
                baseline_rate=first / 100,
                worst_rate=second / 100,
                canary_share=chance.randint(1, 999) / 10,
                confidence=round(100 - 10 ** chance.uniform(-4, 1.6), 5),
                power=round(100 - 10 ** chance.uniform(-3, 1.6), 5),
                sides=chance.choice((1, 2)),
            )
            p, q, share = first / 10_000, second / 10_000, inputs.canary_share / 100
            r = (1 - share) / share
            mean = (r * p + q) / (1 + r)
            z = stats.norm.isf((1 - inputs.confidence / 100) / inputs.sides)
            z_power = stats.norm.isf(1 - inputs.power / 100)
            alike = z * math.sqrt((1 + 1 / r) * mean * (1 - mean))
            apart = z_power * math.sqrt(p * (1 - p) / r + q * (1 - q))
            needed = ((alike + apart) / (p - q)) ** 2
            found = compute(inputs).canary_requests
            assert needed * (1 - 1e-9) <= found < needed * (1 + 1e-9) + 1, inputs
            at_size = stats.norm.cdf(
                ((q - p) * math.sqrt(needed) - alike) / apart * z_power if apart else math.inf
            )
            if apart:
                assert math.isclose(at_size, inputs.power / 100, rel_tol=1e-6)
                assert math.isclose(arms(inputs).power(q, needed), at_size, rel_tol=1e-6)

    @pytest.mark.parametrize(
        ("first", "second", "share"), [(30, 40, 50), (10, 20, 25), (50, 60, 50)]
    )
    def test_the_test_does_what_it_promises(self, first: int, second: int, share: int) -> None:
        """All outcomes of both arms, weighed by SciPy: within two points of power and confidence."""
        inputs = Inputs(baseline_rate=first, worst_rate=second, canary_share=share)
        result = compute(inputs)
        n, m = int(result.canary_requests), int(result.control_requests)
        canary, control = np.arange(n + 1)[:, None], np.arange(m + 1)[None, :]
        mean = (canary + control) / (n + m)
        spread = np.sqrt(np.maximum(mean * (1 - mean) * (1 / n + 1 / m), 1e-300))
        stopped = (canary / n - control / m) / spread > stats.norm.isf(0.05)

        def chance(rate: int) -> float:
            seen = stats.binom.pmf(canary, n, rate / 100)
            return float(((seen * stats.binom.pmf(control, m, first / 100)) * stopped).sum())

        assert math.isclose(chance(second), 0.8, abs_tol=0.02)
        assert math.isclose(chance(first), 0.05, abs_tol=0.02)


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(rollouts())
    def test_so_many_requests_have_the_power(self, inputs: Inputs) -> None:
        """At the size found the worst rate is noticed as often as asked, and hardly more often."""
        result, worst = compute(inputs), inputs.worst_rate / 100
        asked = inputs.power / 100
        assert arms(inputs).power(worst, result.canary_requests) >= asked * (1 - 1e-9)
        if result.canary_requests > 1:
            assert arms(inputs).power(worst, result.canary_requests - 1) <= asked * (1 + 1e-9)

    @given(rollouts())
    def test_the_rate_seen_is_the_inverse(self, inputs: Inputs) -> None:
        """With the requests needed the worst rate is just seen."""
        result = compute(inputs)
        seen = arms(inputs).rate_seen(result.canary_requests)
        assert seen is not None
        assert seen <= inputs.worst_rate / 100 * (1 + 1e-9)
        if result.canary_requests > 100:
            assert math.isclose(seen, inputs.worst_rate / 100, rel_tol=0.05)

    @given(rollouts(), st.floats(1, 1e9))
    def test_more_requests_see_no_less(self, inputs: Inputs, requests: float) -> None:
        """Twice the requests see a rate that is no higher."""
        few, many = arms(inputs).rate_seen(requests), arms(inputs).rate_seen(2 * requests)
        if few is not None:
            assert many is not None
            assert inputs.baseline_rate / 100 <= many <= few

    @given(rollouts())
    def test_surer_takes_longer(self, inputs: Inputs) -> None:
        """More confidence, more power, or two sides take at least as many requests."""
        needed = compute(inputs).canary_requests
        for change in ({"confidence": 99.99}, {"power": 99.9}, {"sides": 2}):
            assert compute(replace(inputs, **change)).canary_requests >= needed

    @given(rollouts())
    def test_the_arms_have_the_shares(self, inputs: Inputs) -> None:
        """The canary's part of all requests is its share, to a request."""
        result = compute(inputs)
        total = result.canary_requests + result.control_requests
        canary = total * inputs.canary_share / 100
        assert math.isclose(result.canary_requests, canary, rel_tol=1e-9, abs_tol=1)
        assert math.isclose(result.days * inputs.requests_per_day, total, rel_tol=1e-9, abs_tol=100)


class TestReport:
    """What the reader is told."""

    def test_the_headline_names_both_rates(self) -> None:
        """And the tone turns where it takes too long."""
        quick, slow = report(Inputs()), report(Inputs(requests_per_day=100))
        assert "A rise from 5 % to 6 %" in summary(quick)
        assert [getattr(blocks[0], "tone", "") for blocks in (quick, slow)] == ["good", "bad"]

    def test_too_long(self) -> None:
        """The warning says what half of the traffic would take, unless that is more."""
        slow = Inputs(requests_per_day=100)
        assert "Half of the traffic would take" in said(slow)
        assert "other things change as well" in said(slow)
        assert "Half of the traffic" not in said(replace(slow, canary_share=50))
        assert "other things" not in said(Inputs())

    def test_always_warns_of_peeking(self) -> None:
        """Whatever was entered."""
        assert "Look once, at the end" in said(Inputs())

    def test_few_failures(self) -> None:
        """A jump from 0 to 50 % shows after a handful of requests: too few for the normal curve."""
        assert "fewer than 5 failures" in said(Inputs(baseline_rate=0, worst_rate=50))
        assert "fewer than 5" not in said(Inputs())

    def test_less_than_a_day(self) -> None:
        """Run it for a day all the same."""
        assert "full day" in said(Inputs(requests_per_day=1e6))
        assert "full day" not in said(Inputs())

    def test_the_power_curve(self) -> None:
        """The planned curve passes the reader's point, and starts at the rate of false alarms."""
        chart = next(block for block in report(Inputs()) if isinstance(block, Chart))
        (own,) = [point for point in chart.points if point.strong]
        assert (own.x, own.y) == (6, 80)
        planned = next(line for line in chart.lines if line.strong)
        assert math.isclose(planned.points[0][1], 5, rel_tol=1e-9)
        near = min(planned.points, key=lambda point: abs(point[0] - 6))
        assert math.isclose(near[1], 80, abs_tol=0.1)

    def test_certain_failure(self) -> None:
        """From 0 to 100 % nothing is left to chance, and nothing stumbles."""
        inputs = Inputs(baseline_rate=0, worst_rate=100)
        assert compute(inputs).canary_requests >= 1
        assert arms(inputs).power(1.0, 100) == 1
        assert summary(report(inputs))


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("raw", "place", "message"),
        [
            ({"worst_rate": "5"}, "worst_rate", "Enter more than 5 %"),
            ({"worst_rate": "4"}, "worst_rate", "Enter more than 5 %"),
            ({"worst_rate": "101"}, "worst_rate", "at most 100"),
            ({"baseline_rate": "100"}, "baseline_rate", "below 100"),
            ({"baseline_rate": "-1"}, "baseline_rate", "at least 0"),
            ({"canary_share": "0"}, "canary_share", "above 0"),
            ({"canary_share": "100"}, "canary_share", "below 100"),
            ({"confidence": "100"}, "confidence", "below 100"),
            ({"power": "100"}, "power", "below 100"),
            ({"power": "50"}, "power", "above 50"),
            ({"sides": "3"}, "sides", "at most 2"),
            ({"sides": "1.5"}, "sides", "whole number"),
            ({"requests_per_day": "0"}, "requests_per_day", "above 0"),
        ],
    )
    def test_message(self, raw: dict[str, str], place: str, message: str) -> None:
        """Says what to enter instead."""
        found = problems(**raw)
        assert list(found) == [place]
        assert message in found[place]
