"""What Markdown is read as: headings, the blocks under each, and the items of ordered lists.

In: nothing. Out: the shapes that both ways of reading give (`markdown`, `commonmark`), as HTML and as plain text.
A block is a plain tuple and items are lists side by side: a report has a hundred of them, and objects of a class would
cost most of the time of reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

Items = tuple[Sequence[str], Sequence[str], Sequence[str | None]]
"""The items of an ordered list at the top level of a section: the HTML of each between `<li>` and `</li>`, its plain
text, and the status from `{status=…}` at its end; no statuses at all where no item has one."""
NO_ITEMS: Items = ((), (), ())

Block = tuple[str, str, str, Items]
"""Kind, HTML, plain text, items. Kinds are a paragraph (`p`; its HTML is what stands between `<p>` and `</p>`), an
ordered list (`ol`; its HTML is the opening tag with the line end, its text is empty) and anything else (`other`; its
HTML is the whole of it). Only an ordered list has items."""


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


_ITEM_STATUS = re.compile(r"\s*\{status=([a-z]+)\}$")


def split_attributes(text: str) -> tuple[str, str]:
    """A heading's words and what stands between the braces at its end."""
    text = text.strip()
    if text[-1:] == "}":
        words, brace, attributes = text[:-1].rpartition("{")
        if brace and "}" not in attributes and (not words or words[-1] in " \t"):
            return words.strip(), attributes.strip()
    return text, ""


def split_status(text: str) -> tuple[str, str | None]:
    """An item's words and the status in braces at its end."""
    match = _ITEM_STATUS.search(text) if text.endswith("}") else None
    return (text[: match.start()], match[1]) if match else (text, None)


def to_html(blocks: Sequence[Block]) -> str:
    """Blocks as one piece of HTML."""
    parts = []
    for kind, html, _, items in blocks:
        if kind == "p":
            parts.append(f"<p>{html}</p>\n")
        elif kind == "ol":
            parts += [html, *[f"<li>{inner}</li>\n" for inner in items[0]], "</ol>\n"]
        else:
            parts.append(html)
    return "".join(parts)


def to_text(blocks: Sequence[Block]) -> str:
    """Blocks as plain text, one paragraph or item a line."""
    lines: list[str] = []
    for _, _, text, items in blocks:
        lines.append(text)
        lines += items[1]
    return "\n".join(filter(None, lines))
