"""Puts all styles of the site into one file, so that a page can be drawn one answer sooner.

A browser draws nothing before it has every stylesheet. Material has two, the calculators one and
the site one, and each is a request that all of them wait for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

THEME = re.compile(r"assets/stylesheets/(?:main|palette)\.\w+\.min\.css")
_LEFT_OUT = re.compile(r'@charset "[^"]*";|/\*# sourceMappingURL=.*?\*/')


def together(styles: Iterable[str]) -> str:
    """Some stylesheets as one, in their order; what only makes sense in a file of its own is left out."""
    return "\n".join(_LEFT_OUT.sub("", style).strip() for style in styles) + "\n"


@event_priority(-100)  # after all that add styles
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Replace Material's styles and all others; `overrides/main.html` asks for no more than this."""
    theme = sorted(uri for uri in files.src_uris if THEME.fullmatch(uri))
    parts = [files.src_uris[uri] for uri in [*theme, *map(str, config.extra_css)]]
    style = together(part.content_string for part in parts)
    uri = f"assets/style-{hashlib.sha256(style.encode()).hexdigest()[:16]}.css"
    for part in parts:
        files.remove(part)
    one = File.generated(config, uri, content=style, inclusion=InclusionLevel.INCLUDED)
    files.append(one)
    config.extra_css = [uri]
    return env
