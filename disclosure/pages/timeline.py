"""`/compare/timeline/`: days from the inspection to the findings to the publication, drawn and in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import pictures
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.indexes import Run, named, part_links, run_label
from disclosure.marks import days_between, place, unstated
from disclosure.markup import body_href, esc, join, link
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.pictures import Span
from disclosure.report import Body, Report
from disclosure.sheets import Sheet, first, own, sheets

FOLDER = "compare/timeline/"
BIN = 30
"""Days of one bar of the histogram."""


class _Timeline:
    name = "timeline"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        say = catalogue(config.language)
        spans = [(report, _span(body, report)) for report in body.reports]
        return (), ([(_row(body, report, span, say), span) for report, span in spans], named(body))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        label = run_label(kept[0][1], kept[-1][1])
        entries = [entry for k in kept for entry in k[0]]
        bins = Counter(s.after // BIN * BIN for _, s in entries if s.after is not None)
        found = sheets(FOLDER, part, entries, _weight)
        pages = [_page(config, sheet, Counter(), [], "" if part.alone else label) for sheet in own(found, part)]
        return PartResult(pages, summary=(label, len(entries), bins, first(found, part)))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        bins: Counter[int] = sum((s[2] for _, s in parts), Counter())
        sheet = next((s[3] for _, s in parts if s[3]), Sheet(FOLDER))
        runs = [Run(part.key, s[0], s[1]) for part, s in parts] if len(parts) > 1 else []
        return [_page(config, sheet, bins, runs)], ()


def _span(body: Body, report: Report) -> Span:
    i = report.inspection
    return Span(body.short_name, days_between(i.ended, i.feedback), days_between(i.feedback, report.published))


def _in_order(span: Span) -> bool:
    """Whether no date stands before the one that it follows: only then a line can be drawn."""
    return (span.before or 0) >= 0 and (span.after or 0) >= 0


def _weight(entry: tuple[bytes, Span]) -> int:
    """Bytes of a row and its line in the chart, which has about as many."""
    return 2 * len(entry[0])


def _row(body: Body, report: Report, span: Span, say: Catalogue) -> bytes:
    i = report.inspection
    none = f'<td class="n">{unstated(say)}</td>'
    cells = [
        f'<td class="n"><time datetime="{d}">{d}</time></td>' if d else none
        for d in (i.started, i.ended, i.feedback, report.published)
    ]
    cells += [none if n is None else f'<td class="n">{n}</td>' for n in (span.before, span.after)]
    return (
        f'<tr><th scope="row">{link(body_href(body.slug, report.key), body.short_name)}'
        f"<small>{esc(place(body))}</small></th>{''.join(cells)}</tr>\n"
    ).encode()


def _page(
    config: Config,
    sheet: Sheet,
    bins: Counter[int],
    runs: Sequence[Run],
    label: str = "",
) -> Page:
    say = catalogue(config.language)
    spans = [s for _, s in sheet.rows if s.before is not None or s.after is not None]
    drawn = [s for s in spans if _in_order(s)]
    bars = {first: n for first, n in bins.items() if first >= 0} if runs else {}
    crossed = sum(n for first, n in bins.items() if first < 0) if runs else len(spans) - len(drawn)
    data = {
        "page": page(
            config,
            sheet.address,
            sheet.title(say, say("timeline"), label),
            section="timeline",
            description=say("timeline.what"),
        ),
        "label": label,
        "chart": pictures.timeline(drawn, say("timeline"), say("unit.days")) if drawn else "",
        "histogram": pictures.histogram(bars, BIN, say("histogram"), say("unit.days")) if bars else "",
        "crossed": crossed,
        "bins": [{"first": first, "last": first + BIN - 1, "n": n} for first, n in sorted(bars.items())],
        "rows": join((row for row, _ in sheet.rows), sheet.root),
        "sheet": sheet.pager(say),
        "parts": part_links(runs, FOLDER),
    }
    return Page(sheet.address, "timeline.html", data)


MAKER: Maker = _Timeline()
