"""What a check, a commit and a publication cost: the first time, and when one report changed (seconds, and in cold builds).

Run: python benchmarks/editing.py [--bodies 10000] [--folder /dev/shm/editing]   (needs git)
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from corpus import HERE, make

BUILD = Path(__file__).resolve().parent.parent / "build.py"
CHECKS = "checks:\n  exceptions:\n" + "".join(
    f"    - {{rule: {rule}, reason: the corpus is made up}}\n" for rule in ("facts", "dates.order")
)
TARGET = "publish:\n  targets:\n    www: {type: folder, path: ../www}\n"


def main(bodies: int, folder: Path) -> None:
    """Measure the steps one after the other on a corpus of `bodies` below `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / "site"
    make(bodies, site)
    settings = (HERE / "site.yaml").read_text(encoding="utf-8")
    (site / "site.yaml").write_text(f"{settings}\n{CHECKS}{TARGET}", encoding="utf-8")
    (site / ".gitignore").write_text("/output/\n/.output.build/\n", encoding="utf-8")
    cold = _timed("cold build", site, "build")
    for name, words in (("check", ("check", "--no-build")), ("publish", ("publish",)), ("first commit", ())):
        if not words:
            _git(site, "init", "-q")
            subprocess.run([sys.executable, str(BUILD), "hooks", "install"], cwd=site, check=True, capture_output=True)
        _step(name, site, words, cold)
    for number, (name, words) in enumerate((("check", ("check",)), ("publish", ("publish",)), ("commit", ()))):
        report = sorted(site.glob("content/**/????-??-??.md"))[number]
        report.write_text(f"{report.read_text(encoding='utf-8')}\n又一段。\n", encoding="utf-8")
        _step(f"{name}, one report changed", site, words, cold)
    _step("check, nothing changed", site, ("check",), cold)


def _step(name: str, site: Path, words: tuple[str, ...], cold: float) -> None:
    if words:
        _timed(name, site, *words, cold=cold)
        return
    _git(site, "add", "-A")
    started = time.perf_counter()
    _git(site, "commit", "-qm", name)
    _tell(name, time.perf_counter() - started, cold)


def _timed(name: str, site: Path, *words: str, cold: float = 0.0) -> float:
    started = time.perf_counter()
    done = subprocess.run([sys.executable, str(BUILD), "-C", str(site), *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{name}: {done.stderr[-500:]}")
    seconds = time.perf_counter() - started
    _tell(name, seconds, cold or seconds)
    return seconds


def _tell(name: str, seconds: float, cold: float) -> None:
    print(f"{name:28} {seconds:8.1f} s {seconds / cold:8.3f}", flush=True)


def _git(site: Path, *words: str) -> None:
    person = {f"GIT_{role}_{part}": "me@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=site, check=True, env=os.environ | person)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--bodies", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=Path("/dev/shm/editing"))  # noqa: S108  (memory, not a disk)
    options = parser.parse_args()
    main(options.bodies, options.folder)
