"""The text of all findings at once gives what the text of each gives alone."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from reports import one_finding, report

from disclosure import metrics, passages, rules
from disclosure.chinese import plain

WORDS = (
    *(
        "2025年",
        "截至2024年9月",
        "3月至今",
        "较",
        "第",
        "培训",
        "约",
        "5场",
        "３人次",
        "1,200.50万元",
        "40%",
        "7个月",
        "8",
    ),
    *("修订", "印发", "将", "《甲》", "《乙办法》", "《", "》", "（试行）", "和", "进行完善"),
    *("，", ",", "、", "：", "“", "”", "（", ")", " ", "。", "；", "; ", "！", "\u200b", "\u3000"),
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_findings_take_nothing_from_one_another(texts: list[str]) -> None:
    markdown = "\n\n".join(f"### {n}. 问题 {{#{n} .finding}}\n\n述：{text}" for n, text in enumerate(texts, 1))
    whole = report(markdown)
    alone = [replace(whole, sections=(section,)) for section in whole.sections]
    assert metrics.of_report(whole) == tuple(f for one in alone for f in metrics.of_report(one))
    assert rules.of_report(whole) == tuple(r for one in alone for r in rules.of_report(one))


@given(TEXTS)
def test_sentences_take_nothing_from_one_another(text: str) -> None:
    sentences = [plain(s).strip() for s in re.split(r"[。！；;]", f"述：{text}")]
    alone = [one_finding(f"述{sentence}。") for sentence in sentences if sentence]
    whole = one_finding("。".join(f"述{sentence}" for sentence in sentences if sentence))
    assert metrics.of_report(whole) == tuple(f for one in alone for f in metrics.of_report(one))
    assert [r[:4] for r in rules.of_report(whole)] == list(
        dict.fromkeys(r[:4] for one in alone for r in rules.of_report(one))
    )


def test_a_sentence_is_read_up_to_its_limit() -> None:
    tail = "，培训7场。"
    figures = [metrics.of_report(one_finding(f"述{'甲' * n}{tail}述。培训8场。")) for n in (1990, 1999)]
    assert [[f.value for f in found] for found in figures] == [["7", "8"], ["8"]]
    assert len(figures[1][0].sentence) < 10


def test_a_text_may_hold_what_stands_between_two() -> None:
    whole = one_finding("培训7场。")
    (section,) = whole.sections
    finding = section.finding
    assert finding
    odd = replace(
        whole, sections=(section._replace(finding=finding._replace(text="5场\n\0\n6场")), section._replace(anchor="b"))
    )
    assert [(f.value, f.anchor) for f in metrics.of_report(odd)] == [
        ("5", section.anchor),
        ("6", section.anchor),
        ("7", "b"),
    ]
    assert passages.of_report(odd) is passages.of_report(odd)
