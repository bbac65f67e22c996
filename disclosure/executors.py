"""Where the work units of import and build are done: here, in processes of this machine, or on a Dask cluster.

In: a function and jobs, plain data both. Out: results in the order of the jobs, one at a time. A cluster's
workers must see the site's folder and the output under the same paths. No scheduler of our own.
The machinery of processes is imported where it is used: a build of one report needs none.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from disclosure.problem import Place, UsageError, Words, error

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Job = TypeVar("Job")
Done = TypeVar("Done")


def run(
    function: Callable[[Job], Done], jobs: Sequence[Job], where: str = "processes", lock: int = -1
) -> Iterator[Done]:
    """`function` of each job, in order. `where`: `here`, `processes` or the address of a Dask scheduler.

    `lock` is a descriptor that processes must not inherit, so that it is free when this process dies.
    Raises what `function` raises, and UsageError where no cluster answers.
    """
    if where == "here" or len(jobs) < 2:
        yield from map(function, jobs)
    elif where == "processes":
        yield from _processes(function, jobs, lock)
    else:
        yield from _cluster(function, jobs, where)


def _processes(function: Callable[[Job], Done], jobs: Sequence[Job], lock: int) -> Iterator[Done]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    inherited = lock if method == "fork" else -1
    count = max(
        1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(jobs))
    )
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_start_worker, initargs=(inherited, os.getpid()))
    try:
        yield from _in_order(pool, function, jobs, ahead=count * 3)
    except BrokenProcessPool as exc:
        raise MemoryError("a worker process was killed, most likely for want of memory") from exc
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker(lock: int, parent: int) -> None:
    """Die with the parent, leave its lock, and leave Ctrl-C to it."""
    if lock >= 0:
        os.close(lock)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)


def _in_order(pool: Executor, function: Callable[[Job], Done], jobs: Iterable[Job], ahead: int) -> Iterator[Done]:
    """Results in the order of the jobs, with no more than `ahead` jobs handed out."""
    waiting: deque[Future[Done]] = deque()
    for job in jobs:
        waiting.append(pool.submit(function, job))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _cluster(function: Callable[[Job], Done], jobs: Sequence[Job], address: str) -> Iterator[Done]:
    place = Place("site.yaml")
    try:
        import distributed
    except ImportError:
        what = Words("没有安装 dask", "dask is not installed")
        mend = Words("运行 pip install 'disclosure[dask]'", "run pip install 'disclosure[dask]'")
        raise UsageError([error(place, "site.executor", what, mend)]) from None
    try:
        client: Any = getattr(distributed, "Client")(address, timeout=10, set_as_default=False)  # noqa: B009  (untyped)
    except (OSError, TimeoutError, ValueError):
        what = Words(f"build.executor 的集群 {address} 没有应答", f"no cluster answers at {address} (build.executor)")
        mend = Words("启动集群，或改为 processes", "start the cluster, or write processes")
        raise UsageError([error(place, "site.executor", what, mend)]) from None
    with client:
        yield from _in_order(client.get_executor(pure=False, retries=3), function, jobs, ahead=1000)
