"""What the outline works on and what it gives: nodes of the ladder, and pieces for the writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from disclosure.numbering import Label


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a table as rows of cells."""

    text: str
    line: int = 0
    hint: int = 0
    """Heading level that the source marks; 0 for none."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells of a table that lists no findings."""
    index: int = -1
    """Its place among the paragraphs of the notice."""
    bold: str = ""
    """Words at its beginning that the source sets in bold."""
    is_head: bool = False
    """Whether it is the head of a table of findings: its words (具体问题) name columns and no problem."""


@dataclass(slots=True)
class Token:
    """A paragraph of the region, or a part of one."""

    kind: str
    """`label` (整改情况：), `description`, `result`, `item`, `text`."""
    text: str
    line: int
    label: Label | None = None
    """Marker of an item; None where its lead-in stays in the words."""
    status: str | None = None
    bracket: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    paragraph: int = 0
    """Which paragraph of the region it came from."""


@dataclass(slots=True)
class Node:
    """A numbered paragraph (or a heading without number) and what stands under it."""

    kind: str
    """Kind of its label; `root`, `h1`… (marked heading), `s` (section by its words), `u` (关于…问题), `row` of a table."""
    text: str
    """Its words after the label."""
    label: Label | None = None
    line: int = 0
    hint: int = 0
    content: list[Node | Unit] = field(default_factory=list)
    """What stands under it, in order."""
    measuring: bool = False
    """Whether a label in front of what was done (整改情况：) stands under it."""
    in_measures: bool = False
    """Whether it stands after such a label: it is a measure."""
    points: float = 0.0
    """How much it looks like a problem, above 0, or like a measure, below (`scores`)."""
    finding: bool = False
    heading: bool = False
    id: str = ""
    index: int = -1
    """Place among the paragraphs of the notice."""
    status: str | None = None
    """Status that the row's cell or the group's heading states."""

    @property
    def raw(self) -> str:
        """Its words with the label."""
        return (self.label.raw if self.label else "") + self.text

    @property
    def children(self) -> list[Node]:
        """The nodes among its content."""
        return [c for c in self.content if isinstance(c, Node)]

    @property
    def below(self) -> list[Node]:
        """Every node under it, in order."""
        found: list[Node] = []
        todo: list[Node | Unit] = self.content[::-1]
        while todo:
            current = todo.pop()
            if isinstance(current, Node):
                found.append(current)
                todo.extend(current.content[::-1])
        return found


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report."""

    level: int
    text: str
    id: str = ""
    """Its finding's id; empty for another heading."""
    status: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A measure."""

    number: int
    text: str
    marker: str = ""
    """The bare marker that became the list's number; empty where the lead-in stays in the text."""
    more: tuple[str, ...] = ()
    """Further paragraphs of the same measure."""
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of measures."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that lists no findings."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The end of the last finding: what follows stands on its own."""


Piece = Heading | Para | Items | Grid | Break


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to tell a person, with the line of the source."""

    line: int
    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The report's body as pieces in order."""

    pieces: Sequence[Piece]
    findings: int
    doubts: Sequence[Doubt] = ()
    span: tuple[int, int] | None = None
    """First paragraph of the first finding, and the first after the last one; None where there is no finding."""
