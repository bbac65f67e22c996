"""The direct way and markdown-it give the same bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import blocks, commonmark, markdown, yamltext

PIECES = st.sampled_from(
    [
        *"\n\n\n# 1.2)-*_`~|>:<&\"'\\[]!{}=+",
        *[
            "\n\n",
            "\n1. ",
            "\n2. ",
            "甲",
            "，“乙”。",
            "2025年",
            "\u3000",
            "\t",
            "\x0c",
            "\u2028",
            "&amp;",
            "&x",
            "---",
            "===",
            "    ",
        ],
        *[
            "# ",
            "## 一、甲 {#1 .finding}",
            "整改情况：",
            "```",
            "~~~",
            "[a]: b",
            "](",
            ")",
            "a_b",
            "a_",
            "_b",
            "[a]",
            "| a |\n|---|",
            "\n- ",
            "\r",
            "\x00",
            "1.5",
            "\n１. ",
            "<b>",
        ],
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)
PLAIN = st.lists(
    st.sampled_from(
        [
            "甲。\n\n",
            "1. 乙\n",
            "2. 丙 \n",
            "３. 己\n\n",
            "7. 丁\n\n",
            "\n",
            "2025年“戊”\n\n",
            'a > b "c" & d\n\n',
            "3) x\n",
            "1.5米\n\n",
            "己\n",
            "1. 2. x\n",
        ]
    ),
    max_size=9,
).map("".join)


@settings(max_examples=1500, deadline=None)
@given(TEXTS | PLAIN)
def test_the_direct_way_equals_markdown_it(text: str) -> None:
    text = text.replace("\r", "")
    if "\n#" in f"\n{text}":
        return
    found = markdown.plain_blocks(text, markdown._marked_lines(text.encode()), "\n\n\n" in text)
    if found is not None:
        assert blocks.to_html(found) == commonmark.render(text)
        chunk = blocks.Chunk(0, "", "", 1)
        assert commonmark.read(text, chunk) == [chunk]
        assert [(*b[:3], list(b[3])) for b in chunk.blocks] == [(*b[:3], list(b[3])) for b in found]


@settings(max_examples=1500, deadline=None)
@given(TEXTS | PLAIN)
def test_cutting_at_headings_equals_reading_the_whole(text: str) -> None:
    whole = commonmark.read(text.replace("\r\n", "\n").replace("\r", "\n"), blocks.Chunk(0, "", "", 1))
    assert markdown.chunks(text) == whole


def test_hostile_text_is_text() -> None:
    html = commonmark.render("<script>x</script> ![p](http://x/y.png) [a](javascript:x)\n")
    assert "<script" not in html and "<img" not in html and 'href="javascript' not in html


def test_a_line_break_between_chinese_characters_is_no_space() -> None:
    assert commonmark.render("甲\n乙\nx\n") == "<p>甲乙\nx</p>\n"


KEYS = st.sampled_from(["title", "contacts", "a", "b_1", "no", "x:", "- a", "key "])
VALUES = st.sampled_from(
    [
        *[
            "",
            "甲",
            "2026-01-20",
            "010020",
            "12:30",
            "a: b",
            "a #b",
            "a#b",
            "[x, y]",
            "[甲,乙 丙]",
            "[]",
            "[a, ]",
            "'q'",
            "'q: #r ' ",
            "'a''b'",
            "' s '",
            '"q"',
        ],
        *[
            "~",
            "no",
            "{a: b}",
            "- x",
            "*x",
            "&x",
            "!t",
            "|",
            "> f",
            "a:",
            "a ",
            " a",
            "x\u3000y",
            "@a",
            "`",
            "[a, 'b']",
            "[[a]]",
            "甲：乙",
            "-1",
            "?",
            "%",
        ],
    ]
)
LINES = st.builds(
    lambda i, k, v: f"{'  ' * i}{k}:{' ' if v else ''}{v}", st.integers(0, 2), KEYS, VALUES
) | st.sampled_from(["", "# c", "  - x", "---", "\tx: y", "  a:\n    b: c"])


@settings(max_examples=1500, deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join))
def test_plain_yaml_equals_the_yaml_library(text: str) -> None:
    fast = yamltext.plain(text)
    if fast is not None:
        parsed, problems = yamltext.compose(text, "x", 5)
        assert not problems and parsed.data == fast
        assert yamltext.parse(text, "x", 5)[0].lines == parsed.lines
