"""Reports for a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import format, terminal
from calculators.kit.blocks import Figure, Figures, Table, Tasks
from calculators.kit.terminal import WIDTH

from . import pictures

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


def test_a_table_is_aligned() -> None:
    """Words to the left, numbers to the right, the reader's rows with a star."""
    rows = (("Search", format.number(5)), ("Two\nlines", format.number(1234.5)))
    table = Table("Costs", ("Name", "Days"), rows, strong=(1,))
    assert terminal.render("T", (table,)) == (
        "T\n=\n\n"
        "Costs\n"
        "  Name                  Days\n"
        "  ---------  ---------------\n"
        "  Search                   5\n"
        "* Two lines  1,230 (1,234.5)\n"
    )


def test_figures_are_aligned() -> None:
    """Labels as wide as the longest."""
    figures = Figures((Figure("Cost", format.number(5), "a month"), Figure("Net value", "none")))
    assert terminal.render("T", (figures,)) == (
        "T\n=\n\n  Cost       5 — a month\n  Net value  none\n"
    )


def test_later_lines_stand_under_the_first_word() -> None:
    """And no line is longer than the terminal."""
    lines = terminal.wrap("word " * 40, "Note: ").splitlines()
    assert lines[0].startswith("Note: word")
    assert all(line.startswith("      word") for line in lines[1:])
    assert all(len(line) <= WIDTH for line in lines)


def test_no_tasks() -> None:
    """An empty list is its title."""
    assert terminal.render("T", (Tasks("To do", ()),)) == "T\n=\n\nTo do\n"


@given(words)
def test_any_words_are_shown(text: str) -> None:
    """In every kind of block, and nothing is lost."""
    shown = " ".join(text.split())
    written = terminal.render("T", pictures.report(text))
    assert shown in " ".join(written.split())
