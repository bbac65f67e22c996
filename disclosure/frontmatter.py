"""The front matter of a report: YAML between two lines of `---`, then Markdown.

In: the bytes of a report's file. Out: its YAML text and its Markdown text, each with the line it starts on.
Nothing here knows what the keys mean (`loading` does).
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.problem import Place, Problem, Words, error

MARK = "---"


@dataclass(frozen=True, slots=True)
class Parts:
    """A report's file cut in two."""

    yaml: str
    yaml_line: int
    """Line of the first line of `yaml`, from 1."""
    markdown: str
    markdown_line: int
    """Line of the first line of `markdown`, from 1."""
    data: bytes
    """The bytes of `markdown`."""


def split(data: bytes, file: str) -> tuple[Parts | None, list[Problem]]:
    """Cut the bytes of `file` at its front matter; None with a problem where that cannot be done."""
    parts = _parts(data)
    if parts is not None:
        return parts, []
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    if not text.startswith(MARK + "\n"):
        what = Words("文件开头没有元数据区", "the file does not begin with front matter")
        mend = Words(
            "第一行写 ---，接着写 title 等键，再写一行 ---", "begin with a line ---, keys such as title, and a line ---"
        )
        return None, [error(Place(file, 1), "report.front-matter", what, mend)]
    what = Words("元数据区没有结束", "the front matter does not end")
    mend = Words("在最后一个键之后单独写一行 ---", "write a line --- after the last key")
    return None, [error(Place(file, 1), "report.front-matter", what, mend)]


def _parts(data: bytes) -> Parts | None:
    """`data` cut at its front matter; None where it has none that ends, or is not UTF-8."""
    data = data.removeprefix(BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not data.startswith(b"---\n"):
        return None
    end = data.find(b"\n---\n", len(MARK))
    if end < 0 and data.endswith(b"\n---"):
        end = len(data) - len(MARK) - 1
    if end < 0:
        return None
    markdown = data[end + len(MARK) + 2 :]
    try:
        yaml = data[len(MARK) + 1 : end + 1].decode("utf-8")
        return Parts(yaml, 2, markdown.decode("utf-8"), 3 + yaml.count("\n"), markdown)
    except UnicodeDecodeError:
        return None


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The bytes of `file` as text with plain line ends; None with a problem where they are not UTF-8."""
    try:
        # The codec that drops a byte order mark is no C code: it is asked only where one stands.
        text = data.decode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as exc:
        place = Place(file, data[: exc.start].count(b"\n") + 1)
        what = Words("不是 UTF-8 文字", "this is not UTF-8 text")
        return None, [error(place, "file.encoding", what, Words("另存为 UTF-8", "save it as UTF-8"))]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, []


def dump(values: Mapping[str, Any]) -> str:
    """The front matter of `values` as YAML between its two lines of `---`: text, numbers, lists, tables, in their order."""
    return f"{MARK}\n{dump_yaml(values)}{MARK}\n"


def dump_yaml(values: Mapping[str, Any], indent: str = "") -> str:
    """`values` as YAML, a key a line; lists of text in brackets, lists of tables a key a line."""
    lines = []
    for key, value in values.items():
        if isinstance(value, Mapping):
            lines.append(f"{indent}{key}:\n{dump_yaml(value, indent + '  ')}")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            items = (dump_yaml(entry, indent + "    ") for entry in value)
            lines.append(f"{indent}{key}:\n" + "".join(f"{indent}  - {item[len(indent) + 4 :]}" for item in items))
        elif isinstance(value, list | tuple):
            lines.append(f"{indent}{key}: [{', '.join(_scalar(v, in_list=True) for v in value)}]\n")
        else:
            lines.append(f"{indent}{key}: {_scalar(value)}\n")
    return "".join(lines)


_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<.+][^\x00-\x1f\x7f-\x9f]*")
_TYPED = re.compile(
    r"[-+]?[\d_.,]+(?:[eE][-+]?\d+)?|0[xob][\da-fA-F_]+|\d+(?::\d\d)+|true|false|yes|no|on|off|y|n|null|~|\.nan|\.inf",
    re.I,
)


def _scalar(value: Any, *, in_list: bool = False) -> str:
    """A value as one YAML scalar that every loader reads as what it is."""
    text = str(value)
    if not isinstance(value, str):
        return text
    if not text.isprintable() and any(not c.isprintable() and c not in "\u3000\u00a0" for c in text):
        return '"' + "".join(_escaped(c) for c in text) + '"'
    plain = _PLAIN.fullmatch(text) and not _TYPED.fullmatch(text) and text == text.strip()
    in_flow = in_list and any(c in text for c in ",[]{}")
    if plain and not in_flow and ": " not in text and " #" not in text and not text.endswith(":"):
        return text
    return "'" + text.replace("'", "''") + "'"


def _escaped(char: str) -> str:
    known = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    if char in known:
        return known[char]
    if char.isprintable() or char == "\u3000":
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
