"""Expected values come from the formulas in each comment, worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.blocks import Chart, Report, Table, notes, summary
from calculators.kit.inputs import InputError
from calculators.review_load import PRESETS, Inputs, OperatingPoint, compute, present

rates = st.integers(0, 1000).map(lambda tenths: tenths / 10)
money = st.integers(0, 10**6).map(lambda cents: cents / 100)


@st.composite
def curves(draw: st.DrawFn) -> tuple[OperatingPoint, ...]:
    """Points as a test set gives them: more automated at a lower confidence, and more errors."""
    confidences = sorted(draw(st.sets(st.integers(0, 100), max_size=6)), reverse=True)
    hundred = st.integers(0, 100)
    shares = sorted(draw(st.lists(hundred, min_size=len(confidences), max_size=len(confidences))))
    points: list[OperatingPoint] = []
    wrong = 0.0
    for confidence, share in zip(confidences, shares, strict=True):
        wrong += draw(hundred) / 100 * (share - (points[-1].share if points else 0))
        error = round(100 * wrong / share, 6) if share else 0
        points.append(OperatingPoint(confidence, share, min(100.0, error)))
    return tuple(points)


cases = st.builds(
    Inputs,
    items=st.integers(1, 10**7).map(float),
    automated_share=rates,
    automated_error=rates,
    review_minutes=st.integers(0, 600).map(lambda tenths: tenths / 10),
    reviewer_cost_per_hour=money,
    reviewer_accuracy=rates,
    cost_per_error=money,
    operating_points=curves(),
)


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def preset(name: str) -> Inputs:
    """The inputs of a worked example."""
    found = next(p.inputs for p in PRESETS if p.name == name)
    assert isinstance(found, Inputs)
    return found


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    def test_claims_desk(self) -> None:
        """10,000 items, 70 % automated, 1 % of it wrong: 3,000 reviews and 70 silent errors.

        3,000 · 2 minutes are 100 hours, or 3,000 at 30. Reviewers miss 2 %, 60 items. With the 70
        that is 130 errors at 20: 2,600. In all 5,600, and 9,870 of 10,000 are right.
        """
        result = compute(Inputs())
        assert result.reviews == 3000
        assert result.silent_errors == 70
        assert result.reviewer_errors == 60
        assert result.review_hours == 100
        assert result.review_cost == 3000
        assert result.total_cost == 5600
        assert result.overall_accuracy == 0.987

    def test_what_is_worth_automating(self) -> None:
        """A review costs 1, a twentieth of an error, and misses 2 %: up to 5 + 2 = 7 %.

        Reading everything costs 10,000 · (1 + 0.02 · 20) = 14,000.
        """
        result = compute(Inputs())
        assert result.break_even_error == 0.07
        assert result.all_reviewed_cost == 14_000

    def test_thresholds(self) -> None:
        """From 95 to 90 % confidence: 1,000 more items, 128 − 70 = 58 more errors, 5.8 %.

        That is below 7 %, so it pays: 2,000 · 1.4 + 128 · 20 = 5,360. The next thousand adds 97
        errors, 9.7 %, and does not.
        """
        result = compute(Inputs())
        by_confidence = {point.confidence: point for point in result.operating_points}
        assert by_confidence[90].added_error == 0.058
        assert by_confidence[80].added_error == 0.097
        best = result.best_operating_point
        assert best is not None
        assert (best.confidence, best.share, best.error) == (90, 80, 1.6)
        assert (best.reviews, best.silent_errors, best.total_cost) == (2000, 128, 5360)

    def test_support_triage(self) -> None:
        """The note's step 3: 0.70 · 97 + 0.30 · 86 = 93.7 % end up right."""
        result = compute(preset("support-triage"))
        assert result.overall_accuracy == 0.937
        assert result.silent_errors == 420  # 20,000 · 0.7 · 0.03

    def test_suggest_and_confirm(self) -> None:
        """The note's example: 20,000 · 3 s + 1,800 · 20 s = 96,000 s, or 0.08 minutes each.

        26.67 hours at 30 are 800, and the 600 that slip through at 2 are 1,200: 2,000.
        """
        result = compute(preset("suggest-and-confirm"))
        assert result.review_hours == pytest.approx(80 / 3, rel=1e-15)
        assert result.reviewer_errors == pytest.approx(600, rel=1e-12)
        assert result.total_cost == pytest.approx(2000, rel=1e-12)

    def test_a_loop_on_paper(self) -> None:
        """If one wrong suggestion in ten is noticed, 12 % · 0.9 of 20,000 = 2,160 slip through."""
        assert compute(preset("loop-on-paper")).reviewer_errors == 2160


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(cases)
    def test_the_best_threshold_is_the_cheapest(self, inputs: Inputs) -> None:
        """No other point costs less, and of two that cost the same it is the surer."""
        result = compute(inputs)
        best = result.best_operating_point
        assert (best is None) == (not inputs.operating_points)
        for point in result.operating_points:
            assert best is not None
            assert point.total_cost >= best.total_cost
            if point.total_cost == best.total_cost:
                assert point.confidence <= best.confidence

    @given(cases)
    def test_a_step_pays_by_the_error_it_adds(self, inputs: Inputs) -> None:
        """From one threshold to the next cost falls where the added error is below the limit."""
        result = compute(inputs)
        limit = 1.0 if result.break_even_error is None else result.break_even_error
        points = result.operating_points
        for before, point in pairwise(points):
            if point.added_error is None or math.isclose(point.added_error, limit, rel_tol=1e-9):
                continue
            if point.added_error < limit:
                assert point.total_cost <= before.total_cost
            elif result.break_even_error is not None:
                assert point.total_cost >= before.total_cost

    @given(cases)
    def test_at_the_break_even_error_reading_everything_costs_the_same(
        self, inputs: Inputs
    ) -> None:
        """However much is automated."""
        limit = compute(inputs).break_even_error
        if limit is not None:
            result = compute(replace(inputs, automated_error=100 * limit))
            assert result.total_cost == pytest.approx(result.all_reviewed_cost, rel=1e-9, abs=1e-9)

    @given(cases, rates)
    def test_more_automation_means_fewer_reviews_and_more_silent_errors(
        self, inputs: Inputs, other: float
    ) -> None:
        """At the same error."""
        low, high = sorted((inputs.automated_share, other))
        less, more = (compute(replace(inputs, automated_share=share)) for share in (low, high))
        assert more.reviews <= less.reviews
        assert more.silent_errors >= less.silent_errors

    @given(cases)
    def test_costs_add_up(self, inputs: Inputs) -> None:
        """Reviews and the errors of both kinds are all there is."""
        result = compute(inputs)
        errors = result.silent_errors + result.reviewer_errors
        total = result.review_cost + errors * inputs.cost_per_error
        assert result.total_cost == pytest.approx(total, rel=1e-12)
        assert result.overall_accuracy == pytest.approx(1 - errors / inputs.items, abs=1e-12)


class TestEdges:
    """Nothing or everything automated, free errors, free reviews, odd points."""

    def test_nothing_automated(self) -> None:
        """Then nothing is silent, and the cost is that of reading everything."""
        result = compute(Inputs(automated_share=0))
        assert result.silent_errors == 0
        assert result.total_cost == result.all_reviewed_cost

    def test_everything_automated(self) -> None:
        """Then nobody reads anything."""
        result = compute(Inputs(automated_share=100))
        assert result.reviews == result.review_hours == result.reviewer_errors == 0
        assert result.total_cost == 2000  # 10,000 · 1 % · 20

    def test_free_errors(self) -> None:
        """Errors that cost nothing are not worth a review, and the note says what to enter."""
        inputs = Inputs(cost_per_error=0)
        assert compute(inputs).break_even_error is None
        assert "raise the cost of an error" in notes(report(inputs))[0]

    def test_reviews_dearer_than_errors(self) -> None:
        """A review at 25 for an error of 20: nothing is worth reading."""
        inputs = Inputs(review_minutes=50)
        assert compute(inputs).break_even_error is None
        assert "nothing is worth reading" in notes(report(inputs))[0]

    def test_no_operating_points(self) -> None:
        """They are optional; a note says what they are good for."""
        inputs = Inputs(operating_points=())
        assert compute(inputs).best_operating_point is None
        assert any("enter operating points" in note for note in notes(report(inputs)))

    def test_two_points_that_automate_the_same(self) -> None:
        """The second adds no items, so its added error has no answer, and a note says so."""
        points = (OperatingPoint(90, 70, 1), OperatingPoint(80, 70, 1))
        inputs = Inputs(operating_points=points)
        assert compute(inputs).operating_points[1].added_error is None
        assert any("no added error" in note for note in notes(report(inputs)))

    def test_errors_that_vanish(self) -> None:
        """More automated with fewer errors in all cannot be; the warning names the two rows."""
        points = (OperatingPoint(90, 70, 2), OperatingPoint(80, 80, 1))
        found = notes(report(Inputs(operating_points=points)))
        assert any("From 90 % to 80 %" in note and "check the two rows" in note for note in found)

    def test_the_order_of_rows_does_not_matter(self) -> None:
        """Points are sorted by their confidence."""
        there = replace(Inputs(), operating_points=Inputs().operating_points[::-1])
        assert compute(there) == compute(Inputs())

    def test_the_headline_names_a_cheaper_threshold(self) -> None:
        """Where there is one."""
        assert "cheapest threshold is 90 %" in summary(report(Inputs()))
        at_best = Inputs(automated_share=80, automated_error=1.6)
        assert "cheapest threshold" not in summary(report(at_best))

    def test_the_chart_shows_the_readers_point_among_the_thresholds(self) -> None:
        """The reader's own is strong; the best threshold is called best."""
        chart = next(block for block in report(Inputs()) if isinstance(block, Chart))
        own = [point for point in chart.points if point.strong]
        assert [(point.x, point.y) for point in own] == [(70, 5600)]
        assert "90 %, best" in [point.label for point in chart.points]
        assert all(point.y <= chart.y.high for point in chart.points)

    def test_doubling_each_guess(self) -> None:
        """Twice the model's errors: 3,000 + 20 · (140 + 60) = 7,000, and 95 % is best again."""
        table = [block for block in report(Inputs()) if isinstance(block, Table)][-1]
        rows = {row[0]: row[1:] for row in table.rows}
        row = rows["The model errs twice as often"]
        assert getattr(row[0], "value", None) == 7000
        # From 95 to 90 % twice 58 errors are added to 1,000 items: 11.6 %, above 7 %.
        assert row[2] == "95 %"


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("items", "0", "Enter a number of at least 1."),
            ("automated_share", "101", "Enter a percentage of at most 100."),
            ("automated_error", "-1", "Enter a percentage of at least 0."),
            ("review_minutes", "-2", "Enter a number of at least 0."),
            ("reviewer_cost_per_hour", "", "Enter a number of at least 0, such as 30."),
            ("reviewer_accuracy", "100.1", "Enter a percentage of at most 100."),
            ("cost_per_error", "dear", "Enter a number of at least 0, such as 20."),
        ],
    )
    def test_out_of_bounds(self, field: str, text: str, message: str) -> None:
        """Beyond a bound the message is the bound."""
        assert problems(**{field: text}) == {field: message}

    @pytest.mark.parametrize(
        ("points", "place", "message"),
        [
            (
                "90,70,1\n90,80,2",
                "operating_points.1.confidence",
                "Enter each confidence once: 90 % stands twice.",
            ),
            (
                "90,80,1\n80,70,2",
                "operating_points.0.share",
                "Enter at most 70: that is automated at the lower confidence of 80 %.",
            ),
            (
                "90,80,101",
                "operating_points.0.error",
                "Enter a percentage of at most 100.",
            ),
            (
                "90,,1",
                "operating_points.0.share",
                "Enter a percentage from 0 to 100, such as 70.",
            ),
        ],
    )
    def test_points_that_cannot_be(self, points: str, place: str, message: str) -> None:
        """The message stands at the cell."""
        assert problems(operating_points=points) == {place: message}
