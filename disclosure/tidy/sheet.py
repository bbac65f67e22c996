"""What the rules of tidy hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.document import Block, Repair, Table
from disclosure.problem import Problem


@dataclass(slots=True)
class Sheet:
    """The blocks as they stand now, and what was recorded on the way."""

    blocks: list[Block | Table]
    markdown: bool = False
    """Whether the source is Markdown: its marks are marks, not text."""
    repairs: list[Repair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Warnings; their place holds the line of the source and an empty file name."""


def place(block: Block | Table) -> str:
    """Where `block` stands, as a repair says it."""
    return f"page {block.page}" if block.page else f"line {block.line}"


def take(sheet: Sheet, kind: str, drop: set[int]) -> None:
    """Take the blocks at `drop` out; what follows one is no longer set off by a blank line of its own."""
    kept: list[Block | Table] = []
    for index, block in enumerate(sheet.blocks):
        if index in drop and isinstance(block, Block):
            sheet.repairs.append(Repair(kind, place(block), block.text, ""))
        else:
            kept.append(block)
    sheet.blocks = kept
