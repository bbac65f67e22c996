"""Cells over several rows: what may stand again under each finding, and what would be counted twice."""

from __future__ import annotations

import pytest

from disclosure.document import table
from disclosure.outline.merged import may_stand_again, origins
from disclosure.statuses import table as known


@pytest.mark.parametrize(
    ("head", "cell", "again"),
    [
        ("整改结果", "已完成", True),
        ("整改情况", "已完成，长期坚持", True),
        ("整改情况", "修订管理制度", False),
        ("整改措施", "修订管理制度", False),
        ("整改成效", "追回资金12.6万元", False),
        ("备注", "涉及资金１２万元", False),
        ("责任领导", "李明、王芳", True),
        ("完成时限", "2026年6月底前", True),
        ("责任单位", "办公室\n财务科", False),
        ("备注", "这一栏的话很长，长到不是名称也不是期限，重复写在每个问题下面就会显得啰嗦", False),
    ],
)
def test_results_names_and_deadlines_stand_again(head: str, cell: str, again: bool) -> None:
    assert may_stand_again(head, cell, known(None)) is again


def test_the_places_that_a_cell_covers_lead_to_its_words() -> None:
    assert origins([(1, 4, 3), (0, 0, 1)]) == {(2, 4): (1, 4), (3, 4): (1, 4)}


def test_empty_rows_go_and_the_merged_cells_move_along() -> None:
    made = table(
        [("问题", "结果"), ("", ""), ("甲", "已完成"), ("", ""), ("乙", "")], [(2, 1, 3), (0, 0, 2), (1, 0, 1)]
    )
    assert made is not None
    assert (made.rows, made.merged) == ((("问题", "结果"), ("甲", "已完成"), ("乙", "")), ((1, 1, 2),))
    assert table([("", "")]) is None
