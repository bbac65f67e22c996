"""Forms: a table whose cells name what stands in the next one (反馈问题 | … | 整改结果 | …).

In: the rows of a table. Out: its pairs as paragraphs for the outline, or None where it is no form about findings.
"""

from __future__ import annotations

from disclosure.numbering import read
from disclosure.outline.listed import PROBLEM, WORK, Listed
from disclosure.outline.model import Node, Unit
from disclosure.text import fold, squeeze


def read_form(rows: list[tuple[str, ...]], line: int) -> Listed | None:
    """A form: words in a cell name what the cell behind it holds, one pair a row or several (责任领导|…|整改时限|…)."""
    if len(rows) < 2:
        return None
    pairs = [(index, pair) for index, row in enumerate(rows) for pair in _row_pairs(row)]
    heads = [squeeze(rows[index][pair[0]]) for index, pair in pairs]
    if any(len(pair) > 2 and len(rows[index]) <= 3 for index, pair in pairs):
        return None
    if not any(_names_problem(h) for h in heads) or sum(bool(WORK.search(h)) and len(h) <= 14 for h in heads) < 1:
        return None
    if any(len(h) > 14 for h in heads) and max(len(row) for row in rows) > 3:
        return None
    units: list[Unit | Node] = []
    order: list[tuple[int, int]] = []
    for index, (first, *values) in pairs:
        head = rows[index][first]
        lines = [t for i in values for part in rows[index][i].split("\n") if (t := fold(part))]
        units.append(Unit(f"{fold(head)}：{lines[0]}" if lines else fold(head), line))
        units += [Unit(t, line) for t in lines[1:]]
        order += [(index, i) for i in (first, *values)]
    return Listed(tuple(units), (), tuple(heads), tuple(order))


def _row_pairs(row: tuple[str, ...]) -> list[list[int]]:
    """The places of the filled cells of `row`: each cell that names something, with what it names behind it."""
    pairs: list[list[int]] = []
    for index, cell in enumerate(row):
        if not cell:
            continue
        words = squeeze(cell)
        names = index % 2 == 0 and len(words) <= 14 and (_names_problem(words) or bool(WORK.search(words)))
        if not pairs or (names and len(row) > 3):
            pairs.append([index])
        else:
            pairs[-1].append(index)
    return pairs


def _names_problem(words: str) -> bool:
    """Whether the words of a cell say that a problem stands in the next one: 问题, 反馈问题, 问题3."""
    label = read(f"{words}：…")
    return bool(PROBLEM.fullmatch(words)) or bool(label and label.kind == "q" and label.number)
