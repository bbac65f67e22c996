"""What templates compile to and which others they name, kept from build to build.

In: the folder that belongs to one program and one site's settings; texts of templates. Out: code objects for Jinja, and
names. A build of one report would otherwise spend a quarter of its time on compiling. Everything is found by the text it
was made from, in memory first; a file that is damaged, or of another version of Python, is as good as none.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta
from jinja2.bccache import Bucket

from disclosure import state
from disclosure.disk import write_atomic

PREFIX = "templates-"
"""Begins the names of the folders."""
KEPT = 256
"""Texts of templates that a process keeps compiled."""


class Compiled(jinja2.BytecodeCache):
    """The templates of one program and one site's settings, as compiled; without a `folder` in memory alone.

    `known` is what this process has compiled with the same environment, for this site or another.
    """

    def __init__(self, folder: Path | None, known: dict[tuple[str, str], Any]) -> None:
        self.folder, self._known = folder, known

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` where its text was compiled before."""
        bucket.code = self._find(bucket.key, bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds; raises OSError."""
        self._keep(bucket.key, bucket.checksum, bucket.code)

    def references(self, name: str, source: str) -> tuple[str | None, ...]:
        """The names that the template `name` refers to; None among them where one is worked out while rendering.

        Raises jinja2.TemplateSyntaxError where its text, `source`, is wrong, and OSError.
        """
        key, checksum = f"names-{self.get_cache_key(name)}", self.get_source_checksum(source)
        found: tuple[str | None, ...] | None = self._find(key, checksum)
        if found is None:
            parsed = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).parse(source)
            found = tuple(meta.find_referenced_templates(parsed))
            self._keep(key, checksum, found)
        return found

    def _find(self, key: str, checksum: str) -> Any:
        """What was kept for the text with this sum; None where nothing was."""
        if (key, checksum) not in self._known and self.folder is not None:
            before, value = state.load(self.folder / key) or ("", None)
            if before == checksum:
                self._remember(key, checksum, value)
        return self._known.get((key, checksum))

    def _keep(self, key: str, checksum: str, value: Any) -> None:
        """Keep `value`: on disk in the place of what the last text of the template gave."""
        self._remember(key, checksum, value)
        if self.folder is None:
            return
        if not self.folder.exists():
            for old in self.folder.parent.glob(f"{PREFIX}*"):
                if old != self.folder:  # another process may just have made it
                    shutil.rmtree(old, ignore_errors=True)
        write_atomic(self.folder / key, state.packed((checksum, value)))

    def _remember(self, key: str, checksum: str, value: Any) -> None:
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[key, checksum] = value
