"""The brief of an example project, from a file that lies beside the page as its links do."""

from __future__ import annotations

import importlib
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_calculators.errors import ExampleError, suggestion


@dataclass(frozen=True)
class Example:
    """A project file: how the page's Markdown calls it, its address from the page, and its text."""

    asked: str
    address: str
    text: str

    def brief(self, pages: Mapping[str, str], package: str = "calculators") -> str:
        """The brief's page as HTML; `pages` maps each calculator to the address of its page.

        Raises `ExampleError` if the project is not understood.
        """
        embed = importlib.import_module(f"{package}.kit.brief_page").embed
        try:
            html: str = embed(self.text, self.address, pages)
        except ValueError as error:
            problem = f"The project in “{self.asked}” cannot be shown. {error}"
            raise ExampleError(problem) from error
        return html


def text(path: Path | None, asked: str, known: Iterable[str] = ()) -> str:
    """A project file's text. Raises `ExampleError` with the `known` names if there is none."""
    try:
        if path is None:
            raise FileNotFoundError
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ExampleError(f"“{asked}” is no text. Save it as UTF-8.") from None
    except OSError:
        names = tuple(known)
        listed = f" Known: {', '.join(names)}." if names else ""
        problem = f"There is no file “{asked}”.{listed}{suggestion(asked, names)}"
        raise ExampleError(problem, names) from None


def brief_from_file(asked: str) -> str:
    """A brief where Python runs in the page's folder and no other page is known."""
    return Example(asked, asked, text(Path(asked), asked)).brief({})


def beside(page: str, asked: str) -> str:
    """The path below the site's sources of what a page calls `asked`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), asked))


def named(page: str, paths: Iterable[str]) -> list[str]:
    """The JSON files among the paths below the site's sources, as a page would call them."""
    folder = posixpath.dirname(page) or "."
    return [posixpath.relpath(path, folder) for path in paths if path.endswith(".json")]
