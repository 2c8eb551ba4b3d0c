"""Expected values come from the definitions in each comment, worked by hand.

A direct reading of the definitions, in fractions, is the reference for generated rankings.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from calculators.kit.blocks import Bars, Report, notes, summary
from calculators.kit.inputs import InputError
from calculators.mean_average_precision import (
    FLAVOURS,
    PRESETS,
    Inputs,
    Ranking,
    average_precision,
    compute,
    hits,
    interpolated,
    present,
)

rankings = st.lists(st.booleans(), min_size=1, max_size=30)
missed = st.integers(0, 5) | st.integers(0, 40)
many = settings(max_examples=2000)


def written(ranked: list[bool]) -> str:
    """A ranking as people type it."""
    return " ".join(str(int(hit)) for hit in ranked)


tables = st.lists(st.tuples(rankings, missed), min_size=1, max_size=8).map(
    lambda rows: Inputs(
        rankings=tuple(
            Ranking(f"class {n}", written(ranked), gone) for n, (ranked, gone) in enumerate(rows)
        )
    )
)


def by_definition(ranked: list[bool], gone: int, recalls: list[Fraction]) -> Fraction:
    """The mean, over some recalls, of the best precision at that recall or beyond."""
    relevant = sum(ranked) + gone
    found = [sum(ranked[:place]) for place in range(1, len(ranked) + 1)]
    curve = [
        (Fraction(n, relevant), Fraction(n, place)) for place, n in enumerate(found, 1) if n > 0
    ]
    best = [max((p for r, p in curve if r >= recall), default=Fraction(0)) for recall in recalls]
    return sum(best, Fraction(0)) / len(best)


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

    def test_three_hits_in_five_places(self) -> None:
        """1 0 1 1 0: precision 1/1, 2/3 and 3/4 at the hits; their mean is 29/36 = 0.805556."""
        result = compute(Inputs(rankings=(Ranking("a", "1 0 1 1 0"),)))
        assert result.mean_average_precision == pytest.approx(29 / 36, rel=1e-15)
        assert result.average_precision["a"] == result.mean_average_precision

    def test_three_classes(self) -> None:
        """0.805556; (1 + 1 + 3/4) / 3 = 0.916667; (1/2 + 2/5) / 3 = 0.3. Mean 0.674074.

        Without the last 0.861111. In the best order 1, 1 and 2/3: mean 8/9.
        """
        result = compute(Inputs())
        assert result.average_precision == pytest.approx(
            {"cat": 29 / 36, "dog": 11 / 12, "bird": 0.3}, rel=1e-15
        )
        assert result.mean_average_precision == pytest.approx((29 / 36 + 11 / 12 + 0.3) / 3)
        assert result.lowest == "bird"
        assert result.mean_without_lowest == pytest.approx((29 / 36 + 11 / 12) / 2)
        assert result.mean_best_order == pytest.approx(8 / 9)

    def test_order_matters(self) -> None:
        """First 1; last (1/3 + 2/4 + 3/5) / 3 = 43/90 = 0.477778."""
        scores = compute(preset("order-matters")).average_precision
        assert scores["first"] == 1
        assert scores["last"] == pytest.approx(43 / 90, rel=1e-15)

    def test_what_was_never_found_counts(self) -> None:
        """Three hits in a row of six that were there: 3 / 6."""
        assert compute(preset("never-found")).average_precision["half found"] == 0.5

    def test_flavours(self) -> None:
        """1 0 1 1 0: from the second hit on the best precision is 3/4.

        Every hit: (1 + 3/4 + 3/4) / 3 = 5/6. Eleven recalls: 0 to 0.3 lie within the first hit's
        third, four times 1, and seven times 3/4: 9.25 / 11. A hundred and one: 0 to 0.33,
        34 times 1, and 67 times 3/4: 84.25 / 101.
        """
        result = compute(Inputs(rankings=(Ranking("a", "1 0 1 1 0"),)))
        expected = dict(zip(FLAVOURS, (29 / 36, 5 / 6, 9.25 / 11, 84.25 / 101), strict=True))
        assert result.flavours == pytest.approx(expected, rel=1e-14)


class TestAgainstTheDefinition:
    """Over generated rankings; to 1e-12."""

    @many
    @given(rankings, missed)
    def test_average_precision(self, ranked: list[bool], gone: int) -> None:
        """The sum over hits of the precision there, over all that was to be found."""
        relevant = sum(ranked) + gone
        if relevant == 0:
            assert average_precision(ranked, gone) is None
            return
        places = [place for place, hit in enumerate(ranked, 1) if hit]
        total = sum((Fraction(sum(ranked[:place]), place) for place in places), Fraction(0))
        assert average_precision(ranked, gone) == pytest.approx(float(total / relevant), rel=1e-12)

    @many
    @given(rankings, missed, st.sampled_from((0, 10, 100)))
    def test_interpolated(self, ranked: list[bool], gone: int, steps: int) -> None:
        """The best precision at a recall or beyond, by searching the whole curve."""
        relevant = sum(ranked) + gone
        if relevant == 0:
            assert interpolated(ranked, gone, steps) is None
            return
        recalls = [Fraction(n, steps) for n in range(steps + 1)] if steps else []
        recalls = recalls or [Fraction(n, relevant) for n in range(1, relevant + 1)]
        expected = float(by_definition(ranked, gone, recalls))
        assert interpolated(ranked, gone, steps) == pytest.approx(expected, rel=1e-12, abs=1e-15)

    @many
    @given(tables)
    def test_standard_error(self, inputs: Inputs) -> None:
        """SciPy's standard error of the mean, over the rankings with something to find."""
        result = compute(inputs)
        counted = [score for score in result.average_precision.values() if score is not None]
        if len(counted) < 2:
            assert result.standard_error is None
        else:
            expected = stats.sem(counted)
            assert result.standard_error == pytest.approx(expected, rel=1e-9, abs=1e-15)


class TestProperties:
    """What must hold whatever the rankings are."""

    @given(rankings, missed)
    def test_no_order_is_better_than_hits_first(self, ranked: list[bool], gone: int) -> None:
        """Sorted, the average precision is the share that was found."""
        inputs = Inputs(rankings=(Ranking("a", written(ranked), gone),))
        sorted_inputs = replace(
            inputs, rankings=(Ranking("a", written(sorted(ranked, reverse=True)), gone),)
        )
        here, there = compute(inputs), compute(sorted_inputs)
        score, best = here.mean_average_precision, here.mean_best_order
        assert (score is None) == (best is None)
        if score is not None and best is not None:
            assert 0 <= score <= best + 1e-12
            assert there.mean_average_precision == pytest.approx(best, rel=1e-12)

    @given(rankings, missed)
    def test_interpolation_flatters(self, ranked: list[bool], gone: int) -> None:
        """Taking the best precision further down never lowers the score."""
        plain, smooth = average_precision(ranked, gone), interpolated(ranked, gone)
        if plain is not None and smooth is not None:
            assert smooth >= plain - 1e-12

    @given(rankings, missed)
    def test_misses_at_the_end_change_nothing(self, ranked: list[bool], gone: int) -> None:
        """Precision is only looked at where there are hits."""
        assert average_precision([*ranked, False, False], gone) == average_precision(ranked, gone)

    @given(tables)
    def test_dropping_the_lowest_never_hurts(self, inputs: Inputs) -> None:
        """And the mean lies between the lowest and the mean of the rest."""
        result = compute(inputs)
        if result.mean_without_lowest is not None and result.mean_average_precision is not None:
            assert result.mean_without_lowest >= result.mean_average_precision - 1e-12


class TestEdges:
    """Rankings without hits, without anything to find, or alone."""

    def test_nothing_found(self) -> None:
        """If something was to be found and nothing was, the score is 0."""
        assert compute(Inputs(rankings=(Ranking("a", "0 0", 3),))).mean_average_precision == 0

    def test_nothing_to_find(self) -> None:
        """Without anything to find there is no score, and a note says what to enter."""
        inputs = Inputs(rankings=(Ranking("a", "0 0"),))
        result = compute(inputs)
        assert result.mean_average_precision is None
        assert set(result.flavours.values()) == {None}
        assert "no score" in summary(report(inputs))
        assert "enter it under Never found" in notes(report(inputs))[0]

    def test_an_empty_class_is_left_out(self) -> None:
        """It neither helps nor hurts the mean, and is named: (1 + 1/2 + 1 + 1/6) / 4 = 2/3."""
        inputs = preset("help-articles")
        result = compute(inputs)
        assert result.average_precision["cancel by phone"] is None
        assert result.mean_average_precision == pytest.approx(2 / 3, rel=1e-15)
        assert "cancel by phone" in notes(report(inputs))[0]

    def test_the_flavour_is_named(self) -> None:
        """Whatever the rankings are."""
        assert any("Say which flavour" in note for note in notes(report(Inputs())))

    def test_bars_add_up_to_what_was_found(self) -> None:
        """Precision and what order costs it; the lowest class first."""
        bars = next(block for block in report(Inputs()) if isinstance(block, Bars))
        assert [bar.label for bar in bars.bars] == ["bird", "cat", "dog"]
        assert sum(bars.bars[0].segments) == pytest.approx(2 / 3)

    def test_many_classes_are_not_all_drawn(self) -> None:
        """The table has them all."""
        many_rows = tuple(Ranking(f"class {n}", "0 " * n + "1") for n in range(50))
        bars = next(b for b in report(Inputs(rankings=many_rows)) if isinstance(b, Bars))
        assert len(bars.bars) == 12
        assert len(bars.table.rows) == 50
        assert "The lowest 12 are drawn." in bars.description

    @pytest.mark.parametrize(
        "typed",
        ["1 0 1 1 0", "10110", "1,0,1,1,0", "[1, 0, 1, 1, 0]", "1; 0; 1; 1; 0", "(1 0 110)"],
    )
    def test_rankings_in_any_spelling(self, typed: str) -> None:
        """Spaces, commas, semicolons and brackets may stand between the marks, or nothing."""
        assert hits(Ranking("a", typed)) == [True, False, True, True, False]

    def test_pasted_without_a_last_column(self) -> None:
        """Two columns are enough: nothing is missed then."""
        inputs = Inputs.read({"rankings": "name,hits\ncat,1 0 1\n"})
        assert inputs.rankings == (Ranking("cat", "1 0 1", 0),)


class TestBadInput:
    """Each mistake gets a message at its cell that names the remedy."""

    @pytest.mark.parametrize(
        ("row", "place", "message"),
        [
            (
                ["cat", "1 0 2", "0"],
                "hits",
                "Use 1 for a hit and 0 for a miss, best first, such as 1 0 1 1 0.",
            ),
            (
                ["cat", "yes no", "0"],
                "hits",
                "Use 1 for a hit and 0 for a miss, best first, such as 1 0 1 1 0.",
            ),
            (
                ["cat", ", ,", "0"],
                "hits",
                "Enter at least one 1 or 0, best first, such as 1 0 1 1 0.",
            ),
            (["cat", "", "0"], "hits", "Enter a ranking, best first."),
            (["", "1 0", "0"], "name", "Enter a class or query."),
            (["cat", "1 0", "-1"], "missed", "Enter a number of at least 0."),
            (["cat", "1 0", "0.5"], "missed", "Enter a whole number."),
            (
                ["cat", "1 " * 501, "0"],
                "hits",
                "Use at most 1,000 characters: this has 1,001.",
            ),
        ],
    )
    def test_a_wrong_cell(self, row: list[str], place: str, message: str) -> None:
        """The message stands at the cell."""
        found = problems(rankings=[["name", "hits", "missed"], row])
        assert found == {f"rankings.0.{place}": message}

    def test_no_rankings(self) -> None:
        """One is the least."""
        found = problems(rankings=[["name", "hits", "missed"]])
        assert found == {"rankings": "Enter at least 1 ranking: there are 0."}

    def test_two_of_a_name(self) -> None:
        """Scores are kept by name."""
        found = problems(rankings="name,hits\ncat,1\nCat,0")
        assert found == {"rankings.1.name": "Give each row its own name: “Cat” is used twice."}
