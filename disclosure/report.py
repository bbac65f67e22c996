"""The words of the story as data: a body, its reports, their findings and measures.

In: typed values. Out: the same, frozen. Nothing here reads a file or decides an address outside a report.
A fact that a report does not state is None or an empty tuple here, and absent in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from disclosure.document import Repair

STATUSES = ("done", "ongoing", "open", "unstated")
"""The four statuses, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspection (or audit, …) that a report answers."""

    kind: str
    """`inspection`, `audit`, `education` or `other`."""
    authority: str | None = None
    round: str | None = None
    team: str | None = None
    started: str | None = None
    ended: str | None = None
    feedback: str | None = None
    """Dates are ISO 8601 text, to the day or to the month."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """How readers reach the body."""

    phone: tuple[str, ...] = ()
    fax: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    address: str | None = None
    postcode: str | None = None
    mailbox: str | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Comments:
    """The window in which readers may comment (公开期限)."""

    opens: str | None = None
    closes: str | None = None
    stated: str | None = None
    """The report's own words where they give no dates."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Totals that a report states about itself. None: not stated."""

    aspects: int | None = None
    findings: int | None = None
    findings_done: int | None = None
    findings_ongoing: int | None = None
    findings_open: int | None = None
    measures: int | None = None
    measures_done: int | None = None
    measures_ongoing: int | None = None
    measures_open: int | None = None
    completion_rate: Decimal | None = None
    """Percent."""
    rules_improved: int | None = None
    funds_recovered: Decimal | None = None
    """Yuan."""
    people_held_accountable: int | None = None


_LIVE = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".svg", ".xml", ".xsl", ".mht", ".mhtml")
"""Endings of files that a browser may run scripts of, whatever the web server is told."""


@dataclass(frozen=True, slots=True)
class Source:
    """The original document of a report."""

    file: str
    """Path below the body's folder: `sources/2026-01-20.txt`."""
    sha256: str
    media_type: str
    repairs: tuple[Repair, ...] = ()

    @property
    def shown(self) -> str:
        """Its address below the body's page. What a browser would run as a page of the site is told to be text by its name."""
        return f"{self.file}.txt" if self.file.lower().endswith(_LIVE) else self.file


class Measure(NamedTuple):
    """One thing that a report says was done about a finding."""

    text: str
    """Plain text, with its lead-in (一是), without a bare list marker."""
    status: str | None = None
    """Status stated for this measure alone."""


class Finding(NamedTuple):
    """One problem or area that a report lists."""

    id: str
    """Path of its printed numbers below the section: `1.1.2`, `14`, `2.3`."""
    label: str
    """Its printed number as it stands, such as `（1）` or `14.`; empty where there is none."""
    title: str
    status: str
    """One of `STATUSES`."""
    status_text: str
    """The report's own words for the result (已完成); empty where it states none."""
    measures: tuple[Measure, ...]
    text: str
    """Everything under the heading as plain text, one paragraph or item a line."""
    topics: tuple[str, ...] = ()
    """Topics set by hand on the heading; empty where the rules decide."""
    path: tuple[str, ...] = ()
    """Titles of the headings above it, outermost first, as printed."""
    line: int = 0
    """Line of its heading in the report's file."""


class Section(NamedTuple):
    """A heading of a report and what stands under it up to the next heading."""

    level: int
    """Markdown level, 2 to 6; 0 for what stands before the first heading."""
    heading: str
    """The heading's words as printed, number included, plain text."""
    anchor: str
    """Its address on the body page without `#`: `2026-01-20-1.1.1`."""
    html: str
    """The rendered content under the heading, escaped and ready for a page."""
    text: str
    """The same content as plain text, one paragraph or item a line."""
    line: int
    """Line of the heading in the report's file."""
    finding: Finding | None = None


measure_of: Callable[[tuple[str, str | None]], Measure] = partial(tuple.__new__, Measure)
finding_of: Callable[
    [tuple[str, str, str, str, str, tuple[Measure, ...], str, tuple[str, ...], tuple[str, ...], int]], Finding
] = partial(tuple.__new__, Finding)
section_of: Callable[[tuple[int, str, str, str, str, int, Finding | None]], Section] = partial(tuple.__new__, Section)
"""These three make one of a tuple of all its values, in less than half the time of its own name: a report has a hundred."""


Correction = tuple[str, str, tuple[tuple[str, str, str, str], ...]]
"""Day and words of a correction, and what it changed (`amendments`)."""


@dataclass(frozen=True, slots=True)
class Report:
    """One normalized report."""

    key: str
    """Name of its file without the ending: `2026-01-20`, `2026-01-20-2`."""
    file: str
    """Path of its file relative to the site's folder, for messages."""
    title: str
    publisher: str
    published: str
    inspection: Inspection
    sections: tuple[Section, ...]
    contacts: Contacts = field(default_factory=Contacts)
    comments: Comments = field(default_factory=Comments)
    claims: Claims = field(default_factory=Claims)
    source: Source | None = None
    state: str = "published"
    """`draft`, `published` or `withdrawn`; in a preview also `planned`, for one whose day has not come."""
    corrections: tuple[Correction, ...] = ()
    """Those since it was published, newest first."""

    findings: tuple[Finding, ...] = field(init=False, repr=False, compare=False)
    """Its findings, in the order of the text: found once, as every page asks for them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "findings", tuple([s.finding for s in self.sections if s.finding]))


@dataclass(frozen=True, slots=True)
class Body:
    """A public body and its reports."""

    slug: str
    name: str
    short_name: str
    region: tuple[str, ...]
    """Names of its places, largest first."""
    level: str
    """`province`, `city` or `district`."""
    kind: str
    folder: str
    """Its folder relative to the site's folder."""
    contacts: Contacts = field(default_factory=Contacts)
    reports: tuple[Report, ...] = ()
    """Newest first."""
    withdrawn: tuple[str, ...] = ()
    """Keys of reports that were withdrawn: a short notice stands at their addresses."""
    matches: Mapping[str, str] = field(default_factory=dict)
    """Findings matched by hand with those of an earlier report: `2026-01-20#1.2` to `2025-03-01#4`."""
