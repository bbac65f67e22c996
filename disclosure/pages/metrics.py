"""`/compare/metrics/`: every figure that findings state; figures of one kind and unit side by side; `/data/metrics.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import registers, tables
from disclosure.addresses import body_url
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.marks import cut, unstated
from disclosure.markup import body_href, escaped
from disclosure.metrics import Figures, in_columns, kinds_of
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.registers import ALL, Register, heading, kept
from disclosure.report import Body, Report

REGISTER = Register(
    "metrics",
    ("body", "counted", "figure", "period", "sentence"),
    "data/metrics.csv",
    tables.header(tables.METRICS),
    frozenset(("figure", "period")),
)


class _Metrics:
    name = "metrics"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        say = catalogue(config.language)
        rows: dict[str, list[bytes]] = {}
        csv: list[str] = []
        for report in body.reports:
            figures, kinds = in_columns(report), kinds_of(report, config.metrics)
            if kinds:
                own = _rows(body, figures, say)
                rows.setdefault(ALL, []).extend(own)
                for kind, row in zip(kinds, own, strict=True):
                    if kind:
                        rows.setdefault(kind, []).append(row)
                csv += _lines(config, body, report, figures, kinds)
        return kept(body, rows, "".join(csv).encode())

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        english = config.language == "en"
        kinds = {k.id: k.name_en if english else k.name for k in config.metrics}
        return registers.site(config, REGISTER, parts, kinds)


def _rows(body: Body, figures: Figures, say: Catalogue) -> list[bytes]:
    """A row of the page for each of `figures`."""
    start = f"<tr>{heading(body)}"
    no_period = unstated(say)
    marks = ("", f" <small>{say('metrics.about')}</small>")
    page = body_href(body.slug)
    columns = zip(
        figures.values,
        figures.about,
        figures.anchors,
        escaped(figures.counted),
        escaped(figures.stated),
        escaped(figures.periods),
        escaped([cut(sentence, 90) for sentence in figures.sentences]),
        strict=True,
    )
    return [
        f'{start}<td lang="zh-Hans">{counted}</td><td class="n" data-value="{value}"><a href="{page}#{anchor}">{stated}</a>'
        f'{marks[about]}</td><td class="n">{period or no_period}</td><td lang="zh-Hans">{sentence}</td></tr>\n'.encode()
        for value, about, anchor, counted, stated, period, sentence in columns
    ]


def _lines(config: Config, body: Body, report: Report, figures: Figures, kinds: Sequence[str]) -> list[str]:
    """A line of the table for each of `figures`; only words and addresses may need quotes."""
    begins = tables.joined((body.slug, body.name, " ".join(body.region), report.key, report.published))
    page = body_url(config, body.slug)
    yes = ("false", "true")
    columns = zip(
        figures.findings,
        kinds,
        figures.values,
        figures.units,
        figures.about,
        tables.cells(figures.stated),
        figures.periods,
        tables.cells(figures.counted),
        tables.cells(figures.sentences),
        tables.cells([f"{page}#{anchor}" for anchor in figures.anchors]),
        strict=True,
    )
    return [
        f"{begins},{finding},{kind},{value},{unit},{yes[about]},{stated},{period},{counted},{sentence},{url}\r\n"
        for finding, kind, value, unit, about, stated, period, counted, sentence, url in columns
    ]


MAKER: Maker = _Metrics()
