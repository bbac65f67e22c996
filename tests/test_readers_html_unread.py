"""Web pages: what a page shows otherwise than as text, and where a notice may stand that is not on it."""

from __future__ import annotations

import pytest

from disclosure import importing, raw, readers
from disclosure.document import Block, Document, Table
from disclosure.problem import ContentError, Problem
from disclosure.readers.html.furniture import is_line
from tests.notices import LINES, TITLE

TEXT = "".join(f"<p>{line}</p>" for line in (TITLE, *LINES))


def page(inner: str) -> tuple[Document, list[Problem]]:
    data = f"<html><body><div id=zoom>{inner}</div></body></html>".encode()
    return readers.read(raw.of_bytes("a.html", data))


def added(inner: str) -> list[str]:
    """What the page says of `inner`, which stands below a whole notice."""
    document, _ = page(TEXT + inner)
    return [b.text for b in document.blocks[len(LINES) + 1 :] if isinstance(b, Block)]


def codes(inner: str) -> list[str]:
    return [p.code for p in page(inner)[1]]


def refused(data: str) -> str:
    with pytest.raises(ContentError) as caught:
        importing.import_file(raw.of_bytes("a.html", data.encode()))
    (problem,) = caught.value.problems
    return problem.line("en")


def test_an_item_that_begins_with_a_quantity_keeps_the_number_that_the_browser_writes() -> None:
    items = "<ol><li>2025年巡查</li><li>一次拨付</li><li>3个科室</li><li>3.5万元</li><li>1,000元</li><li>5.补齐</li><li>二是补齐</li></ol>"
    assert added(items) == [
        "1. 2025年巡查", "2. 一次拨付", "3. 3个科室", "4. 3.5万元", "5. 1,000元", "5.补齐", "二是补齐",
    ]  # fmt: skip


def test_numbers_of_lists_in_every_form() -> None:
    lists = "<ol type=i start=4><li>甲</li></ol><ol type=A><li>乙</li></ol><ol style='list-style-type: upper-roman'><li>丙</li></ol>"
    lists += "<ol style='list-style-type:simp-chinese-informal' start=12><li>丁</li></ol>"
    assert added(lists) == ["iv. 甲", "A. 乙", "I. 丙", "十二、丁"]


def test_words_over_a_table_are_kept() -> None:
    assert added("<table><caption>整改一览表</caption><tr><td>甲</td><td>乙</td></tr></table>") == ["整改一览表"]


def test_what_a_browser_does_not_show_is_no_text() -> None:
    inner = "<p>看见<span style='visibility:hidden'>甲</span><span style='mso-hide:all'>乙</span><i style='font-size:0px'>丙</i></p>"
    inner += "<div style='font-size:0'><span style='font-size:16px'>也看见</span></div>"
    assert added(inner) == ["看见", "也看见"]


def test_struck_words_are_left_out_and_recorded() -> None:
    struck = "<p>整改结果：<del>未<b>完成</b></del><s>正在整改</s><span style='text-decoration: line-through'>推进</span>已完成</p>"
    document, problems = page(TEXT + struck)
    last = document.blocks[-1]
    assert isinstance(last, Block)
    assert last.text == "整改结果：已完成"
    assert [(r.kind, r.before) for r in document.repairs] == [
        ("struck-text", "未完成"),
        ("struck-text", "正在整改"),
        ("struck-text", "推进"),
    ]
    assert [p.line("en") for p in problems] == [
        "a.html: struck text is left out: 3; make sure that these words no longer count"
    ]


def test_a_struck_cell_keeps_its_place() -> None:
    table = "<table><tr><td>甲</td><td style='text-decoration:line-through'>乙</td><td>丙</td></tr></table>"
    last = page(TEXT + table)[0].blocks[-1]
    assert isinstance(last, Table)
    assert last.rows == (("甲", "", "丙"),)


def test_pictures_are_told_and_icons_are_not() -> None:
    assert codes(TEXT + "<img src=a.jpg><img src=/icon/pdf.png><img src=b.png width=16><img>") == ["html.pictures"]
    assert codes(TEXT + "<img src=/fileTypeIcon/doc.gif>") == []


def test_an_article_over_several_pages_is_told() -> None:
    pager = "<div><a href=1.html>1</a> <a href=2.html>2</a> <a href=2.html>下一页&gt;</a></div>"
    document, problems = page(TEXT + pager)
    assert [p.code for p in problems] == ["html.pages"]
    assert [(r.kind, r.before) for r in document.repairs] == [("web-furniture", "1 2 下一页>")]
    assert codes(TEXT + "<script>createPageHTML(3, 0, 'a', 'html')</script>") == ["html.pages"]
    assert codes(TEXT + "<script>createPageHTML(1, 0, 'a', 'html')</script>") == []


def test_the_entry_of_a_register_is_furniture() -> None:
    rows = "<tr><td>索引号</td><td>37/2026-1</td></tr><tr><td>发布机构</td><td>办公室</td></tr><tr><td>发布日期</td><td>2026-01-16</td></tr>"
    document, _ = page(f"<table>{rows}</table>{TEXT}")
    assert [r.kind for r in document.repairs] == ["web-furniture"]
    first = document.blocks[0]
    assert isinstance(first, Block)
    assert first.text == TITLE


@pytest.mark.parametrize(
    "start", ["<font face='x'>", "<center>", "<!-- saved from url -->\n<p>", "<strong>", "<br/>", "<ul>"]
)
def test_a_part_of_a_page_is_read_as_one(start: str) -> None:
    document, _ = readers.read(raw.of_bytes("a", (start + TITLE + "</p>" + TEXT).encode()))
    assert not any("<" in b.text for b in document.blocks if isinstance(b, Block))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"<p>{TITLE}</p><p><a href=a.pdf>附件</a></p>", "if the notice is in an attachment, download and import that"),
        (f"<p>{TITLE}</p><img src=1.jpg>", "type in what the pictures say of the notice"),
        ("<iframe src=a.html></iframe>", "open the frame alone in the browser and save that"),
        ("<div id=app></div><script>app()</script>", "paste it into Word and import that"),
    ],
)
def test_a_page_without_its_notice_says_where_it_may_be(inner: str, words: str) -> None:
    assert refused(f"<html><body><div id=zoom>{inner}</div></body></html>").endswith(words)


def test_a_long_line_of_digits_takes_no_time() -> None:
    assert not is_line("1" * 190 + "x下一页")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_counts_only_inside_the_notice(encoding: str) -> None:
    start, end = "<html><script>var a='整改", "';</script><body><div id=zoom>"
    around, inside = start.encode(encoding), f"{end}{TEXT}</div>".encode(encoding)
    document, _ = readers.read(raw.of_bytes("a.html", around + b"\xff" + inside))
    assert len(document.blocks) == len(LINES) + 1
    with pytest.raises(ContentError) as caught:
        readers.read(raw.of_bytes("a.html", around + inside.replace("整改结果".encode(encoding), b"\xff", 1)))
    assert [p.code for p in caught.value.problems] == ["reader.bytes"]
