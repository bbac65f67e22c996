"""`/`: what this site is, the totals, the newest reports, and the ways in by topic, status, place and body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import pictures
from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.frame import page, structured_data
from disclosure.marks import place, topic_names
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.places import place_address, place_order
from disclosure.report import STATUSES, Body
from disclosure.topics import topics_of

FEED = ("feed.xml", "application/atom+xml", "Atom")
NEWEST = 8
"""How many reports the home page names."""


class _Home:
    name = "home"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        findings = [f for report in body.reports for f in report.findings]
        news = [
            (r.published, body.slug, r.key, r.title, body.short_name, place(body), len(r.findings))
            for r in body.reports[:NEWEST]
        ]
        statuses = Counter(f.status for f in findings)
        topics = Counter(m.topic for f in findings for m in topics_of(f, config.topics))
        return (), (news, len(body.reports), statuses, topics, body.region[:1])

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        news = sorted((n for k in kept for n in k[0]), key=_newest)[:NEWEST]
        regions = Counter(name for k in kept for name in k[4])
        total: Counter[str] = sum((k[2] for k in kept), Counter())
        topics: Counter[str] = sum((k[3] for k in kept), Counter())
        return PartResult(summary=(news, len(kept), sum(k[1] for k in kept), total, topics, regions))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        summaries = [summary for _, summary in parts]
        news = sorted((n for s in summaries for n in s[0]), key=_newest)[:NEWEST]
        statuses: Counter[str] = sum((s[3] for s in summaries), Counter())
        topics: Counter[str] = sum((s[4] for s in summaries), Counter())
        regions: Counter[str] = sum((s[5] for s in summaries), Counter())
        names = topic_names(config, say)
        words = [f"{say('status.' + s)} {statuses[s]}" for s in STATUSES]
        data: dict[str, Any] = {
            "page": page(config, "index.html", config.title, section="home", alternates=[FEED]),
            "totals": [
                (say("total.bodies"), sum(s[1] for s in summaries)),
                (say("total.reports"), sum(s[2] for s in summaries)),
                (say("total.findings"), sum(statuses.values())),
            ],
            "bar": pictures.status_bar(statuses, say("summary") + say("colon") + say("comma").join(words)),
            "counts": [(s, say("status." + s), statuses[s]) for s in STATUSES],
            "news": [
                dict(zip(("published", "slug", "key", "title", "name", "place", "findings"), n, strict=True))
                for n in news
            ],
            "regions": [
                (name, place_address((name,)), n)
                for name, n in sorted(regions.items(), key=lambda found: place_order((found[0],)))
            ],
            "topics": [(t, names[t], topics[t]) for t in names if topics[t]],
        }
        data["page"]["jsonld"] = _structured(config)
        return [Page("index.html", "home.html", data)], ()


def _newest(entry: tuple[str, ...]) -> tuple[int, ...]:
    """Newest first, then by slug and key, whatever order the parts come in."""
    return (-int(entry[0].replace("-", "").ljust(8, "0")), *map(ord, entry[1] + entry[2]))


def _structured(config: Config) -> str:
    data = {"@type": "WebSite", "name": config.title, "description": config.description, "inLanguage": config.language}
    if config.base_url:
        data["url"] = config.base_url
    return structured_data({k: v for k, v in data.items() if v})


MAKER: Maker = _Home()
