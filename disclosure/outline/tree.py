"""The ladder: numbered paragraphs as a tree, by the order in which the kinds of numbers appear.

A number of a kind that is open closes everything down to its own level; a kind that is not open goes one
level deeper. Marks of headings do not matter where there are numbers. After a label in front of what was done
(整改情况：) new numbers are measures, until a number of the finding's own level or above continues its count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure import numbering
from disclosure.numbering import RANK, Label
from disclosure.outline.model import Node, Unit
from disclosure.outline.runs import bare_heads, bare_statements, bracketed_sections, problem_leads, tells_measures
from disclosure.outline.titles import section_role
from disclosure.outline.wording import names_none
from disclosure.statuses import group_words, table

_ABOUT_WHOLE = re.compile(
    r"(?:关于|针对|对于|对)[^。；：]{2,100}?(?:问题|方面)(?:方面)?(?:整改(?:落实|进展)?情况)?[。：:]?$"
)
_ABOUT_RUN = re.compile(r"(?:关于|针对)[^。；：]{0,4}[“‘\"《]?[^。；]{2,90}?问题[，,。：:]")
_INLINE_MEASURE = re.compile(
    r"[。；！？”）】\s](?=[【\[（(]?\s*(?:整改|采取|措施|落实)[^，。：:】\]]{0,8}(?:[】\]]|[：:]))"
)
_BARE_HEADING = re.compile(r"[^，。；：:？！]{4,36}(?P<what>问题|方面)[”’）)]?$")
"""A line of its own that names a problem or an area and nothing else."""
_AREA_OF_PROBLEMS = re.compile(r"(?:关于|针对)[^，。；：“]{2,40}方面(?:存在)?(?:的)?问题")
_QUOTES = re.compile(r"(?:关于|针对)(?:巡察)?(?:反馈|指出)?的?[“\"]")
_GENERIC = re.compile(
    r"(?:存在|主要|突出|具体|反馈|巡[察视]|审计|发现|指出|需要?|整改|落实|个性|共性|[个项的])+(?:问题|方面)"
)
_SECTION = re.compile(r"[^，。；：:？！“”]{4,32}(?:情况|打算|安排|计划|措施|方向|工作|成效|进展)$")


_PAIR = re.compile(r"[^，。；：:]{2,12}[：:]\s*")
"""The label of a pair in a page's head, with a bullet before it (• 发布机构：): it heads nothing."""
_STATED = table(None)
_DESCRIBES = re.compile(r"(?:巡[察视])?(?:存在|反馈|发现|指出)(?:的)?(?:具体|主要)?问题(?:[。：:]|$)")
"""A heading that says no more than that a problem follows."""


def grow(units: Sequence[Unit | Node]) -> Node:
    """The tree of `units`; rows of tables come as nodes."""
    root = Node("root", "")
    stack = [root]
    reader = Reader([u for u in units if isinstance(u, Unit)])
    position = -1
    for unit in units:
        if isinstance(unit, Node):
            while stack[-1].kind == "row":
                stack.pop()
            stack[-1].content.append(unit)
            continue
        position += 1
        label = None if unit.rows else reader.label(position)
        if label is None:
            stack[-1].content.append(unit)
            if not unit.rows and tells_measures(numbering.bare_label(unit.text)):
                stack[-1].measuring = stack[-1].measuring or len(stack) > 1
                _open_list(stack, unit.text)
            continue
        node = _node(unit, label)
        if not _place(stack, node, reader, position):
            stack[-1].content.append(unit)
    return root


def _open_list(stack: list[Node], text: str) -> None:
    """Open the list whose first number stands behind its label (整改情况：1.…), so that 2. goes on with it."""
    bare = numbering.bare_label(text)
    first = numbering.read(bare[numbering.measure_end(bare) or 0 :])
    if len(stack) > 1 and first and first.kind in numbering.BARE and first.number == (1,):
        opened = Node(f"m-{first.kind}", "", first)
        opened.content = stack[-1].content
        stack.append(opened)


def _node(unit: Unit, label: Label) -> Node:
    text = unit.text[len(label.raw) :]
    kind = f"dotted{len(label.number)}" if label.kind == "dotted" else label.kind
    node = Node(kind, text, label if label.raw else None, unit.line, unit.hint, index=unit.index)
    match = _INLINE_MEASURE.search(text)
    node.measuring = bool(match and numbering.measure_end(text[match.end() :].lstrip()))
    return node


def rank(kind: str) -> float:
    """The usual depth of a kind of number."""
    if kind.startswith("dotted"):
        return 2 + int(kind[6:]) * 0.5
    if kind.startswith("h"):
        return 0.1 * int(kind[1:])
    return float(RANK.get(kind, 0.5))


class Reader:
    """Labels of the paragraphs of one notice: what counts as a number depends on the whole."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.raw = _counted([None if u.rows else numbering.read(u.text) for u in units])
        self.top = next((r.kind for r in self.raw if r), "")
        starts = {r.number for r in self.raw if r and r.kind == "dotted"}
        self.dotted = any((n[-1] == 1 and (*n[:-1], 2) in starts) or (n[-1] == 1 and n[0] == 1) for n in starts)
        self.has_cn = sum(1 for r in self.raw if r and r.kind in ("cn", "part")) > 1
        self.leads = problem_leads(units)
        self.heads = bare_heads(units) | bare_statements(units)
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
        if index in self.heads or ((_ABOUT_WHOLE.match(text) or _ABOUT_RUN.match(text)) and not names_none(text)):
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
            elif (match := _INLINE_MEASURE.search(text)) and numbering.measure_end(text[match.end() :].lstrip()):
                return True
        return False


def _counted(labels: list[Label | None]) -> list[Label | None]:
    """`labels` without letters and Roman numbers of a kind whose count does not go on from the first to the second."""
    ends: dict[str, set[int]] = {}
    for label in labels:
        if label and label.kind in numbering.LETTERED:
            ends.setdefault(label.kind, set()).add(label.number[-1])
    doubtful = {kind for kind, found in ends.items() if not {1, 2} <= found}
    return [None if label and label.kind in doubtful else label for label in labels]


def _place(stack: list[Node], node: Node, reader: Reader, position: int) -> bool:
    """Put `node` where it belongs and open it; False where it is plain text after all."""
    kinds = [n.kind for n in stack]
    measuring = max((i for i, n in enumerate(stack) if n.measuring), default=0)
    depth = _depth(stack, kinds, measuring, node, reader, position)
    if depth is None:
        return False
    del stack[depth:]
    node.in_measures = any(n.measuring for n in stack[1:])
    stack[-1].content.append(node)
    stack.append(node)
    return True


def _depth(
    stack: list[Node], kinds: list[str], measuring: int, node: Node, reader: Reader, position: int
) -> int | None:
    """How many nodes of `stack` stay open above `node`; None where it is plain text."""
    kind = node.kind
    if kind in ("part", "cn", "s") or kind.startswith("h"):
        return _depth_of_section(stack, kinds, node)
    if kind == "g":
        return _depth_of_group(stack, kinds)
    if kind in ("p", "u", "a", "b"):
        return _depth_without_number(stack, kinds, measuring, node)
    listed = f"m-{kind}"
    if listed in kinds and _continues(stack, kinds, kind, node, reader, position):
        node.kind = listed
        return kinds.index(listed)
    if kind in kinds:
        at = len(kinds) - 1 - kinds[::-1].index(kind)
        if measuring and at <= measuring and _restarts(stack[at], node, reader, position):
            node.kind = listed
            return measuring + 1
        if _restarts_in_decimals(kinds[at + 1 :], stack[at], node):
            node.kind = listed
            return len(stack)
        if _deed_under_problem(stack[at], node):
            stack[at].measuring = True
            node.kind = listed
            return at + 1
        return at
    if node.label and node.label.number[:1] != (1,) and node.label.number[-1:] != (1,):
        depth = len(stack)
        while depth > 1 and rank(kinds[depth - 1].removeprefix("m-")) >= rank(kind):
            depth -= 1
        return depth
    return len(stack)


def _restarts(open_node: Node, node: Node, reader: Reader, position: int) -> bool:
    """Whether a number of an open kind begins a list of measures instead of going on with the count."""
    if not node.label or not open_node.label:
        return False
    last, new = open_node.label.number, node.label.number
    if new[-1] != 1 or new == (*last[:-1], last[-1] + 1):
        return False
    return not (re.match(r"(?:关于|针对)", node.text) or reader.leads_measures(position))


def _restarts_in_decimals(below: list[str], open_node: Node, node: Node) -> bool:
    """Whether a count begins anew under 2.1 or 2.1.1: decimals go on by themselves, so it stands below them."""
    if not node.label or not open_node.label or node.label.number[-1] != 1:
        return False
    return any(kind.startswith("dotted") for kind in below)


def _deed_under_problem(open_node: Node, node: Node) -> bool:
    """Whether a count that begins anew under 关于…的问题 tells what was done: problems and measures numbered alike."""
    if not node.label or node.label.number[-1] != 1 or re.match(r"(?:关于|针对)", node.text):
        return False
    return bool(re.match(r"(?:关于|针对).{2,100}问题", open_node.text))


def _continues(stack: list[Node], kinds: list[str], kind: str, node: Node, reader: Reader, position: int) -> bool:
    """Whether `node` is the next measure of an open list rather than the next of the same kind outside it."""
    measure = stack[kinds.index(f"m-{kind}")].label
    outer = stack[len(kinds) - 1 - kinds[::-1].index(kind)].label if kind in kinds else None
    if not node.label or not measure or node.label.number[-1] != measure.number[-1] + 1:
        return False
    if outer is None or node.label.number[-1] != outer.number[-1] + 1:
        return True
    if node.hint or (len(node.text) <= 30 and "。" not in node.text and section_role(node.text) in ("next", "listing")):
        return False
    return not (re.match(r"(?:关于|针对)", node.text) or reader.leads_measures(position))


def _depth_of_section(stack: list[Node], kinds: list[str], node: Node) -> int:
    if node.kind in kinds:
        return kinds.index(node.kind)
    if node.kind in ("cn", "s"):
        return 2 if len(kinds) > 1 and (kinds[1] == "part" or (kinds[1].startswith("h") and node.kind == "cn")) else 1
    if node.kind == "part":
        return 1
    if section_role(node.text) == "next":
        return 1
    depth = len(stack)
    while depth > 1 and (stack[depth - 1].hint or stack[depth - 1].kind not in ("part", "cn", "s")):
        if stack[depth - 1].hint and stack[depth - 1].hint < node.hint:
            break
        depth -= 1
    return depth


def _depth_of_group(stack: list[Node], kinds: list[str]) -> int:
    """A group by result without a number (已完成的问题) stands beside the last one, or under the heading right above it."""
    if "g" in kinds:
        return kinds.index("g")
    depth = len(stack)
    while depth > 1 and stack[depth - 1].content and rank(kinds[depth - 1].removeprefix("m-")) > RANK["g"]:
        depth -= 1
    return depth


def _depth_without_number(stack: list[Node], kinds: list[str], measuring: int, node: Node) -> int | None:
    if node.kind in kinds:
        return kinds.index(node.kind)
    whole = _ABOUT_WHOLE.match(node.text)
    if node.kind == "a" and "u" in kinds:
        return kinds.index("u")
    if measuring:
        return measuring if node.kind == "p" else None
    if node.kind == "u" and not whole and re.match(r"(?:关于|针对).*(?:问题|方面)", stack[-1].text):
        # 针对“…”的问题， under 关于…方面问题 quotes one of the area's problems; under a problem it tells what was done.
        return len(stack) if _AREA_OF_PROBLEMS.match(stack[-1].text) and _QUOTES.match(node.text) else None
    return (
        len(stack) if len(stack) > 1 or node.kind in ("p", "b") or whole else (len(stack) if node.kind == "u" else None)
    )
