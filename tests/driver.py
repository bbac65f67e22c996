"""A site to work on in a test: made from a folder, built, changed, read."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from disclosure.building import Summary, build
from disclosure.problem import ContentError

SITES = Path(__file__).parent / "sites"


class Site:
    """A copy of a site's folder. Every step returns the site, so that steps can be chained."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "output"
        self.summary: Summary | None = None

    @classmethod
    def copy(cls, name: str, folder: Path) -> Site:
        """A copy of `tests/sites/<name>` below `folder`."""
        root = folder / name
        shutil.copytree(SITES / name, root)
        return cls(root)

    def build(self, **options: object) -> Site:
        """Build the site; `summary` tells what was done."""
        self.summary = build(self.root, self.output, **options)  # type: ignore[arg-type]
        return self

    def write(self, path: str, text: str) -> Site:
        """Write `text` to a file of the site."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return self

    def change(self, path: str, before: str, after: str) -> Site:
        """Replace `before`, which must be there, by `after` in a file of the site."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert before in text, f"{path} does not hold {before!r}"
        return self.write(path, text.replace(before, after))

    def remove(self, path: str) -> Site:
        """Remove a file or folder of the site."""
        target = self.root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        return self

    def problems(self) -> list[str]:
        """The lines that a build complains with; empty where it succeeds."""
        try:
            self.build()
        except ContentError as exc:
            return [p.line() for p in exc.problems]
        return []

    @property
    def built(self) -> set[str]:
        """Addresses written by the last build."""
        assert self.summary
        return set(self.summary.built)

    @property
    def built_pages(self) -> set[str]:
        """Pages for people among the addresses written by the last build: no data files, no search index."""
        return {address for address in self.built if address.endswith(".html")}

    def read(self, address: str) -> str:
        """A file of the output as text."""
        return (self.output / address).read_text(encoding="utf-8")

    def main(self, address: str) -> str:
        """What stands inside `<main>` of a page."""
        match = re.search(r"<main\b[^>]*>(.*)</main>", self.read(address), re.S)
        assert match, f"{address} has no <main>"
        return match[1]

    def files(self) -> dict[str, bytes]:
        """Every file of the output with its bytes."""
        return tree(self.output)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, by path."""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where, name)
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
