"""When a published report was corrected, as the history of the site's folder in git tells it.

In: a site's folder. Out: by report the days and subjects of the commits that changed it after it was there. No clock is
read: the same commit gives the same corrections. Without git, or outside a repository, there are none.
Two runs of git answer for any number of reports, and none where no commit came since the last build.
Traded away: what was not committed has no date; a report under a new name begins a new history; commits before the last
one that changes a report's `state` belong to its draft.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

Corrections = Mapping[str, tuple[tuple[str, str], ...]]
"""By path of a report, relative to the site's folder: day and subject of each commit, newest first."""

_COMMIT = re.compile(rb"\x01([0-9a-f]{40,64})\x02(\d{4}-\d\d-\d\d)\x02([^\x01\x02]*)\x02")
_CHANGE = re.compile(rb":[0-7]{6} [0-7]{6} [0-9a-f]+ [0-9a-f]+ M\0([^\0]+\.md)\0")
_LOG = (
    "log",
    "--no-merges",
    "--no-show-signature",
    "--no-renames",
    "--no-ext-diff",
    "--diff-filter=M",
    "--raw",
    "-z",
    "--relative",
    "--format=%x01%H%x02%cs%x02%s%x02",
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
    return head, {path: found for path, all_ in changes.items() if (found := _since(all_, drafts.get(path, ())))}


def _changes(log: bytes) -> dict[str, list[tuple[str, str, str]]]:
    """By path the commits that changed it, newest first: id, day, subject."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    commits = list(_COMMIT.finditer(log))
    ends = [*(match.start() for match in commits[1:]), len(log)][: len(commits)]
    for match, end in zip(commits, ends, strict=True):
        id_, day, subject = (group.decode("utf-8", "replace") for group in match.groups())
        for change in _CHANGE.finditer(log, match.end(), end):
            found.setdefault(os.fsdecode(change[1]), []).append((id_, day, subject.strip()))
    return found


def _since(
    changes: Sequence[tuple[str, str, str]], drafts: Sequence[tuple[str, str, str]]
) -> tuple[tuple[str, str], ...]:
    """Day and subject of the changes after the last one that made a draft a published report, or the reverse."""
    last = drafts[0][0] if drafts else ""
    found = []
    for id_, day, subject in changes:
        if id_ == last:
            break
        found.append((day, subject))
    return tuple(found)


def _git(root: Path, *words: str) -> bytes:
    """What git prints; nothing where it fails or is not installed."""
    from disclosure import running

    try:
        done = running.run(["git", *words], folder=root, without=_OURS)
    except FileNotFoundError:
        return b""
    return done.out if done.status == 0 else b""
