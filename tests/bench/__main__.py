"""Measure speed and size: `make bench`, or `python -m tests.bench --only boot --runs 3`.

What is compared takes turns in each run, so that what the machine does beside touches all alike:
read the medians and the ratios, not single times. The tables are printed and written to
`build/bench.md` and `build/bench.json`.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import boot, builds, intent, largest, lighthouse, loop, references
from tests.bench.browsing import Browsers, reader
from tests.bench.compress import ENCODINGS, Packer
from tests.bench.network import FAST, SLOW, Host, serve
from tests.bench.packages import Packages, packages
from tests.bench.record import FILE, PUBLISHED, Part, Record
from tests.bench.report import Samples, Table
from tests.browser.browser import ROOT, find_chromium, node


@dataclass(frozen=True)
class Bench:
    """What the parts measure with."""

    browsers: Browsers
    packages: Packages
    site: Path
    scratch: Path
    encoding: str
    runs: int
    short: bool

    def host(self, *, compared: bool = False) -> Host:
        """A host of the site, and of what it is compared with, all compressed ahead of time."""
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        extra = references.pages(self.packages, folder) if compared else {}
        host = Host(self.site, Packer(self.encoding), extra)
        host.prepare()
        return host


def measure_boot(bench: Bench) -> list[Table]:
    """How long until Python answers, on two lines."""
    host = bench.host(compared=True)
    beside = () if bench.short else references.OTHERS
    visits = (boot.compared(references.BARE), *boot.OURS, *map(boot.compared, beside))
    tables = []
    for line in (FAST, SLOW):
        samples = Samples()
        for run in range(bench.runs):
            for visit in visits:
                with (
                    serve(host, line) as (address, meter),
                    reader(bench.browsers, address, meter) as visitor,
                ):
                    samples.add(visit(visitor))
            say(f"boot, {line.name}: run {run + 1} of {bench.runs}")
        tables.append(samples.table(line.name, "Of bare", boot.COMPARED))
    return tables


def measure_intent(bench: Bench) -> list[Table]:
    """How often a first edit finds Python ready."""
    host = bench.host()
    delays = intent.delays(intent.IN_A_RUN * bench.runs)
    tables = []
    for line in (FAST, SLOW):
        samples = Samples()
        for run in range(bench.runs):
            waits = []
            for delay in delays[run :: bench.runs]:
                with (
                    serve(host, line) as (address, meter),
                    reader(bench.browsers, address, meter) as visitor,
                ):
                    waits.append(intent.wait(visitor, delay))
            at_once = sum(wait <= intent.AT_ONCE for wait in waits) / len(waits)
            samples.add(
                {
                    "readers who are answered at once (%)": 100 * at_once,
                    "wait of the usual reader (ms)": statistics.median(waits),
                    "longest wait (ms)": max(waits),
                }
            )
            say(f"intent, {line.name}: run {run + 1} of {bench.runs}")
        tables.append(samples.table(line.name))
    return tables


def measure_loop(bench: Bench) -> list[Table]:
    """How fast answers follow edits once Python runs."""
    host = bench.host(compared=True)
    visits: list[boot.Visit] = [loop.bare]
    visits += (partial(loop.heavy, load) for load in largest.loads())
    samples = Samples()
    for run in range(bench.runs):
        for visit in visits:
            with (
                serve(host, FAST) as (address, meter),
                reader(bench.browsers, address, meter) as visitor,
            ):
                samples.add(visit(visitor))
        say(f"loop: run {run + 1} of {bench.runs}")
    return [samples.table("Python is running", "Of bare", loop.COMPARED)]


def measure_build(bench: Bench) -> list[Table]:
    """How long a build takes, beside plain MkDocs."""
    pairs = builds.pairs(bench.scratch / "builds")
    samples = Samples()
    for run in range(bench.runs):
        for name, pair in pairs.items():
            samples.add(pair.build(name))
        samples.add(pairs[builds.SITE].edit(builds.SITE))
        say(f"build: run {run + 1} of {bench.runs}")
    return [samples.table("Build", "Of plain MkDocs", builds.compared(samples.by_name))]


def measure_lighthouse(bench: Bench) -> list[Table]:
    """Lighthouse's scores."""
    host = bench.host()
    samples = Samples()
    for run in range(bench.runs):
        for name, path in lighthouse.PAGES.items():
            if host.find(path) is None:
                continue
            with serve(host, FAST) as (address, _):
                chromium = bench.browsers.chromium
                audit = lighthouse.audit(bench.packages, chromium, address + path)
            samples.add(lighthouse.figures(audit, name))
            say(f"{name}: {', '.join(lighthouse.failed(audit)) or 'nothing to mend'}")
        say(f"lighthouse: run {run + 1} of {bench.runs}")
    return [samples.table("Lighthouse, mobile")]


PARTS: Mapping[str, Callable[[Bench], list[Table]]] = {
    "boot": measure_boot,
    "intent": measure_intent,
    "loop": measure_loop,
    "build": measure_build,
    "lighthouse": measure_lighthouse,
}


def main() -> None:
    """Build, measure, print."""
    options = arguments()
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node()))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browsers = Browsers(playwright, find_chromium(playwright))
        scratch = Path(folder)
        site = options.site or scratch / "site"
        if not options.site:
            build = ["mkdocs", "build", "--quiet", "--site-dir", str(site)]
            subprocess.run([sys.executable, "-m", *build], cwd=ROOT, check=True)
        bench = Bench(
            browsers, packages(), site, scratch, options.encoding, options.runs, options.short
        )
        record = Record.of_this_machine(browsers, bench.packages)
        for name in options.only or PARTS:
            tables = PARTS[name](bench)
            record = record.with_part(name, Part(options.runs, ENCODINGS[options.encoding], tables))
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
    parser.add_argument(
        "--encoding", choices=ENCODINGS, default="br", help="how the server compresses"
    )
    parser.add_argument("--short", action="store_true", help="leave out markdown-exec and PyScript")
    parser.add_argument("--site", type=Path, help="a built site to measure, instead of this one")
    parser.add_argument(
        "--publish", action="store_true", help="show the figures on the site's page “How fast”"
    )
    return parser.parse_args()


def say(text: str) -> None:
    """Tell how far it is, beside the tables."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
