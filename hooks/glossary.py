"""Shows what a term means where a page first uses it.

The glossary's page is the one source. The first use of a term in a page's running text becomes a
link to its entry, with the definition as title; Material shows a title to mouse, keyboard and
touch. Which words stand for a term, if not its heading, says the page's front matter under `said`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from posixpath import dirname, relpath

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

PAGE = "notes/glossary.md"
QUIET = frozenset({"a", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "th"})
"""Tags in which a link would be in the way."""

_ENTRY = re.compile(r"^### (.+) \{ #([\w-]+) \}\n\n((?:.+\n)+)", re.MULTILINE)
_LINK_AT_END = re.compile(r"\s*\[[^]]*\]\([^)]*\)\s*$")
_SHORT = re.compile(r" \((\w+)\)$")


@dataclass(frozen=True)
class Term:
    """An entry of the glossary; `phrases` are the ways in which a text may say it."""

    anchor: str
    definition: str
    phrases: tuple[str, ...]


def terms(source: str) -> list[Term]:
    """The terms of the glossary's Markdown, front matter included."""
    text, front = meta.get_data(source)
    said = front.get("said", {})
    found = []
    for name, anchor, entry in _ENTRY.findall(text):
        definition = " ".join(_LINK_AT_END.sub("", entry).replace("**", "").split())
        phrases = said.get(anchor, [_SHORT.sub("", name), *_SHORT.findall(name)])
        found.append(Term(anchor, definition, tuple(phrases)))
    return found


def rest(phrase: str) -> str:
    """A pattern for a phrase after its first letter; its last word may be in the plural."""
    words = re.escape(phrase[1:].removesuffix("y")).replace(r"\ ", r"\s+")
    return f"{words}{'(?:y|ies)' if phrase.endswith('y') else 's?'}"


class Phrases:
    """All that may be said for the terms, found in one go: a build reads every page for it."""

    def __init__(self, terms: list[Term]) -> None:
        # The longest first: “data drift” before “drift”. By their first letter, in either case,
        # since a pattern that begins with a letter is left quickly where there is another.
        said = sorted(
            (phrase[0].lower(), -len(phrase), rest(phrase), term.anchor)
            for term in terms
            for phrase in term.phrases
        )
        self.anchors = [anchor for *_, anchor in said]
        letters = (
            f"[{letter.upper()}{letter}](?:{'|'.join(f'({rest})' for _, _, rest, _ in phrases)})"
            for letter, phrases in groupby(said, key=itemgetter(0))
        )
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(letters)})(?![\w-])")

    def within(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Each place in a text where a phrase stands, with the anchor of its term."""
        for match in self.pattern.finditer(text):
            yield self.anchors[(match.lastindex or 1) - 1], match


class Marker(Treeprocessor):
    """Links the first use of each term in the running text of a page."""

    def __init__(self, md: Markdown, by_anchor: Mapping[str, Term], phrases: Phrases) -> None:
        super().__init__(md)
        self.by_anchor = by_anchor
        self.phrases = phrases

    def run(self, root: ET.Element) -> None:
        """Mark a page's tree, unless it is the glossary itself."""
        page = self.md.treeprocessors["relpath"].file.src_uri  # type: ignore[attr-defined]  # put there by MkDocs
        if page != PAGE:
            self.glossary = relpath(PAGE, dirname(page))
            self.left = set(self.by_anchor)
            self._visit(root)

    def _visit(self, element: ET.Element) -> None:
        if element.tag in QUIET:
            return
        old = list(element)
        new: list[ET.Element] = []
        element.text = self._link(element.text, new)
        for child in old:
            new.append(child)
            self._visit(child)
            child.tail = self._link(child.tail, new)
        element[:] = new

    def _link(self, text: str | None, siblings: list[ET.Element]) -> str | None:
        """The text as far as its first link; that and what follows goes to the siblings."""
        if not text or isinstance(text, AtomicString):
            return text
        head, end = None, 0
        for anchor, match in self.phrases.within(text):
            if anchor not in self.left:
                continue
            self.left.remove(anchor)
            before, end = text[end : match.start()], match.end()
            if head is None:
                head = before
            else:
                siblings[-1].tail = before
            title = self.by_anchor[anchor].definition
            link = {"class": "term", "href": f"{self.glossary}#{anchor}", "title": title}
            siblings.append(ET.Element("a", link))
            siblings[-1].text = match[0]
        if head is None:
            return text
        siblings[-1].tail = text[end:]
        return head


class Glossary(Extension):
    """The marker as an extension of Python-Markdown."""

    def __init__(self, terms: list[Term]) -> None:
        super().__init__()
        self.by_anchor = {term.anchor: term for term in terms}
        self.phrases = Phrases(terms)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # named by the base class
        """Run after all inline patterns and attributes (8), and before MkDocs resolves links (0)."""
        md.treeprocessors.register(Marker(md, self.by_anchor, self.phrases), "glossary", 6)


def on_config(config: MkDocsConfig) -> None:
    """Read the glossary for the pages of this build."""
    source = (Path(config.docs_dir) / PAGE).read_text("utf-8")
    config.markdown_extensions.append(Glossary(terms(source)))  # type: ignore[arg-type]  # Markdown takes either
