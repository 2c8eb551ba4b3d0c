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
