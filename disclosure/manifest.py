"""What a publish puts at a target: every file with its checksum, and how that differs from what stands there.

In: a folder. Out: a manifest (address -> SHA-256 and size), its JSON, and a plan. Addresses use forward slashes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

VERSION = 1
Manifest = Mapping[str, str]
"""Address -> SHA-256 in lower-case hexadecimal."""
_PIECE = 1 << 20
"""Bytes read at a time."""


def sum_file(path: Path | str) -> str:
    """The SHA-256 of a file; raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)  # a file object costs as much again for a page
    try:
        total, size = hashlib.sha256(), min(os.fstat(handle).st_size + 1, _PIECE)
        while data := os.read(handle, size):
            total.update(data)
        return total.hexdigest()
    finally:
        os.close(handle)


def of_folder(folder: Path) -> dict[str, str]:
    """The manifest of every file below `folder`, by address; raises OSError."""
    return {address: sum_file(folder / address) for address in files_below(folder)}


def files_below(folder: Path) -> list[str]:
    """Addresses of every file and link below `folder`, sorted; hidden ones too."""
    found = []
    for where, folders, names in os.walk(folder):
        names += [f for f in folders if os.path.islink(os.path.join(where, f))]
        prefix = os.path.relpath(where, folder).replace(os.sep, "/") + "/"
        found += [name if prefix == "./" else prefix + name for name in names]
    return sorted(found)


def to_json(files: Manifest, kept: Collection[str] = ()) -> bytes:
    """A manifest as it stands at a target; `kept` are files of others that were taken along."""
    plain = {"version": VERSION, "files": dict(sorted(files.items())), "kept": sorted(kept)}
    return (json.dumps(plain, ensure_ascii=False, indent=0) + "\n").encode()


def from_json(data: bytes) -> dict[str, str]:
    """The files of a manifest at a target; empty where it is none of ours or damaged, so that nothing is deleted."""
    try:
        plain = json.loads(data)
        files = plain["files"]
        if plain["version"] != VERSION or not all(is_address(a) and isinstance(s, str) for a, s in files.items()):
            return {}
        return dict(files)
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def is_address(text: str) -> bool:
    """Whether `text` is a path that stays below the site's root."""
    return (
        bool(text)
        and not text.startswith("/")
        and all(p not in ("", ".", "..") for p in text.split("/"))
        and "\0" not in text
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a target now."""

    files: Manifest
    """Files that an earlier publish put there."""
    foreign: Collection[str] = ()
    """Other files there: never deleted, and written over only when told to."""
    damaged: Collection[str] = ()
    """Files of ours that are gone or not what was put there: they are sent again."""


@dataclass(frozen=True)
class Plan:
    """What a publish will do."""

    source: Path
    """Folder with the built site."""
    files: Manifest
    """All that the target will hold of ours."""
    standing: Standing
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @cached_property
    def sent(self) -> tuple[str, ...]:
        """What is sent: files that others need first, then pages, then the lists of all."""
        return tuple(sorted((*self.added, *self.changed), key=order))

    @cached_property
    def overwritten(self) -> tuple[str, ...]:
        """Files of others that stand where one of ours must be."""
        return tuple(sorted(set(self.files) & set(self.standing.foreign)))

    @property
    def is_empty(self) -> bool:
        """Whether the target holds everything already."""
        return not (self.added or self.changed or self.removed)

    def lines(self) -> list[str]:
        """The plan for a person: a line a file, `+` new, `~` changed, `-` removed."""
        marks = (("+", self.added), ("~", self.changed), ("-", self.removed))
        return [f"{mark} {address}" for mark, addresses in marks for address in addresses]


_LAST = ("feed.xml", "sitemap.xml", "robots.txt", "index.html")


def order(address: str) -> tuple[int, str]:
    """Sorts files that others need first, then pages, then the lists of all."""
    if address in _LAST or address.startswith("data/"):
        return 2, address
    return (1 if address.endswith(".html") else 0), address


def plan(source: Path, files: Manifest, standing: Standing) -> Plan:
    """How the target comes from what stands there to `files`."""
    there, damaged = standing.files, set(standing.damaged)
    added = sorted(a for a in files if a not in there)
    changed = sorted(a for a, total in files.items() if a in there and (there[a] != total or a in damaged))
    removed = sorted(a for a in there if a not in files)
    return Plan(source, files, standing, tuple(added), tuple(changed), tuple(removed))


def too_many_removed(made: Plan, percent: int) -> bool:
    """Whether `made` removes more than `percent` of what stands at the target."""
    return len(made.removed) * 100 > percent * len(made.standing.files)
