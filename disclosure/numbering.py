"""Number labels and known labels at the start of a paragraph: 一、 （一） 1. （1） ① 问题一： 整改情况：.

In: the text of a paragraph. Out: its label with kind and number, or None. What looks like a label and is a
date, a decimal or a quantity (2025年, 5.8, 1.5亩) gives None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from disclosure.chinese import integer
from disclosure.patterns import later

_CN = r"[一二三四五六七八九十百零〇]{1,5}"
_N = r"[0-9０-９]{1,3}"
_UNIT = "年月日号时分秒个项名次人条件份元万亿家所支届期轮批场类套台只张封位户倍周天％%〇一二三四五六七八九十余多级亩吨页本部座栋间公"
_NO_UNIT = "年[轻青老]|公[^里斤顷分]|人[才事民员大居]|项目|部[门署分队]|家[庭长风]|场[所地馆]|条[例块]|座谈|级别|期刊|期间|位置|名[录誉]|件均|本[地级领身]"
"""Words that begin with the character of a unit: 1 公益诉讼 is a number and a title, 1 公里 is not."""
_BULLETS = "■◆●▲★►▶◇※▪•◎▷△☆▸▹➤✦"
_CN_FIRST = "一二三四五六七八九十百零〇"
_DIGITS = "0123456789０１２３４５６７８９"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"


def _signs(bounds: str) -> str:
    """The signs from each first to each last one in `bounds`."""
    return "".join(chr(c) for a, b in zip(bounds[::2], bounds[1::2], strict=True) for c in range(ord(a), ord(b) + 1))


_ASKED = r"(?:巡[察视]组?|政治)[“‘]?(?:点题|出题|命题|考题|问诊|把脉|体检|画像)[”’]?"
"""What some notices call a problem: those who inspect put a question, or find what ails."""
_ANSWERED = (
    r"(?:(?:整改|党组|党委|支部|单位|对症|精准|靶向)[“‘]?(?:答题|答卷|作答|解题|破题|交卷|开方|施治|处方|下药|治疗|施策)"
    r"|(?:群众|组织|巡[察视])[“‘]?(?:阅卷|评卷|判卷))[”’]?"
)
"""What the same notices call what was done, and what others say of it."""
_LABELS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("part", "第", later(rf"第\s*(?P<n>{_CN}|{_N})\s*(?:部分|章)\s*[、：:．.]?\s*")),
    ("cn", _CN_FIRST, later(rf"(?P<n>{_CN})\s*[、．.]\s*(?![二三四五六七八九十]?[、季])(?=\S)")),
    ("cn", _CN_FIRST, later(rf"(?P<n>{_CN})[ \u3000]+(?=[\u4e00-\u9fff][^，。；]{{3,28}}$)")),
    ("cnp", "（(〔﹙", later(rf"[（(〔﹙]\s*(?P<n>{_CN})\s*[）)〕﹚]\s*[、．.]?\s*")),
    ("cnp", _CN_FIRST, later(rf"(?P<n>{_CN})\s*[）)]\s*[、．.]?\s*")),
    ("cnp", _signs("㈠㈩"), later(r"(?P<c>[㈠-㈩])\s*[、．.]?\s*")),
    (
        "dotted",
        _DIGITS,
        later(
            r"(?P<n>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,3})[.．、]?\s*(?=[\u4e00-\u9fff“《【（])(?![\u5e74\u6708\u65e5%％万亿元亩个倍米吨]|公[里斤顷]|平方)"
        ),
    ),
    (
        "dotted",
        _DIGITS,
        later(
            r"(?P<n>[0-9０-９]{1,2}(?:[-－–—][0-9０-９]{1,2}){1,2})(?:[.．、：:]\s*|[ \u3000\t]+)?(?=[\u4e00-\u9fff“《【（])"
            rf"(?:(?={_NO_UNIT})|(?![{_UNIT}点]))"
        ),
    ),
    (
        "num",
        _DIGITS,
        later(rf"(?P<n>{_N})\s*(?:[．.](?![0-9０-９])|[．.](?=(?:19|20)\d\d年)|、(?!\d)|、(?=(?:19|20)\d\d年))\s*"),
    ),
    ("num", _DIGITS, later(rf"(?P<n>{_N})[ \u3000\t]+(?=[\u4e00-\u9fff“《【（])(?:(?={_NO_UNIT})|(?![{_UNIT}]))")),
    ("num", _signs("⒈⒛"), later(r"(?P<c>[⒈-⒛])\s*")),
    ("nump", "（(", later(rf"[（(]\s*(?P<n>{_N})\s*[）)]\s*[、．.]?\s*")),
    ("nump", _DIGITS, later(r"(?P<n>[0-9０-９]{1,2})\s*[）)]\s*[、．.]?\s*")),
    ("nump", _signs("⑴⒇"), later(r"(?P<c>[⑴-⒇])\s*[、．.]?\s*")),
    ("circ", _signs("①⑳㉑㉟❶❿⓵⓾"), later(r"(?P<c>[①-⑳㉑-㉟❶-❿⓵-⓾])\s*[、．.]?\s*")),
    ("rom", _signs("ⅠⅫ"), later(r"(?P<c>[Ⅰ-Ⅻ])(?:\s*[、．.：:]\s*|[ \u3000]+)")),
    ("rom", "IVX", later(r"(?P<r>I{1,3}|IV|VI{0,3}|IX|X)\s*[、．.]\s*(?=[\u4e00-\u9fff“《])")),
    ("rom", "（(", later(r"[（(]\s*(?P<c>[Ⅰ-Ⅻ])\s*[）)]\s*")),
    ("roms", _signs("ⅰⅻ"), later(r"(?P<c>[ⅰ-ⅻ])(?:\s*[、．.：:）)]\s*|[ \u3000]+)")),
    ("roms", "（(", later(r"[（(]\s*(?P<c>[ⅰ-ⅻ])\s*[）)]\s*")),
    ("let", _CAPITALS, later(r"(?P<l>[A-ZＡ-Ｚ])\s*[、．.：:)）]\s*(?=[\u4e00-\u9fff“《])")),
    ("let", "（(", later(r"[（(]\s*(?P<l>[A-ZＡ-Ｚ])\s*[）)]\s*[、．.]?\s*(?=[\u4e00-\u9fff“《])")),
    (
        "letd",
        _CAPITALS,
        later(
            r"(?P<l>[A-ZＡ-Ｚ])[-－–—]?(?P<n>[0-9０-９]{1,2})(?:\s*[、．.：:]\s*|[ \u3000\t]+)(?=[\u4e00-\u9fff“《【（])"
        ),
    ),
    (
        "q",
        "【反巡存具整的意问任事",
        later(
            rf"(?:【\s*)?(?:(?:反馈|巡察反馈|巡视反馈|巡察|存在|具体|整改)?(?:的|意见)?问题|(?:整改)?(?:任务|事项)|反馈意见)\s*[（(]?\s*(?P<n>{_CN}|{_N}(?:[.．\-－–—][0-9０-９]{{1,2}}){{0,2}})\s*[）)]?\s*"
            r"(?:】\s*[：:]?|[：:、．.](?!\d)|[ \u3000]+)\s*"
        ),
    ),
    (
        "q",
        "第",
        later(
            rf"第\s*(?P<n>{_CN}|{_N})\s*(?:个|项|条|点)?(?:反馈|巡察|巡视|整改|具体)*(?:问题|意见|任务|事项)\s*[：:]\s*"
        ),
    ),
    (
        "q",
        "【",
        later(
            rf"【\s*第?\s*(?P<n>{_CN}|{_N})\s*(?:个|项|条|点)(?:反馈|巡察|巡视|整改|具体)*(?:问题|意见|任务|事项)?\s*】\s*[：:]?\s*"
        ),
    ),
    ("q", "序", later(rf"序号\s*[：:]?\s*(?P<n>{_N})(?:\s*[：:、．.]|[ \u3000\t]+)\s*(?:问题\s*[：:]\s*)?")),
    (
        "q",
        "反巡存具整的问",
        later(
            rf"(?:反馈|巡察反馈|巡视反馈|巡察|存在|具体|整改)?(?:的)?问题\s*(?:[（(]\s*(?P<n>{_CN}|{_N})\s*[）)]|(?P<c>[①-⑳]))\s*[：:、．.]?\s*(?=[\u4e00-\u9fff“])"
        ),
    ),
    (
        "p",
        "【反巡存整审的具问",
        later(
            rf"(?:【\s*(?:(?:反馈|巡察反馈|巡视反馈|巡察|存在|整改|审计)?(?:的)?(?:具体)?问题|{_ASKED})\s*】\s*[：:]?|{_ASKED}\s*[：:]"
            r"|(?:反馈|巡察反馈|巡视反馈|巡察组?反馈|巡视组?反馈|巡察|存在|整改|审计发现|审计)?(?:意见)?(?:中)?(?:指出|提出)?(?:的)?(?:具体)?问题"
            r"\s*(?:[（(](?:原文|原文摘录|摘要)[）)])?\s*[：:])\s*"
        ),
    ),
    ("ord", "第", later(rf"第\s*(?P<n>{_CN}|{_N})\s*[，,、：:]\s*")),
    ("b", _BULLETS, later(rf"[{_BULLETS}]\s*(?=[^\s{_BULLETS}])")),
)
"""Kind, the characters with which it can begin, and how it is written; the first that fits wins."""
_BY_FIRST = {
    char: tuple((kind, pattern) for kind, first, pattern in _LABELS if char in first)
    for char in {*"".join(first for _, first, _ in _LABELS)}
}
_CIRCLES = (
    ("①", 1, 20),
    ("㉑", 21, 15),
    ("❶", 1, 10),
    ("⓵", 1, 10),
    ("㈠", 1, 10),
    ("⒈", 1, 20),
    ("⑴", 1, 20),
    ("Ⅰ", 1, 12),
    ("ⅰ", 1, 12),
)
RANK: dict[str, float] = {
    "part": 0,
    "rom": 0.8,
    "cn": 1,
    "g": 1.5,
    "cnp": 2,
    "let": 2.5,
    "letd": 3,
    "roms": 3.5,
    "num": 3,
    "dotted": 3,
    "nump": 4,
    "circ": 5,
    "q": 6,
    "ord": 6,
    "a": 6.5,
    "b": 6.5,
    "p": 7,
    "u": 7,
}
"""The usual order of the kinds, outermost first."""
LETTERED = frozenset(("let", "letd", "rom"))
"""Kinds that a word may look like (X、Y光机): believed only where their count goes on."""
BARE = frozenset(("cnp", "num", "nump", "circ", "cn", "dotted"))
"""Kinds whose characters say nothing but a number."""
_LEAD = later(
    rf"(?:(?P<n>{_CN})(?:是|则是)(?!否|不是|一[、，])|第(?P<o>{_CN})(?:是|，|,)|其(?P<i>[一二三四五六七八九])(?:是|，|,|：)"
    r"|(?P<w>首先|其次|再次|再者|最后)(?:是|，|,))"
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 99}
LAST = 99
"""What `lead` gives for 最后: the last of a count, whatever its number."""
FIRST = frozenset(_BY_FIRST)
"""Characters with which a number label can begin."""
PROBLEM_FIRST = frozenset(char for kind, first, _ in _LABELS if kind in ("q", "p") for char in first)
"""Characters with which a label of the kinds `q` and `p` can begin."""
MEASURE = later(
    r"[【\[（(]?\s*(?:[（(]?[一二三1-3][）)、.]\s*)?(?:主要|具体|下一步|下步|后续|目前|长期|已采取的?|采取的?)?(?:的)?"
    r"(?:整改(?:落实)?(?:情况|措施|成效|成果|进展|进展情况|完成情况|落实情况|工作情况|做法|举措|过程|任务|内容|及成效)(?:及成效|和成效|及效果|及进展|及结果|及完成情况|及整改情况)?"
    r"|整改落实|整改|(?:采取|工作)?(?:的)?(?:措施|做法|举措|成效)|(?:落实|完成|进展|推进)(?:整改)?情况|取得(?:的)?成效|下一步(?:工作)?(?:打算|计划|安排|措施)?"
    rf"|{_ANSWERED})"
    r"\s*(?:[】\]）)]\s*[：:]?|[：:])\s*"
)
"""A label in front of what was done."""
_MEASURE_LINE = later(r"(?:整改(?:落实)?(?:情况|措施|成效|进展|进展情况|完成情况|落实情况|工作情况|做法|举措))\s*$")
RESULT = later(
    r"[【\[（(]?\s*(?:整改(?:完成)?(?:结果|状态|进度)|(?:目前)?(?:整改)?(?:完成|进展|落实|办理|推进|销号)(?:结果|状态|情况|进度)|整改(?:完成|进展|落实|销号)?情况|整改(?:成效|效果)|(?:整改|验收|自我)?(?:评价|评估)(?:结果|情况|意见)?|验收(?:结果|情况|意见)|(?:整改)?完成率|整改率|是否(?:已)?完成(?:整改)?|完成(?=[】\]]\s*[：:]?\s*\S)|(?:目前|当前|现阶段|最新)?(?:整改)?(?:进展|进度|状态|结果)|办结情况)"
    r"\s*(?:[】\]）)]\s*[：:]?|[：:])\s*(?P<words>.*)",
    re.S,
)
"""A label in front of a result."""
STRICT = later(r"[【\[（(]?\s*(?:整改(?:完成)?(?:结果|状态|进度)|[^：:】\]]{0,6}(?:结果|状态)|销号情况|办结情况|是否)")
DESCRIPTION = later(
    r"[【\[（(]?\s*(?:具体(?:问题|表现|情形)|主要(?:问题|表现)|问题(?:表现|描述|情形|内容|详情)|(?:存在|产生|问题)?(?:的)?原因(?:分析)?|(?:整改)?目标)"
    r"\s*(?:[】\]）)]\s*[：:]?|[：:])\s*"
)
"""A label in front of more words about the problem."""
OTHER = later(
    r"[【\[（(]?\s*(?:(?:整改)?(?:牵头|责任|配合|分管|主管|协办|主办|督办)(?:领导|部门|单位|科室|处室|人|人员|主体)|(?:整改|完成|办结)(?:时限|期限|时间)|整改类型|责任分工)"
    r"\s*(?:[】\]）)]\s*[：:]?|[：:])\s*"
)
"""A label in front of who and when."""


@dataclass(frozen=True, slots=True)
class Label:
    """The number with which a paragraph begins."""

    kind: str
    """`part`, `cn` 一、, `cnp` （一）, `num` 1., `dotted` 1.1, `nump` （1）, `circ` ①, `rom` Ⅰ., `roms` ⅰ., `let` A.,
    `letd` A1., `q` 问题一：, `p` 反馈问题：, `ord` 第一，, `b` ■."""
    number: tuple[int, ...]
    """Its number; several for `dotted` and `letd`, none for `p` and `b`."""
    raw: str
    """Its characters, white space after it included."""
    before: str = ""
    """The result in brackets in front of the number (【已完成】1.), which is the beginning of `raw`."""


@lru_cache(maxsize=2048)
def read(text: str) -> Label | None:
    """The number label with which `text` begins; None where there is none or nothing follows it."""
    for kind, pattern in _BY_FIRST.get(text[:1], ()):
        match = pattern.match(text)
        if match:
            number = _number(match)
            if number is not None and (match.end() < len(text) or kind == "p"):
                return Label(kind, number, match[0])
    return None


def _number(match: re.Match[str]) -> tuple[int, ...] | None:
    groups = match.groupdict()
    if groups.get("c"):
        char = groups["c"]
        return next((ord(char) - ord(a) + n,) for a, n, size in _CIRCLES if 0 <= ord(char) - ord(a) < size)
    if groups.get("r"):
        return (_ROMAN.index(groups["r"]) + 1,)
    letter = (_CAPITALS.index(groups["l"]) % 26 + 1,) if groups.get("l") else ()
    if not groups.get("n"):
        return letter
    words = groups["n"].translate(ASCII)
    if words[0].isdigit():
        return (*letter, *(int(part) for part in re.split("[-－–—．.]", words)))
    value = integer(words.replace("零", "〇"))
    return None if value is None or value == 0 else (value,)


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
ASCII = {ord("０") + i: ord("0") + i for i in range(10)}


@lru_cache(maxsize=2048)
def lead(text: str) -> int | None:
    """The number of the lead-in (一是, 第二，, 首先，) with which `text` begins; None where there is none."""
    match = _LEAD.match(text)
    if not match:
        return None
    return _WORDS[match["w"]] if match["w"] else integer(match["n"] or match["o"] or match["i"])


def lead_end(text: str) -> int:
    """Where the lead-in at the start of `text` ends; 0 where there is none."""
    match = _LEAD.match(text)
    return match.end() if match else 0


@lru_cache(maxsize=2048)
def is_known(text: str) -> bool:
    """Whether `text` begins with a label in words: 整改情况：, 完成情况：, 责任人：, 具体表现：."""
    if _MEASURE_LINE.match(text):
        return True
    head = text[:24]
    if not ("：" in head or ":" in head or text[:1] in "【[（("):
        return False
    return any(p.match(text) for p in (MEASURE, RESULT, DESCRIPTION, OTHER))


def bare_label(text: str) -> str:
    """`text` without the number in front of a label in words (2.整改措施：); as it stands where it has no such label."""
    label = read(text)
    bare = text[len(label.raw) :] if label else text
    return bare if label and is_known(bare) else text


def measure_end(text: str) -> int:
    """Where the label in front of what was done (整改情况：) ends in `text`; 0 where there is none."""
    if _MEASURE_LINE.match(text):
        return len(text)
    match = MEASURE.match(text)
    return match.end() if match else 0
