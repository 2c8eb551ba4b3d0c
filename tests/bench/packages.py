"""What only the benchmark needs, installed below `build/bench` from lock files of its own."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.browser.browser import ROOT

HERE = Path(__file__).parent
FOLDER = ROOT / "build/bench/packages"
NPM_LOCK = ("package.json", "package-lock.json", ".npmrc")
PYTHON_LOCK = "requirements.txt"
PYTHON_OF_PYODIDE = "3.14"  # micropip refuses older ones


@dataclass(frozen=True)
class Packages:
    """The folders of npm packages, of unpacked Python packages and of their wheels."""

    npm: Path
    python: Path
    wheels: Path


def packages() -> Packages:
    """Install what is not there yet, or what the lock files no longer name."""
    names = (*NPM_LOCK, PYTHON_LOCK)
    stamp = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in names)).hexdigest()
    found = Packages(FOLDER / "node_modules", FOLDER / "python", FOLDER / "wheels")
    installed = FOLDER / ".installed"
    if installed.exists() and installed.read_text() == stamp:
        return found
    print("Installing the packages of the benchmark", file=sys.stderr)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in NPM_LOCK:
        shutil.copy(HERE / name, FOLDER)
    npm = Path(sys.executable).parent / "npm"
    subprocess.run([npm, "ci", "--loglevel=error"], cwd=FOLDER, check=True, stdout=sys.stderr)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    pip += ["--only-binary=:all:", "--python-version", PYTHON_OF_PYODIDE, "--no-deps"]
    pip += ["--require-hashes", "--requirement", str(HERE / PYTHON_LOCK)]
    subprocess.run([*pip, "--dest", str(found.wheels)], check=True)
    for wheel in found.wheels.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(found.python)
    installed.write_text(stamp)
    return found
