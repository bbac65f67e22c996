"""The build when something changed: what to make again, made, and the trees exchanged.

In: a `Task`. Out: a `Summary`. The order of things: settings, bodies, parts, jobs, the site's own pages,
assembled files, assets, then one switch. Nothing that a reader can see changes before the switch.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from disclosure import config as settings
from disclosure import corrections, executors, making, output, state, trees
from disclosure.disk import digest
from disclosure.keeping import load_summaries, plain_bytes
from disclosure.making import PartDone
from disclosure.page import Assembly, Page
from disclosure.pages import MAKERS
from disclosure.planning import Plan, plan_build, program_sum, read_first
from disclosure.problem import ContentError, Problem, has_errors
from disclosure.records import Entry, Index, PartRecord
from disclosure.rendering import template_folders
from disclosure.task import Summary, Task, peak
from disclosure.writing import Setting, Writer, twice

FEW = 200
"""Up to so many bodies are read and made in this process."""
ASSETS = "assets"


def rebuild(task: Task, started: float) -> Summary:
    """Make what must be made and switch; raises ContentError, UsageError or OSError with the output as it was."""
    clock = _Clock(task.times)
    config = settings.load(task.root / "site.yaml")
    old = _old_index(task)
    new = Index(program=program_sum(task, old))
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
    caught_up = _take_tree(task, old)
    clock.lap("prepare tree")
    executor = config.build.executor
    done = _run(task, plan, "here" if few and executor == "processes" else executor)
    problems += [p for d in done for p in d.problems]
    _stop_at_errors(problems)
    clock.lap("parts")
    writer = Writer(setting, old.entries, task.times)
    _merge(plan, old, new, done)
    _make_site(task, setting, plan, old, new, writer)
    clock.lap("site pages")
    assembled = _assemble(task, plan, old, new, {d.key for d in done})
    clock.lap("assembled files")
    _put_assets(task, old, new, writer)
    new.entries.update(writer.entries)
    reasons = dict([*(c for d in done for c in d.changed), *writer.changed, *assembled])
    removed = _claims(old, new, problems + writer.problems)
    for address in removed:
        output.remove(setting.work, address)
        reasons[address] = "no page claims it any more"
    clock.lap("assets")
    _finish(task, old, new, sorted(reasons), setting.number, caught_up)
    clock.lap("switch and state")
    return _summary(task, new, done, reasons, removed, problems, started)


def _setting(task: Task, config: Any, base: bytes) -> Setting:
    work, number, stamp = task.store / trees.WORK, task.number + 1, time.monotonic_ns()
    return Setting(str(task.root), str(work), str(task.store), config, base, task.today, task.preview, number, stamp)


def _stop_at_errors(problems: list[Problem]) -> None:
    if has_errors(problems):
        raise ContentError(dict.fromkeys(problems))


def _summary(
    task: Task,
    new: Index,
    done: list[PartDone],
    reasons: dict[str, str],
    removed: list[str],
    problems: list[Problem],
    started: float,
) -> Summary:
    held: dict[int, int] = {os.getpid(): peak()}
    for part in done:
        held[part.process] = max(held.get(part.process, 0), part.peak)
        for stage, seconds in part.times.items():
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
    value = state.load(task.store / f"index-{task.number}")
    return Index.from_plain(value) if value else Index()


def _take_tree(task: Task, old: Index) -> bool:
    """Make the tree to work in; tells whether it is the next tree, caught up."""
    if old.base and trees.inode_of(task.output):
        return trees.take_next(task.store, task.output, task.check["next"], task.check["behind"], old.entries)
    trees.discard(task.store)
    os.mkdir(task.store / trees.WORK)
    return False


def _run(task: Task, plan: Plan, where: str) -> list[PartDone]:
    done = []
    for result in executors.run(making.make_part, plan.jobs, where, task.lock):
        done.append(result)
        task.progress(len(done), len(plan.jobs))
    return done


def _merge(plan: Plan, old: Index, new: Index, done: list[PartDone]) -> None:
    """Bodies, parts and their entries: the new ones, and the old ones that were not made again."""
    made = {d.key: d for d in done}
    new.entries = _standing(plan, old, made)
    new.templates = {k: {} for k in ("body", "part", "site")} if plan.everything else dict(old.templates)
    for part in plan.parts:
        result = made.get(part.key)
        if result is None:
            new.parts[part.key] = old.parts[part.key]
        else:
            own = (result.addresses, result.summaries, result.pieces)
            new.parts[part.key] = PartRecord(part.slugs, part.alone, result.file, *own)
            new.entries.update(result.entries)
            for level, templates in result.templates.items():
                new.templates[level] = new.templates[level] | templates
        for slug in part.slugs:
            record = result.bodies.get(slug) if result else None
            if record is None:
                record = old.bodies[slug]
            file = result.kept[slug] if result else record.kept
            same = (record.part, record.kept) == (part.key, file)
            new.bodies[slug] = record if same else record._replace(part=part.key, kept=file)


def _standing(plan: Plan, old: Index, made: Collection[str]) -> dict[str, Entry]:
    """Entries of the pages of bodies and parts that stand as they are: the old ones, without all others."""
    entries = dict(old.entries)
    others = [record.addresses for slug, record in old.bodies.items() if slug in plan.fresh or slug not in plan.folders]
    keys = {part.key for part in plan.parts}.difference(made)
    others += [record.addresses for key, record in old.parts.items() if key not in keys]
    others += [found[1] for found in old.site.values()] + [tuple(old.assembled), old.assets]
    for addresses in others:
        for address in addresses:
            entries.pop(address, None)
    return entries


def _make_site(task: Task, setting: Setting, plan: Plan, old: Index, new: Index, writer: Writer) -> None:
    """The pages about the whole, of each maker that has something new to see."""
    for maker in MAKERS:
        ranges = [(new.parts[p.key].file, new.parts[p.key].summaries[maker.name]) for p in plan.parts]
        keys = [plain_bytes((p.key, p.slugs, p.alone, r[2])) for p, (_, r) in zip(plan.parts, ranges, strict=True)]
        saw = digest(setting.base, *keys)
        before = old.site.get(maker.name)
        if before and before[0] == saw and "site" not in plan.touched and not plan.everything:
            new.site[maker.name] = before
            new.entries.update((a, old.entries[a]) for a in before[1])
            continue
        started = time.perf_counter()
        summaries = load_summaries(task.store, ranges)
        pages, assemblies = maker.site(setting.config, list(zip(plan.parts, summaries, strict=True)))
        pages = list(pages)
        task.times[f"make {maker.name}"] = task.times.get(f"make {maker.name}", 0.0) + time.perf_counter() - started
        for page in pages:
            writer.put(page, "what it shows of the whole changed" if old.base else "no earlier build is known")
        plain = tuple((a.address, a.head, a.joint, a.tail) for a in assemblies)
        new.site[maker.name] = (saw, tuple(dict.fromkeys(p.address for p in pages)), plain)
    new.templates["site"] = new.templates["site"] | writer.templates


def _assemble(task: Task, plan: Plan, old: Index, new: Index, made: set[str]) -> list[tuple[str, str]]:
    """Join the pieces of each address; a piece that is as it was is copied from the file that stands."""
    assemblies = {a[0]: Assembly(*a) for _, _, found in new.site.values() for a in found}
    for record in new.parts.values():
        for address in record.pieces:
            assemblies.setdefault(address, Assembly(address))
    changed = []
    for address, assembly in sorted(assemblies.items()):
        pieces = [(p.key, new.parts[p.key].pieces[address]) for p in plan.parts if address in new.parts[p.key].pieces]
        pieces = [(key, piece) for key, piece in pieces if piece[1]]
        total = digest(assembly.head, assembly.joint, assembly.tail, *(piece[2] for _, piece in pieces))
        offsets, offset = {}, len(assembly.head)
        for key, (_, length, _) in pieces:
            offsets[key] = offset
            offset += length + len(assembly.joint)
        new.assembled[address] = offsets
        entry = b"\0" * 16 + total
        new.entries[address] = entry
        if old.entries.get(address) == entry:
            continue
        ranges = []
        for key, (offset, length, _) in pieces:
            if key in made:
                ranges.append((f"{task.store}/{new.parts[key].file}.pieces", offset, length))
            else:
                ranges.append((f"{task.output}/{address}", old.assembled[address][key], length))
        work = str(task.store / trees.WORK)
        output.assemble(work, address, assembly.head, ranges, assembly.joint, assembly.tail)
        changed.append((address, "a part of it changed" if address in old.entries else "new"))
    return changed


def _put_assets(task: Task, old: Index, new: Index, writer: Writer) -> None:
    """Copy what stands in `assets/` of the template folders; a site's own file goes before the program's."""
    folders = [f"{f}/{ASSETS}" for f in template_folders(task.root)]
    watched = (*folders, f"{task.root}/templates")
    if old.assets and not any(p.startswith(f) for p in task.scan.changed for f in watched):
        new.assets = old.assets
        new.entries.update((a, old.entries[a]) for a in old.assets)
        return
    found: dict[str, str] = {}
    for folder in reversed(folders):
        for path in task.scan.files:
            if path.startswith(folder + "/"):
                found[ASSETS + path.removeprefix(folder)] = path
    for address, path in sorted(found.items()):
        with open(path, "rb") as file:
            writer.put(Page(address, content=file.read()), "the asset changed")
    new.assets = tuple(sorted(found))


def _claims(old: Index, new: Index, problems: list[Problem]) -> list[str]:
    """Addresses that no page claims any more; raises ContentError where two claim one."""
    owners = [r.addresses for r in new.bodies.values()] + [r.addresses for r in new.parts.values()]
    owners += [found[1] for found in new.site.values()] + [tuple(new.assembled), new.assets]
    if sum(map(len, owners)) != len(new.entries):
        counted = Counter(a for addresses in owners for a in addresses)
        problems = problems + [twice(a) for a, count in counted.items() if count > 1]
    _stop_at_errors(problems)
    return sorted(old.entries.keys() - new.entries.keys())


def _finish(task: Task, old: Index, new: Index, changed: list[str], number: int, caught_up: bool) -> None:
    """Write the state and switch the trees."""
    store, work = task.store, task.store / trees.WORK
    standing = trees.inode_of(task.output)
    if standing and not old.base:
        known = _known(task) | new.entries.keys()
        if foreign := trees.foreign_files(task.output, known):
            raise trees.refuse_foreign(task.output, foreign)
    nothing = bool(old.base) and standing and not changed
    behind = task.check["behind"] if caught_up else []
    folders = trees.folders_of([*behind, *changed] if caught_up else new.entries)
    times = (task.check["next_times"] if caught_up else {}) | trees.folder_times(work, folders)
    times = {f: t for f, t in times.items() if not caught_up or f not in folders or os.path.isdir(work / f)}
    check: dict[str, Any] = {
        "scan": state.to_plain(task.scan),
        "today": task.today,
        "next_day": min((b.next_day for b in new.bodies.values() if b.next_day), default=""),
        "count": len(new.entries),
    }
    here, there = trees.inode_of(work), standing if old.base else 0
    if nothing:
        here, there = there, here
        check |= {"times": task.check["times"], "next_times": times, "behind": []}
    else:
        check |= {"times": times, "next_times": task.check["times"] if there else {}, "behind": changed}
    check |= {"output": here, "next": there}
    state.prepare(store, number, check, new.to_plain())
    _note_addresses(task, old, new)
    if nothing:
        os.rename(work, store / trees.NEXT)
    else:
        trees.switch(store, task.output)
    used = [f"{p.file}.sum" for p in new.parts.values()] + [f"{b.kept}.kept" for b in new.bodies.values()]
    state.commit(store, number, used)
    if not check["next"]:
        _make_next(task, new, number, check)


def _known(task: Task) -> set[str]:
    """Addresses that an earlier build wrote, as far as is known."""
    try:
        return set((task.store / "addresses").read_text(encoding="utf-8").split("\n"))
    except FileNotFoundError:
        return set()


def _note_addresses(task: Task, old: Index, new: Index) -> None:
    """Keep the list of what is ours where any later version of the program can read it."""
    if old.entries.keys() != new.entries.keys():
        known = (
            sorted(_known(task) | new.entries.keys())
            if not old.base
            else sorted(old.entries.keys() | new.entries.keys())
        )
        (task.store / "addresses").write_text("\n".join(known), encoding="utf-8")


def _make_next(task: Task, new: Index, number: int, check: dict[str, Any]) -> None:
    """Make the tree that the next build will work in, after this one stands."""
    trees.take_next(task.store, task.output, 0, (), new.entries)
    work, waiting = task.store / trees.WORK, task.store / trees.NEXT
    check["next_times"] = trees.folder_times(work, trees.folders_of(new.entries))
    check["next"], check["behind"] = trees.inode_of(work), []
    os.rename(work, waiting)
    state.save(task.store / f"check-{number}", check)
