"""Folders that MkDocs can build: generated pages, this site, and both without calculators.

Generated pages have the text of this site's calculator pages in turn, with one calculator each.
Plain MkDocs gets the same text, theme and Markdown extensions, without the blocks, the plugin and
the hooks.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from calculators.kit.run import names
from tests.browser.browser import ROOT

LINKED = ("hooks", "overrides", "node_modules")
"""What a configuration in another folder still refers to beside itself."""

_BLOCK = re.compile(r"^///.*?^///$\n?", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Source:
    """A folder that MkDocs can build."""

    folder: Path

    @property
    def docs(self) -> Path:
        """Its Markdown."""
        return self.folder / "docs"


def generated(folder: Path, pages: int) -> Source:
    """So many pages with one calculator each."""
    source = _source(folder, nav=False, calculators=True)
    texts = [
        _LINK.sub(r"\1", _BLOCK.sub("", _FRONT.sub("", path.read_text("utf-8"))))
        for path in sorted((ROOT / "docs/calculators").glob("*.md"))
        if path.stem != "index"
    ]
    known = names()
    source.docs.mkdir()
    (source.docs / "index.md").write_text("# Generated\n")
    for n in range(1, pages + 1):
        block = f"/// calculator | {known[n % len(known)]}\n///\n"
        (source.docs / f"page-{n}.md").write_text(f"{texts[n % len(texts)]}\n{block}", "utf-8")
    return source


def whole(folder: Path) -> Source:
    """This site as it is, hooks included."""
    source = _source(folder, nav=True, calculators=True, hooks=True)
    shutil.copytree(ROOT / "docs", source.docs)
    return source


def plain(folder: Path, original: Source, *, nav: bool) -> Source:
    """The same pages for plain MkDocs."""
    source = _source(folder, nav=nav, calculators=False)
    shutil.copytree(original.docs, source.docs)
    for page in source.docs.rglob("*.md"):
        page.write_text(_BLOCK.sub("", page.read_text("utf-8")), "utf-8")
    return source


def _source(folder: Path, *, nav: bool, calculators: bool, hooks: bool = False) -> Source:
    """A folder with this site's configuration, less what is not wanted."""
    folder.mkdir(parents=True)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        config: dict[str, Any] = yaml_load(file, get_yaml_loader(yaml.Loader))
    config["strict"] = False  # without its calculators a page lacks anchors
    if not nav:
        del config["nav"]
    if not hooks:
        config["hooks"] = []
    if not calculators:
        config["plugins"] = ["search"]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    return Source(folder)
