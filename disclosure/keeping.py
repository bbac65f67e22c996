"""What a part leaves in the store for later builds, and what a process that builds again and again remembers of it.

In: what the makers kept of each body and gave for the part. Out: files of the store, and their names and ranges. What
was kept of bodies that did not change stays in the file where it stands, so a save costs what it changes. A preview
holds what it last made in memory as well; every answer from there is checked against what it was made from.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disclosure.disk import digest
from disclosure.page import Kept, Page, Part, PartResult, Piece
from disclosure.records import Range
from disclosure.state import Damaged, Signature

SPREAD = 8
"""In at most so many files stands what was kept of the bodies of a part."""
_SUM = 16
"""Bytes of a sum."""
_HELD = 2
"""Parts that a process remembers."""


def plain_bytes(value: Any) -> bytes:
    """`value` as bytes that depend on its value alone, not on which of its parts are one object."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return buffer.getvalue()


class Made:
    """What a maker gave for a part, and from what."""

    __slots__ = ("kept", "pages", "part", "pieces", "summary")

    def __init__(self, part: Part, kept: Sequence[Kept], result: PartResult, before: Made | None) -> None:
        self.part, self.kept = part, kept
        self.pages: list[tuple[Page, bytes]] = [(p, digest(plain_bytes(p.data))) for p in result.pages]
        """Each with the sum of what it shows."""
        known = {p.address: (p.content, total) for p, total in before.pieces} if before else {}
        self.pieces: list[tuple[Piece, bytes]] = []
        for piece in result.pieces:
            content, total = known.get(piece.address, (None, b""))
            self.pieces.append((piece, total if content is piece.content else digest(piece.content)))
        plain = plain_bytes(result.summary)
        self.summary = (plain, digest(plain))


@dataclass(slots=True)
class Memory:
    """What a process knows of a part that it made."""

    base: bytes = b""
    files: dict[str, tuple[Signature, dict[str, list[Kept]]]] = field(default_factory=dict)
    """What was kept, by file, with the file's signature, and by body."""
    made: dict[str, Made] = field(default_factory=dict)
    """By maker."""
    lasting: bool = False


_memories: dict[tuple[str, str], Memory] = {}


def memory_of(store: str, part: str, base: bytes, lasting: bool) -> Memory:
    """What this process knows of a part of the site in `store`; nothing where it is not `lasting` or `base` is new."""
    if not lasting:
        return Memory(base)
    found = _memories.pop((store, part), None)
    if found is None or found.base != base:
        found = Memory(base, lasting=True)
    while len(_memories) >= _HELD:
        _memories.pop(next(iter(_memories)))
    _memories[store, part] = found
    return found


def recall(memory: Memory, maker: str, part: Part, kept: Sequence[Kept]) -> Made | None:
    """What `maker` gave for `part` when it was made from the same; None where it was not."""
    made = memory.made.get(maker)
    return made if made and made.part == part and made.kept == kept else None


def load_kept(memory: Memory, store: str, names: Iterable[str]) -> dict[str, dict[str, list[Kept]]]:
    """What was kept of bodies in files of the store, by file and body; raises Damaged and OSError."""
    for name in dict.fromkeys(names):
        path = Path(store, f"{name}.kept")
        try:
            signature = _sign(path)
            if name not in memory.files or memory.files[name][0] != signature:
                memory.files[name] = (signature, _unsealed(path.read_bytes()))
        except FileNotFoundError as exc:
            raise Damaged(path.name) from exc
    return {name: found for name, (_, found) in memory.files.items()}


def _sign(path: Path) -> Signature:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def share(
    memory: Memory, store: str, name: str, standing: Mapping[str, str], kept: Mapping[str, list[Kept]]
) -> dict[str, str]:
    """Write what is to be kept; gives the file for each body.

    `standing` tells for bodies that did not change in which file it stands; those files are left as they are, save
    where that would be too many files or too little would stand in them.
    """
    places = dict(standing)
    if len(set(places.values())) >= SPREAD or 2 * len(places) < len(kept):
        places = {}
    own = {slug: value for slug, value in kept.items() if slug not in places}
    path = Path(store, f"{name}.kept")
    write(path, _sealed(own))
    if memory.lasting:
        memory.files = {file: memory.files[file] for file in places.values()} | {name: (_sign(path), own)}
    else:
        memory.files.clear()
        memory.made.clear()
    return places | dict.fromkeys(own, name)


def _sealed(value: Any) -> bytes:
    """`value` as bytes, behind their sum."""
    data = pickle.dumps(value, protocol=5)
    return digest(data) + data


def _unsealed(data: bytes) -> Any:
    """The value in `data`; raises Damaged where that is not as it was written."""
    if digest(data[_SUM:]) != data[:_SUM]:
        raise Damaged
    return pickle.loads(memoryview(data)[_SUM:])  # noqa: S301  (our own bytes, their sum is checked)


def append(buffer: bytearray, content: bytes, total: bytes) -> Range:
    """Put `content`, whose sum is `total`, at the end of `buffer`; gives where it stands."""
    offset = len(buffer)
    buffer += content
    return offset, len(content), total


def write(path: Path, content: bytes | bytearray) -> None:
    """Write a file of the store; raises OSError."""
    with open(path, "wb") as file:
        file.write(content)


def load_summaries(store: Path, files: Sequence[tuple[str, Range]]) -> Iterable[Any]:
    """The summaries in `files` (name and range), in their order; raises Damaged and OSError."""
    for name, (offset, length, total) in files:
        try:
            with open(store / f"{name}.sum", "rb") as file:
                file.seek(offset)
                data = file.read(length)
        except FileNotFoundError as exc:
            raise Damaged(f"{name}.sum") from exc
        if digest(data) != total:
            raise Damaged(f"{name}.sum")
        yield pickle.loads(data)  # noqa: S301  (our own bytes, their sum is checked)
