"""The words that weaken a result, wherever they stand in its clause: 部分问题已完成, 已完成阶段性目标, 正在销号.

In: the words of a result, and the place in them of a word that says all is done. Out: what the clause says of it, or
None where that is unclear. A thing that was completed (已完成整改方案制定, 完成时限) is not the finding.
"""

from __future__ import annotations

from disclosure.patterns import later

FILLING = "，,、。；;：:（）()【】[]“”‘’\"'并且但·"
"""What is left out of a result before its words are looked for."""
FILL = later(r"[\s，,、。；;：:（）()【】\[\]“”‘’\"'并且但·]+")
_CUT = frozenset("，,、。；;：:（）()【】[]并且但\n")
"""Of the filling, what ends a clause."""
_PART = r"(?:(?<![内各全干])(?:大|绝大|少|一)?部分(?![工类级])|基本(?![公农医养药])|初步|大体|大致|阶段性)"
_WHOLE = r"(?:了|的|已经?|均|都|全部|所有|全面|集中|各项|相关|有关|本项|该项|此项|上述|以上|反馈|巡察|巡视|审计|整改|落实|得到|任务|目标|工作|事项|问题|措施|要求|内容|意见|销号|验收|完毕|到位|完成|解决|办结)"
"""Words that name all that was to be done, or say again that it is."""
IN_PART = later(_PART)
_PARTLY = later(rf"{_PART}{_WHOLE}*$")
_SOME = later(rf"{_WHOLE}*{_PART}{_WHOLE}*$")
_ALL = later(rf"{_WHOLE}*(?:\d{{4}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?)?$")
_LASTING = later(r"(?:[/／]|同时|后续|今后|下一步|仍|还|需|须|将|长期|持续|常态|不断|巩固)")
"""What goes on after a result without a comma is a clause of its own: 已完成需长期坚持."""
_WEAK = later(
    rf"{_PART}|正在|正(?=销号)|申请|报请|提请|拟(?![定订])|未(?!成年|来)|预计|计划|力争|争取|确保|即将|有望|接近|陆续|逐步|逐渐|分批|分步"
    r"|多数|过半|一半|个别|前期|首批|第[一二三四]批|主体|总体|[年月日底末之]前|(?:应|须|需|要|可|能)(?:于|在|按期|按时|如期|全部|全面|彻底)*$"
)
_NEVER = later(r"(?:未能|尚未|暂未)(?!发现)[^，。；]{0,16}$")
_ALONE = later(
    rf"(?:^|[，,、：:（(【\[])\s*(?:{_PART}|正在(?:办理|进行|申请)?|拟|已?申请中?|尚?未)\s*(?:$|[，,、：:。；;）)】\]])"
)
"""A weakener in brackets or between commas: 已完成（部分）."""
UNDONE = later(
    r"未(?:能|能够|全部|全面|完全|彻底|按期|按时|如期|有效|及时|得到)*(?:完成|整改|落实|到位|销号|办结|解决|启动|完结)"
)


def weakened(value: str, start: int, end: int) -> str | None:
    """What the clause says around a word of `value` that says all is done: `done`, `ongoing` where it is done in part,
    `open` where it is not, None where it is unclear, as where another clause tells of a part. `start` and `end` are the word's place in `value` without its filling.
    """
    if _ALONE.search(value):
        return None
    before, after = _around(value, start, end)
    if lasting := _LASTING.search(after):
        after = after[: lasting.start()]
    if _NEVER.search(before):
        return "open"
    if _PARTLY.search(before) or (_SOME.match(after) and not _WEAK.search(before)):
        return "ongoing"
    whole = _ALL.match(after) and not _WEAK.search(before) and not IN_PART.search(value)
    return "done" if whole else None


def _around(value: str, start: int, end: int) -> tuple[str, str]:
    """The words before and behind the place, up to where its clause begins and ends."""
    before = after = ""
    place = 0
    for character in value:
        if character in _CUT:
            if place >= end:
                break
            if place <= start:
                before = ""
        elif not FILL.match(character):
            if place < start:
                before += character
            elif place >= end:
                after += character
            place += 1
    return before, after
