"""Puts all notes on one page, in the order of the navigation, for whoever wants them on paper.

The page lies in the same folder as the notes, so that their links to other pages hold. Ids and
links among the notes get the note's name in front, since two notes may have the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

PAGE = "notes/print.md"
LEFT_OUT = frozenset({"notes/index.md", PAGE})
"""The course in short, which is a handout by itself, and the page with all notes."""

_FORM = re.compile(r"<form\b.*?</form>| data-(?:calculator|result)(?:=\"[^\"]*\")?", re.DOTALL)
_HEADING = re.compile(r"(?<=<h|/h)[1-5](?=[ >])")
_IDS = re.compile(r'(\s(?:id|for|aria-(?:labelledby|describedby))=")([^"]+)')
_HERE = re.compile(r'(\shref="#|url\(#)')
_NOTE = re.compile(r'(\shref=")\.\./([\w-]+)/(?:#([^"]*))?(?=")')


def section(name: str, html: str, names: Collection[str]) -> str:
    """A note of that name as a part of the page; `names` are those of all notes on it.

    Its headings go down a level, and its calculators keep their answers only.
    """

    def ids(match: re.Match[str]) -> str:
        return match[1] + " ".join(f"{name}--{ident}" for ident in match[2].split())

    def link(match: re.Match[str]) -> str:
        if match[2] not in names:
            return match[0]
        return f"{match[1]}#{match[2]}" + (f"--{match[3]}" if match[3] else "")

    html = _HEADING.sub(lambda level: str(int(level[0]) + 1), _FORM.sub("", html))
    html = _NOTE.sub(link, _HERE.sub(rf"\g<1>{name}--", _IDS.sub(ids, html)))
    return f'<div class="note" id="{name}">{html}</div>\n'


@event_priority(-200)  # after the search plugins, and what the calculators do for them
def on_page_context(_: object, *, page: Page, nav: Navigation, **_others: object) -> None:
    """Fill the page when all notes have been rendered."""
    if page.file.src_uri != PAGE:
        return
    folder = PAGE.rpartition("/")[0] + "/"
    notes = {
        note.file.name: note
        for note in nav.pages
        if note.file.src_uri.startswith(folder) and note.file.src_uri not in LEFT_OUT
    }
    parts = (section(name, note.content or "", notes) for name, note in notes.items())
    page.content = (page.content or "") + "".join(parts)
    page.meta["minutes"] = sum(note.meta.get("minutes", 0) for note in notes.values())
