"""A title that stands twice: in the head of the web page a text was copied from, and over the notice itself.

The first one goes, as a repair: the second one stands over the text. Only the top of a notice is looked at, and only where
the same words stand again on one line or on a few, with nothing between them but the short lines of a page's head.
"""

from __future__ import annotations

import re

from disclosure.document import Block, Repair, Table
from disclosure.text import ends_sentence, squeeze
from disclosure.tidy.sheet import Sheet, place

KIND = "title-twice"
_TOP = 16
"""Paragraphs at the top among which a title is looked for."""
_ROWS = 4
"""Lines over which a title may go, at most."""
_SHORT = 80
"""Characters of a line in a page's head, at most."""
_TITLE = re.compile(r"(?:巡[察视]|审计|整改|主题教育).*(?:通报|公告|公示|通告|报告|情况|公开|说明|进展)")
_BULLET = re.compile(r"^[\s•·●▪◆■*#]+")


def twice(sheet: Sheet) -> None:
    """Take out the first of two equal titles at the top."""
    top = _head(sheet.blocks)
    for index, text in enumerate(top):
        if not 12 <= len(text) <= 140 or not _TITLE.search(text) or ends_sentence(text):
            continue
        block = sheet.blocks[index]
        if isinstance(block, Block) and _again(top, index, text):
            del sheet.blocks[index]
            sheet.repairs.append(Repair(KIND, place(block), block.text, ""))
            return


def _head(blocks: list[Block | Table]) -> list[str]:
    """The short lines at the top, without white space and bullets, up to the first sentence."""
    found: list[str] = []
    for block in blocks[:_TOP]:
        if not isinstance(block, Block) or len(block.text) > _SHORT or "。" in block.text:
            break
        found.append(squeeze(_BULLET.sub("", block.text)))
    return found


def _again(lines: list[str], index: int, text: str) -> bool:
    """Whether the title `text` at `index` stands again below it, on one line or on a few."""
    rest = range(index + 1, len(lines))
    return any("".join(lines[at : at + rows]) == text for at in rest for rows in range(1, _ROWS + 1))
