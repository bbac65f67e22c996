"""The encoding of a text, found from its bytes.

In: bytes. Out: text and the name of its encoding, or the place of the first byte that fits no encoding.
Byte-order mark first, then strict UTF-8, then the encoding whose reading looks most like Chinese. The codec
`gb2312` is never used: it fails on characters that real notices hold, and GB18030 reads all that it reads.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
SAMPLE = 1 << 16
"""Bytes that are looked at to choose an encoding; the whole text is then decoded strictly."""
SCORED = 1 << 12
"""Bytes that are weighed character by character, from the first that is not ASCII."""

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "党区市县委组巡察整改问题情况落完结果措施关通报会议责任强立已明制查清已度员红字务规公"
    "，。、：；（）“”《》？！—…　"
)
_BYTE = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read."""

    text: str
    encoding: str
    """Python's name of the encoding."""


class UndecodableError(ValueError):
    """The bytes fit no encoding."""

    def __init__(self, encoding: str, offset: int, line: int) -> None:
        self.encoding = encoding
        """The encoding that fits most of the bytes."""
        self.offset = offset
        """Offset of the first byte that does not fit, from 0."""
        self.line = line
        """Its line, from 1."""
        super().__init__(f"{encoding}, byte {offset}")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read `data`; `declared` is what the file says of itself (a `charset`). Raises UndecodableError."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], name, len(mark)), name)
    try:
        text = data.decode("utf-8")
        if not _wide(data):
            return Decoded(text, "utf-8")
    except UnicodeDecodeError:
        pass
    name = _normal(declared) or guess(data)
    try:
        return Decoded(_strict(data, name, 0), name)
    except UndecodableError:
        other = guess(data)
        if other == name:
            raise
        return Decoded(_strict(data, other, 0), other)


def guess(data: bytes) -> str:
    """The encoding whose reading of `data` looks most like Chinese."""
    sample = data[:SAMPLE]
    if not _wide(sample) and _broken_utf8(sample):
        return "utf-8"
    first = _BYTE.search(data)
    start = max(first.start() - 64, 0) // 2 * 2 if first else 0
    part = data[start : start + SCORED]
    return max(GUESSES, key=lambda name: score(part, name))


def score(sample: bytes, name: str) -> float:
    """How much `sample` looks like Chinese when read as `name`: up to 2 a character, below 0 for noise."""
    even = sample[: len(sample) // 2 * 2] if name.startswith("utf-16") else sample
    text = even.decode(name, "replace")
    if not text:
        return -1.0
    total = sum(_worth(c) for c in text)
    return total / len(text)


def _worth(c: str) -> float:
    if c in _COMMON:
        return 2.0
    if "\u4e00" <= c <= "\u9fff":
        return 0.6
    if " " <= c <= "~" or c in "\r\n\t" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef":
        return 0.8
    if "\u2010" <= c <= "\u2027" or "\u2460" <= c <= "\u24ff":
        return 0.8
    return -3.0 if c in "\ufffd\x00" or "\ue000" <= c <= "\uf8ff" else -1.0


def _wide(data: bytes) -> bool:
    """Whether bytes that are zero make this UTF-16 rather than a text of single bytes."""
    sample = data[:SAMPLE]
    zeros = sample.count(0)
    return zeros > 0 and zeros * 200 > len(sample) and max(score(sample[:SCORED], name) for name in GUESSES[1:]) > 0.3


def _broken_utf8(sample: bytes) -> bool:
    """Whether `sample` is UTF-8 but for a few bytes: then it is damaged, and not another encoding."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    return good > 20 * bad


def _normal(declared: str | None) -> str | None:
    """The codec for a declared name; every GB label means GB18030."""
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower().replace("_", "-")
    if name.startswith(("gb", "x-gb", "cp936", "ms936", "euc-cn", "hz-gb", "windows-936")):
        return "gb18030"
    if name in ("utf8", "utf-8"):
        return "utf-8"
    if name in ("big5", "x-x-big5", "big5-hkscs", "cn-big5"):
        return "big5hkscs"
    return {"utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}.get(name)


def _strict(data: bytes, name: str, skipped: int) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as exc:
        unit = {"utf-16-le": b"\n\0", "utf-16-be": b"\0\n"}.get(name, b"\n")
        line = data[: exc.start].count(unit) + 1
        raise UndecodableError(name, exc.start + skipped, line) from None
