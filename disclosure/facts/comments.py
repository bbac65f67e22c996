"""The window in which readers may comment (公开期限, 公示期).

Understood: two dates after a label, with the year of the first carried to the second; a last day (请于…前反映); and, where no
date is stated, the words themselves (自公布之日起15个工作日), kept as `stated`.
"""

from __future__ import annotations

import re

from disclosure import dates
from disclosure.chinese import NUMBER
from disclosure.labels import labelled
from disclosure.notice import Found, Notice, Paragraph, closing, doubt
from disclosure.problem import Problem, Words

_TAIL = 30
"""Paragraphs at the end in which a labelled window may stand outside the invitation."""
_LENGTH = re.compile(
    rf"(?:(?:自|从|于)?(?:本?通报|本?公告|公示|公布|公开|发布|印发|通报|即|本通报发布|[^，。；：:]{{0,8}}发布)?(?:之)?日起[,，]?(?:至[^，。；]{{1,20}}止|(?:在|的)?(?:为期)?{NUMBER}(?:个)?(?:工作日|自然日|日|天|个?月|周|年)(?:之?内|以内)?)"
    rf"|{NUMBER}个?(?:工作日|自然日|天|日|个月)(?:之?内|以内)?)"
)
_IS_WINDOW = re.compile(r"月.*日|日起.{0,8}(?:日|月|周)")
"""Hours that are days: 受理时间：即日起30日内."""
_OPENS = re.compile(r"起|开始|[至到—-]{1,2}长期")
_UNTIL = re.compile(r"(?<!整改)(?:期限|时间|日期)(?:截至|截止[至到于]?)\Z")
_BY = re.compile(r"(?:之?前|以前|截止|止)[^。；]{0,40}(?:反映|反馈|提出|来电|来信|联系|告知)")
_MAYBE = re.compile(r"期\s*限|期|时\s*间|时\s*限")
_NEAR = re.compile(r"反映|反馈|监督|意见|建议|公示|公开|受理")


def find(notice: Notice, known: Found) -> Found:
    """`comments` with `opens`, `closes` or `stated`."""
    published = str(known.front.get("published", ""))
    this_year = int(published[:4]) if published else None
    invitation = closing(notice, known)
    for paragraph in (*invitation, *notice.paragraphs[-_TAIL:], *notice.paragraphs[:6]):
        if not _MAYBE.search(paragraph.raw[:6000]):
            continue
        for entry in labelled(paragraph.plain[:6000]):
            if entry.kind == "window" or (entry.kind == "hours" and _IS_WINDOW.search(entry.value)):
                found = _window(paragraph, entry.value_start, entry.value, this_year)
                if found:
                    return found
    for paragraph in invitation:
        found = _unlabelled(paragraph, this_year)
        if found:
            return found
    return Found()


def _window(paragraph: Paragraph, start: int, value: str, this_year: int | None) -> Found | None:
    """The window that `value` states; dates are read with the whole paragraph, for the year."""
    end = start + len(value) + 4
    mentions = [m for m in dates.scan(paragraph.plain, this_year) if start <= m.start < end]
    words = value.strip("，,、共为 ")
    problems: list[Problem] = []
    front: dict[str, str] = {}
    if any(m.damaged for m in mentions):
        what = Words(f"公开期限的日期无法识别：{words}", f"a date of the window for comments cannot be read: {words}")
        mend = Words("与原件核对，在元数据里补上", "look at the source and complete the front matter")
        problems.append(doubt(paragraph, "date", what, mend))
    pair = next(iter(dates.ranges(paragraph.plain, mentions)), None)
    if pair:
        front = {k: v for k, v in (("opens", pair.first.iso), ("closes", pair.last.iso)) if v}
        if len(front) == 2 and front["closes"] < front["opens"]:
            front = {}
    elif len(mentions) == 1 and mentions[0].iso:
        key = "opens" if _OPENS.match(paragraph.plain, mentions[0].end) else "closes"
        front = {key: mentions[0].iso}
        if key == "opens" and (_LENGTH.search(words) or "长期" in words):
            front["stated"] = words
    if (
        not front
        and not problems
        and words
        and len(words) <= 60
        and (mentions or _LENGTH.search(words) or "长期" in words)
    ):
        front = {"stated": words}
    if not front and not problems:
        return None
    evidence = {f"comments.{key}": paragraph.words(start) for key in front}
    return Found({"comments": front} if front else {}, evidence, tuple(problems))


def _unlabelled(paragraph: Paragraph, this_year: int | None) -> Found | None:
    """A window without a label, inside the invitation."""
    text = paragraph.plain[:6000]
    if not _NEAR.search(text):
        return None
    mentions = dates.scan(text, this_year)
    pair = next((p for p in dates.ranges(text, mentions) if p.first.iso and p.last.iso), None)
    front: dict[str, str] = {}
    place = 0
    if pair and pair.first.iso and pair.last.iso:
        front, place = {"opens": pair.first.iso, "closes": pair.last.iso}, pair.first.start
    else:
        last = next((m for m in mentions if m.iso and m.day and _closes(text, m)), None)
        length = _LENGTH.search(text)
        if last and last.iso:
            front, place = {"closes": last.iso}, last.start
        elif length and "日起" in length[0]:
            front, place = {"stated": length[0].strip("，,").removeprefix("于")}, length.start()
    if not front:
        return None
    return Found({"comments": front}, {f"comments.{key}": paragraph.words(place) for key in front})


def _closes(text: str, mention: dates.Mention) -> bool:
    """Whether the words around a day make it the last one (请于…前反映, 时间截至…)."""
    return bool(_BY.match(text, mention.end) or _UNTIL.search(text, max(0, mention.start - 10), mention.start))
