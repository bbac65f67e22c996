"""The way from each fact on a body's page to the sentence that states it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import cases
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from reports import body, report

from disclosure import citing
from disclosure.config import Config
from disclosure.loading import parse_report
from disclosure.report import Contacts, Report
from disclosure.views import body_view

OPENING = "根据区委统一部署，2025年3月11日至6月6日，区委第三巡察组对我会开展巡察。8月6日反馈了意见。共反馈问题2个，制定措施3项。"
CLOSING = "欢迎监督。电话：0531-76217956；地址：甲市乙区花园路49号。\n\n甲区红十字会\n\n2026年1月20日"
FRONT = "claims: {findings: 2, measures: 3, people_held_accountable: 7}\ncontacts: {phone: [0531-76217956], address: 甲市乙区花园路49号}"
INSPECTION = "kind: inspection, started: 2025-03-11, ended: 2025-06-06, feedback: 2025-08-06"


def _report(opening: str = OPENING, closing: str = CLOSING, front: str = FRONT) -> Report:
    text = f"{opening}\n\n## 一、整改情况\n\n### 1. 关于某项工作的问题 {{#1 .finding}}\n\n已整改。\n\n## 二、联系\n\n{closing}"
    return report(text, front, inspection=INSPECTION)


def _view(*reports: Report, **more: Any) -> dict[str, Any]:
    config, found = Config("站", ""), body(*reports, **more)
    view = body_view(config, found, "")
    citing.cite(view, found)
    return view


def _tree(markup: str) -> Any:
    return html.fragment_fromstring(markup, create_parent="div")


def _marks(tree: Any) -> list[Any]:
    return [span for span in tree.iter("span") if "-e-" in (span.get("id") or "")]


def _sentences(view: dict[str, Any]) -> dict[str, str]:
    """By id the words between the marks."""
    found = {}
    for shown in view["reports"]:
        for span in _marks(_tree(shown["text"])):
            assert span.get("id") not in found
            found[span.get("id")] = span.text_content()
    return found


def test_each_fact_leads_to_the_sentence_that_states_it() -> None:
    view = _view(_report())
    (shown,) = view["reports"]
    assert _sentences(view) == {
        "2026-01-20-e-started": "根据区委统一部署，2025年3月11日至6月6日，区委第三巡察组对我会开展巡察。",
        "2026-01-20-e-ended": "根据区委统一部署，2025年3月11日至6月6日，区委第三巡察组对我会开展巡察。",
        "2026-01-20-e-feedback": "8月6日反馈了意见。",
        "2026-01-20-e-findings": "共反馈问题2个，制定措施3项。",
        "2026-01-20-e-measures": "共反馈问题2个，制定措施3项。",
        "2026-01-20-e-phone": "电话：0531-76217956；地址：甲市乙区花园路49号。",
        "2026-01-20-e-address": "电话：0531-76217956；地址：甲市乙区花园路49号。",
        "2026-01-20-e-published": "2026年1月20日",
    }
    assert shown["facts"] == {name.rsplit("-e-")[1]: name for name in _sentences(view)}
    assert [step["facts"] for step in shown["steps"]] == [("started", "ended"), ("feedback", ""), ("published", "")]
    assert {row["fact"] for row in shown["claims"]} == {"findings", "measures", "people-held-accountable"}


def test_a_fact_that_no_sentence_states_has_no_link() -> None:
    facts = _view(_report(opening="区委对我会开展了巡察。"))["reports"][0]["facts"]
    assert set(facts) == {"phone", "address", "published"}


def test_a_fact_in_a_heading_leads_to_the_heading() -> None:
    view = _view(report("## 一、2025年3月11日以来的巡察\n\n有关情况如下。", inspection=INSPECTION))
    assert view["reports"][0]["facts"]["started"] == "2026-01-20-s1"


def test_contacts_of_the_body_lead_to_the_newest_report_alone() -> None:
    older = report(CLOSING, FRONT, "2025-01-20", INSPECTION)
    view = _view(_report(), older, contacts=Contacts(hours="工作日"))
    assert "phone" in view["reports"][0]["facts"]
    assert "phone" not in view["reports"][1]["facts"]
    contact = view["body"]["contact"]
    assert [name for field in contact["fields"] for name in field["facts"]] == ["phone", "address", "hours"]
    assert contact["facts"]["phone"] == "2026-01-20-e-phone"
    assert "hours" not in contact["facts"]


def test_words_behind_a_line_across_are_marked_too() -> None:
    view = _view(_report(closing="请监督。\n\n---\n\n电话：0531-76217956。\n\n---\n\n2026年1月20日"))
    assert view["reports"][0]["facts"].keys() >= {"phone", "published", "started"}


def test_every_number_of_a_list_has_its_own_sentence() -> None:
    view = _view(
        _report(
            closing="电话：0531-76217956。\n\n热线：0531-76210000。",
            front="contacts: {phone: [0531-76217956, 0531-76210000]}",
        )
    )
    assert _sentences(view)["2026-01-20-e-phone-2"] == "热线：0531-76210000。"


def test_a_note_leads_to_its_figure() -> None:
    view = _view(_report())
    assert [note["anchor"] for note in view["reports"][0]["audit"]][:2] == [
        "2026-01-20-e-findings",
        "2026-01-20-e-measures",
    ]
    view = _view(report("## 一、情况\n\n前文。共有党员100名，其中男60名，女45名。后文。"))
    (note,) = [note for note in view["reports"][0]["audit"] if note["quote"]]
    assert _sentences(view)[note["anchor"]].startswith("100名，其中男60名")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("2025年3月11日起，**区委**对我会“甲 & 乙”开展巡察。后文。", "2025年3月11日起，区委对我会“甲 & 乙”开展巡察。"),
        ("前文**一半。2025年3月11日起，巡察**我会。后文。", "2025年3月11日起，巡察"),
        ('[链接](http://a.cn "2025年3月11日起巡察。")2025年3月11日起巡察。', "2025年3月11日起巡察。"),
        ("<b>2025年3月11日</b>起巡察。", "<b>2025年3月11日</b>起巡察。"),
        ("A b\nc 2025年3月11日起巡察。", "A b\nc 2025年3月11日起巡察。"),
        ("| 时间 |\n|---|\n| 2025年3月11日起巡察。 |", "2025年3月11日起巡察。"),
    ],
)
def test_marks_stand_well_in_any_text(text: str, marked: str) -> None:
    found = _sentences(_view(_report(opening=text)))
    assert found["2026-01-20-e-started"].removeprefix("链接") == marked


def _unchanged(found: Report) -> dict[str, Any]:
    """The view with its marks, after proof that nothing of the text is other than without them."""
    before = "".join(body_view(Config("站", ""), body(found), "")["reports"][0]["text"])
    after = _view(found)
    shown = after["reports"][0]
    tree = _tree(shown["text"])
    assert tree.text_content() == _tree(before).text_content()
    marks = _marks(tree)
    assert shown["text"].count("<span id=") == len(marks)
    for span in marks:
        span.drop_tag()
    assert html.tostring(tree) == html.tostring(_tree(before))
    anchors = [section.anchor for section in found.sections]
    assert set(shown["facts"].values()) <= {*anchors, *_sentences(after)}
    return after


@pytest.mark.parametrize("folder", cases.folders(), ids=lambda folder: folder.name)
def test_no_character_of_a_notice_changes(folder: Path) -> None:
    path = folder / "expected.md"
    if not path.exists():
        return
    data = path.read_bytes()
    published = re.findall(rb"^published: (.*)$", data, re.M)[0].decode()
    found, problems = parse_report(data, f"content/jia-red-cross/{published}.md")
    assert found, problems
    _unchanged(found)


@given(
    st.lists(
        st.sampled_from(
            [
                "2025年3月11日",
                "巡察",
                "。",
                "**",
                "*",
                "`",
                "&",
                "<",
                "\n",
                "- ",
                "\n\n---\n\n",
                "1. ",
                "[a](b)",
                " ",
                "“",
                "2个问题",
            ]
        ),
        max_size=25,
    )
)
def test_no_character_of_any_text_changes(pieces: list[str]) -> None:
    _unchanged(_report(opening="".join(pieces), closing="".join(reversed(pieces))))


def test_the_seeds_state_their_facts() -> None:
    """What the three reports of the project's own site lead to: no fact of theirs is without its sentence."""
    root = Path(__file__).parent.parent
    for path in sorted((root / "content").rglob("20*.md")):
        found, _ = parse_report(path.read_bytes(), f"content/{path.parent.name}/{path.name}")
        assert found
        shown = _unchanged(found)["reports"][0]
        asked = {name for step in shown["steps"] for name in step["facts"] if name} | {
            r["fact"] for r in shown["claims"]
        }
        assert asked - shown["facts"].keys() <= MISSING.get(path.parent.name, set()), json.dumps(sorted(asked))


MISSING: dict[str, set[str]] = {}
