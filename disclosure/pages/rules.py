"""`/compare/rules/`: every 《title》 that a finding says was made or revised, by body and date; `/data/rules.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import registers, tables
from disclosure.addresses import body_url
from disclosure.config import Config
from disclosure.indexes import named
from disclosure.marks import cut, place
from disclosure.markup import body_href, esc, link
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.registers import ALL, Register, Rows
from disclosure.report import Body
from disclosure.rules import of_report

REGISTER = Register(
    "rules",
    ("body", "rule", "verb", "published", "sentence"),
    "data/rules.csv",
    tables.header(tables.RULES),
    frozenset(("published",)),
)


class _Rules:
    name = "rules"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        rows: list[bytes] = []
        csv: list[bytes] = []
        who = f"{link(body_href(body.slug), body.short_name)}<small>{esc(place(body))}</small>"
        for report in body.reports:
            for rule in of_report(report):
                title = link(body_href(body.slug, rule.anchor), f"《{rule.title}》")
                rows.append(
                    f'<tr><th scope="row">{who}</th><td lang="zh-Hans">{title}</td><td lang="zh-Hans">{esc(rule.verb)}</td>'
                    f'<td class="n"><time datetime="{report.published}">{report.published}</time></td>'
                    f'<td lang="zh-Hans">{esc(cut(rule.sentence, 90))}</td></tr>\n'.encode()
                )
                cells = (body.slug, body.name, " ".join(body.region), report.key, report.published, rule.finding)
                more = (rule.title, rule.kind, rule.verb, rule.sentence)
                csv.append(tables.row((*cells, *more, body_url(config, body.slug, rule.anchor))))
        return (), Rows({ALL: rows}, b"".join(csv), named(body))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        return registers.site(config, REGISTER, parts)


MAKER: Maker = _Rules()
