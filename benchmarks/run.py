"""Our build beside Hugo and Pelican on the same work, runs interleaved; writes docs/performance.md.

Run: python benchmarks/run.py [--bodies 1000 10000] [--rounds 3] [--pelican] [--hugo PROGRAM] [--folder /dev/shm/bench]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import corpus  # noqa: E402
import peers  # noqa: E402

Sample = tuple[float, int]
"""Seconds of wall time, and bytes that the process tree held at most."""


SHARE = 20
"""The watcher of memory rests so many times as long as a look at it takes: it must not be what is measured."""


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As on a usual machine: Python keeps what it compiled modules to."""


def measure(command: list[str], folder: Path) -> Sample:
    """Run `command` in `folder`; memory is the sum over the process tree, looked at every 20 ms or more."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT)
    most = [0]

    def watch() -> None:
        while process.poll() is None:
            looked = time.perf_counter()
            most[0] = max(most[0], tree_memory(process.pid))
            time.sleep(max(0.02, SHARE * (time.perf_counter() - looked)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    _, errors = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(errors.decode())
    return seconds, most[0]


def tree_memory(pid: int) -> int:
    """Bytes held by a process and its children: their own memory, and their share of what they share."""
    total = 0
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) * 1024
    except OSError:
        return 0
    return total + sum(tree_memory(int(child)) for child in children)


class Bench:
    """The sites of one size, ready to be built by everybody."""

    def __init__(self, count: int, folder: Path, reports: Path) -> None:
        self.count, self.folder = count, folder / str(count)
        self.site, self.lean = self.folder / "site", self.folder / "lean"
        shutil.rmtree(self.folder, ignore_errors=True)
        corpus.make(count, self.site, reports)
        settings = (corpus.HERE / "site.yaml").read_text(encoding="utf-8")
        settings = settings.replace("# base_url: https://example.org/", "base_url: https://example.org/")
        (self.site / "site.yaml").write_text(settings, encoding="utf-8")
        self.lean.mkdir()
        (self.lean / "content").symlink_to(self.site / "content")
        shutil.copy(self.site / "site.yaml", self.lean)
        shutil.copytree(HERE / "lean" / "templates", self.lean / "templates")
        self.ours = [sys.executable, str(corpus.HERE / "build.py"), "-C", str(self.site)]
        self.ours_lean = [sys.executable, str(HERE / "lean"), "-C", str(self.lean)]
        self.turn = 0

    def convert(self, peer: str) -> Path:
        """The same content for `peer`."""
        place = self.folder / peer
        peers.convert(peer, self.site, place)
        return place

    def change(self) -> None:
        """Change the text of one report of the site, as a clerk would."""
        self.turn += 1
        path = next((self.site / "content").rglob(f"body-{self.count // 2:06d}/20*.md"))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.rstrip("\n") + f"\n\n第{self.turn}次补充说明。\n", encoding="utf-8")

    def clean(self, folder: Path) -> None:
        """Forget every earlier build."""
        for name in ("output", ".output.build", "public", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / ".hugo_build.lock").unlink(missing_ok=True)


def ratios(bench: Bench, rounds: int, pelican: bool, peer_command: str) -> list[tuple[str, float, float, float, float]]:
    """Rows: what, median seconds, median MB, median ratio of time and of memory to Hugo in the same round."""
    hugo, files = [peer_command, "--quiet"], bench.convert("hugo")
    peer = bench.convert("pelican") if pelican else None
    kept: dict[str, list[Sample]] = {}

    def keep(name: str, sample: Sample) -> None:
        kept.setdefault(name, []).append(sample)

    def cold(name: str, folder: Path, command: list[str]) -> None:
        bench.clean(folder)
        keep(name, measure(command, folder))

    for _ in range(rounds):
        cold("Hugo, cold", files, hugo)
        cold("cold, the same work", bench.lean, bench.ours_lean)
        cold("cold, everything", bench.site, bench.ours)
        if peer:
            cold("Pelican, cold", peer, ["pelican", "content", "-q", "-o", "output", "-s", "pelicanconf.py"])
        keep("Hugo, one report changed", measure(hugo, files))
        bench.change()
        keep("one report changed, the same work", measure(bench.ours_lean, bench.lean))
        keep("one report changed, everything", measure(bench.ours, bench.site))
        keep("nothing changed, everything", measure(bench.ours, bench.site))
    rows = []
    for name, samples in kept.items():
        base = kept["Hugo, cold"] if "cold" in name else kept["Hugo, one report changed"]
        time_ratio = statistics.median(s[0] / b[0] for s, b in zip(samples, base, strict=True))
        memory_ratio = statistics.median(s[1] / b[1] for s, b in zip(samples, base, strict=True))
        seconds = statistics.median(s[0] for s in samples)
        rows.append((name, seconds, statistics.median(s[1] for s in samples) / 1e6, time_ratio, memory_ratio))
    return rows


def machine(hugo_command: str) -> str:
    """The machine in a line."""
    model = next(
        (x.split(":")[1].strip() for x in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in x), ""
    )
    version = subprocess.run([hugo_command, "version"], capture_output=True, text=True).stdout.split()[1]
    hugo = f"Hugo {version.partition('-')[0].partition('+')[0]}"
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} threads of {model}, {platform.system()} {platform.release()}, Python {platform.python_version()}, {hugo}, load before the run {load:.1f}"


def table(rows: list[tuple[str, float, float, float, float]]) -> str:
    """Rows as a Markdown table."""
    lines = ["| build | seconds | MB | time / Hugo | memory / Hugo |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(lines + [f"| {n} | {s:.2f} | {m:.0f} | {t:.3f} | {h:.2f} |" for n, s, m, t, h in rows])


def main(write: Callable[[str], object] = print) -> None:
    """Measure and write docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pelican", action="store_true")
    parser.add_argument("--hugo", default="hugo", help="Hugo's own program, not a script that starts it")
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm/disclosure-bench"))  # noqa: S108  (a tmpfs)
    parser.add_argument("--reports", type=Path, default=corpus.HERE / "content")
    options = parser.parse_args()
    told = [
        (HERE / "about.md").read_text(encoding="utf-8"),
        f"Machine: {machine(options.hugo)}; {options.rounds} rounds.\n",
    ]
    for count in options.bodies:
        rows = ratios(Bench(count, options.folder, options.reports), options.rounds, options.pelican, options.hugo)
        told.append(f"## {count:,} bodies\n\n{table(rows)}\n")
        write(told[-1])
        shutil.rmtree(options.folder / str(count), ignore_errors=True)
    (corpus.HERE / "docs" / "performance.md").write_text("\n".join(told), encoding="utf-8")


if __name__ == "__main__":
    main()
