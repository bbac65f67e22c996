"""Word's styles, as far as they change what is read: numbers, heading levels, hidden text.

In: styles.xml. Out: for each style what it and the styles that it is based on say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from disclosure.readers.docx.xml import attribute, child, child_value, children, is_on, whole

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, its bases included."""

    number_id: str = ""
    level: int | None = None
    """Level (from 0) in the list, where the style names one."""
    numbered_by: str = ""
    """The style in the chain that names the list."""
    heading: int = 0
    hidden: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by id."""

    by_id: dict[str, Style]
    default: str
    """The default paragraph style."""

    def paragraph(self, identity: str) -> Style:
        """The paragraph style `identity`, or the default one."""
        return self.by_id.get(identity or self.default, Style())


def read_styles(root: Any) -> Styles:
    """The styles of the part `root` (None where the package has none)."""
    if root is None:
        return Styles({}, "")
    nodes = {attribute(n, "styleId"): n for n in children(root, "style")}
    default = next(
        (
            key
            for key, node in nodes.items()
            if attribute(node, "type") == "paragraph" and attribute(node, "default") in ("1", "true", "on")
        ),
        "",
    )
    return Styles({key: _resolve(key, nodes) for key in nodes}, default)


def _resolve(identity: str, nodes: dict[str, Any]) -> Style:
    number_id, level, numbered_by, heading, hidden, struck = "", None, "", 0, None, None
    met: set[str] = set()
    while identity in nodes and identity not in met:
        met.add(identity)
        node = nodes[identity]
        properties = child(node, "pPr")
        number = child(properties, "numPr")
        if number is not None:
            if level is None and child(number, "ilvl") is not None:
                level = whole(child_value(number, "ilvl"), 0)
            if not number_id and child(number, "numId") is not None:
                number_id, numbered_by = child_value(number, "numId"), identity
        if not heading:
            heading = outline_level(properties) or _named(node)
        if hidden is None:
            hidden = is_on(child(node, "rPr"), "vanish")
        if struck is None:
            struck = is_on(child(node, "rPr"), "strike")
        identity = child_value(node, "basedOn")
    return Style(number_id, level, numbered_by, heading, bool(hidden), bool(struck))


def outline_level(properties: Any) -> int:
    """The heading level (from 1) that paragraph `properties` (may be None) name; 0 for none."""
    node = child(properties, "outlineLvl")
    if node is None:
        return 0
    level = whole(attribute(node, "val"), 9)
    return level + 1 if 0 <= level < 9 else 0


def _named(node: Any) -> int:
    match = _HEADING.match(child_value(node, "name"))
    return int(match[1]) if match else 0
