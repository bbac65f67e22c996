"""The text of an original and of its report, side by side, for the rule `law`.

In: a report's Markdown, its source and the bytes of the original. Out: None where the law holds, with the repairs that
are recorded; else both texts without white space and marks. Traded away: PDF files, old Word files and scans, which take
seconds to read again; of these the hash alone is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from disclosure import importing, law, raw, readers
from disclosure.document import Block, Document, Repair
from disclosure.markdown import chunks
from disclosure.problem import ContentError
from disclosure.report import Report
from disclosure.text import parting, squeeze
from disclosure.tidy.marks import strip_text

TYPES = (raw.TEXT, raw.MARKDOWN, raw.HTML, raw.DOCX)
"""Originals that are read again."""
_NEAR = 60
"""Characters that may stand between two paragraphs of the original in the text of the report: labels of a table."""
_HEAD = 6
"""Paragraphs of an original that may be title and publisher alone, at most."""
_TOP = 20
"""Paragraphs at its beginning among which they stand: the head of a web page may stand above them."""


@dataclass(slots=True)
class _Span:
    """A paragraph or a cell of the original, and where it stands in the text without white space."""

    place: str
    start: int
    end: int


def texts(report: Report, written: str, data: bytes) -> tuple[str, str, str] | None:
    """Text of the original with the recorded repairs, and of the Markdown `written`, where they part, and what `place` of a
    repair there must be (empty where unknown); None where they agree or cannot be compared.
    """
    source = report.source
    if source is None or source.media_type not in TYPES:
        return None
    try:
        file = raw.of_bytes(source.file, data)
        if _agrees(report, written, file):
            return None
        fresh = importing.import_file(file, date=report.published)
    except ContentError:
        return None
    text, now = _plain(fresh.markdown), _plain(written)
    spans = _spans(readers.read(file)[0], text)
    text = _repaired(text, spans, [r for r in source.repairs if r not in fresh.repairs])
    at = parting(text, now)
    # At a joint the end of the paragraph before is as likely: words were added behind it.
    place = next((s.place for s in spans if s.start <= at <= s.end), "")
    return None if text == now else (text, now, place)


def _spans(document: Document, text: str) -> list[_Span]:
    """Where each paragraph and cell of the original stands in `text`, in order; what was left out or mended has no place."""
    found: list[_Span] = []
    position = missed = 0
    for block in document.blocks:
        for piece in (block.text,) if isinstance(block, Block) else chain.from_iterable(block.rows):
            words = squeeze(strip_text(piece, True))
            marker = law.MARKER.match(words)
            for said in (words, words[marker.end() :] if marker else ""):
                start = text.find(said, position, position + missed + len(words) + _NEAR) if said else -1
                if start >= 0:
                    position, missed = start + len(said), 0
                    found.append(_Span(law.place_of(block), start, position))
                    break
            else:
                missed += len(words)
    return found


def _repaired(text: str, spans: Sequence[_Span], repairs: Sequence[Repair]) -> str:
    """`text` with the repairs that were recorded by hand; the spans move along."""
    for repair in repairs:
        before, after = squeeze(repair.before), squeeze(repair.after)
        for index, span in enumerate(spans):
            at = text.find(before, span.start, span.end) if span.place == repair.place else -1
            if at < 0:
                continue
            text = text[:at] + after + text[at + len(before) :]
            moved = len(after) - len(before)
            span.end += moved
            for later in spans[index + 1 :]:
                later.start, later.end = later.start + moved, later.end + moved
            break
    return text


def _agrees(report: Report, written: str, file: raw.RawFile) -> bool:
    """Whether the law holds with the recorded repairs; False also where a table makes it a longer question."""
    assert report.source is not None  # noqa: S101 - asked before
    document, _ = readers.read(file)
    if not all(isinstance(block, Block) for block in document.blocks):
        return False
    paragraphs = [block.text for block in document.blocks if isinstance(block, Block)]
    repairs = [r for r in report.source.repairs if r not in document.repairs]
    marked = file.media_type == raw.MARKDOWN or any(isinstance(b, Block) and b.heading for b in document.blocks)
    front, read = (report.publisher, report.title), chunks(written)
    for left_out in _heads(paragraphs, front):
        original = law.Original(document.blocks, repairs, (), left_out, marked)
        if law.broken_at(original, front, read) is None:
            return True
    return False


def _heads(paragraphs: Sequence[str], front: Sequence[str]) -> Iterator[list[str]]:
    """What may stand in the front matter alone: nothing, or neighbours at the top that are title and publisher and no more."""
    yield []
    top = [text.lstrip("# ") for text in paragraphs[:_TOP]]
    for first in range(len(top)):
        for end in range(first + 1, min(first + _HEAD, len(top)) + 1):
            if not law.beside(front, top[first:end]):
                yield top[first:end]


def _plain(markdown: str) -> str:
    """Headings, paragraphs and items one after the other, without white space and marks."""
    parts: list[str] = []
    for chunk in chunks(markdown):
        parts.append(chunk.heading)
        for kind, _, text, items in chunk.blocks:
            parts += items[1] if kind == "ol" else [text]
    return squeeze("".join(parts))
