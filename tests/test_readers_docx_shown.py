"""Word files: form fields, struck words, formulas, headers and what else a page shows beside its paragraphs."""

from __future__ import annotations

import pytest

from disclosure import importing, raw, readers
from disclosure.document import Block, Table
from disclosure.problem import ContentError
from tests import wordfiles as w
from tests.notices import LINES, TITLE
from tests.wordreading import codes, refused, texts


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
