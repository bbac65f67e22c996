"""A folder of a server reached by ssh: a new release beside the old, then one switch of a link.

In: a plan. Out: below the target's path `current` names the new release. There stand `releases/<id>/` (files),
`manifests/<id>.json` (what we put), `current` (the link that a web server serves) and `.lock`. The lock is held by
the ssh connection itself, so it cannot be left behind. Unchanged files are hard links into the release before;
files of others found in the served release are taken along. Needs a POSIX shell, rsync, flock and sha256sum there.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from disclosure import manifest
from disclosure.manifest import Plan, Standing
from disclosure.problem import Words
from disclosure.publishers import Context, Tell, Transient, failure
from disclosure.running import Done, redact, run
from disclosure.targets import RsyncTarget

_RELEASE = re.compile(r"\d{6}-[0-9a-f]{12}")
_REFUSED = (
    (re.compile(r"host key verification failed|REMOTE HOST IDENTIFICATION|no .* host key is known", re.I), "hostkey"),
    (re.compile(r"permission denied \(", re.I), "credentials"),
    (re.compile(r"no space left|disk quota", re.I), "disk"),
    (
        re.compile(
            r"(flock|sha256sum|rsync): (command )?not found|permission denied|read-only file system|not a directory",
            re.I,
        ),
        "server",
    ),
)
_WORDS = {
    "hostkey": (
        Words(
            "服务器的密钥与记录的不同，或没有记录", "the server's key is not the one on record, or none is on record"
        ),
        Words("向管理员核对密钥，再写进 known_hosts", "ask the administrator for the key and put it into known_hosts"),
    ),
    "credentials": (
        Words("服务器不接受登录", "the server does not let us in"),
        Words("检查密钥代理里的密钥和服务器上的授权", "look at the key in the agent and at what the server accepts"),
    ),
    "disk": (
        Words("服务器磁盘已满", "the server's disk is full"),
        Words("腾出空间再发布；原网站未受影响", "make room and publish again; the old site stands"),
    ),
}


class Rsync:
    """The publisher of one folder on a server."""

    def __init__(self, target: RsyncTarget, context: Context) -> None:
        self.target = target
        options = [
            "-p",
            str(target.port),
            "-o",
            "BatchMode=yes",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "ConnectTimeout=15",
        ]
        options += ["-o", "ServerAliveInterval=10", "-o", "ServerAliveCountMax=3"]
        if target.known_hosts:
            options += ["-o", f"UserKnownHostsFile={context.root / target.known_hosts}"]
        if target.identity:
            options += ["-o", "IdentitiesOnly=yes", "-i", str(context.root / target.identity)]
        self.ssh = ["ssh", *options]
        self.current = ""
        """Name of the release that is served; empty for none."""

    # Talking to the server

    def _shell(self, script: str, stdin: bytes = b"") -> Done:
        """Run `script` on the server, in the target's folder; raises Transient or ContentError."""
        whole = f"set -e; umask 022; mkdir -p {self.target.path}; cd {self.target.path}; {script}"
        done = self._run([*self.ssh, self.target.host, f"sh -c {shlex.quote(whole)}"], stdin)
        if done.status:
            raise self._failed(done)
        return done

    def _run(self, command: Sequence[str], stdin: bytes = b"") -> Done:
        try:
            return run(command, stdin=stdin)
        except FileNotFoundError as exc:
            what = Words(f"没有安装 {exc.filename}", f"{exc.filename} is not installed")
            raise failure(
                self.target.name, "tool", what, Words("安装后再发布", "install it and publish again")
            ) from None

    def _failed(self, done: Done) -> Exception:
        for pattern, code in _REFUSED:
            if pattern.search(done.err):
                what, mend = _WORDS.get(
                    code, (Words(f"服务器提示：{done.last}", f"the server says: {done.last}"), _LOOK)
                )
                return failure(self.target.name, code, what, mend)
        return Transient(done.last or f"exit status {done.status}")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold a lock on the server for as long as this connection stands."""
        path = self.target.path
        script = f"mkdir -p {path} && exec 9>{path}/.lock && {{ flock -n 9 || exit 75; }} && echo locked && cat"
        command = [*self.ssh, self.target.host, f"sh -c {shlex.quote(script)}"]
        try:
            holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except FileNotFoundError:
            what = Words("没有安装 ssh", "ssh is not installed")
            raise failure(
                self.target.name, "tool", what, Words("安装 openssh-client", "install openssh-client")
            ) from None
        assert holder.stdin and holder.stdout and holder.stderr  # noqa: S101  (they are pipes)
        try:
            if holder.stdout.readline() != b"locked\n":
                said = redact(holder.stderr.read().decode("utf-8", "replace"))
                if holder.wait() == 75:
                    what = Words("另一次发布正在进行", "another publish is under way")
                    raise failure(self.target.name, "locked", what, Words("等它结束再试", "wait for it to end"))
                raise self._failed(Done(holder.returncode, b"", said))
            yield
        finally:
            holder.stdin.close()
            holder.terminate()
            holder.wait()
            holder.stdout.close()
            holder.stderr.close()

    # The steps

    def standing(self) -> Standing:
        """What the served release holds."""
        script = (
            "if [ -e current ] && [ ! -L current ]; then echo foreign; exit 0; fi; "
            'r=$(readlink current 2>/dev/null || true); r=${r##*/}; echo "$r"; [ -n "$r" ] || exit 0; '
            'cd "releases/$r" && find . \\( -type f -o -type l \\) -printf "%P\\0"; '
            'printf "\\0"; cat "../../manifests/$r.json" 2>/dev/null || true'
        )
        name, _, rest = self._shell(script).out.partition(b"\n")
        self.current = name.decode("utf-8", "replace")
        if self.current and not _RELEASE.fullmatch(self.current):
            path = f"{self.target.path}/current"
            what = Words(f"{path} 不是本程序建的链接", f"{path} is not a link of this program")
            raise failure(
                self.target.name, "foreign", what, Words("移走它，或换一个路径", "move it away, or name another path")
            )
        listed, _, plain = rest.partition(b"\0\0")
        there = {n.decode("utf-8", "surrogateescape") for n in listed.split(b"\0") if n}
        known = manifest.from_json(plain)
        return Standing(known, sorted(there - known.keys()), known.keys() - there)

    def _incoming(self, plan: Plan) -> str:
        return "incoming-" + hashlib.sha256(manifest.to_json(plan.files)).hexdigest()[:12]

    def send(self, plan: Plan, tell: Tell) -> None:
        """Fill the folder of the new release; what an earlier try left there is taken up."""
        incoming = self._incoming(plan)
        others = "".join(f"{a}\0" for a in plan.standing.foreign if a not in plan.files)
        script = (
            f"mkdir -p releases/{incoming} manifests; for d in releases/incoming-*; do "
            f'[ "$d" = releases/{incoming} ] || rm -rf "$d"; done; '
        )
        if self.current and others:
            script += f"cd releases/{self.current}; xargs -0 -r cp -Pl --parents -f -t ../{incoming}"
        self._shell(script, others.encode("utf-8", "surrogateescape"))
        self._rsync(plan, incoming, tell)

    def _rsync(self, plan: Plan, incoming: str, tell: Tell) -> None:
        command = ["rsync", "-lrc", "--chmod=D755,F644", "--from0", "--files-from=-", "--timeout=60", "--out-format=%n"]
        command += [f"--link-dest=../{self.current}/"] if self.current else []
        command += [
            "-e",
            shlex.join(self.ssh),
            f"{plan.source}/",
            f"{self.target.host}:{self.target.path}/releases/{incoming}/",
        ]
        names = "".join(f"{a}\0" for a in sorted(plan.files)).encode()
        try:
            started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except FileNotFoundError:
            what = Words("没有安装 rsync", "rsync is not installed")
            raise failure(self.target.name, "tool", what, Words("安装 rsync", "install rsync")) from None
        assert started.stdin and started.stdout and started.stderr  # noqa: S101  (they are pipes)
        with started:
            try:
                started.stdin.write(names)
                started.stdin.close()
            except BrokenPipeError:
                pass
            count = 0
            for line in started.stdout:
                address = line.decode("utf-8", "replace").rstrip("\n")
                if not address.endswith("/"):
                    count += 1
                    tell(min(count, len(plan.sent)), len(plan.sent), address)
            said = started.stderr.read().decode("utf-8", "replace")
        if started.returncode:
            raise self._failed(Done(started.returncode, b"", redact(said)))

    def verify(self, plan: Plan) -> Sequence[str]:
        """Have the server sum every file of the new release."""
        script = f"cd releases/{self._incoming(plan)}; xargs -0 -r sha256sum -z -- || true"
        names = "".join(f"{a}\0" for a in sorted(plan.files)).encode()
        found = {}
        for line in self._shell(script, names).out.split(b"\0"):
            total, _, address = line.decode("utf-8", "replace").partition("  ")
            found[address] = total
        return [a for a, total in sorted(plan.files.items()) if found.get(a) != total]

    def finish(self, plan: Plan) -> str:
        """Switch the link, then remove releases that are too old."""
        incoming = self._incoming(plan)
        kept = [a for a in plan.standing.foreign if a not in plan.files]
        number = max((int(n[:6]) for n in self._releases()), default=0) + 1
        name = f"{number:06d}-{incoming.removeprefix('incoming-')}"
        script = (
            f"cat > manifests/.new; mv -f manifests/.new manifests/{name}.json; echo {self.current} > manifests/{name}.before; "
            f"mv releases/{incoming} releases/{name}; chmod 755 releases/{name}; {_switch(name)}"
        )
        self._shell(script, manifest.to_json(plan.files, kept))
        self.current = name
        self._prune()
        return name

    def _releases(self) -> list[str]:
        return sorted(
            n for n in self._shell("mkdir -p releases; ls releases").out.decode().split() if _RELEASE.fullmatch(n)
        )

    def _prune(self) -> None:
        """Remove our files of releases beyond those to keep, and what the served release shares with them.

        A folder that then holds anything else stays.
        """
        others = [n for n in self._releases() if n != self.current]
        for name in others[: max(0, len(others) - self.target.care.keep)]:
            plain = self._shell(f"cat manifests/{name}.json 2>/dev/null || true").out
            ours = "".join(f"{a}\0" for a in manifest.from_json(plain)).encode()
            self._shell(
                f"cd releases/{name}; xargs -0 -r rm -f --; "
                f'find . -type f -exec sh -c \'[ ! "$1" -ef "../{self.current}/$1" ] || rm -f "$1"\' - {{}} \\;; '
                f"cd ../..; find releases/{name} -depth -type d -empty -delete; "
                f"[ -e releases/{name} ] || rm -f manifests/{name}.json manifests/{name}.before",
                ours,
            )

    def rollback(self) -> str:
        """Switch the link to the release before the one that is served; files of others are taken along."""
        foreign = self.standing().foreign
        now = self.current or "none"
        before = self._shell(f"cat manifests/{now}.before 2>/dev/null || true").out.decode().strip()
        if before not in self._releases():
            what = Words("没有可以退回的版本", "there is no release to go back to")
            raise failure(self.target.name, "rollback", what, Words("重新发布", "publish again"))
        others = "".join(f"{a}\0" for a in foreign).encode("utf-8", "surrogateescape")
        take = f"cd releases/{now}; xargs -0 -r cp -Pln --parents -t ../{before}; cd ../..; "
        self._shell(f"test -s manifests/{before}.json; {take if others else ''}{_switch(before)}", others)
        return before


_LOOK = Words("检查服务器上的文件夹和权限", "look at the folder and the permissions on the server")


def _switch(name: str) -> str:
    return f"ln -sfn releases/{name} .current.new; mv -fT .current.new current"
