"""A character that was corrected by hand: the place that the check names is the place that a repair must have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from disclosure import importing, raw, rereading
from disclosure.document import Repair
from disclosure.loading import parse_report
from disclosure.report import Report
from tests.wordfiles import typed

LINES = [
    "甲市红十字会党组关于巡察整改进展情况的通报",
    "2025年3月3日至5月9日，市委第一巡察组对我会开展巡察。现将整改情况公布如下。",
    "一、关于台账不清的问题",
    "整改措施：一是核对台帐。二是补齐手续。",
    "整改结果：已完成。",
    "二、关于学习不够的问题",
    "整改措施：一是制定学习计划。二是开展读书班。",
    "整改结果：已完成。",
    "联系电话：0999-2234567。",
    "甲市红十字会党组",
    "2025年12月1日",
]
TABLE = "<table><tr><th>指标</th><th>数量</th></tr><tr><td>台帐</td><td>三本</td></tr></table>"


def _html(table: str = "") -> bytes:
    body = "".join(f"<p>{line}</p>{table if line.startswith('2025年3月') else ''}" for line in LINES)
    return f"<html><body><div class='article'>{body}</div></body></html>".encode()


FORMS = {
    "a.txt": ("\n".join(LINES).encode(), "line 4"),
    "blank.txt": ("\n\n".join(LINES).encode(), "line 7"),
    "a.html": (_html(), "line 4"),
    "a.docx": (typed(LINES), "line 4"),
    "b.docx": (typed([*LINES[:2], "", *LINES[2:]]), "line 5"),
}


def _imported(name: str, data: bytes) -> tuple[Report, str]:
    found = importing.import_file(raw.of_bytes(name, data))
    report, problems = parse_report(importing.render(found, found.published), f"content/x/{found.published}.md")
    assert report is not None, problems
    return report, found.markdown


def _with(report: Report, *repairs: Repair) -> Report:
    assert report.source is not None
    return replace(report, source=replace(report.source, repairs=(*report.source.repairs, *repairs)))


@pytest.mark.parametrize("name", FORMS)
def test_the_place_that_is_named_is_the_place_of_the_repair(name: str) -> None:
    data, place = FORMS[name]
    report, markdown = _imported(name, data)
    assert rereading.texts(report, markdown, data) is None
    mended = markdown.replace("核对台帐", "核对台账")
    parted = rereading.texts(report, mended, data)
    assert parted is not None
    assert parted[2] == place
    repair = Repair("by-hand", place, "核对台帐", "核对台账")
    assert rereading.texts(_with(report, repair), mended, data) is None
    assert rereading.texts(_with(report, replace(repair, place="line 1")), mended, data) is not None


@pytest.mark.parametrize("name", FORMS)
def test_beside_a_recorded_repair_the_place_of_the_next_change_is_named(name: str) -> None:
    data, place = FORMS[name]
    report, markdown = _imported(name, data)
    known = _with(report, Repair("by-hand", place, "核对台帐", "核对了全部台账"))
    mended = markdown.replace("核对台帐", "核对了全部台账").replace("读书班", "读书会")
    parted = rereading.texts(known, mended, data)
    assert parted is not None
    assert parted[2] == f"line {int(place.split()[1]) + (6 if name == 'blank.txt' else 3)}"


def test_a_repair_of_a_notice_with_a_table_is_made_too() -> None:
    data = _html(TABLE)
    report, markdown = _imported("a.html", data)
    for before, after in (("核对台帐", "核对台账"), ("三本", "四本")):
        mended = markdown.replace(before, after)
        assert mended != markdown
        parted = rereading.texts(report, mended, data)
        assert parted is not None
        repair = Repair("by-hand", parted[2], before, after)
        assert rereading.texts(_with(report, repair), mended, data) is None


def test_a_report_whose_import_left_the_head_of_a_page_in_its_text_still_agrees() -> None:
    head = "首页 / 通知公告"
    data = "\n\n".join([head, *LINES]).encode()
    report, markdown = _imported("a.txt", data)
    assert report.source is not None
    assert [r.kind for r in report.source.repairs] == ["web-furniture"]
    assert rereading.texts(report, markdown, data) is None
    older = replace(report, source=replace(report.source, repairs=()))
    assert rereading.texts(older, f"{head}\n\n{markdown}", data) is None
