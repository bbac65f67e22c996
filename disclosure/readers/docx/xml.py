"""Looking into WordprocessingML by local names: both its namespaces (transitional, strict) read alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def local(node: Any) -> str:
    """The name of `node` without its namespace; empty for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(node: Any, name: str) -> Iterator[Any]:
    """The children of `node` called `name`."""
    return (c for c in node if local(c) == name)


def child(node: Any, name: str) -> Any:
    """The first child of `node` called `name`, or None; None also where `node` is None."""
    return None if node is None else next(children(node, name), None)


def attribute(node: Any, name: str) -> str:
    """The attribute `name` in any namespace; empty where it is absent."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child_value(node: Any, name: str) -> str:
    """The `val` of the first child called `name`; empty where it is absent."""
    found = child(node, name)
    return "" if found is None else attribute(found, "val")


def is_on(node: Any, name: str) -> bool | None:
    """A switch such as `vanish`: True, False, or None where `node` (may be None) does not say."""
    found = child(node, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off")


def whole(text: str, default: int) -> int:
    """`text` as a whole number of a sane size, else `default`."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 7 else default
