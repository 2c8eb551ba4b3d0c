"""A server on this machine that compresses like a static host, at the speed of a chosen line."""

import gzip
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO, ClassVar, cast

from tests.browser.server import Handler, Server

COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".zip"}
PIECE = 16_384


@dataclass(frozen=True)
class Line:
    """A network: its name, bytes a second (0 for no limit) and seconds until an answer starts."""

    name: str
    bytes_per_second: float = 0
    latency: float = 0


FAST = Line("this machine")
SLOW = Line("10 Mbit/s, 40 ms", 10e6 / 8, 0.04)


class Meter:
    """Lets bytes through at the line's speed, for all connections together, and counts them."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.lock = threading.Lock()
        self.free_at = 0.0
        self.sent = 0
        self.requests = 0

    def send(self, content: bytes, file: BinaryIO) -> None:
        """Write the content as fast as the line allows."""
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            with self.lock:
                self.sent += len(piece)
                now = time.monotonic()
                self.free_at = max(self.free_at, now)
                if self.line.bytes_per_second:
                    self.free_at += len(piece) / self.line.bytes_per_second
                pause = self.free_at - now
            if pause > 0:
                time.sleep(pause)
            file.write(piece)


@cache
def packed(path: Path) -> bytes:
    """The file as gzip, made once."""
    return gzip.compress(path.read_bytes(), mtime=0)


class LineHandler(Handler):
    """Answers over a `Meter`; `extra` holds pages that are not files of the site."""

    meter: ClassVar[Meter]
    extra: ClassVar[Mapping[str, bytes]]

    def do_GET(self) -> None:  # noqa: N802 - the name that the base class calls
        """Answer with a compressed file, its type, and a year in the cache for hashed names."""
        time.sleep(self.meter.line.latency)
        self.meter.requests += 1
        target = self.path.partition("?")[0]
        path = Path(self.translate_path(target))
        if target in self.extra:
            content, kind, encoding = self.extra[target], Path(target).suffix, None
        else:
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            kind = path.suffix
            encoding = "gzip" if kind in COMPRESSED else None
            content = packed(path) if encoding else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.extensions_map.get(kind, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        lasting = "/pyodide-" in target or "/calculators-" in target or "/python-" in target
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
        self.end_headers()
        self.meter.send(content, cast("BinaryIO", self.wfile))


@contextmanager
def serve(site: Path, line: Line, extra: Mapping[str, bytes]) -> Iterator[tuple[str, Meter]]:
    """Serve a site over a line; gives the address and the meter."""
    meter = Meter(line)
    handler = type("BoundHandler", (LineHandler,), {"meter": meter, "extra": extra})
    with Server(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", meter
        finally:
            server.shutdown()
            thread.join()
