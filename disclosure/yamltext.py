"""YAML in which every scalar is text, with the line of every key.

In: text. Out: nested dict, list and str, and a table from the path of a value to its line.
Traded away: YAML's own types. They change data (`010020` would be a number, `no` a truth value), so the
field tables give the types (`fields`). Anchors, aliases and tags are refused: a clerk needs none of them.
The YAML library is imported where a text needs it: what the importer writes is so plain that most builds do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from disclosure.problem import Place, Problem, Words, error

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]


class Parsed:
    """A YAML text as read."""

    def __init__(self, data: Any, lines: Callable[[], Mapping[Path, int]]) -> None:
        self.data = data
        """Nested dict, list and str; None for an empty text."""
        self._find = lines

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        """Line (from 1) of each key or list item, by its path; found when first asked for, which is where something is wrong."""
        return self._find()

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str, file: str, first_line: int = 1) -> tuple[Parsed, list[Problem]]:
    """Read the YAML `text` of `file`, whose first line is line `first_line` of that file."""
    fast = plain(text)
    if fast is None:
        return compose(text, file, first_line)
    return Parsed(fast, lambda: _plain_lines(text, first_line)), []


def compose(text: str, file: str, first_line: int) -> tuple[Parsed, list[Problem]]:
    """As `parse`, by the YAML library."""
    import yaml

    lines: dict[Path, int] = {}
    problems: list[Problem] = []
    offset = first_line

    def build(node: yaml.Node, path: Path) -> Any:
        lines.setdefault(path, node.start_mark.line + offset)
        if isinstance(node, yaml.MappingNode):
            return build_mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [build(item, (*path, index)) for index, item in enumerate(node.value)]
        return node.value

    def build_mapping(node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + offset
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(_wrong(file, line, "a key must be a plain word", "键必须是普通文字"))
                continue
            key = key_node.value
            if key in result:
                problems.append(
                    error(
                        Place(file, line),
                        "yaml.twice",
                        Words(f"键 {key} 出现了两次", f"the key {key} stands twice"),
                        Words("删去其中一个", "delete one of the two"),
                    )
                )
                continue
            lines[(*path, key)] = line
            result[key] = build(value_node, (*path, key))
        return result

    try:
        if _has_alias(text):
            raise yaml.YAMLError("anchors and aliases are not used here")
        root = yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as exc:
        return Parsed(None, dict), [_explain(exc, text, file, offset)]
    if root is None:
        return Parsed(None, lambda: {(): offset}), []
    return Parsed(build(root, ()), lambda: lines), problems


_PLAIN_LINE = re.compile(
    r"^( *)([A-Za-z_][A-Za-z0-9_]*):(?: (?:\[([^\[\]{}\"'#:\n]+)\]|([^\s\-?:,\[\]{}#&*!|>'\"%@`][^#:\n]*(?:(?:(?<! )#|:(?! ))[^#:\n]*)*)|'([^'\n]+)'))?$",
    re.M,
)
"""A key with a list of plain texts on the same line, a plain text, one between single quotes, or nothing."""
_PLAIN_ITEM = re.compile(r"[^\s\-?,&*!|>%@`](?:.*\S)?")


def plain(text: str) -> dict[str, Any] | None:
    """The data of `text` where it is so plain that no YAML parser is needed, ten times as fast; None for any other text.

    Plain are lines `key: text`, `key: 'text'`, `key: [text, text]` and `key:` over deeper lines of the same kinds. A property test
    proves that the result is that of `compose`.
    """
    text = text.removesuffix("\n")
    found = _PLAIN_LINE.findall(text)
    if len(found) != text.count("\n") + 1 or not text.replace("\n", "").isprintable():
        return None
    mapping: dict[str, Any] = {}
    stack = [(0, mapping)]
    opened: dict[str, Any] | None = None
    for indent, key, items, words, quoted in found:
        depth = len(indent)
        if opened is not None:
            if depth <= stack[-1][0]:
                return None
            stack.append((depth, opened))
            mapping, opened = opened, None
        elif depth < stack[-1][0]:
            while depth < stack[-1][0]:
                stack.pop()
            mapping = stack[-1][1]
        if depth != stack[-1][0] or key in mapping:
            return None
        if words:
            if ": " in words or words[-1] in ": ":
                return None
            mapping[key] = words
        elif items:
            mapping[key] = entries = [item.strip() for item in items.split(",")]
            if not all(map(_PLAIN_ITEM.fullmatch, entries)):
                return None
        elif quoted:
            mapping[key] = quoted
        else:
            mapping[key] = opened = {}
    return None if opened is not None else stack[0][1]


def _plain_lines(text: str, first_line: int) -> dict[Path, int]:
    """The lines of the keys and items of a `text` that is `plain`."""
    lines: dict[Path, int] = {(): first_line}
    stack: list[tuple[int, Path]] = []
    for line, (indent, key, items, _, _) in enumerate(_PLAIN_LINE.findall(text), first_line):
        depth = len(indent)
        while stack and depth <= stack[-1][0]:
            stack.pop()
        path = (*(stack[-1][1] if stack else ()), key)
        stack.append((depth, path))
        lines[path] = line
        lines.update(((*path, number), line) for number in range(items.count(",") + 1 if items else 0))
    return lines


@cache
def _loader() -> Any:
    """What reads every scalar as text: the C library, or the same in Python where PyYAML was built without it."""
    import yaml

    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _has_alias(text: str) -> bool:
    if "&" not in text and "*" not in text:
        return False
    import yaml

    events = yaml.parse(text, Loader=_loader())
    return any(isinstance(e, yaml.AliasEvent) or getattr(e, "anchor", None) for e in events)


def _wrong(file: str, line: int, en: str, zh: str) -> Problem:
    return error(
        Place(file, line),
        "yaml.syntax",
        Words(f"YAML 写法有误：{zh}", f"this is not valid YAML: {en}"),
        Words(
            "键后用半角冒号加一个空格；含有冒号、井号或引号的文字用英文单引号括起来",
            "write `key: value` with an ASCII colon and one space, and put text that holds : # or "
            "quotation marks between single quotes",
        ),
    )


def _explain(exc: yaml.YAMLError, text: str, file: str, offset: int) -> Problem:
    """The loader's complaint with the line that caused it: it often names the line after."""
    mark = getattr(exc, "problem_mark", None)
    if "end of stream" in str(getattr(exc, "problem", "")):  # an open quotation mark is found wrong at the very end
        mark = getattr(exc, "context_mark", None) or mark
    index = mark.line if mark else 0
    lines = text.splitlines()
    reason = str(getattr(exc, "problem", None) or exc).splitlines()[0]
    for candidate in (index, index - 1):
        line = lines[candidate] if 0 <= candidate < len(lines) else ""
        slip = next((words for pattern, words in _SLIPS if re.match(pattern, line)), None)
        if slip:
            return _wrong(file, candidate + offset, slip.en, slip.zh)
    return _wrong(file, index + offset, reason, _REASONS.get(reason, reason))


_SLIPS = (
    (r"[^:]*：", Words("键后用了全角冒号", "a full-width colon stands after the key")),
    (r" *\t", Words("行首用了制表符（Tab），缩进只能用空格", "a tab stands before the key; only spaces may")),
    (r" *[a-z_]+:[^\s/]", Words("冒号后没有空格", "no space stands after the colon")),
)
"""What a line that the loader could not read looks like where one usual slip is the cause."""
_REASONS = {
    "found unexpected end of stream": "引号没有成对",
    "could not find expected ':'": "这一行没有“键: 值”",
    "did not find expected key": "缩进不对，或引号、括号没有成对",
    "mapping values are not allowed in this context": "缩进不对，或文字里有半角冒号加空格",
    "did not find expected ',' or ']'": "方括号没有成对，或里面缺少半角逗号",
    "did not find expected ',' or '}'": "花括号没有成对，或里面缺少半角逗号",
    "did not find expected '-' indicator": "列表里有一行不以“- ”开头",
    "did not find expected node content": "标点后面缺少内容",
    "did not find expected <document start>": "缩进不对",
    "but found another document": "中间多了一行 ---",
    "block sequence entries are not allowed in this context": "“- ”前面的缩进不对",
    "found character that cannot start any token": "值以不能用在开头的符号开始",
    "anchors and aliases are not used here": "值以 & 或 * 开始",
}
"""The loader's own reasons in Chinese; one that is not here stays as the loader words it."""
