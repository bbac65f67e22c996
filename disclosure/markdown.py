"""Markdown to blocks of HTML, by one configured markdown-it and a direct way for plain text.

In: Markdown (CommonMark and tables; raw HTML is text, pictures are links). Out: headings and the blocks
under each, as escaped HTML and as plain text.
The direct way takes only what it renders byte for byte as markdown-it does (a property test proves it):
lines that are one paragraph each and ordered lists of one-line items, without any inline mark. Real notices
are made of little else, and it is about nine times as fast. Traded away: a second reading of a very small
part of CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class Item(NamedTuple):
    """An item of an ordered list at the top level of a section."""

    html: str
    """From `<li` to the end of its line, ready for a page."""
    text: str
    status: str | None = None
    """From `{status=…}` at its end."""


class Block(NamedTuple):
    """A paragraph (`p`), an ordered list (`ol`) or anything else (`other`)."""

    kind: str
    html: str
    """The whole block; for `ol` its opening tag with the line end."""
    text: str = ""
    items: tuple[Item, ...] = ()


@dataclass(slots=True)
class Chunk:
    """A heading and the blocks under it."""

    level: int
    """1 to 6; 0 for what stands before the first heading."""
    heading: str
    """Plain text, without attributes."""
    attributes: str
    """What stands between the braces at the heading's end; empty where there are none."""
    line: int
    """Line of the heading in the text, from 1."""
    blocks: list[Block] = field(default_factory=list)


_HEADING = re.compile(r"^(#{1,6})(?:[ \t]+([^\n]*))?$", re.M)
_MARKS = b"\\`*_[]<&\t\0\r"
_TABLE_HEAD = re.compile(r"^#[^\n]*\n[ |:-]*-[ |:-]*$", re.M)
_NOT_BEGUN = r"(?![\s#>\-+*=_~|:`<\[]|\d{1,9}[.)])"
"""No line of the direct way may begin with what may begin another block than a paragraph."""
_LINE = re.compile(
    r"(\n*)(?:(?:"
    r"(#{1,6}) ([^\s{}](?:[^\n{}]*[^\s{}#])?)(?: \{([^{}\n]*)\})?"
    rf"|(\d{{1,9}})\. ({_NOT_BEGUN}(?:.*\S))"
    rf"|({_NOT_BEGUN}.*\S)"
    r")$|(.+))",
    re.M,
)
"""A line with the line ends before it: a heading with its attributes, an item of an ordered list, a paragraph, or
what the direct way does not take."""
_ITEM_STATUS = re.compile(r"\s*\{status=([a-z]+)\}$")
_ATTRIBUTES = re.compile(r"(?:^|[ \t]+)\{([^{}]*)\}$")


def chunks(text: str) -> list[Chunk]:
    """Cut Markdown at its headings and render what is under each."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _direct(text, Chunk(0, "", "", 1))
    return _by_headings(text) if found is None else found


def _by_headings(text: str) -> list[Chunk]:
    """As `chunks`, each heading and what is under it by itself: directly where that can be done."""
    if "```" in text or "~~~" in text or "]:" in text or _may_be_table_head(text):
        # A fence may hold lines that look like headings, a link's address may stand under another heading, and a
        # heading over a row of dashes may be the head of a table.
        return _by_parser(text, Chunk(0, "", "", 1))
    result: list[Chunk] = []
    chunk, start, line = Chunk(0, "", "", 1), 0, 1
    place = 0 if text.startswith("#") else _next_heading(text, 0)
    while place >= 0:
        match = _HEADING.match(text, place)
        if match:
            _fill(chunk, text[start:place], result)
            line += text.count("\n", start, place)
            chunk = _heading(match, line)
            start = match.end()
        place = _next_heading(text, place)
    _fill(chunk, text[start:], result)
    return result


def _next_heading(text: str, start: int) -> int:
    """Where the next line that begins with # begins; -1 for none."""
    found = text.find("\n#", start)
    return found + 1 if found >= 0 else -1


def _may_be_table_head(text: str) -> bool:
    """Whether a heading may be the head of a table: a row of dashes stands under it."""
    return any(mark in text for mark in ("\n-", "\n|", "\n:", "\n ")) and bool(_TABLE_HEAD.search(text))


def _fill(chunk: Chunk, text: str, result: list[Chunk]) -> None:
    """Add to `result` the `chunk` with what `text` under its heading holds."""
    found = _direct(text, chunk)
    result += _by_parser(text, chunk) if found is None else found


def _heading(match: re.Match[str], line: int) -> Chunk:
    level, rest = len(match[1]), (match[2] or "").strip(" \t")
    if rest[-1:] == "#" or _marked_lines(rest):
        inline = parser().parse(match[0])[1]
        return Chunk(level, *_title(inline), line)
    words, attributes = split_attributes(rest)
    return Chunk(level, words, attributes, line)


def split_attributes(text: str) -> tuple[str, str]:
    """A heading's words and what stands between the braces at its end."""
    text = text.strip()
    match = _ATTRIBUTES.search(text) if text.endswith("}") else None
    return (text[: match.start()].strip(), match[1].strip()) if match else (text, "")


def plain_blocks(text: str) -> list[Block] | None:
    """The blocks of `text`, which holds no heading, if it is plain enough for the direct way, else None."""
    found = _direct(text, Chunk(0, "", "", 1))
    return found[0].blocks if found is not None and len(found) == 1 else None


def _direct(text: str, chunk: Chunk) -> list[Chunk] | None:
    """Read `text`, which stands under the heading of `chunk`, and the headings in it; None where it is not plain enough."""
    marked = _marked_lines(text)
    if any(map(_is_odd, marked)):
        return None
    blocks: list[Block] = []
    result = [Chunk(chunk.level, chunk.heading, chunk.attributes, chunk.line, blocks)]
    line = chunk.line
    items: list[tuple[str, str]] = []
    loose, begun = False, False
    for gap, hashes, heading, attributes, number, item, words, other in _LINE.findall(text):
        if other:
            return None
        line += len(gap)
        blank = not begun or len(gap) > 1
        begun = True
        if item:
            if items:
                loose = loose or blank
            elif not blank:
                return None
            items.append((number, item))
            continue
        if items:
            blocks.append(_list(items, loose, marked))
            items, loose = [], False
        if words:
            if not blank:
                return None
            html, plain = _inline(words) if words in marked else (_escape(words), words)
            blocks.append(Block("p", f"<p>{html}</p>\n", plain))
        else:
            blocks, begun = [], False
            result.append(Chunk(len(hashes), heading, attributes.strip(), line, blocks))
    if items:
        blocks.append(_list(items, loose, marked))
    return result


def _marked_lines(text: str) -> frozenset[str]:
    """The lines of `text` that hold a character that may mean more than itself; most texts have none."""
    data = text.encode("utf-8", "surrogatepass")
    found = set()
    for mark in _MARKS:
        at = data.find(mark)
        while at >= 0:
            start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
            found.add(data[start : end if end >= 0 else None])
            at = data.find(mark, end) if end >= 0 else -1
    return frozenset(line.decode("utf-8", "surrogatepass") for line in found)


def _is_odd(line: str) -> bool:
    """Whether the direct way leaves a line with marks to markdown-it: a heading, what may end with attributes, an address."""
    return line[0] == "#" or line[-1] == "}" or "]:" in line or "\t" in line or "\0" in line or "\r" in line


def _inline(text: str) -> tuple[str, str]:
    """A line without block structure as HTML and as plain text, by markdown-it."""
    made = parser()
    inline = made.parseInline(text)[0]
    html: str = made.renderer.render([inline], made.options, {})
    return html, _inline_text(inline)


def _list(numbered: list[tuple[str, str]], loose: bool, marked: Collection[str]) -> Block:
    first = int(numbered[0][0])
    items = []
    for number, text in numbered:
        if marked and f"{number}. {text}" in marked:
            status, (html, words) = None, _inline(text)
        else:
            words, status = _item_status(text)
            html = _escape(words)
        items.append(Item(f"<li>\n<p>{html}</p>\n</li>\n" if loose else f"<li>{html}</li>\n", words, status))
    opening = "<ol>\n" if first == 1 else f'<ol start="{first}">\n'
    return Block("ol", opening, "", tuple(items))


def _item_status(text: str) -> tuple[str, str | None]:
    match = _ITEM_STATUS.search(text) if text.endswith("}") else None
    return (text[: match.start()], match[1]) if match else (text, None)


def _escape(text: str) -> str:
    if "&" in text or ">" in text or '"' in text or "<" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


def to_html(blocks: Sequence[Block]) -> str:
    """Blocks as one piece of HTML."""
    return "".join(b.html + "".join(i.html for i in b.items) + "</ol>\n" if b.kind == "ol" else b.html for b in blocks)


def to_text(blocks: Sequence[Block]) -> str:
    """Blocks as plain text, one paragraph or item a line."""
    return "\n".join(
        line for b in blocks for line in ([i.text for i in b.items] if b.kind == "ol" else [b.text]) if line
    )


# The other way: markdown-it


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The one configured markdown-it of this process."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    made.add_render_rule("softbreak", _render_softbreak)
    return made


def _render_softbreak(_self: Any, tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return "" if _joins(tokens, index) else "\n"


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether a line break stands between two characters that are written without a space between them."""
    before = tokens[index - 1].content[-1:] if index else ""
    after = tokens[index + 1].content[:1] if index + 1 < len(tokens) else ""
    return _wide(before) and _wide(after)


def _wide(character: str) -> bool:
    return character >= "\u2e80" or character in set("“”‘’—…·")


def render(text: str) -> str:
    """`text` as HTML, by markdown-it alone."""
    rendered: str = parser().render(text)
    return rendered


def _by_parser(text: str, chunk: Chunk) -> list[Chunk]:
    """Read `text`, which stands under the heading of `chunk`, with markdown-it; it may hold more headings."""
    tokens = parser().parse(text)
    result = [chunk]
    base = chunk.line - 1
    for run in _top_level(tokens):
        if run[0].type == "heading_open":
            line = base + (run[0].map or [0])[0] + 1
            result.append(Chunk(int(run[0].tag[1]), *_title(run[1]), line))
        elif run[0].type == "hr":
            # A line across ends what stood under the heading: the closing words belong to no finding.
            result.append(Chunk(0, "", "", base + (run[0].map or [0])[0] + 1))
        else:
            result[-1].blocks.append(_block(run))
    return result


def _top_level(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _title(inline: Token) -> tuple[str, str]:
    return split_attributes(_inline_text(inline))


def _block(run: Sequence[Token]) -> Block:
    kind = {"paragraph_open": "p", "ordered_list_open": "ol"}.get(run[0].type, "other")
    if kind != "ol":
        return Block(kind, _render(run), _text(run))
    items = []
    for item in _top_level(run[1:-1]):
        status = _take_status(item)
        items.append(Item(_render(item), _text(item), status))
    opening = _render([*run[:2]]).partition("<li")[0]
    return Block("ol", opening, "", tuple(items))


def _take_status(item: Sequence[Token]) -> str | None:
    """Take `{status=…}` off the end of an item's first paragraph."""
    inline = item[2] if len(item) > 2 and item[2].type == "inline" else None
    if inline is None or not inline.children or inline.children[-1].type != "text":
        return None
    last = inline.children[-1]
    last.content, status = _item_status(last.content)
    return status


def _render(run: Sequence[Token]) -> str:
    made = parser()
    html: str = made.renderer.render(run, made.options, {})
    return html


def _text(run: Sequence[Token]) -> str:
    lines = []
    for token in run:
        if token.type == "inline":
            lines.append(_inline_text(token))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(line for line in lines if line)


def _inline_text(inline: Token) -> str:
    children = inline.children or []
    parts = []
    for index, token in enumerate(children):
        if token.type == "softbreak":
            parts.append("" if _joins(children, index) else " ")
        elif token.type == "hardbreak":
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)
