"""The small web server of `serve`: the files of the site, and news of it for the pages that are open."""

from __future__ import annotations

import json
import mimetypes
import os
import re
import sys
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS = "127.0.0.1"
_OWN = "/_ep/"  # addresses under which the server answers for itself
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_BEAT = 15.0  # seconds between signs of life to a page that waits for news
_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json"}
# A part of eight or more hexadecimal digits in the name, or a folder of that name, is a hash over the content.
_HASHED = re.compile(r"(?:^|[/._-])(?=[0-9a-f]*\d)[0-9a-f]{8,64}(?:[/.]|$)")
_BARE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<link rel="stylesheet" href="/_ep/serve.css"></head>
<body class="ep-preview"><h1>{title}</h1><p>{text}</p></body>
</html>
"""


@dataclass(frozen=True, kw_only=True)
class News:
    """What an open page is told."""

    version: str
    """Changes with every build; a page of another version loads itself again."""
    built: str
    """Local time of the last good build, `15:01:48`; empty when there is none."""
    failed: bool = False
    """Whether the last build failed, so that pages are older than the files."""
    mistakes: tuple[Mapping[str, object], ...] = ()
    """What is wrong, as the page shows it."""
    title: str = ""
    """How much is wrong, as a heading; empty when nothing is, like the next two."""
    state: str = ""
    """What the page shows meanwhile, as a sentence or two."""
    hide: str = ""
    """The word on the button that puts it away."""


@dataclass(kw_only=True)
class Board:
    """Where the latest news hangs; readers wait for the next."""

    news: News
    _number: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def post(self, news: News) -> None:
        """Hang up news and wake all who wait."""
        with self._changed:
            self.news = news
            self._number += 1
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> tuple[int, News]:
        """The number and the news, at once when `number` is not the latest, else when it changes or time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, timeout=seconds)
            return self._number, self.news


class Server(ThreadingHTTPServer):
    """Serves the folder `site` at `/`, and under `mount` as well, which is where the site will stand."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port

    def __init__(self, port: int, site: Path, board: Board, mount: str = "/") -> None:
        """Take the port.

        Raises:
            OSError: the port is taken.
        """
        self.site, self.board, self.mount = site, board, mount
        super().__init__((ADDRESS, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - signature of the library
        """Tell of errors, except of a reader who went away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two packets; the second must not wait for an answer to the first

    def do_GET(self) -> None:
        """Answer from the site, or with news of it."""
        # A page elsewhere may point its own name at this machine and read along; its name is then in the request.
        if re.sub(r":\d+$", "", self.headers.get("Host", "")) not in _HOSTS:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"This server answers to localhost only.\n", "text/plain")
            return
        path = unquote(urlsplit(self.path).path)
        if path == f"{_OWN}events":
            self._tell_news()
        elif path in {f"{_OWN}serve.mjs", f"{_OWN}serve.css"}:
            content = (files("escalation_playbook") / "assets" / path.removeprefix(_OWN)).read_bytes()
            self._send(HTTPStatus.OK, content, _type(Path(path)))
        else:
            self._send_file(path)

    def do_HEAD(self) -> None:
        """As GET; the body is left out where it would be sent."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Requests are not written to the terminal: diagnostics stand there."""

    def _send_file(self, path: str) -> None:
        version = self.server.board.news.version  # before the page is read: one from before a build loads itself again
        if self.server.mount != "/" and f"{path}/".startswith(self.server.mount):
            path = f"/{path[len(self.server.mount) :]}"
        found = locate(self.server.site, path)
        if found is None:
            missing = self.server.site / "404.html"
            if missing.is_file():
                self._send_page(HTTPStatus.NOT_FOUND, missing.read_text(encoding="utf-8"), version)
            elif self.server.board.news.built:
                bare = _BARE.format(title="Not found", text="There is no such page.")
                self._send_page(HTTPStatus.NOT_FOUND, bare, version)
            else:
                bare = _BARE.format(title="There is no site yet", text="It appears here as soon as it can be built.")
                self._send_page(HTTPStatus.SERVICE_UNAVAILABLE, bare, version)
        elif isinstance(found, str):
            self._send(HTTPStatus.FOUND, b"", "text/plain", {"Location": found})
        elif found.suffix == ".html":
            self._send_page(HTTPStatus.OK, found.read_text(encoding="utf-8"), version)
        else:
            self._send_asset(found)

    def _send_page(self, status: HTTPStatus, html: str, version: str) -> None:
        script = f'<script type="module" src="{_OWN}serve.mjs?version={version}"></script>'
        head, end, rest = html.partition("</head>")
        self._send(status, f"{head}{script}{end}{rest}".encode(), "text/html; charset=utf-8")

    def _send_asset(self, path: Path) -> None:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            tag = f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
            kept = "public, max-age=31536000, immutable" if is_hashed(path, self.server.site) else "no-cache"
            head = {"ETag": tag, "Cache-Control": kept}
            if self.headers.get("If-None-Match") == tag:
                self._send(HTTPStatus.NOT_MODIFIED, b"", "", head)
            else:
                self._send(HTTPStatus.OK, file.read(), _type(path), head)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, head: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Cache-Control": "no-cache", **(head or {})}.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell_news(self) -> None:
        """Tell the news, then each change of it, until the page is gone."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told = -1
        while True:
            number, news = self.server.board.wait(told, _BEAT)
            line = ": still here" if number == told else f"data: {json.dumps(vars(news))}"
            told = number
            try:
                self.wfile.write(f"{line}\n\n".encode())
            except OSError:
                return


def locate(site: Path, path: str) -> Path | str | None:
    """The file for an address path, or the address to go to instead, or nothing.

    Args:
        site: the folder of the site; no file outside of it is ever found.
        path: path of the address, decoded, with a slash at its start.
    """
    parts = [part for part in path.split("/") if part]
    if any(part in {".", ".."} or "\\" in part or "\0" in part or ":" in part for part in parts):
        return None
    found = site.joinpath(*parts)
    try:
        if found.is_dir():
            if not path.endswith("/"):
                return "/" + "/".join(quote(part) for part in parts) + "/"
            found /= "index.html"
        elif path.endswith("/"):
            return None
        return found if found.is_file() and found.resolve().is_relative_to(site.resolve()) else None
    except OSError:  # no file can have such a name: it is too long
        return None


def is_hashed(path: Path, site: Path) -> bool:
    """Whether the name of a file holds a hash over its content, so that a browser may keep it for good."""
    return bool(_HASHED.search(path.relative_to(site).as_posix()))


def clock(seconds: float | None = None) -> str:
    """Local time of day, to the second."""
    return time.strftime("%H:%M:%S", time.localtime(seconds))


def _type(path: Path) -> str:
    # The system's own table may say otherwise, and a module of the wrong type is not run.
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
