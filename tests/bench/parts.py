"""The parts of the benchmark. What is compared takes turns in each run."""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench import boot, builds, intent, largest, lighthouse, loop, references
from tests.bench.browsing import Browsers, Reader, reader
from tests.bench.line import FAST, Line
from tests.bench.network import Host, serve
from tests.bench.packages import Packages
from tests.bench.report import Samples, Table


@dataclass(frozen=True)
class Bench:
    """What the parts measure with."""

    browsers: Browsers
    packages: Packages
    site: Path
    scratch: Path
    encoding: str
    lines: Sequence[Line]
    runs: int
    short: bool

    def host(self, *, compared: bool = False) -> Host:
        """A host of the site, and of what it is compared with, all compressed ahead of time."""
        folder = Path(tempfile.mkdtemp(dir=self.scratch))
        extra = references.pages(self.packages, folder) if compared else {}
        return Host(self.site, self.encoding, extra)

    @contextmanager
    def reader(self, host: Host, line: Line) -> Iterator[Reader]:
        """A reader with a fresh profile, on a line of their own to the host."""
        with (
            serve(host, line) as (address, meter),
            reader(self.browsers, address, meter) as reading,
        ):
            yield reading


def measure_boot(bench: Bench) -> list[Table]:
    """How long until Python answers, on two lines."""
    host = bench.host(compared=True)
    beside = () if bench.short else references.OTHERS
    visits = (boot.compared(references.BARE), *boot.OURS, *map(boot.compared, beside))
    tables = []
    for line in bench.lines:
        samples = Samples()
        for run in range(bench.runs):
            for visit in visits:
                with bench.reader(host, line) as visitor:
                    samples.add(visit(visitor))
            say(f"boot, {line.name}: run {run + 1} of {bench.runs}")
        tables.append(samples.table(line.name, "Of bare", boot.COMPARED))
    return tables


def measure_intent(bench: Bench) -> list[Table]:
    """How often a first edit finds Python ready."""
    host = bench.host()
    delays = intent.delays(intent.IN_A_RUN * bench.runs)
    tables = []
    for line in bench.lines:
        samples = Samples()
        for run in range(bench.runs):
            waits = []
            for delay in delays[run :: bench.runs]:
                with bench.reader(host, line) as visitor:
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
            with bench.reader(host, FAST) as visitor:
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


def say(text: str) -> None:
    """Tell how far it is, beside the tables."""
    print(text, file=sys.stderr)


PARTS: Mapping[str, Callable[[Bench], list[Table]]] = {
    "boot": measure_boot,
    "intent": measure_intent,
    "loop": measure_loop,
    "build": measure_build,
    "lighthouse": measure_lighthouse,
}
