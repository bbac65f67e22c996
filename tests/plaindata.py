"""A body as plain data, key by key: what the JSON files must say. The program writes them as text at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from disclosure.config import Config
from disclosure.report import STATUSES, Body, Finding, Report
from disclosure.topics import topics_of


def body_plain(config: Config, body: Body) -> dict[str, Any]:
    """What `body.json` says."""
    found = {
        "body": body.slug,
        "name": body.name,
        "short_name": body.short_name,
        "region": list(body.region),
        "level": body.level,
        "kind": body.kind,
        "url": url(config, body),
    }
    if contacts := facts(body.contacts):
        found["contacts"] = contacts
    return {**found, "reports": [_whole(config, body, report) for report in body.reports]}


def report_plain(config: Config, body: Body, report: Report) -> dict[str, Any]:
    """What `reports.json` says of a report."""
    who = {"body": body.slug, "body_name": body.name}
    return {**_front(report), **who, **_end(config, body, report)}


def finding_plain(config: Config, body: Body, report: Report, finding: Finding, anchor: str) -> dict[str, Any]:
    """What `findings.json` says of a finding."""
    who = {"body": body.slug, "body_name": body.name, "region": list(body.region), "report": report.key}
    return {**who, **_finding(config, finding), "url": url(config, body, anchor)}


def url(config: Config, body: Body, anchor: str = "") -> str:
    return f"{config.base_url or '/'}bodies/{body.slug}/" + (f"#{anchor}" if anchor else "")


def facts(value: Any) -> dict[str, Any]:
    """The facts that are stated, by name."""
    found = {name: getattr(value, name) for name in type(value).__dataclass_fields__}
    return {name: _plain(fact) for name, fact in found.items() if fact not in (None, ())}


def _plain(fact: Any) -> Any:
    if isinstance(fact, Decimal):
        return int(fact) if fact == int(fact) else float(fact)
    return list(fact) if isinstance(fact, tuple) else fact


def _whole(config: Config, body: Body, report: Report) -> dict[str, Any]:
    findings, passages = [], []
    for section in report.sections:
        if f := section.finding:
            more = {"label": f.label, "path": list(f.path), "anchor": section.anchor}
            more |= {"url": url(config, body, section.anchor), "text": f.text}
            findings.append(_finding(config, f) | more)
        elif section.heading or section.text:
            passages.append({"anchor": section.anchor, "heading": section.heading, "text": section.text})
    return {**_front(report), **_end(config, body, report), "findings": findings, "passages": passages}


def _front(report: Report) -> dict[str, Any]:
    front: dict[str, Any] = {
        "report": report.key,
        "schema": 1,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "inspection": facts(report.inspection),
    }
    for name in ("contacts", "comments", "claims"):
        if found := facts(getattr(report, name)):
            front[name] = found
    if source := report.source:
        front["source"] = {name: getattr(source, name) for name in ("file", "sha256", "media_type")}
        front["source"]["repairs"] = [facts(repair) for repair in source.repairs]
    return front


def _end(config: Config, body: Body, report: Report) -> dict[str, Any]:
    counts = {"findings": len(report.findings), "measures": sum(len(f.measures) for f in report.findings)}
    counts |= {status: sum(f.status == status for f in report.findings) for status in STATUSES}
    return {"url": url(config, body, report.key), "counts": counts}


def _finding(config: Config, finding: Finding) -> dict[str, Any]:
    return {
        "finding": finding.id,
        "title": finding.title,
        "status": finding.status,
        "status_text": finding.status_text,
        "topics": [match.topic for match in topics_of(finding, config.topics)],
        "measures": len(finding.measures),
    }
