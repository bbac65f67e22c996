"""The text of a report as the body's page shows it: its headings in order, each finding a card; its table of contents.

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

from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.marks import address_of_letter, badge, chips, cut, percent, percents, status_names, topic_names
from disclosure.markup import at, esc, escaped
from disclosure.memo import remembering
from disclosure.report import STATUSES, Body, Finding, Report, Section
from disclosure.topics import topics_of

_OWN_NUMBERS = re.compile(r"<ol>(?=\s*<li[^>]*>(?:<p>)?(?:一是|第一[，、]|首先))")
_LONGEST_TITLE = 30
"""Characters of a finding's title in the subject of a letter."""


def text_parts(
    config: Config, body: Body, report: Report, through: Mapping[tuple[str, str], Markup], root: str
) -> list[str]:
    """The text of `report` as HTML, a part for each of its sections, each heading at a level that never skips one.

    `through` are the ways of the body's findings (`ways`); `root` is the way from the page to the site's root.
    """
    sections = report.sections
    headings, anchors = escaped([s.heading for s in sections]), escaped([s.anchor for s in sections])
    cards = iter(_cards(_signs(config, root), body, report, through))
    parts: list[str] = []
    for section, level, heading, anchor in zip(sections, _levels(sections), headings, anchors, strict=True):
        html = _unnumbered(section.html)
        if section.finding:
            status, attributes, known, foot = next(cards)
            parts.append(
                f'<article class="finding s-{status}" id="{anchor}" {attributes}>\n'
                f'<h{level} class="f-head">{heading}</h{level}>\n{known}\n{html}{foot}'
            )
        elif heading:
            parts.append(f'<h{level} id="{anchor}">{heading}</h{level}>\n{html}\n')
        else:
            parts.append(f"{html}\n")
    return parts


def _unnumbered(html: str) -> str:
    """`html` with lists whose items count themselves (一是, 二是) marked, so that they are not numbered twice."""
    return _OWN_NUMBERS.sub('<ol class="own">', html) if "<ol>" in html else html


def _levels(sections: Sequence[Section]) -> list[int]:
    """The level of each section's heading on the page: 3 below the report's title, then one more each."""
    open_levels: list[int] = []
    levels = []
    for section in sections:
        level = section.level
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        levels.append(min(3 + len(open_levels), 6))
        if level:
            open_levels.append(level)
    return levels


def toc(sections: Sequence[Section], say: Catalogue) -> Markup:
    """The table of contents of a report as nested lists; a finding shows its status."""
    dots, levels = _dots(say), [0]
    parts: list[str] = []
    anchors, headings = escaped([s.anchor for s in sections]), escaped([cut(s.heading, 60) for s in sections])
    for section, anchor, heading in zip(sections, anchors, headings, strict=True):
        if not heading:
            continue
        level, finding = section.level, section.finding
        while len(levels) > 2 and levels[-1] > level:
            levels.pop()
            parts.append("</li></ol>")
        if level > levels[-1]:
            levels.append(level)
            parts.append("<ol>")
        else:
            levels[-1] = level
            parts.append("</li>")
        dot = dots[finding.status] if finding else ""
        parts.append(f'<li><a href="#{anchor}">{dot}<span lang="zh-Hans">{heading}</span></a>')
    parts.append("</li></ol>" * (len(levels) - 1))
    return Markup("".join(parts))  # noqa: S704


@lru_cache(maxsize=8)
def _dots(say: Catalogue) -> Mapping[str, str]:
    """By status the sign of it in a table of contents."""
    return {
        status: f'<span class="dot s-{status}"></span><span class="vh">{name}</span>'
        for status, name in status_names(say).items()
    }


class _Signs:
    """What the cards of a site have in common."""

    def __init__(self, config: Config, root: str) -> None:
        self.say = say = catalogue(config.language)
        self.topics = config.topics
        self.lang = f'lang="{say.language}"'
        self.known = {s: f'<div class="f-meta" {self.lang}>{at(badge(s, say), root)}' for s in STATUSES}
        """By status what every card of it begins with."""
        self.foot = f'<div class="f-foot" {self.lang}><span class="chips">'
        self.said = f'<span class="f-words">{say("finding.words")}<q lang="zh-Hans">'
        self.chips = _Chips(topic_names(config, say), root)
        self.number = lru_cache(maxsize=1024)(self._number)
        self.measures = lru_cache(maxsize=128)(self._measures)

    def _number(self, id_: str) -> tuple[str, str]:
        """The number of a finding, and the words for a link to it; reports number their findings in the same way."""
        return esc(id_), self.say("finding.item", id=esc(id_))

    def _measures(self, count: int) -> str:
        return f"<span>{self.say('finding.measures', n=count)}</span>" if count else ""


class _Chips(dict[str, str]):
    """By topic the link to its page."""

    def __init__(self, names: Mapping[str, str], root: str) -> None:
        super().__init__()
        self._names, self._root = names, root

    def __missing__(self, topic: str) -> str:
        self[topic] = at(chips((topic,), self._names), self._root)
        return self[topic]


_signs = remembering(_Signs, 8)


def _cards(
    signs: _Signs, body: Body, report: Report, through: Mapping[tuple[str, str], Markup]
) -> Iterator[tuple[str, str, str, str]]:
    """For each finding of `report` its card without the notice's text: status, attributes, what is known, what follows."""
    say, findings, chip_of, topics = signs.say, report.findings, signs.chips, signs.topics
    key = esc(report.key)
    asof = f'<span class="f-asof">{say("asof", date=say.date(report.published))}</span></div>'
    columns = [f.title for f in findings], [f.status_text for f in findings]
    email = next(iter(report.contacts.email or body.contacts.email), "")
    letters = _letters(email, report.published, findings, say("finding.mail"))
    for f, title, result, letter in zip(findings, *map(escaped, columns), letters, strict=True):
        id_, item = signs.number(f.id)
        said = f"{signs.said}{result}</q></span>" if result else ""
        shown = "".join([chip_of[match.topic] for match in topics_of(f, topics)])
        way = f"<div {signs.lang}>{through[report.key, f.id]}</div>\n" if (report.key, f.id) in through else ""
        yield (
            f.status,
            f'data-id="{id_}" data-title="{title}"',
            f"{signs.known[f.status]}{said}{asof}",
            f'\n{way}{signs.foot}{shown}</span><span class="f-links">{signs.measures(len(f.measures))}'
            f'<a class="f-link" href="#{key}-{id_}">{item}</a>{letter}</span></div>\n</article>\n',
        )


def _letters(email: str, published: str, findings: Sequence[Finding], words: str) -> list[str]:
    """For each of `findings` a link to write about it, called `words`; empty without an `email`.

    The subject is in the language of the notice. Most of it is the same for all: only the rest is encoded for each.
    """
    if not email:
        return [""] * len(findings)
    subject = _encoded(catalogue("zh-Hans")("mail.finding")).replace("{date}", percent(published))
    link = f'<a href="{esc(address_of_letter(email))}{subject}">{words}</a>'
    before, between, after = _NAMED.split(link)  # the number of the finding stands before its title
    titles = percents([cut(f.title, _LONGEST_TITLE) for f in findings])
    return [f"{before}{_encoded_id(f.id)}{between}{title}{after}" for f, title in zip(findings, titles, strict=True)]


_NAMED = re.compile(r"\{(?:id|title)\}")
_encoded_id = lru_cache(maxsize=1024)(percent)


@lru_cache(maxsize=8)
def _encoded(words: str) -> str:
    """`words` of the catalogue percent-encoded, but for the names in braces."""
    return "".join(percent(text) + (f"{{{name}}}" if name else "") for text, name, _, _ in Formatter().parse(words))
