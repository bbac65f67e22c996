"""Text files: lines, heading marks, pipe tables; hostile and foreign ones are refused in one line."""

import pytest

from disclosure import raw, readers
from disclosure.document import Block, Table
from disclosure.problem import ContentError

NOTICE = "关于巡察整改进展情况的通报\r\n\r\n一、整改情况\r\n1.关于“学习不够”的问题。\r\n已完成。\r\n"


def refused(data: bytes, name: str = "a.txt") -> str:
    with pytest.raises(ContentError) as caught:
        readers.read(raw.of_bytes(name, data))
    (problem,) = caught.value.problems
    line = problem.line("en")
    assert "\n" not in line
    return line


def test_a_block_a_line_with_blanks_told() -> None:
    document, problems = readers.read(raw.of_bytes("a.txt", NOTICE.encode()))
    assert not problems
    assert [(b.line, b.blank_before) for b in document.blocks if isinstance(b, Block)] == [
        (1, False),
        (3, True),
        (4, False),
        (5, False),
    ]


def test_heading_marks_are_a_hint_and_other_marks_stay() -> None:
    data = "## 一、整改情况 ##\n#不是标题\n> 引用 `码` [甲](javascript:alert(1)) {{ 7*7 }}\n---\n".encode()
    document, _ = readers.read(raw.of_bytes("a.md", data))
    assert [(b.text, b.heading) for b in document.blocks if isinstance(b, Block)] == [
        ("一、整改情况", 2),
        ("#不是标题", 0),
        ("> 引用 `码` [甲](javascript:alert(1)) {{ 7*7 }}", 0),
        ("---", 0),
    ]


def test_a_pipe_table_is_a_table() -> None:
    data = "| 序号 | 反馈问题 |\n| --- | --- |\n| 1 | 学习不够 |\n后文整改。\n".encode()
    document, _ = readers.read(raw.of_bytes("a.md", data))
    assert document.blocks[0] == Table((("序号", "反馈问题"), ("1", "学习不够")), 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "this file is empty"),
        (b" \r\n\r\n", "this file is empty"),
        ("整改\0通报".encode(), "there is a NUL character"),
        ("整改\u202e通报".encode(), "U+202E"),
        (b"The quick brown fox jumps over the lazy dog.", "not in Chinese"),
        ("これは日本語の文章です。整改".encode(), "not in Chinese"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(50), "a RAR file"),
        (b"PK\x03\x04" + b"\x14\0" * 40, "cut short or damaged"),
    ],
)
def test_bad_input_gets_one_line(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_the_source_of_a_web_page_is_refused_where_it_does_not_begin_like_one() -> None:
    with pytest.raises(ContentError) as caught:
        readers.read(raw.of_bytes("a.txt", "关于整改情况的通报\n整改<br/>\n一、整改<br>\n二、整改</p>".encode()))
    (problem,) = caught.value.problems
    assert problem.line("en") == (
        "a.txt:2: tags of a web page stand in this text: <br/>; copy the text from a browser, or save the whole page"
    )
    readers.read(raw.of_bytes("a.txt", "关于整改情况的通报\n整改<br/>\n一、整改".encode()))
