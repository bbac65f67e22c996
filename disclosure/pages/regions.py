"""`/compare/regions/…`: bodies by place, down the ladder of division codes.

A province and a city always have a page, a district has one where it holds two bodies or more: with one body, that body's
page is the page of the district. A page lists its bodies while they are few, else the places below it and the bodies that
belong to none of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.marks import by_result, unstated
from disclosure.markup import at, body_href, esc, link
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.places import FOLDER, paths, place_address, place_order
from disclosure.report import STATUSES, Body

FEW = 200
"""Up to so many bodies a page lists each of them."""


class _Entry(NamedTuple):
    """A body as the pages of its places show it."""

    region: tuple[str, ...]
    slug: str
    name: str
    published: str
    counts: tuple[int, ...]
    """Findings by status, in the order of STATUSES; of all its reports."""


class _Regions:
    name = "regions"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        counts = Counter(f.status for report in body.reports for f in report.findings)
        published = body.reports[0].published if body.reports else ""
        counted = tuple(counts[s] for s in STATUSES)
        return (), tuple(_Entry(tuple(dict.fromkeys(body.region)), body.slug, body.short_name, published, counted))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return PartResult(summary=tuple(kept))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        entries = [_Entry(*kept) for _, summary in parts for kept in summary]
        here: dict[tuple[str, ...], list[_Entry]] = {}
        below: dict[tuple[str, ...], dict[tuple[str, ...], int]] = {}
        for entry in entries:
            above: tuple[str, ...] = ()
            for path in paths(entry.region):
                here.setdefault(path, []).append(entry)
                counts = below.setdefault(above, {})
                counts[path] = counts.get(path, 0) + 1
                above = path
        pages = [_page(config, say, (), entries, below.get((), {}), here)]
        for path, found in here.items():
            if _has_page(path, here):
                pages.append(_page(config, say, path, found, below.get(path, {}), here))
        return pages, ()


def _has_page(path: tuple[str, ...], here: Mapping[tuple[str, ...], Sequence[_Entry]]) -> bool:
    return len(path) < 3 or len(here[path]) > 1


def _is_below(region: tuple[str, ...], path: tuple[str, ...], here: Mapping[tuple[str, ...], Sequence[_Entry]]) -> bool:
    """Whether a place below `path` that has a page holds the body at `region`."""
    return len(region) > len(path) and _has_page(region[: len(path) + 1], here)


def _page(
    config: Config,
    say: Catalogue,
    path: tuple[str, ...],
    entries: Sequence[_Entry],
    below: Mapping[tuple[str, ...], int],
    here: Mapping[tuple[str, ...], Sequence[_Entry]],
) -> Page:
    address = place_address(path) if path else f"{FOLDER}index.html"
    root = "../" * address.count("/")
    title = path[-1] if path else say("regions")
    smaller = sorted(((p, n) for p, n in below.items() if _has_page(p, here)), key=lambda found: place_order(found[0]))
    few = len(entries) <= FEW
    rows = [_row(entry, path, say) for entry in entries if few or not _is_below(entry.region, path, here)]
    data = {
        "page": page(config, address, title, section="regions", description=say("regions.what")),
        "name": title,
        "above": [(say("regions"), f"{FOLDER}index.html")]
        + [(path[i], place_address(path[: i + 1])) for i in range(len(path) - 1)]
        if path
        else [],
        "smaller": [{"href": place_address(p), "label": p[-1], "n": n} for p, n in smaller],
        "total": len(entries),
        "statuses": [say(f"status.{s}") for s in STATUSES],
        "rows": at("".join(rows), root),
    }
    return Page(address, "region.html", data)


def _row(entry: _Entry, path: tuple[str, ...], say: Catalogue) -> str:
    rest = " ".join(entry.region[len(path) :])
    date = f'<time datetime="{entry.published}">{entry.published}</time>' if entry.published else "—"
    counts = by_result(dict(zip(STATUSES, entry.counts, strict=True)))
    shown = (sum(entry.counts), *[unstated(say) if n is None else n for n in counts.values()])
    cells = "".join([f'<td class="n">{n}</td>' for n in shown])
    name = link(body_href(entry.slug), entry.name, ' lang="zh-Hans"')
    small = f"<small>{esc(rest)}</small>" if rest else ""
    return f'<tr><th scope="row">{name}{small}</th><td class="n">{date}</td>{cells}</tr>\n'


MAKER: Maker = _Regions()
