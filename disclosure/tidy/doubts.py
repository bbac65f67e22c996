"""Doubts: what looks wrong and is not changed, because nobody can be certain.

A Latin word between two Chinese ones, quotes without their partner, characters that no font shows.
"""

from __future__ import annotations

import re

from disclosure.document import Block
from disclosure.problem import Place, Words, warning
from disclosure.text import has_unpaired
from disclosure.tidy.sheet import Sheet

_LATIN = re.compile(r"[\u4e00-\u9fff]\s*\b(and|or|of|the|to|for|with|in)\b\s*[\u4e00-\u9fff]", re.A)
_HALF = re.compile(r"(?<![（(\w])[0-9０-９一二三四五六七八九十]{1,3}）")
"""A number with the second half of a bracket (1）), which has no partner by its nature."""
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\ufffc\U000f0000-\U0010ffff]")


def look(sheet: Sheet) -> None:
    """Warn about what a person should compare with the original."""
    for block in sheet.blocks:
        if not isinstance(block, Block):
            continue
        where = Place("", block.line)
        if match := _LATIN.search(block.text):
            around = block.text[max(0, match.start() - 4) : match.end() + 4]
            what = Words(
                f"中文句子里有外文词“{match[1]}”：{around}", f"a Latin word stands inside a Chinese sentence: {around}"
            )
            sheet.problems.append(warning(where, "tidy.latin", what, _MEND))
        if match := _PRIVATE.search(block.text):
            code = f"U+{ord(match[0]):04X}"
            what = Words(f"有无法显示的字符 {code}", f"a character that no font shows stands here: {code}")
            sheet.problems.append(warning(where, "tidy.character", what, _MEND))
        if has_unpaired(block.text) and has_unpaired(_HALF.sub("", block.text)):
            what = Words("引号、括号或书名号不成对", "a quotation mark or bracket has no partner")
            sheet.problems.append(warning(where, "tidy.unpaired", what, _MEND))


_MEND = Words("与原件核对；原文有误的不必改", "compare with the original; leave it if the original has it so")
