"""Whoever only reads does not load what the search knows."""

import json
from pathlib import Path


def test_the_index_of_every_page_holds_no_pages(site: Path) -> None:
    """It says how to read words, which the mark on words that were searched needs."""
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert index["docs"] == []
    assert index["config"]["lang"] == ["en"]
    assert index["config"]["separator"]


def test_the_pages_are_beside_it(site: Path) -> None:
    """Every page but the one for paper and the one for what is missing begins an entry."""
    pages = json.loads((site / "search/pages.json").read_text("utf-8"))
    found = {entry["location"].partition("#")[0] for entry in pages}
    built = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert {location.strip("/") or "." for location in found} == built - {"notes/print"}


def test_each_page_begins_the_search_with_our_script(site: Path) -> None:
    """It lies beside Material's own, which it names."""
    for path in site.rglob("*.html"):
        _, _, config = path.read_text("utf-8").partition('<script id="__config"')
        address = json.loads(config.partition(">")[2].partition("</script>")[0])["search"]
        ours, _, theirs = address.rpartition("/")[2].partition("#")
        folder = site / "assets/javascripts/workers"
        assert ours == "search.mjs", path
        assert theirs != ours
        assert (folder / ours).is_file()
        assert (folder / theirs).is_file()
