"""The topics of a finding: the rules of the root site.yaml, read as a person would read the finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.config import Topic, load
from disclosure.report import Finding
from disclosure.topics import OTHER, topics_of

ROOT = Path(__file__).parent.parent
TOPICS = load(ROOT / "site.yaml").topics


def finding(title: str, text: str = "", above: str = "", topics: tuple[str, ...] = ()) -> Finding:
    return Finding("1", "", title, "unstated", "", (), text, topics, (above,) if above else ())


def ids(title: str, text: str = "", above: str = "", topics: tuple[str, ...] = ()) -> list[str]:
    return [m.topic for m in topics_of(finding(title, text, above, topics), TOPICS)]


def test_the_contract_topics_are_there_in_order() -> None:
    wanted = (
        "first-topic theory-study core-duties emergency-relief first-aid-training donations-of-life aid-and-fundraising "
        "donation-oversight volunteering publicity digital party-discipline-duty integrity-education formalism finance "
        "procurement assets decision-making personnel governance grassroots party-life party-affairs rules"
    )
    assert [t.id for t in TOPICS] == wanted.split()
    assert all(t.name and t.name_en != t.id for t in TOPICS)


@pytest.mark.parametrize(
    ("title", "above", "first"),
    [
        ("“第一议题”制度执行不严", "关于“抓理论武装不紧不实”问题", "first-topic"),
        ("关于“第一议题制度落实不严格”的问题", "", "first-topic"),
        ("关于“学习形式单一，指导实践不够”的问题", "", "theory-study"),
        ("关于“职能作用发挥不充分”的问题", "", "core-duties"),
        ("服务实体经济存在差距", "", "core-duties"),
        ("落实立德树人根本任务不到位", "", "core-duties"),
        ("推进乡村振兴有短板", "", "core-duties"),
        ("备灾救灾能力不足", "关于“履行核心职能有差距”问题", "emergency-relief"),
        ("关于“应急救援专业力量缺乏”的问题", "", "emergency-relief"),
        ("应急救护培训质量不高", "", "first-aid-training"),
        ("“三献”宣传发动工作", "", "donations-of-life"),
        ("社会救助成效不明显", "", "aid-and-fundraising"),
        ("捐赠物资管理使用不严不实", "", "donation-oversight"),
        ("监管捐赠资金", "", "donation-oversight"),
        ("关于“志愿服务频次过少”的问题", "", "volunteering"),
        ("意识形态工作责任制落实不到位", "", "publicity"),
        ("网络安全管理存在漏洞", "", "digital"),
        ("履行全面从严治党主体责任不到位", "", "party-discipline-duty"),
        ("对下属企业监督责任缺失", "", "party-discipline-duty"),
        ("关于“廉政教育力度不够”的问题", "", "integrity-education"),
        ("文山会海现象仍然存在", "", "formalism"),
        ("违规发放津补贴", "", "finance"),
        ("“三公”经费管理不严", "", "finance"),
        ("工程项目招投标不规范", "", "procurement"),
        ("公务用车管理混乱", "", "assets"),
        ("农村集体“三资”管理不规范", "", "assets"),
        ("“三重一大”事项集体决策不到位", "", "decision-making"),
        ("选人用人程序不规范", "", "personnel"),
        ("教师队伍建设薄弱", "", "personnel"),
        ("公司治理机制不完善，董事会作用发挥不足", "", "governance"),
        ("会员发展、管理失序", "", "grassroots"),
        ("关于“民主生活会质量不高”的问题", "", "party-life"),
        ("发展党员程序不规范", "", "party-affairs"),
        ("党费收缴不及时", "", "party-affairs"),
        ("规章制度不健全", "", "rules"),
        ("农村人居环境整治不到位", "", "core-duties"),
        ("不良贷款清收不力", "", "core-duties"),
        ("医保基金使用不规范", "", "core-duties"),
        ("往来款长期挂账", "", "finance"),
        ("编外人员管理不规范", "", "personnel"),
        ("党委领导下的院长负责制执行不够到位", "", "decision-making"),
        ("对重点岗位监督不力", "", "party-discipline-duty"),
        ("校园安全管理存在隐患", "", "emergency-relief"),
    ],
)
def test_a_person_would_name_the_same_topic_first(title: str, above: str, first: str) -> None:
    assert ids(title, above=above)[0] == first


def test_a_finding_with_two_sides_has_two_topics() -> None:
    assert ids("内控制度不健全", above="关于“执行财经纪律和中央八项规定精神不严”问题") == ["finance", "rules"]
    assert set(ids("基层组织建设重部署轻落实", above="关于“形式主义依然存在”问题")) == {"grassroots", "formalism"}
    assert set(ids("开展“三救”工作")) == {"emergency-relief", "first-aid-training", "aid-and-fundraising"}


def test_words_inside_other_words_do_not_count() -> None:
    assert "volunteering" not in ids("入党志愿书填写不规范")
    assert "first-aid-training" not in ids("应急救援力量不足")
    assert "donations-of-life" not in ids("“三救三献”主责主业不突出")
    assert "grassroots" not in ids("部分协会员工管理松散")


def test_a_word_of_the_text_counts_only_when_it_comes_back() -> None:
    assert ids("甲乙丙", "组织开展了采购。") == [OTHER]
    assert ids("甲乙丙", "采购计划、采购程序、采购档案均已补齐。") == ["procurement"]


def test_the_heading_wins() -> None:
    matches = topics_of(finding("固定资产管理不严格", topics=("rules", "assets")), TOPICS)
    assert [m.topic for m in matches] == ["rules", "assets"]
    assert matches[1].words == ("固定资产",)


def test_at_most_three_and_the_words_are_in_the_finding() -> None:
    text = "采购、采购、采购；报销、报销、报销；固定资产、固定资产、固定资产；党费、党费、党费；志愿服务、志愿服务、志愿服务"
    found = finding("甲", text)
    matches = topics_of(found, TOPICS)
    assert len(matches) == 3
    assert all(word in text for m in matches for word in m.words)


def test_nothing_fits_is_other_and_no_rules_is_other() -> None:
    assert ids("甲乙丙") == [OTHER]
    assert topics_of(finding("采购"), ())[0].topic == OTHER


def test_overlapping_rules_of_two_topics_both_count() -> None:
    rules = (Topic("a", "a", "a", (("捐赠资金", 3),)), Topic("b", "b", "b", (("资金", 3),), ("善款资金",)))
    assert [m.topic for m in topics_of(finding("捐赠资金"), rules)] == ["a", "b"]
    assert [m.topic for m in topics_of(finding("善款资金"), rules)] == [OTHER]


def test_topics_of_one_score_stand_in_the_order_of_their_sums() -> None:
    """Worth is added word by word as found: a last digit must not depend on how it is summed up."""
    rules = (Topic("a", "a", "a", (("乙", 2), ("乙乙", 3))), Topic("b", "b", "b", (("甲乙", 7),)))
    assert [m.topic for m in topics_of(finding("甲", "乙乙乙甲乙"), rules)] == ["b", "a"]
