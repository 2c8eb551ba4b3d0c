"""The files a browser needs: complete, equal to the sources, and the same bytes every time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mkdocs_calculators import bundle
from tests.mkdocs_calculators.conftest import write

NAMES = [
    "calculators/__init__.py",
    "calculators/kit/__init__.py",
    "calculators/kit/brief_page.py",
    "calculators/kit/run.py",
    "calculators/shoe_size.py",
]


def opened(content: bytes) -> zipfile.ZipFile:
    """An archive to look into."""
    return zipfile.ZipFile(io.BytesIO(content))


def test_the_archive_holds_the_sources_and_nothing_else(package: Path) -> None:
    """Each Python file is in it, byte for byte, below the package's name, and no cache is."""
    write(package, {"__pycache__/shoe_size.cpython-311.py": "", "notes.txt": "", "py.typed": ""})
    archive = opened(bundle.archive(package))
    assert archive.namelist() == NAMES
    for name in NAMES:
        assert archive.read(name) == (package.parent / name).read_bytes()


def test_the_archive_is_stored_so_that_the_server_can_compress(package: Path) -> None:
    """Deflated Python would cost the browser time and the server its better compression."""
    entries = opened(bundle.archive(package)).infolist()
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


def test_the_archive_is_the_same_from_any_folder_on_any_day(package: Path, tmp_path: Path) -> None:
    """Dates, rights, the folder above and the order on the disk leave no trace."""
    first = bundle.archive(package)
    copy = tmp_path / "elsewhere" / "calculators"
    for name in reversed(NAMES):
        source = package.parent / name
        target = write(copy.parent, {name: source.read_text("utf-8")}) / name
        os.utime(target, (1e9, 1e9))
        target.chmod(0o600)
    assert bundle.archive(copy) == first


def test_python_imports_from_the_archive_as_it_is(package: Path, tmp_path: Path) -> None:
    """The browser puts the archive on Python's path without unpacking it."""
    path = tmp_path / "python.zip"
    path.write_bytes(bundle.archive(package))
    code = "import calculators.shoe_size as c; print(c.ANSWER, c.__file__)"
    shown = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(path)!r}); {code}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert shown.stdout.split() == ["42", str(path / "calculators" / "shoe_size.py")]


def test_an_empty_package_is_refused(tmp_path: Path) -> None:
    """A wrong folder does not make a site without Python."""
    with pytest.raises(bundle.BundleError, match="There are no Python files in"):
        bundle.archive(tmp_path)


def test_the_digest_is_the_start_of_sha_256() -> None:
    """FIPS 180-2, appendix B.1, gives the hash of “abc”."""
    assert bundle.digest(b"abc") == "ba7816bf8f01cfea"


def test_pyodide_is_found_in_its_npm_package(project: Path) -> None:
    """Version and files come from the package itself."""
    folder = project / "node_modules/pyodide"
    pyodide = bundle.pyodide_files(folder)
    assert pyodide.version == "1.2.3"
    assert pyodide.files == {name: folder / name for name in bundle.PYODIDE_FILES}


def test_a_missing_npm_package_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """The message names the folder and the command."""
    with pytest.raises(bundle.BundleError) as caught:
        bundle.pyodide_files(tmp_path / "pyodide")
    remedy = "Run `npm ci` in the project's folder."
    assert str(caught.value) == f"There is no Pyodide in {tmp_path / 'pyodide'}. {remedy}"


@pytest.mark.parametrize("name", bundle.PYODIDE_FILES)
def test_an_incomplete_npm_package_is_refused(project: Path, name: str) -> None:
    """The message names what is missing."""
    (project / "node_modules/pyodide" / name).unlink()
    with pytest.raises(bundle.BundleError, match=f"lacks {name}. Run `npm ci`"):
        bundle.pyodide_files(project / "node_modules/pyodide")


@pytest.mark.parametrize(
    ("package_json", "message"),
    [
        ('{"name": "left-pad", "version": "1.2.3"}', "is not Pyodide's npm package"),
        ('{"name": "pyodide", "version": "1.2.4"}', "mixes versions: not all of it is 1.2.4"),
    ],
)
def test_another_npm_package_is_refused(project: Path, package_json: str, message: str) -> None:
    """The name and the version that the package states must fit its files."""
    write(project, {"node_modules/pyodide/package.json": package_json})
    with pytest.raises(bundle.BundleError, match=message):
        bundle.pyodide_files(project / "node_modules/pyodide")


def laid_out(
    package: Path, project: Path, assets: Path, slim: bytes | None = None
) -> bundle.Bundle:
    """The bundle of the stand-ins."""
    pyodide = bundle.pyodide_files(project / "node_modules/pyodide")
    return bundle.bundle(bundle.archive(package), slim, assets, pyodide, "assets")


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """Two scripts and a style, among files that are of no use to a browser."""
    files = {"main.mjs": "1", "worker.mjs": "2", "calculators.css": "3"}
    files |= {".swp": "", "old/main.mjs": "", "runtime.d.mts": ""}
    return write(tmp_path / "assets", files)


def exported(made: bundle.Bundle) -> dict[str, object]:
    """What the runtime module says."""
    text = made.files[f"{made.script.removesuffix('/main.mjs')}/runtime.mjs"]
    assert isinstance(text, bytes)
    lines = (line.removeprefix("export const ") for line in text.decode().splitlines())
    pairs = (line.removesuffix(";").split(" = ") for line in lines)
    return {name: json.loads(value) for name, value in pairs}


def test_the_bundle_lays_out_all_side_by_side(package: Path, project: Path, assets: Path) -> None:
    """Scripts and archives carry a hash, Pyodide its version."""
    made = laid_out(package, project, assets, b"slim")
    base = made.script.removesuffix("/main.mjs")
    python = f"assets/python-{bundle.digest(bundle.archive(package))}.zip"
    slim = f"assets/slim-{bundle.digest(b'slim')}.wasm"
    assert made.style == f"{base}/calculators.css"
    assert base.startswith("assets/calculators-")
    assert set(made.files) == {
        python,
        slim,
        *(f"{base}/{n}" for n in ("main.mjs", "worker.mjs", "calculators.css", "runtime.mjs")),
        *(f"assets/pyodide-1.2.3/{name}" for name in bundle.PYODIDE_FILES),
    }
    assert made.files[python] == bundle.archive(package)
    assert made.files[slim] == b"slim"
    assert made.files[f"{base}/worker.mjs"] == b"2"


def test_the_runtime_module_tells_where_python_lies_and_how_big_it_is(
    package: Path, project: Path, assets: Path
) -> None:
    """Its paths are relative to itself, and its sizes are those of the files."""
    archive = bundle.archive(package)
    python = f"python-{bundle.digest(archive)}.zip"
    # Each stand-in holds its own name and “ of 1.2.3”, nine bytes; one is JSON.
    sizes = {name: len(name) + 9 for name in bundle.PYODIDE_FILES} | {python: len(archive)}
    sizes["pyodide-lock.json"] = len('{"info": {"version": "1.2.3"}}')
    said = {"PYODIDE": "../pyodide-1.2.3/", "ARCHIVE": f"../{python}", "SITE": "../../"}
    plain = {"SLIM": None, "LOCK": "", "BYTES": sizes}
    assert exported(laid_out(package, project, assets)) == said | plain
    slim = f"slim-{bundle.digest(b'four')}.wasm"
    lock = '{"info": {"version": "1.2.3"}, "packages": {}}'
    also = {"SLIM": f"../{slim}", "LOCK": lock, "BYTES": sizes | {slim: 4}}
    assert exported(laid_out(package, project, assets, b"four")) == said | also


@pytest.mark.parametrize("changed", ["assets/worker.mjs", "python/calculators/shoe_size.py"])
def test_a_changed_source_changes_the_folder_of_the_scripts(
    package: Path, project: Path, assets: Path, tmp_path: Path, changed: str
) -> None:
    """A browser that kept the old scripts, or the old Python, never mixes them with the new."""
    before = laid_out(package, project, assets).script
    assert laid_out(package, project, assets).script == before
    write(tmp_path, {changed: "ANSWER = 43"})
    assert laid_out(package, project, assets).script != before
