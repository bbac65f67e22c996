"""Names of private persons in sentences about health, donations or discipline: a list for a person to decide on."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure import privacy
from disclosure.problem import Place, Problem, Words, error, note, warning
from disclosure.reviews import FILE
from disclosure.subjects import Subject

ID = "names"
NAME = Words("敏感语句中的姓名", "Names in sensitive sentences")
_MATTERS = {
    "health": Words("健康", "health"),
    "donation": Words("捐献或救助", "donation or aid"),
    "discipline": Words("纪律", "discipline"),
}


def find(subject: Subject) -> Iterator[Problem]:
    """A warning for each name without a decision, an error for one that was to be masked, a note for a stale decision."""
    decided = {review.name: review for review in subject.reviews}
    seen: set[str] = set()
    for section in subject.report.sections:
        for found in privacy.names(f"{section.heading}。{section.text}"):
            if found.name in seen:
                continue
            seen.add(found.name)
            review = decided.get(found.name)
            place = subject.words(found.sentence, max(section.line, 1))
            matter = _MATTERS[found.matter]
            if review is None:
                yield warning(place, "names.review", _what(found.name, matter), _mend(subject, found.name))
            elif review.decision == "mask":
                what = Words(
                    f"“{found.name}”已于 {review.date} 决定隐去，但仍在文中",
                    f"“{found.name}” was to be masked ({review.date}) but still stands in the text",
                )
                mend = Words("从正文和原件中隐去，例如写作某某", "mask it in the text and in the original")
                yield error(place, "names.mask", what, mend)
    text = subject.data.decode("utf-8", "replace") if decided else ""
    for review in subject.reviews:
        if review.name not in text and review.decision == "keep":
            words = Words(
                f"关于“{review.name}”的决定没有用到，可以删去",
                f"the decision about “{review.name}” is not used and can go",
            )
            yield note(Place(FILE, review.line), "names.unused", words)


def _what(name: str, matter: Words) -> Words:
    return Words(
        f"“{name}”像是个人姓名，所在语句涉及{matter.zh}",
        f"“{name}” reads as the name of a person in a sentence about {matter.en}",
    )


def _mend(subject: Subject, name: str) -> Words:
    entry = f"{{name: {name}, report: {subject.name}, decision: keep, date: {subject.day.today()}, reason: …}}"
    return Words(
        f"决定是否公开；同意公开则在 {FILE} 的 names 下记一行：- {entry}",
        f"decide whether it may be public; to keep it, record it under names in {FILE}: - {entry}",
    )
