"""Problems without a number of their own: lines over what was done, statements of what is lacking, words in bold.

In: all paragraphs of a notice. Out: the places of those that state problems. They count by the kind of number below which they
stand: one alone may be the number's own description, so it counts only where another number of the kind has several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from disclosure import numbering
from disclosure.outline.model import Unit
from disclosure.outline.runs import tells_measures
from disclosure.outline.titles import section_role, split_title
from disclosure.outline.wording import DEED, answers_lack, states_lack
from disclosure.statuses import group_words, table

_STATED = table(None)
_ITSELF = re.compile(r"(?:关于|针对).*问题|(?<!方面)(?<!方面的)(?<!方面存在的)问题[。：:]?$")
"""A heading that states a problem, not an area of several."""


def _below_numbers(units: Sequence[Unit], belongs: Callable[[int, int, int], bool]) -> dict[int, list[int]]:
    """By the place of a number (-1: before the first) the places below it that belong there, where several do below one of its kind.

    `belongs` is given a place, that of the number above, and how many places below that number belong there already.
    """
    groups: dict[int, list[int]] = {}
    kinds: dict[int, str] = {-1: ""}
    number = -1
    for index, unit in enumerate(units):
        label = None if unit.rows else numbering.read(unit.text)
        if label:
            number = index
            kinds[number] = label.kind
        elif belongs(index, number, len(groups.get(number, ()))):
            groups.setdefault(number, []).append(index)
    several = {kinds[at] for at, found in groups.items() if len(found) > 1}
    return {at: found for at, found in groups.items() if kinds[at] in several}


def bare_heads(units: Sequence[Unit]) -> frozenset[int]:
    """Places of problems without number or 关于: lines of their own with 整改措施： under each."""

    def belongs(index: int, number: int, before: int) -> bool:
        below = units[index + 1].text if index + 1 < len(units) else ""
        return _stands_alone(units[index]) and tells_measures(below)

    return frozenset(i for found in _below_numbers(units, belongs).values() for i in found)


def bare_statements(units: Sequence[Unit]) -> frozenset[int]:
    """Places of problems with neither number nor label: each a paragraph that says what is lacking and what was done
    (节水推进缓慢。改造管网11公里。), right below a number and below one another.
    """

    def belongs(index: int, number: int, before: int) -> bool:
        return number >= 0 and number + before + 1 == index and _states(units[index])

    return frozenset(i for found in _below_numbers(units, belongs).values() for i in found)


def _states(unit: Unit) -> bool:
    return not unit.rows and numbering.lead(unit.text) is None and answers_lack(unit.text)


def bold_heads(units: Sequence[Unit]) -> frozenset[int]:
    """Places of problems that only bold type sets apart from what was done (**窗口作风漂浮。**开展暗访5次。), below a number.

    None where one begins as deeds do (强化督导。), or where the same words stand twice, as labels do.
    """

    def belongs(index: int, number: int, before: int) -> bool:
        return number >= 0 and (before > 0 or number + 1 == index) and _begins_bold(units, index)

    groups = _below_numbers(units, belongs)
    found = [i for at, heads in groups.items() if _heads(units, at, heads) for i in heads]
    words = {units[i].bold for i in found}
    return frozenset(found) if len(words) == len(found) and not any(map(DEED.match, words)) else frozenset()


def _heads(units: Sequence[Unit], above: int, heads: Sequence[int]) -> bool:
    """Whether the words in bold may be problems: below a heading that is one itself they tell what was done, unless they
    say what is lacking."""
    title = split_title(units[above].text)[0]
    itself = _ITSELF.search(title) is not None or states_lack(title)
    return not itself or all(states_lack(units[i].bold) for i in heads)


def _begins_bold(units: Sequence[Unit], index: int) -> bool:
    """Whether the paragraph begins with a sentence in bold, or is one over a paragraph that is not."""
    unit = units[index]
    bold, text = unit.bold, unit.text
    if not 4 <= len(bold) <= 60 or not text.startswith(bold) or numbering.is_known(text) or numbering.lead(text):
        return False
    if section_role(bold) not in ("unknown", "area") or group_words(bold, _STATED):
        return False
    if bold != text:
        return bold[-1] in "。；！"
    below = units[index + 1] if index + 1 < len(units) else None
    return below is not None and not below.bold and not below.rows and not numbering.read(below.text)


def _stands_alone(unit: Unit) -> bool:
    text = unit.text
    if unit.rows or len(text) > 60 or re.search(r"[。；：:！？]", text):
        return False
    return numbering.lead(text) is None and not numbering.is_known(text)
