"""Tidy: from the blocks of a source to whole paragraphs, each change of a character recorded.

In: a `Document`. Out: `Tidied`: paragraphs without line ends, and tables; repairs; what is doubtful.
The rules are an ordered list. A rule takes away a character only where it is certain that the notice does not
mean it; a line joined inside a sentence is no repair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from disclosure.document import Block, Document, Repair, Table
from disclosure.problem import Problem
from disclosure.tidy import characters, contents, doubts, furniture, lines, marks, numbers, titles
from disclosure.tidy.sheet import Sheet


class Rule(Protocol):
    """A rule: a function of this shape in a module of `tidy/`."""

    def __call__(self, sheet: Sheet) -> None:
        """Change the blocks of `sheet` and record what was changed."""


RULES: Sequence[tuple[str, Rule]] = (
    ("markdown-marks", marks.strip),
    ("invisible-characters", characters.invisible),
    ("compatibility-forms", characters.compatibility),
    ("contents", contents.table_of_contents),
    ("line-ends", lines.split),
    ("page-lines", furniture.page_lines),
    ("titles-twice", titles.twice),
    ("page-numbers", furniture.page_numbers),
    ("running-heads", furniture.running_heads),
    ("lone-numbers", numbers.alone),
    ("broken-lines", lines.rejoin),
    ("doubts", doubts.look),
)
"""The rules in the order in which they work."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """A notice in whole paragraphs."""

    blocks: tuple[Block | Table, ...]
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]


def tidy(document: Document, *, markdown: bool = False) -> Tidied:
    """Put the paragraphs of `document` together; never raises on any text."""
    sheet = Sheet(list(document.blocks), markdown)
    for _, rule in RULES:
        rule(sheet)
    return Tidied(tuple(sheet.blocks), tuple(sheet.repairs), tuple(sheet.problems))
