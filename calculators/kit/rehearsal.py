"""Everything a browser may ask for, asked once: what that takes is what a browser is sent.

The build runs this in Pyodide and packs the modules that were imported for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from calculators.kit import link
from calculators.kit.door import VERBS, ask
from calculators.kit.run import Calculator, load, names

PLACE = {"address": "https://example.org/", "date": "2027-03-01"}
ODD: tuple[object, ...] = ({}, {"no_such": "1"}, {"\ud800": 1}, {"no_such": {"paste": "1\t2"}}, [])
NO_LINKS = ("", "?", "\ud800?x=1", "no-such?x=1", "no-such")
NO_FILES = ("", "{", "[[[[", '{"calculator": "no-such"}', "a\tb\n1\t2", "x" * 1000)


def rehearse() -> Iterator[str]:
    """The door's answers: each verb about each calculator, then what is refused."""
    results = []
    for name in names():
        calculator = load(name)
        yield from _answers(calculator)
        saved, *rest = _files(calculator)
        results.append(json.loads(saved))
        yield from rest
    yield from _of_projects(results)
    for verb in ("no-such", *VERBS):
        yield from (ask(verb, request) for request in ("", "[", "[" * 1000, "[]", "{}"))


def _answers(calculator: Calculator) -> Iterator[str]:
    name = calculator.name
    examples = [preset.inputs.written() for preset in calculator.presets]
    for values in (*examples, *ODD):
        yield _asked("answer", name=name, values=values)
    for values in (examples[-1], *ODD):
        yield _asked("link", name=name, values=values)
        yield _asked("restore", name=name, version="0.1", values=values)
    both = [
        {"name": str(n), "version": calculator.version, "values": v}
        for n, v in enumerate((examples[0], examples[-1], {}))
    ]
    yield _asked("compare", name=name, scenarios=both)


def _files(calculator: Calculator) -> Iterator[str]:
    """The result as JSON, then the answers to all files and links, opened again."""
    name, inputs = calculator.name, calculator.presets[-1].inputs
    values = inputs.written()
    taken = _asked("take", name=name, values=values, **PLACE)
    files = json.loads(taken)["files"]
    yield next(file["text"] for file in files if file["type"] == "application/json")
    yield taken
    for text in (*(file["text"] for file in files), *NO_FILES):
        yield _asked("load", name=name, text=text, values=values)
    made = (link.readable(calculator, inputs), link.packed(calculator, inputs))
    for fragment in (*made, f"{name}?z=!", f"{name}?v=99", f"{name}?x=%ff", *NO_LINKS):
        yield _asked("open", fragment=fragment)


def _of_projects(results: list[dict[str, Any]]) -> Iterator[str]:
    """A brief of all results, and what its values offer to the forms."""
    file = {"project": "Rehearsal", "format": 1, "entries": results}
    opened = _asked("project", text=json.dumps(file))
    yield opened
    project = json.loads(opened)["project"]
    yield _asked("brief", project=project, pages={}, date=PLACE["date"])
    for result in results:
        name = result["calculator"]
        values = load(name).inputs().written()
        yield _asked("offers", name=name, values=values, project=project)
    yield from (_asked("project", text=text) for text in NO_FILES)


def _asked(verb: str, **request: object) -> str:
    return ask(verb, json.dumps(request))
