"""YAML in which every scalar is text, with the line of every key.

In: text. Out: nested dict, list and str, and a table from the path of a value to its line.
Traded away: YAML's own types. They change data (`010020` would be a number, `no` a truth value), so the
field tables give the types (`fields`). Anchors, aliases and tags are refused: a clerk needs none of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from disclosure.problem import Place, Problem, Words, error

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML built without its C library: slower, same result
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A YAML text as read."""

    data: Any
    """Nested dict, list and str; None for an empty text."""
    lines: Mapping[Path, int]
    """Line (from 1) of each key or list item, by its path."""

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(text: str, file: str, first_line: int = 1) -> tuple[Parsed, list[Problem]]:
    """Read the YAML `text` of `file`, whose first line is line `first_line` of that file."""
    fast = plain(text, first_line)
    return (fast, []) if fast else compose(text, file, first_line)


def compose(text: str, file: str, first_line: int) -> tuple[Parsed, list[Problem]]:
    """As `parse`, by the YAML library."""
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
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as exc:
        return Parsed(None, {}), [_explain(exc, text, file, offset)]
    if root is None:
        return Parsed(None, {(): offset}), []
    return Parsed(build(root, ()), lines), problems


_PLAIN_LINE = re.compile(
    r"( *)([A-Za-z_][A-Za-z0-9_]*):(?: (?:\[([^\[\]{}\"'#:]*)\]|([^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^#:]|(?<! )#|:(?! ))*)))?"
)
"""A key with a plain text, a list of plain texts on the same line, or nothing."""
_PLAIN_ITEM = re.compile(r"[^\s\-?,&*!|>%@`](?:.*\S)?")


def plain(text: str, first_line: int = 1) -> Parsed | None:
    """As `parse`, for text so plain that no YAML parser is needed, ten times as fast; None for any other text.

    Plain are lines `key: text`, `key: [text, text]` and `key:` over deeper lines of the same kinds. A property test
    proves that the result is that of `parse`.
    """
    root: dict[str, Any] = {}
    lines: dict[Path, int] = {(): first_line}
    stack: list[tuple[int, dict[str, Any], Path]] = [(0, root, ())]
    opened: tuple[dict[str, Any], Path] | None = None
    for number, line in enumerate(text.removesuffix("\n").split("\n"), first_line):
        match = _PLAIN_LINE.fullmatch(line)
        if match is None or not line.isprintable() or line[-1] == " ":
            return None
        indent, key = len(match[1]), match[2]
        if opened is not None:
            if indent <= stack[-1][0]:
                return None
            stack.append((indent, *opened))
            opened = None
        while indent < stack[-1][0]:
            stack.pop()
        level, mapping, path = stack[-1]
        if indent != level or key in mapping:
            return None
        here = (*path, key)
        lines[here] = number
        if match[4] is not None:
            if ": " in match[4] or match[4][-1] == ":":
                return None
            mapping[key] = match[4]
        elif match[3] is not None:
            items = [item.strip() for item in match[3].split(",")] if match[3].strip() else []
            if not all(_PLAIN_ITEM.fullmatch(item) for item in items):
                return None
            mapping[key] = items
            lines.update({(*here, place): number for place in range(len(items))})
        else:
            opened = ({}, here)
            mapping[key] = opened[0]
    return None if opened is not None or not root else Parsed(root, lines)


def _has_alias(text: str) -> bool:
    if "&" not in text and "*" not in text:
        return False
    events = yaml.parse(text, Loader=Loader)
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
        if 0 <= candidate < len(lines) and "：" in lines[candidate].split(":")[0]:
            return _wrong(file, candidate + offset, "a full-width colon stands after the key", "键后用了全角冒号")
    return _wrong(file, index + offset, reason, reason)
