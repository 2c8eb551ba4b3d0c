"""How long a build takes, beside plain MkDocs for the same pages without calculators."""

import os
import re
import resource
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket

from tests.bench.sources import Source, generated, plain, whole
from tests.browser.browser import ROOT

SIZES = (10, 50, 200)
SITE = "this site"
EDITED = "change of a text until served (s)"
PLAIN, FIRST, OURS = "plain MkDocs", "with calculators, first build", "with calculators"

WATCHED = 1
"""Seconds after which `mkdocs serve` has surely begun to watch its files."""

PATIENCE = 60
"""Seconds after which a page that does not come is given up."""

_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Pair:
    """The same pages with calculators and without."""

    ours: Source
    plain: Source

    def build(self, name: str) -> dict[str, float]:
        """Builds in turn: the plain one, ours with nothing kept of builds before, ours again."""
        found: dict[str, float] = {}
        for who in (PLAIN, FIRST, OURS):
            if who == FIRST:
                shutil.rmtree(self.ours.folder / ".cache", ignore_errors=True)
            took = build(self.plain if who == PLAIN else self.ours)
            found |= {f"{name}, {who}: {what}": value for what, value in took.items()}
        return found

    def edit(self, name: str) -> dict[str, float]:
        """Changes of a text in turn, under `mkdocs serve`."""
        pairs = ((PLAIN, self.plain), (OURS, self.ours))
        return {f"{name}, {who}: {EDITED}": reload_after_edit(source) for who, source in pairs}


def pairs(folder: Path) -> dict[str, Pair]:
    """Generated pages of each size, and this site."""
    found = {}
    for pages in SIZES:
        ours = generated(folder / f"ours-{pages}", pages)
        found[f"{pages} pages"] = Pair(ours, plain(folder / f"plain-{pages}", ours, nav=False))
    ours = whole(folder / "ours")
    return found | {SITE: Pair(ours, plain(folder / "plain", ours, nav=True))}


def compared(names: Iterable[str]) -> dict[str, str]:
    """For each figure that of plain MkDocs."""
    return {name: re.sub(r", [^:]*: ", f", {PLAIN}: ", name) for name in names}


def build(source: Source) -> dict[str, float]:
    """Seconds on the clock and of the processor for one build, from a fresh start of Python."""
    before, start = _processor_seconds(), time.perf_counter()
    subprocess.run(_mkdocs("build"), cwd=source.folder, env=_ENVIRONMENT, check=True)
    return {
        "time (s)": time.perf_counter() - start,
        "processor (s)": _processor_seconds() - before,
    }


def reload_after_edit(source: Source) -> float:
    """Seconds from a saved change of a text to the page that `mkdocs serve` then answers with."""
    page = next(path for path in sorted(source.docs.rglob("*.md")) if path.name != "index.md")
    where = page.relative_to(source.docs).with_suffix("").as_posix()
    text = page.read_text("utf-8")
    with _served(source) as address:
        start = time.perf_counter()
        page.write_text(f"{text}\n\nChanged-by-the-bench.\n", "utf-8")
        _await(f"{address}/{where}/", b"Changed-by-the-bench.")
        took = time.perf_counter() - start
    page.write_text(text, "utf-8")
    return took


@contextmanager
def _served(source: Source) -> Iterator[str]:
    """`mkdocs serve` on a free port, once it has built the site; gives its address."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [*_mkdocs("serve"), "--livereload", "--dev-addr", place]
    server = subprocess.Popen(
        command, cwd=source.folder, env=_ENVIRONMENT, stderr=subprocess.DEVNULL
    )
    try:
        _await(f"http://{place}/", b"<html")
        time.sleep(WATCHED)
        yield f"http://{place}"
    finally:
        server.terminate()
        server.wait()


def _await(url: str, wanted: bytes) -> None:
    """Ask for a page until it says that. The site's address has no path, so pages are at the root."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310  # our own server
                if wanted in answer.read():
                    return
        except urllib.error.URLError:
            pass
        time.sleep(0.01)
    raise TimeoutError(f"{url} does not say {wanted.decode()}.")


def _mkdocs(command: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", command, "--quiet"]


def _processor_seconds() -> float:
    """What ended children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
