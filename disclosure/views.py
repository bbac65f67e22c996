"""A body as its page shows it: plain data for the templates, nothing decided in them.

In: a body with its reports and the settings. Out: nested dicts and lists (picklable, the same for the same input).
What the notice says stands in it character for character (`text`); what is worked out from it
(badges, counts, days) is kept apart, so that the page can show in which voice it speaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from disclosure import audit, pictures
from disclosure.article import text_parts, toc
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.marks import (
    by_result,
    cut,
    days_between,
    fact_name,
    mailto,
    status_names,
    tel,
    unstated,
)
from disclosure.memo import remembering
from disclosure.origin import source_view
from disclosure.places import paths, place_address, shown
from disclosure.report import STATUSES, Body, Claims, Contacts, Report
from disclosure.text import quoted, titled
from disclosure.ways import ways

ROOT = "../../"
CLAIMS = (
    "aspects",
    "findings",
    "findings_done",
    "findings_ongoing",
    "findings_open",
    "measures",
    "measures_done",
    "measures_ongoing",
    "measures_open",
    "completion_rate",
    "rules_improved",
    "funds_recovered",
    "people_held_accountable",
)


def body_view(config: Config, body: Body, url: str) -> dict[str, Any]:
    """All that `body.html` shows of `body`; `url` is its canonical address, or empty."""
    say = catalogue(config.language)
    through = ways(body, say, ROOT)
    return {
        "body": {
            "name": body.name,
            "slug": body.slug,
            "region": _crumbs(body),
            "line": _line(body, say),
            "contact": contact_view(config, body, url),
        },
        "reports": [report_view(config, body, report, say, through) for report in body.reports],
        "withdrawn": body.withdrawn,
    }


def _line(body: Body, say: Catalogue) -> str:
    parts = [say(key) for key in (f"level.{body.level}", f"kind.{body.kind}") if say.has(key)]
    count = sum(len(r.findings) for r in body.reports)
    return say("sep").join([*parts, say("body.reports", n=len(body.reports)), say("body.findings", n=count)])


def _crumbs(body: Body) -> list[tuple[str, str]]:
    """The body's places, each with the way to its page where it surely has one."""
    linked = {path[-1]: ROOT + place_address(path) for path in shown(body.region)}
    return [(path[-1], linked.get(path[-1], "")) for path in paths(body.region)]


def merged(body: Body) -> Contacts:
    """The body's contacts: those of its newest report first, then those of body.yaml. Several makers ask for them."""
    return _merged_last(body, None)


def _merged(body: Body, _: None) -> Contacts:
    if not body.reports:
        return body.contacts
    newest, own = _CONTACTS(body.reports[0].contacts), _CONTACTS(body.contacts)
    return Contacts(*[stated or known for stated, known in zip(newest, own, strict=True)])


_CONTACTS = attrgetter(*Contacts.__dataclass_fields__)
_merged_last = remembering(_merged, 4)


def contact_view(config: Config, body: Body, url: str) -> dict[str, Any]:
    """The contact block: fields that are stated, the feedback window of the newest report, files, the QR code."""
    say = catalogue(config.language)
    c = merged(body)
    report = body.reports[0] if body.reports else None
    subject = mail_subject(body, report) if report else body.name
    fields = [
        ("phone", [(number, tel(number)) for number in c.phone]),
        ("fax", [(number, "") for number in c.fax]),
        ("email", [(address, mailto(address, subject)) for address in c.email]),
        ("address", [(c.address, "")] if c.address else []),
        ("postcode", [(c.postcode, "")] if c.postcode else []),
        ("mailbox", [(c.mailbox, "")] if c.mailbox else []),
        ("hours", [(c.hours, "")] if c.hours else []),
    ]
    comments = report.comments if report else None
    return {
        "fields": [_field(key, values, say) for key, values in fields if values],
        "facts": {},
        "window": {
            "opens": comments.opens if comments else None,
            "closes": comments.closes if comments else None,
            "stated": quoted(comments.stated) if comments and comments.stated else None,
        },
        "files": [],
        "qr": pictures.qr(url, say("contact.qr")) if url else "",
        "url": url,
    }


def _field(key: str, values: Sequence[tuple[str, str]], say: Catalogue) -> dict[str, Any]:
    """A field of the contact block; `rows` are its `values` and their `facts` together."""
    facts = [fact_name(f"contacts.{key}.{number}") for number in range(len(values))]
    rows = [(text, href, fact) for (text, href), fact in zip(values, facts, strict=True)]
    return {"label": say(f"contact.{key}"), "values": values, "facts": facts, "rows": rows}


def mail_subject(body: Body, report: Report) -> str:
    """The subject of a letter to the body about a report, in the language of its notice."""
    say = catalogue("zh-Hans")
    return say("mail.report", body=body.short_name, date=say.date(report.published))


def report_view(
    config: Config, body: Body, report: Report, say: Catalogue, through: Mapping[tuple[str, str], Markup]
) -> dict[str, Any]:
    """One report: its facts, counts, claims, sections and source; `through` are the ways of the body's findings.

    Its `text` stays in parts, one a section, until `citing.cite` has put its marks there.
    """
    counts = count_statuses(report)
    names = status_names(say)
    words = say("comma").join([f"{names[status]} {count}" for status, count in counts.items()])
    return {
        "key": report.key,
        "state": report.state,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "several": len(body.reports) > 1,
        "asof": say("asof", date=say.date(report.published)),
        "cite": f"{report.publisher}：{titled(report.title)}，{report.published}",
        "steps": steps(report, say),
        "facts": {},
        "total": sum(counts.values()),
        "bar": pictures.status_bar(counts, f"{say('summary')}{say('colon')}{words}"),
        "counts": [
            {"id": status, "name": names[status], "n": unstated(say) if count is None else count}
            for status, count in by_result(counts).items()
        ],
        "claims": claims_view(report, counts, say),
        "audit": notes_view(report, say),
        "text": text_parts(config, body, report, through, ROOT),
        "toc": toc(report.sections, say),
        "source": source_view(report, say),
        "corrections": [
            {"day": day, "words": words, "changes": [_amendment(change, say) for change in changes]}
            for day, words, changes in report.corrections
        ],
    }


def notes_view(report: Report, say: Catalogue) -> list[dict[str, str]]:
    """The notes of the audit, each with the address of the place that it speaks of."""
    return [
        {
            "words": note.words.en if say.language == "en" else note.words.zh,
            "anchor": note.anchor,
            "quote": cut(note.quote, 120),
            "sentence": note.quote,
            "fact": fact_name(note.key),
        }
        for note in audit.notes(report)
    ]


def count_statuses(report: Report) -> dict[str, int]:
    """Findings of a report by status."""
    found = [finding.status for finding in report.findings]
    return {status: found.count(status) for status in STATUSES}


def steps(report: Report, say: Catalogue) -> list[dict[str, Any]]:
    """The dates of the inspection in order, with the days from one to the next where both are known to the day."""
    i = report.inspection
    found = []
    if i.started or i.ended:
        start, end = (i.started, i.ended) if i.started else (i.ended, None)
        facts = ("started", "ended") if i.started else ("ended", "")
        found.append({"name": say(f"step.{i.kind}"), "start": start, "end": end, "days": "", "facts": facts})
    if i.feedback:
        found.append(
            {"name": say("step.feedback"), "start": i.feedback, "end": None, "days": "", "facts": ("feedback", "")}
        )
        if (days := days_between(i.ended, i.feedback)) is not None:
            found[-1]["days"] = say("step.after-end", n=days)
    published = {"name": say("step.published"), "start": report.published, "end": None, "days": ""}
    found.append({**published, "facts": ("published", "")})
    if (days := days_between(i.feedback, report.published)) is not None:
        found[-1]["days"] = say("step.after-feedback", n=days)
    c = report.comments
    if c.opens or c.closes:
        start, end, facts = (c.opens, c.closes, ("opens", "closes")) if c.opens else (c.closes, None, ("closes", ""))
        found.append({"name": say("window"), "start": start, "end": end, "days": "", "facts": facts})
    return found


def claims_view(report: Report, counts: Mapping[str, int], say: Catalogue) -> list[dict[str, str]]:
    """The notice's own totals beside what its list gives; only rows of which the notice states a total."""
    if report.claims == _NONE:
        return []
    measures = sum([len(f.measures) for f in report.findings])
    counted: dict[str, int | None] = {"findings": sum(counts.values()), "measures": measures}
    counted["aspects"] = audit.aspects(report.findings)
    counted |= {f"findings_{status}": count for status, count in by_result(counts).items()}
    counted |= audit.measures_by_result(report)
    return [
        {
            "name": name,
            "stated": say(unit, n=f"{value:,}") if unit else str(value),
            "counted": say("claims.no") if (number := counted.get(key)) is None else str(number),
            "fact": fact,
        }
        for (key, name, unit, fact), value in zip(_claims(say), _STATED(report.claims), strict=True)
        if value is not None
    ]


_NONE = Claims()
_STATED = attrgetter(*CLAIMS)


@lru_cache(maxsize=8)
def _claims(say: Catalogue) -> Sequence[tuple[str, str, str, str]]:
    """For each of `CLAIMS` itself, its name, the key of the words around its value where it has a unit, and its fact."""
    units = {key: f"unit.{key}" for key in CLAIMS if say.has(f"unit.{key}")}
    return [(key, say(f"claim.{key}"), units.get(key, ""), fact_name(f"claims.{key}")) for key in CLAIMS]


_CHANGED = {
    "title": "correction.title",
    "publisher": "correction.publisher",
    "published": "column.published",
    "contacts": "correction.contacts",
    "inspection.started": "column.started",
    "inspection.ended": "column.ended",
    "inspection.feedback": "column.feedback",
}
_GROUPS = {"inspection": "correction.inspection", "comments": "window"}


def _amendment(change: tuple[str, str, str, str], say: Catalogue) -> dict[str, str]:
    """What a correction changed: its `name`, and `before` and `after` where they are shown."""
    kind, key, before, after = change
    if kind == "text":
        return {"name": say("correction.text", removed=before, added=after), "before": "", "after": ""}
    if kind == "fact":
        group, _, claim = key.partition(".")
        word = (
            f"claim.{claim}" if group == "claims" else _CHANGED.get(key) or _GROUPS.get(group, "correction.inspection")
        )
        name = say(word) if say.has(word) else claim
    else:
        name = say("finding.item", id=key)
    if kind == "status":
        before, after = say(f"status.{before}"), say(f"status.{after}")
    if before or after:
        before, after = before or say("not-stated"), after or say("not-stated")
    return {"name": name, "before": before, "after": after}
