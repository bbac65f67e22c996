"""A notice as a reader found it: blocks of text in order, nothing interpreted.

In: what a reader (`readers/`) saw in the file. Out: plain data for `tidy/`, `outline` and `facts/`.
Traded away: fonts, colours and layout. A style name and bold words at the beginning survive only as hints, because notices
in the wild number their headings by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or line as it stands in the source."""

    text: str
    """The characters of the source. May hold `\\n` where the source breaks a line inside a paragraph."""
    line: int = 0
    """Line in a text file, paragraph in docx and html, from 1; 0 where unknown."""
    page: int = 0
    """Page in a PDF, from 1; 0 elsewhere."""
    heading: int = 0
    """Heading level that the source marks (Markdown #, html h1, Word outline), 1 to 9; 0 for none. A hint only."""
    blank_before: bool = False
    """Whether a blank line stood before it (text files): a page-break cut usually looks like this."""
    indent: bool = False
    """Whether white space stood before it; set by tidy."""
    bold: str = ""
    """Words at its beginning that are set in bold; empty where none are, or where the source does not tell."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the source; a cell may hold several lines."""

    rows: tuple[tuple[str, ...], ...]
    """Cell texts, row by row; a merged cell has its text in its first place and is empty in the others."""
    line: int = 0
    page: int = 0
    merged: tuple[tuple[int, int, int], ...] = ()
    """Cells that go over several rows: row and column of the first place, and how many rows."""


def table(
    rows: Sequence[tuple[str, ...]], merged: Iterable[tuple[int, int, int]] = (), line: int = 0, page: int = 0
) -> Table | None:
    """The table of `rows` without those that are empty, its merged cells moved along; None where all are empty."""
    kept = [index for index, row in enumerate(rows) if any(row)]
    if not kept:
        return None
    at = {index: number for number, index in enumerate(kept)}
    cells = ((at.get(row), column, sum(row <= i < row + count for i in kept)) for row, column, count in sorted(merged))
    over = tuple((row, column, count) for row, column, count in cells if row is not None and count > 1)
    return Table(tuple(rows[i] for i in kept), line, page, over)


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of characters, recorded in `source.repairs` of the report."""

    kind: str
    """Name of the tidy rule or reader step: `page-number`, `doubled-text`, `web-furniture`, …"""
    place: str
    """Where: `line 12`, `page 3`."""
    before: str
    """What stood there, with enough around it to find it."""
    after: str
    """What stands there now; empty where it was taken out."""


@dataclass(frozen=True, slots=True)
class Document:
    """A notice as a sequence of blocks and tables."""

    blocks: tuple[Block | Table, ...]
    wraps: str = "unknown"
    """What a single newline means in this source: `wrap`, `paragraph` or `unknown` (text files decide it in tidy)."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """What stands around the notice, such as `title` and `published` of a web page: used only where the notice is silent."""
    repairs: tuple[Repair, ...] = ()
    """What the reader itself took out (web furniture, running heads)."""
