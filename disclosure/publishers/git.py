"""A branch of a git repository: the whole site as one tree, one commit, one push.

In: a plan. Out: the branch names a commit whose tree is the site, with the files of others that stood on it. Done
with git's plumbing in a bare repository of our own: no work tree, no filters, no hooks of the user. The lease of the
push is the lock: whoever comes second is refused and nothing is lost. The manifest stands in the tree itself.
"""

from __future__ import annotations

import base64
import fcntl
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from disclosure import manifest
from disclosure.manifest import Plan, Standing
from disclosure.problem import ContentError, Words
from disclosure.publishers import Context, Tell, Transient, failure
from disclosure.running import Done, run
from disclosure.targets import GitTarget

MANIFEST, NO_JEKYLL = ".disclosure.json", ".nojekyll"
TRAILER = "Disclosure-Manifest: 1"
_SEEN, _NEW = "refs/disclosure/seen", "refs/disclosure/new"
_DENIED = re.compile(
    r"authentication failed|could not read username|permission denied|access denied|error: 40[13]|host key", re.I
)
_LEASE = re.compile(
    r"stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists", re.I
)
_REFUSED = re.compile(
    r"pre-receive hook declined|hook declined|protected branch|remote rejected|repository .*not found|does not appear to be",
    re.I,
)
_FULL = re.compile(r"no space left|disk quota|unpacker error", re.I)


class Git:
    """The publisher of one branch."""

    def __init__(self, target: GitTarget, context: Context) -> None:
        self.target = target
        self.store = context.cache / "git"
        local = context.root / target.repository
        self.url = str(local.resolve()) if local.exists() else target.repository
        self.ref = f"refs/heads/{target.branch}"
        self.old = ""
        """Commit that the branch names; empty where there is no branch."""

    def _environment(self) -> dict[str, str]:
        made = {
            "GIT_DIR": str(self.store),
            "GIT_ASKPASS": "",
            "SSH_ASKPASS": "",
            "GIT_INDEX_FILE": str(self.store / "publish.index"),
        }
        made |= {
            "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes")
        }
        token = os.environ.get("DISCLOSURE_GIT_TOKEN")
        if token and self.url.startswith("https://"):
            user = os.environ.get("DISCLOSURE_GIT_USER", "x-access-token")
            value = base64.b64encode(f"{user}:{token}".encode()).decode()
            host = "/".join(self.url.split("/")[:3]) + "/"
            made |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"http.{host}.extraHeader",
                "GIT_CONFIG_VALUE_0": f"Authorization: Basic {value}",
            }
        return made

    def _git(self, *words: str, stdin: bytes = b"", remote: bool = False, extra: dict[str, str] | None = None) -> bytes:
        """Run git; raises Transient or ContentError."""
        command = ["git", "-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", *words]
        try:
            done = run(command, stdin=stdin, environment={**self._environment(), **(extra or {})})
        except FileNotFoundError:
            what = Words("没有安装 git", "git is not installed")
            raise failure(self.target.name, "tool", what, Words("安装 git", "install git")) from None
        if done.status:
            raise self._failed(done, remote)
        return done.out

    def _failed(self, done: Done, remote: bool) -> Exception:
        name, said = self.target.name, done.last
        if _LEASE.search(done.err):
            what = Words("发布期间有人改了这个分支", "someone changed the branch meanwhile")
            return failure(name, "moved", what, Words("再发布一次", "publish again"))
        if _FULL.search(done.err):
            what = Words("对方磁盘已满", "the other side's disk is full")
            return failure(
                name,
                "disk",
                what,
                Words("腾出空间再发布；原网站未受影响", "make room and publish again; the old site stands"),
            )
        if _DENIED.search(done.err):
            what = Words(f"没有权限：{said}", f"we are not let in: {said}")
            mend = Words(
                "检查密钥代理或 DISCLOSURE_GIT_TOKEN", "look at the key in the agent or at DISCLOSURE_GIT_TOKEN"
            )
            return failure(name, "credentials", what, mend)
        if _REFUSED.search(done.err) or not remote:
            return failure(
                name,
                "git",
                Words(f"git 提示：{said}", f"git says: {said}"),
                Words("检查仓库和分支", "look at the repository and the branch"),
            )
        return Transient(said)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep this machine's own publishers apart; those of other machines are kept apart by the lease."""
        self.store.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.store.parent / "git.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                what = Words("另一次发布正在进行", "another publish is under way")
                raise failure(self.target.name, "locked", what, Words("等它结束再试", "wait for it to end")) from None
            yield
        finally:
            os.close(handle)

    def standing(self) -> Standing:
        """What the branch holds."""
        if not (self.store / "HEAD").exists():
            self._git("init", "-q", "--bare", str(self.store))
        listed = self._git("ls-remote", "--", self.url, self.ref, remote=True).decode().split()
        self.old = listed[0] if listed else ""
        if not self.old:
            return Standing({})
        self._git("fetch", "-q", "--no-tags", "--depth=2", "--", self.url, f"+{self.ref}:{_SEEN}", remote=True)
        self.old = self._git("rev-parse", _SEEN).decode().strip()
        there = {path for _, path in self._tree(self.old)}
        known = manifest.from_json(self._show(self.old)) if MANIFEST in there else {}
        ours = {MANIFEST, NO_JEKYLL} if known else set()
        return Standing(known, sorted(there - known.keys() - ours), known.keys() - there)

    def _tree(self, commit: str) -> list[tuple[str, str]]:
        """Entries (mode, kind and object; path) of a commit."""
        found = []
        for line in self._git("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            if line:
                head, _, path = line.partition(b"\t")
                found.append((head.decode(), path.decode("utf-8", "surrogateescape")))
        return found

    def _show(self, commit: str) -> bytes:
        return self._git("cat-file", "blob", f"{commit}:{MANIFEST}")

    def send(self, plan: Plan, tell: Tell) -> None:
        """Make the commit in our own repository; nothing leaves this machine before the push of `finish`."""
        addresses = sorted(plan.files)
        lines: list[str] = []
        if self.old:
            kept = set(plan.standing.foreign) - plan.files.keys()
            lines += [f"{head}\t{path}" for head, path in self._tree(self.old) if path in kept]
        for start in range(0, len(addresses), 500):
            group = addresses[start : start + 500]
            names = "".join(f"{plan.source.resolve()}/{a}\n" for a in group).encode()
            objects = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names).decode().split()
            lines += [f"100644 blob {o}\t{a}" for o, a in zip(objects, group, strict=True)]
            done = min(start + 500, len(addresses))
            tell(len(plan.sent) * done // max(len(addresses), 1), len(plan.sent), group[-1])
        for path, content in ((MANIFEST, manifest.to_json(plan.files)), (NO_JEKYLL, b"")):
            if path not in plan.files:
                made = self._git("hash-object", "-w", "--stdin", stdin=content).decode().strip()
                lines.append(f"100644 blob {made}\t{path}")
        self._git("read-tree", "--empty")
        text = "".join(f"{line}\0" for line in lines).encode("utf-8", "surrogateescape")
        self._git("update-index", "-z", "--index-info", stdin=text)
        self._commit(self._git("write-tree").decode().strip())

    def _commit(self, tree: str) -> None:
        parents = ["-p", self.old] if self.old and self.target.history else []
        person = {}
        for role in ("AUTHOR", "COMMITTER"):
            for part, default in (("NAME", "disclosure"), ("EMAIL", "disclosure@localhost")):
                key = f"GIT_{role}_{part}"
                person[key] = os.environ.get(key) or self._setting(f"user.{part.lower()}") or default
        message = f"Publish the site\n\n{TRAILER}\n".encode()
        commit = self._git("commit-tree", *parents, tree, stdin=message, extra=person).decode().strip()
        self._git("update-ref", _NEW, commit)

    def _setting(self, key: str) -> str:
        try:
            return self._git("config", "--get", key).decode().strip()
        except (ContentError, Transient):
            return ""

    def verify(self, plan: Plan) -> Sequence[str]:
        """Compare what git stored with the plan, byte for byte."""
        import hashlib

        wrong = []
        entries = {path: head.split()[2] for head, path in self._tree(_NEW)}
        missing = [a for a in plan.files if a not in entries]
        addresses = [a for a in plan.sent if a in entries]
        for start in range(0, len(addresses), 200):
            group = addresses[start : start + 200]
            data = self._git("cat-file", "--batch", stdin="".join(f"{entries[a]}\n" for a in group).encode())
            offset = 0
            for address in group:
                end = data.index(b"\n", offset)
                size = int(data[offset:end].split()[2])
                content = memoryview(data)[end + 1 : end + 1 + size]
                if hashlib.sha256(content).hexdigest() != plan.files[address]:
                    wrong.append(address)
                offset = end + size + 2
        return sorted(missing + wrong)

    def finish(self, plan: Plan) -> str:
        """Push, if the tree is another one, and look whether the branch names our commit."""
        new, tree = (self._git("rev-parse", r).decode().strip() for r in (_NEW, f"{_NEW}^{{tree}}"))
        if self.old and self._git("rev-parse", f"{self.old}^{{tree}}").decode().strip() == tree:
            return self.old[:12]
        self._push(new)
        return new[:12]

    def _push(self, new: str) -> None:
        try:
            self._git(
                "push",
                "-q",
                "--no-verify",
                f"--force-with-lease={self.ref}:{self.old}",
                "--",
                self.url,
                f"{new}:{self.ref}",
                remote=True,
            )
        except Transient:
            if self._remote() != new:  # the answer may be lost although the push arrived
                raise
        if self._remote() != new:
            raise Transient("the branch does not name the new commit")

    def _remote(self) -> str:
        listed = self._git("ls-remote", "--", self.url, self.ref, remote=True).decode().split()
        return listed[0] if listed else ""

    def rollback(self) -> str:
        """A new commit with the tree of the commit before."""
        self.standing()
        try:
            tree = self._git("rev-parse", "--verify", "-q", f"{_SEEN}~1^{{tree}}").decode().strip() if self.old else ""
            if tree:
                self._git("cat-file", "blob", f"{tree}:{MANIFEST}")
        except ContentError:
            tree = ""
        if not tree or not self.target.history:
            what = Words("没有可以退回的版本", "there is no release to go back to")
            mend = Words("只有 history: true 的分支能退回", "only a branch with history: true can go back")
            raise failure(self.target.name, "rollback", what, mend)
        self._commit(tree)
        new = self._git("rev-parse", _NEW).decode().strip()
        self._push(new)
        return new[:12]
