"""Registers: comparing tables that are all made alike, a row a thing, with a file of the same rows.

In: what each body keeps (`Rows`). Out: pages and pieces. A register has one table of all rows, and may have a table for
each of some groups. When the site is one part the main page shows the rows; otherwise each part has a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.indexes import Run, named, part_links, run_label
from disclosure.marks import place
from disclosure.markup import body_href, esc, join, link
from disclosure.memo import remembering
from disclosure.page import Assembly, Page, Part, PartResult, Piece
from disclosure.report import Body
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


def heading(body: Body) -> str:
    """The cell that leads each row about `body`: its name and its place."""
    return _kept_lead(body, None)[0]


def kept(
    body: Body, rows: Mapping[str, Sequence[bytes]], csv: bytes = b"", flags: tuple[bool, ...] = ()
) -> tuple[tuple[()], Rows]:
    """What a maker gives for `body` when it has no page of its own, only rows."""
    return (), Rows(rows, csv, _kept_lead(body, None)[1], flags)


def _lead(body: Body, _: None) -> tuple[str, str]:
    """What every register says of `body`: the cell that leads its rows, and its name at the ends of a run."""
    name = link(body_href(body.slug), body.short_name)
    return f'<th scope="row">{name}<small>{esc(place(body))}</small></th>', named(body)


_kept_lead = remembering(_lead, 4)


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
    rows: dict[str, list[bytes]] = {}
    bodies_with: dict[str, int] = {}
    for k in kept:
        for group, found in k.rows.items():
            if found:
                rows.setdefault(group, []).extend(found)
                bodies_with[group] = bodies_with.get(group, 0) + 1
    cut = {group: sheets(_folder(register, group), run, rows[group]) for group in sorted(rows)}
    total = Sum(
        label,
        len(kept),
        {group: len(rows[group]) for group in cut},
        {group: bodies_with[group] for group in cut},
        {group: first(found, run) for group, found in cut.items()},
        tuple(sum(flags) for flags in zip(*(k.flags for k in kept), strict=True)),
    )
    csv = b"".join([k.csv for k in kept]) if register.file else b""
    pages: list[Page] = []
    for group, found_sheets in cut.items():
        pages += _pages(config, register, group, own(found_sheets, run), total, label="" if run.alone else label)
    return PartResult(pages, [Piece(register.file, csv)] if csv else [], total)


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
    pages: list[Page] = []
    for group in (ALL, *(g for g in names if total.counts[g])):
        several = len(parts) > 1
        runs = [Run(p.key, s.label, s.counts[group]) for p, s in parts if s.counts.get(group)] if several else []
        sheet = next((s.first[group] for s in sums if s.first.get(group)), None) or Sheet(_folder(register, group))
        pages += _pages(config, register, group, [sheet], total, runs, names)
    return pages, [Assembly(register.file, register.head)] if register.file else []


def _folder(register: Register, group: str) -> str:
    return f"{register.folder}{group}/" if group else register.folder


def _pages(
    config: Config,
    register: Register,
    group: str,
    found: Sequence[Sheet],
    total: Sum,
    runs: Sequence[Run] = (),
    groups: Mapping[str, str] | None = None,
    label: str = "",
) -> Iterator[Page]:
    """The pages of the sheets `found` of `group`; what they share is worked out once."""
    say = catalogue(config.language)
    title = _title(config, register, group, say)
    what = say(f"{register.name}.what")
    shared = {
        "title": title,
        "what": what,
        "note": say(f"{register.name}.note"),
        "label": label,
        "folder": _folder(register, group),
        "columns": _columns(register, total, say),
        "count": _count(register, group, total, say),
        "parts": part_links(runs, _folder(register, group)),
        "file": "" if label else register.file,
        "groups": _groups(register, groups, total, say) if groups and not group else [],
    }
    for sheet in found:
        address = sheet.address
        frame = page(config, address, sheet.title(say, title, label), section="compare", description=what)
        own_data = {"page": frame, "rows": join(sheet.rows, sheet.root), "sheet": sheet.pager(say)}
        yield Page(address, "register.html", {**shared, **own_data})


def _title(config: Config, register: Register, group: str, say: Catalogue) -> str:
    title = say(register.name)
    kind = next((k for k in config.metrics if k.id == group), None) if register.name == "metrics" else None
    if not kind:
        return title
    return f"{title}：{kind.name}" if say.language != "en" else f"{title}: {kind.name_en}"


def _columns(register: Register, total: Sum, say: Catalogue) -> list[dict[str, object]]:
    stated = total.stated or (0,) * len(register.columns)
    return [
        {
            "name": say(f"column.{c}"),
            "n": c in register.numbers,
            "stated": say("column.stated", n=n, total=total.bodies) if register.stated and c != "body" else "",
        }
        for c, n in zip(register.columns, stated, strict=True)
    ]


def _count(register: Register, group: str, total: Sum, say: Catalogue) -> str:
    if register.stated:
        return say("compare.caption", n=total.bodies)
    n, bodies = total.counts.get(group, 0), total.bodies_with.get(group, 0)
    return say("register.count", n=n, bodies=bodies, total=total.bodies)


def _groups(register: Register, groups: Mapping[str, str], total: Sum, say: Catalogue) -> list[dict[str, str]]:
    """Links to the pages of the groups that have rows."""
    return [
        {
            "href": f"{register.folder}{id_}/index.html",
            "name": name,
            "n": say("column.stated", n=total.bodies_with.get(id_, 0), total=total.bodies),
        }
        for id_, name in groups.items()
        if total.counts.get(id_)
    ]
