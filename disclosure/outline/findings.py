"""Which headings are findings: the innermost that state one problem or name one area, in the sections that list them.

In: the tree of `tree.grow`. Out: the same tree with `finding`, `heading`, `id` and group statuses set.
Whether numbered paragraphs are problems or measures is judged for a whole group of siblings, never one alone, and
together with every group that stands at the same place of the ladder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from disclosure import numbering
from disclosure.chinese import integer
from disclosure.outline import scores
from disclosure.outline.ids import number
from disclosure.outline.model import Node, Unit
from disclosure.outline.shared import share
from disclosure.outline.titles import section_role, split_title
from disclosure.outline.wording import answers_lack
from disclosure.resultplaces import of_end, of_label, split_bracket, tail_label
from disclosure.statuses import of_group

Known = Sequence[tuple[str, str]]

_COUNT = re.compile(
    r"(?:(?:问题|方面|事项|任务)[^（(]{0,6}[（(]共?|的)(?P<n>[0-9０-９一二三四五六七八九十]{1,3})[个项条](?:[）)]?[。：:]?|(?:问题|任务|事项)?[：:])$"
)
_OUTLOOK = re.compile(
    r"(?:下一?步|下一?阶段|今后|后续|下一?步整改)(?:的)?(?:工作)?(?:打算|计划|安排|措施|举措|思路|努力方向|方向|工作)[。：:]?"
)
"""A heading that closes a notice and nothing else: no problem is worded so."""
_LIKELY = 2.0
"""Score from which a heading of unknown words that stands under no section is a finding."""
_EVIDENCE = 3.0
"""Score above which a section of unknown words is taken to list findings."""


def mark(root: Node, known: Known) -> int:
    """Mark the findings in the tree below `root`; returns how many there are."""
    _lift_results(root, known)
    pools = scores.pools(root)
    tops = root.children
    roles = {id(top): _role(top, known) for top in tops}
    loose = not any(roles[id(t)] in ("listing", "area", "never", "next") and _has_body(t) for t in tops)
    for wanted in (("listing", "area"), ("unknown",)):
        for top in tops:
            if roles[id(top)] in wanted:
                strong = roles[id(top)] == "unknown" and not loose
                _mark_top(top, known, pools, roles[id(top)], strong)
        if any(n.finding for top in tops for n in (top, *top.below)):
            break
    else:
        _mark_bare(tops, lambda top: _ends_with_result(top, known))
    _mark_stated(tops)
    _mark_alike(tops, roles, known)
    _unmark_announced(tops)
    share(root, known)
    number(root)
    return sum(n.finding for n in root.below)


def _mark_alike(tops: Sequence[Node], roles: dict[int, str], known: Known) -> None:
    """Headings that state a result of their own stand or fall together with those of their kind that are findings."""
    kinds = {top.kind for top in tops if top.finding and _states_own(top, known)}
    for top in tops:
        if top.kind in kinds and roles[id(top)] == "unknown" and _states_own(top, known):
            top.finding = True


def _unmark_announced(tops: Sequence[Node]) -> None:
    """Take the marks of a section that only lists problems which a later section answers one by one in the same words."""
    listed = [[n for n in top.below if n.finding] for top in tops]
    for index, bare in enumerate(listed):
        if len(bare) < 2 or any(n.content or split_title(n.text)[1] for n in bare):
            continue
        words = [n.text.strip().rstrip("。；;") for n in bare]
        for later in listed[index + 1 :]:
            if len(later) == len(bare) and all(w in n.text for w, n in zip(words, later, strict=True)):
                for node in bare:
                    node.finding = False
                break


def _states_own(top: Node, known: Known) -> bool:
    """Whether a result stands at the end of a bare heading, or below one under which no finding stands."""
    if not top.children:
        return _ends_with_result(top, known)
    return _has_result(top, known) and not any(n.finding for n in top.below)


def _mark_stated(tops: Sequence[Node]) -> None:
    """Numbers at the top that state a problem and tell what was done, where no other number is a finding."""
    if all(map(_is_bare, (t for t in tops if t.finding))) and not any(n.finding for t in tops for n in t.below):
        _mark_bare(tops, _is_answered)


def _is_answered(top: Node) -> bool:
    """Whether a number states a problem, and something follows on its line or below it."""
    told = split_title(top.text)[1] or top.content
    return answers_lack(top.text) or (bool(told) and scores.states_problem(top))


def _mark_bare(tops: Sequence[Node], fits: Callable[[Node], bool]) -> None:
    """Numbers of one kind with nothing above or below them of which nearly all fit are the findings.

    Asked only where nothing else shows what a finding is.
    """
    bare = [t for t in tops if _is_bare(t)]
    for kind in {top.kind for top in bare}:
        alike = [t for t in bare if t.kind == kind]
        fitting = sum(map(fits, alike))
        if fitting > 1 and fitting * 3 >= len(alike) * 2:
            for top in alike:
                top.finding = True


def _is_bare(top: Node) -> bool:
    return not top.children and section_role(split_title(top.text)[0]) not in ("next", "never")


def _ends_with_result(node: Node, known: Known) -> bool:
    last = node.content[-1] if node.content else None
    if isinstance(last, Node):
        return False
    text = last.text if last else split_title(node.text)[1]
    label = tail_label(text) if text else -1
    return bool(text) and (
        of_end(text, known)[1] is not None or (label >= 0 and of_label(text[label:], known) is not None)
    )


def _role(top: Node, known: Known) -> str:
    """What a section promises; where its words do not say so and its problems show by their form, the form counts."""
    title = split_title(top.text)[0]
    numbers = [c for c in top.children if not c.in_measures]
    if _is_labelled(top) or (of_group(title, known) and _counts(top, numbers, 1)):
        return "listing"
    role = section_role(title)
    if role in ("never", "unknown") and top.kind != "row":
        if not top.children and top.kind not in ("part", "cn", "s") and _shows(top, known):
            return "listing"
        if _counts(top, numbers):
            return "listing"
        below = [n for n in top.below if not n.in_measures]
        if sum(_shows(n, known) for n in below) * 3 >= len(below) > 0:
            return "listing"
    return role


def _is_labelled(top: Node) -> bool:
    """Whether a label behind its number says that `top` is a problem, and what was done stands below (一、反馈问题：…)."""
    label = numbering.read(top.text)
    return label is not None and label.kind in ("p", "q") and len(label.raw) < len(top.text) and top.measuring


def _shows(node: Node, known: Known) -> bool:
    """Whether the form of `node` itself says that it is a finding: a label or a result belongs to it."""
    return node.kind in ("p", "q", "row") or node.measuring or _has_result(node, known)


def _has_result(node: Node, known: Known) -> bool:
    units = [c for c in node.content if isinstance(c, Unit)]
    if node.label and node.label.before:
        return True
    return any(_is_result(u.text, known) for u in units) or bool(split_bracket(node.text, known)[1])


def _is_result(text: str, known: Known) -> bool:
    if text[:1] in numbering.FIRST:
        text = numbering.bare_label(text)
    if numbering.RESULT.match(text) and (numbering.STRICT.match(text) or of_label(text, known)):
        return True
    rest, bracket, _ = split_bracket(text, known)
    return bool(bracket) and not rest


def _lift_results(root: Node, known: Known) -> None:
    """Give a result that stands after the last of several measures to the problem above them.

    It stands there for the ladder, which cannot know whether a line belongs to the last number or to all of them.
    A problem with one measure alone follows those at its place of the ladder that have several.
    """
    places = [(path, parent) for path, parent in scores.parents(root) if parent.label]
    # The deepest first: what was lifted once speaks for its new place.
    places.sort(key=lambda place: -len(place[0]))
    lifted = {path for path, parent in places if _lift(parent, known, 2)}
    for path, parent in places:
        if path in lifted:
            _lift(parent, known, 1, vouched=True)


def _lift(node: Node, known: Known, least: int, *, vouched: bool = False) -> bool:
    """Lift the result below the last of at least `least` numbers of `node`; whether it was lifted.

    Numbers that seem problems keep it; where others at the place are none (`vouched`), only if all seem so.
    """
    numbers = [c for c in node.children if not c.in_measures]
    if len(numbers) < least or numbers[-1] is not node.content[-1]:
        return False
    last = numbers[-1]
    at = next((i for i, c in enumerate(last.content) if isinstance(c, Unit) and _is_result(c.text, known)), None)
    if at is None or any(isinstance(c, Node) for c in last.content[at:]):
        return False
    if any(_shows(c, known) for c in numbers[:-1]) or last.measuring or last.kind in ("p", "q", "row"):
        return False
    problems = sum(map(scores.states_problem, numbers))
    if not scores.is_problem_itself(node) and problems * (1 if vouched else 2) >= len(numbers):
        return False
    node.content += last.content[at:]
    del last.content[at:]
    return True


def _mark_top(top: Node, known: Known, pools: scores.Pools, role: str, needs_evidence: bool) -> None:
    if top.kind == "row":
        top.finding = True
        return
    groups = [c for c in top.children if not c.in_measures]
    if needs_evidence and not any(c.points >= _EVIDENCE for c in groups) and top.points < _EVIDENCE:
        return
    if not groups and top.kind not in ("part", "cn", "s") and role != "next" and _shows(top, known):
        top.finding = True
    elif groups and (_is_group(top, groups, known, pools, (top.kind,)) or any(c.kind == "row" for c in groups)):
        _mark_children(top, groups, known, pools, (top.kind,))
    elif (
        role == "area"
        or (groups and _is_told_of(top, groups))
        or (role == "unknown" and top.points >= _LIKELY)
        or (role == "listing" and top.measuring and (_is_labelled(top) or re.match(r"关于|针对", top.text)))
    ):
        top.finding = True


def _is_told_of(top: Node, groups: Sequence[Node]) -> bool:
    """Whether 存在问题： alone under a heading that promises nothing tells more of the problem that the heading names."""
    return [g.kind for g in groups] == ["p"] and section_role(split_title(top.text)[0]) == "unknown"


def _mark_children(node: Node, groups: list[Node], known: Known, pools: scores.Pools, path: tuple[str, ...]) -> None:
    node.heading = True
    stated = of_group(split_title(node.text)[0], known) or node.status
    roles = [section_role(split_title(c.text)[0]) for c in groups]
    # （一）组织领导 beside （二）反馈问题整改情况: only what has numbers under it can list problems.
    parted = any(r == "listing" and c.children for c, r in zip(groups, roles, strict=True))
    for child, role in zip(groups, roles, strict=True):
        if parted and role in ("next", "never") and not _shows(child, known):
            continue
        if child is groups[-1] and len(groups) > 1 and _OUTLOOK.fullmatch(child.text):
            continue
        if child.status is None:
            child.status = stated
        inner = [c for c in child.children if not c.in_measures]
        below = (*path, child.kind)
        if inner and child.kind != "row" and _is_group(child, inner, known, pools, below):
            _mark_children(child, inner, known, pools, below)
        else:
            child.finding = True


def _is_group(parent: Node, nodes: list[Node], known: Known, pools: scores.Pools, path: tuple[str, ...]) -> bool:
    """Whether `nodes`, which stand under `parent`, are problems or areas rather than measures."""
    if all(n.kind == "p" for n in nodes) and len(nodes) == 1 and not pools[(*path, "p")].several:
        # 问题： alone under a heading tells more of what the heading names, unless others have several.
        return False
    if of_group(split_title(parent.text)[0], known) or _counts(parent, nodes):
        return True
    alike = [pools[(*path, n.kind)] for n in nodes]
    if scores.is_problem_itself(parent):
        pool = max(alike, key=lambda p: p.stated)
        problems, count = sum(map(scores.states_problem, nodes)), len(nodes)
        if (problems + pool.problems) * 2 < count + pool.stated:
            return False
    own = sum(n.points for n in nodes) / len(nodes)
    common = sum(p.points / p.count for p in alike) / len(nodes)
    return own + max(-2.0, min(2.0, common)) > 0


def _counts(parent: Node, nodes: Sequence[Node], least: int = 2) -> bool:
    """Whether the heading says how many problems stand under it, and so many do (…的问题（3个）)."""
    stated = _COUNT.search(split_title(parent.text)[0])
    return stated is not None and integer(stated["n"].translate(numbering.ASCII)) == len(nodes) >= least


def _has_body(top: Node) -> bool:
    return bool(top.content) or bool(split_title(top.text)[1])
