"""The copy of a site that a reader's browser keeps: for reading offline, and for second visits.

A service worker at the site's root keeps it. It is written when all other files are there, since it
holds the hash of each: so a copy is complete and of one version, or there is none. The same site
gives the same bytes. Once a browser has a service worker, it asks for it again and again, so a site
that is not to be kept has one as well: one that ends the other.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from mkdocs_calculators.bundle import digest

SCRIPT = "service-worker.js"

LEFT_OUT = (
    SCRIPT,
    *("*.map", "*.gz", "*.br"),  # for tools and for hosts
    *(".*", "*/.*", "_headers", "_redirects", "CNAME", "robots.txt"),
)
"""Which files the copy does without, as patterns of paths in the site; all of them stay online."""

_SLIM = "*/slim-*.wasm"
_ORDINARY = ("*/python_stdlib.zip", "*/pyodide-lock.json", "*/python-*.zip")
_LANGUAGES = "*/lunr/*"  # Material's, for a search in other languages than English
_REWRITTEN = ("sitemap.xml",)  # names the build's day and the site's address, which hosts may mend


@dataclass(frozen=True)
class Copy:
    """What a browser keeps: files by their path in the site, with their hash or with none."""

    version: str
    bytes: int
    files: dict[str, str]


def copy(site: Path, script: bytes) -> Copy:
    """The copy of a built site that this script keeps; its version changes with any of both."""
    files: dict[str, str] = {}
    size = 0
    for path in _kept(site):
        content = (site / path).read_bytes()
        size += len(content)
        files[path] = "" if path in _REWRITTEN else digest(content)
    listing = "".join(f"{path} {hashed}\n" for path, hashed in files.items())
    return Copy(digest(listing.encode() + script), size, files)


def service_worker(site: Path, assets: Path) -> bytes:
    """The script that keeps a built site."""
    script = (assets / "root" / "service-worker.mjs").read_bytes()
    held = json.dumps(asdict(copy(site, script)), separators=(",", ":"))
    return f"const COPY = {held};\n".encode() + script


def farewell(assets: Path) -> bytes:
    """The script for a site that is not to be kept, whatever a browser has of it."""
    return (assets / "root" / "farewell.mjs").read_bytes()


def _kept(site: Path) -> list[str]:
    """The paths of the files that the copy holds, sorted."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    left_out = list(LEFT_OUT)
    if any(fnmatchcase(path, _SLIM) for path in paths):
        left_out += _ORDINARY  # the fallback of a boot that comes out of the copy whole
    if not _searches_other_languages(site):
        left_out.append(_LANGUAGES)
    return [path for path in paths if not any(fnmatchcase(path, p) for p in left_out)]


def _searches_other_languages(site: Path) -> bool:
    index = site / "search" / "search_index.json"
    config = json.loads(index.read_bytes()).get("config", {}) if index.is_file() else {}
    return any(language != "en" for language in config.get("lang", ()))
