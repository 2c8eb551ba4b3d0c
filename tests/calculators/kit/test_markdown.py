"""Reports as Markdown, as GitHub and GitLab read it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import format, markdown
from calculators.kit.blocks import Heading, Stamp, Task, Tasks
from tests.calculators import strategies

from . import pictures

words = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(strategies.HOSTILE)
PUNCTUATION = r"[!-/:-@\[-`{-~]"


def unescaped(text: str) -> str:
    """What a reader sees: a backslash before punctuation falls away (CommonMark 2.4)."""
    return re.sub(rf"\\({PUNCTUATION})", r"\1", text)


def cells(line: str) -> list[str]:
    """A table's line cut at each bar that has no backslash (GitHub Flavored Markdown 4.10)."""
    parts = re.split(r"(?<!\\)((?:\\\\)*)\|", line)
    joined = [text + marks for text, marks in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    assert joined[0] == joined[-1] == ""
    return [unescaped(cell).strip() for cell in joined[1:-1]]


@given(words)
def test_plain_text_is_seen_as_it_is(text: str) -> None:
    """Every mark that could mean something has a backslash, on one line."""
    written = markdown.plain(text)
    assert unescaped(written) == " ".join(text.split())
    bare = re.sub(rf"\\{PUNCTUATION}", "", written)
    assert not re.search(r"[\\`*_{}\[\]<>#|~$&]", bare)
    assert "\n" not in written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. first", r"1\. first"),
        ("2) second", r"2\) second"),
        ("3.", r"3\."),
        ("- item", r"\- item"),
        ("-", r"\-"),
        ("---", r"\---"),
        ("+ item", r"\+ item"),
        ("===", r"\==="),
        ("1.5 times", "1.5 times"),
        ("-5", "-5"),
        ("a - b", "a - b"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("# no heading", r"\# no heading"),
        ("> no quote", r"\> no quote"),
        ("[no](link)", r"\[no\](link)"),
        ("a\n\n- b", "a - b"),
        ("    no code", "no code"),
    ],
)
def test_nothing_starts_a_block(text: str, written: str) -> None:
    """No list, rule, heading, quote or code, and nothing is marked without need."""
    assert markdown.plain(text) == written


@given(words)
def test_a_table_stays_a_table(text: str) -> None:
    """Whatever stands in its cells, each line has as many."""
    shown = " ".join(text.split())
    lines = markdown.render("t", (pictures.table(text, 1234.5),)).split("\n\n")[2].splitlines()
    assert len(lines) == 4
    assert cells(lines[0]) == [shown, "Value"]
    assert lines[1] == "| --- | --- |"
    assert cells(lines[2]) == [shown, "1,230 (1,234.5)"]
    assert cells(lines[3]) == ["**own**", "**2**"]


@given(words.filter(bool))
def test_every_block_keeps_to_its_lines(text: str) -> None:
    """No word makes a report longer or shorter: nothing breaks out of its block."""
    one = markdown.render("t", pictures.report(text)).splitlines()
    other = markdown.render("t", pictures.report("word")).splitlines()
    assert len(one) == len(other)
    starts = re.compile(r"^(#+ |- \[[ x]\] |- |> |\d+\. |\||\*\*|$)?")
    for found, expected in zip(one, other, strict=True):
        assert "word" not in expected or starts.match(expected)
        if not expected.startswith("word"):
            start = starts.match(expected)
            assert start
            assert found.startswith(start.group())


def test_a_report() -> None:
    """Headings, figures with their exact numbers, charts as tables, tasks to tick, sources."""
    written = markdown.render("Title", pictures.report("A"))
    for part in (
        "## Title\n",
        "\n**A**\n",
        "\n- A: **A** — A\n- A: **no answer**\n",
        "\n> **Warning:** A\n",
        "\n> **Note:** A\n",
        "\n### A\n\nA\n\nA\n\n| A | Value |\n",
        "\n- [x] A\n- [ ] A\n",
        "\n1. A\n",
        "\n- [A](https://example.org/)\n- A\n",
    ):
        assert part in written
    assert "<" not in written


def test_exact_figures_stand_in_brackets() -> None:
    """Only where the text was rounded."""
    assert markdown.exact(format.number(1234.5)) == "1,230 (1,234.5)"
    assert markdown.exact(format.number(5)) == "5"
    assert markdown.exact("words") == "words"


def test_an_address_ends_where_its_link_does() -> None:
    """Brackets and spaces in it are encoded, so that they close nothing."""
    written = markdown.render("T", (Stamp("Made", "https://a.example/(b) <c>#d?e=1,2;3"),))
    link = "(https://a.example/%28b%29%20%3Cc%3E#d?e=1,2;3)"
    assert written == f"## T\n\nMade [Open it with these values]{link}\n"


def test_a_task_list_may_do_without_a_title() -> None:
    """The heading above it is enough."""
    report = (Heading("A", 4), Tasks("", (Task("B", done=False),)))
    assert markdown.render("T", report) == "## T\n\n#### A\n\n- [ ] B\n"
