"""The build when something changed: what to make again, made, and the trees exchanged.

In: a `Task`. Out: a `Summary`. The order of things: settings, bodies, parts, jobs, the site's own pages,
assembled files, assets, then one switch. Nothing that a reader can see changes before the switch.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from disclosure import config as settings
from disclosure import corrections, executors, making, output, trees
from disclosure.config import Config
from disclosure.disk import digest
from disclosure.finishing import finish
from disclosure.joining import JoinJob, join_files, plan_files
from disclosure.keeping import plain_bytes
from disclosure.making import PartDone
from disclosure.page import Page
from disclosure.pages import MAKERS
from disclosure.planning import Plan, plan_build, program_sum, read_first, read_settings
from disclosure.problem import ContentError, Problem, has_errors
from disclosure.records import Entry, Index, PartRecord
from disclosure.rendering import template_folders
from disclosure.task import Summary, Task, peak
from disclosure.whole import SiteDone, SiteJob, make_site
from disclosure.writing import Setting, Writer, twice

FEW = 200
"""Up to so many bodies are read and made in this process."""
SOME = 16
"""Large files that are joined in one job."""
ASSETS = "assets"


def rebuild(task: Task, started: float) -> Summary:
    """Make what must be made and switch; raises ContentError, UsageError or OSError with the output as it was."""
    clock = _Clock(task.times)
    old = _old_index(task)
    new = Index(program=program_sum(task, old))
    config = read_settings(task, old, new)
    new.base = digest(new.program, plain_bytes(replace(config, build=settings.Build())))
    setting = _setting(task, config, new.base)
    known = (old.commit, old.corrections) if old.program == new.program else ("", {})
    new.commit, new.corrections = corrections.read(task.root, *known)
    plan, problems = plan_build(task, setting, old, new)
    few = len(plan.fresh) <= FEW
    if few:
        problems += read_first(task, plan, making.topic_ids(config))
        _stop_at_errors(problems)
    clock.lap("plan")
    where = "here" if few and config.build.executor == "processes" else config.build.executor
    with executors.opened(where, task.lock) as workers:
        return _make(_Work(task, setting, plan, old, new, workers), problems, clock, started)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a build works with."""

    task: Task
    setting: Setting
    plan: Plan
    old: Index
    new: Index
    workers: executors.Workers

    @property
    def first(self) -> bool:
        """Whether no earlier build is known."""
        return not self.old.base


def _make(work: _Work, problems: list[Problem], clock: _Clock, started: float) -> Summary:
    """Make what `work` plans and switch; `problems` are those found so far."""
    task, old, new = work.task, work.old, work.new
    caught_up = _take_tree(task, old)
    clock.lap("prepare tree")
    done = _make_parts(work)
    problems += [p for d in done for p in d.problems]
    _stop_at_errors(problems)
    clock.lap("parts")
    _merge(work.plan, old, new, done)
    sites = _make_site(work)
    clock.lap("site pages")
    joined = _join_files(work, {d.key for d in done})
    clock.lap("assembled files")
    assets = _put_assets(work)
    reasons = dict([*(c for d in done for c in d.changed), *(c for d in sites for c in d.changed), *assets, *joined])
    removed = _claims(old, new, problems + [p for d in sites for p in d.problems])
    for address in removed:
        output.remove(work.setting.work, address)
        reasons[address] = "no page claims it any more"
    clock.lap("assets")
    finish(task, old, new, sorted(reasons), caught_up, work.workers)
    clock.lap("switch and state")
    return _summary(task, new, [*done, *sites], reasons, removed, problems, started)


def _setting(task: Task, config: Config, base: bytes) -> Setting:
    work, number, stamp = task.store / trees.WORK, task.number + 1, time.monotonic_ns()
    return Setting(str(task.root), str(work), str(task.store), config, base, task.today, task.preview, number, stamp)


def _stop_at_errors(problems: list[Problem]) -> None:
    if has_errors(problems):
        raise ContentError(dict.fromkeys(problems))


def _summary(
    task: Task,
    new: Index,
    done: Sequence[PartDone | SiteDone],
    reasons: dict[str, str],
    removed: list[str],
    problems: list[Problem],
    started: float,
) -> Summary:
    held: dict[int, int] = {os.getpid(): peak() + task.seen.answer.peak}
    for each in done:
        held[each.process] = max(held.get(each.process, 0), each.peak)
        for stage, seconds in each.times.items():
            task.times[stage] = task.times.get(stage, 0.0) + seconds
    built = tuple(a for a in reasons if a in new.entries)
    return Summary(
        built=built,
        unchanged=len(new.entries) - len(built),
        removed=tuple(removed),
        seconds=time.perf_counter() - started,
        peak_memory=sum(held.values()),
        problems=tuple(problems),
        reasons=reasons,
        times=task.times,
    )


class _Clock:
    """Adds the time since the last lap to a stage."""

    def __init__(self, times: dict[str, float]) -> None:
        self.times, self.last = times, time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.times[stage] = self.times.get(stage, 0.0) + now - self.last
        self.last = now


def _old_index(task: Task) -> Index:
    if task.check is None or task.damaged:
        return Index()
    value = task.index()
    return Index.from_plain(value) if value else Index()


def _take_tree(task: Task, old: Index) -> bool:
    """Make the tree to work in; tells whether it is the next tree, caught up."""
    if old.base and trees.inode_of(task.output):
        return trees.take_next(task.store, task.output, task.check["next"], task.check["behind"], old.entries)
    trees.discard(task.store)
    os.mkdir(task.store / trees.WORK)
    return False


def _make_parts(work: _Work) -> list[PartDone]:
    """The parts made, in their order; the largest are begun first, so that no process is left with one at the end."""
    jobs = work.plan.jobs
    order = sorted(range(len(jobs)), key=lambda number: (-len(jobs[number].fresh), number))
    done: dict[int, PartDone] = {}
    for number, result in zip(order, work.workers.run(making.make_part, [jobs[n] for n in order]), strict=True):
        done[number] = result
        work.task.progress(len(done), len(jobs))
    return [done[number] for number in range(len(jobs))]


def _merge(plan: Plan, old: Index, new: Index, done: list[PartDone]) -> None:
    """Bodies, parts and their entries: the new ones, and the old ones that were not made again."""
    made = {d.key: d for d in done}
    new.entries = _standing(plan, old, made)
    new.templates = {k: {} for k in ("body", "part", "site")} if plan.everything else dict(old.templates)
    for part in plan.parts:
        result = made.get(part.key)
        if result is None:
            new.parts[part.key] = old.parts[part.key]
            new.bodies.update((slug, old.bodies[slug]) for slug in part.slugs)
            continue
        own = (result.addresses, result.summaries, result.pieces)
        new.parts[part.key] = PartRecord(part.slugs, part.alone, result.file, *own)
        new.entries.update(result.entries)
        for level, templates in result.templates.items():
            new.templates[level] = new.templates[level] | templates
        for slug in part.slugs:
            record = result.bodies.get(slug) or old.bodies[slug]
            new.bodies[slug] = record._replace(part=part.key, kept=result.kept[slug])


def _standing(plan: Plan, old: Index, made: Collection[str]) -> dict[str, Entry]:
    """Entries of the pages of bodies and parts that stand as they are: the old ones, without all others."""
    entries = dict(old.entries)
    others = [old.bodies[slug].addresses for slug in (*plan.fresh, *plan.gone) if slug in old.bodies]
    keys = {part.key for part in plan.parts}.difference(made)
    others += [record.addresses for key, record in old.parts.items() if key not in keys]
    others += [found[1] for found in old.site.values()] + [tuple(old.assembled), old.assets]
    for addresses in others:
        for address in addresses:
            entries.pop(address, None)
    return entries


def _make_site(work: _Work) -> list[SiteDone]:
    """The pages about the whole, of each maker that has something new to see."""
    plan, old, new = work.plan, work.old, work.new
    reason = "no earlier build is known" if work.first else "what it shows of the whole changed"
    jobs, saw = [], {}
    for maker in MAKERS:
        ranges = [(new.parts[p.key].file, new.parts[p.key].summaries[maker.name]) for p in plan.parts]
        keys = [plain_bytes((p.key, p.slugs, p.alone, r[2])) for p, (_, r) in zip(plan.parts, ranges, strict=True)]
        saw[maker.name] = digest(work.setting.base, *keys)
        before = old.site.get(maker.name)
        known = {address: old.entries[address] for address in before[1]} if before else {}
        if before and before[0] == saw[maker.name] and "site" not in plan.touched and not plan.everything:
            new.site[maker.name] = before
            new.entries.update(known)
        else:
            jobs.append(SiteJob(work.setting, maker.name, plan.parts, ranges, known, reason))
    done = list(work.workers.run(make_site, jobs))
    for found in done:
        new.site[found.maker] = (saw[found.maker], found.addresses, found.assemblies)
        new.entries.update(found.entries)
        new.templates["site"] = new.templates["site"] | found.templates
    return done


def _join_files(work: _Work, made: Collection[str]) -> list[tuple[str, str]]:
    """Join the pieces of each address again where one is new; `made` are the parts made again."""
    task, old = work.task, work.old
    files = plan_files(str(task.output), str(task.store), work.plan.parts, old, work.new, made)
    jobs = [JoinJob(work.setting.work, tuple(files[at : at + SOME])) for at in range(0, len(files), SOME)]
    for _ in work.workers.run(join_files, jobs):
        pass
    return [(f.address, "a part of it changed" if f.address in old.entries else "new") for f, _ in files]


def _put_assets(work: _Work) -> list[tuple[str, str]]:
    """Copy what stands in `assets/` of the template folders; a site's own file goes before the program's."""
    task, old, new = work.task, work.old, work.new
    folders = [f"{f}/{ASSETS}" for f in template_folders(task.root)]
    watched = (*folders, f"{task.root}/templates")
    if old.assets and not any(p.startswith(f) for p in task.seen.changed for f in watched):
        new.assets = old.assets
        new.entries.update((a, old.entries[a]) for a in old.assets)
        return []
    found: dict[str, str] = {}
    for folder in reversed(folders):
        for path in task.seen.whole.below(folder):
            found[ASSETS + path.removeprefix(folder)] = path
    writer = Writer(work.setting, old.entries, task.times)
    for address, path in sorted(found.items()):
        with open(path, "rb") as file:
            writer.put(Page(address, content=file.read()), "the asset changed")
    _stop_at_errors(writer.problems)
    new.assets = tuple(sorted(found))
    new.entries.update(writer.entries)
    return writer.changed


def _claims(old: Index, new: Index, problems: list[Problem]) -> list[str]:
    """Addresses that no page claims any more; raises ContentError where two claim one."""
    owners = [r.addresses for r in new.bodies.values()] + [r.addresses for r in new.parts.values()]
    owners += [found[1] for found in new.site.values()] + [tuple(new.assembled), new.assets]
    if sum(map(len, owners)) != len(new.entries):
        counted = Counter(a for addresses in owners for a in addresses)
        problems = problems + [twice(a) for a, count in counted.items() if count > 1]
    _stop_at_errors(problems)
    return sorted(old.entries.keys() - new.entries.keys())
