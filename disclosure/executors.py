"""Where the work units of import and build are done: here, in processes of this machine, or on a Dask cluster.

In: a function and jobs, plain data both. Out: results in the order of the jobs, one at a time. A cluster's
workers must see the site's folder and the output under the same paths. No scheduler of our own.
The machinery of processes is imported where it is used: a build of one report needs none.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from disclosure.beside import start_worker
from disclosure.problem import Place, UsageError, Words, error

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Job = TypeVar("Job")
Done = TypeVar("Done")


def run(
    function: Callable[[Job], Done], jobs: Sequence[Job], where: str = "processes", lock: int = -1
) -> Iterator[Done]:
    """`function` of each job, in order; for one kind of jobs. See `opened`."""
    with opened(where, lock) as workers:
        yield from workers.run(function, jobs)


@contextmanager
def opened(where: str = "processes", lock: int = -1) -> Iterator[Workers]:
    """Workers for several kinds of jobs, one after the other. `where`: `here`, `processes` or the address of a Dask scheduler.

    `lock` is a descriptor that processes must not inherit, so that it is free when this process dies.
    """
    with ExitStack() as stack:
        yield Workers(where, lock, stack)


class Workers:
    """Processes or a cluster, started when they are first needed; what a worker made ready for one job serves the next."""

    def __init__(self, where: str, lock: int, stack: ExitStack) -> None:
        self._where, self._lock, self._stack = where, lock, stack
        self._executor: Executor | None = None
        self._ahead = 0

    @property
    def local(self) -> bool:
        """Whether they are processes of this machine."""
        return self._where in ("here", "processes")

    def run(self, function: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[Done]:
        """`function` of each job, in order. Raises what `function` raises, and UsageError where no cluster answers."""
        if self._where == "here" or len(jobs) < 2:
            yield from map(function, jobs)
            return
        from concurrent.futures.process import BrokenProcessPool

        if self._executor is None:
            start = self._processes if self._where == "processes" else self._cluster
            self._executor, self._ahead = start(len(jobs))
        try:
            yield from _in_order(self._executor, function, jobs, self._ahead)
        except BrokenProcessPool as exc:
            raise MemoryError("a worker process was killed, most likely for want of memory") from exc

    def _processes(self, jobs: int) -> tuple[Executor, int]:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        method = "fork" if sys.platform == "linux" else "spawn"
        inherited = self._lock if method == "fork" else -1
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        count = min(cores, jobs)
        context, told = multiprocessing.get_context(method), (inherited, os.getpid())
        pool = ProcessPoolExecutor(count, mp_context=context, initializer=start_worker, initargs=told)
        self._stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        return pool, count * 3

    def _cluster(self, _: int) -> tuple[Executor, int]:
        client = self._stack.enter_context(_client(self._where))
        executor: Executor = client.get_executor(pure=False, retries=3)
        return executor, 1000


def _in_order(pool: Executor, function: Callable[[Job], Done], jobs: Iterable[Job], ahead: int) -> Iterator[Done]:
    """Results in the order of the jobs, with no more than `ahead` jobs handed out."""
    waiting: deque[Future[Done]] = deque()
    for job in jobs:
        waiting.append(pool.submit(function, job))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _client(address: str) -> Any:
    """A connection to the scheduler at `address`; raises UsageError where there is none."""
    place = Place("site.yaml")
    try:
        import distributed
    except ImportError:
        what = Words("没有安装 dask", "dask is not installed")
        mend = Words("运行 pip install 'disclosure[dask]'", "run pip install 'disclosure[dask]'")
        raise UsageError([error(place, "site.executor", what, mend)]) from None
    try:
        return getattr(distributed, "Client")(address, timeout=10, set_as_default=False)  # noqa: B009  (untyped)
    except (OSError, TimeoutError, ValueError):
        what = Words(f"build.executor 的集群 {address} 没有应答", f"no cluster answers at {address} (build.executor)")
        mend = Words("启动集群，或改为 processes", "start the cluster, or write processes")
        raise UsageError([error(place, "site.executor", what, mend)]) from None
