"""The search index: what is looked up, and how it is laid out in files.

In: the texts of a body; then the folded texts of the bodies of a part. Out: a folded text as bytes; then a part's
share of each file.

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
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from itertools import count
from operator import or_

from disclosure.report import Body

FILES_OF_ONE_PART, FILES = 31, 251
"""How many files hold the index, of a site of one part and of a larger one: prime numbers."""
_UNIT = 0xFFFF
"""The bits of a key that are its unit."""
_ITSELF = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002f7ff\U00030000-\U0003ffff"
"""Characters, as ranges of a pattern, that fold to themselves: nearly all of a Chinese text."""
_KNOWN = (
    range(0x100),
    range(0x2010, 0x205F),
    range(0x2100, 0x2139),
    range(0x2460, 0x2C00),
    range(0x3000, 0x302A),
    range(0x3030, 0x3097),
    range(0x309D, 0x3100),
    range(0x3105, 0x3130),
    range(0x3200, 0x3400),
    range(0xFF01, 0xFF5F),
    range(0xFFE0, 0xFFE7),
)
"""More characters of such texts. Of these it is asked once what becomes of them."""
_OFTEN = "，。、：；“”‘’《》（）—·\n .+-%@_"
"""What is left out of nearly every text. To take these out one by one is faster than to pass between them by a pattern."""


def fold(text: str) -> str:
    """`text` as it is looked up."""
    for mark in _OFTEN:
        if mark in text:
            text = text.replace(mark, "")
    plain, other = _patterns()
    if not plain.fullmatch(text):
        text = other.sub(lambda found: "".join(map(_fold_character, found[0])), text)
    return text.lower()


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", character).lower() if not _is_dropped(c))


def _is_dropped(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "PSZ" or category in ("Cc", "Cf")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Runs of what becomes its lower case at most; and of all else.

    A pattern passes over a run at a fraction of the cost of a look at each character.
    """
    known = {c: _fold_character(c) for numbers in _KNOWN for c in map(chr, numbers)}
    plain = _ITSELF + "".join(re.escape(c) for c, to in known.items() if to and to == c.lower())
    return re.compile(f"[{plain}]*"), re.compile(f"[^{plain}]+")


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


def units(text: str) -> bytes:
    """The UTF-16 units of a folded text, each with its lowest byte first: what is kept of a body.

    Its keys are found only where those of its part are: a set of them is no smaller than the text and costs more to make.
    """
    return text.encode("utf-16-le", "surrogatepass")


def _pairs(text: bytes) -> array[int]:
    """All units of a text with their neighbours (0 after the last), in its order: the two low bytes, then the two high.

    So the bits that differ from one Chinese character to the next come lowest, where a dict or set looks first.
    """
    low, high = text[::2], text[1::2]
    pairs = bytearray(2 * len(text))
    pairs[::4], pairs[1::4] = low, (low + b"\0")[1:]
    pairs[2::4], pairs[3::4] = high, (high + b"\0")[1:]
    return array("I", pairs)


def _keys(pairs: Iterable[int]) -> array[int]:
    """The keys of such pairs, in the same order: a unit in the two low bytes, its neighbour in the two high ones."""
    before = array("I", pairs).tobytes()
    keys = bytearray(before)
    keys[1::4], keys[2::4] = before[2::4], before[1::4]
    return array("I", keys)


def _keys_of_one(text: bytes) -> set[int]:
    """All keys of one body."""
    keys = set(_keys(set(_pairs(text))))
    return keys | {key & _UNIT for key in keys}


def part_files(part: str, kept: Sequence[bytes], files: int) -> dict[int, bytes]:
    """The share of a part in each of `files` files; `kept` are the units of its bodies, in their order."""
    found: list[dict[int, bytes]] = [{} for _ in range(files)]
    keys, held = _bits(kept)
    for key, code in zip(keys, map(_Codes(len(kept)).__getitem__, held), strict=True):
        found[key % files][key // files] = code
    return {n: _share(part, len(kept), codes) for n, codes in enumerate(found) if codes}


def _bits(kept: Sequence[bytes]) -> tuple[list[int], list[int]]:
    """Keys, and for each the bodies that hold it, one bit a body. What is said last of a key holds."""
    numbers, columns = _columns(kept)
    keys, held = _keys(numbers), _rows(columns, len(numbers))
    single: dict[int, int] = {}
    for unit, bits in zip(array("H", keys.tobytes())[::2], held, strict=True):
        # a unit stands where it is the first of a pair
        if unit in single:
            single[unit] |= bits
        else:
            single[unit] = bits
    return [*keys, *single], [*held, *single.values()]


def _columns(kept: Sequence[bytes]) -> tuple[Mapping[int, int], list[bytearray]]:
    """All pairs with the numbers that they are given as they are met; and for each body a column, a byte a number.

    Where a body holds a pair, the byte is the body's bit among eight bodies. A column stays in the processor's nearest
    memory while its body is read; that is a fifth faster than a row for each pair, which is the result in the end.
    """
    numbers: defaultdict[int, int] = defaultdict(count().__next__)
    columns = []
    for place, text in enumerate(kept):
        pairs, bit = _pairs(text), 1 << place % 8
        column = bytearray(len(numbers) + len(pairs))
        for pair in pairs:
            column[numbers[pair]] = bit
        del column[len(numbers) :]
        columns.append(column)
    return numbers, columns


def _rows(columns: Sequence[bytearray], pairs: int) -> list[int]:
    """For each of so many pairs, by number, the bodies that hold it, one bit a body."""
    rows = [0] * pairs
    for start in range(0, len(columns), 64):
        words = _words(columns[start : start + 64], pairs)
        rows = [row | word << start for row, word in zip(rows, words, strict=True)] if start else list(words)
    return rows


def _words(columns: Sequence[bytearray], pairs: int) -> array[int]:
    """The same of 64 columns at most: each eight of them are a byte of a word."""
    found = bytearray(8 * pairs)
    for n in range(-(-len(columns) // 8)):
        eight = (int.from_bytes(column, "little") for column in columns[8 * n : 8 * n + 8])
        found[n::8] = reduce(or_, eight).to_bytes(pairs, "little")
    return array("Q", bytes(found))


def _share(part: str, bodies: int, codes: Mapping[int, bytes]) -> bytes:
    """A part's block of a file; `codes` are the places of its keys as they are written, by the keys' quotients."""
    quotients = sorted(codes)
    tags = _tags(quotients)
    entries = b"".join([tags[2 * n : 2 * n + 2] + codes[quotient] for n, quotient in enumerate(quotients)])
    head = bytes([len(part)]) + part.encode() + bodies.to_bytes(2, "little")
    return head + len(entries).to_bytes(4, "little") + entries


def _tags(quotients: Iterable[int]) -> bytes:
    """Each of `quotients` folded to two bytes, the high half onto the low one: all by one operation."""
    halves = array("H", array("I", quotients).tobytes())
    low, high = (int.from_bytes(half.tobytes(), "little") for half in (halves[::2], halves[1::2]))
    return (low ^ high).to_bytes(len(halves), "little")


class Shares:
    """The share of a part in each file, kept so that the next change of a few of its bodies costs little."""

    def __init__(self, part: str, kept: Sequence[bytes], files: int) -> None:
        self.part, self.kept, self.files = part, list(kept), files
        self.places: list[dict[int, int]] = [{} for _ in range(files)]
        for key, bits in zip(*_bits(kept), strict=True):
            self.places[key % files][key // files] = bits
        self.found = {n: self._share(n) for n in range(files) if self.places[n]}

    def _share(self, file: int) -> bytes:
        coded = _Codes(len(self.kept))
        return _share(self.part, len(self.kept), {q: coded[bits] for q, bits in self.places[file].items()})

    def follow(self, kept: Sequence[bytes]) -> dict[int, bytes]:
        """What `part_files` gives for `kept`, of as many bodies as before."""
        touched = set()
        for number, (before, now) in enumerate(zip(self.kept, kept, strict=True)):
            if before != now:
                for key in _keys_of_one(before) ^ _keys_of_one(now):
                    places, quotient = self.places[key % self.files], key // self.files
                    places[quotient] = places.get(quotient, 0) ^ 1 << number
                    if not places[quotient]:
                        del places[quotient]
                    touched.add(key % self.files)
        self.kept = list(kept)
        for file in touched:
            self.found.pop(file, None)
            if self.places[file]:
                self.found[file] = self._share(file)
        return {n: self.found[n] for n in sorted(self.found)}


class _Codes(dict[int, bytes]):
    """How the bodies that hold a key are written, by their bits: worked out where it is first asked for."""

    def __init__(self, bodies: int) -> None:
        super().__init__()
        self.bodies = bodies

    def __missing__(self, bits: int) -> bytes:
        found = self[bits] = _places(bits, self.bodies)
        return found


def _places(bits: int, bodies: int) -> bytes:
    count = bits.bit_count()
    if count > bodies // 8:
        return b"\0" + bits.to_bytes(-(-bodies // 8), "little")
    return _groups(count) + b"".join(map(_groups, _steps(bits)))


def _steps(bits: int) -> Iterator[int]:
    """From each set bit to the next, lowest first."""
    at = 0
    while bits:
        number = (bits & -bits).bit_length() - 1
        yield number - at
        at = number
        bits &= bits - 1


@cache
def _groups(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
