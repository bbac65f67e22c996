"""The build, from the door: what a build is told, what it tells, and the quick way out when nothing changed.

In: a site's folder and an output folder. Out: a `Summary`; the output stands changed as a whole, or as it was.
This module imports no parser, no template engine and no page: a build with nothing to do costs little more
than one stat a file. All else is `rebuilding`.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from disclosure import corrections, state, trees
from disclosure.beside import Answer
from disclosure.looking import Look, Seen, Told, looking
from disclosure.problem import ContentError, UsageError
from disclosure.task import LIBRARIES, PACKAGE, Summary, Task, peak, uncollected

NEEDED = ("jinja2", "disclosure.loading", "disclosure.making", "disclosure.rebuilding")
"""What a build imports that has something to do, in steps."""


def _nothing(*_: int) -> None:
    pass


def build(
    root: Path,
    output: Path,
    *,
    today: str | None = None,
    preview: bool = False,
    full: bool = False,
    progress: Callable[[int, int], None] = _nothing,
    waiting: Callable[[], None] = _nothing,
) -> Summary:
    """Build the site at `root` into `output`.

    `today` (ISO) holds back reports of a later day, and drafts are held back always, save in a `preview`; `full` forgets what earlier builds left. `progress` is told
    how many parts of how many are done; `waiting` is called where another build holds the lock.
    Raises ContentError (content, disk) or UsageError (site.yaml, output folder); `output` is then as it was.
    """
    started = time.perf_counter()
    root = Path(os.path.realpath(root))
    place = trees.resolve(output)
    if not (root / "site.yaml").exists():  # a wrong folder: nothing is made in it
        from disclosure import config

        config.load(root / "site.yaml")
    try:
        with trees.locked(trees.store_of(place), waiting) as lock, uncollected():
            return _build(root, place, today, preview, full, progress, lock, started)
    except OSError as exc:
        if isinstance(exc, FileNotFoundError) and not (root / "site.yaml").exists():
            raise
        raise ContentError([trees.disk_problem(exc, output, root)]) from exc


def _build(
    root: Path,
    place: Path,
    today: str | None,
    preview: bool,
    full: bool,
    progress: Callable[[int, int], None],
    lock: int,
    started: float,
) -> Summary:
    store = trees.store_of(place)
    number, check = _generation(store, place)
    damaged = False
    index = cache(lambda: state.load(store / f"index-{number}"))
    look = Look(store, roots(root), check["scan"] if check else 0, number + 1)
    with looking(look, len(check["times"]) if check else 0, lock) as answer:
        if check:
            foreign, damaged = trees.check_folders(place, check["times"], lambda: index()["entries"].keys())
            if foreign:
                raise trees.refuse_foreign(place, foreign)
        _make_ready(answer, index)
        seen = Seen(look, answer, answer.take())
        if check and not (full or damaged or seen.changed) and _same_day(check, today):
            return Summary((), check["count"], (), time.perf_counter() - started, peak())
        from disclosure.rebuilding import rebuild

        times = {"scan": time.perf_counter() - started}
        task = Task(
            root, place, store, number, check, index, seen, today, preview, full, damaged, lock, progress, times
        )
        try:
            try:
                return rebuild(task, started)
            except state.Damaged:  # it is as good as none
                return rebuild(replace(task, damaged=True), started)
        except (ContentError, UsageError, OSError, MemoryError):
            trees.discard(store)
            raise


def _generation(store: Path, place: Path) -> tuple[int, Any]:
    """The number and the short record of the generation to which the output at `place` belongs; (0, None) for none."""
    found = state.generation(store, trees.inode_of(place))
    if found[1] is None:
        put_back = state.settled(store)
        if put_back[1] and trees.is_untouched(place, put_back[1]["times"]):
            return put_back
    return found


def _make_ready(answer: Answer[Told], index: Callable[[], Any]) -> None:
    """What a build needs that has something to do, made ready as long as there is nothing better to do than wait."""
    for module in NEEDED:
        if answer.ready():
            return
        importlib.import_module(module)
    if not answer.ready():
        index()


def _same_day(check: Any, today: str | None) -> bool:
    """Whether the same reports may be seen on `today` as when `check` was written."""
    before = check["today"]
    if today is None or before is None:
        return bool(today == before)
    return bool(before <= today and not (check["next_day"] and today >= check["next_day"]))


def roots(root: Path) -> list[str]:
    """Everything that a build depends on: the site's inputs, the program and its libraries."""
    own = [f"{root}/site.yaml", f"{root}/content", f"{root}/templates"]
    program = [str(PACKAGE), str(PACKAGE.parent / "templates")]
    specs = [importlib.util.find_spec(name) for name in LIBRARIES]
    libraries = [spec.origin for spec in specs if spec and spec.origin]
    return list(dict.fromkeys([*own, *program, *libraries, *corrections.watched(root)]))
