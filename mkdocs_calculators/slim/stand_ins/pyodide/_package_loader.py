"""There are no packages to load, but Pyodide's script asks where they would be."""

from __future__ import annotations

from site import getsitepackages


class Folder:
    """Pyodide's script asks for `__str__`, which strings lose on their way to it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = Folder(getsitepackages()[0])
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages() -> None:
    """None are loaded."""
