"""The plainest pages that work: a list of bodies and one page a body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from disclosure.config import Config
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult, Piece
from disclosure.report import Body


class _Plain:
    name = "plain"

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        page = Page(f"bodies/{body.slug}/index.html", "plain-body.html", {"body": body})
        return [page], (body.slug, body.short_name)

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        lines = "".join(f"{slug},{name}\n" for slug, name in kept).encode()
        return PartResult(pieces=[Piece("data/names.csv", lines)], summary=list(kept))

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        bodies = [kept for _, summary in parts for kept in summary]
        home = Page("index.html", "plain-home.html", {"bodies": bodies})
        return [home], [Assembly("data/names.csv", head=b"slug,name\n")]


MAKER: Maker = _Plain()
