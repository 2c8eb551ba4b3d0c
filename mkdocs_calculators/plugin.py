"""The MkDocs plugin: tells MkDocs of the Markdown blocks and of the files a browser needs.

It holds events only. `markdown` renders, `bundle` gathers files.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url, meta

from mkdocs_calculators import bundle, example, offline, package, slim
from mkdocs_calculators.config import CalculatorsConfig
from mkdocs_calculators.homes import Homes
from mkdocs_calculators.search import searchable

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from mkdocs_calculators.errors import EmbedError
    from mkdocs_calculators.markdown import Embed

PACKAGE = "calculators"
EXTENSION = "mkdocs_calculators.markdown"
ASSETS = Path(__file__).parent / "assets"
CACHE = Path(".cache/calculators")

_ID = re.compile(r'<[^>]* id="([^"]+)"')
_TO_BRIEF = "data-brief-page hidden"  # the link from a calculator to the site's brief


class CalculatorsPlugin(BasePlugin[CalculatorsConfig]):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """Puts the calculators that pages name into a site, and what they need to run there."""

    def __init__(self) -> None:
        super().__init__()
        self.bundle: bundle.Bundle | None = None
        self.serving = False
        self.page: Page | None = None
        self.docs = ""
        self.files = Files([])
        self.homes = Homes()
        self.content: str | None = None
        self.rendered: dict[tuple[str, str | None, str | None], tuple[str, str]] = {}
        self.texts: dict[str, dict[str, str]] = {}
        self.briefs: dict[str, tuple[example.Example, str]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Stay for all builds of `mkdocs serve`: MkDocs keeps a plugin that has this event."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Gather the files, add the script, the style and the Markdown block."""
        before = self.bundle
        try:
            pyodide = bundle.pyodide_files(Path(self.config.pyodide))
            prefix = self.config.assets.strip("/")
            python = bundle.archive(package.folder(PACKAGE))
            slimmed = self._slim(config, pyodide, python)
            self.bundle = bundle.bundle(
                python, slimmed, ASSETS, pyodide, prefix, offline=self.keeps
            )
        except bundle.BundleError as error:
            raise PluginError(str(error)) from error
        if before and before.python != self.bundle.python:
            package.forget(PACKAGE)
            self.rendered.clear()
        self.docs = Path(config.docs_dir).name
        # First, so that a site's own style can overrule it.
        config.extra_css.insert(0, self.bundle.style)
        # A plain string would lose the type: MkDocs has read its own list by now.
        script = ExtraScriptValue(self.bundle.script)
        script.type = "module"
        config.extra_javascript.append(script)
        if EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION)
        config.mdx_configs[EXTENSION] = {
            "embed": self.embedder(),
            "brief": self.example,
            "refuse": self.refuse,
        }

    def _slim(self, config: MkDocsConfig, pyodide: bundle.Pyodide, python: bytes) -> bytes | None:
        """The archive of the slim boot, if there shall be one."""
        if not self.config.slim:
            return None
        cache = Path(config.config_file_path).parent / CACHE
        return (slim.find if self.serving else slim.make)(cache, pyodide, python)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the files that browsers need. MkDocs copies them, on a dirty build only the new."""
        for uri, content in self.bundle.files.items() if self.bundle else ():
            if isinstance(content, Path):
                file = File.generated(
                    config, uri, abs_src_path=str(content), inclusion=InclusionLevel.INCLUDED
                )
            else:
                file = File.generated(
                    config, uri, content=content, inclusion=InclusionLevel.INCLUDED
                )
            files.append(file)
        self.files = files
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Remember whose Markdown comes next."""
        self.page = page
        self.homes.begin(page.file.src_uri)
        self.briefs.pop(page.file.src_uri, None)
        self.texts[page.file.src_uri] = {}

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Tell MkDocs of the ids in calculators, so that links to a checklist's item are checked."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids.update(_ID.findall(html))

    @event_priority(100)
    def _before_search(
        self, /, context: object, *, page: Page, nav: Navigation, **others: object
    ) -> None:
        content = page.content or ""
        self.content = self._linked(content, page, nav)
        for html, text in self.texts.get(page.file.src_uri, {}).items():
            content = content.replace(html, text)
        page.content = content

    @event_priority(-100)
    def _after_search(self, /, context: object, *, page: Page, **others: object) -> None:
        page.content = self.content

    def _linked(self, content: str, page: Page, nav: Navigation) -> str:
        """A page's content with the links that need to know all pages: to homes and to the brief."""
        if page.file.src_uri in self.briefs:
            shown, html = self.briefs[page.file.src_uri]
            pages = {name: get_relative_url(home.url, page.url) for name, home in self._homes(nav)}
            return content.replace(html, shown.brief(pages, PACKAGE))
        # A page may have gone since the build before.
        briefs = filter(None, map(self.files.get_file_from_path, self.briefs))
        for brief in briefs:
            address = get_relative_url(brief.url, page.url)
            return content.replace(_TO_BRIEF, f'data-brief-page href="{address}"')
        return content

    def _homes(self, nav: Navigation) -> list[tuple[str, File]]:
        """Each calculator and the file of its page; pages of the navigation come first."""
        files = [page.file for page in nav.pages] + list(self.files.documentation_pages())
        known = {file.src_uri: file for file in files}
        return [(name, known[uri]) for name, uri in self.homes.among(known)]

    # The search plugins read a page's content in this event.
    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say which scripts the page goes with, for themes that put it in place of another."""
        scripts = Path(self.bundle.script).parent.name if self.bundle else ""
        return output.replace("</head>", f'<meta name="calculators" content="{scripts}"></head>', 1)

    @property
    def keeps(self) -> bool:
        """Whether browsers may keep the site; one that is worked on is shown as it is now."""
        return self.config.offline and not self.serving

    @event_priority(-200)  # what others write is to be kept as well
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the script that keeps the site, when all other files of the site are there."""
        site = Path(config.site_dir)
        script = offline.service_worker(site, ASSETS) if self.keeps else offline.farewell(ASSETS)
        (site / offline.SCRIPT).write_bytes(script)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Build again when a calculator, a script or a style changes."""
        # Folder by folder: below, Python keeps caches that it writes during a build.
        for folder in sorted({path.parent for path in bundle.sources(package.folder(PACKAGE))}):
            server.watch(str(folder), recursive=False)
        server.watch(str(ASSETS), recursive=False)
        return server

    def embedder(self) -> Embed:
        """The kit's `embed`. What it gave is kept until the calculators' Python changes."""
        run = importlib.import_module(f"{PACKAGE}.kit.run")

        def embed(name: str, preset: str | None, ident: str | None) -> str:
            asked = name, preset, ident
            if asked not in self.rendered:
                html: str = run.embed(*asked)
                self.rendered[asked] = html, searchable(html)
            html, text = self.rendered[asked]
            self.found(html, text)
            if preset is None:
                self.homes.add(name)
            return html

        return embed

    def found(self, html: str, text: str) -> None:
        """Remember what the search shall find in place of HTML on the page that is being read."""
        page = self.page.file.src_uri if self.page else ""
        self.texts.setdefault(page, {})[html] = text

    def example(self, asked: str) -> str:
        """The kit's brief of the project in a file of the site's sources."""
        here = self.page.file if self.page else None
        uri = here.src_uri if here else ""
        own = {f.src_uri: f for f in self.files if f.src_dir and Path(f.src_dir).name == self.docs}
        file = own.get(example.beside(uri, asked))
        path = Path(file.abs_src_path) if file and file.abs_src_path else None
        text = example.text(path, asked, example.named(uri, own))
        address = get_relative_url(file.url, here.url) if file and here else asked
        shown = example.Example(asked, address, text)
        html = shown.brief({}, PACKAGE)
        self.found(html, searchable(html))
        self.briefs[uri] = shown, html
        return html

    def refuse(self, error: EmbedError) -> PluginError:
        """The error as MkDocs shows it: file and line first, as editors and terminals link them."""
        if self.page is None:
            return PluginError(str(error))
        file = self.page.file
        body, _ = meta.get_data(file.content_string)
        above = file.content_string.removesuffix(body).count("\n")  # lines of front matter
        line = "" if error.line is None else f":{error.line + above}"
        return PluginError(f"{self.docs}/{file.src_uri}{line}: {error.problem}")
