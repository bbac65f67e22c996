"""One part of the site made: its bodies read, its pages written, what later builds need kept.

In: a `PartJob`, plain data that any process on the same file system can work on. Out: a `PartDone`, small and
plain. Pages go to the tree `work` as they are made; none is held longer than that. Whatever a job writes it
may write again: a job that died half-way is simply run once more.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from disclosure import loading
from disclosure.config import Config
from disclosure.disk import digest, read_bytes
from disclosure.folders import SOURCES, BodyFolder
from disclosure.keeping import Made, Memory, append, load_kept, memory_of, recall, share, write
from disclosure.page import Part
from disclosure.pages import MAKERS
from disclosure.problem import Problem, has_errors
from disclosure.records import BodyRecord, Entry, Range
from disclosure.report import Body, Correction
from disclosure.task import peak, uncollected
from disclosure.writing import Setting, Writer, shared, twice


@dataclass(frozen=True, slots=True)
class PartJob:
    """A part that must be made again."""

    setting: Setting
    part: Part
    fresh: Mapping[str, tuple[BodyFolder, str]]
    """Bodies to be read, by slug, each with the reason."""
    kept: Mapping[str, str]
    """For each other body the name of the file with what was kept of it."""
    entries: Mapping[str, Entry]
    """Entries of the pages that these bodies and this part had."""
    reason: str
    """Why the part's own pages are made again."""
    corrections: Mapping[str, Mapping[str, tuple[Correction, ...]]] = field(default_factory=dict)
    """By slug and report's key, for bodies to be read."""


@dataclass(slots=True)
class PartDone:
    """What a job has done."""

    key: str
    file: str
    """Beginning of the names of the part's files in the store."""
    bodies: dict[str, BodyRecord] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    """For each body the beginning of the name of the file with what was kept of it."""
    entries: dict[str, Entry] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()
    changed: list[tuple[str, str]] = field(default_factory=list)
    """Addresses whose bytes are new, each with the reason."""
    summaries: dict[str, Range] = field(default_factory=dict)
    """By maker."""
    pieces: dict[str, Range] = field(default_factory=dict)
    """By address."""
    templates: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """For `body` and `part` the templates used, each with the sum of its closure."""
    problems: list[Problem] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    """Seconds by stage; `render <template>` by template."""
    process: int = 0
    peak: int = 0
    """Bytes that process held at most."""


def make_part(job: PartJob) -> PartDone:
    """Do `job`. Problems of the content are in the result; raises OSError where a file cannot be written."""
    with uncollected():
        return _make_part(job)


def _make_part(job: PartJob) -> PartDone:
    setting = shared(job.setting)
    job = replace(job, setting=setting)
    done = PartDone(job.part.key, f"part-{setting.number}-{job.part.key}", process=os.getpid())
    writer = Writer(setting, job.entries, done.times)
    memory = memory_of(setting.store, job.part.key, setting.base, setting.preview)
    kept = _make_bodies(job, writer, done, memory)
    if not has_errors(done.problems):
        done.templates["body"] = dict(writer.templates)
        done.addresses = _make_own(job, kept, writer, done, memory)
        done.templates["part"] = {t: s for t, s in writer.templates.items() if t not in done.templates["body"]}
    done.problems += writer.problems
    done.entries, done.changed = writer.entries, writer.changed
    done.peak = peak()
    return done


def _make_bodies(job: PartJob, writer: Writer, done: PartDone, memory: Memory) -> dict[str, list[Any]]:
    """What each maker keeps of each body, in the order of the makers; pages of fresh bodies are written."""
    files = load_kept(memory, job.setting.store, job.kept.values())
    kept: dict[str, list[Any]] = {}
    for slug in job.part.slugs:
        if slug in job.fresh:
            folder, reason = job.fresh[slug]
            found = _make_body(job, folder, reason, writer, done)
            if found is not None:
                kept[slug] = found
        else:
            kept[slug] = files[job.kept[slug]][slug]
    return kept


def _make_body(job: PartJob, folder: BodyFolder, reason: str, writer: Writer, done: PartDone) -> list[Any] | None:
    started = time.perf_counter()
    reader = Reader(job.setting.root)
    body, problems = loading.load_body(folder, reader.read)
    inputs = reader.sum(folder)
    done.problems += problems
    if body is not None:
        done.problems += loading.check_topics(body, topic_ids(job.setting.config))
    done.times["read"] = done.times.get("read", 0.0) + time.perf_counter() - started
    if body is None:
        return None
    seen = loading.shown(body, job.setting.today, job.setting.preview)
    seen = _corrected(seen, job.corrections.get(body.slug, {}))
    inputs = digest(inputs, *(f"{r.key} {r.state} {r.corrections}".encode("utf-8", "replace") for r in seen.reports))
    writer.sources = reader.sources
    before = len(writer.entries)
    kept = []
    for maker in MAKERS:
        started = time.perf_counter()
        pages, keep = maker.body(job.setting.config, seen)
        pages = list(pages)
        _count(done.times, f"make {maker.name}", started)
        for page in pages:
            writer.put(page, reason, inputs)
        kept.append(keep)
    writer.sources = {}
    next_day = loading.next_day([body], job.setting.today) if job.setting.today else None
    addresses = tuple(list(writer.entries)[before:])
    known = (folder.path, body.region, reader.total, next_day or "", job.part.key, addresses)
    done.bodies[body.slug] = BodyRecord(*known)
    return kept


def _corrected(body: Body, known: Mapping[str, tuple[Correction, ...]]) -> Body:
    """`body`, each report with its corrections from its day of publication on."""
    if not known:
        return body
    reports = []
    for report in body.reports:
        since = tuple(found for found in known.get(report.key, ()) if found[0] >= report.published)
        reports.append(replace(report, corrections=since) if since else report)
    return replace(body, reports=tuple(reports))


def topic_ids(config: Config) -> tuple[str, ...]:
    """Topics that a finding may have."""
    return (*(t.id for t in config.topics), "other")


class Reader:
    """Reads the files of a body, once, and sums what it read."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files: dict[str, bytes] = {}
        self.sources: dict[str, bytes] = {}
        self.total = b""

    def read(self, path: str) -> bytes:
        """The bytes of a file of the site; raises OSError."""
        data = read_bytes(f"{self.root}/{path}")
        self.files[path] = data
        return data

    def sum(self, folder: BodyFolder) -> bytes:
        """The sum over all files of `folder`; reads those that were not read yet."""
        for name in folder.sources:
            path = f"{folder.path}/{SOURCES}/{name}"
            self.sources[path] = self.read(path)
        for name in ("body.yaml", *folder.reports):
            path = f"{folder.path}/{name}"
            if path not in self.files:
                try:
                    self.read(path)
                except OSError:
                    self.files[path] = b""
        self.total = digest(*(part for path in sorted(self.files) for part in (path.encode(), self.files[path])))
        self.files = {}
        return self.total


def _make_own(
    job: PartJob, kept: dict[str, list[Any]], writer: Writer, done: PartDone, memory: Memory
) -> tuple[str, ...]:
    """The part's own pages, pieces and summaries; gives the addresses of the pages."""
    store = Path(job.setting.store)
    before = len(writer.entries)
    spool, summaries = bytearray(), bytearray()
    for number, maker in enumerate(MAKERS):
        started = time.perf_counter()
        part = replace(job.part, pages=tuple(list(writer.entries)[before:]), again=job.setting.preview)
        own = [kept[slug][number] for slug in job.part.slugs]
        made = recall(memory, maker.name, part, own)
        if made is None:
            made = Made(part, own, maker.part(job.setting.config, part, own), memory.made.get(maker.name))
            memory.made[maker.name] = made
        _count(done.times, f"make {maker.name}", started)
        for page, inputs in made.pages:
            writer.put(page, job.reason, inputs)
        for piece, total in made.pieces:
            if piece.address in done.pieces:
                done.problems.append(twice(piece.address))
            done.pieces[piece.address] = append(spool, piece.content, total)
        done.summaries[maker.name] = append(summaries, *made.summary)
    started = time.perf_counter()
    write(store / f"{done.file}.pieces", spool)
    write(store / f"{done.file}.sum", summaries)
    done.kept = share(memory, job.setting.store, done.file, job.kept, kept)
    _count(done.times, "keep", started)
    return tuple(list(writer.entries)[before:])


def _count(times: dict[str, float], stage: str, started: float) -> None:
    times[stage] = times.get(stage, 0.0) + time.perf_counter() - started
