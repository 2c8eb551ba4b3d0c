"""Expected values come from the formulas in each comment, worked by hand or with `math` alone."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.cost_of_accuracy import (
    MODELS,
    PRESETS,
    Inputs,
    Result,
    best_error,
    compute,
    cost,
    present,
)
from calculators.kit.blocks import Chart, Headline, Note, Report, Table, notes, summary
from calculators.kit.inputs import InputError
from calculators.kit.learning_curve import Measured
from calculators.kit.rates import error_rate, fraction

models = st.sampled_from(list(MODELS))
# Accuracies as people give them, from half right to five nines.
accuracies = st.integers(50_000, 99_998).map(lambda thousandths: thousandths / 1000)
money = st.floats(0.01, 1e9)


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def answers(result: Result) -> list[float]:
    """The result's money that does not depend on what errors cost."""
    return [value for value in (result.cost_at_target, result.extra_cost) if value is not None]


@st.composite
def sensible_inputs(draw: st.DrawFn) -> Inputs:
    """Sensible inputs: a target at or above today's accuracy and a floor below both errors."""
    now, then = sorted((draw(accuracies), draw(accuracies)))
    floor = draw(st.sampled_from((0.0, 0.1, 0.5, 0.9))) * (100 - now)
    return Inputs(
        current_accuracy=now,
        target_accuracy=then,
        error_floor=round(floor, 6),
        cost_so_far=draw(money),
        model=draw(models),
        multiplier=draw(st.floats(1, 100)),
        exponent=draw(st.floats(0.05, 1)),
        predictions_per_month=draw(st.just(0.0) | st.floats(0.01, 1e7)),
        cost_per_error=draw(st.just(0.0) | st.floats(0.001, 1e3)),
        months=draw(st.floats(0.1, 60)),
    )


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    def test_nines(self) -> None:
        """-log10(0.05) = 1.30103: 95 % is a nine and a third."""
        result = compute(Inputs(current_accuracy=95))
        assert math.isclose(result.current_nines, 1.30103, rel_tol=1e-6)

    @pytest.mark.parametrize(
        ("accuracy", "count"), [(90, 1), (99, 2), (99.9, 3), (99.99999999, 10)]
    )
    def test_whole_nines_are_whole(self, accuracy: float, count: int) -> None:
        """99.99999999 % leaves an error of exactly 1e-10, so ten nines."""
        inputs = Inputs(target_accuracy=99.999999999, current_accuracy=accuracy)
        assert math.isclose(compute(inputs).current_nines, count, rel_tol=1e-15)

    @pytest.mark.parametrize(
        ("money_so_far", "now", "then", "expected"),
        [
            (50_000, 90, 99.5, 1_000_000),  # 0.1 / 0.005 = 20 times, and k = 1: 20 × 50,000
            (20_000, 95, 99, 100_000),  # 0.05 / 0.01 = 5 times: 5 × 20,000
            (50_000, 90, 99, 500_000),  # one nine: 10 × 50,000
            (50_000, 90, 90, 50_000),  # no nine
        ],
    )
    def test_tenfold(self, money_so_far: float, now: float, then: float, expected: float) -> None:
        """With a multiplier of 10 the cost grows as the error shrinks."""
        inputs = Inputs(cost_so_far=money_so_far, current_accuracy=now, target_accuracy=then)
        result = compute(inputs)
        assert result.cost_at_target is not None
        assert result.extra_cost is not None
        assert math.isclose(result.cost_at_target, expected, rel_tol=1e-12)
        assert math.isclose(result.extra_cost, expected - money_so_far, abs_tol=1e-6)
        assert result.multiplier_per_nine == 10

    def test_power_law_of_imagenet(self) -> None:
        """10^(1/0.309) = 10^3.236246 = 1722.8 times per nine (Hestness et al. 2017, top-1)."""
        result = compute(Inputs(model="power-law", exponent=0.309))
        assert result.multiplier_per_nine is not None
        assert result.cost_at_target is not None
        assert math.isclose(result.multiplier_per_nine, 1722.8, rel_tol=1e-4)
        assert math.isclose(result.cost_at_target, 50_000 * 1722.8, rel_tol=1e-4)

    def test_equal_work(self) -> None:
        """From two nines to four is twice the work: 200,000 becomes 400,000."""
        inputs = Inputs(
            current_accuracy=99, target_accuracy=99.99, cost_so_far=200_000, model="equal-work"
        )
        result = compute(inputs)
        assert result.cost_at_target is not None
        assert math.isclose(result.cost_at_target, 400_000, rel_tol=1e-12)
        assert result.multiplier_per_nine == 1

    def test_learning_curve(self) -> None:
        """Ten times the data halves the error: β = log10 2 = 0.3010300, and no standard error.

        5 % is half of 10 %, so it takes ten times 10,000 examples.
        """
        curve = (Measured(1000, 20), Measured(10_000, 10))
        inputs = Inputs(target_accuracy=95, model="power-law", learning_curve=curve)
        result = compute(inputs)
        assert result.fitted_exponent is not None
        assert result.examples_at_target is not None
        assert math.isclose(result.fitted_exponent, 0.3010300, rel_tol=1e-7)
        assert result.fitted_exponent_standard_error is None
        assert math.isclose(result.examples_at_target, 100_000, rel_tol=1e-9)
        # The fitted exponent replaces the one typed: half the error costs ten times as much.
        assert result.cost_at_target is not None
        assert math.isclose(result.cost_at_target, 500_000, rel_tol=1e-9)

    def test_standard_error_of_a_learning_curve(self) -> None:
        """Three points at x = 0, 1, 2 (powers of e), y = 0, -1, -1: slope -1/2.

        Mean of y -2/3, so the fit is -1/6, -2/3, -7/6 and leaves 1/6, -1/3, 1/6:
        s² = (1/36 + 4/36 + 1/36) / 1 = 1/6, Sxx = 2, standard error √(1/12).
        """
        curve = tuple(
            Measured(1000 * math.exp(x), 50 * math.exp(y)) for x, y in ((0, 0), (1, -1), (2, -1))
        )
        result = compute(Inputs(learning_curve=curve))
        assert result.fitted_exponent is not None
        assert result.fitted_exponent_standard_error is not None
        assert math.isclose(result.fitted_exponent, 0.5, rel_tol=1e-9)
        assert math.isclose(result.fitted_exponent_standard_error, math.sqrt(1 / 12), rel_tol=1e-9)

    def test_learning_curve_above_a_floor(self) -> None:
        """Above a floor of 2 %, errors of 22 and 12 % are 20 and 10 %: β = log10 2 again."""
        curve = (Measured(1000, 22), Measured(10_000, 12))
        result = compute(Inputs(error_floor=2, target_accuracy=93, learning_curve=curve))
        assert result.fitted_exponent is not None
        assert result.examples_at_target is not None
        assert math.isclose(result.fitted_exponent, 0.3010300, rel_tol=1e-7)
        # 93 % leaves 5 % above the floor: half of 10 %.
        assert math.isclose(result.examples_at_target, 100_000, rel_tol=1e-9)

    def test_cheapest_accuracy(self) -> None:
        """With k = 1, x* = √(C0 x0 / (N L)) = √(10,000 × 0.1 / 1,200,000) = 0.0288675: 97.11325 %.

        There building costs C0 x0 / x* = 34,641.016 and errors N L x* as much: 69,282.03.
        """
        inputs = Inputs(cost_so_far=10_000, predictions_per_month=100_000, cost_per_error=1)
        result = compute(inputs)
        assert result.best_accuracy is not None
        assert result.best_total_cost is not None
        assert math.isclose(result.best_accuracy, 97.11325, abs_tol=5e-6)
        assert math.isclose(result.best_total_cost, 69_282.03, abs_tol=5e-3)

    def test_cheapest_accuracy_of_equal_work(self) -> None:
        """x* = C0 / (N L ln(1/x0)) = 12,000 / (1,200,000 × ln 10) = 0.00434294, so 99.565706 %."""
        result = compute(Inputs(cost_so_far=12_000, model="equal-work"))
        assert result.best_accuracy is not None
        assert math.isclose(result.best_accuracy, 99.565706, abs_tol=5e-7)

    def test_errors_and_their_price(self) -> None:
        """100,000 a month at 10 and 1 % over 12 months at 1 each; 450,000 more for 108,000 saved.

        1,200,000 × 0.1 = 120,000 and 1,200,000 × 0.01 = 12,000; 108,000 - 450,000 = -342,000.
        Each of the 1,080,000 × 0.1 = 108,000 errors removed has to cost 450,000 / 108,000 = 4.1667.
        """
        result = compute(Inputs())
        expected = {
            "errors_per_month_now": 10_000,
            "errors_per_month_at_target": 1000,
            "errors_removed_per_month": 9000,
            "error_cost_now": 120_000,
            "error_cost_at_target": 12_000,
            "net_value": -342_000,
            "break_even_cost_per_error": 450_000 / 108_000,
        }
        for name, value in expected.items():
            assert math.isclose(getattr(result, name), value, rel_tol=1e-12), name


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(sensible_inputs(), accuracies)
    def test_a_higher_target_never_costs_less(self, inputs: Inputs, other: float) -> None:
        """Cost does not fall as the target rises, until it has no answer."""
        assume(other >= inputs.current_accuracy)
        low, high = sorted((inputs.target_accuracy, other))
        cheap, dear = (
            compute(replace(inputs, target_accuracy=target)).cost_at_target
            for target in (low, high)
        )
        if cheap is None:
            assert dear is None
        elif dear is not None:
            assert dear >= cheap * (1 - 1e-12)

    @given(sensible_inputs(), st.floats(0.01, 100))
    def test_money_scales(self, inputs: Inputs, rate: float) -> None:
        """In another currency every amount is multiplied, and no accuracy moves."""
        other = replace(
            inputs,
            cost_so_far=inputs.cost_so_far * rate,
            cost_per_error=inputs.cost_per_error * rate,
        )
        here, there = compute(inputs), compute(other)
        # A difference of two amounts is only as exact as the larger of them.
        exact = 1e-9 * max([inputs.cost_so_far, here.error_cost_now, *map(abs, answers(here))])
        for name in ("cost_at_target", "extra_cost", "error_cost_now", "net_value"):
            one, two = getattr(here, name), getattr(there, name)
            assert (one is None) == (two is None), name
            if one is not None:
                assert math.isclose(one * rate, two, rel_tol=1e-9, abs_tol=exact * rate), name
        assert (here.best_accuracy is None) == (there.best_accuracy is None)
        if here.best_accuracy is not None and there.best_accuracy is not None:
            assert math.isclose(here.best_accuracy, there.best_accuracy, rel_tol=1e-9)

    @given(sensible_inputs())
    def test_the_cheapest_accuracy_is_the_cheapest(self, inputs: Inputs) -> None:
        """A little more or less accuracy, or today's, costs at least as much in all."""
        best, result = best_error(inputs), compute(inputs)
        assume(best is not None and result.best_total_cost is not None)
        assert best is not None
        assert result.best_total_cost is not None
        today = error_rate(inputs.current_accuracy) - fraction(inputs.error_floor)
        assert 0 < best <= today
        per_error = inputs.predictions_per_month * inputs.months * inputs.cost_per_error
        for factor in (0.5, 0.9, 0.99, 0.999, 1.001, 1.01, 1.1, 2.0, today / best):
            error = min(best * factor, today)
            built = cost(inputs, inputs.model, error)
            if built is not None:
                total = built + per_error * (error + fraction(inputs.error_floor))
                assert total >= result.best_total_cost * (1 - 1e-9), factor

    @given(sensible_inputs())
    def test_the_target_and_today_are_points_of_the_same_curve(self, inputs: Inputs) -> None:
        """At today's error the cost is what was spent, by every rule that has an answer."""
        today = error_rate(inputs.current_accuracy) - fraction(inputs.error_floor)
        for model in MODELS:
            spent = cost(inputs, model, today)
            assert spent is not None
            assert math.isclose(spent, inputs.cost_so_far, rel_tol=1e-9)

    @given(sensible_inputs(), st.floats(0.001, 1e4))
    def test_a_dearer_error_never_lowers_the_cheapest_accuracy(
        self, inputs: Inputs, more: float
    ) -> None:
        """The more an error costs, the more accuracy is worth."""
        dearer = replace(inputs, cost_per_error=inputs.cost_per_error + more)
        before, after = best_error(inputs), best_error(dearer)
        if before is not None and after is not None:
            assert after <= before * (1 + 1e-12)

    @given(sensible_inputs())
    def test_at_the_break_even_price_the_target_is_free(self, inputs: Inputs) -> None:
        """With errors at that price the net value is nothing, against the sums it is made of."""
        price = compute(inputs).break_even_cost_per_error
        assume(price is not None and 1e-12 < price < 1e12)
        assert price is not None
        result = compute(replace(inputs, cost_per_error=price))
        assert result.net_value is not None
        assert result.extra_cost is not None
        scale = max(abs(result.extra_cost), inputs.cost_so_far, result.error_cost_now)
        assert abs(result.net_value) <= 1e-9 * scale

    @given(sensible_inputs())
    def test_a_target_at_or_beyond_the_floor_has_no_price(self, inputs: Inputs) -> None:
        """And the report says why instead of showing a number."""
        beyond = error_rate(inputs.target_accuracy) <= fraction(inputs.error_floor)
        result = compute(inputs)
        if beyond:
            assert result.cost_at_target is result.extra_cost is result.net_value is None
            assert any("no amount of work" in note for note in notes(report(inputs)))

    @given(sensible_inputs())
    def test_all_three_rules_are_shown_and_the_readers_is_marked(self, inputs: Inputs) -> None:
        """The comparison has the three rules whatever was chosen, with the result's own number."""
        table = next(block for block in report(inputs) if isinstance(block, Table))
        assert len(table.rows) == 3
        assert table.strong == (list(MODELS).index(inputs.model),)
        shown = table.rows[table.strong[0]][2]
        assert not isinstance(shown, str)
        assert shown.value == compute(inputs).cost_at_target


class TestEdges:
    """Where the formulas divide by nothing or leave the range of numbers."""

    def test_beyond_the_floor(self) -> None:
        """99.9 % lies beyond 0.5 % of wrong labels, and the note names the highest sensible aim."""
        inputs = Inputs(target_accuracy=99.9, error_floor=0.5)
        text = " ".join(notes(report(inputs)))
        assert "99.9 % lies beyond the error floor of 0.5 %" in text
        assert "aim below 99.5 %" in text

    def test_on_the_floor(self) -> None:
        """Exactly at the floor no work is enough: 100 - 99 = 1 %, without a rest."""
        result = compute(Inputs(target_accuracy=99, error_floor=1))
        assert result.cost_at_target is None

    def test_free_accuracy(self) -> None:
        """At a multiplier of 1 every accuracy costs the same, so none is the cheapest."""
        inputs = Inputs(multiplier=1)
        result = compute(inputs)
        assert result.extra_cost == 0
        assert result.best_accuracy is None
        assert any("no cheapest accuracy" in note for note in notes(report(inputs)))

    @pytest.mark.parametrize("model", MODELS)
    def test_free_errors(self, model: str) -> None:
        """Where errors cost nothing it is cheapest to stay at today's accuracy."""
        inputs = Inputs(model=model, cost_per_error=0)
        result = compute(inputs)
        assert result.best_accuracy == 90
        assert result.best_total_cost == 50_000
        assert isinstance(report(inputs)[0], Headline)

    @pytest.mark.parametrize("model", MODELS)
    def test_target_of_today(self, model: str) -> None:
        """It costs nothing more, and no price of an error makes it pay."""
        inputs = Inputs(model=model, target_accuracy=90)
        result = compute(inputs)
        assert result.extra_nines == result.extra_cost == result.net_value == 0
        assert result.break_even_cost_per_error is None
        assert "today's accuracy" in summary(report(inputs))

    def test_more_than_can_be_written(self) -> None:
        """Twelve nines along β = 0.01 cost 10^1100 times as much: no number, but a note."""
        inputs = Inputs(model="power-law", exponent=0.01, target_accuracy=99.9999999999)
        result = compute(inputs)
        assert result.cost_at_target is None
        assert any("more digits" in note for note in notes(report(inputs)))

    def test_a_next_nine_without_a_number(self) -> None:
        """10^(1/0.001) is no number; staying where one is still has a price."""
        inputs = Inputs(model="power-law", exponent=0.001, target_accuracy=90)
        assert compute(inputs).multiplier_per_nine is None
        assert any("one more nine" in note for note in notes(report(inputs)))

    def test_a_learning_curve_too_steep_for_its_scale(self) -> None:
        """Points that nearly share their size fit a scale far beyond a float, and still answer."""
        curve = (Measured(0.99999e15, 99.9), Measured(1e15, 0.1))
        result = compute(Inputs(learning_curve=curve, model="power-law"))
        assert result.examples_at_target is not None
        # The target's 1 % lies between the two errors, so its examples lie between theirs.
        assert 0.99999e15 < result.examples_at_target < 1e15

    def test_a_learning_curve_steeper_than_the_field_allows(self) -> None:
        """Measured exponents may exceed 1, which nobody can type; the band holds the estimate."""
        curve = (Measured(1000, 20), Measured(2000, 2), Measured(3000, 0.7))
        inputs = Inputs(learning_curve=curve, model="power-law")
        assert compute(inputs).fitted_exponent is not None
        assert any("standard error" in note for note in notes(report(inputs)))

    def test_a_learning_curve_too_flat_to_be_sure(self) -> None:
        """Two standard errors down the exponent is negative: the cost has no upper end."""
        curve = (Measured(1000, 20), Measured(2000, 21), Measured(4000, 19))
        inputs = Inputs(learning_curve=curve, model="power-law", target_accuracy=91)
        assert any("any amount" in note for note in notes(report(inputs)))

    def test_next_to_no_accuracy_today(self) -> None:
        """With an error of 1 no work has been done yet, so equal work has no answer."""
        inputs = Inputs(current_accuracy=1e-15, model="equal-work", target_accuracy=50)
        assert compute(inputs).current_nines == 0
        assert math.copysign(1, compute(inputs).current_nines) == 1
        assert summary(report(inputs))

    def test_percentages_keep_every_digit(self) -> None:
        """The headline names the target as it was typed."""
        inputs = Inputs(target_accuracy=99.99999999999999)
        assert "to 99.99999999999999 %" in summary(report(inputs))

    def test_charts_point_at_the_target(self) -> None:
        """The chart's strong point is the reader's target, and its table has that row marked."""
        for preset in PRESETS:
            assert isinstance(preset.inputs, Inputs)
            chart = next(block for block in report(preset.inputs) if isinstance(block, Chart))
            points = {point.label: point for point in chart.points}
            assert points["your target"].strong
            assert points["your target"].x == compute(preset.inputs).target_nines
            (marked,) = chart.table.strong
            assert chart.table.rows[marked][0] == f"{preset.inputs.target_accuracy:.15g} %"

    def test_answers_without_numbers_are_explained(self) -> None:
        """Every kind of missing answer comes with a note."""
        for inputs in (
            Inputs(target_accuracy=99.9, error_floor=0.5),
            Inputs(multiplier=1),
            Inputs(model="power-law", exponent=0.001),
        ):
            assert [block for block in report(inputs) if isinstance(block, Note)]


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize("text", ["", " ", "ninety", "NaN", "inf", "1e", "90 percent", "½"])
    def test_no_number(self, text: str) -> None:
        """What is no number is asked for again, with the bounds and an example."""
        message = "Enter a percentage above 0 and below 100, such as 99."
        assert problems(target_accuracy=text) == {"target_accuracy": message}

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("target_accuracy", "100", "Enter a percentage below 100."),
            ("target_accuracy", "100 %", "Enter a percentage below 100."),
            ("target_accuracy", "1e999", "Enter a percentage below 100."),
            ("current_accuracy", "0", "Enter a percentage above 0."),
            ("current_accuracy", "-0", "Enter a percentage above 0."),
            ("current_accuracy", "−5", "Enter a percentage above 0."),
            ("cost_so_far", "0", "Enter a number above 0."),
            ("cost_so_far", "1e999", "Enter a number of at most 1,000,000,000,000,000."),
            ("cost_per_error", "-1", "Enter a number of at least 0."),
            ("multiplier", "0.99", "Enter a number of at least 1."),
            ("multiplier", "1000001", "Enter a number of at most 1,000,000."),
            ("exponent", "1.01", "Enter a number of at most 1."),
            ("exponent", "0,35", "Write the decimal mark as a point, as in 0.35."),
            ("months", "1201", "Enter a number of at most 1,200."),
            ("model", "tenfolded", "Choose one of: tenfold, power-law, equal-work."),
            ("model", "", "Choose one of: tenfold, power-law, equal-work."),
        ],
    )
    def test_out_of_bounds(self, field: str, text: str, message: str) -> None:
        """Beyond a bound the message is the bound."""
        assert problems(**{field: text}) == {field: message}

    def test_almost_everything_right(self) -> None:
        """Seventeen nines cannot be told from 100 % by a float, so the message says to shorten."""
        message = problems(target_accuracy="99.99999999999999999")["target_accuracy"]
        assert message.startswith("Use fewer digits")

    def test_minus_nothing_is_nothing(self) -> None:
        """-0 is 0 where 0 is allowed."""
        assert math.copysign(1, Inputs.read({"error_floor": "-0"}).error_floor) == 1

    def test_a_target_below_today(self) -> None:
        """The message names today's accuracy."""
        message = "Enter at least 90: that is today's accuracy."
        assert problems(target_accuracy="80") == {"target_accuracy": message}

    def test_a_floor_above_todays_error(self) -> None:
        """The message names today's error; the same as today's error is too much as well."""
        message = "Enter less than 10: that is today's error."
        assert problems(error_floor="12") == {"error_floor": message}
        assert problems(error_floor="10") == {"error_floor": message}

    def test_all_problems_at_once(self) -> None:
        """Nobody has to send a form twice to learn of a second mistake."""
        assert list(problems(current_accuracy="x", months="0")) == ["current_accuracy", "months"]

    @pytest.mark.parametrize(
        ("curve", "place", "start"),
        [
            ("1000,20", "learning_curve", "Add a second point"),
            ("1000,20\n1000,10", "learning_curve", "Use at least two different numbers"),
            ("1000,20\n2000,30", "learning_curve", "Errors must fall as examples grow"),
            ("1000,20\n2000,ten", "learning_curve.1.error", "Enter a percentage above 0"),
            ("1000,20\n2000,100", "learning_curve.1.error", "Enter a percentage below 100"),
            ("1000,20\n,10", "learning_curve.1.examples", "Enter a number above 0"),
            ("1000,20\n2000,10,5", "learning_curve", "A row has more cells"),
            ("examples,loss\n1000,20", "learning_curve", "There is no column “loss”"),
            ("1000,20\n" * 51, "learning_curve", "Keep at most 50 points"),
        ],
    )
    def test_learning_curves_that_cannot_be_used(self, curve: str, place: str, start: str) -> None:
        """The message stands at the cell where one cell is wrong, else at the table."""
        ((found, message),) = problems(learning_curve=curve).items()
        assert found == place
        assert message.startswith(start)

    def test_a_point_below_the_floor(self) -> None:
        """An error below what no model removes is a mistake in one of the two."""
        found = problems(error_floor="2", learning_curve="1000,20\n\n2000,1.5")
        assert found == {"learning_curve.1.error": "Enter an error above the floor of 2 %."}

    def test_empty_rows_do_not_shift_messages(self) -> None:
        """In a form the message stands at the row where the reader sees the number."""
        cells = [["examples", "error"], ["", ""], ["1000", "20"], ["", ""], ["2000", "1.5"]]
        found = problems(error_floor="2", learning_curve=cells)
        assert list(found) == ["learning_curve.3.error"]
