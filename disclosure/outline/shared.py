"""Results that one sentence states for several findings, where it says beyond doubt for which.

In: the tree with its findings marked. Out: the same tree, with the status on each finding of which such a sentence tells:
以上3个问题均已整改到位 behind the third under one heading, and 已完成2项：第1、2项；正在推进1项：第3项 behind findings whose
numbers are all different.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosure.outline.model import Node, Unit
from disclosure.resultplaces import of_counted
from disclosure.statuses import is_plain, status_of

Known = Sequence[tuple[str, str]]
_CLAUSE = re.compile(
    r"(?:目前|其中)?[，,：:]?(?P<words>[^，。；：:、0-9]{2,10}?)(?:的)?(?:问题)?(?P<count>[0-9]{1,3})[项个条](?:问题)?[：:，,（(]?(?:为|即|分别是)?"
    r"(?P<numbers>第[0-9]{1,3}(?:[、，,]第?[0-9]{1,3})*)[项个条号]?(?:问题)?[）)]?"
)
"""A status, how many findings have it, and their numbers: 已完成2项：第1、2项."""


def share(root: Node, known: Known) -> None:
    """Put on the findings below `root` what sentences about several of them state."""
    for parent in (root, *root.below):
        _share_counted(parent, known)
    _share_listed(root, known)


def _share_counted(parent: Node, known: Known) -> None:
    """Give the result of 以上N个问题 to the N findings under `parent` since the last such sentence, where they are N."""
    since: list[Node] = []
    for child in parent.children:
        if not child.finding:
            since = []
            continue
        since.append(child)
        told = of_counted(_last_text(child), known)
        if told is None:
            continue
        if told[0] == len(since):
            _give(since, told[1])
        since = []


def _last_text(node: Node) -> str:
    last = node.content[-1] if node.content else None
    if last is None:
        return node.text
    return last.text if isinstance(last, Unit) else _last_text(last)


def _share_listed(root: Node, known: Known) -> None:
    """Give the results that a paragraph states by the numbers of the findings, where it names each of them once."""
    nodes = [n for n in root.below if n.finding]
    numbers = [n.label.number[-1] if n.label and n.label.number else 0 for n in nodes]
    if not nodes or len(set(numbers)) < len(numbers):
        return
    for text in _texts(root):
        listed = _listed(text, known)
        if sorted(number for found, _ in listed for number in found) == sorted(numbers):
            for found, status in listed:
                _give([n for n, number in zip(nodes, numbers, strict=True) if number in found], status)


def _texts(node: Node) -> Iterator[str]:
    """The paragraphs below `node` that may list numbers of findings."""
    for below in (node, *node.below):
        yield from (c.text for c in below.content if isinstance(c, Unit) and "第" in c.text)


def _listed(text: str, known: Known) -> list[tuple[list[int], str]]:
    """The numbers of findings that each clause of `text` names, with their status; none where a clause says anything else."""
    found: list[tuple[list[int], str]] = []
    for clause in filter(None, re.split("[；;。]", text)):
        match = _CLAUSE.fullmatch(clause.strip())
        status = status_of(match["words"], known) if match and is_plain(match["words"], known) else None
        numbers = [int(n) for n in re.findall("[0-9]+", match["numbers"])] if match else []
        if match is None or status is None or len(numbers) != int(match["count"]):
            return []
        found.append((numbers, status))
    return found


def _give(nodes: Sequence[Node], status: str) -> None:
    for node in nodes:
        node.status = node.status or status
