"""Publishing to a folder: what arrives, what stays, and what happens when something fails on the way."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
from pathlib import Path

import pytest
from driver import tree
from remotes import small_disk
from sending import PAGE, REPORT, TODAY, Sent, copied

from disclosure import manifest
from disclosure.problem import ContentError, UsageError
from disclosure.publishing import opened, publish, rollback


@pytest.fixture
def folder(tmp_path: Path) -> Sent:
    return Sent(tmp_path, f"type: folder, path: '{tmp_path}/www'")


def test_a_folder_holds_the_site(folder: Sent, tmp_path: Path) -> None:
    outcome = folder.publish()
    assert tree(tmp_path / "www") == copied(folder)
    assert set(outcome.plan.added) == set(outcome.plan.files)
    assert folder.publish().plan.is_empty
    folder.change("党组十分重视")
    assert PAGE in folder.publish().plan.changed
    assert tree(tmp_path / "www") == copied(folder)


@pytest.mark.parametrize("path", [".", "..", "content", "content/below"])
def test_a_folder_that_holds_the_content_is_no_target(tmp_path: Path, path: str) -> None:
    sent = Sent(tmp_path, f"type: folder, path: '{path}'")
    before = tree(sent.site.root / "content")
    assert sent.refusal() == "publish.folder"
    assert sent.refusal(take_over=True) == "publish.folder"
    assert tree(sent.site.root / "content") == before


def test_a_dry_run_shows_the_same_list_and_sends_nothing(folder: Sent, tmp_path: Path) -> None:
    shown = folder.publish(dry_run=True).plan.lines()
    assert not (tmp_path / "www").exists()
    assert folder.publish().plan.lines() == shown


def test_what_is_foreign_stays(folder: Sent, tmp_path: Path) -> None:
    (tmp_path / "www/.well-known").mkdir(parents=True)
    (tmp_path / "www/.well-known/key.txt").write_text("theirs")
    folder.publish()
    folder.change("党组十分重视")
    folder.publish()
    assert (tmp_path / "www/.well-known/key.txt").read_text() == "theirs"
    (tmp_path / "www/.well-known/key.txt").unlink()
    assert tree(tmp_path / "www") == copied(folder)


def test_what_is_foreign_is_not_written_over(folder: Sent, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/index.html").write_text("theirs")
    assert folder.refusal() == "publish.foreign"
    assert (tmp_path / "www/index.html").read_text() == "theirs"
    folder.publish(take_over=True)
    assert tree(tmp_path / "www") == copied(folder)


def test_a_withdrawn_report_leaves_a_notice_at_its_address(folder: Sent, tmp_path: Path) -> None:
    folder.publish()
    folder.site.change(REPORT, "schema: 1\n", "schema: 1\nstate: withdrawn\n")
    outcome = folder.publish()
    page = (tmp_path / "www" / PAGE).read_text()
    notice = page[page.index('<section class="report withdrawn" id="2026-01-20">') :].partition("</section>")[0]
    assert "<h2>通报已撤回</h2>" in notice
    assert "此处原有的通报（2026-01-20）已由网站撤回，不再公开。" in notice
    assert "bodies/jia-red-cross/sources/2026-01-20.txt" in outcome.plan.removed
    served = tree(tmp_path / "www")
    assert served == copied(folder)
    shown = {a: content.decode() for a, content in served.items() if not a.startswith("search/keys/")}
    assert [a for a, text in shown.items() if "党组高度重视" in text] == []
    assert [a for a, text in shown.items() if "jia-red-cross/#2026-01-20-1" in text] == []

    second = folder.site.read("bodies/yi-red-cross/index.html")  # other reports are not excused
    assert "-1" in second
    text = (folder.site.root / "content/hubei").rglob("20*.md").__next__()
    text.write_text(text.read_text().replace("{#1 ", "{#999 ").replace("{#1.1 ", "{#999 "))
    assert folder.refusal_codes() == {"addresses.anchor"}


def test_a_published_page_is_not_lost_where_the_list_of_addresses_is(folder: Sent, tmp_path: Path) -> None:
    """A workflow that publishes from a fresh clone has no `addresses.txt`: the target itself tells what stands there."""
    folder.publish()
    before = tree(tmp_path / "www")
    folder.site.remove("content/hubei").remove("addresses.txt")
    with pytest.raises(ContentError) as caught:
        folder.publish()
    told = [p.line() for p in caught.value.problems]
    assert [line.partition(";")[0] for line in told] == ["site.yaml: the published page bodies/yi-red-cross/ is gone"]
    assert tree(tmp_path / "www") == before
    text = (folder.site.root / "site.yaml").read_text()
    folder.site.write("site.yaml", f"redirects: {{bodies/yi-red-cross/: bodies/jia-red-cross/}}\n{text}")
    folder.publish()
    assert tree(tmp_path / "www") == copied(folder)
    folder.site.write("site.yaml", text).remove("addresses.txt")
    assert folder.refusal() == "addresses.page"
    folder.publish(allow_deletions=True)
    assert tree(tmp_path / "www") == copied(folder)


def test_many_deletions_are_refused_until_they_are_wished(folder: Sent, tmp_path: Path) -> None:
    folder.aim(f"type: folder, path: '{tmp_path}/www', max_delete: 1")
    folder.publish()
    before = tree(tmp_path / "www")
    folder.site.remove("content/hubei")
    assert folder.refusal() == "addresses.page"
    (folder.site.root / "addresses.txt").unlink()
    assert folder.refusal() == "publish.deletions"
    assert tree(tmp_path / "www") == before
    folder.publish(allow_deletions=True)
    assert tree(tmp_path / "www") == copied(folder)


def test_a_folder_goes_back(folder: Sent, tmp_path: Path) -> None:
    folder.publish()
    first = tree(tmp_path / "www")
    folder.change("党组十分重视")
    folder.publish()
    rollback(folder.site.root, "www")
    assert tree(tmp_path / "www") == first
    assert PAGE in folder.publish().plan.changed
    assert tree(tmp_path / "www") == copied(folder)


def test_a_damaged_file_is_sent_again(folder: Sent, tmp_path: Path) -> None:
    folder.publish()
    (tmp_path / "www" / PAGE).unlink()
    (tmp_path / "www/index.html").write_text("damaged")
    assert folder.publish().plan.changed == (PAGE, "index.html")
    assert tree(tmp_path / "www") == copied(folder)


def test_errors_in_the_content_stop_everything(folder: Sent, tmp_path: Path) -> None:
    folder.publish()
    before = tree(tmp_path / "www")
    folder.site.change(REPORT, "schema: 1", "shema: 1")
    with pytest.raises(ContentError):
        folder.publish()
    assert tree(tmp_path / "www") == before


def test_two_publishers_at_once(folder: Sent, tmp_path: Path) -> None:
    folder.publish()
    from disclosure import config
    from disclosure.publishing import choose

    target = choose(config.load(folder.site.root / "site.yaml").publish, None)
    with opened(folder.site.root, target).lock():
        assert folder.refusal() == "publish.locked"
    folder.publish()


def test_the_target_must_be_known(folder: Sent) -> None:
    with pytest.raises(UsageError) as caught:
        publish(folder.site.root, folder.site.output, "ww", TODAY)
    assert caught.value.problems[0].line() == "site.yaml: there is no target ww; name one of www"


def test_settings_that_hold_a_password_are_refused(tmp_path: Path) -> None:
    sent = Sent(tmp_path, "type: git, repository: 'https://me:secret@example.org/x.git'")
    with pytest.raises(UsageError) as caught:
        sent.publish()
    line = caught.value.problems[0].line()
    assert "holds a password" in line
    assert "secret" not in line


@pytest.mark.slow
def test_a_full_disk_under_a_folder(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1200k") as disk:
        sent = Sent(tmp_path, f"type: folder, path: '{disk}/www'")
        sent.publish()
        before = tree(disk / "www")
        size = 3_000_000
        sent.site.write("templates/assets/large.txt", "x" * size)
        assert sent.refusal() == "publish.disk"
        assert tree(disk / "www") == before
        sent.site.remove("templates/assets/large.txt")
        sent.change("党组十分重视")
        sent.publish()
        assert tree(disk / "www") == copied(sent)


def killed(root: Path, count: int) -> None:
    """Publish and be killed: after `count` files (above 0), or at so many steps after the last file (below 0)."""
    left, sent = [count], []

    def tell(done: int, total: int, address: str) -> None:
        if done == total:
            sent.append(address)
        if count > 0 and done == min(count, total):
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: object) -> None:
        if sent and event in ("os.rename", "os.chmod", "shutil.rmtree") and ".www.publish" in str(arguments):
            left[0] += 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    publish(root, root / "output", None, TODAY, tell=tell)


@pytest.mark.slow
def test_a_publish_to_a_folder_that_is_killed(folder: Sent, tmp_path: Path) -> None:
    """Wherever it dies, readers have the old site or the new one, and the next publish needs no help."""
    folder.publish()
    old = tree(tmp_path / "www")
    seen = []
    for number, count in enumerate((1, 10, 1000, -1, -3, -4, -5, -6, -7, -8, -9, -99)):
        report = (folder.site.root / REPORT).read_text()
        folder.site.write(REPORT, re.sub("党组高度重视|第[0-9]+次重视", f"第{number}次重视", report))
        process = multiprocessing.get_context("fork").Process(target=killed, args=(folder.site.root, count))
        process.start()
        process.join()
        now = tree(tmp_path / "www")
        assert now in (old, copied(folder)), count
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        seen.append(now == old)
        folder.publish()
        old = tree(tmp_path / "www")
        assert old == copied(folder), count
    assert process.exitcode == 0, "not every step was reached"
    assert seen == [True] * seen.count(True) + [False] * seen.count(False)
    assert set(seen) == {True, False}
    rollback(folder.site.root, None)
    assert tree(tmp_path / "www") != copied(folder)


def test_what_is_sent_is_worked_out_once() -> None:
    """Every publisher asks for it for each file; a large site has many."""
    made = manifest.plan(Path(), {"a.html": "1", "assets/a.css": "2"}, manifest.Standing({}, ["a.html"]))
    assert made.sent == ("assets/a.css", "a.html") and made.sent is made.sent
    assert made.overwritten == ("a.html",) and made.overwritten is made.overwritten
