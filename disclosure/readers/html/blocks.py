"""From an element of a web page to blocks and tables, as a browser would show them.

In: an element. Out: a block a paragraph or broken line, a `Table` a table of data. Numbers that the browser counts
(ordered lists) are written out. Tables that only lay out a page are walked through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from disclosure.digits import written
from disclosure.document import Block, Table, table

_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main",
     "blockquote", "pre", "center", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "hr", "form",
     "fieldset", "legend", "figure", "figcaption", "address", "header", "footer", "aside", "nav", "details", "summary",
     "body", "html"}
)  # fmt: skip
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "head",
        "title",
        "object",
        "svg",
        "select",
        "textarea",
        "rt",
        "rp",
        "input",
        "img",
    }
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_BREAK = re.compile(r"[ \t\f\r]*\n[ \t\f\r\n]*")
_NUMBER = re.compile(
    r"[\s\u00a0]*(?:[（(〔\[【]?[0-9０-９一二三四五六七八九十]{1,3}(?:[、．，)）〕\]】是]|[.,](?![0-9]))|[①-⑳⑴-⒇⒈-⒛㈠-㈩])"
)
"""A number that is typed: an item that has one shows no other, or it would show two."""
_WIDE = re.compile(r"[\u2014-\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_MAX_CELLS = 50_000
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""Forms of numbers by the `type` of a list."""
_STYLES = (("lower-alpha", "a"), ("lower-latin", "a"), ("upper-alpha", "A"), ("upper-latin", "A"), ("lower-roman", "i"),
           ("upper-roman", "I"))  # fmt: skip
"""The same by its style."""
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_UNSEEN_ALONE = re.compile(r"visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|$)", re.IGNORECASE)
"""What hides an element but not those inside it that say otherwise."""


@dataclass(slots=True)
class _Reading:
    """The text of the block that is being read, and what is done."""

    found: list[Block | Table] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    label: str = ""
    heading: int = 0
    number: int = 0
    bold: int = 0
    """How many elements are open that set their text in bold."""
    strong: list[str] = field(default_factory=list)
    """The text of the block, while all of it is in bold."""
    plain: bool = False
    """Whether the block has text that is not."""

    def flush(self) -> None:
        text = _joined("".join(self.parts))
        bold = _joined("".join(self.strong))
        self.parts.clear()
        self.strong.clear()
        self.plain = False
        if not text:
            return
        self.number += 1
        label, self.label = self.label, ""
        if label and not _NUMBER.match(text):
            text = label + text
        self.found.append(Block(text, self.number, heading=self.heading, bold=bold))

    def add(self, text: str | None, preformatted: bool) -> None:
        if not text:
            return
        if not preformatted:
            self.parts.append(text)
            self.plain = self.plain or (not self.bold and bool(text.strip()))
            if not self.plain:
                self.strong.append(text)
            return
        first, *rest = text.split("\n")
        self.parts.append(first)
        for line in rest:
            self.flush()
            self.parts.append(line)


def read_blocks(node: Any) -> list[Block | Table]:
    """The blocks and tables of `node`, in the order of reading."""
    reading = _Reading()
    preformatted = 0
    walk = etree.iterwalk(node, events=("start", "end"))
    for event, item in walk:
        name = item.tag if isinstance(item.tag, str) else ""
        if event == "start":
            if name in _BLOCKS or name == "br":
                reading.flush()
            if not name or name in _SKIPPED or _is_hidden(item, node):
                walk.skip_subtree()
                continue
            if name == "table" and not _is_layout(item):
                reading.number += 1
                reading.found += _caption(item, reading.number)
                table = _table(item, reading.number)
                reading.found += [table] if table else []
                walk.skip_subtree()
                continue
            preformatted += name == "pre"
            reading.bold += _is_bold(item)
            reading.heading = _heading(item, reading.heading)
            if name == "li":
                reading.label = _label(item)
            reading.add(item.text, bool(preformatted))
            continue
        skipped = not name or name in _SKIPPED or _is_hidden(item, node)
        if name in _BLOCKS and not skipped:
            reading.flush()
            if not (name == "table" and not _is_layout(item)):
                preformatted -= name == "pre"
                reading.heading = 0 if _level(name) else reading.heading
                reading.label = "" if name == "li" else reading.label
        reading.bold -= not skipped and _is_bold(item)
        if item is not node:
            reading.add(item.tail, bool(preformatted))
    reading.flush()
    return reading.found


def _is_hidden(item: Any, top: Any) -> bool:
    """Whether a browser does not show `item`; the container itself may be hidden until a script runs."""
    if item is top:
        return False
    style = item.get("style") or ""
    alone = bool(style) and len(item) == 0 and bool(_UNSEEN_ALONE.search(style))
    return item.get("hidden") is not None or alone or bool(style and _UNSEEN.search(style))


def _is_bold(item: Any) -> bool:
    """Whether `item` sets its text in bold by its name or its own style."""
    style = item.get("style")
    return item.tag in ("b", "strong") or bool(style and item.tag != "table" and _BOLD.search(style))


def _level(name: str) -> int:
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else 0


def _heading(item: Any, current: int) -> int:
    return _level(item.tag) or current


def _joined(text: str) -> str:
    """The text as a browser shows it: white space is one space, a line end between wide characters none."""

    def mend(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        return "" if _WIDE.match(before) and _WIDE.match(after) else " "

    return _SPACE.sub(" ", _BREAK.sub(mend, text)).strip()


def _label(item: Any) -> str:
    """The number that a browser writes before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    style = ((item.get("style") or "") + ";" + (parent.get("style") or "")).lower()
    if re.search(r"list-style(?:-type)?\s*:[^;]*none", style):
        return ""
    number = _whole(parent.get("start"), 1)
    for sibling in parent.iterchildren("li"):
        number = _whole(sibling.get("value"), number)
        if sibling is item:
            break
        number += 1
    if "cjk" in style or "chinese" in style:
        return written(number, "chineseCounting") + "、"
    kind = item.get("type") or parent.get("type") or "1"
    kind = next((sign for name, sign in _STYLES if name in style), kind)
    return f"{written(number, _FORMS.get(kind, 'decimal'))}. "


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,5}", text.strip()) else default


def _is_layout(table: Any) -> bool:
    """Whether `table` lays out a page: tables inside it, one column, or cells as long as an article."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return True
    rows = list(table.iter("tr"))
    if max((sum(1 for _ in row.iterchildren("td", "th")) for row in rows), default=0) < 2:
        return True
    total = longest = 0
    for cell in table.iter("td", "th"):
        length = sum(len(t) for t in cell.itertext())
        total, longest = total + length, max(longest, length)
    return len(rows) < 3 and longest > 1_000 and longest * 10 > total * 8


def _caption(node: Any, number: int) -> list[Block | Table]:
    """The words over a table."""
    found = [block for caption in node.iterchildren("caption") for block in read_blocks(caption)]
    return [replace(block, line=number) for block in found]


def _table(node: Any, number: int) -> Table | None:
    grid: dict[tuple[int, int], str] = {}
    taken: set[tuple[int, int]] = set()
    merged: list[tuple[int, int, int]] = []
    width = height = 0
    lines = list(node.iter("tr"))
    for y, row in enumerate(lines):
        x = 0
        for cell in row.iterchildren("td", "th"):
            while (y, x) in taken:
                x += 1
            across = min(max(_whole(cell.get("colspan"), 1), 1), 100)
            down = min(max(_whole(cell.get("rowspan"), 1), 0), 1_000) or len(lines) - y  # 0: to the end of the table
            grid[y, x] = "\n".join(b.text for b in read_blocks(cell) if isinstance(b, Block))
            if len(taken) + across * down > _MAX_CELLS:
                across = down = 1
            merged.append((y, x, down))
            taken.update((y + dy, x + dx) for dy in range(down) for dx in range(across))
            x += across
            width = max(width, x)
        height = y + 1
    rows = tuple(tuple(grid.get((y, x), "") for x in range(width)) for y in range(height))
    return table(rows, merged, number)
