"""A body, its reports and findings as plain data: what the JSON files say.

In: a body. Out: dicts and lists with the keys of the content format. A fact that a report does not state has no key;
a count that is zero is there. Nothing is reworded.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from disclosure.addresses import body_url
from disclosure.config import Config
from disclosure.report import STATUSES, Body, Claims, Comments, Contacts, Finding, Inspection, Report
from disclosure.topics import topics_of

_FACTS = (Inspection, Contacts, Comments, Claims)


def facts(value: Inspection | Contacts | Comments | Claims) -> dict[str, Any]:
    """The facts that are stated, by name."""
    found = ((name, getattr(value, name)) for name in type(value).__dataclass_fields__)
    return {name: _plain(fact) for name, fact in found if fact is not None and fact != ()}


def _plain(fact: Any) -> Any:
    if isinstance(fact, Decimal):
        return int(fact) if fact == fact.to_integral_value() else float(fact)
    return list(fact) if isinstance(fact, tuple) else fact


def counts(report: Report) -> dict[str, int]:
    """Findings, measures, and findings by status: three units that are never added up."""
    found = dict.fromkeys(STATUSES, 0)
    for finding in report.findings:
        found[finding.status] += 1
    return {"findings": len(report.findings), "measures": sum(len(f.measures) for f in report.findings), **found}


def report_plain(config: Config, body: Body, report: Report) -> dict[str, Any]:
    """A report: its front matter, its body, its address and its counts."""
    source = report.source
    front: dict[str, Any] = {
        "schema": 1,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "inspection": facts(report.inspection),
    }
    for name in ("contacts", "comments", "claims"):
        if found := facts(getattr(report, name)):
            front[name] = found
    if source:
        front["source"] = {
            "file": source.file,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "repairs": [{k: getattr(r, k) for k in ("kind", "place", "before", "after")} for r in source.repairs],
        }
    return {
        "report": report.key,
        **front,
        "body": body.slug,
        "body_name": body.name,
        "url": body_url(config, body.slug, report.key),
        "counts": counts(report),
    }


def finding_plain(config: Config, finding: Finding) -> dict[str, Any]:
    """A finding without its body and its text."""
    return {
        "finding": finding.id,
        "title": finding.title,
        "status": finding.status,
        "status_text": finding.status_text,
        "topics": [match.topic for match in topics_of(finding, config.topics)],
        "measures": len(finding.measures),
    }


def body_plain(config: Config, body: Body) -> dict[str, Any]:
    """A body with all that its reports say: facts, findings with their text, and the text around them."""
    return {
        "body": body.slug,
        "name": body.name,
        "short_name": body.short_name,
        "region": list(body.region),
        "level": body.level,
        "kind": body.kind,
        "url": body_url(config, body.slug),
        **({"contacts": found} if (found := facts(body.contacts)) else {}),
        "reports": [_whole(config, body, report) for report in body.reports],
    }


def _whole(config: Config, body: Body, report: Report) -> dict[str, Any]:
    """A report with its findings, and the other passages of its text."""
    findings: list[Mapping[str, Any]] = []
    passages: list[Mapping[str, Any]] = []
    for section in report.sections:
        if finding := section.finding:
            where = {"anchor": section.anchor, "url": body_url(config, body.slug, section.anchor)}
            entry = finding_plain(config, finding)
            entry |= {"label": finding.label, "path": list(finding.path)}
            findings.append({**entry, **where, "text": finding.text})
        elif section.heading or section.text:
            passages.append({"anchor": section.anchor, "heading": section.heading, "text": section.text})
    whole = report_plain(config, body, report)
    del whole["body"], whole["body_name"]
    return {**whole, "findings": findings, "passages": passages}
