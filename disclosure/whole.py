"""The pages about the whole, of one maker: what every part summed up is read and shown.

In: a `SiteJob`, plain data that any process on the same file system can work on. Out: a `SiteDone`, small and plain.
Pages go to the tree `work` as they are made. Traded away: what the makers share of the summaries is read by each.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from disclosure.keeping import load_summaries
from disclosure.page import Part
from disclosure.pages import MAKERS
from disclosure.problem import Problem
from disclosure.records import Entry, Range
from disclosure.task import peak, uncollected
from disclosure.writing import Setting, Writer, shared


@dataclass(frozen=True, slots=True)
class SiteJob:
    """A maker whose pages about the whole must be made again."""

    setting: Setting
    maker: str
    parts: Sequence[Part]
    ranges: Sequence[tuple[str, Range]]
    """Where the summary of each part stands: beginning of the file's name, and the run of bytes in it."""
    entries: Mapping[str, Entry]
    """Entries of the pages that it had."""
    reason: str


@dataclass(slots=True)
class SiteDone:
    """What a job has done."""

    maker: str
    addresses: tuple[str, ...]
    assemblies: tuple[tuple[Any, ...], ...]
    """How pieces are joined: address, head, joint and tail."""
    entries: dict[str, Entry]
    changed: list[tuple[str, str]]
    """Addresses whose bytes are new, each with the reason."""
    templates: dict[str, bytes]
    problems: list[Problem]
    times: dict[str, float] = field(default_factory=dict)
    process: int = 0
    peak: int = 0
    """Bytes that process held at most."""


def make_site(job: SiteJob) -> SiteDone:
    """Do `job`; raises ContentError where a template is wrong, OSError where a file cannot be written."""
    with uncollected():
        return _make_site(job)


def _make_site(job: SiteJob) -> SiteDone:
    setting = shared(job.setting)
    maker = next(m for m in MAKERS if m.name == job.maker)
    times: dict[str, float] = {}
    started = time.perf_counter()
    summaries = load_summaries(Path(setting.store), job.ranges)
    pages, assemblies = maker.site(setting.config, list(zip(job.parts, summaries, strict=True)))
    pages = list(pages)
    times[f"make {maker.name}"] = time.perf_counter() - started
    writer = Writer(setting, job.entries, times)
    for page in pages:
        writer.put(page, job.reason)
    return SiteDone(
        maker.name,
        tuple(dict.fromkeys(page.address for page in pages)),
        tuple((a.address, a.head, a.joint, a.tail) for a in assemblies),
        writer.entries,
        writer.changed,
        writer.templates,
        writer.problems,
        times,
        os.getpid(),
        peak(),
    )
