"""The labels of a closing invitation (联系电话：, 邮政地址：, 公开期限：) and the words that each leads in.

In: the plain form of a paragraph. Out: its labelled values in order. A value ends at the next label, at a
semicolon, a full stop or the paragraph's end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value and its label."""

    kind: str
    """`phone`, `fax`, `phone+fax`, `email`, `mailbox`, `address`, `postcode`, `hours`, `window` or `other`."""
    aside: str
    """What stands in brackets between the label and its colon: `工作日9:00-17:00`."""
    value: str
    start: int
    """First character of the label in the plain text."""
    value_start: int


_KINDS = {
    "both": r"(?:联系|监督)?电话(?:[/、及和]|[（(])传真[）)]?|(?:联系|监督)?电话[（(](?:兼|含|同)传真[）)]",
    "window": r"(?:公开|公示|公布|公告|监督|意见反馈|反馈意见|意见反映|反映意见|反馈|征求意见|通报公开|整改情况公开|受理)(?:的)?(?:截止(?:日期|时间)|期限|时限|期间(?=[:：（(为])|期|(?<!受理)时间)|截止(?:日期|时间)",
    "hours": r"(?:电话)?(?:受理|接听|接待|办公|工作|联系|监督|咨询|来电|来访|值班|服务|受理电话|接听电话)时间",
    "fax": r"传真(?:电话|号码)?",
    "phone": r"(?:(?:联系|监督|举报|咨询|反映|反馈|意见|受理|值班|办公|固定|热线|服务|移动)*电话|(?:监督|举报|服务)?热线|座机|手机|来电(?=[:：])|Tel|TEL|tel)(?:号码?)?",
    "email": r"(?:电子邮箱|电子邮件|电子信箱|邮箱|E-?mail|e-?mail|E-?MAIL|Email)(?:地址|号)?",
    "mailbox": r"(?:邮政(?:专用)?信箱|专用信箱|信箱)(?:号码?)?",
    "address": r"(?:邮政|通讯|通信|邮寄|联系|来信|来信来访|来访|单位|办公|寄送|信件|收件|收信|投递|来信来访接待)?地址|(?:来信请?|信件请?|可)?(?:邮寄|寄送|寄)(?:至|到)|(?:来信|信件|信函)请寄(?=[:：一-鿿])|来信(?=[:：])|来访(?=[:：])|信函(?=[:：])|信函寄(?!至|到|[:：])|邮寄(?=[:：])|(?:来访接待|(?:来访|接访|接待)地点)(?=[:：][^，。；]{0,24}[0-9]号)|寄信(?:至|到)",
    "postcode": r"邮政编码|邮编",
    "other": r"联系人|来函(?=[:：])|收件人|收信人|网址|网站|官网|微信(?:公众号)?|备注|承办人|联系单位|受理单位|责任单位|邮件主题|联系部门|受理部门",
}
_LABEL = re.compile(
    "(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()) + ")"
    r"(?:[（(【](?P<aside>(?!0[0-9]{2,3}[）)])[^（）()【】]{0,60})[）)】])?(?:(?:[:：]|为[:：]?|是[:：]?|﹕|∶)+|(?=[0-9＋+自从即第A-Za-z]|[（(]0|(?<=期间)[（(]|[一二三四五六七八九十]{1,3}个?(?:工作日|自然日|天|月))|(?:(?<=[址至到箱])|(?<=信函寄)|(?<=请寄))(?=[一-鿿]{2}))"
)
_STOP = re.compile(r"[。\n]|[；;](?!(?:上午|下午|夏[季令]|冬[季令]|周|星期|[0-9]{1,2}[:：][0-9]{2}))")
_PHONES = re.compile(
    _STOP.pattern
    + r"(?! ?(?:[（(]?0[0-9]{2,3}[）)]? ?[-—–―─‐‑~]{0,2} ?)?[1-9][0-9]{2,3} ?[0-9]{4}(?![0-9])|1[3-9][0-9]{9}|[48]00-|[一-鿿]{2,8}0[0-9]{2,3}[-—–―─‐‑~]{1,2}[1-9])"
)
"""As `_STOP`, but another number behind a semicolon belongs to the label of telephones."""


def labelled(text: str) -> list[Labelled]:
    """Every labelled value in the plain `text`, in order."""
    matches = list(_LABEL.finditer(text))
    found = []
    for index, match in enumerate(matches):
        stop = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        end = (_PHONES if match["phone"] else _STOP).search(text, match.end(), stop)
        value = text[match.end() : end.start() if end else stop]
        if match["window"] and value[:1] in ("（", "("):
            value = re.split("[）)]", value)[0]
        value = value.strip(" ，,、:：（(")
        kind = str(match.lastgroup if match.lastgroup != "aside" else _kind(match))
        found.append(
            Labelled("phone+fax" if kind == "both" else kind, match["aside"] or "", value, match.start(), match.end())
        )
    return found


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if match[kind])
