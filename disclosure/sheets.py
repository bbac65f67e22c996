"""Sheets: a long list cut into numbered pages, none of them heavy.

In: rows, the folder of the list. Out: the pages' places and rows. The first sheet is the list's own address, the others
stand below it (`page-2/`). A sheet is filled up to `LIMIT`, so a longer row moves only what stands after it.
Sheets are cut inside a part; a site of one part shows the first sheet on the list's main page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from disclosure.catalogue import Catalogue
from disclosure.indexes import part_folder
from disclosure.page import Part

LIMIT = 64_000
"""Bytes of rows on a sheet; some hundred rows: a page that a phone can scroll, below 200 kB whatever its frame."""
AROUND = 2
"""So many neighbours on each side are named in a sheet's pager, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list."""

    folder: str
    """Folder of the list: `compare/status/done/from-jia/`."""
    rows: Sequence[Any] = ()
    number: int = 1
    of: int = 1

    @property
    def address(self) -> str:
        """Address of the page."""
        return _address(self.folder, self.number)

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.address.count("/")

    def title(self, say: Catalogue, name: str, label: str) -> str:
        """The page's title: what it lists, the run of bodies, the number of the sheet where there are several."""
        at = say("sheet.at", n=self.number, of=self.of) if self.of > 1 else ""
        return " ".join(part for part in (name, label, at) if part)

    def pager(self, say: Catalogue) -> dict[str, Any] | None:
        """Links to the other sheets, from the root; None where this is the only one."""
        if self.of == 1:
            return None
        near = range(max(self.number - AROUND, 1), min(self.number + AROUND, self.of) + 1)
        shown = sorted({1, *near, self.of})
        return {
            "at": say("sheet.at", n=self.number, of=self.of),
            "number": self.number,
            "links": [
                {"n": n, "href": _address(self.folder, n), "gap": n - before > 1}
                for before, n in zip([0, *shown], shown, strict=False)
            ],
            "before": _address(self.folder, self.number - 1) if self.number > 1 else "",
            "after": _address(self.folder, self.number + 1) if self.number < self.of else "",
        }


def sheets(folder: str, part: Part, rows: Iterable[Any], weight: Callable[[Any], int] = len) -> list[Sheet]:
    """The sheets of a part's share of the list in `folder`; none where it has no rows. `weight` is a row's bytes."""
    found = tuple(rows)
    ends = list(accumulate(map(weight, found)))
    cut: list[Sequence[Any]] = []
    start = before = 0
    while start < len(found):
        end = max(bisect_right(ends, before + LIMIT, start), start + 1)
        cut.append(found[start:end])
        start, before = end, ends[end - 1]
    place = folder if part.alone else part_folder(folder, part)
    return [Sheet(place, of_one, number, len(cut)) for number, of_one in enumerate(cut, 1)]


def own(found: Sequence[Sheet], part: Part) -> Sequence[Sheet]:
    """The sheets that are pages of the part; the first one of an only part is the main page of the list."""
    return found[1:] if part.alone else found


def first(found: Sequence[Sheet], part: Part) -> Sheet | None:
    """The sheet for the main page, for the part's summary; None where the site has several parts, or no rows."""
    return found[0] if part.alone and found else None


def _address(folder: str, number: int) -> str:
    return f"{folder}index.html" if number == 1 else f"{folder}page-{number}/index.html"
