"""A small site, built by MkDocs through its API and through the command line."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from mkdocs_calculators import bundle, offline, slim
from mkdocs_calculators.plugin import ASSETS
from tests.mkdocs_calculators.conftest import write

ANSWER = (
    '<div class="calculator" id="shoe-size"><form><p id="laces">Length</p></form>'
    "<section data-result><p>Answer: {}.</p></section><a data-brief-page hidden></a></div>"
)


def configured(project: Path, **options: Any) -> MkDocsConfig:
    """The project's configuration with other options."""
    return load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"), **options)


def built(project: Path, **options: Any) -> Path:
    """The folder of the site that MkDocs builds."""
    build(configured(project, **options))
    return project / "site"


def page(site: Path, name: str = "index.html") -> str:
    """The HTML of a page."""
    return (site / name).read_text("utf-8")


def folder(site: Path, start: str) -> Path:
    """The one folder or file of the assets whose name starts so."""
    (found,) = (site / "assets").glob(f"{start}-*")
    return found


@pytest.mark.usefixtures("imported")
def test_a_page_holds_the_calculator_and_loads_one_script_and_one_style(project: Path) -> None:
    """The script is a module; a plain script could not import the others."""
    site = built(project)
    base = f"assets/{folder(site, 'calculators').name}"
    assert ANSWER.format(42) in page(site)
    assert f'<script src="{base}/main.mjs" type="module"></script>' in page(site)
    assert f'<link href="{base}/calculators.css" rel="stylesheet">' in page(site)


@pytest.mark.usefixtures("imported")
def test_the_site_loads_a_style_of_its_own_after_the_plugins(project: Path) -> None:
    """So that it can overrule it."""
    write(project, {"docs/own.css": ""})
    text = page(built(project, extra_css=["own.css"]))
    assert 0 < text.index("calculators.css") < text.index("own.css")


def test_the_site_holds_the_archive_the_assets_and_pyodide(imported: Path, project: Path) -> None:
    """All of them are byte for byte what they were made from."""
    site = built(project)
    assert folder(site, "python").read_bytes() == bundle.archive(imported)
    assert folder(site, "pyodide").name == "pyodide-1.2.3"
    for name in bundle.PYODIDE_FILES:
        copied = folder(site, "pyodide") / name
        assert copied.read_bytes() == (project / "node_modules/pyodide" / name).read_bytes()
    scripts = folder(site, "calculators")
    expected = bundle.assets(ASSETS)
    assert {path.name for path in scripts.iterdir()} == {*expected, "runtime.mjs"}
    assert all((scripts / name).read_bytes() == content for name, content in expected.items())


@pytest.mark.usefixtures("imported")
def test_two_builds_give_the_same_assets(project: Path) -> None:
    """A second build changes no file that browsers have kept."""

    def contents() -> dict[str, bytes]:
        found = (built(project) / "assets").rglob("*")
        return {str(path): path.read_bytes() for path in found if path.is_file()}

    assert contents() == contents()


@pytest.mark.parametrize(
    ("options", "name", "start"),
    [
        ({}, "more/laces/index.html", "../../assets/calculators-"),
        ({"use_directory_urls": False}, "more/laces.html", "../assets/calculators-"),
        ({"use_directory_urls": False}, "index.html", "assets/calculators-"),
        ({}, "404.html", "/assets/calculators-"),
        ({"site_url": "https://example.org/sub/"}, "404.html", "/sub/assets/calculators-"),
        ({"site_url": "https://example.org/sub/"}, "index.html", "assets/calculators-"),
    ],
)
@pytest.mark.usefixtures("imported")
def test_pages_find_the_script_wherever_they_lie(
    project: Path, options: dict[str, object], name: str, start: str
) -> None:
    """In folders or not, in a sub-path or not, with a known address or none, and when not found."""
    text = page(built(project, **options), name)
    assert f'<script src="{start}' in text
    assert f'<link href="{start}' in text


@pytest.mark.usefixtures("imported")
def test_options_say_where_pyodide_comes_from_and_where_files_go(project: Path) -> None:
    """Both are relative: to `mkdocs.yml`, and to the site."""
    (project / "node_modules").rename(project / "vendor")
    options = {"pyodide": "vendor/pyodide", "assets": "static/python/"}
    site = built(project, plugins=[{"calculators": {"slim": False, **options}}])
    assert (site / "static/python/pyodide-1.2.3/pyodide.mjs").is_file()
    assert '<script src="static/python/calculators-' in page(site)
    assert not (site / "assets").exists()


@pytest.mark.usefixtures("imported")
def test_a_site_without_pyodide_is_not_built(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """MkDocs shows the remedy."""
    (project / "node_modules/pyodide/package.json").unlink()
    with pytest.raises(Abort):
        built(project)
    assert "Run `npm ci`" in caplog.text


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(("anchor", "told"), [("laces", 0), ("buckles", 1)])
def test_links_into_a_calculator_are_checked(
    project: Path, anchor: str, told: int, caplog: pytest.LogCaptureFixture
) -> None:
    """An id inside the form is an anchor like any other, and a wrong one is told."""
    write(project, {"docs/link.md": f"[There](index.md#{anchor})\n"})
    built(project, validation={"links": {"anchors": "warn"}})
    assert caplog.text.count(f"anchor '#{anchor}'") == told


BLOCK = "/// calculator | shoe-sise\n///\n"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (f"# Shoes\n\n{BLOCK}", 3),
        (f"---\ntitle: Shoes\n---\n\n\n{BLOCK}", 6),
        (f"---\ntitle: Shoes\ntags:\n  - a\n---\n# Shoes\n\n{BLOCK}", 8),
        (f"title: Shoes\n\n{BLOCK}", 3),
        (f"\n\n{BLOCK}", 3),
        (f"---\n---\n\n{BLOCK}", 4),
    ],
)
@pytest.mark.usefixtures("imported")
def test_an_unknown_name_stops_the_build_with_page_line_and_names(
    project: Path, caplog: pytest.LogCaptureFixture, source: str, line: int
) -> None:
    """The line is that of the file, front matter included."""
    write(project, {"docs/more/laces.md": source})
    with pytest.raises(Abort):
        built(project)
    expected = (
        f"docs/more/laces.md:{line}: There is no calculator “shoe-sise”. Known: shoe-size. "
        "Did you mean “shoe-size”?"
    )
    assert caplog.messages[-1] == expected


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
@pytest.mark.usefixtures("imported")
def test_a_search_finds_the_result_and_not_the_form(project: Path, theme: str) -> None:
    """That holds for the search of MkDocs and for that of Material; the page has both."""
    site = built(project, plugins=["search", {"calculators": {"slim": False}}], theme=theme)
    index = (site / "search/search_index.json").read_text("utf-8")
    assert "Answer: 42." in index
    assert "Length" not in index
    assert ANSWER.format(42) in page(site)


@pytest.mark.usefixtures("imported")
def test_a_calculator_is_rendered_once_for_all_pages(project: Path) -> None:
    """Two hundred pages with the same calculator cost hardly more than one."""
    config = configured(project)
    config.plugins.on_config(config)
    embed = config.mdx_configs["mkdocs_calculators.markdown"]["embed"]
    assert embed("shoe-size", None, "shoe-size") is embed("shoe-size", None, "shoe-size")


def test_the_next_build_sees_edited_python(imported: Path, project: Path) -> None:
    """Page, archive and address change together."""
    before = folder(built(project), "python")
    write(imported, {"shoe_size.py": "ANSWER = 1000\n"})
    site = built(project)
    assert ANSWER.format(1000) in page(site)
    assert folder(site, "python") != before
    assert folder(site, "python").read_bytes() == bundle.archive(imported)


def test_the_next_build_recovers_from_python_that_did_not_run(
    imported: Path, project: Path
) -> None:
    """A half-typed edit breaks its own build only."""
    built(project)
    write(imported, {"shoe_size.py": "ANSWER = (\n"})
    with pytest.raises(SyntaxError):
        built(project)
    write(imported, {"shoe_size.py": "ANSWER = (43)\n"})
    assert ANSWER.format(43) in page(built(project))


@pytest.mark.usefixtures("imported")
def test_python_that_did_not_change_is_not_imported_again(project: Path) -> None:
    """So another plugin that uses a calculator keeps the same one."""
    built(project)
    module = sys.modules["calculators.shoe_size"]
    built(project)
    assert sys.modules["calculators.shoe_size"] is module


BRIEF = "# Brief\n\n/// brief\n    example: {}\n///\n"


def shown(site: Path, name: str) -> tuple[dict[str, str], str]:
    """The addresses and the example's address that a brief was given."""
    found = re.search(r'data-pages="([^"]*)" data-file="([^"]*)"', page(site, name))
    assert found
    pages: dict[str, str] = json.loads(unescape(found[1]))
    return pages, found[2]


@pytest.mark.parametrize(
    ("options", "name", "home", "file"),
    [
        ({}, "team/brief/index.html", "../../", "../p.json"),
        ({"use_directory_urls": False}, "team/brief.html", "../index.html", "p.json"),
    ],
)
@pytest.mark.usefixtures("imported")
def test_a_brief_knows_its_example_and_where_every_calculator_is_at_home(
    project: Path, options: dict[str, object], name: str, home: str, file: str
) -> None:
    """On the page that opens it as it is; no preset makes a home."""
    write(project, {"docs/team/brief.md": BRIEF.format("p.json"), "docs/team/p.json": "{}"})
    write(project, {"docs/a.md": "/// calculator | shoe-size\n    preset: child\n///\n"})
    assert shown(built(project, **options), name) == ({"shoe-size": home}, file)


@pytest.mark.usefixtures("imported")
def test_the_first_page_of_the_navigation_is_the_home(project: Path) -> None:
    """Whatever the files are called."""
    again = page(project, "docs/index.md")
    write(project, {"docs/zebra.md": again, "docs/brief.md": BRIEF.format("p.json")})
    write(project, {"docs/p.json": "{}"})
    nav = ["zebra.md", "index.md", "brief.md", "more/laces.md"]
    assert shown(built(project, nav=nav), "brief/index.html")[0] == {"shoe-size": "../zebra/"}
    assert shown(built(project), "brief/index.html")[0] == {"shoe-size": "../"}


@pytest.mark.usefixtures("imported")
def test_every_calculator_links_to_the_brief(project: Path) -> None:
    """If the site has one; the search sees the words only."""
    assert "data-brief-page hidden" in page(built(project))
    write(project, {"docs/brief.md": BRIEF.format("p.json"), "docs/p.json": "{}"})
    site = built(project, plugins=["search", {"calculators": {"slim": False}}])
    assert '<a data-brief-page href="brief/"></a>' in page(site)
    assert "data-brief-page hidden" not in page(site)
    index = (site / "search/search_index.json").read_text("utf-8")
    assert "Answer: 42." in index
    assert "data-brief" not in index


@pytest.mark.parametrize(
    ("asked", "files", "problem"),
    [
        ("p.json", {}, "There is no file “p.json”."),
        (
            "asset/p.json",
            {"docs/assets/p.json": "{}"},
            "There is no file “asset/p.json”. Known: assets/p.json. Did you mean “assets/p.json”?",
        ),
        ("../mkdocs.yml", {}, "There is no file “../mkdocs.yml”."),
        ("/etc/hosts", {}, "There is no file “/etc/hosts”."),
        ("p.json", {"docs/p.json": "x"}, "The project in “p.json” cannot be shown. This file is"),
    ],
)
@pytest.mark.usefixtures("imported")
def test_an_example_that_cannot_be_shown_stops_the_build(
    project: Path,
    caplog: pytest.LogCaptureFixture,
    asked: str,
    files: dict[str, str],
    problem: str,
) -> None:
    """With page, line, and the project files that there are."""
    write(project, {"docs/brief.md": BRIEF.format(asked), **files})
    with pytest.raises(Abort):
        built(project)
    assert caplog.messages[-1].startswith(f"docs/brief.md:3: {problem}")


def mkdocs(project: Path, package: Path, *arguments: str) -> subprocess.Popen[str]:
    """MkDocs as a program of its own that finds the small package."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(package.parent), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_command_line_builds_a_strict_site_with_material(project: Path, package: Path) -> None:
    """As an author does it, with the theme that the project uses."""
    write(
        project,
        {
            "mkdocs.yml": "site_name: Shoes\nplugins: [calculators: {slim: false}]\ntheme: material\n"
        },
    )
    with mkdocs(project, package, "build", "--strict") as process:
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output
    text = page(project / "site")
    assert ANSWER.format(42) in text
    assert '/main.mjs" type="module"></script>' in text
    assert 'type="module"' in page(project / "site", "404.html")


def test_the_command_line_shows_a_wrong_name_without_a_traceback(
    project: Path, package: Path
) -> None:
    """One line that an editor can jump to."""
    write(project, {"docs/index.md": f"# Shoes\n\n{BLOCK}"})
    with mkdocs(project, package, "build") as process:
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "docs/index.md:3: There is no calculator “shoe-sise”." in output
    assert "Traceback" not in output


@pytest.mark.parametrize("mode", [[], ["--dirty"]])
def test_serving_shows_edited_python_without_a_restart(
    project: Path, package: Path, mode: list[str]
) -> None:
    """Saving a calculator builds the site again; where only edited pages are, saving the page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    with mkdocs(project, package, "serve", "--livereload", "--dev-addr", address, *mode) as process:
        try:
            awaited(f"http://{address}/", ANSWER.format(42))
            write(package, {"shoe_size.py": "ANSWER = 1000\n"})
            if mode:
                write(project, {"docs/index.md": page(project, "docs/index.md") + "\nEdited.\n"})
            text = awaited(f"http://{address}/", ANSWER.format(1000))
            script = text.split('<script src="')[-1].split('"')[0]
            for name in (script, script.replace("main.mjs", "runtime.mjs")):
                assert fetched(f"http://{address}/{name}") is not None
            # A browser that an earlier build has told to keep the site is told to forget it.
            worker = fetched(f"http://{address}/service-worker.js")
            assert worker == offline.farewell(ASSETS).decode()
        finally:
            process.terminate()


def fetched(address: str) -> str | None:
    """What a server answers; nothing if it does not."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # our own server
            text: str = answer.read().decode()
            return text
    except OSError:
        return None


def awaited(address: str, expected: str) -> str:
    """The page as soon as it shows the expected text."""
    give_up = time.monotonic() + 30
    while time.monotonic() < give_up:
        text = fetched(address)
        if text and expected in text:
            return text
        time.sleep(0.1)
    return pytest.fail(f"{address} did not show {expected}")


@pytest.mark.usefixtures("imported")
def test_a_build_makes_the_slim_boots_archive_and_serving_takes_one_that_is_there(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever edits calculators does not wait for it after each change."""
    asked: list[tuple[str, Path]] = []

    def stand_in(name: str, content: bytes | None) -> Callable[..., bytes | None]:
        def answer(cache: Path, *_: object) -> bytes | None:
            asked.append((name, cache))
            return content

        return answer

    monkeypatch.setattr(slim, "make", stand_in("make", b"made"))
    monkeypatch.setattr(slim, "find", stand_in("find", None))
    write(project, {"mkdocs.yml": "site_name: Shoes\nplugins: [calculators]\ntheme: mkdocs\n"})
    assert folder(built(project), "slim").read_bytes() == b"made"
    serving = configured(project)
    serving.plugins.on_startup(command="serve", dirty=False)
    build(serving)
    assert not list((project / "site/assets").glob("slim-*"))
    cache = project / ".cache/calculators"
    assert asked == [("make", cache), ("find", cache)]
