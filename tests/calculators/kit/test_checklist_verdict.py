"""A checklist's result and the words for it, on a small checklist of its own."""

# ruff: noqa: RUF009 - `item` makes a field, anew for each attribute
from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import checklist_result, checklist_verdict
from calculators.kit.blocks import (
    Bars,
    Bullets,
    Headline,
    Note,
    Paragraph,
    Report,
    Source,
    Working,
    summary,
)
from calculators.kit.checklist import ANSWERS, LEVELS, Answer, item
from calculators.kit.checklist_verdict import SHOWN, Words
from calculators.kit.inputs import Form

TOLD = {"why": "Bread needs it.", "done_when": "it is there.", "case": "Rye."}


@dataclass(frozen=True)
class Bake(Form):
    """A checklist for baking: two sections, and one item that can stop it."""

    flour: Answer = item("Flour", group="Dough", effort="week", **TOLD)
    sieve: Answer = item("Sieve", group="Dough", effort="hour", after=("flour",), **TOLD)
    oven: Answer = item("Oven", group="Heat", effort="weeks", no_if="there is no fire.", **TOLD)
    match: Answer = item("Match", group="Heat", effort="hour", **TOLD)


@dataclass(frozen=True)
class Slice(Form):
    """A checklist of which no item can stop anything."""

    knife: Answer = item("Knife", group="Tools", effort="hour", **TOLD)
    board: Answer = item("Board", group="Tools", effort="day", **TOLD)


WORDS = Words(
    subject="the bread",
    meaning={level: f"This is what {level} means." for level in LEVELS},
    sources=(Source("A book on bread", "https://example.org/"),),
    assumption="it is your kitchen.",
    breaks="at altitude.",
)
ITEMS = checklist_result.items(Bake)

answered = st.fixed_dictionaries(
    {name: st.builds(Answer, st.sampled_from(list(ANSWERS))) for name in ITEMS}
)


def but(rest: str = "done", **answers: str) -> Bake:
    """The same answer everywhere but where another is given."""
    return Bake(**{name: Answer(answers.get(name, rest)) for name in ITEMS})


def report(inputs: Form) -> Report:
    """The whole answer to some inputs."""
    return checklist_verdict.present(checklist_result.compute(inputs), WORDS)


def told(inputs: Form) -> str:
    """The paragraphs and notes of the answer."""
    return " ".join(b.text for b in report(inputs) if isinstance(b, Paragraph | Note))


def working(inputs: Form) -> str:
    """The rules as printed."""
    return " ".join(next(b for b in report(inputs) if isinstance(b, Working)).steps)


class TestResult:
    """The worst section decides, and the rest is counted."""

    def test_items_are_the_forms_in_order(self) -> None:
        """With their sections."""
        assert {name: kind.group for name, kind in ITEMS.items()} == {
            "flour": "Dough",
            "sieve": "Dough",
            "oven": "Heat",
            "match": "Heat",
        }

    def test_one_item_behind_decides(self) -> None:
        """Heat has one item not begun; Dough is done."""
        result = checklist_result.compute(but(match="not yet"))
        assert (result.verdict, result.deciding_sections) == ("not yet", ("Heat",))
        assert (result.holding, result.next_steps) == (("match",), ("match",))
        assert (result.done, result.left, result.counted) == (3, 1, 4)

    def test_a_go_is_held_by_nothing(self) -> None:
        """Every section decides then."""
        result = checklist_result.compute(but())
        assert (result.verdict, result.holding) == ("go", ())
        assert result.deciding_sections == ("Dough", "Heat")

    def test_nothing_to_decide_on_is_no_go(self) -> None:
        """No verdict, nothing that holds it, nothing to do."""
        result = checklist_result.compute(but("not applicable"))
        assert result.verdict is None
        assert result.deciding_sections == result.holding == result.next_steps == ()
        assert summary(report(but("not applicable"))).startswith("Nothing to decide on")
        assert "no verdict" in told(but("not applicable"))

    @given(answered)
    def test_the_verdict_is_the_worst_answer(self, answers: dict[str, Answer]) -> None:
        """Stated without sections: a no to the oven, else what is not begun, else in progress."""
        found = {answer.answer for answer in answers.values()}
        expected = (
            "stop"
            if answers["oven"].answer == "no"
            else "not yet"
            if found & {"no", "not yet"}
            else "start small"
            if "in progress" in found
            else "go"
            if "done" in found
            else None
        )
        result = checklist_result.compute(Bake(**answers))
        assert result.verdict == expected
        assert result.counted - result.done == result.left == len(result.next_steps)


class TestWords:
    """Why the verdict is what it is, and what would change it."""

    @pytest.mark.parametrize(
        ("inputs", "headline", "tone"),
        [
            (but(), "Go: all 4 items that apply are done.", "good"),
            (
                but("not applicable", oven="done"),
                "Go: the one item that applies is done.",
                "good",
            ),
            (but(oven="in progress"), "Start small: 1 of 4 items is still in progress.", "mixed"),
            (
                but(oven="not yet", flour="not yet"),
                "Not yet: 2 of 4 items hold it back. Start with “Flour”, about a week.",
                "mixed",
            ),
            (but(oven="no"), "Stop: the answer to “Oven” is no. Nothing outweighs that.", "bad"),
        ],
    )
    def test_the_headline_answers(self, inputs: Bake, headline: str, tone: str) -> None:
        """In one sentence, or two."""
        first = report(inputs)[0]
        assert isinstance(first, Headline)
        assert (first.text, first.tone) == (headline, tone)

    def test_the_headline_begins_with_what_holds_it_back(self) -> None:
        """The match is cheaper, but under way already."""
        headline = summary(report(but(match="in progress", oven="not yet")))
        assert headline == "Not yet: 1 of 4 items holds it back. Start with “Oven”, some weeks."

    def test_the_headline_begins_with_what_that_waits_for(self) -> None:
        """The sieve alone holds it back, and waits for flour."""
        headline = summary(report(but(flour="in progress", sieve="not yet")))
        assert headline == "Not yet: 1 of 4 items holds it back. Start with “Flour”, about a week."

    @pytest.mark.parametrize(
        ("inputs", "level"),
        [
            (but(), "go"),
            (but(match="in progress"), "start small"),
            (but(match="no"), "not yet"),
            (but(oven="no"), "stop"),
        ],
    )
    def test_a_verdict_means_what_the_checklist_says(self, inputs: Bake, level: str) -> None:
        """In its own words."""
        assert f"This is what {level} means." in told(inputs)

    @pytest.mark.parametrize("inputs", [but(), but(match="not yet")])
    def test_what_a_no_would_stop_is_named(self, inputs: Bake) -> None:
        """Here it is the bread."""
        assert "no in a decisive item stops the bread." in told(inputs)

    @pytest.mark.parametrize("answer", ["done", "not yet"])
    def test_where_nothing_can_stop_it_no_stop_is_spoken_of(self, answer: str) -> None:
        """Neither in what would change the verdict nor in the rules."""
        inputs = Slice(Answer(answer), Answer("done"))
        assert "decisive" not in told(inputs)
        assert "not yet is not yet; so is no" in working(inputs)

    def test_an_oven_left_out_stops_nothing(self) -> None:
        """The only decisive item does not apply."""
        assert "decisive" not in told(but(oven="not applicable", match="not yet"))

    def test_one_decisive_item_is_one(self) -> None:
        """In the rules as printed."""
        assert "stop in the 1 decisive item (the one that says when" in working(but())

    def test_a_section_left_out_that_could_stop_it_is_a_warning(self) -> None:
        """Heat holds the decisive item, Dough none."""
        for left_out, warning in (("oven", "match"), True), (("flour", "sieve"), False):
            inputs = but(**dict.fromkeys(left_out, "not applicable"))
            assert [b.warning for b in report(inputs) if isinstance(b, Note)] == [warning]

    def test_an_item_before_its_time_is_doubted(self) -> None:
        """The sieve waits for flour."""
        assert "“Sieve” is marked as done, but “Flour” is not." in told(but(flour="not yet"))

    @given(answered)
    def test_every_answer_can_be_presented(self, answers: dict[str, Answer]) -> None:
        """The headline begins with the verdict, and at most five steps are shown."""
        inputs = Bake(**answers)
        verdict = checklist_result.compute(inputs).verdict
        blocks = report(inputs)
        assert summary(blocks).startswith(verdict.capitalize() if verdict else "Nothing")
        assert any(isinstance(b, Bars) for b in blocks) == (verdict is not None)
        assert all(len(b.items) <= SHOWN for b in blocks if isinstance(b, Bullets))
