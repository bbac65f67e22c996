"""A reader of the output sees the old site or the new one, whatever happens to the build.

DISCLOSURE_KILLS sets how many builds are killed at a random moment (default 6).
"""

from __future__ import annotations

import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from disclosure import trees
from disclosure.building import build
from disclosure.problem import ContentError, UsageError
from tests.driver import Site, tree

REPORT = "content/shandong/jia-red-cross/2026-01-20.md"
ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, str(ROOT / "build.py")]
ASIDE = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from disclosure import cli, looking; looking.MANY = 0; cli.run()"
)
COMMANDS = [COMMAND, [sys.executable, "-c", ASIDE]]
"""The command as it is, and as it is for a large site: a second process looks what changed."""


def test_two_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert trees.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "b").exists() and (tmp_path / "b" / "a").exists()


def test_without_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "exchange", lambda one, other: False)
    site = Site.copy("small", tmp_path).build()
    for word in ("甲甲", "乙乙"):
        site.change(REPORT, "党组高度重视。", word + "党组高度重视。").build()
        assert site.built_pages == {"bodies/jia-red-cross/index.html"}
        assert word in site.read("bodies/jia-red-cross/index.html")


def test_without_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    site = Site.copy("small", tmp_path).build().change(REPORT, "党组高度重视", "党组很重视").build()
    assert "党组很重视" in site.read("bodies/jia-red-cross/index.html")


@pytest.mark.parametrize("where", ["", "bodies/", "new/"])
def test_a_foreign_file_is_refused_and_stays(tmp_path: Path, where: str) -> None:
    site = Site.copy("small", tmp_path).build()
    (site.output / where).mkdir(exist_ok=True)
    (site.output / where / "notes.txt").write_text("mine")
    before = site.files()
    with pytest.raises(UsageError) as caught:
        site.change(REPORT, "党组高度重视", "党组很重视").build()
    assert "not of this site" in str(caught.value)
    assert site.files() == before


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    site.output.mkdir()
    (site.output / "index.html").write_text("somebody's")
    (site.output / "thesis.doc").write_text("somebody's")
    with pytest.raises(UsageError):
        site.build()
    assert site.files() == {"index.html": b"somebody's", "thesis.doc": b"somebody's"}


def test_a_lost_state_costs_a_full_build_only(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    before = site.files()
    shutil.rmtree(trees.store_of(site.output))
    site.build()
    assert len(site.built) == len(before) and site.files() == before
    for damage in ("current", "check-1", "index-1"):
        (trees.store_of(site.output) / damage).write_bytes(b"junk")
        assert site.change(REPORT, "党组高度重视", "党组高度重视。").build().read("bodies/jia-red-cross/index.html")


def test_missing_files_come_back(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    before = site.files()
    (site.output / "index.html").unlink()
    shutil.rmtree(site.output / "bodies" / "jia-red-cross")
    assert site.build().files() == before
    assert site.build().built == set()
    shutil.rmtree(site.output)
    assert site.build().files() == before


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    (tmp_path / "real").mkdir()
    site.output.symlink_to(tmp_path / "real")
    site.build().change(REPORT, "党组高度重视", "党组很重视").build()
    assert site.output.is_symlink() and (tmp_path / "real" / "index.html").exists()


def test_an_output_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    site.output.write_text("x")
    with pytest.raises(UsageError):
        site.build()
    assert site.output.read_text() == "x"


def test_two_builds_wait_for_each_other(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    told = threading.Event()
    with open(trees.store_of(site.output) / trees.LOCK) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        thread = threading.Thread(target=build, args=(site.root, site.output), kwargs={"waiting": told.set})
        thread.start()
        assert told.wait(20) and thread.is_alive()
    thread.join(20)
    assert not thread.is_alive()


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    before = site.files()
    site.change(REPORT, "党组高度重视", "党组很重视" * 2000)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run([*COMMAND, "-C", site.root], capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 1, done.stderr
    assert "it cannot be written" in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert site.files() == before
    assert "党组很重视" in site.build().read("bodies/jia-red-cross/index.html")


def test_an_output_under_a_file_is_told_in_one_line(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    site.output = site.root / "site.yaml" / "output"
    with pytest.raises(ContentError):
        site.build()


def wait_for(site: Site, states: list[dict[str, bytes]]) -> int:
    """Which of `states` stands in the output."""
    found = tree(site.output)
    for number, state in enumerate(states):
        if found == state:
            return number
    raise AssertionError(sorted(a for a in {*found, *states[0]} if found.get(a) not in [s.get(a) for s in states]))


@pytest.mark.slow
def test_killed_builds_leave_a_whole_site(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    texts = ["党组高度重视。", "党组很重视。"]
    states = []
    for text in texts:
        site.change(REPORT, texts[0], text).build()
        states.append(site.files())
    chance, killed, stands = random.Random(7), 0, 1
    for turn in range(int(os.environ.get("DISCLOSURE_KILLS", "6"))):
        wanted = 1 - stands
        site.change(REPORT, texts[stands], texts[wanted])
        process = subprocess.Popen(
            [*COMMANDS[turn % 2], "-C", site.root], stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.0, 0.9))
        os.killpg(process.pid, signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert wait_for(site, states) in (stands, wanted)
        site.build()
        assert wait_for(site, states) == wanted
        stands = wanted
    assert killed
