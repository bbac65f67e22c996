"""Dates as notices type them, with the year that a date takes from the one before it.

In: the plain form of one paragraph (`chinese.plain`). Out: `Mention`s in order, each with its ISO date to the
day or to the month, or with the reason why it has none. Traded away: 上旬, 月底 and the like are no day; a
two-digit year is no year, and 2025年度 is no year of a later date; a date that cannot be (2月30日, 2025年O3月) is damaged and never mended.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from disclosure.chinese import NUMERALS, integer, year
from disclosure.patterns import later


class Mention(NamedTuple):
    """A date in a text."""

    start: int
    end: int
    iso: str | None
    """`2026-01-20` or `2026-01`; None where no year is known, only a year is named, or it is damaged."""
    damaged: bool = False
    """Whether it looks like a date that cannot be one."""
    year: int | None = None
    month: int | None = None
    day: int | None = None


class Range(NamedTuple):
    """Two dates that the text joins: from one to the other."""

    first: Mention
    last: Mention


_WORD = rf"[{NUMERALS}元正]{{1,4}}"
_LOOSE = rf"(?:[0-9OoIl]{{1,3}}|{_WORD})"
_TO = "至到—–―─~\\-－"
_MENTION = later(
    rf"(?=[0-9OolI{NUMERALS}元正今去本当同次翌上])(?:"  # a quick look that most characters do not pass
    rf"(?<![0-9.])(?P<ny>(?:19|20)[0-9]{{2}})(?P<sep>[-./])(?P<nm>[0-9]{{1,2}})(?P=sep)(?P<nd>[0-9]{{1,2}})(?![0-9])"
    rf"|(?<![0-9.])(?P<ly>(?:19|20)[0-9]{{2}})[./](?P<lm>[0-9]{{1,2}})(?![0-9.%％元万亿个项])"
    rf"|(?P<y>(?<![0-9])[0-9OolI]{{2,6}}|[一二][〇零○OoОоΟο0一二三四五六七八九]{{3}}|[〇零○一二三四五六七八九]{{2,5}}|今|去|本|当|同|次|翌|上)年"
    rf"(?:度)?(?:的)?(?:(?P<m>{_LOOSE})?(?P<mm>月)份?(?:(?P<d>{_LOOSE})(?:[日号]|(?=[{_TO}]|\Z))|(?P<blank>日))?)?"
    rf"|(?<![0-9{NUMERALS}])(?P<m2>{_LOOSE})月份?(?:(?P<d2>{_LOOSE})(?:[日号]|(?=[{_TO}]|\Z)))?"
    rf"|(?<=[{_TO}])(?P<d3>[0-9]{{1,2}}|[{NUMERALS}]{{1,3}})[日号])"
)
_IN_DIGITS = later(r"(?:19|20)[0-9]{2}[-./]")
_ACCOUNTS = later(r"年(?:度|(?:的)?(?:财务|财政|预算|决算|部门预|收支|账))")
"""A year that names a period of accounts, and lends itself to no later date: 2025年度财务收支."""
_JOINT = later(rf"[起始]?(?:开始)?(?:[,，])?(?:一?直?持续)?(?:[{_TO}]){{1,4}}")
_THIRD = later(r"(?:[上中下]旬|[初底末])?[)）]?")
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month at most."""
_RELATIVE = {"今": 0, "本": 0, "去": -1}
_AFTER = {"当": 0, "同": 0, "次": 1, "翌": 1}


def scan(text: str, this_year: int | None = None) -> list[Mention]:
    """Every date in `text`, in order; `this_year` is the year of publication, for 今年 and 去年."""
    if "月" not in text and "年" not in text and "20" not in text and "19" not in text:
        return []
    found: list[Mention] = []
    before: Mention | None = None
    for match in _MENTION.finditer(text):
        mention = _mention(match, before, this_year)
        if mention is None:
            continue
        found.append(mention)
        if mention.month or mention.damaged or not _ACCOUNTS.match(text, text.find("年", mention.start)):
            before = None if mention.damaged else mention if mention.year else before
    return found


def names_month(text: str) -> bool:
    """Whether `text` can name a month or a day at all; cheap."""
    return "月" in text or (("20" in text or "19" in text) and _IN_DIGITS.search(text) is not None)


def ranges(text: str, mentions: Sequence[Mention]) -> list[Range]:
    """The pairs of neighbours in `mentions` that `text` joins: 3月11日至6月6日, 2024.9-2024.12, 自…起至…止."""
    found = []
    for first, last in pairwise(mentions):
        between = text[first.end : last.start]
        if len(between) < 12:
            rest = _THIRD.match(between)
            if rest and _JOINT.fullmatch(between, rest.end()):
                found.append(Range(first, last))
    return found


def parse(text: str) -> str | None:
    """The ISO date to the day that the plain `text` is, whole; None for anything else."""
    found = scan(text)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(text) and found[0].day:
        return found[0].iso
    return None


def _mention(match: re.Match[str], before: Mention | None, this_year: int | None) -> Mention | None:
    year_words, month_words, day_words = match.group("y", "m2", "d2")
    if year_words:
        return _with_year(match, before, this_year)
    start, end = match.span()
    if not month_words:
        return _in_digits(match, start, end) or _day_only(match, before)
    month, day = _small(month_words), _small(day_words)
    if month is None or (day_words and day is None):
        return Mention(start, end, None, damaged=True) if re.search(r"[0-9]", month_words) else None
    known = before.year if before else None
    if known and before and before.month and (month < before.month or _earlier_day(month, day, before)):
        known += 1
    return _checked(start, end, known, month, day)


def _earlier_day(month: int, day: int | None, before: Mention) -> bool:
    return month == before.month and day is not None and before.day is not None and day < before.day


def _in_digits(match: re.Match[str], start: int, end: int) -> Mention | None:
    """2026-01-20, 2026.01."""
    if match["ny"]:
        return _checked(start, end, int(match["ny"]), int(match["nm"]), int(match["nd"]))
    return _checked(start, end, int(match["ly"]), int(match["lm"]), None) if match["ly"] else None


def _with_year(match: re.Match[str], before: Mention | None, this_year: int | None) -> Mention | None:
    start, end = match.span()
    words, month_mark, month_words, day_words, blank = match.group("y", "mm", "m", "d", "blank")
    if words in _AFTER:
        known = before.year + _AFTER[words] if before and before.year else None
    elif words in _RELATIVE or words == "上":
        known = this_year + _RELATIVE[words] if this_year and words in _RELATIVE else None
    else:
        known = year(words)
        if known is None:
            return Mention(start, end, None, damaged=True) if month_mark else None
    if not month_mark:
        return Mention(start, end, None, year=known)
    month, day = _small(month_words), _small(day_words)
    if month is None or blank or (day_words and day is None):
        return Mention(start, end, None, damaged=True)
    return _checked(start, end, known, month, day)


def _day_only(match: re.Match[str], before: Mention | None) -> Mention | None:
    """至20日: a day of the month named just before it."""
    start, end = match.span()
    if before is None or before.day is None or start - before.end > 4:
        return None
    day = _small(match["d3"])
    if day is None or day < before.day:
        return Mention(start, end, None, damaged=True)
    return _checked(start, end, before.year, before.month, day)


@lru_cache(maxsize=1024)
def _small(words: str | None) -> int | None:
    """The month or day that `words` write; the same few stand in all notices."""
    if not words:
        return None
    if words in ("元", "正"):
        return 1
    if words.isascii() and words.isdigit():
        return int(words) or None
    value = integer(words)
    return value if value else None


def _checked(start: int, end: int, known: int | None, month: int | None, day: int | None) -> Mention:
    return Mention(start, end, *_day(known, month, day))


_DAMAGED = (None, True, None, None, None)


@lru_cache(maxsize=4096)
def _day(
    known: int | None, month: int | None, day: int | None
) -> tuple[str | None, bool, int | None, int | None, int | None]:
    """What a `Mention` says of a day behind its place; the days of some years are all that notices name."""
    if month is None or not 1 <= month <= 12:
        return _DAMAGED
    if day is not None and not 1 <= day <= _LONGEST[month]:
        return _DAMAGED
    if month == 2 and day == 29 and known and not isleap(known):
        return _DAMAGED
    if known is None:
        return None, False, None, month, day
    iso = f"{known:04}-{month:02}-{day:02}" if day else f"{known:04}-{month:02}"
    return iso, False, known, month, day
