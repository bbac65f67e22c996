"""Cells that go over several rows of a table of findings: what they say is said of each row.

In: the merged cells of a table. Out: for each place that such a cell covers, where its words stand; and which words may
stand again under every finding. Results, names and deadlines may. A list of measures or a sum of money may not: told
three times it would be counted three times, so it stays under the first finding, and a person is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from disclosure.statuses import is_plain
from disclosure.text import squeeze

Place = tuple[int, int]
"""Row and column of a cell."""

_LONGEST = 30
"""Characters of a cell that may stand again, at most."""
_DEEDS = re.compile(r"措施|举措|做法|情况|进展|成效")
"""Columns that tell what was done; a result among them is told apart by its words."""
_TERM = re.compile(r"时限|期限|时间|日期")
_COUNTS = re.compile(r"[0-9０-９]")


def origins(merged: Iterable[tuple[int, int, int]]) -> Mapping[Place, Place]:
    """For each place that a cell over several rows covers, the place of its words."""
    return {(row + n, column): (row, column) for row, column, count in merged for n in range(1, count)}


def may_stand_again(head: str, cell: str, known: Sequence[tuple[str, str]]) -> bool:
    """Whether `cell` of the column `head` is a result, a name, a deadline: short, and nothing that is counted."""
    if is_plain(cell, known):
        return True
    if "\n" in cell or len(squeeze(cell)) > _LONGEST or _DEEDS.search(head):
        return False
    return bool(_TERM.search(head)) or not _COUNTS.search(cell)
