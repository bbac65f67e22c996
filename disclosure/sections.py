"""The Markdown of a report as sections, findings and measures.

In: Markdown with `{#id .finding status=done topics="a b"}` at the end of a finding's heading. Out: sections
in order, each with its HTML and its plain text, and every problem with its line.
A finding's measures are the items of the ordered lists under it; where there is none, each paragraph that
says what was done. Traded away: nested lists give no measures of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from disclosure import numbering
from disclosure.fields import nearest
from disclosure.markdown import Block, Chunk, chunks, to_html, to_text
from disclosure.problem import Place, Problem, Words, error
from disclosure.report import STATUSES, Finding, Measure, Section
from disclosure.statuses import (
    front_bracket,
    group_words,
    of_end,
    of_label,
    of_several,
    split_bracket,
    status_of,
    table,
)

_DONE_LABEL = re.compile(
    r"[【\[]?(?:整改(?:落实)?(?:情况|措施|成效|进展|进展情况|完成情况|落实情况|工作情况|做法|举措)|整改落实|(?:采取|具体|主要)的?(?:措施|做法)|落实情况)"
    r"[】\]]?\s*(?:[：:]\s*|$)"
)
_OTHER_LABEL = re.compile(
    r"[【\[]?(?:反馈问题|存在问题|问题描述|问题表现|具体问题|具体表现|主要问题|问题|责任(?:领导|人|部门|单位|科室)|牵头(?:领导|部门|单位)|"
    r"(?:整改|完成)(?:时限|期限|时间)|下一步[^：:]{0,8}|整改目标)[】\]]?\s*[：:]"
)
_STATED = table(None)
_KEYS = ("status", "topics")
_PAIR = re.compile(r'([A-Za-z_-]+)=(?:"([^"]*)"|(\S+))|#(\S+)|\.(\S+)|(\S+)')
_USUAL = re.compile(r'#([^\s"]+) \.finding(?: status=([a-z]+))?(?: topics="([^"]*)")?')
"""Attributes as the importer writes them."""
_RESULT_FIRST = frozenset("【[（(整完落办销目进推是状结")
_SHORT = 44
"""Characters of a paragraph that may be no more than one sentence with a result."""
_MAY_STATE = _RESULT_FIRST | numbering.FIRST
"""Characters with which a longer paragraph that states a result can begin."""
_BARE_NUMBER = re.compile(r"\d{1,3}[ \u3000]+(?=\D)")
_LEAD_IN = re.compile(r"[一二三四五六七八九十]{1,3}是(?=关于|针对)")
_STOPS = "。．，,：:；"
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]*")


@dataclass(slots=True)
class _Attributes:
    id: str = ""
    finding: bool = False
    status: str = "unstated"
    topics: tuple[str, ...] = ()


def parse_sections(text: str, key: str, file: str, first_line: int = 1) -> tuple[tuple[Section, ...], list[Problem]]:
    """Sections of the Markdown `text` of report `key`, which begins at `first_line` of `file`, and its problems."""
    problems: list[Problem] = []
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    others = 0
    for chunk in chunks(text):
        if chunk.level == 0 and not chunk.blocks:
            continue
        line = chunk.line + first_line - 1
        place = Place(file, line)
        attributes = _attributes(chunk, place, problems)
        while path and path[-1][0] >= chunk.level:
            path.pop()
        if attributes.finding:
            _check_id(attributes.id, seen, place, problems)
            seen.setdefault(attributes.id, line)
            above = tuple([heading for _, heading in path])
            sections.append(_finding(chunk, f"{key}-{attributes.id}", attributes, above, line))
        else:
            others += chunk.level > 0 or bool(sections)
            html, plain = to_html(chunk.blocks), to_text(chunk.blocks)
            sections.append(Section(chunk.level, chunk.heading, f"{key}-s{others}", html, plain, line))
        if chunk.level:
            path.append((chunk.level, chunk.heading))
    return tuple(sections), problems


def _finding(chunk: Chunk, anchor: str, attributes: _Attributes, path: tuple[str, ...], line: int) -> Section:
    blocks, (label, title) = chunk.blocks, cut_label(chunk.heading)
    results = result_words_of(blocks)
    measures, paragraphs = measures_of(blocks, results)
    said = status_text(blocks, results, attributes.status, path, title)
    text = to_text(blocks)
    finding = Finding(
        attributes.id, label, title, attributes.status, said, measures, text, attributes.topics, path, line
    )
    html = _with_addresses(blocks, paragraphs, anchor)
    return Section(chunk.level, chunk.heading, anchor, html, text, line, finding)


def cut_label(heading: str) -> tuple[str, str]:
    """A finding's heading as its printed number and its title, without a full stop at the end."""
    label = numbering.read(heading)
    if label:
        end = len(label.raw)
    elif number := _BARE_NUMBER.match(heading) or _LEAD_IN.match(heading):
        end = number.end()
    else:
        title = heading.strip()
        return "", title.rstrip(_STOPS) or title or heading
    inner = numbering.read(heading[end:])
    if inner and inner.kind in ("q", "p"):
        end += len(inner.raw)
    title = heading[end:].strip()
    if not title:
        return "", heading
    return heading[:end].strip(), title.rstrip(_STOPS) or title


def result_words_of(blocks: Sequence[Block]) -> list[str | None]:
    """For each block the words of the result that it states, where it is a paragraph that states one."""
    return [
        _bare_result(b.text) if b.kind == "p" and (len(b.text) <= _SHORT or b.text[0] in _MAY_STATE) else None
        for b in blocks
    ]


@lru_cache(maxsize=4096)
def _bare_result(text: str) -> str | None:
    """As `result_words`, a number in front set aside; notices say a result in the same few ways."""
    return result_words(numbering.bare_label(text))


def measures_of(blocks: Sequence[Block], results: Sequence[str | None]) -> tuple[tuple[Measure, ...], Sequence[int]]:
    """The measures under a finding, and the indices of the paragraphs that are one (none where they are items of lists).

    `results` are those of `result_words_of`.
    """
    listed = [Measure(item.text, item.status) for block in blocks if block.kind == "ol" for item in block.items]
    if listed:
        return tuple(listed), ()
    texts = [(index, numbering.bare_label(b.text)) for index, b in enumerate(blocks) if b.kind == "p"]
    labels = [_DONE_LABEL.match(text) for _, text in texts]
    labelled = any(labels)
    measures, paragraphs = [], []
    told = not labelled
    for (index, text), label in zip(texts, labels, strict=True):
        if results[index] is not None or (len(text) <= _SHORT and of_several(text, _STATED)):
            continue
        words = text[label.end() :].strip() if label else text
        if label:
            told = True
        elif _OTHER_LABEL.match(text):
            told = told and not labelled
            continue
        if told and words:
            measures.append(Measure(words))
            paragraphs.append(index)
    return tuple(measures), paragraphs


def result_words(text: str) -> str | None:
    """The words of the result that a paragraph states (整改结果：已完成，（已完成），该问题已整改到位。) and nothing that
    was done; None where it states none.
    """
    if len(text) <= _SHORT and (said := of_end(text, _STATED)[0]) and len(said) == len(text.rstrip("。；;")):
        return said
    if text[:1] not in _RESULT_FIRST:
        return None
    match = numbering.RESULT.match(text)
    if match and (numbering.STRICT.match(text) or of_label(text, _STATED) is not None):
        return match["words"].strip().rstrip("。")
    rest, bracket, status = split_bracket(text, _STATED)
    return bracket.strip("（）()【】[]。") if status and not rest else None


def status_text(
    blocks: Sequence[Block], results: Sequence[str | None], status: str, path: Sequence[str], title: str
) -> str:
    """The report's own words for a finding's result: a label's, a bracket's, a last sentence's, a group heading's.

    `blocks` stand under the finding, `results` are those of `result_words_of`, `path` are the headings above its `title`. Words other than a label's are given only where
    they state `status`; empty where none are found.
    """
    for words in reversed(results):
        if words:
            return words
    if status == "unstated":
        return ""
    texts = [b.text for b in blocks if b.kind == "p"]
    texts += [i.text for b in blocks[-1:] if b.kind == "ol" for i in b.items[-1:] if not i.status]
    for text in reversed(texts):
        for ending in (_bracket, _last_sentence):
            words, stated = ending(text)
            if stated == status:
                return words
    front, stated = front_bracket(title, _STATED)
    if stated == status:
        return front.strip("（）()【】[]")
    for heading in reversed(path):
        words, stated = _group_result(heading)
        if words and stated == status:
            return words
    return ""


@lru_cache(maxsize=256)
def _group_result(heading: str) -> tuple[str, str | None]:
    """The words of a group's heading that state a result, and the status; every finding of the group asks."""
    label = numbering.read(heading)
    words = group_words(heading[len(label.raw) :] if label else heading, _STATED)
    return words, status_of(words, _STATED)


def _last_sentence(text: str) -> tuple[str, str | None]:
    return of_end(text, _STATED)[:2]


def _bracket(text: str) -> tuple[str, str | None]:
    _, bracket, stated = split_bracket(text, _STATED)
    return bracket.strip("（）()【】[]。；"), stated


def _with_addresses(blocks: Sequence[Block], paragraphs: Sequence[int], anchor: str) -> str:
    """The blocks as HTML, with a permanent address on each measure: the `paragraphs`, or every item of the lists."""
    parts = []
    count = 0
    for index, block in enumerate(blocks):
        if block.kind == "ol":
            parts.append(block.html)
            for html, _, status in block.items:
                count += 1
                stated = f' data-status="{status}"' if status else ""
                parts.append(f'<li id="{anchor}-m{count}"{stated}{html[3:]}')
            parts.append("</ol>\n")
        elif index in paragraphs:
            count += 1
            parts.append(f'<p id="{anchor}-m{count}"{block.html[2:]}')
        else:
            parts.append(block.html)
    return "".join(parts)


def _attributes(chunk: Chunk, place: Place, problems: list[Problem]) -> _Attributes:
    """What a heading's braces say; every mistake in them is a problem."""
    found = _Attributes()
    if match := _USUAL.fullmatch(chunk.attributes):
        found.id, found.finding, found.topics = match[1], True, tuple((match[3] or "").split())
        found.status = _status(match[2], place, problems) if match[2] else "unstated"
    elif chunk.attributes:
        _read_pairs(chunk, found, place, problems)
    for block in chunk.blocks:
        for item in block.items:
            if item.status:
                _status(item.status, place, problems)
    return found


def _read_pairs(chunk: Chunk, found: _Attributes, place: Place, problems: list[Problem]) -> None:
    """Read attributes in any order."""
    for name, quoted, bare, id_, class_, rest in _PAIR.findall(chunk.attributes):
        if id_:
            found.id = id_
        elif class_ == "finding":
            found.finding = True
        elif name == "status":
            found.status = _status(quoted or bare, place, problems)
        elif name == "topics":
            found.topics = tuple((quoted or bare).split())
        else:
            _unknown(f".{class_}" if class_ else name or rest, place, problems)


def _status(word: str, place: Place, problems: list[Problem]) -> str:
    if word in STATUSES:
        return word
    near = nearest(word, STATUSES)
    what = Words(f"不认识的状态 {word}", f"the status {word} is not known")
    mend = Words(
        f"可用的值：{'、'.join(STATUSES)}" + (f"；最接近的是 {near}" if near else ""),
        f"use one of {', '.join(STATUSES)}" + (f"; the nearest is {near}" if near else ""),
    )
    problems.append(error(place, "report.status", what, mend))
    return "unstated"


def _unknown(word: str, place: Place, problems: list[Problem]) -> None:
    near = nearest(word.lstrip("."), ("finding", *_KEYS))
    what = Words(f"标题属性里有不认识的 {word}", f"the heading's attributes hold {word}, which is not known")
    if near:
        shown = f".{near}" if near == "finding" else f"{near}="
        mend = Words(f"是否想写 {shown}？", f"did you mean {shown}?")
    else:
        mend = Words("写成 {#编号 .finding status=done}", "write {#id .finding status=done}")
    problems.append(error(place, "report.attribute", what, mend))


def _check_id(id_: str, seen: dict[str, int], place: Place, problems: list[Problem]) -> None:
    if not id_:
        what = Words("这个问题没有编号", "this finding has no id")
        mend = Words(
            "在花括号里写 #编号，例如 {#1.2 .finding}", "write #id between the braces, for example {#1.2 .finding}"
        )
        problems.append(error(place, "report.finding-id", what, mend))
    elif not _ID.fullmatch(id_):
        what = Words(f"问题编号写法不对：{id_}", f"the finding's id has the wrong form: {id_}")
        mend = Words(
            "只用数字、字母、点和连字符，例如 1.2.3", "use digits, letters, dots and hyphens only, for example 1.2.3"
        )
        problems.append(error(place, "report.finding-id", what, mend))
    elif id_ in seen:
        what = Words(
            f"问题编号 {id_} 已在第 {seen[id_]} 行用过", f"the finding id {id_} is already used on line {seen[id_]}"
        )
        mend = Words(f"改用另一个编号，例如 {id_}-2", f"give one of the two another id, for example {id_}-2")
        problems.append(error(place, "report.finding-id", what, mend))
