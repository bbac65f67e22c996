"""The preview's web server: livereload with its watcher replaced and its handlers made strict.

In: a folder, and what the last build said. Out: pages on loopback with a script that follows the builds. What
livereload does otherwise and is changed here: any Host and any Origin were answered, hidden files were served, anyone
could force a reload, quick second changes were dropped, text was sent without its encoding.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, StaticFileHandler
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from disclosure import headers
from disclosure.problem import Words

CLIENT = Path(__file__).parent / "preview" / "client.js"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_TITLE = Words("生成失败，现在显示的是上一次生成的网页", "the build failed: this page is the last good one")


@dataclass(slots=True)
class Live:
    """What the server knows of the builds; changed on the server's own thread only."""

    output: Path
    language: str
    hosts: frozenset[str]
    """Names under which the server may be asked; empty where it listens to the whole network by address."""
    build: int = 1
    problems: tuple[str, ...] = ()
    changes: dict[str, int] = field(default_factory=dict)
    """Number of the build that last changed an address."""
    everything: int = 0
    """Number of the build that last changed what all pages use."""
    waiters: set[Any] = field(default_factory=set)

    @property
    def title(self) -> str:
        """What stands over the problems."""
        return _TITLE.zh if self.language == "zh" else _TITLE.en

    def allows(self, host: str) -> bool:
        """Whether a request for `host` (without port) may be answered: an address, or a name of this machine."""
        if host in LOCAL or host in self.hosts:
            return True
        if not self.hosts:
            try:
                return bool(ipaddress.ip_address(host))
            except ValueError:
                return host == socket.gethostname().lower()
        return False

    def failed(self, lines: Iterable[str]) -> None:
        """A build failed: every open page shows why."""
        self.problems = tuple(lines)
        for waiter in list(self.waiters):
            waiter.tell(command="problems", problems=self.problems, title=self.title)

    def succeeded(self, changed: Iterable[str]) -> None:
        """A build wrote `changed`: open pages are mended, restyled or reloaded."""
        addresses = list(changed)
        if addresses:
            self.build += 1
        self.problems = ()
        self.changes.update(dict.fromkeys(addresses, self.build))
        styles = [a for a in addresses if a.endswith(".css")]
        if any(a.startswith("assets/") and not a.endswith(".css") for a in addresses):
            self.everything = self.build
        for waiter in list(self.waiters):
            waiter.follow(styles)

    def is_newer(self, address: str, seen: int) -> bool:
        """Whether the page at `address` changed after build `seen`."""
        return max(self.changes.get(address, 0), self.everything) > seen


def address_of(path: str) -> str:
    """The file that the URL path `path` shows."""
    plain = unquote(path).lstrip("/")
    return plain + "index.html" if plain in ("",) or plain.endswith("/") else plain


def _host(request: Any) -> str:
    return (urlsplit(f"//{request.host}").hostname or "").lower()


class Follower(LiveReloadHandler):  # type: ignore[misc]
    """The connection to one open page."""

    live: Live
    path = ""
    seen = 0

    def initialize(self, live: Live) -> None:
        """Take what the server knows."""
        self.live = live

    def prepare(self) -> None:
        """Refuse a page that reached us under a foreign name."""
        if not self.live.allows(_host(self.request)):
            raise web.HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        """Only our own pages may connect."""
        return bool(urlsplit(origin).netloc.lower() == self.request.host.lower())

    def on_message(self, message: str | bytes) -> None:
        """The page says which it is and how new."""
        try:
            plain = json.loads(message)
            self.path, self.seen = address_of(str(plain["path"])), int(plain["build"])
        except (ValueError, KeyError, TypeError):
            self.close()
            return
        self.live.waiters.add(self)
        if self.seen > self.live.build or self.live.is_newer(self.path, self.seen):
            self.tell(command="reload")
        else:
            self.tell(command="hello", problems=self.live.problems, title=self.live.title, build=self.live.build)

    def on_close(self) -> None:
        """The page is gone."""
        self.live.waiters.discard(self)

    def follow(self, styles: list[str]) -> None:
        """Bring the page up to the last build."""
        if self.live.is_newer(self.path, self.seen) or not (self.live.output / self.path).is_file():
            self.tell(command="reload")
            return
        self.tell(command="css", paths=styles, problems=(), title="", build=self.live.build)
        self.seen = self.live.build

    def tell(self, **message: Any) -> None:
        """Send one message; a page that has gone away is no fault."""
        try:
            self.write_message(json.dumps(message))
        except Exception:
            self.live.waiters.discard(self)


class Pages(StaticFileHandler):  # type: ignore[misc]
    """The files of the preview."""

    live: Live

    def initialize(self, path: str, live: Live) -> None:
        """Take the folder and what the server knows."""
        super().initialize(path, default_filename="index.html")
        self.live = live

    def prepare(self) -> None:
        """Answer under our own names only, and nothing hidden."""
        if not self.live.allows(_host(self.request)):
            raise web.HTTPError(403)
        if any(part.startswith(".") for part in unquote(self.request.path).split("/")):
            raise web.HTTPError(404)

    def set_extra_headers(self, path: str) -> None:
        """Nothing is kept by the browser."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Type", headers.content_type(path))

    def get_content_type(self) -> str:
        """The type with its encoding."""
        return headers.content_type(str(self.absolute_path))

    def compute_etag(self) -> str | None:
        """None: nothing is kept, so nothing is compared."""
        return None

    async def get(self, path: str, include_body: bool = True) -> None:
        """A page with the script that follows the builds; any other file as it is."""
        root = os.path.realpath(self.root)
        found = os.path.realpath(os.path.join(root, unquote(path)))
        if found != root and not found.startswith(root + os.sep):
            raise web.HTTPError(403)
        if os.path.isdir(found):
            if path and not path.endswith("/"):
                self.redirect("/" + "/".join(path.split("/")) + "/")
                return
            found = os.path.join(found, "index.html")
        if not os.path.exists(found):
            self._page(404, os.path.join(root, "404.html"), include_body)
        elif found.endswith(".html"):
            self._page(200, found, include_body)
        else:
            await super().get(path, include_body)

    def _page(self, status: int, file: str, include_body: bool) -> None:
        try:
            content = Path(file).read_bytes()
        except OSError:
            content = b"<!doctype html><html><head><meta charset=utf-8><title>-</title></head><body></body></html>"
        script = f'<script src="/livereload.js" data-build="{self.live.build}"></script>'.encode()
        head = content.find(b"</head>")
        place = head if head >= 0 else 0
        if head < 0 and content[:15].lower() == b"<!doctype html>":
            place = 15
        content = content[:place] + script + content[place:]
        self.set_status(status)
        self.set_extra_headers("x.html")
        self.set_header("Content-Length", len(content))
        if include_body:
            self.write(content)


class Client(web.RequestHandler):
    """The script for the pages."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.write(CLIENT.read_bytes())


class Preview(Server):  # type: ignore[misc]
    """The server: it watches nothing itself (`serving` does) and listens on the first free port."""

    def __init__(self, live: Live) -> None:
        super().__init__(watcher=object())
        self.live = live

    def listen(self, host: str, port: int, tries: int = 20) -> int:
        """Start to listen on `port` of `host` or the next that is free; gives the port. Raises OSError."""
        handlers = [
            (r"/livereload", Follower, {"live": self.live}),
            (r"/livereload\.js", Client),
            (r"/(.*)", Pages, {"path": str(self.live.output), "live": self.live}),
        ]
        app = web.Application(handlers, log_function=lambda _: None, websocket_ping_interval=20)  # type: ignore[arg-type]
        for number in range(port, port + tries):
            try:
                sockets = bind_sockets(number, address=host)
            except OSError:
                if number == port + tries - 1:
                    raise
                continue
            HTTPServer(app).add_sockets(sockets)
            return number
        raise OSError("no free port")
