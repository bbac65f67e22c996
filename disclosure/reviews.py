"""`reviews.yaml`: what a person decided about each name that `check` found in a sensitive sentence.

In: the text of the file. Out: decisions, or every problem with its line. The file only helps people to work: nothing
in it is ever shown on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure import fields
from disclosure.fields import Field
from disclosure.problem import Problem, Words
from disclosure.yamltext import parse

FILE = "reviews.yaml"


@dataclass(frozen=True, slots=True)
class Review:
    """One decision."""

    name: str
    report: str
    """`<slug>/<key>`."""
    decision: str
    """`keep`: the name may stand; `mask`: it must not."""
    date: str
    reason: str
    line: int = 0


_REVIEW = fields.mapping(
    {
        "name": Field(fields.text, required=True),
        "report": Field(
            fields.matching(r"[a-z0-9-]+/\d{4}-\d{2}-\d{2}(-\d+)?", Words("“文件夹名/日期”", "`slug/YYYY-MM-DD`")),
            required=True,
        ),
        "decision": Field(fields.choice("keep", "mask"), required=True),
        "date": Field(fields.day, required=True),
        "reason": Field(fields.text, required=True),
    }
)
TABLE: Mapping[str, Field] = {"names": Field(fields.list_of(_REVIEW, may_be_empty=True))}


def read(text: str, file: str = FILE) -> tuple[tuple[Review, ...], list[Problem]]:
    """Decisions from the `text` of `file`, with every problem found."""
    parsed, problems = parse(text, file)
    if problems:
        return (), problems
    values, problems = fields.read(parsed, file, "reviews", fields.mapping(TABLE))
    if problems:
        return (), problems
    return tuple(
        Review(**entry, line=parsed.line(("names", index))) for index, entry in enumerate(values.get("names", ()))
    ), []
