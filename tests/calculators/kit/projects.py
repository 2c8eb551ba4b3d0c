"""Projects to read, write and brief: sound ones of any calculators, and what nobody should send."""

from __future__ import annotations

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


def hostile(shape: Any) -> st.SearchStrategy[Any]:
    """A shape of plain values with some parts of it, at any level, replaced by junk."""
    if isinstance(shape, dict):
        parts = {key: hostile(value) for key, value in shape.items()}
        more = st.dictionaries(st.text(max_size=8), strategies.junk(), max_size=2)
        whole: st.SearchStrategy[Any] = st.builds(
            lambda known, extra: extra | known, st.fixed_dictionaries({}, optional=parts), more
        )
    elif isinstance(shape, list):
        whole = st.lists(st.one_of([hostile(part) for part in shape] or [st.none()]), max_size=4)
    else:
        whole = st.just(shape)
    return st.one_of(whole, whole, whole, strategies.junk())
