"""How problems are worded: the ends of sentences that say what is lacking, and problems that a heading quotes.

In: a heading, or the first sentence of a paragraph. Out: whether it states a problem. Asked only where no number and no
label says so; a list of words is never complete, so what it does not know is no problem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

DEED = re.compile(
    r"(?:已|先后|及时|认真|切实|进一步|持续|全面|深入|积极|严格|主动|迅速|坚持|定期|通过|按照|根据|结合|对照|组织|召开|制定|修订|印发|建立|健全|完善|加强|强化|开展|落实|规范|学习|推进|"
    r"推动|提高|提升|明确|成立|举办|出台|优化|细化|压实|抓好|做好|加大|督促|引导|聚焦|紧盯|充分|利用|将|把|由|与|以|邀请|安排|收回|退回|清理|整理|补|增|设立|开设|研究|部署|签订|执行)"
)
"""The first words of those who tell what they did."""
_DEEDS = re.compile(
    DEED.pattern[:-1]
    + r"|检查|排查|核查|清查|核减|查处|新|投入|培训|采购|购置|更换|安装|改造|拆除|选派|招聘|引进|约谈|追|收缴|退|编制|梳理|简化|压缩|实行|发放|调整|配)"
)
_LACKING = re.compile(
    r"(?:不(?!断|再|懈|移|苟|折|放|松|反弹|减|停|漏|留|走样|动摇|变|息)[^，。、；不]{1,5}|未(?!发现|发生|出现|再|反弹)[^，。、；]{1,8}|没有[^，。、；]{1,8}|(?:有|存在)(?:一定)?(?:的)?(?:差距|偏差|不足|短板|欠缺|漏洞|盲区|死角|隐患|薄弱环节|弱项|温差|落差|缺位)|"
    r"(?:有待|亟待|亟需)[^，。、；]{2,6}|薄弱|缺失|缺乏|缺位|滞后|弱化|虚化|淡化|淡薄|欠缺|单一|乏力|松懈|松散|混乱|走过场|流于形式|优亲厚友|拖欠|时有发生|脱节|迟缓|缓慢|"
    r"偏[软弱低少差大重]|较[差少弱低慢])[”’）)】》]*[。；：:]?$"
)
_STATEMENT = 60
"""Characters of a sentence that states a problem, at most."""
_RESOLVED = re.compile(r"确保|做到|防止|避免|杜绝|坚决|解决|克服|整治|扭转|改变|破解|补齐|绝不|决不")
"""Words of those who put something right: what they name at its end is no longer so."""
_QUOTED = re.compile(
    r"(?:关于|针对|对于?|在)[^“”，。；：]{0,8}“(?!立行立改|即知即改|边巡边改|未巡先改)(?P<words>.{4,})”(?:等)?(?:的)?(?:方面)?(?:的)?(?:反馈)?(?:问题)?(?:的)?"
    r"(?:整改|落实|进展|完成|推进|工作|情况|成效)*[。：:]?$"
)
_ABOUT = re.compile(
    r"(?:关于|针对|对于?)(?P<words>[^“”。；：]{4,60}?)(?:的)?整改(?:落实|进展|完成|工作)*(?:情况|成效)[。：:]?$"
)
_UNNAMED = re.compile(
    r"(?:关于|针对|对照|对于?|围绕)[^“”，。；：]{0,40}?(?:反馈|指出|提出|查出|督查出|检查出|发现|通报|交办|移交|梳理出?|列出)(?:的|出的)?"
    r"(?:[0-9０-９一二三四五六七八九十大类个项条]|方面|具体|突出|主要|各类|有关|相关|这些|上述|共性|的)*问题[，,。：:]"
)


def names_none(text: str) -> bool:
    """Whether `text` begins with problems that it does not name (针对巡察组反馈的26个问题，…)."""
    return _UNNAMED.match(text) is not None


def states_lack(sentence: str) -> bool:
    """Whether `sentence` ends with what is lacking (推进不平衡, 存在短板) and speaks of nobody who puts it right."""
    return bool(_LACKING.search(sentence)) and not _RESOLVED.search(sentence)


def answers_lack(text: str) -> bool:
    """Whether `text` states what is lacking in its first sentence and tells what was done about it in the next one."""
    said, _, more = text.partition("。")
    done = more.strip()
    if not _DEEDS.match(done) or len(said) > _STATEMENT or not states_lack(said):
        return False
    return not states_lack(done.partition("。")[0])


def answer_lacks(texts: Sequence[str]) -> bool:
    """Whether each of `texts`, which are counted alike, states a problem and tells what was done: 一是…不平衡。制定…

    Where half of them say what is lacking, the others need only tell of a deed behind their statement.
    """
    lacking = [answers_lack(text) for text in texts]
    told = all(lacks or _tells_deed(text) for text, lacks in zip(texts, lacking, strict=True))
    return told and (all(lacking) or sum(lacking) * 2 >= len(texts) > 1)


def _tells_deed(text: str) -> bool:
    """Whether a statement with which no deed begins stands before a sentence that begins with 已."""
    said, _, more = text.partition("。")
    return len(said) <= _STATEMENT and not DEED.match(said) and more.strip().startswith(("已", "现已", "目前已"))


def names_problem(title: str) -> bool:
    """Whether a heading names one problem whose rectification follows (关于“…”问题的整改, 关于…不明显的整改情况).

    What it quotes are words of the problem and promise nothing about the section.
    """
    about = _ABOUT.match(title)
    return _QUOTED.match(title) is not None or (about is not None and states_lack(about["words"]))
