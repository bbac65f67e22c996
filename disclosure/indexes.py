"""What the index pages share: rows kept as bytes, pages of a run of bodies, the line that names a run.

In: rows that each body keeps. Out: pages. When the site is one part, its rows travel in the part's summary and the
main index page shows them; otherwise each part has a page of its own, and the main page leads to it.
No page shows a count of the whole site in its frame, so that a new report changes few pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from disclosure.catalogue import Catalogue
from disclosure.marks import badge, excerpt, marked, place, when
from disclosure.markup import body_href, esc, link
from disclosure.page import Part
from disclosure.report import STATUSES, Body, Finding, Report


class Run(NamedTuple):
    """A part as an index page names it."""

    key: str
    label: str
    number: int
    """What the page of the part shows so many of."""


def part_folder(folder: str, part: Part) -> str:
    """The folder of a part's page: `compare/topics/finance/from-jia/`."""
    return f"{folder}from-{part.key}/"


def run_label(first: str, last: str) -> str:
    """A run by its first and last body."""
    return first if first == last else f"{first} — {last}"


def named(body: Body) -> str:
    """A body with its province and city, to name the ends of a run."""
    return " ".join([*dict.fromkeys(body.region[:2]), body.short_name])


def finding_row(body: Body, finding: Finding, anchor: str, tail: str, words: Sequence[str] = ()) -> bytes:
    """A finding as an item of a list: its title with `words` marked, where they stand in its text, and its `tail`."""
    title = marked(finding.title, words)
    inside = [word for word in words if word not in finding.title]
    text = excerpt(finding.text, inside) if inside else ""
    return (
        f'<li class="row s-{finding.status}"><p class="row-title" lang="zh-Hans">'
        f'<a href="{body_href(body.slug, anchor)}">{title}</a></p>'
        + (f'<p class="cut" lang="zh-Hans">{text}</p>' if text else "")
        + tail
    ).encode()


def tails(body: Body, say: Catalogue) -> dict[tuple[str, str], str]:
    """The ends of a body's rows by report and status: body, place, day and badge."""
    who = f'<p class="by">{link(body_href(body.slug), body.short_name)}<span>{esc(place(body))}</span>'
    return {
        (report.key, status): f"{who}{when(report, say)}{badge(status, say)}</p></li>\n"
        for report in body.reports
        for status in STATUSES
    }


def findings_of(body: Body) -> Iterable[tuple[Report, Finding, str]]:
    """Every finding of a body with its report and its address on the body's page."""
    for report in body.reports:
        for section in report.sections:
            if section.finding:
                yield report, section.finding, section.anchor


def part_links(runs: Sequence[Run], folder: str) -> list[dict[str, object]]:
    """Links to the pages of the parts, for the main page in `folder`."""
    return [{"href": f"{folder}from-{r.key}/index.html", "label": r.label, "n": r.number} for r in runs]
