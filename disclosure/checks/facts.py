"""Facts of the front matter that the text of the report does not state so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosure.evidence import Index
from disclosure.problem import Problem, Words, error
from disclosure.report import Report
from disclosure.subjects import Subject

ID = "facts"
NAME = Words("元数据与正文", "Front matter and text")


def find(subject: Subject) -> Iterator[Problem]:
    """An error for each fact that no sentence states."""
    report = subject.report
    paragraphs = [report.title]
    for section in report.sections:
        if section.heading:
            paragraphs.append(section.heading)
        paragraphs += section.text.split("\n")
    index = Index(paragraphs)
    year = int(report.published[:4])
    for key, value in facts(report):
        if index.locate(key, value, year) is None:
            what = Words(f"{key} 写的是 {value}，正文里没有找到", f"{key} says {value}, which the text does not state")
            mend = Words(
                "与正文核对，改正其中之一；正文没有写明就删去这个键",
                "compare with the text and correct one of the two; delete the key where the text states no such fact",
            )
            yield error(subject.key(key), f"facts.{key.split('.')[0]}", what, mend)


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
