"""Matches of findings that were set by hand and lead to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.problem import Place, Problem, Words, error
from disclosure.subjects import Subject

ID = "history"
NAME = Words("前后通报的对应", "Matches between reports")


def find(subject: Subject) -> Iterator[Problem]:
    """An error for each match of this report whose two ends are not both findings of the body."""
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
                mend = Words("写“报告日期#编号”，例如 2026-01-20#1.2", "write date#id, for example 2026-01-20#1.2")
                yield error(Place(f"{subject.body.folder}/body.yaml"), "history.match", what, mend)
