"""Measure speed and size: `make bench`, or `python -m tests.bench --only boot --runs 3`.

Machines are noisy: read the medians and the ratios, not single times. The tables are printed and
written to `build/bench.md` and `build/bench.json`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.browsing import Browsers
from tests.bench.compress import ENCODINGS, QUALITY
from tests.bench.line import LINES
from tests.bench.packages import packages
from tests.bench.parts import PARTS, Bench
from tests.bench.record import FILE, PUBLISHED, Part, Record
from tests.browser.browser import ROOT, find_chromium, node


def main() -> None:
    """Build, measure, print."""
    options = arguments()
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node()))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # pyproject.toml keeps to MkDocs 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browsers = Browsers(playwright, find_chromium(playwright))
        scratch = Path(folder)
        site = options.site or scratch / "site"
        if not options.site:
            build = ["mkdocs", "build", "--quiet", "--site-dir", str(site)]
            subprocess.run([sys.executable, "-m", *build], cwd=ROOT, check=True)
        bench = Bench(
            browsers,
            packages(),
            site,
            scratch,
            options.encoding,
            [LINES[name] for name in options.line or LINES],
            options.runs,
            options.short,
        )
        record = Record.of_this_machine(browsers, bench.packages)
        encoding = f"{ENCODINGS[options.encoding]} {QUALITY[options.encoding]}"
        for name in options.only or PARTS:
            tables = PARTS[name](bench)
            record = record.with_part(name, Part(options.runs, encoding, tables))
            record.write(FILE)
            FILE.with_suffix(".md").write_text(record.markdown(), "utf-8")
    if options.publish:
        record.write(PUBLISHED)
    print(record.markdown())


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="a part; may be repeated")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured")
    parser.add_argument("--line", action="append", choices=LINES, help="a line; may be repeated")
    parser.add_argument(
        "--encoding", choices=ENCODINGS, default="br", help="how the server compresses"
    )
    parser.add_argument("--short", action="store_true", help="leave out markdown-exec and PyScript")
    parser.add_argument("--site", type=Path, help="a built site to measure, instead of this one")
    parser.add_argument(
        "--publish", action="store_true", help="show the figures on the site's page “How fast”"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
