"""Page furniture in texts copied from pages: page numbers, running heads, the lines that a web page puts around an article.

A line goes only where its form or its place says that it is no part of the notice.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from disclosure import numbering
from disclosure.document import Block, Table
from disclosure.heads import may_be_head
from disclosure.pagelines import holds_date, is_line
from disclosure.text import ends_sentence, squeeze
from disclosure.tidy.sheet import Sheet, take

_NUMBER = r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
_PAGE = re.compile(
    rf"(?:[—–\-－―─_·•~～]{{1,3}}\s*{_NUMBER}\s*[—–\-－―─_·•~～]{{1,3}}"
    rf"|第\s*{_NUMBER}\s*页(?:\s*[，,/／]?\s*共\s*{_NUMBER}\s*页)?|共\s*{_NUMBER}\s*页\s*[，,/／]?\s*第\s*{_NUMBER}\s*页"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?|\d{1,3}\s*/\s*\d{1,3})"
)
_BARE = re.compile(r"[0-9０-９]{1,3}")
_HEAD = re.compile(r"通报|公示|公告|报告|文件|简报")
_EDGE = 16
"""Paragraphs at each end among which a web page's own lines may stand."""
_LONG = 120
"""Characters of a paragraph behind which none of them stands."""


def page_lines(sheet: Sheet) -> None:
    """Take out a web page's own lines at both ends (分享到：, 首页 > 公告, 打印 关闭); one with a date may tell the notice's."""
    count = len(sheet.blocks)
    ends = (range(min(_EDGE, count)), range(count - 1, max(count - _EDGE, 0) - 1, -1))
    doomed: set[int] = set()
    for places in ends:
        for index in places:
            text = _text(sheet.blocks[index])
            if not text or len(text) > _LONG:
                break
            if is_line(text) and not holds_date(text):
                doomed.add(index)
    take(sheet, "web-furniture", doomed)


def page_numbers(sheet: Sheet) -> None:
    """Take out lines that are a page number (— 3 —, 第3页 共9页); a bare number only where it cuts sentences."""
    bare = _bare_page_numbers(sheet.blocks)
    take(
        sheet,
        "page-number",
        {i for i, b in enumerate(sheet.blocks) if isinstance(b, Block) and len(b.text) < 24 and _PAGE.fullmatch(b.text)}
        | bare,
    )


def _bare_page_numbers(blocks: list[Block | Table]) -> set[int]:
    """Bare numbers that count the pages: they rise by one and at least one of them cuts a sentence in two."""
    found = [i for i, b in enumerate(blocks) if isinstance(b, Block) and _BARE.fullmatch(b.text)]
    numbers = [int(_text(blocks[i])) for i in found]
    rises = all(b == a + 1 for a, b in pairwise(numbers))
    cuts = [i for i in found if _cuts(blocks, i)]
    return set(found) if found and rises and cuts and (len(found) > 1 or numbers[0] < 30) else set()


def _cuts(blocks: list[Block | Table], index: int) -> bool:
    """Whether a sentence seems to go on over the block at `index`."""
    before = _text(blocks[index - 1]) if index else ""
    after = _text(blocks[index + 1]) if index + 1 < len(blocks) else ""
    if not before or not after or ends_sentence(before) or numbering.read(after) or numbering.is_known(after):
        return False
    return bool(re.search(r"[，。；、]", before)) and len(before) > 10


def _text(block: Block | Table) -> str:
    return block.text if isinstance(block, Block) else ""


def running_heads(sheet: Sheet) -> None:
    """Take out the repetitions of a line that stands at the head of each page."""
    counts = Counter(squeeze(b.text) for b in sheet.blocks if isinstance(b, Block) and 6 <= len(b.text) <= 60)
    repeated = {line for line, count in counts.items() if count > 1 and _may_be_head(line)}
    if not repeated:
        return
    places: dict[str, list[int]] = {}
    for index, block in enumerate(sheet.blocks):
        if isinstance(block, Block) and squeeze(block.text) in repeated:
            places.setdefault(squeeze(block.text), []).append(index)
    drop: set[int] = set()
    for line, found in places.items():
        cuts = [i for i in found if _cuts(sheet.blocks, i)]
        if found[0] < 5 and (_HEAD.search(line) or cuts) and len(found) > 1 and (len(found) > 2 or cuts):
            drop.update(found[1:])
        elif len(cuts) > 1 and len(found) > 2:
            drop.update(found[1:] if found[0] not in cuts else found)
    take(sheet, "running-head", drop)


def _may_be_head(line: str) -> bool:
    return may_be_head(line) and not re.search(r"[：:]|\d{4}年\d", line)
