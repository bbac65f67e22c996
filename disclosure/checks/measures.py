"""Findings under which no measure stands."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.problem import Place, Problem, Words, warning
from disclosure.subjects import Subject
from disclosure.text import quoted

ID = "measures"
NAME = Words("整改措施", "Measures of findings")


def find(subject: Subject) -> Iterator[Problem]:
    """A warning for each finding without a measure."""
    for finding in subject.report.findings:
        if not finding.measures:
            what = Words(
                f"{quoted(finding.title)}之下没有列出整改措施",
                f"no measure stands under the finding {quoted(finding.title)}",
            )
            mend = Words(
                "与原件核对，把措施写成有序列表", "compare with the original and write the measures as an ordered list"
            )
            yield warning(Place(subject.report.file, finding.line), "measures.none", what, mend)
