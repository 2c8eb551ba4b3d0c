"""The brief of a project: what it says, what it leaves as, and what it does with bad input."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from calculators.kit import brief_command, html, markdown, project_file
from calculators.kit.about import About
from calculators.kit.blocks import Heading, Headline, Note, Paragraph, Report, Stamp, Table, Tasks
from calculators.kit.brief import brief, file_name
from calculators.kit.brief_report import EMPTY, report
from calculators.kit.kept import Project
from calculators.kit.places import Places, places
from calculators.kit.problems import Refused
from calculators.kit.project_store import write
from calculators.kit.run import load
from tests.calculators import strategies
from tests.calculators.markup import Markup
from tests.calculators.test_contract import sound

from . import projects
from .projects import kept, of, stored

PAGES = {
    "cost-of-accuracy": "https://a.example/cost/",
    "launch-check": "https://a.example/launch/",
    "break-even": "javascript:alert(1)",
}
LAUNCH = kept("launch-check", "support-triage-friday", "2027-04-09")
COST = kept("cost-of-accuracy", "support-triage", "2027-03-25")


def answered(project: Any, **more: Any) -> dict[str, Any]:
    """The verb's answer to a project that can be read."""
    answer = brief({"project": project, "pages": PAGES, "date": "2027-04-10", **more})
    parts = ["html", "summary", "files", "entries", "notices", "errors"]
    assert list(answer) == parts
    sound(Markup(answer["html"]))
    return answer


def text(answer: dict[str, Any], kind: str) -> str:
    """The file of a type."""
    (found,) = (file["text"] for file in answer["files"] if file["type"] == kind)
    assert isinstance(found, str)
    return found


def blocks(made: Report, kind: type) -> list[Any]:
    """A report's blocks of a kind."""
    return [block for block in made if isinstance(block, kind)]


class TestReport:
    """What stands in it, in which order."""

    def test_the_decision_comes_first(self) -> None:
        """With its day; where there is none, that is the headline."""
        dated = of(COST, decision="Suggest.", decision_date="2027-04-09", owner="Ann")
        assert report(dated, Places())[0] == Headline("Decision, 2027-04-09: Suggest.")
        assert report(of(COST, decision="Go."), Places())[0] == Headline("Decision: Go.")
        planned = report(of(COST, decision_date="2027-04-09"), Places())
        assert planned[0] == Headline("To be decided by 2027-04-09.")
        assert report(of(COST), Places())[0] == Headline("No decision is written down yet.")

    def test_what_the_team_says_stands_in_a_table(self) -> None:
        """What it left empty is left out; with nothing said there is no table."""
        made = report(of(COST, purpose="To route.", baseline="88 %"), Places())
        (table,) = blocks(made, Table)
        assert table.rows == (("What it is for", "To route."), ("Baseline to beat", "88 %"))
        assert not blocks(report(of(COST), Places()), Table)

    def test_results_come_by_topic(self) -> None:
        """In the order of the topics, whatever the order in which they were put in."""
        made = report(of(LAUNCH, COST, kept("impact-vs-cost")), Places())
        headings = [(heading.text, heading.level) for heading in blocks(made, Heading)]
        assert headings == [
            ("Which project", 3),
            ("Impact versus cost", 4),
            ("Target and price", 3),
            ("Cost of accuracy", 4),
            ("Release", 3),
            ("Launch check", 4),
        ]

    def test_a_result_is_its_headline_figures_notes_and_own_inputs(self) -> None:
        """Numbers without the digits that nobody reads aloud."""
        made = report(of(COST), Places())
        written = markdown.render("T", made)
        # 30,000 · (0.1 / 0.03)^(1 / 0.433) = 483,000, of which 30,000 are spent.
        assert "\n\n**From 88 % to 95 % costs about 453,000 more" in written
        assert "\n- Extra cost of the target: **453,000** — after what is spent\n" in written
        assert "> **Note:** The fitted exponent is 0.433" in written
        (entered, *_) = blocks(made, Paragraph)
        assert entered.text.startswith("Entered — Accuracy today: 88 %; Target accuracy: 95 %; ")
        assert "months" not in entered.text.lower()  # as in the worked example
        assert blocks(made, Stamp)[0] == Stamp("Cost of accuracy 1.0, 2027-03-25.")

    def test_a_worked_example_is_called_one(self) -> None:
        """Nobody should take its numbers for the team's."""
        made = report(of(kept("cost-of-accuracy")), Places())
        assert "the numbers of the worked example" in blocks(made, Paragraph)[0].text

    def test_a_checklist_is_its_verdict_and_its_open_items(self) -> None:
        """In the order in which to do them, with owner, day and note; no answers, no counts."""
        made = report(of(LAUNCH), Places())
        headline = blocks(made, Headline)[1]
        assert headline.text.startswith("Not yet: 1 of 12 items holds it back.")
        (tasks,) = blocks(made, Tasks)
        assert len(tasks.items) == 3
        assert not any(task.done for task in tasks.items)
        assert tasks.items[1].text == (
            "The way back has been walked — owner: Data engineer; due: 2027-04-13; "
            "note: On Tuesday, with the clock running."
        )
        assert not [p for p in blocks(made, Paragraph) if p.text.startswith("Entered")]

    def test_results_that_rest_on_different_values_are_told_at_the_top(self) -> None:
        """With the titles and both values; those that agree stand together."""
        cost = kept("cost-of-accuracy", months="36")
        made = report(of(kept("break-even"), cost), Places())
        said = "Not the same everywhere, months in use: Break-even has 12, Cost of accuracy has 36."
        assert made[1] == Note(said, warning=True)
        agreed = report(of(kept("break-even", months="36"), cost), Places())
        assert not [note for note in blocks(agreed, Note) if "everywhere" in note.text]

    def test_topics_without_a_result_are_named(self) -> None:
        """They are where to go on."""
        made = report(of(COST, LAUNCH), Places())
        missing = "Not in this brief yet: which project, worth doing, metric, data and in use."
        assert Paragraph(missing) in made

    def test_an_empty_brief_says_what_to_do(self) -> None:
        """And what the team has said already."""
        made = report(of(owner="Ann"), Places())
        assert blocks(made, Table)[0].rows == (("Owner", "Ann"),)
        assert made[2] == Note("No result is in this brief yet.")
        assert EMPTY[0] in markdown.render("T", made)


class TestAnswer:
    """What the browser gets."""

    def test_everything_is_there(self) -> None:
        """HTML headed by the project's name, a summary, files, and the list of entries."""
        answer = answered(stored(COST, LAUNCH))
        page = Markup(answer["html"])
        assert page.having("aria-level")[0].text == "Router"
        assert answer["summary"] == "No decision is written down yet."
        assert [(file["label"], file["name"]) for file in answer["files"]] == [
            ("Markdown", "router-brief.md"),
            ("Project file", "router-project.json"),
            ("Open items as issues, CSV", "router-issues.csv"),
        ]
        assert [(one["calculator"], one["title"]) for one in answer["entries"]] == [
            ("cost-of-accuracy", "Cost of accuracy"),
            ("launch-check", "Launch check"),
        ]
        assert (answer["notices"], answer["errors"]) == ([], {})
        assert "Brief of 2 results, 2027-04-10." in page.text

    def test_each_result_leads_back_to_its_calculator(self) -> None:
        """With its values; an address that is none of the web or a file leads nowhere."""
        answer = answered(stored(COST, kept("break-even")))
        (link,) = (a["href"] for a in Markup(answer["html"]).all("a"))
        assert link.startswith("https://a.example/cost/#cost-of-accuracy?current_accuracy=88&")
        assert f"]({link})" in text(answer, "text/markdown")
        assert [one["page"] for one in answer["entries"]] == [link, ""]

    def test_the_project_file_opens_again(self) -> None:
        """As the same project."""
        project = of(COST, LAUNCH, purpose="To route.")
        answer = answered(write(project))
        assert project_file.read(text(answer, "application/json")) == (project, [])

    def test_open_items_of_all_checklists_are_issues_of_one_file(self) -> None:
        """With the item's address where the checklist's page is known, and where it comes from."""
        answer = answered(stored(kept("start-check", "support-triage-idea"), LAUNCH))
        rows = list(csv.DictReader(io.StringIO(text(answer, "text/csv"))))
        assert [row["Title"] for row in rows][-3:] == [
            "Somebody awake may switch it off",
            "The way back has been walked",
            "Canary: a few, drawn at random",
        ]
        assert len(rows) == 6
        assert rows[-2]["Link"] == "https://a.example/launch/#rollback"
        assert rows[-2]["Source"].startswith("Launch check 1.0, 2027-04-09")
        assert rows[0]["Link"] == ""

    def test_without_open_items_there_is_no_file_of_them(self) -> None:
        """A spreadsheet of nothing helps nobody."""
        assert len(answered(stored(COST))["files"]) == 2

    def test_an_entry_that_cannot_be_read_is_told_and_can_be_taken_out(self) -> None:
        """The others are in the brief."""
        project = stored(COST, LAUNCH)
        project["entries"]["no-such"] = {"version": "1.0", "date": "", "values": {}}
        project["entries"]["launch-check"]["values"]["rollback.answer"] = "perhaps"
        answer = answered(project)
        assert [one["calculator"] for one in answer["entries"]] == [
            "cost-of-accuracy",
            "no-such",
            "launch-check",
        ]
        assert answer["notices"][0] == (
            "Left out, because this site has no such calculator: “no-such”."
        )
        assert answer["notices"][1].startswith("Left out: the entry of Launch check. The way back")

    def test_wrong_words_about_the_project_get_a_message_at_their_field(self) -> None:
        """And the brief does without them."""
        project = stored(COST) | {"about": {"name": "", "owner": "x" * 101, "users": "All"}}
        answer = answered(project)
        assert answer["errors"] == {
            "name": "Enter a project name.",
            "owner": "Use at most 100 characters: this has 101.",
        }
        page = Markup(answer["html"]).text
        assert "For whom" in page
        assert "Owner" not in page
        assert answer["notices"] == []

    def test_a_project_that_nobody_has_named_needs_no_name(self) -> None:
        """A browser begins with an empty one."""
        answer = answered({"name": "", "about": {}, "entries": {}, "scenarios": {}})
        assert answer["errors"] == {}
        assert About().name in Markup(answer["html"]).text

    def test_a_day_that_is_none_is_not_shown(self) -> None:
        """Nor anything else that stands for it."""
        for date in ("tomorrow", 5, None, "<b>"):
            assert "Brief of one result. " in answered(stored(COST), date=date)["html"]

    @pytest.mark.parametrize("project", [None, [], "P", 5])
    def test_what_is_no_project_is_a_problem(self, project: object) -> None:
        """With what to do."""
        problem = brief({"project": project})["problem"]
        assert problem.endswith("Reload the page, or open a project file.")

    @settings(
        max_examples=100,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        deadline=None,
    )
    @given(projects.hostile(write(of(COST, LAUNCH, scenarios=(kept("break-even"),)))))
    def test_whatever_a_browser_holds_there_is_a_brief(self, project: Any) -> None:
        """Or a problem; the HTML is sound, and the file opens without a notice."""
        answer = brief({"project": project, "pages": PAGES})
        if "problem" in answer:
            assert not isinstance(project, dict)
            return
        sound(Markup(answer["html"]))
        json.dumps(answer, allow_nan=False)
        assert all(n.isprintable() and len(n) < 2000 for n in answer["notices"])
        assert project_file.read(text(answer, "application/json"))[1] == []

    @settings(max_examples=100)
    @given(strategies.junk())
    def test_any_pages_and_any_day(self, junk: Any) -> None:
        """Change nothing else."""
        answer = brief({"project": stored(LAUNCH), "pages": junk, "date": junk})
        assert len(answer["files"]) == 3
        assert places({"x": junk}).pages.keys() <= {"x"}

    @settings(
        max_examples=60,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        deadline=None,
    )
    @given(projects.projects())
    def test_any_project_has_a_brief(self, project: Project) -> None:
        """In HTML, Markdown and for a terminal, whatever the words in it are."""
        answer = answered(write(project))
        assert (answer["notices"], answer["errors"]) == ([], {})
        written = text(answer, "text/markdown")
        for entry in project.entries:
            assert f"\n#### {entry.calculator.title}\n" in written
        for style in ("text", "markdown", "json"):
            assert brief_command.answer(project_file.write(project), style)[1] == []


class TestCommand:
    """What the command line makes of a file."""

    def test_it_is_the_same_brief(self) -> None:
        """As Markdown to the letter, but for the day and the addresses."""
        project = of(COST, LAUNCH)
        written, notices = brief_command.answer(project_file.write(project), "markdown")
        answer = brief({"project": write(project)})
        assert (written, notices) == (text(answer, "text/markdown"), [])

    def test_a_site_gives_links(self) -> None:
        """To its brief, which leads on to the calculator's page."""
        file = project_file.write(of(COST))
        written, _ = brief_command.answer(file, "markdown", "https://a.example/sub/")
        assert "](https://a.example/sub/brief/#cost-of-accuracy?" in written
        with pytest.raises(Refused, match="Give the site's address in full"):
            brief_command.answer(file, "markdown", "a.example")

    def test_programs_get_every_number(self) -> None:
        """Each result as the command line gives it for its calculator, with day and link."""
        file = project_file.write(of(kept("break-even", months="36"), COST))
        written, _ = brief_command.answer(file, "json", "file:///site")
        found = json.loads(written)
        assert list(found) == ["project", "about", "disagreements", "entries"]
        assert found["disagreements"][0].startswith("Not the same everywhere, months in use:")
        entry = found["entries"][1]
        assert list(entry)[-2:] == ["date", "link"]
        calculator = load("cost-of-accuracy")
        assert {k: entry[k] for k in list(entry)[:-2]} == calculator.json(COST.inputs)
        assert entry["link"].startswith("file:///site/brief/#cost-of-accuracy?")


@pytest.mark.parametrize(
    ("name", "file"),
    [("Support triage", "support-triage"), ("Prüfung № 1", "pr-fung-1"), ("שלום", "project")],
)
def test_a_file_is_called_as_any_machine_can(name: str, file: str) -> None:
    """After the project, in plain letters and digits."""
    assert file_name(name) == file


def test_the_html_is_that_of_the_report() -> None:
    """The page adds the name and nothing else."""
    made = report(of(COST), Places(), "2027-04-10")
    answer = answered(stored(COST), pages={})
    assert answer["html"] == html.render((Heading("Router", 2), *made))
