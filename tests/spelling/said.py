"""What calculators say beyond the built pages: other examples, other answers, and messages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from calculators.kit import run

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
_CODE = frozenset("<>{}=")
"""Signs of markup and of what one types into a terminal."""


def examples() -> Iterator[tuple[str, str]]:
    """Each worked example of each calculator: where it is found, and its page."""
    for name in run.names():
        for preset in run.load(name).presets:
            yield f"{name}, {preset.label}", f"<article>{run.embed(name, preset.name)}</article>"


def modules(package: Path) -> Iterator[tuple[str, str]]:
    """Each module of a package: where it is found, and its sentences as a page."""
    for path in sorted(package.rglob("*.py")):
        said = "\n".join(sentences(ast.parse(path.read_text("utf-8"))))
        yield path.relative_to(package.parent).as_posix(), f"<article>{said}</article>"


def sentences(node: ast.AST) -> Iterator[str]:
    """The texts of several words in a source, also those that no example brings about.

    Docstrings are not shown, and titles of others' works, as every `Source` is, are not ours.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Source":
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if " " in node.value and _CODE.isdisjoint(node.value):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        if not (
            isinstance(node, _DOCUMENTED) and child is node.body[0] and ast.get_docstring(node)
        ):
            yield from sentences(child)
