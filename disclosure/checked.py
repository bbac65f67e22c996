"""What a check found, kept for the next one: of each body and of each page, with all that it depends on.

In: what was found. Out: the same, as long as nothing that it came from is another. It stands in one file of the hidden
folder beside the output. A file that is gone or damaged, or that cannot be written, costs only time.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from disclosure import state
from disclosure.config import Config
from disclosure.disk import digest, walk_files
from disclosure.keeping import plain_bytes
from disclosure.problem import Place, Problem, Severity, Words
from disclosure.reviews import Review
from disclosure.scanning import PageFound
from disclosure.state import Scan, Signature
from disclosure.task import PACKAGE

FILE = "checked"
"""In the hidden folder beside the output."""
_LIBRARIES = ("ahocorasick-rs", "jinja2", "lxml", "markdown-it-py", "pyyaml")
"""Those that read reports and their originals."""


class BodyFound(NamedTuple):
    """What was found in the files of a body."""

    folder: str
    slug: str
    names: tuple[str, ...] | None
    """Its reports: `slug/key`; None where it cannot be read."""
    hidden: tuple[str, ...]
    """Keys of its reports that must not be seen."""
    withdrawn: tuple[str, ...]
    """Those of its reports that were withdrawn: `slug/key`."""
    problems: tuple[Problem, ...]
    sum: bytes
    """Sum over the bytes of its files; empty where one cannot be read."""
    reviews: bytes
    """Sum of the decisions about it."""
    day: str
    """The day of the check."""
    until: str
    """First day on which something else would be found; empty where none is known."""

    def holds(self, day: str, reviews: bytes) -> bool:
        """Whether the same would be found on `day`, with decisions of the sum `reviews`, in the same files."""
        return self.reviews == reviews and self.day <= day and not (self.until and self.until <= day)


class PageKept(NamedTuple):
    """What was found on a page, and what that depends on beside its bytes."""

    signature: Signature
    hidden: tuple[str, ...]
    weight: int
    """Bytes of the files that it loads."""
    found: PageFound


@dataclass(slots=True)
class Checked:
    """All that a check found."""

    base: bytes = b""
    """Sum over the program and the settings."""
    shown: str = ""
    """The output folder as the user knew it: messages name it."""
    changed: bool = True
    """Whether it is not what was kept."""
    content: Scan | None = None
    bodies: dict[str, BodyFound] = field(default_factory=dict)
    """By folder."""
    files: frozenset[str] = frozenset()
    """Every file of the output."""
    pages: dict[str, PageKept] = field(default_factory=dict)


def load(store: Path | None, config: Config) -> Checked:
    """What the check before found, as far as `store` has it and this program, with these settings, would find the same."""
    base = _base(config)
    value = None
    with suppress(OSError):
        value = state.load(store / FILE) if store else None
    if not value or value[0] != base:
        return Checked(base)
    _, shown, scan, bodies, files, pages = value
    return Checked(
        base,
        shown,
        False,
        Scan(*scan) if scan else None,
        {row[0]: BodyFound(*row)._replace(problems=_problems(row[5])) for row in bodies},
        frozenset(files),
        {row[0]: _page(*row) for row in pages},
    )


def save(store: Path, checked: Checked) -> None:
    """Keep `checked` for the next check; where it cannot be written, that one looks at everything again."""
    scan = checked.content
    value = (
        checked.base,
        checked.shown,
        (scan.folders, scan.files) if scan else None,
        [tuple(body._replace(problems=_plain(body.problems))) for body in checked.bodies.values()],
        sorted(checked.files),
        [
            (
                page,
                kept.signature,
                kept.hidden,
                kept.weight,
                tuple(kept.found._replace(problems=_plain(kept.found.problems))),
            )
            for page, kept in checked.pages.items()
        ],
    )
    with suppress(OSError):
        state.save(store / FILE, value)


def sum_of(reviews: Sequence[Review]) -> bytes:
    """A sum over decisions about names."""
    return digest(plain_bytes(reviews))


def _page(page: str, signature: Signature, hidden: tuple[str, ...], weight: int, found: Any) -> PageKept:
    own = PageFound(*found)
    return PageKept(signature, hidden, weight, own._replace(problems=_problems(own.problems)))


def _plain(problems: Sequence[Problem]) -> Any:
    return tuple((*p.place, int(p.severity), p.code, *p.what, *p.mend) for p in problems)


def _problems(rows: Any) -> tuple[Problem, ...]:
    levels = tuple(Severity)
    return tuple(
        Problem(Place(file, line), levels[severity], code, Words(zh, en), Words(mend_zh, mend_en))
        for file, line, severity, code, zh, en, mend_zh, mend_en in rows
    )


def _base(config: Config) -> bytes:
    """The sum over what every finding depends on. Exceptions set aside what was found, they do not change it."""
    config = replace(config, checks=replace(config.checks, exceptions=()))
    files = (path for path in walk_files(PACKAGE) if path.suffix != ".pyc")
    program = (part for path in files for part in (str(path.relative_to(PACKAGE)).encode(), path.read_bytes()))
    return digest(plain_bytes(config), *(_version(name).encode() for name in _LIBRARIES), *program)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
