"""Markdown to blocks by one configured markdown-it: the way for whatever is not plain.

In: Markdown (CommonMark and tables; raw HTML is text, pictures are links). Out: headings with their blocks (`blocks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from disclosure.blocks import NO_ITEMS, Block, Chunk, split_attributes, split_status

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


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


def inline(text: str) -> tuple[str, str]:
    """A line without block structure as HTML and as plain text."""
    made = parser()
    token = made.parseInline(text)[0]
    html: str = made.renderer.render([token], made.options, {})
    return html, _inline_text(token)


def render(text: str) -> str:
    """`text` as HTML, by markdown-it alone."""
    rendered: str = parser().render(text)
    return rendered


def read(text: str, chunk: Chunk) -> list[Chunk]:
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


def title(line: str) -> tuple[str, str]:
    """The words and the attributes of the heading that is `line`."""
    return _title(parser().parse(line)[1])


def _title(inline: Token) -> tuple[str, str]:
    return split_attributes(_inline_text(inline))


def _block(run: Sequence[Token]) -> Block:
    if run[0].type == "paragraph_open":
        return "p", _render(run)[len("<p>") : -len("</p>\n")], _text(run), NO_ITEMS
    if run[0].type != "ordered_list_open":
        return "other", _render(run), _text(run), NO_ITEMS
    htmls, texts, statuses = [], [], []
    for item in _top_level(run[1:-1]):
        statuses.append(_take_status(item))
        htmls.append(_render(item)[len("<li>") : -len("</li>\n")])
        texts.append(_text(item))
    opening = _render([*run[:2]]).partition("<li")[0]
    return "ol", opening, "", (htmls, texts, statuses if any(statuses) else ())


def _take_status(item: Sequence[Token]) -> str | None:
    """Take `{status=…}` off the end of an item's first paragraph."""
    inline = item[2] if len(item) > 2 and item[2].type == "inline" else None
    if inline is None or not inline.children or inline.children[-1].type != "text":
        return None
    last = inline.children[-1]
    last.content, status = split_status(last.content)
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
