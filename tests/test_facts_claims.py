"""Totals that a notice states about itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from disclosure.facts import Facts, collect

TITLE = "甲市红十字会党组关于巡察整改进展情况的通报"


def facts(*lines: str) -> Facts:
    return collect([TITLE, *lines, "甲市红十字会党组", "2025年12月1日"], {})


def of(*lines: str) -> dict[str, Any]:
    return dict(facts(*lines).front.get("claims", {}))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("针对巡察组反馈的31个问题，制定整改措施68项。", {"findings": 31, "measures": 68}),
        ("巡察组反馈的4个方面31个问题已整改完成29个，正在整改2个。", {"aspects": 4, "findings": 31, "findings_done": 29, "findings_open": 2}),
        ("市委巡察组反馈了三个方面二十一个问题。", {"aspects": 3, "findings": 21}),
        ("反馈意见指出的5大方面18个具体问题，细化为42条整改措施。", {"aspects": 5, "findings": 18, "measures": 42}),
        ("反馈的4方面18个问题已全部整改到位。", {"aspects": 4, "findings": 18, "findings_done": 18}),
        ("反馈问题18个，已全部完成整改。", {"findings": 18, "findings_done": 18}),
        ("制定整改措施42条，已全部完成。", {"measures": 42, "measures_done": 42}),
        ("巡察反馈问题共18个，已完成整改16个，基本完成1个，未完成1个。", {"findings": 18, "findings_done": 16, "findings_ongoing": 1, "findings_open": 1}),
        ("梳理出18项问题，制定措施42项，已完成措施40项，长期坚持2项。", {"findings": 18, "measures": 42, "measures_done": 40, "measures_ongoing": 2}),
        ("反馈的18个问题，制定42项整改措施，已完成16个，完成率88.9%。", {"findings": 18, "measures": 42, "findings_done": 16, "completion_rate": Decimal("88.9")}),
        ("针对反馈的18个问题，制定整改措施42条，其中已完成40条，持续推进2条。", {"findings": 18, "measures": 42, "measures_done": 40, "measures_ongoing": 2}),
        ("反馈的18个问题，16个已整改到位，2个正在整改。", {"findings": 18, "findings_done": 16, "findings_open": 2}),
        ("反馈的18个问题中，已整改销号16个，尚未完成整改2个。", {"findings": 18, "findings_done": 16, "findings_open": 2}),
        ("审计报告指出的9个问题，已整改8个，整改率88.9%。", {"findings": 9, "findings_done": 8, "completion_rate": Decimal("88.9")}),
        ("问题整改完成率达百分之九十八。", {"completion_rate": Decimal(98)}),
        ("整改完成率100%。", {"completion_rate": Decimal(100)}),
        ("反馈的18个问题已完成17个，占比94.4%，未完成1个，占5.6%。", {"findings": 18, "findings_done": 17, "findings_open": 1, "completion_rate": Decimal("94.4")}),
        ("整改期间，修订完善制度12项。", {"rules_improved": 12}),
        ("建立健全规章制度十五项。", {"rules_improved": 15}),
        ("共完善制度15项，其中新建制度5项。", {"rules_improved": 15}),
        ("完善8项管理制度。", {"rules_improved": 8}),
        ("整改中退缴违规发放的补贴12.6万元。", {"funds_recovered": Decimal(126000)}),
        ("整改中追回资金3,456.78元。", {"funds_recovered": Decimal("3456.78")}),
        ("整改中收缴资金两万三千元。", {"funds_recovered": Decimal(23000)}),
        ("26个具体问题：已完成24个、基本完成1个、未完成1个。", {"findings": 26, "findings_done": 24, "findings_ongoing": 1, "findings_open": 1}),
        ("反馈问题整改完成18个，完成率90%，还有2个需长期坚持。", {"findings_done": 18, "findings_ongoing": 2, "completion_rate": Decimal(90)}),
        ("反馈问题42个，立行立改完成15个，限期整改完成25个，长期整改2个。", {"findings": 42, "findings_ongoing": 2}),
        ("反馈的23个问题中，22个问题已整改完成并长期坚持，1个问题基本完成。", {"findings": 23, "findings_done": 22, "findings_ongoing": 1}),
        ("检视问题12个，制定整改措施31项，已全部整改到位。", {"findings": 12, "measures": 31}),
        ("共梳理问题4大类19项，已完成整改16项，长期坚持3项。", {"findings": 19, "findings_done": 16, "findings_ongoing": 3}),
        ("共反馈问题4大类11个方面29项。", {"aspects": 11, "findings": 29}),
        ("反馈问题18个，整改措施52条。", {"findings": 18, "measures": 52}),
        ("反馈的12个问题，已完成整改10个，2个正在推进。", {"findings": 12, "findings_done": 10, "findings_open": 2}),
        ("制定整改措施96条，已完成88条，正在有序推进8条。", {"measures": 96, "measures_done": 88, "measures_open": 8}),
        ("整改期间问责3人次。", {"people_held_accountable": 3}),
        ("整改期间问责5人，其中党纪处分2人、诫勉谈话3人次。", {"people_held_accountable": 5}),
        ("整改期间开展谈话提醒8人次。", {}),
        ("整改期间给予党纪处分2人。", {"people_held_accountable": 2}),
        ("整改期间对5名责任人进行了问责。", {"people_held_accountable": 5}),
        ("针对市委第二巡察组反馈的29个问题，研究制定整改措施87条。截至目前，已整改完成27个，完成率93.1%，需长期坚持的2个。",
         {"findings": 29, "measures": 87, "findings_done": 27, "completion_rate": Decimal("93.1"), "findings_ongoing": 2}),
    ],
)  # fmt: skip
def test_totals(sentence: str, expected: dict[str, Any]) -> None:
    assert of(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "上一轮巡察反馈的12个问题已完成整改10个。",
        "下一步，拟修订制度6项。",
        "立行立改问题5个已全部完成。",
        "整改期间，完善制度近20项。",
        "整改中收缴资金约3万元。",
        "整改中追回资金10余万元。",
        "应急救护培训完成率100%。",
        "全年处理信访3人次。",
        "培训学员120人次，发放物资300件。",
        "从3个方面发力，抓好整改。",
        "坚持每一个问题都整改到位。",
        "整改工作会议召开3次，研究解决重点难点问题。",
        "召开专题会议3次，听取整改汇报2次。",
        "第3个问题正在整改。",
        "党组成员认真对待问题，逐项整改。",
        "整改期间收到捐款20万元。",
    ],
)
def test_what_is_no_total(sentence: str) -> None:
    assert of(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("整改中新建制度5项，修订制度3项。", "rules_improved"),
        ("整改中追缴资金3万元，退回补贴1万元。", "funds_recovered"),
        ("整改中给予党纪处分2人、组织处理3人。", "people_held_accountable"),
        ("整改中给予党纪处分2人、诫勉谈话3人次。", "people_held_accountable"),
        ("整改中约谈提醒4人次，给予党纪处分2人。", "people_held_accountable"),
    ],
)
def test_several_numbers_without_a_sum_are_absent_with_a_warning(sentence: str, key: str) -> None:
    found = facts(sentence)
    assert key not in found.front.get("claims", {})
    assert [p.code for p in found.problems] == ["facts.several"]


def test_counts_among_the_findings_are_no_totals() -> None:
    lines = ["一、总体情况", "反馈的18个问题，制定措施42条。", "二、整改情况", "（一）关于党的领导方面", "反馈问题6个，制定措施15条，已完成6个。",
             "1.关于学习不深的问题。", "整改情况：完善制度2项，追回资金1万元。", "三、下一步打算", "持续巩固。完善制度9项。"]  # fmt: skip
    assert of(*lines) == {"findings": 18, "measures": 42, "rules_improved": 9}


def test_the_first_statement_of_the_whole_wins_and_another_is_warned_about() -> None:
    found = facts("反馈的18个问题，制定措施42条。", "对照巡察组反馈的19个问题，逐项整改。", "反馈的18个问题。")
    assert found.front["claims"]["findings"] == 18
    assert [p.line("en") for p in found.problems] == [
        ":3: findings is stated as 18 before and as 19 here; look at the source"
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("对照反馈的三方面14项问题41项具体问题表现，制定整改措施90条。", {"aspects": 3, "findings": 14, "measures": 90}),
        ("对照反馈的11个问题，细化为30个问题表现。", {"findings": 11}),
        ("对五个方面32个问题全部认领。", {"aspects": 5, "findings": 32}),
        ("反馈的3个方面10类问题，细化成28个具体问题。", {"aspects": 3, "findings": 28}),
        ("反馈的9个问题27条具体表现，已完成整改26条。", {"findings": 9}),
        ("整改期间给予政务处分0人、组织处理0人。", {}),
        ("整改期间给予政务处分2人、组织处理0人。", {"people_held_accountable": 2}),
    ],
)  # fmt: skip
def test_details_of_a_total_and_zeros_are_no_contradiction(sentence: str, expected: dict[str, Any]) -> None:
    found = facts(sentence)
    assert found.front.get("claims", {}) == expected
    assert not found.problems


def test_each_total_remembers_its_sentence() -> None:
    found = facts("现将情况公布。反馈的 18 个问题，制定措施 42 条。完善制度 8 项。")
    assert found.evidence["claims.findings"] == "反馈的 18 个问题，制定措施 42 条。"
    assert found.evidence["claims.rules_improved"] == "完善制度 8 项。"


def test_the_count_of_an_area_right_above_its_problem_is_no_total() -> None:
    lines = [
        "反馈的9个问题。",
        "（一）关于党的领导方面。反馈问题5个，已完成整改5个。",
        "1.差旅费审核不严问题。",
        "退回多报费用。",
    ]
    assert of(*lines) == {"findings": 9}


def test_a_numbered_problem_begins_the_findings() -> None:
    assert of("反馈的18个问题。", "1.差旅费报销审核不严问题。", "退回多报费用1260元。") == {"findings": 18}
