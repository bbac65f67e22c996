"""The check of the content: every body whose files, settings or day are not those of the check before.

In: a site's folder, its settings, a day, what the check before found. Out: a `ContentFound`. Bodies are shared out to
processes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from disclosure import executors, frontmatter, loading, reviews, state
from disclosure.checked import BodyFound, Checked, sum_of
from disclosure.checks import REPORT_RULES
from disclosure.config import Config
from disclosure.day import Day
from disclosure.disk import digest
from disclosure.folders import CONTENT, SOURCES, BodyFolder, find_bodies, listing_of
from disclosure.problem import Place, Problem, Words, error
from disclosure.report import Body, Report
from disclosure.reviews import Review
from disclosure.subjects import Subject

BODIES = 64
"""Bodies of a job."""


@dataclass(frozen=True, slots=True)
class ContentFound:
    """What the bodies together gave."""

    problems: tuple[Problem, ...]
    bodies: tuple[BodyFound, ...]

    @property
    def hidden(self) -> dict[str, tuple[str, ...]]:
        """By slug: beginnings of ids that must not be seen."""
        return {body.slug: tuple(f"{key}-" for key in body.hidden) for body in self.bodies if body.hidden}


@dataclass(frozen=True, slots=True)
class _Job:
    root: str
    config: Config
    folders: tuple[tuple[BodyFolder, tuple[Review, ...], bytes], ...]
    """Each with the decisions about it, and the sum of the bytes that need not be looked at again; empty for none."""
    today: str


def check_content(root: Path, config: Config, today: str, before: Checked, where: str) -> ContentFound:
    """Check the content of the site at `root`; what was found goes into `before` as well."""
    before.content = scan = state.scan([f"{root}/{CONTENT}"], before.content)
    folders, problems = find_bodies(root, listing_of(scan.folders))
    decisions, wrong = _reviews(root)
    own: dict[str, list[Review]] = {}
    for review in decisions:
        own.setdefault(review.report.partition("/")[0], []).append(review)
    changed = _around(str(root), scan.changed)
    found: dict[str, BodyFound] = {}
    fresh = []
    for folder in folders:
        decided = tuple(own.get(folder.slug, ()))
        known = before.bodies.get(folder.path)
        holds = known is not None and known.holds(today, sum_of(decided))
        if known and holds and folder.path not in changed:
            found[folder.path] = known
        else:
            fresh.append((folder, decided, known.sum if known and holds else b""))
    jobs = [_Job(str(root), config, tuple(fresh[at : at + BODIES]), today) for at in range(0, len(fresh), BODIES)]
    results = chain.from_iterable(executors.run(_check_bodies, jobs, where))
    for (folder, _, _), body in zip(fresh, results, strict=True):
        found[folder.path] = body or before.bodies[folder.path]
    before.changed |= bool(scan.changed or fresh)
    before.bodies = found
    bodies = tuple(found[folder.path] for folder in folders)
    return ContentFound((*problems, *wrong, *(p for body in bodies for p in body.problems)), bodies)


def _around(root: str, changed: set[str]) -> set[str]:
    """Folders in which something changed, right in them or deeper, relative to `root`."""
    found: set[str] = set()
    for path in changed:
        step = os.path.relpath(path, root)
        while step and step not in found:
            found.add(step)
            step = step.rpartition("/")[0]
    return found


def _reviews(root: Path) -> tuple[tuple[Review, ...], list[Problem]]:
    path = root / reviews.FILE
    try:
        return reviews.read(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeDecodeError) as exc:
        what = Words(f"无法读取：{exc}", f"it cannot be read: {exc}")
        return (), [error(Place(reviews.FILE), "reviews.read", what, Words("另存为 UTF-8", "save it as UTF-8"))]


def _check_bodies(job: _Job) -> list[BodyFound | None]:
    done: list[BodyFound | None] = []
    for folder, decided, known in job.folders:
        files = _Files(job.root)
        total = files.sum(folder)
        done.append(None if known and known == total else _check_body(job, folder, decided, files, total))
    return done


class _Files:
    """The files of a body, each read once: what is found is what has their sum."""

    def __init__(self, root: str) -> None:
        self._reader, self._read = loading.reader_of(Path(root)), dict[str, bytes]()

    def read(self, path: str) -> bytes:
        """The bytes of a file by its path relative to the site's folder; raises OSError."""
        if path not in self._read:
            self._read[path] = self._reader(path)
        return self._read[path]

    def original(self, path: str) -> bytes | None:
        """The bytes of an original; None where it cannot be read."""
        try:
            return self.read(path)
        except OSError:
            return None

    def sum(self, folder: BodyFolder) -> bytes:
        """The sum over all of them; empty where one cannot be read."""
        names = ["body.yaml", *folder.reports, *(f"{SOURCES}/{name}" for name in folder.sources)]
        try:
            return digest(*(part for n in names for part in (n.encode(), self.read(f"{folder.path}/{n}"))))
        except (OSError, UnicodeEncodeError):
            return b""


def _check_body(job: _Job, folder: BodyFolder, decided: tuple[Review, ...], files: _Files, total: bytes) -> BodyFound:
    body, wrong = loading.load_body(folder, files.read)
    problems, day = list(wrong), Day(job.today)
    names: tuple[str, ...] | None = None
    hidden: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    if body is not None:
        topics = [topic.id for topic in job.config.topics]
        problems += loading.check_topics(body, topics) if topics else ()
        seen = loading.shown(body, job.today)
        visible = {report.key for report in seen.reports}
        names = tuple(f"{body.slug}/{report.key}" for report in body.reports)
        hidden = tuple(report.key for report in body.reports if report.key not in visible)
        withdrawn = tuple(f"{body.slug}/{key}" for key in seen.withdrawn)
        for report in body.reports:
            day.has_come(report.published)  # from that day on it may be seen
            problems += _check_report(files, job.config, body, report, decided, day)
    found = (names, hidden, withdrawn, tuple(problems))
    return BodyFound(folder.path, folder.slug, *found, total, sum_of(decided), job.today, day.until)


def _check_report(
    files: _Files, config: Config, body: Body, report: Report, decided: Sequence[Review], day: Day
) -> Iterator[Problem]:
    name = f"{body.slug}/{report.key}"
    original = files.original(f"{body.folder}/{report.source.file}") if report.source else None
    subject = Subject(
        config,
        body,
        report,
        files.read(report.file),
        day,
        tuple(review for review in decided if review.report == name),
        original,
        lambda: _law(report, files.read(report.file), original),
    )
    for rule in REPORT_RULES:
        yield from rule.find(subject)


def _law(report: Report, written: bytes, original: bytes | None) -> tuple[str, str, str] | None:
    from disclosure import rereading  # the readers are needed only where a report has an original

    parts = frontmatter.split(written, report.file)[0]
    return rereading.texts(report, parts.markdown, original) if parts and original is not None else None
