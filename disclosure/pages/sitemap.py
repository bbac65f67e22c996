"""`/sitemap.xml` and `/robots.txt`.

A sitemap must name absolute addresses, so a site without a base URL has none, and its robots.txt names none. A site of
one part has one file. A larger one has an index of at most 16 files, and a part's share goes to the same file
whatever other parts there are; none of them comes near the limits of 50,000 addresses and 50 MB below 300,000 bodies.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import places
from disclosure.addresses import body_url, url
from disclosure.atom import text
from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.frame import FOOT, NAV
from disclosure.listing import listings
from disclosure.marks import topic_names
from disclosure.metrics import kinds_of
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult, Piece
from disclosure.report import STATUSES, Body

MAP = "sitemap.xml"
FILES = 16
_SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_TABLES = tuple(f"compare/{name}/" for name in ("changes", "gaps", "metrics", "rules"))
_START = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HEAD = f"{_START}<urlset {_SCHEMA}>\n".encode()
_TAIL = b"</urlset>\n"


def file_of(part: Part) -> str:
    """Address of the file that holds a part's share."""
    return MAP if part.alone else f"sitemap-{zlib.crc32(part.key.encode()) % FILES}.xml"


class _Sitemap:
    name = "sitemap"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        day = max([report.published for report in body.reports], default="")
        topics = {topic for listing in listings(config, body) for topic in " ".join(listing.topics).split()}
        kinds = {kind for report in body.reports for kind in kinds_of(report, config.metrics) if kind}
        line = _line(body_url(config, body.slug), day) if config.base_url else b""
        return (), (line, day, sorted(topics), body.region, sorted(kinds))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        topics = {name for k in kept for name in k[2]}
        day = max(k[1] for k in kept)
        summary = (day, sorted(topics), [k[3] for k in kept], sorted({kind for k in kept for kind in k[4]}))
        if not config.base_url:
            return PartResult(summary=summary)
        found = b"".join(k[0] for k in kept)
        found += b"".join(_line(url(config, address), day) for address in part.pages if address.endswith("/index.html"))
        return PartResult(pieces=[Piece(file_of(part), found)], summary=summary)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        lines = ["User-agent: *", "Allow: /"]
        if not config.base_url:
            return [_robots(lines)], ()
        robots = _robots([*lines, "", f"Sitemap: {url(config, MAP)}"])
        own = _own_lines(config, parts)
        if all(part.alone for part, _ in parts):
            return [robots], [Assembly(MAP, _HEAD + own, b"", _TAIL)]
        days: dict[str, str] = {}
        for part, summary in parts:
            days[file_of(part)] = max(days.get(file_of(part), ""), summary[0])
        pages = [robots, Page("sitemap-pages.xml", content=_HEAD + own + _TAIL)]
        files = [("sitemap-pages.xml", ""), *sorted(days.items())]
        index = "".join(f"<sitemap><loc>{text(url(config, f))}</loc>{_day(day)}</sitemap>\n" for f, day in files)
        pages.append(Page(MAP, content=f"{_START}<sitemapindex {_SCHEMA}>\n{index}</sitemapindex>\n".encode()))
        return pages, [Assembly(file, _HEAD, b"", _TAIL) for file in sorted(days)]


def _own_lines(config: Config, parts: Sequence[tuple[Part, Any]]) -> bytes:
    """The pages that a site has once."""
    topics = {t for _, summary in parts for t in summary[1]}
    names = topic_names(config, catalogue(config.language))
    found = [address for _, address in (*NAV, *FOOT) if address.endswith("/index.html") or address == "index.html"]
    found += [f"{folder}index.html" for folder in ("bodies/", "compare/status/", *_TABLES)]
    found += [f"compare/topics/{topic}/index.html" for topic in names if topic in topics]
    found += [f"compare/status/{status}/index.html" for status in STATUSES]
    metrics = {kind for _, summary in parts for kind in summary[3]}
    found += [f"compare/metrics/{kind.id}/index.html" for kind in config.metrics if kind.id in metrics]
    regions = (region for _, summary in parts for region in summary[2])
    found += [places.place_address(path) for path in places.with_page(regions)]
    return b"".join(_line(url(config, address), "") for address in dict.fromkeys(found))


def _line(address: str, day: str) -> bytes:
    return f"<url><loc>{text(address)}</loc>{_day(day)}</url>\n".encode()


def _day(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def _robots(lines: Sequence[str]) -> Page:
    return Page("robots.txt", content=("\n".join(lines) + "\n").encode())


MAKER: Maker = _Sitemap()
