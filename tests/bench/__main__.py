"""Measure the built site beside bare Pyodide: `make bench`, or `python -m tests.bench 7` runs.

Both are visited in turn, in fresh browser profiles, over a fast and a slow
line, from one server on this machine that compresses with gzip. Machines are
noisy, so read the medians and the ratios, not single times. The table is
printed and written to `build/bench.md`.
"""

import os
import platform
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

from tests.bench import visits
from tests.bench.network import FAST, SLOW, Line, serve
from tests.browser.browser import ROOT, find_chromium, node
from tests.browser.conftest import ARGUMENTS

REFERENCE = "bare, first visit (ms)"


def main() -> None:
    """Build, measure, print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node()))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=folder))
        chromium = find_chromium(playwright)
        browser = playwright.chromium.launch(
            executable_path=chromium.executable,
            args=ARGUMENTS,
            env={**os.environ, **chromium.environment},
        )
        tables = [measure(browser, Path(folder), line, runs) for line in (FAST, SLOW)]
        version = browser.version
        browser.close()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    text = f"{machine}, Chromium {version}, {runs} runs each, gzip.\n\n" + "\n".join(tables)
    print(text)
    target = ROOT / "build" / "bench.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")


def measure(browser: Browser, site: Path, line: Line, runs: int) -> str:
    """Visit both pages in turn, and give the table of one line."""
    samples: dict[str, list[float]] = defaultdict(list)
    for run in range(runs):
        for visit in (visits.bare, visits.ours):
            with serve(site, line, visits.extra_pages(site)) as (address, meter):
                for name, value in visit(browser, address, meter).items():
                    samples[name].append(value)
        print(f"{line.name}: run {run + 1} of {runs}", file=sys.stderr)
    return table(line, samples)


def table(line: Line, samples: dict[str, list[float]]) -> str:
    """Median, minimum and maximum of each figure, and times as a ratio to bare Pyodide."""
    reference = statistics.median(samples[REFERENCE])
    rows = [
        f"| {name} | {statistics.median(values):,.4g} | {min(values):,.4g} | {max(values):,.4g} | "
        + (f"{statistics.median(values) / reference:.3f} |" if name.endswith("(ms)") else "|")
        for name, values in samples.items()
    ]
    head = (
        f"### {line.name}\n\n| What | Median | Min | Max | Ratio to bare |\n|---|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
