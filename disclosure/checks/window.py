"""The time in which readers may comment (公开期限): not stated, without a year, or over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.problem import Problem, Words, note
from disclosure.subjects import Subject

ID = "window"
NAME = Words("反馈期限", "Time for comments")
_NO_YEAR = re.compile(
    r"(?:期限|期间|时间|公示|公开)[^。\n]{0,12}?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:至|到|—|－|-|~|～)+\s*(\d{1,2}\s*月\s*\d{1,2}\s*日)"
)


def find(subject: Subject) -> Iterator[Problem]:
    """Notes about the window of one report."""
    report, window = subject.report, subject.report.comments
    if not (window.opens or window.closes or window.stated):
        words = Words("通报没有写明反馈期限", "the notice states no time for comments")
        yield note(subject.key("published"), "window.none", words)
        return
    for section in report.sections:
        for match in _NO_YEAR.finditer(section.text) if "年" in section.text else ():
            words = Words(
                f"反馈期限的结束日期“{match[1]}”没有写年份，按前一日期读作 {window.closes or '同年'}",
                f"the end of the time for comments, “{match[1]}”, names no year; read after the date before it as "
                f"{window.closes or 'the same year'}",
            )
            yield note(subject.words(match[0], section.line), "window.year", words)
    if window.closes and len(window.closes) == 10 and window.closes < subject.today:
        words = Words(f"反馈期限已于 {window.closes} 结束", f"the time for comments ended on {window.closes}")
        yield note(subject.key("comments.closes"), "window.over", words)
