"""Pages as HTML: document type, elements that are closed where they were opened, ids that stand once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.problem import Problem, Words, error
from disclosure.subjects import PageView

ID = "html"
NAME = Words("网页写法", "HTML of the pages")
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_SVG = frozenset(("svg", "math"))
_BLOCK = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    )
)
_MAY_STAY_OPEN = frozenset(
    (
        "li",
        "dt",
        "dd",
        "p",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "html",
        "head",
        "body",
    )
)
_AMPERSAND = re.compile(r"&(?![a-zA-Z][a-zA-Z0-9]*;|#\d+;|#[xX][0-9a-fA-F]+;|[\s<=&]|$)")
_MEND = Words("改正模板", "correct the template")


def find_page(page: PageView) -> Iterator[Problem]:
    """What is wrong with the form of a page; of a kind of mistake the first place."""
    whole = page.scan.whole
    if not whole[:40].lstrip("\ufeff \n").lower().startswith("<!doctype html>"):
        yield _wrong(page, 0, "doctype", "开头没有 <!doctype html>", "it does not begin with <!doctype html>")
    ids = page.scan.ids
    if len(set(ids)) != len(ids):
        twice = next(i for n, i in enumerate(ids) if i in ids[:n])
        at = whole.find(f'id="{twice}"', whole.find(f'id="{twice}"') + 1)
        yield _wrong(page, max(at, 0), "id", f"id {twice} 出现了两次", f"the id {twice} stands twice")
    if any(not i or " " in i for i in ids):
        yield _wrong(page, 0, "id", "有空的或含空格的 id", "an id is empty or holds a space")
    if match := _AMPERSAND.search(page.scan.text):
        yield _wrong(page, match.start(), "ampersand", "& 没有写成 &amp;", "an & is not written as &amp;")
    yield from _nesting(page)


def _nesting(page: PageView) -> Iterator[Problem]:
    """The first element that is closed where it is not open, left open, or may not stand where it stands."""
    stack: list[str] = []
    foreign = 0
    for closing, name, attributes, offset, _ in page.scan.tags:
        if not closing:
            if name in VOID or (foreign and attributes.endswith("/")):
                continue
            if name in _BLOCK and stack and stack[-1] == "p":
                yield _wrong(page, offset, "nesting", f"<{name}> 不能放在 <p> 里", f"<{name}> may not stand inside <p>")
                return
            if name == "a" and "a" in stack:
                yield _wrong(page, offset, "nesting", "链接里又有链接", "a link stands inside a link")
                return
            stack.append(name)
            foreign += name in _SVG
            continue
        while stack and stack[-1] != name and stack[-1] in _MAY_STAY_OPEN and name in stack:
            stack.pop()
        if not stack or stack[-1] != name:
            opened = f"<{stack[-1]}>" if stack else "—"
            yield _wrong(
                page,
                offset,
                "nesting",
                f"</{name}> 关闭的不是 {opened}",
                f"</{name}> does not close what is open, {opened}",
            )
            return
        stack.pop()
        foreign -= name in _SVG
    left = [name for name in stack if name not in _MAY_STAY_OPEN]
    if left:
        yield _wrong(page, len(page.scan.text), "nesting", f"<{left[0]}> 没有关闭", f"<{left[0]}> is never closed")


def _wrong(page: PageView, offset: int, code: str, zh: str, en: str) -> Problem:
    return error(page.at(offset), f"html.{code}", Words(zh, en), _MEND)
