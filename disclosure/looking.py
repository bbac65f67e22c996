"""The look at everything that a build depends on, and what is kept of it for the next build.

In: roots, and the look before. Out: a `Seen`: what changed, and on demand all that stands. A look at many folders is had from a
second process, which reads and writes what is kept, too: the build needs the whole of it only where bodies came or went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disclosure import state
from disclosure.beside import Answer, begun
from disclosure.state import Folder, Scan

MANY = 2_000
"""From so many folders on the look is worth a process."""

Told = tuple[list[str], bool, dict[str, Folder]]
"""Paths of what changed, whether names came or went, and the folders among them, around them and in them that stand."""


@dataclass(frozen=True)
class Look:
    """What to look at."""

    store: Path
    roots: Sequence[str]
    old: int
    """Number of the look before; 0 for none."""
    new: int
    """Number of this one, if anything changed."""

    def look(self, tell: Callable[[Told], None]) -> None:
        """Look, tell what changed, and keep the whole."""
        kept = self.kept(self.old)
        found = state.scan(self.roots, kept)
        around = {f for path in found.changed for f in _around(path, found)}
        tell((sorted(found.changed), found.moved, {f: found.folders[f] for f in around if f in found.folders}))
        if found.changed:
            state.save(self.store / name(self.new), (found.folders, found.files))

    def kept(self, number: int) -> Scan | None:
        """The whole look of that number; None where it is not there."""
        value = state.load(self.store / name(number)) if number else None
        return Scan(*value) if value else None


def _around(path: str, found: Scan) -> Iterator[str]:
    yield path.rpartition("/")[0]
    yield path
    if path in found.folders:
        yield from (f"{path}/{name}" for name in found.folders[path][3])


@dataclass(frozen=True)
class Seen:
    """What a look found."""

    look: Look
    answer: Answer[Told]
    told: Told

    @cached_property
    def changed(self) -> frozenset[str]:
        """Folders whose own files differ from the look before, and such single files."""
        return frozenset(self.told[0])

    @property
    def moved(self) -> bool:
        """Whether names of files or folders came or went."""
        return self.told[1]

    @property
    def near(self) -> dict[str, Folder]:
        """The folders that changed, those that hold them and those that stand in them."""
        return self.told[2]

    @property
    def number(self) -> int:
        """Number of a look that the next build can compare with: this one, or where it could not be kept, the one before.

        An older one is as right: the next build will see the same changes again.
        """
        return self.look.new if self.changed and self.answer.finished() else self.look.old

    @cached_property
    def whole(self) -> Scan:
        """All that stands."""
        lost = self.changed and not self.answer.finished()
        return (None if lost else self.look.kept(self.number)) or state.scan(self.look.roots, None)


def name(number: int) -> str:
    """The name of a file that keeps a whole look."""
    return f"scan-{number}"


@contextmanager
def looking(look: Look, folders: int, lock: int) -> Iterator[Answer[Told]]:
    """`look` begun, and ended with the context. About `folders` are to be seen; `lock` is the descriptor of the build's lock."""
    with begun(look.look, folders >= MANY, lock) as answer:
        yield answer
