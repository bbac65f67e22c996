"""A raw file: its bytes, and the type that the bytes themselves show.

In: a path or bytes. Out: a `RawFile` that a reader may take, or one clear line why none can.
The name of a file decides nothing but the label of a text (`.md`): offices rename files at will.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from disclosure.oswords import reason
from disclosure.problem import ContentError, Place, Words, error

MAX_FILE = 64 << 20
"""Bytes of a file that are read at most."""
MAX_TEXT = 16 << 20
"""Bytes of a text or a web page at most."""
TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
MHTML = "multipart/related"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
WORD_XML = "application/xml"
PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"

SUFFIXES = {
    TEXT: ".txt",
    MARKDOWN: ".md",
    HTML: ".html",
    MHTML: ".mht",
    DOCX: ".docx",
    DOC: ".doc",
    RTF: ".rtf",
    ODT: ".odt",
    WORD_XML: ".xml",
    PDF: ".pdf",
    PNG: ".png",
    JPEG: ".jpg",
}
"""The ending under which a source of each type is kept."""

_MAGIC = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
)
_REFUSED = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "RIFF (WebP)"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)
_FRAGMENT = re.compile(
    rb"(?:<!--.{0,2000}?-->\s*)*<(?:p|div|table|article|section|main|h[1-6]|span|font|center|strong|b|br|ul|ol|blockquote|a|img)"
    rb"[\s/>]",
    re.DOTALL,
)
"""How a part of a web page begins that was copied without its head."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class RawFile:
    """A source file as it was given to the importer."""

    name: str
    """Path as the user typed it; for messages only, never for a decision."""
    data: bytes
    media_type: str
    """`text/plain`, `text/markdown`, `text/html`, `application/pdf`, …, found from `data`."""


def refuse(name: str, code: str, what: Words, mend: Words, line: int = 0) -> ContentError:
    """The error with which a file is refused: one line, nothing written."""
    return ContentError([error(Place(name, line), code, what, mend)])


def load(path: Path, name: str) -> RawFile:
    """Read the file at `path`, called `name` in messages; raises ContentError where it cannot be a source."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise refuse(
                name,
                "raw.file",
                Words("不是文件", "this is not a file"),
                Words("请给出文件或文件夹", "name a file or a folder"),
            )
        if size > MAX_FILE:
            raise _too_large(name, size)
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as exc:
        why = reason(exc) if isinstance(exc, OSError) else Words(str(exc), str(exc))
        raise refuse(
            name,
            "raw.open",
            Words(
                why.zh if isinstance(exc, FileNotFoundError) else f"无法读取：{why.zh}",
                f"this cannot be read: {why.en}",
            ),
            Words("检查路径和权限", "check its path and its permissions"),
        ) from None
    return of_bytes(name, data)


def of_bytes(name: str, data: bytes) -> RawFile:
    """A raw file of `data`, its type found from the bytes; raises ContentError where no reader takes it."""
    if len(data) > MAX_FILE:
        raise _too_large(name, len(data))
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise refuse(
            name, "raw.empty", Words("文件是空的", "this file is empty"), Words("检查原件", "check the original")
        )
    media_type = _media_type(name, data)
    if media_type in (TEXT, MARKDOWN, HTML, MHTML, WORD_XML) and len(data) > MAX_TEXT:
        raise _too_large(name, len(data), MAX_TEXT >> 20)
    return RawFile(name, data, media_type)


def _too_large(name: str, size: int, limit: int = MAX_FILE >> 20) -> ContentError:
    return refuse(
        name,
        "raw.large",
        Words(f"文件有 {size >> 20} MB，上限 {limit} MB", f"this file has {size >> 20} MB, the limit is {limit} MB"),
        Words("只导入公开通报本身", "import the notice alone"),
    )


def _media_type(name: str, data: bytes) -> str:
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK"):
        return _zip(name, data)
    if data.startswith(_OLE):
        return _ole(name, data)
    for magic, label in _REFUSED:
        if data.startswith(magic) and _is_binary(data):
            raise _unknown(name, f"{label} 文件", f"a {label} file")
    return _text(name, data)


def _unknown(name: str, zh: str, en: str) -> ContentError:
    return refuse(
        name,
        "raw.type",
        Words(f"这是{zh}，不是通报的文件格式", f"this is {en}, not a kind of file that notices come in"),
        Words("另存为 docx、pdf、html 或 txt", "save it as docx, pdf, html or txt"),
    )


def _zip(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, RecursionError):
        raise refuse(
            name,
            "raw.truncated",
            Words("压缩包（docx）不完整或已损坏", "this package (docx) is cut short or damaged"),
            Words("重新下载或重新保存原件", "download or save the original again"),
        ) from None
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return DOCX
    if "content.xml" in names and "mimetype" in names:
        return ODT
    label = "OFD" if "OFD.xml" in names else "Excel" if any(n.startswith("xl/") for n in names) else "ZIP"
    raise _unknown(name, f"{label} 文件", f"a {label} file" if label != "Excel" else "an Excel file")


def _ole(name: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise refuse(
            name,
            "raw.encrypted",
            Words("文件加了密码", "this file is protected by a password"),
            Words("在 Word 中去掉密码后另存", "save it without the password in Word"),
        )
    if "WordDocument".encode("utf-16-le") in data:
        return DOC
    raise _unknown(name, "另一种 Office 文件", "another kind of Office file")


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    control = sum(1 for b in head if b < 32 and b not in (9, 10, 12, 13))
    return control * 50 > len(head)


def _text(name: str, data: bytes) -> str:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").removeprefix(b"\xff\xfe")
    head = head.removeprefix(b"\xfe\xff").lstrip().lower()
    if b"<pkg:package" in head:
        raise _unknown(name, "Word 的单个 XML 文件", "a Word document as one XML file")
    if b"<?mso-application" in head and b"word.document" in head:
        return WORD_XML
    if head.startswith(b"mime-version:") or (b"\nmime-version:" in head and b"content-type: multipart/" in head):
        return MHTML
    if head.startswith(b"<") and any(
        tag in head for tag in (b"<html", b"<!doctype html", b"<body", b"<head", b"<meta")
    ):
        return HTML
    if _FRAGMENT.match(head):
        return HTML
    if head.startswith(b"<?xml"):
        raise _unknown(name, "XML 文件", "an XML file")
    return MARKDOWN if name.lower().endswith((".md", ".markdown")) else TEXT
