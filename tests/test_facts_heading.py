"""Title, publisher, date of publication."""

from __future__ import annotations

import pytest

from disclosure.facts import Facts, collect

BODY = "根据区委统一部署，2025年3月3日至5月9日，区委第一巡察组对我单位进行了巡察。现将整改情况予以公布。"
CLOSE = "欢迎对整改情况进行监督。联系电话：0999-1234567。"
SIGN = ("中共甲市乙区红十字会党组", "2026年1月20日")


def of(*lines: str, meta: dict[str, str] | None = None) -> Facts:
    return collect(lines, meta or {})


@pytest.mark.parametrize(
    ("lines", "title", "publisher", "rows"),
    [
        (["中共甲市乙区红十字会党组关于区委第三轮巡察整改进展情况的通报"], "关于区委第三轮巡察整改进展情况的通报", "中共甲市乙区红十字会党组", (0,)),
        (["中共甲市乙区红十字会党组", "关于区委巡察整改进展情况的通报"], "关于区委巡察整改进展情况的通报", "中共甲市乙区红十字会党组", (0, 1)),
        (["中共甲市乙区红十字会党组", "关于区委第三轮巡察反馈意见", "整改进展情况的通报"], "关于区委第三轮巡察反馈意见整改进展情况的通报", "中共甲市乙区红十字会党组", (0, 1, 2)),
        (["中共甲市乙区红十字会党组关于十届区委", "第三轮巡察整改进展情况的通报"], "关于十届区委第三轮巡察整改进展情况的通报", "中共甲市乙区红十字会党组", (0, 1)),
        (["中共甲市乙区", "红十字会党组关于巡察整改进展情况的通报"], "关于巡察整改进展情况的通报", "中共甲市乙区红十字会党组", (0, 1)),
        (["关于落实区委第三巡察组反馈意见", "集中整改进展", "情况的公告"], "关于落实区委第三巡察组反馈意见集中整改进展情况的公告", None, (0, 1, 2)),
        (["甲市人民医院党委关于区委巡察整改落实情况的“回音”"], "关于区委巡察整改落实情况的“回音”", "甲市人民医院党委", (0,)),
        (["中共甲市交通运输局党组巡察整改情况公开表"], "中共甲市交通运输局党组巡察整改情况公开表", "中共甲市交通运输局党组", (0,)),
        (["《关于巡察整改进展情况的公示》"], "关于巡察整改进展情况的公示", None, (0,)),
        (["甲市红十字会《关于巡视整改情况的报告》"], "关于巡视整改情况的报告", "甲市红十字会", (0,)),
        (["# 中共甲市乙区红十字会党组", "## 中共甲市乙区红十字会党组 关于区委第三轮巡察整改情况的通报"], "关于区委第三轮巡察整改情况的通报", "中共甲市乙区红十字会党组", (0, 1)),
        (["**关于审计整改结果的公告**"], "关于审计整改结果的公告", None, (0,)),
        (["甲市红十字会党组巡察整改情况通报"], "甲市红十字会党组巡察整改情况通报", "甲市红十字会党组", (0,)),
        (["关于中共甲市红十字会党组巡察整改进展情况的通报"], "关于中共甲市红十字会党组巡察整改进展情况的通报", "中共甲市红十字会党组", (0,)),
        (["发布时间：2026-01-22　来源：本站", "甲市红十字会党组关于巡察整改情况的通报"], "关于巡察整改情况的通报", "甲市红十字会党组", (1,)),
        (["关于巡察整改进展情况的通报（2026年第1号）"], "关于巡察整改进展情况的通报（2026年第1号）", None, (0,)),
        (["中国红十字会总会党组关于中央巡视整改进展情况的通报"], "关于中央巡视整改进展情况的通报", "中国红十字会总会党组", (0,)),
        (["市红十字会整改进展情况通报", "中共甲市乙区红十字会党组", "关于区委巡察整改进展情况的通报"], "关于区委巡察整改进展情况的通报", "中共甲市乙区红十字会党组", (1, 2)),
        (["巡察整改公示", "中共甲市乙区红十字会党组关于区委巡察整改进展情况的通报"], "关于区委巡察整改进展情况的通报", "中共甲市乙区红十字会党组", (1,)),
        (["中共甲市乙区红十字会党组　关于　巡察整改 进展情况的通报"], "关于巡察整改进展情况的通报", "中共甲市乙区红十字会党组", (0,)),
    ],
)  # fmt: skip
def test_titles(lines: list[str], title: str, publisher: str | None, rows: tuple[int, ...]) -> None:
    facts = of(*lines, BODY, CLOSE)
    assert facts.front.get("title") == title
    assert facts.front.get("publisher") == publisher
    assert facts.title_paragraphs == rows


@pytest.mark.parametrize(
    "lines",
    [
        [BODY],
        [],
        ["甲乙丙丁"],
        ["一、关于组织领导", "二、整改情况"],
        ["根据上级要求，现将情况通报如下，请各单位认真学习贯彻落实好。"],
    ],
)
def test_no_title(lines: list[str]) -> None:
    assert "title" not in of(*lines).front


def test_title_of_the_web_page_helps_where_the_text_has_none() -> None:
    meta = {"title": "中共甲市红十字会党组关于巡察整改进展情况的通报 - 甲市人民政府网"}
    facts = of(BODY, CLOSE, meta=meta)
    assert facts.front["title"] == "关于巡察整改进展情况的通报"
    assert facts.title_paragraphs == ()
    assert "title" not in of(BODY, meta={"title": "首页 - 甲市人民政府网"}).front


@pytest.mark.parametrize(
    ("lines", "publisher", "published", "rows"),
    [
        (SIGN, SIGN[0], "2026-01-20", (2, 3)),
        ((SIGN[1], SIGN[0]), SIGN[0], "2026-01-20", (2, 3)),
        (("中共甲市乙区红十字会党组 2026年1月20日",), SIGN[0], "2026-01-20", (2,)),
        (("2026年1月20日 中共甲市乙区红十字会党组",), SIGN[0], "2026-01-20", (2,)),
        (("中共甲市乙区", "红十字会党组", "二〇二六年一月二十日"), SIGN[0], "2026-01-20", (2, 3, 4)),
        (("甲市乙区红十字会", "２０２６年１月２０日"), "甲市乙区红十字会", "2026-01-20", (2, 3)),
        (("中共甲市乙区红十字会党组", "2026-01-20", "（此件公开发布）"), SIGN[0], "2026-01-20", (2, 3)),
        (("中共甲市乙区红十字会党组", "2026.1.20", "附件：整改台账"), SIGN[0], "2026-01-20", (2, 3)),
        (("中共甲市乙区红十字会党组", "（2026/1/20）"), SIGN[0], "2026-01-20", (2, 3)),
        (("甲市乙区红十字会", "2026年1月20日印发"), "甲市乙区红十字会", "2026-01-20", (2, 3)),
        (("甲市乙区红十字会党组（盖章）", "2026-01-20 10:00"), "甲市乙区红十字会党组", "2026-01-20", (2, 3)),
        (("甲市乙区红十字会党组 甲市乙区红十字会", "2026年1月20日"), "甲市乙区红十字会党组", "2026-01-20", (2, 3)),
        (("2026年1月20日",), None, "2026-01-20", (2,)),
        (("中共甲市乙区红十字会党组",), SIGN[0], None, (2,)),
        (("中共甲市乙区红十字会支部委员会", "2026年1月20日"), "中共甲市乙区红十字会支部委员会", "2026-01-20", (2, 3)),
        (("发布单位：甲市乙区红十字会", "发布日期：2026年1月20日"), "甲市乙区红十字会", "2026-01-20", (2, 3)),
    ],
)
def test_signatures(
    lines: tuple[str, ...], publisher: str | None, published: str | None, rows: tuple[int, ...]
) -> None:
    facts = of("关于巡察整改进展情况的通报", BODY * 4 + CLOSE, *lines)
    assert (facts.front.get("publisher"), facts.front.get("published")) == (publisher, published)
    assert facts.signature_paragraphs == rows
    assert not facts.problems


def test_signature_at_the_end_of_the_last_paragraph() -> None:
    facts = of("关于巡察整改进展情况的通报", BODY, CLOSE + "中共甲市乙区红十字会党组2026年1月20日")
    assert facts.front["publisher"] == SIGN[0]
    assert facts.front["published"] == "2026-01-20"


def test_the_signature_names_the_publisher_before_the_title_does() -> None:
    facts = of("甲市乙区红十字会关于巡察整改进展情况的通报", BODY, CLOSE, *SIGN)
    assert facts.front["publisher"] == SIGN[0]


def test_a_signature_before_an_attached_list() -> None:
    rows = [f"{n}.党组会议记录不规范。已整改。" for n in range(1, 40)]
    facts = of("关于巡察整改进展情况的通报", BODY, CLOSE, *SIGN, "附件：问题清单", *rows)
    assert facts.front["publisher"] == SIGN[0]
    assert facts.front["published"] == "2026-01-20"


@pytest.mark.parametrize("words", ["2026年2月30日", "2025年13月5日", "2026年 月 日", "2026年1月"])
def test_a_damaged_or_incomplete_date_is_absent_with_a_warning(words: str) -> None:
    facts = of("关于巡察整改进展情况的通报", BODY, CLOSE, SIGN[0], words)
    assert "published" not in facts.front
    assert facts.front["publisher"] == SIGN[0]
    assert [p.code for p in facts.problems] == ["facts.published"]


def test_a_page_date_only_where_there_is_no_other() -> None:
    meta = {"published": "2026-02-03 10:30"}
    top = ("关于巡察整改进展情况的通报", BODY, CLOSE)
    assert of(*top, *SIGN, meta=meta).front["published"] == "2026-01-20"
    assert of(*top, SIGN[0], meta=meta).front["published"] == "2026-02-03"
    assert "published" not in of(*top, SIGN[0]).front


def test_a_date_line_under_the_title() -> None:
    facts = of("关于巡察整改进展情况的通报", "（2026年1月20日）", BODY, CLOSE, "甲" * 200, SIGN[0])
    assert facts.front["published"] == "2026-01-20"


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("中共甲县民政局党组关于巡察整改进展情况的通报 2026-01-20 09:15 来源：县民政局 浏览次数：123", ""),
        ("【巡察整改】中共甲县民政局党组关于巡察整改进展情况的通报", "2026/1/20"),
        ("中共甲县民政局党组关于巡察整改进展情况的通报", "发布日期：20260120"),
        ("中共甲县民政局党组关于巡察整改进展情况的通报（2026-01-20）", "来源：甲县发布"),
        ("• 中共甲县民政局党组关于巡察整改进展情况的通报", "日期：2026-01-20"),
    ],
)
def test_the_stamp_of_a_page_is_no_part_of_the_title(line: str, below: str) -> None:
    front = collect([line, *([below] if below else []), "根据县委统一部署，县委第一巡察组开展了巡察。"], {}).front
    assert front["title"] == "关于巡察整改进展情况的通报"
    assert front["publisher"] == "中共甲县民政局党组"
    assert front["published"] == "2026-01-20"


def test_two_bodies_that_sign_together_stay_apart() -> None:
    head, sign = (
        "中共甲市乙区红十字会党组 乙区红十字会监事会",
        ("中共甲市乙区红十字会党组", "乙区红十字会监事会", SIGN[1]),
    )
    facts = of(head, "关于区委巡察整改情况的通报", BODY, CLOSE, *sign)
    assert facts.front["publisher"] == head
