"""Which paragraphs begin with a number or head something, read from the notice as a whole.

In: the paragraphs of a notice. Out: `Reader`, which tells the label of each: a number, the words of a section, 关于…问题. What
looks like a number or a heading counts only where others of its kind, or what stands below it, say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disclosure import numbering
from disclosure.numbering import Label
from disclosure.outline.model import Unit
from disclosure.outline.runs import (
    bracketed_sections,
    problem_leads,
    tells_measures,
)
from disclosure.outline.titles import section_role
from disclosure.outline.unnumbered import bare_heads, bare_statements, bold_heads
from disclosure.outline.wording import names_none
from disclosure.resultplaces import front_bracket
from disclosure.statuses import group_words, table

ABOUT_WHOLE = re.compile(
    r"(?:关于|针对|对于|对)[^。；：]{2,100}?(?:问题|方面)(?:方面)?(?:整改(?:落实|进展)?情况)?[。：:]?$"
)
_ABOUT_RUN = re.compile(r"(?:关于|针对)[^。；：]{0,4}[“‘\"《]?[^。；]{2,90}?问题[，,。：:]")
_INLINE_MEASURE = re.compile(
    r"[。；！？”）】\s](?=[【\[（(]?\s*(?:整改|采取|措施|落实)[^，。：:】\]]{0,8}(?:[】\]]|[：:]))"
)
_BARE_HEADING = re.compile(r"[^，。；：:？！]{4,36}(?P<what>问题|方面)[”’）)]?$")
"""A line of its own that names a problem or an area and nothing else."""
_GENERIC = re.compile(
    r"(?:存在|主要|突出|具体|反馈|巡[察视]|审计|发现|指出|需要?|整改|落实|个性|共性|[个项的])+(?:问题|方面)"
)
_SECTION = re.compile(r"[^，。；：:？！“”]{4,32}(?:情况|打算|安排|计划|措施|方向|工作|成效|进展)$")


_PAIR = re.compile(r"[^，。；：:]{2,12}[：:]\s*")
"""The label of a pair in a page's head, with a bullet before it (• 发布机构：): it heads nothing."""
_STATED = table(None)
_DESCRIBES = re.compile(r"(?:巡[察视])?(?:存在|反馈|发现|指出)(?:的)?(?:具体|主要)?问题(?:[。：:]|$)")
"""A heading that says no more than that a problem follows."""


def tells_inside(text: str) -> bool:
    """Whether a label in front of what was done stands inside `text` (…不深。整改情况：…)."""
    match = _INLINE_MEASURE.search(text)
    return bool(match and tells_measures(text[match.end() :].lstrip()))


class Reader:
    """Labels of the paragraphs of one notice: what counts as a number depends on the whole."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.raw = _counted([None if u.rows else _read(u.text) for u in units])
        self.top = next((r.kind for r in self.raw if r), "")
        starts = {r.number for r in self.raw if r and r.kind == "dotted"}
        self.dotted = any((n[-1] == 1 and (*n[:-1], 2) in starts) or (n[-1] == 1 and n[0] == 1) for n in starts)
        self.has_cn = sum(1 for r in self.raw if r and r.kind in ("cn", "part")) > 1
        self.leads = problem_leads(units)
        self.heads = bare_heads(units) | bare_statements(units) | bold_heads(units)
        self.brackets = bracketed_sections(units)
        self.described = self._described()
        self.has_marks = any(u.hint and not r for u, r in zip(units, self.raw, strict=True))

    def label(self, index: int) -> Label | None:
        """The label of paragraph `index` as far as it may head something; None for plain text."""
        unit, label = self.units[index], self.raw[index]
        text = unit.text
        if label is None:
            return self._wordless(index)
        if label.kind == "dotted" and not self.dotted:
            return None
        bare = text[len(label.raw) :]
        if label.kind == "b" and _PAIR.fullmatch(bare):
            return None
        if self._describes(index, label, bare):
            return None
        if label.kind not in ("q", "p"):
            inner = numbering.read(bare)
            if inner and inner.kind in ("q", "p"):
                return label
            if numbering.is_known(bare) or numbering.is_known(bare.rstrip("。") + "："):
                # 2.整改措施： is a part of a finding, not a heading of its own; 1.问题表现：… over 整改措施： is a problem.
                return label if self._is_section(label, bare) or index in self.described else None
        return label

    def _describes(self, index: int, label: Label, bare: str) -> bool:
        """Whether 1. describes the problem that the heading above states, and 2. tells what was done about it."""
        above = self.raw[index - 1] if index else None
        if label.number != (1,) or not _DESCRIBES.match(bare) or not above or above.kind in ("part", label.kind):
            return False
        if section_role(self.units[index - 1].text[len(above.raw) :]) not in ("area", "unknown"):
            return False
        for then, unit in zip(self.raw[index + 1 :], self.units[index + 1 :], strict=True):
            if then and then.kind == label.kind:
                words = unit.text[len(then.raw) :]
                told = numbering.is_known(words) or numbering.is_known(words.rstrip("。：:") + "：")
                return told and then.number == (2,)
        return False

    def _described(self) -> frozenset[int]:
        """Places of numbers before a description (1.问题表现：…) that is answered before the next one: several, or none."""
        found = [
            index
            for index, (unit, label) in enumerate(zip(self.units, self.raw, strict=True))
            if label and numbering.DESCRIPTION.match(unit.text[len(label.raw) :]) and self.leads_measures(index)
        ]
        several = any(label and label.number[-1] > 1 for label in (self.raw[i] for i in found))
        return frozenset(found) if several else frozenset()

    def _is_section(self, label: Label, bare: str) -> bool:
        if "：" in bare[:16]:
            return False
        return label.kind in ("part", "cn", self.top) or (label.kind == "cnp" and len(bare) > 6)

    def _wordless(self, index: int) -> Label | None:
        """A heading without a number: marked in the source, or 关于…问题, or the words of a section."""
        unit = self.units[index]
        text = unit.text
        if index in self.brackets:
            return Label("s", (), "")
        if unit.rows or numbering.is_known(text):
            return None
        if numbering.lead(text):
            number = self.leads.get(index)
            return Label("ord", (number,), text[: numbering.lead_end(text)]) if number else None
        if unit.hint and len(text) <= 80:
            return Label(f"h{unit.hint}", (), "")
        if index in self.heads or ((ABOUT_WHOLE.match(text) or _ABOUT_RUN.match(text)) and not names_none(text)):
            return Label("u", (), "")
        if (bare := _BARE_HEADING.match(text)) and not _GENERIC.fullmatch(text):
            return Label("u" if bare["what"] == "问题" else "a", (), "")
        if len(text) <= 40 and group_words(text, _STATED):
            return Label("s" if not self.has_cn and not self.has_marks else "g", (), "")
        if not self.has_cn and not self.has_marks and _SECTION.match(text) and section_role(text) != "unknown":
            return Label("s", (), "")
        return None

    def leads_measures(self, index: int) -> bool:
        """Whether a label in front of what was done follows paragraph `index` before the next number of its kind."""
        label = self.raw[index]
        for other in range(index, min(index + 12, len(self.units))):
            text = self.units[other].text
            if other > index:
                raw = self.raw[other]
                if raw and label and (raw.kind == label.kind or raw.number[-1:] not in ((), (1,))):
                    # Another number, or one that goes on with an open count: what follows is its own.
                    return False
                if tells_measures(numbering.bare_label(text)):
                    return True
            elif tells_inside(text):
                return True
        return False


def _read(text: str) -> Label | None:
    """The number with which `text` begins, or which a result in brackets stands in front of (【已完成】1.…)."""
    if label := numbering.read(text):
        return label
    before, _ = front_bracket(text, _STATED)
    rest = text[len(before) :].lstrip()
    label = numbering.read(rest) if before else None
    if not label or not label.number:
        return None
    return replace(label, raw=text[: len(text) - len(rest)] + label.raw, before=before)


def _counted(labels: list[Label | None]) -> list[Label | None]:
    """`labels` without letters and Roman numbers of a kind whose count does not go on from the first to the second."""
    ends: dict[str, set[int]] = {}
    for label in labels:
        if label and label.kind in numbering.LETTERED:
            ends.setdefault(label.kind, set()).add(label.number[-1])
    doubtful = {kind for kind, found in ends.items() if not {1, 2} <= found}
    return [None if label and label.kind in doubtful else label for label in labels]
