"""The brief for a terminal, a document or another program, from a project file's text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from calculators.kit import brief, markdown, project_file, terminal
from calculators.kit.brief_report import report
from calculators.kit.kept import Kept, Project
from calculators.kit.places import Places, places
from calculators.kit.problems import Refused
from calculators.kit.shared import disagreements

PAGE = "brief/"  # of a site: it leads every link on to the page of its calculator


def answer(text: str, style: str, site: str = "") -> tuple[str, list[str]]:
    """The brief as `text`, `markdown` or `json`, and what was left out of the file.

    `site` is the address of a site like this one; with it there are links.
    Raises `Refused` for what is no project file, or no address.
    """
    project, notices = project_file.read(text)
    where = _places(project, site)
    if style == "json":
        answer = json.dumps(_plain(project, where), ensure_ascii=False, indent=2, allow_nan=False)
        return f"{answer}\n", notices
    render = markdown.render if style == "markdown" else terminal.render
    return render(brief.title(project), report(project, where)), notices


def _places(project: Project, site: str) -> Places:
    if not site:
        return Places()
    page = f"{site.rstrip('/')}/{PAGE}"
    found = places({entry.calculator.name: page for entry in project.entries})
    if project.entries and not found.pages:
        raise Refused("Give the site's address in full, such as https://example.org/.")
    return found


def _plain(project: Project, where: Places) -> Mapping[str, Any]:
    """The brief for programs: every result as the command line gives it, with its day and link."""
    about = project.about.plain()
    return {
        "project": about.pop("name"),
        "about": about,
        "disagreements": list(disagreements(project.entries)),
        "entries": [_entry(entry, where) for entry in project.entries],
    }


def _entry(entry: Kept, where: Places) -> dict[str, Any]:
    found = entry.calculator.json(entry.inputs)
    return {**found, "date": entry.date, "link": where.link(entry) or None}
