"""One piece of work done by a second process, while this one makes ready for what comes after it.

In: a function that tells what it found (plain data, what `marshal` knows) as soon as it knows it, and may go on after that. Out: an
`Answer`. Only on Linux, with a core to spare and in a process of one thread, since it forks; elsewhere, and where the second
process fails before it told anything, the work is done here when its answer is asked for.
"""

from __future__ import annotations

import ctypes
import marshal
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Work = Callable[[Callable[[T], None]], None]
"""Is given a function to tell the answer with; calls it once."""


@contextmanager
def begun(work: Work[T], wanted: bool, lock: int = -1) -> Iterator[Answer[T]]:
    """`work` begun in a second process where that is `wanted` and can be; the process is gone at the end.

    `lock` is a descriptor that it must not hold (-1: none), so that it is free when this process dies.
    """
    answer = Answer(work)
    if wanted and can_fork():
        answer.fork(lock)
    try:
        yield answer
    finally:
        answer.leave()


def can_fork() -> bool:
    """Whether a second process can be had safely and would run beside this one."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return False
    from threading import active_count

    return active_count() == 1


class Answer(Generic[T]):
    """What a piece of work tells."""

    def __init__(self, work: Work[T]) -> None:
        self._work = work
        self._child = self._pipe = -1
        self._done = True
        self._told: list[T] = []
        self.peak = 0
        """Bytes that the second process held at most, once it has finished."""

    def fork(self, lock: int) -> None:
        """Begin the work in a second process; see `begun`."""
        parent = os.getpid()
        self._pipe, out = os.pipe()
        try:
            self._child = os.fork()
        except OSError:
            os.close(out)
            self.leave()
            return
        if self._child:
            os.close(out)
            return
        status = 1
        try:
            start_worker(lock, parent)
            os.close(self._pipe)
            self._work(lambda value: _send(value, out))
            status = 0
        finally:  # whatever happened: nothing of the first process's own may go on here
            os._exit(status)

    def ready(self) -> bool:
        """Whether there is nothing to wait for."""
        return self._pipe < 0 or bool(select.select([self._pipe], [], [], 0)[0])

    def take(self) -> T:
        """What the work tells; raises what it raises."""
        if self._pipe >= 0:
            with open(self._pipe, "rb") as file:
                self._pipe = -1
                data = file.read()
            try:
                return marshal.loads(data)  # type: ignore[no-any-return]  # noqa: S302  (from our own process)
            except (EOFError, ValueError, TypeError):
                self.leave()
        self._work(self._told.append)
        return self._told[0]

    def finished(self) -> bool:
        """Wait for the end of what the work does after it told its answer; False where it failed in that."""
        if self._child > 0:
            _, status, used = os.wait4(self._child, 0)
            self._child, self._done, self.peak = -1, status == 0, used.ru_maxrss * 1024
        return self._done

    def leave(self) -> None:
        """End the second process, if there is one."""
        if self._pipe >= 0:
            os.close(self._pipe)
        if self._child > 0:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        self._child = self._pipe = -1


def _send(value: Any, out: int) -> None:
    with open(out, "wb") as file:
        marshal.dump(value, file)


def start_worker(lock: int, parent: int) -> None:
    """In a new process: die with the parent, leave its lock, and leave Ctrl-C to it."""
    if lock >= 0:
        os.close(lock)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)
