"""Titles: where a problem's statement ends on its line, and what a section's words promise."""

from __future__ import annotations

import re
from functools import lru_cache

from disclosure import numbering
from disclosure.outline.wording import names_problem, states_lack

_ABOUT = re.compile(r"(?:关于|针对|对于|对照|对)")
_QUOTES = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "【": "】", "「": "」"}
_INLINE_LABEL = re.compile(
    r"(?<=[。；！？”）】》\s])\s*(?=[【\[（(]?\s*(?:整改|具体|主要|存在|问题|责任|牵头|完成|落实|进展|采取|原因|下一步|取得|措施|成效|目前|反馈)[^，。：:】\]]{0,10}(?:[】\]）)]|[：:]))"
)
_INLINE_LEAD = re.compile(r"(?<=[。：:；\s])\s*(?=一是|一方面|①|⑴|（1）|\(1\)|首先，)")
_NEXT = re.compile(
    r"下一步|下步|下阶段|下一阶段|今后|打算|后续|努力方向|工作安排|工作计划|工作思路|巩固.*成果|长效机制|持续(?:抓好|做好|推进|深化|加强|巩固)"
)
_STRONG = re.compile(
    r"(?:立行立改|立知立改|即知即改|边巡边改).*(?:问题|任务|事项)|(?:反馈|问题|意见|任务|事项|清单|指出).*(?:整改|落实|进展|完成|推进)|整改.*(?:问题|任务|清单)(?!.{0,4}(?:领导|责任))"
)
_NEVER = re.compile(
    r"组织领导|组织落实|组织推进|组织实施|组织情况|领导责任|主体责任|责任落实|落实责任|工作开展|开展情况|总体|基本情况|工作推进|工作部署|部署情况|履行|"
    r"主要做法|做法|思想认识|提高认识|政治站位|经验|体会|统筹|机制|保障|监督方式|联系方式|联系电话|意见建议反馈|监督渠道|巡察整改组织"
)
_GENERIC = re.compile(
    r"整改(?:任务|落实|进展|完成|成效|情况|结果|工作(?:的)?(?:进展|完成|落实|成效)?情况)|落实情况|进展情况|完成情况|反馈|整改"
)
_AREA = re.compile(r"(?:关于|针对|对).*(?:问题|方面)|(?:方面|问题|难题)(?:[（(][^）)]*[）)])?[。：:]?$")
_LONGEST = 400
"""Characters of a title that are read: what is longer is none, and time stays bounded."""


def section_role(title: str) -> str:
    """What the words of a section's title promise: `next`, `area`, `listing`, `never` or `unknown`."""
    bare = title.strip()[:_LONGEST].rstrip("。：:")
    if names_problem(bare):
        return "area"
    # 责任落实不到位, 后续监管缺失: what is lacking is no section of deeds or plans, whatever words tell of it.
    lacks = states_lack(bare)
    if not lacks and _NEXT.search(bare) and not re.search(r"反馈(?:问题|意见).*(?:情况|进展)", bare):
        return "next"
    if _AREA.search(bare) and not re.search(r"(?:情况|进展|成效)$", bare):
        return "area"
    if _STRONG.search(bare) and not re.search(r"组织(?:领导|落实|推进|实施|开展)|(?:主体|领导)责任|责任落实", bare):
        return "listing"
    if not lacks and _NEVER.search(bare):
        return "never"
    return "listing" if _GENERIC.search(bare) else "unknown"


@lru_cache(maxsize=2048)
def split_title(text: str) -> tuple[str, str]:
    """The statement of a problem and what follows it on the same line (both without white space at the joint)."""
    cuts = [c for c in (_at_label(text), _at_lead(text), _at_about(text), _at_stop(text)) if 0 < c < len(text)]
    if not cuts:
        return text.strip(), ""
    cut = min(cuts)
    head, rest = text[:cut].strip(), text[cut:].strip()
    return (head, rest) if head and rest else (text.strip(), "")


def _at_label(text: str) -> int:
    for match in _INLINE_LABEL.finditer(text):
        if match.start() and numbering.is_known(text[match.end() :]):
            return match.end()
    return 0


def _at_lead(text: str) -> int:
    match = _INLINE_LEAD.search(text)
    return match.end() if match else 0


def _at_about(text: str) -> int:
    """After 关于…的问题 where punctuation ends it."""
    if not _ABOUT.match(text):
        return 0
    end = 0
    for match in re.finditer(r"(?:问题|方面)\s*[。：:，,；;]", text[:200]):
        if not labels_depth(text[: match.start()]):
            end = match.end()
            break
    return end


def _at_stop(text: str) -> int:
    """After the first full stop outside quotes and brackets."""
    depth: list[str] = []
    for index, char in enumerate(text[:400]):
        if char in _QUOTES:
            depth.append(_QUOTES[char])
        elif depth and char == depth[-1]:
            depth.pop()
        elif char in "。！？" and (not depth or index > 120):
            return index + 1
    return 0


def labels_depth(text: str) -> int:
    """How many quotes or brackets of `text` are still open."""
    depth: list[str] = []
    for char in text:
        if char in _QUOTES:
            depth.append(_QUOTES[char])
        elif depth and char == depth[-1]:
            depth.pop()
    return len(depth)
