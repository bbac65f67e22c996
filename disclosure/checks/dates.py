"""Dates out of order, in the future, or further apart than a limit of `site.yaml` allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.problem import Problem, Words, error, note, warning
from disclosure.report import Report
from disclosure.subjects import Subject

ID = "dates"
NAME = Words("日期", "Dates")
_NAMES = {
    "started": Words("进驻日期", "the start of the inspection"),
    "ended": Words("结束日期", "the end of the inspection"),
    "feedback": Words("反馈日期", "the handing over of findings"),
    "published": Words("公布日期", "the publication"),
    "opens": Words("公开期限的开始日期", "the opening of the time for comments"),
    "closes": Words("公开期限的结束日期", "the end of the time for comments"),
}
_ORDER = (
    ("started", "ended"),
    ("ended", "feedback"),
    ("started", "feedback"),
    ("feedback", "published"),
    ("ended", "published"),
    ("opens", "closes"),
)


def find(subject: Subject) -> Iterator[Problem]:
    """What is wrong with the dates of one report."""
    dates = stated(subject.report)
    for first, second in _ORDER:
        one, other = dates[first], dates[second]
        if one and other and one[: len(other)] > other[: len(one)]:
            what = Words(
                f"{_NAMES[first].zh} {one} 晚于{_NAMES[second].zh} {other}",
                f"{_NAMES[first].en} ({one}) is later than {_NAMES[second].en} ({other})",
            )
            yield error(subject.key(_key(first)), "dates.order", what, Words("与原件核对", "compare with the original"))
    published = subject.report.published
    if not subject.day.has_come(published):
        what = Words(
            f"公布日期 {published} 尚未到来，之前不会显示",
            f"the publication date {published} is still to come; the report is hidden until then",
        )
        yield warning(
            subject.key("published"),
            "dates.future",
            what,
            Words("如非预定发布，请改正", "correct it unless the report is scheduled"),
        )
    for limit in subject.config.checks.limits:
        days = between(dates[limit.start], dates[limit.end])
        if days is not None and days > limit.days:
            words = Words(
                f"{_NAMES[limit.start].zh}到{_NAMES[limit.end].zh}相隔 {days} 天，“{limit.source}”写明的期限为 {limit.days} 天",
                f"{days} days lie between {_NAMES[limit.start].en} and {_NAMES[limit.end].en}; “{limit.source}” sets {limit.days}",
            )
            yield note(subject.key(_key(limit.end)), "dates.limit", words)


def stated(report: Report) -> dict[str, str | None]:
    """Every date of a report by its short name."""
    i, c = report.inspection, report.comments
    return {
        "started": i.started,
        "ended": i.ended,
        "feedback": i.feedback,
        "published": report.published,
        "opens": c.opens,
        "closes": c.closes,
    }


def between(start: str | None, end: str | None) -> int | None:
    """Days from `start` to `end`; None unless both are known to the day."""
    if not start or not end or len(start) < 10 or len(end) < 10:
        return None
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _key(name: str) -> str:
    return name if name == "published" else f"{'comments' if name in ('opens', 'closes') else 'inspection'}.{name}"
