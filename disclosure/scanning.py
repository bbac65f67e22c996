"""The pages of an output, read and checked one after the other.

In: a `PagesJob`. Out: a `PageFound` a page: its problems, and what only the whole output can decide: its ids and the
places that its links lead to. Plain data, so that any process can do a job and the next check need not.
"""

from __future__ import annotations

import os
import posixpath
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from zlib import crc32

from disclosure import scan
from disclosure.checks import PAGE_RULES, leaks, outside
from disclosure.disk import digest, read_bytes
from disclosure.problem import Place, Problem, Words, error
from disclosure.subjects import PageView


@dataclass(frozen=True, slots=True)
class PagesJob:
    """Pages to check."""

    output: str
    shown: str
    """The output folder as the user knows it."""
    pages: tuple[tuple[str, bytes], ...]
    """Each with the sum of the bytes that need not be looked at again; empty for none."""
    base_url: str
    page_weight: int
    hidden: Mapping[str, tuple[str, ...]]
    """By page: beginnings of ids that must not stand on it."""


class PageFound(NamedTuple):
    """What was found on a page."""

    page: str
    sum: bytes
    """Sum of its bytes."""
    problems: tuple[Problem, ...]
    ids: str
    """Its ids, joined by line ends."""
    loads: tuple[str, ...]
    """The files of the site that it makes a browser ask for."""
    goals: bytes
    """The `goal_sums` of every place of the site that it leads to, as an array of numbers of 32 bits."""
    wanted: tuple[tuple[str, str, int], ...]
    """Those places that may not be there: target, fragment, and where the link to it stands on the page, in characters."""


def check_pages(job: PagesJob) -> list[PageFound | None]:
    """Check the pages of a job, in order; None for one of the bytes that need not be looked at again."""
    output, base = Path(job.output), urlsplit(job.base_url)
    size = lru_cache(maxsize=None)(lambda name: _size(output / name))
    is_file = lru_cache(maxsize=None)(lambda name: not _is_hidden(name) and os.path.isfile(output / name))
    done: list[PageFound | None] = []
    for page, known in job.pages:
        data = read_bytes(f"{job.output}/{page}")
        done.append(None if known == digest(data) else _check_page(job, page, data, base.netloc, size, is_file))
    return done


def _check_page(
    job: PagesJob, page: str, data: bytes, host: str, size: Callable[[str], int], is_file: Callable[[str], bool]
) -> PageFound:
    read = scan.read(data)
    assets = {resolve(page, target, job.base_url) for target, _ in read.loads}
    loads = tuple(sorted({asset[0] for asset in assets if asset and asset[0]}))
    weight = sum(map(size, loads))
    view = PageView(page, f"{job.shown}/{page}", read, job.page_weight, weight, host, job.hidden.get(page, ()))
    problems = tuple(problem for rule in PAGE_RULES for problem in rule.find_page(view))
    own, goals = frozenset(read.ids), array("I")
    wanted: dict[tuple[str, str], int] = {}
    for target, offset in _targets(read):
        goal = resolve(page, target, job.base_url)
        if goal is None:
            continue
        name, fragment = goal
        if name != page:
            goals.extend(goal_sums(name, fragment))
        if not ((name == page and fragment in own) or (not fragment and name and is_file(name))):
            wanted.setdefault(goal, offset)
    places = tuple((name, fragment, offset) for (name, fragment), offset in wanted.items())
    return PageFound(page, digest(data), problems, "\n".join(read.ids), loads, goals.tobytes(), places)


def _is_hidden(name: str) -> bool:
    """Whether a file is no file of the site (`state.files_below`)."""
    return name.startswith(".") or "/." in name


def _targets(read: scan.Scan) -> Iterator[tuple[str, int]]:
    """Every link and loaded file of a page, each target once."""
    seen: set[str] = set()
    for target, offset in (*read.links, *read.loads):
        if target not in seen:
            seen.add(target)
            yield target, offset


def goal_sums(name: str, fragment: str = "") -> tuple[int, ...]:
    """Short sums of a file and of a place in it. Two places may have the same: who finds one must look at the page again."""
    whole = crc32(_bytes(name))
    return (whole, crc32(_bytes(f"#{fragment}"), whole)) if fragment else (whole,)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # a file's name may be no text


def resolve(page: str, target: str, base_url: str) -> tuple[str, str] | None:
    """Where `target` on `page` leads inside the site: file and fragment; file empty where it leads out of the folder.

    None where it leads to another site or is no place at all (mailto, tel, data).
    """
    if target.startswith("#"):
        return page, unquote(target[1:])
    if base_url and target.startswith(base_url):
        target = "/" + target[len(base_url) :]
        inside = ""
    else:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return None
        inside = urlsplit(base_url).path if base_url else "/"
    path, _, fragment = target.partition("#")
    path = unquote(path.partition("?")[0])
    fragment = unquote(fragment)
    if not path:
        return page, fragment
    if path.startswith("/"):
        if inside and not path.startswith(inside):
            return "", target
        joined = path[len(inside) :] if inside else path[1:]
    else:
        joined = posixpath.join(posixpath.dirname(page), path)
    clean = posixpath.normpath(joined) if joined else ""
    if clean.startswith(".."):
        return "", target
    if clean in ("", "."):
        return "index.html", fragment
    return (f"{clean}/index.html" if path.endswith("/") else clean), fragment


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def check_files(output: Path, shown: str, files: Sequence[str]) -> Iterator[Problem]:
    """Files of the output that must not be there, and style sheets that load something from elsewhere."""
    for file in files:
        if leaks.find_file(file):
            what = Words(f"输出里不应有这个文件：{file}", f"the output must not hold this file: {file}")
            mend = Words("重新生成；自己放进去的文件请移走", "build again; move away what was put there by hand")
            yield error(Place(f"{shown}/{file}"), "leaks.file", what, mend)
        if file.endswith(".css"):
            for target in outside.find_asset((output / file).read_text(encoding="utf-8", errors="replace")):
                what = Words(f"样式表引用了外部文件 {target}", f"the style sheet loads a file from elsewhere: {target}")
                mend = Words(
                    "把文件放进 templates/assets/，从那里引用",
                    "put the file into templates/assets/ and refer to it there",
                )
                yield error(Place(f"{shown}/{file}"), "outside.request", what, mend)


def line_of(path: Path, offset: int) -> int:
    """The line of a character of a page."""
    return scan.read(path.read_bytes()).text.count("\n", 0, offset) + 1
