"""A small static server like a normal host: right types, text compressed, validators, perhaps a sub-path."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".png": "image/png",
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml",
}
COMPRESSED = ("text/", "application/json", "application/wasm", "image/svg")  # what static hosts compress


@dataclass(kw_only=True)
class Host:
    """One served folder; the switches make it a worse host, for tests of what then happens."""

    folder: Path
    prefix: str = "/"
    """Path under which the folder is seen; begins and ends with a slash."""
    compress: bool = True
    """Whether text is sent compressed (then without its length)."""
    with_length: bool = True
    """Whether `Content-Length` is sent at all."""
    refuse: set[str] = field(default_factory=set)
    """Ends of paths that are answered with 404."""
    pause: float = 0.0
    """Seconds between the two halves of a page."""
    late: float = 0.0
    """Seconds before a script is sent."""
    port: int = 0

    @property
    def address(self) -> str:
        """Where the folder begins, with a slash at the end."""
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def find(self, path: str) -> Path | None:
        """The file that an address's path stands for."""
        file = self.folder / path.removeprefix(self.prefix)
        if path.endswith("/"):
            file = file / "index.html"
        inside = path.startswith(self.prefix) and file.resolve().is_relative_to(self.folder.resolve())
        return file if inside and file.is_file() and not path.endswith(tuple(self.refuse)) else None


@cache
def _read(path: Path, _changed: int, compressed: bool) -> tuple[bytes, str]:  # noqa: FBT001
    """File as it is sent, and its validator; kept, so that timings do not measure compression."""
    data = path.read_bytes()
    tag = sha256(data).hexdigest()[:16]
    return (gzip.compress(data, 6, mtime=0) if compressed else data), f'"{tag}{"-gz" if compressed else ""}"'


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    host: Host


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.host.find(path)
        if file is None:
            missing = self.server.host.folder / "404.html"
            if path.endswith("/") and missing.is_file():
                self._send(HTTPStatus.NOT_FOUND, TYPES[".html"], missing.read_bytes(), {})
            else:
                self._send(HTTPStatus.NOT_FOUND, "text/plain", b"not found", {})
            return
        kind = TYPES.get(file.suffix, "application/octet-stream")
        squeeze = (
            self.server.host.compress
            and kind.startswith(COMPRESSED)
            and "gzip" in self.headers.get("Accept-Encoding", "")
        )
        data, tag = _read(file, file.stat().st_mtime_ns, squeeze)
        if kind == TYPES[".js"]:
            time.sleep(self.server.host.late)
        headers = {"ETag": tag, "Cache-Control": "max-age=600", "Vary": "Accept-Encoding"}
        if self.headers.get("If-None-Match") == tag:
            self._send(HTTPStatus.NOT_MODIFIED, kind, b"", headers)
            return
        if squeeze:
            headers["Content-Encoding"] = "gzip"
        self._send(HTTPStatus.OK, kind, data, headers)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.server.host.with_length:
            self.send_header("Content-Length", str(len(data)))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        try:
            if kind == TYPES[".html"] and self.server.host.pause:
                self.wfile.write(data[: len(data) // 2])
                time.sleep(self.server.host.pause)
                data = data[len(data) // 2 :]
            self.wfile.write(data)
        except ConnectionError:
            self.close_connection = True  # the page was left while it loaded

    def log_message(self, *_: object) -> None:
        """Say nothing: a test run is no access log."""


@contextmanager
def serving(folder: Path, *, prefix: str = "/", port: int = 0) -> Iterator[Host]:
    """Serve a folder on this machine until the block ends."""
    host = Host(folder=folder, prefix=prefix)
    server = _Server(("127.0.0.1", port), _Handler)
    server.host = host
    host.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
