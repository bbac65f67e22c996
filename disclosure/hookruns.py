"""What the hooks do when git calls them.

In: a repository and what git hands to the hook. Out: lines for the person who commits or pushes, and whether git may
go on. What is checked and published is a clean checkout, of the index or of the pushed commit, never the work tree. It is
kept within the repository, with its output, so that the next commit costs what it changes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from disclosure import trees
from disclosure.building import build
from disclosure.checking import check
from disclosure.checks.addresses import FILE as ADDRESSES
from disclosure.disk import write_atomic
from disclosure.hooks import NULL, git
from disclosure.lasting import published
from disclosure.problem import ContentError, Place, Problem, UsageError, Words, error, has_errors
from disclosure.publishing import Wishes, publish

Say = Callable[[str], None]
TREE, OUTPUT, INDEX = "tree", "output", "index"
"""In a folder with a checkout: its files, what is built from them, git's index of them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for when the hooks were installed."""

    branch: str = "main"
    target: str | None = None
    below: str = "."
    """The site's folder within the repository."""
    today: str = ""
    language: str = "en"


def pre_commit(repository: Path, wish: Wish, say: Say) -> bool:
    """Check what is staged; tells whether the commit may be made."""
    # Git names the index that is being committed in the environment.
    done = subprocess.run(["git", "write-tree"], cwd=repository, capture_output=True, text=True)
    if done.returncode:
        say(done.stderr.strip())
        return False
    with checkout(repository, done.stdout.strip(), _kept(repository) / "staged") as place:
        return _sound(place, wish, say)


def _sound(place: Path, wish: Wish, say: Say) -> bool:
    """Build and check the checkout in `place`; says every error."""
    root, output = place / TREE / wish.below, place / OUTPUT
    try:
        build(root, output, today=wish.today)
        problems: tuple[Problem, ...] = check(root, output, wish.today).problems
    except ContentError as exc:
        problems = exc.problems
    for problem in problems:
        if has_errors([problem]):
            say(problem.line(wish.language))
    return not has_errors(problems)


def post_commit(repository: Path, wish: Wish, say: Say) -> bool:
    """Rebuild the output from the work tree."""
    root = repository / wish.below
    try:
        summary = build(root, root / "output", today=wish.today)
    except ContentError as exc:
        for problem in exc.problems:
            say(problem.line(wish.language))
        return False
    if wish.language == "zh":
        say(
            f"已重新生成：新写 {len(summary.built)} 个文件，未变 {summary.unchanged} 个，删除 {len(summary.removed)} 个"
        )
    else:
        say(f"rebuilt: {len(summary.built)} built, {summary.unchanged} unchanged, {len(summary.removed)} removed")
    return True


def pushed(lines: str, branch: str) -> str | None:
    """The commit that `branch` gets, from what git hands to the hook; None where it gets none."""
    for line in lines.splitlines():
        words = line.split()
        if len(words) == 3 and words[2] == f"refs/heads/{branch}" and words[1].strip("0"):
            return words[1]
    return None


@contextmanager
def checkout(repository: Path, commit: str, place: Path) -> Iterator[Path]:
    """`commit` (or a tree) checked out clean in the folder `tree` of `place`, for one process at a time.

    What stands there from the last time is kept, so that the price follows the change. Raises UsageError and OSError.
    """
    with trees.locked(place, lambda: None):
        _bring(repository, commit, place)
        yield place


def _bring(repository: Path, commit: str, place: Path) -> None:
    """Bring the folder `tree` of `place`, which nobody else uses now, to `commit`."""
    git_dir, folder = git(repository, "rev-parse", "--absolute-git-dir"), place / TREE
    _read_tree(git_dir, commit, place)
    listed = _git_there(git_dir, place, "ls-files", "-z").stdout.decode("utf-8", "surrogateescape")
    _remove_others(folder, set(listed.split("\0")))
    (folder / ".git").write_text(f"gitdir: {git_dir}\n", encoding="utf-8")  # for the corrections


def _read_tree(git_dir: str, commit: str, place: Path) -> None:
    """Bring the files below `place` to `commit`, writing only those that differ."""
    (place / f"{INDEX}.lock").unlink(missing_ok=True)  # of one who was killed: the lock of `place` is ours
    if _git_there(git_dir, place, "read-tree", "--reset", "-u", commit).returncode == 0:
        return
    shutil.rmtree(place / TREE)  # it is not what git left
    (place / INDEX).unlink(missing_ok=True)
    done = _git_there(git_dir, place, "read-tree", "--reset", "-u", commit)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
        mend = Words("腾出空间或改正权限，再试一次", "make room or mend the permissions and try again")
        raise UsageError(
            [error(Place(str(place)), "hooks.checkout", Words(f"git：{said[0]}", f"git: {said[0]}"), mend)]
        )


def _git_there(git_dir: str, place: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git says of the checkout in `place`, which has an index of its own."""
    folder = place / TREE
    folder.mkdir(parents=True, exist_ok=True)
    own = {"GIT_DIR": git_dir, "GIT_WORK_TREE": str(folder), "GIT_INDEX_FILE": str(place / INDEX)}
    settings = ("-c", "core.sparseCheckout=false", "-c", "core.fsmonitor=false")
    return subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, env=os.environ | own)


def _remove_others(folder: Path, ours: set[str]) -> None:
    """Remove what git does not know, as a hook that was killed leaves it. No build sees hidden files; the cache is one."""
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(where, name)
            if not name.startswith(".") and path.relative_to(folder).as_posix() not in ours:
                path.unlink()


def _kept(repository: Path) -> Path:
    """The folder of the repository with the last checkout and its output, and with those of what was to be checked."""
    return Path(git(repository, "rev-parse", "--absolute-git-dir")) / "disclosure"


def _known(kept: Path, below: str) -> tuple[str, ...]:
    """Every address that was published from this server; to be called with the lock of `kept`.

    The list in the checkout grows with each publication, but a checkout may be lost: so it is kept beside it as well.
    """
    listed = published(kept)
    every = tuple(dict.fromkeys((*listed, *published(kept / TREE / below))))
    if every != listed:
        write_atomic(kept / ADDRESSES, _lines(every))
    return every


def _know(root: Path, addresses: Sequence[str]) -> None:
    """Let the checkout at `root` know all addresses that were published from this server, beside those it lists."""
    listed = published(root)
    every = tuple(dict.fromkeys((*listed, *addresses)))
    if every != listed and root.is_dir():
        write_atomic(root / ADDRESSES, _lines(every))


def _lines(addresses: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in addresses).encode()


def pre_receive(repository: Path, wish: Wish, lines: str, say: Say) -> bool:
    """Build and check what is pushed; tells whether it may be accepted."""
    commit = pushed(lines, wish.branch)
    if commit is None or commit == NULL:
        return True
    kept = _kept(repository)
    with trees.locked(kept, lambda: None):
        known = _known(kept, wish.below)
    with checkout(repository, commit, kept / "pushed") as place:
        _know(place / TREE / wish.below, known)
        sound = _sound(place, wish, say)
    if not sound:
        say("推送未被接受：请先改正以上错误" if wish.language == "zh" else "the push is refused: mend the errors above")
    return sound


def post_receive(repository: Path, wish: Wish, lines: str, say: Say) -> bool:
    """Build what the branch holds in a checkout that is kept, and publish it.

    That may be more than what was pushed here: of two pushes at once, the hook of the second may come before that of the first.
    """
    if pushed(lines, wish.branch) is None:
        return True
    kept = _kept(repository)
    root = kept / TREE / wish.below
    with trees.locked(kept, lambda: None):
        commit = git(repository, "for-each-ref", "--format=%(objectname)", f"refs/heads/{wish.branch}")
        if not commit:  # deleted since
            return True
        known = _known(kept, wish.below)
        _bring(repository, commit, kept)
        _know(root, known)
        try:
            outcome = publish(root, kept / OUTPUT, wish.target, wish.today, Wishes())
        except ContentError as exc:
            for problem in exc.problems:
                say(problem.line(wish.language))
            return False
    plan = outcome.plan
    new, changed, gone = len(plan.added), len(plan.changed), len(plan.removed)
    if wish.language == "zh":
        say(f"{commit[:12]} 已发布到 {outcome.target.name}：新增 {new} 个，更新 {changed} 个，删除 {gone} 个")
    else:
        say(f"{commit[:12]} published to {outcome.target.name}: {new} new, {changed} changed, {gone} removed")
    return True
