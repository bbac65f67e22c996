"""Requests to third parties: fonts, scripts, pictures from elsewhere; and code inside a page that a strict policy refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from disclosure.problem import Problem, Words, error
from disclosure.subjects import PageView

ID = "outside"
NAME = Words("第三方请求", "Requests to third parties")
_CSS = re.compile(r"""(?:@import\s+(?:url\()?|url\()\s*["']?((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
_INLINE = re.compile(r"""<[a-zA-Z][^>]*?\s(on[a-z]+|style)\s*=\s*["'][^>]*>""")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(
    r"""type\s*=\s*["'](?:application/(?:ld\+)?json|text/template|importmap|speculationrules)["']""", re.IGNORECASE
)
_MEND = Words("把文件放进 templates/assets/，从那里引用", "put the file into templates/assets/ and refer to it there")


def find_page(page: PageView) -> Iterator[Problem]:
    """An error for each thing that a page loads from elsewhere or runs from inside its own text."""
    for target, offset in page.scan.loads:
        host = urlsplit(target).netloc if "//" in target[:10] else ""
        if host and host != page.host:
            what = Words(f"页面向第三方 {host} 请求：{target}", f"the page asks a third party, {host}, for {target}")
            yield error(page.at(offset), "outside.request", what, _MEND)
    whole = page.scan.whole
    if "<style" in whole or "style=" in whole:
        for match in _CSS.finditer(whole):
            what = Words(f"样式引用了外部文件 {match[1]}", f"a style refers to a file elsewhere: {match[1]}")
            yield error(page.at(match.start()), "outside.request", what, _MEND)
    yield from _inline(page)


def find_asset(text: str) -> Iterator[str]:
    """Addresses elsewhere that a style sheet loads."""
    for match in _CSS.finditer(text):
        yield match[1]


def _inline(page: PageView) -> Iterator[Problem]:
    """The first script, style or event handler that a strict content security policy refuses."""
    whole = page.scan.whole
    mend = Words("移到 templates/assets/ 的文件里", "move it into a file of templates/assets/")
    for match in _SCRIPT.finditer(whole):
        if match[2].strip() and not _DATA.search(match[1]):
            yield error(
                page.at(match.start()),
                "outside.inline",
                Words("页面内嵌了脚本", "a script stands inside the page"),
                mend,
            )
            return
    if (style := whole.find("<style")) >= 0:
        yield error(
            page.at(style),
            "outside.inline",
            Words("页面内嵌了样式", "a style sheet stands inside the page"),
            mend,
        )
        return
    if "style=" in whole or " on" in whole:
        for tag in page.scan.tags:
            if ("style" in tag.attributes or " on" in tag.attributes) and (
                found := _INLINE.match(page.scan.text[tag.offset : tag.end])
            ):
                yield error(
                    page.at(tag.offset),
                    "outside.inline",
                    Words(
                        f"属性 {found[1]} 会被严格的安全策略拒绝", f"a strict policy refuses the attribute {found[1]}"
                    ),
                    mend,
                )
                return
