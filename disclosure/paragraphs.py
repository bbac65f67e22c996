"""What the paragraphs under a finding say: its result, what was done, or who and when.

In: a finding's heading and its blocks. Out: its printed number and its title, which paragraphs are measures, and the
report's own words for the result. Most paragraphs are long and begin with no label: their first character tells that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from disclosure import numbering
from disclosure.blocks import Block
from disclosure.patterns import later
from disclosure.resultplaces import (
    DASHES,
    ends_plainly,
    front_bracket,
    last_characters,
    of_end,
    of_label,
    of_several,
    split_bracket,
)
from disclosure.statuses import group_words, status_of, table

_DONE_LABEL = later(
    r"[【\[]?(?:整改(?:落实)?(?:情况|措施|成效|进展|进展情况|完成情况|落实情况|工作情况|做法|举措)|整改落实|(?:采取|具体|主要)的?(?:措施|做法)|落实情况)"
    r"[】\]]?\s*(?:[：:]\s*|$)"
)
_OTHER_LABEL = later(
    r"[【\[]?(?:反馈问题|存在问题|问题描述|问题表现|具体问题|具体表现|主要问题|问题|责任(?:领导|人|部门|单位|科室)|牵头(?:领导|部门|单位)|"
    r"(?:整改|完成)(?:时限|期限|时间)|下一步[^：:]{0,8}|整改目标)[】\]]?\s*[：:]"
)
_STATED = table(None)
_LAST = last_characters(_STATED)
_RESULT_FIRST = frozenset("【[（(整完落办销目当现最进推是状结评自验")
_SHORT = 44
"""Characters of a paragraph that may be no more than one sentence with a result."""
_MAY_SAY = _RESULT_FIRST | numbering.FIRST | frozenset("采具主落反存问责牵完下")
"""Characters with which a longer paragraph that has a label or states a result can begin."""
_BARE_NUMBER = later(r"\d{1,3}[ \u3000]+(?=\D)")
_LEAD_IN = later(r"[一二三四五六七八九十]{1,3}是(?=关于|针对)")
_STOPS = "。．，,：:；"

Said = tuple[str | None, bool, str, str]
"""What a paragraph says: the words of the result that it states (empty: a label without words; None: it states none),
whether it states a result and so tells nothing that was done, its role (`done` behind the label of what was done,
`other` behind another label, else empty), and its words behind the label of what was done."""


def cut_label(heading: str) -> tuple[str, str]:
    """A finding's heading as its printed number and its title, without a full stop at the end."""
    label = numbering.read(heading)
    if label:
        end = len(label.raw)
    elif number := _BARE_NUMBER.match(heading) or _LEAD_IN.match(heading):
        end = number.end()
    else:
        title = heading.strip()
        return "", title.rstrip(_STOPS) or title or heading
    rest = heading[end:]
    if rest[:1] in numbering.PROBLEM_FIRST and (inner := numbering.read(rest)) and inner.kind in ("q", "p"):
        end += len(inner.raw)
        rest = heading[end:]
    title = rest.strip()
    if not title:
        return "", heading
    return heading[:end].strip(), title.rstrip(_STOPS) or title


def said_in(blocks: Sequence[Block]) -> list[Said | None]:
    """What each block says where it is a paragraph; None for one that only tells something, and for any other block."""
    return [_said(text) if kind == "p" else None for kind, _, text, _ in blocks]


def _said(text: str) -> Said | None:
    if len(text) <= _SHORT:
        return _said_shortly(text)
    return _look(text) if text[0] in _MAY_SAY else None


def _look(text: str) -> Said | None:
    """As `said_in`, a number in front set aside."""
    bare = numbering.bare_label(text)
    result = result_words(bare)
    states = result is not None or (len(bare) <= _SHORT and of_several(bare, _STATED))
    if label := _DONE_LABEL.match(bare):
        return result, states, "done", bare[label.end() :].strip()
    if _OTHER_LABEL.match(bare):
        return result, states, "other", bare
    return (result, states, "", bare) if states or bare != text else None


_said_shortly = lru_cache(maxsize=4096)(_look)
"""Notices say a label or a result in the same few ways."""


def measured(blocks: Sequence[Block], said: Sequence[Said | None]) -> dict[int, str]:
    """The paragraphs among `blocks` that are a measure each, by their index, without the label in front.

    None where there is an ordered list: then its items are the measures. `said` are those of `said_in`. Where a label says
    what was done, only what stands behind it is a measure.
    """
    for block in blocks:
        if block[0] == "ol":
            return {}
    labelled = any(found[2] == "done" for found in said if found)
    told = not labelled
    found: dict[int, str] = {}
    for index, (block, say) in enumerate(zip(blocks, said, strict=True)):
        if block[0] != "p":
            continue
        _, states, role, words = say or (None, False, "", block[2])
        if states:
            continue
        if role == "other":
            told = told and not labelled
            continue
        told = told or role == "done"
        if told and words:
            found[index] = words
    return found


def count_measures(blocks: Sequence[Block]) -> int:
    """How many measures stand under a finding."""
    return sum(len(items[1]) for _, _, _, items in blocks) or len(measured(blocks, said_in(blocks)))


def result_words(text: str) -> str | None:
    """The words of the result that a paragraph states (整改结果：已完成，（已完成），该问题已整改到位。) and nothing that
    was done; None where it states none.
    """
    if (
        len(text) <= _SHORT
        and (said := of_end(text, _STATED)[0])
        and len(said) == len(text.rstrip("。；;").lstrip(DASHES))
    ):
        return said
    if text[:1] not in _RESULT_FIRST:
        return None
    match = numbering.RESULT.match(text)
    if match and (numbering.STRICT.match(text) or of_label(text, _STATED) is not None):
        return match["words"].strip().rstrip("。")
    rest, bracket, status = split_bracket(text, _STATED)
    return bracket.strip("（）()【】[]。") if status and not rest else None


def status_text(
    blocks: Sequence[Block], said: Sequence[Said | None], status: str, path: Sequence[str], title: str
) -> str:
    """The report's own words for a finding's result: a label's, a bracket's, a last sentence's, a group heading's.

    `blocks` stand under the finding, `said` are those of `said_in`, `path` are the headings above its `title`. Words
    other than a label's are given only where they state `status`; empty where none are found.
    """
    for found in reversed(said):
        if found and found[0]:
            return found[0]
    if status == "unstated":
        return ""
    texts = [text for kind, _, text, _ in blocks if kind == "p"]
    if blocks:
        _, items, statuses = blocks[-1][3]
        texts += [] if any(statuses[-1:]) else items[-1:]
    for text in reversed(texts):
        for words, stated in _end_of_short(text) if len(text) <= _SHORT else _end(text):
            if stated == status:
                return words
    front, stated_first = front_bracket(title, _STATED)
    if stated_first == status:
        return front.strip("（）()【】[]")
    for heading in reversed(path):
        words, of_group = _group_result(heading)
        if words and of_group == status:
            return words
    return ""


def _end(text: str) -> Sequence[tuple[str, str]]:
    """The words at the end of `text` that state a result, in brackets or as a last sentence, each with its status."""
    if ends_plainly(text, _LAST):
        return ()
    found = []
    _, bracket, stated = split_bracket(text, _STATED)
    if stated:
        found.append((bracket.strip("（）()【】[]。；"), stated))
    words, stated, _ = of_end(text, _STATED)
    if stated:
        found.append((words, stated))
    return found


_end_of_short = lru_cache(maxsize=4096)(_end)


@lru_cache(maxsize=256)
def _group_result(heading: str) -> tuple[str, str | None]:
    """The words of a group's heading that state a result, and the status; every finding of the group asks."""
    label = numbering.read(heading)
    words = group_words(heading[len(label.raw) :] if label else heading, _STATED)
    return words, status_of(words, _STATED)
