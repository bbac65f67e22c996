"""What a web page puts inside the notice's container and is no part of the notice.

In: the container, then its blocks. Out: the same without share buttons, view counts, print and close links, each
recorded as a repair. Lines are taken out only near the beginning and the end: the middle is the notice.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from disclosure.document import Block, Repair, Table
from disclosure.readers.html.find import Found, chinese

KIND = "web-furniture"
_TAGS = ("nav", "button", "footer", "aside")
_NAMES = re.compile(
    r"(?:^|[-_ ])(?:share|bdshare\w*|bshare\w*|social\w*|sharebox|jiathis\w*|toolbar|tools?-?bar|print\w*|breadcrumbs?|crumbs?|"
    r"viewcount|hits|click-?count|pageview|prenext|pre-next|prevnext|related\w*|relnews|qrcode|ewm|fontsize|font-size|"
    r"position|location|copyright|wza\w*)(?:$|[-_ ])",
    re.IGNORECASE,
)
_LONG = 400
"""Chinese characters from which an element is kept, whatever it is called."""
_DATE = r"[0-9]{4}[ ]?[-年/.][ ]?[0-9]{1,2}[ ]?[-月/.][ ]?[0-9]{1,2}[ ]?日?(?:[ ]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_LABELS = (
    r"发布时间|发布日期|发表时间|更新时间|信息来源|文章来源|稿件来源|来源|责任编辑|编辑|审核|初审|复审|终审|审稿|校对|供稿|浏览次数|浏览量|浏览|阅读次数|阅读量|"
    r"阅读|点击数|点击次数|点击量|点击|访问量|访问次数|字号|字体|分享到|分享至|分享|打印"
)
_WEAK = r"时间|日期|作者"
_WORDS = (
    r"打印本页|打印此页|打印正文|打印|关闭窗口|关闭本页|关闭页面|关闭|返回顶部|返回列表|回到顶部|加入收藏|收藏本页|我要纠错|纠错|分享|新浪微博|QQ空间|"
    r"放大|缩小|默认"
)
_WEAK_WORDS = r"收藏|返回|下载|微信|微博|QQ|字号|字体|朗读|大|中|小|次"
_TOKEN = re.compile(
    rf"(?P<sure>(?:{_LABELS})[ ]?[:：][ ]?(?:{_DATE}|[^:：\s|｜]{{0,24}}(?=[\s|｜]|$))"
    rf"|[\[【（(][ ]?(?:{_LABELS})[ ]?[:：][^\]】）)]{{0,16}}[\]】）)]|[\[【（(]?[ ]?(?:{_WORDS})[ ]?[\]】）)]?)"
    rf"|(?:{_WEAK})[ ]?[:：][ ]?(?:{_DATE}|[^:：\s|｜]{{0,24}}(?=[\s|｜]|$))|[\[【（(]?[ ]?(?:{_WEAK_WORDS})[ ]?[\]】）)]?"
)
"""One piece of a line of furniture. Pieces are taken one after the other, never back, so that no line takes long."""
_BETWEEN = re.compile(r"[\s|｜/]*")
_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:分享到|分享至|转发到|一键分享)[ ]?[:：]?.{0,30}",
        r"(?:本页|本文|文章)?(?:浏览|阅读|点击|访问)(?:次数|量|数|率)?[ ]?[:：]?[ ]?[\[【（(]?[0-9,，万+]{0,12}[\]】）)]?[ ]?次?",
        r"[\[【（(]?(?:字体|字号)(?:大小)?[ ]?[:：].{0,20}",
        r"(?:上一篇|下一篇|上一条|下一条|上篇|下篇)[ ]?[:：]?.{0,80}",
        r"(?:首[ ]?页|当前位置|您的位置|您当前的位置|您现在的位置|所在位置)[ ]?[:：>＞»/].{0,100}",
        r"(?:微信|手机)?扫(?:一扫|码)[^，。；]{0,16}(?:打开|分享|关注|查看|阅读|浏览|访问)[^，。；]{0,14}",
        r".{0,60}(?:版权所有|ICP备|公网安备|网站标识码|技术支持[:：]).{0,100}",
    )
)
_RELATED = re.compile(r"[\[【]?(?:相关|延伸|推荐|热门)(?:阅读|链接|文章|新闻|稿件|信息|文档|内容)[\]】]?[:：]?")
_EDGE = 12


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


def is_line(text: str) -> bool:
    """Whether `text` is a line that a web page adds to an article."""
    squeezed = " ".join(text.split())
    if len(squeezed) > 200:
        return False
    return _is_run(squeezed) or any(pattern.fullmatch(squeezed) for pattern in _LINES)


def _is_run(text: str) -> bool:
    """Whether `text` is a run of labels and buttons and nothing else, at least one of them beyond doubt."""
    at, sure = 0, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match or match.end() == at:
            return False
        sure = sure or bool(match["sure"])
        gap = _BETWEEN.match(text, match.end())
        at = gap.end() if gap else match.end()
    return sure


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
