"""Runs the few lines of Python that Pyodide's script has, and imports modules for ours."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def eval_code(source: str, variables: dict[str, Any] | None = None) -> object:
    """Statements and an expression, divided by semicolons that nothing else contains."""
    *statements, expression = source.split(";")
    for statement in statements:
        exec(statement.strip(), variables)  # noqa: S102 - Pyodide's own
    return eval(expression.strip(), variables)  # noqa: S307 - Pyodide's own


pyimport_impl = import_module
