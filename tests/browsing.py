"""A built site behind a local server and a real browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator, Mapping

import pytest
from driver import Site
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BODY = "bodies/jia-red-cross/index.html"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Served:
    """A built site behind a local server and a browser."""

    def __init__(self, site: Site, browser: Browser, base: str) -> None:
        self.site, self.browser, self.base = site, browser, base
        self.pages = sorted(a for a in site.files() if a.endswith(".html"))
        self.trouble: list[str] = []

    def open(self, address: str, *, width: int = 1280, **options: object) -> Page:
        """A page in a context of its own; whatever it complains about or asks for elsewhere is kept in `trouble`."""
        page = self._blank(width, options)
        page.goto(self.base + address)
        return page

    def visit(self, *, width: int = 1280, **options: object) -> Iterator[tuple[str, Page]]:
        """Every page of the site, one after the other as a reader would open them, in one context: that takes a third of the time."""
        page = self._blank(width, options)
        for address in self.pages:
            page.goto(self.base + address)
            yield address, page
        page.context.close()

    def _blank(self, width: int, options: Mapping[str, object]) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("console", lambda m: self.trouble.append(f"{page.url}: console {m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.trouble.append(f"{page.url}: {e}"))
        page.on(
            "request", lambda r: r.url.startswith((self.base, "data:")) or self.trouble.append(f"{page.url}: {r.url}")
        )
        page.on("response", lambda r: r.status < 400 or self.trouble.append(f"{page.url}: {r.status} {r.url}"))
        return page


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Served]:
    """A built site behind a server of its own, with a browser."""
    handler = functools.partial(_Quiet, directory=str(site.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield Served(site, browser, f"http://127.0.0.1:{server.server_port}/")
        browser.close()
    server.shutdown()


@contextlib.contextmanager
def small_site(folders: pytest.TempPathFactory) -> Iterator[Served]:
    """The small site in a browser, for all tests of a module."""
    assert CHROMIUM, "no Chromium on this machine: apt-get install chromium"
    with serving(Site.copy("small", folders.mktemp("site")).build()) as made:
        yield made
