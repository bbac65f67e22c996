"""Facts: what a notice states about itself, found in its paragraphs.

In: the tidied paragraphs of a notice and what stands around it (`Document.meta`). Out: `Facts`: the front
matter of the contract with only the keys whose fact is stated, and the sentence of each fact.
Traded away: nothing is inferred. A fact that is worded in a way nobody foresaw is absent, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from disclosure.facts import claims, comments, contacts, heading, inspection, period, signature
from disclosure.notice import Found, Notice, read
from disclosure.problem import Problem

REGISTRY = (heading, signature, inspection, period, comments, contacts, claims)
"""The members in the order in which they look: each sees what those before it found.

A member is a module with `find(notice: Notice, known: Found) -> Found`.
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a notice states about itself."""

    front: Mapping[str, Any]
    """Shaped as the front matter of a report: text, int and Decimal values, lists of text, one level of tables.
    Holds a key only where its fact is stated; `schema` and `source` are not facts of the text."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """The sentence that states a fact, by its dotted key (`inspection.started`), as it stands in the paragraph."""
    title_paragraphs: tuple[int, ...] = ()
    """Indexes of the paragraphs that are the title or name the publisher above it."""
    signature_paragraphs: tuple[int, ...] = ()
    """Indexes of the paragraphs that sign the notice: the publisher's name and the date."""
    problems: tuple[Problem, ...] = ()
    """Warnings. Their place names the paragraph: `Place("", index + 1)`; the importer puts file and line."""


FRAME = (heading, signature)
"""The members that tell where the text of a notice begins and ends."""


def frame(paragraphs: Sequence[str], meta: Mapping[str, str]) -> Found:
    """Title, publisher and date of `paragraphs`, and where they stand: what is known before the findings are."""
    return _look(read(paragraphs, meta), Found(), FRAME)


def collect(
    paragraphs: Sequence[str],
    meta: Mapping[str, str],
    framed: Found | None = None,
    findings: tuple[int, int] | None = None,
) -> Facts:
    """The facts that `paragraphs` state; `meta` (`title`, `published` of a web page) helps where they are silent.

    `framed` is what `frame` found, `findings` the first paragraph of the findings and the first after them.
    Never raises, whatever the text; takes time in proportion to its length.
    """
    notice = read(paragraphs, meta, findings)
    known = framed or _look(notice, Found(), FRAME)
    known = _look(notice, known, [m for m in REGISTRY if m not in FRAME])
    return Facts(
        {key: known.front[key] for key in ORDER if key in known.front},
        known.evidence,
        known.title_paragraphs,
        known.signature_paragraphs,
        known.problems,
    )


def _look(notice: Notice, known: Found, members: Sequence[ModuleType]) -> Found:
    for member in members:
        known = known.plus(member.find(notice, known))
    return known


ORDER = ("title", "publisher", "published", "inspection", "comments", "contacts", "claims")
