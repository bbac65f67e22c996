"""The file system, as the rest of the program needs it: sorted walks, whole writes, safe paths.

Nothing here knows of reports. Every write is whole: the bytes go to a temporary file beside the target,
which then takes the target's place in one step.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest(*parts: bytes) -> bytes:
    """A sum of 16 bytes over `parts`, their lengths included."""
    total = hashlib.sha256()  # processors have instructions for it: half the time of blake2b
    for part in parts:
        total.update(len(part).to_bytes(8, "little"))
        total.update(part)
    return total.digest()[:16]


def read_bytes(path: str) -> bytes:
    """The bytes of the file at `path`; raises OSError. Without a file object, which costs as much as reading a small file."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)  # a pipe that nobody writes to is empty
    try:
        size = os.fstat(handle).st_size
        data = os.read(handle, size + 1)
        if len(data) == size:
            return data
        parts = [data]  # it grew, or is no plain file, or is longer than one call reads
        while parts[-1]:
            parts.append(os.read(handle, 1 << 20))
        return b"".join(parts)
    except OSError as exc:
        exc.filename = path  # a descriptor has no name
        raise
    finally:
        os.close(handle)


def write_atomic(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all, making its folders; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` to `path` unless it stands there already; tells whether it wrote. Raises OSError."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    write_atomic(path, data)
    return True


def walk_files(root: Path) -> Iterator[Path]:
    """Every file below `root`, in the order of its path; dot files and dot folders are left out."""
    for entry in sorted(os.scandir(root), key=lambda e: e.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk_files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)
