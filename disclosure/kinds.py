"""Documents that look like a notice of rectification and are none: each is refused by its name.

In: the title of a document, or its first lines where it has none, and its paragraphs. Out: what it is, in words for the
refusal. A plan says what is to be done and by when, an announcement of an inspection or its findings say nothing of what
was done: as a report each would show deadlines and duties as if they were results.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.chinese import plain
from disclosure.problem import Words

_ANSWERS = re.compile(r"巡[察视]|审计|督[察查]|检视|反馈(?:的)?(?:问题|意见)")
_TOP = 4
"""Paragraphs at the top that tell what a document answers."""
_LONGEST = 90
"""Characters of a title, at most."""
_ENDING = r"(?:[（(][^（）()]{1,24}[）)])?[》」】]?$"
_KINDS = (
    (re.compile(r"方案" + _ENDING), Words("这是整改方案，还没有整改结果", "this is a plan, which tells no results yet")),
    (
        re.compile(r"(?<!整改)巡[察视](?:工作|进驻)?的?(?:公告|预告|通知)" + _ENDING + r"|完成进驻|进驻.{0,20}(?:公告|巡[察视])" + _ENDING),
        Words("这是巡察公告，不是整改情况", "this announces an inspection and tells of no rectification"),
    ),
    (
        re.compile(r"反馈(?:[^，。；]{0,16}巡[察视](?:“?回头看”?)?)?(?:意见|情况)" + _ENDING),
        Words("这是巡察反馈情况，不是整改情况", "this tells what an inspection found and of no rectification"),
    ),
)  # fmt: skip


def answers(texts: Sequence[str]) -> bool:
    """Whether the text answers an inspection: it says 整改 somewhere, or names the inspection at its top."""
    return any("整改" in t for t in texts) or any(_ANSWERS.search(t[:400]) for t in texts[:_TOP])


def other(title: str, texts: Sequence[str]) -> Words | None:
    """What the document is by its title, where that is no notice of rectification; None elsewhere."""
    lines = [plain(line) for line in ([title] if title else texts[:_TOP]) if len(line) <= _LONGEST]
    for line in lines:
        for form, words in _KINDS:
            if form.search(line) and (form is _KINDS[0][0] or "整改" not in line):
                return words
    return None
