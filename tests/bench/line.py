"""The line between a server on this machine and a reader: its speed, and what went over it."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from tests.bench.compress import ENCODINGS

PIECE = 16_384


@dataclass(frozen=True)
class Line:
    """A network: its name, bytes a second (0 for no limit) and seconds until an answer starts."""

    name: str
    bytes_per_second: float = 0
    latency: float = 0


FAST = Line("this machine")
SLOW = Line("10 Mbit/s, 40 ms", 10e6 / 8, 0.04)
LINES = {"fast": FAST, "slow": SLOW}


@dataclass
class Meter:
    """Lets bytes through at the line's speed, for all connections together, and counts them.

    `sizes` counts by encoding: what went over the line, or would have in the other encoding.
    Headers are not counted.
    """

    line: Line
    requests: int = 0
    sizes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    active: int = 0
    quiet_since: float = 0
    free_at: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Count a request, and hold it until the line's first byte would arrive."""
        with self.lock:
            self.requests += 1
            self.active += 1
        try:
            time.sleep(self.line.latency)
            yield
        finally:
            with self.lock:
                self.active -= 1
                self.quiet_since = time.monotonic()

    def count(self, sizes: Mapping[str, int]) -> None:
        """Note how big an answer is in each encoding."""
        with self.lock:
            for encoding, size in sizes.items():
                self.sizes[encoding] += size

    def send(self, content: bytes, file: BinaryIO) -> None:
        """Write the content as fast as the line allows."""
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            with self.lock:
                now = time.monotonic()
                self.free_at = max(self.free_at, now)
                if self.line.bytes_per_second:
                    self.free_at += len(piece) / self.line.bytes_per_second
                pause = self.free_at - now
            if pause > 0:
                time.sleep(pause)
            file.write(piece)

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing has been asked for in the last seconds."""
        with self.lock:
            return not self.active and time.monotonic() - self.quiet_since >= seconds

    def reading(self) -> dict[str, float]:
        """All that was counted so far, as figures."""
        with self.lock:
            sizes = {f"{n} (kB)": self.sizes[e] / 1000 for e, n in ENCODINGS.items()}
            return {**sizes, "requests": self.requests}
