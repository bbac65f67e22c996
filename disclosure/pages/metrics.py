"""`/compare/metrics/`: every figure that findings state; figures of one kind and unit side by side; `/data/metrics.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import registers, tables
from disclosure.addresses import body_url
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.indexes import named
from disclosure.marks import cut, place
from disclosure.markup import body_href, esc, link
from disclosure.metrics import Figure, kind_of, of_report
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.registers import ALL, Register, Rows
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
        csv: list[bytes] = []
        who = f"<small>{esc(place(body))}</small>"
        for report in body.reports:
            for figure in of_report(report):
                kind = kind_of(figure, config.metrics)
                row = _row(body, figure, who, say)
                rows.setdefault(ALL, []).append(row)
                if kind:
                    rows.setdefault(kind.id, []).append(row)
                csv.append(_line(config, body, report, figure, kind.id if kind else ""))
        return (), Rows(rows, b"".join(csv), named(body))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        english = config.language == "en"
        kinds = {k.id: k.name_en if english else k.name for k in config.metrics}
        return registers.site(config, REGISTER, parts, kinds)


def _row(body: Body, figure: Figure, who: str, say: Catalogue) -> bytes:
    href = body_href(body.slug, figure.anchor)
    about = f" <small>{say('metrics.about')}</small>" if figure.about else ""
    period = (
        esc(figure.period)
        if figure.period
        else f'<span class="vh">{say("not-stated")}</span><span aria-hidden="true">—</span>'
    )
    return (
        f'<tr><th scope="row">{link(body_href(body.slug), body.short_name)}{who}</th><td lang="zh-Hans">{esc(figure.counted)}</td>'
        f'<td class="n" data-value="{figure.value:f}">{link(href, figure.stated)}{about}</td><td class="n">{period}</td>'
        f'<td lang="zh-Hans">{esc(cut(figure.sentence, 90))}</td></tr>\n'
    ).encode()


def _line(config: Config, body: Body, report: Report, figure: Figure, kind: str) -> bytes:
    value = f"{figure.value:f}"
    cells = (body.slug, body.name, " ".join(body.region), report.key, report.published, figure.finding, kind or None)
    more = (
        value,
        figure.unit,
        "true" if figure.about else "false",
        figure.stated,
        figure.period or None,
        figure.counted or None,
    )
    return tables.row((*cells, *more, figure.sentence, body_url(config, body.slug, figure.anchor)))


MAKER: Maker = _Metrics()
