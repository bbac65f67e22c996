"""Files of a tree that is not yet seen.

In: bytes and an address. Out: a new file each time: what stood there may be another name of a file that
readers see. Traded away: writing in place.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable


def write_new(tree: str, address: str, content: bytes) -> None:
    """Put `content` at `address` of `tree` as a new file: what stood there may be shared with the tree that is seen."""
    path = f"{tree}/{address}"
    handle = _create(path)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)


def _create(path: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    while True:
        try:
            return os.open(path, flags, 0o644)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        except FileExistsError:
            os.unlink(path)
        except NotADirectoryError:
            _clear_way(path)
        except IsADirectoryError:
            shutil.rmtree(path)


def _clear_way(path: str) -> None:
    """Remove the file that stands where a folder above `path` must be."""
    parent = os.path.dirname(path)
    while not os.path.lexists(parent):
        parent = os.path.dirname(parent)
    if not os.path.isdir(parent):
        os.unlink(parent)


def assemble(
    tree: str, address: str, head: bytes, ranges: Iterable[tuple[str, int, int]], joint: bytes, tail: bytes
) -> None:
    """Make the file `address` of `tree` from runs of bytes (file, offset, length) of other files."""
    handle = _create(f"{tree}/{address}")
    try:
        _write_all(handle, head)
        first = True
        for path, offset, length in ranges:
            if not first:
                _write_all(handle, joint)
            first = False
            _copy_range(handle, path, offset, length)
        _write_all(handle, tail)
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


def _copy_range(handle: int, path: str, offset: int, length: int) -> None:
    source = os.open(path, os.O_RDONLY)
    try:
        while length:
            chunk = os.pread(source, min(length, 1 << 22), offset)
            if not chunk:
                raise OSError(errno.EIO, "a piece is shorter than the state says", path)
            _write_all(handle, chunk)
            offset += len(chunk)
            length -= len(chunk)
    finally:
        os.close(source)


def remove(tree: str, address: str) -> None:
    """Take `address` out of `tree`, with the folders that are then empty."""
    path = f"{tree}/{address}"
    try:
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        return
    except (IsADirectoryError, PermissionError):
        if not os.path.isdir(path):
            raise
        return
    _remove_empty(tree, os.path.dirname(path))


def _remove_empty(tree: str, folder: str) -> None:
    while len(folder) > len(tree):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


def link(source: str, target: str) -> None:
    """Make `target` another name of the file `source`, or a copy of it where the file system has no links."""
    for _ in range(3):
        try:
            os.link(source, target)
            return
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
        except FileExistsError:
            if os.path.isdir(target):
                shutil.rmtree(target)
            else:
                os.unlink(target)
        except NotADirectoryError:
            _clear_way(target)
        except OSError as exc:
            if exc.errno not in (errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS):
                raise
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copy2(source, target)
            return
    raise OSError(errno.EBUSY, "something else writes here", target)
