"""A body, its reports and findings as JSON: what the JSON files say.

In: a body and its listings. Out: JSON with the keys of the content format. A fact that a report does not state has no key;
a count that is zero is there. Nothing is reworded.

How it is fast: a finding stands in two files and a report too. What two files say alike is written once, as text, by
the encoder of strings of `json`; no dicts are made for it to walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from json.encoder import encode_basestring as quote
from operator import attrgetter
from typing import NamedTuple

from disclosure.addresses import body_url
from disclosure.config import Config
from disclosure.document import Repair
from disclosure.listing import Listing
from disclosure.report import Body, Claims, Comments, Contacts, Inspection, Report, Section, Source

JOINT = ",\n"
"""Stands between two lines of `findings.json` or `reports.json`."""
Facts = Inspection | Contacts | Comments | Claims
_FACTS = {
    kind: ([f'"{name}":' for name in kind.__dataclass_fields__], attrgetter(*kind.__dataclass_fields__))
    for kind in (Inspection, Contacts, Comments, Claims)
}
"""The keys of each kind of facts, ready to be written, and what gives their values."""


class Files(NamedTuple):
    """What the JSON files say of one body."""

    body: bytes
    """The whole of its own file, `body.json`."""
    findings: bytes
    """Its findings, with the columns of `findings.csv`: its lines of `findings.json`."""
    reports: bytes
    """Its reports without their text: its lines of `reports.json`."""


def json_files(config: Config, body: Body, listings: Sequence[Listing]) -> Files:
    """`body` as JSON: facts, findings with their text and the text around them; findings alone; reports alone."""
    name, region = quote(body.name), _array(body.region)
    who = f'"body":{quote(body.slug)},"body_name":{name}'
    url = quote(body_url(config, body.slug))
    contacts = _stated("contacts", body.contacts)
    wholes: list[str] = []
    findings: list[str] = []
    reports: list[str] = []
    for listing in listings:
        front, end = _front(listing.report), _end(config, body, listing)
        reports.append(f"{{{front},{who},{end}}}")
        start = f'{who},"region":{region},"report":{quote(listing.report.key)}'
        own, lines = _findings(listing, start)
        findings += lines
        passages = ",".join(_passages(listing.report.sections))
        wholes.append(f'{{{front},{end},"findings":[{",".join(own)}],"passages":[{passages}]}}')
    whole = (
        f'{{"body":{quote(body.slug)},"name":{name},"short_name":{quote(body.short_name)},"region":{region},'
        f'"level":{quote(body.level)},"kind":{quote(body.kind)},"url":{url}{contacts},"reports":[{",".join(wholes)}]}}\n'
    )
    return Files(whole.encode(), JOINT.join(findings).encode(), JOINT.join(reports).encode())


def _findings(listing: Listing, start: str) -> tuple[list[str], list[str]]:
    """Each finding of a report as `body.json` and as `findings.json` give it; `start` begins each of the latter."""
    own, lines = [], []
    above: tuple[str, ...] = ()
    heads = _array(above)
    columns = zip(listing.findings, listing.anchors, listing.urls, listing.topics, listing.measures, strict=True)
    for (id_, label, title, status, words, _, text, _, path, _), anchor, url, topics, measures in columns:
        if path != above:
            above, heads = path, _array(path)
        topics = topics.replace(" ", '","')
        both = (
            f'"finding":{quote(id_)},"title":{quote(title)},"status":{quote(status)},'
            f'"status_text":{quote(words)},"topics":["{topics}"],"measures":{measures}'
        )
        where = f'"url":{quote(url)}'
        own.append(
            f'{{{both},"label":{quote(label)},"path":{heads},"anchor":{quote(anchor)},{where},"text":{quote(text)}}}'
        )
        lines.append(f"{{{start},{both},{where}}}")
    return own, lines


def _passages(sections: Iterable[Section]) -> list[str]:
    """What stands in a report besides its findings."""
    return [
        f'{{"anchor":{quote(s.anchor)},"heading":{quote(s.heading)},"text":{quote(s.text)}}}'
        for s in sections
        if not s.finding and (s.heading or s.text)
    ]


def _front(report: Report) -> str:
    """The members that say what the front matter of a report says, and its key."""
    return (
        f'"report":{quote(report.key)},"schema":1,"title":{quote(report.title)},"publisher":{quote(report.publisher)},'
        f'"published":{quote(report.published)},"inspection":{{{_facts(report.inspection)}}}'
        f"{_stated('contacts', report.contacts)}{_stated('comments', report.comments)}{_stated('claims', report.claims)}"
        f"{_source(report.source) if report.source else ''}"
    )


def _end(config: Config, body: Body, listing: Listing) -> str:
    """The members that say where a report stands and what is counted in it."""
    counts = ",".join([f'"{name}":{number}' for name, number in listing.counts.items()])
    return f'"url":{quote(body_url(config, body.slug, listing.report.key))},"counts":{{{counts}}}'


def _stated(name: str, value: Facts) -> str:
    """One more member with the facts that are stated; empty where none is."""
    facts = _facts(value)
    return f',"{name}":{{{facts}}}' if facts else ""


def _facts(value: Facts) -> str:
    """The facts that are stated, as members."""
    keys, values = _FACTS[type(value)]
    stated = zip(keys, values(value), strict=True)
    return ",".join([key + _fact(fact) for key, fact in stated if fact is not None and fact != ()])


def _fact(fact: str | int | Decimal | Sequence[str]) -> str:
    if isinstance(fact, str):
        return quote(fact)
    if isinstance(fact, Decimal):
        return str(int(fact)) if fact == fact.to_integral_value() else repr(float(fact))
    return str(fact) if isinstance(fact, int) else _array(fact)


def _source(source: Source) -> str:
    """One more member that names the original document and what was put right in it."""
    repairs = ",".join(map(_repair, source.repairs))
    return (
        f',"source":{{"file":{quote(source.shown)},"sha256":{quote(source.sha256)},'
        f'"media_type":{quote(source.media_type)},"repairs":[{repairs}]}}'
    )


def _repair(repair: Repair) -> str:
    return (
        f'{{"kind":{quote(repair.kind)},"place":{quote(repair.place)},'
        f'"before":{quote(repair.before)},"after":{quote(repair.after)}}}'
    )


def _array(texts: Iterable[str]) -> str:
    return f"[{','.join(map(quote, texts))}]"
