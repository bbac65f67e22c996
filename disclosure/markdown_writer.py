"""The Markdown of a report's body: structure as marks, everything else escaped.

In: the pieces of the outline. Out: Markdown whose paragraphs stand on one line each, with blank lines between. What
looks like Markdown, HTML or an attribute in the notice's own words is escaped, so that it is shown as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure.outline.model import Break, Grid, Heading, Item, Items, Para, Piece

_INLINE = re.compile(r"[\\`*\[\]<]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#|[A-Za-z])|[ \t]*\Z")
_START = re.compile(r"[#>\-+=~|:]|\d{1,9}(?=[.)])")
_STATUS_AT_END = re.compile(r"\{[^{}]*\}$")


def write(pieces: Iterable[Piece]) -> str:
    """The Markdown of `pieces`, ending with a line end."""
    return "\n\n".join(_write(piece) for piece in pieces) + "\n"


def escape(text: str) -> str:
    """One line of text that Markdown shows as it stands."""
    text = _INLINE.sub(lambda m: "" if not m[0] or m[0].isspace() else "\\" + m[0], text)
    match = _START.match(text)
    if match:
        digits = match[0] if match[0].isdigit() else ""
        return f"{digits}\\{text[len(digits) :]}"
    return text


def _write(piece: Piece) -> str:
    if isinstance(piece, Heading):
        return _heading(piece)
    if isinstance(piece, Items):
        return _items(piece)
    if isinstance(piece, Grid):
        return _grid(piece)
    return "***" if isinstance(piece, Break) else escape(piece.text)


def _heading(piece: Heading) -> str:
    text = _INLINE.sub(lambda m: "" if not m[0] or m[0].isspace() else "\\" + m[0], piece.text)
    if text.endswith("#") and not piece.id:
        text = f"{text[:-1]}\\#"
    if piece.id:
        status = f" status={piece.status}" if piece.status else ""
        return f"{'#' * piece.level} {text} {{#{piece.id} .finding{status}}}"
    # Braces at the end would be read as attributes: such a line is no heading of ours.
    return escape(piece.text) if _STATUS_AT_END.search(text) else f"{'#' * piece.level} {text}"


def _items(piece: Items) -> str:
    if any(_STATUS_AT_END.search(item.text) for item in piece.items):
        return "\n\n".join(escape(t) for item in piece.items for t in (item.marker + item.text, *item.more))
    loose = any(item.more for item in piece.items)
    return ("\n\n" if loose else "\n").join(_item(item) for item in piece.items)


def _item(item: Item) -> str:
    status = f" {{status={item.status}}}" if item.status else ""
    lead = f"{item.number}. "
    more = "".join(f"\n\n{' ' * len(lead)}{escape(t)}" for t in item.more)
    return f"{lead}{escape(item.text)}{status}{more}"


def _grid(piece: Grid) -> str:
    columns = max((len(row) for row in piece.rows), default=0)
    lines = []
    for index, row in enumerate(piece.rows):
        cells = [*row, *[""] * (columns - len(row))]
        lines.append("| " + " | ".join(_cell(c) for c in cells) + " |")
        if index == 0:
            lines.append("|" + " --- |" * columns)
    return "\n".join(lines)


def _cell(text: str) -> str:
    return escape(" ".join(text.split())).replace("|", "\\|")


def paragraphs(pieces: Iterable[Piece]) -> list[str]:
    """The plain text of `pieces`, one paragraph or item each."""
    found: list[str] = []
    for piece in pieces:
        if isinstance(piece, Para | Heading):
            found.append(piece.text)
        elif isinstance(piece, Items):
            found += [t for item in piece.items for t in (item.text, *item.more)]
        elif isinstance(piece, Grid):
            found += [cell for row in piece.rows for cell in row if cell]
    return found
