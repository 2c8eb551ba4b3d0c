"""Expected values come from the formulas in each comment, worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.break_even import CHANGEABLE, PRESETS, Inputs, compute, present
from calculators.kit.blocks import Chart, Report, Table, notes, summary
from calculators.kit.inputs import InputError

# Amounts as people type them, so that nothing is lost in their digits.
money = st.integers(0, 10**7).map(lambda cents: cents / 100)
counts = st.integers(1, 10**9).map(float)
accuracies = st.integers(0, 10**5).map(lambda thousandths: thousandths / 1000)
cases = st.builds(
    Inputs,
    value_per_right=money,
    cost_per_wrong=money,
    serving_cost=money,
    accuracy=accuracies,
    predictions=counts,
    fixed_cost=money,
    months=st.integers(1, 1200).map(float),
)


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

    def test_a_million_answers(self) -> None:
        """(4 + 0.05 + 0.1) / 5 = 0.83; at 90 % each leaves 0.9 − 0.4 − 0.05 = 0.45.

        A million times that is 450,000, less 100,000. It takes 100,000 / 0.45 = 222,222.2
        predictions, and 12 of 450,000 / 100,000 = 2.667 months, to pay the fixed cost.
        """
        result = compute(Inputs())
        assert result.break_even_accuracy == 0.83
        assert result.margin_per_prediction == 0.45
        assert result.net_value == 350_000
        assert result.value_per_point == 50_000  # 1,000,000 · 5 / 100
        assert result.break_even_predictions == pytest.approx(2_000_000 / 9, rel=1e-15)
        assert result.payback_months == pytest.approx(8 / 3, rel=1e-15)

    def test_what_else_breaks_even(self) -> None:
        """Of 0.9 a prediction, 0.05 and 0.1 are gone: 0.75 pays for a tenth of a wrong answer.

        So a wrong one may cost 7.5, serving 0.9 − 0.4 − 0.1 = 0.4, the fixed cost 450,000, and a
        right one must be worth (0.4 + 0.05 + 0.1) / 0.9 = 0.6111.
        """
        result = compute(Inputs())
        assert result.break_even_cost_per_wrong == 7.5
        assert result.break_even_serving_cost == 0.4
        assert result.break_even_fixed_cost == 450_000
        assert result.break_even_value_per_right == pytest.approx(0.55 / 0.9, rel=1e-15)

    def test_support_triage(self) -> None:
        """6 % of 720,000 messages at 2 each are saved: 86,400, and the fixed cost is 86,800."""
        preset = next(p for p in PRESETS if p.name == "support-triage")
        assert isinstance(preset.inputs, Inputs)
        result = compute(preset.inputs)
        assert result.net_value == -400
        # 0.88 + 86,800 / 720,000 / 2 = 0.9402778
        assert result.break_even_accuracy == pytest.approx(0.9402778, abs=5e-8)
        assert result.payback_months == pytest.approx(36 * 86_800 / 86_400, rel=1e-12)

    def test_after_the_form(self) -> None:
        """Only 3 points are left, worth 43,200: less than the fixed cost by 43,600."""
        preset = next(p for p in PRESETS if p.name == "after-the-form")
        assert isinstance(preset.inputs, Inputs)
        assert compute(preset.inputs).net_value == -43_600

    def test_a_baseline_in_two_numbers(self) -> None:
        """Against a process with error e and a price L: V = e·L, C = (1 − e)·L, as the page says.

        With no other cost the break-even is then that process's own accuracy, C / L = 1 − e.
        """
        inputs = Inputs(value_per_right=0.24, cost_per_wrong=1.76, serving_cost=0, fixed_cost=0)
        assert compute(inputs).break_even_accuracy == 0.88


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(cases)
    def test_at_the_break_even_accuracy_nothing_is_gained_or_lost(self, inputs: Inputs) -> None:
        """To the last digit that an accuracy can be typed with."""
        zero = compute(inputs).break_even_accuracy
        assume(zero is not None)
        assert zero is not None
        there = compute(replace(inputs, accuracy=min(100.0, 100 * zero)))
        assert abs(there.net_value) <= 1e-12 * max(1.0, 100 * there.value_per_point)

    @given(cases, st.sampled_from(CHANGEABLE))
    def test_each_break_even_is_one(self, inputs: Inputs, name: str) -> None:
        """With that input at its break-even and the others as they were, the net value is 0."""
        zero = getattr(compute(inputs), f"break_even_{name}")
        assume(zero is not None and zero <= 1e15 and (zero >= 1 or name != "predictions"))
        assume(zero == 0 or zero >= 1e-12)
        there = replace(inputs, **{name: zero})
        turnover = there.predictions * (
            there.value_per_right + there.cost_per_wrong + there.serving_cost
        )
        assert abs(compute(there).net_value) <= 1e-12 * max(1.0, turnover + there.fixed_cost)

    @given(cases, accuracies)
    def test_more_accuracy_never_earns_less(self, inputs: Inputs, other: float) -> None:
        """The line rises, or is level where answers do not matter."""
        low, high = sorted((inputs.accuracy, other))
        worse, better = (compute(replace(inputs, accuracy=a)) for a in (low, high))
        assert better.net_value >= worse.net_value

    @given(cases)
    def test_it_pays_from_the_break_even_on(self, inputs: Inputs) -> None:
        """The sign of the net value and the two accuracies tell the same story."""
        result = compute(inputs)
        if result.break_even_accuracy is None:
            assert result.net_value <= 0
        elif not math.isclose(100 * result.break_even_accuracy, inputs.accuracy, rel_tol=1e-12):
            above = inputs.accuracy > 100 * result.break_even_accuracy
            assert (result.net_value > 0) == above

    @given(cases)
    def test_what_pays_is_paid_back_in_time(self, inputs: Inputs) -> None:
        """A net value above 0 means payback within the months in use, and the reverse."""
        result = compute(inputs)
        in_time = result.payback_months is not None and result.payback_months < inputs.months
        assert (result.net_value > 0) == in_time or math.isclose(
            result.payback_months or 0.0, inputs.months
        )

    @given(cases)
    def test_every_missing_answer_is_explained(self, inputs: Inputs) -> None:
        """Beside the standing note there is one for each kind of gap."""
        result = compute(inputs)
        gaps = [value for value in vars(result).values() if value is None]
        assert len(notes(report(inputs))) >= 1 + bool(gaps)


class TestEdges:
    """Where the formulas divide by nothing or no accuracy is enough."""

    def test_dearer_than_it_is_worth(self) -> None:
        """0.03 to serve and 0.02 for a right answer: even 100 % loses, and the note says why."""
        preset = next(p for p in PRESETS if p.name == "too-dear-to-serve")
        assert isinstance(preset.inputs, Inputs)
        result = compute(preset.inputs)
        assert result.break_even_accuracy is None
        assert result.payback_months is None
        assert summary(report(preset.inputs)).startswith("No accuracy makes this pay.")
        text = " ".join(notes(report(preset.inputs)))
        # 0.03 + 20,000 / 1,000,000 = 0.05
        assert "a prediction costs 0.05" in text
        assert "is worth 0.02" in text

    def test_answers_that_change_nothing(self) -> None:
        """Without value and harm no accuracy is better than another."""
        inputs = Inputs(value_per_right=0, cost_per_wrong=0)
        assert compute(inputs).break_even_accuracy is None
        assert "accuracy makes no difference" in notes(report(inputs))[0]

    def test_exactly_even(self) -> None:
        """At 83 % the net value is 0 and not the rest of a rounding."""
        inputs = Inputs(accuracy=83)
        assert compute(inputs).net_value == 0
        assert "breaks even" in summary(report(inputs))

    def test_a_hair_below(self) -> None:
        """Where three digits would say the same twice, the headline takes more."""
        preset = next(p for p in PRESETS if p.name == "support-triage")
        assert isinstance(preset.inputs, Inputs)
        expected = "At 94 % it loses 400. It would need 94.03 % to pay."
        assert summary(report(preset.inputs)) == expected

    def test_everything_free(self) -> None:
        """Then any accuracy pays, even none: the break-even is 0."""
        inputs = Inputs(cost_per_wrong=0, serving_cost=0, fixed_cost=0)
        result = compute(inputs)
        assert result.break_even_accuracy == 0
        assert result.payback_months == 0

    def test_always_wrong(self) -> None:
        """Then the value of a right answer decides nothing."""
        assert compute(Inputs(accuracy=0)).break_even_value_per_right is None

    def test_always_right(self) -> None:
        """Then the price of a wrong one decides nothing; the rest does."""
        result = compute(Inputs(accuracy=100))
        assert result.break_even_cost_per_wrong is None
        assert result.break_even_value_per_right == 0.15  # 0.05 + 100,000 / 1,000,000

    def test_later_than_it_is_in_use(self) -> None:
        """A payback beyond the months in use is marked as such."""
        inputs = Inputs(accuracy=84, fixed_cost=160_000)
        result = compute(inputs)
        # 0.84 − 0.64 − 0.05 = 0.15 a prediction: 150,000 in twelve months.
        assert result.payback_months == pytest.approx(12.8, rel=1e-12)
        assert "later than it is in use" in str(report(inputs))

    def test_the_chart_shows_the_readers_point_and_the_break_even(self) -> None:
        """Both lie on the line, and the table has the reader's row marked."""
        for preset in PRESETS:
            assert isinstance(preset.inputs, Inputs)
            blocks = report(preset.inputs)
            chart = next(block for block in blocks if isinstance(block, Chart))
            points = {point.label: point for point in chart.points}
            result = compute(preset.inputs)
            assert points["yours"].strong
            assert points["yours"].y == result.net_value
            assert chart.y.low <= result.net_value <= chart.y.high
            assert ("break-even" in points) == (result.break_even_accuracy is not None)
            (marked,) = chart.table.strong
            assert chart.table.rows[marked][0] == f"{preset.inputs.accuracy:g} %"

    def test_what_would_change_it_is_a_table_of_inputs(self) -> None:
        """Its rows are called as in the form, but for accuracy."""
        table = next(block for block in report(Inputs()) if isinstance(block, Table))
        labels = {name: field.label for name, field in Inputs.fields().items()}
        assert [row[0] for row in table.rows] == ["Accuracy", *map(labels.get, CHANGEABLE)]


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("accuracy", "101", "Enter a percentage of at most 100."),
            ("accuracy", "-1", "Enter a percentage of at least 0."),
            ("accuracy", "", "Enter a percentage from 0 to 100, such as 90."),
            ("predictions", "0", "Enter a number of at least 1."),
            ("value_per_right", "-1", "Enter a number of at least 0."),
            ("cost_per_wrong", "-0.01", "Enter a number of at least 0."),
            ("serving_cost", "free", "Enter a number of at least 0, such as 0.05."),
            ("fixed_cost", "1e999", "Enter a number of at most 1,000,000,000,000,000."),
            ("months", "0", "Enter a number above 0."),
            ("months", "1201", "Enter a number of at most 1,200."),
        ],
    )
    def test_out_of_bounds(self, field: str, text: str, message: str) -> None:
        """Beyond a bound the message is the bound."""
        assert problems(**{field: text}) == {field: message}
