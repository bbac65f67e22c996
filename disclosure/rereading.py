"""The text of an original and of its report, side by side, for the rule `law`.

In: a report's Markdown, its source and the bytes of the original. Out: None where the law holds, with the repairs that
are recorded; else both texts without white space and marks. Traded away: PDF files, old Word files and scans, which take
seconds to read again; of these the hash alone is checked.
"""

from __future__ import annotations

from disclosure import importing, law, raw, readers
from disclosure.document import Block
from disclosure.markdown import chunks
from disclosure.problem import ContentError
from disclosure.report import Report
from disclosure.text import squeeze

TYPES = (raw.TEXT, raw.MARKDOWN, raw.HTML, raw.DOCX)
"""Originals that are read again."""
_HEAD = 6
"""Paragraphs at the beginning of an original that may be title and publisher alone."""


def texts(report: Report, written: str, data: bytes) -> tuple[str, str] | None:
    """Text of the original and of the Markdown `written` where they part; None where they agree or cannot be compared."""
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
    pair = _plain(fresh.markdown), _plain(written)
    return None if pair[0] == pair[1] else pair


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
    for count in range(_HEAD + 1):
        left_out = [text.lstrip("# ") for text in paragraphs[:count]]
        original = law.Original(document.blocks, repairs, (), left_out, marked)
        if law.broken_at(original, front, read) is None:
            return True
    return False


def _plain(markdown: str) -> str:
    """Headings, paragraphs and items one after the other, without white space and marks."""
    parts: list[str] = []
    for chunk in chunks(markdown):
        parts.append(chunk.heading)
        for kind, _, text, items in chunk.blocks:
            parts += items[1] if kind == "ol" else [text]
    return squeeze("".join(parts))
