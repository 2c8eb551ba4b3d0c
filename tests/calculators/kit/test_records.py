"""Inputs of several parts."""

from __future__ import annotations

import pytest

from calculators.kit.records import Record

from .shapes import Opinion

OPINION = Record(label="Opinion", parts=Opinion)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("dislike", Opinion("dislike")),
        ({"verdict": "I do not", "since": "2027-01-01"}, Opinion("dislike", "", "2027-01-01")),
        ({}, Opinion()),
        ({"reason": " x "}, Opinion("like", "x")),
    ],
)
def test_reads_an_object_or_the_first_part(raw: object, expected: Opinion) -> None:
    """What is missing takes the part's default."""
    assert OPINION.read_parts("opinion", raw) == (expected, [])


@pytest.mark.parametrize(
    ("raw", "keys"),
    [
        ("maybe", ["opinion.verdict"]),
        (None, ["opinion.verdict"]),
        ([], ["opinion.verdict"]),
        ({"verdict": 1, "since": "x"}, ["opinion.verdict", "opinion.since"]),
        ({"no": 1}, ["opinion"]),
    ],
)
def test_says_which_part_is_wrong(raw: object, keys: list[str]) -> None:
    """All of them at once."""
    value, problems = OPINION.read_parts("opinion", raw)
    assert value is None
    assert [problem.key for problem in problems] == keys


def test_checks_values_from_python() -> None:
    """A value of another kind has all its parts wrong."""
    assert not list(OPINION.check_parts("opinion", Opinion()))
    wrong = Opinion(verdict="maybe", reason="x" * 501)
    keys = [problem.key for problem in OPINION.check_parts("opinion", wrong)]
    assert keys == ["opinion.verdict", "opinion.reason"]
    assert list(OPINION.check_parts("opinion", None))


def test_is_an_object_for_machines() -> None:
    """With every part."""
    expected = {"verdict": "like", "reason": "", "since": ""}
    assert OPINION.plain(Opinion()) == expected
