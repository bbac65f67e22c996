"""What data files, feeds and the sitemap say of a report's findings, worked out once for all of them.

In: a body. Out: for each of its reports the findings with their addresses and topics, and their counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disclosure.addresses import body_url
from disclosure.config import Config
from disclosure.memo import remembering
from disclosure.report import STATUSES, Body, Finding, Report
from disclosure.topics import topics_of


class Listing(NamedTuple):
    """The findings of a report. The sequences are of one length, in the order of the page."""

    report: Report
    findings: Sequence[Finding]
    anchors: Sequence[str]
    """Where each stands on the body's page."""
    urls: Sequence[str]
    topics: Sequence[str]
    """Ids of the topics of each, the strongest first, with a space between them; an id is a slug."""
    measures: Sequence[int]
    counts: Mapping[str, int]
    """Findings, measures, and findings by status: three units that are never added up."""


def listings(config: Config, body: Body) -> list[Listing]:
    """The findings of each report of `body`, in the order of the reports. Several makers ask: the last answers are kept."""
    return _kept(body, config)


def _found(body: Body, config: Config) -> list[Listing]:
    page = body_url(config, body.slug)
    return [_listing(config, report, page) for report in body.reports]


def _listing(config: Config, report: Report, page: str) -> Listing:
    found = [(section.finding, section.anchor) for section in report.sections if section.finding]
    findings, anchors = [finding for finding, _ in found], [anchor for _, anchor in found]
    urls = [f"{page}#{anchor}" for anchor in anchors]
    topics = [" ".join([match.topic for match in topics_of(finding, config.topics)]) for finding in findings]
    measures = [len(finding.measures) for finding in findings]
    statuses = [finding.status for finding in findings]
    counts = {"findings": len(findings), "measures": sum(measures), **{s: statuses.count(s) for s in STATUSES}}
    return Listing(report, findings, anchors, urls, topics, measures, counts)


_kept = remembering(_found, 4)
