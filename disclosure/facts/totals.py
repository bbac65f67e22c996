"""Which of several counts of one total stands, and what is told where they do not agree.

In: the counts of a paragraph that belong to one key of `claims`. Out: the one that the notice states as its total, and
warnings. Nothing is added up: a sum that the notice does not make itself is absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.notice import Paragraph, doubt
from disclosure.problem import Problem, Words

_SUMMED = ("rules_improved", "funds_recovered", "people_held_accountable", "aspects")
_FINER_L, _FINER_R = re.compile(r"细化|细分|分解"), re.compile(r"具体")
"""Words beside a count of the details into which a total falls."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its unit and the words beside it."""

    key: str
    value: int | Decimal
    start: int
    end: int
    sentence: int
    """Where its sentence begins in the plain paragraph."""
    whole: bool
    """Whether words such as 共 say that it is the sum."""
    beside: bool = False
    """Whether it only counts people met with a lighter measure (诫勉谈话3人次): a part, never the total by itself."""


def telling(counts: Sequence[Count]) -> list[Count]:
    """`counts`, those of lighter measures last, without the zeros among several: 处分0人、警告0人 tells no total."""
    kept = counts if len(counts) == 1 else [c for c in counts if c.value]
    return sorted(kept, key=lambda count: count.beside)


def choose(paragraph: Paragraph, key: str, counts: list[Count], problems: list[Problem]) -> Count | None:
    """The first count; none where its sentence has several that nobody sums."""
    first = counts[0]
    others = [c for c in counts[1:] if c.sentence == first.sentence]
    if key in _SUMMED or key.endswith(("_ongoing", "_open")):
        for other in others:
            if first.whole or "其中" in paragraph.plain[first.end : other.start]:
                break
            if other.whole:
                return other
            what = Words(
                f"{key} 有几个数而无合计：{first.value}、{other.value}",
                f"{key} has several numbers and no sum: {first.value}, {other.value}",
            )
            mend = Words(
                "与原件核对，需要时在元数据里补上", "look at the source and complete the front matter where needed"
            )
            problems.append(doubt(paragraph, "several", what, mend))
            return None
    return first


def _breaks_down(paragraph: Paragraph, count: Count, first: int) -> bool:
    """Whether `count` tells into how many details the `first` total falls (14个问题，细化为41个具体问题)."""
    clause = re.split(r"[，。；]", paragraph.plain[max(0, count.start - 40) : count.start])[-1]
    return count.value > first and bool(_FINER_L.search(clause) or _FINER_R.match(paragraph.plain, count.end))


def contradictions(paragraph: Paragraph, key: str, first: object, counts: list[Count]) -> list[Problem]:
    """A warning where `paragraph` states the whole otherwise than the `first` statement."""
    if key not in ("findings", "measures") or not isinstance(first, int):
        return []
    told = (c.value for c in counts if c.value != first and not _breaks_down(paragraph, c, first))
    other = next(told, None)
    if other is None:
        return []
    what = Words(
        f"{key} 前后不一：先为 {first}，此处为 {other}", f"{key} is stated as {first} before and as {other} here"
    )
    return [doubt(paragraph, "contradiction", what, Words("与原件核对", "look at the source"))]
