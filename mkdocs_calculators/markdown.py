"""Put a calculator, or a project's brief, where a page's Markdown names it.

    /// calculator | cost-of-accuracy
        preset: imagenet
    ///

    /// brief
        example: assets/project.json
    ///

A block becomes HTML that Markdown leaves alone: a calculator with its form and
its result for the default values or for those of the named preset, or the page
of the project brief, which shows the project in a file until the reader has
one. This is a Python-Markdown extension that knows no site builder; any that
takes such extensions can use it.
"""

from __future__ import annotations

import importlib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension  # type: ignore[import-untyped]  # ships no py.typed
from pymdownx.blocks.block import Block  # type: ignore[import-untyped]  # ships no py.typed

from mkdocs_calculators.errors import (
    EmbedError,
    ExampleError,
    bad_options,
    suggestion,
    too_close,
)
from mkdocs_calculators.example import brief_from_file
from mkdocs_calculators.headers import Header, Headers, header_in

Embed = Callable[[str, str | None, str | None], str]
"""Gives the HTML for a name, a preset and an id prefix, as `calculators.kit.run.embed` does.

Raises a `LookupError` with the attribute `known`, the names there are, for an
unknown name or preset.
"""

Brief = Callable[[str], str]
"""Gives the HTML of the brief for its example's file, as the page calls it.

Raises an `ExampleError` for a file that is missing or no project.
"""

MANY = 100
"""More blocks than a page shows from elsewhere; beyond them a block is read again and again."""


def embed_from_kit(name: str, preset: str | None, ident: str | None) -> str:
    """`calculators.kit.run.embed`, imported no sooner than a page needs it."""
    html: str = importlib.import_module("calculators.kit.run").embed(name, preset, ident)
    return html


@dataclass(frozen=True)
class Place:
    """Where a block stands: its header and its first line, if the page's author wrote it."""

    header: Header
    line: int | None

    @property
    def name(self) -> str:
        """The name in the header; of a block without one, its kind."""
        kind, name = self.header
        return name or kind


class _EmbedBlock(Block):  # type: ignore[misc]  # the base class is untyped
    """A block in whose place HTML comes.

    A block with a wrong argument or option would silently become text. So these
    take any argument and any value, and complain themselves.
    """

    ARGUMENT = None

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Put an element into the tree that holds place and id until the HTML takes over."""
        extension: CalculatorExtension = self.config["extension"]
        header = (self.NAME, (self.argument or "").strip())
        place = Place(header, extension.headers.take(header))
        if place.line is None and len(extension.placed) > MANY:
            raise extension.refuse(too_close(place.name, extension.headers.first(header)))
        taken: set[str] = self.tracker.setdefault("idents", set())
        try:
            if self.options["attrs"]:  # an option that every block has
                raise bad_options(place.name, ["attrs"], place.line, self.OPTIONS)
            ident = _unused(place.name, taken)
            html = self.html(extension, place, ident)
        except EmbedError as error:
            raise extension.refuse(error) from error.__cause__
        taken.add(ident)
        element = ET.SubElement(parent, "div", {"id": ident})
        extension.placed.append((element, html, place))
        return element

    def html(self, extension: CalculatorExtension, place: Place, ident: str) -> str:
        """What comes in the block's place. Raises `EmbedError`."""
        raise NotImplementedError


class CalculatorBlock(_EmbedBlock):
    """One `/// calculator` block."""

    NAME = "calculator"
    OPTIONS = {"preset": ("", None)}  # noqa: RUF012  # the base class declares it so

    def html(self, extension: CalculatorExtension, place: Place, ident: str) -> str:
        """The calculator of that name, on its preset."""
        preset, (_, name) = self.options["preset"], place.header
        if not name:
            problem = "A calculator block needs a name: `/// calculator | name`."
            raise EmbedError(problem, name, place.line)
        if not isinstance(preset, str):
            problem = f"The preset of “{name}” must be a name, as in `preset: imagenet`."
            raise EmbedError(problem, name, place.line)
        try:
            return extension.embed(name, preset or None, ident)
        except LookupError as error:
            known = getattr(error, "known", None)
            if known is None:
                raise  # a mistake in a calculator, not a name that is missing
            problem = f"{error}{suggestion(preset or name, known)}"
            raise EmbedError(problem, name, place.line, known) from error


class BriefBlock(_EmbedBlock):
    """The `/// brief` block, of which a page has one."""

    NAME = "brief"
    OPTIONS = {"example": ("", None)}  # noqa: RUF012  # the base class declares it so

    def html(self, extension: CalculatorExtension, place: Place, ident: str) -> str:
        """The brief around its example."""
        example, name = self.options["example"], self.NAME
        if place.header != (name, ""):
            problem = f"A brief takes no name: write `/// brief` instead of “{place.name}”."
            raise EmbedError(problem, name, place.line)
        if ident != name:
            raise EmbedError("A page holds one brief. Take this one out.", name, place.line)
        if not isinstance(example, str) or not example:
            problem = "A brief needs an example, as in `    example: assets/project.json`."
            raise EmbedError(problem, name, place.line)
        try:
            return extension.brief(example)
        except ExampleError as error:
            raise EmbedError(str(error), name, place.line, error.known) from error


BLOCKS: Mapping[str, type[_EmbedBlock]] = {
    block.NAME: block for block in (CalculatorBlock, BriefBlock)
}


class CalculatorExtension(BlocksExtension):  # type: ignore[misc]  # the base class is untyped
    """Adds the `calculator` and `brief` blocks to Python-Markdown.

    `embed` and `brief` give the HTML. `refuse` turns an `EmbedError` into the exception
    to raise, where a site builder wants its own, with the page's name.
    """

    def __init__(
        self,
        embed: Embed = embed_from_kit,
        brief: Brief = brief_from_file,
        refuse: Callable[[EmbedError], Exception] = lambda error: error,
    ) -> None:
        super().__init__()
        self.embed = embed
        self.brief = brief
        self.refuse = refuse
        self.headers = Headers()
        self.placed: list[tuple[ET.Element, str, Place]] = []

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802  # named by the base class
        """Register the blocks, and what has to happen before and after it."""
        md.registerExtension(self)
        for block in BLOCKS.values():
            block_mgr.register(block, {"extension": self})
        # Before anything replaces lines, even snippets (32).
        md.preprocessors.register(self.headers, "calculator-headers", 100)
        # Before inline patterns (20) take text apart.
        md.treeprocessors.register(_Check(md, self), "calculator-check", 25)
        # After all that read ids from the tree: toc (5), and MkDocs (0).
        md.treeprocessors.register(_Place(md, self), "calculator-place", -10)

    def reset(self) -> None:
        """Forget the page before."""
        self.placed.clear()


class _Step(Treeprocessor):
    """A step over the tree of a page that knows what is placed in it."""

    def __init__(self, md: Markdown, extension: CalculatorExtension) -> None:
        super().__init__(md)
        self.extension = extension


class _Check(_Step):
    """Complain about blocks that hold text, have no end, or stayed text themselves."""

    def run(self, root: ET.Element) -> None:
        refuse, headers = self.extension.refuse, self.extension.headers
        for element, _, place in self.extension.placed:
            if len(element) or (element.text or "").strip():
                problem = (
                    f"The block of “{place.name}” holds text. Close it with `///` on its own line."
                )
                raise refuse(EmbedError(problem, place.name, place.line))
        texts = (text for element in root.iter() for text in (element.text, element.tail))
        for text in texts:
            found = None if isinstance(text, AtomicString) else header_in(text or "")
            if found:  # code is an AtomicString
                header, options = found
                place = Place(header, headers.take(header))
                known = BLOCKS[header[0]].OPTIONS
                raise refuse(bad_options(place.name, options, place.line, known))


class _Place(_Step):
    """Replace each element by its HTML, as raw HTML that nothing alters."""

    def run(self, root: ET.Element) -> None:
        for element, html, _ in self.extension.placed:
            element.tag = "p"  # Python-Markdown replaces a paragraph that holds nothing else
            element.attrib.clear()
            element.text = AtomicString(self.md.htmlStash.store(html))


def _unused(name: str, taken: set[str]) -> str:
    """The name at its first place in a page, then with `-2`, `-3` and so on."""
    ident, count = name, 1
    while ident in taken:
        count += 1
        ident = f"{name}-{count}"
    return ident


def makeExtension(**options: Any) -> CalculatorExtension:  # noqa: N802  # Python-Markdown looks for this name
    """Let Python-Markdown load the extension by the name of this module."""
    return CalculatorExtension(**options)
