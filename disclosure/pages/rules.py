"""`/compare/rules/`: every 《title》 that a finding says was made or revised, by body and date; `/data/rules.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from disclosure import registers, tables
from disclosure.addresses import body_url
from disclosure.config import Config
from disclosure.marks import cut
from disclosure.markup import body_href, escaped
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.registers import ALL, Register, heading, kept
from disclosure.report import Body, Report
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
        csv: list[str] = []
        for report in body.reports:
            found = of_report(report)
            if found:
                columns = _Columns(*zip(*found, strict=True))
                rows += _rows(body, report, columns)
                csv += _lines(config, body, report, columns)
        return kept(body, {ALL: rows}, "".join(csv).encode())

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        return registers.site(config, REGISTER, parts)


class _Columns(NamedTuple):
    """The rules of a report, each of their fields in a column: what a column holds is escaped at once."""

    titles: Sequence[str]
    verbs: Sequence[str]
    kinds: Sequence[str]
    sentences: Sequence[str]
    findings: Sequence[str]
    anchors: Sequence[str]


def _rows(body: Body, report: Report, rules: _Columns) -> list[bytes]:
    """A row of the page for each of `rules`; our own list of verbs needs no escaping."""
    start = f"<tr>{heading(body)}"
    day = f'<td class="n"><time datetime="{report.published}">{report.published}</time></td>'
    page = body_href(body.slug)
    sentences = escaped([cut(sentence, 90) for sentence in rules.sentences])
    return [
        f'{start}<td lang="zh-Hans"><a href="{page}#{anchor}">《{title}》</a></td><td lang="zh-Hans">{verb}</td>'
        f'{day}<td lang="zh-Hans">{sentence}</td></tr>\n'.encode()
        for title, verb, anchor, sentence in zip(
            escaped(rules.titles), rules.verbs, rules.anchors, sentences, strict=True
        )
    ]


def _lines(config: Config, body: Body, report: Report, rules: _Columns) -> list[str]:
    """A line of the table for each of `rules`; only words and addresses may need quotes."""
    begins = tables.joined((body.slug, body.name, " ".join(body.region), report.key, report.published))
    page = body_url(config, body.slug)
    columns = zip(
        rules.findings,
        tables.cells(rules.titles),
        rules.kinds,
        rules.verbs,
        tables.cells(rules.sentences),
        tables.cells([f"{page}#{anchor}" for anchor in rules.anchors]),
        strict=True,
    )
    return [f"{begins},{','.join(line)}\r\n" for line in columns]


MAKER: Maker = _Rules()
