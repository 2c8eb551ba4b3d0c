"""What a browser is told to keep of a site: all that it needs, known by its content."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_calculators import offline
from mkdocs_calculators.plugin import ASSETS
from tests.mkdocs_calculators.conftest import write

FILES = {
    "index.html": "<h1>Shoes</h1>",
    "more/laces/index.html": "<h1>Laces</h1>",
    "assets/site.css": "a {}",
    "assets/pyodide-1.2.3/pyodide.asm.wasm": "wasm",
    "assets/pyodide-1.2.3/python_stdlib.zip": "library",
    "assets/pyodide-1.2.3/pyodide-lock.json": "{}",
    "assets/python-0123456789abcdef.zip": "sources",
    "sitemap.xml": "<urlset/>",
}
OTHERS = {
    "sitemap.xml.gz": "",
    "assets/main.min.js.map": "",
    "assets/lunr/lunr.de.min.js": "",
    "_headers": "",
    ".nojekyll": "",
    ".well-known/security.txt": "",
    "service-worker.js": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that has been built."""
    return write(tmp_path / "site", FILES | OTHERS)


def held(script: bytes) -> dict[str, Any]:
    """What a service worker is told to keep: its first line."""
    first, _, _ = script.decode().partition("\n")
    told: dict[str, Any] = json.loads(first.removeprefix("const COPY = ").removesuffix(";"))
    return told


def test_the_copy_holds_each_file_with_its_hash(site: Path) -> None:
    """But what only hosts and tools need. A map of the site that hosts rewrite has no hash."""
    copy = offline.copy(site, b"")
    assert list(copy.files) == sorted(FILES)
    assert copy.files.pop("sitemap.xml") == ""
    for path, hashed in copy.files.items():
        assert hashlib.sha256(FILES[path].encode()).hexdigest().startswith(hashed)
        assert len(hashed) == 16
    assert copy.bytes == sum(len(content) for content in FILES.values())


def test_the_same_site_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Wherever it lies, whenever it was written and whatever the day in its map."""
    other = write(tmp_path / "elsewhere", dict(reversed((FILES | OTHERS).items())))
    write(other, {"sitemap.xml": "<urlset>2026-01-02</urlset>"[: len(FILES["sitemap.xml"])]})
    assert offline.service_worker(other, ASSETS) == offline.service_worker(site, ASSETS)


@pytest.mark.parametrize("path", ["index.html", "assets/site.css", "new.html"])
def test_a_change_of_any_file_is_another_version(site: Path, path: str) -> None:
    """So browsers fetch it."""
    before = offline.copy(site, b"").version
    write(site, {path: "something else"})
    assert offline.copy(site, b"").version != before


def test_another_script_is_another_version(site: Path) -> None:
    """What it keeps is its own, and no other's."""
    assert offline.copy(site, b"1").version != offline.copy(site, b"2").version


def test_where_there_is_a_slim_boot_its_fallback_stays_online(site: Path) -> None:
    """It would take millions of bytes, for what comes out of the copy whole anyway."""
    write(site, {"assets/slim-0123456789abcdef.wasm": "slim"})
    files = offline.copy(site, b"").files
    assert "assets/slim-0123456789abcdef.wasm" in files
    assert "assets/pyodide-1.2.3/pyodide.asm.wasm" in files
    assert not [path for path in files if path.endswith((".zip", "lock.json"))]


@pytest.mark.parametrize(("languages", "scripts"), [(["en"], 0), (["en", "de"], 1)])
def test_a_search_in_other_languages_keeps_what_it_needs(
    site: Path, languages: list[str], scripts: int
) -> None:
    """Material has scripts for dozens of them."""
    index = json.dumps({"config": {"lang": languages}, "docs": []})
    write(site, {"search/search_index.json": index})
    files = list(offline.copy(site, b"").files)
    assert files.count("assets/lunr/lunr.de.min.js") == scripts


def test_the_script_follows_what_it_keeps(site: Path) -> None:
    """The version is that of both."""
    script = (ASSETS / "root" / "service-worker.mjs").read_bytes()
    made = offline.service_worker(site, ASSETS)
    assert made.endswith(b";\n" + script)
    assert held(made)["version"] == offline.copy(site, script).version


def built(project: Path, **options: Any) -> Path:
    """The folder of the site that MkDocs builds with these options of the plugin."""
    plugins = ["search", {"calculators": {"slim": False} | options}]
    site = project / "site"
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(site), plugins=plugins))
    return site


def runtime(site: Path) -> str:
    """The module that tells the scripts where things lie."""
    (found,) = site.rglob("runtime.mjs")
    return found.read_text("utf-8")


@pytest.mark.usefixtures("imported")
def test_a_build_writes_the_script_when_all_else_is_there(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other plugins write last is among what is kept; two builds write the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # this theme writes the time into a page
    site = built(project)
    script = (site / "service-worker.js").read_bytes()
    assert script == offline.service_worker(site, ASSETS)
    assert "search/search_index.json" in held(script)["files"]
    assert 'export const SITE = "../../";' in runtime(site)
    assert (built(project) / "service-worker.js").read_bytes() == script


@pytest.mark.usefixtures("imported")
def test_a_site_that_is_not_to_be_kept_ends_what_was(project: Path) -> None:
    """Its script deletes an earlier copy, and pages ask for none."""
    site = built(project, offline=False)
    assert (site / "service-worker.js").read_bytes() == offline.farewell(ASSETS)
    assert "export const SITE = null;" in runtime(site)


@pytest.mark.usefixtures("imported")
def test_the_scripts_find_the_root_from_deeper_folders(project: Path) -> None:
    """The option `assets` may name a folder below another."""
    assert 'export const SITE = "../../../";' in runtime(built(project, assets="static/python"))
