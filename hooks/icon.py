"""Puts the site's icon into every page, which saves a request: it is smaller than asking for it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> None:
    """Replace the theme's `favicon`, a path below `docs`, by the drawing itself."""
    drawing = (Path(config.docs_dir) / config.theme["favicon"]).read_text("utf-8")
    config.theme["favicon"] = f"data:image/svg+xml,{quote(drawing.strip())}"
