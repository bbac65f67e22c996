"""Tables that ruled lines make clear.

In: the thin rules of a page. Out: grids of cells, joined where no rule divides them. A frame around one cell, a rule
under a heading and the like are no tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from disclosure.document import Table, table

NEAR = 3.0
"""Points within which rules meet."""


class Box(NamedTuple):
    """A rectangle counted from the top left corner, in points."""

    left: float
    top: float
    right: float
    bottom: float


class Placed(Protocol):
    """Anything with a box."""

    @property
    def left(self) -> float: ...  # noqa: D102
    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def right(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    owner: Mapping[tuple[int, int], tuple[int, int]]
    """For each cell (row, column) the first cell of the merged one that it belongs to."""

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.rows[-1]

    def holds(self, item: Placed) -> bool:
        """Whether the middle of `item` is inside."""
        x, y = (item.left + item.right) / 2, (item.top + item.bottom) / 2
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]

    def cell(self, item: Placed) -> tuple[int, int]:
        """The cell in which the middle of `item` stands."""
        x, y = (item.left + item.right) / 2, (item.top + item.bottom) / 2
        column = sum(1 for edge in self.columns[1:-1] if x > edge)
        row = sum(1 for edge in self.rows[1:-1] if y > edge)
        return self.owner[row, column]

    def table(self, texts: Mapping[tuple[int, int], str], page: int) -> Table | None:
        """The table with `texts` in its cells; None where all are empty."""
        width = len(self.columns) - 1
        rows = tuple(tuple(texts.get((r, c), "") for c in range(width)) for r in range(len(self.rows) - 1))
        return table(rows, self._merged(), page=page)

    def _merged(self) -> list[tuple[int, int, int]]:
        """Cells that go over several rows: row, column, how many rows."""
        rows: dict[tuple[int, int], set[int]] = {}
        for (row, _), first in self.owner.items():
            rows.setdefault(first, set()).add(row)
        return [(*first, len(below)) for first, below in rows.items() if len(below) > 1]


def find_grids(rules: Sequence[Box]) -> list[Grid]:
    """The ruled tables among `rules`, from top to bottom."""
    level = _joined([b for b in rules if b.bottom - b.top < 3 and b.right - b.left > 8], across=True)
    upright = _joined([b for b in rules if b.right - b.left < 3 and b.bottom - b.top > 6], across=False)
    found: list[Grid] = []
    for group in _groups(level, upright):
        flat = [level[i] for i in group if i < len(level)]
        tall = [upright[i - len(level)] for i in group if i >= len(level)]
        grid = _grid(flat, tall)
        if grid:
            found.append(grid)
    return sorted(found, key=lambda g: (g.top, g.columns[0]))


def _joined(rules: Sequence[Box], across: bool) -> list[Box]:
    """`rules` of one direction, those that go on with each other as one: a side of a cell over three rows is drawn in
    three pieces, of which the middle one meets no other rule."""
    along, beside = (0, 1) if across else (1, 0)
    found: list[Box] = []
    for box in sorted(rules, key=lambda b: (round((b[beside] + b[beside + 2]) / 2), b[along])):
        last = found[-1] if found else None
        if last and abs(last[beside] - box[beside]) < 1 and box[along] <= last[along + 2] + 1:
            found[-1] = Box(*map(min, last[:2], box[:2]), *map(max, last[2:], box[2:]))
        else:
            found.append(box)
    return found


def _groups(level: Sequence[Box], upright: Sequence[Box]) -> list[list[int]]:
    """Rules that touch each other, directly or through others."""
    if len(level) < 2 or len(upright) < 2 or len(level) * len(upright) > 4_000_000:
        return []
    parent = list(range(len(level) + len(upright)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, flat in enumerate(level):
        for j, tall in enumerate(upright):
            if (
                flat.left - NEAR <= tall.right
                and tall.left <= flat.right + NEAR
                and tall.top - NEAR <= flat.bottom
                and flat.top <= tall.bottom + NEAR
            ):
                parent[find(i)] = find(len(level) + j)
    groups: dict[int, list[int]] = {}
    for i in range(len(parent)):
        groups.setdefault(find(i), []).append(i)
    return [g for _, g in sorted(groups.items()) if len(g) > 3]


def _grid(level: list[Box], upright: list[Box]) -> Grid | None:
    rows = _edges([(b.top + b.bottom) / 2 for b in level])
    columns = _edges([(b.left + b.right) / 2 for b in upright])
    if len(columns) < 3 or len(rows) < 2 or len(columns) > 60 or len(rows) > 400:
        return None
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r in range(len(rows) - 1):
        for c in range(len(columns) - 1):
            middle = ((rows[r] + rows[r + 1]) / 2, (columns[c] + columns[c + 1]) / 2)
            if c and not any(
                abs((b.left + b.right) / 2 - columns[c]) < NEAR and b.top - 1 <= middle[0] <= b.bottom + 1
                for b in upright
            ):
                owner[r, c] = owner[r, c - 1]
            elif r and not any(
                abs((b.top + b.bottom) / 2 - rows[r]) < NEAR and b.left - 1 <= middle[1] <= b.right + 1 for b in level
            ):
                owner[r, c] = owner[r - 1, c]
            else:
                owner[r, c] = (r, c)
    return Grid(columns, rows, owner)


def _edges(places: list[float]) -> tuple[float, ...]:
    """Distinct places, those within `NEAR` of each other taken as one."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > NEAR:
            edges.append(place)
    return tuple(edges)
