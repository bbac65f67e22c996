"""Names of bodies and of those who order inspections, as patterns over plain text.

In: plain text (`chinese.plain`). Out: whether it names a body, and the name cut free of the words before it.
"""

from __future__ import annotations

import re

_PLACE = "[省市区县旗州盟]"
AUTHORITY = (
    rf"(?:党中央|中央(?:纪委国家监委|审计委员会|主题教育领导小组)?|第?[一二三四五六七八九十0-9]{{1,4}}届委员会|"
    rf"{_PLACE}委(?:教育|卫生健康|卫健|国资|金融|社会|企业|直属机关|机关|两新|互联网)工委|"
    rf"{_PLACE}(?:直(?:属)?(?:机关)?)?(?:党)?(?:工)?委(?:审计委员会(?:办公室)?|办公室)?|"
    rf"工委|党组|党委|{_PLACE}审计[局厅]|审计署|{_PLACE}(?:人民)?政府|{_PLACE}纪委监委|{_PLACE}财政[局厅]|{_PLACE}国资委)"
    rf"(?:(?:党的建设|党建|巡[察视]|审计|主题教育)(?:工作)?领导小组(?:办公室)?|巡[察视]办)?"
)
"""The end of the name of one who orders an inspection: 区委, 省委, 总会党组, 市审计局, …"""
ORDINAL = r"[一二三四五六七八九十0-9]{1,4}"
"""The number inside 第…轮 and 第…组."""

_LEAD = re.compile(
    r"关于|对于|根据|按照|随(?!州|县(?:县|委员会))|依据|遵照|对照|针对|围绕|配合|接受|迎接|聚焦|落实|贯彻|收到|接到|以及|其中|以来|情况|通报|汇报|部署|安排|要求|整改|反馈意见?|进驻|"
    r"巡[察视](?:工作)?(?:领导小组)?办(?:公室)?(?:统一)?(?:组织|派出|抽调)|经(?!开|济|棚)|受|由|在|于(?!都|洪|田)|向(?!阳)|将(?!乐)|把|为|及|与|和(?!平|田|县|林|顺|静|硕|政|布|龙)|暨|是|了|的|到|至|被|并|"
    r"日(?!照|喀|土)|月(?!湖)|年|(?<!发)起|止|后|期间|现|对|[,，。；;：:、（）()《》“”\"\s]"
)
_BODY_END = (
    r"(?:党组|党委|党总支|党支部|支部委员会|总支部委员会|委员会|红十字会|红十字总会|[^大集工座例议约社聚]会|办公室|局|厅|署|院|校|学|中心|公司|集团|馆|站|所|"
    r"街道|办事处|镇|乡|政府|法院|检察院|联合会|协会|学会|社|处|队|室|部|区委|市委|县委|省委|机关|旗委|州委|(?:巡[察视]|网信|改革|信访|外事|政研|史志|民宗|国资|督查|[编外台侨])办|工委|党委会|银行|基金会)"
)
_BODY = re.compile(rf"[一-鿿（）()·A-Za-z0-9]{{1,46}}?{_BODY_END}")
_VERBS = re.compile(
    r"通报|公告|公示|整改|进展|情况|关于|巡[察视](?!办|工作领导小组办公室)|欢迎|监督(?!管理|所|局)|联系|电话|地址|附件|来源|编辑|审核|发布|责任(?!公司|区|保险)|落实"
)


def is_body(text: str) -> bool:
    """Whether the plain `text`, whole, reads as the name of a body (中共某市某局党组, 某区红十字会)."""
    if not 3 <= len(text) <= 48 or _VERBS.search(text):
        return False
    return bool(_BODY.fullmatch(text))


def cut_lead(text: str) -> str:
    """`text` without everything up to the last word that leads a name in: `根据中共莱芜区委` gives `中共莱芜区委`."""
    last = 0
    for match in _LEAD.finditer(text):
        last = match.end()
    return text[last:]
