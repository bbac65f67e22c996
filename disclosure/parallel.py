"""Work on many items in several processes: results in the order of the items, memory bounded by a window.

In: a function that takes plain data and returns plain data (it must be importable by name), items, a number of
processes. Out: results, one an item, in order, whatever finished first. One item that crashes its process, or that
takes longer than `SECONDS`, is told apart from the others and costs only itself.
"""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

SECONDS = 600
"""Time that one item gets before its process is ended."""
MEMORY = 6 << 30
"""Bytes of address space of a process, where the system can limit it."""
AHEAD = 4
"""Items under way for each process."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ordered(
    work: Callable[[T], R], items: Iterable[T], processes: int, lost: Callable[[T], R], chunk: int = 1
) -> Iterator[R]:
    """`work(item)` for each of `items`, in their order; `lost(item)` for one that ended its process.

    `chunk` items are handed out at a time: more cost less for each, and one that breaks makes its neighbours run again.
    """
    if processes <= 1:
        yield from map(work, items)
        return
    source = iter(items)
    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    pool = _pool(processes)
    try:
        while True:
            while len(waiting) < processes * AHEAD and (some := list(islice(source, chunk))):
                waiting.append((some, _submit(pool, work, some)))
            if not waiting:
                return
            some, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                results = [_alone(work, item, lost) for item in some]
                pool = _pool(processes)
                waiting = deque((s, f if _is_whole(f) else _submit(pool, work, s)) for s, f in waiting)
            yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, work: Callable[[T], R], some: list[T]) -> Future[list[R]]:
    try:
        return pool.submit(_limited, work, some)
    except BrokenProcessPool as exc:
        future: Future[list[R]] = Future()
        future.set_exception(exc)
        return future


def _is_whole(future: Future[list[R]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _alone(work: Callable[[T], R], item: T, lost: Callable[[T], R]) -> R:
    """Work on `item` in a process of its own: what breaks that is the fault of the item."""
    with _pool(1) as pool:
        try:
            return pool.submit(_limited, work, [item]).result()[0]
        except BrokenProcessPool:
            return lost(item)


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare)


def _prepare() -> None:
    """In a new process: leave Ctrl-C to the first one, end when that is gone, bound the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
    except (ImportError, ValueError, OSError):
        pass


def _limited(work: Callable[[T], R], some: list[T]) -> list[R]:
    """`work` for each item; ends the process when the time of one is up, even inside a library."""
    results: list[R] = []
    with open(os.devnull, "w") as nowhere:
        for item in some:
            faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
            try:
                results.append(work(item))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return results
