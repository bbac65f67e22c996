"""When a published report was corrected, as the history of the site's folder in git tells it.

In: a site's folder. Out: by report the commits that changed it for its readers after it was there: day, subject and what. No clock is
read: the same commit gives the same corrections. Without git, or outside a repository, there are none.
A few runs of git answer for any number of reports, and one where no commit came since the last build.
Traded away: what was not committed has no date; a report under a new name begins a new history; commits before the last
one that changes a report's `state` belong to its draft.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclosure.report import Correction

Corrections = Mapping[str, "tuple[Correction, ...]"]
"""By path of a report, relative to the site's folder: day and subject of each commit and what it changed, newest first."""

_CHANGE = re.compile(rb"\n?:[0-7]{6} [0-7]{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) M")
_BLOB = re.compile(rb"[0-9a-f]{40,64} blob (\d+)\n")
AT_ONCE = 1_000
"""Changes whose two versions are held in memory together."""
_LOG = (
    "log",
    "--no-merges",
    "--no-show-signature",
    "--no-renames",
    "--no-ext-diff",
    "--diff-filter=M",
    "--raw",
    "--no-abbrev",
    "-z",
    "--relative",
    "--format=%H %cs %s%x00",
)
_OURS = re.compile(r"GIT_(?!CONFIG|EXEC_PATH|CEILING)")


def watched(root: Path) -> list[str]:
    """The files that change with each commit of the repository that holds `root`; none outside a repository."""
    place = _git_folder(root)
    if place is None:
        return []
    common = os.path.normpath(os.path.join(place, _line(f"{place}/commondir") or "."))
    head = _line(f"{place}/HEAD")
    branch = [f"{common}/{head.removeprefix('ref: ')}"] if head.startswith("ref: ") else []
    return [f"{place}/HEAD", f"{common}/packed-refs", *branch]


def _git_folder(root: Path) -> str | None:
    for folder in (root, *root.parents):
        path = f"{folder}/.git"
        if os.path.isdir(path):
            return path
        if os.path.isfile(path):
            named = _line(path)
            return os.path.join(folder, named.removeprefix("gitdir: ")) if named.startswith("gitdir: ") else None
    return None


def _line(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.readline().rstrip("\n")
    except OSError:
        return ""


def read(root: Path, commit: str, known: Corrections) -> tuple[str, Corrections]:
    """The commit that `root` stands at and its corrections; `known` are those of `commit`, read before."""
    if _git_folder(root) is None:
        return "", {}
    head = _git(root, "rev-parse", "--verify", "HEAD").decode("ascii", "replace").strip()
    if not head or head == commit:
        return head, known if head else {}
    changes = _changes(_git(root, *_LOG, head, "--", "content"))
    if not changes:
        return head, {}
    drafts = _changes(_git(root, *_LOG, "-G^state:", head, "--", "content"))
    since = {path: _since(all_, drafts.get(path, ())) for path, all_ in changes.items()}
    return head, _with_words(root, since)


class _Change(NamedTuple):
    """A commit that changed a file."""

    commit: str
    day: str
    subject: str
    before: bytes
    """Id of the file's bytes before."""
    after: bytes


def _changes(log: bytes) -> dict[str, list[_Change]]:
    """By path the commits that changed it, newest first; only NUL, which no subject and no path can hold, divides `log`."""
    found: dict[str, list[_Change]] = {}
    id_ = day = subject = ""
    words = iter(log.split(b"\0"))
    for word in words:
        if change := _CHANGE.fullmatch(word):
            path = os.fsdecode(next(words, b""))
            if path.endswith(".md"):
                found.setdefault(path, []).append(_Change(id_, day, subject.strip(), change[1], change[2]))
        elif word.strip():
            id_, day, subject = word.decode("utf-8", "replace").split(" ", 2)
    return found


def _since(changes: Sequence[_Change], drafts: Sequence[_Change]) -> list[_Change]:
    """The changes after the last one that made a draft a published report, or the reverse."""
    last = drafts[0].commit if drafts else ""
    return list(takewhile(lambda change: change.commit != last, changes))


def _with_words(root: Path, changes: Mapping[str, Sequence[_Change]]) -> Corrections:
    """What each change changed; those that no reader can see are left out."""
    from disclosure.amendments import compare  # it needs the parsers, which most builds of a few pages can do without

    all_ = [(path, change) for path, found in changes.items() for change in found]
    result: dict[str, tuple[Correction, ...]] = {}
    for start in range(0, len(all_), AT_ONCE):
        run = all_[start : start + AT_ONCE]
        blobs = _blobs(root, [id_ for _, change in run for id_ in (change.before, change.after)])
        for path, change in run:
            amended = compare(blobs.get(change.before, b""), blobs.get(change.after, b""))
            if amended:
                result[path] = (*result.get(path, ()), (change.day, change.subject, amended))
    return result


def _blobs(root: Path, ids: Sequence[bytes]) -> dict[bytes, bytes]:
    """The bytes of each id, as far as the repository has them."""
    ids = list(dict.fromkeys(ids))
    data = _git(root, "cat-file", "--batch", stdin=b"".join(id_ + b"\n" for id_ in ids))
    found, at = {}, 0
    for id_ in ids:
        head = _BLOB.match(data, at)
        if head is None:
            at = data.find(b"\n", at) + 1  # missing from a partial clone
            continue
        at = head.end() + int(head[1]) + 1
        found[id_] = data[head.end() : at - 1]
    return found


def _git(root: Path, *words: str, stdin: bytes = b"") -> bytes:
    """What git prints; nothing where it fails or is not installed."""
    from disclosure import running

    try:
        done = running.run(["git", *words], stdin=stdin, folder=root, without=_OURS)
    except FileNotFoundError:
        return b""
    return done.out if done.status == 0 else b""
