"""Publishing to real other sides: what arrives, what stays, and what happens when the other side fails."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import Site, tree
from remotes import Cable, Ssh, leave_room, need, object_store, small_disk, ssh_server

from disclosure import manifest
from disclosure.problem import ContentError, UsageError
from disclosure.publishing import Outcome, Wishes, opened, publish, rollback

TODAY = "2026-06-01"
REPORT = "content/shandong/jia-red-cross/2026-01-20.md"
PAGE = "bodies/jia-red-cross/index.html"


class Sent:
    """A site with one target."""

    def __init__(self, folder: Path, settings: str) -> None:
        self.site = Site.copy("small", folder)
        self.aim(settings)

    def aim(self, settings: str) -> None:
        text = (self.site.root / "site.yaml").read_text().partition("\nchecks:")[0]
        text += "\nchecks:\n  exceptions:\n    - {rule: facts, reason: the reports of this site are made up}\n"
        self.site.write("site.yaml", f"{text}\npublish:\n  targets:\n    www: {{{settings}}}\n")

    def publish(self, **wishes: bool) -> Outcome:
        return publish(self.site.root, self.site.output, None, TODAY, Wishes(**wishes), pause=0.01)

    def refusal(self, **wishes: bool) -> str:
        with pytest.raises(ContentError) as caught:
            self.publish(**wishes)
        assert len(caught.value.problems) == 1
        return caught.value.problems[0].code

    def refusal_codes(self) -> set[str]:
        with pytest.raises(ContentError) as caught:
            self.publish()
        return {p.code for p in caught.value.problems}

    def change(self, words: str) -> None:
        text = (self.site.root / REPORT).read_text()
        self.site.write(REPORT, text.replace("党组高度重视", words))


def copied(sent: Sent) -> dict[str, bytes]:
    """What the target must hold."""
    return sent.site.files()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as made:
        yield made


# A folder


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


# A branch


def git(*words: str, folder: Path) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def branch(tmp_path: Path) -> Sent:
    need("git", "git")
    git("init", "-q", "--bare", "pages.git", folder=tmp_path)
    return Sent(tmp_path, f"type: git, repository: '{tmp_path}/pages.git'")


def pages(tmp_path: Path) -> dict[str, bytes]:
    """The files of the branch, without those that are about the publishing."""
    out = tmp_path / "clone"
    subprocess.run(["rm", "-rf", out], check=True)
    git("clone", "-q", "-b", "gh-pages", "pages.git", "clone", folder=tmp_path)
    found = {k: v for k, v in tree(out).items() if not k.startswith(".git/")}
    assert found.pop(".nojekyll") == b""
    assert found.pop(".disclosure.json")
    return found


def test_a_branch_holds_the_site(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    assert pages(tmp_path) == copied(branch)
    first = git("rev-parse", "gh-pages", folder=tmp_path / "pages.git")
    assert branch.publish().plan.is_empty
    assert git("rev-parse", "gh-pages", folder=tmp_path / "pages.git") == first
    branch.change("党组十分重视")
    branch.publish()
    assert git("rev-parse", "gh-pages~1", folder=tmp_path / "pages.git") == first
    assert pages(tmp_path) == copied(branch)
    rollback(branch.site.root, None)
    tree_of = "gh-pages^{tree}", "gh-pages~2^{tree}"
    assert len(set(git("rev-parse", *tree_of, folder=tmp_path / "pages.git").split())) == 1
    branch.publish()
    assert pages(tmp_path) == copied(branch)


def test_a_branch_without_history_is_one_commit(branch: Sent, tmp_path: Path) -> None:
    branch.aim(f"type: git, repository: '{tmp_path}/pages.git', history: false")
    branch.publish()
    branch.change("党组十分重视")
    branch.publish()
    assert git("rev-list", "--count", "gh-pages", folder=tmp_path / "pages.git") == "1"
    assert pages(tmp_path) == copied(branch)


def test_files_of_others_on_the_branch_stay(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    git("clone", "-q", "-b", "gh-pages", "pages.git", "other", folder=tmp_path)
    (tmp_path / "other/CNAME").write_text("example.org\n")
    git("add", "CNAME", folder=tmp_path / "other")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "name", folder=tmp_path / "other")
    git("push", "-q", "origin", "gh-pages", folder=tmp_path / "other")
    branch.change("党组十分重视")
    branch.publish()
    assert pages(tmp_path) == {**copied(branch), "CNAME": b"example.org\n"}


def test_a_push_that_is_refused_leaves_the_branch(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    before = pages(tmp_path)
    hook = tmp_path / "pages.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho no space left on device >&2\nexit 1\n")
    hook.chmod(0o755)
    branch.change("党组十分重视")
    assert branch.refusal() == "publish.disk"
    assert pages(tmp_path) == before
    hook.unlink()
    branch.publish()
    assert pages(tmp_path) == copied(branch)


def test_a_branch_that_moves_meanwhile_is_not_written_over(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    branch.change("党组十分重视")

    def move(*_: object) -> None:
        git(
            "update-ref",
            "refs/heads/gh-pages",
            git("commit-tree", "-m", "x", "gh-pages^{tree}", folder=bare),
            folder=bare,
        )

    bare = tmp_path / "pages.git"
    os.environ.update({f"GIT_{r}_{p}": "x@y" for r in ("AUTHOR", "COMMITTER") for p in ("NAME", "EMAIL")})
    with pytest.raises(ContentError) as caught:
        publish(branch.site.root, branch.site.output, None, TODAY, tell=move, pause=0.01)
    assert caught.value.problems[0].code == "publish.moved"
    branch.publish()
    assert pages(tmp_path) == copied(branch)


@pytest.mark.slow
def test_a_push_that_is_cut_leaves_the_branch(server: Ssh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cable = Cable(server.port)
    server.vouch(cable.port)
    ssh = f"ssh -F none -o BatchMode=yes -o UserKnownHostsFile={server.known_hosts} -i {server.identity}"
    monkeypatch.setenv("GIT_SSH_COMMAND", ssh)
    git("init", "-q", "--bare", "pages.git", folder=tmp_path)
    address = f"ssh://{server.host}:{cable.port}{tmp_path}/pages.git"
    sent = Sent(tmp_path, f"type: git, repository: '{address}', retries: 1")
    sent.publish()
    before = pages(tmp_path)
    sent.change("党组十分重视")
    sent.site.write("templates/assets/large.txt", os.urandom(600_000).hex())
    for count in (100, 12_000, 400_000):
        cable.cut_after(count)
        assert sent.refusal() == "publish.connection"
        assert pages(tmp_path) == before
    assert cable.cuts >= 3
    cable.mend()
    sent.publish()
    assert pages(tmp_path) == copied(sent)
    assert git("fsck", "--no-dangling", folder=tmp_path / "pages.git") == ""
    cable.close()


# A server reached by ssh


@pytest.fixture
def remote(server: Ssh, tmp_path: Path) -> Sent:
    return Sent(tmp_path, server.settings(tmp_path / "srv"))


@pytest.mark.slow
def test_a_server_holds_releases(remote: Sent, tmp_path: Path) -> None:
    seen = tmp_path / "srv/current"
    remote.publish()
    first = tree(seen.resolve())
    assert first == copied(remote)
    assert remote.publish().plan.is_empty
    (seen / "key.txt").write_text("theirs")
    remote.change("党组十分重视")
    assert remote.publish().plan.changed
    assert tree(seen.resolve()) == {**copied(remote), "key.txt": b"theirs"}
    asset = "assets/site.css"
    releases = sorted((tmp_path / "srv/releases").iterdir())
    assert os.stat(releases[0] / asset).st_ino == os.stat(releases[1] / asset).st_ino
    rollback(remote.site.root, None)
    assert tree(seen.resolve()) == {**first, "key.txt": b"theirs"}
    for words in ("党组很重视", "党组非常重视", "党组特别重视"):
        remote.change("党组十分重视")
        remote.site.change(REPORT, "党组十分重视", words)
        remote.publish()
        text = (remote.site.root / REPORT).read_text()
        remote.site.write(REPORT, text.replace(words, "党组高度重视"))
    assert len(list((tmp_path / "srv/releases").iterdir())) == 3
    assert (seen / "key.txt").read_text() == "theirs"


@pytest.mark.slow
def test_a_connection_that_breaks_leaves_the_old_release(server: Ssh, tmp_path: Path) -> None:
    cable = Cable(server.port)
    server.vouch(cable.port)
    sent = Sent(tmp_path, server.settings(tmp_path / "srv", cable.port) + ", retries: 1")
    sent.publish()
    seen = tmp_path / "srv/current"
    before = tree(seen.resolve())
    sent.change("党组十分重视")
    sent.site.write("templates/assets/large.txt", os.urandom(600_000).hex())
    for count in (100, 4_000, 12_000, 300_000, 900_000):
        cable.cut_after(count)
        assert sent.refusal() == "publish.connection"
        assert tree(seen.resolve()) == before
    assert cable.cuts >= 5
    cable.mend()
    sent.publish()
    assert tree(seen.resolve()) == copied(sent)
    cable.close()


@pytest.mark.slow
def test_a_wrong_host_key_stops_the_publish(server: Ssh, tmp_path: Path) -> None:
    known = tmp_path / "known"
    user_key = (server.folder / "user_key.pub").read_text().split()[:2]
    known.write_text(f"[127.0.0.1]:{server.port} {' '.join(user_key)}\n")
    sent = Sent(tmp_path, server.settings(tmp_path / "srv", known_hosts=known))
    assert sent.refusal() == "publish.hostkey"
    known.write_text("")
    assert sent.refusal() == "publish.hostkey"
    assert known.read_text() == ""
    assert not (tmp_path / "srv").exists()
    sent.aim(server.settings(tmp_path / "srv"))
    sent.publish()


@pytest.mark.slow
def test_a_key_that_is_not_accepted(server: Ssh, tmp_path: Path) -> None:
    settings = server.settings(tmp_path / "srv").replace("user_key", "host_key")
    assert Sent(tmp_path, settings).refusal() == "publish.credentials"


@pytest.mark.slow
def test_a_full_disk_on_the_server(server: Ssh, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1200k") as disk:
        sent = Sent(tmp_path, server.settings(disk / "srv"))
        sent.publish()
        before = tree((disk / "srv/current").resolve())
        sent.site.write("templates/assets/large.txt", "x" * 3_000_000)
        assert sent.refusal() == "publish.disk"
        assert tree((disk / "srv/current").resolve()) == before
        sent.site.remove("templates/assets/large.txt")
        sent.change("党组十分重视")
        sent.publish()
        assert tree((disk / "srv/current").resolve()) == copied(sent)


@pytest.mark.slow
def test_two_publishers_to_one_server(remote: Sent, tmp_path: Path) -> None:
    from disclosure import config
    from disclosure.publishing import choose

    target = choose(config.load(remote.site.root / "site.yaml").publish, None)
    with opened(remote.site.root, target).lock():
        assert remote.refusal() == "publish.locked"
    remote.publish()
    assert tree((tmp_path / "srv/current").resolve()) == copied(remote)


# An object store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with object_store(tmp_path_factory.mktemp("store")) as address:
        yield address


class Bucket(Sent):
    """A site with a bucket of its own."""

    def __init__(self, folder: Path, store: str, monkeypatch: pytest.MonkeyPatch, port: int | None = None) -> None:
        import boto3

        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-key-for-tests")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret-for-tests")
        self.client = boto3.client("s3", endpoint_url=store, region_name="us-east-1")
        self.name = f"site-{abs(hash(str(folder))):x}"
        self.client.create_bucket(Bucket=self.name)
        self.store = store
        endpoint = f"http://127.0.0.1:{port}" if port else store
        super().__init__(folder, self.settings(endpoint))

    def settings(self, endpoint: str) -> str:
        return f"type: s3, bucket: {self.name}, prefix: open/, endpoint: '{endpoint}', region: us-east-1, retries: 1"

    def holds(self, prefix: str = "open/") -> dict[str, bytes]:
        found = {}
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=prefix):
            for entry in page.get("Contents", ()):
                address = entry["Key"].removeprefix("open/")
                if not address.startswith(".disclosure/"):
                    found[address] = self.client.get_object(Bucket=self.name, Key=entry["Key"])["Body"].read()
        return found


@pytest.mark.slow
def test_a_bucket_holds_the_site(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = Bucket(tmp_path, store, monkeypatch)
    bucket.client.put_object(Bucket=bucket.name, Key="open/key.txt", Body=b"theirs")
    bucket.client.put_object(Bucket=bucket.name, Key="elsewhere/index.html", Body=b"theirs")
    bucket.publish()
    first = bucket.holds()
    assert first == {**copied(bucket), "key.txt": b"theirs"}
    head = bucket.client.head_object(Bucket=bucket.name, Key=f"open/{PAGE}")
    assert (head["ContentType"], head["CacheControl"]) == (
        "text/html; charset=utf-8",
        "public, max-age=60, must-revalidate",
    )
    assert bucket.publish().plan.is_empty
    bucket.change("党组十分重视")
    bucket.site.remove("content/hubei").remove("addresses.txt")  # as if it had never been promised to stay
    bucket.publish(allow_deletions=True)
    assert bucket.holds() == {**copied(bucket), "key.txt": b"theirs"}
    rollback(bucket.site.root, None)
    assert bucket.holds() == first
    bucket.site.remove("addresses.txt")
    bucket.publish(allow_deletions=True)
    assert bucket.holds() == {**copied(bucket), "key.txt": b"theirs"}
    assert bucket.holds("elsewhere/") == {"elsewhere/index.html": b"theirs"}
    bucket.client.put_object(Bucket=bucket.name, Key="open/index.html", Body=b"damaged")
    assert bucket.publish().plan.changed == ("index.html",)
    assert bucket.holds() == {**copied(bucket), "key.txt": b"theirs"}


@pytest.mark.slow
def test_a_store_that_goes_away_leaves_the_old_pages(
    tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cable = Cable(int(store.rpartition(":")[2]))
    bucket = Bucket(tmp_path, store, monkeypatch, cable.port)
    bucket.publish()
    before = bucket.holds()
    bucket.change("党组十分重视")
    bucket.site.write("templates/assets/large.txt", os.urandom(200_000).hex())
    for count in (10, 3_000, 60_000, 350_000):
        cable.cut_after(count)
        assert bucket.refusal() == "publish.connection"
        assert bucket.holds() == before
        cable.mend()
        bucket.client.delete_object(Bucket=bucket.name, Key="open/.disclosure/lock")
    bucket.publish()
    assert bucket.holds() == copied(bucket)
    cable.close()


@pytest.mark.slow
def test_a_store_that_goes_away_while_pages_are_put_into_place(
    tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store has no one step for many files: what stands then is in order, whole files, and the next publish ends it."""
    cable = Cable(int(store.rpartition(":")[2]))
    bucket = Bucket(tmp_path, store, monkeypatch, cable.port)
    bucket.publish()
    for number, copies in enumerate((1, 60)):
        before = bucket.holds()
        text = (bucket.site.root / "site.yaml").read_text()
        text = re.sub("^(redirects|title):.*\n", "", text, flags=re.M)
        bucket.site.write("site.yaml", f"title: 站{number}\nredirects: {{old-{number}/: index.html}}\n{text}")
        (bucket.site.root / "addresses.txt").unlink()
        report = (bucket.site.root / REPORT).read_text()
        bucket.site.write(REPORT, re.sub("党组高度重视|第[0-9]+次重视", f"第{number}次重视", report))
        bucket.site.write("templates/assets/more.css", f"/* {number} */\n")
        cable.cut_at(b"x-amz-copy-source:", copies)
        assert bucket.refusal(allow_deletions=True) == "publish.connection"
        cable.mend()
        wanted, now = copied(bucket), bucket.holds()
        assert all(content in (before.get(a), wanted.get(a)) for a, content in now.items())
        assert now.keys() >= before.keys()  # deletions come last
        new = [a for a in now if a in wanted and now[a] == wanted[a] != before.get(a)]
        late = [a for a in wanted if a not in now or now[a] != wanted[a]]
        assert late
        assert max((manifest.order(a)[0] for a in new), default=0) <= min(manifest.order(a)[0] for a in late)
        bucket.client.delete_object(Bucket=bucket.name, Key="open/.disclosure/lock")
        bucket.publish(allow_deletions=True)
        assert bucket.holds() == wanted
    cable.close()


@pytest.mark.slow
def test_a_store_whose_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full while new files arrive, and full while the old ones are set aside: the old site stands."""
    with small_disk(tmp_path / "disk", "20m") as disk, object_store(tmp_path, disk) as address:
        bucket = Bucket(tmp_path, address, monkeypatch)
        bucket.publish()
        before = bucket.holds()
        bucket.site.change("site.yaml", "title: ", "title: 又")
        needed = sum(4096 * (1 + len(copied(bucket)[a]) // 4096) for a in bucket.publish(dry_run=True).plan.sent)
        leave_room(disk, needed // 2)
        assert bucket.refusal() == "publish.connection"  # this store has no word of its own for a full disk
        assert bucket.holds() == before
        leave_room(disk, needed)
        assert bucket.refusal() == "publish.connection"
        assert bucket.holds() == before
        leave_room(disk, 20_000_000)
        bucket.publish()
        assert bucket.holds() == copied(bucket)


@pytest.mark.slow
def test_a_lock_that_was_left_in_a_bucket(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from disclosure.publishers import s3

    bucket = Bucket(tmp_path, store, monkeypatch)
    bucket.client.put_object(Bucket=bucket.name, Key="open/.disclosure/lock", Body=b"another")
    assert bucket.refusal() == "publish.locked"
    assert bucket.holds() == {}
    monkeypatch.setattr(s3, "LOCK_SECONDS", 1)
    time.sleep(2.1)
    bucket.publish()
    assert bucket.holds() == copied(bucket)
    assert "Contents" not in bucket.client.list_objects_v2(Bucket=bucket.name, Prefix="open/.disclosure/lock")

    before = bucket.holds()
    bucket.change("党组十分重视")

    def lose(done: int, *_: object) -> None:
        """Another publisher takes over while this one stands still."""
        bucket.client.put_object(Bucket=bucket.name, Key="open/.disclosure/lock", Body=b"another")

    with pytest.raises(ContentError) as caught:
        publish(bucket.site.root, bucket.site.output, None, TODAY, tell=lose, pause=0.01)
    assert caught.value.problems[0].code == "publish.locked"
    assert bucket.holds() == before
    assert bucket.client.get_object(Bucket=bucket.name, Key="open/.disclosure/lock")["Body"].read() == b"another"


@pytest.mark.slow
def test_expired_credentials(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = Bucket(tmp_path, store, monkeypatch)
    bucket.publish()
    before = bucket.holds()
    bucket.change("党组十分重视")

    def after(count: int) -> None:
        """Have the store look at credentials after so many requests."""
        talk = http.client.HTTPConnection(store.removeprefix("http://"))
        talk.request("POST", "/moto-api/reset-auth", body=str(count))
        assert talk.getresponse().status == 200
        talk.close()

    after(0)
    try:
        with pytest.raises(ContentError) as caught:
            bucket.publish()
    finally:
        after(1_000_000_000)
    assert caught.value.problems[0].code == "publish.credentials"
    assert "secret" not in caught.value.problems[0].line()
    assert bucket.holds() == before
    bucket.publish()
    assert bucket.holds() == copied(bucket)


@pytest.mark.slow
def test_two_publishers_to_one_bucket(tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = Bucket(tmp_path, store, monkeypatch)
    ended: list[str] = []

    def work(number: int) -> None:
        try:
            publish(bucket.site.root, tmp_path / f"out{number}", None, TODAY, pause=0.01)
            ended.append("done")
        except ContentError as exc:
            ended.append(exc.problems[0].code)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "done" in ended
    assert set(ended) <= {"done", "publish.locked"}
    bucket.publish()
    assert bucket.holds() == copied(bucket)
