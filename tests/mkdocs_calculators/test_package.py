"""Finding a package's files, and reading them again after an edit."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from mkdocs_calculators import package
from mkdocs_calculators.bundle import BundleError
from tests.mkdocs_calculators.conftest import write


def test_a_package_is_found_without_importing_it(imported: Path) -> None:
    """So that an edit that does not run can still be packed, watched and mended."""
    write(imported, {"__init__.py": "raise RuntimeError\n"})
    assert package.folder("calculators") == imported
    assert "calculators" not in sys.modules


def test_a_package_that_is_not_installed_is_refused_with_the_remedy() -> None:
    """The message names the package and the command."""
    with pytest.raises(BundleError, match=r"the package `no_such_one`. Install .* `pip install -e"):
        package.folder("no_such_one")


def test_a_forgotten_package_is_read_again(imported: Path) -> None:
    """Changed and new modules count, as in a fresh start."""
    old = importlib.import_module("calculators.shoe_size")
    write(imported, {"shoe_size.py": "from calculators.new import ANSWER\n", "new.py": "ANSWER=1"})
    package.forget("calculators")
    assert importlib.import_module("calculators.shoe_size").ANSWER == 1
    assert old.ANSWER == 42


def test_other_packages_of_a_similar_name_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """`shoes_and_socks` and `my.shoes` are no part of `shoes`."""
    for name in ("shoes", "shoes.laces", "shoes_and_socks", "my.shoes"):
        monkeypatch.setitem(sys.modules, name, sys)
    package.forget("shoes")
    left = [name for name, module in sys.modules.items() if module is sys and "shoes" in name]
    assert left == ["shoes_and_socks", "my.shoes"]
