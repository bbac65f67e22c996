"""Findings whose result a report does not state."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure import audit
from disclosure.problem import Place, Problem, Words, warning
from disclosure.problem import note as problem_note
from disclosure.subjects import Subject

ID = "results"
NAME = Words("整改结果", "Results of findings")


def find(subject: Subject) -> Iterator[Problem]:
    """A warning for each silent finding where others speak; one note where none does."""
    for note in audit.results(subject.report):
        place = Place(subject.report.file, note.line or 1)
        if note.code == "results.none":
            yield problem_note(place, note.code, note.words)
        else:
            mend = Words(
                "与原件核对；原文有结果则写上 status，没有则不必改，页面会写“未写明”",
                "compare with the original; where it states a result write status=…, else leave it: the page says “not stated”",
            )
            yield warning(place, note.code, note.words, mend)
