"""Many notices at once: read in parallel, settled one after the other in the order in which they were given.

In: files and folders, a content folder. Out: an `Outcome` a file, in order; the same files give the same folder however
many processes there are, because bodies, slugs and names of reports are decided here, one at a time. A file that cannot
be read is refused and the rest goes on. What was written stays, so an interrupted import goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure import executors, importing, parallel, raw
from disclosure.disk import sha256, walk_files
from disclosure.importing import Imported
from disclosure.library import Library
from disclosure.oswords import reason
from disclosure.problem import ContentError, Place, Problem, Severity, Words, error
from disclosure.statuswords import Words as StatusWords

FEW = 4
"""Files below which no further process is worth its start."""
CHUNK = 8
"""Files that a process is handed at a time."""
_LEFT_ALONE = ("~$", "Thumbs.db", "desktop.ini")
"""Beginnings of names that an office's programs leave in folders."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every file of one import; plain data, it goes to other processes."""

    date: str | None = None
    words: StatusWords | None = None
    """The statuses of site.yaml."""
    slug: str | None = None
    """The body that all files belong to."""
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    """Path as the user typed it."""
    state: str
    """`new`, `overwritten`, `unchanged` or `refused`."""
    report: str = ""
    """Path of the report."""
    findings: int = 0
    measures: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def warned(self) -> bool:
        """Whether a person should look at it."""
        return any(p.severity is Severity.WARNING for p in self.problems)


@dataclass(frozen=True, slots=True)
class _Job:
    path: str
    settings: Settings
    alone: bool
    """Whether it is the only file: then a fault of the program is told as one."""
    whole: str = ""
    """The absolute path, for a process that works elsewhere."""


_Read = Imported | tuple[Problem, ...]


def gather(arguments: Sequence[Path]) -> list[Path]:
    """The files that `arguments` name, folders walked in the order of their paths; each file once.

    Raises ContentError where there is none.
    """
    found: dict[Path, None] = {}
    for argument in arguments:
        inside = _walk(argument) if argument.is_dir() else [argument]
        for path in inside:
            found.setdefault(path)
    if not found:
        name = str(next(iter(arguments), ""))
        what = Words("文件夹里没有文件", "there is no file in this folder")
        raise raw.refuse(
            name, "import.nothing", what, Words("给出通报文件或文件夹", "name a file or a folder with notices")
        )
    return list(found)


def _walk(folder: Path) -> Iterator[Path]:
    return (path for path in walk_files(folder) if not path.name.startswith(_LEFT_ALONE))


def import_many(
    files: Sequence[Path],
    library: Library,
    settings: Settings,
    *,
    others: Library | None = None,
    processes: int | None = None,
    where: str = "processes",
) -> Iterator[Outcome]:
    """Import `files` into `library`; an outcome a file, in order. `others` knows more bodies.

    `where` is `build.executor`: `here`, `processes` or the address of a cluster whose workers see the files under the same
    paths. A file that is already the source of a report is compared with it, be it given alone or among many.
    """
    jobs = [_Job(str(path), settings, len(files) == 1, os.path.abspath(path)) for path in files]
    for job, result in zip(jobs, _results(jobs, where, processes), strict=True):
        yield _settle(job, result, library, others)


def _results(jobs: Sequence[_Job], where: str, processes: int | None) -> Iterator[_Read]:
    if where not in ("here", "processes") and len(jobs) >= FEW:
        return executors.run(_read, jobs, where)
    count = 1 if len(jobs) < FEW or where == "here" else processes or parallel.processors()
    return parallel.ordered(_read, jobs, count, _lost, max(1, min(CHUNK, len(jobs) // (4 * count))))


def _read(job: _Job) -> _Read:
    """The work unit: a file read and turned into a report, or why not."""
    try:
        source = raw.load(Path(job.whole), job.path)
        return importing.import_file(source, date=job.settings.date, words=job.settings.words)
    except ContentError as exc:
        return exc.problems
    except Exception as exc:
        if job.alone:
            raise
        return (_fault(job.path, f"{type(exc).__name__}: {exc}"),)


def _fault(name: str, reason: str) -> Problem:
    return error(
        Place(name),
        "import.fault",
        Words(f"程序读取这个文件时出错：{reason}", f"the program failed on this file: {reason}"),
        Words("单独导入它以取得日志，并报告给维护者", "import it alone to get a log, and report it to the makers"),
    )


def _lost(job: _Job) -> _Read:
    what = Words(
        f"读取这个文件的进程中止了（上限 {parallel.SECONDS} 秒、{parallel.MEMORY >> 30} GB）",
        f"the process that read this file ended (the limits are {parallel.SECONDS} s and {parallel.MEMORY >> 30} GB)",
    )
    return (error(Place(job.path), "import.lost", what, Words("另存为 docx 或 txt 再导入", "save it as docx or txt")),)


def _settle(job: _Job, result: _Read, library: Library, others: Library | None) -> Outcome:
    """Decide where a report goes and write it."""
    name, settings = job.path, job.settings
    if not isinstance(result, Imported):
        return Outcome(name, "refused", problems=result)
    try:
        data = raw.load(Path(name), name).data
        if sha256(data) != result.digest:
            what = Words("文件在导入时被改动", "this file was changed while it was imported")
            raise raw.refuse(name, "import.moved", what, Words("再导入一次", "import it once more"))
        made = importing.plan(library, result, data, slug=settings.slug, force=settings.force, others=others)
        importing.write(library, made, result)
    except ContentError as exc:
        return Outcome(name, "refused", problems=exc.problems)
    except OSError as exc:
        why = reason(exc)
        what = Words(f"无法写入：{why.zh}", f"this could not be written: {why.en}")
        return Outcome(
            name,
            "refused",
            problems=(error(Place(name), "import.write", what, Words("检查权限和磁盘", "check permissions and disk")),),
        )
    problems = (*made.problems, *result.problems)
    return Outcome(name, made.state, str(made.report), result.findings, result.measures, problems)
