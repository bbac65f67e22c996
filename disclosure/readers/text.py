"""Text files: txt and Markdown, in every usual encoding.

In: bytes of a text. Out: a block a line, with its number and whether a blank line stood before it; what a single
line end means is left to tidy. Heading marks (`## `) become a hint; a pipe table with its row of dashes becomes
a table; every other mark stays as text.
"""

from __future__ import annotations

import re
from itertools import islice

from disclosure.decoding import UndecodableError, decode
from disclosure.document import Block, Document, Table
from disclosure.problem import Problem, Words
from disclosure.raw import MARKDOWN, RawFile, refuse

_TAG = re.compile(r"<br\s*/?>|</(?:p|div|span|td|li|strong|font|h[1-6])>", re.IGNORECASE)
_TAGS = 3
"""Tags from which a text is the source of a web page."""
_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_DASHES = re.compile(r"\|?[ \t]*:?-{3,}:?[ \t]*(\|[ \t]*:?-{3,}:?[ \t]*)+\|?$")
_ENDS = re.compile(r"\r\n|[\n\r\u2028\u2029\x0c\x85]")
_GROUP = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^\t。；]{2,40}")
"""The numbered words of a row that is one cell over all columns of a table."""
_PIPE = re.compile(r"(?<!\\)\|")


def read(raw: RawFile) -> tuple[Document, list[Problem]]:
    """Read a text; raises ContentError where its bytes fit no encoding."""
    text = text_of(raw)
    if raw.media_type != MARKDOWN:
        _refuse_tags(raw.name, text)
    lines = _ENDS.split(text)
    return Document(tuple(_blocks(lines, raw.media_type == MARKDOWN or _has_marks(lines)))), []


def _refuse_tags(name: str, text: str) -> None:
    """Refuse the source of a web page that does not begin like one: its tags would be read as words."""
    first = _TAG.search(text)
    if first and sum(1 for _ in islice(_TAG.finditer(text), _TAGS)) == _TAGS:
        raise refuse(
            name,
            "reader.tags-in-text",
            Words(f"文字里有网页的标记 {first[0]}", f"tags of a web page stand in this text: {first[0]}"),
            Words("从浏览器里复制文字，或把文件改为完整的网页", "copy the text from a browser, or save the whole page"),
            text.count("\n", 0, first.start()) + 1,
        )


def _has_marks(lines: list[str]) -> bool:
    """Whether `#` marks headings in a plain text: its first line is one, or several are."""
    marked = [bool(_HEADING.match(line.strip())) for line in lines if line.strip()]
    return any(marked[:1]) or sum(marked) > 2


def text_of(raw: RawFile) -> str:
    """The characters of `raw`; raises ContentError naming the place of what is no text."""
    try:
        text = decode(raw.data).text
    except UndecodableError as exc:
        place = f"byte {exc.offset + 1} ({exc.encoding.upper()})"
        raise refuse(
            raw.name,
            "reader.bytes",
            Words(
                f"第 {exc.offset + 1} 个字节起不是文字（按 {exc.encoding.upper()}）",
                f"what stands at {place} is no text",
            ),
            Words("重新下载，或另存为 UTF-8", "download it again, or save it as UTF-8"),
            exc.line,
        ) from None
    zero = text.find("\0")
    if zero >= 0:
        raise refuse(
            raw.name,
            "reader.binary",
            Words("有空字符（NUL），这不是文字文件", "there is a NUL character: this is no text file"),
            Words("重新下载，或另存为 UTF-8", "download it again, or save it as UTF-8"),
            text.count("\n", 0, zero) + 1,
        )
    return text.removeprefix("\ufeff")


def _blocks(lines: list[str], marks: bool) -> list[Block | Table]:
    found: list[Block | Table] = []
    blank = False
    index = 0
    while index < len(lines):
        if not lines[index].strip():
            blank, index = True, index + 1
            continue
        if end := _table_end(lines, index):
            found.append(_table(lines[index:end], index + 1))
            index = end
        elif table := _tab_table(lines, index):
            found.append(Table(table[0], index + 1))
            index = table[1]
        else:
            found.append(_line(lines[index], index + 1, blank, marks))
            index += 1
        blank = False
    return found


def _line(line: str, number: int, blank: bool, marks: bool) -> Block:
    mark = _HEADING.match(line.strip()) if marks else None
    if mark and mark[2]:
        return Block(mark[2].strip(), number, heading=len(mark[1]), blank_before=blank)
    return Block(line, number, blank_before=blank)


def _table_end(lines: list[str], start: int) -> int:
    """The index after the pipe table that starts at `start`; 0 where none does."""
    if start + 1 >= len(lines) or "|" not in lines[start] or not _DASHES.match(lines[start + 1].strip()):
        return 0
    width = len(_cells(lines[start]))
    if width != len(_cells(lines[start + 1])):
        return 0
    end = start + 2
    while end < len(lines) and len(_cells(lines[end])) == width:
        end += 1
    return end


def _tab_table(lines: list[str], start: int) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    """The rows of the table between whose cells tabs stand, as copied from a spreadsheet, and the index after it; None where
    none begins.

    A blank line between two rows is none. A numbered line without a tab right above a row heads those below it: its cell
    went over all columns.
    """
    head = _tab_cells(lines[start])
    if len(head) < 3 or not all(0 < len(cell) <= 16 for cell in head):
        return None
    rows, end, at = [head], start + 1, _filled(lines, start + 1)
    while at < len(lines):
        cells, below = _tab_cells(lines[at]), _filled(lines, at + 1)
        if len(cells) != len(head):
            alone = _GROUP.fullmatch(lines[at].strip()) and below < len(lines)
            if not alone or len(_tab_cells(lines[below])) != len(head):
                break
            cells = (lines[at].strip(), *[""] * (len(head) - 1))
        rows.append(cells)
        end, at = at + 1, below
    return (tuple(rows), end) if len(rows) > 1 else None


def _filled(lines: list[str], index: int) -> int:
    """The index of the next line from `index` on that is not blank."""
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _tab_cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.rstrip("\r\n").split("\t")) if "\t" in line else ()


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in _PIPE.split(inner))


def _table(lines: list[str], number: int) -> Table:
    return Table(tuple(_cells(line) for index, line in enumerate(lines) if index != 1), number)
