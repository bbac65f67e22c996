"""Readers: from the bytes of a source to the blocks of its text, nothing interpreted.

In: a `RawFile`. Out: a `Document` and what a person should look at, or one clear line why it cannot be read.
A reader keeps every character that a person sees in the file, in the order of reading, and records in
`Document.repairs` what it took out (running heads, the furniture of a web page).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from disclosure import raw as kinds
from disclosure.document import Block, Document, Table
from disclosure.problem import Problem, Words
from disclosure.raw import RawFile, refuse
from disclosure.readers import doc, docx, html, ocr, pdf, text

MAX_CHARACTERS = 2_000_000
"""Characters of a document at most: a notice has some ten thousand."""
MAX_BLOCK = 200_000
"""Characters of one paragraph or cell at most."""
MIN_CHINESE = 0.25
"""Share of Chinese characters among the letters below which a text is in another language."""

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_KANA = re.compile("[\u3040-\u30ff]+")
_LETTERS = re.compile("[^\\W\\d_\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+")


class Reader(Protocol):
    """A member of `readers/`: a module with this function."""

    def read(self, raw: RawFile) -> tuple[Document, list[Problem]]:
        """Read `raw`. Raises ContentError where the bytes are unusable."""


READERS: Mapping[str, tuple[Reader, ...]] = {
    kinds.TEXT: (text,),
    kinds.MARKDOWN: (text,),
    kinds.HTML: (html,),
    kinds.MHTML: (html,),
    kinds.DOCX: (docx,),
    kinds.PDF: (pdf, ocr),
    kinds.PNG: (ocr,),
    kinds.JPEG: (ocr,),
}
"""Readers of each media type; the first that finds any text wins."""

CONVERTERS: Mapping[str, Callable[[RawFile], RawFile]] = {
    kinds.DOC: doc.to_docx,
    kinds.RTF: doc.to_docx,
    kinds.ODT: doc.to_docx,
    kinds.WORD_XML: doc.to_docx,
}
"""Types that are first turned into another one."""


def read(raw: RawFile) -> tuple[Document, list[Problem]]:
    """Read `raw` with the reader of its type; raises ContentError with one line where that cannot be done."""
    document, problems = Document(()), list[Problem]()
    if raw.media_type in CONVERTERS:
        raw = CONVERTERS[raw.media_type](raw)
    for reader in READERS.get(raw.media_type, ()):
        document, problems = reader.read(raw)
        if document.blocks:
            break
    _examine(raw.name, document, problems)
    return document, problems


AT_THE_EDGE = ("pdf.picture", "docx.margins")
"""Warnings about what may hold the title, the publisher or the date of a notice."""
_ELSEWHERE = (
    "html.frames",
    "html.attachment",
    "html.pictures",
    "html.script",
    "docx.embedded",
    "docx.pictures",
    "pdf.picture",
)
"""Warnings about what was not read, the likeliest place of a notice that is not there first."""


def elsewhere(problems: Sequence[Problem], mend: Words, codes: Sequence[str] = _ELSEWHERE) -> Words:
    """How to mend that something is missing: where a warning of `codes` says that it may stand, else `mend`."""
    found = next((p for code in codes for p in problems if p.code == code), None)
    if found is None:
        return mend
    return Words(f"{found.what.zh}，{found.mend.zh}", f"{found.what.en}; {found.mend.en}")


def _examine(name: str, document: Document, problems: Sequence[Problem]) -> None:
    """Refuse what no notice is: nothing, too much, hidden control characters, another language."""
    pieces = list(_pieces(document))
    total = sum(len(t) for t, _, _ in pieces)
    longest = max((len(t) for t, _, _ in pieces), default=0)
    if not total:
        raise refuse(
            name,
            "reader.empty",
            Words("文件里没有文字", "there is no text in this file"),
            elsewhere(problems, Words("检查原件", "check the original")),
        )
    if total > MAX_CHARACTERS or longest > MAX_BLOCK:
        raise refuse(
            name,
            "reader.long",
            Words(
                f"文字过长（全文上限 {MAX_CHARACTERS} 字，一段上限 {MAX_BLOCK} 字）",
                f"the text is too long (the limits are {MAX_CHARACTERS} characters, {MAX_BLOCK} in a paragraph)",
            ),
            Words("只导入公开通报本身", "import the notice alone"),
        )
    for piece, line, page in pieces:
        _examine_characters(name, piece, line, page)
    _examine_language(name, "".join(t for t, _, _ in pieces))


def _pieces(document: Document) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for item in document.blocks:
        if isinstance(item, Block):
            found.append((item.text, item.line, item.page))
        elif isinstance(item, Table):
            found.extend((cell, item.line, item.page) for row in item.rows for cell in row)
    return found


def _examine_characters(name: str, piece: str, line: int, page: int) -> None:
    if piece.isprintable():
        return
    for c in piece:
        if c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            where = f"{page} 页" if page else f"{line} 行（段）"
            raise refuse(
                name,
                "reader.direction",
                Words(
                    f"第 {where}有改变文字方向的隐藏字符 U+{ord(c):04X}",
                    f"a hidden character that turns the direction of the text stands here: U+{ord(c):04X}",
                ),
                Words("从可靠来源重新取得原文", "get the notice again from a source that you trust"),
                line,
            )
        if (c < " " and c not in "\n\t\r\f\v") or ("\x7f" <= c < "\xa0" and c != "\x85") or "\ud800" <= c <= "\udfff":
            raise refuse(
                name,
                "reader.control",
                Words(
                    f"有控制字符 U+{ord(c):04X}，文件可能已损坏",
                    f"there is a control character U+{ord(c):04X}: the file may be damaged",
                ),
                Words("重新下载或重新保存原件", "download or save the original again"),
                line,
            )


def _examine_language(name: str, whole: str) -> None:
    han, kana = _count(_HAN, whole), _count(_KANA, whole) if _KANA.search(whole) else 0
    # Most texts have so many Chinese characters that nobody need count the other letters.
    letters = _count(_LETTERS, whole) if han < MIN_CHINESE * len(whole) else 0
    if not han or han < MIN_CHINESE * (han + kana + letters) or kana * 10 > han:
        raise refuse(
            name,
            "reader.language",
            Words("这不是中文文件", "this text is not in Chinese"),
            Words("请导入中文通报", "import the Chinese notice"),
        )


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))
