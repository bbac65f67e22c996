"""Word's automatic numbers, restored as the reader of the page sees them.

In: numbering.xml and styles.xml. Out: the label of each numbered paragraph, asked for in document order.
One set of counters an abstract list; a list that overrides a start begins anew at its first use; a level starts
again after any level above it unless the list says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from disclosure.digits import written
from disclosure.readers.docx.xml import attribute, child, child_value, children, whole

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    """Word's name of the number form: `decimal`, `chineseCounting`, `bullet`, …"""
    text: str = ""
    """The label's pattern with `%1` to `%9`."""
    restart: int | None = None
    """Level (from 1) after which it starts again; 0 never, None after any level above."""
    legal: bool = False
    """Whether every number in the label is written in Arabic digits."""
    spaced: bool = True
    """Whether a tab or a space stands after the label."""
    style: str = ""
    """The paragraph style tied to this level."""


@dataclass(slots=True)
class Numbering:
    """Lists of a document and how far each has counted."""

    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = field(default_factory=dict)
    """By numId: its abstract list, the starts it overrides, the levels it redefines."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """The level of list `number_id` that is tied to paragraph style `style`."""
        abstract = self.lists.get(number_id, ("", {}, {}))[0]
        for index, level in self.abstracts.get(abstract, {}).items():
            if level.style and level.style == style:
                return index
        return None

    def label(self, number_id: str, index: int) -> str:
        """Count one paragraph of list `number_id` at level `index` (from 0) and return its label; empty for bullets."""
        if number_id not in self.lists or not 0 <= index < LEVELS:
            return ""
        abstract, starts, own = self.lists[number_id]
        levels = {**self.abstracts.get(abstract, {}), **own}
        level = levels.get(index)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        self._count(counts, number_id, index, level, starts)
        for deeper in [i for i in counts if i > index]:
            limit = levels[deeper].restart if deeper in levels else None
            if limit is None or (limit and index < limit):
                del counts[deeper]
        return _label(level, index, levels, counts)

    def _count(self, counts: dict[int, int], number_id: str, index: int, level: Level, starts: dict[int, int]) -> None:
        if index in starts and (number_id, index) not in self.begun:
            counts[index] = starts[index]
        elif index in counts:
            counts[index] += 1
        else:
            counts[index] = starts.get(index, level.start)
        self.begun.add((number_id, index))


def _label(level: Level, index: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        return ""

    def fill(match: re.Match[str]) -> str:
        wanted = int(match[1]) - 1
        other = levels.get(wanted, Level())
        if other.form in ("bullet", "none"):
            return ""
        value = counts.get(wanted, other.start)
        return written(value, "decimal" if level.legal and wanted != index else other.form)

    label = re.sub(r"%([1-9])", fill, level.text).strip()
    return label + " " if label and level.spaced and label[-1].isascii() and label[-1].isalnum() else label


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """The lists that the parts `numbering` and `styles` (either may be None) define."""
    result = Numbering()
    if numbering is None:
        return result
    linked: dict[str, str] = {}
    by_style: dict[str, str] = {}
    for node in children(numbering, "abstractNum"):
        identity = attribute(node, "abstractNumId")
        result.abstracts[identity] = {whole(attribute(n, "ilvl"), 0): _level(n) for n in children(node, "lvl")}
        if child(node, "numStyleLink") is not None:
            linked[identity] = child_value(node, "numStyleLink")
        if child(node, "styleLink") is not None:
            by_style[child_value(node, "styleLink")] = identity
    for identity, style in linked.items():
        result.abstracts[identity] = result.abstracts.get(by_style.get(style, ""), {}) or result.abstracts[identity]
    for node in children(numbering, "num"):
        abstract = child_value(node, "abstractNumId")
        if abstract in linked:
            abstract = by_style.get(linked[abstract], abstract)
        starts: dict[int, int] = {}
        own: dict[int, Level] = {}
        for override in children(node, "lvlOverride"):
            index = whole(attribute(override, "ilvl"), 0)
            inner = child(override, "lvl")
            if inner is not None:
                own[index] = _level(inner)
            if child(override, "startOverride") is not None:
                starts[index] = whole(child_value(override, "startOverride"), 1)
        result.lists[attribute(node, "numId")] = (abstract, starts, own)
    return result


def _level(node: Any) -> Level:
    forms = [attribute(n, "val") for n in node.iter() if isinstance(n.tag, str) and n.tag.endswith("}numFmt")]
    restart = child(node, "lvlRestart")
    legal = child(node, "isLgl")
    return Level(
        start=whole(child_value(node, "start"), 0 if child(node, "start") is None else 1),
        form=forms[-1] if forms else "decimal",
        text=child_value(node, "lvlText"),
        restart=None if restart is None else whole(attribute(restart, "val"), 0),
        legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
        spaced=child_value(node, "suff") != "nothing",
        style=child_value(node, "pStyle"),
    )
