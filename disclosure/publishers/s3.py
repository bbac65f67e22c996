"""A bucket of an S3-compatible store: new bytes arrive under hidden names and are then copied into place.

In: a plan. Out: the bucket holds it below the target's prefix. Under `.disclosure/` stand the manifest, the lock,
`new/<sha256>` (arrived, not yet seen) and `old/<sha256>` (replaced, kept for a rollback). A store cannot exchange
all files in one step: so the copies inside the store, small requests, go assets first, then pages, then lists,
deletions last, and what is left of a switch that was cut is done by the next publish.
Credentials are found by boto3 in the environment, its own files or the machine's role.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from disclosure import headers, manifest
from disclosure.manifest import Plan, Standing
from disclosure.problem import ContentError, Words
from disclosure.publishers import MIXED, Context, Tell, Transient, failure
from disclosure.publishers.s3errors import NOT_FOUND, converted, is_code
from disclosure.targets import S3Target

OWN = ".disclosure/"
LOCK_SECONDS, REFRESH_SECONDS = 900, 60
THREADS = 8


class S3:
    """The publisher of one prefix of a bucket."""

    def __init__(self, target: S3Target, context: Context) -> None:
        try:
            import boto3
            from botocore.config import Config
        except ImportError:
            what = Words("没有安装 boto3", "boto3 is not installed")
            mend = Words("运行 pip install 'disclosure[s3]'", "run pip install 'disclosure[s3]'")
            raise failure(target.name, "tool", what, mend) from None
        self.target = target
        settings = Config(
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"max_attempts": 2, "mode": "standard"},
            connect_timeout=10,
            read_timeout=60,
            max_pool_connections=THREADS + 2,
        )
        with converted(target.name):
            self.client: Any = boto3.client(
                "s3", endpoint_url=target.endpoint, region_name=target.region, config=settings
            )
        self.etags: dict[str, str] = {}
        self.refreshed = 0.0
        self.mixed = False
        """Whether readers see new files beside old ones."""
        self.owner = uuid.uuid4().hex

    # Requests

    def _key(self, address: str) -> str:
        return self.target.prefix + address

    def _call(self, action: str, address: str, **options: Any) -> Any:
        """One request about one object; raises Transient or ContentError."""
        with converted(self.target.name):
            return getattr(self.client, action)(Bucket=self.target.bucket, Key=self._key(address), **options)

    def _read(self, address: str) -> bytes | None:
        with converted(self.target.name, missing=NOT_FOUND):
            try:
                body: bytes = self.client.get_object(Bucket=self.target.bucket, Key=self._key(address))["Body"].read()
                return body
            except self.client.exceptions.NoSuchKey:
                return None

    def _put(self, address: str, content: bytes, **options: Any) -> None:
        total = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        self._call("put_object", address, Body=content, ContentMD5=total, **options)

    def _list(self, prefix: str = "") -> dict[str, tuple[str, int]]:
        """Address -> (ETag, size) of every object below `prefix`."""
        found = {}
        with converted(self.target.name):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.target.bucket, Prefix=self._key(prefix)
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    address = entry["Key"][len(self.target.prefix) :]
                    found[address] = (entry["ETag"].strip('"'), int(entry["Size"]))
        return found

    def _each(self, work: Callable[[str], None], addresses: Sequence[str], tell: Tell | None = None) -> None:
        """Do `work` for all addresses, several at a time; raises the first failure after the others have ended."""
        with ThreadPoolExecutor(THREADS) as pool:
            for number, (address, _) in enumerate(zip(addresses, pool.map(work, addresses), strict=True), 1):
                self._refresh()
                if tell:
                    tell(number, len(addresses), address)

    def _delete(self, addresses: Iterable[str]) -> None:
        keys = [{"Key": self._key(a)} for a in sorted(addresses)]
        for start in range(0, len(keys), 1000):
            with converted(self.target.name):
                answer = self.client.delete_objects(
                    Bucket=self.target.bucket, Delete={"Objects": keys[start : start + 1000], "Quiet": True}
                )
            if answer.get("Errors"):
                raise Transient(f"{len(answer['Errors'])} files could not be deleted")

    # The lock

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock in the bucket; one that was left behind is taken over after a quarter of an hour."""
        self._take_lock()
        try:
            yield
        finally:
            self._let_go()

    def _take_lock(self) -> None:
        for _ in range(2):
            try:
                self._put(f"{OWN}lock", self.owner.encode(), IfNoneMatch="*")
            except Exception as exc:
                if is_code(exc, "NotImplemented", "InvalidArgument") and self._read(f"{OWN}lock") is None:
                    self._put(f"{OWN}lock", self.owner.encode())
                elif not is_code(exc, "PreconditionFailed", "412", "ConditionalRequestConflict"):
                    raise
            if self._read(f"{OWN}lock") == self.owner.encode():
                self.refreshed = time.monotonic()
                return
            if self._age_of_lock() < LOCK_SECONDS:
                break
            self._delete([f"{OWN}lock"])
        what = Words("另一次发布正在进行", "another publish is under way")
        mend = Words(
            "等它结束再试；中断的发布十五分钟后失效", "wait for it to end; one that was cut gives way after 15 minutes"
        )
        raise failure(self.target.name, "locked", what, mend)

    def _age_of_lock(self) -> float:
        """Seconds since the lock was last put, by the store's own clock: ours may be wrong."""
        answer = self._call("head_object", f"{OWN}lock")
        now = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        return float(
            ((parsedate_to_datetime(now) if now else datetime.now(UTC)) - answer["LastModified"]).total_seconds()
        )

    def _refresh(self) -> None:
        """Keep the lock from giving way while we work."""
        if time.monotonic() - self.refreshed > REFRESH_SECONDS:
            self._hold()

    def _hold(self) -> None:
        """Renew the lock; raises ContentError where another publish has taken it over."""
        if self._read(f"{OWN}lock") != self.owner.encode():
            what = Words(
                "这次发布停顿过久，已由另一次发布接替", "this publish stood still too long: another has taken over"
            )
            raise failure(self.target.name, "locked", what, Words("等它结束再发布", "publish again when it has ended"))
        self._put(f"{OWN}lock", self.owner.encode())
        self.refreshed = time.monotonic()

    def _let_go(self) -> None:
        try:
            if self._read(f"{OWN}lock") == self.owner.encode():
                self._delete([f"{OWN}lock"])
        except Exception:  # noqa: S110  (the lock gives way by itself; what went wrong before is what counts)
            pass

    # The steps

    def standing(self) -> Standing:
        """What the bucket holds below the prefix; a switch that was cut counts as ours, and is done again."""
        there = self._list()
        plain = self._read(f"{OWN}manifest.json") or b"{}"
        known = manifest.from_json(plain)
        self.etags = json.loads(plain).get("etags", {}) if known else {}
        pending = manifest.from_json(self._read(f"{OWN}pending.json") or b"{}")
        damaged = {a for a in known if there.get(a, ("",))[0] != self.etags.get(a)}
        damaged |= {a for a, total in pending.items() if known.get(a) != total}
        known = {**known, **{a: t for a, t in pending.items() if a in there and a not in known}}
        foreign = sorted(a for a in there if a not in known and not a.startswith(OWN))
        return Standing(known, foreign, damaged & known.keys())

    def send(self, plan: Plan, tell: Tell) -> None:
        """Bring new bytes to `new/`; what arrived before is left out."""
        there = self._list(f"{OWN}new/")
        totals = dict.fromkeys(plan.files[a] for a in plan.sent)
        first = {plan.files[a]: a for a in reversed(plan.sent)}

        def put(address: str) -> None:
            content = (plan.source / address).read_bytes()
            if hashlib.sha256(content).hexdigest() != plan.files[address]:
                raise Transient(f"{address} changed while it was sent")
            self._put(f"{OWN}new/{plan.files[address]}", content, ContentType="application/octet-stream")

        waiting = [first[t] for t in totals if f"{OWN}new/{t}" not in there]
        self._each(put, waiting, tell)

    def verify(self, plan: Plan) -> Sequence[str]:
        """Compare the store's sums with ours; where it gives no MD5, read the object back."""
        there = self._list(f"{OWN}new/")
        wrong = []
        for address in plan.sent:
            name = f"{OWN}new/{plan.files[address]}"
            content = (plan.source / address).read_bytes()
            etag = hashlib.md5(content, usedforsecurity=False).hexdigest()
            if there.get(name, ("", 0))[0] == etag:
                continue
            found = self._read(name)
            if found is None or hashlib.sha256(found).hexdigest() != plan.files[address]:
                self._delete([name])
                wrong.append(address)
        return wrong

    def finish(self, plan: Plan) -> str:
        """Copy into place in order, then delete."""
        self._switch(plan, "new")
        return f"s3://{self.target.bucket}/{self.target.prefix}"

    def _switch(self, plan: Plan, where: str) -> None:
        """Let readers see the files of `plan`, whose bytes are in the folder `where`; says so where only some are seen."""
        try:
            self._hold()
            self._put(f"{OWN}pending.json", manifest.to_json(plan.files))
            self._set_aside(plan)
            etags = self._into_place(plan, where)
            self._settle(plan, etags)
        except Transient as exc:
            raise Transient(str(exc), self.mixed) from exc
        except ContentError as exc:
            if not self.mixed:
                raise
            what = exc.problems[0].what
            raise failure(self.target.name, "mixed", what, MIXED) from exc

    def _set_aside(self, plan: Plan) -> None:
        """Keep what will be replaced. What was kept before stays: in a second try a new file may stand in its place."""
        standing, there = plan.standing, self._list(f"{OWN}old/")
        gone = plan.removed if self.target.care.keep else ()
        names = {a: f"{OWN}old/{standing.files[a]}" for a in (*plan.changed, *gone) if a not in standing.damaged}
        self._each(lambda a: self._copy(a, names[a]), [a for a, name in names.items() if name not in there])

    def _into_place(self, plan: Plan, where: str) -> dict[str, str]:
        """Copy, in the order in which the files may be seen; gives their ETags. Puts the old files back where it fails."""
        try:
            for group in _groups(plan.sent):
                self._each(lambda a: self._place(a, f"{OWN}{where}/{plan.files[a]}"), group)
            etags = {a: e for a, (e, _) in self._list().items() if a in plan.files}
            missing = plan.files.keys() - etags.keys()
            if missing:
                raise Transient(f"{len(missing)} files are missing after the copy")
        except BaseException:
            self.mixed = not self._put_back(plan)
            raise
        self.mixed = False
        return etags

    def _place(self, address: str, source: str) -> None:
        kind, cache = headers.content_type(address), headers.cache_control(address)
        self._copy(source, address, MetadataDirective="REPLACE", ContentType=kind, CacheControl=cache)

    def _put_back(self, plan: Plan) -> bool:
        """Let the files that stood before be seen again; tells whether all are, as far as they were whole."""
        old = plan.standing.files
        replaced = [a for a in plan.changed if a not in plan.standing.damaged]
        try:
            self._hold()  # nothing more where the store is not reached, or is another's by now
            for group in reversed(_groups(replaced)):
                self._each(lambda a: self._place(a, f"{OWN}old/{old[a]}"), group)
            self._delete(set(plan.added) - set(plan.overwritten))
            whole = not plan.overwritten and len(replaced) == len(plan.changed)
            if whole:
                self._delete([f"{OWN}pending.json"])
            return whole
        except Exception:  # what went wrong before is what counts
            return False

    def _settle(self, plan: Plan, etags: Mapping[str, str]) -> None:
        """Write down what stands now, then delete what is to go."""
        standing = plan.standing
        if self.target.care.keep:
            self._put(f"{OWN}previous.json", manifest.to_json(standing.files))
        plain = json.loads(manifest.to_json(plan.files)) | {"etags": dict(sorted(etags.items()))}
        self._put(f"{OWN}manifest.json", json.dumps(plain, ensure_ascii=False).encode())
        self._delete([*plan.removed, f"{OWN}pending.json"])
        self._clear(plan, standing.files)

    def _clear(self, plan: Plan, before: Mapping[str, str]) -> None:
        keep = (
            {f"{OWN}old/{t}" for a, t in before.items() if plan.files.get(a) != t} if self.target.care.keep else set()
        )
        self._delete(a for a in (*self._list(f"{OWN}new/"), *self._list(f"{OWN}old/")) if a not in keep)

    def _copy(self, source: str, address: str, **options: Any) -> None:
        place = {"Bucket": self.target.bucket, "Key": self._key(source)}
        self._call("copy_object", address, CopySource=place, **options)

    def rollback(self) -> str:
        """Put back what the last publish replaced."""
        standing = self.standing()
        before = manifest.from_json(self._read(f"{OWN}previous.json") or b"{}")
        there = self._list(f"{OWN}old/")
        from pathlib import Path

        plan = manifest.plan(Path(), before, standing)
        if not before or any(f"{OWN}old/{before[a]}" not in there for a in plan.sent):
            what = Words("没有可以退回的版本", "there is no release to go back to")
            raise failure(self.target.name, "rollback", what, Words("重新发布", "publish again"))
        self._switch(plan, "old")
        return f"s3://{self.target.bucket}/{self.target.prefix}"


def _groups(addresses: Sequence[str]) -> list[list[str]]:
    """`addresses`, in the order in which they are to be seen, cut where the order matters."""
    groups: dict[int, list[str]] = {}
    for address in addresses:
        groups.setdefault(manifest.order(address)[0], []).append(address)
    return [groups[key] for key in sorted(groups)]
