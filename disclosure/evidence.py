"""The sentence of a report that states a fact.

In: the report's plain paragraphs, the dotted key of a fact and its value. Out: where the sentence stands, for a link
from the fact to its words and for the check of the front matter against the text. Traded away: a title that stands in
the front matter alone, and a fact worded in another paragraph's terms, have no sentence: None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from disclosure import dates
from disclosure.chinese import NUMBER, number, plain
from disclosure.dates import Mention
from disclosure.notice import Paragraph

Span = tuple[int, int, int]
"""Index of the paragraph, first and last character (exclusive) of the sentence in it."""

_HINTS = {
    "inspection.started": r"巡[察视]|审计|进驻|主题教育|检查|督导",
    "inspection.ended": r"巡[察视]|审计|进驻|主题教育|检查|督导",
    "inspection.feedback": r"反馈|送达",
    "comments": r"公[开示布告]|期限|反映|反馈|监督|受理",
    "claims.aspects": r"方面",
    "claims.findings": r"问题",
    "claims.findings_done": r"完成|到位|销号|办结|已整改",
    "claims.findings_ongoing": r"基本|阶段性|长期|持续|推进",
    "claims.findings_open": r"未|正在|待|整改中",
    "claims.measures": r"措施|举措",
    "claims.measures_done": r"完成|到位|销号|办结|已整改",
    "claims.measures_ongoing": r"基本|阶段性|长期|持续|推进",
    "claims.measures_open": r"未|正在|待|整改中",
    "claims.completion_rate": r"率|占|比例",
    "claims.rules_improved": r"制度|机制|规定|办法",
    "claims.funds_recovered": r"缴|追回|退|收回|挽回",
    "claims.people_held_accountable": r"问责|处分|处理|追责",
}
_HINT = {key: re.compile(pattern) for key, pattern in _HINTS.items()}
_NUMBER = re.compile(rf"(?:百分之)?(?P<n>{NUMBER})(?P<unit>亿元|万元)?")
_DATES = frozenset("年月日号")
_KINDS = {"inspection": "巡[察视]", "audit": "审计", "education": "教育", "other": "整改"}


class Index:
    """The sentences of one report, read once and asked for many facts."""

    __slots__ = ("_dates", "_paragraphs")

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = tuple(Paragraph(index, raw) for index, raw in enumerate(paragraphs))
        self._dates: dict[int | None, list[tuple[Paragraph, Mention]]] = {}

    def locate(self, key: str, value: Any, this_year: int | None = None) -> Span | None:
        """Where `key` (`inspection.started`, `contacts.phone.0`, `claims.findings`) is stated as `value`."""
        key = re.sub(r"\.\d+$", "", key)
        if key == "inspection.kind":
            return self._match(re.compile(_KINDS.get(str(value), "整改")))
        if key in ("published", "inspection.started", "inspection.ended", "inspection.feedback") or (
            key in ("comments.opens", "comments.closes")
        ):
            return self._date(key, str(value), this_year)
        if key.startswith("claims."):
            return self._count(key, Decimal(str(value)))
        return self._words(key, plain(str(value)))

    def _date(self, key: str, value: str, this_year: int | None) -> Span | None:
        """Of the sentences that name the day, the one whose words fit the key; the signature for `published`."""
        hint = _HINT.get(key) or _HINT.get(key.split(".")[0])
        found = [(p, m) for p, m in self._mentions(this_year) if m.iso == value]
        if key == "published":
            alone = [(p, m) for p, m in found if m.end == len(p.plain) and len(p.plain) < 80]
            found = (alone or found)[-1:]
        for paragraph, mention in found:
            sentence = paragraph.sentence(mention.start)
            text = paragraph.plain[sentence.plain_start :] if sentence else ""
            if hint is None or hint.search(text.split("。")[0]):
                return _span(paragraph, mention.start)
        return _span(found[0][0], found[0][1].start) if found else None

    def _mentions(self, this_year: int | None) -> list[tuple[Paragraph, Mention]]:
        if this_year not in self._dates:
            self._dates[this_year] = [
                (p, mention) for p in self._paragraphs for mention in dates.scan(p.plain, this_year)
            ]
        return self._dates[this_year]

    def _count(self, key: str, value: Decimal) -> Span | None:
        hint = _HINT.get(key)
        for paragraph in self._paragraphs:
            if hint is None or not hint.search(paragraph.raw[:20_000]):
                continue
            for match in _NUMBER.finditer(paragraph.plain):
                stated = number(match["n"])
                if stated is None or _is_date_or_rank(paragraph.plain, match):
                    continue
                stated *= {"万元": 10_000, "亿元": 100_000_000}.get(match["unit"] or "", 1)
                if stated == value and hint.search(_around(paragraph, match.start())):
                    return _span(paragraph, match.start())
        return None

    def _words(self, key: str, words: str) -> Span | None:
        """The sentence that holds `words`; for the publisher the last one, and for a phone its digits alone."""
        order = reversed(self._paragraphs) if key in ("publisher",) or key.startswith("contacts.") else self._paragraphs
        pattern = _loose(words) if key in ("contacts.phone", "contacts.fax") else None
        for paragraph in order:
            text = paragraph.plain
            found = pattern.search(text) if pattern else None
            at = found.start() if found else -1 if pattern else text.find(words)
            if at < 0 and key in ("contacts.address", "contacts.email") and words:
                squeezed = text.replace(" ", "")
                at = min(squeezed.find(words), len(text) - 1)
            if at >= 0 and words:
                return _span(paragraph, at)
        return self._over_lines(words) if key in ("title", "publisher", "inspection.round") else None

    def _over_lines(self, words: str) -> Span | None:
        """The first of two to four short neighbours at the top or the end that hold `words` together."""
        count = len(self._paragraphs)
        for first in (*range(min(12, count)), *range(max(12, count - 8), count)):
            joined = ""
            for paragraph in self._paragraphs[first : first + 4]:
                if len(paragraph.raw) > 200:
                    break
                joined += paragraph.plain
                if (len(joined) > len(words) and words in joined) or joined == words:
                    return _span(self._paragraphs[first], 0)
        return None

    def _match(self, pattern: re.Pattern[str]) -> Span | None:
        for paragraph in self._paragraphs:
            match = pattern.search(paragraph.plain)
            if match:
                return _span(paragraph, match.start())
        return None


def locate(paragraphs: Sequence[str], key: str, value: Any, this_year: int | None = None) -> Span | None:
    """The sentence of `paragraphs` that states the fact `key` as `value`; None where none does.

    Asked again for the same paragraphs it uses what it read before.
    """
    return _index(tuple(paragraphs)).locate(key, value, this_year)


@lru_cache(maxsize=2)
def _index(paragraphs: tuple[str, ...]) -> Index:
    return Index(paragraphs)


def _around(paragraph: Paragraph, position: int) -> str:
    return paragraph.plain[max(0, position - 40) : position + 40]


def _is_date_or_rank(text: str, match: re.Match[str]) -> bool:
    """Whether the number is part of a date (3月11日) or names a place in an order (第三轮): neither counts anything."""
    return text[match.end() : match.end() + 1] in _DATES or text[match.start() - 1 : match.start()] == "第"


def _loose(number_words: str) -> re.Pattern[str]:
    """A pattern for a telephone number however its parts are joined."""
    parts = re.findall(r"[0-9]+", number_words)
    inner = [r" ?".join((part[:-4], part[-4:])) if len(part) > 6 else part for part in parts]
    return re.compile(r"[^0-9]{0,4}".join(inner) if inner else r"(?!)")


def _span(paragraph: Paragraph, position: int) -> Span | None:
    sentence = paragraph.sentence(position)
    if sentence is None:
        return None
    raw = paragraph.raw[sentence.start : sentence.end]
    start = sentence.start + len(raw) - len(raw.lstrip())
    return paragraph.index, start, max(start, sentence.start + len(raw.rstrip()))
