"""The front matter of a report: YAML between two lines of `---`, then Markdown.

In: the bytes of a report's file. Out: its YAML text and its Markdown text, each with the line it starts on.
Nothing here knows what the keys mean (`loading` does).
"""

from __future__ import annotations

from dataclasses import dataclass

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


def split(data: bytes, file: str) -> tuple[Parts | None, list[Problem]]:
    """Cut the bytes of `file` at its front matter; None with a problem where that cannot be done."""
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    if not text.startswith(MARK + "\n"):
        what = Words("文件开头没有元数据区", "the file does not begin with front matter")
        mend = Words(
            "第一行写 ---，接着写 title 等键，再写一行 ---", "begin with a line ---, keys such as title, and a line ---"
        )
        return None, [error(Place(file, 1), "report.front-matter", what, mend)]
    end = text.find("\n" + MARK + "\n", len(MARK))
    if end < 0 and text.endswith("\n" + MARK):
        end = len(text) - len(MARK) - 1
    if end < 0:
        what = Words("元数据区没有结束", "the front matter does not end")
        mend = Words("在最后一个键之后单独写一行 ---", "write a line --- after the last key")
        return None, [error(Place(file, 1), "report.front-matter", what, mend)]
    yaml = text[len(MARK) + 1 : end + 1]
    markdown = text[end + len(MARK) + 2 :]
    return Parts(yaml, 2, markdown, 3 + yaml.count("\n")), []


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The bytes of `file` as text with plain line ends; None with a problem where they are not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        place = Place(file, data[: exc.start].count(b"\n") + 1)
        what = Words("不是 UTF-8 文字", "this is not UTF-8 text")
        return None, [error(place, "file.encoding", what, Words("另存为 UTF-8", "save it as UTF-8"))]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, []
