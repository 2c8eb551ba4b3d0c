"""A server on this machine that answers like a static host, at the speed of a chosen line."""

import hashlib
import mimetypes
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, ClassVar, cast

from tests.bench.compress import ENCODINGS, compress, compressed, is_compressed
from tests.bench.line import Line, Meter
from tests.browser.server import Handler, Server

# A version or a hash in a name: such a file never changes, and hosts let browsers keep it.
_LASTING = re.compile(r"[-.@](?:\d+(?:\.\d+)+|[0-9a-f]{8,})(?=[/.])")


@dataclass(frozen=True)
class File:
    """A file as it is answered with; `packed` is empty if hosts do not compress its type."""

    kind: str
    tag: str
    content: bytes
    packed: Mapping[str, bytes]

    @classmethod
    def at(cls, path: Path) -> "File":
        """Read one from the disk."""
        content, kind = path.read_bytes(), media_type(path.name)
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        return cls(kind, tag, content, compressed(content) if is_compressed(kind) else {})

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes by encoding."""
        return {name: len(self.packed.get(name, self.content)) for name in ENCODINGS}


class Host:
    """What is served: a site, and folders and files of other places by their address."""

    def __init__(self, site: Path, encoding: str, extra: Mapping[str, Path]) -> None:
        self.encoding = encoding
        self.roots = {"": site, **extra}
        paths = {
            path
            for root in self.roots.values()
            for path in (root, *root.rglob("*"))
            if path.is_file()
        }
        # Ahead of time, so that no visitor waits for it.
        compress(path for path in paths if is_compressed(media_type(path.name)))
        self.files = {path: File.at(path) for path in paths}

    def find(self, address: str) -> File | None:
        """What lies at an address, if anything does."""
        place = max((p for p in self.roots if f"{address}/".startswith(f"{p}/")), key=len)
        path = self.roots[place] / address.removeprefix(place).strip("/")
        return self.files.get(path) or self.files.get(path / "index.html")


def is_lasting(address: str) -> bool:
    """Whether what lies at an address can never change."""
    return _LASTING.search(address) is not None


def media_type(name: str) -> str:
    """The media type that a host gives a file of this name."""
    known = Handler.extensions_map.get(Path(name).suffix.lower())
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


class LineHandler(Handler):
    """Answers over a `Meter`: compressed, with a year in the cache for lasting names."""

    meter: ClassVar[Meter]
    host: ClassVar[Host]

    def do_GET(self) -> None:  # noqa: N802  # inherited name
        """Answer with a file, that it has not changed, or that there is none."""
        with self.meter.answering():
            address = self.path.partition("?")[0]
            file = self.host.find(address)
            if file is None:
                self._answer(HTTPStatus.NOT_FOUND, self.host.find("/404.html"), {})
                return
            cache = "max-age=31536000, immutable" if is_lasting(address) else "no-cache"
            headers = {"ETag": file.tag, "Cache-Control": cache}
            if self.headers["If-None-Match"] == file.tag:
                self._answer(HTTPStatus.NOT_MODIFIED, None, headers)
            else:
                self._answer(HTTPStatus.OK, file, headers)

    def _answer(self, status: HTTPStatus, file: File | None, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        content = b""
        if file:
            content = file.content
            encoding = self.host.encoding
            accepted = re.split(r"[,;\s]+", self.headers["Accept-Encoding"] or "")
            if encoding in accepted and encoding in file.packed:
                content = file.packed[encoding]
                self.send_header("Content-Encoding", encoding)
                self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Type", file.kind)
            self.meter.count(file.sizes)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.meter.send(content, cast("BinaryIO", self.wfile))


@contextmanager
def serve(host: Host, line: Line) -> Iterator[tuple[str, Meter]]:
    """Serve a host over a line; gives the address and the meter."""
    meter = Meter(line)
    handler = type("BoundHandler", (LineHandler,), {"meter": meter, "host": host})
    folder = str(host.roots[""])
    with Server(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", meter
        finally:
            server.shutdown()
            thread.join()
