"""The table of contents of a notice: its headings once more, each with the number of its page.

It goes where every line of it says so by its form (a leader of dots or a tab, then a number that never falls) and by its
words, which stand again further down. A line whose words stand nowhere else is text and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.document import Block, Table
from disclosure.text import squeeze
from disclosure.tidy.sheet import Sheet, take

_ENTRY = re.compile(
    r"\s*(?P<words>\S.{2,120}?)\s*(?:\t|[.．·•・]{3,}|[…⋯]{1,}|[-—_]{4,})[\s.．·•・…⋯_—-]*(?P<page>[0-9０-９]{1,3})[\s)）—–-]*"
)
_END = re.compile(r"[0-9０-９][\s)）—–-]*\Z")
"""What every entry ends with: looking for it first spares the pattern most paragraphs."""
_NAME = re.compile(r"\s*[【\[]?目\s*[录次][】\]]?\s*")
_FEWEST = 3
"""Lines from which they are a table of contents."""


def table_of_contents(sheet: Sheet) -> None:
    """Take out the lines of a table of contents, and the word 目录 over them."""
    drop: set[int] = set()
    start = 0
    while start < len(sheet.blocks):
        entries = _run(sheet.blocks, start)
        if len(entries) >= _FEWEST:
            drop |= _repeated(sheet.blocks, start, entries)
        start += max(len(entries), 1)
    if drop and _is_name(sheet.blocks, min(drop) - 1):
        drop.add(min(drop) - 1)
    take(sheet, "contents", drop)


def _run(blocks: Sequence[Block | Table], start: int) -> list[str]:
    """The words of the entries that stand one under the other from `start` on."""
    found: list[str] = []
    last = 0
    for index in range(start, len(blocks)):
        block = blocks[index]
        match = _ENTRY.fullmatch(block.text) if isinstance(block, Block) and _END.search(block.text[-20:]) else None
        if not match or int(match["page"]) < last:
            break
        last = int(match["page"])
        found.append(squeeze(match["words"]))
    return found


def _repeated(blocks: Sequence[Block | Table], start: int, entries: Sequence[str]) -> set[int]:
    """The places of those of `entries`, the first at `start`, whose words a paragraph below them begins with."""
    below = [squeeze(b.text) for b in blocks[start + len(entries) :] if isinstance(b, Block)]
    return {start + n for n, words in enumerate(entries) if any(text.startswith(words) for text in below)}


def _is_name(blocks: Sequence[Block | Table], index: int) -> bool:
    block = blocks[index] if index >= 0 else None
    return isinstance(block, Block) and bool(_NAME.fullmatch(block.text))
