"""When the inspection began and ended, and the day on which its findings were handed over.

Understood: 3月11日至6月6日, 2024年9月至次年1月, 自…起至…止, …进驻, …结束, 并于…反馈, …召开反馈会, 收到…书面反馈. Left absent: a length of
time alone (为期两个月), the period that an audit looked at, the period of rectification.
"""

from __future__ import annotations

import re
from typing import Any

from disclosure import dates
from disclosure.dates import Mention, Range
from disclosure.notice import Found, Notice, Paragraph, doubt
from disclosure.problem import Problem, Words

_OPENING = 8
"""Paragraphs below the title that may tell the period."""
_FEEDBACK_WITHIN = 20
"""Paragraphs below the title that may tell of the handing over."""
_ACT = re.compile(r"巡[察视]|审计|进驻|主题教育|学习教育|督导|检查|督查|巡查")
_NOT_AFTER = re.compile(
    r"(?:[,，]?(?:为|是)?(?:集中)?整改|期间?(?:的)?整改|[^，。]{0,14}(?:财务(?![公局处部科室中集])|收支|预算|经济责任|任职|任期|资金|履职|履行)|公示|[,，]?(?:受理|反映)|的)"
)
_NOT_BEFORE = re.compile(
    r"(?:整改(?:时限|期限|期|时间)?|公[示开布](?:时间|期限|期)?|监督时间|受理时间|任职|任期|截[至止])(?:为|是|从|自|[:：])*\Z"
)
_BEGIN_AFTER = re.compile(
    r"(?:起|开始|[,，]?[^。；]{0,60}?(?:进驻|入驻|(?:对|到|在|向)[^。；]{2,60}?(?:开展|进行|实施)了?[^。；]{0,30}?(?:巡[察视]|审计|检查|督[导查])))"
)
_END_AFTER = re.compile(r"[,，]?[^。，；]{0,24}?(?:结束|撤离|撤点|离点)(?!后)")
_FEEDBACK = re.compile(r"反馈|送达|出具了?(?=[^，。；]{0,12}(?:报告|意见|决定))")
_NO_HANDING_OVER = re.compile(
    r"研究|学习|传达|落实|制定|收集|对照|针对|根据|按照|围绕|聚焦|完成|汇报|报送|上报|民主生活|审议|部署|动员|推进|整改|梳理|认领|剖析|公[开示布]|截[至止]|自查|调研"
)
_NOT_THE_ACT = re.compile(
    r"(?:(?:的|了)?(?:巡[察视])?(?:意见|问题|情况)?(?:建议|和建议)?(?:整改|落实|研究|工作|专题|分析|台账|清单|中|所)|(?:的)?[0-9一-十]*个?(?:方面|问题))"
)
_COUNTED = re.compile(
    r"(?:了(?:[0-9一二三四五六七八九十百]+个?(?:方面(?:的)?[0-9一二三四五六七八九十百]*个?)?)?|(?=问题[0-9一二三四五六七八九十百]))(?:具体)?问题(?:[0-9一二三四五六七八九十百]+[个条项])?(?=[。；，,]|\Z)"
)
"""What was handed over, counted: 反馈问题14个, 反馈了14个问题."""
_LABEL = re.compile(r"反馈(?:会|会议|意见|情况)?(?:时间|日期)?(?:[:：为是]|于|在)\Z")
_UNTIL = re.compile(r"(?:截[至止](?:到)?|(?<![收接])到|至|前)\Z")


def find(notice: Notice, known: Found) -> Found:
    """`inspection.started`, `inspection.ended`, `inspection.feedback`."""
    first = max(known.title_paragraphs, default=-1) + 1
    published = str(known.front.get("published", ""))
    this_year = int(published[:4]) if published else None
    front: dict[str, str] = {}
    evidence: dict[str, str] = {}
    problems: list[Problem] = []
    for paragraph in notice.paragraphs[first : first + _FEEDBACK_WITHIN]:
        mentions = dates.scan(paragraph.plain, this_year)
        if not mentions:
            continue
        if paragraph.index < first + _OPENING:
            if not front.get("started") and not front.get("ended"):
                _note(_period(paragraph, mentions), paragraph, front, evidence)
            problems += _damages(paragraph, mentions)
        if "feedback" not in front and _FEEDBACK.search(paragraph.plain):
            handed = _feedback(paragraph, mentions)
            if handed and _not_before(handed.iso, front.get("started")):
                _note({"feedback": handed}, paragraph, front, evidence)
    return Found({"inspection": front} if front else {}, evidence, tuple(problems))


def _note(found: dict[str, Mention], paragraph: Paragraph, front: dict[str, Any], evidence: dict[str, str]) -> None:
    for key, mention in found.items():
        if mention.iso:
            front[key] = mention.iso
            evidence[f"inspection.{key}"] = paragraph.words(mention.start)


def _not_before(day: str | None, started: str | None) -> bool:
    return bool(day) and (not started or str(day)[:7] >= started[:7])


def _period(paragraph: Paragraph, mentions: list[Mention]) -> dict[str, Mention]:
    """Begin and end in `paragraph`, as far as it tells them."""
    text = paragraph.plain
    for pair in dates.ranges(text, mentions):
        if _is_period(text, pair, _clause_start(paragraph, pair.first.start)):
            return {"started": pair.first, "ended": pair.last}
    found: dict[str, Mention] = {}
    joined = {id(m) for pair in dates.ranges(text, mentions) for m in (pair.first, pair.last)}
    for mention in mentions:
        if (
            id(mention) in joined
            or not mention.iso
            or _NOT_BEFORE.search(text[max(0, mention.start - 12) : mention.start])
        ):
            continue
        after = text[mention.end : mention.end + 130]
        stop = next((m.start for m in mentions if m.start >= mention.end), len(text)) - mention.end
        after = after[: max(0, stop)].split("。")[0]
        act = _ACT.search(paragraph.words(mention.start)[:600])
        if "started" not in found and act and _BEGIN_AFTER.match(after) and "反馈" not in after[:40]:
            found["started"] = mention
        elif "started" in found and _END_AFTER.match(after):
            found["ended"] = mention
    return found


def _clause_start(paragraph: Paragraph, position: int) -> int:
    sentence = paragraph.sentence(position)
    return sentence.plain_start if sentence else 0


def _is_period(text: str, pair: Range, start: int) -> bool:
    """Whether the two dates of `pair` tell the time of the inspection itself."""
    stop = text.find("。", pair.last.end)
    sentence = text[start : stop if stop >= 0 else len(text)]
    before, after = text[start : pair.first.start], text[pair.last.end : pair.last.end + 40]
    return bool(
        len(sentence) < 600
        and _ACT.search(sentence)
        and not _NOT_BEFORE.search(before[-14:])
        and not _NOT_AFTER.match(after.lstrip("止期间"))
        and not re.search(r"对[^，。；]{0,30}\Z", before)
    )


def _feedback(paragraph: Paragraph, mentions: list[Mention]) -> Mention | None:
    """The date of the first handing over in `paragraph`."""
    text = paragraph.plain
    lasts = {id(pair.last) for pair in dates.ranges(text, mentions)}
    for mention in mentions:
        if mention.iso and _LABEL.search(text[max(0, mention.start - 12) : mention.start]):
            return mention
    for match in _FEEDBACK.finditer(text):
        near = [m for m in mentions if m.end <= match.start() <= m.end + 80][-1:]
        if not near or not near[0].iso or id(near[0]) in lasts:
            continue
        mention = near[0]
        between = text[mention.end : match.start()]
        received = re.search(r"(?:收到|接到|接收)[^，。]{0,30}\Z", between)
        if (
            "。" in between
            or _NO_HANDING_OVER.search(between)
            or (not received and not _hands_over(text, match.end(), between))
            or _UNTIL.search(text[max(0, mention.start - 3) : mention.start])
            or re.match(r"(?:之)?前|底前|以前", between)
        ):
            continue
        return mention
    return None


def _hands_over(text: str, end: int, between: str) -> bool:
    """Whether 反馈 that ends at `end` is the act itself, not part of a name (反馈问题整改); `between` leads from the day to it."""
    if not _NOT_THE_ACT.match(text, end) or _COUNTED.match(text, end):
        return True
    # 10月18日反馈问题。, 8月2日，巡察组反馈问题。
    stop = "[。；，,]|\\Z" if not between else "[。；]|\\Z"
    return bool(re.match(rf"(?:具体|巡[察视])?问题(?={stop})", text[end : end + 8]))


def _damages(paragraph: Paragraph, mentions: list[Mention]) -> list[Problem]:
    """A warning for each date of the opening that cannot be one."""
    problems = []
    for mention in mentions:
        if mention.damaged and _ACT.search(paragraph.words(mention.start)):
            words = paragraph.plain[mention.start : mention.end]
            what = Words(f"日期无法识别：{words}", f"this date cannot be read: {words}")
            mend = Words("与原件核对，在元数据里补上", "look at the source and complete the front matter")
            problems.append(doubt(paragraph, "date", what, mend))
    return problems
