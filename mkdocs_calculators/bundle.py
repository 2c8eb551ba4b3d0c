"""What a site must hold so that a reader's browser can run the calculators.

The scripts and styles; Pyodide, which is Python for browsers; one archive of
all modules for the slim boot; and the calculators' own Python as an archive of
sources, for the ordinary boot. Names carry a hash or a version, so that each
file can be cached for ever. The same sources give the same bytes on any
machine and day.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

PYODIDE_FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can hold


class BundleError(ValueError):
    """Something that the bundle is made of is missing; the message says what to do."""


@dataclass(frozen=True)
class Pyodide:
    """Pyodide's version, and the path of each of its files by file name."""

    version: str
    files: dict[str, Path]


@dataclass(frozen=True)
class Bundle:
    """Files by their path in the site, in memory or to copy; `script` and `style` go into pages."""

    script: str
    style: str
    python: str
    files: dict[str, bytes | Path]


def sources(root: Path) -> list[Path]:
    """The Python files of a package, sorted by their path in it."""
    return sorted(
        (path for path in root.rglob("*.py") if "__pycache__" not in path.parts),
        key=lambda path: path.relative_to(root).as_posix(),
    )


def archive(root: Path) -> bytes:
    """A package's Python files as a zip that Python can import from, the same bytes every time.

    They are stored and not deflated: the server compresses better, and the
    browser has less to do.
    """
    if not (found := sources(root)):
        raise BundleError(f"There are no Python files in {root}.")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for path in found:
            entry = zipfile.ZipInfo(f"{root.name}/{path.relative_to(root).as_posix()}", _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = 0o100644 << 16
            file.writestr(entry, path.read_bytes())
    return buffer.getvalue()


def digest(content: bytes) -> str:
    """Sixteen hexadecimal digits that change with the content."""
    return hashlib.sha256(content).hexdigest()[:16]


def pyodide_files(folder: Path) -> Pyodide:
    """Find Pyodide's files in its npm package. Raises `BundleError` with the remedy."""
    remedy = "Run `npm ci` in the project's folder."
    try:
        package = json.loads((folder / "package.json").read_text("utf-8"))
    except FileNotFoundError:
        raise BundleError(f"There is no Pyodide in {folder}. {remedy}") from None
    version = str(package.get("version"))
    files = {name: folder / name for name in PYODIDE_FILES}
    missing = [name for name, path in files.items() if not path.is_file()]
    if package.get("name") != "pyodide" or missing:
        lacks = f" It lacks {', '.join(missing)}." if missing else ""
        raise BundleError(f"{folder} is not Pyodide's npm package.{lacks} {remedy}")
    if version.encode() not in files["pyodide.mjs"].read_bytes():
        raise BundleError(f"{folder} mixes versions: not all of it is {version}. {remedy}")
    return Pyodide(version, files)


def assets(folder: Path) -> dict[str, bytes]:
    """The scripts and styles of a folder by file name, without type declarations for tools."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(".d.mts")
    }


def lock(pyodide: Pyodide) -> str:
    """Pyodide's list of the packages it may download, without any."""
    info = json.loads(pyodide.files["pyodide-lock.json"].read_text("utf-8"))["info"]
    return json.dumps({"info": info, "packages": {}})


def runtime(
    pyodide: Pyodide, archives: dict[str, bytes], slim: str | None, site: str | None
) -> bytes:
    """The module that tells the scripts where Python lies, and how big each of its files is.

    `site` leads from its folder to the site's root; `None` if browsers are not to keep the site.
    """
    sizes = {name: path.stat().st_size for name, path in pyodide.files.items()}
    sizes |= {name: len(content) for name, content in archives.items()}
    (sources,) = archives.keys() - {slim}
    values = {
        "PYODIDE": f"../pyodide-{pyodide.version}/",
        "ARCHIVE": f"../{sources}",
        "SLIM": slim and f"../{slim}",
        "LOCK": lock(pyodide) if slim else "",
        "BYTES": sizes,
        "SITE": site,
    }
    lines = (f"export const {name} = {json.dumps(value)};\n" for name, value in values.items())
    return "".join(lines).encode()


def bundle(
    python: bytes,
    slim: bytes | None,
    assets_folder: Path,
    pyodide: Pyodide,
    prefix: str,
    *,
    offline: bool = True,
) -> Bundle:
    """Lay out all files below `prefix`, a folder of the site.

    `python` is the archive of sources, `slim` that of the slim boot if there is one. Browsers may
    keep the site if it is meant for reading `offline`.
    """
    archives = {f"python-{digest(python)}.zip": python}
    slim_name = f"slim-{digest(slim)}.wasm" if slim else None
    if slim and slim_name:
        archives[slim_name] = slim
    scripts = assets(assets_folder)
    site = "../" * (prefix.count("/") + 2) if offline else None
    scripts["runtime.mjs"] = runtime(pyodide, archives, slim_name, site)
    listing = "".join(f"{name} {digest(content)}\n" for name, content in sorted(scripts.items()))
    base = f"{prefix}/calculators-{digest(listing.encode())}"
    files: dict[str, bytes | Path] = {f"{prefix}/{name}": one for name, one in archives.items()}
    files |= {f"{base}/{name}": content for name, content in scripts.items()}
    files |= {f"{prefix}/pyodide-{pyodide.version}/{n}": p for n, p in pyodide.files.items()}
    return Bundle(f"{base}/main.mjs", f"{base}/calculators.css", digest(python), files)
