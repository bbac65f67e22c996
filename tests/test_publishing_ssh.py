"""Publishing over rsync to a real sshd: releases, cuts, keys, a full disk, two publishers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import tree
from remotes import Cable, Ssh, small_disk, ssh_server
from sending import REPORT, Sent, copied

from disclosure.publishing import opened, rollback


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as made:
        yield made


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
