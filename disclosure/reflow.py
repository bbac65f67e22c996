"""From printed lines to paragraphs: page numbers and running heads out, broken sentences whole again.

In: lines with their places on pages (from a PDF or from optical recognition). Out: blocks, and what was taken out.
A line goes on in the next when it fills its row, the next begins at the margin without a gap, and the next does not
begin a numbered item. Joining takes nothing away, so it is recorded nowhere; lines taken out are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from disclosure.document import Block, Repair, Table
from disclosure.heads import may_be_head
from disclosure.text import join as join_halves


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. Lengths in points; `top` and `bottom` are counted down from the top of the page."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    em: float
    """Width of a Chinese character."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table at its place."""

    table: Table
    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    """Places of the upright rules."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page, from top to bottom."""

    items: tuple[Line | Ruled, ...]
    height: float
    width: float
    stamped: str = ""
    """Slanted words that are no part of the text: a water mark, a seal."""


_NUMBER = re.compile(
    r"[\s　]*(?:[（(〔\[【]\s*[一二三四五六七八九十百0-9０-９]{1,4}\s*[）)〕\]】]|[一二三四五六七八九十百]{1,4}\s*[、．.，是要]|"
    r"第[一二三四五六七八九十]{1,3}[，、]|[0-9０-９]{1,3}\s*(?:[、．)）]|\.(?![0-9]))|[①-⑳㈠-㈩⑴-⒇⒈-⒛]|问题[一二三四五六七八九十0-9]{1,3}[:：]|【|附件)"
)
_LABEL = re.compile(
    r"[\s　]*(?:整改(?:情况|措施|结果|成效|完成情况|进展)|反馈问题|责任(?:单位|领导|人)|完成(?:时限|情况|时间)|联系(?:方式|电话|地址)|电子邮箱|邮政(?:地址|信箱))\s*[:：]"
)
_RUN_ON = re.compile(r"[\s　]*[一二三四五六七八九十]{1,3}[是要]")
"""Counting words that stand inside a paragraph as often as at its beginning."""
_ENDS = "。；：！？!?;:"
_PAGE_NUMBER = re.compile(
    r"(?:[-—–－―─~·•\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–－―─~·•\s]*)"
)
_ENTRY = re.compile(r"(?:[.．·•]{4,}|…{2,})[\s.．·•…]*[0-9０-９]{1,3}\s*$")
"""An entry of a table of contents: it ends with its line, though it fills it."""
_WORD = re.compile(r"[（(《“‘【\[]?[!-~·]+")
_SHORT = 8
"""Characters of a cell that stands on one page as a whole."""
_EDGE = 0.1
"""Share of the page's height at its top and bottom in which running lines stand."""


def reflow(sheets: Sequence[Sheet]) -> tuple[list[Block | Table], list[Repair]]:
    """Blocks and tables of the pages, and the running lines that were taken out."""
    running, repairs = _running(sheets)
    body = [
        [item for item in sheet.items if not (isinstance(item, Line) and (number, item) in running)]
        for number, sheet in enumerate(sheets)
    ]
    lines = [item for items in body for item in items if isinstance(item, Line)]
    shape = _shape(lines)
    items, more = _join_tables([item for items in body for item in items])
    return _paragraphs(items, shape), repairs + more


def _running(sheets: Sequence[Sheet]) -> tuple[set[tuple[int, Line]], list[Repair]]:
    """Lines at the edge of pages that are page numbers or stand there on at least half of the pages."""
    edge: list[tuple[int, Line, str]] = []
    for number, sheet in enumerate(sheets):
        for line in (i for i in sheet.items if isinstance(i, Line)):
            if line.bottom <= sheet.height * _EDGE or line.top >= sheet.height * (1 - _EDGE):
                edge.append((number, line, re.sub(r"[0-9０-９]+", "#", "".join(line.text.split()))))
    pages: dict[str, set[int]] = {}
    for number, _, key in edge:
        pages.setdefault(key, set()).add(number)
    found: set[tuple[int, Line]] = set()
    repairs: list[Repair] = []
    for number, line, key in edge:
        often = len(pages[key]) * 2 >= len(sheets) and len(pages[key]) >= 2 and may_be_head(line.text.strip())
        numeral = bool(_PAGE_NUMBER.fullmatch(line.text)) and (key != "#" or len(sheets) > 1)
        if often or numeral:
            kind = "page-number" if numeral else "running-head"
            found.add((number, line))
            repairs.append(Repair(kind, f"page {line.page}", line.text.strip(), ""))
    for number, line in _stamps(sheets):
        if (number, line) not in found:
            found.add((number, line))
            repairs.append(Repair("running-head", f"page {line.page}", line.text.strip(), ""))
    repairs += [Repair("water-mark", f"page {n}", s.stamped, "") for n, s in enumerate(sheets, 1) if s.stamped]
    return found, sorted(repairs, key=lambda r: int(r.place.split()[1]))


def _stamps(sheets: Sequence[Sheet]) -> list[tuple[int, Line]]:
    """Lines that stand at the same place with the same words on most pages, wherever that is: water marks."""
    if len(sheets) < 3:
        return []
    places: Counter[tuple[str, int, int]] = Counter()
    lines: list[tuple[tuple[str, int, int], int, Line]] = []
    for number, sheet in enumerate(sheets):
        for line in (i for i in sheet.items if isinstance(i, Line)):
            key = (line.text.strip(), round(line.left / 4), round(line.top / 4))
            places[key] += 1
            lines.append((key, number, line))
    return [(number, line) for key, number, line in lines if _is_stamp(key[0], places[key], len(sheets))]


def _is_stamp(words: str, pages: int, of: int) -> bool:
    """Whether `words` that stand at one place on so many `pages` of all are stamped on them."""
    return pages >= 3 and pages * 10 >= of * 6 and may_be_head(words)


@dataclass(frozen=True, slots=True)
class _Shape:
    left: float
    right: float
    em: float
    gap: float
    """Usual distance from the top of a line to the top of the next."""
    indented: bool
    """Whether paragraphs begin with an indent: then an indent tells where one begins."""


def _shape(lines: Sequence[Line]) -> _Shape:
    if not lines:
        return _Shape(0, 0, 10, 0, True)
    em = median(line.em for line in lines)
    left = min(_usual(line.left for line in lines), default=0.0)
    right = sorted(line.right for line in lines)[int(len(lines) * 0.95)]
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and 0 < b.top - a.top < 4 * em]
    gap = min(_usual(steps), default=0.0)
    begins = [line for line in lines if _NUMBER.match(line.text)]
    inside = [line for line in begins if line.left > left + 1.2 * em]
    indented = len(inside) * 2 >= len(begins) if begins else any(line.left > left + 1.2 * em for line in lines)
    return _Shape(left, right, em, gap, indented)


def _usual(values: Iterable[float]) -> list[float]:
    """Values that occur often, rounded to half a point."""
    counted = Counter(round(v * 2) / 2 for v in values)
    if not counted:
        return []
    most = max(counted.values())
    return [v for v, n in counted.items() if n * 5 >= most]


def _goes_on(line: Line, following: Line, shape: _Shape) -> bool:
    """Whether `following` continues the sentence of `line`."""
    if line.em > 1.15 * shape.em and abs(line.em - following.em) < 0.05 * line.em:  # a title over several lines
        return line.page == following.page and following.top - line.top < 2.4 * line.em
    if _ENTRY.search(line.text):
        return False
    ended = line.text.rstrip()[-1:] in _ENDS
    slack = 2.2 if ended or not shape.indented else 8.0
    if line.right < shape.right - slack * shape.em - _unbreakable(following):
        return False
    if following.left > shape.left + 1.2 * shape.em or following.em > 1.3 * line.em or line.em > 1.3 * following.em:
        return False
    if line.page == following.page and following.top - line.top > max(shape.gap * 1.45, shape.gap + 4):
        return False
    if not ended:
        return shape.indented or not (_NUMBER.match(following.text) or _LABEL.match(following.text))
    return shape.indented and not (_NUMBER.match(following.text) and not _RUN_ON.match(following.text))


def _unbreakable(line: Line) -> float:
    """Width of the Latin word or number that begins `line`: it may not have fitted into the row before."""
    match = _WORD.match(line.text)
    return 0.6 * line.em * len(match[0]) if match else 0.0


def _paragraphs(items: Sequence[Line | Ruled], shape: _Shape) -> list[Block | Table]:
    found: list[Block | Table] = []
    text, first, last = "", None, None
    for item in items:
        if isinstance(item, Ruled):
            if first:
                found.append(Block(text.strip(), page=first.page))
            found.append(item.table)
            text, first, last = "", None, None
            continue
        if last and first and _goes_on(last, item, shape):
            text = join(text, item.text)
        else:
            if first:
                found.append(Block(text.strip(), page=first.page))
            text, first = item.text, item
        last = item
    if first:
        found.append(Block(text.strip(), page=first.page))
    return [b for b in found if isinstance(b, Table) or b.text]


def join(before: str, after: str) -> str:
    """Two parts of a broken line as one, the white space at the break set aside."""
    return join_halves(before.rstrip(), after.lstrip())


def _join_tables(items: list[Line | Ruled]) -> tuple[list[Line | Ruled], list[Repair]]:
    """Tables that a page break cut become one; the header row repeated on the next page is taken out."""
    found: list[Line | Ruled] = []
    repairs: list[Repair] = []
    for item in items:
        last = found[-1] if found else None
        if not (isinstance(item, Ruled) and isinstance(last, Ruled) and _same_table(last, item)):
            found.append(item)
            continue
        rows, more = list(last.table.rows), list(item.table.rows)
        if more and more[0] == rows[0]:
            repairs.append(Repair("running-head", f"page {item.page}", " ".join(more[0]), ""))
            del more[0]
        if more and rows and _is_rest(rows[-1], more[0]):
            rows[-1] = tuple(join(a, b) if a and b else a or b for a, b in zip(rows[-1], more[0], strict=True))
            del more[0]
        gone = len(item.table.rows) - len(more)
        further = [(row + len(rows) - gone, column, count) for row, column, count in item.table.merged if row >= gone]
        table = replace(last.table, rows=(*rows, *more), merged=(*last.table.merged, *further))
        found[-1] = Ruled(table, item.page, item.top, item.bottom, item.columns)
    return found, repairs


def _is_rest(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether `below` is the rest of `row`, which a page break cut; a short cell is never cut in two."""
    both = [a for a, b in zip(row, below, strict=True) if a and b]
    return not below[0] and any(below) and all(len(a) > _SHORT for a in both)


def _same_table(last: Ruled, item: Ruled) -> bool:
    return (
        item.page == last.page + 1
        and len(last.columns) == len(item.columns)
        and all(abs(a - b) < 3 for a, b in zip(last.columns, item.columns, strict=True))
    )
