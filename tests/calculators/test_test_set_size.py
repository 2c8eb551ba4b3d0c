"""Expected values come from the formulas in each comment, from a citation, or from SciPy."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from calculators.kit.blocks import Chart, Note, Report, summary
from calculators.kit.inputs import InputError
from calculators.test_set_size import PRESETS, Inputs, compute, present, wilson

BARE = Inputs(tested=None, correct=None, second_accuracy=None)
accuracies = st.integers(1, 9999).map(lambda hundredths: hundredths / 100)


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def notes(inputs: Inputs) -> str:
    """All notes."""
    return " ".join(block.text for block in report(inputs) if isinstance(block, Note))


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    @pytest.mark.parametrize(
        ("accuracy", "margin", "confidence", "expected"),
        [
            (90, 5, 95, 139),  # 1.959964² · 0.09 / 0.0025 = 138.29
            (50, 3, 95, 1068),  # 3.841459 · 0.25 / 0.0009 = 1067.07: the pollster's thousand
            (50, 50, 95, 4),  # 3.841459 · 0.25 / 0.25 = 3.84
            (99, 1, 99, 657),  # 6.634897 · 0.0099 / 0.0001 = 656.85
        ],
    )
    def test_examples_needed(
        self, accuracy: float, margin: float, confidence: float, expected: int
    ) -> None:
        """The whole number above z² p (1 - p) / m²."""
        inputs = replace(BARE, expected_accuracy=accuracy, margin=margin, confidence=confidence)
        assert compute(inputs).examples_needed == expected

    def test_the_slice_too(self) -> None:
        """A tenth of all has to hold 139: 1,390 in all. A third of 100 %: 139 / 0.33 = 421.2."""
        inputs = replace(BARE, margin=5)
        assert compute(inputs).examples_needed_in_total == 1390
        assert compute(replace(inputs, slice_share=33)).examples_needed_in_total == 422
        assert compute(replace(inputs, slice_share=100)).examples_needed_in_total == 139

    def test_wilson(self) -> None:
        """990 of 1,000 at 95 %: [0.98169, 0.99456]."""
        result = compute(replace(BARE, tested=1000, correct=990))
        assert result.observed_accuracy == 0.99
        assert result.wilson_low is not None
        assert result.wilson_high is not None
        assert math.isclose(result.wilson_low, 0.98169, abs_tol=5e-6)
        assert math.isclose(result.wilson_high, 0.99456, abs_tol=5e-6)

    def test_none_and_all_right(self) -> None:
        """With z = 2 and none of 12: [0, 4 / 16]; all right is the mirror image."""
        assert wilson(0, 12, 2) == (0, 0.25)
        assert wilson(12, 12, 2) == (0.75, 1)

    def test_smallest_difference(self) -> None:
        """(1.959964 + 0.841621) √(2 · 0.09 / 1000) = 2.801585 · 0.01341641 = 0.0375872."""
        result = compute(replace(BARE, tested=1000))
        assert result.smallest_difference is not None
        assert result.smallest_difference_in_slice is not None
        assert math.isclose(result.smallest_difference, 0.0375872, rel_tol=1e-6)
        # A tenth of the examples shows √10 times less.
        ratio = result.smallest_difference_in_slice / result.smallest_difference
        assert math.isclose(ratio, math.sqrt(10), rel_tol=1e-12)

    def test_two_points_apart(self) -> None:
        """2.801585² · (0.09 + 0.0736) / 0.02² = 3210.2."""
        result = compute(Inputs())
        assert result.examples_to_compare == 3211
        assert result.difference_visible is False

    def test_the_note_on_fifty_examples(self) -> None:
        """From 50 you can tell 60 % from 90 %, but not 85 % from 90 % (the note on modelling)."""
        fifty = next(preset for preset in PRESETS if preset.name == "a-slice-of-fifty").inputs
        assert isinstance(fifty, Inputs)
        assert compute(fifty).difference_visible is True
        assert compute(replace(fifty, second_accuracy=85)).difference_visible is False


class TestAgainstScipy:
    """Relative tolerance 1e-9 over 2,500 generated inputs."""

    def test_wilson_and_sizes(self) -> None:
        """Its interval, and the formulas with its quantiles."""
        chance = random.Random(3)
        for _ in range(2500):
            tested = int(10 ** chance.uniform(0, 6))
            correct = chance.choice((chance.randint(0, tested), tested, 0, max(tested - 1, 0)))
            inputs = Inputs(
                expected_accuracy=chance.randint(1, 9999) / 100,
                margin=round(10 ** chance.uniform(-2, 1.6), 4),
                confidence=round(100 - 10 ** chance.uniform(-4, 1.6), 5),
                slice_share=chance.randint(1, 1000) / 10,
                tested=tested,
                correct=correct,
                second_accuracy=chance.randint(0, 10_000) / 100,
            )
            result = compute(inputs)
            interval = stats.binomtest(correct, tested).proportion_ci(
                inputs.confidence / 100, method="wilson"
            )
            z = stats.norm.isf((1 - inputs.confidence / 100) / 2)
            p, q = inputs.expected_accuracy / 100, (inputs.second_accuracy or 0) / 100
            both = p * (1 - p) + q * (1 - q)
            reach = z + stats.norm.ppf(0.8)
            needed = z**2 * p * (1 - p) / (inputs.margin / 100) ** 2
            assert math.isclose(result.examples_needed, math.ceil(needed), rel_tol=1e-9)
            assert result.wilson_low is not None
            assert result.wilson_high is not None
            # SciPy subtracts two like numbers at the ends, so those are good to 15 decimals only.
            assert math.isclose(result.wilson_low, interval.low, rel_tol=1e-9, abs_tol=1e-15)
            assert math.isclose(result.wilson_high, interval.high, rel_tol=1e-9, abs_tol=1e-15)
            if result.smallest_difference is not None:
                expected = reach * math.sqrt(both / tested)
                assert math.isclose(result.smallest_difference, expected, rel_tol=1e-9)


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(accuracies, st.floats(0.1, 40), st.floats(50, 99.99), st.integers(1, 100))
    def test_the_examples_needed_reach_the_margin(
        self, accuracy: float, margin: float, confidence: float, slice_share: int
    ) -> None:
        """So many are enough for the margin, one less is not, and the slice gets its part."""
        inputs = replace(
            BARE,
            expected_accuracy=accuracy,
            margin=margin,
            confidence=confidence,
            slice_share=slice_share,
        )
        result = compute(inputs)
        z, p = stats.norm.isf((1 - confidence / 100) / 2), accuracy / 100
        reached = [
            100 * z * math.sqrt(p * (1 - p) / n) if n else math.inf
            for n in (result.examples_needed, result.examples_needed - 1)
        ]
        assert reached[0] <= margin * (1 + 1e-9)
        assert z < 1e-12 or reached[1] >= margin * (1 - 1e-9)
        in_slice = result.examples_needed_in_total * slice_share / 100
        assert result.examples_needed <= in_slice * (1 + 1e-12)
        assert in_slice < result.examples_needed + slice_share / 100 + 1e-9

    @given(accuracies, accuracies, st.integers(1, 10**7))
    def test_visible_is_as_far_apart_as_the_smallest_difference(
        self, one: float, other: float, tested: int
    ) -> None:
        """Examples enough, or the difference large enough: the same verdict."""
        result = compute(replace(BARE, expected_accuracy=one, second_accuracy=other, tested=tested))
        if one == other:
            assert result.examples_to_compare is result.difference_visible is None
            return
        assert result.examples_to_compare is not None
        apart = abs(one - other) / 100
        if result.smallest_difference is None:
            assert not result.difference_visible
        elif not math.isclose(apart, result.smallest_difference, rel_tol=1e-9):
            assert result.difference_visible is (apart > result.smallest_difference)

    @given(st.integers(1, 10**9), st.floats(0, 1), st.floats(50, 99.9999))
    def test_the_interval_holds_what_was_seen(
        self, tested: int, share: float, confidence: float
    ) -> None:
        """It stays within 0 and 1, and the mirror image of right is wrong."""
        correct = round(tested * share)
        result = compute(replace(BARE, tested=tested, correct=correct, confidence=confidence))
        low, high, seen = result.wilson_low, result.wilson_high, result.observed_accuracy
        assert low is not None
        assert high is not None
        assert seen is not None
        assert 0 <= low <= seen * (1 + 1e-12)
        assert seen * (1 - 1e-12) <= high <= 1
        mirror = compute(
            replace(BARE, tested=tested, correct=tested - correct, confidence=confidence)
        )
        assert mirror.wilson_high is not None
        assert math.isclose(low, 1 - mirror.wilson_high, rel_tol=1e-9, abs_tol=1e-15)


class TestReport:
    """What the reader is told."""

    def test_headlines(self) -> None:
        """With another model, whether it can be told apart; without, what the margin takes."""
        assert "500 examples cannot tell 90 % from 92 %" in summary(report(Inputs()))
        assert "5,000 examples can tell" in summary(report(Inputs(tested=5000)))
        assert "to within 3 points, and 3,850" in summary(report(BARE))
        assert "slice" not in summary(report(replace(BARE, slice_share=100)))

    def test_few_errors(self) -> None:
        """99.9 % within 3 points takes 5 examples by the formula, and 5 errors take 5,000."""
        nearly = replace(BARE, expected_accuracy=99.9)
        assert compute(nearly).examples_needed == 5  # 3.841459 · 0.000999 / 0.0009 = 4.26
        assert "fewer than 5 errors" in notes(nearly)
        assert "take 5,000 or more" in notes(nearly)
        assert "right answers" in notes(replace(BARE, expected_accuracy=0.1))
        assert notes(BARE) == ""

    def test_no_difference_at_all(self) -> None:
        """Two models with the same accuracy are never told apart."""
        same = Inputs(second_accuracy=90)
        assert compute(same).examples_to_compare is None
        assert "no number of examples" in notes(same)

    def test_too_few_for_any_difference(self) -> None:
        """One example: 2.8 · √0.18 is more than 1. In a slice of three, the same."""
        assert compute(Inputs(tested=1, correct=1)).smallest_difference is None
        assert "however large" in notes(Inputs(tested=1, correct=1))
        slice_ = Inputs(tested=30, correct=27, slice_share=1)
        assert compute(slice_).smallest_difference_in_slice is None
        assert "The slice has 0.3 examples" in notes(slice_)

    def test_an_expectation_that_was_refuted(self) -> None:
        """Who expects 90 % and has measured 70 % of 500 is told to plan with that."""
        assert "Plan with 70 %" in notes(Inputs(correct=350))
        assert "Plan with" not in notes(Inputs())

    def test_the_chart(self) -> None:
        """The reader's test set, or without one the margin, and what it takes to tell the two."""
        for inputs, own in ((Inputs(), "your test set"), (BARE, "your margin")):
            chart = next(block for block in report(inputs) if isinstance(block, Chart))
            assert [point.label for point in chart.points if point.strong] == [own]
        chart = next(block for block in report(Inputs()) if isinstance(block, Chart))
        other = next(point for point in chart.points if point.label == "to tell the two")
        assert (other.x, other.y) == (3211, 2)
        (marked,) = chart.table.strong
        size = chart.table.rows[marked][0]
        assert not isinstance(size, str)
        assert size.value == 500


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("raw", "place", "message"),
        [
            ({"tested": "0", "correct": ""}, "tested", "at least 1"),
            ({"tested": "", "correct": "5"}, "tested", "how many were tested"),
            ({"tested": "10", "correct": "11"}, "correct", "at most 10"),
            ({"tested": "9.5"}, "tested", "whole number"),
            ({"correct": "-1"}, "correct", "at least 0"),
            ({"expected_accuracy": "100"}, "expected_accuracy", "below 100"),
            ({"expected_accuracy": "0"}, "expected_accuracy", "above 0"),
            ({"margin": "0"}, "margin", "above 0"),
            ({"margin": "51"}, "margin", "at most 50"),
            ({"slice_share": "0"}, "slice_share", "above 0"),
            ({"slice_share": "101"}, "slice_share", "at most 100"),
            ({"second_accuracy": "-1"}, "second_accuracy", "at least 0"),
        ],
    )
    def test_message(self, raw: dict[str, str], place: str, message: str) -> None:
        """Says what to enter instead."""
        found = problems(**raw)
        assert list(found) == [place]
        assert message in found[place]

    def test_tested_without_right_answers(self) -> None:
        """Examples that are only planned still show a smallest difference."""
        result = compute(Inputs(correct=None))
        assert result.observed_accuracy is None
        assert result.smallest_difference is not None
