"""A page waits for one stylesheet before it is drawn, and for no script."""

import re
from pathlib import Path

import pytest

from hooks.style import together
from tests.conftest import ROOT


def test_styles_keep_their_order() -> None:
    """The later overrule the earlier. What names an encoding or a map is for a file of its own."""
    parts = ['@charset "UTF-8";a{color:red}\n/*# sourceMappingURL=a.css.map*/', "a{color:blue}\n"]
    assert together(parts) == "a{color:red}\na{color:blue}\n"


@pytest.fixture(scope="session")
def style(site: Path) -> str:
    """The one stylesheet."""
    (path,) = site.rglob("*.css")
    return path.read_text("utf-8")


def test_all_pages_share_one_stylesheet(site: Path) -> None:
    """By a name that changes with it, so that browsers may keep it."""
    names = set()
    for path in site.rglob("*.html"):
        links = re.findall(r'<link rel="stylesheet" href="([^"]*)">', path.read_text("utf-8"))
        assert len(links) == 1, path
        names.add(links[0].rpartition("/")[2])
    (name,) = names
    assert re.fullmatch(r"style-[0-9a-f]{16}\.css", name)
    assert (site / "assets" / name).is_file()


def test_it_holds_the_themes_the_calculators_and_the_sites(style: str) -> None:
    """In that order, each whole; and nothing in it is asked for elsewhere."""
    calculators = (ROOT / "mkdocs_calculators/assets/calculators.css").read_text("utf-8").strip()
    site = (ROOT / "docs/assets/site.css").read_text("utf-8").strip()
    assert (
        style.index(".md-header")
        < style.index("[data-md-color-primary=")
        < style.index(calculators)
    )
    assert style.index(calculators) < style.index(site)
    assert not re.findall(r'url\((?!"?(?:data:|#))|@import', style)


def test_no_script_holds_up_the_first_sight(site: Path) -> None:
    """Each file is a module or deferred, and gives way to the styles."""
    for path in site.rglob("*.html"):
        tags = re.findall(r"<script\b[^>]*\ssrc=[^>]*>", path.read_text("utf-8"))
        assert tags, path
        for tag in tags:
            assert re.search(r'\sdefer\b|\stype="module"', tag), (path, tag)
            assert 'fetchpriority="low"' in tag, (path, tag)
