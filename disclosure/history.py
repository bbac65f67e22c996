"""Findings of a body's earlier reports matched with those of later ones.

In: a body with its reports, newest first. Out: threads, each the way of one finding through the reports, and what
moved from one report to the next. Two reports are compared only where they answer the same inspection: no
fact that both state (kind, round, team, dates) differs. A finding is matched by its id where the titles are alike, then
by its title, then by its text; a match set by hand goes before all.
Traded away: one finding split in two, or two joined in one: the first best match stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from disclosure.memo import remembering
from disclosure.report import Body, Finding, Report

ALIKE_TITLE = 0.5
"""Share of common pairs of characters from which two titles of one id are alike."""
ALIKE_TEXT = 0.7
"""The same for the texts of findings without a common id or title."""
_NOISE = re.compile(r"[\s“”\"'‘’《》（）()。．.，,、：:；;]|方面|的?问题$|^关于")


class Step(NamedTuple):
    """A finding in one report."""

    report: str
    """Key of the report."""
    published: str
    finding: str
    """Id."""
    title: str
    status: str
    status_text: str
    anchor: str
    by: str = ""
    """How it was matched with the step before: `hand`, `id`, `title` or `text`; empty for the first."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The way of one finding through the reports of a body, oldest first; at least two steps."""

    steps: tuple[Step, ...]


class Move(NamedTuple):
    """What is different between a report and the earlier one about the same inspection."""

    kind: str
    """`status`, `title`, `new` or `gone`."""
    before: Step | None
    after: Step | None
    report: str
    """Key of the later report."""
    published: str
    """Date of the later report."""


def threads(body: Body) -> tuple[Thread, ...]:
    """The findings of `body` that stand in more than one of its reports, in the order of the first report."""
    if len(body.reports) < 2:
        return ()
    after: dict[tuple[str, str], Step] = {}
    starts: list[Step] = []
    continued: set[tuple[str, str]] = set()
    for comparison in _comparisons(body):
        for before, step in comparison.matched:
            after[(before.report, before.finding)] = step
            continued.add((step.report, step.finding))
            starts.append(before)
    found = []
    for start in starts:
        if (start.report, start.finding) in continued:
            continue
        way = [start]
        while (following := after.get((way[-1].report, way[-1].finding))) is not None:
            way.append(following)
        found.append(Thread(tuple(way)))
    return tuple(found)


def moves(body: Body) -> tuple[Move, ...]:
    """What changed from each report of `body` to the next about the same inspection, newest first."""
    found: list[Move] = []
    for comparison in reversed(_comparisons(body)):
        later, matched = comparison.later, comparison.matched
        for before, step in matched:
            if before.status != step.status:
                found.append(Move("status", before, step, later.key, later.published))
            elif before.title != step.title:
                found.append(Move("title", before, step, later.key, later.published))
        old, new = {b.finding for b, _ in matched}, {s.finding for _, s in matched}
        found += [Move("new", None, s, later.key, later.published) for s in comparison.after if s.finding not in new]
        found += [Move("gone", s, None, later.key, later.published) for s in comparison.before if s.finding not in old]
    return tuple(found)


class _Comparison(NamedTuple):
    """Two reports about the same inspection."""

    later: Report
    before: list[Step]
    """The findings of the earlier one."""
    after: list[Step]
    """The findings of the later one."""
    matched: list[tuple[Step, Step]]
    """Pairs of findings, in the order of the earlier report."""


def _comparisons(body: Body) -> list[_Comparison]:
    """Each report of `body` with the one before it about the same inspection, oldest first."""
    return _kept(body, None) if len(body.reports) > 1 else []


def _compared(body: Body, _: None) -> list[_Comparison]:
    found = []
    for earlier, later in _pairs(body):
        before, after = _steps(earlier), _steps(later)
        ids = _match(earlier, later, body.matches)
        steps = {step.finding: step for step in after}
        matched = [
            (old, steps[ids[old.finding][0]]._replace(by=ids[old.finding][1])) for old in before if old.finding in ids
        ]
        found.append(_Comparison(later, before, after, matched))
    return found


_kept = remembering(_compared, 4)


def _pairs(body: Body) -> Iterator[tuple[Report, Report]]:
    """Each report with the nearest earlier one about the same inspection, oldest first."""
    reports = body.reports[::-1]
    for index, later in enumerate(reports):
        for earlier in reversed(reports[:index]):
            if same_inspection(earlier, later) or _tied(earlier, later, body.matches):
                yield earlier, later
                break


def same_inspection(one: Report, other: Report) -> bool:
    """Whether two reports answer one inspection: at least one fact is common and none that both state differs."""
    common = False
    for name in ("round", "team", "started", "ended", "feedback"):
        first, second = getattr(one.inspection, name), getattr(other.inspection, name)
        if first and second:
            if first != second and not (first.startswith(second) or second.startswith(first)):
                return False
            common = True
    return one.inspection.kind == other.inspection.kind and common


def _tied(earlier: Report, later: Report, by_hand: Mapping[str, str]) -> bool:
    return any(new.startswith(f"{later.key}#") and old.startswith(f"{earlier.key}#") for new, old in by_hand.items())


def _steps(report: Report) -> list[Step]:
    return [
        Step(report.key, report.published, f.id, f.title, f.status, f.status_text, s.anchor)
        for s in report.sections
        if (f := s.finding)
    ]


def _match(earlier: Report, later: Report, by_hand: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """For each finding of `earlier` that stands in `later`, its id there and how they were matched."""
    old = {f.id: f for f in earlier.findings}
    new = {f.id: f for f in later.findings}
    found: dict[str, tuple[str, str]] = {}
    for key, value in by_hand.items():
        (report, _, id_), (old_report, _, old_id) = key.partition("#"), value.partition("#")
        if report == later.key and id_ in new and (old_report, old_id in old) == (earlier.key, True):
            found[old_id] = (id_, "hand")
    free = _Free(old, new, found)
    free.take("id", lambda a: new.get(a.id), lambda a, b: alike(a.title, b.title) >= ALIKE_TITLE)
    titles: dict[str, Finding] = {}
    for finding in later.findings:
        titles.setdefault(_bare(finding.title), finding)
    free.take("title", lambda a: titles.get(_bare(a.title)), lambda a, b: len(_bare(a.title)) >= 4)
    free.take_nearest()
    return found


class _Free:
    """Findings that are not matched yet."""

    def __init__(
        self, old: Mapping[str, Finding], new: Mapping[str, Finding], found: dict[str, tuple[str, str]]
    ) -> None:
        self.old, self.new, self.found = old, new, found

    def _left(self) -> tuple[list[Finding], dict[str, Finding]]:
        used = {id_ for id_, _ in self.found.values()}
        return (
            [f for f in self.old.values() if f.id not in self.found],
            {f.id: f for f in self.new.values() if f.id not in used},
        )

    def take(
        self, by: str, candidate: Callable[[Finding], Finding | None], fits: Callable[[Finding, Finding], bool]
    ) -> None:
        """Match each free finding with its `candidate` where that is free and `fits`."""
        old, new = self._left()
        for finding in old:
            other = candidate(finding)
            if other is not None and other.id in new and fits(finding, other):
                self.found[finding.id] = (other.id, by)
                del new[other.id]

    def take_nearest(self) -> None:
        """Match what is left by the likeness of the texts, the most alike first."""
        old, new = self._left()
        if not old or not new or len(old) * len(new) > 10_000:
            return
        pairs_new = {f.id: _pairs_of(f.title + f.text) for f in new.values()}
        ranked = []
        for place, finding in enumerate(old):
            mine = _pairs_of(finding.title + finding.text)
            for other, theirs in pairs_new.items():
                if _at_most(mine, theirs) >= ALIKE_TEXT and (value := _share(mine, theirs)) >= ALIKE_TEXT:
                    ranked.append((-value, place, finding.id, other))
        for _, _, id_, other in sorted(ranked):
            if id_ not in self.found and other in new:
                self.found[id_] = (other, "text")
                del new[other]


def alike(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the share of their common pairs of characters."""
    return 1.0 if one == other else _share(_pairs_of(_bare(one)), _pairs_of(_bare(other)))


def _bare(title: str) -> str:
    return _NOISE.sub("", title)


def _pairs_of(text: str) -> frozenset[int]:
    """The pairs of neighbours in `text`, each as one number: of characters of four bytes each, every eight bytes from the
    first and from the second on. That takes half the time of making them texts of two characters."""
    size = len(text)
    if size < 2:
        return frozenset()
    data = memoryview(text.encode("utf-32-le", "surrogatepass"))
    first, second = data[: size // 2 * 8], data[4 : 4 + (size - 1) // 2 * 8]
    return frozenset(first.cast("Q").tolist() + second.cast("Q").tolist())


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _at_most(one: frozenset[int], other: frozenset[int]) -> float:
    """What their `_share` can be at most: texts of very different length are never alike."""
    return 2 * min(len(one), len(other)) / (len(one) + len(other)) if one or other else 1.0
