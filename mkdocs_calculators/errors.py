"""What is wrong with a block, for the author of the page."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class EmbedError(ValueError):
    """A block that cannot be shown.

    Attributes:
        problem: what is wrong and what to do about it, in sentences.
        name: the calculator's name as the page has it, perhaps empty; `brief` for a brief.
        line: the block's first line, counted from 1 in the Markdown that was
            given; `None` if the block came from elsewhere, such as a snippet.
        known: the names that would have been right; empty if names are not
            what is wrong.
    """

    def __init__(
        self, problem: str, name: str, line: int | None, known: Iterable[str] = ()
    ) -> None:
        self.problem = problem
        self.name = name
        self.line = line
        self.known = tuple(known)
        super().__init__(problem if line is None else f"Line {line}: {problem}")


class ExampleError(ValueError):
    """A project file that a brief cannot show; `known` are the files that would have been there."""

    def __init__(self, problem: str, known: Iterable[str] = ()) -> None:
        self.known = tuple(known)
        super().__init__(problem)


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """“ Did you mean …?” for the nearest of the known names; empty if none is near."""
    near = get_close_matches(wrong.lower(), tuple(known), n=1)
    return f" Did you mean “{near[0]}”?" if near else ""


def bad_options(
    name: str, given: Iterable[str], line: int | None, known: Iterable[str]
) -> EmbedError:
    """The error for options that the block does not have or, if it has them all, are no YAML."""
    known = tuple(known)
    for option in given:
        if option not in known:
            problem = f"The block of “{name}” has no option “{option}”. Known: {', '.join(known)}."
            return EmbedError(problem, name, line, known)
    problem = (
        f"The options of “{name}” cannot be read. "
        "Write each on a line of its own after four spaces, as in `    preset: name`."
    )
    return EmbedError(problem, name, line)


def too_close(name: str, line: int | None) -> EmbedError:
    """The error for blocks that pymdownx cannot tell apart and would read for ever.

    That happens right below a list or a quote that holds a block as well.
    """
    problem = f"The block of “{name}” is too close to others. Put an empty line above and below it."
    return EmbedError(problem, name, line)
