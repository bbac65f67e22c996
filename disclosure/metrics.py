"""Key figures that findings state: 4305人次, 36场, 116万多元.

In: a report (or one paragraph). Out: figures, each with its value, unit, whether it is said to be about, the period it
is stated for, what is counted, and its sentence. Nothing is worked out: a figure whose period the sentence does
not state has none. Traded away: figures in Chinese numerals (两支队伍), lengths of time and ordinals.

How it is fast: one pattern led by a digit, tried only in sentences with a digit; each further pattern is tried only
where a character that it needs stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from disclosure.checksettings import MetricKind
from disclosure.chinese import plain
from disclosure.memo import remembering
from disclosure.report import Finding, Report

_LONG_UNITS = "人次|场次|志愿者|小时|公里|平方米|万元|亿元"
_SHORT_UNITS = "元人名场期次个项台套张份册件批例户支家只辆所座处条篇门亩吨箱袋瓶具%"
_FIGURE = re.compile(
    r"([0-9](?<![\d.·．\-—－/A-Za-z第]\d)[\d,]{0,14}+(?:\.\d{1,4}+)?+)"  # number
    r"([多余来几])?([百千万亿]{1,2})?([多余来])?"  # more than that, scale, more than that
    rf"({_LONG_UNITS}|[{_SHORT_UNITS}])(余|多|以上|左右|上下)?(?![·])"  # unit, more than that
)
_NOT_AFTER = re.compile(r"(?:工作日|月|小时|星期|季度|年|方面|巡察|世纪|百分点)")
_VAGUE = ("总计约", "共约", "大约", "约", "将近", "接近", "近", "超过", "超", "逾", "每年不少于", "不少于", "至少")
"""Words before a figure that say it is not exact; a longer one stands before the shorter one that it ends with."""
_DIGIT = re.compile(r"[0-9０-９]")
_WITH_DIGITS = re.compile(
    r"(?:[^。！？；;\n0-9０-９]*+[。！？；;\n]++)*+(?:([^。！？；;\n0-9０-９]*+[0-9０-９][^。！？；;\n]*+)|[^。！？；;\n]*+\Z)"
)
"""The next sentence with a digit, behind those without one; empty where none is left. It never looks twice at a place."""
_QUOTED = re.compile(r"《[^》]*》")
_FIGURE_BEFORE = re.compile(r"\d[\d.,]*[多余]?[百千万亿]?[多余]?(?:人次|场次|万元|[^\d\s年月日])")
_IN_YEAR = r"年(?:上半年|下半年|第?[一二三四1-4]季度|元旦春节期间|春节期间|以来|\d{1,2}月(?:份|底|初|中旬|上旬|下旬)?(?:\d{1,2}日)?(?:以来)?)?"
_DAY = rf"\d{{4}}{_IN_YEAR}"
_PERIOD = re.compile(
    r"[截\d](?<![较比].)"  # begins with a set of characters: so the places to try are found fast
    rf"(?:(?<=截)[至止]{_DAY}|(?<=\d)\d{{3}}{_IN_YEAR}(?:(?:至|到|—|-|－)(?:今|{_DAY}|\d{{1,2}}月(?:\d{{1,2}}日|底|份)?|\d{{1,2}}日))?)"
)
_CLAUSE_START = re.compile(r"[，,、：:（()）“”]")
_CLAUSE_END = re.compile(r"[，,、。；;：:（()）！？“”《\d]")
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
_TRIM = re.compile(
    r"^(?:[一二三四五六七八九十]+是|已|并|共|其中|目前|全部|了|有|至今|期间)+|(?:共|共有|达到?|约|近|超过?|逾|了|为|有|计|各|的)+$"
)
_TRIM_FIRST, _TRIM_LAST = (
    frozenset("一二三四五六七八九十已并共其目全了有至期"),
    frozenset("共有达到约近超过逾了为计各的"),
)
"""What `_TRIM` takes away begins, or ends, with one of these."""
MONEY = "元"
REACH = 60
"""Characters before and after a figure in which its own words may stand."""
LONGEST = 2_000
"""Characters of a sentence that are read; a longer one is cut there."""


class Figure(NamedTuple):
    """One figure as a finding states it."""

    value: Decimal
    """In `unit`: 116万多元 is 1160000."""
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


def of_report(report: Report) -> tuple[Figure, ...]:
    """Every figure that the findings of `report` state, in the order of the text."""
    return _kept(report, None)


def by_kind(report: Report, kinds: tuple[MetricKind, ...]) -> tuple[tuple[Figure, str], ...]:
    """Every figure of `of_report`, each with the id of its kind, as `kind_of` finds it; empty for none."""
    return _kept_sorted(report, kinds)


def _of_report(report: Report, _: None) -> tuple[Figure, ...]:
    found: list[Figure] = []
    for section in report.sections:
        if section.finding:
            found += of_finding(section.finding, section.anchor)
    return tuple(found)


def of_finding(finding: Finding, anchor: str) -> list[Figure]:
    """Every figure in the text under `finding`; its own title states problems, not results, and is left out."""
    found: list[Figure] = []
    for raw in _WITH_DIGITS.findall(finding.text):
        if raw:
            found += _of_sentence(plain(raw[:LONGEST]).strip(), finding.id, anchor)
    return found


def _of_sentence(sentence: str, finding: str, anchor: str) -> Iterator[Figure]:
    titles = periods = None
    for match in _FIGURE.finditer(sentence):
        start, end = match.span()
        number, more, scale, more_scaled, unit, more_counted = match.groups()
        if unit in "个次月" and _NOT_AFTER.match(sentence, end):
            continue
        if titles is None:
            titles, periods = _quoted(sentence), _periods(sentence)
        if titles and any(first < start < last for first, last in titles):
            continue
        value = _value(number, scale)
        if value is None:
            continue
        if unit in ("万元", "亿元"):
            value, unit = value * _SCALES[unit[0]], MONEY
        before = sentence[max(0, start - REACH) : start]
        vague = _vague(before)
        period = _last_before(start, periods) if periods else ""
        yield Figure(
            value,
            unit,
            bool(vague or more or more_scaled or more_counted),
            vague + match[0],
            period,
            _counted(before, sentence[end : end + REACH], period),
            sentence,
            finding,
            anchor,
        )


def _quoted(sentence: str) -> list[tuple[int, int]]:
    """Where titles in 《》 stand: figures in them are names."""
    return [m.span() for m in _QUOTED.finditer(sentence)] if "《" in sentence else []


def _periods(sentence: str) -> list[tuple[int, str]]:
    """The times that a sentence states, each with its end."""
    return [(m.end(), m[0]) for m in _PERIOD.finditer(sentence)] if "年" in sentence else []


def _last_before(start: int, periods: list[tuple[int, str]]) -> str:
    """The last of `periods` that ends before `start`; empty where none does."""
    return next((words for end, words in reversed(periods) if end <= start), "")


def _vague(before: str) -> str:
    """The word at the end of `before` that says that a figure is not exact; empty where there is none."""
    return next(filter(before.endswith, _VAGUE)) if before.endswith(_VAGUE) else ""


def _value(number: str, scale: str | None) -> Decimal | None:
    if scale is None and number.isdecimal():
        return Decimal(number)
    factor = _SCALES.get(scale)
    if factor is None:
        return None
    if number.isdecimal():
        return Decimal(int(number) * factor)
    if "," in number and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        return None
    value = Decimal(number.replace(",", "")) * factor
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _counted(before: str, after: str, period: str) -> str:
    """The words of the figure's own clause, without the period and without words of counting."""
    head = _CLAUSE_START.split(before[before.rfind("，") + 1 :])[-1]
    if len(head) < 2:
        clauses = _CLAUSE_START.split(before)
        head = clauses[-2] if len(clauses) > 2 else clauses[-1]
    if "年" in head:
        for words in (period, *_PERIOD.findall(head)):
            head = head.replace(words, "") if words else head
    if _DIGIT.search(head):
        head = _FIGURE_BEFORE.split(head)[-1]
    head = head.strip()
    if head and (head[0] in _TRIM_FIRST or head[-1] in _TRIM_LAST):
        head = _TRIM.sub("", head)
    end = _CLAUSE_END.search(after)
    tail = (after[: end.start()] if end else after).strip()[:24]
    return f"{head}…{tail}" if head and tail else head or tail


def kind_of(figure: Figure, kinds: Iterable[MetricKind]) -> MetricKind | None:
    """The first of `kinds` that `figure` belongs to: its unit is one of the kind's and one of its words is counted."""
    for kind in kinds:
        if figure.unit in kind.units:
            counted = figure.counted.__contains__
            if any(map(counted, kind.terms)) and not any(map(counted, kind.exclude)):
                return kind
    return None


def _sorted(report: Report, kinds: tuple[MetricKind, ...]) -> tuple[tuple[Figure, str], ...]:
    by_unit: dict[str, list[MetricKind]] = {}
    for kind in kinds:
        for unit in kind.units:
            by_unit.setdefault(unit, []).append(kind)
    found = []
    for figure in of_report(report):
        own = kind_of(figure, by_unit[figure.unit]) if figure.unit in by_unit else None
        found.append((figure, own.id if own else ""))
    return tuple(found)


_kept = remembering(_of_report, 64)
_kept_sorted = remembering(_sorted, 64)
