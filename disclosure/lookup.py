"""The search index: what is looked up, and how it is laid out in files.

In: the texts of a body; then the keys of the bodies of a part. Out: keys as bytes; then a part's share of each file.

A text is folded (NFKC and lower case for each character by itself; punctuation, symbols and white space left out), and
its keys are all its UTF-16 units and all pairs of neighbours. So every piece of one or more characters can be looked up,
in any script, with no dictionary to cut words by. A key says in which bodies it stands; whether a phrase
really stands there is read from the body's own file. `templates/assets/search.js` does the same on the other side.

A file holds the keys of one remainder by a prime number, a block a part:
  block = length of the part's key (1 byte), the part's key, number of its bodies (2 bytes), bytes of entries (4 bytes), entries
  entry = tag (2 bytes, the quotient folded), number of places n, then n places as differences; or 0 and a bit a body
Numbers in an entry are in 7-bit groups, lowest first; all others have their lowest byte first. Two keys of a file may
share a tag: then a body is looked into in vain, never missed.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from disclosure.report import Body

FILES_OF_ONE_PART, FILES = 31, 251
"""How many files hold the index, of a site of one part and of a larger one: prime numbers."""
_SAFE = re.compile(
    "[\x00-\xff\u2010-\u205e\u2100-\u2138\u2460-\u2bff\u3000-\u3029\u3030-\u3096\u309d-\u30ff\u3105-\u312f"
    "\u3200-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6\U00020000-\U0002f7ff\U00030000-\U0003ffff]*"
)
"""Texts of these characters alone are folded the same at once as character by character."""


def fold(text: str) -> str:
    """`text` as it is looked up."""
    if not _SAFE.fullmatch(text):
        return "".join(map(_fold_character, text))
    dropped, changed = _classes()
    return changed.sub(lambda found: _fold_character(found[0]), dropped.sub("", text)).lower()


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", character).lower() if not _is_dropped(c))


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "PSZ" or category in ("Cc", "Cf")


@cache
def _classes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Safe characters that are left out, and those that become others (Unicode's own normalization is 20 times slower)."""
    ranges = (
        range(0x100),
        range(0x2010, 0x2C00),
        range(0x3000, 0x3400),
        range(0xFF00, 0xFFF0),
        range(0x2F800, 0x2FA20),
    )
    folded = {c: _fold_character(c) for r in ranges for c in map(chr, r) if _SAFE.fullmatch(c)}
    dropped = "".join(re.escape(c) for c, to in folded.items() if not to)
    changed = "".join(re.escape(c) for c, to in folded.items() if to and to not in (c, c.lower()))
    return re.compile(f"[{dropped}]+"), re.compile(f"[{changed}]")


def texts(body: Body) -> Iterable[str]:
    """All that is looked up of a body."""
    yield body.name
    yield body.short_name
    yield from body.region
    for report in body.reports:
        yield report.title
        yield report.publisher
        for section in report.sections:
            yield section.heading
            if section.finding is None:
                yield section.text
                continue
            if section.finding.title not in section.heading:
                yield section.finding.title
            yield section.finding.text


def keys(text: str) -> bytes:
    """The keys of a folded text: 4 bytes each (a unit, then its neighbour or 0), in no order."""
    if not text:
        return b""
    units = text.encode("utf-16-le", "surrogatepass")
    pad = b"\0" * (-len(units) % 4)
    even, odd = units + pad, units[2:] + (b"" if pad else b"\0\0")
    found = set(array("I", even))
    found.update(array("I", odd))
    found.update(
        array("H", array("I", found).tobytes())[::2]
    )  # each unit is the first of a pair: fewer than in the text
    return array("I", found).tobytes()


def part_files(part: str, kept: Sequence[bytes], files: int) -> dict[int, bytes]:
    """The share of a part in each of `files` files; `kept` are the keys of its bodies, in their order."""
    return _shares(part, _bits(kept), len(kept), files)


def _shares(part: str, places: Mapping[int, int], bodies: int, files: int) -> dict[int, bytes]:
    return {n: _share(part, bodies, found) for n, found in enumerate(_entries(places, bodies, files)) if found}


def _bits(kept: Sequence[bytes]) -> dict[int, int]:
    """For each key the bodies that hold it, one bit a body."""
    places: dict[int, int] = {}
    have = places.get
    for number, packed in enumerate(kept):
        bit = 1 << number
        for key in array("I", packed):
            places[key] = have(key, 0) | bit
    places.pop(0, None)
    return places


def _share(part: str, bodies: int, entries: bytes | bytearray) -> bytes:
    head = bytes([len(part)]) + part.encode() + bodies.to_bytes(2, "little")
    return head + len(entries).to_bytes(4, "little") + entries


class Shares:
    """The share of a part in each file, kept so that the next change of a few of its bodies costs little."""

    def __init__(self, part: str, kept: Sequence[bytes], files: int) -> None:
        self.part, self.kept, self.files = part, list(kept), files
        places = _bits(kept)
        self.found = _shares(part, places, len(kept), files)
        self.places: list[dict[int, int]] = [{} for _ in range(files)]
        for key, bits in places.items():
            self.places[key % files][key] = bits

    def follow(self, kept: Sequence[bytes]) -> dict[int, bytes]:
        """What `part_files` gives for `kept`, of as many bodies as before."""
        touched = set()
        for number, (before, now) in enumerate(zip(self.kept, kept, strict=True)):
            if before != now:
                for key in set(array("I", before)) ^ set(array("I", now)) - {0}:
                    places = self.places[key % self.files]
                    places[key] = places.get(key, 0) ^ 1 << number
                    if not places[key]:
                        del places[key]
                    touched.add(key % self.files)
        self.kept = list(kept)
        for file in touched:
            entries = _entries(self.places[file], len(kept), self.files)[file]
            self.found.pop(file, None)
            if entries:
                self.found[file] = _share(self.part, len(kept), entries)
        return {n: self.found[n] for n in sorted(self.found)}


def _entries(places: Mapping[int, int], bodies: int, files: int) -> list[bytearray]:
    found = [bytearray() for _ in range(files)]
    coded = {bits: _places(bits, bodies) for bits in set(places.values())}
    for key in sorted(places):
        quotient, file = divmod(key, files)
        found[file] += ((quotient ^ quotient >> 16) & 0xFFFF).to_bytes(2, "little") + coded[places[key]]
    return found


def _places(bits: int, bodies: int) -> bytes:
    count = bits.bit_count()
    if count > bodies // 8:
        return b"\0" + bits.to_bytes(-(-bodies // 8), "little")
    numbers = [n for n in range(bodies) if bits >> n & 1]
    steps = [numbers[0], *(b - a for a, b in pairwise(numbers))]
    return _groups(count) + b"".join(map(_groups, steps))


def _groups(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
