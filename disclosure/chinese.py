"""Chinese numerals, digits and white space, as notices type them.

In: text. Out: plain text to match words in, and numbers. Traded away: fractions in words (百分之) are left
to their users.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_FULL = {ord("０") + i: ord("0") + i for i in range(10)}
_FULL |= {ord(a) + i: ord(b) + i for a, b in (("Ａ", "A"), ("ａ", "a")) for i in range(26)}
_FULL |= {ord(a): ord(b) for a, b in zip("＠．－／％～＋＿＃", "@.-/%~+_#", strict=True)}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_TABLE = _FULL | dict.fromkeys(map(ord, _INVISIBLE))
_SPACE = "\t\x0b-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space inside a line, as a class of a pattern; spelled out, since `\\s` in a class is many times as slow."""
_SPACES = re.compile(rf"[{_SPACE}\n]+")
_ODD_IN_LINE = f"{re.escape(''.join(map(chr, _TABLE)))}{_SPACE}"
_ODD = re.compile(rf"[{_ODD_IN_LINE}\n][{_ODD_IN_LINE}\n]*")
"""What `plain` may change: looking for it is many times as fast as translating, and that it begins with a set makes it so."""
_ODD_IN_LINES = re.compile(f"[{_ODD_IN_LINE}][{_ODD_IN_LINE}]*")
_BESIDE = re.compile(r" (?:(?<![\x21-\x7e] )|(?![\x21-\x7e]))")
"""A space at an end or beside Chinese; it begins with the space, so the places to try are found fast."""

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_DIGITS |= {"肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_ROUND = {ord(c): "〇" for c in "Oo0ОоΟο"}
"""Letters that stand for 〇 in a year in words (二O二六年)."""
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SHORT = {"廿": "二十", "卅": "三十"}
NUMERALS = "零〇○一二两三四五六七八九十百千万亿廿卅"
"""Characters of numbers in words."""
_GROUPS = r"(?:,\d{3}){0,4}(?:\.\d{1,6})?[万亿]?"
NUMBER = rf"(?:\d{{1,12}}{_GROUPS}|[{NUMERALS}]{{1,16}})"
"""Pattern of a number in plain text, in digits or in words; `number` reads it."""
NUMBER_BY_SET = rf"[\d{NUMERALS}](?:(?<=\d)\d{{0,11}}{_GROUPS}|(?<!\d)[{NUMERALS}]{{0,15}})"
"""The same, beginning with a set of characters: a pattern that begins with it is looked for faster."""


def plain(text: str) -> str:
    """`text` with ASCII digits and Latin letters, without invisible characters and without white space beside Chinese."""
    return text if is_plain(text) else _plain(text, _ODD)


def plain_lines(text: str) -> str:
    """`text` with each of its lines as `plain` gives it."""
    return _plain(text, _ODD_IN_LINES)


def _plain(text: str, odd: re.Pattern[str]) -> str:
    text = odd.sub(_plain_run, text)
    return _BESIDE.sub("", text) if " " in text else text


def _plain_run(run: re.Match[str]) -> str:
    """The plain form of characters that all are odd."""
    return _plain_short(run[0]) if len(run[0]) <= 8 else _SPACES.sub(" ", run[0].translate(_TABLE))


@lru_cache(maxsize=4096)
def _plain_short(odd: str) -> str:
    """The same for a few, remembered: most often they are a space, a sign or two digits."""
    return _SPACES.sub(" ", odd.translate(_TABLE))


def is_plain(text: str) -> bool:
    """Whether `text` is its own plain form, as it is in most places."""
    return not _ODD.search(text)


def integer(words: str) -> int | None:
    """The whole number that `words` write: `26`, `二十六`, `廿三`, `一百零五`, `两万三千`; None where it is none."""
    value = number(words)
    return int(value) if value is not None and value == value.to_integral_value() else None


@lru_cache(maxsize=4096)
def number(words: str) -> Decimal | None:
    """The number that `words` write, in digits or in words, with 万 and 亿 counted; None where it is none."""
    if not words or len(words) > 24:
        return None
    if words[0].isascii():
        return _from_digits(words)
    value = _from_words(words)
    return None if value is None else Decimal(value)


@lru_cache(maxsize=256)
def year(words: str) -> int | None:
    """The year that four digits write: `2025`, `二〇二五`, `二零二五`; None for anything else or before 1949."""
    if len(words) != 4:
        return None
    if words[0] in "一二":
        words = words.translate(_ROUND)
    digits = words
    if not words.isascii():
        digits = "".join(c if c.isascii() and c.isdigit() else str(_DIGITS.get(c, "x")) for c in words)
    return int(digits) if digits.isdigit() and 1949 <= int(digits) <= 2199 else None


def _from_digits(words: str) -> Decimal | None:
    match = re.fullmatch(r"(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(\.\d{1,6})?([万亿]?)", words, re.ASCII)
    if not match:
        return None
    value = Decimal(match[1].replace(",", "") + (match[2] or ""))
    return (value * {"": 1, "万": 10_000, "亿": 100_000_000}[match[3]]).normalize() + 0


def _from_words(words: str) -> int | None:
    """A number in words, strictly: 十 百 千 fall, 万 and 亿 stand once each, a lone last digit counts the next place."""
    for short, long in _SHORT.items():
        words = words.replace(short, long)
    total = 0
    for unit, size in (("亿", 100_000_000), ("万", 10_000)):
        head, mark, tail = words.partition(unit)
        if mark:
            front = _below_ten_thousand(head)
            if front is None or front == 0:
                return None
            total += front * size
            if tail and tail in _DIGITS and _DIGITS[tail]:
                return total + _DIGITS[tail] * size // 10
            words = tail.removeprefix("零").removeprefix("〇")
            if not words:
                return total
    rest = _below_ten_thousand(words)
    return None if rest is None else total + rest


def _below_ten_thousand(words: str) -> int | None:
    if not words:
        return None
    if all(c in _DIGITS for c in words):
        return _DIGITS[words] if len(words) == 1 else None
    total, digit, last = 0, None, 10_000
    for char in words:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last or digit == 0 or (digit is None and not (unit == 10 and total == 0)):
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        elif char in "零〇○":
            if digit is not None or last == 10_000:
                return None
            last = min(last, 100)
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        else:
            return None
    if digit is None:
        return None if words[-1] in "零〇○" else total
    return total + (digit * last // 10 if last >= 100 and words[-2] in "百佰千仟" else digit)
