"""Field tables: what keys a mapping may have, of what type, and what to say when it is otherwise.

In: the text-only data of `yamltext`. Out: typed values and every problem at once, each with its line.
A parser is a function `(value, path, sink) -> value`; it reports to the sink and returns None when the
value cannot be used. The same tables read site.yaml, body.yaml and the front matter of reports.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from disclosure.problem import Place, Problem, Words, error
from disclosure.yamltext import Parsed, Path

Parser = Callable[[Any, Path, "Sink"], Any]


@dataclass(frozen=True, slots=True)
class Sink:
    """Where parsers put what they find wrong."""

    file: str
    parsed: Parsed
    problems: list[Problem]
    family: str
    """First half of the problem codes: `site`, `body` or `report`."""

    def wrong(self, path: Path, code: str, what: Words, mend: Words) -> None:
        """Record that the value at `path` is wrong."""
        place = Place(self.file, self.parsed.line(path))
        self.problems.append(error(place, f"{self.family}.{code}", what, mend))


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping."""

    parser: Parser
    required: bool = False
    example: str = "…"
    """What the message shows behind the key where it is missing."""


def dotted(path: Path) -> str:
    """`('contacts', 'phone', 0)` as `contacts.phone.0`."""
    return ".".join(str(step) for step in path)


def text(value: Any, path: Path, sink: Sink) -> str | None:
    """A text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value
    kind_zh, kind_en = ("为空", "is empty") if isinstance(value, str) else ("不是文字", "is not a text")
    sink.wrong(
        path,
        "empty" if isinstance(value, str) else "type",
        Words(f"{dotted(path)} {kind_zh}", f"{dotted(path)} {kind_en}"),
        Words("填写内容，或删去这个键", "fill it in, or delete the key"),
    )
    return None


_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def date(value: Any, path: Path, sink: Sink) -> str | None:
    """An ISO date, to the day or to the month, kept as text."""
    return _date(value, path, sink, to_month=True)


def day(value: Any, path: Path, sink: Sink) -> str | None:
    """An ISO date to the day, kept as text."""
    return _date(value, path, sink, to_month=False)


@lru_cache(maxsize=4096)
def _is_date(value: str, to_month: bool) -> bool:
    """Whether `value` is a day of the calendar, or a month; reports have few days in common with one another, but many."""
    from datetime import date as calendar

    match = _DATE.fullmatch(value)
    try:
        return bool(match and (match[3] or to_month) and calendar(int(match[1]), int(match[2]), int(match[3] or 1)))
    except ValueError:
        return False


def _date(value: Any, path: Path, sink: Sink, *, to_month: bool) -> str | None:
    if isinstance(value, str) and _is_date(value, to_month):
        return value
    form = "YYYY-MM-DD 或 YYYY-MM" if to_month else "YYYY-MM-DD"
    form_en = form.replace("或", "or")
    sink.wrong(
        path,
        "date",
        Words(f"{dotted(path)} 不是日期：{value}", f"{dotted(path)} is not a date: {value}"),
        Words(f"写成 {form}，例如 2026-01-20", f"write it as {form_en}, for example 2026-01-20"),
    )
    return None


def integer(value: Any, path: Path, sink: Sink) -> int | None:
    """A whole number, zero or more."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    sink.wrong(
        path,
        "integer",
        Words(f"{dotted(path)} 不是整数：{value}", f"{dotted(path)} is not a whole number: {value}"),
        Words("只写阿拉伯数字", "write digits only"),
    )
    return None


def number(value: Any, path: Path, sink: Sink) -> Decimal | None:
    """A decimal number, zero or more."""
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{1,15}(\.\d{1,6})?", value):
            return Decimal(value)
    except InvalidOperation:
        pass
    sink.wrong(
        path,
        "number",
        Words(f"{dotted(path)} 不是数字：{value}", f"{dotted(path)} is not a number: {value}"),
        Words("只写数字，例如 95.3", "write a number only, for example 95.3"),
    )
    return None


def boolean(value: Any, path: Path, sink: Sink) -> bool | None:
    """`true` or `false`."""
    if value in ("true", "false"):
        return bool(value == "true")
    sink.wrong(
        path,
        "boolean",
        Words(f"{dotted(path)} 应为 true 或 false：{value}", f"{dotted(path)} must be true or false: {value}"),
        Words("改为 true 或 false", "write true or false"),
    )
    return None


def choice(*allowed: str, said: Words | None = None) -> Parser:
    """One of a few words; `said` tells what they mean where they do not tell it themselves."""
    listed = said or Words("、".join(allowed), ", ".join(allowed))

    def parse(value: Any, path: Path, sink: Sink) -> str | None:
        if value in allowed:
            return str(value)
        near = nearest(str(value), allowed)
        sink.wrong(
            path,
            "choice",
            Words(f"{dotted(path)} 不能是 {value}", f"{dotted(path)} cannot be {value}"),
            Words(
                f"可用的值：{listed.zh}" + (f"；最接近的是 {near}" if near else ""),
                f"use one of {listed.en}" + (f"; the nearest is {near}" if near else ""),
            ),
        )
        return None

    return parse


def matching(pattern: str, form: Words) -> Parser:
    """A text of a given form; `form` describes it."""
    compiled = re.compile(pattern)

    def parse(value: Any, path: Path, sink: Sink) -> str | None:
        if isinstance(value, str) and compiled.fullmatch(value):
            return value
        sink.wrong(
            path,
            "form",
            Words(f"{dotted(path)} 写法不对：{value}", f"{dotted(path)} has the wrong form: {value}"),
            Words(f"应为{form.zh}", f"it must be {form.en}"),
        )
        return None

    return parse


def list_of(item: Parser, *, may_be_empty: bool = False) -> Parser:
    """A list, as a tuple."""

    def parse(value: Any, path: Path, sink: Sink) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            sink.wrong(
                path,
                "list",
                Words(f"{dotted(path)} 应为列表", f"{dotted(path)} must be a list"),
                Words("写成 [甲, 乙]，或每行一个“- ”", "write [a, b], or a line `- a` for each"),
            )
            return None
        if not value and not may_be_empty:
            sink.wrong(
                path,
                "empty",
                Words(f"{dotted(path)} 是空列表", f"{dotted(path)} is an empty list"),
                Words("填写内容，或删去这个键", "fill it in, or delete the key"),
            )
            return None
        parsed = [item(entry, (*path, index), sink) for index, entry in enumerate(value)]
        return tuple(entry for entry in parsed if entry is not None)

    return parse


def mapping(table: Mapping[str, Field]) -> Parser:
    """A mapping with the keys of `table`; an unknown key is a problem that names the nearest known one."""
    parsers = {key: spec.parser for key, spec in table.items()}
    required = {key: spec.example for key, spec in table.items() if spec.required}

    def parse(value: Any, path: Path, sink: Sink) -> dict[str, Any] | None:
        if not isinstance(value, dict):
            _not_a_mapping(path, sink)
            return None
        result: dict[str, Any] = {}
        for key, entry in value.items():
            parser = parsers.get(key)
            if parser is None:
                _unknown_key(key, path, tuple(table), sink)
                continue
            parsed = parser(entry, (*path, key), sink)
            if parsed is not None:
                result[key] = parsed
        for key, example in required.items():
            if key not in value:
                name = dotted((*path, key))
                sink.wrong(
                    path,
                    "missing",
                    Words(f"缺少 {name}", f"{name} is missing"),
                    Words(f"加一行“{key}: {example}”", f"add a line `{key}: {example}`"),
                )
        return result

    return parse


def table_of(item: Parser, key_form: str = r".+") -> Parser:
    """A mapping with free keys whose values are all read by `item`."""
    compiled = re.compile(key_form)

    def parse(value: Any, path: Path, sink: Sink) -> dict[str, Any] | None:
        if not isinstance(value, dict):
            _not_a_mapping(path, sink)
            return None
        result = {}
        for key, entry in value.items():
            if not compiled.fullmatch(key):
                _unknown_key(key, path, (), sink)
                continue
            parsed = item(entry, (*path, key), sink)
            if parsed is not None:
                result[key] = parsed
        return result

    return parse


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that `word` was most likely meant to be."""
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.65)
    return found[0] if found else None


def read(parsed: Parsed, file: str, family: str, parser: Parser) -> tuple[dict[str, Any], list[Problem]]:
    """Read `parsed` by `parser`, one that `mapping` made; returns the typed values and every problem."""
    sink = Sink(file, parsed, [], family)
    values = parser(parsed.data if parsed.data is not None else {}, (), sink)
    return values or {}, sink.problems


def _not_a_mapping(path: Path, sink: Sink) -> None:
    name = dotted(path)
    sink.wrong(
        path,
        "mapping",
        Words(f"{name or '文件'} 应为“键: 值”", f"{name or 'the file'} must hold `key: value` lines"),
        Words("每行写一个“键: 值”", "write one `key: value` a line"),
    )


def _unknown_key(key: str, path: Path, known: Sequence[str], sink: Sink) -> None:
    near = nearest(key, known)
    name = dotted((*path, key))
    if near:
        mend = Words(f"是否想写 {near}？", f"did you mean {near}?")
    elif known:
        mend = Words(f"可用的键：{'、'.join(known)}", f"known keys: {', '.join(known)}")
    else:
        mend = Words("改用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")
    sink.wrong((*path, key), "unknown-key", Words(f"无法识别的键 {name}", f"the key {name} is not known"), mend)
