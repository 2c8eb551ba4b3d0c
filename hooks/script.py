"""Takes out of Material's script what makes a browser style the whole page again while it loads.

The page has been drawn by then, and what the script asks for would look the same. On a phone each
round over all elements takes about as long as one of the script's own longest steps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

THEME = re.compile(r"assets/javascripts/bundle\.\w+\.min\.js")

REPLACED: Mapping[str, str] = {
    # A class of the root that no style asks for.
    'document.documentElement.classList.add("js-focus-visible"),': "",
    # What tells the browser to draw its own parts in the dark. Each change of it, even to the same,
    # is a change of the page's colours. `docs/assets/site.css` says it in a style.
    'let o=x("meta",{name:"color-scheme"});document.head.appendChild(o);': "let o={};",
    # What stops transitions while colours change, which they do not before the page is there.
    'document.body.setAttribute("data-md-color-switching","")': (
        'document.readyState==="complete"&&document.body.setAttribute("data-md-color-switching","")'
    ),
    # Tables that `hooks/tables.py` has put into the box that this would put them into.
    'M("table:not([class])",e)': 'M(":not(.md-typeset__table)>table:not([class])",e)',
}
_MAP = re.compile(r"\n//# sourceMappingURL=.*")


def lighter(script: str, replaced: Mapping[str, str] = REPLACED) -> str:
    """Material's script with some of its parts replaced, and without the map that fitted all of it.

    Raises:
        PluginError: a part is not in it, or not once.
    """
    for part, other in replaced.items():
        if script.count(part) != 1:
            raise PluginError(
                f"Material's script no longer has one part {part!r}. Look for what does the same in "
                "the new one and name it in hooks/script.py, or take the part out of there."
            )
        script = script.replace(part, other)
    return _MAP.sub("", script)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Replace the theme's file by ours, of the same name."""
    for uri in filter(THEME.fullmatch, list(files.src_uris)):
        script = files.src_uris[uri]
        files.remove(script)
        files.append(
            File.generated(
                config,
                uri,
                content=lighter(script.content_string),
                inclusion=InclusionLevel.INCLUDED,
            )
        )
    return env
