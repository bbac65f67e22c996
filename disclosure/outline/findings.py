"""Which headings are findings: the innermost that state one problem or name one area, in the sections that list them.

In: the tree of `tree.grow`. Out: the same tree with `finding`, `heading`, `id` and group statuses set.
Whether numbered paragraphs are problems or measures is judged for a whole group of siblings, never one alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure import numbering
from disclosure.outline.model import Node, Unit
from disclosure.outline.titles import section_role, split_title
from disclosure.statuses import of_group, split_bracket

Known = Sequence[tuple[str, str]]

_PROBLEM = re.compile(
    r"不(?:够|到位|足|严|强|深|实|高|力|全|清|准|细|紧|佳|好|大|多|健全|完善|规范|充分|明显|平衡|坚决|坚定|主动|积极|及时|彻底|扎实|严肃|严格|严谨|有力|合理|符合|"
    r"重视|经常|广泛|突出|顺畅|理想|精准|聚焦|科学|均衡|担当|作为|畅|匹配|一致)|未(?!来|成年)|没有|缺乏|缺失|缺少|缺位|滞后|薄弱|弱化|淡化|虚化|存在|有差距|有偏差|有欠缺|有不足|短板|欠缺|偏[软弱低少差大重]|"
    r"较[差少弱低慢]|过[少低多慢]|走过场|流于形式|形式主义|脱节|违规|漏洞|隐患|松散|松懈|问题|重.{1,4}轻|一刀切|单一|淡薄|失管|失序|失察|混乱|随意|乏力|空转|打折扣"
)
_DEED = re.compile(
    r"(?:已|先后|及时|认真|切实|进一步|持续|全面|深入|积极|严格|主动|迅速|坚持|定期|通过|按照|根据|结合|对照|组织|召开|制定|修订|印发|建立|健全|完善|加强|强化|开展|落实|规范|学习|推进|"
    r"推动|提高|提升|明确|成立|举办|出台|优化|细化|压实|抓好|做好|加大|督促|引导|聚焦|紧盯|充分|利用|将|把|由|与|以|邀请|安排|收回|退回|清理|整理|补|增|设立|开设|研究|部署|签订|执行)"
)
_RESULT_BELOW = 2.0
_LIKELY = 2.0
"""Score from which a heading of unknown words that stands under no section is a finding."""
_EVIDENCE = 3.0
"""Score above which a section of unknown words is taken to list findings."""


def mark(root: Node, known: Known) -> int:
    """Mark the findings in the tree below `root`; returns how many there are."""
    votes = _votes(root)
    tops = root.children
    roles = {id(top): section_role(top.text) for top in tops}
    loose = not any(roles[id(t)] in ("listing", "area", "never", "next") and _has_body(t) for t in tops)
    for wanted in (("listing", "area"), ("unknown",)):
        for top in tops:
            if roles[id(top)] in wanted:
                strong = roles[id(top)] == "unknown" and not loose
                _mark_top(top, known, votes, roles[id(top)], strong)
        if any(_findings(top) for top in tops):
            break
    _number(root)
    return len(_findings(root))


def _mark_top(top: Node, known: Known, votes: dict[str, float], role: str, needs_evidence: bool) -> None:
    if top.kind == "row":
        top.finding = True
        return
    groups = [c for c in top.children if not c.in_measures]
    if needs_evidence and not any(score(c) >= _EVIDENCE for c in groups) and score(top) < _EVIDENCE:
        return
    if groups and (_is_group(top, groups, votes) or any(c.kind == "row" for c in groups)):
        _mark_children(top, groups, known, votes)
    elif (
        role == "area"
        or (role == "unknown" and score(top) >= _LIKELY)
        or (role == "listing" and top.measuring and re.match(r"关于|针对", top.text))
    ):
        top.finding = True


def _mark_children(node: Node, groups: list[Node], known: Known, votes: dict[str, float]) -> None:
    node.heading = True
    stated = of_group(split_title(node.text)[0], known) or node.status
    roles = [section_role(c.text) for c in groups]
    parted = "listing" in roles and any(r in ("next", "never") for r in roles)
    for child, role in zip(groups, roles, strict=True):
        if parted and role in ("next", "never"):
            continue
        if child.status is None:
            child.status = stated
        inner = [c for c in child.children if not c.in_measures]
        if inner and child.kind != "row" and _is_group(child, inner, votes):
            _mark_children(child, inner, known, votes)
        else:
            child.finding = True


def _is_group(parent: Node, nodes: list[Node], votes: dict[str, float]) -> bool:
    """Whether `nodes`, which stand under `parent`, are problems or areas rather than measures."""
    if all(n.kind == "p" for n in nodes) and len(nodes) == 1:
        return False
    stated = re.match(r"(?:关于|针对).*问题", split_title(parent.text)[0])
    if stated and sum(map(_states_problem, nodes)) * 2 < len(nodes):
        return False
    own = sum(score(n) for n in nodes) / len(nodes)
    common = sum(votes.get(n.kind, 0.0) for n in nodes) / len(nodes)
    return own + 0.4 * max(-2.0, min(2.0, common)) > 0


def _states_problem(node: Node) -> bool:
    return node.kind in ("p", "q", "row", "u") or node.measuring or bool(_PROBLEM.search(split_title(node.text)[0]))


def _votes(root: Node) -> dict[str, float]:
    """The mean score of each kind of number in the whole notice."""
    sums: dict[str, list[float]] = {}
    for node in _walk(root):
        if not node.in_measures:
            sums.setdefault(node.kind, []).append(score(node))
    return {kind: sum(scores) / len(scores) for kind, scores in sums.items()}


def _walk(node: Node) -> list[Node]:
    found: list[Node] = []
    todo = node.children[::-1]
    while todo:
        current = todo.pop()
        found.append(current)
        todo.extend(current.children[::-1])
    return found


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
    if node.measuring:
        points += 3
    points += _below(node, rest)
    if _PROBLEM.search(title) and len(title) <= 90:
        points += 1 if _DEED.match(title) and not about else 2
    elif _DEED.match(title) and not about:
        points -= 1
    if len(title) > 90:
        points -= 2
    if re.match(r"(?:一是|二是|首先)", rest):
        points += 1.5
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
    if node.content:
        points += 1.5 if len(title) <= 45 else 0.5
    elif not rest:
        points -= 2 if len(title) > 12 else 1
    elif len(rest) > 20:
        points -= 1.5
    if not node.content and rest and numbering.is_known(rest):
        points += 3
    return points


def _has_body(top: Node) -> bool:
    return bool(top.content) or bool(split_title(top.text)[1])


def _findings(node: Node) -> list[Node]:
    return [n for n in _walk(node) if n.finding] + ([node] if node.finding else [])


def _number(root: Node) -> None:
    """Give each finding its id: printed numbers below the section, the section's before where several list findings."""
    sections = [top for top in root.children if not top.finding and _findings(top)]
    used: set[str] = set()
    for top in root.children:
        path: tuple[int, ...] = ()
        if len(sections) + (1 if any(t.finding for t in root.children) else 0) > 1 and not top.finding:
            path = _own(top, root.children.index(top) + 1, ())
        if top.finding:
            _give(top, _own(top, 1 + sum(t.finding for t in root.children[: root.children.index(top)]), ()), used)
        else:
            _number_below(top, path, used)


def _number_below(node: Node, path: tuple[int, ...], used: set[str]) -> None:
    position = 0
    for child in node.children:
        if not (child.finding or _findings(child)):
            continue
        position += 1
        own = _own(child, position, path)
        if child.finding:
            _give(child, own, used)
        else:
            _number_below(child, own, used)


def _own(node: Node, position: int, path: tuple[int, ...]) -> tuple[int, ...]:
    number = node.label.number if node.label and node.label.number else ()
    if not number:
        inner = numbering.read(node.text)
        number = inner.number if inner and inner.kind == "q" else ()
    if not number and node.heading and node.kind.startswith(("h", "u")) and path == ():
        number = (position,)
    number = number or (position,)
    while len(number) > 1 and path and path[-1] == number[0]:
        path = path[:-1]
        break
    if len(number) > 1 and path[-(len(number) - 1) :] == number[:-1]:
        return (*path, number[-1])
    return (*path, *number)


def _give(node: Node, path: tuple[int, ...], used: set[str]) -> None:
    base = ".".join(map(str, path))
    name, count = base, 1
    while name in used:
        count += 1
        name = f"{base}-{count}"
    used.add(name)
    node.id = name


def stated_in_title(node: Node, known: Known) -> tuple[str, str, str | None]:
    """The title without a bracket that states a result, the bracket, and its status."""
    return split_bracket(node.text, known)
