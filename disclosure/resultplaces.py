"""Where a text states its result: behind a label, in brackets, in its first sentence or its last one.

In: a paragraph, a title or what stands behind a label, and the words that state results. Out: the words of the result and
its status, or nothing. A sentence counts only where it says a result and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import lru_cache
from itertools import chain

from disclosure import numbering
from disclosure.chinese import integer
from disclosure.memo import remembering
from disclosure.patterns import later
from disclosure.statuses import DAY, PARTS, TOTAL, is_plain, status_of, table
from disclosure.statuswords import NO, YES
from disclosure.weakening import FILL, FILLING

_LONGEST_TAIL = 40
"""Characters of a result with its label at the end of a paragraph, at most."""
_SHORT_RESULT = 14
"""Characters of a result that stands in front of what was done, at most."""
_TOLD = 6
"""Characters that tell of what was done, at least."""
_ANSWER = later(rf"(?P<yes>[{YES}{NO}])(?:[（(，,](?P<more>[^（）()]{{0,30}})[）)]?)?[。；;]?$")
_EFFECT = later(r"[【\[（(]?\s*(?:整改(?:成效|效果|进展)|(?:目前|当前|最新)?进展|完成情况)")
_SEVERAL = later(r"[一二三四五六七八九]是|[①-⑳⑴-⒇]|[。；;].")
DASHES = "—–-－―"
"""What may lead a result in at the end of a paragraph or on a line of its own: …。——已完成"""
_DASHED = later(rf"[{DASHES}]([^{DASHES}。；，,]{{2,16}})[。；]?\s*$")
_BRACKET = later(r"[（(【\[]\s*([^（()）【】\[\]]{2,30}?)\s*[）)】\]]\s*[。；]?\s*$")
_OPENING, _CLOSING = frozenset("（(【["), frozenset("）)】]")
_TAKES_BACK = later(r"但|仍|尚|未|其余|其他|剩余|还|部分|正在|待|拟|需|要|预计|计划|继续|持续|下一?步|有序|推进中")
"""What may follow 已完成 in its sentence and leave open whether all is done."""
_RATE = later(
    r"[【\[（(]?(?:目前|当前|整改|完成)*(?:进度|进展|状态|完成率|整改率)[】\]）)]?[：:]?\s*\d{1,3}(?:\.\d+)?\s*[%％][。；]?"
)
_SHARED = later(
    r"(?:^|(?<=[。！？；;\s]))\s*(?:以上|上述)(?:(?P<count>\w{1,3})[个项条])?(?:反馈)?(?:问题|意见|任务|事项)[^。]{2,30}[。；;]?\s*$"
)
_END = later(r"\s*[。；;]?([^。！？；;\s]{2,41})")
"""The last sentence of a text that is turned round: looking from its end is many times as fast as finding the end."""
_WHEN = r"(?:截至|截止)[^，,。]{2,16}[，,]|(?:截至|截止)?(?:目前|现在|当前)[，,]?|现[，,]?"
_WHOLE = later(
    rf"(?:{_WHEN})?(?:(?:该|此|本|这)(?:一)?(?:项|个|条|类)?(?:反馈)?(?:问题|整改(?:任务|工作|事项|问题))|(?:反馈)?问题|整改(?:任务|工作|事项)?)"
)
"""What a sentence about the whole problem begins with."""
_THIS = later(r"[，,](?=(?:该|此|本|这)(?:一)?(?:项|个|条|类)?(?:反馈)?(?:问题|整改(?:任务|工作|事项|问题)))")
"""Before the last clause of a sentence, where it speaks of the whole problem: …接口尚未打通，该问题正在整改。"""
_RECTIFIED = later("整改|销号")
_THINGS = later("隐患|问题|缺陷|违[规法建章]|漏洞|乱象|点位|图斑|线索|全部|均|都|督促|责令|要求|限期|通知书|立行立改")
"""What is put right itself, or by whom, in the words before: 排查隐患22处，已整改到位 tells of these, not of the finding."""
_SO_MANY = later("[0-9０-９]+[处条家项个起件]$")
_COUNTED = later(r"[一二三四五六七八九]是|[①-⑳⑴-⒇㈠-㈩]|[（(]\d{1,2}[）)]")
_RATED = later(
    r"[，,。；;]\s*(?P<words>(?:目前|现)?整改(?:任务|工作)?(?:完成)?(?:进度|率)(?:已|达到?|为)*\s*\d{1,3}(?:\.\d+)?\s*[%％])[。；;]?\s*$"
)
"""The rate of rectification as the last clause of what was done: …11场，整改进度100%。"""
_PART = later(rf"(?:{_WHEN})?(?:(?:该|此|本|这)(?:一)?(?:项|个|条)(?:工作|任务|措施|事项)?)?")
_ONLY = later(r"(?:均|都|现|已|己|经|并|且|了|仍|尚|正|在|需|须|要|全部|整改|按期|按时|如期|于|中|完毕|的)*")
_PLAN = later(r"[，,](?:预计|计划|力争|拟|将|待|争取|确保|下一步|后续|预期).*$")
_FRONT = later(r"[【\[（(]\s*([^【】（）()\[\]]{2,16}?)\s*[】\]）)]")


def of_label(text: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The status that a paragraph with a result label states (整改结果：已完成); None where it states none."""
    match = numbering.RESULT.match(text)
    if not match:
        return None
    words = match["words"].strip()
    if "是否" in text[:4] and (answer := _ANSWER.match(words)):
        return status_of(answer["more"] or "", known) or ("done" if answer["yes"] in YES else "open")
    if numbering.STRICT.match(text):
        said = PARTS.split(words, maxsplit=1)[0][:80]
        return None if TOTAL.search(said) else status_of(said, known)
    if _RATE.fullmatch(text) or (len(words) <= 40 and is_plain(words, known)):
        return status_of(words, known)
    first = words.partition("。")[0].partition("\n")[0]
    if len(first) <= 12 and not numbering.lead(first) and is_plain(first, known):
        return status_of(first, known)
    return _of_first_clause(first, known) or _of_effect(text, words, known)


def _of_first_clause(sentence: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The status that the first clause of `sentence` says and nothing else (已完成，全年增收9.6万元).

    None for 已完成 where what follows leaves open whether all is.
    """
    clause, _, more = sentence.replace(",", "，").partition("，")
    stated = _ending(known, None)(clause)[1] if more and 2 <= len(clause) <= 12 else None
    return None if stated == "done" and _TAKES_BACK.search(more) else stated


def _of_effect(text: str, words: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The status that the last clause of an effect says and nothing else (整改成效：投放总数达到212台，已整改完成。).

    Where the effect tells of several measures, the clause may be the last one's alone.
    """
    if not _EFFECT.match(text) or _SEVERAL.search(words):
        return None
    clause = re.split("[，,]", words.rstrip("。；; "))[-1]
    return _ending(known, None)(clause)[1] if 2 <= len(clause) <= 40 else None


def of_last_clause(text: str, known: Sequence[tuple[str, str]]) -> str | None:
    """The status that the last clause of `text` says of the rectification and nothing else (…2户，已整改。).

    None for a count of measures, of which it may be the last one's, and for done where the sentence leaves open whether all is.
    """
    sentence = re.split("[。；;]", text.rstrip("。；; "))[-1].replace(",", "，")
    before, comma, clause = sentence.rpartition("，")
    if not comma or not 3 <= len(clause) <= 12 or not _RECTIFIED.search(clause) or _COUNTED.search(text):
        return None
    if _THINGS.search(sentence) or _SO_MANY.search(before):
        return None
    status = _ending(known, None)(clause)[1]
    return None if status == "done" and _TAKES_BACK.search(before) else status


def split_bracket(text: str, known: Sequence[tuple[str, str]]) -> tuple[str, str, str | None]:
    """`text` without the bracket at its end that states a result (已完成), the bracket, and its status."""
    if text.rstrip().rstrip("。；").rstrip()[-1:] not in _CLOSING:
        return text, "", None
    match = _BRACKET.search(text[-60:])
    if match and is_plain(match[1], known):
        status = status_of(match[1], known)
        if status:
            start = len(text) - len(text[-60:]) + match.start()
            return text[:start].rstrip(), text[start:].strip(), status
    return text, "", None


def of_end(text: str, known: Sequence[tuple[str, str]]) -> tuple[str, str | None, bool]:
    """The last sentence of `text` where it says a result and nothing else (该问题已整改到位。), its status, and whether
    it speaks of the whole problem; empty words where it says more. The tone of a longer sentence states nothing.
    """
    match = _END.match(text[:-61:-1])
    words = match[1][::-1].lstrip(DASHES) if match and len(match[1]) <= 40 else ""
    said = _ending(known, None)(words) if words else _SAYS_MORE
    if said[1] is None and (last := _THIS.search(words)):
        said = _ending(known, None)(words[last.end() :])
    return _of_rate(text, known) if said[1] is None else said


def _of_rate(text: str, known: Sequence[tuple[str, str]]) -> tuple[str, str | None, bool]:
    """The rate of rectification at the end of `text` with its status, where it is the rate of nothing but the finding."""
    rated = _RATED.search(text, max(0, len(text) - 41))
    before = re.split("[。；;]", text[: rated.start() + 1])[-1] if rated else ""
    counted = rated is not None and "率" in rated["words"] and _SO_MANY.search(before.rstrip("，,"))
    if not rated or counted or _THINGS.search(before):
        return _SAYS_MORE
    return rated["words"], status_of(rated["words"], known), True


def ends_plainly(text: str, last: Container[str]) -> bool:
    """Whether one look tells that neither a bracket at the end of `text` nor its last sentence states a result: a full
    stop behind a character that is not among `last`, those of `last_characters`, and no plan behind a comma.
    """
    if text[-1:] != "。" or text[-2:-1] in last or text[-2:-1].isspace():
        return False
    return not _PLAN.search(text, len(text) - 44)


def split_opening(text: str, known: Sequence[tuple[str, str]]) -> tuple[str, str, str | None]:
    """The first sentence of `text` where it says a result and nothing else and more follows (已整改。修订规则2项。), what
    follows, and the status; empty words where it says more."""
    sentence, stop, more = text.partition("。")
    status = _ending(known, None)(sentence)[1] if stop and more and 2 <= len(sentence) <= _SHORT_RESULT else None
    return (sentence + stop, more.strip(), status) if status else ("", text, None)


_SAYS_MORE = ("", None, False)


def of_several(text: str, known: Sequence[tuple[str, str]]) -> bool:
    """Whether `text` ends with a result of several problems together (以上问题均已整改到位。)."""
    match = _SHARED.search(text[-60:])
    return match is not None and status_of(match[0], known) is not None


def of_counted(text: str, known: Sequence[tuple[str, str]]) -> tuple[int, str] | None:
    """How many problems together the end of `text` tells of (以上3个问题均已整改到位。), and their status; None where it does not."""
    match = _SHARED.search(text[-60:])
    count = integer(match["count"]) if match and match["count"] else None
    status = status_of(match[0], known) if match and count else None
    return (count, status) if count and status else None


def front_bracket(text: str, known: Sequence[tuple[str, str]]) -> tuple[str, str | None]:
    """The bracket at the beginning of a title that states a result (【已完成】关于…) and its status; empty for none."""
    match = _FRONT.match(text) if text[:1] in _OPENING else None
    if match and is_plain(match[1], known) and (status := status_of(match[1], known)):
        return match[0], status
    return "", None


def last_characters(known: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Characters with which words that say only a result can end: a quick look that most sentences do not pass."""
    fill = "%％均都现已己经并且了仍尚正在需须要部改期时按如于中毕的月日年"
    return frozenset(fill + FILLING).union(word[-1] for word, _ in known)


def _judge(known: Sequence[tuple[str, str]], _: None) -> Callable[[str], tuple[str, str | None, bool]]:
    """Tells what a sentence states: notices say it in the same few ways."""
    last = last_characters(known)
    # All characters of which words that say only a result can be made: a sentence with another one says more.
    characters = {*FILLING, *_ONLY.pattern, *chain.from_iterable(word for word, _ in known)}
    only = later(rf"[\s\d年月日{re.escape(''.join(sorted(characters)))}]*")

    def ending(words: str) -> tuple[str, str | None, bool]:
        return decide(words) if words[-1] in last or _PLAN.search(words) else _SAYS_MORE

    @lru_cache(maxsize=4096)
    def decide(words: str) -> tuple[str, str | None, bool]:
        said = _PLAN.sub("", words)
        for subject, whole in ((_WHOLE, True), (_PART, False)):
            begun = subject.match(said)
            if begun and says_only(said[begun.end() :]) and (status := status_of(said, known)):
                return words, status, whole
        return _SAYS_MORE

    def says_only(words: str) -> bool:
        if not only.fullmatch(words):
            return False
        bare = DAY.sub("", FILL.sub("", words))
        rests = [bare.replace(word, "", 1) for word, _ in known if word in bare]
        # 基本整改到位，持续推进 says two of them.
        return any(
            _ONLY.fullmatch(rest)
            or any(rest.endswith(word) and _ONLY.fullmatch(rest[: -len(word)]) for word, _ in known)
            for rest in rests
        )

    return ending


_ending = remembering(_judge, 16)


_TAIL = later(
    r"(?:^|(?<=[。；！\s]))(?=[【\[（(]?\s*(?:整改(?:结果|状态|进展|进度)|(?P<told>整改(?:落实)?情况)|完成(?:情况|状态)|整改完成情况|目前进展|销号情况|办理结果|落实结果)\s*[】\]）)]?\s*[：:])"
)


def tail_label(text: str) -> int:
    """Where a result label begins inside `text` (…。整改结果：已完成); -1 where none does.

    整改情况： leads a result in only where nothing but a result follows.
    """
    start = -1
    for match in _TAIL.finditer(text):
        if not match["told"] or _is_result(text[match.start() :]):
            start = match.start()
    return start


def _is_result(text: str) -> bool:
    """Whether `text` is a label with a result and nothing else behind it."""
    match = numbering.RESULT.match(text)
    return match is not None and is_plain(match["words"], _OWN)


def ends_result(text: str) -> bool:
    """Whether `text` ends with a result, behind its label (…。整改结果：已完成) or in brackets: no sentence goes on after it."""
    if split_bracket(text, _OWN)[1]:
        return True
    if (dash := _DASHED.search(text[-24:])) and is_plain(dash[1], _OWN):
        return True
    start = tail_label(text)
    return start > 0 and len(text) - start <= 24 and is_plain(re.split("[：:]", text[start:], maxsplit=1)[1], _OWN)


def says_whole(text: str) -> bool:
    """Whether `text` ends with a result of the whole problem (…。该问题已整改到位。), behind what was done.

    No measure says that of itself; a sentence of its own behind a bare measure may be the whole list's.
    """
    words, status, whole = of_end(text, _OWN)
    return whole and status is not None and len(text) > len(words) + _TOLD


def says_own(text: str) -> bool:
    """Whether `text` tells what was done and ends with its result (修订规则，退回议题9个。【完成】)."""
    rest, bracket, _ = split_bracket(text, _OWN)
    if bracket:
        return len(rest) > _TOLD
    before = max(0, len(text) - _LONGEST_TAIL)
    label = tail_label(text[before:])
    return label >= 0 and before + label > _TOLD


_OWN = table(None)
