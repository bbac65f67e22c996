"""Several numbered problems in one paragraph, and problems that only counting words number (一是, 首先).

In: a paragraph, or all paragraphs of a notice. Out: the paragraph cut where its numbers go on, and the places of the
paragraphs whose counting words number problems. A count inside a paragraph is believed only where it goes on from the
number with which the paragraph begins, at the end of a sentence; where it begins anew (1.…整改措施：1.…2.…) nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from disclosure import numbering
from disclosure.numbering import Label
from disclosure.outline.model import Unit
from disclosure.outline.titles import section_role, split_title
from disclosure.outline.wording import answer_lacks
from disclosure.resultplaces import split_bracket
from disclosure.statuses import is_plain, table

_JOINT = re.compile(
    r"(?<=[。；;！？”’）)\]】\s])\s*(?=[（(〔﹙【㈠-㈩⑴-⒇⒈-⒛第问反整任事意0-9０-９一二三四五六七八九十])"
)
_LEAD_JOINT = re.compile(r"(?<=[。；;！？”’）)\]】\s])\s*(?=[一二三四五六七八九十其再最第])")
_STATED = table(None)
_BRACKETED = re.compile(r"【[^【】]{2,16}】")
_COUNTED = frozenset(("cnp", "num", "nump", "q", "ord"))
_AREA_END = re.compile(r"[^。；：:]{2,50}?(?:方面|问题|情况)[：:]\s*(?=[（(⑴㈠1１])")
_PROBLEM_END = re.compile(r"问题[”’）)]*[。：:，,；]?$")
_AREA = re.compile(r"方面[。：:]?$")
_ABOUT = re.compile(r"(?:关于|针对)[^。；]{2,100}?(?:问题|方面)")
_REMEDY = re.compile(
    r"(?:着力|切实|集中|重点|有效|及时|推动|努力|全力|逐一|逐项)?(?:解决|化解|整治|查找|剖析|梳理|研究|破解|聚焦|围绕|坚持|紧盯|对照|回应|处理|攻克|排查|纠治|整改)"
)


def split(unit: Unit) -> list[Unit]:
    """`unit` as the paragraphs that its numbers make: a heading and the first number below it, numbers that go on."""
    return _result_apart([part for piece in _split_count(unit) for part in _split_heading(piece)])


def _result_apart(parts: list[Unit]) -> list[Unit]:
    """`parts` with a result in brackets at their end as a paragraph of its own, where it is the only one.

    It stands behind all that one paragraph counts: 1.problem。（1）…；（2）…。【已完成】
    """
    if len(parts) < 2:
        return parts
    text, bracket, _ = split_bracket(parts[-1].text, _STATED)
    if not bracket or not text or any(split_bracket(p.text, _STATED)[1] for p in parts[:-1]):
        return parts
    return [*parts[:-1], replace(parts[-1], text=text), replace(parts[-1], text=bracket, hint=0)]


def _split_heading(unit: Unit) -> list[Unit]:
    """A heading and the first number below it on one line (（一）…方面。1.…) as two paragraphs."""
    label = numbering.read(unit.text)
    if not label or label.kind in ("circ", "ord") or numbering.bare_label(unit.text) != unit.text:
        return [unit]
    title, rest = _heading(unit.text[len(label.raw) :])
    if not rest or len(title) > 60:
        return [unit]
    inner = numbering.read(rest)
    below = replace(unit, text=rest, hint=0)
    if inner and inner.kind in numbering.BARE and inner.kind != label.kind and _begins_count(inner, below):
        return [replace(unit, text=label.raw + title), *split(below)]
    parts = _split_leads(below)
    alone = numbering.lead(rest) == 1 and _answered(rest) and _AREA.search(title) is not None
    return [replace(unit, text=label.raw + title), *parts] if len(parts) > 1 or alone else [unit]


def _begins_count(inner: Label, below: Unit) -> bool:
    """Whether the number `inner`, with which `below` begins, counts problems: from 1, or on from the section before."""
    return inner.number[-1] == 1 or len(_split_count(below)) > 1 or _answered(below.text[len(inner.raw) :])


def _heading(text: str) -> tuple[str, str]:
    """A heading and what follows it on its line, also after 方面： with a number behind it."""
    if match := _AREA_END.match(text):
        return match[0].strip(), text[match.end() :]
    return split_title(text)


def _split_count(unit: Unit) -> list[Unit]:
    label = numbering.read(unit.text)
    if label is None or label.kind not in _COUNTED or len(label.number) != 1:
        return _split_leads(unit)
    cuts, number = [0], label.number[0]
    for match in _JOINT.finditer(unit.text, len(label.raw)):
        found = numbering.read(unit.text[match.end() :])
        if found is None or found.kind != label.kind:
            continue
        if found.number == (1,):
            return [unit]
        if found.number == (number + 1,):
            cuts.append(match.end())
            number += 1
    return _parts(unit, cuts)


def _split_leads(unit: Unit) -> list[Unit]:
    """一是关于…的问题。…二是关于…的问题。… as a paragraph each; measures that are counted so stay together."""
    if numbering.lead(unit.text) != 1:
        return [unit]
    cuts, expected = [0], 2
    for match in _LEAD_JOINT.finditer(unit.text):
        if _counts_on(numbering.lead(unit.text[match.end() :]), expected):
            cuts.append(match.end())
            expected += 1
    parts = _parts(unit, cuts)
    texts = [p.text for p in parts]
    return parts if len(parts) > 1 and (all(map(_is_problem, texts)) or _answer(texts)) else [unit]


def _parts(unit: Unit, cuts: Sequence[int]) -> list[Unit]:
    if len(cuts) < 2:
        return [unit]
    bounds = [*cuts, len(unit.text)]
    return [replace(unit, text=unit.text[a:b].strip()) for a, b in pairwise(bounds)]


def _counts_on(found: int | None, expected: int) -> bool:
    return found == expected or (found == numbering.LAST and expected > 1)


def _is_problem(text: str) -> bool:
    """Whether the words behind the counting word of `text` state a problem rather than tell what was done."""
    rest = text[numbering.lead_end(text) :]
    title = split_title(rest)[0]
    if _ABOUT.match(title):
        return True
    return bool(_PROBLEM_END.search(title)) and len(title) <= 60 and not _REMEDY.match(title)


def _answered(text: str) -> bool:
    """Whether a label in front of what was done follows the first statement of `text`: …不够广。整改情况：…"""
    return tells_measures(split_title(text[numbering.lead_end(text) :])[1])


def _answer(texts: Sequence[str]) -> bool:
    """Whether each text of a count tells a problem and what was done about it: by a label, or by its words."""
    return all(map(_answered, texts)) or answer_lacks([text[numbering.lead_end(text) :] for text in texts])


def problem_leads(units: Sequence[Unit]) -> dict[int, int]:
    """Places of the paragraphs whose counting words (一是, 首先) number problems, with their numbers.

    A run counts as a whole or not at all. A single 一是…。整改情况：… or 一是…不足。制定… follows those that have several.
    """
    runs = _lead_runs(units)
    answered = [_answer([units[i].text for i in run]) for run in runs]
    several = any(told and len(run) > 1 for run, told in zip(runs, answered, strict=True))
    found: dict[int, int] = {}
    for run, told in zip(runs, answered, strict=True):
        if (told and several) or all(_is_problem(units[i].text) for i in run):
            found |= {index: number for number, index in enumerate(run, 1)}
    return found


def _lead_runs(units: Sequence[Unit]) -> list[list[int]]:
    """Places of the paragraphs that counting words number from 一是 on, a list a count."""
    runs: list[list[int]] = []
    run: list[int] = []
    for index, unit in enumerate(units):
        count = None if unit.rows else numbering.lead(unit.text)
        if count == 1 or (count is None and not unit.rows and numbering.read(unit.text)):
            run = [index] if count == 1 else []
            runs += [run] if run else []
        elif count is not None and run and _counts_on(count, len(run) + 1):
            run.append(index)
    return runs


def tells_measures(text: str) -> bool:
    """Whether `text` begins with a label in front of what was done, not of a mere result (完成情况：已完成)."""
    if not numbering.measure_end(text):
        return False
    result = numbering.RESULT.match(text)
    return not (result and is_plain(result["words"], _STATED))


def bracketed_sections(units: Sequence[Unit]) -> frozenset[int]:
    """Places of the lines in brackets that head sections (【组织落实】, 【整改进展】): several, and none stands twice.

    Labels of a single finding (【反馈问题】, 【整改结果】) are none.
    """
    opened = [(i, u.text.strip()) for i, u in enumerate(units) if u.text[:1] == "【" and not u.rows]
    found = {i: text for i, text in opened if _BRACKETED.fullmatch(text)}
    if len(found) < 2 or len(set(found.values())) < len(found):
        return frozenset()
    labels = any(numbering.read(t) or numbering.STRICT.match(t) for t in found.values())
    roles = [section_role(t[1:-1]) for t in found.values()]
    return frozenset() if labels or roles.count("unknown") * 2 > len(roles) else frozenset(found)
