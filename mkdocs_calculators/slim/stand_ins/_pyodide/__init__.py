"""What Pyodide's script takes from Python at its start."""

from . import _base, _importhook

__all__ = ["_base", "_importhook"]


def set_excepthook() -> None:
    """Errors are told as C tells them: the last line is all that we use."""
