"""What a build is told and what it tells.

In: nothing. Out: `Task` and `Summary`, light enough for a build that has nothing to do.
"""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disclosure.looking import Seen
from disclosure.problem import Problem

PACKAGE = Path(__file__).resolve().parent
LIBRARIES = ("ahocorasick_rs", "jinja2", "markdown_it", "yaml")
"""Libraries whose version shows in the pages."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    built: tuple[str, ...]
    """Addresses whose bytes were written."""
    unchanged: int
    removed: tuple[str, ...]
    seconds: float
    peak_memory: int
    """Bytes held at most, all processes together."""
    problems: tuple[Problem, ...] = ()
    """Warnings about content that was read."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each address was built or removed."""
    times: dict[str, float] = field(default_factory=dict)
    """Seconds by stage, over all processes."""


@dataclass(frozen=True, slots=True)
class Task:
    """A build that has something to do."""

    root: Path
    output: Path
    store: Path
    number: int
    """Generation that the output belongs to; 0 for none that is known."""
    check: Any
    """Its short record, or None."""
    index: Callable[[], Any]
    """Gives its index in plain values, or None where that is lost."""
    seen: Seen
    """What stands on disk, and what of it is new."""
    today: str | None
    preview: bool
    """Whether drafts and reports of a later day are shown."""
    full: bool
    damaged: bool
    """Whether files of ours are missing from the output, or from what the last build kept."""
    lock: int
    progress: Callable[[int, int], None]
    times: dict[str, float]


def peak() -> int:
    """Bytes that this process held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles inside: a build or a check holds many objects and next to no cycles, and the search costs a tenth of it."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
