"""`/compare/status/…`: every finding with a status, and how the four statuses divide each body's findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import pictures
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.indexes import Run, finding_row, findings_of, named, part_links, run_label, tails
from disclosure.marks import by_result, unstated
from disclosure.markup import join
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.report import STATUSES, Body
from disclosure.sheets import Sheet, first, own, sheets

FOLDER = "compare/status/"
FEW = 100
"""Up to so many bodies the overview has a line a body."""


class _Statuses:
    name = "statuses"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        say = catalogue(config.language)
        rows: dict[str, list[bytes]] = {status: [] for status in STATUSES}
        ends = tails(body, say)
        for report, finding, anchor in findings_of(body):
            rows[finding.status].append(finding_row(body, finding, anchor, ends[report.key, finding.status]))
        return (), (rows, named(body), body.slug, body.short_name)

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        label = run_label(kept[0][1], kept[-1][1])
        counts = Counter({s: sum(len(k[0][s]) for k in kept) for s in STATUSES})
        found = {s: sheets(f"{FOLDER}{s}/", part, (r for k in kept for r in k[0][s])) for s in STATUSES}
        shown = "" if part.alone else label
        pages = [_page(config, s, sheet, [], shown) for s in STATUSES for sheet in own(found[s], part)]
        few = part.alone and len(kept) <= FEW
        each = [(k[2], k[3], {s: len(k[0][s]) for s in STATUSES}) for k in kept] if few else []
        return PartResult(pages, summary=(label, counts, {s: first(found[s], part) for s in STATUSES}, each))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        total: Counter[str] = sum((counts for _, (_, counts, _, _) in parts), Counter())
        each = [entry for _, (_, _, _, found) in parts for entry in found]
        pages = [_index(config, say, total, each)]
        for status in STATUSES:
            runs = [Run(part.key, s[0], s[1][status]) for part, s in parts if s[1][status]]
            sheet = next((s[2][status] for _, s in parts if s[2][status]), Sheet(f"{FOLDER}{status}/"))
            pages.append(_page(config, status, sheet, runs if len(parts) > 1 else []))
        return pages, ()


def _index(
    config: Config, say: Catalogue, total: Counter[str], each: Sequence[tuple[str, str, dict[str, int]]]
) -> Page:
    address = f"{FOLDER}index.html"
    data = {
        "page": page(config, address, say("statuses"), section="statuses", description=say("statuses.what")),
        "total": sum(total.values()),
        "bar": bar(total, say),
        "dash": unstated(say),
        "counts": [
            {"id": s, "name": say(f"status.{s}"), "what": say(f"status.{s}.def"), "n": total[s]} for s in STATUSES
        ],
        "bodies": [
            {
                "slug": slug,
                "name": name,
                "bar": bar(counts, say),
                "total": sum(counts.values()),
                "counts": by_result(counts),
            }
            for slug, name, counts in each
        ],
    }
    return Page(address, "statuses.html", data)


def bar(counts: Counter[str] | dict[str, int], say: Catalogue) -> str:
    """The bar of statuses with its figures as its name."""
    words = [f"{say('status.' + s)} {counts.get(s, 0)}" for s in STATUSES]
    return pictures.status_bar(counts, say("summary") + say("colon") + say("comma").join(words))


def _page(config: Config, status: str, sheet: Sheet, runs: Sequence[Run], label: str = "") -> Page:
    say = catalogue(config.language)
    name = say(f"status.{status}")
    what = say(f"status.{status}.def")
    data = {
        "page": page(config, sheet.address, sheet.title(say, name, label), section="statuses", description=what),
        "status": status,
        "name": name,
        "label": label,
        "what": what,
        "rows": join(sheet.rows, sheet.root),
        "sheet": sheet.pager(say),
        "parts": part_links(runs, f"{FOLDER}{status}/"),
    }
    return Page(sheet.address, "status.html", data)


MAKER: Maker = _Statuses()
