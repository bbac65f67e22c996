"""What a build remembers for the next one.

In: plain values (dict, list, tuple, str, bytes, int, None). Out: files in the hidden folder beside the
output, each checked by a sum: a damaged or foreign file is as good as none, and the next build is a full one.
A generation is written before the trees are exchanged and belongs to the tree whose inode it names: so a
kill at any moment leaves one generation that fits. Signatures are stats first; bytes are read only where a
stat differs. Nothing here imports more than the standard library: a build with nothing to do needs no more.
Traded away: the files are read by the same Python version only.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT = f"disclosure 2 {sys.hexversion:x}\n".encode()
Signature = tuple[int, int, int]
"""Size, time of the last change (ns) and inode of a file. The time is -1 where it is too fresh to be trusted."""

FRESH = 50_000_000
"""Nanoseconds within which two changes of a file may carry the same time."""


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


def prepare(store: Path, number: int, check: Mapping[str, Any], index: Mapping[str, Any]) -> None:
    """Write generation `number`, not yet the current one."""
    save(store / f"index-{number}", index)
    save(store / f"check-{number}", check)
    save(store / "pending", number)


def commit(store: Path, number: int, keep: Iterable[str]) -> None:
    """Make generation `number` the current one and remove files of others; `keep` names the part files in use."""
    os.replace(store / "pending", store / "current")
    kept = {f"check-{number}", f"index-{number}", *keep}
    for entry in os.scandir(store):
        if entry.name.startswith(("check-", "index-", "part-")) and entry.name not in kept:
            os.unlink(entry.path)


# Signatures


@dataclass(slots=True)
class Scan:
    """Folders and files as they stand."""

    folders: dict[str, tuple[int, int, tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    """Time and inode, names of files, names of folders; by path."""
    files: dict[str, Signature] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """Folders whose own files differ from the scan before."""


def scan(roots: Sequence[str], old: Scan | None) -> Scan:
    """Stat everything below `roots` (folders or files); folders with the time that `old` knows are not listed again."""
    now = time.time_ns() - FRESH
    new = Scan()
    before = old or Scan()
    for root in roots:
        if os.path.isdir(root):
            _scan_folder(root, before, new, now)
        elif os.path.exists(root):
            _sign([root], root, before, new, now)
    new.changed |= before.folders.keys() - new.folders.keys()
    new.changed |= {os.path.dirname(f) for f in before.files.keys() - new.files.keys()}
    return new


def _scan_folder(path: str, before: Scan, new: Scan, now: int) -> None:
    try:
        stat = os.stat(path)
        known = before.folders.get(path)
        if known and known[0] == stat.st_mtime_ns and known[1] == stat.st_ino:
            record = known
        else:
            record = _list(path, stat.st_mtime_ns if stat.st_mtime_ns < now else -1, stat.st_ino)
    except (FileNotFoundError, NotADirectoryError):
        return
    if known is None or record[2:] != known[2:]:
        new.changed.add(path)
    new.folders[path] = record
    _sign([f"{path}/{name}" for name in record[2]], path, before, new, now)
    for name in record[3]:
        _scan_folder(f"{path}/{name}", before, new, now)


def _list(path: str, mtime: int, inode: int) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
    files: list[str] = []
    folders: list[str] = []
    for entry in os.scandir(path):
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
    return mtime, inode, tuple(sorted(files)), tuple(sorted(folders))


def _sign(paths: Iterable[str], folder: str, before: Scan, new: Scan, now: int) -> None:
    """Take the signatures of the files of one folder: a loop here, not a call a file, for there are many."""
    for path in paths:
        try:
            stat = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            new.changed.add(folder)
            continue
        mtime = stat.st_mtime_ns
        signature = (stat.st_size, mtime if mtime < now else -1, stat.st_ino)
        new.files[path] = signature
        if mtime >= now or before.files.get(path) != signature:
            new.changed.add(folder)


def to_plain(scanned: Scan) -> tuple[Any, Any]:
    """A scan as plain values for `save`."""
    return scanned.folders, scanned.files


def from_plain(value: tuple[Any, Any]) -> Scan:
    """A scan from what `to_plain` gave."""
    return Scan(*value)
