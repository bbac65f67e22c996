"""Text that looks damaged: Latin words in Chinese sentences, doubled words, lone quotes and brackets, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.problem import Place, Problem, Words, warning
from disclosure.report import Section
from disclosure.subjects import Subject

ID = "wording"
NAME = Words("可疑文字", "Doubtful text")
_LATIN = re.compile(r"(?<=[一-鿿“”《》、，])[ \u3000]?([a-z]{2,})[ \u3000]?(?=[一-鿿“”《》、，。])")
_USUAL_WORDS = "app ppt pdf kg km cm mm ml kw wifi vip logo vlog ip ai it cpr aed http https www com cn org gov"
_USUAL = frozenset(_USUAL_WORDS.split())
_DOUBLED = re.compile(r"([一-鿿]{2,10})\1|([的是在和与把被])\2|([，。、；：])\3|《([一-鿿]{1,6})《\4")
_FINE_WORDS = "一步 一项 一个 一件 一条 一户 一人 一点 一层 一次 一遍 一家 一村 研究 讨论 考虑 商量 学习 大家 锻炼 休息 打扫 整理 时时 处处 事事 人人 层层 步步 渐渐 常常 天天 年年 一天 一年"
_FINE = frozenset(_FINE_WORDS.split())
_PAGE_LINE = r"^\s*(?:[—–\-－]+\s*\d{1,4}\s*[—–\-－]+|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,3}\s*/\s*\d{1,3}|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)\s*$"
_PAGE, _PAGES = re.compile(_PAGE_LINE, re.IGNORECASE), re.compile(_PAGE_LINE, re.IGNORECASE | re.MULTILINE)
_PAIRS = {"“": "”", "‘": "’", "《": "》", "【": "】", "「": "」", "『": "』", "(": ")"}
_CLOSE = {close: open_ for open_, close in _PAIRS.items()}
_MARKS = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_CLOSE)) + "（）]")
_BARE_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）]", re.MULTILINE)
_MEND = Words("与原件核对；原文如此则不必改", "compare with the original; if it reads so, leave it")


def find(subject: Subject) -> Iterator[Problem]:
    """A warning for each place that looks damaged."""
    for section in subject.report.sections:
        text = f"{section.heading}\n{section.text}"
        if any(pattern.search(text) for pattern in (_LATIN, _DOUBLED, _PAGES)):  # in most sections stands nothing of it
            for line in text.split("\n"):
                if line:
                    yield from _line(subject, section, line)
        yield from _unpaired(subject, section)


def _line(subject: Subject, section: Section, line: str) -> Iterator[Problem]:
    for match in _LATIN.finditer(line):
        if match[1] not in _USUAL:
            near = line[max(0, match.start() - 8) : match.end() + 8].strip()
            what = Words(
                f"中文句子里有拉丁字母的词“{match[1]}”：“{near}”",
                f"a Latin word, “{match[1]}”, stands in a Chinese sentence: “{near}”",
            )
            yield warning(subject.words(near, section.line), "wording.latin", what, _MEND)
    for match in _DOUBLED.finditer(line):
        if (match[1] or "") in _FINE or _is_repeated(match[1] or ""):
            continue
        near = line[max(0, match.start() - 6) : match.end() + 6].strip()
        what = Words(f"文字重复：“{near}”", f"words are doubled: “{near}”")
        yield warning(subject.words(near, section.line), "wording.doubled", what, _MEND)
    if _PAGE.match(line):
        what = Words(f"像是留下的页码：“{line.strip()}”", f"this looks like a leftover page number: “{line.strip()}”")
        mend = Words("删去这一行，并记入 source.repairs", "delete the line and record it in source.repairs")
        yield warning(subject.words(line.strip(), section.line), "wording.page-number", what, mend)


def _is_repeated(words: str) -> bool:
    """Whether `words` is itself one character twice (人人人人 is a jingle, not a slip)."""
    return len(set(words)) == 1


def _unpaired(subject: Subject, section: Section) -> Iterator[Problem]:
    """The first mark of a section that has no partner: a quote may run over paragraphs, a section may not."""
    stack: list[tuple[str, int]] = []
    text = _BARE_NUMBER.sub(lambda m: " " * len(m[0]), f"{section.heading}\n{section.text}")
    lone: tuple[str, int] | None = None
    for match in _MARKS.finditer(text):
        mark = {"（": "(", "）": ")"}.get(match[0], match[0])
        if mark in _PAIRS:
            stack.append((mark, match.start()))
        elif stack and stack[-1][0] == _CLOSE[mark]:
            stack.pop()
        elif any(open_ == _CLOSE[mark] for open_, _ in stack):
            while stack[-1][0] != _CLOSE[mark]:
                lone = lone or stack[-1]
                stack.pop()
            stack.pop()
        else:
            lone = lone or (match[0], match.start())
    lone = lone or (stack[0] if stack else None)
    if lone:
        near = text[max(0, lone[1] - 10) : lone[1] + 12].replace("\n", " ").strip()
        what = Words(f"“{text[lone[1]]}”没有配对：“{near}”", f"{text[lone[1]]} has no partner: “{near}”")
        start = text.rfind("\n", 0, lone[1]) + 1
        around = text[max(start, lone[1] - 10) : lone[1] + 12].split("\n")[0]
        line = subject.words(around, section.line) if section.line else Place(subject.report.file, 1)
        yield warning(line, "wording.unpaired", what, _MEND)
