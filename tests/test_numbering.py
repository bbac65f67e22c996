"""Number labels: letters, Roman numbers and numbers with a hyphen, and what only looks like one."""

from __future__ import annotations

import pytest

from disclosure import numbering


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("A.资源保护方面", "let", (1,)),
        ("（B）经费使用方面", "let", (2,)),
        ("B2 巡护记录不全", "letd", (2, 2)),
        ("C-1、会议记录缺页", "letd", (3, 1)),
        ("Ⅰ.责任落实方面", "rom", (1,)),
        ("III. 队伍建设方面", "rom", (3,)),
        ("ⅱ.轮换拖延", "roms", (2,)),
        ("1-2 预警信息传递慢", "dotted", (1, 2)),
        ("2—1年轻骨干外流", "dotted", (2, 1)),
        ("【第3项】库房漏雨", "q", (3,)),
        ("序号2 问题：辅具发放随意", "q", (2,)),
        ("问题1.2：隐患排查不深入", "q", (1, 2)),
        ("反馈意见指出的问题（原文）：库房漏雨", "p", ()),
    ],
)
def test_labels(text: str, kind: str, number: tuple[int, ...]) -> None:
    label = numbering.read(text)
    assert label is not None
    assert (label.kind, label.number) == (kind, number)


@pytest.mark.parametrize(
    "text",
    [
        "A级景区管理松",
        "G20高速",
        "C919国产",
        "Ⅱ级响应启动慢",
        "Ⅲ类水体",
        "2-3月集中谈心",
        "1-6 月完成",
        "10-15公里",
        "3-5个工作日",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert numbering.read(text) is None
