"""What every reader needs of a page: its language, a title, headings in order, words for pictures and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from disclosure.problem import Problem, Words, error, warning
from disclosure.scan import Tag, get
from disclosure.subjects import PageView

ID = "accessibility"
NAME = Words("无障碍", "Accessibility")
_MEND = Words("改正模板", "correct the template")
_TITLE = re.compile(r"<title>\s*([^<]*?)\s*</title>", re.IGNORECASE)
_NO_ZOOM = re.compile(r"user-scalable\s*=\s*no|maximum-scale\s*=\s*1(?:\.0)?\b")
_WORDS = re.compile(r"<[^>]*>")
_NAMED = ("aria-label", "aria-labelledby", "title")


def find_page(page: PageView) -> Iterator[Problem]:
    """What a page lacks; of a kind of mistake the first place."""
    tags = page.scan.tags
    by_name: dict[str, list[Tag]] = {}
    for tag in tags:
        if not tag.closing:
            by_name.setdefault(tag.name, []).append(tag)
    html = by_name.get("html")
    if html and not get(html[0], "lang"):
        yield _wrong(
            page, html[0].offset, "language", "没有写明语言（html lang）", "the language is not named (html lang)"
        )
    title = _TITLE.search(page.scan.text)
    if not title or not title[1]:
        yield _wrong(page, 0, "title", "没有标题（title）", "there is no title")
    if _is_forwarding(by_name):
        return
    yield from _headings(page, tags)
    yield from _fields(page, by_name)
    for image in by_name.get("img", ()):
        if get(image, "alt") is None:
            yield _wrong(
                page, image.offset, "picture", "图片没有替代文字（alt）", "a picture has no words in its place (alt)"
            )
            break
    for meta in by_name.get("meta", ()):
        if get(meta, "name") == "viewport" and _NO_ZOOM.search(get(meta, "content") or ""):
            yield _wrong(page, meta.offset, "zoom", "禁止了放大页面", "the page may not be enlarged")
    if not by_name.get("main"):
        yield _wrong(page, 0, "main", "没有主要内容区（main）", "there is no main part")
    yield from _links(page, by_name.get("a", ()))


def _is_forwarding(by_name: dict[str, list[Tag]]) -> bool:
    return any((get(m, "http-equiv") or "").lower() == "refresh" for m in by_name.get("meta", ()))


def _headings(page: PageView, tags: list[Tag]) -> Iterator[Problem]:
    levels = [
        (int(t.name[1]), t.offset)
        for t in tags
        if not t.closing and len(t.name) == 2 and t.name[0] == "h" and t.name[1] in "123456"
    ]
    firsts = [offset for level, offset in levels if level == 1]
    if len(firsts) != 1:
        yield _wrong(
            page,
            firsts[1] if firsts else 0,
            "heading",
            f"一级标题有 {len(firsts)} 个，应有一个",
            f"there are {len(firsts)} headings of the first level, not one",
        )
    for (before, _), (level, offset) in pairwise(levels):
        if level > before + 1:
            yield warning(
                page.at(offset),
                "accessibility.heading-order",
                Words(f"标题从 {before} 级跳到 {level} 级", f"headings leap from level {before} to level {level}"),
                _MEND,
            )
            return


def _fields(page: PageView, by_name: dict[str, list[Tag]]) -> Iterator[Problem]:
    labelled = {get(label, "for") for label in by_name.get("label", ())}
    for name in ("input", "select", "textarea"):
        for tag in by_name.get(name, ()):
            kind = (get(tag, "type") or "").lower()
            if kind in ("hidden", "submit", "button", "reset", "image") or any(get(tag, a) for a in _NAMED):
                continue
            if get(tag, "id") in labelled or _inside_label(page, tag):
                continue
            yield _wrong(page, tag.offset, "field", f"<{name}> 没有标签", f"<{name}> has no label")
            return


def _inside_label(page: PageView, tag: Tag) -> bool:
    before = page.scan.text.rfind("<label", 0, tag.offset)
    return before >= 0 and "</label" not in page.scan.text[before : tag.offset]


def _links(page: PageView, links: list[Tag] | tuple[()]) -> Iterator[Problem]:
    text = page.scan.text
    for link in links:
        if text[link.end] != "<" or any(get(link, a) for a in _NAMED) or get(link, "href") is None:
            continue
        inside = text[link.end : text.find("</a", link.end)]
        words = _WORDS.sub("", inside)
        if not words.strip() and 'alt="' not in inside and "aria-label" not in inside and "<title" not in inside:
            yield _wrong(page, link.offset, "link", "链接里没有文字", "a link has no words")
            return


def _wrong(page: PageView, offset: int, code: str, zh: str, en: str) -> Problem:
    return error(page.at(offset), f"accessibility.{code}", Words(zh, en), _MEND)
