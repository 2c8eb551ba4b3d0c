"""Lets Python import JavaScript's objects as modules; ours imports none."""

from __future__ import annotations


def register_js_finder() -> None:
    """There is none."""


def register_windows_finder() -> None:
    """A browser's files have no drive."""


def register_js_module(name: str, module: object) -> None:
    """Nobody will ask for it."""


def add_note_to_module_not_found_error(error: ImportError) -> None:
    """The note would say how to install it."""


def register_module_not_found_hook(packages: object) -> None:
    """No package could be named that has a module."""
