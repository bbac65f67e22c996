"""The end of a build: the state written, the trees switched, the tree of the next build made ready.

In: what the build made and what stood before. Out: files of the store and the output exchanged in one step. All that a
reader can see changes there and nowhere else.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import Any

from disclosure import looking, state, trees
from disclosure.executors import Workers
from disclosure.records import Index
from disclosure.task import Task
from disclosure.trees import LinkJob

SOME = 4_000
"""Files that are linked in one job."""


def finish(task: Task, old: Index, new: Index, changed: list[str], caught_up: bool, workers: Workers) -> None:
    """Write the state and switch the trees.

    `changed` are the addresses whose bytes are new or gone, sorted; `caught_up` tells whether the tree `work` was the next tree of the last build.
    """
    store, work, number = task.store, task.store / trees.WORK, task.number + 1
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
        "scan": task.seen.number,
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
    used = [looking.name(task.seen.number)]
    used += [f"{p.file}.sum" for p in new.parts.values()] + [f"{b.kept}.kept" for b in new.bodies.values()]
    state.commit(store, number, used)
    if not check["next"]:
        _make_next(task, new, check, workers)


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


def _make_next(task: Task, new: Index, check: dict[str, Any], workers: Workers) -> None:
    """Make the tree that the next build will work in, after this one stands."""
    work = trees.new_tree(task.store)
    addresses = iter(new.entries)
    jobs = []
    while some := tuple(islice(addresses, SOME)):
        jobs.append(LinkJob(str(task.output), str(work), some))
    for _ in (workers.run if workers.local else map)(trees.link_files, jobs):
        pass
    check["next_times"] = trees.folder_times(work, trees.folders_of(new.entries))
    check["next"], check["behind"] = trees.inode_of(work), []
    os.rename(work, task.store / trees.NEXT)
    state.save(task.store / f"check-{task.number + 1}", check)
