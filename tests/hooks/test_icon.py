"""The icon of the site is in its pages."""

import re
from pathlib import Path
from urllib.parse import unquote

from tests.conftest import ROOT


def test_each_page_holds_the_drawing_itself(site: Path) -> None:
    """Also the page for what is missing, whose relative addresses would differ."""
    drawing = (ROOT / "docs/assets/favicon.svg").read_text("utf-8").strip()
    for path in site.rglob("*.html"):
        icons = re.findall(r'<link rel="icon" href="([^"]*)">', path.read_text("utf-8"))
        assert [unquote(icon) for icon in icons] == [f"data:image/svg+xml,{drawing}"], path
