"""Which page of a site each calculator is at home on: the one that opens it as it is.

Notes open calculators on a worked example, with a preset; that is no home. A
project's brief leads to the homes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Homes:
    """What each page of a site holds, gathered while its pages are read."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}
        self._page = ""

    def begin(self, page: str) -> None:
        """Whatever is added next stands on this page."""
        self._page = page
        self._names[page] = []

    def add(self, name: str) -> None:
        """A calculator as it is stands on the page."""
        self._names.setdefault(self._page, []).append(name)

    def among(self, pages: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each calculator and its page: the first that has it, if several do."""
        found: set[str] = set()
        for page in pages:
            for name in self._names.get(page, ()):
                if name not in found:
                    found.add(name)
                    yield name, page
