"""`/404.html`: the page for an address that does not exist. It may be shown at any depth, so its links start at the base URL's path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import Body


class _Errors:
    name = "errors"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        return (), None

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return PartResult()

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        data: dict[str, Any] = {
            "page": page(config, "404.html", say("missing"), section="missing"),
            "home": urlsplit(config.base_url).path if config.base_url else "",
        }
        data["page"]["canonical"] = ""
        return [Page("404.html", "missing.html", data)], ()


MAKER: Maker = _Errors()
