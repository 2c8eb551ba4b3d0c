"""The browser's door: text in, text out, and never a traceback."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.door import VERBS, ask, rest
from calculators.kit.run import answer, names
from tests.calculators import strategies

NAME = "cost-of-accuracy"
ADDRESS = "https://example.org/calculators/cost-of-accuracy/"
OWN = ("answer", "link", "open", "restore", "take", "load")


def asked(verb: str, **request: Any) -> dict[str, Any]:
    """The door's answer to a request."""
    found: dict[str, Any] = json.loads(ask(verb, json.dumps(request)))
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_leads_to_a_function(verb: str) -> None:
    """By the name in the table."""
    module, function = VERBS[verb]
    assert callable(getattr(importlib.import_module(module), function))


def test_answers() -> None:
    """As the function does."""
    request = {"name": NAME, "values": {"target_accuracy": "99.5"}}
    assert asked("answer", **request) == answer(request)
    assert asked("link", **request) == {"fragment": f"{NAME}?target_accuracy=99.5&as=1.0&v=1"}


def test_keeps_letters_as_they_are() -> None:
    """Escapes would make long answers longer."""
    assert "“" in ask("open", '{"fragment": "nonsense"}')


@pytest.mark.parametrize("verb", ["", "answers", "__class__", "x" * 1000])
def test_an_unknown_verb(verb: str) -> None:
    """Is a problem that quotes some of it."""
    found = json.loads(ask(verb, "{}"))
    assert found["problem"].startswith(f"There is nothing called “{verb[:50]}”")


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "null", '"x"', "[" * 100_000, "1" * 5000])
def test_a_request_that_is_none(text: str) -> None:
    """Is a problem as well."""
    assert json.loads(ask("answer", text)) == {
        "problem": "This request cannot be read. Reload the page."
    }


@pytest.mark.parametrize("verb", OWN)
@given(data=st.data())
def test_any_request_gets_an_answer(verb: str, data: st.DataObject) -> None:
    """Whatever a page or a browser's storage holds; a problem is a sentence."""
    values = st.dictionaries(st.sampled_from(["target_accuracy", "model", "x"]), strategies.junk())
    known = {
        "name": st.just(NAME),
        "values": values,
        "fragment": st.text(),
        "version": st.sampled_from(["1.0", "0.1", "9.9"]),
        "address": st.just(ADDRESS),
        "date": st.just("2027-03-01"),
        "text": st.text() | values.map(json.dumps),
    }
    request = {key: data.draw(kind | strategies.junk()) for key, kind in known.items()}
    gone = data.draw(st.sets(st.sampled_from(sorted(known))))
    kept = {key: value for key, value in request.items() if key not in gone}
    found = json.loads(ask(verb, json.dumps(kept)))
    assert isinstance(found, dict)
    if "problem" in found:
        assert found["problem"].endswith((".", "?")), found


def test_loads_no_verb_before_it_is_asked_for() -> None:
    """A page that only opens the door waits for nothing else."""
    script = (
        "import sys, calculators.kit.door\n"
        "print(*(m for m in sys.modules if m.startswith('calculators.kit.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    loaded = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert loaded == {"door", "json_text", "problems"}


def test_knows_what_else_may_be_asked_for() -> None:
    """Each verb's module once, then all calculators; every one of them can be imported."""
    found = rest()
    assert found[0] == "calculators.kit.run"
    assert {module for module, _ in VERBS.values()} < set(found)
    assert {f"calculators.{name.replace('-', '_')}" for name in names()} < set(found)
    assert len(set(found)) == len(found)
    for module in found:
        importlib.import_module(module)
