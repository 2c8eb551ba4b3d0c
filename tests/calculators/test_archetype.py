"""Kinds, places and moves are those of Full Stack Deep Learning 2022; rules are in each comment."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from calculators.archetype import KINDS, PRESETS, Inputs, compute, present
from calculators.kit.blocks import Chart, Headline, Report, Table, notes, summary
from calculators.kit.fields import Choice
from calculators.kit.inputs import InputError

SOFTWARE, LOOP, AUTONOMOUS = "software-2.0", "human-in-the-loop", "autonomous"


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def everything() -> Iterator[Inputs]:
    """All 144 ways to answer."""
    options = [field.options for field in Inputs.fields().values() if isinstance(field, Choice)]
    for answers in itertools.product(*options):
        yield Inputs(*answers)


class TestKind:
    """Three answers decide."""

    @pytest.mark.parametrize(
        ("acts", "before", "caught", "kind"),
        [
            ("person", "people", "most", LOOP),
            ("person", "people", "unknown", LOOP),
            ("person", "nobody", "most", LOOP),
            ("person", "software", "most", LOOP),
            ("person", "people", "few", AUTONOMOUS),  # a loop on paper
            ("software", "software", "unknown", SOFTWARE),
            ("software", "people", "unknown", AUTONOMOUS),
            ("software", "nobody", "most", AUTONOMOUS),
        ],
    )
    def test_the_rule(self, acts: str, before: str, caught: str, kind: str) -> None:
        """Who acts, who did so before, and whether a person in the loop is worth the name."""
        assert compute(Inputs(acts=acts, before=before, caught=caught)).archetype == kind

    @pytest.mark.parametrize(
        ("preset", "kind", "also"),
        [
            ("support-suggestions", LOOP, (AUTONOMOUS,)),
            ("support-router", AUTONOMOUS, ()),
            ("better-keywords", SOFTWARE, ()),
            ("code-completion", LOOP, (SOFTWARE,)),
            ("loop-on-paper", AUTONOMOUS, ()),
        ],
    )
    def test_examples(self, preset: str, kind: str, also: tuple[str, ...]) -> None:
        """One job as three projects, and the two cases in between."""
        inputs = next(p.inputs for p in PRESETS if p.name == preset)
        assert isinstance(inputs, Inputs)
        result = compute(inputs)
        assert (result.archetype, result.also) == (kind, also)

    def test_what_a_person_catches_counts_only_where_a_person_acts(self) -> None:
        """Otherwise the answer is of no account."""
        for inputs in everything():
            if inputs.acts == "software":
                kinds = {
                    compute(replace(inputs, caught=caught)).archetype
                    for caught in ("most", "few", "unknown")
                }
                assert len(kinds) == 1


class TestPlace:
    """Where the kind stands on the matrix."""

    @pytest.mark.parametrize(
        ("kind", "feasibility", "impact"),
        [(AUTONOMOUS, 15, 65), (LOOP, 38, 45), (SOFTWARE, 63, 30)],
    )
    def test_starts_are_the_lectures(self, kind: str, feasibility: float, impact: float) -> None:
        """Box centres in the figure of FSDL 2022, as shares of the axes."""
        start = KINDS[kind].start
        assert (start.feasibility, start.impact) == (feasibility, impact)

    def test_harder_means_more_impact_and_none_starts_in_the_best_quarter(self) -> None:
        """The starts lie on a falling diagonal."""
        ordered = sorted(KINDS.values(), key=lambda kind: kind.start.feasibility)
        impacts = [kind.start.impact for kind in ordered]
        assert impacts == sorted(impacts, reverse=True)
        assert not [k for k in KINDS.values() if k.start.feasibility > 50 and k.start.impact > 50]

    @pytest.mark.parametrize(
        ("kind", "grows", "stays"),
        [(SOFTWARE, "impact", "feasibility"), (AUTONOMOUS, "feasibility", "impact")],
    )
    def test_moves_go_where_the_lecture_says(self, kind: str, grows: str, stays: str) -> None:
        """A flywheel gives Software 2.0 impact; guardrails make autonomy feasible."""
        before, after = KINDS[kind].start, KINDS[kind].after
        assert getattr(after, grows) > getattr(before, grows)
        assert getattr(after, stays) == getattr(before, stays)

    def test_good_enough_makes_a_loop_feasible(self) -> None:
        """Its impact grows a little as well."""
        kind = KINDS[LOOP]
        assert kind.after.feasibility > kind.start.feasibility
        assert kind.after.impact >= kind.start.impact

    def test_only_the_kinds_own_move_counts(self) -> None:
        """A project stands after its move if that one is made, whatever the other two are."""
        for inputs in everything():
            result = compute(inputs)
            kind = KINDS[result.archetype]
            made = getattr(inputs, kind.made) == "yes"
            place = kind.after if made else kind.start
            assert result.move_made == made
            assert (result.feasibility, result.impact) == (place.feasibility, place.impact)
            after = (result.feasibility_after_move, result.impact_after_move)
            assert after == (kind.after.feasibility, kind.after.impact)


class TestOthers:
    """Which other answer would make it another kind."""

    def test_each_does_what_it_says(self) -> None:
        """And there is always one: a kind is a design."""
        for inputs in everything():
            result = compute(inputs)
            assert result.others
            for other in result.others:
                changed = Inputs.read(inputs.plain() | {other.question: other.answer})
                assert compute(changed).archetype == other.archetype != result.archetype

    def test_nobody_gets_better_by_not_measuring(self) -> None:
        """That nobody has measured it is never offered as a way out."""
        for inputs in everything():
            assert all(other.answer != "unknown" for other in compute(inputs).others)


class TestWords:
    """What the report says where it matters."""

    def test_an_unmeasured_loop(self) -> None:
        """It comes with a warning, and with the questions of autonomy as well."""
        inputs = Inputs()
        assert any("Nobody has measured" in note for note in notes(report(inputs)))
        assert "How will you prove that it is kept?" in compute(inputs).questions
        measured = Inputs(caught="most")
        assert not notes(report(measured))
        assert "How will you prove that it is kept?" not in compute(measured).questions

    def test_a_loop_on_paper(self) -> None:
        """The headline and a warning say that the person is there for nothing."""
        blocks = report(Inputs(caught="few"))
        assert summary(blocks).startswith("Autonomous in effect")
        assert any("loop on paper" in note for note in notes(blocks))
        headline = report(Inputs(acts="software", caught="few"))[0]
        assert isinstance(headline, Headline)
        assert headline.text == "Autonomous: the model acts, and nobody checks first."

    def test_the_lectures_eight_questions(self) -> None:
        """Three for Software 2.0, two for a loop, three for autonomy; others are marked."""
        table = {
            kind: sum(ask.by == "FSDL 2022" and "failures" not in ask.question for ask in k.asks)
            for kind, k in KINDS.items()
        }
        assert table == {SOFTWARE: 3, LOOP: 2, AUTONOMOUS: 3}

    def test_every_question_is_shown_once(self) -> None:
        """Where two kinds ask the same."""
        for inputs in everything():
            asked = compute(inputs).questions
            assert len(asked) == len(set(asked))
            table = next(b for b in report(inputs) if isinstance(b, Table))
            assert tuple(row[0] for row in table.rows) == asked

    def test_the_chart_shows_the_move_until_it_is_made(self) -> None:
        """The reader's point is strong, before the move and after it."""
        for made, count in (("no", 4), ("yes", 3)):
            inputs = Inputs(good_enough=made)
            chart = next(block for block in report(inputs) if isinstance(block, Chart))
            (own,) = (point for point in chart.points if point.strong)
            result = compute(inputs)
            assert (own.x, own.y) == (result.feasibility, result.impact)
            assert len(chart.points) == count


@pytest.mark.parametrize("name", list(Inputs.fields()))
def test_an_answer_there_is_not(name: str) -> None:
    """The message at the question lists the answers there are."""
    with pytest.raises(InputError) as caught:
        Inputs.read({name: "perhaps"})
    (problem,) = caught.value.problems
    assert problem.key == name
    assert problem.message.startswith("Choose one of: ")
