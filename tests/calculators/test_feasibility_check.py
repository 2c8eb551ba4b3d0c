"""The verdict's rules, worked by hand: the worst section decides, and need and ethics can stop."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.feasibility_check import (
    DONE,
    ITEMS,
    PRESETS,
    Inputs,
    compute,
    present,
)
from calculators.kit import html, markdown, run
from calculators.kit.blocks import (
    Bars,
    Bullets,
    Headline,
    Note,
    Paragraph,
    Report,
    Table,
    Tasks,
    Working,
    summary,
)
from calculators.kit.checklist import ANSWERS, EFFORTS, LEVELS, Answer, anchor
from calculators.kit.checklist_verdict import SHOWN
from calculators.kit.inputs import InputError
from calculators.kit.run import embed, load
from tests.calculators.markup import Markup
from tests.calculators.strategies import HOSTILE

SEVEN_STEPS = (
    "need_ml",
    "success_criteria",
    "ethics",
    "literature_review",
    "benchmark_set",
    "rule_based_first_version",
    "ask_again",
)

answered = st.fixed_dictionaries(
    {name: st.builds(Answer, st.sampled_from(list(ANSWERS))) for name in ITEMS}
)


def but(rest: str = "done", **answers: str) -> Inputs:
    """Inputs with the same answer everywhere but where another is given."""
    return Inputs(**{name: Answer(answers.get(name, rest)) for name in ITEMS})


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def words(inputs: Inputs) -> str:
    """The paragraphs and notes of the answer."""
    return " ".join(b.text for b in report(inputs) if isinstance(b, Paragraph | Note))


def steps(inputs: Inputs) -> tuple[str, ...]:
    """The next steps as shown."""
    return next((b.items for b in report(inputs) if isinstance(b, Bullets)), ())


def problems(raw: dict[str, Any]) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


class TestItems:
    """What is asked."""

    def test_there_are_as_many_as_a_team_can_answer_in_an_hour(self) -> None:
        """Fifteen to twenty; the page says eighteen."""
        assert len(ITEMS) == 18

    def test_the_seven_steps_come_last_in_their_order(self) -> None:
        """Full Stack Deep Learning 2022: from the need for ML to asking again."""
        assert tuple(ITEMS)[-7:] == SEVEN_STEPS
        assert len({ITEMS[name].group for name in SEVEN_STEPS}) == 1
        numbers = [re.match(r"Step (\d): ", ITEMS[name].label) for name in SEVEN_STEPS]
        assert [number and number[1] for number in numbers] == list("1234567")

    def test_the_questions_before_come_in_groups(self) -> None:
        """Need, readiness, ethics, and the three cost drivers."""
        groups = list(dict.fromkeys(item.group for item in ITEMS.values()))
        assert groups == ["Need", "Readiness", "Ethics", "Cost drivers", "Seven steps"]

    def test_need_and_ethics_are_decisive_and_nothing_else(self) -> None:
        """As sections before the steps, and as steps 1, 3 and 7."""
        decisive = {name for name, item in ITEMS.items() if item.decisive}
        before = {name for name, item in ITEMS.items() if item.group in ("Need", "Ethics")}
        assert decisive == before | {"need_ml", "ethics", "ask_again"}


class TestVerdict:
    """The worst section decides, never an average."""

    def test_nothing_answered_is_not_yet(self) -> None:
        """All eighteen items hold it back, and every section decides."""
        result = compute(Inputs())
        assert result.verdict == "not yet"
        assert (result.done, result.left, result.counted) == (0, 18, 18)
        assert len(result.deciding_sections) == 5
        assert result.holding == tuple(ITEMS)

    @pytest.mark.parametrize(
        ("answer", "verdict"),
        [
            ("done", "go"),
            ("in progress", "start small"),
            ("not yet", "not yet"),
            ("no", "not yet"),
            ("not applicable", "go"),
        ],
    )
    def test_one_item_of_eighteen_decides(self, answer: str, verdict: str) -> None:
        """Seventeen items done do not make up for one that is not decisive either."""
        assert compute(but(benchmark_set=answer)).verdict == verdict

    @pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if item.decisive])
    def test_a_no_to_need_or_ethics_stops_whatever_else_is_good(self, name: str) -> None:
        """And the section of that item is the one that decides."""
        result = compute(but(**{name: "no"}))
        assert result.verdict == "stop"
        assert result.deciding_sections == (ITEMS[name].group,)
        assert result.holding == (name,)

    def test_the_deciding_sections_are_named(self) -> None:
        """Readiness is behind, the rest is done."""
        result = compute(but(people="not yet", fair_treatment="in progress"))
        assert result.verdict == "not yet"
        assert result.deciding_sections == ("Readiness",)
        assert [s.level for s in result.sections] == ["go", "not yet", "start small", "go", "go"]

    def test_nothing_to_decide_on_is_no_go(self) -> None:
        """Every item marked as not applicable: no verdict, and the page says why."""
        result = compute(but("not applicable"))
        assert result.verdict is None
        assert result.deciding_sections == result.next_steps == result.holding == ()
        assert (result.done, result.left, result.counted) == (0, 0, 0)
        blocks = report(but("not applicable"))
        assert summary(blocks).startswith("Nothing to decide on")
        assert any(isinstance(block, Note) and "no verdict" in block.text for block in blocks)
        assert any(isinstance(block, Working) for block in blocks)

    def test_a_section_left_out_does_not_decide_and_is_told(self) -> None:
        """Both items of Ethics left out: go by the rest, with a warning."""
        inputs = but(lawful_data="not applicable", fair_treatment="not applicable")
        result = compute(inputs)
        assert result.verdict == "go"
        assert "Ethics" not in result.deciding_sections
        warnings = [b.text for b in report(inputs) if isinstance(b, Note) and b.warning]
        assert warnings == [
            "Ethics does not decide: none of its items applies. Few projects can do without it: "
            "ask somebody outside the team."
        ]

    def test_leaving_out_what_cannot_stop_is_told_without_a_warning(self) -> None:
        """Cost drivers hold no decisive item."""
        left_out = dict.fromkeys(("data_needs", "accuracy_needs", "difficulty"), "not applicable")
        found = [b for b in report(but(**left_out)) if isinstance(b, Note)]
        assert [note.warning for note in found] == [False]

    @given(answered)
    def test_the_verdict_is_the_worst_answer(self, answers: dict[str, Answer]) -> None:
        """Stated without sections: a decisive no, else a no or not yet, else in progress."""
        given_answers = {name: answer.answer for name, answer in answers.items()}
        stops = any(a == "no" and ITEMS[n].decisive for n, a in given_answers.items())
        found = set(given_answers.values())
        expected = (
            "stop"
            if stops
            else "not yet"
            if found & {"no", "not yet"}
            else "start small"
            if "in progress" in found
            else "go"
            if "done" in found
            else None
        )
        result = compute(Inputs(**answers))
        assert result.verdict == expected
        assert result.done == list(given_answers.values()).count("done")
        assert result.counted - result.done == result.left == len(result.next_steps)
        assert all(s.level == expected for s in result.sections if s.name in result.holding)

    @given(answered, st.sampled_from(list(ITEMS)))
    def test_an_item_left_out_counts_for_nothing(
        self, answers: dict[str, Answer], name: str
    ) -> None:
        """Leaving one out can only lift the verdict, or leave none."""
        before = compute(Inputs(**answers)).verdict
        after = compute(Inputs(**{**answers, name: Answer("not applicable")})).verdict
        if before and after:
            assert LEVELS.index(after) >= LEVELS.index(before)


class TestWords:
    """Why the verdict is what it is, and what would change it."""

    @pytest.mark.parametrize(
        ("inputs", "headline", "tone"),
        [
            (
                but(),
                "Go: all 18 items that apply are done.",
                "good",
            ),
            (
                but("not applicable", difficulty="done"),
                "Go: the one item that applies is done.",
                "good",
            ),
            (
                but(people="in progress"),
                "Start small: 1 of 18 items is still in progress.",
                "mixed",
            ),
            (
                but(people="not yet"),
                "Not yet: 1 of 18 items holds it back. Start with “People to build and to run "
                "it”, about a day.",
                "mixed",
            ),
            (
                but(ethics="no"),
                "Stop: the answer to “Step 3: ethics” is no. Nothing outweighs that.",
                "bad",
            ),
        ],
    )
    def test_the_headline_answers(self, inputs: Inputs, headline: str, tone: str) -> None:
        """In one sentence, or two."""
        first = report(inputs)[0]
        assert isinstance(first, Headline)
        assert (first.text, first.tone) == (headline, tone)

    def test_many_noes_make_no_long_headline(self) -> None:
        """Eight decisive items: two are named, six counted."""
        headline = summary(report(but("no")))
        assert "and 6 more is no" in headline
        assert len(headline) < 140

    def test_it_says_which_sections_decide(self) -> None:
        """By name, where not all do."""
        told = words(but(people="not yet", ethics="not yet"))
        assert "Readiness and Seven steps stand at not yet" in told
        assert "All sections that count stand at not yet" in words(Inputs())

    def test_it_says_what_would_change_a_not_yet(self) -> None:
        """Two items at not yet, one more in progress: three are open."""
        told = words(but(people="not yet", ethics="not yet", difficulty="in progress"))
        assert "once the 2 items that hold it back are at least in progress" in told
        assert "with the 3 open items done, it is go" in told

    def test_what_would_change_is_so(self) -> None:
        """Doing what the page says gives the verdict that it says."""
        start = dict.fromkeys(compute(Inputs()).holding, "in progress")
        assert compute(but(**start)).verdict == "start small"

    def test_it_says_what_the_verdict_is_without_the_no(self) -> None:
        """The rest is done but for one item in progress."""
        inputs = but(ethics="no", people="in progress")
        assert (
            "only another answer to that item. Without the no the verdict is start small."
            in words(inputs)
        )
        assert compute(but(ethics="not applicable", people="in progress")).verdict == "start small"

    def test_it_says_nothing_of_what_is_left_after_the_only_item(self) -> None:
        """Nothing else applies, so there is no verdict without it."""
        told = words(but("not applicable", ethics="no"))
        assert "only another answer to that item." in told
        assert "Without" not in told

    def test_a_step_before_its_time_is_doubted(self) -> None:
        """Step 7 needs the result of step 6."""
        told = words(but(rule_based_first_version="not yet"))
        assert (
            "“Step 7: need for ML, again” is marked as done, but "
            "“Step 6: rule-based first version” is not." in told
        )

    def test_the_table_shows_sections_levels_and_counts(self) -> None:
        """Two of three items of Readiness are done; it decides."""
        table = next(b for b in report(but(people="not yet")) if isinstance(b, Table))
        assert table.rows[1] == (
            "Readiness",
            "Not yet",
            "2 of 3",
            "People to build and to run it",
        )
        assert table.strong == (1,)

    def test_the_rules_are_printed_with_this_pages_sections(self) -> None:
        """What each answer means, what is left out, who decides, and the order of the steps."""
        working = next(b for b in report(but(people="no")) if isinstance(b, Working))
        told = " ".join(working.steps)
        for rule in ("done is go", "in progress is start small", "8 decisive items", "left out: 0"):
            assert rule in told
        assert "Readiness: not yet; Ethics: go" in told
        assert "never an average: not yet" in told

    @given(answered)
    def test_every_answer_can_be_presented(self, answers: dict[str, Answer]) -> None:
        """With a headline that begins with the verdict, and a chart unless there is none."""
        inputs = Inputs(**answers)
        result, blocks = compute(inputs), report(inputs)
        start = "Nothing" if result.verdict is None else result.verdict.capitalize()
        assert summary(blocks).startswith(start)
        assert any(isinstance(b, Bars) for b in blocks) == (result.verdict is not None)
        assert " 1 items" not in markdown.render("x", blocks)


class TestNextSteps:
    """The cheapest first, at most five, each with what done means."""

    def test_at_most_five_are_shown_and_the_rest_counted(self) -> None:
        """Of eighteen, thirteen are left."""
        assert len(steps(Inputs())) == SHOWN == 5
        assert "13 more open items are in the task list below." in words(Inputs())

    def test_one_more_is_one_more(self) -> None:
        """Six open items."""
        names = list(ITEMS)[3:9]
        inputs = but(**dict.fromkeys(names, "in progress"))
        assert "1 more open item is in the task list below." in words(inputs)

    def test_the_cheapest_come_first(self) -> None:
        """An hour before days before weeks, for all that can be started."""
        shown = compute(Inputs()).next_steps
        waiting = ("rule_based_first_version", "ask_again")
        efforts = [list(EFFORTS).index(ITEMS[n].effort) for n in shown if n not in waiting]
        assert efforts == sorted(efforts)
        assert shown[0] == "need_ml"
        assert shown[-2:] == waiting

    def test_step_seven_waits_for_step_six(self) -> None:
        """It takes an hour, and would else come first."""
        inputs = but(rule_based_first_version="in progress", ask_again="not yet")
        assert compute(inputs).next_steps == ("rule_based_first_version", "ask_again")
        assert "after “Step 6: rule-based first version”" in steps(inputs)[1]

    def test_each_says_what_done_means(self) -> None:
        """In the words of the form."""
        for name, step in zip(compute(Inputs()).next_steps, steps(Inputs()), strict=False):
            assert step.startswith(ITEMS[name].label)
            assert step.endswith(f"Done when {ITEMS[name].done_when}")

    def test_after_a_stop_only_what_stops_is_next(self) -> None:
        """The rest can wait, cheap as it may be."""
        inputs = but("not yet", ethics="no")
        (step,) = steps(inputs)
        assert step.startswith("Step 3: ethics (answered with no).")
        assert "17 more open items can wait until then." in words(inputs)
        assert compute(inputs).next_steps[0] == "ethics"

    def test_a_go_has_none(self) -> None:
        """Nothing is open."""
        assert steps(but()) == ()
        assert "more open" not in words(but())


class TestTasks:
    """The list that leaves the page."""

    def test_markdown_renders_as_a_task_list(self) -> None:
        """A box for each item that applies, with its owner, date and note."""
        answers = DONE | {
            "people": Answer("in progress", "two names\nare open", "Team lead", "2027-03-31"),
            "difficulty": Answer("not applicable", "bought in"),
        }
        text = markdown.render("Check", report(Inputs(**answers)))
        boxes = re.findall(r"^- \[[ x]\] .*$", text, re.MULTILINE)
        assert len(boxes) == 17
        assert sum(box.startswith("- [x] ") for box in boxes) == 16
        assert (
            "- [ ] People to build and to run it — in progress; owner: Team lead; "
            "due: 2027-03-31; note: two names are open" in boxes
        )
        assert "Left out as not applicable: “Difficulty: others have done it” (bought in)." in text

    @pytest.mark.parametrize("text", HOSTILE)
    def test_notes_and_owners_come_out_as_typed(self, text: str) -> None:
        """No tag in HTML, no line or box of their own in Markdown."""
        for answer in ("not yet", "not applicable"):
            inputs = Inputs(**{**DONE, "people": Answer(answer, text, text)})
            page = Markup(html.render(report(inputs)))
            assert not page.all("script") + page.all("img") + page.all("svg", onload="alert(1)")
            assert text in page.text
            lines = markdown.render("Check", report(inputs)).splitlines()
            plain = markdown.render("Check", report(but(people=answer))).splitlines()
            assert len(lines) == len(plain)

    def test_the_longest_notes_stay_one_line_each(self) -> None:
        """Two thousand characters on every item."""
        note = ("word\n" * 400).strip()
        inputs = Inputs(**dict.fromkeys(ITEMS, Answer("not yet", note, "W" * 100, "2027-03-31")))
        boxes = [
            line
            for line in markdown.render("Check", report(inputs)).splitlines()
            if line.startswith("- [ ] ")
        ]
        assert len(boxes) == 18


class TestInput:
    """What is wrong, where, and what to do about it."""

    def test_a_form_may_be_partly_filled(self) -> None:
        """What is missing has not been begun."""
        inputs = Inputs.read({"ethics": "done"})
        assert inputs.ethics == Answer("done")
        assert inputs.need_ml == Answer("not yet")

    @pytest.mark.parametrize("raw", ["DONE", " done ", {"answer": "Done"}])
    def test_an_answer_is_read_in_any_case(self, raw: object) -> None:
        """As an answer alone, or as an object of parts."""
        assert Inputs.read({"ethics": raw}).ethics.answer == "done"

    def test_parts_add_to_an_answer(self) -> None:
        """On a command line: `ethics=done ethics.owner=Board`."""
        inputs = Inputs.read({"ethics": "done", "ethics.owner": "Board"})
        assert inputs.ethics == Answer("done", owner="Board")

    @pytest.mark.parametrize("raw", ["maybe", "", None, 1, True, [], ["done"], {"answer": {}}])
    def test_an_unknown_answer_gets_the_known_ones(self, raw: object) -> None:
        """At its item."""
        options = "Choose one of: done, in progress, not yet, no, not applicable."
        assert problems({"ethics": raw}) == {"ethics.answer": options}

    @pytest.mark.parametrize("raw", ["2027-02-29", "31.3.2027", "soon", "2027-3-1", "٢٠٢٧-٠١-٠١"])
    def test_a_date_must_exist(self, raw: str) -> None:
        """And be written as year-month-day."""
        message = "Enter a date as year-month-day, such as 2027-03-31."
        assert problems({"ethics.due": raw}) == {"ethics.due": message}

    def test_a_note_and_an_owner_have_an_end(self) -> None:
        """Both are told at once, in the order of the form."""
        found = problems({"ethics": {"answer": "done", "note": "x" * 2001, "owner": "x" * 101}})
        assert found == {
            "ethics.note": "Use at most 2,000 characters: this has 2,001.",
            "ethics.owner": "Use at most 100 characters: this has 101.",
        }

    @pytest.mark.parametrize("part", ["note", "owner"])
    def test_control_characters_are_refused(self, part: str) -> None:
        """They would be seen nowhere and break a file."""
        assert "control characters" in problems({f"ethics.{part}": "a\x00b"})[f"ethics.{part}"]

    def test_an_unknown_part_gets_the_known_ones(self) -> None:
        """At its item."""
        found = problems({"ethics": {"answer": "done", "score": 5}})
        message = "There is no part “score”. Parts: answer, note, owner, due."
        assert found == {"ethics": message}

    @pytest.mark.parametrize("name", ["__proto__", "ethics ", "Ethics", "answer"])
    def test_an_unknown_item_gets_the_known_ones(self, name: str) -> None:
        """All of them."""
        assert all(item in problems({name: "done"})[name] for item in ITEMS)

    def test_a_value_from_python_is_checked_too(self) -> None:
        """Inputs that exist are right."""
        with pytest.raises(InputError, match="Choose one of"):
            Inputs(ethics=Answer("perhaps"))

    def test_the_browser_hears_of_each_problem_at_its_control(self) -> None:
        """And nothing else is lost."""
        values = Inputs().written() | {"ethics.answer": "x", "people.due": "x"}
        found = run.answer({"name": "feasibility-check", "values": values})
        assert list(found["errors"]) == ["people.due", "ethics.answer"]
        assert "html" not in found


class TestPresets:
    """Each example teaches its point."""

    @pytest.mark.parametrize(
        ("name", "verdict", "deciding"),
        [
            (
                "blank",
                "not yet",
                ("Need", "Readiness", "Ethics", "Cost drivers", "Seven steps"),
            ),
            ("support-triage-week-three", "not yet", ("Ethics", "Seven steps")),
            ("support-triage-week-ten", "start small", ("Readiness", "Ethics")),
            ("mood-cameras", "stop", ("Ethics",)),
            (
                "meter-photos",
                "go",
                ("Need", "Readiness", "Ethics", "Cost drivers", "Seven steps"),
            ),
        ],
    )
    def test_it_shows_its_verdict(self, name: str, verdict: str, deciding: tuple[str, ...]) -> None:
        """One for each level."""
        inputs = next(preset.inputs for preset in PRESETS if preset.name == name)
        assert isinstance(inputs, Inputs)
        result = compute(inputs)
        assert (result.verdict, result.deciding_sections) == (verdict, deciding)

    def test_the_running_case_has_notes_and_owners(self) -> None:
        """Week three: some items have an owner, a date and a note."""
        inputs = PRESETS[1].inputs
        assert isinstance(inputs, Inputs)
        tasks = next(b for b in report(inputs) if isinstance(b, Tasks))
        assert sum("owner: " in task.text for task in tasks.items) >= 5
        assert sum("due: " in task.text for task in tasks.items) >= 3


class TestPage:
    """The form as readers and their tools meet it."""

    def test_every_item_has_a_stable_address(self) -> None:
        """Other pages link to #success-criteria."""
        page = Markup(embed("feasibility-check"))
        ids = {element["id"] for element in page.having("id")}
        assert "success-criteria" in ids
        assert {anchor(name) for name in ITEMS} <= ids
        assert all(page.all("a", href=f"#{anchor(name)}") for name in ITEMS)

    def test_a_second_copy_has_addresses_of_its_own(self) -> None:
        """Ids stay unique when a page shows the check twice."""
        first, second = (
            {element["id"] for element in Markup(embed("feasibility-check", ident=i)).having("id")}
            for i in (None, "feasibility-check-2")
        )
        assert not first & second

    def test_every_group_of_answers_is_named_after_its_item(self) -> None:
        """Its legend is what a screen reader says first."""
        page = Markup(embed("feasibility-check"))
        legends = [legend.text for legend in page.all("legend")]
        assert all(f"{item.label}: where are you?" in legends for item in ITEMS.values())

    def test_machines_get_the_same_words(self) -> None:
        """JSON names verdict, sections, steps and items, and takes its own inputs back."""
        calculator = load("feasibility-check")
        found = calculator.json(PRESETS[1].inputs)
        result = found["result"]
        assert result["verdict"] == "not yet"
        assert result["deciding_sections"] == ["Ethics", "Seven steps"]
        assert result["sections"][2]["name"] == "Ethics"
        assert result["next_steps"][0] == "fair_treatment"
        item = next(i for i in result["items"] if i["name"] == "success_criteria")
        assert (item["anchor"], item["owner"]) == ("success-criteria", "Product manager")
        assert Inputs.read(found["inputs"]) == PRESETS[1].inputs
