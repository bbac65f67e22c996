"""Title, and the publisher that it names.

Understood: a title over one to four lines, with the publisher before 关于 or on a line of its own, in 《》, or
only as the title of the web page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure import dates
from disclosure.chinese import plain
from disclosure.names import is_body
from disclosure.notice import Found, Notice, Paragraph

_FULL_WITHIN = 3
"""Lines below a title without 关于 in which the full title may follow."""
_TOP = 14
"""Paragraphs at the top among which the title is sought."""
_MARK = re.compile(r"^#{1,6}\s*|^[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}$|^[•·●▪]\s*")
_TITLE_END = re.compile(
    r"(?:通报|公告|公示|通告|报告|情况|说明|公开|告知|汇报|进展|公布|清单|台账|(?:公开|公示|情况|进展|一览|明细|整改|落实)表|函|通知|工作|结果)(?:[（(][^（）()]{1,24}[）)])?[》」】]?$"
)
_NAME = r"(?P<who>[^，。《》“”]{1,46}?(?:党组|党委|党总支|党支部|红十字会|委员会|办公室|中心|(?:网信|改革|信访|外事|政研|史志|民宗|[编外台侨])办|[室部]务会|[局厅院校]))"
_FOLLOWS = r"(?=落实|对|开展|[省市区县州]委|巡[察视]|审计|整改|主题教育|第|20[0-9]{2}年)"
_NAMED = re.compile(_NAME + _FOLLOWS)
"""The publisher at the beginning of a title without 关于."""
_ABOUT = re.compile("关于" + _NAME + _FOLLOWS)
_WHOLE_END = re.compile(r"(?:通报|公告|公示|通告|报告)(?:[（(][^（）()]{1,24}[）)])?[》」】]?$")
_TITLE_WORD = re.compile(r"关于|整改|巡[察视]|审计|通报|公示|主题教育")
_FURNITURE = re.compile(
    r"^(?:来源|信息来源|发布时间|发布日期|发布机构|日期|时间|作者|浏览|阅读|点击|字体|字号|打印|分享|索引号|文号|编辑|当前位置|首页|责任编辑|审核)"
)
_STAMP = re.compile(
    r" ?[（(]?20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[）)]?(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?(?: ?(?:来源|信息来源|作者|浏览|阅读|点击).{0,60})?$"
)
"""The time of a web page behind its title on the same line."""
_COLUMN = re.compile(r"^【[^【】]{1,12}】(?=.{8})")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[、部,，])"
)


def find(notice: Notice, known: Found) -> Found:
    """`title`, the `publisher` that it names, and the paragraphs that hold them."""
    lines = [_line(p) for p in notice.paragraphs[:_TOP]]
    first, last, title, named = _title(lines)
    rows = _title_rows(lines, first, last)
    evidence: dict[str, str] = {}
    if title:
        evidence["title"] = "".join(_MARK.sub("", p.raw.strip()) for p in notice.paragraphs[first : last + 1])
    else:
        title, named = _from_page(notice.meta.get("title", ""))
    publisher = named or next((lines[i] for i in rows if i < first and is_body(lines[i])), "")
    if not publisher and title and last + 1 < len(lines) and is_body(lines[last + 1]):
        publisher = lines[last + 1]
    if publisher:
        evidence["publisher"] = next((notice.paragraphs[i].raw.strip() for i in rows if publisher in lines[i]), "")
    front = {"title": title, "publisher": publisher}
    return Found({k: v for k, v in front.items() if v}, {k: v for k, v in evidence.items() if v}, (), tuple(rows))


def _line(paragraph: Paragraph) -> str:
    if len(paragraph.raw) > 300:
        return "。"
    line = plain(_MARK.sub("", _MARK.sub("", paragraph.raw.strip())).strip())
    title = _STAMP.sub("", _COLUMN.sub("", line))
    return title if title and _TITLE_END.search(title) else line


def _title(lines: Sequence[str]) -> tuple[int, int, str, str]:
    """First and last line of the title, its words, and the publisher that stands before them; (0, -1, "", "") for none."""
    body = next((i for i, line in enumerate(lines) if _is_text(line)), len(lines))
    short = None
    for last in range(body):
        if short and last > short[1] + _FULL_WITHIN:
            break
        if not _TITLE_END.search(lines[last]) or _FURNITURE.search(lines[last]):
            continue
        for first in range(last, max(-1, last - 4), -1):
            if _FURNITURE.search(lines[first]) or dates.parse(lines[first].strip("（()）")):
                break
            joined = "".join(lines[first : last + 1])
            if first == last and _goes_on(lines, last):
                break
            if len(joined) > 140:
                break
            if "关于" in joined and not (short and first <= short[1]):
                return _start(lines, first, last)
            if not short and (first == 0 or _ends(lines, first - 1)) and _TITLE_WORD.search(joined):
                # The head of a page or a column may stand above the title: 市红十字会整改进展情况通报.
                short = first, last
    short = short or _without_end(lines[:body])
    return _start(lines, *short) if short else (0, -1, "", "")


def _without_end(lines: Sequence[str]) -> tuple[int, int] | None:
    """The line of a title that ends as no title does (关于巡察整改情况的“回音”): 关于 and the inspection, and no sentence."""
    for index, line in enumerate(lines[:_FULL_WITHIN]):
        if (
            re.search(r"关于.*(?:巡[察视]|审计|整改)", line)
            and len(line) <= 60
            and not re.search(r"[，；：:,;]|^关于.{0,40}问题$", line)
        ):
            return index, index
    return None


def _goes_on(lines: Sequence[str], last: int) -> bool:
    """Whether the title ends on the next line: …整改进展 / 情况的公告."""
    after = lines[last + 1] if last + 1 < len(lines) else ""
    return (
        not _WHOLE_END.search(lines[last])
        and 1 < len(after) <= 30
        and bool(_WHOLE_END.search(after))
        and not re.search("关于", after)
    )


def _is_text(line: str) -> bool:
    return bool(re.search(r"[。；]", line) or _NUMBERED.search(line) or len(line) > 120) or (
        len(line) > 30 and bool(re.match(r"(?:根据|按照|经|为|近日|\d{4}年)", line))
    )


def _ends(lines: Sequence[str], index: int) -> bool:
    """Whether the line at `index` is whole in itself, so that a title cannot begin in it."""
    line = lines[index]
    return not line or is_body(line) or bool(_FURNITURE.search(line)) or bool(dates.scan(line)) or len(line) <= 4


def _start(lines: Sequence[str], first: int, last: int) -> tuple[int, int, str, str]:
    """Take the words before 关于 as the publisher, also where a name over two lines ends on the title's line."""
    joined = "".join(lines[first : last + 1])
    title, named = _cut(joined)
    if (named and not is_body(named)) or (
        named and first and not named.startswith(("中共", "中国")) and len(named) < 8
    ):
        longer = lines[first - 1] + named if first else ""
        if longer and is_body(longer) and not is_body(lines[first - 1]):
            return first - 1, last, title, longer
    if named and not is_body(named):
        return first, last, joined.strip("《》"), ""
    return first, last, title, named


def _cut(joined: str) -> tuple[str, str]:
    """Title and publisher in the line `joined`."""
    whole = joined[1:-1] if joined.startswith("《") and joined.endswith("》") else joined
    at = whole.find("关于")
    if at <= 0:
        match = (_NAMED if at < 0 else _ABOUT).match(whole)
        return whole, match["who"] if match and is_body(match["who"]) else ""
    before = whole[:at].strip("《： :")
    title = whole[at:]
    if title.endswith("》") and "《" not in title:
        title = title[:-1]
    return title, before


def _title_rows(lines: Sequence[str], first: int, last: int) -> list[int]:
    """The title's lines, and lines above it that only name a body."""
    rows = list(range(first, last + 1))
    above = first - 1
    while above >= 0 and (is_body(lines[above]) or not lines[above]):
        above -= 1
    return [i for i in range(above + 1, first) if lines[i]] + rows if rows else []


def _from_page(words: str) -> tuple[str, str]:
    """Title and publisher in the title of a web page, without the site's name behind it."""
    line = plain(re.split(r"\s*[-_|–—]{1,2}\s*", words[:200].strip())[0])
    if not _TITLE_END.search(line) or not _TITLE_WORD.search(line):
        return "", ""
    title, named = _cut(line)
    return (title, named) if not named or is_body(named) else (line, "")
