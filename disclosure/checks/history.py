"""One report of a body beside the others: a notice that stands twice, and matches of findings that lead to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.problem import Place, Problem, Words, error, warning
from disclosure.report import Report
from disclosure.subjects import Subject

ID = "history"
NAME = Words("前后通报的对应", "Matches between reports")


def find(subject: Subject) -> Iterator[Problem]:
    """A warning where the notice stands a second time, an error for each match that does not lead from finding to finding."""
    yield from _twice(subject)
    yield from _matches(subject)


def _twice(subject: Subject) -> Iterator[Problem]:
    """A notice that is there under an earlier key too: everything in it would be counted twice."""
    report = subject.report
    for other in subject.body.reports:
        if other.key < report.key and _is_same(report, other):
            what = Words(f"原件或正文与 {other.key}.md 相同", f"its original or its text is that of {other.key}.md")
            mend = Words(
                "删去其中一份；确是两份则不必改，两份都会计数",
                "delete one of the two; if they are two notices leave them, both are counted",
            )
            yield warning(Place(report.file, 1), "history.twice", what, mend)


def _is_same(one: Report, other: Report) -> bool:
    """Whether two reports have one original, or the same text."""
    if one.source and other.source and one.source.sha256 == other.source.sha256:
        return True
    return _text(one) == _text(other)


def _text(report: Report) -> list[tuple[str, str]]:
    return [(section.heading, section.text) for section in report.sections]


def _matches(subject: Subject) -> Iterator[Problem]:
    known = {f"{report.key}#{finding.id}" for report in subject.body.reports for finding in report.findings}
    for new, old in sorted(subject.body.matches.items()):
        if new.partition("#")[0] != subject.report.key and new in known:
            continue
        for end in (new, old):
            if end not in known and (new in known or subject.report is subject.body.reports[0]):
                what = Words(
                    f"body.yaml 的 matches 写了 {end}，没有这个问题",
                    f"matches in body.yaml names {end}, which is no finding",
                )
                mend = Words("写“通报日期#编号”，例如 2026-01-20#1.2", "write date#id, for example 2026-01-20#1.2")
                yield error(Place(f"{subject.body.folder}/body.yaml"), "history.match", what, mend)
