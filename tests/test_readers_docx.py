"""Word files: numbers as the reader of the page sees them, every visible character, nothing that is not shown."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from disclosure import raw, readers
from disclosure.digits import written
from disclosure.document import Block, Table
from tests import printing
from tests import wordfiles as w
from tests.wordreading import codes, refused, texts


def test_automatic_numbers_of_the_usual_ladder() -> None:
    lines = [(-1, "关于整改情况的通报"), (0, "甲部分"), (1, "子项"), (2, "问题"), (3, "细项"), (4, "措施"), (4, "措施"),
             (2, "问题"), (4, "措施"), (1, "子项"), (2, "问题"), (0, "乙部分"), (1, "子项")]  # fmt: skip
    assert texts(w.automatic(lines)) == [
        "关于整改情况的通报", "一、甲部分", "（一）子项", "1.问题", "（1）细项", "①措施", "②措施",
        "2.问题", "①措施", "（二）子项", "1.问题", "二、乙部分", "（一）子项",
    ]  # fmt: skip


def test_two_lists_share_counters_unless_one_overrides_its_start() -> None:
    numbering = w.abstract(0, w.NOTICE_LEVELS) + w.num(1, 0) + w.num(2, 0)
    numbering += w.num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    body = "".join(w.paragraph(w.run("整改"), w.numbered(n, 0)) for n in (1, 2, 1, 3, 3))
    assert texts(w.package(body, numbering=numbering)) == ["一、整改", "二、整改", "三、整改", "一、整改", "二、整改"]


def test_numbers_from_a_style_and_the_style_that_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="自定"/><w:basedOn w:val="A"/></w:style>'
    )
    numbering = w.abstract(0, w.NOTICE_LEVELS, {0: '<w:pStyle w:val="A"/>'}) + w.num(1, 0)
    body = w.paragraph(w.run("整改"), '<w:pStyle w:val="B"/>') + w.paragraph(w.run("落实"), '<w:pStyle w:val="A"/>')
    document, _ = readers.read(raw.of_bytes("a.docx", w.package(body, styles, numbering)))
    assert [(b.text, b.heading) for b in document.blocks if isinstance(b, Block)] == [("一、整改", 1), ("二、落实", 1)]


def test_what_a_ready_made_reader_drops_is_kept() -> None:
    body = w.paragraph(
        f'<w:ins w:id="1">{w.run("新增")}</w:ins><w:sdt><w:sdtContent>{w.run("控件")}</w:sdtContent></w:sdt>'
        f"<w:smartTag>{w.run('2026年1月20日')}</w:smartTag>"
        f'<w:hyperlink r:id="x">{w.run("链接")}</w:hyperlink>'
        "<w:r><w:br/></w:r>" + w.run("下一行")
    )
    body += f"<w:sdt><w:sdtContent>{w.paragraph(w.run('整段控件'))}</w:sdtContent></w:sdt>"
    assert texts(w.package(body)) == ["新增控件2026年1月20日链接", "下一行", "整段控件"]


@pytest.mark.parametrize(
    ("runs", "bold"),
    [
        ([("窗口作风", True), ("漂浮。", True), ("开展暗访。", False)], "窗口作风漂浮。"),
        ([("窗口作风漂浮", True)], "窗口作风漂浮"),
        ([("开展暗访，", False), ("通报3人。", True)], ""),
        ([("窗口作风漂浮。", True), ("开展暗访。", False), ("成效好。", True)], "窗口作风漂浮。"),
    ],
)
def test_bold_words_at_the_beginning_of_a_paragraph(runs: list[tuple[str, bool]], bold: str) -> None:
    body = w.paragraph("".join(w.run(text, "<w:b/>" if strong else '<w:b w:val="0"/>') for text, strong in runs))
    document, _ = readers.read(raw.of_bytes("a.docx", w.package(body)))
    (block,) = document.blocks
    assert isinstance(block, Block)
    assert block.bold == bold


def test_text_boxes_once_whatever_the_fallback() -> None:
    box = f"<wps:txbx><w:txbxContent>{w.paragraph(w.run('框中文字'))}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{w.paragraph(w.run('框中文字'))}</w:txbxContent></v:textbox></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(w.package(w.paragraph(w.run("正文") + both))) == ["正文", "框中文字"]


def test_what_is_not_shown_is_left_out_with_a_warning() -> None:
    data = w.package(
        w.paragraph(
            w.run("正文")
            + '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>'
            + w.run("暗文", "<w:vanish/>")
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + w.run("3")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
        )
    )
    assert texts(data) == ["正文3"]
    assert codes(data) == ["docx.deleted", "docx.hidden", "docx.pictures"]


def test_a_paragraph_that_was_moved_is_told_once() -> None:
    mark = "<w:rPr><w:{}/></w:rPr>"

    def half(way: str, text: str) -> str:
        return f'<w:{way} w:id="1">{w.run(text)}</w:{way}>'

    def moved(way: str) -> str:
        return w.paragraph(half(way, "前半") + half(way, "后半"), mark.format(way))

    stays = w.paragraph(w.run("不动"))
    data = w.package(moved("moveFrom") + stays + moved("moveTo"))
    assert texts(data) == ["不动", "前半后半"]
    told = [p.what.en for p in readers.read(raw.of_bytes("a.docx", data))[1]]
    assert told == ["1 piece of text moved under tracked changes stands at the new place"]
    assert codes(w.package(moved("moveFrom") + stays)) == ["docx.deleted"]
    assert codes(w.package(stays + moved("moveTo"))) == ["docx.inserted"]


def test_a_warning_counts_one_piece_and_several() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    for count, words in (
        (1, "1 piece of text deleted under tracked changes is left out"),
        (2, "2 pieces of text deleted under tracked changes are left out"),
    ):
        data = w.package(w.paragraph(w.run("正文") + gone * count))
        assert [p.what.en for p in readers.read(raw.of_bytes("a.docx", data))[1]] == [words]


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    body = w.paragraph(w.run("前半"), "<w:rPr><w:del w:id='1'/></w:rPr>") + w.paragraph(w.run("后半"))
    assert texts(w.package(body)) == ["前半后半"]


def test_tables_with_merged_cells() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{w.paragraph(w.run(text))}</w:tc>"

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cells)}</w:tr>"

    rows = (
        row(cell("序号"), cell("问题与措施", '<w:gridSpan w:val="2"/>'))
        + row(cell("1", '<w:vMerge w:val="restart"/>'), cell("学习不够"), cell("已完成"))
        + row(cell("1", "<w:vMerge/>"), cell("制度不全"), cell("已完善"))
    )
    document, _ = readers.read(raw.of_bytes("a.docx", w.package(f"<w:tbl>{rows}</w:tbl>" + w.paragraph())))
    assert document.blocks == (
        Table(
            (("序号", "问题与措施", ""), ("1", "学习不够", "已完成"), ("", "制度不全", "已完善")),
            1,
            merged=((1, 0, 2),),
        ),
    )


def test_a_frame_of_one_cell_is_no_table() -> None:
    inner = w.paragraph(w.run("整改情况")) + w.paragraph(w.run("已完成"))
    assert texts(w.package(f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>")) == ["整改情况", "已完成"]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"), (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"), (21, "japaneseCounting", "二十一"),
        (21, "chineseLegalSimplified", "贰拾壹"), (3, "ideographTraditional", "丙"), (3, "ideographDigital", "三"),
        (20, "decimalEnclosedCircle", "⑳"), (21, "decimalEnclosedCircle", "㉑"), (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"), (2, "ideographEnclosedCircle", "㊁"), (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"), (12, "decimalFullWidth", "１２"), (5, "decimalZero", "05"), (7, "unknown", "7"),
    ],
)  # fmt: skip
def test_number_forms(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


def test_truncated_encrypted_and_bombs_get_one_line() -> None:
    good = w.typed(["整改情况的通报"] * 50)
    assert "cut short or damaged" in refused(good[: len(good) // 2])
    assert "protected by a password" in refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    bomb = w.package("", more={"word/document.xml": b"<a>" + b" " * (40 << 20) + b"</a>"})
    assert len(bomb) < 100_000
    assert "over the limit of 32 MB" in refused(bomb)


def test_entities_are_never_expanded() -> None:
    entities = ["".join(("<!ENTITY b", str(i), " '", f"&b{i - 1};" * 10, "'>")) for i in range(1, 10)]
    laughs = f"<!DOCTYPE a [<!ENTITY b0 '整改'>{''.join(entities)}]>"
    document = (
        f'{laughs}<w:document xmlns:w="{w.W}"><w:body><w:p><w:r><w:t>&b9;</w:t></w:r></w:p></w:body></w:document>'
    )
    assert "defines XML entities" in refused(w.package("", more={"word/document.xml": document.encode()}))


def test_a_package_of_pictures_only_says_so() -> None:
    data = w.package(w.paragraph("<w:r><w:drawing><a:blip/></w:drawing></w:r>"))
    assert "pictures and no text" in refused(data)


def test_flipped_bytes_inside_a_part_are_found() -> None:
    data = bytearray(w.typed(["整改情况的通报"] * 50))
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        offset = archive.getinfo("word/document.xml").header_offset + 120
    data[offset] ^= 0xFF
    assert "damaged" in refused(bytes(data))


@pytest.mark.slow
def test_numbers_agree_with_libreoffice(tmp_path: Path) -> None:
    """An independent reader of Word's numbers sees the same labels: many levels, restarts, styles, every form."""
    forms = [
        ("chineseCountingThousand", "第%1条 "),
        ("upperLetter", "%2)"),
        ("lowerRoman", "%3."),
        ("decimal", "%1.%2.%4、"),
    ]
    levels = w.abstract(0, w.NOTICE_LEVELS) + w.abstract(1, forms)
    numbering = levels + w.num(1, 0) + w.num(2, 1)
    numbering += w.num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    rng, body, deepest = random.Random(3), "", {0: -1, 1: -1}
    for n in range(120):
        number = rng.choice((1, 1, 2, 3))
        level = min(
            rng.choice((0, 1, 2, 2, 3)), deepest[number == 2] + 1
        )  # a level left out is counted otherwise there
        deepest[number == 2] = level
        body += w.paragraph(w.run(f"整改{n}项"), w.numbered(number, level))
    data = w.package(body, numbering=numbering)
    seen = printing.convert(data, "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")
    assert ["".join(t.split()) for t in texts(data)] == ["".join(line.split()) for line in seen.splitlines()]


def test_what_the_standard_says_of_legal_numbers_and_restarts() -> None:
    forms = [("chineseCounting", "%1、"), ("decimal", "%2."), ("decimal", "%1.%2.%3、")]
    numbering = w.abstract(0, forms, {1: '<w:lvlRestart w:val="0"/>', 2: "<w:isLgl/>"}) + w.num(1, 0)
    body = "".join(w.paragraph(w.run("整改"), w.numbered(1, level)) for level in (0, 1, 2, 0, 1, 2))
    assert texts(w.package(body, numbering=numbering)) == [
        "一、整改", "1.整改", "1.1.1、整改", "二、整改", "2.整改", "2.2.1、整改",
    ]  # fmt: skip


def merged_table(rows: list[list[tuple[str, str]]]) -> bytes:
    """A docx of one table; each cell its text and what `vMerge` says of it (`-` where it says nothing)."""
    says = {"-": "", "restart": '<w:vMerge w:val="restart"/>', "goes on": "<w:vMerge/>"}
    cells = [[f"<w:tc><w:tcPr>{says[m]}</w:tcPr>{w.paragraph(w.run(t))}</w:tc>" for t, m in row] for row in rows]
    return w.package("<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells) + "</w:tbl>")


def test_a_cell_over_several_rows_says_over_which() -> None:
    rows = [
        [("问题", "-"), ("结果", "-")],
        [("账目不清", "-"), ("已完成", "restart")],
        [("台账不全", "-"), ("", "goes on")],
        [("公示不及时", "-"), ("正在整改", "restart")],
        [("学习不够", "-"), ("隐藏的旧话", "goes on")],
    ]
    document, problems = readers.read(raw.of_bytes("a.docx", merged_table(rows)))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.merged == ((1, 1, 2), (3, 1, 2))
    assert table.rows[4] == ("学习不够", "")
    assert [p.code for p in problems] == ["docx.hidden"]


def test_a_cell_that_goes_on_from_nothing_is_shown() -> None:
    document, _ = readers.read(
        raw.of_bytes("a.docx", merged_table([[("问题", "-"), ("已完成", "goes on")], [("账目", "-"), ("结果", "-")]]))
    )
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert (table.rows[0], table.merged) == (("问题", "已完成"), ())
