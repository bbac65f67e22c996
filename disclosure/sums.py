"""Arithmetic inside a sentence: parts that should give their whole, counts and the share they are said to be.

In: a paragraph. Out: only what does not come out. `共有组织73个，其中甲18个，乙12个，丙23个，丁4个` states 73 and
lists 57. Traded away: completeness. A list that ends in 等 or leaves a remainder (其余, 另) is not a sum, and two
parts that fall short of their whole read as examples; none of them gives a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from disclosure.chinese import plain
from disclosure.patterns import later

_UNIT = r"(?:人次|场次|万元|亿元|[个项条名人件家场次期户支台处份元例篇批所只套])"
_NUMBER = r"(\d[\d,]{0,14}(?:\.\d{1,4})?)"
_QUANTITY = later(rf"{_NUMBER}({_UNIT})")
_WHOLE = later(rf"{_NUMBER}({_UNIT})[^，,；;。！？\d]{{0,24}}[，,；;：:（(]\s*(?:其中)[：:，,]?")
_PART = later(
    rf"[^，,；;、。！？\d]{{0,30}}?{_NUMBER}({_UNIT})[^，,；;、。！？）)\d（(]{{0,8}}(?:[（(][^（）()]{{0,40}}[）)])?([，,；;、]|[。！？）)]|$)"
)
_OPEN_END = later(r"等|其余|其他|其它|另|不含|未含|部分|约|余|多|近")
_SHARE = later(
    rf"{_NUMBER}({_UNIT})[^，,；;。！？\d]{{0,14}}(?:[（(][^（）()]{{0,40}}[）)])?"
    rf"[，,（(]?(?:约|共|总)?占(?:比)?[^，,；;。！？\d]{{0,12}}?(\d{{1,3}}(?:\.\d{{1,4}})?)[%％]"
)
_SENTENCE = later(r"[^。！？\n]+")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole whose listed parts add to another figure."""

    stated: Decimal
    counted: Decimal
    parts: tuple[Decimal, ...]
    unit: str
    quote: str
    """The words from the whole to the last part, in plain form."""


@dataclass(frozen=True, slots=True)
class Share:
    """A count with a percentage that its own sentence does not give."""

    part: Decimal
    unit: str
    stated: Decimal
    counted: Decimal
    quote: str


def may_hold(text: str) -> bool:
    """Whether `text` can hold a sum at all; cheap."""
    return "其中" in text or "占" in text


def parts(text: str) -> Iterator[Whole]:
    """Every whole in `text` whose parts, of the same unit, do not add to it."""
    if "其中" not in text:
        return
    for sentence in _sentences(text, "其中"):
        for match in _WHOLE.finditer(sentence):
            listed, end = _listed(sentence, match.end(), match[2])
            stated = _value(match[1])
            counted = sum(listed, Decimal(0))
            short = len(listed) == 2 and counted < stated
            if len(listed) < 2 or short or counted == stated:
                continue
            yield Whole(stated, counted, listed, match[2], sentence[match.start() : end].rstrip("，,；;、"))


def _sentences(text: str, word: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        if word in sentence:
            yield plain(sentence)


def _listed(sentence: str, start: int, unit: str) -> tuple[tuple[Decimal, ...], int]:
    """The parts that follow one another from `start`; none where the list says that it is not all."""
    found: list[Decimal] = []
    while match := _PART.match(sentence, start):
        if match[2] != unit or _OPEN_END.search(match[0]):
            break
        found.append(_value(match[1]))
        start = match.end()
        if match[3] in "。！？）)" or not match[3]:
            break
    if _OPEN_END.match(sentence[start : start + 3]) or (start > 1 and sentence[start - 1] == "等"):
        return (), start
    rest = sentence[start : start + 40]
    return ((), start) if re.match(r"[^，,；;。]{0,6}(?:等|其余|其他|其它|另)", rest) else (tuple(found), start)


def shares(text: str) -> Iterator[Share]:
    """Every `n项，占p%` in `text` where no larger count of the same unit in the sentence gives p."""
    if "占" not in text:
        return
    for sentence in _sentences(text, "占"):
        for match in _SHARE.finditer(sentence):
            part, unit, stated = _value(match[1]), match[2], Decimal(match[3])
            wholes = [_value(n) for n, u in _QUANTITY.findall(sentence[: match.start()]) if u == unit]
            rates = [100 * part / whole for whole in wholes if whole > part]
            if rates and not any(is_rate(stated, rate) for rate in rates):
                yield Share(part, unit, stated, Decimal(shown(rates[0])), match[0])


def is_rate(stated: Decimal, exact: Decimal) -> bool:
    """Whether `stated` is `exact` rounded or cut to as many places as are written, to one digit either way."""
    exponent = stated.as_tuple().exponent
    step = Decimal(1).scaleb(min(int(exponent), 0)) if isinstance(exponent, int) else Decimal(1)
    return any(exact.quantize(step, rounding=way) == stated for way in (ROUND_HALF_UP, ROUND_DOWN))


def shown(rate: Decimal) -> str:
    """A rate with two places at most: `95.35`, `50`."""
    text = f"{rate.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
