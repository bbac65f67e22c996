"""Stated against counted: totals, results, sums in sentences."""

import pytest
from reports import one_finding, report

from disclosure import audit, sums


def lines(found: tuple[audit.Note, ...]) -> list[str]:
    return [f"{n.code} {n.stated}/{n.counted} {n.anchor}".strip() for n in found]


def test_totals_that_differ_are_set_side_by_side() -> None:
    text = "### 1. 甲 {#1 .finding status=done}\n\n1. 一\n2. 二\n\n### 2. 乙 {#2 .finding status=ongoing}\n\n三\n"
    found = audit.notes(report(text, "claims: {findings: 3, measures: 3, measures_ongoing: 2}"))
    assert lines(found) == ["claims.findings 3/2", "claims.measures_ongoing 2/1"]
    assert found[0].words == ("通报写明问题 3 项，正文列出 2 项", "the notice states 3 findings; its list has 2")


def test_a_finding_that_goes_on_does_not_say_which_of_its_measures_do() -> None:
    text = "### 1. 甲 {#1 .finding status=done}\n\n1. 一\n2. 二\n\n### 2. 乙 {#2 .finding status=ongoing}\n\n1. 三\n2. 四\n"
    stated = report(text, "claims: {measures: 4, measures_done: 3, measures_ongoing: 1}")
    assert audit.notes(stated) == () and audit.measures_by_result(stated) == {}
    one = report(text.replace("2. 四\n", ""), "claims: {measures: 3, measures_done: 2, measures_ongoing: 0}")
    assert lines(audit.notes(one)) == ["claims.measures_ongoing 0/1"]
    assert audit.measures_by_result(one) == {"measures_done": 2, "measures_ongoing": 1, "measures_open": 0}


def test_a_total_of_the_finished_may_hold_the_long_term_ones() -> None:
    text = "### 1. 甲 {#1 .finding status=done}\n\n一\n\n### 2. 乙 {#2 .finding status=ongoing}\n\n二\n"
    assert audit.notes(report(text, "claims: {findings: 2, findings_done: 2}")) == ()
    assert audit.notes(report(text, "claims: {findings: 2, findings_done: 1, findings_ongoing: 1}")) == ()


def test_fewer_counted_than_stated_says_nothing_while_results_are_missing() -> None:
    text = "### 1. 甲 {#1 .finding status=done}\n\n一\n\n### 2. 乙 {#2 .finding}\n\n二\n"
    found = audit.notes(report(text, "claims: {findings: 2, findings_done: 2}"))
    assert lines(found) == ["results.missing / 2026-01-20-2"]


def test_results_are_missing_only_where_others_have_one() -> None:
    text = "### 1. 甲 {#1 .finding}\n\n一\n\n### 2. 乙 {#2 .finding}\n\n二\n"
    assert lines(audit.notes(report(text))) == ["results.none /0"]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ("measures: 43, measures_done: 41, measures_open: 2, completion_rate: 95.3", []),
        (
            "measures: 43, measures_done: 41, measures_open: 2, completion_rate: 95.4",
            ["claims.completion_rate 95.4%/95.35%"],
        ),
        ("measures: 43, measures_done: 41, completion_rate: 98.3", ["claims.completion_rate 98.3%/95.35%"]),
        ("findings: 10, findings_done: 6, findings_ongoing: 3, findings_open: 1", []),
        ("findings: 10, findings_done: 6, findings_open: 1", ["claims.findings_parts 10/6 + 1"]),
        ("aspects: 3", []),
    ],
)
def test_claims_beside_claims(claims: str, expected: list[str]) -> None:
    found = audit.notes(report("## 一、情况\n\n正文。", f"claims: {{{claims}}}"))
    assert [x for x in lines(found) if not x.startswith(("claims.findings ", "claims.measures "))] == expected


QINGYUAN = (
    "全市共有红十字会基层组织73个，其中镇（街）红十字会18个，村（居）红十字会12个，"
    "学校红十字会23个，企业红十字会4个。加强与市第三人民医院合作。"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (QINGYUAN, ["73 57"]),
        ("共有党员１００名，其中男６０名，女４５名。", ["100 105"]),
        ("共有党员100名，其中男60名，女40名。", []),
        ("共有干部30人，其中党员12人，退休5人。", []),
        ("培训100人次，其中教师30人次，学生20人次，其余为社会人员。", []),
        ("共有组织73个，其中学校23个，企业4个，社区6个等。", []),
        ("共有组织73个，其中学校约23个，企业4个，社区6个。", []),
        ("筹得善款20万元，其中物资3件，药品5箱，设备2台。", []),
    ],
)
def test_parts_and_their_whole(text: str, expected: list[str]) -> None:
    assert [f"{w.stated} {w.counted}" for w in sums.parts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "制定了 43 项整改措施，已完成 41 项措施(包含长期任务 1 项)，占 95.3%，未完成(正在整改)2 项措施，占 4.7%。",
            [],
        ),
        ("共有问题50个，已整改40个，占90%。", ["90 80"]),
        ("已整改40个，占90%。", []),
        ("正式签约建设占地面积1.5亩的纪念园。", []),
    ],
)
def test_a_count_and_its_share(text: str, expected: list[str]) -> None:
    assert [f"{s.stated} {s.counted}" for s in sums.shares(text)] == expected


def test_a_sum_leads_to_its_finding_and_its_words() -> None:
    (note,) = (n for n in audit.notes(one_finding(QINGYUAN)) if n.code == "sums.parts")
    assert (note.stated, note.counted, note.anchor) == ("73个", "57个", "2026-01-20-1")
    assert "不对" not in note.words.zh and "错" not in note.words.zh
    assert note.quote.startswith("73个，其中")


def test_aspects_are_counted_where_every_finding_stands_below_one() -> None:
    below = report(
        "## 一、整改\n\n### （一）甲\n\n#### 1. 乙 {#1.1 .finding}\n\n一\n\n### （二）丙\n\n#### 1. 丁 {#2.1 .finding}\n\n二\n"
    )
    assert audit.aspects(below.findings) == 2
    assert audit.aspects(report("## 1. 乙 {#1 .finding}\n\n一\n").findings) is None
