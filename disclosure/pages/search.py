"""`/search/`: full-text search without a server, right for Chinese. The index is described in `lookup`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from disclosure import lookup
from disclosure.catalogue import Catalogue, catalogue
from disclosure.config import Config
from disclosure.frame import page
from disclosure.page import Assembly, Kept, Maker, Page, Part, PartResult, Piece
from disclosure.report import STATUSES, Body

FOLDER = "search/"


class _Search:
    name = "search"

    def __init__(self) -> None:
        self.shares: lookup.Shares | None = None

    def body(self, config: Config, body: Body) -> tuple[Iterable[Page], Kept]:
        return (), lookup.units(lookup.fold("".join(lookup.texts(body))))

    def part(self, config: Config, part: Part, kept: Sequence[Kept]) -> PartResult:
        files = _files(part.alone)
        found = self._again(part, kept, files) if part.again else lookup.part_files(part.key, kept, files)
        slugs = json.dumps(part.slugs, separators=(",", ":")).encode()
        pages = [Page(f"{FOLDER}parts/{part.key}.json", content=slugs + b"\n")]
        return PartResult(pages, [Piece(f"{FOLDER}keys/{n}.bin", content) for n, content in found.items()], len(kept))

    def _again(self, part: Part, kept: Sequence[Kept], files: int) -> dict[int, bytes]:
        """The same, from what was found the last time where only some bodies of the part changed."""
        last = self.shares
        if last is None or (last.part, len(last.kept), last.files) != (part.key, len(kept), files):
            self.shares = lookup.Shares(part.key, kept, files)
            return self.shares.found
        return last.follow(kept)

    def site(self, config: Config, parts: Sequence[tuple[Part, Any]]) -> tuple[Iterable[Page], Iterable[Assembly]]:
        say = catalogue(config.language)
        address = f"{FOLDER}index.html"
        files = _files(all(part.alone for part, _ in parts))
        data = {
            "page": page(config, address, say("search"), section="search", description=say("search.what")),
            "files": files,
            "total": sum(bodies for _, bodies in parts),
            "labels": json.dumps(_labels(say), ensure_ascii=False, sort_keys=True),
        }
        every = json.dumps([[part.key, bodies] for part, bodies in parts], separators=(",", ":")).encode()
        pages = [Page(address, "search.html", data), Page(f"{FOLDER}parts.json", content=every + b"\n")]
        return pages, [Assembly(f"{FOLDER}keys/{n}.bin") for n in range(files)]


def _files(alone: bool) -> int:
    return lookup.FILES_OF_ONE_PART if alone else lookup.FILES


def _labels(say: Catalogue) -> dict[str, Any]:
    """The words that the script needs."""
    start = "search.labels."
    words: dict[str, Any] = {key.removeprefix(start): say(key) for key in say.words if key.startswith(start)}
    return {**words, "status": {status: say(f"status.{status}") for status in STATUSES}}


MAKER: Maker = _Search()
