"""The command line, as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from calculators.__main__ import main
from calculators.kit.run import load, names

NAME = "cost-of-accuracy"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start `python -m calculators` and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "calculators", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONUTF8": "1", **environment},
        cwd=Path(__file__).parents[2],
    )


def answered(*arguments: str) -> str:
    """What a run prints that went well."""
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def refused(*arguments: str, **environment: str) -> str:
    """What a run says that was refused: with exit code 2, nothing printed and no traceback."""
    done = run(*arguments, **environment)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def result(*arguments: str) -> dict[str, object]:
    """A run's result for machines."""
    answer = json.loads(answered(NAME, *arguments, "--format", "json"))
    found: dict[str, object] = answer["result"]
    return found


def test_lists_all_calculators() -> None:
    """With the question each answers, and how to go on."""
    printed = answered()
    for name in names():
        assert f"  {name} " in printed
    words = " ".join(printed.split())
    assert all(load(name).question in words for name in names())
    assert "--format text|markdown|json" in printed


def test_lists_inputs() -> None:
    """Each with its default, its label and what may be entered."""
    printed = answered(NAME, "--help")
    assert "  target_accuracy = 99\n" in printed
    assert "Enter a percentage above 0 and below 100" in printed
    assert "One of: tenfold, power-law, equal-work." in printed
    assert "columns examples" in printed


def test_answers_in_text() -> None:
    """C0 = 20,000 from 95 to 99 %: five times the money, 80,000 more."""
    printed = answered(NAME, "current_accuracy=95", "cost_so_far=20,000")
    assert "From 95 % to 99 % costs about 80,000 more" in printed


def test_answers_in_markdown() -> None:
    """Ready for a wiki."""
    printed = answered(NAME, "--format", "markdown")
    assert printed.startswith("## Cost of accuracy\n")
    assert "\n| --- |" in printed


def test_answers_in_json() -> None:
    """With the inputs as they were understood."""
    answer = json.loads(answered(NAME, "target_accuracy=99.5 %", "--format", "json"))
    assert list(answer) == ["calculator", "version", "inputs", "result", "notes"]
    assert answer["calculator"] == NAME
    assert answer["inputs"]["target_accuracy"] == 99.5
    assert answer["result"]["cost_at_target"] == pytest.approx(1_000_000)


def test_options_may_stand_anywhere() -> None:
    """Before, between or after the values."""
    first = answered("--format", "json", NAME, "months=6")
    assert first == answered(NAME, "--format", "json", "months=6")
    assert first == answered(NAME, "months=6", "--format=json")


def test_reads_tables(tmp_path: Path) -> None:
    """From a CSV file with a header, however it was saved, from a JSON file, or in place."""
    rows = [{"examples": 1000, "error": 20}, {"examples": 10_000, "error": 10}]
    expected = result("learning_curve=" + json.dumps(rows))
    assert expected["fitted_exponent"] == pytest.approx(0.3010300)
    for name, content in (
        ("plain.csv", b"examples,error\n1000,20\n10000,10\n"),
        ("windows.csv", b"\xef\xbb\xbfTraining examples;Error %\r\n1 000;20\r\n10 000;10\r\n"),
        ("rows.json", json.dumps(rows).encode()),
        ("bare.tsv", b"1000\t20\n10000\t10"),
    ):
        (tmp_path / name).write_bytes(content)
        assert result(f"learning_curve=@{tmp_path / name}") == expected, name


@pytest.mark.parametrize(
    "place",
    ["https://example.org/calculators/x/?embed=1#", "file:///tmp/a b/index.html#", "#", ""],
)
def test_computes_what_a_link_says(place: str) -> None:
    """From a chat as it is, or only its fragment; the calculator is in it."""
    fragment = f"{NAME}?target_accuracy=99.5&learning_curve=examples,error;1000,20;10000,10"
    direct = result("target_accuracy=99.5", "learning_curve=1000,20\n10000,10")
    answer = json.loads(answered(f"{place}{fragment}&as=1.0&v=1", "--format", "json"))
    assert answer["result"] == direct


def test_values_come_on_top_of_a_link_or_a_file(tmp_path: Path) -> None:
    """The rest stays as it was shared or saved."""
    both = result("target_accuracy=99.5", "months=6")
    link = f"#{NAME}?target_accuracy=99.5&months=12&as=1.0&v=1"
    assert json.loads(answered(link, "months=6", "--format", "json"))["result"] == both
    file = tmp_path / "saved.json"
    file.write_text(answered(NAME, "target_accuracy=99.5", "--format", "json"), "utf-8")
    assert result(f"@{file}", "months=6") == both
    assert result(f"@{file}") == result("target_accuracy=99.5")


def test_part_of_an_item_comes_on_top_too() -> None:
    """The note stays where only the answer is given."""
    link = "#feasibility-check?people.answer=done&people.note=Two&as=1.0&v=1"
    printed = answered(link, "people.answer=no", "--format", "json")
    assert json.loads(printed)["inputs"]["people"]["answer"] == "no"
    assert json.loads(printed)["inputs"]["people"]["note"] == "Two"


def test_tells_what_to_know_of_a_link() -> None:
    """Beside the answer, so that the answer can be piped on."""
    done = run(f"{NAME}?months=6&hue=\x1b[31m&as=0.9&v=1", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["result"] == result("months=6")
    older, unknown = done.stderr.splitlines()
    assert older.startswith("This was made with version 0.9")
    assert unknown == "Left out, because nothing here uses it: “hue”."


def test_a_link_can_be_asked_for_its_inputs() -> None:
    """As its calculator's name can."""
    assert answered(f"#{NAME}?months=6", "--help") == answered(NAME, "--help")


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_same_input_same_output(style: str) -> None:
    """By link or by name, on any day: no output has a date, so two can be compared."""
    direct = answered(NAME, "months=6", "--format", style)
    assert answered(f"#{NAME}?months=6", "--format", style) == direct


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "This is no valid JSON"),
        ("[1]", "This JSON is a list."),
        ('{"project": "P", "entries": []}', "This is a whole project."),
        ('{"calculator": "launch-check", "inputs": {}}', "for another calculator: “Launch check”."),
        (f'{{"calculator": "{NAME}", "inputs": {{"months": 0}}}}', "months: Enter a number above"),
    ],
)
def test_refuses_a_file(content: str, message: str, tmp_path: Path) -> None:
    """That is not this calculator's."""
    file = tmp_path / "saved.json"
    file.write_text(content, "utf-8")
    assert message in refused(NAME, f"@{file}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "There is no calculator “nonsense”. Known: "),
        (["nonsense", "--help"], "There is no calculator “nonsense”. Known: "),
        ([NAME, "accuracy=5"], "accuracy: There is no input “accuracy”. Inputs: current_accuracy,"),
        ([NAME, "target_accuracy"], "target_accuracy: Write inputs as field=value."),
        ([NAME, "months=1", "months=2"], "months: Give each input once."),
        ([NAME, "months=two"], "months: Enter a number above 0 and at most 1,200, such as 12."),
        ([NAME, "months="], "months: Enter a number above 0"),
        ([NAME, "target_accuracy=80"], "target_accuracy: Enter at least 90: that is today's"),
        ([NAME, "learning_curve=[1"], "learning_curve: Give valid JSON, or CSV: "),
        ([NAME, "learning_curve=[1]"], "learning_curve: Give each row as an object"),
        ([NAME, 'model={"a"'], "model: Give valid JSON: "),
        ([NAME, "learning_curve=@/no/such/file.csv"], "/no/such/file.csv: No such file"),
        ([NAME, "learning_curve=@"], "Check the file's name."),
        ([NAME, "--format", "pdf"], "pdf"),
        ([NAME, "--nonsense"], "--nonsense"),
        ([NAME, "learning_curve=1000,20\n2000,x"], "learning_curve, row 2, error: Enter a perc"),
        ([NAME, "@/no/such/file.json"], "/no/such/file.json: No such file"),
        ([NAME, "months=1", "@saved.json"], "@saved.json: Write inputs as field=value."),
        (["#nonsense?a=1"], "There is no calculator “nonsense” here."),
        ([f"#{NAME}?months"], "This link cannot be opened, and nothing was changed. “months” has"),
        ([f"#{NAME}?months=0"], "Months in use: Enter a number above 0"),
        ([f"#{NAME}?months=1", "months=0"], "months: Enter a number above 0"),
        (["https://example.org/?x=1"], "There is no calculator “https://example.org/” here."),
    ],
)
def test_refuses(arguments: list[str], message: str) -> None:
    """With the place and the remedy on standard error."""
    assert message in refused(*arguments)


def test_refuses_with_every_problem() -> None:
    """One a line."""
    lines = refused(NAME, "months=0", "cost_so_far=-1", "nonsense=1").splitlines()
    assert [line.partition(":")[0] for line in lines] == ["nonsense", "cost_so_far", "months"]


def test_files_that_are_no_text(tmp_path: Path) -> None:
    """The remedy is in how they are saved."""
    file = tmp_path / "table.csv"
    file.write_bytes("examples,error\n1000,½".encode("latin-1"))
    assert f"{file}: Save the file as UTF-8 text." in refused(NAME, f"learning_curve=@{file}")
    assert "Check the file's name." in refused(NAME, f"learning_curve=@{tmp_path}")


def test_files_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Control characters in a header that is quoted back are shown as question marks."""
    file = tmp_path / "table.csv"
    file.write_bytes("examples,error,\x1b[31mred\x9b\n1000,20,1".encode())
    said = refused(NAME, f"learning_curve=@{file}")
    assert "There is no column “?[31mred?”." in said


def test_terminals_without_typography() -> None:
    """Print what they cannot show as an escape."""
    done = run(NAME, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "Traceback" not in done.stderr
    assert refused("½", PYTHONUTF8="0", PYTHONIOENCODING="ascii")


def test_arguments_that_are_no_text() -> None:
    """Bytes that no encoding knows come in as half characters, and are refused."""
    assert main([NAME, "months=\udcff"]) == 2
    assert main(["\udcff"]) == 2


def test_hostile_names_are_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    """In Markdown's tables they stay in their cell."""
    if "impact-vs-cost" not in names():
        pytest.fail("There is no impact-vs-cost to try.")
    calculator = load("impact-vs-cost")
    field = calculator.inputs.fields()["projects"]
    projects = calculator.inputs().written()["projects"]
    hostile = "a | b <script> `c` [d](e)"
    column = projects[0].index("name")
    projects[1][column] = hostile
    argument = "projects=" + json.dumps(projects)
    assert main(["impact-vs-cost", argument, "--format", "markdown"]) == 0
    printed = capsys.readouterr().out
    assert field.label
    assert r"a \| b \<script\> \`c\` \[d\](e)" in printed
    assert "<script" not in printed.replace(r"\<script", "")


PROJECT = str(Path(__file__).parents[2] / "docs" / "assets" / "support-triage.json")


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("text", "Project brief: Support triage\n====="),
        ("markdown", "## Project brief: Support triage\n\n**Decision, 2027-04-09: "),
        ("json", '{\n  "project": "Support triage",\n'),
    ],
)
def test_briefs_a_project(style: str, start: str) -> None:
    """From its file, in each format; with a site there are links."""
    assert answered("brief", PROJECT, "--format", style).startswith(start)
    linked = answered("brief", PROJECT, "--format", style, "--site", "https://a.example/")
    assert "https://a.example/brief/#cost-of-accuracy?current_accuracy=88&" in linked


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Give one project file: python -m calculators brief project.json"),
        ([PROJECT, PROJECT], "Give one project file"),
        (["/no/such/project.json"], "/no/such/project.json: No such file"),
        ([__file__], "This file is no JSON"),
        ([PROJECT, "--site", "a.example"], "Give the site's address in full"),
    ],
)
def test_refuses_to_brief_what_is_no_project(arguments: list[str], message: str) -> None:
    """With the remedy."""
    assert message in refused("brief", *arguments)


def test_tells_what_a_brief_does_without(tmp_path: Path) -> None:
    """Beside the brief, and so that it cannot steer the terminal."""
    file = tmp_path / "project.json"
    file.write_text('{"project": "P", "entries": [{"calculator": "\\u001b[31m", "inputs": {}}]}')
    done = run("brief", str(file))
    assert done.returncode == 0
    assert done.stdout.startswith("Project brief: P\n")
    assert done.stderr == "Left out, because this site has no such calculator: “?[31m”.\n"
