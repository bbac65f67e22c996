"""Rules and documents that findings say were made or revised: every 《title》 with its verb.

In: a report. Out: titles, each with the report's own verb, in the order of the text. A title that is only studied,
followed or read out (学习《…》, 执行《…》) is not one. Traded away: documents that a notice names without 《》.
"""

from __future__ import annotations

from typing import NamedTuple

from disclosure import passages
from disclosure.patterns import later
from disclosure.report import Report

MADE = (
    *("合并制定为", "制定完善", "制定出台", "制定印发", "研究制定", "重新制定", "联合印发", "建立完善", "建立健全"),
    *(
        "制定",
        "制订",
        "制作",
        "编制",
        "编印",
        "起草",
        "拟定",
        "拟订",
        "出台",
        "印发",
        "下发",
        "发布",
        "新建",
        "建立",
        "签订",
        "审议通过",
        "通过",
        "汇编",
    ),
)
"""Verbs that say a document was made, the longer ones first."""
REVISED = (*("修订完善", "修改完善", "补充完善", "重新修订", "修订", "修改", "修正", "完善", "健全", "更新", "优化"),)
"""Verbs that say a document was revised."""
REACH = 40
"""Characters before a title in which its verb may stand."""
_TITLE = r"《([^《》。！？；;\n]{2,90})》((?:（[^（）。！？；;\n]{1,12}）|\([^()。！？；;\n]{1,12}\))?)"
_TITLES = later(_TITLE)
"""Titles, each with a bracket behind it."""
_JOINT = r"[“”\"]*(?:等)?[、，,]?(?:和|及|与|以及|、|，)?[“”\"]*"
_RUN = later(f"{_TITLE}(?:{_JOINT}{_TITLE})*")
"""Titles one after the other in one sentence: they share the verb before them or after them."""
_VERB = "|".join((*MADE, *REVISED))
_BEFORE = later(
    rf"({_VERB})(?:了|并(?:印发|下发|实施|通过|出台)(?:了)?|为|本(?:单位|会|系统)|[^，,。；;：:《》学执落贯依根按]{{0,16}})?[“\"：:]?$"
)
_AFTER = later(
    rf"(?:等)?[^，,。；;《》]{{0,8}}(?:进行|开展|作|做)(?:了)?[^。；;《》]{{0,24}}?({_VERB})(?:和(完善|修订))?"
)
_LED = later(r"(?:对|将|把)[^，,。；;：:《》]{0,12}$")
_NOT_MADE = later(
    r"(?:学习|执行|落实|贯彻|依据|根据|按照|遵守|对照|围绕|宣讲|传达|未|没有|尚未|不|拟|将|计划|准备|正在|待)[^，,。《》]{0,4}$"
)


class Rule(NamedTuple):
    """One title that a finding says was made or revised."""

    title: str
    """Without 《》, with a bracket that follows it, such as （试行）."""
    verb: str
    """As the report words it."""
    kind: str
    """`made` or `revised`."""
    sentence: str
    finding: str
    """Id of the finding."""
    anchor: str
    """Address of the finding on the body page, without `#`."""


def of_report(report: Report) -> tuple[Rule, ...]:
    """Every rule that the findings of `report` say was made or revised; a title once a finding and verb."""
    own = passages.of_report(report)
    text = own.text
    found: dict[tuple[str, str, str], Rule] = {}
    runs = list(_RUN.finditer(text))
    followings = [*(run.start() for run in runs[1:]), len(text)]
    for run, following in zip(runs, followings, strict=False):
        start, end = run.span()
        first, last, sentence = own.sentence(start)
        verb = _verb(text[max(first, start - REACH) : start], text[end : min(following, last)])
        if not verb:
            continue
        kind = "revised" if verb.startswith(REVISED) else "made"
        finding, anchor = own.finding(start)
        for title, bracket in _TITLES.findall(run[0]):
            title += bracket
            found.setdefault((finding.id, title, verb), Rule(title, verb, kind, sentence, finding.id, anchor))
    return tuple(found.values())


def _verb(before: str, after: str) -> str:
    """The verb that stands `before` a run of titles or, led in by 对, 将 or 把, `after` it; empty where none does."""
    before = before[before.rfind("》") + 1 :]
    if _LED.search(before):
        match = _AFTER.match(after)
        return f"{match[1]}和{match[2]}" if match and match[2] else match[1] if match else ""
    found = _BEFORE.search(before)
    if not found or _NOT_MADE.search(before[: found.start()]):
        return ""
    return found[1]
