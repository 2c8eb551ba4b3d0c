"""Where the results of a project open again: the pages of their calculators, with their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from calculators.kit.kept import Kept
from calculators.kit.link import LinkError, encode

_ADDRESS = re.compile(r"(?:https?|file)://[^\s\"<>#]{1,2000}")


@dataclass(frozen=True)
class Places:
    """`pages` maps calculators to the addresses of their pages."""

    pages: Mapping[str, str] = field(default_factory=dict)

    def page(self, kept: Kept) -> str:
        """The page of its calculator; nothing where that is not known."""
        return self.pages.get(kept.calculator.name, "")

    def link(self, kept: Kept) -> str:
        """The page with its values; nothing where they are too long for a link."""
        page = self.page(kept)
        try:
            return f"{page}#{encode(kept.calculator, kept.inputs)}" if page else ""
        except LinkError:
            return ""


def places(pages: object) -> Places:
    """Pages as somebody names them, but for addresses that are none of the web or of a file."""
    known = pages if isinstance(pages, Mapping) else {}
    return Places(
        {
            str(name): page
            for name, page in known.items()
            if isinstance(page, str) and _ADDRESS.fullmatch(page)
        }
    )
