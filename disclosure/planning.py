"""What a build must make again, and why.

In: what stands on disk and what the last build kept. Out: a `Plan`: bodies to read, parts to make.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from disclosure import config as settings
from disclosure import loading, making
from disclosure.config import Config
from disclosure.disk import digest, read_bytes
from disclosure.folders import SOURCES, BodyFolder, body_folder, find_bodies, listing_of
from disclosure.keeping import plain_bytes
from disclosure.making import PartJob
from disclosure.page import Part
from disclosure.problem import ContentError, Problem
from disclosure.records import BodyRecord, Index, PartRecord
from disclosure.rendering import template_folders
from disclosure.report import Correction
from disclosure.task import PACKAGE, Task
from disclosure.writing import Setting, renderer_of

ONE_PART = 200
"""Up to so many bodies a site is one part."""
PART = 64
"""About so many bodies make a part of a larger site."""


@dataclass(slots=True)
class Plan:
    """What must be made again, and why."""

    folders: dict[str, BodyFolder]
    """Where bodies stand, by slug: all of them, or at least those to read."""
    gone: frozenset[str]
    """Slugs of bodies that stand no more."""
    fresh: dict[str, str]
    """Bodies to read, by slug, with the reason."""
    parts: list[Part]
    touched: dict[str, str]
    """By level (`body`, `part`, `site`) a template that changed."""
    everything: bool
    jobs_in: frozenset[str] | None = None
    """Keys of the only parts that can have something to make; None where any can."""
    jobs: list[PartJob] = field(default_factory=list)


def program_sum(task: Task, old: Index) -> bytes:
    """The sum over the program's own files and the places of its libraries."""
    package = str(PACKAGE)
    if old.program and not any(p.startswith(package) or p.endswith("__init__.py") for p in task.seen.changed):
        return old.program
    libraries = [f for f in task.seen.whole.files if f.endswith("__init__.py")]
    files = sorted([*task.seen.whole.below(package), *libraries])
    return digest(*(part for f in files for part in (f.removeprefix(package).encode(), Path(f).read_bytes())))


def read_settings(task: Task, old: Index, new: Index) -> Config:
    """The settings: as the last build read them, where neither site.yaml nor the program is another; notes them in `new`.

    Raises UsageError where site.yaml is wrong.
    """
    path = task.root / "site.yaml"
    total = digest(read_bytes(str(path))) if path.exists() else b""
    if total and (old.program, old.settings[0]) == (new.program, total):
        new.settings = old.settings
        return _unpacked(old.settings[1])
    config = settings.load(path)
    same = digest(read_bytes(str(path))) == total  # nobody wrote it between the two
    new.settings = (total if same else b"", plain_bytes(config))
    return config


@lru_cache(maxsize=2)
def _unpacked(data: bytes) -> Config:
    """The settings in `data`; the same object each time, since what is worked out from them is found by it."""
    config: Config = pickle.loads(data)  # noqa: S301  (our own file)
    return config


# What must be made


def plan_build(task: Task, setting: Setting, old: Index, new: Index) -> tuple[Plan, list[Problem]]:
    """What must be made again, with the problems in the names of folders. Sets nothing."""

    touched = {} if not old.base else _changed_templates(task, setting, old)
    everything = _why_everything(task, old, new, touched)
    same = not (everything or touched or task.seen.moved or old.corrections != new.corrections or _day_came(task))
    plan, problems = (_plan_same(task, old) if same else None), list[Problem]()
    if plan is None:
        plan, problems = _plan_any(task, old, new, touched, everything)
    for part in plan.parts:
        if plan.jobs_in is None or part.key in plan.jobs_in:
            job = _job(part, plan, setting, old, new)
            if job:
                plan.jobs.append(job)
    return plan, problems


def _plan_any(
    task: Task, old: Index, new: Index, touched: dict[str, str], everything: str
) -> tuple[Plan, list[Problem]]:
    """The plan from all that stands, without jobs."""
    found, problems = find_bodies(task.root, listing_of(task.seen.whole.folders))
    folders = {f.slug: f for f in found}
    history = old.corrections != new.corrections
    changed = _changed_places(task)
    fresh: dict[str, str] = {}
    for slug, folder in folders.items():
        reason = everything or _why_body(task, folder, old.bodies.get(slug), changed)
        if not reason and history:
            reason = _why_corrected(folder, old, new)
        if reason:
            fresh[slug] = reason
    read = loading.reader_of(task.root)
    regions = [(loading.read_region(f, read) if s in fresh else old.bodies[s].region, s) for s, f in folders.items()]
    parts = cut([slug for _, slug in sorted(regions, key=lambda found: loading.order(*found))])
    return Plan(folders, frozenset(old.bodies.keys() - folders), fresh, parts, touched, bool(everything)), problems


def _plan_same(task: Task, old: Index) -> Plan | None:
    """The plan, without jobs, where no name came or went: what the last build kept of all others is not looked at.

    None where a body changed its place in the order.
    """
    listing, read = listing_of(task.seen.near), loading.reader_of(task.root)
    changed = _changed_places(task)
    folders: dict[str, BodyFolder] = {}
    fresh: dict[str, str] = {}
    for place in sorted(changed):
        slug = place.rpartition("/")[2]
        record = old.bodies.get(slug)
        if record is None or f"{task.root}/{record.folder}" != place:
            continue
        folder = body_folder(task.root, record.folder, listing)
        reason = _why_body(task, folder, record, changed) if folder else ""
        if folder and reason:
            if loading.read_region(folder, read) != record.region:
                return None
            folders[slug], fresh[slug] = folder, reason
    parts = [Part(key, r.slugs, number, r.alone) for number, (key, r) in enumerate(old.parts.items())]
    touched = frozenset(old.bodies[slug].part for slug in fresh)
    return Plan(folders, frozenset(), fresh, parts, {}, False, jobs_in=touched)


def _changed_places(task: Task) -> set[str]:
    """Folders that changed, and those whose sources did."""
    return {*task.seen.changed, *(path.removesuffix(f"/{SOURCES}") for path in task.seen.changed)}


def _day_came(task: Task) -> bool:
    """Whether a report may be seen now that could not be when the last build was made."""
    return bool(task.today and task.check["next_day"] and task.today >= task.check["next_day"])


def cut(slugs: Sequence[str]) -> list[Part]:
    """The parts of a site whose bodies stand in this order: where one ends depends on the slugs around it alone."""
    if not slugs:
        return []
    if len(slugs) <= ONE_PART:
        return [Part(slugs[0], tuple(slugs), 0, alone=True)]
    runs: list[list[str]] = [[]]
    for slug in slugs:
        if runs[-1] and (zlib.crc32(slug.encode()) % PART == 0 or len(runs[-1]) >= 4 * PART):
            runs.append([])
        runs[-1].append(slug)
    return [Part(run[0], tuple(run), number) for number, run in enumerate(runs)]


def _why_everything(task: Task, old: Index, new: Index, touched: Mapping[str, str]) -> str:
    """Why every body must be read again; empty where it need not."""
    if task.full:
        return "asked for (--full)"
    if not old.base:
        return "what the last build left is damaged" if task.damaged else "no earlier build is known"
    if old.program != new.program:
        return "the program changed"
    if old.base != new.base:
        return "site.yaml changed"
    before = task.check["today"]
    if before != task.today and (before is None or task.today is None or task.today < before):
        return "the day changed"
    return f"template {touched['body']} changed" if "body" in touched else ""


def _changed_templates(task: Task, setting: Setting, old: Index) -> dict[str, str]:
    """By level the first template whose closure is not as it was."""
    folders = [str(f) for f in template_folders(task.root)] + [f"{task.root}/templates"]
    if not any(path.startswith(f) for path in task.seen.changed for f in folders):
        return {}
    found = {}
    renderer = renderer_of(setting)
    for level, templates in old.templates.items():
        for name, before in sorted(templates.items()):
            if level not in found and _sum(renderer, name) != before:
                found[level] = name
    return found


def _sum(renderer: Any, name: str) -> bytes:
    try:
        found: bytes = renderer.closure_sum(name)
        return found
    except ContentError:
        return b""  # missing or wrong: rendering says so where it is still used


def _why_body(task: Task, folder: BodyFolder, record: BodyRecord | None, changed: Collection[str]) -> str:
    if record is None:
        return "a new body"
    if record.folder != folder.path:
        return "the body's folder moved"
    if record.next_day and task.today and task.today >= record.next_day:
        return f"a report of {record.next_day} may now be seen"
    if f"{task.root}/{folder.path}" not in changed:
        return ""
    reader = making.Reader(str(task.root))
    return f"{folder.path} changed" if reader.sum(folder) != record.sum else ""


def _why_corrected(folder: BodyFolder, old: Index, new: Index) -> str:
    same = _corrections(folder, old) == _corrections(folder, new)
    return "" if same else f"the history of {folder.path} changed"


def _corrections(folder: BodyFolder, index: Index) -> dict[str, tuple[Correction, ...]]:
    """Those of the body's reports, by key."""
    if not index.corrections:
        return {}
    found = {name: index.corrections.get(f"{folder.path}/{name}") for name in folder.reports}
    return {name.removesuffix(".md"): those for name, those in found.items() if those}


def _job(part: Part, plan: Plan, setting: Setting, old: Index, new: Index) -> PartJob | None:
    record = old.parts.get(part.key)
    fresh = {s: (plan.folders[s], plan.fresh[s]) for s in part.slugs if s in plan.fresh}
    reason = _why_part(part, fresh, record, plan)
    if not reason:
        return None
    owners = [old.bodies[s].addresses for s in fresh if s in old.bodies] + ([record.addresses] if record else [])
    entries = {a: old.entries[a] for addresses in owners for a in addresses}
    kept = {s: old.bodies[s].kept for s in part.slugs if s not in fresh}
    corrected = {s: found for s in fresh if (found := _corrections(plan.folders[s], new))}
    return PartJob(setting, part, fresh, kept, entries, reason, corrected)


def _why_part(part: Part, fresh: Mapping[str, tuple[BodyFolder, str]], record: PartRecord | None, plan: Plan) -> str:
    if fresh:
        first = next(iter(fresh.values()))[1]
        return first if len(fresh) == 1 or plan.everything else f"{first}, and {len(fresh) - 1} more bodies"
    if record is None or record.slugs != part.slugs or record.alone != part.alone:
        return "other bodies are shown together"
    return f"template {plan.touched['part']} changed" if "part" in plan.touched else ""


def read_first(task: Task, plan: Plan, topics: Sequence[str]) -> list[Problem]:
    """Problems of the bodies to be read, before anything is touched."""
    read = loading.reader_of(task.root)
    problems = []
    for slug in plan.fresh:
        body, found = loading.load_body(plan.folders[slug], read)
        problems += found + (loading.check_topics(body, topics) if body else [])
    return problems
