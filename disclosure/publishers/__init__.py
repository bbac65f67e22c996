"""The kinds of places a site can be sent to: a member a kind, one way of working.

In: a target of site.yaml and a plan. Out: the target holds what the plan says. Every member works in the same
steps: `standing` (what is there), `send` (everything new arrives where readers do not see it), `verify` (by
checksum), `finish` (readers see it; deletions last). A fault leaves the old site as it was, and the next publish takes up what has arrived;
a store that breaks off in the middle of `finish` and is not reached again holds both, and the error says so. Traded away: no member publishes anything that it cannot verify.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from disclosure.manifest import Plan, Standing
from disclosure.problem import ContentError, Place, Words, error
from disclosure.targets import FolderTarget, GitTarget, RsyncTarget, S3Target, Target

Tell = Callable[[int, int, str], None]
"""Told how many files of how many are there, and the last one's address."""


class Transient(Exception):
    """A step failed in a way that may pass (a broken connection): it is tried again."""

    def __init__(self, words: str, mixed: bool = False) -> None:
        super().__init__(words)
        self.mixed = mixed
        """Whether new files stand beside old ones where readers see them."""


MIXED = Words(
    "尽快再发布一次：此刻新旧文件并存，没有缺少的文件，再次发布会补完",
    "publish again soon: until then new files stand beside old ones, none is missing, and the next publish ends it",
)
"""How to mend a publish that broke off while readers could see it."""


def failure(name: str, code: str, what: Words, mend: Words) -> ContentError:
    """A publish to the target `name` cannot go on; `mend` says so where what stands there was touched."""
    return ContentError([error(Place(name), f"publish.{code}", what, mend)])


@dataclass(frozen=True, slots=True)
class Context:
    """What a member needs beside its target."""

    root: Path
    """The site's folder."""
    cache: Path
    """A folder of this target's own on this machine; it may be deleted at any time."""


class Publisher(Protocol):
    """A member, opened for one target."""

    def lock(self) -> AbstractContextManager[None]:
        """Keep other publishers away; raises ContentError where one is at work."""

    def standing(self) -> Standing:
        """What stands at the target."""

    def send(self, plan: Plan, tell: Tell) -> None:
        """Bring everything new to the target, unseen; takes up what an earlier try left. Raises Transient."""

    def verify(self, plan: Plan) -> Sequence[str]:
        """Addresses whose bytes at the target are not those of the plan; raises Transient."""

    def finish(self, plan: Plan) -> str:
        """Let readers see it, then remove what is to go; tells what stands there now. Raises Transient."""

    def rollback(self) -> str:
        """Go back to the release before; tells which. Raises ContentError where the target cannot."""


PUBLISHERS: dict[type[Any], tuple[str, str]] = {
    FolderTarget: ("disclosure.publishers.folder", "Folder"),
    GitTarget: ("disclosure.publishers.git", "Git"),
    RsyncTarget: ("disclosure.publishers.rsync", "Rsync"),
    S3Target: ("disclosure.publishers.s3", "S3"),
}
"""Module and class of each kind, loaded when it is used."""


def open_target(target: Target, context: Context) -> Publisher:
    """The member for `target`."""
    module, name = PUBLISHERS[type(target)]
    made: Publisher = getattr(importlib.import_module(module), name)(target, context)
    return made
