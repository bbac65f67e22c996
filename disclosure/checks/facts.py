"""Facts of the front matter that the text of the report does not state so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from disclosure.evidence import Index
from disclosure.problem import Problem, Words, error
from disclosure.report import Report, Section
from disclosure.subjects import Subject

ID = "facts"
NAME = Words("元数据与正文", "Front matter and text")


def find(subject: Subject) -> Iterator[Problem]:
    """An error for each fact that no sentence states."""
    report = subject.report
    year = int(report.published[:4])
    stated = list(facts(report))
    last = next((s for s in reversed(report.sections) if s.finding), None)
    for sections in ([s for s in report.sections if s.finding is None or s is last], report.sections):
        # Most facts stand outside the findings, which are nine tenths of the text.
        index = Index(_paragraphs(report.title, sections)) if stated else Index(())
        stated = [(key, value) for key, value in stated if index.locate(key, value, year) is None]
    for key, value in stated:
        what = Words(f"{key} 写的是 {value}，正文里没有找到", f"{key} says {value}, which the text does not state")
        mend = Words(
            "与正文核对，改正其中之一；正文没有写明就删去这个键",
            "compare with the text and correct one of the two; delete the key where the text states no such fact",
        )
        yield error(subject.key(key), f"facts.{key.split('.')[0]}", what, mend)


def _paragraphs(title: str, sections: Sequence[Section]) -> list[str]:
    found = [title]
    for section in sections:
        if section.heading:
            found.append(section.heading)
        found += section.text.split("\n")
    return found


def facts(report: Report) -> Iterator[tuple[str, Any]]:
    """Every fact of a report that its text must state, with its dotted key. Title, publisher and date may stand
    in the front matter alone; the kind of inspection is a word of ours."""
    for group, names in (
        ("inspection", ("authority", "round", "team", "started", "ended", "feedback")),
        ("comments", ("opens", "closes", "stated")),
        ("contacts", ("address", "postcode", "mailbox", "hours")),
    ):
        holder = getattr(report, group)
        for name in names:
            value = getattr(holder, name)
            if value is not None:
                yield f"{group}.{name}", value
    for name in ("phone", "fax", "email"):
        for number, value in enumerate(getattr(report.contacts, name)):
            yield f"contacts.{name}.{number}", value
    for name in report.claims.__slots__:
        value = getattr(report.claims, name)
        if value is not None:
            yield f"claims.{name}", value
