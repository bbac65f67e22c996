"""Laws of the facts: no text makes them raise, wander off or guess."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.evidence import Index
from disclosure.facts import collect

PIECES = [
    "中共甲市乙区红十字会党组", "关于", "区委第三轮巡察", "整改进展情况的通报", "根据区委统一部署，", "2025年3月11日", "至", "6月6日", "，区委第三巡察组", "对", "开展巡察",
    "。", "8月6日", "反馈了巡察意见", "26个问题", "制定整改措施43项", "已完成", "41项", "未完成(正在整改)2项", "占95.3%", "完善制度8项", "退缴", "12.6万元", "问责3人次",
    "（一）", "1.", "一、", "①", "“", "”", "《", "》", "（", "）", "联系电话：", "0531-76217956", "转801", "；", "邮政信箱：", "第12号", "电子邮箱：", "a@b.cn",
    "公示期：", "自公布之日起15个工作日", "二〇二六年", "一月二十日", "2025年13月", "O3月", "[x](mailto:x@y.cn)", "\n", " ", "\u3000", "\u200b", "\u202e", "\x00", "---", "# ",
    "{{ 7*7 }}", "<script>", "|", "𠮷", "其中", "共", "同年", "次年", "今年", "上旬", "第", "组", "轮", "时间：", "工作日8:30-12:00", "地址：甲市乙区中山路1号", "430040",
]  # fmt: skip
MANY = int(os.environ.get("FACTS_EXAMPLES", "150"))
PARAGRAPH = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=80)
NOTICE = st.lists(PARAGRAPH, max_size=25)
SHAPE: Mapping[str, Any] = {
    "title": str, "publisher": str, "published": str,
    "inspection": {"kind", "authority", "round", "team", "started", "ended", "feedback"},
    "comments": {"opens", "closes", "stated"},
    "contacts": {"phone", "fax", "email", "address", "postcode", "mailbox", "hours"},
    "claims": {"aspects", "findings", "findings_done", "findings_ongoing", "findings_open", "measures", "measures_done", "measures_ongoing",
               "measures_open", "completion_rate", "rules_improved", "funds_recovered", "people_held_accountable"},
}  # fmt: skip


@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NOTICE, st.dictionaries(st.sampled_from(["title", "published"]), st.text(max_size=60)))
def test_no_text_makes_them_raise_and_the_shape_is_the_contract(paragraphs: list[str], meta: dict[str, str]) -> None:
    facts = collect(paragraphs, meta)
    assert facts == collect(paragraphs, meta)
    _well_formed(facts.front)
    assert all(0 <= i < len(paragraphs) for i in (*facts.title_paragraphs, *facts.signature_paragraphs))
    index = Index(paragraphs)
    for table, values in facts.front.items():
        for key, value in values.items() if isinstance(values, dict) else [("", values)]:
            name = f"{table}.{key}" if key else table
            for item in value if isinstance(value, list) else [value]:
                span = index.locate(name, item)
                assert span is None or 0 <= span[1] <= span[2] <= len(paragraphs[span[0]])


@settings(max_examples=MANY, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_evidence_stands_in_the_text(text: str) -> None:
    paragraphs = ["关于巡察整改进展情况的通报", *text.split("\n")]
    facts = collect(paragraphs, {})
    for key, words in facts.evidence.items():
        if key != "title":
            assert any(words in paragraph for paragraph in paragraphs), key


def _well_formed(front: Mapping[str, Any]) -> None:
    assert set(front) <= set(SHAPE)
    for key, value in front.items():
        assert value not in ("", {}, [], None)
        if isinstance(value, dict):
            assert set(value) <= SHAPE[key]
            for entry in value.values():
                assert entry not in ("", [], None)
                assert isinstance(entry, (str, int, Decimal, list))
    days = [front.get("published"), *(front.get("inspection", {}).get(k) for k in ("started", "ended", "feedback"))]
    for day in [*days, *(front.get("comments", {}).get(k) for k in ("opens", "closes"))]:
        if day:
            date.fromisoformat(day if len(day) == 10 else day + "-01")


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "2025年",
        "第一轮",
        "区委",
        "（",
        "0531-",
        "a@",
        "。",
        "1",
        " ",
        "其中26个问题",
        "联系电话：",
        "关于",
        "至",
        "反馈",
        "2025年3月11日至",
        "邮政信箱：",
        "工作日8:30-",
        "中共甲市",
        "整改完成",
    ],
)
def test_a_very_long_line_takes_time_in_proportion(piece: str) -> None:
    line = piece * (400_000 // len(piece))
    collect([line], {})
    collect(
        ["关于巡察整改进展情况的通报", line, "联系电话：" + line, line[:3000], line[:100], "2026年1月20日"],
        {"title": line, "published": line},
    )
    Index([line, line[:2000]]).locate("claims.findings", 26)


def test_many_short_lines() -> None:
    lines = ["1.关于学习不深的问题。已完成整改2个，联系电话：0999-7654321。"] * 20_000
    collect(lines, {})
