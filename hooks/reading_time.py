"""Says under a note's title how long it takes to read.

People read English prose at about 238 words a minute in silence (Brysbaert 2019, “How many words do
we read per minute?”, Journal of Memory and Language). Calculators and pictures are not counted: how
long one stays with them is up to oneself.
"""

from __future__ import annotations

import re

from mkdocs.structure.pages import Page

NOTES = "notes/"
WORDS_PER_MINUTE = 238

_NOT_READ = re.compile(
    r"<svg\b.*?</svg>|^/// calculator.*?^///$|^\{[^}\n]*\}$|\]\([^)]*\)|<[^>]*>|^(?:!!!|\?\?\?) \w+",
    re.DOTALL | re.MULTILINE,
)
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


def words(markdown: str) -> int:
    """How many words of a page's Markdown are read."""
    return len(_WORD.findall(_NOT_READ.sub(" ", markdown)))


def minutes(markdown: str) -> int:
    """The minutes that a page's Markdown takes to read, at least one."""
    return max(1, round(words(markdown) / WORDS_PER_MINUTE))


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> None:
    """Hand the minutes of a note to the template, `overrides/partials/content.html`."""
    if page.file.src_uri.startswith(NOTES):
        page.meta["minutes"] = minutes(markdown)
