"""What can be wrong with what a user gave us, said so that the user can mend it.

In: a place, a code and words. Out: one line, `file:line: what is wrong; how to mend it`.
Traded away: no exception hierarchy. Stages return lists of `Problem`; only a stage that cannot go on
raises, and it raises all it knows at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How much a problem matters: an error stops a build or a publish, the others do not."""

    ERROR = 0
    WARNING = 1
    NOTE = 2


class Words(NamedTuple):
    """The same words in the two languages of the program."""

    zh: str
    en: str


class Place(NamedTuple):
    """Where something stands."""

    file: str
    """Path as the user knows it: relative to the site's folder, or as typed on the command line."""
    line: int = 0
    """Line, counted from 1; 0 where the whole file is meant."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, doubtful or worth knowing."""

    place: Place
    severity: Severity
    code: str
    """Stable id, `family.word` in lower case: `report.date`, `law.lost`."""
    what: Words
    """What is wrong, without a full stop."""
    mend: Words = field(default=Words("", ""))
    """How to mend it, without a full stop; empty for a note that asks for nothing."""

    def line(self, language: str = "en") -> str:
        """The problem as one line in `language` (`zh` or `en`)."""
        zh = language.startswith("zh")
        what, mend = (self.what.zh, self.mend.zh) if zh else (self.what.en, self.mend.en)
        joint = "；" if zh else "; "
        return one_line(f"{self.place}: {what}{joint}{mend}" if mend else f"{self.place}: {what}")


def one_line(text: str) -> str:
    """`text` with line ends and other control characters made visible, so that a message stays one line."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in text)


def error(place: Place, code: str, what: Words, mend: Words) -> Problem:
    """A problem that must be mended before anything is written."""
    return Problem(place, Severity.ERROR, code, what, mend)


def warning(place: Place, code: str, what: Words, mend: Words) -> Problem:
    """A problem that a person should look at."""
    return Problem(place, Severity.WARNING, code, what, mend)


def note(place: Place, code: str, what: Words) -> Problem:
    """A fact worth knowing that asks for nothing."""
    return Problem(place, Severity.NOTE, code, what)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of `problems` is an error."""
    return any(p.severity is Severity.ERROR for p in problems)


class ContentError(Exception):
    """The content has errors: exit status 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(p.line() for p in self.problems))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """As it goes from a worker process to its parent: with its problems, not with their text."""
        return type(self), (self.problems,)


class UsageError(ContentError):
    """The command line or site.yaml is wrong: exit status 2."""
