"""The words of a page that its readers read as prose."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style"})
_ADDRESS = re.compile(r"\S+(?:://|@)\S*|\w+(?:\.\w+)+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Prose(HTMLParser):
    """The texts of a page's article and its description, without code and titles of others' works.

    Such a title stands in a `cite` or in a link to another site. Axes of charts need no care of
    their own: they hold numbers.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._article = False
        self._skipped = ""  # the tag that is left out with all that it holds
        self._depth = 0  # how often that tag is open
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to read, or to skip; take a description as it comes."""
        values = dict(attrs)
        if self._skipped:
            self._depth += tag == self._skipped
        elif tag in _CODE or tag == "cite" or (tag == "a" and "://" in (values.get("href") or "")):
            self._skipped, self._depth = tag, 1
        elif tag == "meta" and values.get("name") == "description":
            self.texts.append(values.get("content") or "")
        elif tag == "article":
            self._article = True

    def handle_endtag(self, tag: str) -> None:
        """End what began with this tag."""
        if self._skipped:
            self._depth -= tag == self._skipped
            if not self._depth:
                self._skipped = ""
        elif tag == "article":
            self._article = False

    def handle_data(self, data: str) -> None:
        """Keep a text of the article."""
        if self._article and not self._skipped:
            self.texts.append(data)


def words(html: str) -> set[str]:
    """The words of a page, each once, with straight apostrophes; no single letters, no numbers."""
    found = (_WORD.findall(_ADDRESS.sub(" ", text)) for text in Prose(html).texts)
    words = {word.replace("’", "'") for texts in found for word in texts}
    return {word for word in words if len(word) > 1 and word.replace("'", "").isalpha()}
