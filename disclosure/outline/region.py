"""What stands under a finding: descriptions, measures as items of lists, results.

In: the paragraphs of the region in order, each with the label it began with. Out: pieces and the stated status.
Only the outermost marker makes items: a bare marker becomes the list's number, a lead-in (一是) stays with
its words. Before a label in front of what was done, where there is one, nothing becomes a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from disclosure import numbering
from disclosure.numbering import Label
from disclosure.outline import results
from disclosure.outline.model import Grid, Item, Items, Para, Piece, Token, Unit
from disclosure.resultplaces import front_bracket, of_label, split_bracket, tail_label

Known = Sequence[tuple[str, str]]
_LEADS = re.compile(
    r"(?:^|(?<=[。；：，,;:！”）\s]))(?=[一二三四五六七八九十]{1,3}(?:是|要)(?!否|不是|一[、，])|第[一二三四五六七八九十]{1,3}(?:是|，|,)|其[一二三四五六七八九](?:是|，|,|：)|(?:首先|其次|再次|再者|最后)(?:是|，|,))"
)
_MARKS = re.compile(r"(?:^|(?<=[。；：;:！”）\s]))(?=[①-⑳]|[⑴-⒇]|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d))")
_LABEL = re.compile(r"(?<=[。；！？\s])(?=[【\[（(]?\s*[^，。：:；【】（）()\s]{2,12}(?:[】\]）)]\s*[：:]?|[：:]))")


@dataclass(slots=True)
class Region:
    """A finding's region as pieces."""

    pieces: list[Piece] = field(default_factory=list)
    status: str | None = None
    measures: int = 0
    unread: int = 0
    """Line of a result label whose words nobody knows; 0 where there is none."""
    doubtful: int = 0
    """Line of a result of which nobody can say whether it is the finding's or the last measure's; 0 for none."""
    shared: bool = False
    """Whether that result is of several problems together."""


def region(units: Sequence[tuple[Unit, Label | None]], known: Known) -> Region:
    """The pieces under a finding."""
    tokens: list[Token] = []
    for number, (unit, label) in enumerate(units):
        for token in _tokens(unit, label, known):
            token.paragraph = number
            tokens.append(token)
    has_label = any(t.kind == "label" for t in tokens)
    tokens = _cut_runs(tokens, has_label, known)
    results.give(tokens)
    ending = results.settle(tokens, known)
    made = _pieces(tokens)
    made.status, made.doubtful = made.status or ending.status, 0 if made.status else ending.line
    made.shared = ending.shared
    return made


def _tokens(unit: Unit, label: Label | None, known: Known) -> Iterator[Token]:
    if unit.rows:
        yield Token("grid", "", unit.line, rows=unit.rows)
        return
    if label:
        yield from _item_tokens(unit, label, known)
        return
    bare = numbering.bare_label(unit.text)
    number = unit.text[: len(unit.text) - len(bare)]
    for part in _split_labels(bare):
        for token in _labelled(part, unit.line, known):
            token.text, number = number + token.text, ""
            yield token


def _item_tokens(unit: Unit, label: Label, known: Known) -> Iterator[Token]:
    """An item with the result in front of its number, and a result label at its end as a token of its own."""
    text = unit.text
    own = front_bracket(label.before, known)[1]
    cut = tail_label(text)
    if cut > 0:
        yield Token("item", text[:cut].strip(), unit.line, label, own)
        yield from _labelled(text[cut:].strip(), unit.line, known, inline=True)
    else:
        yield Token("item", text, unit.line, label, own)


def _split_labels(text: str) -> list[str]:
    """`text` cut before each known label inside it (…。整改措施：…)."""
    cuts = [m.start() for m in _LABEL.finditer(text) if m.start() and numbering.is_known(text[m.start() :])]
    bounds = [0, *cuts, len(text)]
    return [p for a, b in pairwise(bounds) if (p := text[a:b].strip())]


def _labelled(text: str, line: int, known: Known, inline: bool = False) -> Iterator[Token]:
    status = of_label(text, known)
    if status or (numbering.RESULT.match(text) and numbering.STRICT.match(text)):
        yield Token("result", text, line, None, status, inline)
        return
    if numbering.DESCRIPTION.match(text):
        yield Token("description", text, line)
    elif numbering.OTHER.match(text):
        yield Token("other", text, line)
    elif end := numbering.measure_end(text):
        inner = text[end:]
        if inner and (numbering.lead(inner) == 1 or _starts_list(inner)):
            yield Token("label", text[:end].strip(), line)
            yield Token("text", inner, line)
        else:
            yield Token("label", text, line)
    else:
        yield Token("text", text, line)


def _starts_list(text: str) -> bool:
    label = numbering.read(text)
    return bool(label and label.kind in numbering.BARE and label.number[-1] == 1)


def _cut_runs(tokens: list[Token], has_label: bool, known: Known) -> list[Token]:
    """Make items of what stands in the reach of a label: marked paragraphs, or the run of 一是 … 二是 inside one."""
    result: list[Token] = []
    active = not has_label
    start = 0
    bounds = [i for i, t in enumerate(tokens) if t.kind in ("label", "description")] + [len(tokens)]
    for bound in bounds:
        result += _cut_run(tokens[start:bound], active, known)
        if bound < len(tokens):
            active = tokens[bound].kind == "label"
        start = bound
    return result


def _cut_run(run: list[Token], active: bool, known: Known) -> list[Token]:
    if not active or not run:
        return [_as_text(t) if t.kind == "item" else t for t in run]
    texts = [(i, t) for i, t in enumerate(run) if t.kind in ("text", "item", "label")]
    outer = next((_kind(t) for _, t in texts if _kind(t)), "")
    if not outer:
        outer = next((k for _, t in texts if (k := _inline_kind(t.text))), "")
    result: list[Token] = []
    expected = 1
    for token in run:
        if token.kind not in ("text", "item", "label") or not outer:
            result.append(token)
            continue
        if outer == "lead":
            parts, expected = _cut_leads(token, expected)
        else:
            parts = _cut_marks(token, outer)
        result += parts
    return [_with_bracket(t, known) for t in result]


def _kind(token: Token) -> str:
    """The kind of marker with which a paragraph begins; empty where there is none."""
    if token.label:
        return token.label.kind
    if token.kind == "text":
        if numbering.lead(token.text) == 1:
            return "lead"
        label = numbering.read(token.text)
        if label and label.kind in numbering.BARE and label.number[-1] == 1:
            return label.kind
    return ""


def _inline_kind(text: str) -> str:
    """The kind of a run inside a paragraph: 一是…二是…, or ①…②…."""
    numbers = [numbering.lead(text[m.start() :]) for m in _LEADS.finditer(text)]
    marks = [found for m in _MARKS.finditer(text) if (found := numbering.read(text[m.start() :]))]
    for first, second in pairwise(marks):
        if first.kind == second.kind and first.number == (1,) and second.number == (2,):
            return first.kind
    for a, b in pairwise(numbers):
        if (a, b) == (1, 2):
            return "lead"
    return ""


def _cut_leads(token: Token, expected: int) -> tuple[list[Token], int]:
    if token.label:
        return [_as_text(token)], expected
    text = token.text
    cuts: list[int] = []
    for match in _LEADS.finditer(text):
        number = numbering.lead(text[match.start() :])
        if number in (expected, numbering.LAST if expected > 1 else expected) or (match.start() == 0 and number):
            cuts.append(match.start())
            expected = expected + 1 if number == numbering.LAST else number + 1
        elif number == 1 and _LEADS.search(text, match.end() + 2) and not cuts:
            cuts.append(match.start())
            expected = 2
    return _parts(token, cuts), expected


def _cut_marks(token: Token, outer: str) -> list[Token]:
    if token.kind == "item":
        if not token.label or token.label.kind != outer:
            return [replace(token, kind="more")]
        body, label = token.text, token.label
        number = label.number[-1]
    else:
        body, label, number = token.text, None, 0
    cuts, found = [], []
    for match in _MARKS.finditer(body):
        inner = numbering.read(body[match.start() :])
        if inner and inner.kind == outer and inner.number[-1] == number + 1:
            cuts.append(match.start())
            found.append(inner)
            number += 1
    if label is None and len(found) == 1 and cuts[0] > 0 and token.kind != "label":
        return [token]
    parts = _parts(token, cuts)
    items = [p for p in parts if p.kind == "item" and (p is not parts[0] or cuts[:1] == [0])]
    for part, inner in zip(items, found, strict=False):
        part.label = inner
        part.text = part.text[len(inner.raw) :].strip()
    return parts


def _parts(token: Token, cuts: list[int]) -> list[Token]:
    if not cuts:
        return [token]
    text = token.text
    parts: list[Token] = []
    if head := text[: cuts[0]].strip():
        parts.append(replace(token, text=head))
    for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True):
        parts.append(Token("item", text[a:b].strip(), token.line, paragraph=token.paragraph))
    return parts


def _with_bracket(token: Token, known: Known) -> Token:
    """A result in brackets at the end of an item is the item's own."""
    if token.kind in ("item", "text", "label"):
        _, bracket, status = split_bracket(token.text, known)
        if bracket and status:
            return replace(token, status=status)
    return token


def _as_text(token: Token) -> Token:
    return replace(token, kind="text", text=(token.label.raw if token.label else "") + token.text, label=None)


def _pieces(tokens: list[Token]) -> Region:
    made = Region()
    items: list[Item] = []
    last_item = max((i for i, t in enumerate(tokens) if t.kind == "item"), default=-1)
    for index, token in enumerate(tokens):
        if token.kind == "item":
            number = token.label.number[-1] if token.label else (items[-1].number + 1 if items else 1)
            if items and number != items[-1].number + 1:
                _close(made, items)
            marker = token.label.raw if token.label and _is_bare(token.label) else ""
            text = token.text if marker or not token.label else token.label.raw + token.text
            items.append(Item(number, text, marker, (), token.status))
        elif items and (token.kind == "more" or (token.kind == "text" and index < last_item)):
            text = (token.label.raw if token.label else "") + token.text
            items[-1] = replace(items[-1], more=(*items[-1].more, text))
        else:
            _close(made, items)
            text = (token.label.raw if token.label else "") + token.text
            made.pieces.append(Grid(token.rows) if token.kind == "grid" else Para(text, token.line))
            if token.kind == "result":
                made.status = token.status or made.status
                made.unread = 0 if token.status else token.line
    _close(made, items)
    return made


def _is_bare(label: Label) -> bool:
    return label.kind in numbering.BARE and not label.before


def _close(made: Region, items: list[Item]) -> None:
    if items:
        made.pieces.append(Items(tuple(items)))
        made.measures += len(items)
        items.clear()
