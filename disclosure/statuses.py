"""The words that state a result, and what they say.

In: the words of a label, a bracket, a table cell or a group's heading, and the words of site.yaml. Out: a status
or None. The tone of a sentence, a deadline or a total is never asked: callers hand over only what states a result
(`resultplaces` finds it in a text).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from disclosure.patterns import later
from disclosure.statuswords import DEFAULT, Words
from disclosure.tickboxes import ticked
from disclosure.weakening import FILL, IN_PART, UNDONE, weakened

PARTS = later(r"[。；;\n]")
"""Between the sentences and clauses of a result."""
_NEGATION = later(
    r"(?:未|尚未|没有|没|不|未能|待|尚待|有待|无法|难以)(?:能|能够|全部|全面|完全|按期|按时|如期|彻底|最终|予以|得到|及时|有效|整改|再|需){0,2}$"
)
_LATER = later(
    r"(?:预计|计划|拟|将|力争|争取|确保|务必|即将|准备|要求|应于|限期?|申请|报请|提请)[^，。；]{0,20}$|(?:前|底前?|之前|内)$"
)
_JOINT = later(r"(?:同时|后续|仍|还|需要?|须|要)+$")
_PERCENT = later(r"(?:^|(?:完成|进度|率)[^，。；\d]{0,6})(\d{1,3}(?:\.\d+)?)\s*[%％]")
TOTAL = later(r"(?:完成|整改|销号|推进|落实|解决|办结|到位)了?[0-9０-９]+\s*[项个条件]")
"""A total (已完成3项) states no result."""
DAY = later(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?")
"""A date: it belongs to no word that states a result."""
_LEAD_IN = later(r"^(?:目前|现|该问题|问题|此项|本项|该项)?(?:整改|任务)?(?:结果|状态|情况|进度|完成情况)?(?:为|是)?")
_SLIGHT = later(
    r"(?:整改|全部|任务|措施|均|已经?|并|了|目前|问题|未|尚未|没有|按期|按时|如期|预计|计划|年|月|底|前|\d){0,4}"
)
_FINISHED = later(r"完成(?:整改)?的(?:具体)?(?:问题|事项|任务)(?:[（(][^）)]*[）)])?[。：:]?\s*$")
_GROUP = later(
    r"(?:关于)?(?:在?集中整改期(?:限|间)?内?|截至目前|目前)?[，,]?(?:巡察|巡视|审计)?(?:反馈)?(?P<words>(?:已|未|尚未|正在|正|基本|需|须|需要|长期|持续|阶段性|取得|部分|立行立改|全部|整改|完成)[^，。；：]{0,14}?)"
    r"(?:整改)?(?:的)?(?:巡察|反馈|整改|具体)*(?:问题|事项|任务|项目|内容)(?:整改)?(?:[的及]?(?:工作|整改)?(?:情况|成效|进展(?:情况)?))?(?:(?:及|和)(?:其|主要)?原因)?(?:[（(（][^）)]*[）)])?[。：:]?$"
)

_COUNTED = later(
    r"(?P<words>(?:已|未|尚未|正在|正|基本|需|须|需要|长期|持续|阶段性|取得|部分|立行立改|全部|整改|完成)[^，。；：0-9]{0,10}?)的?[0-9０-９]{1,3}[项个条](?:问题|任务|事项)?[：:]$"
)
"""A group's heading that counts what stands under it and ends with a colon: 整改完成的6项：."""


@lru_cache(maxsize=16)
def _table(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str], ...]:
    pairs = [(FILL.sub("", word), status) for status, list_ in words for word in list_]
    return tuple(sorted({p for p in pairs if p[0]}, key=lambda pair: (-len(pair[0]), pair)))


def table(words: Words | None) -> tuple[tuple[str, str], ...]:
    """Words with their status, longest first; the program's own where the site names none."""
    merged = {status: tuple(DEFAULT[status]) for status in DEFAULT}
    for status, list_ in (words or {}).items():
        taken = set(list_)
        for other in merged:
            merged[other] = tuple(w for w in merged[other] if w not in taken)
        merged[status] = (*merged.get(status, ()), *list_)
    return _table(tuple(sorted(merged.items())))


def status_of(value: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The status that `value`, the words of a result, states; the longest known word that fits wins."""
    value = ticked(value)
    if percent := _PERCENT.search(value):
        return "done" if float(percent[1]) >= 100 else "ongoing"
    bare = FILL.sub("", value)
    if not bare or len(bare) > 200:
        return None
    for word, status in known:
        start = bare.find(word)
        if start < 0:
            continue
        before = bare[max(0, start - 24) : start]
        if status != "open" and _NEGATION.search(before):
            return "open"
        if status == "done" and _LATER.search(before):
            continue
        if status == "done":
            said = weakened(value, start, start + len(word))
            if said is None:
                continue
            return None if said == "done" and UNDONE.search(value) else said
        if status == "ongoing" and not IN_PART.search(word) and (stated := _stated_before(bare[:start], known)):
            return stated
        return status
    return None


def _stated_before(words: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The status that `words`, which stand before 长期坚持 and its like, state by themselves: all is done
    (已完成，需持续推进) or is not (未完成，持续推进); None for neither.
    """
    said = _JOINT.sub("", words)
    stated = status_of(said, known) if said and _is_plain(said, known) else None
    return stated if stated == "done" or (stated == "open" and UNDONE.search(said)) else None


def is_plain(value: str, known: Sequence[tuple[str, str]]) -> bool:
    """Whether `value` says a result and little else, in each sentence: what a bracket or a cell must be to state one."""
    parts = [part for part in PARTS.split(ticked(value)) if FILL.sub("", part)]
    return bool(parts) and all(_is_plain(part, known) for part in parts)


def _is_plain(value: str, known: Sequence[tuple[str, str]]) -> bool:
    if TOTAL.search(value):
        return False
    whole = DAY.sub("", FILL.sub("", value))
    bare = _LEAD_IN.sub("", whole)
    if len(bare) > 30:
        return False
    for word, _ in known:
        rest = bare.replace(word, "", 1) if word in bare else None
        if rest is not None and (len(rest) <= 8 if len(word) > 2 else _SLIGHT.fullmatch(rest)):
            return True
        if word == whole:
            return True
    return False


def of_group(heading: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The status that a group's heading states for what stands under it (已完成整改的问题（20个）)."""
    words = group_words(heading, known)
    return status_of(words, known) if words else None


def group_words(heading: str, known: Sequence[tuple[str, str]]) -> str:
    """The words of a group's heading that state a result; empty where it states none."""
    counted = _COUNTED.match(heading.strip())
    match = counted or _GROUP.match(heading.strip())
    # 整改情况 and 完成情况 head sections of every kind; 完成的问题 does not.
    if not match or match["words"] in ("整改", "需", "须"):
        return ""
    if not counted and match["words"] in ("完成", "整改完成") and not _FINISHED.search(heading):
        return ""
    whole = match["words"] + ("整改" if match.string[match.end("words") :].startswith("整改") else "")
    for said in (whole, match["words"]):
        if is_plain(said, known) and status_of(said, known):
            return said
    return ""
