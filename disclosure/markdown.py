"""Markdown to blocks of HTML: a direct way for plain text, markdown-it for the rest.

In: Markdown (CommonMark and tables; raw HTML is text, pictures are links). Out: headings and the blocks
under each, as escaped HTML and as plain text.
The direct way takes only what it renders byte for byte as markdown-it does (a property test proves it):
lines that are one paragraph each and ordered lists of one-line items, without any inline mark but within a line. Real
notices are made of little else, and it is many times as fast. Traded away: a second reading of a very small
part of CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from disclosure import commonmark
from disclosure.blocks import NO_ITEMS, Block, Chunk, Items, split_attributes, split_status

_MARKS = b"\\`*_<&\t\0\r"
_BRACKETS = b"[]"
_UNDERSCORE = ord("_")
"""Within a word, as e-mail addresses have it, it means no more than itself."""
_TABLE_HEAD = re.compile(r"^#[^\n]*\n[ |:-]*-[ |:-]*$", re.M)
_HEADING = re.compile(r"\n(#{1,6})(?![^ \t\n])([^\n{]*)([^\n]*)")
"""Marks, words, and what follows from a brace on. Begins with characters, not with a choice: so it is found fast."""
_BEGINNERS = frozenset("#>-+*=_~|:`<[")
"""Characters with which a line may begin another block than a paragraph, beside white space and numbers."""
_COUNT = re.compile(r"([0-9]{1,9})[.)]")
"""What may begin an item of an ordered list."""
_ITEMS = re.compile(r"^[0-9]{1,9}\. ((?![\s#>\-+*=_~|:`<\[]|[0-9]{1,9}[.)]).*\S)$", re.M)
"""Items of an ordered list that hold a plain line each."""


def chunks(text: str, data: bytes | None = None) -> list[Chunk]:
    """Cut Markdown at its headings and render what is under each; `data` are the bytes of `text`, where they are at hand."""
    if "\r" in text:
        text, data = text.replace("\r\n", "\n").replace("\r", "\n"), None
    marked = _marked_lines(text.encode("utf-8", "surrogatepass") if data is None else data)
    gaps = "\n\n\n" in text
    result: list[Chunk] = []
    for chunk, body in _cut(text, marked):
        blocks = plain_blocks(body, marked, gaps)
        if blocks is not None:
            chunk.blocks = blocks
            result.append(chunk)
        elif _may_cross_headings(text):
            return commonmark.read(text, Chunk(0, "", "", 1))
        else:
            result += commonmark.read(body, chunk)
    return result


def _may_cross_headings(text: str) -> bool:
    """Whether the headings of `text` cannot be told without reading all of it: a fence may hold lines that look like
    headings, a link's address may stand under another heading, and a heading over a row of dashes may be a table's.
    """
    if "```" in text or "~~~" in text or "]:" in text:
        return True
    return any(mark in text for mark in ("\n-", "\n|", "\n:", "\n ")) and bool(_TABLE_HEAD.search(text))


def _cut(text: str, marked: Collection[str]) -> Iterator[tuple[Chunk, str]]:
    """The headings of `text`, each with what stands under it from the end of its line on."""
    before, *pieces = _HEADING.split(f"\n{text}")
    yield Chunk(0, "", "", 1, []), before[1:]
    line = before.count("\n")
    for hashes, words, braces, body in zip(pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=True):
        line += 1
        attributes = braces[1:-1]
        if (braces or words).rstrip(" \t")[-1:] == "#" or (marked and hashes + words + braces in marked):
            words, attributes = commonmark.title(hashes + words + braces)
        elif braces and (braces[-1] != "}" or words[-1] not in " \t" or "{" in attributes or "}" in attributes):
            words, attributes = split_attributes(words + braces)
        else:
            words, attributes = words.strip(), attributes.strip()
        yield Chunk(len(hashes), words, attributes, line, []), body
        line += body.count("\n")


def plain_blocks(text: str, marked: Collection[str], gaps: bool) -> list[Block] | None:
    """The blocks of `text`, which holds no heading, if it is plain enough for the direct way, else None.

    `marked` are its lines with marks, `gaps` tells whether there may be more than one empty line between two blocks.
    """
    while gaps and "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    blocks: list[Block] = []
    raw = '"' in text or ">" in text
    parts = text.split("\n\n")
    parts[0] = parts[0].lstrip("\n")
    parts[-1] = parts[-1].rstrip("\n")
    for part in filter(None, parts):
        first = part[0]
        if first.isdecimal() and (count := _COUNT.match(part)):
            items = _items(part, marked, raw)
            if items is None:
                return None
            start = int(count[1])
            if blocks and blocks[-1][0] == "ol":
                blocks[-1] = _loosened(blocks[-1], items)
                continue
            blocks.append(("ol", "<ol>\n" if start == 1 else f'<ol start="{start}">\n', "", items))
        elif first in _BEGINNERS or "\n" in part or part != part.strip():
            return None
        elif marked and part in marked:
            if _is_odd(part):
                return None
            blocks.append(("p", *commonmark.inline(part), NO_ITEMS))
        else:
            blocks.append(("p", _escape(part) if raw else part, part, NO_ITEMS))
    return blocks


def _loosened(above: Block, items: Items) -> Block:
    """The ordered list `above` with more `items`, between which an empty line stands: each holds a paragraph."""
    kind, opening, text, before = above
    htmls = [html if html[:1] == "\n" else f"\n<p>{html}</p>\n" for html in (*before[0], *items[0])]
    statuses = [status for _, texts, own in (before, items) for status in own or [None] * len(texts)]
    return kind, opening, text, (htmls, [*before[1], *items[1]], statuses if any(statuses) else ())


def _items(part: str, marked: Collection[str], raw: bool) -> Items | None:
    """The items of the ordered list `part`; None where a line of it is something else."""
    texts: list[str] = _ITEMS.findall(part)
    if len(texts) != part.count("\n") + 1:
        return None
    if not (raw or marked or "}" in part):
        return texts, texts, ()
    htmls, statuses = [], []
    for index, line in enumerate(part.split("\n")):
        if marked and line in marked:
            if _is_odd(line):
                return None
            html, texts[index] = commonmark.inline(texts[index])
            status = None
        else:
            texts[index], status = split_status(texts[index])
            html = _escape(texts[index])
        htmls.append(html)
        statuses.append(status)
    return htmls, texts, statuses if any(statuses) else ()


def _marked_lines(data: bytes) -> frozenset[str]:
    """The lines of the text `data` that hold a character that may mean more than itself; most texts have none."""
    found = set()
    # Brackets make a link only before an address in parentheses, or where one is defined.
    linked = b"]" in data and (b"](" in data or b"]:" in data)
    for mark in _MARKS + _BRACKETS if linked else _MARKS:
        at = data.find(mark)
        while at >= 0:
            end = at + 1
            if not (mark == _UNDERSCORE and data[at - 1 : at].isalnum() and data[end : end + 1].isalnum()):
                start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
                found.add(data[start : end if end >= 0 else None])
            at = data.find(mark, end) if end >= 0 else -1
    return frozenset(line.decode("utf-8", "surrogatepass") for line in found)


def _is_odd(line: str) -> bool:
    """Whether the direct way leaves a line with marks to markdown-it: what may end with attributes, or is an address."""
    return line[-1] == "}" or "]:" in line or "\t" in line or "\0" in line


def _escape(text: str) -> str:
    """`text` as HTML; a line with `<` or `&` is no plain one and does not come here."""
    return text.replace(">", "&gt;").replace('"', "&quot;")
