"""China's administrative divisions: names, codes, former names, area codes, postcodes.

In: names as bodies and addresses write them, or codes. Out: `Region`. The table (`data/regions.tsv`, provinces, cities and
districts of today) and the renamed places (`data/renamed.tsv`) are read on first use. Traded away: towns and villages, and
former names that nobody needs; a name that fits several places is none of them unless something around it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from disclosure.patterns import later

_PEOPLES = (
    "壮 满 回 苗 维吾尔 土家 彝 蒙古 藏 布依 侗 瑶 朝鲜 白 哈尼 哈萨克 黎 傣 畲 傈僳 仡佬 东乡 拉祜 水 佤 纳西 羌 土 仫佬 锡伯 柯尔克孜 "
    "达斡尔 景颇 毛南 撒拉 布朗 塔吉克 阿昌 普米 鄂温克 怒 京 基诺 德昂 保安 裕固 门巴 鄂伦春 独龙 各"
).replace(" ", "|")
_SUFFIX = later(
    rf"(?:(?:(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔)*自治[州县旗区]|特别行政区|地区|林区|特区|新区|省|市|区|县|旗|盟)$"
)
_LONGEST = 15
"""Characters of the longest name."""
_NOT_AFTER_SHORT = later(r"[路街道大镇乡村]")
"""北京路 in a name is a road, no city."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, city or district of today."""

    code: str
    """Six digits: `370116`."""
    name: str
    """`莱芜区`."""
    path: tuple[str, ...]
    """Names from the province down to itself: `山东省, 济南市, 莱芜区`."""
    level: str
    """`province`, `city` or `district`."""

    @property
    def short(self) -> str:
        """The name without its kind: 莱芜; a name of one character keeps it (单县)."""
        stem = _SUFFIX.sub("", self.name)
        return stem if len(stem) > 1 else self.name


@dataclass(frozen=True, slots=True)
class _Table:
    by_code: dict[str, Region]
    by_name: dict[str, tuple[Region, ...]]
    """By full name, short name and former name."""
    by_outer: dict[str, list[Region]]
    """By the full name of a region right around, or around that."""
    area_codes: dict[str, tuple[str, ...]]
    postcodes: dict[str, tuple[str, ...]]


def by_code(code: str) -> Region | None:
    """The region of `code`, in two, four or six digits."""
    return _table().by_code.get(code.ljust(6, "0"))


def by_path(names: Sequence[str]) -> Region | None:
    """The region at the end of `names`, largest first; a middle one may be left out (北京市, 东城区)."""
    if not names:
        return None
    fitting = [r for r in named(names[-1]) if set(names[:-1]) <= set(r.path)]
    exact = [r for r in fitting if r.name == names[-1]]
    return _only(exact or fitting)


def below(region: Region | None) -> list[Region]:
    """Every region right below `region`, and those of a city's level left out between; the provinces for None."""
    if region is None:
        return [r for r in _table().by_code.values() if r.level == "province"]
    return [r for r in _table().by_outer.get(region.name, ()) if r.path != region.path]


def named(name: str) -> tuple[Region, ...]:
    """Every region called `name`, in full (莱芜区), short (莱芜) or formerly (莱城区), in the order of codes."""
    return _table().by_name.get(name, ())


def find(text: str, around: Iterable[str] = ()) -> Region | None:
    """The smallest region that `text` names, read from its beginning: 济南市莱芜区红十字会 is 莱芜区.

    Where the name alone fits several, the places that the texts of `around` (an address, a title) name decide; None
    where it stays open, where a short name stands alone among places of other cities, or where no place is named.
    """
    text = re.sub(r"^(?:中共|中国共产党)", "", text)
    chosen, rest = _read(text)
    if not chosen and rest is None:
        return None
    if len(chosen) == 1:
        return None if chosen[0].name not in text[:rest] and _elsewhere(chosen[0], around) else chosen[0]
    hints = {name for other in around for region in mentioned(other) for name in region.path}
    best = [r for r in chosen if any(name in hints for name in r.path[:-1])]
    if len(best) > 1:
        best = [r for r in best if all(name in hints for name in r.path[:-1])] or best
    return _only(best)


def _elsewhere(region: Region, around: Iterable[str]) -> bool:
    """Whether the texts of `around` name places of other cities alone: 古田陈列馆 with 龙岩市 is not in 古田县."""
    named_there = [r for text in around for r in mentioned(text) if len(r.path) > 1]
    return bool(named_there) and not any(set(r.path[1:]) & set(region.path[1:]) for r in named_there)


def mentioned(text: str) -> list[Region]:
    """Every region that `text` names in full without doubt, in the order of the text."""
    found: list[Region] = []
    index = 0
    while index < len(text):
        chosen, length = _read(text[index : index + 40])
        if length and len(chosen) == 1:
            found.append(chosen[0])
        index += length or 1
    return found


def area_codes(region: Region) -> tuple[str, ...]:
    """Area codes of telephones in `region`, of its city where it has none of its own; () where unknown."""
    return _inherited(_table().area_codes, region)


def postcodes(region: Region) -> tuple[str, ...]:
    """The first three digits that postcodes of its city begin with; () where unknown."""
    return _inherited(_table().postcodes, region)


def _inherited(values: dict[str, tuple[str, ...]], region: Region) -> tuple[str, ...]:
    for code in (region.code, region.code[:4] + "00", region.code[:2] + "0000"):
        if code in values:
            return values[code]
    return ()


def _read(text: str) -> tuple[list[Region], int | None]:
    """The regions that the beginning of `text` may name, narrowed step by step, and how far it was read."""
    chosen: list[Region] = []
    position = 0
    while position < len(text):
        step = _step(text, position, chosen)
        if step is None:
            break
        chosen, position = step
    return chosen, position or None


def _step(text: str, position: int, within: list[Region]) -> tuple[list[Region], int] | None:
    """The longest name at `position` that lies inside one of `within` (anywhere for none)."""
    by_name = _table().by_name
    for length in range(min(_LONGEST, len(text) - position), 1, -1):
        words = text[position : position + length]
        regions = by_name.get(words)
        if not regions:
            continue
        full = [r for r in regions if r.name == words]
        kept = [r for r in full or regions if not within or any(_inside(r, outer) for outer in within)]
        after = text[position + length : position + length + 1]
        if kept and (full or not _NOT_AFTER_SHORT.match(after)):
            return kept, position + length
    return None


def _inside(inner: Region, outer: Region) -> bool:
    return inner.code != outer.code and inner.path[: len(outer.path)] == outer.path


def _only(regions: Sequence[Region]) -> Region | None:
    return regions[0] if len(regions) == 1 else None


@lru_cache(maxsize=1)
def _table() -> _Table:
    rows = [line.split("\t") for line in _lines("regions.tsv")]
    names = {row[0]: row[1] for row in rows}
    by_code: dict[str, Region] = {}
    by_name: dict[str, list[Region]] = {}
    columns: tuple[dict[str, tuple[str, ...]], ...] = ({}, {})
    for row in rows:
        region = _region(row[0], names)
        by_code[region.code] = region
        for name in dict.fromkeys((region.name, region.short)):
            by_name.setdefault(name, []).append(region)
        for column, cell in zip(columns, row[2:], strict=False):
            if cell:
                column[region.code] = tuple(cell.split(","))
    for line in _lines("renamed.tsv"):
        old, code, _year = line.split("\t")
        if code in by_code and by_code[code] not in by_name.get(old, []):
            by_name.setdefault(old, []).append(by_code[code])
    by_outer: dict[str, list[Region]] = {}
    for region in by_code.values():
        for name in dict.fromkeys(region.path[-3:-1]):
            by_outer.setdefault(name, []).append(region)
    return _Table(by_code, {name: tuple(regions) for name, regions in by_name.items()}, by_outer, *columns)


def _region(code: str, names: dict[str, str]) -> Region:
    codes = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))
    path = tuple(names[c] for c in codes if c in names)
    level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "district"
    return Region(code, names[code], path, level)


def _lines(name: str) -> list[str]:
    return files("disclosure").joinpath("data", name).read_text(encoding="utf-8").splitlines()
