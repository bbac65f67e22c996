"""`/methodology/`: the rules actually in use: words of results, topics, what is quoted, computed and repaired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.catalogue import catalogue
from disclosure.config import Config, Topic
from disclosure.frame import page
from disclosure.listing import listings
from disclosure.marks import topic_names
from disclosure.origin import repair_kind
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import STATUSES, Body

ADDRESS = "methodology/index.html"


class _Methodology:
    name = "methodology"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        words = {(f.status, f.status_text) for found in listings(config, body) for f in found.findings if f.status_text}
        repairs = [repair.kind for report in body.reports if report.source for repair in report.source.repairs]
        return (), (sorted(words), repairs)

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        words = sorted({word for k in kept for word in k[0]})
        return PartResult(summary=(words, Counter([kind for k in kept for kind in k[1]])))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        repairs: Counter[str] = sum((s[1] for _, s in parts), Counter())
        seen = sorted({word for _, s in parts for word in s[0]})
        names = topic_names(config, say)
        data = {
            "page": page(
                config, ADDRESS, say("methodology"), section="methodology", description=say("methodology.what")
            ),
            "statuses": [
                {
                    "id": status,
                    "name": say(f"status.{status}"),
                    "what": say(f"status.{status}.def"),
                    "words": list(config.statuses.get(status, ())),
                    "seen": [text for s, text in seen if s == status],
                }
                for status in STATUSES
            ],
            "topics": [
                {
                    "id": t.id,
                    "name": names[t.id],
                    "terms": _terms(t),
                    "exclude": list(t.exclude),
                }
                for t in config.topics
            ],
            "repairs": [{"kind": repair_kind(kind, say), "n": n} for kind, n in sorted(repairs.items())],
        }
        return [Page(ADDRESS, "methodology.html", data)], ()


def _terms(topic: Topic) -> list[tuple[str, int]]:
    """The words of a topic, the weightiest first."""
    return sorted(topic.terms, key=lambda term: (-term[1], term[0]))


MAKER: Maker = _Methodology()
