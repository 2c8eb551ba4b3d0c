"""Looks into functions and classes."""

from __future__ import annotations

from collections.abc import Callable


def iscoroutinefunction(_: object) -> bool:
    """Whether a function's calls are to be waited for; none are."""
    return False


def unwrap(function: Callable[..., object]) -> Callable[..., object]:
    """The function that others wrap."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


def getmodulename(path: str) -> str | None:
    """Which module a file of the archive is, if it is one."""
    name, _, ending = path.rpartition("/")[2].rpartition(".")
    return name if ending in {"py", "pyc"} else None
