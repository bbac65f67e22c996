"""Findings, measures and the mistakes in headings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import numbering, paragraphs, resultplaces, statuses
from disclosure.paragraphs import cut_label
from disclosure.sections import parse_sections


def read(text: str):
    return parse_sections(text, "2026-01-20", "r.md", 10)


def test_a_finding_has_its_number_title_status_and_measures() -> None:
    sections, problems = read(
        "开头。\n\n## 一、甲\n\n### （1）乙不够。 {#1.1 .finding status=done}\n\n整改情况：\n\n1. 一是甲。 {status=open}\n2. 二是乙。\n\n整改结果：已完成\n"
    )
    assert not problems
    assert [(s.level, s.anchor, s.line) for s in sections] == [
        (0, "2026-01-20-s0", 10),
        (2, "2026-01-20-s1", 12),
        (3, "2026-01-20-1.1", 14),
    ]
    finding = sections[2].finding
    assert finding is not None
    assert (finding.id, finding.label, finding.title, finding.status, finding.status_text) == (
        "1.1",
        "（1）",
        "乙不够",
        "done",
        "已完成",
    )
    assert [(m.text, m.status) for m in finding.measures] == [("一是甲。", "open"), ("二是乙。", None)]
    assert finding.path == ("一、甲",)
    assert '<li id="2026-01-20-1.1-m1" data-status="open">一是甲。</li>' in sections[2].html


def test_a_paragraph_that_says_what_was_done_is_a_measure() -> None:
    cases = {
        "整改情况：\n\n召开了会。\n\n整改结果：已完成\n": ["召开了会。"],
        "描述。\n\n整改情况：召开了会。\n": ["召开了会。"],
        "召开了会。\n\n修订了制度。\n\n整改结果：已完成\n": ["召开了会。", "修订了制度。"],
        "整改情况：\n": [],
    }
    for text, expected in cases.items():
        sections, _ = read("### 1. 甲 {#1 .finding}\n\n" + text)
        assert [m.text for m in sections[0].finding.measures] == expected, text


def test_the_words_of_a_result_come_from_wherever_the_report_states_it() -> None:
    cases = {
        "补齐手续8份。\n\n整改结果：已整改到位\n": "已整改到位",
        "整改进度：持续推进\n": "持续推进",
        "补齐手续8份。（已完成）\n": "已完成",
        "1. 一是补手续。\n2. 二是建台账。（已完成）\n": "已完成",
        "1. 补手续。（已完成） {status=done}\n": "已完成整改",
        "补齐手续8份。整改已完成。\n": "整改已完成",
        "补齐手续8份。\n\n目前，该问题已整改到位。\n": "目前，该问题已整改到位",
        "1. 补手续。\n2. 建台账。该问题已整改到位。\n": "该问题已整改到位",
        "补齐手续，正在推进下一批。\n": "已完成整改",
    }
    for text, expected in cases.items():
        status = "ongoing" if expected == "持续推进" else "done"
        sections, _ = read(f"## （一）已完成整改的问题（3个）\n\n### 1. 甲 {{#1 .finding status={status}}}\n\n{text}")
        assert sections[1].finding.status_text == expected, text
    sections, _ = read("## （一）已完成整改的问题\n\n### 1. 甲 {#1 .finding}\n\n补齐手续8份。\n")
    assert sections[1].finding.status_text == ""


def test_a_sentence_that_only_states_a_result_is_no_measure() -> None:
    sections, _ = read("### 1. 甲 {#1 .finding status=done}\n\n补齐手续8份。\n\n此项任务已完成整改。\n")
    assert [m.text for m in sections[0].finding.measures] == ["补齐手续8份。"]


def test_every_mistake_in_a_heading_is_told_with_its_line() -> None:
    _, problems = read(
        "## 甲 {#1 .finding status=dnoe}\n\n## 乙 {#1 .finding}\n\n## 丙 {.finding}\n\n## 丁 {#4 .findng}\n\n## 戊 {#a/b .finding}\n"
    )
    assert [p.line() for p in sorted(problems)] == [
        "r.md:10: the status dnoe is not known; use one of done, ongoing, open, unstated; the nearest is done",
        "r.md:12: the finding id 1 is already used on line 10; give one of the two another id, for example 1-2",
        "r.md:14: this finding has no id; write #id between the braces, for example {#1.2 .finding}",
        "r.md:16: the heading's attributes hold .findng, which is not known; did you mean .finding?",
        "r.md:18: the finding's id has the wrong form: a/b; use digits, letters, dots and hyphens only, for example 1.2.3",
    ]


def test_labels_are_cut_from_titles() -> None:
    cases = {
        "20. 关于“干部队伍”的问题。": ("20.", "关于“干部队伍”的问题"),
        "（一）关于主体责任方面": ("（一）", "关于主体责任方面"),
        "【反馈问题】制度不严": ("【反馈问题】", "制度不严"),
        "问题1：制度不严": ("问题1：", "制度不严"),
        "2023年以来学习少": ("", "2023年以来学习少"),
        "3.“三献”宣传发动工作。": ("3.", "“三献”宣传发动工作"),
        "一、组织": ("一、", "组织"),
        "没有编号": ("", "没有编号"),
    }
    assert {heading: cut_label(heading) for heading in cases} == cases


OPENINGS = st.sampled_from(
    [
        "整改情况：",
        "整改措施",
        "采取的措施：",
        "具体做法：",
        "主要措施：",
        "落实情况：",
        "反馈问题：",
        "存在问题：",
        "问题：",
        "责任人：",
        "牵头单位：",
        "完成时限：",
        "下一步打算：",
        "【具体表现】：",
        "[整改目标]：",
        "整改结果：",
        "完成情况：",
        "销号情况：",
        "结果：",
        "状态：",
        "（已完成）",
        "已完成",
        "（一）",
        "1.",
        "2.3",
        "①",
        "一、",
        "第一，",
        "问题1：",
        "甲",
        "这",
        "2025年",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(OPENINGS, min_size=1, max_size=4).map("".join), st.sampled_from(["", "（已完成）。", "已整改到位。"]))
def test_the_first_character_of_a_long_paragraph_tells_that_it_has_no_label(opening: str, end: str) -> None:
    text = opening + "召开专题会议研究部署，" * 5 + end
    assert paragraphs.said_in([("p", text, text, ((), (), ()))]) == [paragraphs._look(text)]


ENDS = st.sampled_from(
    [
        "召开会议",
        "（已完成）",
        "已完成",
        "整改到位",
        "该问题已整改到位",
        "，预计6月完成",
        "工作",
        "况",
        "。",
        "；",
        "，",
        "\u3000",
        "）",
        "】",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(ENDS, max_size=6).map("".join), st.sampled_from(["", "召开专题会议研究部署" * 5]))
def test_a_text_that_ends_plainly_states_no_result_at_its_end(end: str, start: str) -> None:
    text = f"{start}{end}。"
    if resultplaces.ends_plainly(text, paragraphs._LAST):
        assert resultplaces.split_bracket(text, paragraphs._STATED)[2] is None
        assert resultplaces.of_end(text, paragraphs._STATED)[1] is None


NUMBERS = st.sampled_from(
    [
        "第",
        "一",
        "二十",
        "（",
        "(",
        "）",
        ")",
        "、",
        "．",
        ".",
        "：",
        "㈠",
        "⒈",
        "⑴",
        "①",
        "㉑",
        "❶",
        "1",
        "2",
        "１",
        "【",
        "】",
        "反馈",
        "巡察",
        "存在",
        "具体",
        "整改",
        "审计",
        "的",
        "意见",
        "问题",
        "任务",
        "事项",
        "部分",
        "章",
        "条",
        "是",
        "甲",
        "“",
        "年",
        " ",
    ]
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(NUMBERS, max_size=7).map("".join))
def test_the_first_character_of_a_text_tells_which_number_labels_it_can_begin_with(text: str) -> None:
    kinds = [kind for kind, _, pattern in numbering._LABELS if pattern.match(text)]
    assert kinds == [kind for kind, pattern in numbering._BY_FIRST.get(text[:1], ()) if pattern.match(text)]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("基本完成，长期坚持", "ongoing"), ("完成，长期坚持", "done"), ("完成整改任务，长期坚持", "done"),
        ("已完成，需持续推进", "done"), ("已完成阶段性任务，持续推进", "ongoing"), ("阶段性目标完成", "ongoing"),
        ("正在有序推进", "open"), ("尚在整改", "open"), ("部分整改", "ongoing"), ("基本解决", "ongoing"),
        ("申请销号", None), ("预计年底完成", None), ("已完成3项，其余推进", None),
        ("部分已完成", "ongoing"), ("已部分整改到位", "ongoing"), ("基本落实到位", "ongoing"),
        ("大部分完成，长期坚持", "ongoing"), ("已完成阶段性目标", "ongoing"), ("已完成部分整改任务", "ongoing"),
        ("正在销号", None), ("已申请销号", None), ("已完成（部分）", None), ("完成时限：2026年12月", None),
        ("已完成整改方案制定", None), ("需整改到位", None), ("已完成，未销号", None), ("2026年底前全部整改到位", None),
        ("未完成，持续推进", "open"), ("尚未把问题整改到位", "open"), ("内部分工已落实到位", "done"),
        ("已完成（责任单位：办公室）", "done"), ("已完成整改，将持续加强管理", "done"), ("已完成2026年1月", "done"),
        ("已完成集中整改，持续推进", "done"), ("已完成/长期坚持", "done"), ("已完成/未完成", None),
    ],
)  # fmt: skip
def test_what_the_words_of_a_result_say(words: str, status: str | None) -> None:
    assert resultplaces.of_label(f"整改结果：{words}", statuses.table(None)) == status


RESULTS = st.sampled_from(["完成", "已完成", "整改到位", "已整改完成", "已落实到位", "销号", "办结", "已解决"])
WEAKENERS = st.sampled_from(["部分", "大部分", "基本", "阶段性", "正在", "申请", "已申请", "拟", "未", "尚未"])
BETWEEN = st.sampled_from(["", "已", "问题", "任务", "制度", "的问题均", "按期", "组织"])
ENDINGS = st.sampled_from(["", "，长期坚持", "，持续推进", "。", "；下一步加强管理"])


@settings(max_examples=600, deadline=None)
@given(WEAKENERS, BETWEEN, RESULTS, ENDINGS)
def test_no_result_with_a_word_that_weakens_its_clause_is_done(weak: str, between: str, word: str, end: str) -> None:
    known = statuses.table(None)
    for words in (f"{weak}{between}{word}{end}", f"整改工作{weak}{between}{word}{end}", f"{word}（{weak}）{end}"):
        assert resultplaces.of_label(f"整改结果：{words}", known) != "done", words
    assert resultplaces.of_label(f"整改结果：{word}{end}", known) == "done"


@settings(max_examples=200, deadline=None)
@given(RESULTS, st.sampled_from(["方案制定", "阶段性目标", "部分任务", "时限：2026年12月", "前期工作", "台账建立"]))
def test_what_was_completed_is_not_the_finding(word: str, thing: str) -> None:
    assert resultplaces.of_label(f"整改结果：{word}{thing}", statuses.table(None)) != "done"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("整改成效：投放总数达到212台，已整改完成。", "done"),
        ("整改成效：一级网络尚有空白点，持续推进。", "ongoing"),
        ("整改成效：一是开展督查，已完成。二是通报2次。", None),
        ("整改成效：修订规则3项，退回议题9个。", None),
        ("进展情况：预计年底前完成。", None),
        ("是否完成：是", "done"),
        ("是否完成：否", "open"),
        ("完成情况：已完成，2024年合作社增收9.6万元。", "done"),
        ("完成情况：已完成，其余2户年底前办理完毕。", None),
        ("完成情况：已完成招标，施工单位进场。", None),
        ("完成情况：正在整改，计划安排资金120万元更换管线。", "open"),
    ],
)
def test_what_an_effect_says(text: str, status: str | None) -> None:
    assert resultplaces.of_label(text, statuses.table(None)) == status


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("集中整改期内已完成的整改事项", "done"),
        ("需要长期整改的事项及工作进展", "ongoing"),
        ("需长期整改事项的进展情况", "ongoing"),
        ("反馈问题的整改情况", None),
    ],
)
def test_what_the_heading_of_a_group_says(heading: str, status: str | None) -> None:
    assert statuses.of_group(heading, statuses.table(None)) == status
