"""Personal data in a text: numbers that identify a person, and names near words of health, donation or discipline.

In: a text. Out: what was found, with its place. Numbers are certain enough to stop a publication: an identity
number has a check digit, a bank card passes Luhn's test. Names are not: they are a list for a person to decide on.
Traded away: names without a word of role, address or decision beside them; no list of surnames finds those
without calling every second word a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from disclosure.patterns import later

_IDENTITY = later(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXxＸ](?![0-9A-Za-z])"
)
_MOBILE = later(r"(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?![\d.%％]|元|万)")
_CARD = later(r"(?<![\d.])(?:\d{16,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?)(?![\d.]|元)")
_PLATE = later(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?(?=[A-HJ-NP-Z0-9]{0,5}\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_MAY_HOLD = later(r"[\dA-Z](?:(?<=\d)\d{3}[- ]?\d{4}|(?<=[A-Z])[·•. ]?[A-Z\d]{5})")
"""Begins with a set of characters, not with a choice: so the places to try are found fast."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FULL_WIDTH = "０１２３４５６７８９"
_FULL = str.maketrans(_FULL_WIDTH, "0123456789")
_KINDS = bytes.maketrans(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ", b"0" * 10 + b"A" * 26 + b"-")
"""Digits, letters and what may stand between groups of digits, as one character each."""
_CARD_LIKE = (b"0" * 16, b"0000-0000-0000-0000")
_PLATE_LIKE = later(rb"A[-.?]?[A0]{5}")
_MOBILE_LIKE = later(rb"1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
"""These begin with one character, not with a choice: so the places to try are found faster still."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that identifies a person or their property."""

    kind: str
    """`identity`, `mobile`, `card` or `plate`."""
    start: int
    text: str


def numbers(text: str) -> Iterator[Number]:
    """Every such number in `text`, in order of kind."""
    if not _MAY_HOLD.search(text):
        return
    text = text.translate(_FULL) if _has_full_width(text) else text
    taken: list[range] = []
    for match in _IDENTITY.finditer(text):
        if has_check_digit(match[0]):
            taken.append(range(match.start(), match.end()))
            yield Number("identity", match.start(), match[0])
    for match in _CARD.finditer(text):
        digits = match[0].replace(" ", "")
        if digits[0] in "3456" and passes_luhn(digits) and not any(match.start() in r for r in taken):
            taken.append(range(match.start(), match.end()))
            yield Number("card", match.start(), match[0])
    for match in _MOBILE.finditer(text):
        if not any(match.start() in r for r in taken):
            yield Number("mobile", match.start(), match[0])
    for match in _PLATE.finditer(text):
        yield Number("plate", match.start(), match[0])


def numbers_of(texts: Sequence[str]) -> Iterator[Number]:
    """The `numbers` of each of `texts`; one look at all of them tells which may hold any."""
    whole = "\n".join(texts)
    data = whole.encode("utf-8", "surrogatepass")
    if any(map(data.__contains__, _OTHER_DIGITS)):
        for text in texts:
            yield from numbers(text)
        return
    suspects = _suspects(whole.translate(_FULL) if _has_full_width(whole) else whole)
    if suspects:
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        for index in sorted({bisect_right(starts, place) - 1 for place in suspects}):
            yield from numbers(texts[index])


_OTHER_DIGITS = tuple(bytes([lead]) for lead in b"\xd9\xdb\xdf\xe0\xe1\xea\xf0")
"""In UTF-8 every digit of another script than ours begins with one of these bytes, and hardly anything that a notice holds."""


def _has_full_width(text: str) -> bool:
    return any(digit in text for digit in _FULL_WIDTH)


def _suspects(text: str) -> list[int]:
    """Places in `text` at which such a number may stand: part of each lies at one of them.

    A byte stands for each character, or for its kind: so a few fast searches look at a whole report.
    """
    data = text.encode("ascii", "replace")
    kinds = data.translate(_KINDS)
    found = [match.start() for match in _MOBILE_LIKE.finditer(data)]
    found += [match.start() for match in _PLATE_LIKE.finditer(kinds)]
    for digits in _CARD_LIKE:
        place = kinds.find(digits)
        while place >= 0:
            found.append(place)
            place = kinds.find(digits, place + 1)
    return found


def has_check_digit(number: str) -> bool:
    """Whether the last place of an identity number of 18 places is the one that the other 17 give."""
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper().replace("Ｘ", "X")


def passes_luhn(digits: str) -> bool:
    """Whether the digits of a bank card pass Luhn's test; a row of one digit does not."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 2


def masked(text: str) -> str:
    """`text` with its middle hidden, so that a message does not spread what it warns of: `138****5678`."""
    keep = 3 if len(text) < 12 else 4
    return text[:keep] + "*" * (len(text) - 2 * keep) + text[-keep:]


_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
_COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木"
_GIVEN = r"[一-鿿]{1,2}"
_NAME = rf"(?:(?:{_COMPOUND}){_GIVEN}|[{_SURNAMES}]{_GIVEN})"
_SENSITIVE = {
    "health": later(
        r"患者|患儿|患有|身患|病患|白血病|地贫|癌|肿瘤|尿毒症|残疾|先心病|重症|手术|住院|治疗|确诊|艾滋|精神病|造血干细胞|器官|遗体|角膜"
    ),
    "donation": later(r"捐献|捐赠|捐款|献血|受助|受捐|救助|资助|帮扶|慰问|低保|困难家庭|困难学生|贫困"),
    "discipline": later(
        r"处分|立案|留置|双规|违纪|违法|违规|诫勉|警告|记过|开除|免职|撤职|降级|问责|追责|约谈|通报批评|批评教育|移送|判处|党纪"
    ),
}
_LEAD = (
    r"志愿者|捐献者|捐赠者|捐款人|献血者|受助者|患者|患儿|病人|家属|女儿|儿子|丈夫|妻子|母亲|父亲|学生|同学|学员|教师|老师|居民|村民|群众|老人|儿童|职工|员工|"
    r"干部|党员|会计|出纳|主任|科长|副科长|局长|书记|会长|秘书长|队长|队员|师资人员|工作人员|责任人|当事人|原(?:党组)?(?:成员|书记|会长)|给予|对|予以|约谈|处分了|免去"
)
_LEAD_STARTS = "".join(sorted({part[0] for part in _LEAD.split("|")}))
_NAMED = later(
    rf"(?=[{_LEAD_STARTS}])(?:{_LEAD})(?P<name>{_NAME})"
    r"(?=同志|同学|先生|女士|老师|等|的|因|患|在|于|向|为|被|受|获|和|与|、|，|,|。|；|（|\(|”|给予|进行|作出|予以|实施|党内|诫勉|捐|献|成功|领取|给|$|\d)"
)
_CALLED = later(r"同志|先生|女士")
_BEFORE_CALL = later(rf"(?:^|[^一-鿿]|以|由|对|向|给|和|与|为)(?P<name>{_NAME})$")
_COMMON_WORDS = (
    "高度 高效 方面 方便 方式 安全 安排 常态 常见 常规 明确 明显 关于 关心 关爱 关注 关键 管理 应急 成功 成立 成员 成效 任务 任何 时间 时候 时限 "
    "金额 温暖 强化 强调 解决 解释 党员 党组 党内 党纪 党支部 全体 全部 全面 全市 全区 全县 全省 单位 单独 来源 来自 计划 计入 计算 向上 向全 和谐 保障 保护 "
    "文化 文明 文件 项目 项资 都能 原则 原因 原有 官方 应当 应对 应有 连续 连心 商业 简单 符合 包括 包含 包干 房屋 华侨 车辆 台账 平台 石油 白血 白内 "
    "纪念 志愿 大病 于患 于病 向患 和患 和家 和学 和群 和志 明细 沙龙 冷静 花费 井然 路线 连同 宗旨 宁愿 甘愿 时效 武装 常委 常务 安装 强制 "
    "向社 宗教 党务 党建 党风 党章 田间 江河 山区 毛病 何时 何种 左右 夏季 温馨 居民 易发 易地 别是 严重 严格 严肃 严禁 严守 严明 华人 金融 权益 费用 万元 "
    "童年 席卷 司机 边远 包装 卫生 查处 查看 查摆 查找 解聘 游客 项下 单一 单笔 阳光 汤药 蓝天 乐于 米面 宫颈 曲折 路费 路途 车费 车祸 习惯 管教 计生 乐观 "
    "万多 万余 余名 余人 万人 齐全 盛大 相关 有关 温情 向往 向着 施救 施工 施行 易感 伏案 常住 常年 明知 文书 文艺 文体 应邀 应届 向困 余万 管护 石材 全程 全员 全额 应付 连年"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A word that reads as the name of a private person, in a sentence about a sensitive matter."""

    name: str
    matter: str
    """`health`, `donation` or `discipline`."""
    sentence: str


def names(text: str) -> Iterator[Name]:
    """Every such name in `text`; a name that is masked already (张某) is none."""
    for sentence in re.split(r"[。！？；;\n]", text):
        if len(sentence) < 6:
            continue
        matter = next((m for m, words in _SENSITIVE.items() if words.search(sentence)), None)
        if not matter:
            continue
        for name in _named(sentence):
            if "某" not in name and "×" not in name and not _is_word(name):
                yield Name(name, matter, sentence.strip())


def _named(sentence: str) -> Iterator[str]:
    for match in _NAMED.finditer(sentence):
        yield match["name"]
    for call in _CALLED.finditer(sentence):
        if named := _BEFORE_CALL.search(sentence[max(0, call.start() - 5) : call.start()]):
            yield named["name"]


def _is_word(name: str) -> bool:
    return name in _COMMON or name[:2] in _COMMON or name[1:] in _COMMON
