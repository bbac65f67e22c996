"""PDF files with a text layer: whole sentences, without what the printing put around them.

In: the bytes of a PDF. Out: paragraphs and ruled tables, page by page; page numbers and running heads are recorded
as repairs. A PDF of pictures alone gives no block, and optical recognition takes its turn. Traded away: columns side
by side, text set upright, tables without rules (their cells come as lines).
"""

from __future__ import annotations

from disclosure.document import Document
from disclosure.problem import ContentError, Place, Problem, Words, warning
from disclosure.raw import RawFile, refuse
from disclosure.readers.pdf.bounds import unpacked_too_far
from disclosure.readers.pdf.page import Seen, read_page
from disclosure.reflow import reflow

MAX_PAGES = 500
"""Pages of a PDF at most."""


def read(raw: RawFile) -> tuple[Document, list[Problem]]:
    """Read a PDF; raises ContentError where it is damaged, encrypted or too large. No block where it has no text."""
    import pypdfium2

    if b"%%EOF" not in raw.data.rstrip(b"\0\r\n \t")[-4096:]:
        raise damaged(raw.name)
    limit = unpacked_too_far(raw.data)
    if limit:
        raise refuse(
            raw.name,
            "reader.bomb",
            Words(f"解压后超过上限 {limit >> 20} MB", f"unpacked it is over the limit of {limit >> 20} MB"),
            Words("只导入公开通报本身", "import the notice alone"),
        )
    try:
        pdf = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as exc:
        raise (_encrypted(raw.name) if "assword" in str(exc) else damaged(raw.name)) from None
    try:
        return _read(raw.name, pdf)
    except pypdfium2.PdfiumError:
        raise damaged(raw.name) from None
    finally:
        pdf.close()


def _read(name: str, pdf: object) -> tuple[Document, list[Problem]]:
    count = len(pdf)  # type: ignore[arg-type]
    if count > MAX_PAGES:
        raise refuse(
            name,
            "reader.pages",
            Words(f"有 {count} 页，上限 {MAX_PAGES} 页", f"this PDF has {count} pages, the limit is {MAX_PAGES}"),
            Words("只导入公开通报本身", "import the notice alone"),
        )
    seen = Seen()
    sheets = [read_page(pdf, index, seen) for index in range(count)]
    if seen.characters == 0 or seen.unmapped * 5 > seen.characters:
        return Document(()), []
    blocks, repairs = reflow(sheets)
    return Document(tuple(blocks), wraps="paragraph", repairs=tuple(repairs)), _problems(name, seen, count)


def damaged(name: str) -> ContentError:
    """The error for a PDF that cannot be read whole."""
    return refuse(
        name,
        "reader.damaged",
        Words("PDF 不完整或已损坏", "this PDF is cut short or damaged"),
        Words("重新下载原件", "download the original again"),
    )


def _encrypted(name: str) -> ContentError:
    return refuse(
        name,
        "raw.encrypted",
        Words("文件加了密码", "this file is protected by a password"),
        Words("去掉密码后另存", "save it without the password"),
    )


def _problems(name: str, seen: Seen, count: int) -> list[Problem]:
    problems: list[Problem] = []
    look = Words("与原件逐页核对", "compare with the original, page by page")
    if seen.pictures:
        pages = ", ".join(str(p) for p in seen.pictures[:20])
        what = Words(f"第 {pages} 页只有图片，没有导入", f"page {pages} is a picture without text and was not read")
        problems.append(warning(Place(name), "pdf.picture", what, look))
    if len(seen.layered) * 2 > count:
        what = Words(
            "这是带识别文字的扫描件，文字由机器识别", "this is a scan whose text a machine has recognised before"
        )
        problems.append(warning(Place(name), "pdf.recognised", what, look))
    if seen.stamped:
        words = seen.stamped[0][:20]
        what = Words(
            f"斜排的文字（水印、印章）没有导入：{words}", f"slanted words (water mark, seal) are left out: {words}"
        )
        problems.append(warning(Place(name), "pdf.slanted", what, look))
    if seen.unmapped:
        what = Words(
            f"{seen.unmapped} 个字符没有对应文字，显示为 □",
            f"{seen.unmapped} characters stand for no text and are shown as □",
        )
        problems.append(warning(Place(name), "pdf.unmapped", what, look))
    return problems
