"""Numbers on lines of their own, as pages for phones set them: 01 / 党支部作用不强, 整改任务一 / 反馈问题：….

A number joins the line below it only where it is one of a count from the first on, each over a line that it can head: a bare
one (01) over a short line without a full stop, so that no number of a page is taken for one.
"""

from __future__ import annotations

from itertools import pairwise

from disclosure import numbering
from disclosure.document import Block, Table
from disclosure.numbering import Label
from disclosure.text import ends_sentence
from disclosure.tidy.sheet import Sheet

_LONGEST = 12
"""Characters of such a line, at most."""
_HEADING = 40
"""Characters of the line below a bare number, at most."""
_KINDS = frozenset(("num", "q", "cn", "cnp"))


def alone(sheet: Sheet) -> None:
    """Put each number that stands alone on its line in front of the line that it counts."""
    found = _counts(sheet.blocks)
    result: list[Block | Table] = []
    above: Block | None = None
    for index, block in enumerate(sheet.blocks):
        if isinstance(block, Block) and index in found:
            above = block
        elif isinstance(block, Block) and above:
            text = f"{above.text} {block.text}"
            result.append(
                Block(text, above.line, above.page, block.heading, above.blank_before, above.indent, block.bold)
            )
            above = None
        else:
            result.append(block)
    sheet.blocks = result


def _counts(blocks: list[Block | Table]) -> frozenset[int]:
    """Places of the numbers alone on their lines, of the kinds whose numbers count from the first to the last."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, (block, below) in enumerate(pairwise(blocks)):
        label = _label(block)
        if label:
            heads = _heads(label, below)
            found.setdefault(label.kind, []).append((index, label.number[-1] if heads else -1))
    whole = [
        places
        for places in found.values()
        if len(places) > 1 and [n for _, n in places] == [*range(1, len(places) + 1)]
    ]
    return frozenset(index for places in whole for index, _ in places)


def _label(block: Block | Table) -> Label | None:
    """The number that is all of `block`."""
    if not isinstance(block, Block) or len(block.text) > _LONGEST:
        return None
    label = numbering.read(f"{block.text} 某")
    return label if label and label.kind in _KINDS and len(label.raw) == len(block.text) + 1 else None


def _heads(label: Label, below: Block | Table) -> bool:
    """Whether the line `below` can be what `label` counts."""
    if not isinstance(below, Block):
        return False
    inner = numbering.read(below.text)
    if label.kind == "q":
        return inner is None or inner.kind == "p"
    return inner is None and len(below.text) <= _HEADING and not ends_sentence(below.text)
