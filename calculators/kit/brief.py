"""The project brief: what was decided across calculators and checklists, on one page and in files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from calculators.kit import csv_file, html, markdown, project_file, project_store
from calculators.kit.blocks import Heading, Report, summary
from calculators.kit.brief_report import report
from calculators.kit.fields import Date
from calculators.kit.issues import COLUMNS, issue_rows
from calculators.kit.kept import Project, Reader
from calculators.kit.places import Places, places
from calculators.kit.stamp import Origin

_DAY = Date(label="Date", optional=True)


def brief(request: Mapping[str, Any]) -> dict[str, Any]:
    """Make the brief: `{project, pages, date}` in, what to show and to save out, or `{problem}`.

    `project` is as a browser keeps it, `pages` maps a calculator to the URL of
    its page, `date` is today. Out come `html`, `summary`, `files`; `entries`,
    what is in the brief, those included that cannot be read, so that they can
    be taken out; `notices`; and `errors` (field -> message) in what the team
    says of the project, which the brief does without.
    """
    raw = request.get("project")
    if not isinstance(raw, Mapping):
        return {"problem": "This project cannot be read. Reload the page, or open a project file."}
    reader, where, day = Reader(), places(request.get("pages")), request.get("date")
    project, problems = project_store.read(raw, reader)
    made = report(project, where, day if isinstance(day, str) and not _DAY.check(day) else "")
    unread = [{"calculator": name, "title": name, "page": ""} for name in reader.unread]
    return {
        "html": page(project, made),
        "summary": summary(made),
        "files": files(project, made, where),
        "entries": [*_entries(project, where), *unread],
        "notices": reader.notices,
        "errors": {problem.key: problem.message for problem in problems},
    }


def page(project: Project, made: Report) -> str:
    """The brief as HTML, headed by the project's name: on paper nothing else says it."""
    return html.render((Heading(project.about.name, 2), *made))


def files(project: Project, made: Report, where: Places) -> list[dict[str, str]]:
    """What can be saved: the brief, the project to open again, and its open items if there are."""
    name = file_name(project.about.name)
    return [
        {
            "label": "Markdown",
            "name": f"{name}-brief.md",
            "type": "text/markdown",
            "text": markdown.render(title(project), made),
        },
        {
            "label": "Project file",
            "name": f"{name}-project.json",
            "type": "application/json",
            "text": project_file.write(project),
        },
        *(
            {
                "label": "Open items as issues, CSV",
                "name": f"{name}-issues.csv",
                "type": "text/csv",
                "text": csv_file.lines(rows),
            }
            for rows in [issues(project, where)]
            if rows
        ),
    ]


def issues(project: Project, where: Places) -> list[tuple[str, ...]]:
    """The open items of all checklists under one header; nothing if there are none."""
    found: list[tuple[str, ...]] = []
    for entry in project.entries:
        page = where.page(entry)
        origin = Origin(entry.calculator, entry.inputs, entry.date, where.link(entry))
        for row in issue_rows(origin, page)[1:]:
            cells = dict(zip(COLUMNS, row, strict=True))
            found.append(tuple((cells if page else cells | {"Link": ""}).values()))
    return [COLUMNS, *found] if found else []


def title(project: Project) -> str:
    """What the brief is headed with where it stands alone."""
    return f"Project brief: {project.about.name}"


def file_name(name: str) -> str:
    """A project's name as a file may be called anywhere."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50].strip("-") or "project"


def _entries(project: Project, where: Places) -> Iterator[dict[str, str]]:
    for entry in project.entries:
        calculator = entry.calculator
        yield {
            "calculator": calculator.name,
            "title": calculator.title,
            "page": where.link(entry) or where.page(entry),
        }
