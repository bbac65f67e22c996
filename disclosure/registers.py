"""Registers: comparing tables that are all made alike, a row a thing, with a file of the same rows.

In: what each body keeps (`Rows`). Out: pages and pieces. A register has one table of all rows, and may have a table for
each of some groups. When the site is one part the main page shows the rows; otherwise each part has a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure import tables
from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.indexes import Run, part_links, run_label
from disclosure.markup import join
from disclosure.page import Assembly, Page, Part, PartResult, Piece
from disclosure.sheets import Sheet, first, own, sheets

ALL = ""
"""The group of all rows."""


@dataclass(frozen=True, slots=True)
class Register:
    """What one register is called and where it stands."""

    name: str
    """Also the key of its words: `metrics`, `metrics.what`, `metrics.note`."""
    columns: tuple[str, ...]
    file: str = ""
    """Address of its CSV; empty for none."""
    head: bytes = b""
    """First line of the CSV."""
    numbers: frozenset[str] = frozenset()
    """Columns that hold numbers or dates."""
    stated: bool = False
    """Whether each column says how many bodies state its fact."""

    @property
    def folder(self) -> str:
        """Its folder below the site's root."""
        return f"compare/{self.name}/"


class Rows(NamedTuple):
    """What a body keeps for a register."""

    rows: Mapping[str, Sequence[bytes]]
    """Rows by group; `ALL` for the table of all."""
    csv: bytes
    name: str
    """The body with its place, to name the ends of a run."""
    flags: tuple[bool, ...] = ()
    """For each column whether the body states its fact, where the register counts that."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What is known of a part when the site is put together."""

    label: str
    bodies: int
    counts: Mapping[str, int]
    """Rows by group."""
    bodies_with: Mapping[str, int]
    """Bodies that have a row, by group."""
    first: Mapping[str, Sheet | None]
    """The sheet for the main page of each group."""
    stated: tuple[int, ...] = field(default=())


def part(config: Config, register: Register, run: Part, kept: Sequence[Rows]) -> PartResult:
    """Pages and pieces of a run of bodies."""
    label = run_label(kept[0].name, kept[-1].name)
    groups = sorted({group for k in kept for group, rows in k.rows.items() if rows})
    found = {g: sheets(_folder(register, g), run, (r for k in kept for r in k.rows.get(g, ()))) for g in groups}
    stated = tuple(sum(flags) for flags in zip(*(k.flags for k in kept), strict=True))
    total = Sum(
        label,
        len(kept),
        {group: sum(len(k.rows.get(group, ())) for k in kept) for group in groups},
        {group: sum(bool(k.rows.get(group)) for k in kept) for group in groups},
        {group: first(cut, run) for group, cut in found.items()},
        stated,
    )
    csv = b"".join(k.csv for k in kept)
    pieces = [Piece(register.file, csv)] if register.file and csv else []
    shown = "" if run.alone else label
    pages = [
        _page(config, register, group, sheet, total, label=shown)
        for group, cut in found.items()
        for sheet in own(cut, run)
    ]
    return PartResult(pages, pieces, total)


def site(
    config: Config, register: Register, parts: Sequence[tuple[Part, Any]], groups: Mapping[str, str] | None = None
) -> tuple[list[Page], list[Assembly]]:
    """The main page, the page of each of `groups` (id and name), and how the file is joined."""
    sums: list[Sum] = [s for _, s in parts]
    names = groups or {}
    total = Sum(
        "",
        sum(s.bodies for s in sums),
        {g: sum(s.counts.get(g, 0) for s in sums) for g in (ALL, *names)},
        {g: sum(s.bodies_with.get(g, 0) for s in sums) for g in (ALL, *names)},
        {},
        tuple(sum(flags) for flags in zip(*(s.stated for s in sums), strict=True)),
    )
    pages = []
    for group in (ALL, *(g for g in names if total.counts[g])):
        several = len(parts) > 1
        runs = [Run(p.key, s.label, s.counts[group]) for p, s in parts if s.counts.get(group)] if several else []
        sheet = next((s.first[group] for s in sums if s.first.get(group)), None) or Sheet(_folder(register, group))
        pages.append(_page(config, register, group, sheet, total, runs, names))
    return pages, [Assembly(register.file, register.head)] if register.file else []


def cells(texts: Sequence[str]) -> Sequence[str]:
    """Each of `texts` as a cell of CSV; looked at together, since hardly any needs a change, and a change makes it longer."""
    if len(tables.joined(texts)) == sum(map(len, texts)) + len(texts) - 1:
        return texts
    return [tables.joined((text,)) for text in texts]


def _folder(register: Register, group: str) -> str:
    return f"{register.folder}{group}/" if group else register.folder


def _page(
    config: Config,
    register: Register,
    group: str,
    sheet: Sheet,
    total: Sum,
    runs: Sequence[Run] = (),
    groups: Mapping[str, str] | None = None,
    label: str = "",
) -> Page:
    say = catalogue(config.language)
    title = say(register.name)
    kind = next((k for k in config.metrics if k.id == group), None) if register.name == "metrics" else None
    if kind:
        title = f"{title}：{kind.name}" if say.language != "en" else f"{title}: {kind.name_en}"
    whole = not label
    stated = total.stated or (0,) * len(register.columns)
    data = {
        "page": page(
            config,
            sheet.address,
            sheet.title(say, title, label),
            section="compare",
            description=say(f"{register.name}.what"),
        ),
        "title": title,
        "what": say(f"{register.name}.what"),
        "note": say(f"{register.name}.note"),
        "label": label,
        "folder": _folder(register, group),
        "columns": [
            {
                "name": say(f"column.{c}"),
                "n": c in register.numbers,
                "stated": say("column.stated", n=n, total=total.bodies) if register.stated else "",
            }
            for c, n in zip(register.columns, stated, strict=True)
        ],
        "count": say(
            "register.count", n=total.counts.get(group, 0), bodies=total.bodies_with.get(group, 0), total=total.bodies
        )
        if not register.stated
        else say("compare.caption", n=total.bodies),
        "rows": join(sheet.rows, sheet.root),
        "sheet": sheet.pager(say),
        "parts": part_links(runs, _folder(register, group)),
        "file": register.file if whole else "",
        "groups": [
            {
                "href": f"{register.folder}{id_}/index.html",
                "name": name,
                "n": say("column.stated", n=total.bodies_with.get(id_, 0), total=total.bodies),
            }
            for id_, name in (groups or {}).items()
            if not group and total.counts.get(id_)
        ],
    }
    return Page(sheet.address, "register.html", data)
