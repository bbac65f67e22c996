"""The sentence of a report that states a fact.

In: the report's plain paragraphs, the dotted key of a fact and its value. Out: where the sentence stands, for a link
from the fact to its words and for the check of the front matter against the text. Traded away: a title that stands in
the front matter alone, and a fact worded in another paragraph's terms, have no sentence: None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from disclosure import dates
from disclosure.chinese import NUMBER, NUMBER_BY_SET, NUMERALS, number, plain
from disclosure.dates import Mention
from disclosure.notice import LONGEST_SENTENCE, Paragraph, Sentence, plain_forms, sentence_at
from disclosure.patterns import later

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
_HINT = {key: later(pattern) for key, pattern in _HINTS.items()}
_UNIT = "(亿元|万元)?"
_NUMBER = later(rf"(?=[\d{NUMERALS}])(?:百分之)?({NUMBER}){_UNIT}")
"""A figure and its unit; it begins with a look that most characters do not pass."""
_NO_SHARE = later(rf"({NUMBER_BY_SET}){_UNIT}")
"""The same in a text without 百分之: it begins with a set, which is looked for faster."""
_UNITS = {"万元": 10_000, "亿元": 100_000_000}
_JOINTS = {"-": later(r"[^0-9]{0,4}"), " ": re.compile(" ?")}
_SIGNATURE = 80
"""Characters of a line that may be a signature."""
_DATES = frozenset("年月日号")
_KINDS = {"inspection": "巡[察视]", "audit": "审计", "education": "教育", "other": "整改"}


class Index:
    """The sentences of one report, read once and asked for many facts.

    Most facts stand in none of most paragraphs: so words and figures are looked for in all paragraphs together.
    """

    __slots__ = ("_dates", "_numbers", "_odd", "_plain", "_raw", "_text")

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._raw = tuple(paragraphs)
        self._plain = plain_forms(self._raw)
        self._text = "\n".join(self._plain)
        """A line each, since no plain form holds the end of one."""
        self._odd: dict[int, Paragraph] = {}
        """Those of the paragraphs that are not their own plain form whose sentences were asked for."""
        self._dates: dict[int | None, dict[str | None, list[tuple[int, Mention]]]] = {}
        self._numbers: dict[Decimal, list[tuple[int, int]]] | None = None

    def locate(self, key: str, value: Any, this_year: int | None = None) -> Span | None:
        """Where `key` (`inspection.started`, `contacts.phone.0`, `claims.findings`) is stated as `value`."""
        group, _, last = key.rpartition(".")
        key = group if last.isdecimal() else key
        if key == "inspection.kind":
            return self._match(later(_KINDS.get(str(value), "整改")))
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
        found = self._mentions(this_year).get(value, [])
        if key == "published":
            alone = [(i, m) for i, m in found if m.end == len(self._plain[i]) and m.end < _SIGNATURE]
            found = (alone or found)[-1:]
        for index, mention in found:
            sentence = self._sentence(index, mention.start)
            if hint is None or (sentence and self._says(hint, index, sentence.plain_start)):
                return self._words_of(index, sentence)
        return self._span(found[0][0], found[0][1].start) if found else None

    def _says(self, hint: re.Pattern[str], index: int, start: int) -> bool:
        """Whether `hint` stands in a paragraph between `start` and the next full stop."""
        text = self._plain[index]
        stop = text.find("。", start)
        return hint.search(text, start, stop if stop >= 0 else len(text)) is not None

    def _mentions(self, this_year: int | None) -> dict[str | None, list[tuple[int, Mention]]]:
        """The dates in the text by their ISO form, each with its paragraph."""
        if this_year not in self._dates:
            found = self._dates[this_year] = {}
            for index, text in enumerate(self._plain):
                for mention in dates.scan(text, this_year) if dates.names_month(text) else ():
                    found.setdefault(mention.iso, []).append((index, mention))
        return self._dates[this_year]

    def _count(self, key: str, value: Decimal) -> Span | None:
        hint = _HINT.get(key)
        if hint is None:
            return None
        for start, end in sorted(self._stated().get(value, ())):
            if _is_date_or_rank(self._text, start, end):
                continue
            index, place = self._at(start)
            around = self._plain[index][max(0, place - 40) : place + 40]
            if hint.search(around) and hint.search(self._raw[index][:20_000]):
                return self._span(index, place)
        return None

    def _stated(self) -> dict[Decimal, list[tuple[int, int]]]:
        """Every number with its places in the text; most are a few small ones, each of which is read once."""
        if self._numbers is None:
            words: dict[tuple[str | Any, ...], list[tuple[int, int]]] = {}
            for match in (_NUMBER if "百分之" in self._text else _NO_SHARE).finditer(self._text):
                words.setdefault(match.group(1, 2), []).append(match.span())
            self._numbers = {}
            for (figure, unit), places in words.items():
                stated = number(figure)
                if stated is not None:
                    self._numbers.setdefault(stated * _UNITS[unit] if unit else stated, []).extend(places)
        return self._numbers

    def _at(self, place: int) -> tuple[int, int]:
        """A place of the text as the index of its paragraph and the place in that."""
        return self._text.count("\n", 0, place), place - self._text.rfind("\n", 0, place) - 1

    def _words(self, key: str, words: str) -> Span | None:
        """The sentence that holds `words`; for the publisher the last one, and for a phone its digits alone."""
        if key in ("contacts.phone", "contacts.fax"):
            return self._phone(_pieces(words))
        if words and key in ("contacts.address", "contacts.email") and " " in self._text:
            return self._spaced(words)
        place = -1
        if words:
            last = key == "publisher" or key.startswith("contacts.")
            place = self._text.rfind(words) if last else self._text.find(words)
        if place >= 0:
            index, _ = self._at(place)
            return self._span(index, self._plain[index].find(words))
        return self._over_lines(words) if key in ("title", "publisher", "inspection.round") else None

    def _phone(self, pieces: Sequence[tuple[str, str]]) -> Span | None:
        """The last sentence that holds a telephone number."""
        place = self._text.rfind(pieces[0][0]) if pieces else -1
        while place >= 0:
            index, before = self._at(place)
            start = _find_number(self._plain[index], pieces)
            if start >= 0:
                return self._span(index, start)
            place = self._text.rfind(pieces[0][0], 0, place - before)
        return None

    def _spaced(self, words: str) -> Span | None:
        """The last sentence that holds `words`, with spaces inside them or without."""
        for index in range(len(self._plain) - 1, -1, -1):
            text = self._plain[index]
            start = text.find(words)
            if start < 0 and " " in text:
                start = min(text.replace(" ", "").find(words), len(text) - 1)
            if start >= 0:
                return self._span(index, start)
        return None

    def _over_lines(self, words: str) -> Span | None:
        """The first of two to four short neighbours at the top or the end that hold `words` together."""
        count = len(self._raw)
        for first in (*range(min(12, count)), *range(max(12, count - 8), count)):
            joined = ""
            for index in range(first, min(first + 4, count)):
                if len(self._raw[index]) > 200:
                    break
                joined += self._plain[index]
                if (len(joined) > len(words) and words in joined) or joined == words:
                    return self._span(first, 0)
        return None

    def _match(self, pattern: re.Pattern[str]) -> Span | None:
        for index, text in enumerate(self._plain):
            match = pattern.search(text)
            if match:
                return self._span(index, match.start())
        return None

    def _sentence(self, index: int, position: int) -> Sentence | None:
        """The sentence at `position` of a paragraph's plain form."""
        raw = self._raw[index]
        if self._plain[index] == raw and len(raw) <= LONGEST_SENTENCE:
            return sentence_at(raw, position)
        if index not in self._odd:
            self._odd[index] = Paragraph(index, raw)
        return self._odd[index].sentence(position)

    def _span(self, index: int, position: int) -> Span | None:
        """The words of the sentence at `position` of a paragraph's plain form."""
        return self._words_of(index, self._sentence(index, position))

    def _words_of(self, index: int, sentence: Sentence | None) -> Span | None:
        """Where the words of a sentence stand, without white space at its ends."""
        if sentence is None:
            return None
        raw = self._raw[index][sentence.start : sentence.end]
        start = sentence.start + len(raw) - len(raw.lstrip())
        return index, start, max(start, sentence.start + len(raw.rstrip()))


def locate(paragraphs: Sequence[str], key: str, value: Any, this_year: int | None = None) -> Span | None:
    """The sentence of `paragraphs` that states the fact `key` as `value`; None where none does.

    Asked again for the same paragraphs it uses what it read before.
    """
    return _index(tuple(paragraphs)).locate(key, value, this_year)


@lru_cache(maxsize=2)
def _index(paragraphs: tuple[str, ...]) -> Index:
    return Index(paragraphs)


def _is_date_or_rank(text: str, start: int, end: int) -> bool:
    """Whether the number is part of a date (3月11日) or names a place in an order (第三轮): neither counts anything."""
    return text[end : end + 1] in _DATES or text[start - 1 : start] == "第"


def _pieces(number_words: str) -> list[tuple[str, str]]:
    """A telephone number as runs of digits, each with the kind of joint before it: ` ` inside a number, else `-`."""
    found = []
    for part in re.findall(r"[0-9]+", number_words):
        found += [(part[:-4], "-"), (part[-4:], " ")] if len(part) > 6 else [(part, "-")]
    return found


def _find_number(text: str, pieces: Sequence[tuple[str, str]]) -> int:
    """Where `text` holds the telephone number, however its parts are joined; -1 where it does not."""
    first = pieces[0][0]
    at = text.find(first)
    while at >= 0 and not _goes_on(text, at + len(first), pieces[1:]):
        at = text.find(first, at + 1)
    return at


def _goes_on(text: str, end: int, pieces: Iterable[tuple[str, str]]) -> bool:
    """Whether `pieces` follow at `end`: with up to four characters that are no digits between, or one space."""
    for piece, joint in pieces:
        match = _JOINTS[joint].match(text, end)
        if not match or not text.startswith(piece, match.end()):
            return False
        end = match.end() + len(piece)
    return True
