"""Rules and documents that findings say were made or revised: every 《title》 with its verb.

In: a report. Out: titles, each with the report's own verb, in the order of the text. A title that is only studied,
followed or read out (学习《…》, 执行《…》) is not one. Traded away: documents that a notice names without 《》.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.chinese import plain
from disclosure.report import Finding, Report

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
_TITLES = re.compile(r"《([^《》]{2,90})》((?:（[^（）]{1,12}）|\([^()]{1,12}\))?)")
_VERB = "|".join((*MADE, *REVISED))
_BEFORE = re.compile(
    rf"({_VERB})(?:了|并(?:印发|下发|实施|通过|出台)(?:了)?|为|本(?:单位|会|系统)|[^，,。；;：:《》学执落贯依根按]{{0,16}})?[“\"：:]?$"
)
_JOINT = re.compile(r"^[“”\"]*(?:等)?[、，,]?(?:和|及|与|以及|、|，)?[“”\"]*$")
_AFTER = re.compile(
    rf"^(?:等)?[^，,。；;《》]{{0,8}}(?:进行|开展|作|做)(?:了)?[^。；;《》]{{0,24}}?({_VERB})(?:和(完善|修订))?"
)
_LED = re.compile(r"(?:对|将|把)[^，,。；;：:《》]{0,12}$")
_SENTENCE = re.compile(r"[^。！？；;\n]+")
_NOT_MADE = re.compile(
    r"(?:学习|执行|落实|贯彻|依据|根据|按照|遵守|对照|围绕|宣讲|传达|未|没有|尚未|不|拟|将|计划|准备|正在|待)[^，,。《》]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Rule:
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
    found: dict[tuple[str, str, str], Rule] = {}
    for section in report.sections:
        if section.finding:
            for rule in of_finding(section.finding, section.anchor):
                found.setdefault((rule.finding, rule.title, rule.verb), rule)
    return tuple(found.values())


def of_finding(finding: Finding, anchor: str) -> Iterator[Rule]:
    """Every rule in the text under `finding`."""
    if "《" not in finding.text:
        return
    for raw in _SENTENCE.findall(finding.text):
        if "《" not in raw:
            continue
        sentence = plain(raw).strip()
        for title, verb in _of_sentence(sentence):
            kind = "revised" if verb.startswith(REVISED) else "made"
            yield Rule(title, verb, kind, sentence, finding.id, anchor)


def _of_sentence(sentence: str) -> Iterator[tuple[str, str]]:
    """Titles of a sentence with their verbs: a run of titles shares the verb before it or after it."""
    matches = list(_TITLES.finditer(sentence))
    run: list[re.Match[str]] = []
    for index, match in enumerate(matches):
        run.append(match)
        following = matches[index + 1].start() if index + 1 < len(matches) else len(sentence)
        if index + 1 < len(matches) and _JOINT.match(sentence[match.end() : following]):
            continue
        before, after = sentence[: run[0].start()], sentence[match.end() : following]
        verb = _verb(before, after)
        if verb:
            for title in run:
                yield title[1] + title[2], verb
        run = []


def _verb(before: str, after: str) -> str:
    before = before[max(before.rfind("》") + 1, len(before) - REACH) :]
    led = _LED.search(before)
    if led:
        match = _AFTER.match(after)
        return f"{match[1]}和{match[2]}" if match and match[2] else match[1] if match else ""
    found = _BEFORE.search(before)
    if not found or _NOT_MADE.search(before[: found.start()]):
        return ""
    return found[1]
