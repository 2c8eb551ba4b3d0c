"""Keeps what the search knows out of the page, for whoever only reads.

Material asks for `search/search_index.json` whenever a page loads. It is left with how to read
words, which Material also needs to mark those that were searched. The pages' words go to a file
beside it, which `overrides/assets/javascripts/workers/search.mjs` asks for when somebody searches.
"""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

INDEX = "search/search_index.json"
PAGES = "search/pages.json"


@event_priority(-100)  # after the search plugin, which writes the index
def on_post_build(config: MkDocsConfig) -> None:
    """Divide the index in two."""
    site = Path(config.site_dir)
    index = json.loads((site / INDEX).read_text("utf-8"))
    pages, index["docs"] = index["docs"], []
    for name, content in ((PAGES, pages), (INDEX, index)):
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (site / name).write_text(text, "utf-8")
