"""A folder of this machine: the new tree is made beside it and takes its place in one step.

In: a plan. Out: the folder holds it. Beside the folder stands a hidden one (readable by its owner alone) with the
manifest, the tree that is being made and the tree before. Unchanged files and files of others are shared by hard
links, so the price follows the change. Traded away: a target that is itself a mount point is refused.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from disclosure import manifest, trees
from disclosure.disk import write_atomic
from disclosure.manifest import Plan, Standing
from disclosure.oswords import reason
from disclosure.output import link
from disclosure.problem import Words
from disclosure.publishers import Context, Tell, failure
from disclosure.targets import FolderTarget

NEXT, PREVIOUS, MANIFEST, BEFORE = "next", "previous", "manifest.json", "previous.json"


class Folder:
    """The publisher of one folder."""

    def __init__(self, target: FolderTarget, context: Context) -> None:
        self.target = target
        self.root = Path(os.path.realpath(context.root))
        self.place = Path(os.path.realpath(context.root / target.path))
        self.store = self.place.with_name(f".{self.place.name}.publish")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock of the folder."""
        self._refuse_place()
        try:
            self.store.mkdir(parents=True, exist_ok=True)
            os.chmod(self.store, 0o700)
            handle = os.open(self.store / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as exc:
            raise self._disk(exc) from exc
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                what = Words("另一次发布正在进行", "another publish is under way")
                raise failure(self.target.name, "locked", what, Words("等它结束再试", "wait for it to end")) from None
            yield
        finally:
            os.close(handle)

    def _refuse_place(self) -> None:
        """Stop where the folder cannot be exchanged, or must not be."""
        place = str(self.place)
        sources = [self.root / name for name in ("content", "templates")]
        if self.root.is_relative_to(self.place) or any(self.place.is_relative_to(source) for source in sources):
            what = Words(f"{place} 里是网站的内容，不能被网页替换", f"{place} holds what the site is made from")
            raise failure(self.target.name, "folder", what, Words("改为另一个文件夹", "name another folder"))
        if (
            self.place == self.place.parent
            or os.path.ismount(place)
            or (self.place.exists() and not self.place.is_dir())
        ):
            what = Words(f"{place} 不是可以整体替换的文件夹", f"{place} is no folder that can be exchanged as a whole")
            raise failure(self.target.name, "folder", what, Words("改为其中的子文件夹", "name a folder inside it"))

    def standing(self) -> Standing:
        """What stands in the folder; files of ours with another size or none are damaged."""
        self._recover()
        known = _read(self.store / MANIFEST)
        there = set(manifest.files_below(self.place)) if self.place.exists() else set()
        damaged = {a for a, total in known.items() if a not in there or not self._is(self.place / a, total)}
        return Standing(known, sorted(there - known.keys()), damaged)

    def _recover(self) -> None:
        """Where a publish was stopped just after the exchange, its manifest is the one that holds."""
        new = self.store / "next.json"
        if new.exists():
            files = _read(new)
            if files and all(self._is(self.place / a, total) for a, total in files.items()):
                os.replace(new, self.store / MANIFEST)
            else:
                new.unlink()

    def send(self, plan: Plan, tell: Tell) -> None:
        """Make the new tree beside the folder."""
        tree = self.store / NEXT
        try:
            if not self.place.exists():
                self.place.mkdir(parents=True)
            tree.mkdir(exist_ok=True)
            kept = set(plan.standing.foreign) - plan.files.keys()
            for address in manifest.files_below(tree):
                if address not in plan.files and address not in kept:
                    os.unlink(tree / address)
            unchanged = plan.files.keys() - set(plan.sent)
            for address in sorted(unchanged | kept):
                self._take_along(tree, address)
            for number, address in enumerate(plan.sent, 1):
                self._copy(plan, tree, address)
                tell(number, len(plan.sent), address)
            _remove_empty(tree)
        except OSError as exc:
            raise self._disk(exc) from exc

    def _take_along(self, tree: Path, address: str) -> None:
        old = self.place / address
        if old.is_symlink():
            (tree / address).parent.mkdir(parents=True, exist_ok=True)
            (tree / address).unlink(missing_ok=True)
            os.symlink(os.readlink(old), tree / address)
        else:
            link(str(old), str(tree / address))

    def _copy(self, plan: Plan, tree: Path, address: str) -> None:
        new = tree / address
        if new.is_dir() and not new.is_symlink():
            shutil.rmtree(new)
        if not self._is(new, plan.files[address]) or os.stat(new).st_nlink > 1:
            for above in new.relative_to(tree).parents:
                if (tree / above).is_file():
                    (tree / above).unlink()
            write_atomic(new, (plan.source / address).read_bytes())

    def _is(self, path: Path, total: str) -> bool:
        try:
            return not path.is_symlink() and manifest.sum_file(path) == total
        except OSError:
            return False

    def verify(self, plan: Plan) -> Sequence[str]:
        """Read back the tree that was made; what is one file with the tree that stands was read when that was looked at."""
        tree, sent = self.store / NEXT, set(plan.sent)
        return [
            address
            for address, total in sorted(plan.files.items())
            if not (address not in sent and _is_one(tree / address, self.place / address))
            and not self._is(tree / address, total)
        ]

    def finish(self, plan: Plan) -> str:
        """Exchange the trees; what stood there is kept for a rollback."""
        tree, previous = self.store / NEXT, self.store / PREVIOUS
        try:
            write_atomic(self.store / "next.json", manifest.to_json(plan.files))
            os.chmod(tree, 0o755)  # noqa: S103  (a web server reads it)
            _exchange(tree, self.place)
            if (self.store / MANIFEST).exists():
                os.replace(self.store / MANIFEST, self.store / BEFORE)
            os.replace(self.store / "next.json", self.store / MANIFEST)
            shutil.rmtree(previous, ignore_errors=True)
            if self.target.care.keep:
                os.rename(tree, previous)
            else:
                shutil.rmtree(tree)
        except OSError as exc:
            raise self._disk(exc) from exc
        return str(self.place)

    def rollback(self) -> str:
        """Exchange the folder and the tree before."""
        previous = self.store / PREVIOUS
        if not previous.is_dir() or not (self.store / BEFORE).exists():
            what = Words("没有可以退回的版本", "there is no release to go back to")
            raise failure(self.target.name, "rollback", what, Words("重新发布", "publish again"))
        for address in self.standing().foreign:
            if not os.path.lexists(previous / address):
                self._take_along(previous, address)
        _exchange(previous, self.place)
        os.replace(self.store / MANIFEST, self.store / "next.json")
        os.replace(self.store / BEFORE, self.store / MANIFEST)
        os.replace(self.store / "next.json", self.store / BEFORE)
        return str(self.place)

    def _disk(self, exc: OSError) -> Exception:
        why = reason(exc)
        what = Words(f"无法写入：{why.zh}", f"it cannot be written: {why.en}")
        mend = Words(
            "腾出空间或改正权限，再发布；原网站未受影响",
            "make room or mend the permissions and publish again; the old site stands",
        )
        return failure(self.target.name, "disk", what, mend)


def _is_one(one: Path, other: Path) -> bool:
    """Whether two paths are links to one file."""
    try:
        first, second = os.lstat(one), os.lstat(other)
    except OSError:
        return False
    return (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)


def _read(path: Path) -> dict[str, str]:
    try:
        return manifest.from_json(path.read_bytes())
    except FileNotFoundError:
        return {}


def _exchange(new: Path, place: Path) -> None:
    if not trees.exchange(new, place):
        aside = place.with_name(f".{place.name}.aside")
        os.rename(place, aside)
        os.rename(new, place)
        os.rename(aside, new)


def _remove_empty(tree: Path) -> None:
    for where, folders, names in os.walk(tree, topdown=False):
        if (not names and not folders and where != str(tree)) or (where != str(tree) and not os.listdir(where)):
            os.rmdir(where)
