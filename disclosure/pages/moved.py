"""A small page at each address that moved (`redirects` of site.yaml): it leads on to the new one, and its script to the same place there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.markup import esc
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import Body


class _Moved:
    name = "moved"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        return (), None

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return PartResult()

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        return [_page(config, old, new) for old, new in config.redirects if is_page(old)], ()


def is_page(address: str) -> bool:
    """Whether an address can have a page of its own: not a place on a page, not a data file."""
    return "#" not in address and (address.endswith(("/", ".html")))


def _page(config: Config, old: str, new: str) -> Page:
    address = f"{old}index.html" if old.endswith("/") else old
    root = "../" * address.count("/")
    target = new if "://" in new else root + _file(new)
    say = catalogue(config.language)
    canonical = (
        f'<link rel="canonical" href="{esc(new if "://" in new else config.base_url + new)}">\n'
        if config.base_url
        else ""
    )
    html = (
        f'<!doctype html>\n<html lang="{esc(config.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<script src="{root}assets/moved.js" data-to="{esc(target)}"></script>\n'
        f'<meta http-equiv="refresh" content="0; url={esc(target)}">\n<meta name="robots" content="noindex">\n{canonical}'
        f"<title>{esc(say('moved'))}</title>\n</head>\n<body>\n<main>\n<h1>{esc(say('moved'))}</h1>\n"
        f'<p><a href="{esc(target)}">{esc(say("moved.here"))}</a></p>\n</main>\n</body>\n</html>\n'
    )
    return Page(address, content=html.encode())


def _file(address: str) -> str:
    """A public address as a file, so that it also works from a folder."""
    path, mark, anchor = address.partition("#")
    return (f"{path}index.html" if path.endswith("/") or not path else path) + mark + anchor


MAKER: Maker = _Moved()
