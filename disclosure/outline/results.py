"""Whose result it is that stands in brackets, on its own line or as the last sentence under a finding.

In: the parts of what stands under a finding, in order. Out: the results of single measures (on the parts themselves) and
the finding's own. Where nobody can say whether a result is the finding's or its last measure's, it is nobody's, and
its line is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.outline.model import Token
from disclosure.statuses import of_end

Known = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ending:
    """The result of a finding that no label states."""

    status: str | None = None
    line: int = 0
    """Line of a result that may be the finding's or its last measure's; 0 for none."""


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
    items = [t for t in told if t.kind == "item"]
    if told[-1].kind == "item":
        return _of_items(items, known)
    return _of_paragraphs([t for t in told if t.kind in ("text", "label")], told[-1], known)


def _of_paragraphs(texts: Sequence[Token], last: Token, known: Known) -> Ending:
    """The result at the end of paragraphs; of two that differ none is the finding's."""
    stated = {t.status for t in texts if t.status}
    if len(stated) > 1:
        return Ending(None, last.line)
    _, status, _ = of_end(last.text, known) if last.kind != "more" else ("", None, False)
    return Ending(next(iter(stated), None) or status)


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
