"""What a build remembers for the next one.

In: plain values (dict, list, tuple, str, bytes, int, None). Out: files in the hidden folder beside the
output, each checked by a sum: a damaged or foreign file is as good as none, and the next build is a full one.
A generation is written before the trees are exchanged and belongs to the tree whose inode it names: so a
kill at any moment leaves one generation that fits. A tree that was put back elsewhere (a cache, a copy) has another inode;
it is known by the times of its folders. Signatures are stats first; bytes are read only where a
stat differs. Nothing here imports more than the standard library: a build with nothing to do needs no more.
Traded away: the files are read by the same Python version only.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT = f"disclosure 6 {sys.hexversion:x}\n".encode()
FRESH = 50_000_000
"""Nanoseconds within which two changes of a file may carry the same time."""


class Damaged(Exception):
    """What an earlier build kept is gone or is not what it wrote."""


def packed(value: Any) -> bytes:
    """`value` as bytes that `unpacked` knows again."""
    data = marshal.dumps(value)
    return FORMAT + sha256(data).digest() + data


def unpacked(data: bytes) -> Any:
    """The value in `data`; None where this program did not write it, or not this."""
    start = len(FORMAT) + 32
    value = memoryview(data)[start:]
    if not data.startswith(FORMAT) or sha256(value).digest() != data[len(FORMAT) : start]:
        return None
    return marshal.loads(value)  # noqa: S302  (our own bytes, their sum is checked)


def save(path: Path, value: Any) -> None:
    """Write `value` to `path`, whole or not at all."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(packed(value))
    os.replace(temporary, path)


def load(path: Path) -> Any:
    """The value in `path`; None where there is none that this program wrote."""
    try:
        return unpacked(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


# Generations


def generation(store: Path, inode: int) -> tuple[int, Any]:
    """The number and the short record of the generation that belongs to the output with `inode`; (0, None) for none."""
    for name in ("current", "pending"):
        number = load(store / name)
        record = load(store / f"check-{number}") if number else None
        if record and record["output"] == inode:
            return number, record
    return 0, None


def settled(store: Path) -> tuple[int, Any]:
    """The number and the short record of the current generation where no build was stopped since; (0, None) for none."""
    if (store / "pending").exists():
        return 0, None
    number = load(store / "current")
    record = load(store / f"check-{number}") if number else None
    return (number, record) if record else (0, None)


def prepare(store: Path, number: int, check: Mapping[str, Any], index: Mapping[str, Any]) -> None:
    """Write generation `number`, not yet the current one."""
    save(store / f"index-{number}", index)
    save(store / f"check-{number}", check)
    save(store / "pending", number)


def commit(store: Path, number: int, keep: Iterable[str]) -> None:
    """Make generation `number` the current one and remove files of others; `keep` names other files in use."""
    os.replace(store / "pending", store / "current")
    kept = {f"check-{number}", f"index-{number}", *keep}
    for entry in os.scandir(store):
        if entry.name.startswith(("check-", "index-", "part-", "scan-")) and entry.name not in kept:
            os.unlink(entry.path)


# Signatures


Folder = tuple[int, int, tuple[str, ...], tuple[str, ...], tuple[int, ...]]
"""Time of the last change and inode, names of files, names of folders, and the signatures of the files one after the other."""


@dataclass(slots=True)
class Scan:
    """Folders and files as they stand."""

    folders: dict[str, Folder] = field(default_factory=dict)
    """By path."""
    files: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Signatures of single files that were asked for, by path."""
    changed: set[str] = field(default_factory=set)
    """Folders whose own files differ from the scan before, and such single files."""
    moved: bool = False
    """Whether names of files or folders came or went since the scan before."""

    def below(self, folder: str) -> Iterator[str]:
        """The paths of all files below `folder`."""
        start = f"{folder}/"
        for path, record in self.folders.items():
            if path == folder or path.startswith(start):
                yield from (f"{path}/{name}" for name in record[2])


def scan(roots: Sequence[str], old: Scan | None) -> Scan:
    """Stat everything below `roots` (folders or files); folders with the time that `old` knows are not listed again."""
    now = time.time_ns() - FRESH
    new = Scan()
    before = old or Scan()
    for root in roots:
        if os.path.isdir(root):
            _scan_folder(root, before, new, now)
        elif os.path.exists(root):
            new.files[root] = found = _signatures([root], now)
            if before.files.get(root) != found or -1 in found:
                new.changed.add(root)
    gone = (before.folders.keys() - new.folders.keys()) | (before.files.keys() - new.files.keys())
    new.changed |= gone
    new.moved |= bool(gone) or bool(new.files.keys() - before.files.keys())
    return new


def _scan_folder(path: str, before: Scan, new: Scan, now: int) -> None:
    known = before.folders.get(path)
    try:
        stat = os.stat(path)
        changed, inode = stat.st_ctime_ns, stat.st_ino
        if known and known[0] == changed and known[1] == inode:
            names, folders = known[2], known[3]
        else:
            names, folders = _list(path)
            changed = changed if changed < now else -1
    except (FileNotFoundError, NotADirectoryError):
        return
    found = _signatures([f"{path}/{name}" for name in names], now)
    if known is None or known[2:] != (names, folders, found) or -1 in found:
        new.changed.add(path)
        new.moved |= known is None or (known[2], known[3]) != (names, folders)
    new.folders[path] = (changed, inode, names, folders, found)
    for name in folders:
        _scan_folder(f"{path}/{name}", before, new, now)


def _list(path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    files: list[str] = []
    folders: list[str] = []
    for entry in os.scandir(path):
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
    return tuple(sorted(files)), tuple(sorted(folders))


Signature = tuple[int, int, int]
"""Size, time of the last change of the bytes (ns), and inode of a file that this program writes."""


def files_below(root: str) -> dict[str, Signature]:
    """Every file below the folder `root`, by its path from there; hidden files and folders are left out.

    The time is -1 where it is too fresh to be trusted (`FRESH`). Links that others make to a file leave its signature as it is.
    """
    now = time.time_ns() - FRESH
    found: dict[str, Signature] = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        for entry in os.scandir(f"{root}/{prefix}"):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{prefix}{entry.name}/")
            elif os.path.isfile(entry.path):  # a link that leads round in a circle is none
                stat = os.stat(entry.path)
                written = stat.st_mtime_ns
                found[prefix + entry.name] = stat.st_size, written if written < now else -1, stat.st_ino
    return found


def _signatures(paths: Iterable[str], now: int) -> tuple[int, ...]:
    """Size, time of the last change of the bytes (ns) and of the file (ns) of each, one after the other: flat, for there are many.

    The second of the times cannot be set back, as tools that copy or restore files do with the first. It is -1 where it is too
    fresh to be trusted (`FRESH`) and where the file is gone or leads nowhere.
    """
    found: list[int] = []
    for path in paths:
        try:
            stat = os.stat(path)
        except OSError:  # who reads it will tell
            found += (0, 0, -1)
            continue
        changed = stat.st_ctime_ns
        found += (stat.st_size, stat.st_mtime_ns, changed if changed < now else -1)
    return tuple(found)
