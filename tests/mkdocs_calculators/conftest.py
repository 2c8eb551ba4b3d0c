"""A small package of calculators and a small site, so that these tests need no real ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from mkdocs_calculators.bundle import PYODIDE_FILES

RUN = '''"""Stands in for the kit: finds a calculator by name and wraps its answer."""

import importlib


class Unknown(LookupError):
    """No such name; `known` lists those there are."""

    def __init__(self, message, known):
        super().__init__(message)
        self.known = known


def embed(name, preset=None, ident=None):
    if name != "shoe-size":
        raise Unknown(f"There is no calculator “{name}”. Known: shoe-size.", ("shoe-size",))
    answer = importlib.import_module("calculators.shoe_size").ANSWER
    result = f"<section data-result><p>Answer: {answer}.</p></section><a data-brief-page hidden></a>"
    return f'<div class="calculator" id="{ident}"><form><p id="laces">Length</p></form>{result}</div>'
'''


BRIEF_PAGE = '''"""Stands in for the kit's page of the brief: shows what it was given."""

import json
from html import escape


def embed(text, example, pages):
    if not text.startswith("{"):
        raise ValueError("This file is no JSON.")
    said = f'data-pages="{escape(json.dumps(pages))}" data-file="{example}"'
    return f'<div id="brief" {said}><section data-result><p>{text}</p></section></div>'
'''


def write(root: Path, files: dict[str, str]) -> Path:
    """Write text files by their path below a folder, which is returned."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package `calculators` with one calculator, `shoe-size`, that always answers 42."""
    files = {
        "__init__.py": "",
        "kit/__init__.py": "",
        "kit/run.py": RUN,
        "kit/brief_page.py": BRIEF_PAGE,
        "shoe_size.py": "ANSWER = 42\n",
    }
    return write(tmp_path / "python" / "calculators", files)


@pytest.fixture
def imported(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same package, found by `import calculators` until the test ends."""
    kept = _take_out()
    monkeypatch.syspath_prepend(package.parent)
    yield package
    _take_out()
    sys.modules.update(kept)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site's folder with one page, a page below it, and a stand-in for Pyodide's npm package."""
    files = {f"node_modules/pyodide/{name}": f"{name} of 1.2.3" for name in PYODIDE_FILES}
    files["node_modules/pyodide/pyodide-lock.json"] = '{"info": {"version": "1.2.3"}}'
    files["node_modules/pyodide/package.json"] = '{"name": "pyodide", "version": "1.2.3"}'
    files["mkdocs.yml"] = "site_name: Shoes\nplugins: [calculators: {slim: false}]\ntheme: mkdocs\n"
    files["docs/index.md"] = "# Shoes\n\n/// calculator | shoe-size\n///\n"
    files["docs/more/laces.md"] = "# Laces\n\nNo calculator here.\n"
    return write(tmp_path / "project", files)


def _take_out() -> dict[str, ModuleType]:
    names = [n for n in sys.modules if n == "calculators" or n.startswith("calculators.")]
    return {name: sys.modules.pop(name) for name in names}
