"""Characters: invisible ones go, compatibility forms of a Chinese character become the character.

Full-width digits and letters stay as they are printed: they are text, and the facts read them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from disclosure.document import Block, Repair
from disclosure.text import INVISIBLE
from disclosure.tidy.sheet import Sheet, place

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_COMPATIBILITY = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe4f\ufe50-\ufe6f\ufb00-\ufb06\U0002f800-\U0002fa1f]+"
)
_AROUND = 6
"""Characters shown on either side of a change."""
_MANY = 40
"""Changes in one paragraph above which one repair tells them all."""


def invisible(sheet: Sheet) -> None:
    """Take out characters of no width."""
    _everywhere(sheet, "invisible-characters", _INVISIBLE, lambda m: "")


def compatibility(sheet: Sheet) -> None:
    """Write the usual character for radicals, compatibility ideographs, small and vertical forms."""
    _everywhere(sheet, "compatibility-forms", _COMPATIBILITY, lambda m: _usual(m[0]))


def _usual(text: str) -> str:
    usual = unicodedata.normalize("NFKC", text)
    return text if any(c.isspace() for c in usual) else usual


def _everywhere(sheet: Sheet, kind: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> None:
    for index, block in enumerate(sheet.blocks):
        where = place(block)
        if isinstance(block, Block):
            if pattern.search(block.text):
                text, repairs = _change(block.text, kind, where, pattern, change)
                sheet.blocks[index] = replace(block, text=text)
                sheet.repairs += repairs
        elif any(pattern.search(cell) for row in block.rows for cell in row):
            rows = []
            for row in block.rows:
                changed = [_change(cell, kind, where, pattern, change) for cell in row]
                rows.append(tuple(text for text, _ in changed))
                sheet.repairs += [repair for _, repairs in changed for repair in repairs]
            sheet.blocks[index] = replace(block, rows=tuple(rows))


def _change(
    text: str, kind: str, where: str, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]
) -> tuple[str, list[Repair]]:
    """`text` changed at every match, and a repair for each; one for the whole where there are very many."""
    repairs: list[Repair] = []
    done, position = "", 0
    for match in pattern.finditer(text):
        if (new := change(match)) == match[0]:
            continue
        done += text[position : match.start()]
        before, after = done[-_AROUND:], text[match.end() : match.end() + _AROUND]
        repairs.append(Repair(kind, where, before + match[0] + after, before + new + after))
        done, position = done + new, match.end()
        if len(repairs) > _MANY:
            whole = pattern.sub(change, text)
            return whole, [Repair(kind, where, text, whole)]
    return done + text[position:], repairs
