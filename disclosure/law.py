"""The first law: nothing is lost, nothing is invented.

In: the blocks as the reader gave them, the recorded repairs, and the Markdown as it will be written, read back by
the parser that makes the pages. Out: None, or the place where the two part. White space, marks and bare list
markers are set aside; the words of a table's header may stand again as labels, and what one cell says of several rows
under each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.blocks import Chunk
from disclosure.document import Block, Repair, Table
from disclosure.outline.listed import Listed
from disclosure.text import squeeze
from disclosure.tidy.marks import strip_text

MARKER = re.compile(
    r"(?:[（(〔﹙]?(?:[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,2})*|[一二三四五六七八九十百零〇]{1,5})[）)〕﹚]?|[①-⑳㉑-㉟❶-❿⓵-⓾㈠-㈩⒈-⒛⑴-⒇])[、.．]?"
)
"""A bare list marker, which the Markdown may write in its own way."""
_LONGEST_MARKER = 14


@dataclass(frozen=True, slots=True)
class Original:
    """What the text of a report is compared with."""

    blocks: Sequence[Block | Table]
    repairs: Sequence[Repair]
    tables: Sequence[Listed | None]
    """What was made of each table, in order."""
    left_out: Sequence[str]
    """Paragraphs that stand in the front matter alone: title and publisher."""
    markdown: bool = False


def broken_at(original: Original, front: Sequence[str], written: Sequence[Chunk]) -> str | None:
    """Where the Markdown `written`, read back, and the original part, with some words around it; None where they agree."""
    source = _repaired(original)
    if source is None:
        return "a repair that does not fit"
    if rest := beside(front, original.left_out):
        return rest[:40]
    return _walk(source, [squeeze(t) for t in original.left_out], _labels(original), written)


def beside(front: Sequence[str], left_out: Sequence[str]) -> str:
    """What the paragraphs `left_out` hold besides the words of `front`, publisher and title."""
    rest = "".join(squeeze(t) for t in left_out)
    # The longer first: a title without 关于 may hold the publisher's name.
    for words in sorted((squeeze("".join(front)), *(squeeze(f) for f in front)), key=len, reverse=True):
        rest = rest.replace(words, "") if words else rest
    return rest


def _labels(original: Original) -> tuple[str, ...]:
    return tuple(squeeze(w) + "：" for listed in original.tables if listed for w in listed.words)


def _walk(source: str, left_out: list[str], labels: tuple[str, ...], written: Sequence[Chunk]) -> str | None:
    position = 0
    for is_item, text in _entries(written):
        if not text:
            continue
        end = _match(source, position, text, is_item, labels)
        while end < 0 and left_out and source.startswith(left_out[0], position):
            position += len(left_out.pop(0))
            end = _match(source, position, text, is_item, labels)
        if end < 0:
            return f"{source[position : position + 30]} / {text[:30]}"
        position = end
    while left_out and source.startswith(left_out[0], position):
        position += len(left_out.pop(0))
    return source[position : position + 40] or None


def _match(source: str, position: int, text: str, is_item: bool, labels: tuple[str, ...]) -> int:
    """Where `text` ends in `source` if it stands at `position`; -1 where it does not."""
    if is_item:
        found = source.find(text, position + 1, position + _LONGEST_MARKER + len(text))
        if found >= 0 and MARKER.fullmatch(source, position, found):
            return found + len(text)
    if source.startswith(text, position):
        return position + len(text)
    for label in labels:
        # Words and value of a table that stands on its side: only the colon is new.
        if text.startswith(label) and source.startswith(label[:-1] + text[len(label) :], position):
            return position + len(text) - 1
        if text.startswith(label) and source.startswith(text[len(label) :], position):
            return position + len(text) - len(label)
    return -1


def _entries(written: Sequence[Chunk]) -> Iterator[tuple[bool, str]]:
    """Every paragraph, heading and item of the Markdown, squeezed, with whether it is an item."""
    for chunk in written:
        yield False, squeeze(chunk.heading)
        for kind, _, text, items in chunk.blocks:
            if kind == "ol":
                for words in items[1]:
                    for number, line in enumerate(words.split("\n")):
                        yield number == 0, squeeze(line)
            else:
                yield False, squeeze(text)


def _repaired(original: Original) -> str | None:
    """The text of the source with the recorded repairs, without white space; None where one does not fit."""
    parts: list[str] = []
    places: dict[str, list[int]] = {}
    tables = iter(original.tables)
    for index, block in enumerate(original.blocks):
        places.setdefault(place_of(block), []).append(index)
        if isinstance(block, Block):
            parts.append(squeeze(strip_text(block.text, original.markdown)))
        else:
            parts.append(squeeze(_table_text(block, next(tables))))
    for repair in original.repairs:
        if repair.kind != "table-header" and not _apply(repair, parts, places.get(repair.place, [])):
            return None
    return "".join(parts)


def place_of(block: Block | Table) -> str:
    """What `place` of a repair in `block` must be."""
    return f"page {block.page}" if block.page else f"line {block.line}"


def _table_text(table: Table, listed: Listed | None) -> str:
    if listed is None:
        return "".join(cell for row in table.rows for cell in row)
    return "".join(table.rows[row][column] for row, column in listed.order)


def _apply(repair: Repair, parts: list[str], at: list[int]) -> bool:
    """Make `repair` in the part where it belongs, or over the joint with the part before; tells whether it fits."""
    before, after = squeeze(repair.before), squeeze(repair.after)
    whole_parts = [index for index in at if parts[index] == before]
    for index in (*whole_parts, *at):
        if before in parts[index]:
            parts[index] = parts[index].replace(before, after, 1)
            return True
    for index in at:
        first, whole = index, parts[index]
        while before not in whole and first and len(whole) - len(parts[index]) < len(before):
            first -= 1
            whole = parts[first] + whole
        if before in whole:
            # The joint is nearest to the end: what stands before it may hold the same words.
            head, _, tail = whole.rpartition(before)
            parts[first : index + 1] = [head + after + tail, *[""] * (index - first)]
            return True
    return False
