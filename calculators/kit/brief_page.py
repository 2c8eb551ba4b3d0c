"""The brief's page as a site builds it: its static part, around the brief of an example project."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.kit import form_brief, project_file
from calculators.kit.brief import page
from calculators.kit.brief_report import report
from calculators.kit.places import Places
from calculators.kit.problems import Refused


def embed(text: str, example: str, pages: Mapping[str, str]) -> str:
    """The page's HTML. `text` is the example's project file and `example` its address.

    `pages` are the addresses of the calculators' pages, relative to the
    brief's. Raises `Refused` if the file is not understood to the last item.
    """
    project, notices = project_file.read(text)
    if notices:
        raise Refused(" ".join(notices))

    shown = page(project, report(project, Places(pages)))
    return form_brief.render(shown, example, pages)
