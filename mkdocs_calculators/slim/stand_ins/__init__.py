"""Modules that stand in for larger ones which a start imports and no calculator needs.

Pyodide's start imports half of the standard library: an event loop, a parser of
Python, and `inspect`, which writes a docstring for each method of a JavaScript
object. Calculators need none of it, and it takes more time than all of theirs.
Each file here takes the place of the one at the same path in the library, and
has the few names that are used. What it does not have, it gets as `NAMED_WHOLE`
and `LEFT_OUT` say; so a calculator may use what it likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).parent

WHOLE = "whole_"
"""How the name of the module begins that another stands in for."""

# It is shipped only if a calculator asks for what the other does not have.
NAMED_WHOLE = """
def __getattr__(name):
    if name.startswith("__"): raise AttributeError(name)
    import {whole}
    return getattr({whole}, name)
"""

# A package's modules need each other, so nobody stands in for one of them alone. Whoever uses what
# is left out gets an `ImportError`, upon which a page starts Python in the ordinary way.
LEFT_OUT = """
def __getattr__(name):
    if name.startswith("__"): raise AttributeError(name)
    raise ImportError(f"{__name__}.{name} is left out of the slim boot")
"""


def paths() -> list[str]:
    """The paths in the library at which others stand in."""
    files = (path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py"))
    return sorted(path for path in files if path != Path(__file__).name)


def slimmed(library: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files of a library, each with its path, with those here in place of others."""
    ours = set(paths())
    for path, content in library:
        if path not in ours:
            yield path, content
            continue
        source = (FOLDER / path).read_text("utf-8")
        if "/" in path:
            yield path, (source + LEFT_OUT).encode()
        else:
            whole = f"{WHOLE}{path}"
            yield path, (source + NAMED_WHOLE.format(whole=whole.removesuffix(".py"))).encode()
            yield whole, content
