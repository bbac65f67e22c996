"""What a person at a terminal sees of a long piece of work: a bar, a table.

In: counts and rows. Out: text. Nothing here prints; a Chinese character takes two columns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def columns(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` columns: filled with spaces, or cut with … at its end."""
    space = width - columns(text)
    if space >= 0:
        return text + " " * space
    kept, used = "", 0
    for c in text:
        used += columns(c)
        if used > width - 1:
            break
        kept += c
    return kept + "…" + " " * (width - columns(kept) - 1)


def bar(done: int, total: int, label: str, width: int) -> str:
    """A bar for `done` of `total` with `label` after it, in `width` columns less one."""
    counted = f" {done}/{total} {label}"
    room = max(min(width - 3 - columns(counted), 40), 4)
    full = room * done // max(total, 1)
    return fit(f"[{'#' * full}{'.' * (room - full)}]{counted}", width - 1)


def table(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Lines of a table with aligned columns; the last column is cut where the line would pass `width` columns."""
    if not rows:
        return []
    widths = [max(columns(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        start = "  ".join(fit(cell, w) for cell, w in zip(row[:-1], widths[:-1], strict=True))
        room = max(width - columns(start) - 2, 20)
        last = row[-1] if columns(row[-1]) <= room else fit(row[-1], room)
        lines.append(f"{start}  {last}".rstrip() if start else last)
    return lines
