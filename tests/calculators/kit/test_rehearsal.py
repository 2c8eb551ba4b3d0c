"""The rehearsal asks for all that a browser may ask for, so that all of it is packed."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from calculators.kit import door, rehearsal
from calculators.kit.run import names


def test_each_verb_is_asked_about_each_calculator_and_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A verb that is new, or is only ever refused, would go unpacked and unnoticed."""
    answered: defaultdict[str, set[str]] = defaultdict(set)
    refused: set[str] = set()

    def ask(verb: str, request: str) -> str:
        answer = door.ask(verb, request)
        if "problem" in json.loads(answer):
            refused.add(verb)
        else:
            asked = json.loads(request)
            answered[verb].add(asked.get("name") or asked.get("fragment", "").partition("?")[0])
        return answer

    monkeypatch.setattr(rehearsal, "ask", ask)
    answers = list(rehearsal.rehearse())
    assert len(answers) > len(names())
    assert set(answered) == set(door.VERBS)
    for verb in set(door.VERBS) - {"brief", "project"}:
        assert answered[verb] == set(names()), verb
    assert refused == {"no-such", *door.VERBS}
