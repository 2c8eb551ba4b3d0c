"""What a site may choose in its `mkdocs.yml`, under `plugins: calculators:`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class CalculatorsConfig(Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """The plugin's options. All have a default that suits a project with a `package.json`."""

    pyodide = c.Dir(default="node_modules/pyodide")
    """The folder of Pyodide's npm package, relative to `mkdocs.yml`.

    Its files are copied into the site, so that no third party sees the readers.
    """

    assets = c.Type(str, default="assets")
    """The folder of the site that takes the scripts, the styles, the archive and Pyodide."""

    offline = c.Type(bool, default=True)
    """Whether the browser of a reader who uses a calculator keeps the site for reading offline.

    The host has to send the files as they are. `mkdocs serve` has nothing kept in any case.
    """

    slim = c.Type(bool, default=True)
    """Whether Python starts from an archive of just what the calculators need.

    A build makes it with Node.js. `mkdocs serve` takes one that is there, and
    starts Python in the ordinary way while the calculators change.
    """
