"""`/compare/gaps/`: which body states what, and how many state each fact at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from disclosure import audit, registers
from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.marks import unstated
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.registers import ALL, Register, heading, kept
from disclosure.report import Body

COLUMNS = (
    *("period", "feedback", "claimed-findings", "claimed-measures", "results", "measures"),
    *("phone", "email", "address", "postcode", "window", "original"),
)
REGISTER = Register("gaps", ("body", *COLUMNS), numbers=frozenset(COLUMNS), stated=True)


class _Gaps:
    name = "gaps"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        values = _values(body)
        known = _known_cells(config.language)
        cells = "".join([known.get(value, f'<td class="n">{value}</td>') for value in values])
        row = f"<tr>{heading(body)}{cells}</tr>\n".encode()
        return kept(body, {ALL: [row]}, flags=(bool(body.reports), *[value != "" for value in values]))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        return registers.site(config, REGISTER, parts)


def _values(body: Body) -> list[str]:
    """For each column `yes`, a share such as `24/25`, or empty where the newest report does not state it."""
    if not body.reports:
        return [""] * len(COLUMNS)
    report = body.reports[0]
    i, c, w = report.inspection, report.contacts, report.comments
    findings = report.findings
    with_result = sum(map(audit.has_result, findings))
    with_measure = len([f for f in findings if f.measures])
    flags = (i.started or i.ended, i.feedback, report.claims.findings, report.claims.measures)
    more = (c.phone, c.email, c.address or c.mailbox, c.postcode, w.opens or w.closes or w.stated, report.source)
    return [
        *("yes" if flag is not None else "" for flag in flags),
        f"{with_result}/{len(findings)}" if with_result else "",
        f"{with_measure}/{len(findings)}" if with_measure else "",
        *("yes" if flag else "" for flag in more),
    ]


@cache
def _known_cells(language: str) -> dict[str, str]:
    """The cells for what is stated and for what is not."""
    say = catalogue(language)
    return {
        "": f'<td class="n">{unstated(say)}</td>',
        "yes": f'<td class="n">{say("gaps.yes")}</td>',
    }


MAKER: Maker = _Gaps()
