"""Work in processes and on a cluster gives what it gives here; a worker may die."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from disclosure import executors, planning, rebuilding
from disclosure.problem import ContentError, Place, UsageError, Words, error
from tests.driver import Site
from tests.test_incremental import Editor


def square(number: int) -> int:
    time.sleep(0.01 * (number % 3))
    return number * number


def suicidal(path: str) -> int:
    """Kill the process that works on the first job, once."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return os.getpid()
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def test_processes_keep_the_order() -> None:
    assert list(executors.run(square, range(40))) == [n * n for n in range(40)]


def test_a_worker_that_dies_is_a_want_of_memory(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        list(executors.run(suicidal, [str(tmp_path / "x")] * 8))


def many_bodies(folder: Path) -> Site:
    site = Site.copy("small", folder)
    editor = Editor(site, 5)
    for _ in range(30):
        editor.add_body()
    return site


def built_by(site: Site, name: str) -> dict[str, bytes]:
    other = Site(site.root)
    other.output = site.root.parent / name
    return other.build(today="2026-06-01").files()


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "ONE_PART", 4)
    monkeypatch.setattr(planning, "PART", 3)


def test_processes_build_the_same_site(tmp_path: Path, split: None, monkeypatch: pytest.MonkeyPatch) -> None:
    site = many_bodies(tmp_path)
    here = built_by(site, "here")
    monkeypatch.setattr(rebuilding, "FEW", 1)
    assert built_by(site, "there") == here


def test_no_cluster_is_told_in_one_line(tmp_path: Path, split: None) -> None:
    site = many_bodies(tmp_path)
    site.change("site.yaml", "title:", "build: {executor: 'tcp://127.0.0.1:9'}\ntitle:")
    with pytest.raises(UsageError):
        site.build()


@pytest.mark.slow
def test_a_cluster_builds_the_same_site_though_a_worker_dies(tmp_path: Path, split: None) -> None:
    from distributed import LocalCluster

    site = many_bodies(tmp_path)
    here = built_by(site, "here")
    with LocalCluster(n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        victim = next(iter(cluster.workers.values())).process.process._process
        mark = tmp_path / "killed"
        site.change("site.yaml", "title:", f"build: {{executor: '{cluster.scheduler_address}'}}\ntitle:")
        found = list(executors.run(suicidal, [str(mark)] * 6, cluster.scheduler_address))
        assert len(found) == 6 and mark.exists()
        threading.Timer(0.2, victim.kill).start()
        assert built_by(site, "cluster") == here


def wrong(number: int) -> int:
    """Fail as a template of the site's own may."""
    raise ContentError([error(Place("templates/home.html", number), "template.wrong", Words("错", "wrong"), WORDS)])


WORDS = Words("改正", "mend it")


def test_a_problem_found_by_a_worker_is_told_as_it_is() -> None:
    with pytest.raises(ContentError) as caught:
        list(executors.run(wrong, [7, 7]))
    assert [p.place.line for p in caught.value.problems] == [7]
