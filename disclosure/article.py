"""The text of a report as the body's page shows it: its headings in order, each finding a card.

In: a body, one of its reports, the settings. Out: HTML. What the notice says stands in it character for character; what
is worked out from it (badge, topics, links) is in places of its own, in the site's language.
Made here and not by a template: a site has hundreds of thousands of findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from string import Formatter

from markupsafe import Markup

from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.marks import address_of_letter, badge, chips, cut, percent, percents, topic_names
from disclosure.markup import at, esc, escaped
from disclosure.memo import remembering
from disclosure.report import STATUSES, Body, Finding, Report, Section
from disclosure.topics import topics_of

_OWN_NUMBERS = re.compile(r"<ol>(?=\s*<li[^>]*>(?:<p>)?(?:一是|第一[，、]|首先))")
_LONGEST_TITLE = 30
"""Characters of a finding's title in the subject of a letter."""


def text_html(
    config: Config, body: Body, report: Report, through: Mapping[tuple[str, str], Markup], root: str
) -> Markup:
    """The text of `report`, each heading at a level that never skips one.

    `through` are the ways of the body's findings (`ways`); `root` is the way from the page to the site's root.
    """
    sections = report.sections
    headings, anchors = escaped([s.heading for s in sections]), escaped([s.anchor for s in sections])
    cards = iter(_cards(_signs(config, root), body, report))
    parts: list[str] = []
    for section, level, heading, anchor in zip(sections, _levels(sections), headings, anchors, strict=True):
        html = _unnumbered(section.html)
        if section.finding:
            opening, known, foot = next(cards)
            way = through.get((report.key, section.finding.id)) if through else None
            parts.append(
                f'<article class="finding s-{section.finding.status}" id="{anchor}" {opening}>\n'
                f'<h{level} class="f-head">{heading}</h{level}>\n{known}\n{html}\n'
                + (f'<div lang="{catalogue(config.language).language}">{way}</div>\n' if way else "")
                + f"{foot}\n</article>\n"
            )
        elif heading:
            parts.append(f'<h{level} id="{anchor}">{heading}</h{level}>\n{html}\n')
        else:
            parts.append(f"{html}\n")
    return Markup("".join(parts))  # noqa: S704 - rendered and escaped by the loader, or escaped here


def _levels(sections: Sequence[Section]) -> Iterator[int]:
    """The level of each section's heading on the page: 3 below the report's title, then one more each."""
    open_levels: list[int] = []
    for section in sections:
        while open_levels and open_levels[-1] >= section.level:
            open_levels.pop()
        yield min(3 + len(open_levels), 6)
        if section.level:
            open_levels.append(section.level)


def _unnumbered(html: str) -> str:
    """`html` with lists whose items count themselves (一是, 二是) marked, so that they are not numbered twice."""
    return _OWN_NUMBERS.sub('<ol class="own">', html) if "<ol>" in html else html


class _Signs:
    """What the cards of a site have in common."""

    def __init__(self, config: Config, root: str) -> None:
        self.say = say = catalogue(config.language)
        self.topics = config.topics
        self.badges = {status: at(badge(status, say), root) for status in STATUSES}
        self._names, self._root = topic_names(config, say), root
        self._chips = {topic: self._chip(topic) for topic in self._names}

    def _chip(self, topic: str) -> str:
        return at(chips((topic,), self._names), self._root)

    def chips(self, finding: Finding) -> str:
        """The topics of `finding` as links to their pages."""
        topics = [match.topic for match in topics_of(finding, self.topics)]
        return "".join([self._chips.get(topic) or self._chip(topic) for topic in topics])


_signs = remembering(_Signs, 8)


def _cards(signs: _Signs, body: Body, report: Report) -> Iterator[tuple[str, str, str]]:
    """For each finding of `report` its card without the notice's text: attributes, what is known of it, its links."""
    say, findings = signs.say, report.findings
    key, lang = esc(report.key), f'lang="{say.language}"'
    asof, words = f'<span class="f-asof">{say("asof", date=say.date(report.published))}</span>', say("finding.words")
    columns = [f.title for f in findings], [f.status_text for f in findings]
    letters = _letters(next(iter(report.contacts.email or body.contacts.email), ""), report, say("finding.mail"))
    for f, title, result, letter in zip(findings, *map(escaped, columns), letters, strict=True):
        id_, item = _number(f.id, say.language)
        said = f'<span class="f-words">{words}<q lang="zh-Hans">{result}</q></span>' if result else ""
        measures = _count(len(f.measures), say.language) if f.measures else ""
        yield (
            f'data-id="{id_}" data-title="{title}"',
            f'<div class="f-meta" {lang}>{signs.badges[f.status]}{said}{asof}</div>',
            f'<div class="f-foot" {lang}><span class="chips">{signs.chips(f)}</span><span class="f-links">{measures}'
            f'<a class="f-link" href="#{key}-{id_}">{item}</a>{letter}</span></div>',
        )


@lru_cache(maxsize=1024)
def _number(id_: str, language: str) -> tuple[str, str]:
    """The number of a finding, and the words for a link to it; reports number their findings in the same way."""
    return esc(id_), catalogue(language)("finding.item", id=esc(id_))


@lru_cache(maxsize=128)
def _count(measures: int, language: str) -> str:
    return f"<span>{catalogue(language)('finding.measures', n=measures)}</span>"


def _letters(email: str, report: Report, words: str) -> list[str]:
    """For each finding of `report` a link to write about it, called `words`; empty without an `email`.

    The subject is in the language of the notice. Most of it is the same for all: only the rest is encoded for each.
    """
    findings = report.findings
    if not email:
        return [""] * len(findings)
    say = catalogue("zh-Hans")
    subject = _encoded(say("mail.finding")).replace("{date}", percent(report.published))
    link = f'<a href="{esc(address_of_letter(email))}{subject}">'
    titles = percents([cut(f.title, _LONGEST_TITLE) for f in findings])
    return [
        f"{link.replace('{id}', _encoded_id(f.id)).replace('{title}', title)}{words}</a>"
        for f, title in zip(findings, titles, strict=True)
    ]


_encoded_id = lru_cache(maxsize=1024)(percent)


@lru_cache(maxsize=8)
def _encoded(words: str) -> str:
    """`words` of the catalogue percent-encoded, but for the names in braces."""
    return "".join(percent(text) + (f"{{{name}}}" if name else "") for text, name, _, _ in Formatter().parse(words))
