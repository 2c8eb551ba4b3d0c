"""On which line of a page each of our blocks begins.

Python-Markdown hands blocks over without their place, so the source is read
once beforehand. Fenced code and comments are passed over: what they show is
no block. Two blocks with the same first line are told apart by their order; a
copy in code that is only indented would count as the first of them.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

_HEADER = r"/{3,}[ ]*(?P<kind>calculator|brief)(?![\w-])[ ]*(?:\|[ ]*(?P<name>[^\n]*?))?[ \t\r]*$"
_IN_TEXT = re.compile(rf"^[ ]{{0,3}}{_HEADER}(?P<rest>(?:\n.*)*)", re.IGNORECASE | re.MULTILINE)
_IN_SOURCE = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?(?P<fence>`{3,}|~{3,})[^`\n]*\n(?s:.*?)^[ \t>]*(?P=fence)[ \t\r]*$"
    r"|<!--(?s:.*?)-->"
    rf"|^[ \t>]*(?:(?:[-*+:]|\d+[.)])[ \t]+)*(?P<header>{_HEADER})",
    re.IGNORECASE | re.MULTILINE,
)
_OPTION = re.compile(r"^[ ]{4,}([\w-]+):", re.MULTILINE)


Header = tuple[str, str]
"""What a block's first line says: its kind in lower case, and its name, perhaps empty."""


class Headers(Preprocessor):
    """The first lines of a page's blocks, handed out in order."""

    def run(self, lines: list[str]) -> list[str]:
        """Note the lines of a page, before anything else replaces some, and leave them as is."""
        source = "\n".join(lines)
        self._all = [
            (source.count("\n", 0, match.start("header")) + 1, _said(match))
            for match in _IN_SOURCE.finditer(source)
            if match["header"]
        ]
        self._left = list(self._all)
        return lines

    def first(self, header: Header) -> int | None:
        """The line, from 1, of the page's first block that begins so."""
        return next((line for line, written in self._all if written == header), None)

    def take(self, header: Header) -> int | None:
        """The line, from 1, of the next block that begins so; `None` if the page has no more."""
        for place, (line, written) in enumerate(self._left):
            if written == header:
                del self._left[place]
                return line
        return None


def header_in(text: str) -> tuple[Header, list[str]] | None:
    """The header and the options of a block that stayed text; `None` if there is no block in it."""
    match = _IN_TEXT.search(text)
    return match and (_said(match), _OPTION.findall(match["rest"]))


def _said(match: re.Match[str]) -> Header:
    return match["kind"].lower(), match["name"] or ""
