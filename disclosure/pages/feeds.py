"""`/feed.xml` and a feed for each body, topic and place: what is newly published.

An entry is a report. In a topic's feed it names the findings of that topic and leads to the first of them.
What a part gives on is packed, and unpacked only where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import atom, places
from disclosure.addresses import body_file
from disclosure.atom import Entry
from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.listing import Listing, listings
from disclosure.marks import topic_names
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import Body, Report

ALL = "feed.xml"
MOST, MOST_OF_TOPIC = 40, 20
"""Reports in a feed at most: in that of all, of a body and of a place, and in that of a topic."""


class _Feeds:
    name = "feeds"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        entries = [_entry(config, body, report) for report in body.reports[:MOST]]
        content = atom.feed(config, body_file(body.slug, ALL), body.name, f"bodies/{body.slug}/", entries)
        kept = (body.region, atom.join(map(atom.pack, entries)), _topics(config, body))
        return [Page(body_file(body.slug, ALL), content=content)], kept

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        topics: dict[str, list[bytes]] = {}
        regions: dict[tuple[str, ...], list[bytes]] = {}
        for region, entries, found in kept:
            regions.setdefault(region, []).append(entries)
            for topic, packed in found.items():
                topics.setdefault(topic, []).append(packed)
        summary = (
            {region: (len(all_of), _newest(all_of, MOST)) for region, all_of in regions.items()},
            {topic: _newest(topics[topic], MOST_OF_TOPIC) for topic in sorted(topics)},
        )
        return PartResult(summary=summary)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        found = [(region, *entry) for _, (regions, _) in parts for region, entry in regions.items()]
        pages = [_page(config, "", config.title, [packed for *_, packed in found], MOST)]
        for topic, name in topic_names(config, catalogue(config.language)).items():
            packed = [topics[topic] for _, (_, topics) in parts if topic in topics]
            if packed:
                title = f"{config.title}：{name}"
                pages.append(_page(config, f"compare/topics/{topic}/", title, packed, MOST_OF_TOPIC))
        below: dict[tuple[str, ...], list[bytes]] = {}
        for region, _, packed in found:
            for path in places.paths(region):
                below.setdefault(path, []).append(packed)
        for path in places.with_page(region for region, bodies, _ in found for _ in range(bodies)):
            folder = places.place_address(path).removesuffix("index.html")
            pages.append(_page(config, folder, f"{config.title}：{' '.join(path)}", below[path], MOST))
        return pages, ()


def _page(config: Config, folder: str, title: str, packed: Iterable[bytes], most: int) -> Page:
    entries = map(atom.unpack, atom.newest(packed, most))
    return Page(folder + ALL, content=atom.feed(config, folder + ALL, title, folder, entries))


def _newest(packed: Iterable[bytes], most: int) -> bytes:
    return atom.join(atom.newest(packed, most))


def _entry(config: Config, body: Body, report: Report) -> Entry:
    summary = catalogue(config.language)("feed.findings", n=len(report.findings))
    title = f"{body.short_name}：{report.title}"
    name = f"{body.slug}/{report.key}"
    return Entry(report.published, body.slug, report.key, name, report.key, title, report.publisher, summary)


def _topics(config: Config, body: Body) -> dict[str, bytes]:
    """For each topic of the body's findings the packed entries of its reports, newest first."""
    found: dict[str, list[str]] = {}
    for listing in listings(config, body):
        for topic, findings in _by_topic(listing).items():
            found.setdefault(topic, []).append(atom.pack(_topic_entry(topic, body, listing.report, findings)))
    return {topic: atom.join(found[topic][:MOST_OF_TOPIC]) for topic in sorted(found)}


def _by_topic(listing: Listing) -> dict[str, list[tuple[str, str]]]:
    """Title and address of the findings of each topic."""
    found: dict[str, list[tuple[str, str]]] = {}
    for finding, anchor, topics in zip(listing.findings, listing.anchors, listing.topics, strict=True):
        named = finding.title, anchor
        for topic in topics.split():
            found.setdefault(topic, []).append(named)
    return found


def _topic_entry(topic: str, body: Body, report: Report, findings: Sequence[tuple[str, str]]) -> Entry:
    first, anchor = findings[0]
    title = f"{body.short_name}：{first}" + (f"（等 {len(findings)} 项）" if len(findings) > 1 else "")
    summary = "；".join([title for title, _ in findings])
    name = f"{topic}/{body.slug}/{report.key}"
    return Entry(report.published, body.slug, report.key, name, anchor, title, report.publisher, summary)


MAKER: Maker = _Feeds()
