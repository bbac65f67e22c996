"""Publish: build, check, plan, send, verify, switch.

In: a site's folder, its output folder and a target. Out: an `Outcome`; the target holds the new site, or the old one
as it was. Nothing is sent when the content has errors. What is removed is only what an earlier publish put there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from disclosure import config as settings
from disclosure import manifest, trees
from disclosure.building import build
from disclosure.checking import Result, check
from disclosure.checks import addresses
from disclosure.config import Config
from disclosure.lasting import is_lasting, public_addresses, remember
from disclosure.manifest import Plan
from disclosure.oswords import reason
from disclosure.problem import ContentError, Place, Problem, UsageError, Words, error, has_errors, warning
from disclosure.publishers import MIXED, Context, Publisher, Tell, Transient, failure, open_target
from disclosure.subjects import OutputView, public
from disclosure.targets import PublishSettings, Target

CACHE = ".cache/publish"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publish did, or would do."""

    target: Target
    plan: Plan
    release: str
    """What stands at the target now, in the target's own words; empty for a dry run."""
    problems: tuple[Problem, ...]
    """Warnings of the build and the check."""
    seconds: float


def _quiet(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person at the command wants of a publish."""

    dry_run: bool = False
    allow_deletions: bool = False
    take_over: bool = False
    """Whether files of others that stand where ours must be are written over."""


def choose(config: PublishSettings, name: str | None) -> Target:
    """The target `name`, or the only one; raises UsageError."""
    names = [t.name for t in config.targets]
    if name in names or (name is None and len(names) == 1):
        return config.targets[names.index(name) if name else 0]
    place = Place("site.yaml")
    if not names:
        what = Words("没有设置发布目标", "no target to publish to is set")
        mend = Words(
            "在 site.yaml 的 publish.targets 下写一个，见 docs/publish.md",
            "add one under publish.targets, see docs/publish.md",
        )
    else:
        asked = name or ""
        what = Words(
            f"没有发布目标 {asked}" if name else "有几个发布目标",
            f"there is no target {asked}" if name else "there are several targets",
        )
        mend = Words(f"在命令后写明一个：{'、'.join(names)}", f"name one of {', '.join(names)}")
    raise UsageError([error(place, "publish.target", what, mend)])


def opened(root: Path, target: Target) -> Publisher:
    """The publisher of a target of the site at `root`."""
    return open_target(target, Context(root.resolve(), root.resolve() / CACHE / target.name))


def publish(
    root: Path,
    output: Path,
    name: str | None,
    today: str,
    wishes: Wishes = Wishes(),
    *,
    show: Callable[[Plan], None] = _quiet,
    tell: Tell = _quiet,
    waiting: Callable[[], None] = _quiet,
    pause: float = 1.0,
) -> Outcome:
    """Build the site at `root` into `output` and bring it to the target `name` (None: the only one).

    `show` is given the plan before anything is sent, `tell` each file that arrived; `pause` is the time (seconds)
    before the first retry, doubled each time. Raises ContentError or UsageError, the old site standing.
    """
    started = time.perf_counter()
    config = settings.load(root / "site.yaml")
    target = choose(config.publish, name)
    summary = build(root, output, today=today, waiting=waiting)
    place = trees.resolve(output)
    with trees.locked(trees.store_of(place), waiting):
        result = _checked(root, place, today)
        problems = tuple(dict.fromkeys((*summary.problems, *result.problems)))
        publisher = opened(root, target)
        files = manifest.of_folder(place)
        attempts = _Attempts(target, pause)
        with attempts.lock(publisher):
            plan = manifest.plan(place, files, attempts(publisher.standing))
            show(plan)
            _guard(target, plan, wishes)
            _guard_pages(config, plan, wishes)
            release = "" if wishes.dry_run or plan.is_empty else _send(publisher, plan, attempts, tell)
        if release:
            problems += _remembered(root, result.output)
    return Outcome(target, plan, release, problems, time.perf_counter() - started)


def _checked(root: Path, output: Path, today: str) -> Result:
    result = check(root, output, today)
    if result.failed:
        raise ContentError(p for p in result.problems if has_errors([p]))
    return result


def _remembered(root: Path, output: OutputView | None) -> tuple[Problem, ...]:
    """Add what was published to the list of addresses that must never be lost; a list that cannot be written is told."""
    try:
        remember(root, public_addresses(output.files, output.ids) if output else ())
    except OSError as exc:
        why = reason(exc)
        what = Words(f"未能记录公布过的网址：{why.zh}", f"published addresses were not recorded: {why.en}")
        mend = Words("检查权限后再发布一次", "check the permissions and publish again")
        return (warning(Place(addresses.FILE), "publish.addresses", what, mend),)
    return ()


def _guard(target: Target, plan: Plan, wishes: Wishes) -> None:
    """Refuse what a person must look at first."""
    if plan.overwritten and not wishes.take_over:
        some = plan.overwritten[:3]
        what = Words(
            f"目标里有 {len(plan.overwritten)} 个不是本程序放的文件会被覆盖：{'、'.join(some)}",
            f"{len(plan.overwritten)} files that are not of this program would be written over: {', '.join(some)}",
        )
        mend = Words("移走它们；确需覆盖时用 --take-over", "move them away, or say --take-over to write over them")
        raise failure(target.name, "foreign", what, mend)
    limit = target.care.max_delete
    if not wishes.allow_deletions and manifest.too_many_removed(plan, limit):
        gone, there = len(plan.removed), len(plan.standing.files)
        what = Words(
            f"会删除 {there} 个文件中的 {gone} 个，超过 {limit}%",
            f"{gone} of {there} files would be removed, more than {limit} %",
        )
        mend = Words(
            "核对内容；确需删除时用 --allow-deletions", "look at the content, or say --allow-deletions to remove them"
        )
        raise failure(target.name, "deletions", what, mend)


def _guard_pages(config: Config, plan: Plan, wishes: Wishes) -> None:
    """Refuse to lose a page that stands at the target: the list of addresses may not have come along (a fresh clone)."""
    folders = {old for old, _ in config.redirects if old.endswith("/")}
    lost = [a for a in plan.removed if a.endswith(".html") and is_lasting(a) and not addresses.is_below(a, folders)]
    waived = any(w.rule in (addresses.ID, "addresses.page") and not w.report for w in config.checks.exceptions)
    if not lost or wishes.allow_deletions or waived:
        return
    found = []
    for address in lost:
        what = Words(f"公布过的网页 {public(address)} 已不存在", f"the published page {public(address)} is gone")
        mend = Words(
            "在 site.yaml 的 redirects 里写明它的新网址；确需删除时用 --allow-deletions",
            "say where it moved to under redirects in site.yaml, or say --allow-deletions to remove it",
        )
        found.append(error(Place("site.yaml"), "addresses.page", what, mend))
    raise ContentError(found)


def _send(publisher: Publisher, plan: Plan, attempts: _Attempts, tell: Tell) -> str:
    wrong: list[str] = []
    for _ in range(2):  # what arrived damaged is sent once more
        attempts(lambda: publisher.send(plan, tell))
        wrong = list(attempts(lambda: publisher.verify(plan)))
        if not wrong:
            return attempts(lambda: publisher.finish(plan))
    what = Words(f"{len(wrong)} 个文件传到后校验不符：{wrong[0]}", f"{len(wrong)} files arrived damaged: {wrong[0]}")
    mend = Words("再发布一次；原网站未受影响", "publish again; the old site stands")
    raise failure(attempts.target.name, "verify", what, mend)


class _Attempts:
    """Tries a step again while what went wrong may pass."""

    def __init__(self, target: Target, pause: float) -> None:
        self.target, self.pause = target, pause

    def __call__(self, step: Callable[[], T]) -> T:
        wait = self.pause
        for left in range(self.target.care.retries, -1, -1):
            try:
                return step()
            except Transient as exc:
                if not left:
                    raise self.given_up(exc) from exc
                time.sleep(wait)
                wait *= 2
        raise AssertionError

    def given_up(self, exc: Transient) -> ContentError:
        """The problem of a connection that stays broken."""
        what = Words(f"连接中断：{exc}", f"the connection broke: {exc}")
        mend = Words(
            "再发布一次，会接着上次的进度；原网站未受影响",
            "publish again: it takes up where it stopped; the old site stands",
        )
        return failure(self.target.name, "connection", what, MIXED if exc.mixed else mend)

    def lock(self, publisher: Publisher) -> _Lock:
        """The publisher's lock, tried again like any step."""
        return _Lock(publisher, self)


class _Lock:
    def __init__(self, publisher: Publisher, attempts: _Attempts) -> None:
        self.publisher, self.attempts = publisher, attempts

    def __enter__(self) -> None:
        def take() -> None:
            held = self.publisher.lock()
            held.__enter__()
            self.held = held

        self.attempts(take)

    def __exit__(self, *exc: object) -> None:
        self.held.__exit__(None, None, None)


def rollback(root: Path, name: str | None, pause: float = 1.0) -> str:
    """Let the target `name` go back to the release before; tells which. Raises ContentError or UsageError."""
    target = choose(settings.load(root / "site.yaml").publish, name)
    publisher = opened(root, target)
    attempts = _Attempts(target, pause)
    with attempts.lock(publisher):
        return attempts(publisher.rollback)
