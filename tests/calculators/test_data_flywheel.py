"""Expected values come from the formulas in each comment, worked by hand or with `math` alone."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.data_flywheel import (
    LINKS,
    PRESETS,
    Inputs,
    compute,
    present,
    strengths,
    turn,
)
from calculators.kit.blocks import Chart, Headline, Report, Table, notes, summary
from calculators.kit.inputs import InputError


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
def wheels(draw: st.DrawFn) -> Inputs:
    """A wheel that starts with an error from 1 to 90 %, whatever its links are worth."""
    examples, beta = draw(st.floats(10, 1e7)), draw(st.floats(0.01, 1))
    floor, above = draw(st.just(0.0) | st.floats(0.001, 0.3)), draw(st.floats(0.01, 0.6))
    return Inputs(
        users=draw(st.floats(1, 1e6)),
        examples=examples,
        steps=draw(st.integers(1, 40)),
        examples_per_user=draw(st.floats(0.001, 100)),
        alpha=above * examples**beta,
        beta=beta,
        floor=floor,
        growth=draw(st.floats(0.01, 10)),
    )


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    def test_one_step(self) -> None:
        """D' = 10,000 + 5 · 1,000; error 2 · 15,000^-0.3 = 0.111738 from 0.126191.

        The error fell by 11.4533 %, so use grows by half of that: 1,057.266.
        """
        inputs = Inputs(
            users=1000, examples=10_000, examples_per_user=5, alpha=2, beta=0.3, floor=0, growth=0.5
        )
        result = compute(inputs)
        first = result.path[1]
        assert math.isclose(result.path[0].error, 2 * 10_000**-0.3, rel_tol=1e-12)
        assert first.examples == 15_000
        assert math.isclose(first.error, 0.111738, abs_tol=5e-7)
        assert math.isclose(first.users, 1057.266, abs_tol=5e-4)
        assert math.isclose(result.first_growth, 0.057266, abs_tol=5e-7)
        assert result.link_broken is None

    def test_a_floor_slows_the_third_link(self) -> None:
        """Examples double, so with β = 1 the error above a floor of 0.1 halves: 0.3 to 0.2.

        α = 0.2 · 1,000 = 200; 1,000 · 1 more examples; (0.3 - 0.2) / 0.3 = 1/3 more use at g = 1.
        """
        inputs = Inputs(
            users=1000, examples=1000, steps=1, examples_per_user=1, alpha=200, beta=1,
            floor=0.1, growth=1,
        )  # fmt: skip
        end = compute(inputs).path[-1]
        assert math.isclose(end.error, 0.2, rel_tol=1e-12)
        assert math.isclose(end.users, 1000 * 4 / 3, rel_tol=1e-12)

    def test_a_broken_link_stops_what_comes_after_it(self) -> None:
        """Each switch on its own, from 1,000 uses, 10,000 examples and twelve steps.

        Use stays in every case; examples grow to 10,000 + 12 · 5,000 = 70,000 unless the first
        is broken; the error falls to 2 · 70,000^-0.3 only if just the third is.
        """
        start = 2 * 10_000**-0.3
        ends = {
            "use_gives_labels": (10_000, start),
            "labels_improve_model": (70_000, start),
            "model_brings_use": (70_000, 2 * 70_000**-0.3),
        }
        for link, (examples, error) in ends.items():
            result = compute(Inputs.read({link: "broken"}))
            assert result.link_broken == LINKS[link]
            assert result.users_at_end == 1000
            assert result.examples_at_end == examples
            assert math.isclose(result.error_at_end, error, rel_tol=1e-12)
            assert result.users_unbroken > 1000

    def test_the_first_broken_link_is_named(self) -> None:
        """A number of 0 breaks a link as its switch does."""
        assert compute(Inputs(growth=0)).link_broken == "model → use"
        assert compute(Inputs(growth=0, examples_per_user=0)).link_broken == "use → labels"
        both = Inputs(labels_improve_model="broken", model_brings_use="broken")
        assert compute(both).link_broken == "labels → model"

    def test_time_to_double(self) -> None:
        """The router's 1,800 labels a month double 5,000 in 2.78 months."""
        router = next(p.inputs for p in PRESETS if p.name == "support-router")
        assert isinstance(router, Inputs)
        result = compute(router)
        assert result.steps_to_double is not None
        assert math.isclose(result.steps_to_double, 5000 / 1800, rel_tol=1e-12)
        assert compute(Inputs(examples_per_user=0)).steps_to_double is None


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(wheels())
    def test_follows_the_equations_as_they_are_written(self, inputs: Inputs) -> None:
        """The path is that of the three formulas, one after another."""
        users, examples = inputs.users, inputs.examples
        error = inputs.alpha * examples**-inputs.beta + inputs.floor
        for step in compute(inputs).path[1:]:
            examples = examples + inputs.examples_per_user * users
            after = inputs.alpha * examples**-inputs.beta + inputs.floor
            users = users * (1 + inputs.growth * (error - after) / error)
            error = after
            assert math.isclose(step.examples, examples, rel_tol=1e-7)
            assert math.isclose(step.error, error, rel_tol=1e-7)
            assert math.isclose(step.users, users, rel_tol=1e-7)

    @given(wheels())
    def test_a_closed_wheel_only_gets_better(self, inputs: Inputs) -> None:
        """More examples and uses, fewer errors, never below the floor."""
        for before, after in pairwise(compute(inputs).path):
            assert after.examples >= before.examples
            assert after.users >= before.users
            assert inputs.floor <= after.error <= before.error

    @given(wheels())
    def test_it_speeds_up_only_where_growth_times_beta_is_above_one(self, inputs: Inputs) -> None:
        """Else each turn brings a smaller percentage than the one before (our derivation)."""
        result = compute(inputs)
        if result.growth_times_beta <= 1:
            rates = [step.growth for step in result.path[1:]]
            assert all(b <= a * (1 + 1e-9) for a, b in pairwise(rates))

    @given(wheels(), st.sampled_from(list(LINKS)))
    def test_any_broken_link_keeps_use_level(self, inputs: Inputs, link: str) -> None:
        """So all three have to hold."""
        result = compute(Inputs.read(inputs.plain() | {link: "broken"}))
        assert result.users_at_end == inputs.users
        assert result.last_growth == 0

    @given(wheels(), st.floats(1, 3))
    def test_more_growth_never_slows_it(self, inputs: Inputs, factor: float) -> None:
        """More use for the same improvement, so more labels and fewer errors."""
        per_use, beta, growth = strengths(inputs)
        weaker = turn(inputs, (per_use, beta, growth))[-1]
        stronger = turn(inputs, (per_use, beta, growth * factor))[-1]
        assert stronger.users >= weaker.users * (1 - 1e-9)
        assert stronger.error <= weaker.error * (1 + 1e-9)


class TestWords:
    """What the report says where it matters."""

    def test_it_is_called_a_toy(self) -> None:
        """In every answer."""
        for preset in PRESETS:
            assert isinstance(preset.inputs, Inputs)
            assert any("This is a toy" in note for note in notes(report(preset.inputs)))

    @pytest.mark.parametrize(
        ("changes", "expected", "start"),
        [
            ({}, "good", "It turns"),
            ({"growth": 0.001}, "mixed", "It hardly turns"),
            ({"model_brings_use": "broken"}, "mixed", "It does not turn: model → use"),
            ({"labels_improve_model": "broken"}, "bad", "It does not turn: labels → model"),
            ({"use_gives_labels": "broken"}, "bad", "It does not turn: use → labels"),
        ],
    )
    def test_the_verdict(self, changes: dict[str, object], expected: str, start: str) -> None:
        """A broken third link leaves a model that improves; the others leave nothing."""
        inputs = Inputs(**changes)  # type: ignore[arg-type]  # as parametrized
        assert tone(inputs) == expected
        assert summary(report(inputs)).startswith(start)

    def test_a_wheel_fed_at_a_steady_rate(self) -> None:
        """The note says when the examples double, and that the next doubling takes twice as long."""
        (note,) = (n for n in notes(report(Inputs(model_brings_use="broken"))) if "steady" in n)
        # 10,000 examples and 5,000 a step: 2 steps, and 4 more.
        assert "double in 2 steps" in note
        assert "in 4 more" in note

    def test_more_uses_than_people(self) -> None:
        """A path that leaves the Earth comes with a warning."""
        inputs = Inputs(steps=120, growth=10, beta=1, alpha=5000)
        assert any("people on Earth" in note for note in notes(report(inputs)))

    def test_above_one_it_may_speed_up(self) -> None:
        """The pitch deck's wheel does, and the report asks for proof."""
        deck = next(p.inputs for p in PRESETS if p.name == "pitch-deck")
        assert isinstance(deck, Inputs)
        result = compute(deck)
        assert result.last_growth > result.first_growth
        assert any("is above 1" in getattr(block, "text", "") for block in report(deck))

    @pytest.mark.parametrize("steps", [1, 2, 5, 6, 25, 120])
    def test_tables_end_with_the_last_step(self, steps: int) -> None:
        """However long the path, its table has two dozen rows and the last step."""
        for chart in (b for b in report(Inputs(steps=steps)) if isinstance(b, Chart)):
            last = chart.table.rows[-1][0]
            assert not isinstance(last, str)
            assert last.value == steps
            assert len(chart.table.rows) <= 26

    def test_each_link_is_broken_once(self) -> None:
        """The reader's wheel, the closed one unless it is the same, and one for each link."""
        for inputs, closed in ((Inputs(), 0), (Inputs(model_brings_use="broken"), 1)):
            table = next(b for b in report(inputs) if isinstance(b, Table))
            assert len(table.rows) == 1 + closed + len(LINKS)
            assert table.strong == (0,)


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("users", "0", "Enter a number of at least 1."),
            ("examples", "0", "Enter a number of at least 1."),
            ("examples_per_user", "-1", "Enter a number of at least 0."),
            ("steps", "0", "Enter a number of at least 1."),
            ("steps", "121", "Enter a number of at most 120."),
            ("steps", "1.5", "Enter a whole number."),
            ("beta", "0", "Enter a number above 0."),
            ("beta", "1.1", "Enter a number of at most 1."),
            ("floor", "1", "Enter a number below 1."),
            ("growth", "11", "Enter a number of at most 10."),
            ("model_brings_use", "maybe", "Choose one of: holds, broken."),
        ],
    )
    def test_out_of_bounds(self, field: str, text: str, message: str) -> None:
        """Beyond a bound the message is the bound."""
        assert problems(**{field: text}) == {field: message}

    @pytest.mark.parametrize(
        ("examples", "beta", "floor"), [(100, 0.5, 0), (12_345, 0.3, 0.2), (1, 1, 0.999)]
    )
    def test_an_error_above_100_percent(self, examples: float, beta: float, floor: float) -> None:
        """The message names the largest scale, rounded down, and that one is accepted."""
        raw = {"examples": examples, "beta": beta, "floor": floor}
        message = problems(**raw, alpha=10_000)["alpha"]
        assert message.startswith("Enter at most ")
        most = float(message.removeprefix("Enter at most ").partition(":")[0].replace(",", ""))
        assert math.isclose(most, (1 - floor) * examples**beta, rel_tol=0.011)
        assert Inputs.read(raw | {"alpha": most}).alpha == most
