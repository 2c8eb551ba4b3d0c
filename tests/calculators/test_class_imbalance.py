"""Expected values come from the definitions in each comment, worked by hand.

SciPy is the reference for the correlation and the intervals over generated counts.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from calculators.class_imbalance import COUNTS, PRESETS, Inputs, compute, matrix, present
from calculators.kit.blocks import Chart, Report, Table, notes, summary
from calculators.kit.inputs import InputError

counts = st.tuples(*[st.integers(0, 10**4) | st.integers(0, 10)] * 4).filter(any)
rates = st.integers(0, 10**4).map(lambda hundredths: hundredths / 100)
cases = st.builds(
    Inputs,
    items=st.integers(1, 10**7).map(float),
    prevalence=rates,
    sensitivity=rates,
    specificity=rates,
    cost_fp=st.integers(0, 10**4).map(float),
    cost_fn=st.integers(0, 10**4).map(float),
    wanted_precision=st.integers(1, 100).map(float),
)


def counted(tp: int, fn: int, fp: int, tn: int) -> Inputs:
    """Inputs with the four counts."""
    return Inputs(tp=tp, fn=fn, fp=fp, tn=tn)


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

    @pytest.mark.parametrize("inputs", [Inputs(), counted(80, 20, 198, 9702)])
    def test_one_in_a_hundred(self, inputs: Inputs) -> None:
        """TP 80, FN 20, FP 198, TN 9,702, from the rates or as counts.

        Accuracy 9,782 / 10,000, against 9,900 / 10,000 for “no”. Balanced (0.8 + 0.98) / 2.
        Precision 80 / 278, F1 160 / 378. Matthews: 80 · 9702 − 198 · 20 = 772,200 over
        √(278 · 100 · 9,900 · 9,722) = √2,675,688,840,000 = 1,635,753.9: 0.47208.
        """
        result = compute(inputs)
        assert result.accuracy == 0.9782
        assert result.baseline_accuracy == 0.99
        assert result.balanced_accuracy == 0.89
        assert result.recall == 0.8
        assert result.specificity == 0.98
        assert result.precision == pytest.approx(80 / 278, rel=1e-15)
        assert result.f1 == pytest.approx(160 / 378, rel=1e-15)
        assert result.mcc == pytest.approx(0.47208, abs=5e-6)

    def test_what_errors_cost(self) -> None:
        """198 · 1 + 20 · 10 = 398; “no” misses 100 · 10, “yes” raises 9,900 false alarms.

        Threshold 1 / 11. The model is the cheapest while a miss costs more than 198 / 80 =
        2.475 false alarms and less than 9,702 / 20 = 485.1.
        """
        result = compute(Inputs(cost_fp=1, cost_fn=10))
        assert result.expected_cost == 398
        assert result.baseline_cost == result.always_no_cost == 1000
        assert result.always_yes_cost == 9900
        assert result.best_threshold == pytest.approx(1 / 11, rel=1e-15)
        assert result.ratio_low == 2.475
        assert result.ratio_high == 485.1

    def test_specificity_for_alarms_that_are_half_true(self) -> None:
        """With 80 true alarms 80 false ones are allowed: 1 − 80 / 9,900 = 0.991919."""
        needed = compute(Inputs(wanted_precision=50)).specificity_needed
        assert needed == pytest.approx(1 - 80 / 9900, rel=1e-15)

    def test_urgent_messages(self) -> None:
        """The note's case: 19,800 of 20,000 right, as “not urgent” is; recall 71 %, precision 50 %."""
        preset = next(p for p in PRESETS if p.name == "urgent-messages")
        assert isinstance(preset.inputs, Inputs)
        result = compute(preset.inputs)
        assert result.accuracy == result.baseline_accuracy == 0.99
        assert (result.recall, result.precision) == (0.71, 0.5)

    def test_a_balanced_test_set_flatters(self) -> None:
        """95 % precise on halves; at 1 % it is 0.95 / (0.95 + 0.05 · 99) = 0.161."""
        preset = next(p for p in PRESETS if p.name == "balanced-test-set")
        assert isinstance(preset.inputs, Inputs)
        assert compute(preset.inputs).precision == 0.95
        chart = next(b for b in report(preset.inputs) if isinstance(b, Chart))
        row = next(row for row in chart.table.rows if getattr(row[0], "text", "") == "1 %")
        assert getattr(row[1], "value", 0) == pytest.approx(100 * 0.95 / 5.9, rel=1e-12)

    def test_interval_of_eighty_in_a_hundred(self) -> None:
        """R's binom.test(80, 100) prints 0.7081573 to 0.8733444."""
        result = compute(counted(80, 20, 198, 9702))
        assert result.recall_low == pytest.approx(0.7081573, abs=5e-8)
        assert result.recall_high == pytest.approx(0.8733444, abs=5e-8)


class TestAgainstSciPy:
    """Over generated counts."""

    @settings(max_examples=2000)
    @given(counts)
    def test_correlation(self, four: tuple[int, int, int, int]) -> None:
        """Its square is chi-square without correction over the number of items; to 1e-11."""
        tp, fn, fp, tn = four
        result = compute(counted(*four))
        assume(result.mcc is not None)
        assert result.mcc is not None
        chi = stats.chi2_contingency([[tp, fn], [fp, tn]], correction=False).statistic
        assert result.mcc**2 == pytest.approx(chi / sum(four), rel=1e-11, abs=1e-15)
        assert math.copysign(1, result.mcc) == (1 if tp * tn >= fp * fn else -1)

    @settings(max_examples=2000)
    @given(counts)
    def test_intervals(self, four: tuple[int, int, int, int]) -> None:
        """Of recall and precision at 95 %, by quantiles of the beta distribution; to 1e-9."""
        tp, fn, fp, _ = four
        result = compute(counted(*four))
        for rest, low, high in (
            (fn, result.recall_low, result.recall_high),
            (fp, result.precision_low, result.precision_high),
        ):
            if tp + rest == 0:
                assert low is high is None
                continue
            least = stats.beta.ppf(0.025, tp, rest + 1) if tp else 0
            most = stats.beta.ppf(0.975, tp + 1, rest) if rest else 1
            assert low == pytest.approx(least, rel=1e-9)
            assert high == pytest.approx(most, rel=1e-9)


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(cases)
    def test_no_model_that_knows_something_is_blind(self, inputs: Inputs) -> None:
        """Accuracy and recall are shares, and F1 lies between precision and recall."""
        result = compute(inputs)
        assert 0 <= result.accuracy <= 1
        assert 0.5 <= result.baseline_accuracy <= 1
        if result.precision is not None and result.recall is not None and result.f1 is not None:
            low, high = sorted((result.precision, result.recall))
            assert low * (1 - 1e-12) <= result.f1 <= high * (1 + 1e-12)

    @given(cases)
    def test_price_of_a_miss_decides(self, inputs: Inputs) -> None:
        """Between the two ratios, and only there, the model is cheaper than both constants."""
        result = compute(inputs)
        assume(inputs.cost_fp > 0)
        low, high = result.ratio_low, result.ratio_high
        ratio = inputs.cost_fn / inputs.cost_fp
        assume(not any(math.isclose(ratio, end) for end in (low, high) if end is not None))
        between = low is not None and low < ratio and (high is None or ratio < high)
        cheapest = min(result.always_no_cost, result.always_yes_cost)
        m = matrix(inputs)
        if m.positives and m.negatives:
            assert (result.expected_cost < cheapest) == between

    @given(cases)
    def test_specificity_needed_gives_the_precision_wanted(self, inputs: Inputs) -> None:
        """The inverse of the inverse, unless even flagging everything is precise enough."""
        needed = compute(inputs).specificity_needed
        assume(needed is not None)
        assert needed is not None
        there = compute(replace(inputs, specificity=100 * needed)).precision
        assert there is not None
        wanted = inputs.wanted_precision / 100
        if needed > 0:
            assert there == pytest.approx(wanted, rel=1e-6)
        else:
            assert there >= wanted * (1 - 1e-9)

    @given(cases, rates)
    def test_a_rarer_class_has_falser_alarms(self, inputs: Inputs, other: float) -> None:
        """Precision never rises as the prevalence falls."""
        low, high = sorted((inputs.prevalence, other))
        rare, common = (compute(replace(inputs, prevalence=p)).precision for p in (low, high))
        if rare is not None and common is not None:
            assert rare <= common * (1 + 1e-12)

    @given(cases)
    def test_every_missing_score_is_explained(self, inputs: Inputs) -> None:
        """A note beyond the standing ones for each kind of gap."""
        result = compute(inputs)
        scores = (result.recall, result.precision, result.mcc, result.best_threshold)
        assert len(notes(report(inputs))) >= 2 + any(score is None for score in scores)

    @given(counts)
    def test_counts_win(self, four: tuple[int, int, int, int]) -> None:
        """Whatever the rates beside them are."""
        here = compute(counted(*four))
        there = compute(replace(counted(*four), items=7, prevalence=50, specificity=1))
        assert here == there


class TestEdges:
    """Empty rows and columns of the matrix."""

    def test_nothing_to_find(self) -> None:
        """Without cases recall, F1 aside, has no answer, and the report says so."""
        inputs = Inputs(prevalence=0)
        result = compute(inputs)
        assert result.recall is result.balanced_accuracy is result.mcc is None
        assert result.precision == 0
        assert any("nothing to find" in note for note in notes(report(inputs)))
        assert not [block for block in report(inputs) if isinstance(block, Chart)]

    def test_nothing_but_cases(self) -> None:
        """Then “yes” is the baseline, and no false alarm is possible."""
        inputs = Inputs(prevalence=100)
        result = compute(inputs)
        assert result.specificity is None
        assert result.baseline_accuracy == 1
        assert result.baseline_cost == 0
        assert "Answering “yes”" in summary(report(inputs))

    def test_a_program_that_prints_0(self) -> None:
        """It flags nothing: no precision, recall 0, and the accuracy of the baseline."""
        inputs = Inputs(sensitivity=0, specificity=100)
        result = compute(inputs)
        assert result.precision is result.mcc is result.ratio_low is None
        assert result.recall == result.f1 == 0
        assert result.accuracy == result.baseline_accuracy
        assert any("Nothing is flagged" in note for note in notes(report(inputs)))
        assert any("no better than chance" in note for note in notes(report(inputs)))

    def test_a_perfect_model(self) -> None:
        """All scores are 1, at any price of a miss."""
        result = compute(Inputs(sensitivity=100, specificity=100))
        assert result.accuracy == result.precision == result.f1 == result.mcc == 1
        assert (result.ratio_low, result.ratio_high) == (0, None)

    def test_a_coin(self) -> None:
        """It flags half of everything: balanced accuracy one half, correlation 0."""
        inputs = Inputs(sensitivity=50, specificity=50)
        result = compute(inputs)
        assert result.balanced_accuracy == 0.5
        assert result.mcc == 0
        assert any("no better than chance" in note for note in notes(report(inputs)))

    def test_free_errors(self) -> None:
        """Without prices there is no threshold, and nothing is cheaper than anything."""
        inputs = Inputs(cost_fp=0, cost_fn=0)
        assert compute(inputs).best_threshold is None
        assert any("give no threshold" in note for note in notes(report(inputs)))

    def test_accuracy_is_called_the_wrong_axis(self) -> None:
        """As a warning where the baseline is as good, else as a reminder of where it starts."""
        wrong, right = notes(report(Inputs()))[0], notes(report(Inputs(prevalence=40)))[0]
        assert wrong.startswith("Accuracy is the wrong axis here.")
        assert right.startswith("Accuracy starts at 60 % here, not at 0")

    def test_counts_are_shown_in_full(self) -> None:
        """9,702 and not 9,700; expected counts that are no whole numbers are rounded."""
        assert "TN 9,702" in str(report(Inputs()))
        assert "TP 0.8," in str(report(Inputs(items=100)))

    def test_the_table_holds_the_two_constant_programs(self) -> None:
        """One finds nothing, the other everything."""
        table = next(block for block in report(Inputs()) if isinstance(block, Table))
        found = next(row for row in table.rows if row[0] == "Cases found")
        assert [getattr(cell, "value", None) for cell in found[1:]] == [80, 0, 100]


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    def test_some_of_the_counts(self) -> None:
        """The message stands at each count that is missing."""
        found = problems(tp="80", tn="9702")
        assert found == {
            "fn": "Fill in this count too, or clear all four.",
            "fp": "Fill in this count too, or clear all four.",
        }

    def test_counts_of_nothing(self) -> None:
        """Four zeros are no measurement."""
        found = problems(**dict.fromkeys(COUNTS, "0"))
        assert found == {"tp": "Make at least one of the four counts larger than 0."}

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("tp", "-1", "Enter a number of at least 0."),
            ("fn", "2.5", "Enter a whole number."),
            ("fp", "2e9", "Enter a number of at most 1,000,000,000."),
            ("tn", "many", "Enter a whole number from 0 to 1,000,000,000, such as 80."),
            ("items", "0", "Enter a number of at least 1."),
            ("prevalence", "101", "Enter a percentage of at most 100."),
            ("sensitivity", "", "Enter a percentage from 0 to 100, such as 80."),
            ("specificity", "-1", "Enter a percentage of at least 0."),
            ("cost_fn", "-5", "Enter a number of at least 0."),
            ("wanted_precision", "0", "Enter a percentage above 0."),
        ],
    )
    def test_out_of_bounds(self, field: str, text: str, message: str) -> None:
        """Beyond a bound the message is the bound."""
        assert problems(**{field: text}) == {field: message}
