"""Kind, authority, round, team and dates of the inspection."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure.evidence import Index
from disclosure.facts import collect

TITLE = "中共甲市乙区红十字会党组关于巡察整改进展情况的通报"


def of(sentence: str, title: str = TITLE) -> dict[str, Any]:
    facts = collect([title, sentence, "中共甲市乙区红十字会党组", "2025年12月1日"], {})
    return dict(facts.front["inspection"])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于区委第三轮巡察整改进展情况的通报", "inspection"),
        ("关于省委巡视整改进展情况的通报", "inspection"),
        ("关于选人用人专项检查反馈意见整改情况的通报", "other"),
        ("关于2024年度审计发现问题整改情况的公告", "audit"),
        ("关于主题教育检视问题整改情况的公示", "education"),
        ("关于深入贯彻中央八项规定精神学习教育整改情况的通报", "education"),
        ("关于督查反馈问题整改情况的通报", "other"),
        ("关于经济责任审计整改及巡察整改情况的通报", "audit"),
    ],
)
def test_kinds(title: str, kind: str) -> None:
    assert of("现将整改情况予以公布。", title)["kind"] == kind


def test_the_kind_from_the_opening() -> None:
    assert of("根据区委统一部署，区委第一巡察组开展了巡察。", "关于整改进展情况的通报")["kind"] == "inspection"


@pytest.mark.parametrize(
    ("sentence", "authority"),
    [
        ("根据区委统一部署，开展巡察。", "区委"),
        ("区委教育工委第二巡察组于2024年9月10日至9月28日开展专项巡察。", "区委教育工委"),
        ("按照市委关于巡察工作的统一安排，开展巡察。", "市委"),
        ("根据省委巡视工作总体部署，开展巡视。", "省委"),
        ("经县委批准，县委第二巡察组开展巡察。", "县委"),
        ("根据党中央统一部署，中央第五巡视组开展巡视。", "党中央"),
        ("经总会党组批准，总会党组第一巡视组开展巡视。", "总会党组"),
        ("根据中共甲县委统一部署，开展巡察。", "中共甲县委"),
        ("根据《中国共产党巡视工作条例》和区委统一部署，开展巡察。", "区委"),
        ("根据中央和省委统一部署，省委第七巡视组开展巡视。", "省委"),
        ("2025年3月，市委第四巡察组对我会开展巡察。", "市委"),
        ("近日，十届区委第四轮巡察进驻我会。", "区委"),
        ("按照和平区委统一部署，开展巡察。", "和平区委"),
        ("按照巡察工作要求，现将情况公布。", None),
    ],
)
def test_authorities(sentence: str, authority: str | None) -> None:
    assert of(sentence).get("authority") == authority


@pytest.mark.parametrize(
    ("words", "round_"),
    [
        ("区委第七轮巡察", "区委第七轮巡察"),
        ("八届市委第六轮巡察", "八届市委第六轮巡察"),
        ("十二届省委第三轮巡视", "十二届省委第三轮巡视"),
        ("十二届市委巡察第六轮", "十二届市委巡察第六轮"),
        ("第十四届县委第二轮专项巡察", "第十四届县委第二轮专项巡察"),
        ("十届区委第七轮第二批巡察", "十届区委第七轮第二批巡察"),
        ("区委2024年第二轮巡察", "区委2024年第二轮巡察"),
        ("九届区委第五轮提级交叉巡察", "九届区委第五轮提级交叉巡察"),
        ("第七轮巡察", "第七轮巡察"),
        ("区委首轮巡察", "区委首轮巡察"),
        ("区委巡察", None),
        ("新一轮巡察", None),
        ("本轮巡察", None),
    ],
)
def test_rounds(words: str, round_: str | None) -> None:
    assert of("现将情况公布。", f"甲市红十字会党组关于{words}整改进展情况的通报").get("round") == round_
    assert of(f"根据{words}工作安排，开展巡察。").get("round") == round_


def test_a_longer_wording_of_the_same_round_is_taken() -> None:
    assert of("根据十届区委第七轮巡察安排。", "关于第七轮巡察整改进展情况的通报")["round"] == "十届区委第七轮巡察"


@pytest.mark.parametrize(
    "team",
    [
        "区委第三巡察组", "市委巡察三组", "市委巡察第三组", "省委第五巡视组", "提级交叉巡察组", "区委第三交叉巡察组", "县委第十一巡察组", "县委第2巡察组",
        "总会党组第二巡视组", "中共甲县委第一巡察组", "市委提级巡察第一组", "区委第三、第四巡察组", "中央第五巡视组", "第八巡察组",
        "市委涉粮专项巡察第一组", "市委营商环境专项巡察一组", "市委乡村振兴领域专项第三巡察组", "市委涉粮专项巡察组",
    ],
)  # fmt: skip
def test_teams(team: str) -> None:
    assert of(f"2025年3月3日至5月9日，{team}对乙区红十字会党组进行了巡察。")["team"] == team


@pytest.mark.parametrize("words", ["巡察整改工作领导小组", "整改专班", "区委巡察办"])
def test_what_is_no_team(words: str) -> None:
    assert "team" not in of(f"成立{words}，开展整改。")


def test_a_team_with_a_number_before_one_without() -> None:
    assert of("区委巡察组反馈了意见，区委第三巡察组开展巡察。")["team"] == "区委第三巡察组"
    assert of("2025年3月，区委巡察组对我会开展巡察。")["team"] == "区委巡察组"


@pytest.mark.parametrize(
    ("sentence", "started", "ended"),
    [
        ("集团党委第三巡察组自2025年4月22日起至5月31日止对财务公司党总支开展常规巡察。", "2025-04-22", "2025-05-31"),
        ("2025年3月11日至6月6日，区委第三巡察组对我会开展巡察。", "2025-03-11", "2025-06-06"),
        ("区委第三巡察组于2025年3月11日—6月6日对我会进行了常规巡察。", "2025-03-11", "2025-06-06"),
        ("自2025年3月11日起至6月6日止，区委第三巡察组巡察了我会。", "2025-03-11", "2025-06-06"),
        ("2024年9月至12月，市委巡察组进驻我会。", "2024-09", "2024-12"),
        ("2024年9月至次年1月，市委第二巡察组对我会开展巡察。", "2024-09", "2025-01"),
        ("2024年11月4日至1月10日，市委第二巡察组对我会开展巡察。", "2024-11-04", "2025-01-10"),
        ("2023年4月上旬至6月下旬，省委第五巡视组对我会开展巡视。", "2023-04", "2023-06"),
        ("二〇二五年三月十一日至六月六日，区委第三巡察组对我会开展巡察。", "2025-03-11", "2025-06-06"),
        ("2025年3月11日，区委第三巡察组进驻我会开展为期两个月的巡察。", "2025-03-11", None),
        ("2025年3月，区委第三巡察组对我会开展了巡察。", "2025-03", None),
        ("自2025年3月11日起，区委第三巡察组对我会开展为期60天的巡察。", "2025-03-11", None),
        ("2025年3月11日进驻，6月6日结束，区委第三巡察组完成了对我会的巡察。", "2025-03-11", "2025-06-06"),
        ("今年3月3日至5月9日，区委第三巡察组对我会开展巡察。", "2025-03-03", "2025-05-09"),
        ("3月11日至6月6日，区委第三巡察组对我会开展巡察。", None, None),
        ("2025年13月11日至6月6日，区委第三巡察组对我会开展巡察。", None, None),
        ("2025年3月11日至6月31日，区委第三巡察组对我会开展巡察。", "2025-03-11", None),
        ("2025年上半年，区委第三巡察组对我会开展巡察。", None, None),
        ("2025年8月至2026年1月为集中整改期，区委巡察组全程督导。", None, None),
        ("市审计局对我会2022年1月至2023年12月财务收支情况进行了审计。", None, None),
        ("2024年5月6日至7月3日，市审计局对我会2023年度预算执行情况进行了审计。", "2024-05-06", "2024-07-03"),
        ("截至2025年11月，巡察整改任务全部完成。", None, None),
    ],
)
def test_periods(sentence: str, started: str | None, ended: str | None) -> None:
    found = of(sentence)
    assert (found.get("started"), found.get("ended")) == (started, ended)


@pytest.mark.parametrize(
    ("words", "team"),
    [
        ("市委巡察办组织市委第十巡察组", "市委第十巡察组"),
        ("市委巡察工作领导小组办公室抽调市委第二巡察组", "市委第二巡察组"),
        ("主发起行党委第一巡察组", "主发起行党委第一巡察组"),
    ],
)
def test_who_sent_a_team_is_no_part_of_its_name(words: str, team: str) -> None:
    assert of(f"2025年3月3日至5月9日，{words}对乙区红十字会党组进行了巡察。")["team"] == team


@pytest.mark.parametrize(
    ("sentence", "feedback"),
    [
        ("2025年8月6日，区委第三巡察组向我会反馈了巡察意见。", "2025-08-06"),
        ("2025年8月6日向村党支部反馈问题14个。", "2025-08-06"),
        ("2025年3月11日至6月6日，区委第三巡察组开展巡察，8月6日反馈问题。", "2025-08-06"),
        ("2025年8月6日，区委第三巡察组反馈了14个问题。", "2025-08-06"),
        ("2025年8月6日，区委第三巡察组反馈了问题。", "2025-08-06"),
        ("2025年8月6日反馈了问题整改的要求。", None),
        ("区委第三巡察组开展了巡察，并于2025年8月6日反馈了巡察意见。", "2025-08-06"),
        ("2025年8月6日，区委第三巡察组召开巡察情况反馈会。", "2025-08-06"),
        ("2025年8月6日上午，召开了巡察反馈会议。", "2025-08-06"),
        ("2025年8月6日，区委第三巡察组以书面形式反馈。", "2025-08-06"),
        ("我会于2025年8月6日收到区委第三巡察组书面反馈意见。", "2025-08-06"),
        ("收到2025年8月6日区委第三巡察组反馈的意见后，高度重视。", "2025-08-06"),
        ("巡察反馈会于2025年8月6日召开。", "2025-08-06"),
        ("反馈时间：2025年8月6日。", "2025-08-06"),
        ("2025年8月，区委第三巡察组向我会反馈了意见。", "2025-08"),
        ("2024年11月15日至12月17日，市委巡察三组开展巡察，1月18日反馈巡察意见。", "2025-01-18"),
        ("2025年8月6日，区委巡察办向我会党组通报反馈了巡察情况。", "2025-08-06"),
        ("审计报告于2025年9月10日送达我会。", "2025-09-10"),
        ("2025年9月10日，市审计局送达审计报告。", "2025-09-10"),
        (
            "2026年9月，县审计局对县水利局2025年度财务收支情况进行了审计，并于11月3日送达审计报告。",
            "2026-11-03",
        ),
        ("2026年9月，县审计局对2024—2025年度预算执行情况进行了审计，并于11月3日送达审计报告。", "2026-11-03"),
        ("县审计局对2025年度财务收支情况进行了审计，并于11月3日送达审计报告。", None),
        ("2025年8月20日，党组召开会议研究巡察反馈意见整改。", None),
        ("2025年8月20日，党组专题学习反馈意见。", None),
        ("截至2025年11月30日，反馈的26个问题已完成整改24个。", None),
        ("2025年8月20日，我会根据反馈意见制定整改方案。", None),
        ("2025年2月30日，区委第三巡察组反馈了意见。", None),
        ("8月6日，区委第三巡察组反馈了意见。", None),
        ("区委第三巡察组反馈了意见。", None),
    ],
)
def test_feedback(sentence: str, feedback: str | None) -> None:
    assert of(sentence).get("feedback") == feedback


def test_the_check_finds_the_day_behind_a_year_of_accounts() -> None:
    index = Index(["2026年9月，县审计局对2025年度财务收支情况进行了审计，并于11月3日送达审计报告。"])
    assert index.locate("inspection.feedback", "2026-11-03", 2026) is not None
    assert index.locate("inspection.feedback", "2025-11-03", 2026) is None


def test_a_damaged_date_is_warned_about() -> None:
    facts = collect([TITLE, "2025年13月11日至6月6日，区委第三巡察组对我会开展巡察。"], {})
    assert [p.line("en") for p in facts.problems] == [
        ":2: this date cannot be read: 2025年13月11日; look at the source and complete the front matter"
    ]


def test_each_fact_remembers_its_sentence() -> None:
    first = "2025 年 3 月 11 日至 6 月 6 日，区委第三巡察组对我会开展巡察。"
    second = "8 月 6 日，召开反馈会。"
    evidence = collect([TITLE, first + second], {}).evidence
    assert evidence["inspection.started"] == evidence["inspection.team"] == first
    assert evidence["inspection.feedback"] == second


def test_a_check_that_went_with_an_inspection_names_its_round() -> None:
    sentence = "2024年6月，县委组织部检查组（随县委第十轮巡察同步开展）进行了专项检查。"
    assert of(sentence)["round"] == "县委第十轮巡察"
