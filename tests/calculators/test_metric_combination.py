"""Expected values are worked by hand in the comments, or are Ng's (Machine Learning Yearning)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.kit import html, markdown
from calculators.kit.blocks import Bars, Chart, Note, Paragraph, Report, Table, notes, summary
from calculators.kit.inputs import GridRow, InputError
from calculators.kit.run import answer, load
from calculators.metric_combination import (
    PRESETS,
    Inputs,
    Method,
    Metric,
    Result,
    compute,
    present,
)

CALCULATOR = load("metric-combination")
some = settings(max_examples=50)  # each example ranks under thousands of weightings
HOSTILE = ("<script>alert(1)</script>", "__proto__", "🦄 | `x`", "אבג cba", "w" * 100)

Values = Mapping[str, Sequence[float]]


def case(metrics: Sequence[Metric], models: Values, **more: Any) -> Inputs:
    """Inputs from each model's values in the order of the metrics."""
    names = [metric.name for metric in metrics]
    lines = tuple(GridRow(m, dict(zip(names, v, strict=True))) for m, v in models.items())
    return Inputs(metrics=tuple(metrics), models=lines, **more)


def pair(models: Values, **more: Any) -> Inputs:
    """Inputs with two metrics of equal weight, both better when higher."""
    return case((Metric("speed"), Metric("quality")), models, **more)


def by(result: Result, name: str) -> Method:
    """One method's row."""
    return next(method for method in result.methods if method.method == name)


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def told(inputs: Inputs) -> str:
    """All notes of an answer as one text."""
    return " ".join(notes(report(inputs)))


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def scores(result: Result, name: str) -> list[float | None]:
    """A method's scores in the order of the models."""
    return list(by(result, name).scores.values())


def preset(name: str) -> Inputs:
    """The inputs of a worked example."""
    found = next(p.inputs for p in PRESETS if p.name == name)
    assert isinstance(found, Inputs)
    return found


NG = preset("accuracy-and-speed")


class TestPrecisionAndRecall:
    """Three models at precision/recall 0.9/0.5, 0.8/0.7 and 0.7/0.9; weights 0.7 and 0.3."""

    result = compute(Inputs())

    def test_mean(self) -> None:
        """1.4/2, 1.5/2, 1.6/2."""
        assert scores(self.result, "mean") == [0.7, 0.75, 0.8]
        assert by(self.result, "mean").winner == "Eager"

    def test_weighted_mean(self) -> None:
        """0.63 + 0.15, 0.56 + 0.21, 0.49 + 0.27."""
        assert scores(self.result, "weighted-mean") == [0.78, 0.77, 0.76]
        assert by(self.result, "weighted-mean").winner == "Cautious"

    def test_geometric_mean(self) -> None:
        """P^0.7 · R^0.3; Eager's 0.7548 is just above Cautious' 0.7545, Balanced has 0.7686."""
        expected = [0.9**0.7 * 0.5**0.3, 0.8**0.7 * 0.7**0.3, 0.7**0.7 * 0.9**0.3]
        assert scores(self.result, "geometric-mean") == pytest.approx(expected, rel=1e-12)
        assert by(self.result, "geometric-mean").winner == "Balanced"

    def test_harmonic_mean(self) -> None:
        """1/(7/9 + 3/5) = 45/62, 1/(7/8 + 3/7) = 56/73, 1/(1 + 1/3) = 3/4."""
        expected = [45 / 62, 56 / 73, 3 / 4]
        assert scores(self.result, "harmonic-mean") == pytest.approx(expected, rel=1e-14)
        assert by(self.result, "harmonic-mean").winner == "Balanced"

    @pytest.mark.parametrize(
        ("beta", "expected"),
        [
            (1, [0.642857, 0.746667, 0.7875]),  # 2PR/(P + R): 0.9/1.4, 1.12/1.5, 1.26/1.6
            (2, [0.548780, 0.717949, 0.851351]),  # 5PR/(4P + R): 2.25/4.1, 2.8/3.9, 3.15/3.7
        ],
    )
    def test_f_beta(self, beta: float, expected: list[float]) -> None:
        """F1 and F2; both pick the model with the best recall."""
        result = compute(Inputs(beta=beta))
        assert scores(result, "f-beta") == pytest.approx(expected, abs=5e-7)
        assert by(result, "f-beta").winner == "Eager"

    def test_threshold(self) -> None:
        """Recall of at least 0.6 leaves two; of those Balanced has the higher precision."""
        assert scores(self.result, "threshold") == [None, 0.8, 0.7]
        assert by(self.result, "threshold").winner == "Balanced"
        assert self.result.passing == ("Balanced", "Eager")
        assert self.result.nearest_miss is None
        assert self.result.optimised == "precision"

    def test_disagreement_comes_first(self) -> None:
        """Each model wins by some method, and that is the first thing said."""
        assert [(pick.winner, pick.methods) for pick in self.result.disagreement] == [
            ("Balanced", ("geometric-mean", "harmonic-mean", "threshold")),
            ("Eager", ("mean", "f-beta")),
            ("Cautious", ("weighted-mean",)),
        ]
        answer = CALCULATOR.json(Inputs())
        assert next(iter(answer["result"])) == "disagreement"
        assert summary(report(Inputs())) == (
            "The methods disagree: Balanced by geometric mean, harmonic mean and limits; "
            "Eager by mean and F1; Cautious by weighted mean."
        )

    def test_pareto_front(self) -> None:
        """Each gives up one metric for the other, so none is beaten."""
        assert self.result.pareto == ("Cautious", "Balanced", "Eager")

    def test_shares(self) -> None:
        """At precision weight w they have 0.5 + 0.4w, 0.7 + 0.1w, 0.9 - 0.2w: all equal at 2/3."""
        shares = list(self.result.first_rank_share.values())
        assert shares == pytest.approx([1 / 3, 0, 2 / 3], abs=0.002)
        blocks = [b.text for b in report(Inputs()) if isinstance(b, Paragraph)]
        assert any("first by none" in text and "Balanced" in text for text in blocks)

    def test_closest_change(self) -> None:
        """Cautious leads by 0.01 and 0.02; at recall weight 0.35 all have 0.77 · 1.05."""
        change = self.result.closest_change
        assert change is not None
        assert (change.metric, change.weight, change.new_weight) == ("recall", 0.3, 0.35)
        assert change.level == ("Balanced", "Eager")
        text = " ".join(b.text for b in report(Inputs()) if isinstance(b, Paragraph))
        assert "Balanced and Eager draw level with Cautious" in text
        assert "rises from 0.3 to 0.35" in text

    def test_the_change_is_where_it_turns(self) -> None:
        """A little before it the winner stays, a little after it another one wins."""
        p, r = Inputs().metrics
        before, after = (
            compute(Inputs(metrics=(p, replace(r, weight=weight)))) for weight in (0.349, 0.351)
        )
        assert by(before, "weighted-mean").winner == "Cautious"
        assert by(after, "weighted-mean").winner == "Eager"

    def test_names_in_any_case(self) -> None:
        """RECALL and Precision, in any order and beside other metrics, still make an F-beta."""
        metrics = (Metric("RECALL"), Metric("cost"), Metric("Precision"))
        result = compute(case(metrics, {"A": (0.5, 1, 0.9)}))
        assert scores(result, "f-beta") == pytest.approx([0.642857], abs=5e-7)

    def test_no_f_beta_without_both(self) -> None:
        """No other pair of metrics has an F-beta."""
        result = compute(case((Metric("precision"), Metric("coverage")), {"A": (0.5, 0.9)}))
        assert [method.method for method in result.methods] == [
            "mean", "weighted-mean", "geometric-mean", "harmonic-mean", "threshold",
        ]  # fmt: skip

    def test_no_f_beta_when_lower_is_better(self) -> None:
        """Recall marked as better when lower is a slip, and is said."""
        inputs = case((Metric("precision"), Metric("recall", "lower")), {"A": (0.5, 0.9)})
        assert "f-beta" not in [method.method for method in compute(inputs).methods]
        assert "No F-beta" in told(inputs)

    def test_no_f_beta_of_nothing_found(self) -> None:
        """0/0 has no answer, and a note says why; 0 beside 0.5 is 0."""
        models = {"blind": (0, 0), "lucky": (0, 0.5), "fair": (0.5, 0.5)}
        inputs = case((Metric("precision"), Metric("recall")), models)
        assert scores(compute(inputs), "f-beta") == [None, 0, 0.5]
        assert "No F-beta for blind" in told(inputs)


class TestAccuracyAndSpeed:
    """Ng's three classifiers: 90, 92 and 95 % at 80, 95 and 1,500 ms, with a limit of 100 ms."""

    def test_the_limit_picks_the_second(self) -> None:
        """C is too slow; of A and B, B is more accurate (chapter 9)."""
        result = compute(NG)
        assert by(result, "threshold").winner == "B"
        assert result.passing == ("A", "B")
        assert [(m.model, m.metric) for m in result.misses] == [("C", "run time (ms)")]
        assert result.misses[0].shortfall == pytest.approx(14)  # 1,400 over 100

    def test_turned_by_a_minus_sign(self) -> None:
        """(90 - 80)/2, (92 - 95)/2, (95 - 1500)/2: the milliseconds decide."""
        assert scores(compute(NG), "mean") == [5, -1.5, -702.5]
        assert by(compute(NG), "mean").winner == "A"

    def test_warns_of_mixed_scales(self) -> None:
        """As given there is a warning that names the remedy; under min-max there is none."""
        warned = [b for b in report(NG) if isinstance(b, Note) and b.warning]
        assert len(warned) == 1
        assert "Set the scale to min-max" in warned[0].text
        assert not any(
            isinstance(b, Note) and b.warning for b in report(replace(NG, scale="min-max"))
        )

    def test_no_warning_for_one_scale(self) -> None:
        """Two rates, or two percentages, are on one scale."""
        for factor in (1, 100):
            inputs = pair({"A": (0.9 * factor, 0.5 * factor), "B": (0.4 * factor, 0.7 * factor)})
            assert "different scales" not in told(inputs)

    @pytest.mark.parametrize(("fast", "slow"), [((0.9, 2), (0.8, 3)), ((50, 400), (40, 700))])
    def test_warns_of_rates_and_of_a_factor_of_ten(
        self, fast: tuple[float, float], slow: tuple[float, float]
    ) -> None:
        """A rate beside numbers above 1, and 50 beside 700."""
        assert "different scales" in told(pair({"A": fast, "B": slow}))

    def test_min_max(self) -> None:
        """Accuracy 0, 0.4, 1; run time 1, 1405/1420, 0; so the mean picks B, too."""
        result = compute(replace(NG, scale="min-max"))
        assert scores(result, "mean") == pytest.approx([0.5, (0.4 + 1405 / 1420) / 2, 0.5])
        assert summary(report(replace(NG, scale="min-max"))) == "Every method picks B."
        assert scores(result, "harmonic-mean")[0] is None

    def test_shares_under_min_max(self) -> None:
        """At accuracy weight w, A and B are level at 15/583, B and C at 1405/2257.

        0.4w + 1405/1420 (1-w) = 1-w, times 1420: 568w = 15(1-w). And
        w = 0.4w + 1405/1420 (1-w), times 1420: 852w = 1405(1-w).
        """
        shares = compute(replace(NG, scale="min-max")).first_rank_share
        low, high = 15 / 583, 1405 / 2257
        assert list(shares.values()) == pytest.approx([low, high - low, 1 - high], abs=0.002)

    def test_no_mean_that_needs_positive_values(self) -> None:
        """A minus sign leaves no geometric or harmonic mean; it is null, and a note says why."""
        answer = CALCULATOR.json(NG)
        row = next(m for m in answer["result"]["methods"] if m["method"] == "geometric-mean")
        assert row["winner"] is None
        assert row["winners"] == []
        assert set(row["scores"].values()) == {None}
        assert any("No geometric or harmonic mean for A, B and C" in n for n in answer["notes"])


class TestShares:
    """Shares of all weightings, where they can be derived."""

    def test_two_models(self) -> None:
        """A (.9, .2), B (.5, .7): A is first where 0.4w > 0.5(1-w), so above 5/9: 4/9 of all."""
        shares = compute(pair({"A": (0.9, 0.2), "B": (0.5, 0.7)})).first_rank_share
        assert shares["A"] == pytest.approx(4 / 9, abs=0.002)
        assert shares["B"] == pytest.approx(5 / 9, abs=0.002)

    def test_three_metrics(self) -> None:
        """(1, 0, 0) beats (0, ½, ½) where w₁ > (1-w₁)/2, so w₁ > 1/3: a share of (2/3)² = 4/9."""
        metrics = (Metric("a"), Metric("b"), Metric("c"))
        shares = compute(case(metrics, {"A": (1, 0, 0), "B": (0, 0.5, 0.5)})).first_rank_share
        assert shares["A"] == pytest.approx(4 / 9, abs=0.01)

    def test_specialists_share_evenly(self) -> None:
        """The best model of each of three metrics, and nothing else to it, has a third."""
        metrics = (Metric("a"), Metric("b"), Metric("c"))
        models = {"A": (1, 0, 0), "B": (0, 1, 0), "C": (0, 0, 1)}
        shares = compute(case(metrics, models)).first_rank_share
        assert list(shares.values()) == pytest.approx([1 / 3] * 3, abs=0.01)

    def test_twins_share(self) -> None:
        """Two equal models have half each."""
        assert compute(pair({"A": (1, 2), "B": (1, 2)})).first_rank_share == {"A": 0.5, "B": 0.5}

    def test_a_beaten_model_has_none(self) -> None:
        """Where A is better in everything, B is off the front and never first."""
        result = compute(pair({"B": (1, 1), "A": (2, 1.5)}))
        assert result.pareto == ("A",)
        assert result.first_rank_share == {"B": 0, "A": 1}
        assert result.closest_change is None


class TestTies:
    """Ties are ties."""

    def test_twins_tie_by_every_method(self) -> None:
        """Equal models win together, and both stand on the front."""
        inputs = pair({"A": (3, 2), "B": (3, 2), "C": (1, 1)})
        result = compute(inputs)
        assert all(method.winners == ("A", "B") for method in result.methods)
        assert all(method.winner == "A, B" for method in result.methods)
        assert result.pareto == ("A", "B")
        assert result.closest_change is None
        assert summary(report(inputs)) == "A and B tie by every method."

    def test_equal_on_paper(self) -> None:
        """0.1 + 0.2 and 0.3 + 0 have the same mean, though not as floats."""
        assert by(compute(pair({"A": (0.1, 0.2), "B": (0.3, 0)})), "mean").winners == ("A", "B")

    def test_equal_after_cancelling(self) -> None:
        """0.1 + 0.2 - 0.3 = 0 is level with 0.4 + 0 - 0.4."""
        metrics = (Metric("a"), Metric("b"), Metric("c", "lower"))
        result = compute(case(metrics, {"A": (0.1, 0.2, 0.3), "B": (0.4, 0, 0.4)}))
        assert by(result, "mean").winners == ("A", "B")

    def test_tie_in_the_optimised_metric(self) -> None:
        """Two that meet the limit and are equal in the optimised metric tie by limits only."""
        metrics = (Metric("a"), Metric("b", limit=1))
        result = compute(case(metrics, {"A": (5, 1), "B": (5, 2), "C": (6, 0)}))
        assert by(result, "threshold").winners == ("A", "B")
        assert by(result, "mean").winner == "B"


class TestLimits:
    """Limits on all metrics but one, and the one driven as far as it goes."""

    def test_a_limit_is_met_at_its_value(self) -> None:
        """At least, and at most: equal is enough."""
        metrics = (Metric("a", limit=0.6), Metric("b", "lower", limit=100), Metric("c"))
        result = compute(case(metrics, {"A": (0.6, 100, 1), "B": (0.59, 99, 2)}))
        assert result.passing == ("A",)

    def test_lower_is_driven_down(self) -> None:
        """The optimised metric's lowest value wins where lower is better."""
        metrics = (Metric("errors", "lower"), Metric("b", limit=1))
        result = compute(case(metrics, {"A": (5, 1), "B": (3, 1), "C": (1, 0)}))
        assert by(result, "threshold").winner == "B"
        assert scores(result, "threshold") == [5, 3, None]

    def test_optimise_in_any_case(self) -> None:
        """The metric's name may be typed in any case."""
        result = compute(pair({"A": (1, 2), "B": (2, 1)}, optimise="QUALITY"))
        assert result.optimised == "quality"
        assert by(result, "threshold").winner == "A"

    def test_empty_is_the_first_without_a_limit(self) -> None:
        """And the answer says so."""
        inputs = case((Metric("a", limit=1), Metric("b"), Metric("c")), {"A": (1, 1, 1)})
        assert compute(inputs).optimised == "b"
        assert "Optimised: b, the first metric without a limit." in told(inputs)

    def test_every_metric_has_a_limit(self) -> None:
        """Then the first is optimised, among the models that meet its limit as well."""
        metrics = (Metric("a", limit=2), Metric("b", limit=2))
        inputs = case(metrics, {"A": (3, 2), "B": (9, 1), "C": (1, 9)})
        assert compute(inputs).optimised == "a"
        assert by(compute(inputs), "threshold").winner == "A"
        assert "a is optimised and has a limit" in told(inputs)

    def test_what_no_limit_holds_is_named(self) -> None:
        """Of three metrics with one limit, one is neither limited nor optimised."""
        assert "ignores run time (ms)" in told(preset("robot-grasping"))

    def test_no_model_passes(self) -> None:
        """Shortfalls: Small 4/40; Large 18/40 over 40/200; Two-pass 120/200 over 22/40."""
        result = compute(preset("no-model-passes"))
        assert result.passing == ()
        assert result.nearest_miss == "Small"
        assert by(result, "threshold").winner is None
        found = {m.model: (m.metric, round(m.shortfall, 12)) for m in result.misses}
        assert found == {
            "Small": ("streams per server", 0.1),
            "Large": ("streams per server", 0.45),
            "Two-pass": ("delay (ms)", 0.6),
        }
        words = summary(report(preset("no-model-passes")))
        assert words.startswith("No model meets every limit. Small comes nearest: streams per")
        assert "10 %" in words

    def test_equally_near_misses(self) -> None:
        """Both are a tenth short."""
        metrics = (Metric("a", limit=10), Metric("b", "lower", limit=10))
        result = compute(case(metrics, {"A": (9, 1), "B": (20, 11), "C": (5, 1)}))
        assert result.nearest_miss == "A, B"

    def test_a_limit_of_zero(self) -> None:
        """There the gap is a share of the largest value: 1 of 4 is nearer than 4 of 4."""
        metrics = (Metric("a"), Metric("bias", "lower", limit=0))
        result = compute(case(metrics, {"A": (1, 4), "B": (1, 1)}))
        assert result.nearest_miss == "B"
        assert result.misses[0].shortfall == 0.25

    def test_a_negative_limit(self) -> None:
        """-3 misses a limit of at least -2 by half of it."""
        result = compute(case((Metric("log-likelihood", limit=-2),), {"A": (-3,)}))
        assert result.misses[0].shortfall == 0.5

    def test_no_limit_at_all(self) -> None:
        """Then every model passes and the best by the optimised metric wins."""
        result = compute(pair({"A": (1, 2), "B": (2, 1)}))
        assert result.passing == ("A", "B")
        assert by(result, "threshold").winner == "B"


class TestScales:
    """As given and min-max."""

    def test_a_constant_metric_decides_nothing(self) -> None:
        """All models are the best there and have 1, which keeps the geometric mean alive."""
        metrics = (Metric("a"), Metric("b"))
        inputs = case(metrics, {"A": (1, 7), "B": (3, 7), "C": (2, 7)}, scale="min-max")
        assert scores(compute(inputs), "mean") == [0.5, 1, 0.75]
        assert "All models are equal in b" in told(inputs)

    def test_some_models_without_a_geometric_mean(self) -> None:
        """The worst of a metric has 0; the one in the middle has √(0.5 · 0.5) and wins."""
        models = {"A": (0, 10), "B": (5, 5), "C": (10, 0)}
        inputs = pair(models, scale="min-max")
        result = compute(inputs)
        assert scores(result, "geometric-mean") == [None, pytest.approx(0.5), None]
        assert by(result, "geometric-mean").winner == "B"
        assert "min-max gives the worst model of a metric 0" in told(inputs)

    @pytest.mark.parametrize("value", [0, -0.2])
    def test_zero_and_negative_values(self, value: float) -> None:
        """Such a model has no geometric mean and cannot win by it; the note says why."""
        inputs = pair({"A": (value, 9), "B": (0.4, 0.4)})
        result = compute(inputs)
        assert scores(result, "geometric-mean") == [None, pytest.approx(0.4)]
        assert by(result, "harmonic-mean").winner == "B"
        assert "No geometric or harmonic mean for A: they need values above 0" in told(inputs)

    def test_a_metric_without_weight(self) -> None:
        """It counts in the plain mean only, so its 0 does not matter to the geometric mean."""
        metrics = (Metric("a"), Metric("b", weight=0))
        result = compute(case(metrics, {"A": (4, 0), "B": (2, 6)}))
        assert scores(result, "weighted-mean") == [4, 2]
        assert scores(result, "geometric-mean") == pytest.approx([4, 2])
        assert scores(result, "mean") == [2, 4]


class TestSmallInputs:
    """One model, one metric."""

    def test_one_model(self) -> None:
        """Nothing to choose, and no error."""
        inputs = pair({"A": (1, 2)})
        assert "only one model" in summary(report(inputs))
        assert compute(inputs).first_rank_share == {"A": 1}

    @pytest.mark.parametrize("scale", ["as given", "min-max"])
    def test_one_metric(self, scale: str) -> None:
        """Every method that answers picks the best by it."""
        inputs = case((Metric("a"),), {"A": (1,), "B": (2,)}, scale=scale)
        result = compute(inputs)
        assert {method.winner for method in result.methods} == {"B"}
        assert result.pareto == ("B",)


class TestPictures:
    """Two metrics are drawn against each other; more as shares of weightings."""

    def test_two_metrics(self) -> None:
        """Each model is a point, the front a line, limits are rules, the reader's winner strong."""
        chart = next(b for b in report(Inputs()) if isinstance(b, Chart))
        places = {p.label: (p.x, p.y) for p in chart.points}
        assert places == {"Cautious": (0.9, 0.5), "Balanced": (0.8, 0.7), "Eager": (0.7, 0.9)}
        assert [p.label for p in chart.points if p.strong] == ["Cautious"]
        assert chart.lines[0].points == ((0.7, 0.9), (0.8, 0.7), (0.9, 0.5))
        assert [(rule.axis, rule.at) for rule in chart.rules] == [("y", 0.6)]
        assert len(chart.table.rows) == 3

    def test_a_far_limit_does_not_squeeze_the_chart(self) -> None:
        """A limit a million away is left out of the picture."""
        inputs = case((Metric("a"), Metric("b", limit=1e6)), {"A": (1, 2), "B": (2, 1)})
        chart = next(b for b in report(inputs) if isinstance(b, Chart))
        assert not chart.rules
        assert chart.y.high < 3

    def test_a_crowded_chart_is_numbered(self) -> None:
        """Where names have no room, a point's number leads to its row in the table."""
        models = {f"m{n}": (n % 7, n) for n in range(1, 14)}
        chart = next(b for b in report(pair(models)) if isinstance(b, Chart))
        assert {(p.label, p.short) for p in chart.points} == {
            (f"m{n}", f"{n}") for n in range(1, 14)
        }
        assert chart.table.rows[12][0] == "13 m13"
        few = next(b for b in report(pair({"A": (1, 1)})) if isinstance(b, Chart))
        assert [p.short for p in few.points] == [""]

    def test_more_metrics(self) -> None:
        """Bars from the largest share down, and a table with every model."""
        bars = next(b for b in report(preset("support-triage")) if isinstance(b, Bars))
        shares = [bar.segments[0] for bar in bars.bars]
        assert shares == sorted(shares, reverse=True)
        assert len(bars.table.rows) == 4


class TestExamples:
    """Each worked example shows what it is for."""

    @pytest.mark.parametrize(
        ("name", "average", "limits"),
        [
            ("accuracy-and-speed", "A", "B"),
            ("robot-grasping", "Today", "Larger images"),
            ("support-triage", "Small language model", "Small plus large"),
        ],
    )
    def test_the_mean_and_the_limits_differ(self, name: str, average: str, limits: str) -> None:
        """The mean picks what the limits do not.

        Robot: (1 + 0 + 1)/3 against (5/9 + 5/8 + 3/5)/3; both meet 1 cm, and 35° < 60°.
        Triage: (8/13 + 13/22 + 44/47 + 115/134)/4 = 0.750 against
        (11/13 + 19/22 + 30/47 + 80/134)/4 = 0.736, but 84 < 85.
        """
        result = compute(preset(name))
        assert by(result, "mean").winner == average
        assert by(result, "threshold").winner == limits


class TestBadInput:
    """Each message stands at its place and names the remedy."""

    def test_a_metric_named_like_the_first_column(self) -> None:
        """`name` is the models' own column."""
        found = problems(metrics=[{"name": "Name"}], models=[{"name": "A", "Name": 1}])
        assert list(found) == ["metrics.0.name"]
        assert found["metrics.0.name"].startswith("Choose another name")

    def test_names_used_twice(self) -> None:
        """Metrics, then models, in any case."""
        metrics = [{"name": "a"}, {"name": "A"}]
        assert list(problems(metrics=metrics, models=[])) == ["metrics.1.name"]
        models = [{"name": "x", "a": 1}, {"name": "X", "a": 2}]
        assert list(problems(metrics=metrics[:1], models=models)) == ["models.1.name"]

    def test_nothing_to_compare(self) -> None:
        """No model, or no metric."""
        assert problems(models=[]) == {"models": "Enter at least 1 model: there are 0."}
        assert problems(metrics=[]) == {"metrics": "Enter at least 1 metric: there are 0."}

    def test_too_many(self) -> None:
        """Eleven metrics, 51 models."""
        metrics = [{"name": f"m{n}"} for n in range(11)]
        assert "at most 10" in problems(metrics=metrics)["metrics"]
        models = [{"name": f"m{n}", "precision": 1, "recall": 1} for n in range(51)]
        assert "at most 50" in problems(models=models)["models"]

    def test_a_cell_is_missing(self) -> None:
        """The message stands at the cell."""
        found = problems(models=[["name", "precision", "recall"], ["A", "0.9", ""], ["B", "", "1"]])
        assert found == {
            "models.0.recall": "Enter a number, such as 0.9.",
            "models.1.precision": "Enter a number, such as 0.9.",
        }

    def test_no_weight_counts(self) -> None:
        """All weights 0 leave no weighted mean."""
        metrics = [{"name": "a", "weight": 0}, {"name": "b", "weight": 0}]
        found = problems(metrics=metrics, models=[{"name": "A", "a": 1, "b": 1}])
        assert found == {"metrics.0.weight": "Give at least one metric a weight above 0."}

    def test_weights_and_choices(self) -> None:
        """A weight below 0, a direction that is none, a limit that is no number."""
        wrong = {"name": "a", "weight": -1, "better": "faster", "limit": "soon"}
        found = problems(metrics=[wrong], models=[])
        assert list(found) == ["metrics.0.better", "metrics.0.weight", "metrics.0.limit"]
        assert found["metrics.0.better"] == "Choose one of: higher, lower."

    def test_optimise_names_no_metric(self) -> None:
        """The message lists the metrics there are."""
        found = problems(optimise="accuracy")
        assert list(found) == ["optimise"]
        assert "precision, recall" in found["optimise"]

    @pytest.mark.parametrize("beta", ["0", "-1", "x", "1e99"])
    def test_beta(self, beta: str) -> None:
        """β has to be above 0."""
        assert list(problems(beta=beta)) == ["beta"]

    def test_metrics_without_their_models(self) -> None:
        """New metrics need new models: the default ones do not have those columns."""
        found = problems(metrics=[{"name": "accuracy"}])
        assert found["models.0.accuracy"] == "Enter a number, such as 0.9."

    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_names_stay_names(self, name: str) -> None:
        """As a metric and as a model; nothing becomes a tag or breaks a table."""
        metrics = (Metric(name), Metric("b", limit=9))
        inputs = case(metrics, {name: (1, 2), "B": (2, 1)}, optimise=name)
        page = html.render(report(inputs))
        assert "<script" not in page
        wire = {"name": "metric-combination", "values": inputs.written()}
        assert answer(wire)["html"] == page
        for line in markdown.render("x", report(inputs)).splitlines():
            if line.startswith("| "):
                bare = line.replace("\\|", "")
                assert bare.count("|") in {3, 5, 6, 7}, line

    def test_extreme_values_have_answers(self) -> None:
        """From 1e-15 to 1e15, and weights likewise, every number stays finite."""
        metrics = (Metric("precision", weight=1e-15), Metric("recall", weight=1e15, limit=1e15))
        models = {"A": (1e15, 1e-15), "B": (1e-15, 1e15), "C": (-1e15, 0)}
        for scale in ("as given", "min-max"):
            inputs = case(metrics, models, scale=scale, beta=1e15)
            assert json.dumps(CALCULATOR.json(inputs), allow_nan=False)
            html.render(report(inputs))


@st.composite
def problems_to_decide(draw: st.DrawFn, scale: str | None = None) -> Inputs:
    """Some metrics with whole values, so that scaling them is exact."""
    count = draw(st.integers(1, 4))
    metrics = [
        Metric(
            f"m{n}",
            draw(st.sampled_from(("higher", "lower"))),
            weight=draw(st.integers(0 if n else 1, 5)),
            limit=draw(st.none() | st.integers(-20, 20)),
        )
        for n in range(count)
    ]
    cells = st.lists(st.integers(-30, 30), min_size=count, max_size=count)
    lines = draw(st.lists(cells, min_size=1, max_size=6))
    models = {f"model {n}": line for n, line in enumerate(lines)}
    return case(metrics, models, scale=scale or draw(st.sampled_from(("as given", "min-max"))))


def winners(result: Result) -> dict[str, set[str]]:
    """Who wins by each method."""
    return {method.method: set(method.winners) for method in result.methods}


class TestInvariants:
    """What holds for all inputs."""

    @some
    @given(problems_to_decide())
    def test_bounds(self, inputs: Inputs) -> None:
        """Shares add up to 1; winners come from the models; whoever is first is on the front."""
        result = compute(inputs)
        names = {model.name for model in inputs.models}
        assert math.isclose(math.fsum(result.first_rank_share.values()), 1, rel_tol=1e-9)
        assert all(0 <= share <= 1 for share in result.first_rank_share.values())
        assert all(set(method.winners) <= names for method in result.methods)
        assert set(result.pareto) <= names
        assert {n for n, share in result.first_rank_share.items() if share} <= set(result.pareto)
        assert set(by(result, "threshold").winners) <= set(result.passing)
        assert (result.nearest_miss is None) == bool(result.passing)
        assert len(result.passing) + len(result.misses) == len(names)

    @some
    @given(problems_to_decide())
    def test_a_mean_with_all_weights_picks_from_the_front(self, inputs: Inputs) -> None:
        """A beaten model cannot win the plain mean."""
        result = compute(inputs)
        assert set(by(result, "mean").winners) <= set(result.pareto)

    @some
    @given(problems_to_decide(), st.randoms(use_true_random=False))
    def test_order_does_not_matter(self, inputs: Inputs, random: Any) -> None:
        """Shuffled models and metrics give the same winners, front and misses."""
        models, metrics = list(inputs.models), list(inputs.metrics)
        random.shuffle(models)
        random.shuffle(metrics)
        driven = compute(inputs).optimised
        other = replace(inputs, models=tuple(models), metrics=tuple(metrics), optimise=driven)
        first, second = compute(inputs), compute(other)
        assert winners(first) == winners(second)
        assert set(first.pareto) == set(second.pareto)
        assert {m.model: m.shortfall for m in first.misses} == {
            m.model: m.shortfall for m in second.misses
        }

    @some
    @given(problems_to_decide("min-max"), st.sampled_from((2, 10, 1000)))
    def test_units_do_not_matter_under_min_max(self, inputs: Inputs, factor: int) -> None:
        """Milliseconds or seconds: the same scores."""
        first, *rest = inputs.metrics
        limit = None if first.limit is None else first.limit * factor
        models = tuple(
            GridRow(m.name, {**m.values, first.name: m.values[first.name] * factor})
            for m in inputs.models
        )
        other = replace(inputs, metrics=(replace(first, limit=limit), *rest), models=models)
        one, two = compute(inputs), compute(other)
        assert winners(one) == winners(two)
        assert scores(one, "weighted-mean") == scores(two, "weighted-mean")
        assert one.first_rank_share == two.first_rank_share

    @some
    @given(problems_to_decide())
    def test_turning_a_metric_changes_nothing(self, inputs: Inputs) -> None:
        """Lower is better for x just as higher is better for -x."""
        first, *rest = inputs.metrics
        turned = replace(
            first,
            better="lower" if first.better == "higher" else "higher",
            limit=None if first.limit is None else -first.limit,
        )
        models = tuple(
            GridRow(m.name, {**m.values, first.name: -m.values[first.name]}) for m in inputs.models
        )
        one, two = compute(inputs), compute(replace(inputs, metrics=(turned, *rest), models=models))
        assert winners(one) == winners(two)
        assert one.pareto == two.pareto
        assert one.first_rank_share == two.first_rank_share
        assert one.passing == two.passing

    @some
    @given(problems_to_decide(), st.sampled_from((0.5, 3, 1000)))
    def test_only_the_ratio_of_weights_matters(self, inputs: Inputs, factor: float) -> None:
        """All weights times a factor give the same scores."""
        metrics = tuple(replace(m, weight=m.weight * factor) for m in inputs.metrics)
        one, two = compute(inputs), compute(replace(inputs, metrics=metrics))
        assert scores(one, "weighted-mean") == scores(two, "weighted-mean")
        assert winners(one) == winners(two)

    @some
    @given(problems_to_decide())
    def test_the_closest_change_is_a_tie(self, inputs: Inputs) -> None:
        """With the new weight, those it names are level with the winner."""
        result = compute(inputs)
        change = result.closest_change
        if change is None:
            return
        metrics = tuple(
            replace(m, weight=change.new_weight) if m.name == change.metric else m
            for m in inputs.metrics
        )
        winner = by(result, "weighted-mean").winners[0]
        line = by(compute(replace(inputs, metrics=metrics)), "weighted-mean").scores
        best = line[winner]
        assert best is not None
        assert math.isclose(best, max(s for s in line.values() if s is not None), abs_tol=1e-9)
        assert all(math.isclose(line[name] or 0, best, abs_tol=1e-9) for name in change.level)

    @some
    @given(problems_to_decide())
    def test_every_null_is_explained(self, inputs: Inputs) -> None:
        """Where a method has no score for a model, some note says so."""
        for method in compute(inputs).methods:
            if None in method.scores.values():
                wanted = "No score by limits" if method.method == "threshold" else "No geometric"
                assert wanted in told(inputs)

    @some
    @given(problems_to_decide())
    def test_tables_are_complete(self, inputs: Inputs) -> None:
        """Every table has a cell for each column."""
        for block in report(inputs):
            if isinstance(block, Table):
                assert all(len(row) == len(block.columns) for row in block.rows)
