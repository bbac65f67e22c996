"""The braces at the end of a heading: `{#1.2 .finding status=done topics="a b"}`.

In: what stands between them. Out: a finding's id, status and topics, and every mistake in them as a problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from disclosure.blocks import Block
from disclosure.fields import nearest
from disclosure.patterns import later
from disclosure.problem import Place, Problem, Words, error
from disclosure.report import STATUSES

_KEYS = ("status", "topics")
_PAIR = later(r'([A-Za-z_-]+)=(?:"([^"]*)"|(\S+))|#(\S+)|\.(\S+)|(\S+)')
_USUAL = later(r'#([^\s"]+) \.finding(?: status=([a-z]+))?(?: topics="([^"]*)")?')
"""Attributes as the importer writes them."""
_ID = later(r"[0-9A-Za-z][0-9A-Za-z.\-]*")
_is_id = lru_cache(maxsize=4096)(_ID.fullmatch)
"""Reports count their findings in the same few ways."""
_UNSTATED = "unstated"

Attributes = tuple[bool, str, str, tuple[str, ...]]
"""Whether the heading is that of a finding, its id, its status, its topics."""
_NONE: Attributes = (False, "", _UNSTATED, ())


@dataclass(slots=True)
class Mistakes:
    """What is wrong with the headings of one report."""

    file: str
    problems: list[Problem]
    seen: dict[str, int]
    """Ids of its findings so far, each with its line."""

    def read(self, attributes: str, line: int) -> Attributes:
        """What the `attributes` of the heading on `line` say."""
        if not attributes:
            return _NONE
        match = _USUAL.fullmatch(attributes)
        if not match:
            return self._read_pairs(attributes, line)
        id_, status, topics = match.groups("")
        if status and status not in STATUSES:
            status = self._unknown_status(status, line)
        return True, id_, status or _UNSTATED, tuple(topics.split()) if topics else ()

    def _read_pairs(self, attributes: str, line: int) -> Attributes:
        """Read attributes in any order."""
        finding, id_, status, topics = _NONE
        for name, quoted, bare, named, class_, rest in _PAIR.findall(attributes):
            if named:
                id_ = named
            elif class_ == "finding":
                finding = True
            elif name == "status":
                status = quoted or bare
                if status not in STATUSES:
                    status = self._unknown_status(status, line)
            elif name == "topics":
                topics = tuple((quoted or bare).split())
            else:
                self._unknown(f".{class_}" if class_ else name or rest, line)
        return finding, id_, status, topics

    def check_items(self, blocks: Sequence[Block], line: int) -> None:
        """Look at the statuses of the items under the heading on `line`."""
        for block in blocks:
            for status in block[3][2]:
                if status and status not in STATUSES:
                    self._unknown_status(status, line)

    def check_id(self, id_: str, line: int) -> None:
        """Look at the id of the finding whose heading stands on `line`."""
        if not _is_id(id_) or id_ in self.seen:
            self._wrong_id(id_, line)
        self.seen.setdefault(id_, line)

    def _wrong_id(self, id_: str, line: int) -> None:
        if not id_:
            what = Words("这个问题没有编号", "this finding has no id")
            mend = Words(
                "在花括号里写 #编号，例如 {#1.2 .finding}", "write #id between the braces, for example {#1.2 .finding}"
            )
        elif not _is_id(id_):
            what = Words(f"问题编号写法不对：{id_}", f"the finding's id has the wrong form: {id_}")
            mend = Words(
                "只用数字、字母、点和连字符，例如 1.2.3",
                "use digits, letters, dots and hyphens only, for example 1.2.3",
            )
        else:
            line_before = self.seen[id_]
            what = Words(
                f"问题编号 {id_} 已在第 {line_before} 行用过",
                f"the finding id {id_} is already used on line {line_before}",
            )
            mend = Words(f"改用另一个编号，例如 {id_}-2", f"give one of the two another id, for example {id_}-2")
        self._add(line, "report.finding-id", what, mend)

    def _unknown_status(self, word: str, line: int) -> str:
        near = nearest(word, STATUSES)
        what = Words(f"无法识别的状态 {word}", f"the status {word} is not known")
        mend = Words(
            f"可用的值：{'、'.join(STATUSES)}" + (f"；最接近的是 {near}" if near else ""),
            f"use one of {', '.join(STATUSES)}" + (f"; the nearest is {near}" if near else ""),
        )
        self._add(line, "report.status", what, mend)
        return _UNSTATED

    def _unknown(self, word: str, line: int) -> None:
        near = nearest(word.lstrip("."), ("finding", *_KEYS))
        what = Words(f"标题属性里有无法识别的 {word}", f"the heading's attributes hold {word}, which is not known")
        if near:
            shown = f".{near}" if near == "finding" else f"{near}="
            mend = Words(f"是否想写 {shown}？", f"did you mean {shown}?")
        else:
            mend = Words("写成 {#编号 .finding status=done}", "write {#id .finding status=done}")
        self._add(line, "report.attribute", what, mend)

    def _add(self, line: int, code: str, what: Words, mend: Words) -> None:
        self.problems.append(error(Place(self.file, line), code, what, mend))
