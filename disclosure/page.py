"""What the site is made of: pages, pieces of large files, and the makers that give them.

A site of 10,000 bodies must not be remade for one report. So every maker (`pages/`) works in three
steps, each a pure function of plain data:

1. `body`:  one body            -> its own pages, and what to keep of it (`Kept`)
2. `part`:  a run of bodies     -> the pages and pieces that show this run, and a small summary
3. `site`:  all summaries       -> the pages that show the whole

The engine (`building`) calls a step again only when its input changed. A part is a run of neighbouring
bodies in the order (region, slug); where it ends depends on the slugs alone, so that a new body changes
one part and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from disclosure.config import Config
from disclosure.report import Body

Kept = Any


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the output."""

    address: str
    """Path below the site's root, without a leading slash: `bodies/laiwu-red-cross/index.html`."""
    template: str = ""
    """Template that renders it from `data`; empty where `content` is ready."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What the template is given; plain, picklable data. Bytes are ready HTML."""
    content: bytes = b""
    """Ready bytes of a page without a template."""
    copy: str = ""
    """File, relative to the site's folder, whose bytes are the page (an original document); empty for none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part's share of a file that grows with the whole site (`data/findings.csv`, a search shard).

    The file is `head` of its `Assembly`, the pieces in the order of the parts, joined by `joint`, and its `tail`.
    """

    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Assembly:
    """How the pieces of one address become a file; an address without one is its pieces and nothing else."""

    address: str
    head: bytes = b""
    joint: bytes = b""
    tail: bytes = b""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of neighbouring bodies."""

    key: str
    """Slug of its first body: the name in addresses of the pages that show it."""
    slugs: tuple[str, ...]
    number: int
    """Place among the parts, from 0. Not for addresses and not for anything shown on a part's pages."""
    alone: bool = False
    """Whether it is the only part: then its summary may hold all rows, and the main index pages show them."""
    pages: tuple[str, ...] = ()
    """Addresses of the part's own pages that the makers before this one gave."""
    again: bool = False
    """Whether this process is likely to make it again soon (a preview): what helps then may be held in memory."""


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a maker gives for one part."""

    pages: Sequence[Page] = ()
    pieces: Sequence[Piece] = ()
    summary: Any = None
    """Small, plain and picklable: all that the `site` step may see of the part."""


class Maker(Protocol):
    """A member of `pages/`: a module (or object) with these three functions. None may read a file or a clock."""

    name: str

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        """Pages of one body alone, and what `part` needs of it (plain, picklable, small: rendered rows as bytes)."""

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        """Pages and pieces of a run of bodies; `kept` in the order of `part.slugs`."""

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        """Pages about the whole, from each part with its summary, and how pieces are joined."""
