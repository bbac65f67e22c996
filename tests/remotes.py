"""Real other sides for the tests of publishing, started on loopback: an ssh server, an object store, a cable to cut."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


def need(program: str, package: str) -> str:
    """Where `program` is; fails with the command that installs it."""
    found = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    assert found, f"{program} is not installed: apt-get install {package}"
    return found


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until something listens on `port`."""
    for _ in range(400):
        assert process.poll() is None, log.read_text(errors="replace")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers on port {port}: {log.read_text(errors='replace')}")


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path, **options: object) -> Iterator[None]:
    """A server for as long as the block runs."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, **options)  # type: ignore[call-overload]
    try:
        wait_for(port, process, log)
        yield
    finally:
        process.terminate()
        process.wait(20)


@dataclass(frozen=True)
class Ssh:
    """An ssh server that lets the present user in with one key."""

    port: int
    host: str
    identity: Path
    known_hosts: Path
    folder: Path

    def settings(self, path: Path, port: int | None = None, known_hosts: Path | None = None) -> str:
        """The target's lines in site.yaml."""
        known = known_hosts or self.known_hosts
        return (
            f"type: rsync, host: '{self.host}', port: {port or self.port}, path: '{path}', "
            f"identity: '{self.identity}', known_hosts: '{known}'"
        )

    def vouch(self, port: int) -> None:
        """Put the server's key on record for another port that leads to it."""
        key = (self.folder / "host_key.pub").read_text().split()[:2]
        with self.known_hosts.open("a") as file:
            file.write(f"[127.0.0.1]:{port} {' '.join(key)}\n")


@contextlib.contextmanager
def ssh_server(folder: Path) -> Iterator[Ssh]:
    """A real sshd with a key of its own."""
    sshd, keygen = need("sshd", "openssh-server"), need("ssh-keygen", "openssh-client")
    need("rsync", "rsync")
    for name in ("host_key", "user_key"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "user_key.pub", folder / "authorized_keys")
    port = free_port()
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host_key\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
        "PermitRootLogin yes\nMaxStartups 100\n"
    )
    if os.geteuid() == 0:
        os.makedirs("/run/sshd", exist_ok=True)
    command = [sshd, "-D", "-e", "-f", str(folder / "sshd_config")]
    made = Ssh(port, f"{getpass.getuser()}@127.0.0.1", folder / "user_key", folder / "known_hosts", folder)
    made.vouch(port)
    with running(command, port, folder / "sshd.log"):
        yield made


@contextlib.contextmanager
def object_store(folder: Path, disk: Path | None = None) -> Iterator[str]:
    """A real S3 server that keeps what it is given in memory, or on `disk`; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    environment = {**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": "1000000000"}
    if disk:
        environment |= {"TMPDIR": str(disk), "MOTO_S3_DEFAULT_KEY_BUFFER_SIZE": "1"}
    with running(command, port, folder / "store.log", env=environment):
        yield f"http://127.0.0.1:{port}"


class Cable:
    """A connection to `port` that can be cut after so many bytes towards the server."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.left = -1
        """Bytes that still pass; -1 for no end."""
        self.cuts = 0
        self.words, self.times, self.last_cut = b"", 0, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Let `count` bytes pass from now on, then cut everything until it is mended."""
        self.left = count

    def cut_at(self, words: bytes, times: int, mended_after: int = 0) -> None:
        """Let everything pass until `words` have gone towards the server so many times, then cut: until it is mended,
        or until so many connections were cut.
        """
        self.words, self.times, self.last_cut = words, times, self.cuts + mended_after if mended_after else 0

    def mend(self) -> None:
        """Let everything pass again."""
        self.left, self.words = -1, b""

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            for one, other, up in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pump, args=(one, other, up), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket, up: bool) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(16384):
                if up and self.words:
                    self.times -= data.count(self.words)
                    self.left = 0 if self.times < 0 else self.left
                if up and self.left >= 0:
                    if self.left < len(data):
                        self.left, self.cuts = 0, self.cuts + 1
                        if self.cuts == self.last_cut:
                            self.mend()
                        break
                    self.left -= len(data)
                other.sendall(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        """Stop listening."""
        self.listener.close()


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "400k") -> Iterator[Path]:
    """A folder that holds no more than `size`."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], capture_output=True, text=True
    )
    assert done.returncode == 0, f"a small disk cannot be mounted (run the slow tests as root): {done.stderr}"
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def leave_room(folder: Path, room: int) -> None:
    """Let the small disk at `folder` hold `room` bytes more than it does now."""
    disk = os.statvfs(folder)
    size = (disk.f_blocks - disk.f_bfree) * disk.f_frsize + room
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)
