"""`/feed.xml` and a feed for each body and topic: what is newly published.

An entry is a report. In a topic's feed it names the findings of that topic and leads to the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import atom
from disclosure.addresses import body_file, body_url
from disclosure.atom import Entry
from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.indexes import findings_of
from disclosure.marks import topic_names
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import Body, Finding, Report
from disclosure.topics import topics_of

ALL = "feed.xml"
MOST, MOST_OF_TOPIC = 40, 20
"""Reports in a feed at most: in the feed of all (and of a body), and in that of a topic."""


def topic_feed(topic: str) -> str:
    """Address of the feed of a topic."""
    return f"compare/topics/{topic}/feed.xml"


class _Feeds:
    name = "feeds"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        entries = atom.newest((_entry(config, body, report) for report in body.reports), MOST)
        address = body_file(body.slug, ALL)
        shows = f"bodies/{body.slug}/"
        pages = [Page(address, content=atom.feed(config, address, body.name, shows, entries))]
        return pages, ([tuple(e) for e in entries], {t: [tuple(e) for e in es] for t, es in _topics(config, body)})

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        topics: dict[str, list[Entry]] = {}
        for _, found in kept:
            for topic, entries in found.items():
                topics.setdefault(topic, []).extend(Entry(*e) for e in entries)
        newest = atom.newest((Entry(*e) for entries, _ in kept for e in entries), MOST)
        summary = (newest, {t: atom.newest(topics[t], MOST_OF_TOPIC) for t in sorted(topics)})
        return PartResult(
            summary=([tuple(e) for e in summary[0]], {t: [tuple(e) for e in v] for t, v in summary[1].items()})
        )

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        names = topic_names(config, say)
        newest = atom.newest((Entry(*e) for _, (entries, _) in parts for e in entries), MOST)
        pages = [Page(ALL, content=atom.feed(config, ALL, config.title, "", newest))]
        for topic, name in names.items():
            found = [Entry(*e) for _, (_, topics) in parts for e in topics.get(topic, ())]
            if found:
                address, shows = topic_feed(topic), f"compare/topics/{topic}/"
                entries = atom.newest(found, MOST_OF_TOPIC)
                pages.append(
                    Page(address, content=atom.feed(config, address, f"{config.title}：{name}", shows, entries))
                )
        return pages, ()


def _entry(config: Config, body: Body, report: Report) -> Entry:
    say = catalogue(config.language)
    summary = say("feed.findings", n=len(report.findings))
    title = f"{body.short_name}：{report.title}"
    link = body_url(config, body.slug, report.key)
    xml = atom.entry(config, f"{body.slug}/{report.key}", title, report.publisher, link, report.published, summary)
    return Entry(report.published, body.slug, report.key, xml)


def _topics(config: Config, body: Body) -> Iterable[tuple[str, list[Entry]]]:
    """For each topic of the body's findings the entries of its reports."""
    found: dict[str, dict[str, list[tuple[Finding, str]]]] = {}
    reports = {report.key: report for report in body.reports}
    for report, finding, anchor in findings_of(body):
        for match in topics_of(finding, config.topics):
            found.setdefault(match.topic, {}).setdefault(report.key, []).append((finding, anchor))
    for topic in sorted(found):
        yield topic, [_topic_entry(config, topic, body, reports[key], those) for key, those in found[topic].items()]


def _topic_entry(
    config: Config, topic: str, body: Body, report: Report, findings: Sequence[tuple[Finding, str]]
) -> Entry:
    title = f"{body.short_name}：{findings[0][0].title}" + (f"（等 {len(findings)} 项）" if len(findings) > 1 else "")
    link = body_url(config, body.slug, findings[0][1])
    summary = "；".join(finding.title for finding, _ in findings)
    name = f"{topic}/{body.slug}/{report.key}"
    xml = atom.entry(config, name, title, report.publisher, link, report.published, summary)
    return Entry(report.published, body.slug, report.key, xml)


MAKER: Maker = _Feeds()
