"""What the benchmark makes of what it measures. The measurements themselves are not asserted on."""

import io
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bench.builds import compared
from tests.bench.compress import is_compressed
from tests.bench.intent import MEDIAN, delays
from tests.bench.line import SLOW, Meter
from tests.bench.loop import percentile, share_over
from tests.bench.network import File, is_lasting, media_type
from tests.bench.processor import PROC, processor_ms
from tests.bench.record import short
from tests.bench.report import Samples, markdown


def test_a_ratio_is_taken_run_by_run() -> None:
    """Runs of 1 of 2 and 6 of 3 give 0.5 and 2, and their median is 1.25; at best it is 1 of 2."""
    samples = Samples()
    samples.add({"bare (ms)": 2, "ours (ms)": 1})
    samples.add({"bare (ms)": 3, "ours (ms)": 6})
    table = samples.table("T", "Of bare", {"(ms)": "bare (ms)"})
    assert [(row.ratio, row.best) for row in table.rows] == [(1, 1), (1.25, 0.5)]
    assert "| ours (ms) | 3.5 | 1 | 6 | 1.250 | 0.500 |" in markdown(table)


def test_a_build_is_compared_with_the_plain_one_of_its_size() -> None:
    """By its name."""
    assert compared(["10 pages, with calculators, first build: time (s)"]) == {
        "10 pages, with calculators, first build: time (s)": "10 pages, plain MkDocs: time (s)"
    }


def test_percentiles_are_by_nearest_rank() -> None:
    """Of 40 values the 38th, as 0.95 · 40 = 38."""
    assert percentile(range(1, 41), 95) == 38


def test_a_frame_is_late_by_more_than_the_clock_errs() -> None:
    """Of 16.7, 17.5, 18 and 33 ms the last two are."""
    assert share_over([16.7, 17.5, 18, 33], 16.7) == 50


def test_readers_spread_around_the_median() -> None:
    """As many before it as after, whatever their number, and each later than the one before."""
    times = delays(8)
    assert sum(time < MEDIAN for time in times) == 4
    assert all(one < other for one, other in pairwise(times))


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("index.html", True),
        ("pyodide.asm.wasm", True),
        ("sitemap.xml", True),
        ("stdlib.zip", False),
        ("icon.png", False),
        ("LICENSE", False),
    ],
)
def test_what_hosts_compress_goes_by_media_type(name: str, *, packed: bool) -> None:
    """Archives and pictures travel as they are."""
    assert is_compressed(media_type(name)) is packed


@pytest.mark.parametrize(
    ("address", "lasting"),
    [
        ("/assets/pyodide-314.0.7/pyodide.mjs", True),
        ("/assets/calculators-c787f2e7199c01af/main.mjs", True),
        ("/assets/javascripts/bundle.5cb0a3e1.min.js", True),
        ("/notes/data-and-drift/", False),
        ("/assets/site.css", False),
    ],
)
def test_what_never_changes_is_kept(address: str, *, lasting: bool) -> None:
    """It has a version or a hash in its name."""
    assert is_lasting(address) is lasting


def test_a_line_is_as_fast_as_it_says() -> None:
    """125 kB at 10 Mbit/s take a tenth of a second, and no less."""
    target, start = io.BytesIO(), time.monotonic()
    Meter(SLOW).send(bytes(125_000), target)
    assert time.monotonic() - start >= 0.0999
    assert len(target.getvalue()) == 125_000


def test_sizes_are_known_in_both_encodings(tmp_path: Path) -> None:
    """What is not compressed is as big in each."""
    file = tmp_path / "archive.zip"
    file.write_bytes(b"12345")
    assert File.at(file).sizes == {"br": 5, "gzip": 5}


@pytest.mark.skipif(not PROC.exists(), reason="only Linux tells of its processes")
def test_the_processor_time_of_children_counts() -> None:
    """A shell that has a child work for a fifth of a second has used as much."""
    work = "import time\nwhile time.process_time() < 0.2: pass"
    script = '"$0" -c "$1"; echo done; read -r _ # the-word'
    command = ["sh", "-c", script, sys.executable, work]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as shell:
        assert shell.stdout is not None
        shell.stdout.readline()
        used = processor_ms("the-word")
        shell.communicate(b"\n")
    assert used is not None
    assert used >= 190


def test_a_record_keeps_four_digits() -> None:
    """More would only be noise in the file's history."""
    assert short({"a": [0.123456, 7], "b": (98765.4,)}) == {"a": [0.1235, 7], "b": [98770.0]}
