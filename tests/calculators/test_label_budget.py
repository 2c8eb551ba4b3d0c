"""Expected values come from the formulas in each comment, worked by hand, or from SciPy."""

from __future__ import annotations

import contextlib
import math
import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from calculators.kit.blocks import Chart, Headline, Report, Table, notes, summary
from calculators.kit.inputs import InputError
from calculators.kit.learning_curve import Measured
from calculators.label_budget import (
    PRESETS,
    Inputs,
    compute,
    forecast,
    majority_accuracy,
    present,
)

TWO = (Measured(1000, 20), Measured(10_000, 10))  # ten times the examples halve the error


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def tone(inputs: Inputs) -> str:
    """How the headline is meant."""
    headline = report(inputs)[0]
    assert isinstance(headline, Headline)
    return headline.tone


@st.composite
def curves(draw: st.DrawFn) -> tuple[Measured, ...]:
    """Three to six points that fall by a power of the examples, give or take a little."""
    beta, start = draw(st.floats(0.1, 0.8)), draw(st.floats(10, 60))
    sizes = draw(st.lists(st.integers(100, 10**6), min_size=3, max_size=6, unique=True))
    assume(max(sizes) > 2 * min(sizes))
    errors = [start * (size / min(sizes)) ** -beta * draw(st.floats(0.95, 1.05)) for size in sizes]
    return tuple(Measured(size, error) for size, error in zip(sizes, errors, strict=True))


@st.composite
def plans(draw: st.DrawFn) -> Inputs:
    """A plan with a curve and a target below most of it."""
    with contextlib.suppress(InputError):  # noise may have turned a short curve upwards
        return Inputs(
            examples=draw(st.integers(1, 10**7)),
            votes=draw(st.integers(0, 20)) * 2 + 1,
            price_per_label=draw(st.floats(0.001, 100)),
            seconds_per_label=draw(st.floats(0, 1000)),
            overhead=draw(st.floats(0, 200)),
            rater_accuracy=draw(st.floats(0, 100)),
            learning_curve=draw(curves()),
            target_error=draw(st.floats(0.5, 30)),
            confidence=draw(st.sampled_from((50, 80, 95))),
        )
    return Inputs()


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    def test_cost(self) -> None:
        """10,000 · 3 · 0.08 · 1.15 = 2,760."""
        inputs = Inputs(examples=10_000, votes=3, price_per_label=0.08, overhead=15)
        assert math.isclose(compute(inputs).cost, 2760, rel_tol=1e-12)

    def test_hours(self) -> None:
        """10,000 · 3 · 30 s = 900,000 s = 250 h; the overhead is money, not hours."""
        inputs = Inputs(examples=10_000, votes=3, seconds_per_label=30, overhead=100)
        assert math.isclose(compute(inputs).hours, 250, rel_tol=1e-12)

    @pytest.mark.parametrize(
        ("rater", "votes", "expected_share"),
        [
            (70, 5, 0.83692),  # 0.7^5 + 5 · 0.7^4 · 0.3 + 10 · 0.7^3 · 0.3^2
            (70, 1, 0.7),
            (60, 3, 0.648),  # 0.6^3 + 3 · 0.6^2 · 0.4
            (50, 99, 0.5),  # a coin stays a coin
            (40, 3, 0.352),  # 1 - 0.648: the majority is worse than one
            (100, 7, 1),
            (0, 7, 0),
        ],
    )
    def test_majority(self, rater: float, votes: int, expected_share: float) -> None:
        """The binomial's upper half."""
        result = compute(Inputs(rater_accuracy=rater, votes=votes))
        assert math.isclose(result.majority_accuracy, expected_share, rel_tol=1e-12)

    def test_curve(self) -> None:
        """Errors of 20 and 10 % at 1,000 and 10,000 halve to 5 % at 100,000: β = log10 2.

        100,000 · 3 · 0.08 · 1.15 = 27,600; half the error takes ten times the examples. At
        1,000 examples the curve is at the point that made it.
        """
        inputs = Inputs(examples=1000, learning_curve=TWO, target_error=5)
        result = compute(inputs)
        for value, hand in (
            (result.fitted_exponent, 0.3010300),
            (result.examples_for_target, 100_000),
            (result.cost_for_target, 27_600),
            (result.hours_for_target, 100_000 * 3 * 15 / 3600),
            (result.factor_to_halve, 10),
            (result.expected_error, 0.2),
        ):
            assert value is not None
            assert math.isclose(value, hand, rel_tol=1e-7)
        assert result.examples_low is result.examples_high is None
        assert result.expected_error_low is result.expected_error_high is None

    def test_curve_above_a_floor(self) -> None:
        """Above 2 % the errors of 22 and 12 % are 20 and 10 %, and 7 % is 5 %: 100,000 again."""
        curve = (Measured(1000, 22), Measured(10_000, 12))
        inputs = Inputs(examples=10_000, learning_curve=curve, target_error=7, error_floor=2)
        result = compute(inputs)
        assert result.examples_for_target is not None
        assert result.expected_error is not None
        assert math.isclose(result.examples_for_target, 100_000, rel_tol=1e-9)
        assert math.isclose(result.expected_error, 0.12, rel_tol=1e-9)

    def test_interval(self) -> None:
        """With x = 0, 1, 2 and y = 0, -1, -1 in logarithms Fieller's ends solve a quadratic.

        The slope is -1/2 around (1, -2/3) with s² = 1/6 and Sxx = 2. At 50 % with one degree of
        freedom t = 1. A target 1 below the centre gives u²/6 - u + 17/18 = 0, u = 3 ± √(10/3).
        """
        curve = tuple(
            Measured(1000 * math.exp(x), 50 * math.exp(y)) for x, y in ((0, 0), (1, -1), (2, -1))
        )
        target = 50 * math.exp(-5 / 3)
        result = compute(Inputs(learning_curve=curve, target_error=target, confidence=50))
        low, middle, high = (
            1000 * math.exp(1 + 3 + side * math.sqrt(10 / 3)) for side in (-1, 0, 1)
        )
        assert result.examples_low is not None
        assert result.examples_high is not None
        assert math.isclose(result.examples_low, low, rel_tol=1e-9)
        assert math.isclose(result.examples_high, high, rel_tol=1e-9)
        # The curve itself is there at u = 2: the interval is not symmetric around it.
        assert result.examples_for_target is not None
        assert math.isclose(result.examples_for_target, 1000 * math.exp(3), rel_tol=1e-9)
        assert middle > result.examples_for_target


class TestSciPy:
    """The same figures by SciPy, over generated inputs."""

    def test_majority(self) -> None:
        """The binomial survival function, to eleven digits."""
        chance = random.Random(3)
        for _ in range(3000):
            rater, votes = chance.uniform(0, 100), 2 * chance.randrange(50) + 1
            ours = majority_accuracy(rater, votes)
            reference = float(stats.binom.sf(votes // 2, votes, rater / 100))
            assert math.isclose(ours, reference, rel_tol=1e-11, abs_tol=1e-300)

    def test_curve_and_band(self) -> None:
        """Exponent, examples for the target, and the band at the plan, to eight digits."""
        chance = random.Random(4)
        compared = 0
        while compared < 2000:
            count, floor = chance.randint(3, 7), chance.choice((0, 0.5, 3))
            sizes = [10 ** chance.uniform(2, 6) for _ in range(count)]
            beta, noise = chance.uniform(0.1, 0.6), chance.uniform(0.005, 0.1)
            errors = [
                floor + 30 * (n / 100) ** -beta * math.exp(chance.gauss(0, noise)) for n in sizes
            ]
            x = [math.log(size) for size in sizes]
            y = [math.log((error - floor) / 100) for error in errors]
            line = stats.linregress(x, y)
            if line.slope > -0.01 or max(errors) >= 100:
                continue
            compared += 1
            inputs = Inputs(
                examples=int(10 ** chance.uniform(2, 7)),
                learning_curve=tuple(map(Measured, sizes, errors)),
                target_error=floor + min(errors) * chance.uniform(0.2, 1),
                error_floor=floor,
            )
            result = compute(inputs)
            above = math.log((inputs.target_error - floor) / 100)
            assert result.fitted_exponent is not None
            assert result.examples_for_target is not None
            assert result.expected_error_high is not None
            needed = (above - line.intercept) / line.slope
            assert math.isclose(result.fitted_exponent, -line.slope, rel_tol=1e-8)
            assert math.isclose(math.log(result.examples_for_target), needed, rel_tol=1e-8)
            at, mean = math.log(inputs.examples), math.fsum(x) / count
            spread = math.fsum((value - mean) ** 2 for value in x)
            error = (
                line.stderr * math.sqrt(spread) * math.sqrt(1 / count + (at - mean) ** 2 / spread)
            )
            high = line.intercept + line.slope * at + stats.t.ppf(0.9, count - 2) * error
            whole = min(floor / 100 + math.exp(high), 1)
            assert math.isclose(result.expected_error_high, whole, rel_tol=1e-8)


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(plans())
    def test_the_error_at_the_examples_for_the_target_is_the_target(self, inputs: Inputs) -> None:
        """Read forwards the curve gives back what it was read backwards for."""
        needed = compute(inputs).examples_for_target
        assume(needed is not None)
        assert needed is not None
        ahead = forecast(inputs)
        assert ahead is not None
        assert math.isclose(ahead.errors(needed)[1], inputs.target_error / 100, rel_tol=1e-6)

    @given(plans())
    def test_the_interval_holds_the_answer(self, inputs: Inputs) -> None:
        """So does the band at the plan, and at an end of the interval the band is at the target."""
        result, ahead = compute(inputs), forecast(inputs)
        needed = result.examples_for_target
        assert ahead is not None
        assert needed is not None
        for end, side in ((result.examples_low, 0), (result.examples_high, 2)):
            if end is None:
                continue
            assert end <= needed * (1 + 1e-9) if side == 0 else end >= needed * (1 - 1e-9)
            if 1 < end < 1e30:
                error = ahead.errors(end)[side]
                assert error is not None
                assert math.isclose(error, inputs.target_error / 100, rel_tol=1e-5)
        low, middle, high = ahead.errors(inputs.examples)
        assert low is not None
        assert high is not None
        assert low <= middle * (1 + 1e-9)
        assert middle <= high * (1 + 1e-9)

    @given(plans(), st.floats(0.3, 0.99))
    def test_a_smaller_error_never_takes_fewer_examples(self, inputs: Inputs, part: float) -> None:
        """Nor does it cost less."""
        harder = replace(inputs, target_error=inputs.target_error * part)
        one, other = compute(inputs), compute(harder)
        assert one.examples_for_target is not None
        if other.examples_for_target is not None:
            assert other.examples_for_target >= one.examples_for_target
            assert one.cost_for_target is not None
            assert other.cost_for_target is not None
            assert other.cost_for_target >= one.cost_for_target

    @given(st.floats(0, 100), st.integers(0, 48))
    def test_more_votes_sharpen_whatever_raters_do(self, rater: float, half: int) -> None:
        """Above one half two more votes help, below they harm; right and wrong mirror each other."""
        few, more = (majority_accuracy(rater, votes) for votes in (2 * half + 1, 2 * half + 3))
        if rater >= 50:
            assert more >= few - 1e-12
        else:
            assert more <= few + 1e-12
        mirrored = majority_accuracy(100 - rater, 2 * half + 1)
        assert math.isclose(few + mirrored, 1, rel_tol=1e-9)

    @given(plans(), st.integers(2, 50))
    def test_cost_and_hours_grow_with_the_examples(self, inputs: Inputs, times: int) -> None:
        """Twice the examples cost twice as much."""
        one = compute(inputs)
        other = compute(replace(inputs, examples=inputs.examples * times))
        assert math.isclose(other.cost, one.cost * times, rel_tol=1e-9)
        assert math.isclose(other.hours, one.hours * times, rel_tol=1e-9)


class TestWords:
    """What the report says where it matters."""

    def test_the_verdict_on_the_plan(self) -> None:
        """Beyond the interval the plan should do, short of it it is too few, within it is open."""
        result = compute(Inputs())
        assert result.examples_low is not None
        assert result.examples_high is not None
        assert tone(Inputs(examples=math.floor(result.examples_low))) == "bad"
        assert tone(Inputs(examples=math.ceil(result.examples_high))) == "good"
        assert tone(Inputs(examples=17_000)) == "mixed"
        assert tone(Inputs(learning_curve=TWO)) == "mixed"
        assert tone(Inputs(learning_curve=())) == "plain"

    def test_a_target_at_the_floor(self) -> None:
        """No number of examples gets there, and the note says what to change."""
        inputs = Inputs(target_error=8, error_floor=8)
        assert compute(inputs).examples_for_target is None
        assert summary(report(inputs)) == "No number of examples brings the error to 8 %."
        assert any("does not lie above the error floor of 8 %" in n for n in notes(report(inputs)))

    def test_no_curve(self) -> None:
        """Then there is a price, no chart, and a note on how to get a curve."""
        blocks = report(Inputs(learning_curve=()))
        assert "2,760" in summary(blocks)
        assert not [block for block in blocks if isinstance(block, Chart)]
        assert any("Train on half" in note for note in notes(blocks))

    def test_two_points(self) -> None:
        """They give a number and no interval, which is said."""
        assert any(
            "Two points give no interval" in n for n in notes(report(Inputs(learning_curve=TWO)))
        )

    def test_a_curve_that_may_be_level(self) -> None:
        """Surer than three points allow, there is no upper end; far from them the low end stays."""
        curve = (Measured(1000, 22), Measured(2000, 17.5), Measured(5000, 12))
        inputs = Inputs(learning_curve=curve, confidence=99, target_error=0.1)
        assert compute(inputs).examples_low is not None
        assert compute(inputs).examples_high is None
        assert "at least" in summary(report(inputs))
        assert any("no upper end" in note for note in notes(report(inputs)))

    def test_far_beyond_the_points(self) -> None:
        """A target that takes more than ten times the largest set comes with a warning."""
        inputs = Inputs(learning_curve=TWO, target_error=1)
        assert any("beyond your largest training set" in note for note in notes(report(inputs)))

    def test_labels_too_wrong_for_the_target(self) -> None:
        """One vote at 85 % leaves 15 % of labels wrong, more than the 8 % aimed at."""
        assert any("15 % of these labels" in note for note in notes(report(Inputs(votes=1))))
        assert not any("of these labels" in note for note in notes(report(Inputs(votes=3))))
        # One vote at 98 % leaves exactly the 2 % aimed at.
        level = Inputs(votes=1, rater_accuracy=98, target_error=2)
        assert not any("of these labels" in note for note in notes(report(level)))

    def test_raters_worse_than_a_coin(self) -> None:
        """More of them make it worse, and the note says to mend the guidelines."""
        assert any("make a majority worse" in n for n in notes(report(Inputs(rater_accuracy=40))))

    def test_the_old_rule_stands_beside_the_answer(self) -> None:
        """With its price and, where there is a curve, the error it leads to."""
        for inputs in (Inputs(), Inputs(learning_curve=())):
            table = next(block for block in report(inputs) if isinstance(block, Table))
            assert "* a heuristic of 2019" in table.caption
            assert table.rows[-1][0] == "Rule of 10,000*"

    def test_too_flat_for_a_number(self) -> None:
        """A curve that hardly falls takes e^(thousands) of examples: no number, but a sentence."""
        curve = (Measured(1000, 20), Measured(1_000_000, 19.8))
        inputs = Inputs(learning_curve=curve, target_error=1)
        assert compute(inputs).examples_for_target is None
        assert "more examples than can be written" in summary(report(inputs))

    def test_a_plan_far_from_the_points(self) -> None:
        """The chart leaves it out; the table has it all the same."""
        inputs = Inputs(examples=10**15)
        chart = next(block for block in report(inputs) if isinstance(block, Chart))
        assert [rule.axis for rule in chart.rules] == ["y"]
        assert chart.table.rows[-1][0] != ""

    def test_presets_show_their_target(self) -> None:
        """Where there is a curve, the reader's target is the chart's strong point."""
        for preset in PRESETS:
            assert isinstance(preset.inputs, Inputs)
            for chart in (b for b in report(preset.inputs) if isinstance(b, Chart)):
                (strong,) = (point for point in chart.points if point.strong)
                assert strong.y == preset.inputs.target_error


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("votes", "2", "Enter an odd number, such as 1 or 3: an even one can tie."),
            ("votes", "0", "Enter a number of at least 1."),
            ("votes", "2.5", "Enter a whole number."),
            ("votes", "101", "Enter a number of at most 99."),
            ("examples", "0", "Enter a number of at least 1."),
            ("examples", "-5", "Enter a number of at least 1."),
            ("price_per_label", "-1", "Enter a number of at least 0."),
            ("rater_accuracy", "101", "Enter a percentage of at most 100."),
            ("target_error", "0", "Enter a percentage above 0."),
            ("target_error", "100", "Enter a percentage below 100."),
            ("confidence", "100", "Enter a percentage of at most 99.9."),
            ("overhead", "-5", "Enter a percentage of at least 0."),
        ],
    )
    def test_out_of_bounds(self, field: str, text: str, message: str) -> None:
        """Beyond a bound the message is the bound."""
        assert problems(**{field: text}) == {field: message}

    def test_a_curve_that_cannot_be_used(self) -> None:
        """A rising curve, one point, or a point at the floor is told at its place."""
        assert "learning_curve" in problems(learning_curve="1000,20\n2000,30")
        assert "learning_curve" in problems(learning_curve="1000,20")
        found = problems(error_floor="2", learning_curve="1000,20\n\n2000,2")
        assert found == {"learning_curve.1.error": "Enter an error above the floor of 2 %."}
