"""Formulas on one line: the signs that Word draws and does not write.

In: an element of a formula. Out: what stands before, between and behind its parts: ¾ is 3/4, never 34.
"""

from __future__ import annotations

from typing import Any

from disclosure.readers.docx.xml import attribute, child

PARTS = frozenset({"e", "num", "den"})
"""Elements that hold the parts of another one."""


def signs(name: str, node: Any) -> tuple[str, str, str]:
    """The signs before, between and behind the parts of `node`, which is called `name`."""
    if name == "f":
        return "", "/", ""
    if name == "d":
        return _sign(node, "begChr", "("), _sign(node, "sepChr", "|"), _sign(node, "endChr", ")")
    if name == "nary":
        return _sign(node, "chr", "∫"), "", ""
    return ("√" if name == "rad" else ""), "", ""


def _sign(node: Any, name: str, default: str) -> str:
    """The sign that the properties of `node` name; they may say that there is none."""
    found = child(child(node, f"{node.tag.rpartition('}')[2]}Pr"), name)
    return default if found is None else attribute(found, "val")
