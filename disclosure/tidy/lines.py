"""Lines: what a line end means is decided once for a source, then broken sentences are put together.

In a source whose lines are all of one width a line end is a wrap; elsewhere it ends a paragraph unless the
sentence goes on. A blank line is a page join where the sentence goes on after it. Text that stands twice at a
join (《中 / 《中国共产党) is taken out once, which is a repair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from disclosure import numbering
from disclosure.chinese import plain
from disclosure.document import Block, Repair, Table
from disclosure.names import is_body
from disclosure.resultplaces import ends_result
from disclosure.text import CONTINUING, OPENERS, ends_sentence, fold, join, unclosed, width
from disclosure.tidy.sheet import Sheet, place

_WRAP_SHARE = 0.6
"""Share of lines that must end near the margin for a line end to be a wrap."""
_MARGIN = 8
"""Columns by which a full line may be shorter than the widest."""
_BEYOND = 0.2
"""Share of the text that may stand in lines beyond the margin: more, and it is no margin."""
_INDENT_WIDTH = 4
"""Columns of the indent with which a paragraph begins: two characters."""
_WIDEST = 130
"""Columns above which a line is a paragraph, not a wrapped line."""
_HEADING_END = re.compile(
    r"(?:问题|方面|情况|打算|安排|计划|通报|报告|公示|公告|党组|党委|党总支|党支部|支部|委员会|工委|红十字会|办公室|单位|措施|成效|任务|意见|建议|"
    r"不[^，。不]{1,4}|未[^，。]{1,8}|有(?:差距|偏差|不足|短板|欠缺|漏洞)|薄弱|缺失|缺乏|滞后|弱化|缺位|虚化|淡薄|欠缺|较少|单一)"
    r"[”’）)】]*$"
)
_DATE = re.compile(
    r"[\[（(]?[12１２二〇○零][0-9０-９〇○零一二三四五六七八九]{3}\s*年.{1,8}[日号]?[\]）)]?$|\d{4}[-./]\d{1,2}[-./]\d{1,2}$"
)
_OPENING = re.compile(
    r"(?:欢迎|反映渠道[：:]|联系(?:方式|电话|地址|人)|公开期限|公示期|特此|附件|以上|此件|（?此件公开"
    r"|(?:公[布示开]|监督|举报|反馈|意见|咨询|受理)[^，。：:]{0,6}[：:])"
)
_CONTACT_END = re.compile(r"[；，。,;].{0,24}(?:地址|电话|邮箱|信箱|邮编|编码|传真|方式)[：:]$")
_SIGNED = re.compile(r"(?P<name>\S{4,40})\s+(?P<day>[12１２二〇○零].{6,})")
_NUMBER_END = re.compile(r"(?:电话|手机|传真|热线|邮编|编码)[^。；]{0,24}[0-9０-９]$")
"""A telephone or a postcode at the end of a line: no sentence goes on after it."""
_NUMBER_GOES_ON = re.compile(r"[0-9０-９或及和]|转 ?[0-9０-９]|分机")
_LINE_END = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")
_INDENT = re.compile(r"[ \t\u00a0]{2,}|\u3000")
_ASIDE = re.compile(r"[。！？；][（(【\[][^（）()【】\[\]]{1,60}[）)】\]]$")
"""A bracket behind the end of a sentence: …的问题。（已完成3项）."""
_HEADING = 48
"""Characters of a numbered heading, at most."""
_STOP = re.compile(r"[。；！？：]")
_INNER = re.compile(r"[，。；！？：]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line end means in one source."""

    wraps: bool
    """Whether lines are cut at a margin."""
    margin: int = 0
    """Columns of the widest line."""
    blanks: bool = False
    """Whether a blank line is a cut like any other line end (each line stands alone)."""
    indented: bool = False
    """Whether paragraphs begin with an indent."""
    headings: frozenset[str] = frozenset()
    """Kinds of numbers whose lines are nearly all headings: short, without a full stop."""


def split(sheet: Sheet) -> None:
    """Make each line a block of its own, without white space at its ends."""
    result: list[Block | Table] = []
    for block in sheet.blocks:
        if isinstance(block, Table):
            result.append(block)
            continue
        for number, line in enumerate(_LINE_END.split(block.text)):
            indent = line[:1].isspace() and bool(_INDENT.match(line))
            if text := fold(line):
                first = number == 0
                heading = block.heading if first else 0
                # An indent begins a paragraph as a blank line does; the pair of marks is read by `meaning`.
                bold = fold(block.bold) if first else ""
                result.append(Block(text, block.line, block.page, heading, block.blank_before and first, indent, bold))
    sheet.blocks = result


def meaning(blocks: list[Block | Table]) -> Meaning:
    """What a line end means in a source with these lines."""
    lines = [b for b in blocks if isinstance(b, Block)]
    columns = {id(b): _columns(b) for b in lines}
    pairs = [(a, b) for a, b in pairwise(lines) if not a.heading and not b.heading]
    indented = sum(b.indent for b in lines) * 5 > len(lines)
    for blanks in (False, True):
        # Where paragraphs are indented, what stands at the margin of the page is all that can go on.
        runs = [(a, b) for a, b in pairs if (blanks or not b.blank_before) and not (indented and b.indent)]
        if len(runs) < 3:
            continue
        widest = max(columns[id(b)] for pair in runs for b in pair)
        full = [a for a, _ in runs if columns[id(a)] > widest - _MARGIN]
        cut = [a for a in full if not ends_sentence(a.text)]
        if 24 <= widest <= _WIDEST and len(full) >= _WRAP_SHARE * len(runs) and len(cut) * 2 >= len(full):
            widths = columns.values()
            if sum(w for w in widths if w > widest + _MARGIN) > _BEYOND * sum(widths):
                continue
            return Meaning(True, widest, blanks, indented)
    return Meaning(False, indented=indented)


def rejoin(sheet: Sheet) -> None:
    """Put the halves of broken sentences together."""
    means = replace(meaning(sheet.blocks), headings=_heading_kinds(sheet.blocks))
    result: list[Block | Table] = []
    started = False
    last: Block | None = None
    for index, block in enumerate(sheet.blocks):
        before = result[-1] if result else None
        if isinstance(block, Block) and isinstance(before, Block) and last:
            if not _signs(sheet.blocks, index) and goes_on(before, last, block, means, started):
                result[-1] = _joined(before, block, sheet)
                last = block
                continue
            started = started or ends_sentence(before.text)
        result.append(block)
        last = block if isinstance(block, Block) else None
    sheet.blocks = result


def goes_on(whole: Block, last: Block, after: Block, means: Meaning, started: bool) -> bool:
    """Whether the paragraph `whole`, whose last line is `last`, goes on in the line `after`."""
    text, then = whole.text, after.text
    if then[0] in CONTINUING and then[:2] not in ("..", "…") and not numbering.read(then):
        return bool(text[-1] not in "。！？!?" or then[0] in "”’）)】》」』")
    if after.heading:
        return False
    if _wraps_unindented(last, after, means):
        return True
    if begins(then):
        return False
    if text[-1] in OPENERS or text[-1] in "，、,—" or (text[-1] == "的" and then.startswith("问题")):
        return True
    if whole.heading or (_DATE.search(text[-20:]) and len(text) < 24):
        return False
    if means.wraps and (means.blanks or not after.blank_before):
        full = _columns(last) > means.margin - _MARGIN
        if full and not (after.indent and means.indented):
            return not (numbering.is_known(text) and ends_sentence(text) and len(text) < 16)
    if _CONTACT_END.search(text) and not after.blank_before:
        return True
    if _NUMBER_END.search(text[-40:]) and not _NUMBER_GOES_ON.match(then):
        return False
    if ends_sentence(text) or ends_result(text) or _ASIDE.search(text[-64:]):
        return False
    stands = ends_sentence(then) or ends_result(then)
    if stands and (label := numbering.read(text)) and label.kind in means.headings:
        # No heading of its kind ends with a full stop, so what ends with one, or with a result, stands under it.
        return False
    return _is_cut(text, then, started)


def _heading_kinds(blocks: list[Block | Table]) -> frozenset[str]:
    """Kinds of numbers that stand before short lines without a full stop: before two and no other, or before more and few
    others."""
    count: dict[str, list[int]] = {}
    for block in blocks:
        if isinstance(block, Block) and block.text[0] in numbering.FIRST and (label := numbering.read(block.text)):
            bare = len(block.text) <= _HEADING and not _STOP.search(block.text)
            count.setdefault(label.kind, [0, 0])[bare] += 1
    return frozenset(kind for kind, (other, bare) in count.items() if bare > (2 if other else 1) and other * 4 <= bare)


def _wraps_unindented(last: Block, after: Block, means: Meaning) -> bool:
    """Whether `after` stands at the page's margin behind a full line, in a source whose paragraphs are indented.

    What it begins with says nothing there: a line may be cut before 6.8公里 or 8日.
    """
    if not (means.wraps and means.indented) or after.indent or after.blank_before or _OPENING.match(after.text):
        return False
    return _columns(last) > means.margin - _MARGIN and not ends_sentence(last.text)


def _columns(line: Block) -> int:
    """How far `line` reaches; the indent that `split` took away counts."""
    return width(line.text) + (_INDENT_WIDTH if line.indent else 0)


def _signs(blocks: list[Block | Table], index: int) -> bool:
    """Whether the line is a body's name with a date under it: a signature goes on from nothing."""
    line, under = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    return bool(
        isinstance(line, Block)
        and isinstance(under, Block)
        and len(line.text) < 40
        and len(under.text) < 24
        and _DATE.match(under.text)
        and is_body(plain(line.text))
    )


def begins(text: str) -> bool:
    """Whether `text` begins a paragraph by its form: a number, a known label, a date alone, the closing words."""
    if numbering.read(text) or numbering.lead(text) == 1 or numbering.is_known(text) or text[0] == "【":
        return True
    return bool(_OPENING.match(text) or (len(text) < 24 and _DATE.match(text)) or _is_signature(text))


def _is_signature(text: str) -> bool:
    """Whether `text` is a body's name and a date on one line."""
    signed = _SIGNED.fullmatch(text) if len(text) < 64 else None
    return bool(signed and _DATE.fullmatch(signed["day"]) and is_body(plain(signed["name"])))


def _is_cut(text: str, then: str, started: bool) -> bool:
    """Whether `text`, which ends without a full stop, is the first half of a sentence that `then` ends."""
    if unclosed(text) and any(c in "”’）)】》" for c in then) and len(text) < 2000:
        return True
    if not started:
        return False
    label = numbering.read(text)
    bare = text[len(label.raw) :] if label else text
    if numbering.is_known(bare):
        known = re.match(r"[^：:】\])）]{1,16}[】\])）]?[：:]?\s*", bare)
        bare = bare[known.end() :] if known else bare
        return len(bare) >= 10 and (bool(_INNER.search(bare)) or len(bare) >= 24)
    if _HEADING_END.search(bare) and (len(bare) < 60 and not re.search(r"[。；]", bare)):
        return False
    if _INNER.search(bare):
        return len(bare) >= 10
    if label:
        return len(bare) >= 20 and len(then) <= 25 and bool(_HEADING_END.search(then.rstrip("。")))
    return len(bare) >= 24 and ends_sentence(then)


def _joined(first: Block, second: Block, sheet: Sheet) -> Block:
    twice = _doubled(first.text, second.text)
    if twice:
        tail = first.text[-(twice + 6) :]
        kept = first.text[:-twice]
        sheet.repairs.append(
            Repair(
                "doubled-text",
                place(second),
                f"{tail}\n{second.text[: twice + 6]}",
                tail[:-twice] + second.text[: twice + 6],
            )
        )
        return replace(first, text=kept + second.text)
    return replace(first, text=join(first.text, second.text))


def _doubled(first: str, second: str) -> int:
    """How many characters at the end of `first` stand again at the start of `second`; 0 for fewer than two."""
    if first[-1] in "。！？；":
        return 0
    for size in range(min(40, len(first), len(second)), 1, -1):
        tail = first[-size:]
        if second.startswith(tail) and re.search(r"[\u4e00-\u9fff]", tail) and not ends_sentence(tail):
            return size
    return 0
