"""`/compare/changes/`: what moved from one report of a body to the next about the same inspection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import registers
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.history import Move, Step, moves
from disclosure.marks import badge
from disclosure.markup import body_href, link
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult
from disclosure.registers import ALL, Register, heading, kept
from disclosure.report import Body

REGISTER = Register(
    "changes", ("body", "published", "change", "finding", "was", "is"), numbers=frozenset(("published",))
)


class _Changes:
    name = "changes"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        say = catalogue(config.language)
        return kept(body, {ALL: [_row(body, move, say) for move in moves(body)]})

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        return registers.part(config, REGISTER, part, kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        return registers.site(config, REGISTER, parts)


def _row(body: Body, move: Move, say: Catalogue) -> bytes:
    step = move.after or move.before
    assert step is not None  # noqa: S101 - a move has at least one end
    return (
        f'<tr>{heading(body)}<td class="n"><time datetime="{move.published}">{move.published}</time></td>'
        f"<td>{say(f'change.{move.kind}')}</td>"
        f'<td lang="zh-Hans">{link(body_href(body.slug, step.anchor), step.title)}</td>'
        f"<td>{_end(body, move.before, say)}</td><td>{_end(body, move.after, say)}</td></tr>\n"
    ).encode()


def _end(body: Body, step: Step | None, say: Catalogue) -> str:
    if step is None:
        return f'<span class="vh">{say("change.none")}</span><span aria-hidden="true">—</span>'
    return f"{badge(step.status, say)}<small>{link(body_href(body.slug, step.anchor), step.published)}</small>"


MAKER: Maker = _Changes()
