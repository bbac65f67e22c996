"""Marks of Markdown sources: bold, bullets, quotes and mail links are marks, not text.

In a source that is not Markdown the same characters are text and stay.
"""

from __future__ import annotations

import re
from dataclasses import replace

from disclosure.document import Block
from disclosure.tidy.sheet import Sheet

_MAIL = re.compile(r"\[([^\[\]()\s]{3,200})\]\((?:mailto:|https?://)?\1/?\)")
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|>)[ \t]+(?=\S)", re.M)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")


def strip(sheet: Sheet) -> None:
    """Take the marks of bold text, bullets, quotes and links that show their own address."""
    sheet.blocks = [_strip(b, sheet.markdown) if isinstance(b, Block) else b for b in sheet.blocks]


def _strip(block: Block, markdown: bool) -> Block:
    text = strip_text(block.text, markdown)
    if text == block.text:
        return block
    begins = _BOLD.match(block.text) if markdown else None
    return replace(block, text=text, bold=begins[2] if begins else block.bold)


def strip_text(text: str, markdown: bool) -> str:
    """`text` without the marks of links that show their own address and, in a Markdown source, of bold, bullets and quotes."""
    if "](" in text:
        text = _MAIL.sub(r"\1", text)
    return _BOLD.sub(r"\2", _BULLET.sub("", text)) if markdown else text
