"""The inspection that a notice answers: its kind, who ordered it, the round and the team.

Understood: 区委第七轮巡察, 八届市委第六轮巡察, 十二届省委第三轮巡视, 第七轮第二批专项巡察; 区委第三巡察组, 市委巡察三组,
省委第五巡视组, 提级交叉巡察组, 审计组 and 督导组 with a name; who ordered it after 根据, 按照, 经 and the like, else from the
round or the team. A round without an ordinal is no round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from disclosure.chinese import plain
from disclosure.names import AUTHORITY, ORDINAL, cut_lead
from disclosure.notice import Found, Notice, Paragraph

_OPENING = 10
"""Paragraphs below the title that may speak of the inspection."""
_KINDS = (
    ("inspection", re.compile(r"巡[察视]")),
    ("audit", re.compile(r"审计")),
    ("education", re.compile(r"主题教育|学习教育|专题教育|教育实践活动")),
)
_LOOKED = re.compile(r"检查|督查|督察")
"""What else a title may say that the notice answers."""
_STYLE = r"(?:“?(?:常规|专项|提级|交叉|联动|上下联动|机动|异地|推磨|对口|延伸|集中|政治|板块)式?”?)"
_NUMBERS = rf"第?{ORDINAL}(?:[、和]第?{ORDINAL}){{0,3}}"
_TEAM = re.compile(
    rf"(?:第{ORDINAL}(?:[、和]第?{ORDINAL}){{0,3}})?{_STYLE}{{0,3}}"
    rf"(?:巡[察视]|审计|巡回督导|巡回指导|督导|督查|检查|指导){_STYLE}?(?:{_NUMBERS})?组"
)
_ROUND = re.compile(
    rf"(?:第{ORDINAL}轮|首轮)(?:第{ORDINAL}批次?|首批)?(?:{_STYLE}{{0,3}}(?P<what>巡[察视](?:“回头看”|回头看)?))?"
)
_BEFORE_TEAM = re.compile(rf"(?:{AUTHORITY})(?:{_STYLE}{{0,2}}|[一-鿿]{{2,10}}专项)?\Z")
_BEFORE_ROUND = re.compile(
    rf"(?:第?{ORDINAL}届)?(?:[一-鿿]{{0,14}}?{AUTHORITY})?(?:第?{ORDINAL}届)?(?:20[0-9]{{2}}年度?)?(?:巡[察视](?:工作)?)?\Z"
)
_ORDERED = re.compile(
    r"(?:根据|按照|依据|遵照|遵循|经|受)(?P<who>[^，。；]{2,80}?)(?:部署|安排|要求|决定|批准|同意|授权|委派|委托|计划|工作规划)"
)
_AUTHORITY = re.compile(AUTHORITY)
_OWNER = re.compile(rf"(?:第?{ORDINAL}届)?(?P<who>[一-鿿]{{0,14}}?{AUTHORITY})")
_OFFICE = re.compile(
    r"(?P<who>[一-鿿]{0,14}(?:审计[局厅署]|审计特派员办事处))(?=派出|对|于|自|从|组织|依法|向|审计组|,|，)"
)
_LEFT_OVER = re.compile(r"(?:反馈)?(?:的)?(?:问题|意见)?整改(?:落实|工作)*(?:不|未|存在|走过场|有差距)")
_BOOK = re.compile(r"《[^《》]{0,60}》")


class _Words(NamedTuple):
    value: str
    evidence: str


def find(notice: Notice, known: Found) -> Found:
    """`inspection` with `kind`, `authority`, `round` and `team`."""
    first = max(known.title_paragraphs, default=-1) + 1
    title = plain(known.front.get("title", ""))
    opening = notice.paragraphs[first : first + _OPENING]
    head = notice.paragraphs[:first]
    team = _team(opening)
    round_ = _round(title, [*head, *opening])
    kind = _kind(title, opening)
    authority = _authority(opening, round_, team) or (_audit_office(opening) if kind == "audit" else None)
    front: dict[str, str] = {"kind": kind}
    evidence: dict[str, str] = {}
    for key, found in (("authority", authority), ("round", round_), ("team", team)):
        if found:
            front[key] = found.value
            evidence[f"inspection.{key}"] = found.evidence
    return Found({"inspection": front}, evidence)


def _kind(title: str, opening: tuple[Paragraph, ...]) -> str:
    for text in (title, *(p.plain[:400] for p in opening[:4])):
        found = [(match.start(), name) for name, pattern in _KINDS if (match := pattern.search(text))]
        if found:
            return min(found)[1]
        if text is title and _LOOKED.search(title):
            return "other"
    return "other"


def _team(opening: tuple[Paragraph, ...]) -> _Words | None:
    """The first team with an ordinal or a style of its own, else the first that is named at all."""
    plainest: _Words | None = None
    for paragraph in opening:
        for match in _TEAM.finditer(paragraph.plain):
            if "小组" in match[0]:
                continue
            # 专项 may belong to the words before it: 市委涉粮专项巡察第一组.
            start = match.start() + 2 * match[0].startswith("专项")
            before = paragraph.plain[max(0, start - 30) : start]
            owner = _BEFORE_TEAM.search(before)
            prefix = cut_lead(before[: owner.start()]) + owner[0] if owner else paragraph.plain[match.start() : start]
            name = _Words(_free(prefix) + paragraph.plain[start : match.end()], paragraph.words(match.start()))
            if re.search(rf"第?{ORDINAL}|提级|交叉|联动|推磨|异地", match[0]):
                return name
            if owner and plainest is None:
                plainest = name
    return plainest


def _round(title: str, paragraphs: list[Paragraph]) -> _Words | None:
    """The title's round, else the first; a longer wording that ends in the same words is taken instead."""
    found = [_Words(words, title) for words in _rounds(title)]
    for paragraph in paragraphs:
        if "轮" in paragraph.plain[:3000]:
            found += [_Words(words, paragraph.words(paragraph.plain.find(words))) for words in _rounds(paragraph.plain)]
    if not found:
        return None
    first = found[0].value
    same = [f for f in found if f.value == first and f.evidence != title] or found
    if first.startswith(("第", "首")):
        same = [f for f in found if f.value.endswith(first) and f.value != first] or same
    return _Words(same[0].value, same[0].evidence)


def _rounds(text: str) -> Iterator[str]:
    for match in _ROUND.finditer(text):
        if _is_earlier(text[match.end() : match.end() + 16]):
            continue
        before = text[max(0, match.start() - 32) : match.start()]
        near = _BEFORE_ROUND.search(before)
        prefix = _free(near[0]) if near else ""
        if match["what"] or prefix:
            yield prefix + match[0]


def _is_earlier(after: str) -> bool:
    """Whether `after`, which follows a round, tells that its rectification was lacking: it is not the one answered."""
    return _LEFT_OVER.match(after) is not None


def _free(prefix: str) -> str:
    """`prefix` without the words that lead it in, but with a year or a session that belongs to it."""
    match = re.search(r"(?:20[0-9]{2}年度?)?(?:巡[察视](?:工作)?)?\Z", prefix)
    tail = match[0] if match else ""
    return cut_lead(prefix[: len(prefix) - len(tail)]) + tail


def _authority(opening: tuple[Paragraph, ...], round_: _Words | None, team: _Words | None) -> _Words | None:
    """Who is named after 根据 and the like; of several the one the team belongs to; else from round or team."""
    stated: list[_Words] = []
    for paragraph in opening[:6]:
        for match in _ORDERED.finditer(_BOOK.sub("", paragraph.plain[:2000])):
            for end in _AUTHORITY.finditer(match["who"]):
                name = cut_lead(match["who"][: end.start()][-20:]) + end[0]
                stated.append(_Words(name, paragraph.words(max(0, paragraph.plain.find(match[0])))))
        if stated:
            break
    if stated:
        mine = [s for s in stated if team and team.value.startswith(s.value)]
        return (mine or stated)[0]
    for source in (round_, team):
        named = _owner(source.value) if source else ""
        if source and named:
            return _Words(named, source.evidence)
    return None


def _owner(name: str) -> str:
    """Who sent a team or ordered a round, by its name: all before 第…组 where that ends as such names do."""
    team = _TEAM.search(name)
    whole = re.fullmatch(rf"[一-鿿]{{0,14}}{AUTHORITY}", name[: team.start()]) if team else None
    if whole:
        return whole[0]
    named = _OWNER.match(name)
    return named["who"] if named else ""


def _audit_office(opening: tuple[Paragraph, ...]) -> _Words | None:
    """The audit office that did the audit: 市审计局派出审计组, 市审计局对…进行了审计."""
    for paragraph in opening[:4]:
        match = _OFFICE.search(paragraph.plain[:2000])
        if match:
            return _Words(cut_lead(match["who"]), paragraph.words(match.start()))
    return None
