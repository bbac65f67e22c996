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
from disclosure.outline.reading import ABOUT_WHOLE, Reader, tells_inside
from disclosure.outline.runs import tells_measures
from disclosure.outline.titles import section_role

_AREA_OF_PROBLEMS = re.compile(r"(?:关于|针对)[^，。；：“]{2,40}方面(?:存在)?(?:的)?问题")
_QUOTES = re.compile(r"(?:关于|针对)(?:巡察)?(?:反馈|指出)?的?[“\"]")


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
        if unit.is_head:
            stack[-1].content.append(unit)
            continue
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
    node.measuring = tells_inside(text)
    return node


def rank(kind: str) -> float:
    """The usual depth of a kind of number."""
    if kind.startswith("dotted"):
        return 2 + int(kind[6:]) * 0.5
    if kind.startswith("h"):
        return 0.1 * int(kind[1:])
    return float(RANK.get(kind, 0.5))


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
    whole = ABOUT_WHOLE.match(node.text)
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
