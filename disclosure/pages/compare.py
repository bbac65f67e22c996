"""`/compare/`: all bodies side by side, each column saying how many bodies state the fact at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.indexes import Run, named, part_links, run_label
from disclosure.marks import by_result, days_between, topic_names, unstated
from disclosure.markup import esc, join
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.registers import heading
from disclosure.report import STATUSES, Body
from disclosure.sheets import Sheet, first, own, sheets
from disclosure.views import count_statuses

FOLDER = "compare/"
COLUMNS = (
    "published",
    "feedback",
    "days",
    "findings",
    *STATUSES,
    "measures",
    "claimed-findings",
    "claimed-measures",
    "claimed-rate",
)


class _Compare:
    name = "compare"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        say = catalogue(config.language)
        values = _values(body)
        row = (
            f'<tr><td><label class="pick"><input type="checkbox" name="b" value="{body.slug}">'
            f'<span class="vh">{say("compare.pick", name=esc(body.short_name))}</span></label></td>'
            f"{heading(body)}{_cells(values, say)}</tr>\n"
        )
        return (), (row.encode(), tuple([value is not None for value in values]), named(body))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        found = sheets(FOLDER, part, (row for row, _, _ in kept))
        stated = [sum(flags) for flags in zip(*(k[1] for k in kept), strict=True)]
        run = Run(part.key, run_label(kept[0][2], kept[-1][2]), len(kept))
        label = "" if part.alone else run.label
        pages = [_page(config, sheet, stated, len(kept), [], label) for sheet in own(found, part)]
        return PartResult(pages, summary=(run, stated, first(found, part)))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        runs = [run for _, (run, _, _) in parts]
        stated = [sum(flags) for flags in zip(*(s[1] for _, s in parts), strict=True)] or [0] * len(COLUMNS)
        sheet = next((s[2] for _, s in parts if s[2]), Sheet(FOLDER))
        total = sum(run.number for run in runs)
        return [_page(config, sheet, stated, total, runs if len(parts) > 1 else [])], ()


def _values(body: Body) -> list[Any]:
    """The facts of a body's newest report in the order of COLUMNS; None where the report does not state one."""
    if not body.reports:
        return [None] * len(COLUMNS)
    report = body.reports[0]
    counts = count_statuses(report)
    feedback = report.inspection.feedback
    return [
        report.published,
        feedback,
        days_between(feedback, report.published),
        len(report.findings),
        *by_result(counts).values(),
        sum(len(f.measures) for f in report.findings) or None,
        report.claims.findings,
        report.claims.measures,
        report.claims.completion_rate,
    ]


def _cells(values: Sequence[Any], say: Catalogue) -> str:
    """A cell for each of `values`, which stand in the order of COLUMNS: two days, numbers, a rate."""
    published, feedback, *numbers, rate = values
    days = [None if day is None else f'<time datetime="{day}">{day}</time>' for day in (published, feedback)]
    shown = [*days, *numbers, None if rate is None else f"{rate}%"]
    none = unstated(say)
    return "".join([f'<td class="n">{none if words is None else words}</td>' for words in shown])


def _labels(config: Config, say: Catalogue) -> dict[str, Any]:
    """The words that the script of the side-by-side view needs."""
    keys = (
        "title",
        "wait",
        "fail",
        "file",
        "remove",
        "go",
        "picked",
        "clear",
        "region",
        "published",
        "feedback",
        "days",
        "total",
        "claims",
        "topics",
    )
    return {
        **{key: say(f"beside.{key}") for key in keys},
        "swipe": say("table.swipe"),
        "none": say("not-stated"),
        "status": {s: say(f"status.{s}") for s in STATUSES},
        "topic": topic_names(config, say),
    }


def _page(
    config: Config,
    sheet: Sheet,
    stated: Sequence[int],
    total: int,
    runs: Sequence[Run],
    label: str = "",
) -> Page:
    say = catalogue(config.language)
    columns = [
        {"id": c, "name": say(f"column.{c}"), "stated": None if c == "unstated" else n}
        for c, n in zip(COLUMNS, stated, strict=True)
    ]
    data = {
        "page": page(
            config,
            sheet.address,
            sheet.title(say, say("compare"), label),
            section="compare",
            description=say("compare.what"),
        ),
        "label": label,
        "columns": columns,
        "labels": json.dumps(_labels(config, say), ensure_ascii=False),
        "total": total,
        "rows": join(sheet.rows, sheet.root),
        "sheet": sheet.pager(say),
        "parts": part_links(runs, FOLDER),
    }
    return Page(sheet.address, "compare.html", data)


MAKER: Maker = _Compare()
