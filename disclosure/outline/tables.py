"""Tables of findings: a row a finding, each other cell under the words of its column.

In: the rows of a table. Out: nodes for the outline, or None where the table lists no findings. A cell left
empty by a merge goes on with the finding above; a result that one cell states for several rows stands under each.
Traded away: columns that stand before the problem and are no number or group come after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclosure.document import Repair, Table
from disclosure.numbering import Label, read
from disclosure.outline.forms import read_form
from disclosure.outline.listed import PROBLEM, WORK, Listed
from disclosure.outline.merged import Place, may_stand_again, origins
from disclosure.outline.model import Doubt, Node, Unit
from disclosure.statuses import is_plain, status_of
from disclosure.statuswords import NO, YES
from disclosure.text import fold, squeeze

Known = Sequence[tuple[str, str]]
Rows = Sequence[Sequence[str]]

_NUMBER = re.compile(r"序号|编号|项次|序|No\.?")
_GROUP = re.compile(r"(?:问题)?(?:类别|类型|分类|方面|领域|板块)|一级问题|.{0,4}大类|.{0,6}方面")
_STATE = re.compile(r"情况|进展|状态|结果|进度|成效|是否|销号")


def findings(table: Table, place: str, known: Known, before: Listed | None = None) -> Listed | None:
    """The findings that a table lists; None where it lists none. `before` is the table right above, if there is one."""
    cells = [tuple(cell.strip() for cell in row) for row in table.rows]
    source = _Source(cells, table.line, place, known, origins(table.merged))
    if before and _goes_on(before, cells):
        return _rows(list(before.header), source, 0)
    at = next((i for i, row in enumerate(cells[:3]) if _is_header(row)), None)
    if at is None:
        return read_form(cells, table.line)
    header, below = [squeeze(cell) for cell in cells[at]], at + 1
    if below < len(cells) and (finer := _finer(header, [squeeze(cell) for cell in cells[below]])):
        header, below = finer, below + 1
    return _rows(header, source, below)


def _goes_on(before: Listed, cells: list[tuple[str, ...]]) -> bool:
    """Whether the rows of `cells` go on with the table `before`: a page's end cut one table in two.

    They do where the header stands again, or where the next number follows under columns of the same number.
    """
    if not before.header or not cells or any(len(row) != len(before.header) for row in cells):
        return False
    first = tuple(squeeze(c) for c in cells[0])
    number_at = _columns(list(before.header))["number"]
    return first == before.header or (
        number_at >= 0 and before.last > 0 and _number(first[number_at]) == before.last + 1
    )


def _number(cell: str) -> int:
    """The number in a cell that holds nothing else; 0 where it does not."""
    digits = re.fullmatch(r"[（(]?(\d{1,3})[）).．、]?", squeeze(cell))
    return int(digits[1]) if digits else 0


def _rows(header: list[str], source: _Source, below: int) -> Listed | None:
    """The findings in the rows from `below` on, under the words of `header`."""
    columns, cells = _columns(header), source.cells
    made = _Maker(header, columns, source)
    for index, row in enumerate(cells[:below]):
        made.aside(index, row)
    repairs = []
    for index, row in enumerate(cells[below:], below):
        if [squeeze(c) for c in row] == header:
            repairs.append(Repair("table-header", source.place, "\n".join(c for c in row if c), ""))
            continue
        made.row(index, row)
    if not any(isinstance(u, Node) for u in made.units):
        return None
    words, last = tuple(w for w in header if w), 0
    if columns["number"] >= 0:
        last = next((n for row in reversed(cells) if (n := _number(row[columns["number"]]))), 0)
    doubts = tuple(made.doubts.values())
    return Listed(tuple(made.units), tuple(repairs), words, tuple(made.order), tuple(header), last, doubts)


def _is_header(row: Sequence[str]) -> bool:
    cells = [squeeze(c) for c in row]
    problem = any(PROBLEM.fullmatch(c) for c in cells)
    return problem and sum(bool(WORK.search(c)) and len(c) <= 14 and not PROBLEM.fullmatch(c) for c in cells) >= 1


def _finer(header: list[str], row: list[str]) -> list[str] | None:
    """The words of a header of two rows: what `row` names below a cell over several columns (反馈问题: 类别, 具体问题).

    None where `row` is the first of the rows below: it has words only where no cell of `header` ends alone.
    """
    if len(row) != len(header) or not any(row) or all(row):
        return None
    spans = [i for i, h in enumerate(header) if not h or (i + 1 < len(header) and not header[i + 1])]
    named = [i for i, cell in enumerate(row) if cell]
    if named != spans or any(len(row[i]) > 14 for i in named):
        return None
    words = [cell or header[i] for i, cell in enumerate(row)]
    return words if _is_header(words) else None


def _columns(header: list[str]) -> dict[str, int]:
    found = [i for i, h in enumerate(header) if PROBLEM.fullmatch(h)]
    named = [i for i in found if re.search(r"具体|表现", header[i])]
    problem = (named or found)[-1] if len(found) < 2 or named else found[-1]
    number = next((i for i, h in enumerate(header[:problem]) if _NUMBER.fullmatch(h)), -1)
    return {"number": number, "problem": problem}


@dataclass(frozen=True, slots=True)
class _Source:
    """A table and where it stands."""

    cells: list[tuple[str, ...]]
    line: int
    place: str
    known: Known
    above: Mapping[Place, Place]
    """For each place that a cell over several rows covers, the place of its words."""


class _Maker:
    """Rows as nodes, one after the other: a merged cell belongs to the row above."""

    def __init__(self, header: list[str], columns: dict[str, int], source: _Source) -> None:
        self.header, self.columns, self.source = header, columns, source
        self.line, self.known, self.above = source.line, source.known, source.above
        self.doubts: dict[Place, Doubt] = {}
        self.units: list[Unit | Node] = []
        self.order: list[tuple[int, int]] = []
        self.last: Node | None = None

    def aside(self, index: int, row: Sequence[str]) -> None:
        """A row of the head: words that belong to no finding."""
        cells = [fold(c) for c in row if c]
        if cells:
            self.units.append(Unit("\u3000".join(cells), self.line, is_head=True))
            self._wrote(index, row)

    def _wrote(self, index: int, row: Sequence[str], first: Sequence[int] = ()) -> None:
        rest = [i for i in range(len(row)) if i not in first]
        places = ((index, i) for i in (*first, *rest) if i >= 0 and row[i])
        self.order += [at if self.source.cells[index][at[1]] else self.above[at] for at in places]

    def row(self, index: int, row: Sequence[str]) -> None:
        """A row below the header."""
        if not any(row):
            return
        filled = [c for i, c in enumerate(row) if c or (index, i) in self.above]
        at = self.columns["problem"]
        problem = row[at] if at < len(row) else ""
        if len(filled) == 1 and (not problem or read(filled[0])) and (self.last is None or read(filled[0])):
            self.units.append(Unit(fold(filled[0]), self.line, hint=4 if not read(filled[0]) else 0))
            self._wrote(index, row)
            return
        if not problem and self.last is not None:
            self._fill(self.last, row, skip=at)
            self._wrote(index, row)
            return
        self._new(index, row, problem, at)

    def _new(self, index: int, row: Sequence[str], problem: str, at: int) -> None:
        number_at = self.columns["number"]
        row = self._with_shared(index, row, (at, number_at))
        groups = [i for i in range(at) if i != number_at and row[i] and _GROUP.fullmatch(self.header[i])]
        for group in groups:
            self.units.append(Unit(fold(row[group]), self.line, hint=4))
        label = self._label(row[number_at] if number_at >= 0 else "")
        first, *rest = [t for part in problem.split("\n") if (t := fold(part))] or [""]
        if label and (inner := read(first)) and inner.number == label.number:
            label = Label(inner.kind, inner.number, f"{label.raw}")
        node = Node("row", first, label or read_label(first), self.line)
        if node.label and node.label is not label:
            node.text = first[len(node.label.raw) :]
        node.content += [Unit(t, self.line) for t in rest]
        self._fill(node, row, skip=at, groups=groups, number_at=number_at)
        self._wrote(index, row, (*groups, number_at, at))
        self.units.append(node)
        self.last = node

    def _with_shared(self, index: int, row: Sequence[str], own: Sequence[int]) -> Sequence[str]:
        """`row` with what cells that began above say of it too; of the others a person is told."""
        cells = list(row)
        for at in range(len(row)):
            origin = self.above.get((index, at))
            if origin is None or at in own or _GROUP.fullmatch(self.header[at]):
                continue
            words = self.source.cells[origin[0]][at]
            if may_stand_again(self.header[at], words, self.known):
                cells[at] = words
            elif words:
                self.doubts[origin] = _shared_by(self.header[at], words, self.line)
        return cells

    def _label(self, cell: str) -> Label | None:
        if re.fullmatch(r"[（(]?\d{1,3}[）).．、]?", squeeze(cell)):
            return Label("num", (_number(cell),), f"{fold(cell)} ")
        found = read(f"{fold(cell)}x") if cell else None
        if found:
            return Label(found.kind, found.number, f"{fold(cell)} ")
        return Label("num", (), f"{fold(cell)} ") if cell else None

    def _fill(self, node: Node, row: Sequence[str], skip: int, groups: Sequence[int] = (), number_at: int = -1) -> None:
        for index, cell in enumerate(row):
            if not cell or index in (skip, number_at) or index in groups:
                continue
            head = self.header[index] if index < len(self.header) else ""
            lines = [t for part in cell.split("\n") if (t := fold(part))]
            node.content.append(Unit(f"{head}：{lines[0]}" if head else lines[0], self.line))
            node.content += [Unit(t, self.line) for t in lines[1:]]
            if _STATE.search(head) and is_plain(cell, self.known):
                node.status = status_of(cell, self.known) or node.status
            elif head.startswith("是否") and cell in (*YES, *NO):
                node.status = "done" if cell in YES else "open"


def _shared_by(head: str, words: str, line: int) -> Doubt:
    """A cell of several findings that stands under the first of them alone."""
    words = squeeze(words)[:16]
    return Doubt(
        line,
        "outline.shared-cell",
        f"表中“{head}”一格由几个问题合用，只写在第一个问题下：{words}",
        f"one cell of the column {head} is shared by several findings and stands under the first alone: {words}",
    )


def read_label(text: str) -> Label | None:
    """The number at the start of a cell; None for a label without number."""
    label = read(text)
    return label if label and label.number else None
