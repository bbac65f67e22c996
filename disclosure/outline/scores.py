"""How much a numbered paragraph looks like a problem, how much like a measure; alone, and with all at its place.

In: nodes of the tree. Out: points, and `Pool`s: what stands at one place of the ladder (一、 > （一） > 1.) in the whole
notice. The words of problems are never complete; what notices number alike they mean alike, so the many vouch for the few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure import numbering
from disclosure.outline.model import Node, Unit
from disclosure.outline.titles import split_title
from disclosure.outline.wording import DEED
from disclosure.resultplaces import of_several, says_own, says_whole
from disclosure.statuses import table

_PROBLEM = re.compile(
    r"不(?:够|到位|足|严|强|深|实|高|力|全|清|准|细|紧|佳|好|大|多|健全|完善|规范|充分|明显|平衡|坚决|坚定|主动|积极|及时|彻底|扎实|严肃|严格|严谨|有力|合理|符合|"
    r"重视|经常|广泛|突出|顺畅|理想|精准|聚焦|科学|均衡|担当|作为|畅|匹配|一致)|未(?!来|成年|病|雨绸|诉先)|没有|缺乏|缺失|缺少|缺位|滞后|薄弱|弱化|淡化|虚化|存在|有差距|有偏差|有欠缺|有不足|短板|欠缺|偏[软弱低少差大重]|"
    r"较[差少弱低慢]|过[少低多慢]|走过场|流于形式|形式主义|脱节|违规|漏洞|盲[点区]|死角|不顺|隐患|松散|松懈|问题|重.{1,4}轻|一刀切|单一|淡薄|失管|失序|失察|混乱|随意|乏力|空转|打折扣"
)
_QUOTED = re.compile(r"[“\"][^“”\"]{4,60}[”\"][。：:]?")
"""A title that is one quotation: a problem in the words of those who found it."""
_RESULT_BELOW = 2.0
_STATED = table(None)


@dataclass(slots=True)
class Pool:
    """Every number at one place of the ladder (一、 > （一） > 1. > （1）), taken together."""

    count: int = 0
    points: float = 0.0
    stated: int = 0
    """Numbers under a heading that states a problem itself."""
    problems: int = 0
    """Those among them that state a problem too."""
    several: bool = False
    """Whether more than one stands under the same heading anywhere."""


Pools = dict[tuple[str, ...], Pool]


def pools(root: Node) -> Pools:
    """Every place of the ladder with what stands there in the whole notice; measures that are known are left out.

    Puts its points on each node.
    """
    made: Pools = {}
    for path, node, parent in _places(root):
        pool = made.setdefault(path, Pool())
        pool.count += 1
        pool.several = pool.several or sum(c.kind == node.kind for c in parent.children) > 1
        node.points = score(node)
        pool.points += node.points
        if is_problem_itself(parent):
            pool.stated += 1
            pool.problems += states_problem(node)
    return made


def _places(root: Node) -> Iterator[tuple[tuple[str, ...], Node, Node]]:
    for path, parent in parents(root):
        for child in parent.children:
            if not child.in_measures:
                yield (*path, child.kind), child, parent


def parents(root: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Every node that is no measure, with its place on the ladder: the kinds of the numbers above it and its own."""
    todo: list[tuple[tuple[str, ...], Node]] = [((), root)]
    while todo:
        path, parent = todo.pop()
        yield path, parent
        todo += [((*path, child.kind), child) for child in parent.children if not child.in_measures]


def is_problem_itself(node: Node) -> bool:
    """Whether a heading states a problem (关于…问题, 问题一：), so that what it numbers may be what was done."""
    return node.kind in ("p", "q") or bool(re.match(r"(?:关于|针对).*问题", split_title(node.text)[0]))


def states_problem(node: Node) -> bool:
    """Whether a node states a problem by its words or its form."""
    return node.kind in ("p", "q", "row", "u") or node.measuring or bool(_PROBLEM.search(split_title(node.text)[0]))


def score(node: Node) -> float:
    """How much `node` looks like a problem or an area (above 0) or like a measure (below)."""
    if node.kind == "row":
        return 6.0
    title, rest = split_title(node.text)
    inner = numbering.read(title)
    points = 0.0
    about = re.match(r"(?:关于|针对|对于)", title)
    if node.kind in ("q", "p") or (inner and inner.kind in ("q", "p")):
        points += 4
    if about and re.search(r"(?:问题|方面)[”’）)]*[。：:，,]?$", title):
        points += 3
    elif re.search(r"(?:方面|问题)(?:[（(].{0,12}[）)])?[。：:]?$", title):
        points += 2
    elif node.kind == "u":
        points += 3
    if node.measuring:
        points += 3
    points += _below(node, rest)
    if _PROBLEM.search(title) and len(title) <= 90:
        points += 1 if DEED.match(title) and not about else 2
    elif DEED.match(title) and not about:
        points -= 1
    if len(title) > 90:
        points -= 2
    if re.match(r"(?:一是|二是|首先)", rest):
        points += 1.5
    if rest and says_whole(rest):
        points += 2.5
    elif rest and says_own(rest) and not DEED.match(title):
        points += 2
    if _QUOTED.fullmatch(title):
        points += 1
    if node.hint:
        points += 1
    if node.kind == "circ":
        points -= 1
    return points


def _below(node: Node, rest: str) -> float:
    """Points for what stands under `node`: content makes a heading, nothing at all makes a measure."""
    points = 0.0
    texts = [c.text for c in node.content if isinstance(c, Unit)]
    if any(numbering.RESULT.match(t) and numbering.STRICT.match(t) for t in texts):
        points += _RESULT_BELOW
    if any(numbering.lead(t) == 1 for t in texts):
        points += 2
    title = split_title(node.text)[0]
    if any(not (isinstance(c, Unit) and of_several(c.text, _STATED)) for c in node.content):
        points += 1.5 if len(title) <= 45 else 0.5
    elif not rest:
        points -= 2 if len(title) > 12 else 1
    elif len(rest) > 20:
        points -= 1.5
    if not node.content and rest and numbering.is_known(rest):
        points += 3
    return points
