"""QR codes of web addresses: byte mode, error correction M, mask 3, versions 1 to 10 (up to 213 bytes).

In: a text. Out: the symbol as rows of 0 and 1, equal to what any full encoder gives for these choices (a test compares
with one). Traded away: choice of the best mask and of a better mode.

How it is fast: where things stand depends on the version alone, and all of the code is a sum (XOR) of what each byte of
the text turns over. So a symbol is the blank one of its length with a share put in for each byte; the addresses of a
site have most of their bytes in common, and a share is worked out once. A full encoder would cost more than the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter
from typing import NamedTuple

_BLOCKS = {
    1: (10, ((1, 16),)),
    2: (16, ((1, 28),)),
    3: (26, ((1, 44),)),
    4: (18, ((2, 32),)),
    5: (24, ((2, 43),)),
    6: (16, ((4, 27),)),
    7: (18, ((4, 31),)),
    8: (22, ((2, 38), (2, 39))),
    9: (22, ((3, 36), (2, 37))),
    10: (26, ((4, 43), (1, 44))),
}
"""By version: error correction codewords a block, and (number of blocks, data codewords in each)."""
_ALIGNMENT = {
    2: (6, 18),
    3: (6, 22),
    4: (6, 26),
    5: (6, 30),
    6: (6, 34),
    7: (6, 22, 38),
    8: (6, 24, 42),
    9: (6, 26, 46),
    10: (6, 28, 50),
}
_LEVEL_M, _MASK = 0, 3


class _Frame(NamedTuple):
    """What all symbols of a version have in common."""

    size: int
    mask: int
    """The bits of the data that are turned over; as many as there are places for data."""
    bits: int
    """How many places there are for data."""
    arrange: Callable[[str], tuple[str, ...]]
    """From the data's bits and a 0 and a 1 behind them, as characters, to all modules, a 0 behind each row."""


class Symbol(NamedTuple):
    """A symbol with a light module behind each row, so that no run of dark ones goes on in the next row."""

    size: int
    """Modules of a row without that."""
    modules: int
    """A bit for each module, the first one the highest of `size * (size + 1)`; dark ones are set."""


def symbol(text: str) -> Symbol:
    """The symbol of `text`; raises ValueError where it is too long."""
    data = text.encode()
    version = next((v for v in _BLOCKS if len(data) <= _longest(v)), None)
    if version is None:
        raise ValueError(f"{len(data)} bytes are too many for a QR code of version 10")
    modules = _blank(version, len(data))
    for share, byte in zip(_shares(version), data, strict=False):
        modules ^= share[byte]
    return Symbol(_frame(version).size, modules)


def matrix(text: str) -> list[str]:
    """The symbol of `text` as rows of characters 0 and 1, without a margin; raises ValueError where it is too long."""
    size, modules = symbol(text)
    shown = f"{modules:0{size * (size + 1)}b}"
    return [shown[at : at + size] for at in range(0, len(shown), size + 1)]


@cache
def _blank(version: int, length: int) -> int:
    """The modules of a symbol for `length` bytes that are all 0."""
    return _encoded(bytes(length), version)


def _encoded(data: bytes, version: int) -> int:
    """The modules of the symbol of `data`, worked out without any share."""
    frame = _frame(version)
    return _arranged(frame, (_bits(_codewords(data, version), frame) ^ frame.mask) << 2 | 1)


class _Share(dict[int, int]):
    """By the value of the byte at one place of a text the modules that it turns over, whatever the other bytes are."""

    def __init__(self, version: int, place: int) -> None:
        super().__init__()
        self._version = version
        self._place = 8 * (_longest(version) - 1 - place) + 4

    def __missing__(self, byte: int) -> int:
        stream = (byte << self._place).to_bytes(_capacity(self._version), "big")
        frame = _frame(self._version)
        self[byte] = _arranged(frame, _bits(_corrected(stream, self._version), frame) << 2)
        return self[byte]


@cache
def _shares(version: int) -> tuple[_Share, ...]:
    return tuple(_Share(version, place) for place in range(_longest(version)))


def _bits(codewords: bytes, frame: _Frame) -> int:
    """`codewords` as the bits of the data; a few places at the end are left over."""
    return int.from_bytes(codewords, "big") << frame.bits - 8 * len(codewords)


def _arranged(frame: _Frame, bits: int) -> int:
    """All modules, as in `Symbol`, from the data's bits and the two behind them."""
    return int("".join(frame.arrange(f"{bits:0{frame.bits + 2}b}")), 2)


@cache
def _capacity(version: int) -> int:
    return sum(number * data for number, data in _BLOCKS[version][1])


@cache
def _longest(version: int) -> int:
    """How many bytes a text may have; the mode and the length take two or three."""
    return _capacity(version) - (2 if version < 10 else 3)


def _codewords(data: bytes, version: int) -> bytes:
    """Data and error correction, interleaved block by block."""
    capacity = _capacity(version)
    length_bits = 8 if version < 10 else 16
    value = (4 << length_bits | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    used = len(data) + (length_bits + 8) // 8
    return _corrected((value << 4).to_bytes(used, "big") + (b"\xec\x11" * capacity)[: capacity - used], version)


def _corrected(stream: bytes, version: int) -> bytes:
    """The data codewords of a symbol with their error correction, interleaved block by block."""
    correction, groups = _BLOCKS[version]
    blocks, at = [], 0
    for number, size in groups:
        for _ in range(number):
            blocks.append(stream[at : at + size])
            at += size
    checks = [_check(block, correction) for block in blocks]
    columns = (*zip_longest(*blocks), *zip(*checks, strict=True))
    return bytes([byte for column in columns for byte in column if byte is not None])


def _check(block: bytes, length: int) -> bytes:
    """Error correction codewords of a block: division by the generator, one table look-up a codeword."""
    table = _division(length)
    top, rest = 8 * (length - 1), 0
    keep = (1 << 8 * length) - 1
    for byte in block.lstrip(b"\0"):  # a codeword of 0 leaves a rest of 0
        rest = ((rest << 8) & keep) ^ table[byte ^ rest >> top]
    return rest.to_bytes(length, "big")


@cache
def _division(length: int) -> tuple[int, ...]:
    """For each leading byte the multiple of the generator polynomial of degree `length`, without its head."""
    powers, logs = [1], {1: 0}
    for exponent in range(1, 255):
        value = powers[-1] << 1
        powers.append(value ^ 0x11D if value > 255 else value)
        logs[powers[-1]] = exponent

    def times(a: int, b: int) -> int:
        return powers[(logs[a] + logs[b]) % 255] if a and b else 0

    generator = [1]
    for exponent in range(length):
        shifted = [*generator, 0]
        for i, coefficient in enumerate(generator):
            shifted[i + 1] ^= times(coefficient, powers[exponent])
        generator = shifted
    multiples = [0]
    for bit in range(8):
        multiple = int.from_bytes(bytes(times(1 << bit, c) for c in generator[1:]), "big")
        multiples += [other ^ multiple for other in multiples]
    return tuple(multiples)


@cache
def _frame(version: int) -> _Frame:
    """The frame of a version: finders, timing, alignment, format and version words; the order of the rest."""
    size = 17 + 4 * version
    cells: dict[tuple[int, int], int] = {}
    for row, column in ((0, 0), (0, size - 7), (size - 7, 0)):
        _square(cells, row + 3, column + 3, (3, 1, 0), 4, size)
    for i in range(8, size - 8):
        cells[6, i] = cells[i, 6] = 1 - i % 2
    centres = _ALIGNMENT.get(version, ())
    for row in centres:
        for column in centres:
            if (row, column) not in {(6, 6), (6, size - 7), (size - 7, 6)}:
                _square(cells, row, column, (2, 0), 2, size)
    _format(cells, size)
    if version >= 7:
        word = _bch(version, 12, 0x1F25)
        for i in range(18):
            cells[i // 3, size - 11 + i % 3] = cells[size - 11 + i % 3, i // 3] = word >> i & 1
    order = _order(cells, size)
    mask = int("".join(str(int(sum(divmod(place, size)) % 3 == 0)) for place in order), 2)
    sources = {place: number for number, place in enumerate(order)}
    # A module of the frame itself is the 0 or the 1 that stands behind the data.
    fixed = {row * size + column: len(order) + dark for (row, column), dark in cells.items()}
    sources |= fixed
    rows = ([*(sources[row * size + column] for column in range(size)), len(order)] for row in range(size))
    return _Frame(size, mask, len(order), itemgetter(*chain.from_iterable(rows)))


def _square(
    cells: dict[tuple[int, int], int], row: int, column: int, dark: tuple[int, ...], reach: int, size: int
) -> None:
    """A pattern of rings around a centre: a ring is dark where its distance is in `dark`."""
    for y in range(max(row - reach, 0), min(row + reach, size - 1) + 1):
        for x in range(max(column - reach, 0), min(column + reach, size - 1) + 1):
            cells[y, x] = int(max(abs(y - row), abs(x - column)) in dark)


def _format(cells: dict[tuple[int, int], int], size: int) -> None:
    word = _bch(_LEVEL_M << 3 | _MASK, 10, 0x537) ^ 0x5412
    first = [(8, i) for i in (0, 1, 2, 3, 4, 5, 7, 8)] + [(i, 8) for i in (7, 5, 4, 3, 2, 1, 0)]
    second = [(size - 1 - i, 8) for i in range(7)] + [(8, size - 8 + i) for i in range(8)]
    for places in (first, second):
        for i, place in enumerate(places):
            cells[place] = word >> (14 - i) & 1
    cells[size - 8, 8] = 1


def _bch(value: int, length: int, generator: int) -> int:
    rest = value << length
    while rest.bit_length() > length:
        rest ^= generator << (rest.bit_length() - length - 1)
    return value << length | rest


def _order(cells: dict[tuple[int, int], int], size: int) -> list[int]:
    """The places that are left, two columns at a time from the right, up and down in turn."""
    order = []
    columns = list(range(size - 1, 0, -2))
    columns = [c if c > 6 else c - 1 for c in columns if c - (c <= 6) > 0]
    for turn, column in enumerate(columns):
        rows = range(size - 1, -1, -1) if turn % 2 == 0 else range(size)
        order += [y * size + x for y in rows for x in (column, column - 1) if (y, x) not in cells]
    return order
