"""The time in which readers may comment (公开期限): not stated, without a year, over, or over before the next build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.day import after
from disclosure.problem import Problem, Words, note, warning
from disclosure.subjects import Subject

ID = "window"
NAME = Words("公开期限", "Time for comments")
_NO_YEAR = re.compile(
    r"(?:期限|期间|时间|公示|公开)[^。\n]{0,12}?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:至|到|—|－|-|~|～)+\s*(\d{1,2}\s*月\s*\d{1,2}\s*日)"
)


def find(subject: Subject) -> Iterator[Problem]:
    """Notes about the window of one report."""
    report, window = subject.report, subject.report.comments
    if not (window.opens or window.closes or window.stated):
        words = Words("通报没有写明公开期限", "the notice states no time for comments")
        yield note(subject.key("published"), "window.none", words)
        return
    for section in report.sections:
        for match in _NO_YEAR.finditer(section.text) if "年" in section.text else ():
            words = Words(
                f"公开期限的结束日期“{match[1]}”没有写年份，按前一日期读作 {window.closes or '同年'}",
                f"the end of the time for comments, “{match[1]}”, names no year; read after the date before it as "
                f"{window.closes or 'the same year'}",
            )
            yield note(subject.words(match[0], section.line), "window.year", words)
    if not window.closes or len(window.closes) < 10:
        return
    if subject.day.has_come(after(window.closes, 1)):
        words = Words(f"公开期限已于 {window.closes} 结束", f"the time for comments ended on {window.closes}")
        yield note(subject.key("comments.closes"), "window.over", words)
        return
    days = subject.config.publish.next_build_days
    if report.state == "published" and subject.day.has_come(after(window.closes, 1 - days)):
        words = Words(
            f"公开期限在 {window.closes} 结束，早于下一次生成（{days} 天后）",
            f"the time for comments ends on {window.closes}, before the next build ({days} days from now)",
        )
        mend = Words(
            "在那之前再生成一次，或在 site.yaml 里改 publish.next_build_days",
            "build once more before that day, or set publish.next_build_days in site.yaml",
        )
        yield warning(subject.key("comments.closes"), "window.next", words, mend)
