"""A server on this machine that answers like a static host, at the speed of a chosen line."""

import hashlib
import mimetypes
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, ClassVar, cast

from tests.bench.compress import Packer, is_compressed
from tests.browser.server import Handler, Server

PIECE = 16_384

# A version or a hash in a name: such a file never changes, and hosts let browsers keep it.
_LASTING = re.compile(r"[-.@](?:\d+(?:\.\d+)+|[0-9a-f]{8,})(?=[/.])")


@dataclass(frozen=True)
class Line:
    """A network: its name, bytes a second (0 for no limit) and seconds until an answer starts."""

    name: str
    bytes_per_second: float = 0
    latency: float = 0


FAST = Line("this machine")
SLOW = Line("10 Mbit/s, 40 ms", 10e6 / 8, 0.04)


@dataclass
class Meter:
    """Lets bytes through at the line's speed, for all connections together, and counts them."""

    line: Line
    sent: int = 0
    requests: int = 0
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

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing has been asked for in the last seconds."""
        with self.lock:
            return not self.active and time.monotonic() - self.quiet_since >= seconds


@dataclass(frozen=True)
class Host:
    """What is served: a site, and further files by address, in memory or folders and files."""

    site: Path
    packer: Packer
    extra: Mapping[str, bytes | Path]

    def prepare(self) -> None:
        """Compress all that may be asked for, so that no visitor waits for it."""
        roots = (self.site, *(place for place in self.extra.values() if isinstance(place, Path)))
        files = (file for root in roots for file in [root, *root.rglob("*")] if file.is_file())
        self.packer.prepare(file for file in files if is_compressed(media_type(file.name)))
        for content in self.extra.values():
            if isinstance(content, bytes):
                self.packer.pack(content)

    def find(self, target: str) -> Path | bytes | None:
        """What lies at an address, if anything does."""
        if target in self.extra and not isinstance(found := self.extra[target], Path):
            return found
        mounts = (place for place in self.extra if f"{target}/".startswith(f"{place}/"))
        mount = max(mounts, key=len, default=None)
        root = self.site if mount is None else self.extra[mount]
        if not isinstance(root, Path):
            return None
        path = root / target.removeprefix(mount or "").strip("/")
        path = path / "index.html" if path.is_dir() else path
        return path if path.is_file() else None


class LineHandler(Handler):
    """Answers over a `Meter`: compressed, with a year in the cache for lasting names."""

    meter: ClassVar[Meter]
    host: ClassVar[Host]

    def do_GET(self) -> None:  # noqa: N802  # inherited name
        """Answer with a file, that it has not changed, or that there is none."""
        with self.meter.answering():
            target = self.path.partition("?")[0]
            found = self.host.find(target)
            name = str(found) if isinstance(found, Path) else target
            if target == "/sitemap.xml" and isinstance(found, Path):
                here = f"<loc>http://{self.headers['Host']}/".encode()
                found = re.sub(rb"<loc>https?://[^/]*/", here, found.read_bytes())
            if found is None:
                missing = self.host.site / "404.html"
                self._answer(HTTPStatus.NOT_FOUND, missing.read_bytes(), "text/html")
                return
            content = found if isinstance(found, bytes) else _read(found)
            tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
            cache = "max-age=31536000, immutable" if _LASTING.search(target) else "no-cache"
            if self.headers["If-None-Match"] == tag:
                self.send_response(HTTPStatus.NOT_MODIFIED)
                self.send_header("ETag", tag)
                self.send_header("Cache-Control", cache)
                self.end_headers()
                return
            kind = media_type(name)
            self._answer(HTTPStatus.OK, content, kind, {"ETag": tag, "Cache-Control": cache})

    def _answer(
        self,
        status: HTTPStatus,
        content: bytes,
        kind: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        packer = self.host.packer
        accepted = re.split(r"\s*,\s*", self.headers["Accept-Encoding"] or "")
        self.send_response(status)
        if is_compressed(kind) and packer.encoding in accepted:
            content = packer.pack(content)
            self.send_header("Content-Encoding", packer.encoding)
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.meter.send(content, cast("BinaryIO", self.wfile))


def media_type(name: str) -> str:
    """The media type that a host gives a file of this name."""
    known = Handler.extensions_map.get(Path(name).suffix.lower())
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


_contents: dict[Path, bytes] = {}


def _read(path: Path) -> bytes:
    """A file's content, read once."""
    if path not in _contents:
        _contents[path] = path.read_bytes()
    return _contents[path]


@contextmanager
def serve(host: Host, line: Line) -> Iterator[tuple[str, Meter]]:
    """Serve a host over a line; gives the address and the meter."""
    meter = Meter(line)
    handler = type("BoundHandler", (LineHandler,), {"meter": meter, "host": host})
    with Server(("127.0.0.1", 0), partial(handler, directory=str(host.site))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", meter
        finally:
            server.shutdown()
            thread.join()
