"""Totals that a report states about itself and that its own list does not give."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure import audit
from disclosure.problem import Problem, Words, warning
from disclosure.subjects import Subject

ID = "claims"
NAME = Words("自报总数与清单", "Stated totals and the list")


def find(subject: Subject) -> Iterator[Problem]:
    """A warning for each total that differs from what is counted."""
    for note in audit.claims(subject.report):
        mend = Words(
            "与原件核对；属实则不必改，页面会并列两个数字",
            "compare with the original; if both figures are right leave them, the page shows them side by side",
        )
        yield warning(subject.key(note.key), note.code, note.words, mend)
