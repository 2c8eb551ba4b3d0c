"""Put a calculator where a page's Markdown names it.

    /// calculator | cost-of-accuracy
        preset: imagenet
    ///

The block becomes the calculator's HTML, untouched by Markdown: its form, and
its result for the default values or for those of the named preset. This is a
Python-Markdown extension that knows no site builder; any that takes such
extensions can use it.
"""

from __future__ import annotations

import importlib
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension  # type: ignore[import-untyped]  # ships no py.typed
from pymdownx.blocks.block import Block  # type: ignore[import-untyped]  # ships no py.typed

from mkdocs_calculators.errors import EmbedError, bad_options, suggestion, too_close
from mkdocs_calculators.headers import Headers, header_in

Embed = Callable[[str, str | None, str | None], str]
"""Gives the HTML for a name, a preset and an id prefix, as `calculators.kit.run.embed` does.

Raises a `LookupError` with the attribute `known`, the names there are, for an
unknown name or preset.
"""

MANY = 100
"""More blocks than a page shows from elsewhere; beyond them a block is read again and again."""


def embed_from_kit(name: str, preset: str | None, ident: str | None) -> str:
    """`calculators.kit.run.embed`, imported no sooner than a page needs it."""
    html: str = importlib.import_module("calculators.kit.run").embed(name, preset, ident)
    return html


class CalculatorBlock(Block):  # type: ignore[misc]  # the base class is untyped
    """One `/// calculator` block.

    A block with a wrong argument or option would silently become text. So this
    one takes any argument and any preset, and complains itself.
    """

    NAME = "calculator"
    ARGUMENT = None
    OPTIONS = {"preset": ("", None)}  # noqa: RUF012  # the base class declares it so

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Put an element into the tree that holds place and id until the HTML takes over."""
        extension: CalculatorExtension = self.config["extension"]
        name = (self.argument or "").strip()
        line = extension.headers.take(name)
        if line is None and len(extension.placed) > MANY:
            raise extension.refuse(too_close(name, extension.headers.first(name)))
        taken: set[str] = self.tracker.setdefault("idents", set())
        ident = _unused(name, taken)
        html = extension.html(name, self.options, ident, line)
        taken.add(ident)
        element = ET.SubElement(parent, "div", {"id": ident})
        extension.placed.append((element, html, name, line))
        return element


class CalculatorExtension(BlocksExtension):  # type: ignore[misc]  # the base class is untyped
    """Adds the `calculator` block to Python-Markdown.

    `embed` gives the HTML. `refuse` turns an `EmbedError` into the exception
    to raise, where a site builder wants its own, with the page's name.
    """

    def __init__(
        self,
        embed: Embed = embed_from_kit,
        refuse: Callable[[EmbedError], Exception] = lambda error: error,
    ) -> None:
        super().__init__()
        self.embed = embed
        self.refuse = refuse
        self.headers = Headers()
        self.placed: list[tuple[ET.Element, str, str, int | None]] = []

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802  # named by the base class
        """Register the block, and what has to happen before and after it."""
        md.registerExtension(self)
        block_mgr.register(CalculatorBlock, {"extension": self})
        # Before anything replaces lines, even snippets (32).
        md.preprocessors.register(self.headers, "calculator-headers", 100)
        # Before inline patterns (20) take text apart.
        md.treeprocessors.register(_Check(md, self), "calculator-check", 25)
        # After all that read ids from the tree: toc (5), and MkDocs (0).
        md.treeprocessors.register(_Place(md, self), "calculator-place", -10)

    def reset(self) -> None:
        """Forget the page before."""
        self.placed.clear()

    def html(self, name: str, options: dict[str, Any], ident: str, line: int | None) -> str:
        """The HTML of one block. Raises what `refuse` makes of a block that cannot be shown."""
        preset = options["preset"]
        if not name:
            problem = "A calculator block needs a name: `/// calculator | name`."
            raise self.refuse(EmbedError(problem, name, line))
        if options["attrs"]:  # an option that every block has
            raise self.refuse(bad_options(name, ["attrs"], line, CalculatorBlock.OPTIONS))
        if not isinstance(preset, str):
            problem = f"The preset of “{name}” must be a name, as in `preset: imagenet`."
            raise self.refuse(EmbedError(problem, name, line))
        try:
            return self.embed(name, preset or None, ident)
        except LookupError as error:
            known = getattr(error, "known", None)
            if known is None:
                raise  # a mistake in a calculator, not a name that is missing
            problem = f"{error}{suggestion(preset or name, known)}"
            raise self.refuse(EmbedError(problem, name, line, known)) from error


class _Step(Treeprocessor):
    """A step over the tree of a page that knows the page's calculators."""

    def __init__(self, md: Markdown, extension: CalculatorExtension) -> None:
        super().__init__(md)
        self.extension = extension


class _Check(_Step):
    """Complain about blocks that hold text, have no end, or stayed text themselves."""

    def run(self, root: ET.Element) -> None:
        refuse, headers = self.extension.refuse, self.extension.headers
        for element, _, name, line in self.extension.placed:
            if len(element) or (element.text or "").strip():
                problem = f"The block of “{name}” holds text. Close it with `///` on its own line."
                raise refuse(EmbedError(problem, name, line))
        texts = (text for element in root.iter() for text in (element.text, element.tail))
        for text in texts:
            found = None if isinstance(text, AtomicString) else header_in(text or "")
            if found:  # code is an AtomicString
                name, options = found
                raise refuse(
                    bad_options(name, options, headers.take(name), CalculatorBlock.OPTIONS)
                )


class _Place(_Step):
    """Replace each element by its calculator, as raw HTML that nothing alters."""

    def run(self, root: ET.Element) -> None:
        for element, html, _, _ in self.extension.placed:
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
