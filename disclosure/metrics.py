"""Key figures that findings state: 4305人次, 36场, 116万多元.

In: a report (or one paragraph). Out: figures, each with its value, unit, whether it is said to be about, the period it
is stated for, what is counted, and its sentence. Nothing is worked out: a figure whose period the sentence does
not state has none. Traded away: figures in Chinese numerals (两支队伍), lengths of time and ordinals.

How it is fast: one pattern led by a digit, tried only where a digit stands.
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

UNITS = (
    *("人次", "场次", "志愿者", "小时", "公里", "平方米", "万元", "亿元"),
    *"元人名场期次个项台套张份册件批例户支家只辆所座处条篇门亩吨箱袋瓶具%％",
)
_FIGURE = re.compile(
    r"(?P<number>[0-9](?<![\d.·．\-—－/A-Za-z第]\d)[\d,]{0,14}(?:\.\d{1,4})?)"
    r"(?P<more>[多余来几])?(?P<scale>[百千万亿]{1,2})?(?P<more2>[多余来])?"
    rf"(?P<unit>{'|'.join(UNITS)})(?P<after>余|多|以上|左右|上下)?(?![·])"
)
_NOT_AFTER = re.compile(r"(?:工作日|月|小时|星期|季度|年|方面|巡察|世纪|百分点)")
_ABOUT = re.compile(r"(?:大约|约|近|将近|接近|超过|超|逾|达到?|不少于|至少|每年不少于|高于|上|共约|总计约)$")
_VAGUE = frozenset(
    ("大约", "约", "近", "将近", "接近", "超过", "超", "逾", "不少于", "至少", "每年不少于", "共约", "总计约")
)
_DIGIT = re.compile(r"[0-9０-９]")
_SENTENCE = re.compile(r"[^。！？；;\n]+")
_QUOTED = re.compile(r"《[^》]*》")
_FIGURE_BEFORE = re.compile(r"\d[\d.,]*[多余]?[百千万亿]?[多余]?(?:人次|场次|万元|[^\d\s年月日])")
_DAY = r"\d{4}年(?:上半年|下半年|第?[一二三四1-4]季度|元旦春节期间|春节期间|以来|\d{1,2}月(?:份|底|初|中旬|上旬|下旬)?(?:\d{1,2}日)?(?:以来)?)?"
_PERIOD = re.compile(
    rf"(?<![较比])(?:截[至止]{_DAY}|{_DAY}(?:(?:至|到|—|-|－)(?:今|{_DAY}|\d{{1,2}}月(?:\d{{1,2}}日|底|份)?|\d{{1,2}}日))?)"
)
_CLAUSE_START = re.compile(r"[，,、：:（()）“”]")
_CLAUSE_END = re.compile(r"[，,、。；;：:（()）！？“”《\d]")
_SCALES = {
    "": 1,
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


def _of_report(report: Report, _: None) -> tuple[Figure, ...]:
    found: list[Figure] = []
    for section in report.sections:
        if section.finding:
            found += of_finding(section.finding, section.anchor)
    return tuple(found)


def of_finding(finding: Finding, anchor: str) -> Iterator[Figure]:
    """Every figure in the text under `finding`; its own title states problems, not results, and is left out."""
    for raw in _SENTENCE.findall(finding.text):
        if _DIGIT.search(raw):
            sentence = plain(raw[:LONGEST]).strip()
            for value, unit, about, stated, period, counted in _of_sentence(sentence):
                yield Figure(value, unit, about, stated, period, counted, sentence, finding.id, anchor)


def _of_sentence(sentence: str) -> Iterator[tuple[Decimal, str, bool, str, str, str]]:
    periods: list[tuple[int, str]] | None = None
    titles: list[tuple[int, int]] | None = None
    for match in _FIGURE.finditer(sentence):
        if match["unit"] in "个次月" and _NOT_AFTER.match(sentence, match.end()):
            continue
        if titles is None:
            titles = _quoted(sentence)
            periods = [(m.end(), m[0]) for m in _PERIOD.finditer(sentence)]
        if any(start < match.start() < end for start, end in titles):
            continue
        value = _value(match["number"], match["scale"] or "")
        if value is None:
            continue
        before = sentence[max(0, match.start() - REACH) : match.start()]
        lead = _ABOUT.search(before)
        about = bool(match["more"] or match["more2"] or match["after"] or (lead and lead[0] in _VAGUE))
        unit = match["unit"].replace("％", "%")
        if unit in ("万元", "亿元"):
            value, unit = value * _SCALES[unit[0]], MONEY
        period = next((words for end, words in reversed(periods or []) if end <= match.start()), "")
        yield (
            value,
            unit,
            about,
            _stated(match, lead),
            period,
            _counted(before, sentence[match.end() : match.end() + REACH], period),
        )


def _quoted(sentence: str) -> list[tuple[int, int]]:
    """Where titles in 《》 stand: figures in them are names."""
    return [(m.start(), m.end()) for m in _QUOTED.finditer(sentence)] if "《" in sentence else []


def _stated(match: re.Match[str], lead: re.Match[str] | None) -> str:
    return (lead[0] if lead and lead[0] in _VAGUE else "") + match[0]


def _value(number: str, scale: str) -> Decimal | None:
    factor = _SCALES.get(scale)
    digits = number.replace(",", "")
    if factor is not None and number.isdecimal():
        return Decimal(int(number) * factor)
    if factor is None or ("," in number and not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number)):
        return None
    value = Decimal(digits) * factor
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _counted(before: str, after: str, period: str) -> str:
    """The words of the figure's own clause, without the period and without words of counting."""
    starts = [m.end() for m in _CLAUSE_START.finditer(before)]
    head = before[starts[-1] if starts else 0 :]
    if len(head) < 2 and len(starts) > 1:
        head = before[starts[-2] : starts[-1] - 1]
    if period or "年" in head:
        for words in (period, *_PERIOD.findall(head)):
            head = head.replace(words, "") if words else head
    if _DIGIT.search(head):
        head = _FIGURE_BEFORE.split(head)[-1]
    end = _CLAUSE_END.search(after)
    tail = after[: end.start()] if end else after
    head, tail = _TRIM.sub("", head.strip()), tail.strip()[:24]
    return f"{head}…{tail}" if head and tail else head or tail


def kind_of(figure: Figure, kinds: Iterable[MetricKind]) -> MetricKind | None:
    """The first of `kinds` that `figure` belongs to: its unit is one of the kind's and one of its words is counted."""
    for kind in kinds:
        if figure.unit not in kind.units:
            continue
        if any(w in figure.counted for w in kind.terms) and not any(w in figure.counted for w in kind.exclude):
            return kind
    return None


_kept = remembering(_of_report, 64)
