"""A project as a browser keeps it: what was said about it, entries and scenarios by calculator.

Values are those of a form, so that they can be put back into one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.kit.about import About
from calculators.kit.kept import Found, Kept, Project, Reader, about_of, about_said, items
from calculators.kit.problems import Problem


def read(raw: Mapping[str, Any], reader: Reader) -> tuple[Project, list[Problem]]:
    """The project, and what is wrong in the form about it; `reader` gathers what else was."""
    said = raw.get("about")
    named = isinstance(said, Mapping) and "name" in said
    about, problems = about_of(None if named else raw.get("name") or None, said)
    fields = About.fields()
    reader.notices += about_said(problem for problem in problems if problem.field not in fields)
    return (
        Project(about, entries(raw, reader), reader.scenarios(_scenarios(raw, reader))),
        [problem for problem in problems if problem.field in fields],
    )


def entries(raw: Mapping[str, Any], reader: Reader) -> tuple[Kept, ...]:
    """The entries of a project's brief alone."""
    return reader.entries(
        _found(name, item) for name, item in _by_calculator(raw, "entries", reader)
    )


def write(project: Project) -> dict[str, Any]:
    """The project as the script puts it into the browser."""
    scenarios: dict[str, list[dict[str, Any]]] = {}
    for one in project.scenarios:
        scenarios.setdefault(one.calculator.name, []).append({"name": one.name, **_record(one)})
    return {
        "name": project.about.name,
        "about": project.about.written(),
        "entries": {entry.calculator.name: _record(entry) for entry in project.entries},
        "scenarios": scenarios,
    }


def _record(kept: Kept) -> dict[str, Any]:
    version = kept.calculator.version
    return {"version": version, "date": kept.date, "values": kept.inputs.written()}


def _scenarios(raw: Mapping[str, Any], reader: Reader) -> Iterator[Found]:
    for name, several in _by_calculator(raw, "scenarios", reader):
        yield from (_found(name, item) for item in items(several))


def _by_calculator(
    raw: Mapping[str, Any], part: str, reader: Reader
) -> Iterator[tuple[object, object]]:
    found = raw.get(part)
    if isinstance(found, Mapping):
        yield from found.items()
    elif found is not None:
        reader.notices.append(f"Left out: the {part}, because they cannot be read.")


def _found(name: object, item: object) -> Found:
    given = item if isinstance(item, Mapping) else {}
    return Found(
        calculator=name,
        version=given.get("version"),
        date=given.get("date"),
        values=given.get("values"),
        name=given.get("name"),
    )
