"""Parts that do not add to their whole, and shares that their counts do not give, inside one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure import audit
from disclosure.problem import Problem, Words
from disclosure.problem import note as problem_note
from disclosure.subjects import Subject
from disclosure.text import quoted

ID = "sums"
NAME = Words("句内合计", "Sums inside a sentence")


def find(subject: Subject) -> Iterator[Problem]:
    """A note for each sentence whose figures are not reconciled."""
    for note in audit.sentences(subject.report):
        words = Words(f"{note.words.zh}：{quoted(note.quote)}", f"{note.words.en}: {quoted(note.quote)}")
        yield problem_note(subject.words(note.quote, note.line), note.code, words)
