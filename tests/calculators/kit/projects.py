"""Projects to read, write and brief: sound ones of any calculators, and what nobody should send."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from calculators.kit.about import LONGEST, About
from calculators.kit.fields import Text
from calculators.kit.inputs import Form
from calculators.kit.kept import Kept, Project
from calculators.kit.project_store import write
from calculators.kit.run import load, names
from tests.calculators import strategies


def kept(name: str, preset: str | None = None, date: str = "", **changes: Any) -> Kept:
    """A calculator filled in as one of its examples, with some inputs as they are typed."""
    calculator = load(name)
    examples = {p.name: p.inputs for p in calculator.presets}
    base = calculator.inputs() if preset is None else examples[preset]
    return Kept(calculator, calculator.inputs.read(base.written() | changes), date)


def of(*entries: Kept, scenarios: tuple[Kept, ...] = (), **about: str) -> Project:
    """A project with these entries."""
    return Project(About.read({"name": "Router", **about}), entries, scenarios)


def stored(*entries: Kept) -> dict[str, Any]:
    """A project with these entries as a browser keeps it."""
    return write(of(*entries))


def days() -> st.SearchStrategy[str]:
    """A day, or none."""
    return st.just("") | st.dates().map(str)


def words(field: Text) -> st.SearchStrategy[str]:
    """What may stand in a text."""
    written = strategies.names().filter(lambda text: not field.check(text))
    return written if not field.optional else st.just("") | written


def abouts() -> st.SearchStrategy[About]:
    """What a team may say of its project."""
    fields = About.fields().items()
    texts = {name: words(kind) for name, kind in fields if isinstance(kind, Text)}
    long = st.just("word " * (LONGEST // 5)).map(str.strip)
    texts["purpose"] = texts["purpose"] | long
    return st.builds(About, **texts, decision_date=days())


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project with entries and scenarios of some calculators."""
    chosen = draw(st.lists(st.sampled_from(names()), unique=True, max_size=3))
    entries: list[Kept] = []
    scenarios: list[Kept] = []
    for name in chosen:
        calculator = load(name)
        inputs: st.SearchStrategy[Form] = st.sampled_from(
            [preset.inputs for preset in calculator.presets]
        ) | strategies.inputs(calculator)
        entries.append(Kept(calculator, draw(inputs), draw(days())))
        labels = draw(st.lists(strategies.names(), max_size=2))
        scenarios += [Kept(calculator, draw(inputs), draw(days()), label) for label in labels]
    return Project(draw(abouts()), tuple(entries), tuple(scenarios))


@st.composite
def hostile(draw: st.DrawFn, shape: Any) -> Any:
    """A shape of plain values in which a few parts, at any level, are junk, gone or new."""
    whole = [json.loads(json.dumps(shape))]
    for _ in range(draw(st.integers(1, 3))):
        place, key = whole, 0
        while isinstance(place[key], dict | list) and place[key] and draw(st.integers(0, 5)):
            place = place[key]
            keys = list(place) if isinstance(place, dict) else range(len(place))
            key = draw(st.sampled_from(keys))
        deed = draw(st.sampled_from(("junk", "junk", "gone", "new")))
        if deed == "gone" and place is not whole:
            del place[key]
        elif deed == "new" and isinstance(place[key], dict):
            place[key][draw(st.text(max_size=8))] = draw(strategies.junk())
        elif deed == "new" and isinstance(place[key], list):
            place[key].append(draw(strategies.junk()))
        else:
            place[key] = draw(strategies.junk())
    return whole[0]
