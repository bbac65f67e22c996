"""The walk through a Word document, in the order of reading.

In: the body of document.xml. Out: blocks and tables. A `Walker` carries what the walk needs along: counters of
lists, the number of the paragraph, what was seen and left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from disclosure.document import Block, Repair, Table, table
from disclosure.readers.docx.numbering import Numbering
from disclosure.readers.docx.runs import Runs, Seen
from disclosure.readers.docx.styles import Style, Styles, outline_level
from disclosure.readers.docx.xml import attribute, child, child_value, children, local, whole

__all__ = ["Seen", "Walker"]

_THROUGH = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "txbxContent", "hyperlink"}
)
_MAX_SPAN = 200


@dataclass(slots=True)
class _Merged:
    """The cells of a table that go over several rows."""

    row: int = 0
    begun: dict[int, int] = field(default_factory=dict)
    """By column, the row in which the cell that goes down from above begins."""
    words: dict[int, str] = field(default_factory=dict)
    """By column, what that cell says."""
    going: set[int] = field(default_factory=set)
    """Columns whose cell is part of one that goes on."""
    counts: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[int, int, int]]:
        """Row, column and number of rows of each."""
        return [(*place, count) for place, count in self.counts.items()]

    def covers(self, column: int, merge: Any, content: list[Block | Table]) -> bool:
        """Note the cell at `column` with its `vMerge` (None where it has none); whether one that began above covers it."""
        if merge is None:
            return False
        self.going.add(column)
        if attribute(merge, "val") == "restart" or column not in self.begun:
            self.begun[column], self.words[column] = self.row, _cell_text(content)
            return False
        place = (self.begun[column], column)
        self.counts[place] = self.row - place[0] + 1
        return True

    def end_row(self, kept: bool) -> None:
        """Go to the next row; a row that is not `kept` is no row of the table."""
        if kept:
            self.begun = {column: row for column, row in self.begun.items() if column in self.going}
            self.row += 1
        self.going.clear()


@dataclass(slots=True)
class Walker:
    """One walk through one document."""

    styles: Styles
    numbering: Numbering
    seen: Seen
    paragraph: int = 0
    """Number of the paragraph, from 1."""
    carried: str = ""
    """Text of a paragraph whose end was deleted under tracked changes: the next paragraph goes on with it."""
    repairs: list[Repair] = field(default_factory=list)

    def blocks(self, node: Any) -> list[Block | Table]:
        """The blocks and tables below `node`."""
        found: list[Block | Table] = []
        for item in node:
            name = local(item)
            if name == "p":
                found += self._paragraph(item)
            elif name == "tbl":
                found += self._table(item)
            elif name in _THROUGH:
                found += self.blocks(item)
            elif name == "AlternateContent":
                chosen = _alternative(item)
                found += self.blocks(chosen) if chosen is not None else []
            elif name == "altChunk":
                self.seen.embedded += 1
                self.seen.chunks += 1
        return found

    def notes(self, *parts: Any) -> list[Block | Table]:
        """The footnotes and endnotes that the text referred to, one block a paragraph."""
        found: list[Block | Table] = []
        for part, kind in zip(parts, ("footnote", "endnote"), strict=True):
            wanted = {identity for k, identity in self.seen.notes_used if k == kind}
            for note in children(part, kind) if part is not None else ():
                if attribute(note, "id") in wanted:
                    self.seen.notes += 1
                    found += self.blocks(note)
        return found

    def _paragraph(self, node: Any) -> list[Block | Table]:
        self.paragraph += 1
        properties = child(node, "pPr")
        style = self.styles.paragraph(child_value(properties, "pStyle") if properties is not None else "")
        runs = Runs(self.styles, self.seen, style)
        runs.read(node)
        place = f"paragraph {self.paragraph}"
        self.repairs += [Repair("struck-text", place, words, "") for words in runs.struck]
        text = self.carried + runs.text
        mark = child(properties, "rPr")
        gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        boxes = [block for box in runs.boxes for block in self.blocks(box)]
        self.carried = text if gone else ""
        if gone:
            return boxes
        number = self.paragraph
        label = self._label(properties, style)
        heading = outline_level(properties) or style.heading
        lines = text.split("\n")
        while lines and not lines[0].strip():
            del lines[0]
        if not lines:
            if label:
                self.seen.empty_numbers += 1
                self.repairs.append(Repair("empty-number", place, label, ""))
            return boxes
        lines[0] = label + lines[0]
        bold = "" if label else runs.bold.split("\n")[0]
        found: list[Block | Table] = [
            Block(line, number, heading=0 if index else heading, bold="" if index else bold)
            for index, line in enumerate(lines)
            if line.strip()
        ]
        return found + boxes

    def _label(self, properties: Any, style: Style) -> str:
        """The automatic number of the paragraph, counted; empty where it has none."""
        own = child(properties, "numPr")
        number_id = child_value(own, "numId") if own is not None and child(own, "numId") is not None else ""
        level = whole(child_value(own, "ilvl"), 0) if own is not None and child(own, "ilvl") is not None else None
        if not number_id:
            number_id = style.number_id
            if level is None:
                level = self.numbering.level_of_style(number_id, style.numbered_by)
            if level is None:
                level = style.level
        return "" if number_id in ("", "0") else self.numbering.label(number_id, level or 0)

    def _table(self, node: Any) -> list[Block | Table]:
        start = self.paragraph + 1
        before = self.carried
        self.carried = ""
        merged = _Merged()
        rows = [row for row in (self._row(r, merged) for r in _rows(node)) if row]
        self.carried = before
        width = max((len(row) for row in rows), default=0)
        if len({column for row in rows for column, cell in enumerate(row) if cell}) < 2:  # a frame, not a table
            return [block for row in rows for cell in row for block in cell]
        texts = tuple(tuple(_cell_text(cell) for cell in row) + ("",) * (width - len(row)) for row in rows)
        made = table(texts, merged.cells, start)
        return [made] if made else []

    def _row(self, node: Any, merged: _Merged) -> list[list[Block | Table]]:
        properties = child(node, "trPr")
        if child(properties, "del") is not None:
            self.seen.deleted += 1
            return []
        before = child(properties, "gridBefore")
        cells: list[list[Block | Table]] = [[]] * (_span(before) if before is not None else 0)
        for cell in _cells(node):
            settings = child(cell, "tcPr")
            content = self._cell(cell)
            if merged.covers(len(cells), child(settings, "vMerge"), content):
                self.seen.hidden += _cell_text(content) not in ("", merged.words[len(cells)])
                content = []  # the lower part of a merged cell: Word shows nothing of it
            span = child(settings, "gridSpan")
            cells.append(content)
            cells += [[]] * ((_span(span) if span is not None else 1) - 1)
        merged.end_row(bool(cells))
        return cells

    def _cell(self, node: Any) -> list[Block | Table]:
        """What a cell holds; where that is an automatic number alone, the number: a column 序号 that Word counts."""
        told = len(self.repairs)
        content = self.blocks(node)
        added = self.repairs[told:]
        if content or [repair.kind for repair in added] != ["empty-number"]:
            return content
        del self.repairs[told:]
        self.seen.empty_numbers -= 1
        return [Block(added[0].before, self.paragraph)]


def _span(node: Any) -> int:
    return min(max(whole(attribute(node, "val"), 1), 0), _MAX_SPAN)


def _rows(node: Any) -> list[Any]:
    return _inside(node, "tr")


def _cells(node: Any) -> list[Any]:
    return _inside(node, "tc")


def _inside(node: Any, name: str) -> list[Any]:
    """Rows or cells, also those inside a content control."""
    found: list[Any] = []
    for item in node:
        if local(item) == name:
            found.append(item)
        elif local(item) in _THROUGH:
            found += _inside(item, name)
    return found


def _cell_text(content: list[Block | Table]) -> str:
    lines: list[str] = []
    for item in content:
        if isinstance(item, Block):
            lines.append(item.text.strip())
        else:
            lines += ["\t".join(cell for cell in row if cell) for row in item.rows]
    return "\n".join(line for line in lines if line)


def _alternative(node: Any) -> Any:
    chosen = child(node, "Choice")
    return chosen if chosen is not None else child(node, "Fallback")
