"""The text of a report as the body's page shows it: its headings in order, each finding a card.

In: a body, one of its reports, the settings. Out: HTML. What the notice says stands in it character for character; what
is worked out from it (badge, topics, links) is in places of its own, in the site's language.
Made here and not by a template: a site has hundreds of thousands of findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.marks import badge, chips, cut, mailto
from disclosure.markup import at, esc
from disclosure.report import STATUSES, Body, Finding, Report, Section
from disclosure.topics import topics_of
from disclosure.ways import ways

_OWN_NUMBERS = re.compile(r"<ol>(?=\s*<li[^>]*>(?:<p>)?(?:一是|第一[，、]|首先))")


def text_html(config: Config, body: Body, report: Report, names: Mapping[str, str], root: str) -> Markup:
    """The text of `report`, each heading at a level that never skips one.

    `names` are those of the topics by id; `root` is the way from the page to the site's root.
    """
    say = catalogue(config.language)
    through = ways(body, say, root)
    card = _Card(config, body, report, say, names, root)
    parts: list[str] = []
    for section, level in _levels(report.sections):
        html = _unnumbered(section.html)
        if section.finding:
            parts.append(
                card.html(section, section.finding, level, html, through.get((report.key, section.finding.id)))
            )
        elif section.heading:
            parts.append(f'<h{level} id="{esc(section.anchor)}">{esc(section.heading)}</h{level}>\n{html}\n')
        else:
            parts.append(f"{html}\n")
    return Markup("".join(parts))  # noqa: S704 - rendered and escaped by the loader, or escaped here


def _levels(sections: Sequence[Section]) -> Iterator[tuple[Section, int]]:
    """Sections, each with the level of its heading on the page: 3 below the report's title, then one more each."""
    open_levels: list[int] = []
    for section in sections:
        while open_levels and open_levels[-1] >= section.level:
            open_levels.pop()
        yield section, min(3 + len(open_levels), 6)
        if section.level:
            open_levels.append(section.level)


def _unnumbered(html: str) -> str:
    """`html` with lists whose items count themselves (一是, 二是) marked, so that they are not numbered twice."""
    return _OWN_NUMBERS.sub('<ol class="own">', html) if "<ol>" in html else html


class _Card:
    """Makes the cards of one report; what all of them have in common is worked out once."""

    def __init__(
        self, config: Config, body: Body, report: Report, say: Catalogue, names: Mapping[str, str], root: str
    ) -> None:
        self.say, self.names, self.root = say, names, root
        self.topics = config.topics
        self.key, self.published = esc(report.key), report.published
        self.email = next(iter(report.contacts.email or body.contacts.email), "")
        self.badges = {status: at(badge(status, say), root) for status in STATUSES}
        self.asof = f'<span class="f-asof">{say("asof", date=say.date(report.published))}</span>'
        self.lang = f'lang="{say.language}"'
        self.mail, self.words = say("finding.mail"), say("finding.words")
        self.chips = lru_cache(maxsize=64)(lambda topics: at(chips(topics, self.names), root))

    def html(self, section: Section, f: Finding, level: int, html: str, way: Markup | None) -> str:
        """A finding: its heading, what is known of it, the notice's text, its way through the reports, its links."""
        id_ = esc(f.id)
        said = (
            f'<span class="f-words">{self.words}<q lang="zh-Hans">{esc(f.status_text)}</q></span>'
            if f.status_text
            else ""
        )
        topics = self.chips(tuple(match.topic for match in topics_of(f, self.topics)))
        measures = f"<span>{self.say('finding.measures', n=len(f.measures))}</span>" if f.measures else ""
        link = f'<a class="f-link" href="#{self.key}-{id_}">{self.say("finding.item", id=id_)}</a>'
        return (
            f'<article class="finding s-{f.status}" id="{esc(section.anchor)}" data-id="{id_}" data-title="{esc(f.title)}">\n'
            f'<h{level} class="f-head">{esc(section.heading)}</h{level}>\n'
            f'<div class="f-meta" {self.lang}>{self.badges[f.status]}{said}{self.asof}</div>\n{html}\n'
            + (f"<div {self.lang}>{way}</div>\n" if way else "")
            + f'<div class="f-foot" {self.lang}><span class="chips">{topics}</span>'
            f'<span class="f-links">{measures}{link}{self._letter(f)}</span></div>\n</article>\n'
        )

    def _letter(self, f: Finding) -> str:
        if not self.email:
            return ""
        return f'<a href="{esc(mailto(self.email, subject(self.published, f)))}">{self.mail}</a>'


def subject(published: str, finding: Finding) -> str:
    """The subject of a letter about a finding, in the language of its notice."""
    return catalogue("zh-Hans")("mail.finding", date=published, id=finding.id, title=cut(finding.title, 30))
