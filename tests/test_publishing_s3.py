"""Publishing to a real S3 server: order, cuts, a full disk, locks, credentials, two publishers."""

from __future__ import annotations

import http.client
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from remotes import Cable, leave_room, object_store, small_disk
from sending import PAGE, REPORT, TODAY, Sent, copied

from disclosure import manifest
from disclosure.problem import ContentError
from disclosure.publishing import publish, rollback


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
        problem = bucket.problem(allow_deletions=True)
        assert problem.code == "publish.connection"
        cable.mend()
        wanted, now = copied(bucket), bucket.holds()
        assert all(content in (before.get(a), wanted.get(a)) for a, content in now.items())
        assert now.keys() >= before.keys()  # deletions come last
        new = [a for a in now if a in wanted and now[a] == wanted[a] != before.get(a)]
        late = [a for a in wanted if a not in now or now[a] != wanted[a]]
        assert late
        assert ("beside old ones" if new else "the old site stands") in problem.mend.en
        assert max((manifest.order(a)[0] for a in new), default=0) <= min(manifest.order(a)[0] for a in late)
        bucket.client.delete_object(Bucket=bucket.name, Key="open/.disclosure/lock")
        bucket.publish(allow_deletions=True)
        assert bucket.holds() == wanted
    cable.close()


@pytest.mark.slow
def test_a_cut_that_passes_while_pages_are_put_into_place(
    tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second try ends it, and what it sets aside is what stood before, not what the first try put there."""
    cable = Cable(int(store.rpartition(":")[2]))
    bucket = Bucket(tmp_path, store, monkeypatch, cable.port)
    bucket.publish()
    before = bucket.holds()
    bucket.site.change("site.yaml", "title: ", "title: 又")
    cable.cut_at(b"x-amz-metadata-directive:", 20, mended_after=24)
    bucket.publish()
    assert cable.cuts >= 24
    assert bucket.holds() == copied(bucket) != before
    rollback(bucket.site.root, None, pause=0.01)
    assert bucket.holds() == before
    cable.close()


@pytest.mark.slow
def test_a_store_that_is_reached_again_has_its_old_pages_put_back(
    tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cable = Cable(int(store.rpartition(":")[2]))
    bucket = Bucket(tmp_path, store, monkeypatch, cable.port)
    bucket.aim(bucket.settings(f"http://127.0.0.1:{cable.port}").replace("retries: 1", "retries: 0"))
    bucket.publish()
    before = bucket.holds()
    bucket.site.change("site.yaml", "title: ", "title: 又")
    bucket.site.write("templates/assets/more.css", "/* more */\n")
    cable.cut_at(b"x-amz-metadata-directive:", 20, mended_after=24)
    problem = bucket.problem()
    assert (problem.code, "the old site stands" in problem.mend.en) == ("publish.connection", True)
    assert bucket.holds() == before
    bucket.publish()
    assert bucket.holds() == copied(bucket) != before
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
