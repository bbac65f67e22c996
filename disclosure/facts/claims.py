"""The totals that a notice states about itself.

Understood: a number with its unit, and the words beside it: 反馈的26个问题, 4个方面, 制定43项整改措施, 已完成41项, 基本完成, 未完成(正在整改)2项,
完成率95.3%, 完善制度8项, 退缴12.6万元, 问责3人次. A count without a noun (已完成41项) belongs to the total before it with the same unit.
Left absent: what stands among the findings (their counts are no totals of the report), about (近, 余), a sum that the
notice does not make itself (新建5项、修订3项).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from disclosure.chinese import NUMBER, number
from disclosure.facts.totals import Count, choose, contradictions, telling
from disclosure.notice import Found, Notice, Paragraph
from disclosure.problem import Problem

ORDER = (
    "aspects", "findings", "findings_done", "findings_ongoing", "findings_open", "measures", "measures_done",
    "measures_ongoing", "measures_open", "completion_rate", "rules_improved", "funds_recovered", "people_held_accountable",
)  # fmt: skip
_COUNT = re.compile(
    rf"(?P<about>近|约|超过?|逾|多达|不少于|第|前|每|逐|任何)?(?:(?P<n>{NUMBER})(?P<more>余|多)?"
    rf"(?P<unit>个|大(?=方面)|(?=方面)|项|条|件|类|份|人次|人|名|万余?元|亿余?元|余?元|%)|百分之(?P<percent>{NUMBER})(?![点.]))"
)
_PEOPLE = ("人", "名", "人次")
_WORTH_A_LOOK = re.compile(r"问题|措施|制度|机制|整改|责|处分|缴|追回|退|收回|挽回|完成|方面|推进|坚持")
_MARK = r"^(?:#{1,6} ?)?[*_]{0,3}(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,3}[.、．)）]|[①-⑳]|第[一二三四五六七八九十]{1,3}[、,，])"
_SECTION = re.compile(r"^(?:#{1,6} ?)?[*_]{0,3}[一二三四五六七八九十]{1,3}、")
_FINDING = re.compile(
    rf"{_MARK}? ?(?:【反馈问题|反馈问题[0-9一二三四五六七八九十]{{0,3}}[:：、.]|【?问题[0-9一二三四五六七八九十]{{1,3}}[:：、.】]|整改(?:情况|措施|成效|结果|进展|落实情况|完成情况)】?[:：])|{_MARK} ?[“\"]?(?:关于|针对|对于)"
)
_PROBLEM = re.compile(
    r"^(?:#{1,6} ?)?[*_]{0,3}(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,3}[.、．)）]) ?[^。]{2,110}问题。?[*_]{0,3}$"
)
_AREA = re.compile(rf"{_MARK} ?[^。；]{{2,60}}(?:方面|问题)[。：:]")
_ABOUT_ALL = re.compile(r"(?:情况|进展|成效|工作)[。:：]?[*_]{0,3}$")
_AFTERWARDS = re.compile(
    r"下一步|下步|今后|打算|后续|巩固|努力方向|下阶段|工作计划|整改成效|存在|未完成|尚未|需长期|总体"
)
_PROBLEM_R = re.compile(r"(?:方面)?的?(?:具体|突出|主要|反馈|整改|巡[察视]|审计|共性|个性|需整改|方面)*问题(?!线索)")
_PARTS = rf"(?:{NUMBER}(?:大类|类|个?大?方面)(?:的|共|[,，、])?)*"
"""Into how many kinds a total falls: 问题4大类11个方面29项."""
_ASPECT_OF = re.compile(r"(?:具体)?(?:表现|情形|事项|事例|案例)")
"""What is counted besides problems: 9个问题27条具体表现."""
_PROBLEM_L = re.compile(rf"问题(?:总数|数量|数|清单)?(?:共|共计|合计|总计|计|有|为|达|是|[:：])*{_PARTS}\Z")
_MEASURE_R = re.compile(r"(?:的|具体|针对性|有效|整改|工作|落实)*(?:措施|举措)")
_MEASURE_L = re.compile(r"(?:措施|举措)(?:共|共计|合计|总计|计|有|为|达|[:：])*\Z")
_RULE_R = re.compile(r"(?:相关|内部|管理|规章|工作|长效|各类|各项|规范性|基本|项)*(?:制度|机制|规定|办法)")
_RULE_L = re.compile(
    r"(?:建章立制|制度|机制|规定|办法|制度性文件|规范性文件)(?:等|机制)?(?:共|共计|合计|累计|计|有|达|[:：])*\Z"
)
_RULE_VERB = re.compile(r"建章立制|完善|修订|新建|新增|建立|制定|健全|出台|修改|优化")
_NOUN = (
    r"(?:的|了|整改)?(?:问题|措施|举措|任务|事项|整改任务|整改措施|反馈问题)?(?:整改)?(?:共|有|数|达|为|的|计|[:：])*\Z"
)
_BRACKET = r"(?:[（(][^（）()]{0,16}[）)])?"
_OPEN = r"(?:(?:尚|暂)?未(?:整改)?(?:完成|到位|销号|办结)(?:整改)?|正在(?:积极|抓紧|持续|有序)?整改(?:中)?|正在(?:积极|抓紧|有序|加快)?推进(?:中)?|推进中|未整改(?:到位|完成)?|整改中|尚在整改|待整改)"
_ONGOING = r"(?:基本(?:完成|整改到位|到位)(?:整改)?|(?:取得)?阶段性(?:成效|成果|进展|完成)|(?:需|并|要)?(?:长期|持续)(?:坚持|推进|整改|推动|深化)(?:整改)?|正在持续推进(?:中)?|(?:加快|稳步|持续)推进(?:中)?)"
_DONE = r"(?:(?:已经?|均)整改(?![完到])|(?:全面|全部|均)?(?:整改)?(?:完成|完毕|办结|销号|到位)(?:整改|销号)?|整改到位)"
_STATES = (("open", _OPEN), ("ongoing", _ONGOING), ("done", _DONE))
_STATE_L = tuple((name, re.compile(pattern + _BRACKET + _NOUN)) for name, pattern in _STATES)
_STATE_R = tuple(
    (name, re.compile(rf"(?:的|整改)?(?:问题|措施|举措|任务|事项)?(?:需要?|目前|现|都|均|已经?|全部|还|，)*{pattern}"))
    for name, pattern in _STATES
)
_ALL_DONE = re.compile(
    rf"(?:的|具体|整改)*(?:问题|措施|举措)?[,，](?:目前|现|均|已|截至目前|，)*全部{_DONE}(?=[，。；,]|$)"
)
_THEN = re.compile(r"(?:具体|反馈|整改|突出)*(?:问题|措施)(?:[:：]|$)")
"""What follows a total that begins its sentence: 26个问题，已完成…"""
_ITSELF = re.compile(r"(?:具体|整改)*(?:措施|举措)(?:共|共计|合计|总计|计|有|为|达|[:：])*")
"""A clause that is the noun of its count and nothing else: …，整改措施52条."""
_WHOLE = re.compile(r"反馈|指出|发现|检视|梳理|归纳|涉及|细化|查找|列出|交办|通报|共|巡[察视]|审计|对照|针对|分解")
_OF_ASPECTS = re.compile(rf"(?:{NUMBER})个?大?方面(?:的|共)?\Z")
_MADE = re.compile(r"制定|制订|细化|明确|提出|形成|列出|共|分解|确定|研究|落实")
_PART = re.compile(
    r"其中|此类|该方面|立行立改|限期整改|选人用人|意识形态|专项|剩余|其余|另有|移交|信访|本(?:条|项)|方面存在|(?<![个大类0-9一二三四五六七八九十])方面(?:反馈|的)?\Z|类似|线索"
)
_RATE = re.compile(r"(?:完成率|整改率|办结率|到位率|销号率|完成比例|整改完成)(?:均|已|为|达|达到|达到了|是|[:：])*\Z")
_ABOUT_RATE = re.compile(r"整改|问题|措施|反馈|总体|整体|任务|巡[察视]|^(?:已|均)?(?:完成率|办结率|到位率|销号率)")
_SHARE = re.compile(r"[,，]?占(?:比|总数|总量|全部|问题|措施|任务|的|为|达|到|约|总)*\Z")
_MONEY = re.compile(
    r"(?:退缴|收缴|追缴|追回|退回|清退|上缴|收回|清缴|退赔|退还|清收|挽回(?:经济)?损失)[^，。；]{0,20}\Z"
)
_LIGHTER_L = re.compile(
    r"(?:诫勉|谈话|约谈|提醒|批评教育|通报批评|书面检查|责令检查|警告|记过|免职|撤职|降级|移送)(?:[^，。；0-9一二三四五六七八九十]{0,8})\Z"
)
_PEOPLE_L = re.compile(r"(?:问责|处分|处理|追责)(?:[^，。；0-9一二三四五六七八九十]{0,10})\Z")
_NOT_PEOPLE = re.compile(r"处理(?:[^，。；]{0,8})(?:问题|信访|举报|投诉|事项|线索|群众|业务|来访)")
_PEOPLE_R = re.compile(
    r"(?:相关|有关|责任|违纪|党员|干部|领导|人员|同志|人|的)*(?:进行|予以|给予|作出|被|受到)[^，。；]{0,12}(?:问责|处理|处分)"
)
_TOGETHER = re.compile(r"共|累计|总计|合计|先后")

_OTHER_TIME = re.compile(
    r"上一?[轮次](?:巡[察视])|前一轮|历次巡[察视]|(?:(?<![模虚草比])拟|计划|预计|下一步将?|即将)(?=[制修新建出印完])[^，。；、]{0,12}\Z"
)
"""Words that make a count one of another inspection, or a plan."""


def find(notice: Notice, known: Found) -> Found:
    """`claims`: the first statement of each total; contradicting ones become warnings."""
    first = max(known.title_paragraphs, default=-1) + 1
    front: dict[str, Any] = {}
    evidence: dict[str, str] = {}
    problems: list[Problem] = []
    units: dict[str, str] = {}
    for paragraph in _outside(notice, first):
        counts = _counts(paragraph, units)
        for key in dict.fromkeys(count.key for count in counts):
            mine = telling([count for count in counts if count.key == key])
            if not mine or mine[0].beside:
                continue
            chosen = choose(paragraph, key, mine, problems) if key not in front else None
            if chosen:
                front[key] = chosen.value
                evidence[f"claims.{key}"] = paragraph.words(chosen.start)

            problems += contradictions(paragraph, key, front.get(key), mine)
    ordered = {key: front[key] for key in ORDER if key in front}
    return Found({"claims": ordered} if ordered else {}, evidence, tuple(problems))


def _outside(notice: Notice, first: int) -> list[Paragraph]:
    """The paragraphs that are not between the first finding and the outlook."""
    begin = end = len(notice.paragraphs)
    for paragraph in notice.paragraphs[first:]:
        line = paragraph.raw[:160].strip()
        if paragraph.index < begin:
            section = _SECTION.match(line) and _ABOUT_ALL.search(line)
            if (_FINDING.match(line) and not section) or _PROBLEM.match(line):
                begin = paragraph.index
        elif _SECTION.match(line) and _AFTERWARDS.search(line) and "问题" not in line[:40].replace("反馈问题", ""):
            end = paragraph.index
            break
    if notice.findings:
        begin, end = notice.findings
    while begin > first and _AREA.match(notice.paragraphs[begin - 1].raw):
        # （一）…方面。反馈问题5个，已完成5个。 right above its first problem counts its own.
        begin -= 1
    kept = [*notice.paragraphs[first:begin], *notice.paragraphs[end:]]
    return [p for p in kept if len(p.raw) <= 20_000 and _WORTH_A_LOOK.search(p.raw)]


def _counts(paragraph: Paragraph, units: dict[str, str]) -> list[Count]:
    """Every count in `paragraph` that means something; `units` remembers the unit of each total."""
    text = paragraph.plain
    found: list[Count] = []
    state = ""
    for match in _COUNT.finditer(text):
        value = number(match["n"] or match["percent"])
        if value is None or match["about"] or match["more"] or "余" in (match["unit"] or ""):
            continue
        sentence = paragraph.sentence(match.start())
        begin = sentence.plain_start if sentence else 0
        left = text[max(begin, match.start() - 60) : match.start()]
        if _OTHER_TIME.search(left):
            continue
        right = re.split(r"[，。；、,;]", text[match.end() : match.end() + 30])[0]
        keys, after = _keys(match["unit"] if match["n"] else "%", left, right, units, state)
        alone = keys == ("findings",) or (keys == ("measures",) and "问题" not in left)
        if alone and _ALL_DONE.match(text, match.end()):
            keys = (keys[0], f"{keys[0]}_done")
        bracketed = left.count("（") + left.count("(") > left.count("）") + left.count(")")
        state = state if bracketed else after
        if not keys and match["unit"] in _PEOPLE and _LIGHTER_L.search(left) and value == value.to_integral_value():
            key = "people_held_accountable"
            found.append(Count(key, int(value), match.start(), match.end(), begin, whole=False, beside=True))
        for key in keys:
            exact = _exact(key, value, match["unit"])
            if exact is not None:
                together = _TOGETHER.search(re.split(r"[，。；]", left)[-1])
                whole = bool(together) and not (
                    key == "funds_recovered" and left.endswith(("共", "共计", "合计", "总计"))
                )
                found.append(Count(key, exact, match.start(), match.end(), begin, whole))
    return found


def _exact(key: str, value: Decimal, unit: str | None) -> int | Decimal | None:
    """The value as the front matter holds it; None for a part of a thing that has no parts."""
    if key == "funds_recovered":
        value *= {"万元": 10_000, "亿元": 100_000_000}.get(unit or "", 1)
    if key in ("funds_recovered", "completion_rate"):
        if key == "completion_rate" and value > 100:
            return None
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return int(value) if value == value.to_integral_value() else None


def _keys(unit: str, left: str, right: str, units: dict[str, str], state: str) -> tuple[tuple[str, ...], str]:
    """Keys of a count, none where it means nothing, and the state that a share after it would belong to."""
    clause = re.split(r"[，。；]", left)[-1]
    if unit == "%":
        rate = _RATE.search(left) and _ABOUT_RATE.search(clause)
        return (("completion_rate",) if rate or (state == "done" and _SHARE.search(left)) else ()), state
    if unit.endswith("元"):
        return (("funds_recovered",) if _MONEY.search(left) else ()), state
    if unit in _PEOPLE:
        held = (_PEOPLE_L.search(left) and not _NOT_PEOPLE.search(left)) or _PEOPLE_R.match(right)
        return (("people_held_accountable",) if held else ()), state
    if right.startswith("方面"):
        whole = "问题" in right or re.match(rf"方面的?(?:共)?{NUMBER}", right) or re.search(r"反馈|问题|指出", left)
        return (("aspects",) if whole and not _PART.search(clause) else ()), state
    return _of_whole(unit, left, right, units)


def _of_whole(unit: str, left: str, right: str, units: dict[str, str]) -> tuple[tuple[str, ...], str]:
    """Keys and state of a count of problems, measures or rules."""
    clause = re.split(r"[，。；]", left)[-1]
    noun = "findings" if _PROBLEM_R.match(right) else "measures" if _MEASURE_R.match(right) else ""
    if unit == "类" or (not noun and _ASPECT_OF.match(right)):
        return (), ""
    noun = noun or ("findings" if _PROBLEM_L.search(left) else "measures" if _MEASURE_L.search(left) else "")
    if not noun and (_RULE_R.match(right) or _RULE_L.search(left)):
        return (("rules_improved",) if _RULE_VERB.search(clause) else ()), ""
    state = next((name for name, pattern in _STATE_L if pattern.search(left)), "")
    total = _is_total(noun, left, clause) or bool(noun and not left and _THEN.match(right))
    if not state:
        after = next(((name, m) for name, pattern in _STATE_R if (m := pattern.match(right))), None)
        if after and re.match(rf"(?:的|整改|了|共)*{NUMBER}", right[after[1].end() :]):
            total = bool(noun) and not _PART.search(clause)
        elif after:
            state = after[0]
    if not state or (state == "done" and total and "全部" in right):
        if total:
            units.pop(noun, None)
            units[noun] = unit
        keys = (noun, f"{noun}_{state}") if state else (noun,)
        return (keys if total else ()), state
    # 已完成12项，其余2项正在整改: the rest of a total that was told.
    if _PART.search(re.sub("其中|其余|剩余", "", clause)):
        return (), state
    same = [known for known, its in units.items() if its == unit]
    noun = noun or (same[-1] if same else "")
    if not noun and not units and re.search(r"问题|措施", clause):
        noun = "findings" if "问题" in clause else "measures"
        units[noun] = unit
    return ((f"{noun}_{state}",) if noun else ()), state


def _is_total(noun: str, left: str, clause: str) -> bool:
    if not noun or _PART.search(clause):
        return False
    if noun == "measures" and _ITSELF.fullmatch(clause):
        return True
    return bool((_WHOLE.search(left) or _OF_ASPECTS.search(left)) if noun == "findings" else _MADE.search(left))
