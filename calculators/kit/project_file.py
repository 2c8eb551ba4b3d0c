"""A project as one file: to keep, to pass on, to open again or to run on the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from calculators.kit import json_text, project_store
from calculators.kit.kept import Found, Kept, Project, Reader, about_of, about_said, items, shown
from calculators.kit.problems import Refused

FORMAT = 1
LONGEST = 1_000_000  # characters; a large project has a tenth of that

KEPT = "Nothing of yours was changed."


def project(request: Mapping[str, Any]) -> dict[str, Any]:
    """Open a file: `{text}` -> `{project, notices}` as a browser keeps it, or `{problem}`."""
    try:
        found, notices = read(request.get("text"))
    except Refused as error:
        return {"problem": str(error)}
    return {"project": project_store.write(found), "notices": notices}


def read(text: object) -> tuple[Project, list[str]]:
    """A file's project, and what was left out of it or read differently.

    Raises `Refused` for what is no project file at all, or one of a later
    format.
    """
    file = _object(text)
    if "calculator" in file and "inputs" in file:
        raise Refused(
            f"This is the result of one calculator, “{shown(file['calculator'])}”, and not a "
            f"project: open it on the page of that calculator. {KEPT}"
        )
    if not {"project", "about", "entries", "scenarios"} & file.keys():
        raise Refused(f"This is no project file: it has neither a project nor entries. {KEPT}")
    _check_format(file.get("format", FORMAT))
    reader = Reader()
    about, problems = about_of(file.get("project"), file.get("about"))
    reader.notices += about_said(problems)
    for part in ("entries", "scenarios"):
        if part in file and not isinstance(file[part], list):
            reader.notices.append(f"Left out: the {part}, because they are not in a list.")
    entries = reader.entries(map(_found, items(file.get("entries"))))
    scenarios = reader.scenarios(map(_found, items(file.get("scenarios"))))
    return Project(about, entries, scenarios), reader.notices


def write(project: Project) -> str:
    """The file's text; reading it gives an equal project."""
    about = project.about.plain()
    name = about.pop("name")
    file = {
        "project": name,
        "format": FORMAT,
        "about": about,
        "entries": [_item(entry) for entry in project.entries],
        "scenarios": [_item(scenario) for scenario in project.scenarios],
    }
    return json.dumps(file, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _item(kept: Kept) -> dict[str, Any]:
    head = {"calculator": kept.calculator.name} | ({"name": kept.name} if kept.name else {})
    version = kept.calculator.version
    return {**head, "version": version, "date": kept.date, "inputs": kept.inputs.plain()}


def _found(item: Mapping[str, Any]) -> Found:
    return Found(
        calculator=item.get("calculator"),
        version=item.get("version"),
        date=item.get("date"),
        values=item.get("inputs"),
        name=item.get("name"),
    )


def _object(text: object) -> dict[str, Any]:
    if not isinstance(text, str):
        raise Refused(f"There is no text in this file. {KEPT}")
    if len(text) > LONGEST:
        size = f"{len(text):,} characters long, and a project has at most {LONGEST:,}"
        raise Refused(f"This file is {size}. {KEPT}")
    try:
        file = json_text.loads(text.lstrip("\ufeff"))
    except ValueError as error:
        known = isinstance(error, json.JSONDecodeError | json_text.TooDeep)
        why = f": {error}" if known else ""
        raise Refused(f"This file is no JSON{why}. Open a project file. {KEPT}") from None
    if not isinstance(file, dict):
        raise Refused(f"This is no project file: its JSON is not an object. {KEPT}")
    return file


def _check_format(given: object) -> None:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise Refused(f"The format of this project file is no whole number. {KEPT}")
    if given > FORMAT:
        raise Refused(
            f"This project file is of format {given}, and this site reads up to format {FORMAT}. "
            f"Reload the page to get the newest site, and open it again. {KEPT}"
        )
