"""The signature: the publisher's own form of its name, and the date of publication.

Understood: name and date in either order, on one line, over two or three lines, at the end of the last paragraph,
before an attachment; then a date line near the title; at last the date of the web page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from disclosure import dates
from disclosure.chinese import plain
from disclosure.names import is_body
from disclosure.notice import Found, Notice, Paragraph, doubt
from disclosure.problem import Problem, Words

_TAIL = 18
"""Paragraphs at the end among which the signature is sought first."""
_MARK = re.compile(r"^#{1,6}\s*|^[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}$")
_YEAR = re.compile(r"20[0-9]{2}年")
_SEAL = re.compile(r"[（(](?:盖章|公章|代章|印章|签章|印)[）)]")
_AFTER_DATE = re.compile(r"(?<=[0-9日])(?: ?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?|印发|发布|公布)$")
_STAMP = re.compile(r"(?:发布|公布|公开|成文)?(?:日期|时间)[:：]?")
_DIGITS = re.compile(r"(20[0-9]{2})([01][0-9])([0-3][0-9])")
_CLOCKED = re.compile(
    r"[^。；]{0,60}?(?<![0-9])(20[0-9]{2}(?:-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)) ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[一-鿿]{2,4})?"
)
"""The line of an account's page: its name, the day and the hour, the place it wrote from."""
_BEHIND = re.compile(r"[报告示] ?[（(]?(20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?![0-9])")
_DATE_LABEL = re.compile(r"^(?:发布|公布|公开|成文|通报|公告|印发)?(?:日期|时间)[:：]")
_LABEL = re.compile(r"^(?:发布单位|公开单位|发布机构|单位|落款|签发单位)[:：]")


def find(notice: Notice, known: Found) -> Found:
    """`publisher` and `published`, and the paragraphs that sign the notice."""
    last = max(known.title_paragraphs, default=-1)
    name, day, rows, problems = _signature(notice, last + 1, known.front.get("publisher", ""))
    front: dict[str, Any] = {}
    evidence: dict[str, str] = {}
    if name:
        front["publisher"] = name
        evidence["publisher"] = _words(notice, rows, lambda line: name in line) or name
    if day:
        evidence["published"] = _words(notice, rows, lambda line: bool(dates.scan(line)))
    else:
        day, place = _top_date(notice, last)
        if place:
            evidence["published"] = place
    day = day or _page_date(notice.meta.get("published", ""))
    if day:
        front["published"] = day
    return Found(front, {k: v for k, v in evidence.items() if v}, tuple(problems), (), tuple(rows))


def _words(notice: Notice, rows: Sequence[int], fits: Callable[[str], bool]) -> str:
    return next((notice.paragraphs[i].raw.strip() for i in rows if fits(plain(notice.paragraphs[i].raw))), "")


def _signature(notice: Notice, begin: int, named: str) -> tuple[str, str | None, list[int], list[Problem]]:
    """Name, date, paragraphs and doubts of the signature: at the end, or else before what is attached."""
    total = len(notice.paragraphs)
    low = max(begin, total - _TAIL)
    for index in range(total - 1, begin - 1, -1):
        paragraph = notice.paragraphs[index]
        if index >= low:
            name, day = _inline(paragraph)
            if day:
                return name, day, [], []
        if len(paragraph.raw) > (120 if index >= low else 60) or "。" in paragraph.raw[:-1]:
            continue
        line = _tail_line(paragraph)
        above = notice.paragraphs[index - 1].raw if index > begin else ""
        if len(above) < 12 and _YEAR.fullmatch(plain(above)):
            line = plain(above) + line
        name, mention = _split_date(line)
        if mention is None:
            continue
        name, rows = (name, [index]) if name else _name_beside(notice, index, begin, named)
        if (index < low and not name) or (not name and index - begin < 2 < total - index):
            continue
        day = mention.iso if mention.day else None
        return name, day, sorted(rows), [] if day else [_unreadable(paragraph)]
    name, rows = _lone_name(notice, low, named)
    return name, None, rows, []


def _unreadable(paragraph: Paragraph) -> Problem:
    words = paragraph.raw.strip()
    what = Words(f"落款日期无法识别：{words}", f"the date of the signature cannot be read: {words}")
    return doubt(
        paragraph, "published", what, Words("与原件核对，用 --date 指定", "look at the source and give --date")
    )


def _tail_line(paragraph: Paragraph) -> str:
    raw = _MARK.sub("", paragraph.raw.strip())
    parts = [plain(part) for part in raw.split()] if len(raw) <= 120 else []
    if len(parts) > 1 and all(is_body(part) and len(part) > 5 for part in parts):
        return parts[0]
    line = _AFTER_DATE.sub("", _SEAL.sub("", plain(raw)))
    return _LABEL.sub("", _DATE_LABEL.sub("", line.strip("（()）。.")))


def _split_date(line: str) -> tuple[str, dates.Mention | None]:
    """A line that is a date, or a body's name and a date in either order."""
    found = dates.scan(line)
    if len(found) != 1 or not (found[0].month or found[0].damaged):
        return "", None
    mention = found[0]
    before, after = line[: mention.start].strip(" ，,（("), line[mention.end :].strip(" ，,）)")
    if not before and not after:
        return "", mention
    rest = before or after
    return (rest, mention) if not (before and after) and is_body(rest) else ("", None)


def _name_beside(notice: Notice, index: int, low: int, named: str) -> tuple[str, list[int]]:
    """The publisher's name above the date at `index`, over one or two lines, or else under it."""
    around = {
        i: _tail_line(notice.paragraphs[i])
        for i in range(max(low, index - 4), min(index + 3, len(notice.paragraphs)))
        if i != index and len(notice.paragraphs[i].raw) <= 80
    }
    above = [i for i in range(index - 1, index - 4, -1) if around.get(i)]
    if above:
        near = around[above[0]]
        if len(above) > 1 and above[1] >= low:
            longer = around[above[1]] + near
            if is_body(longer) and (longer == named or not is_body(near) or _broken(around[above[1]], near)):
                apart = is_body(around[above[1]]) and is_body(near) and _whole_name(around[above[1]])
                return f"{around[above[1]]} {near}" if apart else longer, [above[1], above[0], index]
        if is_body(near):
            return near, [above[0], index]
    for i in (index + 1, index + 2):
        if around.get(i):
            return (around[i], [index, i]) if is_body(around[i]) else ("", [index])
    return "", [index]


def _whole_name(upper: str) -> bool:
    """Whether `upper` ends as the name of a party body does, so that the line below names another one."""
    return upper.endswith(("党组", "党委", "党总支", "党支部", "支部委员会", "工委"))


def _broken(upper: str, lower: str) -> bool:
    """Whether `lower` goes on with the name that `upper` begins."""
    return (
        upper.startswith("中共")
        and not upper.endswith(("党组", "党委", "委员会", "支部"))
        and not lower.startswith("中共")
    )


def _lone_name(notice: Notice, low: int, named: str) -> tuple[str, list[int]]:
    """A signature without a date: a line that names the publisher again, or a party body."""
    for index in range(len(notice.paragraphs) - 1, low - 1, -1):
        paragraph = notice.paragraphs[index]
        if len(paragraph.raw) > 80:
            break
        line = _tail_line(paragraph)
        if line and is_body(line) and (line == named or line.startswith(("中共", "中国共产党"))):
            return line, [index]
    return "", []


_INLINE = re.compile(
    r"[。；）)](?P<name>[^。；，：]{4,48}?)(?P<date>[^一-鿿]?(?:\d{4}|[〇零○一二三四五六七八九]{4})[年\-./].{3,12})$"
)


def _inline(paragraph: Paragraph) -> tuple[str, str | None]:
    """A signature at the end of a long paragraph."""
    tail = plain(paragraph.raw[-120:].rstrip().rstrip("*_"))
    match = _INLINE.search(tail)
    if match and is_body(match["name"]):
        return match["name"], dates.parse(match["date"])
    return "", None


def _top_date(notice: Notice, last: int) -> tuple[str | None, str]:
    """A date that stands alone near the title, and the line that holds it."""
    for paragraph in notice.paragraphs[: last + 4]:
        if len(paragraph.raw) > 200:
            continue
        line = plain(_MARK.sub("", paragraph.raw.strip()))
        day = dates.parse(_DATE_LABEL.sub("", line.strip("（()）")))
        if not day and (label := _STAMP.search(line)):
            found = dates.scan(line[label.end() :])
            day = found[0].iso if found and found[0].start == 0 and found[0].day else None
        if not day and (digits := _DIGITS.fullmatch(_DATE_LABEL.sub("", line.strip("（()）")))):
            day = dates.parse("-".join(digits.groups()))
        if not day and (clocked := _CLOCKED.fullmatch(line)):
            day = dates.parse(clocked[1])
        if not day and paragraph.index <= last and (stamped := _BEHIND.search(line)):
            day = dates.parse(stamped[1])
        if day:
            return day, paragraph.raw.strip()
    return None, ""


def _page_date(words: str) -> str | None:
    found = [m for m in dates.scan(plain(words[:60])) if m.day]
    return found[0].iso if found else None
