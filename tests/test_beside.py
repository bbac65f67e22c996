"""Work done by a second process gives what it gives here, whatever happens to that process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure import beside, looking, state
from disclosure.looking import Look, Seen
from tests.driver import Site

Tell = Callable[[list[int]], None]


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> int:
    """A second process is used whatever else runs in this one; gives the number of this one."""
    monkeypatch.setattr(beside, "can_fork", lambda: True)
    monkeypatch.setattr(looking, "MANY", 0)
    return os.getpid()


def test_the_answer_comes_from_a_second_process(aside: int) -> None:
    with beside.begun(lambda tell: tell([os.getpid()]), wanted=True) as answer:
        assert answer.take() != [aside]
        assert answer.ready()
        assert answer.finished()
        assert answer.peak
    with beside.begun(lambda tell: tell([os.getpid()]), wanted=False) as answer:
        assert answer.ready()
        assert answer.take() == [aside]
        assert answer.finished()


def test_a_large_answer_arrives_whole(aside: int) -> None:
    with beside.begun(lambda tell: tell(list(range(300_000))), wanted=True) as answer:
        assert answer.take() == list(range(300_000))


def test_a_second_process_that_dies_costs_nothing_but_time(aside: int) -> None:
    def work(tell: Tell) -> None:
        if os.getpid() != aside:
            os.kill(os.getpid(), signal.SIGKILL)
        tell([aside])

    with beside.begun(work, wanted=True) as answer:
        assert answer.take() == [aside]
        assert answer.finished()


def test_an_error_of_the_work_is_raised_here(aside: int) -> None:
    def work(tell: Tell) -> None:
        raise PermissionError(13, "not allowed", "x")

    with pytest.raises(PermissionError), beside.begun(work, wanted=True) as answer:
        answer.take()


def test_what_comes_after_the_answer_may_fail(aside: int) -> None:
    def work(tell: Tell) -> None:
        tell([1])
        raise OSError

    with beside.begun(work, wanted=True) as answer:
        assert answer.take() == [1]
        assert not answer.finished()


def test_the_second_process_leaves_the_lock_and_goes_with_the_context(aside: int, tmp_path: Path) -> None:
    lock = os.open(tmp_path / "lock", os.O_CREAT | os.O_RDWR)

    def work(tell: Tell) -> None:
        tell([int(os.path.exists(f"/proc/self/fd/{lock}")), os.getpid()])
        signal.pause()

    with beside.begun(work, wanted=True, lock=lock) as answer:
        held, child = answer.take()
        assert not held
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    os.close(lock)


def test_a_look_that_could_not_be_kept_lets_the_next_build_see_the_change_again(
    aside: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site.copy("small", tmp_path).build()
    report = min((site.root / "content").rglob("20*.md"))
    save = state.save

    def full_disk(path: Path, value: object) -> None:
        if path.name.startswith("scan-"):
            raise OSError(28, "no space left on device", str(path))
        save(path, value)

    with monkeypatch.context() as patch:
        patch.setattr(state, "save", full_disk)
        report.write_text(report.read_text() + "\n又一段。\n")
        page = f"bodies/{report.parent.name}/index.html"
        assert page in site.build().built
    report.write_text(report.read_text() + "\n再一段。\n")
    assert page in site.build().built
    assert "再一段" in site.read(page)
    assert site.build().built == set()


def test_a_lost_look_is_taken_again(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.md").write_text("x")
    look = Look(tmp_path / "store", [str(tmp_path / "a")], 0, 1)
    look.store.mkdir()
    with looking.looking(look, 0, -1) as answer:
        seen = Seen(look, answer, answer.take())
    (look.store / "scan-1").unlink()
    assert list(seen.whole.folders) == [str(tmp_path / "a")]
