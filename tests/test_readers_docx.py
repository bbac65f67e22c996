"""Word files: numbers as the reader of the page sees them, every visible character, nothing that is not shown."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from disclosure import importing, raw, readers
from disclosure.digits import written
from disclosure.document import Block, Table
from disclosure.problem import ContentError
from tests import printing
from tests import wordfiles as w
from tests.notices import LINES, TITLE


def texts(data: bytes) -> list[str]:
    document, _ = readers.read(raw.of_bytes("a.docx", data))
    return [b.text for b in document.blocks if isinstance(b, Block)]


def codes(data: bytes) -> list[str]:
    return [p.code for p in readers.read(raw.of_bytes("a.docx", data))[1]]


def refused(data: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        readers.read(raw.of_bytes("a.docx", data))
    (problem,) = caught.value.problems
    return problem.line("en")


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


def form_field(settings: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{settings}</w:ffData></w:fldChar></w:r>'
    return begin + '<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_boxes_and_choices_of_an_old_form_are_what_the_page_shows() -> None:
    ticked = form_field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    empty = form_field('<w:checkBox><w:default w:val="0"/></w:checkBox>')
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="办公室"/><w:listEntry w:val="财务科"/></w:ddList>'
    body = w.paragraph(ticked + w.run("已完成") + empty + w.run("未完成，") + form_field(choice))
    assert texts(w.package(body)) == ["☑已完成☐未完成，财务科"]


def test_struck_words_are_left_out_and_recorded() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="X"><w:name w:val="x"/><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Y"><w:basedOn w:val="X"/></w:style>'
    )
    body = w.paragraph(w.run("结果：") + w.run("未完成", "<w:dstrike/>") + w.run("已完成", '<w:strike w:val="0"/>'))
    body += w.paragraph(w.run("整改") + w.run("作废", '<w:rStyle w:val="Y"/>'))
    document, problems = readers.read(raw.of_bytes("a.docx", w.package(body, styles)))
    assert [b.text for b in document.blocks if isinstance(b, Block)] == ["结果：已完成", "整改"]
    assert [(r.kind, r.place, r.before) for r in document.repairs] == [
        ("struck-text", "paragraph 1", "未完成"),
        ("struck-text", "paragraph 2", "作废"),
    ]
    assert [p.line("en") for p in problems] == [
        "a.docx: 2 pieces of struck text are left out; make sure that these words no longer count"
    ]


def test_formulas_keep_every_part_and_the_signs_that_word_draws() -> None:
    def m(name: str, *inner: str) -> str:
        return f"<m:{name}>{''.join(inner)}</m:{name}>"

    def part(name: str, text: str) -> str:
        return m(name, m("r", m("t", text)))

    fraction = m("f", part("num", "3"), part("den", "4"))
    inner = fraction + m("d", part("e", "a")) + m("rad", part("deg", ""), part("e", "x"))
    inner += m("func", part("fName", "max"), m("e", m("limLow", part("e", "y"), part("lim", "0"))))
    math = f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{inner}</m:oMath>'
    data = w.package(w.paragraph(w.run("整改完成") + math))
    assert texts(data) == ["整改完成3/4(a)√xmaxy0"]
    assert codes(data) == ["docx.formulas"]


def test_a_symbol_of_a_text_font_is_its_character() -> None:
    circle = '<w:r><w:sym w:font="宋体" w:char="2460"/></w:r><w:r><w:sym w:font="Wingdings 3" w:char="F070"/></w:r>'
    assert texts(w.package(w.paragraph(circle + w.run("整改")))) == ["①□整改"]


def test_a_column_that_word_counts_keeps_its_numbers() -> None:
    counted = w.paragraph(properties=w.numbered(1, 0))
    row = f"<w:tr><w:tc>{counted}</w:tc><w:tc>{w.paragraph(w.run('整改'))}</w:tc></w:tr>"
    data = w.package(f"<w:tbl>{row * 2}</w:tbl>", numbering=w.abstract(0, [("decimal", "%1")]) + w.num(1, 0))
    document, problems = readers.read(raw.of_bytes("a.docx", data))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert ([row[0].strip() for row in table.rows], document.repairs, problems) == (["1", "2"], (), [])


def test_a_table_with_words_in_one_column_alone_is_a_frame() -> None:
    row = f"<w:tr><w:tc>{w.paragraph(w.run('整改情况'))}{w.paragraph(w.run('如下'))}</w:tc><w:tc>{w.paragraph()}</w:tc></w:tr>"
    assert texts(w.package(f"<w:tbl>{row}</w:tbl>")) == ["整改情况", "如下"]


def test_a_package_that_only_embeds_another_document() -> None:
    assert "the text of this docx is another document inside it" in refused(w.package("<w:altChunk/>"))


def test_a_level_without_a_number_form_adds_no_number_to_the_levels_below() -> None:
    numbering = w.abstract(0, [("none", "附%1"), ("decimal", "%1%2.")]) + w.num(1, 0)
    body = "".join(w.paragraph(w.run("整改"), w.numbered(1, level)) for level in (0, 1, 1))
    assert texts(w.package(body, numbering=numbering)) == ["附整改", "1.整改", "2.整改"]


def test_a_picture_beside_a_text_box_is_told() -> None:
    box = f"<v:textbox><w:txbxContent>{w.paragraph(w.run('框中整改'))}</w:txbxContent></v:textbox>"
    group = f"<w:r><w:pict><v:group><v:shape>{box}</v:shape><v:shape><v:imagedata/></v:shape></v:group></w:pict></w:r>"
    data = w.package(w.paragraph(w.run("整改") + group))
    assert (texts(data), codes(data)) == (["整改", "框中整改"], ["docx.pictures"])


def test_words_that_stand_in_headers_alone_are_told() -> None:
    names = [
        ("header", "青禾县水务局文件"),
        ("header", "整改情况"),
        ("footer", "第1页 共9页"),
        ("header", "青禾县水务局文件"),
    ]
    relations, more = "", {}
    for number, (kind, words) in enumerate(names):
        relations += f'<Relationship Id="h{number}" Type="{w.OFFICE}/{kind}" Target="m{number}.xml"/>'
        more[f"word/m{number}.xml"] = w.part("hdr", w.paragraph(w.run(words))).encode()
    relations += f'<Relationship Id="h9" Type="{w.OFFICE}/header" Target="broken.xml"/></Relationships>'
    more["word/broken.xml"] = b"<w:hdr"
    more["word/_rels/document.xml.rels"] = w.DOCUMENT_RELS.replace("</Relationships>", relations).encode()
    document, problems = readers.read(raw.of_bytes("a.docx", w.package(w.paragraph(w.run("整改情况")), more=more)))
    assert len(document.blocks) == 1
    assert [p.line("en") for p in problems] == [
        "a.docx: words in headers and footers are left out: 青禾县水务局文件; type them in if they are a part of the notice"
    ]


def test_a_title_that_stands_in_the_header_alone_is_asked_for_with_the_header() -> None:
    title, *lines = (TITLE, *LINES)
    relations = f'<Relationship Id="h" Type="{w.OFFICE}/header" Target="m.xml"/></Relationships>'
    more = {"word/m.xml": w.part("hdr", w.paragraph(w.run(title))).encode()}
    more["word/_rels/document.xml.rels"] = w.DOCUMENT_RELS.replace("</Relationships>", relations).encode()
    with pytest.raises(ContentError) as caught:
        importing.import_file(
            raw.of_bytes("a.docx", w.package("".join(w.paragraph(w.run(t)) for t in lines), more=more))
        )
    (problem,) = caught.value.problems
    assert problem.line("en").startswith(
        f"a.docx: no title was found; words in headers and footers are left out: {title[:30]}"
    )
