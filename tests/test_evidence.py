"""The sentence that states a fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.evidence import Index, locate
from disclosure.notice import LONGEST_SENTENCE, Paragraph, plain_forms, sentence_at

TEXT = [
    "关于区委第三轮巡察",
    "整改进展情况的通报",
    "根据区委统一部署，2024 年 11 月 4 日至 1 月 10 日，区委第一巡察组对我会开展巡察。3月5日反馈了巡察意见。",
    "反馈的二十六个问题，制定措施 43 项。完成率 95.30%，追回资金1.5万元。培训学员26人。",
    "欢迎监督。电话：（0999） 765 4321；地址：甲市乙区 中山路 12 号。公示期：2026年1月20日至2月3日。",
    "甲市乙区红十字会",
    "二〇二六年一月二十日",
]


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("title", "关于区委第三轮巡察整改进展情况的通报", "关于区委第三轮巡察"),
        ("publisher", "甲市乙区红十字会", "甲市乙区红十字会"),
        ("published", "2026-01-20", "二〇二六年一月二十日"),
        ("inspection.kind", "inspection", "关于区委第三轮巡察"),
        (
            "inspection.team",
            "区委第一巡察组",
            "根据区委统一部署，2024 年 11 月 4 日至 1 月 10 日，区委第一巡察组对我会开展巡察。",
        ),
        (
            "inspection.started",
            "2024-11-04",
            "根据区委统一部署，2024 年 11 月 4 日至 1 月 10 日，区委第一巡察组对我会开展巡察。",
        ),
        (
            "inspection.ended",
            "2025-01-10",
            "根据区委统一部署，2024 年 11 月 4 日至 1 月 10 日，区委第一巡察组对我会开展巡察。",
        ),
        ("inspection.feedback", "2025-03-05", "3月5日反馈了巡察意见。"),
        ("claims.findings", 26, "反馈的二十六个问题，制定措施 43 项。"),
        ("claims.measures", "43", "反馈的二十六个问题，制定措施 43 项。"),
        ("claims.completion_rate", Decimal("95.3"), "完成率 95.30%，追回资金1.5万元。"),
        ("claims.funds_recovered", 15000, "完成率 95.30%，追回资金1.5万元。"),
        ("contacts.address", "甲市乙区中山路12号", "电话：（0999） 765 4321；地址：甲市乙区 中山路 12 号。"),
        ("comments.opens", "2026-01-20", "公示期：2026年1月20日至2月3日。"),
        ("comments.closes", "2026-02-03", "公示期：2026年1月20日至2月3日。"),
        ("contacts.phone.0", "0999-7654321", "电话：（0999） 765 4321；地址：甲市乙区 中山路 12 号。"),
    ],
)
def test_where_a_fact_is_stated(key: str, value: Any, words: str) -> None:
    span = locate(TEXT, key, value)
    assert span is not None
    assert TEXT[span[0]][span[1] : span[2]] == words


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("inspection.started", "2024-11-05"),
        ("claims.findings", 27),
        ("claims.rules_improved", 8),
        ("claims.people_held_accountable", 26),
        ("contacts.phone.0", "0999-1111111"),
        ("publisher", "丙县红十字会"),
        ("contacts.address", "甲市乙区中山路13号"),
        ("comments.stated", ""),
    ],
)
def test_what_the_text_does_not_state(key: str, value: Any) -> None:
    assert Index(TEXT).locate(key, value) is None


_TEXTS = st.text(alphabet="甲a1０。！？”)\n； \u3000\u200b", max_size=30)


@given(_TEXTS, st.integers(0, 40))
def test_a_sentence_is_found_without_reading_the_rest(raw: str, position: int) -> None:
    if Paragraph(0, raw).plain == raw:
        assert sentence_at(raw, position) == Paragraph(0, raw).sentence(position)


@pytest.mark.parametrize("long", [[], ["甲。" * LONGEST_SENTENCE], ["甲" * (LONGEST_SENTENCE + 1)]])
@given(st.lists(_TEXTS, max_size=4))
def test_all_plain_forms_together_are_those_of_each(long: list[str], texts: list[str]) -> None:
    assert plain_forms(texts + long) == [Paragraph(0, text).plain for text in texts + long]
