"""Documents that look like a notice of rectification and are none."""

from __future__ import annotations

import pytest

from disclosure import kinds


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("中共甲县水务局党组关于县委第二巡察组反馈意见整改方案", "这是整改方案，还没有整改结果"),
        ("关于落实市委巡察反馈意见的整改工作方案（公开版）", "这是整改方案，还没有整改结果"),
        ("巡察公告", "这是巡察公告，不是整改情况"),
        ("县委第三巡察组进驻县民政局开展巡察公告", "这是巡察公告，不是整改情况"),
        ("区委第二巡察组向柳溪街道党工委反馈巡察情况", "这是巡察反馈情况，不是整改情况"),
        ("关于巡察县民政局党组的反馈意见", "这是巡察反馈情况，不是整改情况"),
    ],
)
def test_other_documents_are_named(title: str, said: str) -> None:
    found = kinds.other(title, ())
    assert found is not None
    assert found.zh == said


@pytest.mark.parametrize(
    "title",
    [
        "关于巡察整改进展情况的通报",
        "关于巡察整改情况的公告",
        "关于落实市委巡察反馈意见情况的通报",
        "关于巡察反馈问题整改方案落实情况的通报",
        "县委巡察反馈意见整改情况",
        "关于2024年度审计查出问题整改结果的公告",
    ],
)
def test_a_notice_is_no_other_document(title: str) -> None:
    assert kinds.other(title, ("现将整改情况通报如下。",)) is None


def test_a_document_without_a_title_is_named_by_its_first_lines() -> None:
    assert kinds.other("", ("县委巡察办", "县委第一巡察组向县医院党委反馈巡察情况", "2025年3月3日")) is not None
