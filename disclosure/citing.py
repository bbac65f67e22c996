"""The facts on a body's page, each led to the sentence of the notice that states it.

In: a body and its view (`views.body_view`). Out: the view with a mark around each such sentence and, by the name of the
fact, the address of the mark. No character of the text changes; a fact that no sentence states has no address.
Traded away: sentences are looked for outside the findings and in the last one, where notices state facts about
themselves; of a sentence that shares half an emphasis or a link with its neighbour only the part before it is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from disclosure.evidence import Index
from disclosure.marks import fact_name
from disclosure.report import Body, Contacts, Report, Section
from disclosure.views import CLAIMS, merged

Place = tuple[int, str]
"""Index of a section and the words of a sentence in it; no words for its heading."""

_INVISIBLE = re.compile(r"<[^>]*>|\s+")
_PIECE = re.compile(r"<[^>]*>|\s+|&[#a-z0-9]+;|[^<&\s]")
_TAG = re.compile(r"<[^>]*>")
_INLINE = re.compile(r"<(/?)(?:a|em|strong|code|span)\b")


def cite(view: dict[str, Any], body: Body) -> None:
    """Add to the fresh `view` of `body` the marks in the `text` of each report and their addresses in `facts`.

    The `text`, which is given in parts, is whole then.
    """
    contacts = merged(body)
    for shown, report in zip(view["reports"], body.reports, strict=True):
        newest = report is body.reports[0]
        found = _places(report, contacts if newest else Contacts())
        marks: dict[int, dict[str, list[str]]] = {}
        for name, (number, words) in found.items():
            if words:
                marks.setdefault(number, {}).setdefault(words, []).append(name)
            elif report.sections[number].heading:
                shown["facts"][name] = report.sections[number].anchor
        _notes(shown, report.sections, marks)
        _mark_all(shown, report, marks)
        shown["text"] = Markup("".join(shown["text"]))  # noqa: S704 - rendered and escaped, and our own marks added
        for note in shown["audit"]:
            note["anchor"] = shown["facts"].get(note["fact"], note["anchor"])
        if newest:
            view["body"]["contact"]["facts"] = shown["facts"]


def _places(report: Report, contacts: Contacts) -> dict[str, Place]:
    """By name of a fact the sentence that states it."""
    numbers: list[int] = []
    texts: list[str] = []
    headings: set[int] = set()
    sections = report.sections
    last = next((number for number in range(len(sections) - 1, -1, -1) if sections[number].finding), -1)
    for number, section in enumerate(sections):
        if section.finding is None or number == last:
            headings.add(len(texts))
            lines = [section.heading, *filter(None, section.text.split("\n"))]
            texts += lines
            numbers += [number] * len(lines)
    index = Index(texts)
    year = int(report.published[:4])
    found = {}
    for key, value in _facts(report, contacts):
        span = index.locate(key, value, year)
        if span:
            line, start, end = span
            found[fact_name(key)] = (numbers[line], "" if line in headings else texts[line][start:end])
    return found


def _named(group: str, *names: str) -> tuple[list[str], Callable[[Any], tuple[Any, ...]]]:
    """The dotted keys of facts of one group, and what takes all of them from their holder."""
    return [f"{group}.{name}" for name in names], attrgetter(*names)


_INSPECTION = _named("inspection", "started", "ended", "feedback")
_COMMENTS = _named("comments", "opens", "closes", "stated")
_CLAIMS = _named("claims", *CLAIMS)
_CONTACTS = _named("contacts", "address", "postcode", "mailbox", "hours")


def _facts(report: Report, contacts: Contacts) -> Iterator[tuple[str, Any]]:
    """What the page shows of `report`, with dotted keys; `contacts` are those of the contact block."""
    yield "published", report.published
    for (keys, values), holder in (
        (_INSPECTION, report.inspection),
        (_COMMENTS, report.comments),
        (_CLAIMS, report.claims),
        (_CONTACTS, contacts),
    ):
        for key, value in zip(keys, values(holder), strict=True):
            if value is not None:
                yield key, value
    for name, numbers in (("phone", contacts.phone), ("fax", contacts.fax), ("email", contacts.email)):
        for number, value in enumerate(numbers):
            yield f"contacts.{name}.{number}", value


def _notes(shown: dict[str, Any], sections: Sequence[Section], marks: dict[int, dict[str, list[str]]]) -> None:
    """Add to `marks` the sentences that the notes of the audit speak of."""
    numbers = {section.anchor: number for number, section in enumerate(sections)}
    for count, note in enumerate(shown["audit"], 1):
        if note["sentence"] and note["anchor"] in numbers:
            note["fact"] = f"note-{count}"
            marks.setdefault(numbers[note["anchor"]], {}).setdefault(note["sentence"], []).append(note["fact"])


def _mark_all(shown: dict[str, Any], report: Report, marks: dict[int, dict[str, list[str]]]) -> None:
    """Put `marks`, names of facts by section and words, into the parts of the text, and their addresses into the facts."""
    parts, sections = shown["text"], report.sections
    runs: dict[int, list[tuple[str, list[str]]]] = {}
    for number, wanted in sorted(marks.items()):
        while number and not sections[number].heading:
            number -= 1
        runs.setdefault(number, []).extend(wanted.items())
    for number, found in runs.items():
        end = number + 1
        while end < len(sections) and not sections[end].heading:
            end += 1
        html = "".join(parts[number:end])
        start = html.index("</h") if sections[number].heading else 0
        head, piece = html[:start], html[start:]
        for words, names in found:
            anchors = {name: f"{report.key}-e-{name}" for name in names}
            marked = mark(piece, words, list(anchors.values()))
            if marked is not None:
                piece = marked
                shown["facts"] |= anchors
        parts[number:end] = [head + piece, *[""] * (end - number - 1)]


def mark(html: str, words: str, anchors: Sequence[str]) -> str | None:
    """`html` with a mark for each of `anchors` around the first place of `words`; None where it has no such place."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    start = html.find(escaped)
    while start >= 0 and html.rfind("<", 0, start) > html.rfind(">", 0, start):
        start = html.find(escaped, start + 1)  # it stands in the title of a link
    span = (start, start + len(escaped)) if start >= 0 else _apart(html, escaped)
    if span is None:
        return None
    first, last = span
    opening = "".join([f'<span id="{anchor}">' for anchor in anchors])
    return f"{html[:first]}{opening}{html[first:last]}{'</span>' * len(anchors)}{html[last:]}"


def _apart(html: str, escaped: str) -> tuple[int, int] | None:
    """Where `escaped` stands in `html` if tags and white space inside it count for nothing."""
    pieces = [m for m in _PIECE.finditer(html) if not _INVISIBLE.fullmatch(m[0])]
    wanted = [m[0] for m in _PIECE.finditer(escaped) if not m[0].isspace()]
    visible, whole = "".join(m[0] for m in pieces), "".join(wanted)
    at = visible.find(whole) if wanted else -1
    if at < 0:
        return None
    place, first = 0, 0
    while place < at:
        place += len(pieces[first][0])
        first += 1
    if place != at:
        return None
    return _balanced(html, pieces[first].start(), pieces[first + len(wanted) - 1].end())


def _balanced(html: str, start: int, end: int) -> tuple[int, int] | None:
    """From `start` to `end`, with tags beside it that have their partner inside, or to the first tag that has not."""
    open_: list[int] = []
    for tag in _TAG.finditer(html, start, end):
        kind = _INLINE.match(tag[0])
        if kind and not kind[1]:
            open_.append(tag.start())
        elif kind and open_:
            open_.pop()
        elif kind and _INLINE.match(html, html.rfind("<", 0, start)) and html[start - 1] == ">":
            start = html.rfind("<", 0, start)
        elif not tag[0].startswith("<br"):
            end = tag.start()
            break
    while open_ and (closing := _INLINE.match(html, end)) and closing[1]:
        end = html.index(">", end) + 1
        open_.pop()
    end = open_[0] if open_ else end
    return (start, end) if start < end else None
