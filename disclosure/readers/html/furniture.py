"""What a web page puts inside the notice's container and is no part of the notice.

In: the container, then its blocks. Out: the same without share buttons, view counts, print and close links, each
recorded as a repair. Lines are taken out only near the beginning and the end: the middle is the notice.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from disclosure.document import Block, Repair, Table
from disclosure.pagelines import is_line
from disclosure.readers.html.find import Found, chinese

KIND = "web-furniture"
_TAGS = ("nav", "button", "footer", "aside")
_NAMES = re.compile(
    r"(?:^|[-_ ])(?:share|bdshare\w*|bshare\w*|social\w*|sharebox|jiathis\w*|toolbar|tools?-?bar|print\w*|breadcrumbs?|crumbs?|"
    r"viewcount|hits|click-?count|pageview|prenext|pre-next|prevnext|related\w*|relnews|qrcode|ewm|fontsize|font-size|"
    r"position|location|copyright|wza\w*)(?:$|[-_ ])",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_LONG = 400
"""Chinese characters from which an element is kept, whatever it is called."""
_REGISTER = re.compile(r"索引号|信息索引")
_ENTRIES = re.compile(
    r"(?:索引号|信息索引号?|发布机构|发文机关|信息名称|标题|文号|主题分类|(?:发布|成文|生成|公开|发文)日期|有效性|公开类别)[:：]?"
)
_RELATED = re.compile(r"[\[【]?(?:相关|延伸|推荐|热门)(?:阅读|链接|文章|新闻|稿件|信息|文档|内容)[\]】]?[:：]?")
_EDGE = 12


def strip_struck(found: Found) -> list[Repair]:
    """Take words that a line crosses out out of the container; the element stays, as a cell keeps its place."""
    repairs: list[Repair] = []
    for top in found.nodes:
        for node in [n for n in top.iterdescendants(etree.Element) if _is_struck(n)]:
            words = _words(node)
            if words and not any(_is_struck(a) for a in node.iterancestors()):
                repairs.append(Repair("struck-text", f"element {_named(node)}", words, ""))
                node.text = None
                node[:] = []
    return repairs


def _is_struck(node: Any) -> bool:
    return node.tag in ("del", "s", "strike") or bool(_STRUCK.search(node.get("style") or ""))


def strip_elements(found: Found) -> list[Repair]:
    """Take elements that are furniture by their name out of the container; lists of links where it was guessed."""
    doomed: list[Any] = []
    for top in found.nodes:
        for node in top.iterdescendants(etree.Element):
            if _is_furniture(node, found.known) and not any(a in doomed for a in node.iterancestors()):
                doomed.append(node)
    repairs: list[Repair] = []
    for node in doomed:
        words = _words(node)
        if words:
            repairs.append(Repair(KIND, f"element {_named(node)}", words, ""))
        _drop(node)
    return repairs


def _is_furniture(node: Any, known: bool) -> bool:
    name = f"{node.get('class') or ''} {node.get('id') or ''}"
    if (
        node.tag not in _TAGS
        and not (name.strip() and _NAMES.search(name))
        and (known or node.tag not in ("ul", "div", "header"))
    ):
        return False
    text = "".join(node.itertext())
    weight = chinese(text)
    if weight > _LONG:
        return False
    if node.tag in _TAGS or (name.strip() and _NAMES.search(name)):
        return True
    linked = sum(chinese("".join(a.itertext())) for a in node.iter("a"))
    return sum(1 for _ in node.iter("a")) > 2 and weight > 0 and linked * 10 > weight * 7


def _drop(node: Any) -> None:
    parent = node.getparent()
    if parent is None:
        return
    tail = node.tail or ""
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)


def _words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def _named(node: Any) -> str:
    return f"{node.tag}.{(node.get('class') or node.get('id') or '').strip().split(' ')[0]}".rstrip(".")


def strip_lines(blocks: list[Block | Table]) -> tuple[list[Block | Table], list[Repair]]:
    """Take lines of furniture out of the first and last blocks."""
    doomed: set[int] = set()
    for index, block in enumerate(blocks[:_EDGE]):
        if isinstance(block, Table) and _is_register(block):
            doomed.add(index)
            continue
        if not isinstance(block, Block) or len(block.text) > 120:
            break
        if is_line(block.text):
            doomed.add(index)
    end = _related(blocks)
    doomed.update(range(end, len(blocks)))
    for index in range(end - 1, max(end - _EDGE, 0) - 1, -1):
        block = blocks[index]
        if not isinstance(block, Block) or len(block.text) > 160:
            break
        if is_line(block.text):
            doomed.add(index)
    repairs = [Repair(KIND, f"paragraph {b.line}", _text(b), "") for i, b in enumerate(blocks) if i in doomed]
    return [b for i, b in enumerate(blocks) if i not in doomed], repairs


def _is_register(table: Table) -> bool:
    """Whether `table` is the entry of the page in the site's register (索引号, 发布机构, 发布日期, …)."""
    cells = ["".join(cell.split()) for row in table.rows for cell in row]
    entries = sum(bool(_ENTRIES.match(cell)) for cell in cells)
    return any(_REGISTER.match(cell) for cell in cells) and entries > 2 and len("".join(cells)) < _LONG


def _related(blocks: list[Block | Table]) -> int:
    """The index from which only links to other articles follow; the length where there are none."""
    for index in range(len(blocks) // 2, len(blocks)):
        block = blocks[index]
        if isinstance(block, Block) and _RELATED.fullmatch(block.text.strip()):
            rest = blocks[index + 1 :]
            if all(isinstance(b, Block) and len(b.text) < 80 for b in rest):
                return index
    return len(blocks)


def _text(block: Block | Table) -> str:
    return block.text if isinstance(block, Block) else " ".join(c for row in block.rows for c in row)
