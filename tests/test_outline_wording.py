"""Words that state a problem, name one, or name none."""

from __future__ import annotations

import pytest

from disclosure.outline import wording
from disclosure.outline.titles import section_role


@pytest.mark.parametrize(
    ("sentence", "lacks"),
    [
        ("乡村道路建设推进不平衡。", True),
        ("安全监管责任压得不实。", True),
        ("廉政风险防控存在短板", True),
        ("支部换届未按期开展", True),
        ("诉前调解机制运转迟缓", True),
        ("召开推进会3次", False),
        ("坚决防止整改不彻底", False),
        ("确保力度不减", False),
        ("不断提升服务水平", False),
        ("群众满意度不断提升。", False),
        ("标准不降、劲头不松", False),
        ("经全面排查未发现违规情形", False),
        ("未再发生类似情况", False),
    ],
)
def test_a_sentence_that_says_what_is_lacking(sentence: str, lacks: bool) -> None:
    assert wording.states_lack(sentence) is lacks


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("河长制推进缓慢。召开推进会3次。", True),
        ("预算编制不够精细。修订预算管理办法。", True),
        ("长效机制不健全。制定的制度执行不到位。", False),
        ("理论学习不深入。学习的系统性有待加强。", False),
        ("节水推进缓慢。", False),
        ("深入推进节水。改造管网11公里。", False),
    ],
)
def test_what_is_lacking_and_then_what_was_done(text: str, answered: bool) -> None:
    assert wording.answers_lack(text) is answered


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("针对巡察组反馈的26个问题，局党组逐条研究。", True),
        ("针对5月6日督导组督查出的问题，局党组立即整改。", True),
        ("对照巡察反馈的4个方面17个问题，制定措施。", True),
        ("针对反馈意见指出的“学习不深”问题，制定计划。", False),
        ("针对巡察发现的支部换届不及时问题，督促换届。", False),
        ("关于公务接待存在的问题：", False),
    ],
)
def test_problems_that_are_not_named(text: str, none: bool) -> None:
    assert wording.names_none(text) is none


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("关于“从严治党责任落实不够”问题的整改情况", "area"),
        ("在“履行主体责任不力”方面", "area"),
        ("关于促进消费成效不明显的整改情况", "area"),
        ("关于巡察反馈问题的整改情况", "listing"),
        ("关于“立行立改”问题整改情况", "listing"),
        ("履行主体责任情况", "never"),
    ],
)
def test_what_a_section_quotes_promises_nothing(title: str, role: str) -> None:
    assert section_role(title) == role
