"""Items, sections and verdicts of a small checklist of its own, worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import checklist, checklist_report
from calculators.kit.checklist import ANSWERS, EFFORTS, LEVELS, Answer, Item
from calculators.kit.form_item import render
from calculators.kit.format import Quantity
from tests.calculators.markup import Markup


def made(group: str = "Flour", effort: str = "day", **more: str | tuple[str, ...]) -> Item:
    """An item of a checklist for baking."""
    words = {"why": "Bread needs it.", "done_when": "it is there.", "case": "Rye."}
    return Item(label="An item", group=group, effort=effort, **{**words, **more})  # type: ignore[arg-type]  # a test's short cut


ITEMS = {
    "flour": made(effort="week"),
    "sieve": made(effort="hour", after=("flour",)),
    "oven": made("Heat", "weeks", no_if="there is no fire."),
    "match": made("Heat", "hour"),
    "bread": made("Heat", "hour", after=("sieve", "oven")),
}


def answered(**given: str) -> dict[str, Answer]:
    """Everything done but what is given."""
    return {name: Answer(given.get(name, "done")) for name in ITEMS}


answers = st.fixed_dictionaries(
    {name: st.builds(Answer, st.sampled_from(list(ANSWERS))) for name in ITEMS}
)


class TestLevels:
    """From an answer to a level, and from levels to the worst."""

    @pytest.mark.parametrize(
        ("answer", "level", "decisive"),
        [
            ("done", "go", "go"),
            ("in progress", "start small", "start small"),
            ("not yet", "not yet", "not yet"),
            ("no", "not yet", "stop"),
            ("not applicable", None, None),
        ],
    )
    def test_an_answer_has_a_level(self, answer: str, level: str, decisive: str) -> None:
        """Only a `no` depends on whether the item is decisive."""
        assert checklist.level_of(ITEMS["match"], Answer(answer)) == level
        assert checklist.level_of(ITEMS["oven"], Answer(answer)) == decisive

    def test_an_item_that_says_when_to_answer_no_is_decisive(self) -> None:
        """And no other."""
        assert [name for name, item in ITEMS.items() if item.decisive] == ["oven"]

    def test_the_worst_level_counts(self) -> None:
        """From worst to best: stop, not yet, start small, go. What has none does not count."""
        assert LEVELS == ("stop", "not yet", "start small", "go")
        assert checklist.worst(["go", None, "start small"]) == "start small"
        assert checklist.worst(["go", "stop", "not yet"]) == "stop"

    def test_no_level_at_all(self) -> None:
        """Nothing is no `go`."""
        assert checklist.worst([None, None]) is None
        assert checklist.worst([]) is None


class TestSections:
    """Items under their headings."""

    def test_a_section_counts_its_answers(self) -> None:
        """Heat has three items: one no, one in progress, one that does not apply."""
        found = checklist.sections(
            ITEMS, answered(oven="no", match="in progress", bread="not applicable")
        )
        flour, heat = found
        assert (flour.name, flour.level, flour.done, flour.counted) == ("Flour", "go", 2, 2)
        assert (heat.name, heat.level) == ("Heat", "stop")
        assert (heat.done, heat.in_progress, heat.not_yet, heat.no, heat.counted) == (0, 1, 0, 1, 2)
        assert checklist.verdict(found) == "stop"

    def test_a_section_in_which_nothing_applies_does_not_decide(self) -> None:
        """It has no level, and the verdict is that of the other."""
        found = checklist.sections(
            ITEMS, answered(flour="not applicable", sieve="not applicable", match="not yet")
        )
        assert (found[0].level, found[0].counted) == (None, 0)
        assert checklist.verdict(found) == "not yet"

    def test_nothing_applies_at_all(self) -> None:
        """There is no verdict then, above all no `go`."""
        nothing = dict.fromkeys(ITEMS, Answer("not applicable"))
        assert checklist.verdict(checklist.sections(ITEMS, nothing)) is None

    @given(answers)
    def test_the_verdict_is_the_worst_items_level(self, given_answers: dict[str, Answer]) -> None:
        """Sections group items; they never soften one."""
        levels = [checklist.level_of(ITEMS[name], given_answers[name]) for name in ITEMS]
        found = checklist.sections(ITEMS, given_answers)
        assert checklist.verdict(found) == checklist.worst(levels)
        counted = sum(section.counted for section in found)
        kinds = sum(s.done + s.in_progress + s.not_yet + s.no for s in found)
        assert counted == kinds == sum(level is not None for level in levels)

    @given(answers, st.sampled_from(list(ITEMS)))
    def test_finishing_an_item_never_makes_the_verdict_worse(
        self, before: dict[str, Answer], name: str
    ) -> None:
        """`done` is the best answer that counts."""
        after = before | {name: Answer("done")}
        old = checklist.verdict(checklist.sections(ITEMS, before))
        new = checklist.verdict(checklist.sections(ITEMS, after))
        assert new is not None
        assert old is None or LEVELS.index(new) >= LEVELS.index(old)


class TestOrder:
    """What to do next."""

    def test_the_cheapest_comes_first_and_what_waits_last(self) -> None:
        """Sieve waits for flour, bread for sieve: an hour's work, but three rounds away."""
        left = checklist.open_items(ITEMS, dict.fromkeys(ITEMS, Answer()))
        assert left == ("match", "flour", "oven", "sieve", "bread")

    def test_what_stops_the_project_comes_before_all(self) -> None:
        """However long it takes."""
        left = checklist.open_items(ITEMS, answered(oven="no", match="not yet", flour="no"))
        assert left == ("oven", "match", "flour")

    def test_at_the_same_effort_what_is_furthest_behind_comes_first(self) -> None:
        """Sieve and bread wait for nothing here; an hour each."""
        left = checklist.open_items(ITEMS, answered(sieve="in progress", match="not yet"))
        assert left == ("match", "sieve")

    def test_what_is_done_or_does_not_apply_is_waited_for_no_more(self) -> None:
        """Bread needs both sieve and oven; what is in progress is not there yet."""
        given_answers = answered(sieve="in progress", oven="not applicable", bread="not yet")
        assert checklist.waits_for(ITEMS["bread"], given_answers) == ("sieve",)
        assert checklist.waits_for(ITEMS["sieve"], given_answers) == ()

    @given(answers)
    def test_everything_open_is_listed_once(self, given_answers: dict[str, Answer]) -> None:
        """And nothing comes before what it waits for, unless it stops the project."""
        left = checklist.open_items(ITEMS, given_answers)
        settled = {n for n, a in given_answers.items() if a.answer in ("done", "not applicable")}
        assert sorted(left) == sorted(set(ITEMS) - settled)
        for name in left:
            if checklist.level_of(ITEMS[name], given_answers[name]) != "stop":
                waiting = checklist.waits_for(ITEMS[name], given_answers)
                assert all(left.index(other) < left.index(name) for other in waiting)


class TestReport:
    """A checklist's result in words and pictures."""

    def test_bars_are_shares_of_what_applies(self) -> None:
        """Of Flour's one item that applies all is in progress; Heat has one of three done."""
        given_answers = answered(
            flour="not applicable", sieve="in progress", oven="no", match="not yet"
        )
        bars = checklist_report.bars(checklist.sections(ITEMS, given_answers))
        assert [bar.segments for bar in bars.bars] == [(0, 1), (1 / 3, 0)]
        assert [bar.label for bar in bars.bars] == ["Flour: 0 of 1 done", "Heat: 1 of 3 done"]
        cells = [[c.value for c in row if isinstance(c, Quantity)] for row in bars.table.rows]
        assert cells == [[0, 1, 0, 0], [1, 0, 1, 1]]

    def test_the_table_says_what_holds_a_section(self) -> None:
        """The first item at its level, and how many more there are."""
        given_answers = answered(oven="not yet", match="not yet", sieve="not applicable")
        table = checklist_report.table(
            checklist.sections(ITEMS, given_answers),
            checklist.states(ITEMS, given_answers),
            ["Heat"],
        )
        assert table.rows[0] == ("Flour", "Go", "1 of 1", "nothing")
        assert table.rows[1] == ("Heat", "Not yet", "1 of 3", "An item; 1 more")
        assert table.strong == (1,)

    def test_tasks_carry_owner_date_and_note(self) -> None:
        """What does not apply is no task."""
        given_answers = answered(oven="not applicable") | {
            "flour": Answer("in progress", "from the mill", "Baker", "2027-03-31")
        }
        tasks = checklist_report.tasks("To bake", checklist.states(ITEMS, given_answers))
        assert [task.done for task in tasks.items] == [False, True, True, True]
        assert tasks.items[0].text == (
            "An item — in progress; owner: Baker; due: 2027-03-31; note: from the mill"
        )
        assert tasks.items[1].text == "An item"

    def test_a_step_says_how_long_after_what_and_when_it_is_done(self) -> None:
        """A `no` says instead what it would take."""
        states = checklist.states(ITEMS, answered(flour="in progress", sieve="not yet", oven="no"))
        bullets = checklist_report.steps(("flour", "sieve", "oven"), states)
        assert bullets.items == (
            "An item (under way, about a week). Done when it is there.",
            "An item (about an hour, after “An item”). Done when it is there.",
            "An item (answered with no). It would be done when it is there.",
        )


class TestPage:
    """An item in a form."""

    def test_the_address_has_hyphens(self) -> None:
        """As addresses have."""
        assert checklist.anchor("clean_the_oven") == "clean-the-oven"

    def test_every_control_is_named_after_the_item(self) -> None:
        """Whoever hears only one control knows what it is about."""
        page = Markup(render("bake.oven", "oven", ITEMS["oven"], Answer("no"), "oven"))
        group = page.all("fieldset")[0]
        assert [element.text for element in page.all("legend") if group in element.parents] == [
            "An item: where are you?"
        ]
        radios = page.all("input", type="radio", name="oven.answer")
        assert [radio["value"] for radio in radios] == list(ANSWERS)
        assert [radio["value"] for radio in radios if "checked" in radio.attributes] == ["no"]
        assert [label.text for label in page.all("label") if label["for"]] == [
            "Note on An item",
            "Owner on An item",
            "Due on An item",
        ]
        assert page.all("a", href="#oven")[0]["aria-label"] == "Copy the link to An item"

    def test_only_a_decisive_item_says_when_to_answer_no(self) -> None:
        """There it decides."""
        oven = render("k", "oven", ITEMS["oven"], Answer(), "oven")
        assert "Answer no if there is no fire." in Markup(oven).text
        assert "Answer no if" not in render("k", "match", ITEMS["match"], Answer(), "match")

    @pytest.mark.parametrize("part", ["note", "owner", "due"])
    def test_what_was_written_is_not_folded_away(self, part: str) -> None:
        """An empty one is."""
        value = Answer(**{part: "2027-03-31"})  # any text is a note or an owner as well
        filled = Markup(render("k", "oven", ITEMS["oven"], value, "oven")).all("details")[0]
        empty = Markup(render("k", "oven", ITEMS["oven"], Answer(), "oven")).all("details")[0]
        assert "open" in filled.attributes
        assert "open" not in empty.attributes

    def test_what_was_written_is_no_markup(self) -> None:
        """It comes out as typed."""
        value = Answer(note="</textarea><b>", owner='"><i>')
        page = Markup(render("k", "oven", ITEMS["oven"], value, "oven"))
        assert not page.all("b") + page.all("i")
        assert page.all("textarea")[0].text == "</textarea><b>"
        assert page.all("input", id="k.owner")[0]["value"] == '"><i>'

    @pytest.mark.parametrize("effort", list(EFFORTS))
    def test_the_effort_is_told(self, effort: str) -> None:
        """In words."""
        page = Markup(render("k", "x", made(effort=effort), Answer(), "x"))
        assert f"Takes {EFFORTS[effort]}." in page.text
