"""Key figures that findings state: 4305人次, 36场, 116万多元.

In: a report (or one paragraph). Out: figures, each with its value, unit, whether it is said to be about, the period it
is stated for, what is counted, and its sentence. Nothing is worked out: a figure whose period the sentence does
not state has none. Traded away: figures in Chinese numerals (两支队伍), lengths of time and ordinals.

How it is fast: one pattern led by a digit goes once through the text of all findings; what a sentence has is looked for
only where a figure stands in it, and each further pattern is tried only where a character that it needs stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from disclosure import passages
from disclosure.checksettings import MetricKind
from disclosure.memo import remembering
from disclosure.passages import replaced
from disclosure.patterns import later
from disclosure.report import Report

_LONG_UNITS = "人次|场次|志愿者|小时|公里|平方米|万元|亿元"
_SHORT_UNITS = "元人名场期次个项台套张份册件批例户支家只辆所座处条篇门亩吨箱袋瓶具%"
_FIGURE = later(
    r"([0-9](?<![\d.·．\-—－/A-Za-z第]\d)[\d,]{0,14}+(?:\.\d{1,4}+)?+)(?![年月日])"  # number
    r"([多余来几])?([百千万亿]{1,2})?([多余来])?"  # more than that, scale, more than that
    rf"({_LONG_UNITS}|[{_SHORT_UNITS}])(余|多|以上|左右|上下)?(?![·])"  # unit, more than that
    r"(?=([^，,、。；;：:（()）！？“”《\d\n]{0,60}))"  # the words after it, up to the end of their clause
)
_NOT_AFTER = ("工作日", "月", "小时", "星期", "季度", "年", "方面", "巡察", "世纪", "百分点")
_VAGUE_LAST = "约近过超逾于少"
_VAGUE = ("总计约", "共约", "大约", "约", "将近", "接近", "近", "超过", "超", "逾", "每年不少于", "不少于", "至少")
"""Words before a figure that say it is not exact; a longer one stands before the shorter one that it ends with."""
_DIGIT = later(r"[0-9]")
_FIGURE_BEFORE = later(rf"\d[\d.,]*[多余]?[百千万亿]?[多余]?(?:{_LONG_UNITS}|个(?:月|小时|工作日)|[^\d\s年月日])")
_IN_YEAR = r"(?:上半年|下半年|第?[一二三四1-4]季度|元旦春节期间|春节期间|以来|度(?![假过])|[底末](?![层数座线盘])前?|初(?![步级次始训赛心中试])|\d{1,2}月(?:份|底|初|中旬|上旬|下旬)?(?:\d{1,2}日)?(?:以来|起)?)?"
_UNTIL_YEAR = r"截[至止]\d{4}年"
_PERIOD = later(
    r"年(?<=\d{4}年)"  # begins with one character, and what stands before it is looked at from there: so it is found fast
    rf"(?:((?<={_UNTIL_YEAR})(?<![较比]{_UNTIL_YEAR})){_IN_YEAR}"
    rf"|(?<![较比]\d{{4}}年){_IN_YEAR}"
    rf"(?:(?:至|到|—|-|－)(?:今|\d{{4}}年{_IN_YEAR}|\d{{1,2}}月(?:\d{{1,2}}日|底|份)?|\d{{1,2}}日))?)"
)
"""What follows the four digits of a year; its group is there where 截至 or 截止 stands before them."""
_PERIOD_LEFT = later(r"[，,；](?:而|但)?(?:截至)?(?:目前|现有|现共有|现已有|迄今)|\d[^，,；]*[，,；]累计[^，,；]*$")
"""Between a period and a figure: what says that the figure is of today, or a sum that goes on from a figure of the period."""
_AND = "、和与及"
_CLAUSE_STARTS = ",、：:（()）“”"
"""What a clause begins behind, besides a Chinese comma."""
_SCALES = {
    None: 1,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_TRIM = later(
    r"^(?:[一二三四五六七八九十]+是|已|并(?![联购轨])|共(?![青产建同享商治])|其中|目前|全部|了(?![解结])|有(?![关效序力])|至今|期间)+"
    r"|(?:(?<![公中])共|共有|共计|(?<![传下到转])达到?|(?<![节预契])约|(?<![附邻])近|超过?|逾|了|(?<![作行认])为"
    r"|(?<![没所具拥])有|各|(?<!目)的)+$"
)
"""Words of counting at either end of a label. What would take half a word away (审计, 传达, 没有, 有关) stays; 累计 and 合计 stay whole."""
_TRIM_FIRST, _TRIM_LAST = (
    frozenset("一二三四五六七八九十已并共其目全了有至期"),
    frozenset("共有达到约近超过逾了为计各的"),
)
"""What `_TRIM` takes away begins, or ends, with one of these."""
_GROUPED = later(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
MONEY = "元"
_MONEY_UNITS = ("万元", "亿元")
REACH = 60
"""Characters before a figure in which its own words may stand; as many after it are in its pattern."""
LONGEST = 2_000
"""Characters of a sentence that are read; a longer one is cut there."""


class Figure(NamedTuple):
    """One figure as a finding states it."""

    value: str
    """In `unit`, in digits: 116万多元 is `1160000`."""
    unit: str
    """Without 万 and 亿: `元`, `人次`, `%`."""
    about: bool
    """Whether the words say that the figure is not exact (约, 多, 余, 近, 超, 以上)."""
    stated: str
    """The figure as it stands: `116万多元`."""
    period: str
    """The time that the sentence states for it, as it stands (`2025年`, `2024年9月至今`); empty where it states none."""
    counted: str
    """The words around it that say what is counted; `…` stands for the figure between them."""
    sentence: str
    finding: str
    """Id of the finding."""
    anchor: str
    """Address of the finding on the body page, without `#`."""


class Figures(NamedTuple):
    """Figures in the order of the text, each of their fields in a column."""

    values: Sequence[str] = ()
    units: Sequence[str] = ()
    about: Sequence[bool] = ()
    stated: Sequence[str] = ()
    periods: Sequence[str] = ()
    counted: Sequence[str] = ()
    sentences: Sequence[str] = ()
    findings: Sequence[str] = ()
    anchors: Sequence[str] = ()


def of_report(report: Report) -> tuple[Figure, ...]:
    """Every figure that the findings of `report` state, in the order of the text."""
    return tuple(map(Figure._make, zip(*in_columns(report), strict=True)))


def in_columns(report: Report) -> Figures:
    """The same in columns, as those who show them all want them."""
    return _kept(report, None)


def kinds_of(report: Report, kinds: tuple[MetricKind, ...]) -> Sequence[str]:
    """For every figure of `of_report` the id of its kind, as `kind_of` finds it; empty for none."""
    return _kept_kinds(report, kinds)


def _of_report(report: Report, _: None) -> Figures:
    own = passages.of_report(report, LONGEST)
    text = own.text
    clauses = replaced(text, _CLAUSE_STARTS, "，")
    periods = _periods(text)
    found = []
    ended = last = 0
    for match in _FIGURE.finditer(text):
        number, more, scale, more_scaled, unit, more_counted, after = match.groups()
        if unit in "个次" and after.startswith(_NOT_AFTER):
            continue
        start, end = match.span()
        if start >= last:
            first, last, sentence = own.sentence(start)
            finding, anchor = own.finding(start)
            titled = "《" in sentence
        if titled and _in_title(text, first, start, last):
            continue
        value = str(int(number)) if scale is None and number.isdecimal() else _value(number, scale, unit)
        if not value:
            continue
        while periods[ended][1] <= start:
            ended += 1
        begun, left, period = periods[ended - 1]
        if period and (begun < first or _PERIOD_LEFT.search(text, left, start)):
            period = ""
        near = start - REACH if start - REACH > first else first
        vague = _vague(text, near, start) if text[start - 1] in _VAGUE_LAST else ""
        about = bool(vague or more or more_scaled or more_counted)
        counted = _counted(text, clauses, near, start, period, after.strip()[:24])
        unit = MONEY if unit in _MONEY_UNITS else unit
        found.append((value, unit, about, vague + text[start:end], period, counted, sentence, finding.id, anchor))
    return Figures(*zip(*found, strict=True))


def _in_title(text: str, first: int, place: int, last: int) -> bool:
    """Whether `place` is inside 《》 that begin and end in the sentence from `first` to `last`: figures there are names."""
    return text.rfind("《", first, place) > text.rfind("》", first, place) and text.find("》", place, last) > 0


def _periods(text: str) -> list[tuple[int, int, str]]:
    """The times that `text` states, each with its start and end; the last one is a guard behind the text."""
    found: list[tuple[int, int, str]] = []
    for match in _PERIOD.finditer(text):
        year, end = match.span()
        start = year - (6 if match.lastindex else 4)
        if found and start - found[-1][1] == 1 and text[start - 1] in _AND:
            start = found.pop()[0]  # 2023年、2024年 are one time, of which no figure says which year is its own
        found.append((start, end, text[start:end]))
    found.append((-1, len(text) + 1, ""))
    return found


def _vague(text: str, near: int, start: int) -> str:
    """The word before `start` that says that a figure is not exact; empty where there is none."""
    return next((word for word in _VAGUE if text.endswith(word, near, start)), "")


def _value(number: str, scale: str | None, unit: str) -> str:
    """The digits of the whole figure; empty where it is not written as a figure is."""
    factor = _SCALES.get(scale)
    if factor is None or ("," in number and not _GROUPED.fullmatch(number)):
        return ""
    if unit in _MONEY_UNITS:
        factor *= _SCALES[unit[0]]
    whole, _, decimals = number.replace(",", "").partition(".")
    digits = str(int(whole + decimals) * factor)
    if not decimals:
        return digits
    digits = digits.zfill(len(decimals) + 1)
    fraction = digits[-len(decimals) :].rstrip("0")
    whole = digits[: -len(decimals)]
    return f"{whole}.{fraction}" if fraction else whole


def _counted(text: str, clauses: str, near: int, start: int, period: str, tail: str) -> str:
    """The words of the figure's own clause, from `near` to `start` and its `tail`, without the period and words of counting.

    Where none stand before it in its clause, those of the clause before count.
    """
    comma = clauses.rfind("，", near, start)
    head = text[near if comma < 0 else comma + 1 : start]
    if len(head) < 2 and comma >= 0 and (before := clauses.rfind("，", near, comma)) >= 0:
        head = text[before + 1 : comma]
    if "年" in head:
        head = _without_periods(head, period)
    if not head.isalpha() and _DIGIT.search(head):
        head = _FIGURE_BEFORE.split(head)[-1]
    head = head.strip()
    if head and (head[0] in _TRIM_FIRST or head[-1] in _TRIM_LAST):
        head = _TRIM.sub("", head)
    return f"{head}…{tail}" if head and tail else head or tail


def _without_periods(head: str, period: str) -> str:
    for words in (period, *(words for _, _, words in _periods(head))):
        if words:
            head = re.sub(f"[自从]?{re.escape(words)}", "", head)
    return head


def kind_of(unit: str, counted: str, kinds: Iterable[MetricKind]) -> MetricKind | None:
    """The first of `kinds` that a figure belongs to: its unit is one of the kind's and one of its words is counted."""
    holds = counted.__contains__
    for kind in kinds:
        if unit in kind.units and any(map(holds, kind.terms)) and not any(map(holds, kind.exclude)):
            return kind
    return None


def _kinds(report: Report, kinds: tuple[MetricKind, ...]) -> Sequence[str]:
    by_unit = _kept_units(kinds, None)
    figures = in_columns(report)
    found = []
    for unit, counted in zip(figures.units, figures.counted, strict=True):
        kind = kind_of(unit, counted, by_unit[unit]) if unit in by_unit else None
        found.append(kind.id if kind else "")
    return found


def _by_unit(kinds: tuple[MetricKind, ...], _: None) -> dict[str, list[MetricKind]]:
    found: dict[str, list[MetricKind]] = {}
    for kind in kinds:
        for unit in kind.units:
            found.setdefault(unit, []).append(kind)
    return found


_kept = remembering(_of_report, 16)
_kept_kinds = remembering(_kinds, 16)
_kept_units = remembering(_by_unit, 4)
