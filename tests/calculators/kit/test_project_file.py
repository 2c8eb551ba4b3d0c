"""Project files: written and read back, and whatever else is opened as one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.kit import project_store
from calculators.kit.kept import MOST_SCENARIOS, Kept, Project, Reader
from calculators.kit.problems import Refused
from calculators.kit.project_file import FORMAT, LONGEST, project, read, write
from calculators.kit.run import load
from tests.calculators import strategies

from . import projects
from .projects import kept, of

some = settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

RUNNING = of(
    kept("cost-of-accuracy", "support-triage", "2027-03-25"),
    kept("launch-check", "support-triage-friday", "2027-04-09"),
    scenarios=(Kept(load("cost-of-accuracy"), load("cost-of-accuracy").inputs(), "", "Before"),),
    owner="Ann",
)


def opened(text: str) -> tuple[dict[str, Any], list[str]]:
    """A file that can be opened: the project as a browser keeps it, and the notices."""
    answer = project({"text": text})
    assert list(answer) == ["project", "notices"]
    return answer["project"], answer["notices"]


def changed(**parts: Any) -> str:
    """The running file with other parts."""
    return json.dumps({**json.loads(write(RUNNING)), **parts})


def entry(**parts: Any) -> str:
    """The running file with one entry, other in some parts."""
    first = json.loads(write(RUNNING))["entries"][0]
    return changed(entries=[{**first, **parts}])


@some
@given(projects.projects())
def test_reading_gives_back_what_was_written(made: Project) -> None:
    """To the last input of the last scenario, by way of the file and of the browser."""
    found, notices = read(write(made))
    assert (found, notices) == (made, [])
    reader = Reader()
    stored = json.loads(json.dumps(project_store.write(made)))
    assert project_store.read(stored, reader) == (made, [])
    assert reader.notices == reader.unread == []


def test_a_file_is_json_as_people_may_edit_it() -> None:
    """Inputs under their public names, as the command line gives them."""
    file = json.loads(write(RUNNING))
    assert list(file) == ["project", "format", "about", "entries", "scenarios"]
    assert (file["project"], file["format"], file["about"]["owner"]) == ("Router", FORMAT, "Ann")
    first = file["entries"][0]
    assert list(first) == ["calculator", "version", "date", "inputs"]
    assert first["inputs"]["target_accuracy"] == 95
    assert list(file["scenarios"][0])[:2] == ["calculator", "name"]


def test_a_browser_keeps_what_a_form_holds() -> None:
    """Entries and scenarios by calculator, ready to be put back into it."""
    found, notices = opened(write(RUNNING))
    assert notices == []
    assert list(found) == ["name", "about", "entries", "scenarios"]
    assert found["name"] == found["about"]["name"] == "Router"
    assert found["entries"]["cost-of-accuracy"] == {
        "version": "1.0",
        "date": "2027-03-25",
        "values": RUNNING.entries[0].inputs.written(),
    }
    assert found["scenarios"]["cost-of-accuracy"][0]["name"] == "Before"


def test_a_file_typed_by_hand_needs_little() -> None:
    """No format, version, date or any input: what is missing is as in the worked example."""
    text = '\ufeff{"project": "P", "entries": [{"calculator": "cost-of-accuracy", "inputs": {}}]}'
    found, notices = opened(text)
    default = load("cost-of-accuracy").inputs().written()
    assert found["entries"]["cost-of-accuracy"] == {"version": "1.0", "date": "", "values": default}
    assert notices == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "There is no text"),
        ("", "This file is no JSON"),
        ("PK\x03\x04", "This file is no JSON"),
        ('{"project": "P"', "This file is no JSON"),
        ("[" * 100_000, "This file is no JSON"),
        ("9" * 5000, "no JSON"),
        ("[]", "its JSON is not an object"),
        ("null", "its JSON is not an object"),
        ("{}", "neither a project nor entries"),
        ('{"calculator": "cost-of-accuracy", "inputs": {}}', "the result of one calculator"),
        (changed(format=2), "of format 2, and this site reads up to format 1"),
        (changed(format="x"), "The format of this project file is no whole number"),
        (changed(format=True), "The format of this project file is no whole number"),
        (" " * (LONGEST + 1), "1,000,001 characters long"),
    ],
)
def test_what_is_no_project_is_refused(text: object, problem: str) -> None:
    """With what it is, what to do, and that nothing was changed."""
    answer = project({"text": text})
    assert list(answer) == ["problem"]
    assert problem in answer["problem"]
    assert "Nothing of yours was changed." in answer["problem"]
    with pytest.raises(Refused):
        read(text)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (entry(calculator="cost-of-everything"), "no such calculator: “cost-of-everything”."),
        (entry(calculator=5), "no such calculator: “something that is no name”."),
        (entry(calculator="x\x1b[31m"), "no such calculator: “x?[31m”."),
        (entry(inputs=None), "Left out: the entry of Cost of accuracy. It holds no values."),
        (entry(inputs={"target_accuracy": 200}), "Target accuracy: Enter a percentage below 100."),
        (entry(inputs={"target_accuracy": "<b>"}), "Target accuracy: Enter a percentage above 0"),
        (entry(version=None, inputs={"no_such": 1}), "nothing here uses it: “no_such”."),
        (entry(version="9.0"), "This was made with version 9.0 of this calculator, and here is"),
        (entry(version="0.1"), "This was made with version 0.1 of this calculator."),
        (entry(version="one"), "“one” is no version."),
        (entry(version=[1]), "“something that is no name” is no version."),
        (entry(date="tomorrow"), "Cost of accuracy: “tomorrow” is no date, so it has none now."),
        (changed(entries="all"), "Left out: the entries, because they are not in a list."),
        (changed(scenarios={}), "Left out: the scenarios, because they are not in a list."),
        (changed(about={"mood": "good"}), "“mood”. A brief has no such field."),
        (changed(about=[]), "Left out of what is said about the project: all."),
        (changed(about={"owner": ["Ann"]}), "Owner. Enter a text."),
        (changed(project="x" * 101), "Project name. Use at most 100 characters"),
    ],
)
def test_what_is_not_understood_is_left_out_and_named(text: str, notice: str) -> None:
    """And the rest is there."""
    found, notices = opened(text)
    assert len(notices) == 1, notices
    assert notice in notices[0]
    assert found["name"] == ("My project" if "Project name" in notice else "Router")


def test_of_two_entries_of_a_calculator_the_last_counts() -> None:
    """And it is said."""
    first, second = json.loads(write(RUNNING))["entries"]
    later = {**first, "inputs": {**first["inputs"], "target_accuracy": 96}}
    found, notices = opened(changed(entries=[first, second, later, "junk"]))
    assert found["entries"]["cost-of-accuracy"]["values"]["target_accuracy"] == "96"
    assert len(found["entries"]) == 2
    assert notices == ["More than one entry, of which the last counts: “cost-of-accuracy”."]


def test_thousands_of_entries_are_read_in_a_moment() -> None:
    """Unknown names are counted, and of a calculator's scenarios the first are kept."""
    item = {"calculator": "cost-of-accuracy", "name": "S", "inputs": {}}
    text = changed(
        entries=[{"calculator": f"no-such-{n}", "inputs": {}} for n in range(5000)],
        scenarios=[item] * 5000,
    )
    found, notices = opened(text)
    assert found["entries"] == {}
    assert len(found["scenarios"]["cost-of-accuracy"]) == MOST_SCENARIOS
    assert "and 4,995 more." in notices[0]
    assert f"all but the first {MOST_SCENARIOS} scenarios of Cost of accuracy." in notices[1]
    assert sum(map(len, notices)) < 1000


def test_a_scenario_without_a_name_is_left_out() -> None:
    """Nobody could tell it apart."""
    scenario = {"calculator": "cost-of-accuracy", "inputs": {}}
    found, notices = opened(changed(scenarios=[scenario, {**scenario, "name": "<b>A</b>"}]))
    assert [s["name"] for s in found["scenarios"]["cost-of-accuracy"]] == ["<b>A</b>"]
    assert notices == [
        "Left out: the scenario “something that is no name” of Cost of accuracy. "
        "Its name: Enter a name."
    ]


@some
@given(projects.hostile(json.loads(write(RUNNING))))
def test_any_file_is_opened_or_refused_in_words(shape: Any) -> None:
    """And what is opened is sound: writing and reading it again changes nothing."""
    answer = project({"text": json.dumps(shape)})
    if "problem" in answer:
        assert answer["problem"].endswith(".")
        return
    assert all(notice.endswith((".", "?")) and notice.isprintable() for notice in answer["notices"])
    found, _ = read(json.dumps(shape))
    assert read(write(found)) == (found, [])
    assert json.loads(json.dumps(answer["project"])) == project_store.write(found)


@some
@given(st.text() | strategies.junk())
def test_any_text_is_opened_or_refused_in_words(text: Any) -> None:
    """Whatever a file, a drop or a paste may hold."""
    answer = project({"text": text})
    assert ("problem" in answer) != ("project" in answer)
