"""Expected values come from the formulas in each comment, by hand or with `math` alone.

SciPy's geometric and binomial distributions are the reference for generated inputs.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from calculators.failure_odds import (
    PRESETS,
    PUBLISHED,
    Inputs,
    chain,
    chance,
    compute,
    present,
    projects_needed,
)
from calculators.kit.blocks import Chart, Report, Table, notes, summary
from calculators.kit.inputs import InputError

# Rates as people type them, in percent.
rates = st.integers(0, 10**5).map(lambda thousandths: thousandths / 1000)
inner = st.integers(1, 10**5 - 1).map(lambda thousandths: thousandths / 1000)
cases = st.builds(
    Inputs,
    failure_rate=rates,
    projects=st.integers(1, 1000),
    wanted_chance=inner,
    step_accuracy=rates,
    steps=st.integers(1, 1000),
    wanted_chain_accuracy=inner,
)
many = settings(max_examples=2000)


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    def test_five_tries_at_87_percent(self) -> None:
        """1 − 0.87^5 = 1 − 0.4984209207 = 0.5015790793; 0.87^16 = 0.1077 and 0.87^17 = 0.0937."""
        result = compute(Inputs(failure_rate=87, projects=5, wanted_chance=90))
        assert result.chance_of_a_success == pytest.approx(0.5015790793, rel=1e-10)
        assert result.projects_needed == 17

    def test_ten_steps_at_95_percent(self) -> None:
        """0.95^10 = 0.59873694, and ten steps need 0.9^0.1 = e^(−0.0105360516) = 0.98951926.

        0.95² = 0.9025 is still 90 %, 0.95³ = 0.857 is not: at most two steps.
        """
        result = compute(Inputs(step_accuracy=95, steps=10, wanted_chain_accuracy=90))
        assert result.chain_accuracy == pytest.approx(0.59873694, abs=5e-9)
        assert result.step_accuracy_needed == pytest.approx(0.98951926, abs=5e-9)
        assert result.steps_possible == 2

    def test_limits_without_independence(self) -> None:
        """Together: 1 − 0.87 and 0.95. Apart: 5 · 0.13 = 0.65 and 1 − 10 · 0.05 = 0.5."""
        result = compute(Inputs())
        assert (result.chance_together, result.chance_apart) == (0.13, 0.65)
        assert (result.chain_together, result.chain_apart) == (0.95, 0.5)

    @pytest.mark.parametrize(
        ("rate", "wanted", "needed"),
        [
            (50, 75, 2),  # 0.5² = 0.25 exactly: no third project for a rest in the digits
            (10, 99.9, 3),  # 0.1³ = 0.001 exactly
            (20, 99.2, 3),  # 0.2³ = 0.008 exactly
            (90, 19, 2),  # 0.9² = 0.81 exactly
            (87, 13, 1),  # one project succeeds with 13 % already
            (0, 99, 1),
        ],
    )
    def test_projects_that_are_just_enough(self, rate: float, wanted: float, needed: int) -> None:
        """A chance that is met exactly is met."""
        assert projects_needed(rate, wanted) == needed

    @pytest.mark.parametrize(
        ("step", "wanted", "longest"),
        [
            (90, 81, 2),  # 0.9² = 0.81 exactly
            (50, 12.5, 3),  # 0.5³ = 0.125 exactly
            (90, 90, 1),
            (90, 90.1, 0),
        ],
    )
    def test_chains_that_are_just_short_enough(
        self, step: float, wanted: float, longest: int
    ) -> None:
        """The longest chain may meet the wish exactly."""
        inputs = Inputs(step_accuracy=step, wanted_chain_accuracy=wanted)
        assert compute(inputs).steps_possible == longest


class TestAgainstSciPy:
    """Independent trials are SciPy's business, too; here to 1e-12 relative."""

    @many
    @given(inner, st.integers(1, 10**6))
    def test_chance_of_a_success(self, rate: float, projects: int) -> None:
        """The first success of a geometric distribution comes within so many tries."""
        success = float(1 - Fraction(repr(rate)) / 100)
        expected = stats.geom.cdf(projects, success)
        assert chance(rate, projects) == pytest.approx(expected, rel=1e-12)

    @many
    @given(rates, st.integers(1, 1000))
    def test_chain_accuracy(self, rate: float, steps: int) -> None:
        """All of so many trials of a binomial distribution succeed."""
        expected = stats.binom.pmf(steps, steps, float(Fraction(repr(rate)) / 100))
        assert chain(rate, steps) == pytest.approx(expected, rel=1e-11, abs=1e-300)


class TestProperties:
    """What must hold whatever the numbers are."""

    @many
    @given(st.integers(0, 99), st.integers(1, 99))
    def test_needed_is_enough_and_one_less_is_not(self, rate: int, wanted: int) -> None:
        """In exact fractions, the needed number reaches the wanted chance, and no smaller does."""
        needed = projects_needed(rate, wanted)
        assert needed is not None
        fail, miss = Fraction(rate, 100), 1 - Fraction(wanted, 100)
        assert fail ** int(needed) <= miss
        assert needed == 1 or fail ** (int(needed) - 1) > miss

    @many
    @given(st.integers(0, 99), st.integers(1, 99))
    def test_possible_is_short_enough_and_one_more_is_not(self, step: int, wanted: int) -> None:
        """In exact fractions, the longest chain is right often enough, and one longer is not."""
        longest = compute(Inputs(step_accuracy=step, wanted_chain_accuracy=wanted)).steps_possible
        assert longest is not None
        right, least = Fraction(step, 100), Fraction(wanted, 100)
        assert right ** int(longest) >= least
        assert right ** (int(longest) + 1) < least

    @given(cases)
    def test_the_step_needed_gives_the_chain_wanted(self, inputs: Inputs) -> None:
        """The inverse of the inverse is what was asked for, as far as a float can say."""
        needed = compute(inputs).step_accuracy_needed
        wanted = inputs.wanted_chain_accuracy / 100
        assert math.isclose(needed**inputs.steps, wanted, rel_tol=1e-12)

    @given(cases)
    def test_independence_lies_within_the_limits(self, inputs: Inputs) -> None:
        """And all of them are chances."""
        result = compute(inputs)
        low, high = result.chance_together, result.chance_apart
        assert 0 <= low <= result.chance_of_a_success <= high <= 1
        low, high = result.chain_apart, result.chain_together
        assert 0 <= low <= result.chain_accuracy <= high <= 1

    @given(cases, st.integers(1, 1000))
    def test_more_projects_help_and_more_steps_hurt(self, inputs: Inputs, more: int) -> None:
        """Neither curve ever turns."""
        here = compute(inputs)
        there = compute(replace(inputs, projects=inputs.projects + more, steps=inputs.steps + more))
        assert there.chance_of_a_success >= here.chance_of_a_success
        assert there.chain_accuracy <= here.chain_accuracy


class TestEdges:
    """Certainty, impossibility, and numbers near either."""

    def test_projects_that_all_fail(self) -> None:
        """No number is enough, and a note says what to do instead."""
        inputs = Inputs(failure_rate=100)
        result = compute(inputs)
        assert result.chance_of_a_success == 0
        assert result.projects_needed is None
        assert "Change what you try" in notes(report(inputs))[0]

    def test_steps_that_never_err(self) -> None:
        """The chain is right however long it is."""
        inputs = Inputs(step_accuracy=100, steps=1_000_000)
        result = compute(inputs)
        assert result.chain_accuracy == 1
        assert result.steps_possible is None
        assert "as many as you like" in notes(report(inputs))[0]

    def test_steps_that_always_err(self) -> None:
        """Not even one step is enough."""
        inputs = Inputs(step_accuracy=0)
        assert compute(inputs).steps_possible == 0
        assert "not even one step" in str(report(inputs))

    def test_next_to_no_failures(self) -> None:
        """A chance too near to 1 for a float is 1, and a tiny one keeps its digits.

        1 − (1 − 1e-16)^2 = 2e-16 − 1e-32.
        """
        assert chance(1e-15, 5) == 1
        assert chance(99.99999999999999, 2) == pytest.approx(2e-16, rel=1e-15)

    def test_independence_is_named(self) -> None:
        """Whatever the numbers, the assumption stands where the reader sees it."""
        for preset in PRESETS:
            assert isinstance(preset.inputs, Inputs)
            assert any("assume independence" in note for note in notes(report(preset.inputs)))

    def test_one_of_each_reads_well(self) -> None:
        """One project and one step are not a list."""
        text = summary(report(Inputs(projects=1, steps=1)))
        assert "one project succeeds" in text
        assert "A chain of one step at 95 % each" in text

    def test_other_rates_stand_beside_the_readers(self) -> None:
        """The chart's table has the published rates and the reader's own, marked."""
        chart = next(block for block in report(Inputs()) if isinstance(block, Chart))
        assert len(chart.table.rows) == len(PUBLISHED) + 1
        (marked,) = chart.table.strong
        assert chart.table.rows[marked][0] == "87 %"

    def test_the_limits_are_a_table(self) -> None:
        """Of two rows: one for the projects and one for the chain."""
        table = next(block for block in report(Inputs()) if isinstance(block, Table))
        assert len(table.rows) == 2
        assert table.columns[1:] == ("Together", "Independent", "Apart")


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("failure_rate", "101", "Enter a percentage of at most 100."),
            ("failure_rate", "-1", "Enter a percentage of at least 0."),
            ("projects", "0", "Enter a number of at least 1."),
            ("projects", "2.5", "Enter a whole number."),
            ("projects", "1000001", "Enter a number of at most 1,000,000."),
            ("wanted_chance", "100", "Enter a percentage below 100."),
            ("wanted_chance", "0", "Enter a percentage above 0."),
            ("step_accuracy", "", "Enter a percentage from 0 to 100, such as 95."),
            ("steps", "-3", "Enter a number of at least 1."),
            ("wanted_chain_accuracy", "100 %", "Enter a percentage below 100."),
        ],
    )
    def test_out_of_bounds(self, field: str, text: str, message: str) -> None:
        """Beyond a bound the message is the bound."""
        assert problems(**{field: text}) == {field: message}
