"""The content folder as the importer needs it: which bodies there are, and which reports each has.

In: the path of a content folder. Out: shelves (a body's folder with its reports), found by slug or publisher.
Traded away: reports are read once when their body is first asked for, not watched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from disclosure import bodies, yamltext
from disclosure.disk import walk_files
from disclosure.problem import Problem

_DIGEST = re.compile(rb"^  sha256: ['\"]?([0-9a-f]{64})", re.M)


@dataclass(slots=True)
class Shelf:
    """A body's folder."""

    slug: str
    folder: Path
    reports: dict[str, str] = field(default_factory=dict)
    """Reports by name (`2026-01-20`): the digest of the source, empty where it names none."""

    def read(self, key: str) -> bytes:
        """The bytes of the report `key`: read each time, so that memory stays flat over thousands of reports."""
        return (self.folder / f"{key}.md").read_bytes()


class Library:
    """The bodies of one content folder; it changes as reports are added."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: list[bodies.Known] = []
        self._shelves: dict[str, Shelf] = {}
        if root.is_dir():
            for path in walk_files(root):
                if path.name == "body.yaml":
                    self._add(path)
        self._index = bodies.index(self._known)

    def _add(self, path: Path) -> None:
        parsed, _ = yamltext.parse(path.read_bytes().decode("utf-8-sig", "replace"), str(path))
        data = parsed.data if isinstance(parsed.data, dict) else {}
        region = data.get("region")
        name = str(data.get("name") or "")
        self._known.append(
            bodies.Known(
                path.parent.name,
                name,
                str(data.get("short_name") or name),
                str(path.parent),
                tuple(map(str, region)) if isinstance(region, list) else (),
            )
        )
        self._shelves[path.parent.name] = Shelf(path.parent.name, path.parent)

    def shelf(self, slug: str) -> Shelf | None:
        """The body `slug` with its reports; None where there is none."""
        shelf = self._shelves.get(slug)
        if shelf and not shelf.reports:
            for path in sorted(shelf.folder.glob("*.md")):
                match = _DIGEST.search(path.read_bytes())
                shelf.reports[path.stem] = match[1].decode() if match else ""
        return shelf

    def find(self, publisher: str, around: Sequence[str], file: str) -> tuple[Shelf | None, list[Problem]]:
        """The body that `publisher` names, or an error where several fit."""
        known, problems = bodies.find(publisher, self._index, around, file)
        return (self.shelf(known.slug) if known else None), problems

    def taken(self) -> dict[str, str]:
        """The slugs in use, with the names of their bodies."""
        return {known.slug: known.name for known in self._known}

    def new(self, slug: str) -> Shelf:
        """A shelf for a new body, not written yet."""
        return self.shelf(slug) or Shelf(slug, self.root / slug)

    def put(self, path: Path, digest: str) -> None:
        """Remember the report at `path`, just written."""
        slug = path.parent.name
        if slug not in self._shelves:
            self._add(path.parent / "body.yaml")
            for name, more in bodies.index(self._known[-1:]).items():
                self._index[name] = (*self._index.get(name, ()), *more)
        shelf = self.shelf(slug)
        if shelf:
            shelf.reports[path.stem] = digest
