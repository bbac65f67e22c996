"""Ids of findings: printed numbers below the section, the section's own before them where several list findings."""

from __future__ import annotations

from disclosure import numbering
from disclosure.outline.model import Node


def number(root: Node) -> None:
    """Give each finding below `root` its id."""
    sections = [top for top in root.children if not top.finding and _finds(top)]
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
        if not (child.finding or _finds(child)):
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
    # 2.1.1 below 2.1 goes on with it; what the path says already is not said again.
    for size in range(len(number) - 1, 0, -1):
        if path[-size:] == number[:size]:
            return (*path, *number[size:])
    return (*path, *number)


def _give(node: Node, path: tuple[int, ...], used: set[str]) -> None:
    base = ".".join(map(str, path))
    name, count = base, 1
    while name in used:
        count += 1
        name = f"{base}-{count}"
    used.add(name)
    node.id = name


def _finds(node: Node) -> bool:
    """Whether a finding stands below `node`."""
    return any(n.finding for n in node.below)
