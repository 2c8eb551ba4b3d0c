"""Measure speed and size: `make bench`, or `python -m tests.bench --only boot --runs 3`.

What is compared takes turns in each run, so that what the machine does beside touches all alike:
read the medians and the ratios, not single times. The tables are printed and written to
`build/bench.md` and `build/bench.json`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import boot, references
from tests.bench.browsing import Browsers, reader
from tests.bench.compress import ENCODINGS, Packer
from tests.bench.network import FAST, SLOW, Host, serve
from tests.bench.packages import Packages, packages
from tests.bench.record import Part, Record
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

    def host(self, extra: Mapping[str, bytes | Path] | None = None) -> Host:
        """A host of the site and more, with everything compressed ahead of time."""
        host = Host(self.site, Packer(self.encoding), extra or {})
        host.prepare()
        return host


def measure_boot(bench: Bench) -> list[Table]:
    """How long until Python answers, on two lines."""
    host = bench.host(references.pages(bench.packages, bench.scratch))
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
        tables.append(samples.table(f"Until Python answers: {line.name}", "Of bare", boot.COMPARED))
    return tables


PARTS: Mapping[str, Callable[[Bench], list[Table]]] = {"boot": measure_boot}


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
            record.write()
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
    return parser.parse_args()


def say(text: str) -> None:
    """Tell how far it is, beside the tables."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
