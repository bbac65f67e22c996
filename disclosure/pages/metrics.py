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
from disclosure.report import Body

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
        start = link(body_href(body.slug), body.short_name) + who
        for report in body.reports:
            begins = tables.joined((body.slug, body.name, " ".join(body.region), report.key, report.published))
            for figure in of_report(report):
                kind = kind_of(figure, config.metrics)
                row = _row(body, figure, start, say)
                rows.setdefault(ALL, []).append(row)
                if kind:
                    rows.setdefault(kind.id, []).append(row)
                csv.append(_line(config, body, begins, figure, kind.id if kind else ""))
        return (), Rows(rows, b"".join(csv), named(body))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        english = config.language == "en"
        kinds = {k.id: k.name_en if english else k.name for k in config.metrics}
        return registers.site(config, REGISTER, parts, kinds)


def _row(body: Body, figure: Figure, start: str, say: Catalogue) -> bytes:
    href = body_href(body.slug, figure.anchor)
    about = f" <small>{say('metrics.about')}</small>" if figure.about else ""
    period = (
        esc(figure.period)
        if figure.period
        else f'<span class="vh">{say("not-stated")}</span><span aria-hidden="true">—</span>'
    )
    return (
        f'<tr><th scope="row">{start}</th><td lang="zh-Hans">{esc(figure.counted)}</td>'
        f'<td class="n" data-value="{figure.value:f}">{link(href, figure.stated)}{about}</td><td class="n">{period}</td>'
        f'<td lang="zh-Hans">{esc(cut(figure.sentence, 90))}</td></tr>\n'
    ).encode()


def _line(config: Config, body: Body, begins: str, figure: Figure, kind: str) -> bytes:
    cells = (
        figure.finding,
        kind or None,
        f"{figure.value:f}",
        figure.unit,
        "true" if figure.about else "false",
        figure.stated,
        figure.period or None,
        figure.counted or None,
        figure.sentence,
        body_url(config, body.slug, figure.anchor),
    )
    return f"{begins},{tables.joined(cells)}\r\n".encode()


MAKER: Maker = _Metrics()
