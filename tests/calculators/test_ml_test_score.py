"""Expected values follow from the rule of Breck et al. 2017, worked by hand in each comment."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.blocks import Bars, Headline, Report, Tasks, notes, summary
from calculators.kit.inputs import InputError
from calculators.ml_test_score import ANSWERS, PRESETS, TESTS, Inputs, Result, compute, present

SECTIONS = ("data", "model", "infrastructure", "monitoring")


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def summing(*sums: float) -> Inputs:
    """Inputs whose four sections have these sums: whole points by machine, a half by hand."""
    answers: dict[str, str] = {}
    for section, total in zip(SECTIONS, sums, strict=True):
        names = [name for name, kind in TESTS.items() if kind.group.lower() == section]
        halves = int(2 * total)
        for name in names:
            taken = min(halves, 2)
            answers[name] = ("none", "manual", "automated")[taken]
            halves -= taken
    return Inputs(**answers)


def sums(result: Result) -> tuple[float, ...]:
    """The four sums of a result."""
    return tuple(getattr(result, section) for section in SECTIONS)


def after(inputs: Inputs, count: int) -> Inputs:
    """The same inputs once the first so many of the next steps are taken."""
    answers = {step.test: step.answer for step in compute(inputs).next_steps[:count]}
    return Inputs.read(inputs.plain() | answers)


@st.composite
def systems(draw: st.DrawFn) -> Inputs:
    """Any answers, or many that are alike."""
    usual = draw(st.sampled_from(list(ANSWERS)))
    answer = st.just(usual) | st.sampled_from(list(ANSWERS))
    return Inputs(**{name: draw(answer) for name in TESTS})


class TestVectors:
    """The rubric's own arithmetic."""

    @pytest.mark.parametrize(
        ("points", "score", "band"),
        [
            ((3.5, 2, 1.5, 4), 1.5, "first pass"),
            ((5.5, 6, 5.5, 7), 5.5, "exceptional"),
            ((0, 7, 7, 7), 0, "research project"),
            ((3.5, 2.5, 3, 1), 1, "grave gaps likely"),
            ((7, 7, 7, 7), 7, "exceptional"),
        ],
    )
    def test_the_smallest_sum_is_the_score(
        self, points: tuple[float, ...], score: float, band: str
    ) -> None:
        """Whatever the other three are."""
        result = compute(summing(*points))
        assert sums(result) == points
        assert result.score == score
        assert result.band == band
        assert result.average == sum(points) / 4

    @pytest.mark.parametrize(
        ("score", "band"),
        [
            (0, "research project"),
            (0.5, "grave gaps likely"),
            (1, "grave gaps likely"),
            (1.5, "first pass"),
            (2, "first pass"),
            (2.5, "decently tested"),
            (3, "decently tested"),
            (3.5, "strong"),
            (5, "strong"),
            (5.5, "exceptional"),
        ],
    )
    def test_a_band_ends_with_its_limit(self, score: float, band: str) -> None:
        """The bands of the paper are 0, above 0 to 1, to 2, to 3, to 5, and above 5."""
        assert compute(summing(score, 7, 7, 7)).band == band

    def test_seven_tests_in_each_of_four_sections(self) -> None:
        """28 in all."""
        groups = Counter(kind.group.lower() for kind in TESTS.values())
        assert groups == dict.fromkeys(SECTIONS, 7)
        assert list(TESTS) == list(Inputs.fields())

    def test_a_test_counts_a_half_by_hand(self) -> None:
        """And one by machine."""
        assert compute(Inputs(data_schema="manual")).data == 0.5
        assert compute(Inputs(data_schema="automated")).data == 1

    def test_the_note_on_testing(self) -> None:
        """3.5, 2.5, 3 and 1; two automated tests in monitoring lift it to 2.5, where model binds."""
        shop = next(preset.inputs for preset in PRESETS if preset.name == "support-triage")
        assert isinstance(shop, Inputs)
        assert sums(compute(shop)) == (3.5, 2.5, 3, 1)
        open_tests = {"monitoring_skew": "automated", "monitoring_age": "automated"}
        better = compute(Inputs.read(shop.plain() | open_tests))
        assert better.score == 2.5
        assert better.binding_section == "model"


class TestNext:
    """Which section decides, and what to do there."""

    def test_the_binding_section(self) -> None:
        """The first of those with the smallest sum; all of them are named."""
        result = compute(summing(3.5, 2, 1.5, 4))
        assert result.binding_section == "infrastructure"
        assert result.binding_sections == ("infrastructure",)
        assert compute(summing(5.5, 6, 5.5, 7)).binding_sections == ("data", "infrastructure")

    def test_the_cheapest_test_comes_first(self) -> None:
        """In monitoring four take an hour by hand; the first of them in the form is taken."""
        assert compute(summing(1, 1, 1, 0)).next_test == "monitoring_dependencies"

    def test_to_automate_takes_longer_than_to_do_once(self) -> None:
        """Another test of an hour by hand comes before automating the first, which takes a day."""
        result = compute(
            Inputs.read(summing(7, 7, 7, 0).plain() | {"monitoring_dependencies": "manual"})
        )
        assert result.next_test == "monitoring_age"

    def test_only_automating_is_left(self) -> None:
        """Where all is done by hand, half a point more comes from the machine."""
        by_hand = Inputs(**dict.fromkeys(TESTS, "manual"))
        step = compute(by_hand).next_steps[0]
        assert step.answer == "automated"
        assert step.effort == "day"  # an hour by hand, and one notch more

    def test_nothing_is_left(self) -> None:
        """All by machine: no section binds, there is no next test, and the report says so."""
        inputs = summing(7, 7, 7, 7)
        result = compute(inputs)
        assert result.binding_section is result.next_test is result.next_band is None
        assert result.binding_sections == ()
        assert result.next_steps == ()
        assert any("All 28 tests run by machine" in note for note in notes(report(inputs)))

    @given(systems())
    def test_the_steps_reach_the_next_band_and_no_further(self, inputs: Inputs) -> None:
        """All of them taken, the band is the next one; without the last it is not yet."""
        result = compute(inputs)
        if result.next_band is None:
            return
        steps = len(result.next_steps)
        assert compute(after(inputs, steps)).band == result.next_band
        assert compute(after(inputs, steps - 1)).band == result.band

    @given(systems())
    def test_each_step_is_in_the_shortest_section(self, inputs: Inputs) -> None:
        """A half point anywhere else would change nothing."""
        result = compute(inputs)
        for count, step in enumerate(result.next_steps):
            before = compute(after(inputs, count))
            assert step.section.lower() == before.binding_section
            assert sum(sums(compute(after(inputs, count + 1)))) == sum(sums(before)) + 0.5


class TestProperties:
    """What must hold whatever is answered."""

    @given(systems())
    def test_the_score_is_at_most_the_average(self, inputs: Inputs) -> None:
        """The smallest of four sums from 0 to 7."""
        result = compute(inputs)
        assert 0 <= result.score <= result.average <= 7
        assert result.automated + result.manual / 2 == sum(sums(result))

    @given(systems(), st.sampled_from(list(TESTS)))
    def test_more_testing_never_lowers_the_score(self, inputs: Inputs, test: str) -> None:
        """By hand is at least as good as not at all, and by machine at least as good as that."""
        answers = inputs.plain()
        scores = [compute(Inputs.read(answers | {test: given})).score for given in ANSWERS]
        assert scores == sorted(scores)


class TestWords:
    """What the report says where it matters."""

    @pytest.mark.parametrize(
        ("points", "tone"),
        [(0, "bad"), (1, "bad"), (1.5, "mixed"), (3, "mixed"), (3.5, "good"), (6, "good")],
    )
    def test_the_tone(self, points: float, tone: str) -> None:
        """Up to 1 is bad, above 3 is good."""
        headline = report(summing(points, 7, 7, 7))[0]
        assert isinstance(headline, Headline)
        assert headline.tone == tone

    def test_who_decides(self) -> None:
        """One section decides, several decide."""
        assert summary(report(summing(0, 7, 7, 7))).endswith("Data decides.")
        assert summary(report(summing(1, 1, 7, 7))).endswith("Data and Model decide.")

    def test_sections_as_short_as_the_first(self) -> None:
        """One test does not lift the score while another section is as short."""
        assert any("once Model gains half" in n for n in notes(report(summing(1, 1, 7, 7))))
        assert any(
            "Model and Monitoring gain half" in n for n in notes(report(summing(1, 1, 7, 1)))
        )
        assert not notes(report(summing(1, 7, 7, 7)))

    def test_the_shortest_bar_is_marked(self) -> None:
        """The bars are the sums, and the table marks what decides."""
        bars = next(block for block in report(summing(3.5, 2, 1.5, 4)) if isinstance(block, Bars))
        assert [sum(bar.segments) for bar in bars.bars] == [3.5, 2, 1.5, 4]
        assert bars.table.strong == (2,)

    def test_the_way_to_the_next_band_is_a_task_list(self) -> None:
        """From 0 in one section one half point is missing; from 7 everywhere nothing is."""
        (tasks,) = (block for block in report(summing(0, 7, 7, 7)) if isinstance(block, Tasks))
        assert len(tasks.items) == 1
        assert "about an hour" in tasks.items[0].text
        assert not [block for block in report(summing(7, 7, 7, 7)) if isinstance(block, Tasks)]


def test_an_answer_that_is_none() -> None:
    """The message lists the three there are; a label is understood as well."""
    with pytest.raises(InputError) as caught:
        Inputs.read({"data_schema": "yes"})
    (problem,) = caught.value.problems
    assert problem.key == "data_schema"
    assert problem.message == "Choose one of: none, manual, automated."
    assert Inputs.read({"data_schema": "By machine"}).data_schema == "automated"
