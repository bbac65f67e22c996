"""The output folder: two trees a step apart, and one step between them.

In: the bytes of pages. Out: a folder in which a reader sees the old site or the new one, never a mix.
Beside `output/` stands the hidden folder `.output.build/` with the lock, the state of the build (`state`) and
`next/`, a tree of hard links to the same files that is one build behind. A build catches up, writes what
changed, and exchanges the two trees in one system call. So its price follows the change.
Traded away: one more folder entry a file. Where the system cannot exchange two folders (anything but Linux,
some network file systems) two renames do it, with no `output/` for a moment between them; where it has no
hard links, files are copied.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from disclosure.oswords import reason
from disclosure.output import link, remove
from disclosure.problem import Place, Problem, UsageError, Words, error

NEXT, WORK, TRASH, LOCK = "next", "work", "trash", "lock"


def store_of(output: Path) -> Path:
    """The hidden folder beside `output` that belongs to it."""
    return output.with_name(f".{output.name}.build")


def resolve(output: Path) -> Path:
    """The real place of `output`; raises UsageError where no build can go there."""
    real = Path(os.path.realpath(output))
    if real.exists() and not real.is_dir():
        what = Words("输出位置是一个文件", "the output is a file")
        raise _refused(output, what, Words("用 -o 指定一个文件夹", "name a folder with -o"))
    if real == real.parent or os.path.ismount(real):
        what = Words("输出文件夹是挂载点，不能整体替换", "the output folder is a mount point and cannot be exchanged")
        raise _refused(output, what, Words("用 -o 指定其中的一个子文件夹", "name a folder inside it with -o"))
    return real


def _refused(output: Path, what: Words, mend: Words) -> UsageError:
    return UsageError([error(Place(str(output)), "output.refused", what, mend)])


@contextmanager
def locked(store: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the lock of a build; calls `waiting` once where another build holds it. Gives the lock's descriptor."""
    store.mkdir(parents=True, exist_ok=True)
    handle = os.open(store / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def held(store: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep builds away from the output while it is looked at; where there is no `store` to lock, nothing is held."""
    with ExitStack() as stack:
        if store.is_dir():
            with suppress(OSError):
                stack.enter_context(locked(store, waiting))
        yield


# The two trees


def take_next(store: Path, output: Path, inode: int, behind: Iterable[str], addresses: Collection[str]) -> bool:
    """Make the tree `work` of `store` equal to `output`: the next tree caught up, or links to every address.

    `inode` is that of the next tree as last left (0: there is none); `behind` are the addresses in which it may differ.
    Tells whether it was the next tree.
    """
    work, waiting = store / WORK, store / NEXT
    discard(store)
    if inode and inode_of(waiting) == inode:
        os.rename(waiting, work)
        for address in behind:
            _catch_up(str(output), str(work), address)
        return True
    link_files(LinkJob(str(output), str(new_tree(store)), addresses))
    return False


def new_tree(store: Path) -> Path:
    """An empty tree `work` of `store`, and no next tree."""
    discard(store)
    _throw_away(store, store / NEXT)
    os.mkdir(store / WORK)
    return store / WORK


class LinkJob(NamedTuple):
    """Files that a tree shall share with another."""

    source: str
    target: str
    addresses: Collection[str]


def link_files(job: LinkJob) -> None:
    """Do `job`, making the folders that are missing; raises OSError."""
    for address in job.addresses:
        link(f"{job.source}/{address}", f"{job.target}/{address}")


def _catch_up(output: str, work: str, address: str) -> None:
    remove(work, address)
    if os.path.isfile(f"{output}/{address}"):
        link(f"{output}/{address}", f"{work}/{address}")


def discard(store: Path) -> None:
    """Remove what a build that did not finish has left."""
    _throw_away(store, store / WORK)
    shutil.rmtree(store / TRASH, ignore_errors=True)


def _throw_away(store: Path, folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(store / TRASH, ignore_errors=True)
        os.rename(folder, store / TRASH)
        shutil.rmtree(store / TRASH, ignore_errors=True)


def switch(store: Path, output: Path) -> None:
    """Put the tree `work` in the place of `output`; what stood there becomes `next`."""
    work = store / WORK
    os.chmod(work, 0o755)  # noqa: S103  (a web server reads it)
    if not output.exists():
        os.rename(work, output)
    elif not exchange(work, output):
        aside = store / NEXT
        _throw_away(store, aside)
        os.rename(output, aside)
        os.rename(work, output)
        return
    if work.exists():
        _throw_away(store, store / NEXT)
        os.rename(work, store / NEXT)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where this system cannot. Raises OSError."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    here, flag = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if renameat2(here, os.fsencode(one), here, os.fsencode(other), flag) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))


def inode_of(folder: Path) -> int:
    """The inode of a folder; 0 where there is none."""
    try:
        return os.stat(folder).st_ino
    except FileNotFoundError:
        return 0


# What stands in the output


def folder_times(tree: Path, folders: Iterable[str]) -> dict[str, int]:
    """Time of the last change (ns) of `folders` of `tree`; those that are gone are left out."""
    found = {}
    for folder in folders:
        try:
            found[folder] = os.stat(f"{tree}/{folder}").st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            continue
    return found


def folders_of(addresses: Iterable[str]) -> set[str]:
    """Every folder that holds one of `addresses` or a folder that does; the root is the empty text."""
    found = {""}
    for address in addresses:
        folder = address
        while folder:
            folder = folder.rpartition("/")[0]
            if folder in found:
                break
            found.add(folder)
    return found


def check_folders(output: Path, times: dict[str, int], ours: Callable[[], Collection[str]]) -> tuple[list[str], bool]:
    """What is foreign in folders that changed since `times` were taken, and whether anything of ours is missing."""
    changed = _changed_folders(str(output), times)
    if not changed:
        return [], False
    foreign: list[str] = []
    missing, known = False, ours()
    folders, among = folders_of(known), set(changed)
    for folder in changed:
        try:
            here = {e.name: e for e in os.scandir(output / folder)}
        except (FileNotFoundError, NotADirectoryError):
            missing = True
            continue
        prefix = f"{folder}/" if folder else ""
        for name, entry in here.items():
            among_ours = folders if entry.is_dir(follow_symlinks=False) else known
            if prefix + name not in among_ours:
                foreign.append(prefix + name)
    return sorted(foreign), missing or any(
        os.path.dirname(a) in among and not os.path.isfile(output / a) for a in known
    )


def is_untouched(output: Path, times: dict[str, int]) -> bool:
    """Whether `output` is the tree whose folders had these `times`, all of them, wherever it stood then."""
    return bool(times) and not _changed_folders(str(output), times)


def _changed_folders(tree: str, times: dict[str, int]) -> list[str]:
    """Those of the folders in `times` that are gone or were changed since."""
    changed = []
    for folder, known in times.items():
        try:
            if os.stat(f"{tree}/{folder}").st_mtime_ns == known:
                continue
        except (FileNotFoundError, NotADirectoryError):
            pass
        changed.append(folder)
    return changed


def foreign_files(output: Path, known: Collection[str]) -> list[str]:
    """Files below `output` that are not among `known`, sorted."""
    found = []
    for where, folders, names in os.walk(output):
        prefix = "" if where == str(output) else os.path.relpath(where, output) + "/"
        found += [prefix + n for n in names if prefix + n not in known]
        found += [prefix + f for f in folders if os.path.islink(os.path.join(where, f))]
    return sorted(found)


def refuse_foreign(output: Path, foreign: list[str]) -> UsageError:
    """The refusal of an output folder that holds files which are not ours."""
    shown = "、".join(foreign[:3]), ", ".join(foreign[:3])
    more = (f" 等 {len(foreign)} 个", f" and {len(foreign) - 3} more") if len(foreign) > 3 else ("", "")
    what = Words(
        f"输出文件夹里有不是本程序写的文件：{shown[0]}{more[0]}",
        f"the output folder holds files that are not of this site: {shown[1]}{more[1]}",
    )
    mend = Words("移走这些文件，或用 -o 指定别的文件夹", "move them away, or name another folder with -o")
    return _refused(output, what, mend)


def disk_problem(exc: OSError, output: Path, root: Path) -> Problem:
    """A failure of the file system as a problem; below the `content` and `templates` of the site at `root` nothing is ever written."""
    place = Place(str(exc.filename or output))
    if place.file.startswith((f"{root}/content", f"{root}/templates")):
        return read_problem(exc, output, root)
    why = reason(exc)
    what = Words(f"无法写入：{why.zh}", f"it cannot be written: {why.en}")
    mend = Words(
        "腾出空间或改正权限，再运行一次；原网站未受影响",
        "make room or mend the permissions and run again; the old site stands",
    )
    return error(place, "output.write", what, mend)


def read_problem(exc: OSError, output: Path, root: Path) -> Problem:
    """A file or folder of the site at `root`, or of its output, that cannot be read, as a problem."""
    why, file = reason(exc), str(exc.filename or output)
    place = Place(os.path.relpath(file, root) if file.startswith(f"{root}/") else file)
    what = Words(f"无法读取：{why.zh}", f"it cannot be read: {why.en}")
    mend = Words("检查它和它的权限；原网站未受影响", "look at it and its permissions; the old site stands")
    return error(place, "site.read", what, mend)
