"""Values of a project that mean the same as this calculator's, and are not the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from calculators.kit.offers import offers
from calculators.kit.run import load, names
from calculators.kit.shared import shared_fields, stated
from tests.calculators import strategies

from . import projects
from .projects import kept, stored

CURVE = [["examples", "error"], ["1000", "22"], ["2000", "17.5"], ["5000", "12"]]


def offered(name: str, project: Any, **values: Any) -> list[dict[str, Any]]:
    """What is offered to a calculator's form with its defaults and these values."""
    form = load(name).inputs().written() | values
    answer = offers({"name": name, "values": form, "project": project})
    assert list(answer) == ["offers"]
    found: list[dict[str, Any]] = answer["offers"]
    return found


def test_an_offer_says_whose_value_it_is_and_what_stands_here() -> None:
    """And holds the text to put into the form."""
    project = stored(kept("cost-of-accuracy", months="36"))
    (offer,) = [o for o in offered("break-even", project) if o["label"] == "Months in use"]
    assert offer == {
        "label": "Months in use",
        "text": "Cost of accuracy in this project says 36. Here it is 12.",
        "values": {"months": "36"},
    }


def test_nothing_is_offered_that_stands_here_already() -> None:
    """However it is written."""
    project = stored(kept("cost-of-accuracy", months="36"))
    for text in ("36", "36.0", " 3.6e1 "):
        found = offered("break-even", project, months=text)
        assert "Months in use" not in [offer["label"] for offer in found]


def test_a_calculators_own_entry_offers_nothing() -> None:
    """What the reader changes here is newer than what went into the brief."""
    assert offered("cost-of-accuracy", stored(kept("cost-of-accuracy", months="36"))) == []


def test_a_learning_curve_is_offered_as_a_table() -> None:
    """Whose rows go under the columns of this form."""
    project = stored(kept("cost-of-accuracy", "support-triage"))
    found = offered("label-budget", project, learning_curve=[["examples", "error"]])
    (offer,) = [o for o in found if "learning_curve" in o["values"]]
    assert offer["values"]["learning_curve"] == CURVE
    assert offer["text"] == (
        "Cost of accuracy in this project says 3 points (1,000 and 22 %; 2,000 and 17.5 %; "
        "5,000 and 12 %). Here it is empty."
    )


def test_what_was_left_empty_says_nothing() -> None:
    """An empty learning curve is no curve to offer."""
    project = stored(kept("cost-of-accuracy"))
    found = offered("label-budget", project, learning_curve=CURVE)
    assert not [offer for offer in found if "learning_curve" in offer["values"]]


@pytest.mark.parametrize(
    ("text", "here"),
    [("", "Here it is empty."), ("two", "Here it is nothing that can be used.")],
)
def test_a_form_that_is_not_right_yet_gets_offers_too(text: str, here: str) -> None:
    """That may be just what it needs."""
    project = stored(kept("cost-of-accuracy", months="36"))
    found = offered("break-even", project, months=text)
    assert any(offer["text"].endswith(here) for offer in found)


def test_entries_that_agree_offer_together() -> None:
    """One offer names them all; another value is another offer."""
    project = stored(kept("break-even", months="36"), kept("cost-of-accuracy", months="36"))
    entries = {name: load(name) for name in names() if name not in project["entries"]}
    others = [n for n, c in entries.items() if "months-in-use" in shared_fields(c.inputs)]
    for name in others:
        place = shared_fields(load(name).inputs)["months-in-use"][0]
        texts = [o["text"] for o in offered(name, project) if place in o["values"]]
        assert texts[0].startswith("Break-even and Cost of accuracy in this project say 36.")
    assert [o["text"][:14] for o in offered("cost-of-accuracy", project, months="12")] == [
        "Break-even in "
    ]


def test_every_offer_of_every_example_can_be_taken_over() -> None:
    """The field it is for reads it, and it is gone then."""
    everything = [kept(name, preset.name) for name in names() for preset in load(name).presets[-1:]]
    project = stored(*everything)
    for name in names():
        fields = load(name).inputs.fields()
        for offer in offered(name, project):
            ((place, value),) = offer["values"].items()
            assert offer["label"] == fields[place].label
            again = offered(name, project, **{place: value})
            assert offer["text"] not in [other["text"] for other in again]


def test_shared_inputs_that_are_in_use_are_stated() -> None:
    """By quantity, with the words for the value."""
    found = stated([kept("cost-of-accuracy", "support-triage")])
    assert [one.words for one in found["target-accuracy"]] == ["95 %"]
    assert [one.words for one in found["predictions-per-month"]] == ["20,000"]


def test_an_unknown_calculator_is_a_problem() -> None:
    """And what cannot be read offers nothing."""
    assert "There is no calculator" in offers({"name": "nonsense"})["problem"]
    assert offers({"name": "break-even", "values": 5, "project": []}) == {"offers": []}


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(
    projects.hostile(stored(kept("cost-of-accuracy", "support-triage"), kept("break-even"))),
    projects.hostile(load("label-budget").inputs().written()),
)
def test_any_project_and_any_form_give_offers(project: Any, form: Any) -> None:
    """Each in words that can be shown."""
    for name in ("label-budget", "cost-of-accuracy"):
        answer = offers({"name": name, "values": form, "project": project})
        for offer in answer["offers"]:
            assert offer["text"].endswith(".")
            json.dumps(offer, allow_nan=False)


@settings(max_examples=100)
@given(strategies.junk())
def test_any_request_gets_an_answer(junk: Any) -> None:
    """Whatever stands for the parts of it."""
    for request in ({"name": junk}, {"name": "break-even", "values": junk, "project": junk}):
        assert offers(request).keys() <= {"offers", "problem"}
