"""Choices with boxes (☑已完成 □正在整改): what is ticked.

In: the words of a label, a bracket or a table's cell. Out: the words that stay.
"""

from __future__ import annotations

from disclosure.patterns import later

_BOXES = later(r"[☐☑☒□■○●◯◉✓✔√▢▣]")
_EMPTY_BOX = later(r"[☐□○◯▢]")
_OPTION = later(r"(?P<box>[☐☑☒□■○●◯◉✓✔√▢▣])(?P<words>[^☐☑☒□■○●◯◉✓✔√▢▣]*)")


def ticked(value: str) -> str:
    """`value` without what is not ticked, where it is a choice (☑已完成 □正在整改); empty where not one alone is ticked."""
    if not _BOXES.search(value):
        return value
    if not _EMPTY_BOX.search(value):
        return _BOXES.sub("", value)
    marked = [(m["box"], m["words"].strip()) for m in _OPTION.finditer(value)]
    if not _BOXES.match(value.strip()):
        # The box stands behind its words: 已完成☑.
        words = [w.strip() for w in _BOXES.split(value)]
        marked = list(zip(_BOXES.findall(value), words, strict=False))
    chosen = [words for box, words in marked if not _EMPTY_BOX.match(box)]
    return chosen[0] if len(chosen) == 1 else ""
