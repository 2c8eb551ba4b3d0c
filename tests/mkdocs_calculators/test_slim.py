"""The archive of the slim boot: what is in it, and what is said when it cannot be made."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from mkdocs_calculators import bundle, slim
from mkdocs_calculators.slim import stand_ins
from tests.mkdocs_calculators.conftest import write

PYODIDE = bundle.pyodide_files(Path(__file__).parents[2] / "node_modules/pyodide")

DOOR = """
import importlib

def ask(verb, request):
    return importlib.import_module("calculators.shoe_size").answer(request)
"""
REHEARSAL = """
from calculators.kit.door import ask

def rehearse():
    yield ask("answer", "42")
"""
SHOE_SIZE = '''"""A docstring that readers are not sent."""

from __future__ import annotations

import colorsys

def answer(request):
    import fractions  # only where it is asked for
    return f"{fractions.Fraction(request) / 2}"

def never(request: Question) -> Reply:
    import sched
'''


@pytest.fixture
def sources(package: Path) -> Path:
    """A package whose one calculator imports at its top, on the way, and where nobody goes."""
    files = {"kit/door.py": DOOR, "kit/rehearsal.py": REHEARSAL, "shoe_size.py": SHOE_SIZE}
    return write(package, {"unused.py": "", **files})


def made(sources: Path, cache: Path) -> bytes:
    """The archive."""
    return slim.make(cache, PYODIDE, bundle.archive(sources))


def test_the_archive_holds_what_is_imported_as_bytecode(sources: Path, tmp_path: Path) -> None:
    """The library's and our own; no source, nothing that is not needed, no docstring, no type."""
    content = made(sources, tmp_path / "cache")
    assert content.startswith(b"\0asm\1\0\0\0")  # so that hosts compress it as WebAssembly
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        assert all(name.endswith(".pyc") for name in names)
        ours = {name for name in names if name.startswith("calculators/")}
        assert ours == {
            "calculators/__init__.pyc",
            "calculators/kit/__init__.pyc",
            "calculators/kit/door.pyc",
            "calculators/shoe_size.pyc",
        }
        assert {"colorsys.pyc", "fractions.pyc", "sched.pyc"} <= names
        assert not {"zipfile/__init__.pyc", "asyncio/events.pyc", "ssl.pyc", "ast.pyc"} & names
        assert not any(name.startswith(stand_ins.WHOLE) for name in names)
        assert all(e.compress_type == zipfile.ZIP_STORED for e in archive.infolist())
        # PEP 552: the magic number, then flags; 1 says that no source is compared.
        assert all(archive.read(name)[4:8] == b"\1\0\0\0" for name in names)
        shoe_size = archive.read("calculators/shoe_size.pyc")
        assert b"never" in shoe_size
        assert not any(word in shoe_size for word in (b"A docstring", b"Question", b"Reply"))
    assert content == made(sources, tmp_path / "another")


def test_it_is_made_once(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build takes it from the cache; changed sources need another."""
    python = bundle.archive(sources)
    assert slim.find(tmp_path, PYODIDE, python) is None
    content = slim.make(tmp_path, PYODIDE, python)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    assert slim.make(tmp_path, PYODIDE, python) == content
    assert slim.find(tmp_path, PYODIDE, python) == content
    write(sources, {"shoe_size.py": "ANSWER = 43"})
    with pytest.raises(bundle.BundleError, match=r"There is no Node\.js .* `slim: false`"):
        made(sources, tmp_path)


@pytest.mark.parametrize(
    ("file", "source", "message"),
    [
        ("shoe_size.py", SHOE_SIZE + "    import sqlite9\n", "shoe_size.py imports sqlite9, which"),
        ("shoe_size.py", "import sqlite9\n", "No module named 'sqlite9'"),
        ("shoe_size.py", "answer = str.upper\n\ndef(", "SyntaxError"),
        ("kit/rehearsal.py", "def rehearse():\n    raise OSError('a leak')\n", "OSError: a leak"),
        (
            "shoe_size.py",
            "import sys\nanswer = lambda _: str('zipfile' in sys.modules or len(sys.path))\n",
            "answers otherwise",
        ),
        (
            "shoe_size.py",
            "import asyncio\nanswer = lambda _: str(asyncio.run)\n",
            "asyncio.run is left out of the slim boot",
        ),
    ],
)
def test_what_cannot_be_made_fails_the_build(
    sources: Path, tmp_path: Path, file: str, source: str, message: str
) -> None:
    """The message names the module; nothing is kept."""
    write(sources, {file: source})
    with pytest.raises(bundle.BundleError, match="could not be made") as raised:
        made(sources, tmp_path / "cache")
    assert message in str(raised.value)
    assert list((tmp_path / "cache").iterdir()) == []


USES = {
    "typing": """
from typing import NamedTuple, TypedDict, get_type_hints

class Size(NamedTuple):
    "Not a string, so that it is evaluated."
    length: int = 42

def answer(request):
    return f"{Size(int(request))} {get_type_hints(Size)}"
""",
    "inspect": """
from __future__ import annotations
import inspect
from dataclasses import dataclass

@dataclass(frozen=True, slots=True)
class Size:
    length: int

def answer(request):
    return f"{inspect.signature(Size)} {Size(int(request))}"
""",
    "annotationlib": """
from annotationlib import ForwardRef

def answer(request):
    return str(ForwardRef(f"{request} + 1").evaluate())
""",
    "traceback": """
import traceback

def answer(request):
    try:
        return str(int(request) // 0)
    except ZeroDivisionError as error:
        return traceback.format_exception_only(error)[0]
""",
    "ipaddress": """
from urllib.parse import urlsplit

def answer(request):
    return str(urlsplit(f"https://[2001:db8::{request}]/").hostname)
""",
}
"""Calculators that want what a stand-in does not have, by what it stands in for."""


@pytest.mark.parametrize("name", USES)
def test_a_calculator_may_use_what_others_stand_in_for(
    sources: Path, tmp_path: Path, name: str
) -> None:
    """It is shipped then, whole, and the archive answers as the library does, or is not made."""
    write(sources, {"shoe_size.py": USES[name]})
    with zipfile.ZipFile(io.BytesIO(made(sources, tmp_path / "cache"))) as archive:
        assert f"{stand_ins.WHOLE}{name}.pyc" in archive.namelist()


def test_each_module_that_is_stood_in_for_can_be_had_whole() -> None:
    """One cannot tell which of its names somebody will want."""
    assert {f"{name}.py" for name in USES} == {p for p in stand_ins.paths() if "/" not in p}


def test_calculators_without_a_rehearsal_are_told_so(package: Path, tmp_path: Path) -> None:
    """Nobody would know what to pack."""
    with pytest.raises(bundle.BundleError, match=r"no module kit/rehearsal\.py"):
        made(package, tmp_path)


def test_stand_ins_stand_in_for_something() -> None:
    """A new Pyodide may have moved them."""
    with zipfile.ZipFile(PYODIDE.files["python_stdlib.zip"]) as library:
        assert set(stand_ins.paths()) <= set(library.namelist())
