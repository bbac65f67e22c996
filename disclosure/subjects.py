"""What rules look at: plain values, with the few questions that several rules ask of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from disclosure import frontmatter, scan, yamltext
from disclosure.chinese import plain
from disclosure.config import Config
from disclosure.day import Day
from disclosure.problem import Place
from disclosure.report import Body, Report
from disclosure.reviews import Review
from disclosure.text import squeeze

_MARKS = re.compile(r"^[ ]*(?:#{1,6}[ ]|\d+[.)][ ]|>[ ]?)+|[ ]*\{[^{}]*\}[ ]*$")
"""Marks of Markdown at the ends of a line, which are no text of the report."""


@dataclass(frozen=True)
class Subject:
    """One report, with all that a rule may ask about it."""

    config: Config
    body: Body
    report: Report
    data: bytes
    """The report's file."""
    day: Day
    """The day of the check."""
    reviews: tuple[Review, ...] = ()
    """Decisions about names in this report."""
    original: bytes | None = None
    """The source document; None where there is none."""
    source_text: Callable[[], tuple[str, str, str] | None] = lambda: None
    """Text of the original and of the report, where they part, and the `place` of a repair of the first difference (empty
    where unknown); None where they agree or cannot be compared."""

    @cached_property
    def parts(self) -> frontmatter.Parts | None:
        """The file cut in two."""
        return frontmatter.split(self.data, self.report.file)[0]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.data.decode("utf-8-sig", "replace").splitlines()

    @cached_property
    def _front(self) -> yamltext.Parsed:
        """The front matter, as far as it can be read."""
        yaml, line = (self.parts.yaml, self.parts.yaml_line) if self.parts else ("", 1)
        return yamltext.parse(yaml, self.report.file, line)[0]

    @property
    def name(self) -> str:
        """The report as settings name it: `slug/key`."""
        return f"{self.body.slug}/{self.report.key}"

    def key(self, dotted: str) -> Place:
        """The place of a key of the front matter, or of the nearest key around it."""
        if self.parts is None:
            return Place(self.report.file, 1)
        path = tuple(int(step) if step.isdigit() else step for step in dotted.split("."))
        return Place(self.report.file, self._front.line(path))

    def words(self, quote: str, start: int = 1) -> Place:
        """The place of `quote` at or after the line `start`; that line itself where it is not found."""
        short = plain(quote)[:24]
        for number in range(max(start, 1), len(self.lines) + 1):
            if short and short in plain(self.lines[number - 1]):
                return Place(self.report.file, number)
        return Place(self.report.file, start)

    def end_of(self, words: str) -> Place:
        """The place of the last character of `words`, squeezed text that may run over several lines; line 1 where it is not found."""
        lines = [squeeze(_MARKS.sub("", line)) for line in self.lines]
        joined = "".join(lines)
        ends = (
            joined.find(tail) + len(tail) for tail in (words[-n:] for n in (len(words), 24, 12, 6)) if tail in joined
        )
        end = next(ends, 0)
        passed = itertools.accumulate(map(len, lines))
        return Place(self.report.file, next((n for n, length in enumerate(passed, 1) if length >= end), 1))


@dataclass(frozen=True)
class PageView:
    """One page of the output."""

    address: str
    place: str
    """Its path as the user knows it, for messages."""
    scan: scan.Scan
    page_weight: int
    """The most bytes that a page may weigh."""
    asset_bytes: int = 0
    """Bytes of the style sheets, scripts and pictures that it loads."""
    host: str = ""
    """Name of the site's own host; empty where no base URL is set."""
    hidden: tuple[str, ...] = ()
    """Beginnings of ids that must not stand on it: those of drafts and of reports withdrawn or of a later day."""

    def at(self, offset: int) -> Place:
        """The place of a character of the page."""
        return Place(self.place, self.scan.text.count("\n", 0, offset) + 1)


@dataclass(frozen=True)
class OutputView:
    """The output as a whole."""

    folder: str
    """Its path as the user knows it."""
    files: frozenset[str]
    """Every file, relative to the output folder."""
    ids: Mapping[str, frozenset[str]]
    """Ids of each page."""
    wanted: Mapping[tuple[str, str], tuple[str, int]]
    """Each internal target (file, or empty where it leads out of the site; fragment) with the first page that leads
    there and the place of the link on it, in characters."""
    published: tuple[str, ...]
    """Addresses that were published before, as `addresses.txt` lists them."""
    redirects: Mapping[str, str]
    line: Callable[[str, int], int]
    """The line of a place on a page."""
    withdrawn: frozenset[str] = frozenset()
    """Reports at whose addresses a notice stands that they were withdrawn: `slug/key`."""


_INDEX = re.compile(r"(?:^|/)index\.html$")


def public(address: str) -> str:
    """A file of the output as a public address: `bodies/x/index.html` is `bodies/x/`."""
    return address[: -len("index.html")] if _INDEX.search(address) else address
