"""What a user would otherwise pick: bare Pyodide, markdown-exec's Pyodide fence and PyScript.

Each computes one small sum. All get the same copy of Pyodide, from the same server, and
markdown-exec's page no web fonts, so that they are compared at their best.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.packages import Packages
from tests.browser.browser import ROOT

PYODIDE = ROOT / "node_modules/pyodide"
SUM = "sum(range(10))"
ANSWER = "45"

WORKER = "/bench/worker.mjs"

BARE_PAGE = f"""<!doctype html><title>bare</title><link rel="icon" href="data:,"><body><output></output><script type="module">
const worker = new Worker("{WORKER}", {{ type: "module" }});
worker.onmessage = ({{ data }}) => {{ document.querySelector("output").textContent = data; }};
window.ask = (numbers) => worker.postMessage(numbers);
</script>"""

BARE_WORKER = f"""
import {{ loadPyodide }} from "PYODIDE/pyodide.mjs";
const pyodide = await loadPyodide({{ indexURL: "PYODIDE/" }});
postMessage(pyodide.runPython("{SUM}"));
onmessage = ({{ data }}) => postMessage(pyodide.runPython(`sum(range(${{data}}))`));
"""

PYSCRIPT_PAGE = f"""<!doctype html><title>PyScript</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="PYSCRIPT/core.css">
<script type="module" src="PYSCRIPT/core.js"></script>
<body><output></output>
<script type="py" config='{{"interpreter": "PYODIDE/pyodide.mjs"}}'>
from pyscript import document
document.querySelector("output").textContent = str({SUM})
</script>"""

EXEC_CONFIG = """site_name: markdown-exec
theme:
  name: material
  font: false
markdown_extensions: [pymdownx.superfences]
plugins: [markdown-exec]
"""

EXEC_PAGE = f"""# A sum

```pyodide version="VERSION"
{SUM}
```
"""

# Markdown-exec waits for a click on “Run”: it comes as soon as the button does something.
CLICK_RUN = """
addEventListener("DOMContentLoaded", () => {
  const click = () => {
    const button = document.querySelector("[id$=--run]");
    if (button?.onclick) button.click();
    else setTimeout(click, 4);
  };
  click();
});
"""


@dataclass(frozen=True)
class Reference:
    """A page that shows the sum: its name, address, the element, and what a visitor must do."""

    name: str
    address: str
    shown: str
    script: str = ""


BARE = Reference("bare Pyodide", "/bench/bare.html", "output")
MARKDOWN_EXEC = Reference("markdown-exec", "/bench/markdown-exec/", "[id$=--output]", CLICK_RUN)
PYSCRIPT = Reference("PyScript", "/bench/pyscript.html", "output")
OTHERS = (MARKDOWN_EXEC, PYSCRIPT)


def versions(packages: Packages) -> dict[str, str]:
    """The version of each thing that is compared with."""
    folders = {"Pyodide": PYODIDE, "PyScript": packages.npm / "@pyscript/core"}
    found = {
        name: str(json.loads((folder / "package.json").read_text("utf-8"))["version"])
        for name, folder in folders.items()
    }
    (info,) = packages.python.glob("markdown_exec-*.dist-info")
    return found | {"markdown-exec": info.name.split("-")[1].removesuffix(".dist")}


def pages(packages: Packages, scratch: Path) -> dict[str, Path]:
    """The references' pages and all that they load, by address; pages are written to `scratch`."""
    version = versions(packages)
    pyodide = f"/bench/pyodide-{version['Pyodide']}"
    pyscript = f"/bench/pyscript-{version['PyScript']}"
    texts = {BARE.address: BARE_PAGE, WORKER: BARE_WORKER, PYSCRIPT.address: PYSCRIPT_PAGE}
    written = {address: scratch / address.rpartition("/")[2] for address in texts}
    for address, text in texts.items():
        filled = text.replace("PYODIDE", pyodide).replace("PYSCRIPT", pyscript)
        written[address].write_text(filled, "utf-8")
    return {
        **written,
        pyodide: PYODIDE,
        pyscript: packages.npm / "@pyscript/core/dist",
        **markdown_exec(packages, scratch, version["Pyodide"]),
    }


def markdown_exec(packages: Packages, scratch: Path, pyodide: str) -> Mapping[str, Path]:
    """A site of one page, built with the package itself; what it links to elsewhere lies here."""
    source = scratch / "source"
    (source / "docs").mkdir(parents=True)
    (source / "mkdocs.yml").write_text(EXEC_CONFIG)
    (source / "docs/index.md").write_text(EXEC_PAGE.replace("VERSION", pyodide))
    site = scratch / "markdown-exec"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=source,
        env=os.environ | {"PYTHONPATH": str(packages.python)},
        check=True,
    )
    home = f"/bench/exec-pyodide-{pyodide}"
    moved: dict[str, tuple[str, Path]] = {
        f"https://cdn.jsdelivr.net/pyodide/v{pyodide}/full": (home, PYODIDE),
        "https://cdnjs.cloudflare.com/ajax/libs/ace/1.16.0": (
            "/bench/ace-1.16.0",
            packages.npm / "ace-builds/src-min-noconflict",
        ),
        "https://cdnjs.cloudflare.com/ajax/libs/highlight.js/11.7.0": (
            "/bench/highlight-11.7.0",
            packages.npm / "@highlightjs/cdn-assets",
        ),
        "https://cdn.jsdelivr.net/npm/highlightjs-themes@1.0.0": (
            "/bench/themes-1.0.0",
            packages.npm / "highlightjs-themes",
        ),
    }
    page = site / "index.html"
    html = page.read_text("utf-8")
    for address, (here, _) in moved.items():
        if address not in html:
            raise LookupError(f"markdown-exec no longer links to {address}: see {__file__}")
        html = html.replace(address, here)
    page.write_text(html, "utf-8")
    return {
        MARKDOWN_EXEC.address.rstrip("/"): site,
        **dict(moved.values()),
        **micropip(packages, scratch, home),
    }


def micropip(packages: Packages, scratch: Path, home: str) -> Mapping[str, Path]:
    """The package that markdown-exec always loads.

    Pyodide's own build of it is not on npm. The same version from PyPI takes its place, under the
    hash that it has.
    """
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    entry = lock["packages"]["micropip"]
    wheel = packages.wheels / entry["file_name"]
    entry["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    written = scratch / "pyodide-lock.json"
    written.write_text(json.dumps(lock, separators=(",", ":")), "utf-8")
    return {f"{home}/{written.name}": written, f"{home}/{wheel.name}": wheel}
