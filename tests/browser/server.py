"""Serves a built site to a browser as a static host would."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve this folder on a free port for as long as the block runs, and give its address."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class Server(ThreadingHTTPServer):
    """A server that takes it calmly when a browser hangs up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what went wrong, unless the browser only closed the connection."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # passed on


class Handler(SimpleHTTPRequestHandler):
    """Answers with a site's files, their right media types, and the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    # Headers and body go out together: small packets that wait for each other cost 40 ms a file.
    wbufsize = -1
    disable_nagle_algorithm = True
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def do_GET(self) -> None:
        """Answer with a file; the site map names this server, as it does where SITE_URL is right.

        Material's instant navigation compares pages with the map, port included.
        """
        sitemap = Path(self.directory) / "sitemap.xml"
        if self.path != "/sitemap.xml" or not sitemap.exists():
            super().do_GET()
            return
        address = f"<loc>http://{self.headers['Host']}/"
        body = re.sub(rb"<loc>https?://[^/]*/", address.encode(), sitemap.read_bytes())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.extensions_map[".xml"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is missing with the site's 404 page, if it has one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # inherited name
        """Stay quiet."""
