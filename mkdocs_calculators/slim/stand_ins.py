"""Modules that stand in for larger ones which a start imports and no calculator needs.

An event loop and a package loader pull in half of the standard library, and
questions are answered without waiting and without packages. They are source,
by path in the standard library. Whoever uses what is not in them gets an
`ImportError`, upon which the page starts Python in the ordinary way.
"""

from __future__ import annotations

from collections.abc import Mapping

_EMPTY = """
def __getattr__(name):
    if name.startswith("__"): raise AttributeError(name)
    raise ImportError(f"{__name__}.{name} is left out of the slim boot")
"""

STAND_INS: Mapping[str, str] = {
    "asyncio/__init__.py": _EMPTY,
    "pyodide/webloop.py": "def _initialize_event_loop(): pass\n" + _EMPTY,
    # Pyodide's script asks both folders for `__str__`, which strings lose on their way to it.
    "pyodide/_package_loader.py": """
from site import getsitepackages
class Folder:
    def __init__(self, path): self.path = path
    def __str__(self): return self.path
SITE_PACKAGES = Folder(getsitepackages()[0])
DSO_DIR = Folder("/usr/lib")
def init_loaded_packages(): pass
""",
    # Only for addresses with a host in brackets.
    "ipaddress.py": _EMPTY,
}
