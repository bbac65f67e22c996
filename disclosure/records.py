"""What a build keeps of its bodies, parts and pages for the next one.

In: nothing. Out: the records and their plain form for `state`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure.report import Correction

Entry = bytes
"""32 bytes a page: the sum of what it is made from, then the sum of its bytes."""
Range = tuple[int, int, bytes]
"""Offset, length and sum of a run of bytes in a part's file."""


class BodyRecord(NamedTuple):
    """What the next build must know of a body."""

    folder: str
    region: tuple[str, ...]
    sum: bytes
    """Sum over the bytes of its files."""
    next_day: str
    """First day on which another of its reports may be seen; empty for none."""
    part: str
    addresses: tuple[str, ...]
    kept: str = ""
    """Beginning of the name of the file with what was kept of it."""


@dataclass(slots=True)
class PartRecord:
    """What the next build must know of a part."""

    slugs: tuple[str, ...]
    alone: bool
    file: str
    addresses: tuple[str, ...]
    summaries: dict[str, Range]
    pieces: dict[str, Range]


@dataclass(slots=True)
class Index:
    """What the next build must know, apart from the short record."""

    program: bytes = b""
    base: bytes = b""
    settings: tuple[bytes, bytes] = (b"", b"")
    """Sum of the bytes of site.yaml, and the settings as `plain_bytes`."""
    bodies: dict[str, BodyRecord] = field(default_factory=dict)
    parts: dict[str, PartRecord] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    templates: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """By level (`body`, `part`, `site`): templates used, with the sums of their closures."""
    site: dict[str, tuple[bytes, tuple[str, ...], tuple[Any, ...]]] = field(default_factory=dict)
    """By maker: sum of what it saw, addresses of its pages, and its assemblies as tuples."""
    assembled: dict[str, dict[str, int]] = field(default_factory=dict)
    """By address: at what offset the piece of each part stands."""
    assets: tuple[str, ...] = ()
    commit: str = ""
    """The commit of the site's folder; empty without git."""
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    """Those of that commit, by path of the report."""

    def to_plain(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "program": self.program,
            "base": self.base,
            "settings": self.settings,
            "bodies": {k: tuple(v) for k, v in self.bodies.items()},
            "parts": {k: (v.slugs, v.alone, v.file, v.addresses, v.summaries, v.pieces) for k, v in self.parts.items()},
            "entries": self.entries,
            "templates": self.templates,
            "site": self.site,
            "assembled": self.assembled,
            "assets": self.assets,
            "commit": self.commit,
            "corrections": self.corrections,
        }

    @classmethod
    def from_plain(cls, value: dict[str, Any]) -> Index:
        """From what `to_plain` gave."""
        bodies = {k: BodyRecord._make(v) for k, v in value.pop("bodies").items()}
        parts = {k: PartRecord(*v) for k, v in value.pop("parts").items()}
        return cls(bodies=bodies, parts=parts, **value)
