"""How far a PDF unpacks, found before it is read.

In: the bytes of a PDF. Out: the limit that its packed streams exceed, or 0. Only counted, nothing is kept, so that
a small file that unpacks without end costs neither time nor memory. Pictures are not counted: text needs none.
"""

from __future__ import annotations

import re
import zlib

MAX_UNPACKED = 128 << 20
"""Bytes of all packed streams of a PDF at most, pictures not counted."""
_STREAM = re.compile(rb"stream\r?\n")
_CHUNK = 1 << 20


def unpacked_too_far(data: bytes) -> int:
    """`MAX_UNPACKED` where the streams of `data` unpack to more, else 0."""
    total = 0
    for match in _STREAM.finditer(data):
        if data[max(match.start() - 3, 0) : match.start()] == b"end":
            continue
        head = data[max(match.start() - 600, 0) : match.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if b"FlateDecode" not in head and b"/Fl" not in head:
            continue
        if re.search(rb"/Subtype\s*/Image", head):
            continue
        nested = len(re.findall(rb"/Fl(?:ateDecode)?\b", head)) > 1
        total += _size(data, match.end(), MAX_UNPACKED - total, nested)
        if total > MAX_UNPACKED:
            return MAX_UNPACKED
    return 0


def _size(data: bytes, start: int, room: int, nested: bool) -> int:
    """Bytes that the stream at `start` unpacks to, counted a little past `room` at most."""
    unpack = zlib.decompressobj()
    inner = zlib.decompressobj() if nested else None
    size = 0
    feed = memoryview(data)[start : start + (64 << 10)]
    position = start + len(feed)
    try:
        piece = unpack.decompress(feed, _CHUNK)
        while size <= room:
            size += len(piece)
            if inner is not None:
                size += _inner(inner, piece, room - size)
            if unpack.eof or (not piece and position >= len(data)):
                break
            rest: bytes | memoryview = unpack.unconsumed_tail
            if not rest:
                rest = memoryview(data)[position : position + (64 << 10)]
                position += len(rest)
                if not rest:
                    break
            piece = unpack.decompress(rest, _CHUNK)
    except zlib.error:
        pass
    return size


def _inner(unpack: zlib._Decompress, piece: bytes, room: int) -> int:
    size = 0
    rest = piece
    while rest and size <= room and not unpack.eof:
        size += len(unpack.decompress(rest, _CHUNK))
        rest = unpack.unconsumed_tail
    return size
