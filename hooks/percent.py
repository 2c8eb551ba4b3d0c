"""Keeps a number and its percent sign on one line, however narrow the screen."""

from __future__ import annotations

import re

_SPACE = re.compile(r" %(?<=\d %)")  # begins with what is rare, since every page is searched


def on_page_markdown(markdown: str, **_: object) -> str:
    """The page's Markdown with a space there that does not break."""
    return _SPACE.sub("\N{NO-BREAK SPACE}%", markdown)
