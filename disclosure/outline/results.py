"""Whose result it is that stands in brackets, on its own line or as the last sentence under a finding.

In: the parts of what stands under a finding, in order. Out: the results of single measures (on the parts themselves) and
the finding's own. Where nobody can say whether a result is the finding's or its last measure's, it is nobody's, and
its line is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.outline.model import Token
from disclosure.resultplaces import of_end, of_last_clause, of_several

Known = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ending:
    """The result of a finding that no label states."""

    status: str | None = None
    line: int = 0
    """Line of a result of which nobody can say whose it is; 0 for none."""
    shared: bool = False
    """Whether it is of several problems together."""


def give(tokens: list[Token]) -> None:
    """Result labels that follow each measure of a list belong to the measures."""
    items = [i for i, t in enumerate(tokens) if t.kind == "item"]
    results = [i for i, t in enumerate(tokens) if t.kind == "result"]
    owners = []
    for index in results:
        before = index - 1
        while before >= 0 and tokens[before].kind in ("more", "text") and before not in items:
            before -= 1
        owners.append(before if before in items else -1)
    inner = [o for o in owners if o >= 0 and o != items[-1]]
    if not inner:
        return
    for index, owner in zip(results, owners, strict=True):
        if owner >= 0 and (owner != items[-1] or len(results) >= len(items)):
            tokens[owner].status = tokens[index].status
            tokens[index].kind = "more"


def settle(tokens: list[Token], known: Known) -> Ending:
    """The finding's own result; results of single measures are put on their items."""
    told = [t for t in tokens if t.kind in ("text", "label", "item", "more")]
    if not told:
        return Ending()
    if of_several(told[-1].text, known):
        return Ending(None, told[-1].line, shared=True)
    items = [t for t in told if t.kind == "item"]
    if told[-1].kind == "item":
        return _of_items(items, known)
    return _of_paragraphs(told, known)


def _of_paragraphs(told: Sequence[Token], known: Known) -> Ending:
    """The result at the end of paragraphs; of two that differ none is the finding's."""
    last = told[-1]
    stated = {t.status for t in told if t.kind in ("text", "label") and t.status}
    if len(stated) > 1:
        return Ending(None, last.line)
    if not stated and last.kind != "more":
        stated = {said} if (said := of_end(last.text, known)[1]) else set()
    if not stated:
        # An outlook may follow: 该问题已整改到位。 / 下一步，…
        stated = {said for t in told if (end := of_end(t.text, known))[2] and (said := end[1])}
    if not stated and len(told) == 1 and (said := of_last_clause(last.text, known)):
        stated = {said}
    return Ending(next(iter(stated)) if len(stated) == 1 else None)


def _of_items(items: Sequence[Token], known: Known) -> Ending:
    """The result at the end of a list of measures: the finding's where it says so or where one paragraph holds them all."""
    last = items[-1]
    _, status, whole = of_end(last.text, known)
    if status and whole:
        return Ending(status)
    ends = [t.status or of_end(t.text, known)[1] for t in items]
    if not ends[-1] and not any(ends):
        return Ending()
    together = all(t.paragraph == last.paragraph for t in items) and (len(items) > 1 or last.label is None)
    if together and not any(ends[:-1]):
        last.status = None
        return Ending(ends[-1])
    if len(items) > 1 and not any(ends[:-1]) and not last.status:
        return Ending(None, last.line)
    for item, own in zip(items, ends, strict=True):
        item.status = own
    return Ending()
