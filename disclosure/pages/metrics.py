"""`/compare/metrics/`: every figure that findings state; figures of one kind and unit side by side; `/data/metrics.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from disclosure import registers, tables
from disclosure.addresses import body_url
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.indexes import named
from disclosure.marks import cut, place
from disclosure.markup import body_href, esc, link
from disclosure.metrics import Figure, by_kind
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
        csv: list[str] = []
        start = (
            f'<tr><th scope="row">{link(body_href(body.slug), body.short_name)}<small>{esc(place(body))}</small></th>'
        )
        for report in body.reports:
            begins = tables.joined((body.slug, body.name, " ".join(body.region), report.key, report.published))
            for (sentence, anchor), those in groupby(by_kind(report, config.metrics), _passage):
                ends = f'<td lang="zh-Hans">{esc(cut(sentence, 90))}</td></tr>\n'
                line_ends = tables.joined((sentence, body_url(config, body.slug, anchor)))
                href = body_href(body.slug, anchor)
                for figure, kind in those:
                    row = f"{start}{_cells(figure, href, say)}{ends}".encode()
                    rows.setdefault(ALL, []).append(row)
                    if kind:
                        rows.setdefault(kind, []).append(row)
                    csv.append(f"{begins},{_line(figure, kind)},{line_ends}\r\n")
        return (), Rows(rows, "".join(csv).encode(), named(body))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        english = config.language == "en"
        kinds = {k.id: k.name_en if english else k.name for k in config.metrics}
        return registers.site(config, REGISTER, parts, kinds)


def _passage(found: tuple[Figure, str]) -> tuple[str, str]:
    """What the rows of one sentence have in common."""
    return found[0].sentence, found[0].anchor


def _cells(figure: Figure, href: str, say: Catalogue) -> str:
    about = f" <small>{say('metrics.about')}</small>" if figure.about else ""
    period = (
        esc(figure.period)
        if figure.period
        else f'<span class="vh">{say("not-stated")}</span><span aria-hidden="true">—</span>'
    )
    return (
        f'<td lang="zh-Hans">{esc(figure.counted)}</td>'
        f'<td class="n" data-value="{figure.value:f}">{link(href, figure.stated)}{about}</td><td class="n">{period}</td>'
    )


def _line(figure: Figure, kind: str) -> str:
    """A row of the table, without what it shares with its body and its sentence; value, unit and yes or no need no quotes."""
    words = tables.joined((figure.stated, figure.period, figure.counted))
    about = "true" if figure.about else "false"
    return f"{tables.joined((figure.finding, kind))},{figure.value:f},{figure.unit},{about},{words}"


MAKER: Maker = _Metrics()
