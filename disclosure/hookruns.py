"""What the hooks do when git calls them.

In: a repository and what git hands to the hook. Out: lines for the person who commits or pushes, and whether git may
go on. What is built is always a clean checkout, of the index or of the pushed commit, never the work tree.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from disclosure.building import build
from disclosure.checking import check
from disclosure.checks.addresses import FILE as ADDRESSES
from disclosure.hooks import NULL, git
from disclosure.lasting import published
from disclosure.problem import ContentError, Problem, has_errors
from disclosure.publishing import Wishes, publish

Say = Callable[[str], None]


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
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder:
        environment = os.environ.copy()  # git names the index that is being committed
        done = subprocess.run(
            ["git", "checkout-index", "--all", "--force", f"--prefix={folder}/"],
            cwd=repository,
            capture_output=True,
            text=True,
            env=environment,
        )
        if done.returncode:
            say(done.stderr.strip())
            return False
        return _sound(Path(folder) / wish.below, Path(folder) / "made/output", wish, say)


def _sound(root: Path, output: Path, wish: Wish, say: Say) -> bool:
    """Build and check a clean checkout; says every error."""
    try:
        build(root, output, today=wish.today)
        problems: tuple[Problem, ...] = check(root, output, wish.today, "here").problems
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
        say(f"已重建：新写 {len(summary.built)} 个文件，未变 {summary.unchanged} 个，删除 {len(summary.removed)} 个")
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
def checkout(repository: Path, commit: str, place: Path | None = None) -> Iterator[Path]:
    """A clean checkout of `commit`: in `place`, which is kept, or in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="disclosure-") as temporary:
        folder = place or Path(temporary) / "tree"
        folder.mkdir(parents=True, exist_ok=True)
        environment = {k: v for k, v in os.environ.items() if k not in ("GIT_INDEX_FILE", "GIT_WORK_TREE")}
        git_dir = git(repository, "rev-parse", "--absolute-git-dir")
        environment |= {"GIT_DIR": git_dir, "GIT_WORK_TREE": str(folder)}
        environment["GIT_INDEX_FILE"] = str(folder.parent / f"{folder.name}.index")
        for words in (["read-tree", commit], ["checkout-index", "--all", "--force"]):
            subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env=environment)
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=folder, check=True, capture_output=True, env=environment
        ).stdout.decode("utf-8", "surrogateescape")
        _remove_others(folder, set(listed.split("\0")))
        (folder / ".git").write_text(f"gitdir: {git_dir}\n", encoding="utf-8")  # for the corrections
        yield folder


def _remove_others(folder: Path, ours: set[str]) -> None:
    for name in ("content", "templates"):
        for where, _, names in os.walk(folder / name):
            for file in names:
                path = Path(where, file)
                if path.relative_to(folder).as_posix() not in ours:
                    path.unlink()


def _kept(repository: Path) -> Path:
    """The folder on the server with the last checkout and its output."""
    return Path(git(repository, "rev-parse", "--absolute-git-dir")) / "disclosure"


def _know(root: Path, addresses: Sequence[str]) -> None:
    """Let the checkout at `root` know all addresses that were published from this server, beside those it lists."""
    listed = published(root)
    more = [address for address in addresses if address not in set(listed)]
    if more and root.is_dir():
        (root / ADDRESSES).write_text("".join(f"{line}\n" for line in (*listed, *more)), encoding="utf-8")


def pre_receive(repository: Path, wish: Wish, lines: str, say: Say) -> bool:
    """Build and check what is pushed; tells whether it may be accepted."""
    commit = pushed(lines, wish.branch)
    if commit is None or commit == NULL:
        return True
    known = published(_kept(repository) / "tree" / wish.below)
    with checkout(repository, commit) as tree:
        _know(tree / wish.below, known)
        sound = _sound(tree / wish.below, tree.parent / "made/output", wish, say)
    if not sound:
        say("推送未被接受：请先改正以上错误" if wish.language == "zh" else "the push is refused: mend the errors above")
    return sound


def post_receive(repository: Path, wish: Wish, lines: str, say: Say) -> bool:
    """Build the pushed commit in a checkout that is kept, and publish it."""
    commit = pushed(lines, wish.branch)
    if commit is None:
        return True
    kept = _kept(repository)
    known = published(kept / "tree" / wish.below)
    with checkout(repository, commit, kept / "tree") as tree:
        root = tree / wish.below
        _know(root, known)
        try:
            outcome = publish(root, kept / "output", wish.target, wish.today, Wishes())
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
