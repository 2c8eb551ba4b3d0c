"""The calculators as a Python package: where its files lie, and how to read them again."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

from mkdocs_calculators.bundle import BundleError


def folder(package: str) -> Path:
    """Where Python finds a package, without importing it. Raises `BundleError` with the remedy."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        remedy = "Install the project: `pip install -e .` in its folder."
        raise BundleError(f"Python does not find the package `{package}`. {remedy}")
    return Path(next(iter(spec.submodule_search_locations)))


def forget(package: str) -> None:
    """Let the next import of a package and its modules read their files again.

    Whoever holds one of the old modules keeps it as it was.
    """
    for name in tuple(sys.modules):
        if name == package or name.startswith(f"{package}."):
            del sys.modules[name]
    importlib.invalidate_caches()
