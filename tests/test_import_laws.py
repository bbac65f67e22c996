"""The laws of import over notices of every mix of numbers: no character lost, nothing invented, order kept, stable.

Each example is a whole notice in generated words. DISCLOSURE_EXAMPLES sets how many are tried.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure import importing, raw
from disclosure.loading import parse_report
from disclosure.problem import ContentError
from disclosure.text import squeeze

EXAMPLES = int(os.environ.get("DISCLOSURE_EXAMPLES", "40"))
CN = "一二三四五六七八九十"
STYLES = {
    "cnp": lambda n: f"（{CN[n - 1]}）",
    "cnp-half": lambda n: f"({CN[n - 1]}) ",
    "cnp-sign": lambda n: chr(ord("㈠") + n - 1),
    "num": lambda n: f"{n}.",
    "num-space": lambda n: f"{n}. ",
    "num-full": lambda n: f"{n}．",
    "num-comma": lambda n: f"{n}、",
    "num-wide": lambda n: f"{chr(ord('０') + n)}．",
    "nump": lambda n: f"（{n}）",
    "nump-half": lambda n: f"({n}) ",
    "nump-sign": lambda n: chr(ord("⑴") + n - 1),
    "circ": lambda n: chr(ord("①") + n - 1),
}
LADDERS = (
    ("cnp", "num", "nump"),
    ("cnp-half", "num-space", "nump-half"),
    ("cnp-sign", "num-wide", "nump-sign"),
    ("cnp", "num-comma"),
    ("num-full", "nump"),
    ("num",),
    ("nump",),
    ("cnp",),
    ("num-space", "circ"),
    ("cnp", "circ"),
)
MEASURES = ("circ", "nump", "lead", "none", "inline", "num-comma")
PROBLEMS = (
    "学习不深入",
    "台账更新不及时",
    "审批把关不严",
    "宣传形式单一",
    "作用发挥不充分",
    "制度执行不到位",
    "档案管理缺失",
)
AREAS = ("贯彻上级部署不到位", "主责主业履行不充分", "全面从严治党不够有力")
DEEDS = (
    "制定管理办法，明确专人负责。",
    "召开专题会议3次，逐项研究。",
    "开展培训12场，参训832人次。",
    "修订《财务制度》，规范流程。",
    "在“5·8”期间走访群众86户。",
)
RESULTS = {
    "已完成": "done",
    "基本完成": "ongoing",
    "长期坚持": "ongoing",
    "正在整改": "open",
    "未完成": "open",
    "已整改到位": "done",
}
HEAD = (
    "中共青禾县红十字会党组关于县委第五轮巡察整改进展情况的通报\n\n根据县委统一部署，2025年2月10日至4月25日，县委第二巡察组对县红十字会党组"
    "开展了巡察。现将整改情况公布如下。\n\n一、整改工作组织领导情况\n\n党组高度重视。一是加强领导。二是压实责任。\n\n（一）提高站位。召开会议。\n\n"
)
TAIL = "三、下一步打算\n\n（一）抓好巩固。持续用力。\n\n欢迎监督。联系电话：0531-88012345。\n\n中共青禾县红十字会党组\n\n2025年12月15日\n"


@dataclass
class Made:
    text: str
    ids: list[str]
    statuses: list[str]
    measures: list[int]


@st.composite
def notices(draw: st.DrawFn) -> Made:
    ladder = draw(st.sampled_from(LADDERS))
    style = draw(st.sampled_from([m for m in MEASURES if m.split("-")[0] not in {s.split("-")[0] for s in ladder}]))
    title = draw(st.sampled_from(["关于“{}”的问题。", "关于“{}”问题", "{}。", "{}", "{}问题"]))
    label = draw(st.sampled_from(["整改情况：", "整改措施：", "【整改情况】", "整改落实情况："]))
    stated = draw(st.booleans())
    made = Made("", [], [], [])
    lines: list[str] = []

    def level(depth: int, path: tuple[int, ...]) -> None:
        for n in range(1, draw(st.integers(1 if depth else 2, 3)) + 1):
            number = STYLES[ladder[depth]](n)
            if depth + 1 < len(ladder):
                lines.append(number + "关于" + draw(st.sampled_from(AREAS)) + "方面")
                level(depth + 1, (*path, n))
            else:
                lines.append(number + title.format(draw(st.sampled_from(PROBLEMS))))
                finding((*path, n))

    def finding(path: tuple[int, ...]) -> None:
        made.ids.append(".".join(map(str, path)))
        deeds = draw(
            st.lists(st.sampled_from(DEEDS), min_size=1 if style == "none" else 2, max_size=1 if style == "none" else 4)
        )
        made.measures.append(len(deeds))
        if style == "none":
            lines.append(label + deeds[0])
        elif style == "inline":
            lines.append(label + "".join(f"{CN[i]}是{d}" for i, d in enumerate(deeds)))
        else:
            lines.append(label)
            lines.extend((f"{CN[i]}是" if style == "lead" else STYLES[style](i + 1)) + d for i, d in enumerate(deeds))
        status = draw(st.sampled_from(sorted(RESULTS))) if stated else ""
        made.statuses.append(RESULTS.get(status, "unstated"))
        if status:
            lines.append("整改结果：" + status)

    level(0, ())
    break_ = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\n\n　　"]))
    made.text = (
        (HEAD + "二、反馈问题整改落实情况\n\n").replace("\n\n", break_)
        + break_.join(lines)
        + break_
        + TAIL.replace("\n\n", break_)
    )
    return made


def report_of(found: importing.Imported):  # type: ignore[no-untyped-def]
    report, problems = parse_report(importing.render(found, found.published), f"content/x/{found.published}.md")
    assert report is not None, problems
    return report


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(notices())
@pytest.mark.slow
def test_every_mix_of_numbers_gives_the_findings_that_were_put_in(made: Made) -> None:
    report = report_of(importing.import_file(raw.of_bytes("n.txt", made.text.encode())))
    assert [f.id for f in report.findings] == made.ids
    assert [f.status for f in report.findings] == made.statuses
    assert [len(f.measures) for f in report.findings] == made.measures


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(notices())
@pytest.mark.slow
def test_importing_the_written_report_again_changes_nothing(made: Made) -> None:
    first = importing.import_file(raw.of_bytes("n.txt", made.text.encode()))
    title = f"{first.publisher}{first.front['title']}"
    heads = [line.partition(" {#")[0] for line in first.markdown.splitlines()]
    again = importing.import_file(raw.of_bytes("n.md", "\n".join([f"# {title}", "", *heads]).encode()))
    one, two = report_of(first), report_of(again)
    assert [(f.id, f.status, f.title) for f in one.findings] == [(f.id, f.status, f.title) for f in two.findings]
    assert squeeze("".join(s.heading + s.text for s in one.sections)) == squeeze(
        "".join(s.heading + s.text for s in two.sections)
    )


PIECES = st.one_of(
    st.sampled_from(
        [
            "# ",
            "---",
            "> ",
            "- ",
            "* ",
            "1. ",
            "10) ",
            "```",
            "~~~",
            "| a | b |",
            "{#x .finding}",
            "{{ 7*7 }}",
            "<b>",
            "&lt;",
            "&#65;",
            "[x](javascript:1)",
            "\\",
            "`",
            "_",
            "**",
            "==",
            "    ",
            "一、",
            "（一）",
            "①",
            "整改情况：",
            "整改结果：已完成",
            "“",
            "《",
            "（",
            "。",
            "，",
            "\u200b",
            "\u3000",
            "⽂",
            "— 3 —",
            "{status=done}",
            "http://a.b/c_d",
            "a@b.c",
            "![x](y)",
            "[x]: y",
            "2025年",
            "5.8",
            "一是",
            "问题一：",
            "***",
            "+ ",
            "| --- |",
        ]
    ),
    st.text(st.characters(codec="gb18030", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn")), min_size=1, max_size=8),
)


@settings(max_examples=EXAMPLES * 3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=12), st.sampled_from(["n.txt", "n.md"]))
@pytest.mark.slow
def test_any_text_is_kept_or_refused_in_one_line(lines: list[str], name: str) -> None:
    middle = "\n\n".join(lines)
    text = (
        HEAD
        + "二、反馈问题整改情况\n\n1.关于“台账不清”的问题。\n\n整改情况：核对台账。\n\n"
        + middle
        + "\n\n2.关于“学习不够”的问题。\n\n"
        + TAIL
    )
    try:
        found = importing.import_file(raw.of_bytes(name, text.encode()))
    except ContentError as exc:
        assert all(p.code != "law.text" for p in exc.problems), exc
        return
    report_of(found)
