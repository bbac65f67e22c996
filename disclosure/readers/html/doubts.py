"""What a person should look at on a web page, and what of it was not read: pictures, attachments, frames, further pages.

In: the page and the notice that was found on it. Out: warnings. Where no notice was found, they say where it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from disclosure.problem import Place, Problem, Words, warning
from disclosure.readers.html.find import ENOUGH, Found, chinese

_ATTACHMENT = re.compile(r"\.(?:docx?|pdf|wps|xlsx?|ofd)(?:[?#]|$)", re.IGNORECASE)
_ICON = re.compile(r"icon|filetype|emoji|qrcode", re.IGNORECASE)
_SMALL = 48
"""Width or height of a picture, in pixels, up to which it holds no words."""
_FEW = 50
"""Chinese characters below which a container holds no notice."""
_FURTHER = re.compile(r"下一?页|[尾末]页")
_PAGES = re.compile(r"createPageHTML\(\s*([0-9]{1,3})\s*,")
"""How a widespread content system counts the pages of an article."""


def unread(name: str, found: Found, text: str, struck: int) -> list[Problem]:
    """Warnings about the page `text` and the notice `found` on it, of which `struck` pieces were crossed out."""
    said = [*_found(found), *_struck(struck), *_beside(found), *_instead(found, text)]
    return [warning(Place(name), code, what, mend) for code, what, mend in said]


_Said = tuple[str, Words, Words]


def _found(found: Found) -> Iterator[_Said]:
    if found.rule == "page":
        yield (
            "html.page",
            Words("没有找到正文区域，已读入整个网页", "no container of the notice was found: the whole page was read"),
            Words("删去网页的导航等文字", "delete navigation and the like from the report"),
        )
    elif found.rule == "densest":
        yield (
            "html.densest",
            Words(
                "无法识别这个网站的正文区域，已读入文字最集中的部分",
                "the container of this site is not known: the densest part of the page was read",
            ),
            Words("与网页对照，看首尾是否完整", "compare its beginning and end with the page"),
        )


def _struck(count: int) -> Iterator[_Said]:
    if count:
        yield (
            "html.struck",
            Words(f"有 {count} 处划了删除线的文字没有导入", f"struck text is left out: {count}"),
            Words("确认这些文字已作废", "make sure that these words no longer count"),
        )


def _beside(found: Found) -> Iterator[_Said]:
    """Attachments and pictures of the notice."""
    links = [a for node in found.nodes for a in node.iter("a") if _ATTACHMENT.search(a.get("href") or "")]
    if links:
        yield (
            "html.attachment",
            Words(f"网页有 {len(links)} 个附件没有导入", f"{len(links)} attachments of the page are not read"),
            Words("通报若在附件中，请下载后单独导入", "if the notice is in an attachment, download and import that"),
        )
    pictures = sum(_holds_words(image) for node in found.nodes for image in node.iter("img"))
    if pictures:
        yield (
            "html.pictures",
            Words(f"网页有 {pictures} 张图片，图片中的文字没有导入", f"words inside pictures are not read: {pictures}"),
            Words("图中若有通报文字，请人工补上", "type in what the pictures say of the notice"),
        )


def _holds_words(image: Any) -> bool:
    """Whether a picture may hold words of the notice: it is no icon."""
    source = image.get("src") or image.get("data-src") or ""
    sizes = [int(m[0]) for key in ("width", "height") if (m := re.match("[0-9]{1,5}", image.get(key) or ""))]
    return bool(source) and not _ICON.search(source) and all(size > _SMALL for size in sizes)


def _instead(found: Found, text: str) -> Iterator[_Said]:
    """Where the rest of the notice, or all of it, stands."""
    pages = _PAGES.search(text)
    if (pages and int(pages[1]) > 1) or any(_leads_on(a) for node in found.nodes for a in node.iter("a")):
        yield (
            "html.pages",
            Words("这篇文章分了几页，这里只有其中一页", "this article goes over several pages, of which this is one"),
            Words("把各页的正文合在一个文件里再导入", "put the text of all pages into one file and import that"),
        )
    fewest = ENOUGH if found.rule == "page" else _FEW
    if sum(chinese("".join(node.itertext())) for node in found.nodes) >= fewest:
        return
    if re.search(r"<i?frame\b[^>]*\bsrc\b", text, re.IGNORECASE):
        yield (
            "html.frames",
            Words("正文在网页的框架里，没有随网页保存", "the text stands in a frame that was not saved with the page"),
            Words("在浏览器中单独打开框架再保存", "open the frame alone in the browser and save that"),
        )
    elif re.search(r"<script\b", text, re.IGNORECASE):
        yield (
            "html.script",
            Words(
                "正文可能由脚本写入，没有随网页保存",
                "the text may be written by a script and was not saved with the page",
            ),
            Words(
                "在浏览器中全选、复制到 Word 后再导入", "select all in the browser, paste it into Word and import that"
            ),
        )


def _leads_on(link: Any) -> bool:
    """Whether `link` leads to a further page of the article."""
    return bool(_FURTHER.fullmatch("".join(link.itertext()).strip(" >＞»[]【】\u3000\u00a0\n\t")))
