"""The project brief: what was decided across calculators and checklists, on one page and in files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from calculators.kit import html, link, markdown, project_store
from calculators.kit.blocks import Report, summary
from calculators.kit.brief_report import Address, report
from calculators.kit.fields import Date
from calculators.kit.kept import Kept, Project, Reader
from calculators.kit.project_file import write

_DAY = Date(label="Date", optional=True)
_ADDRESS = re.compile(r"(?:https?|file)://[^\s\"<>]{1,2000}")


def brief(request: Mapping[str, Any]) -> dict[str, Any]:
    """Make the brief: `{project, pages, date}` -> `{html, summary, files, entries, notices, errors}`.

    `project` is as a browser keeps it, `pages` maps a calculator to the URL of
    its page. `errors` (field -> message) are about what the team says of the
    project; the brief then does without. `entries` are what is in the brief,
    those that cannot be read included, so that they can be taken out.
    """
    raw = request.get("project")
    if not isinstance(raw, Mapping):
        return {"problem": "This project cannot be read. Reload the page, or open a project file."}
    reader = Reader()
    project, problems = project_store.read(raw, reader)
    address = addresses(request.get("pages"))
    date = request.get("date")
    made = report(project, address, str(date) if date and not _DAY.check(date) else "")
    return {
        "html": html.render(made),
        "summary": summary(made),
        "files": files(project, made),
        "entries": [*_entries(project, address), *_unread(reader.unread)],
        "notices": reader.notices,
        "errors": {problem.key: problem.message for problem in problems},
    }


def addresses(pages: object) -> Address:
    """Where an entry opens, from the pages of the calculators: no address but of the web or a file."""
    known = pages if isinstance(pages, Mapping) else {}

    def address(kept: Kept) -> str:
        page = known.get(kept.calculator.name)
        if not isinstance(page, str) or not _ADDRESS.fullmatch(page):
            return ""
        return opened(page, kept)

    return address


def opened(page: str, kept: Kept) -> str:
    """The address at which a page opens with an entry's values; none if they are too long for it."""
    try:
        return f"{page.partition('#')[0]}#{link.encode(kept.calculator, kept.inputs)}"
    except link.LinkError:
        return ""


def files(project: Project, made: Report) -> list[dict[str, str]]:
    """What can be saved: the brief as Markdown and the project to open again."""
    name = _file_name(project.about.name)
    title = f"Project brief: {project.about.name}"
    return [
        {
            "label": "Markdown",
            "name": f"{name}-brief.md",
            "type": "text/markdown",
            "text": markdown.render(title, made),
        },
        {
            "label": "Project file",
            "name": f"{name}-project.json",
            "type": "application/json",
            "text": write(project),
        },
    ]


def _entries(project: Project, address: Address) -> Iterator[dict[str, str]]:
    """What is in the brief, for the list from which it can be taken out."""
    for entry in project.entries:
        calculator = entry.calculator
        yield {"calculator": calculator.name, "title": calculator.title, "page": address(entry)}


def _unread(names: list[str]) -> Iterator[dict[str, str]]:
    for name in names:
        yield {"calculator": name, "title": name, "page": ""}


def _file_name(name: str) -> str:
    """A project's name as a file may be called anywhere."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:50].strip("-") or "project"
