"""How readers reach the body, from the closing invitation and from nowhere else.

Understood: phones with area code and extension, several of them, mobile, 400, 12388; fax; e-mail, also in a Markdown link;
address, also under 邮政信箱 where it is one; the number of a mailbox; postcode; hours, labelled or in brackets. In the values
full-width characters are ASCII and white space beside Chinese is gone; numbers are written area-number.
"""

from __future__ import annotations

import re
from typing import Any

from disclosure.labels import Labelled, labelled
from disclosure.notice import Found, Notice, Paragraph, closing, doubt
from disclosure.problem import Problem, Words

_DASH = r"(?: ?[-—–―─‐‑~]{1,2} ?| )"
_AREA = rf"0(?:10|2[0-9]|[3-9][0-9]{{2}})[）)]?{_DASH}?[1-9][0-9]{{2,3}} ?[0-9]{{4}}(?![0-9])"
"""An area code with its number: what begins one behind a space is no extension (0354-5628899 0354-5620012)."""
_PHONE = re.compile(
    rf"(?:(?<![0-9A-Za-z@._-])|(?<=[0-9]{{7}}-)(?={_AREA}))(?:(?:\+|00)?86{_DASH}?)?"
    rf"(?:[（(]?(?P<area>0(?:10|2[0-9]|[3-9][0-9]{{2}}))[）)]?{_DASH}?(?P<number>[1-9][0-9]{{2,3}} ?[0-9]{{4}}|12[0-9]{{3}}|9[56][0-9]{{3,4}})"
    rf"(?:(?P<turn>转|{_DASH}(?=[0-9]{{1,4}}(?![0-9]))(?!{_AREA}))(?:分机)?(?P<ext>[0-9]{{1,6}}))?"
    rf"|(?P<mobile>1[3-9][0-9]{_DASH}?[0-9]{{4}}{_DASH}?[0-9]{{4}})"
    rf"|(?P<free>[48]00{_DASH}?[0-9]{{3,4}}{_DASH}?[0-9]{{3,4}})"
    rf"|(?P<local>[1-9][0-9]{{2,3}} ?[0-9]{{4}})(?:转(?:分机)?(?P<turned>[0-9]{{1,6}}))?"
    rf"|(?P<short>1[0-9]{{4}}|9[56][0-9]{{3,4}}))(?![0-9A-Za-z@])"
)
_IS_FAX = re.compile(r"[（(](?:兼|含|同)?传真(?:同号)?[）)]|[，,]传真同号")
_BOTH = re.compile(r"[（(](?:(?:兼|含|同)传真|传真同号)[）)]|[，,]传真同号")
_IS_BOTH = re.compile(r"[（(]电话(?:[/、及和兼]|、)?传真[）)]")
_JOINED = re.compile(r"(?:[（(][^（）()]{0,20}[）)])?[、，,；;/或和及 ]{1,2}")
"""Between two numbers of one kind: 0516-83901200（立案庭）、0516-83901268."""
_HOTLINE = re.compile(r"[一-鿿]{0,8}热线")
"""Behind a short number: 12309检察服务热线."""
_IS_PHONE = re.compile(r"[（(](?:联系|监督|办公)?电话[）)]")
_OTHERS_BEFORE = re.compile(r"(?:纪委监委|纪委|监委)(?:信访室|机关)?\Z")
_OTHERS_BEHIND = re.compile(
    r"[（(][^（）()]{0,8}(?:纪委监委|监委|(?<=[省市县区州旗盟驻])纪委|纪委(?=信访室))[^（）()]{0,6}[）)]"
)
"""A telephone of those who watch over the body is not its own."""
_REMARK = re.compile(
    r"[（(](?:信封|来信|请|注明|邮寄)[^（）()]{0,60}[）)]|[，,](?:请在?)?(?:信封|邮件|来信)(?:上|表面|封面)?请?(?:上)?(?:注明|写明|标明).*$"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,12}(?![A-Za-z0-9])"
)
_HIDDEN = re.compile(
    r"[A-Za-z0-9._%+-]{2,64} ?(?:[（(\[【](?:a|at|@)[）)\]】]|#) ?(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,12}", re.I
)
_POSTCODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
_BOX = re.compile(
    r"(?:第|^)(?P<a>[A-Za-z]{0,2}[0-9]{1,6}(?:-[0-9]{1,4})?)号?(?:(?:邮政)?(?:专用)?信箱)?$|(?P<b>[A-Za-z]{0,2}[0-9]{1,6}(?:-[0-9]{1,4})?)号?(?:邮政)?(?:专用)?信箱"
)
_BOX_BEFORE = re.compile(r"第?(?P<n>[A-Za-z]{0,2}[0-9]{1,6})号?(?=(?:邮政)?(?:专用)?信箱)")
_ADDRESS = re.compile(r"[省市区县州盟旗镇乡村路街道巷弄里号楼层室院厦座园]")
_TIME = r"(?:上午|下午|早|晚)?[0-9]{1,2}[:：点时][0-9]{0,2}分?"
_HOURS = re.compile(
    rf"(?:法定|每个?)?(?:工作日|周[一二三四五六日][至到-]周?[一二三四五六日]|星期[一二三四五六日][至到-](?:星期)?[一二三四五六日])"
    rf"(?:[（(][^（）()]{{0,20}}[）)])?[,，:：]?{_TIME}[-—–至到~]{{1,2}}{_TIME}(?:[,，、；;和]?{_TIME}[-—–至到~]{{1,2}}{_TIME}){{0,3}}"
)
_IN_BRACKETS = re.compile(
    rf"[（(](?P<h>[^（）()]{{0,40}}(?:工作日|周[一二三四五六日]|星期[一二三四五六日]|{_TIME}[-—–至到~])[^（）()]{{0,60}})[）)]"
)
_HOURS_LABEL = re.compile(r"^(?:电话)?(?:受理|接听|接待|办公|工作|联系|监督|咨询|来电|来访|值班)?时间[:：为]?")


def find(notice: Notice, known: Found) -> Found:
    """`contacts`: only what the closing invitation states."""
    front: dict[str, Any] = {}
    evidence: dict[str, str] = {}
    problems: list[Problem] = []
    for paragraph in closing(notice, known):
        if len(paragraph.plain) > 4000:
            continue
        for key, value, place in _of(paragraph):
            if isinstance(front.get(key), list):
                if value not in front[key]:
                    front[key].append(value)
            elif key not in front:
                front[key] = [value] if key in ("phone", "fax", "email") else value
                evidence[f"contacts.{key}"] = paragraph.words(place)
        problems += _hidden(paragraph)
    ordered = {k: front[k] for k in ("phone", "fax", "email", "address", "postcode", "mailbox", "hours") if k in front}
    return Found({"contacts": ordered} if ordered else {}, evidence, tuple(problems))


def _hidden(paragraph: Paragraph) -> list[Problem]:
    """A warning for an address whose @ is written otherwise: what stands there is no address, and none is guessed."""
    match = _HIDDEN.search(paragraph.plain)
    if not match:
        return []
    what = Words(f"电子邮箱没有写 @：{match[0]}", f"this e-mail address hides its @: {match[0]}")
    mend = Words("在元数据里写上 contacts.email", "write it as contacts.email in the front matter")
    return [doubt(paragraph, "email", what, mend)]


def phones(text: str) -> list[str]:
    """Every telephone number in the plain `text`, written `area-number`, with its extension."""
    return [_written(match) for match in _PHONE.finditer(text)]


def _written(match: re.Match[str]) -> str:
    if match["area"]:
        number = f"{match['area']}-{match['number'].replace(' ', '')}"
        joint = "转" if match["turn"] == "转" else "-"
        return f"{number}{joint}{match['ext']}" if match["ext"] else number
    if match["local"]:
        number = match["local"].replace(" ", "")
        return f"{number}转{match['turned']}" if match["turned"] else number
    if match["mobile"]:
        return re.sub(r"[^0-9]", "", match["mobile"])
    if match["free"]:
        return re.sub(r"[^0-9]+", "-", match["free"])
    return match["short"]


def _of(paragraph: Paragraph) -> list[tuple[str, str, int]]:
    """Key, value and place of every contact in `paragraph`."""
    text = paragraph.plain
    found: list[tuple[str, str, int]] = []
    values = labelled(text)
    for entry in values:
        if entry.kind == "phone" and _OTHERS_BEFORE.search(text[max(0, entry.start - 10) : entry.start]):
            continue
        found += [(key, value, entry.value_start) for key, value in _read(entry)]
    joined = re.sub(r" ?(@) ?", r"\1", text)
    found += [("email", match[0], min(match.start(), len(text))) for match in _EMAIL.finditer(joined)]
    if not any(key == "phone" for key, _, _ in found):
        found += _loose(text) if not any(v.kind in ("phone", "fax") for v in values) else []
    if not any(key == "hours" for key, _, _ in found):
        found += [("hours", match[0], match.start()) for match in _HOURS.finditer(text)][:1]
    return found


def _loose(text: str) -> list[tuple[str, str, int]]:
    """Numbers that no label leads in: the first, and those that a bracket behind them names (0753-2250198（传真）)."""
    found = []
    last = len(text)
    for match in _PHONE.finditer(text):
        if not (match["area"] or match["free"] or (match["short"] and _HOTLINE.match(text, match.end()))):
            continue
        if _IS_BOTH.match(text, match.end()):
            found += [(key, _written(match), match.start()) for key in ("phone", "fax")]
        elif _IS_FAX.match(text, match.end()):
            found.append(("fax", _written(match), match.start()))
        elif not found or _IS_PHONE.match(text, match.end()) or _JOINED.fullmatch(text, last, match.start()):
            if _OTHERS_BEHIND.match(text, match.end()):
                continue
            found.append(("phone", _written(match), match.start()))
            last = match.end()
        hours = _IN_BRACKETS.search(text, match.end(), match.end() + 80)
        if hours and hours.start() <= match.end() + 4 and "年" not in hours["h"]:
            found.append(("hours", _HOURS_LABEL.sub("", hours["h"]), hours.start()))
    return found


def _read(entry: Labelled) -> list[tuple[str, str]]:
    value, kind = entry.value, entry.kind
    if kind in ("phone", "fax", "phone+fax"):
        return _read_phone(entry)
    if kind == "postcode":
        match = _POSTCODE.search(value[:12])
        return [("postcode", match[0])] if match else []
    if kind == "hours":
        value = _closed(value)
        return [("hours", value)] if value and "年" not in value and len(value) <= 120 and _is_time(value) else []
    if kind in ("address", "mailbox") or (kind == "email" and "@" not in value):
        return _read_address(value, mailbox=kind != "address")
    return []


def _read_phone(entry: Labelled) -> list[tuple[str, str]]:
    bracket = _IN_BRACKETS.search(entry.value)
    hours = entry.aside if _is_time(entry.aside) else bracket["h"] if bracket else ""
    text = entry.value.replace(bracket[0], "，") if bracket else entry.value
    matches = list(_PHONE.finditer(text))
    numbers = [_written(match) for match in matches if not _OTHERS_BEHIND.match(text, match.end())]
    keys = ("phone", "fax") if entry.kind == "phone+fax" else (entry.kind,)
    faxes = [_written(match) for match in matches if _IS_FAX.match(text, match.end())]
    found = [("fax" if number in faxes else key, number) for key in keys for number in numbers]
    found += [("phone", _written(match)) for match in matches if _BOTH.match(text, match.end())]
    stated = _HOURS_LABEL.sub("", hours)
    return [*found, ("hours", stated)] if stated and "年" not in stated else found


def _closed(text: str) -> str:
    """`text` without a bracket at its end that was opened before it."""
    return (
        text[:-1]
        if text.endswith(("）", ")")) and len(re.findall("[（(]", text)) < len(re.findall("[）)]", text))
        else text
    )


def _is_time(text: str) -> bool:
    return bool(re.search(rf"工作日|周[一二三四五六日]|星期[一二三四五六日]|{_TIME}|节假日|全天", text))


def _read_address(value: str, *, mailbox: bool) -> list[tuple[str, str]]:
    """An address in words, or the number of a mailbox, and a postcode in brackets."""
    found: list[tuple[str, str]] = []
    value = _REMARK.sub("", value.replace(" ", ""))
    code = re.search(r"(?:[（(]|(?<=[号室楼层院会]))[,，]?([0-9]{6})[）)]?$", value)
    if code and _ADDRESS.search(value[: code.start()]):
        found.append(("postcode", code[1]))
        value = value[: code.start()]
    box = _BOX.search(value) if mailbox else _BOX_BEFORE.search(value)
    streets = re.search(r"[路街道巷弄楼层室院厦]", value)
    if box and not streets:
        found.append(("mailbox", next(group for group in box.groups() if group)))
    elif len(re.findall(r"[一-鿿]", value)) >= 4 and _ADDRESS.search(value) and len(value) <= 120:
        found.append(("address", _closed(value.rstrip("，,、（(.．"))))
    return found
