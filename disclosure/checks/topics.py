"""Findings for which the rules of `site.yaml` find no topic."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.problem import Place, Problem, Words, note
from disclosure.subjects import Subject
from disclosure.text import quoted
from disclosure.topics import OTHER, topics_of

ID = "topics"
NAME = Words("主题", "Topics")


def find(subject: Subject) -> Iterator[Problem]:
    """A note for each finding that stands under “other”; nothing where the site has no topics."""
    if not subject.config.topics:
        return
    for finding in subject.report.findings:
        if [m.topic for m in topics_of(finding, subject.config.topics)] == [OTHER] and finding.topics != (OTHER,):
            what = Words(
                f'{quoted(finding.title)}不属于任何主题，归入“其他”（可在标题上写 topics="…"）',
                f'no topic fits the finding {quoted(finding.title)}; it stands under “other” (topics="…" on its heading sets one)',
            )
            yield note(Place(subject.report.file, finding.line), "topics.none", what)
