"""Web pages: the notice inside a page of a content management system.

In: the bytes of a page (or of a page saved with its pictures, mht). Out: the blocks and tables of the notice, the
page's own title and date beside it (`Document.meta`). What stands around the notice is no part of it; what is taken
out of its container (share buttons, view counts) is recorded. The bytes are always decoded here and handed to the
parser as text: a parser that is left to trust a `gb2312` label stops at the first character outside that set.
"""

from __future__ import annotations

import email
import email.policy
import re
from html import unescape
from typing import Any

from lxml import etree

from disclosure.decoding import UndecodableError, decode
from disclosure.document import Block, Document
from disclosure.problem import ContentError, Problem, Words
from disclosure.raw import MHTML, RawFile, refuse
from disclosure.readers.html.blocks import read_blocks
from disclosure.readers.html.doubts import unread
from disclosure.readers.html.find import chinese, find_notice
from disclosure.readers.html.furniture import strip_elements, strip_lines, strip_struck
from disclosure.readers.html.metadata import read_meta, visible_title

MAX_TAGS = 300_000
"""Tags of a page at most; a page of a content management system has some thousand."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(r"<\?xml[^>]{0,200}\?>")
_NOT_SHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_LOST = "\ufffd"
"""Stands for bytes that are no text."""
_TAG = re.compile(r"<[/!a-zA-Z][^<>]*>")


def read(raw: RawFile) -> tuple[Document, list[Problem]]:
    """Read a page; raises ContentError where it is no page or is damaged."""
    text, broken = _text(raw)
    root = _parse(raw.name, text)
    meta = read_meta(root)
    found = find_notice(root)
    struck, repairs = strip_struck(found), strip_elements(found)
    blocks = [block for node in found.nodes for block in read_blocks(node)]
    blocks, more = strip_lines(blocks)
    title = visible_title(root, found.nodes, meta)
    start = "".join(b.text for b in blocks[:8] if isinstance(b, Block))
    if title and _squeezed(title) not in _squeezed(start):
        blocks.insert(0, Block(title, heading=1))
    if broken and any(_LOST in (b.text if isinstance(b, Block) else "".join(map("".join, b.rows))) for b in blocks):
        raise broken
    document = Document(tuple(blocks), wraps="paragraph", meta=meta, repairs=(*struck, *repairs, *more))
    return document, unread(raw.name, found, text, len(struck))


def _text(raw: RawFile) -> tuple[str, ContentError | None]:
    """The characters of the page, and the error where bytes of it are none: it counts only where the notice has them."""
    data, declared = raw.data, None
    if raw.media_type == MHTML:
        data, declared = _unwrap(raw)
    label = _CHARSET.search(data[:8192])
    if label and not declared:
        declared = label[1].decode("ascii")
    broken = None
    try:
        text = decode(data, declared).text
    except UndecodableError as exc:
        text = data.decode(exc.encoding, "replace")
        broken = refuse(
            raw.name,
            "reader.bytes",
            Words(
                f"第 {exc.offset + 1} 个字节起不是文字（按 {exc.encoding.upper()}）",
                f"what stands at byte {exc.offset + 1} ({exc.encoding.upper()}) is no text",
            ),
            Words("在浏览器中重新保存网页", "save the page again in the browser"),
            exc.line,
        )
    if "\0" in text:
        raise refuse(
            raw.name,
            "reader.binary",
            Words("有空字符（NUL），网页已损坏", "there is a NUL character: this page is damaged"),
            Words("在浏览器中重新保存网页", "save the page again in the browser"),
            text.count("\n", 0, text.index("\0")) + 1,
        )
    return text, broken


def _unwrap(raw: RawFile) -> tuple[bytes, str | None]:
    """The page inside a page saved with its pictures."""
    message = email.message_from_bytes(raw.data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, part.get_content_charset()
    raise _damaged(raw.name)


def _damaged(name: str) -> ContentError:
    return refuse(
        name,
        "reader.damaged",
        Words("网页不完整或已损坏", "this page is cut short or damaged"),
        Words("在浏览器中重新保存网页", "save the page again in the browser"),
    )


def _parse(name: str, text: str) -> Any:
    if text.count("<") > MAX_TAGS:
        raise refuse(
            name,
            "reader.tags",
            Words(f"网页标签超过上限 {MAX_TAGS} 个", f"this page has more than {MAX_TAGS} tags, which is the limit"),
            Words("只导入公开通报本身", "import the notice alone"),
        )
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_XML_ENCODING.sub("", text, count=1).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise _damaged(name)
    shown = chinese(unescape(_TAG.sub("", _NOT_SHOWN.sub("", text))))
    if shown > 20 and chinese("".join(map(str, root.itertext()))) < 0.9 * shown:
        raise _damaged(name)  # the parser gave up on the way, without saying so
    return root


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
