"""PDF files: whole sentences across lines and pages, tables, and nothing of what the printing put around them."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from disclosure import raw, readers
from disclosure.document import Block, Document, Table
from disclosure.problem import ContentError, Problem
from disclosure.readers import ocr
from disclosure.readers.pdf.rules import Box, find_grids
from disclosure.reflow import Line, Ruled, Sheet, reflow
from tests import notices, pdffiles, printing

PRINTED = (Path(__file__).parent / "files" / "notice.pdf").read_bytes()


def read(data: bytes) -> tuple[Document, list[Problem]]:
    return readers.read(raw.of_bytes("a.pdf", data))


def refused(data: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        read(data)
    (problem,) = caught.value.problems
    return problem.line("en")


def check(document: Document) -> None:
    assert [b.text for b in document.blocks if isinstance(b, Block)] == [notices.TITLE, *notices.LINES]
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    assert [list(row) for row in table.rows] == notices.TABLE
    assert [(r.kind, r.before) for r in document.repairs[:2]] == [
        ("running-head", "市红十字会整改进展情况通报"),
        ("page-number", "— 1 —"),
    ]


def test_a_printed_notice() -> None:
    document, problems = read(PRINTED)
    check(document)
    assert not problems


@pytest.mark.slow
def test_a_notice_printed_now(tmp_path: Path) -> None:
    data = printing.printed(notices.TITLE, notices.LINES, notices.TABLE)
    check(read(printing.convert(data, "pdf", tmp_path))[0])


def test_truncated_encrypted_and_bombs_get_one_line() -> None:
    assert "cut short or damaged" in refused(PRINTED[: len(PRINTED) // 2])
    assert "cut short or damaged" in refused(b"%PDF-1.7\n" + b"\x00\xff" * 400 + b"\n%%EOF\n")
    assert "protected by a password" in refused(pdffiles.encrypted())
    assert "over the limit of 128 MB" in refused(pdffiles.bomb())


def test_a_blank_page_has_no_text() -> None:
    assert "ocr" in refused(pdffiles.pdf(pdffiles.page(b""))) or "no text" in refused(pdffiles.pdf(pdffiles.page(b"")))


def test_a_scan_without_the_extra_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    ocr._load.cache_clear()
    assert refused(pdffiles.picture_only()) == (
        "a.pdf: this is a scan or a picture; reading it needs the extra `ocr`; run: pip install 'disclosure[ocr]'"
    )
    assert "needs the extra `ocr`" in refused(b"\x89PNG\r\n\x1a\n" + bytes(40))


def test_an_entry_of_a_table_of_contents_ends_with_its_line() -> None:
    rows = ["一、组织落实情况" + "." * 30 + "1", "二、反馈问题整改情况" + "." * 26 + "2", "现将整改情况公布如下"]
    lines = [Line(text, 1, 90, 510, 200 + 20 * n, 214 + 20 * n, 14) for n, text in enumerate(rows)]
    blocks, _ = reflow([Sheet(tuple(lines), 842, 595)])
    assert [b.text for b in blocks if isinstance(b, Block)] == rows


def test_what_each_page_of_a_form_says_again_is_no_running_head() -> None:
    same = ["青禾县水务局信息公开", "整改结果：已完成", "责任领导：李明", "已完成", "逐项核对，按月更新并公示原始凭证"]
    sheets = []
    for number in range(1, 5):
        rows = [*same, f"{number}.关于“第{number}项台账不全”的问题。"]
        lines = [Line(t, number, 90, 90 + 14 * len(t), 20 + 10 * n, 29 + 10 * n, 9) for n, t in enumerate(rows)]
        sheets.append(Sheet(tuple(lines), 842, 595))
    blocks, repairs = reflow(sheets)
    assert [r.before for r in repairs] == same[:1] * 4
    whole = "".join(b.text for b in blocks if isinstance(b, Block))
    assert [whole.count(t) for t in same[1:]] == [4, 4, 8, 4]


GB = (
    b"/Font<</F<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>>>"
)


def shown(matrix: str, text: str) -> str:
    """`text` in a font without a file, put on the page by `matrix`."""
    return f"BT {matrix} Tm /F 20 Tf <{text.encode('utf-16-be').hex()}> Tj ET "


@pytest.mark.parametrize(
    "matrices",
    [
        ("1 0 0 1 90 700", "1 0 0 1 90 640"),
        ("0 1 -1 0 100 90", "0 1 -1 0 160 90"),
        ("-1 0 0 -1 500 140", "-1 0 0 -1 500 200"),
        ("0 -1 1 0 500 700", "0 -1 1 0 440 700"),
    ],
)
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_read_as_its_text_lies_whatever_it_says(matrices: tuple[str, str], turned: int) -> None:
    content = "".join(map(shown, matrices, ("整改情况如下", "已经全部完成")))
    objects = pdffiles.page(content.encode(), GB)
    objects[2] = objects[2].replace(b"/Type/Page", b"/Type/Page/Rotate %d" % turned)
    document, _ = read(pdffiles.pdf(objects))
    assert [b.text for b in document.blocks if isinstance(b, Block)] == ["整改情况如下已经全部完成"]


def test_slanted_words_are_a_water_mark_whatever_the_number_of_pages() -> None:
    content = shown("1 0 0 1 90 700", "整改情况如下") + shown(".866 .5 -.5 .866 200 300", "征求意见")
    document, problems = read(pdffiles.pdf(pdffiles.page(content.encode(), GB)))
    assert [b.text for b in document.blocks if isinstance(b, Block)] == ["整改情况如下"]
    assert [(r.kind, r.place, r.before) for r in document.repairs] == [("water-mark", "page 1", "征求意见")]
    assert [p.line("en") for p in problems] == [
        "a.pdf: slanted words (water mark, seal) are left out: 征求意见; compare with the original, page by page"
    ]


def test_two_cells_side_by_side_over_three_rows_stay_two() -> None:
    xs, ys = (80, 120, 250, 390), (100, 130, 160, 190)
    rules = [Box(x, top, x + 1, below) for x in xs for top, below in pairwise(ys)]
    outside = [Box(left, y, right, y + 1) for y in (ys[0], ys[-1]) for left, right in pairwise(xs)]
    rules += outside + [Box(xs[2], y, xs[3], y + 1) for y in ys[1:-1]]
    (grid,) = find_grids(rules)
    table = grid.table({(0, 0): "1", (0, 1): "台账不全", (0, 2): "甲", (1, 2): "乙", (2, 2): "丙"}, 1)
    assert table is not None
    assert table.rows == (("1", "台账不全", "甲"), ("", "", "乙"), ("", "", "丙"))
    assert table.merged == ((0, 0, 3), (0, 1, 3))


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        (("", "并按月更新，逐项公示", ""), (("1", "建立台账，明确专人负责并按月更新，逐项公示", "已完成"),)),
        (("", "开展抽查", "已完成"), (("1", "建立台账，明确专人负责", "已完成"), ("", "开展抽查", "已完成"))),
    ],
)
def test_a_row_under_a_page_break_is_the_rest_of_the_one_above_or_its_own(
    below: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    tables = (Table((("1", "建立台账，明确专人负责", "已完成"),), page=1), Table((below,), page=2))
    sheets = [Sheet((Ruled(t, t.page, 100, 130, (80, 120, 390, 450)),), 842, 595) for t in tables]
    blocks, _ = reflow(sheets)
    (table,) = blocks
    assert isinstance(table, Table)
    assert table.rows == rows
