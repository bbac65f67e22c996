"""`/compare/topics/…`: the same topic across bodies, finding beside finding, with the words that matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.indexes import Run, finding_row, findings_of, named, part_links, run_label, tails
from disclosure.marks import topic_names
from disclosure.markup import join
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.places import place_address, place_order, shown
from disclosure.report import Body
from disclosure.sheets import Sheet, first, own, sheets
from disclosure.text import quoted
from disclosure.topics import topics_of

FOLDER = "compare/topics/"
FEW = 24
"""Up to so many bodies the heat map has a line a body, beyond that a line a place."""


class _Body(NamedTuple):
    rows: Mapping[str, Sequence[bytes]]
    counts: Counter[str]
    name: str
    slug: str
    short: str
    region: tuple[str, ...]


class _Summary(NamedTuple):
    label: str
    findings: Counter[str]
    bodies: Counter[str]
    first: Mapping[str, Sheet | None]
    """The sheet for the main page of each topic."""
    each: tuple[tuple[str, str, Mapping[str, int]], ...]
    """Slug, name and counts of each body where there are few."""
    places: Mapping[tuple[str, ...], Counter[str]]
    """Counts by the largest place and the one below it."""


class _Topics:
    name = "topics"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        say = catalogue(config.language)
        rows: dict[str, list[bytes]] = {}
        ends = tails(body, say)
        for report, finding, anchor in findings_of(body):
            tail = ends[report.key, finding.status]
            for match in topics_of(finding, config.topics):
                rows.setdefault(match.topic, []).append(finding_row(body, finding, anchor, tail, match.words))
        counts = Counter({topic: len(found) for topic, found in rows.items()})
        return (), _Body(rows, counts, named(body), body.slug, body.short_name, body.region)

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        label = run_label(kept[0].name, kept[-1].name)
        found = {
            t: sheets(f"{FOLDER}{t}/", part, (r for k in kept for r in k.rows.get(t, ())))
            for t in sorted({t for k in kept for t in k.rows})
        }
        places: dict[tuple[str, ...], Counter[str]] = {}
        for k in kept:
            for path in shown(k.region):
                places.setdefault(path, Counter()).update(k.counts)
        summary = _Summary(
            label,
            sum((k.counts for k in kept), Counter()),
            Counter(topic for k in kept for topic in k.counts),
            {topic: first(cut, part) for topic, cut in found.items()},
            tuple((k.slug, k.short, dict(k.counts)) for k in kept) if len(kept) <= FEW else (),
            places,
        )
        shown_label = "" if part.alone else label
        pages = [
            _page(config, topic, sheet, [], shown_label) for topic, cut in found.items() for sheet in own(cut, part)
        ]
        return PartResult(pages, summary=summary)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        names = topic_names(config, say)
        findings: Counter[str] = sum((s.findings for _, s in parts), Counter())
        bodies: Counter[str] = sum((s.bodies for _, s in parts), Counter())
        shown = [topic for topic in names if findings[topic]]
        pages = [_index(config, say, parts, [(t, names[t], findings[t], bodies[t]) for t in shown])]
        for topic in shown:
            runs = [Run(part.key, s.label, s.findings[topic]) for part, s in parts if s.findings[topic]]
            sheet = next((s.first[topic] for _, s in parts if s.first.get(topic)), Sheet(f"{FOLDER}{topic}/"))
            pages.append(_page(config, topic, sheet, runs if len(parts) > 1 else []))
        return pages, ()


def _index(
    config: Config, say: Catalogue, parts: Sequence[tuple[Part, Any]], shown: Sequence[tuple[str, str, int, int]]
) -> Page:
    address = f"{FOLDER}index.html"
    data = {
        "page": page(config, address, say("topics"), section="topics", description=say("topics.what")),
        "topics": [{"id": t, "name": n, "findings": f, "bodies": b} for t, n, f, b in shown],
        "heat": _heat(parts, [t for t, *_ in shown]),
    }
    return Page(address, "topics.html", data)


def _heat(parts: Sequence[tuple[Part, Any]], topics: Sequence[str]) -> dict[str, Any]:
    """Topic by body while they are few, else topic by place: counts, and a shade from 0 to 4 for each."""
    each = [entry for _, s in parts for entry in s.each]
    if len(parts) == 1 and each:
        columns = [{"name": name, "href": f"bodies/{slug}/index.html", "counts": counts} for slug, name, counts in each]
    else:
        places: dict[tuple[str, ...], Counter[str]] = {}
        for _, s in parts:
            for path, counts in s.places.items():
                places.setdefault(path, Counter()).update(counts)
        large = {path for path in places if len(path) == 1}
        chosen = sorted([p for p in places if len(p) == (1 if len(large) > 1 else 2)] or large, key=place_order)
        columns = [{"name": p[-1], "href": place_address(p), "counts": places[p]} for p in chosen]
    top = max((c["counts"].get(t, 0) for c in columns for t in topics), default=0)
    shades = {n: -(-4 * n // top) if top else 0 for n in range(top + 1)}
    return {"columns": columns, "shades": shades}


def _page(config: Config, topic: str, sheet: Sheet, runs: Sequence[Run], label: str = "") -> Page:
    say = catalogue(config.language)
    name = topic_names(config, say)[topic]
    what = say("topic.what", name=quoted(name))
    rule = next((t for t in config.topics if t.id == topic), None)
    data = {
        "page": page(
            config,
            sheet.address,
            sheet.title(say, name, label),
            section="topics",
            description=what,
            alternates=[(f"{FOLDER}{topic}/feed.xml", "application/atom+xml", name)],
        ),
        "topic": topic,
        "name": name,
        "what": what,
        "label": label,
        "terms": [word for word, _ in rule.terms] if rule else [],
        "rows": join(sheet.rows, sheet.root),
        "sheet": sheet.pager(say),
        "parts": part_links(runs, f"{FOLDER}{topic}/"),
    }
    return Page(sheet.address, "topic.html", data)


MAKER: Maker = _Topics()
