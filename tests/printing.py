"""Printed forms of a notice, for tests: a docx with running head and page numbers, and what LibreOffice makes of it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests import wordfiles as w

_FONT = '<w:rFonts w:eastAsia="Noto Serif CJK SC" w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC"/><w:sz w:val="{}"/>'
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="r3"/><w:footerReference w:type="default" r:id="r4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588" '
    'w:header="851" w:footer="992"/></w:sectPr>'
)
_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def printed(title: str, lines: Sequence[str], table: Sequence[Sequence[str]] = (), indent: bool = True) -> bytes:
    """A docx as an office prints it: a centred title, indented paragraphs, a running head, — 1 — at the foot."""
    first = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if indent else ""
    body = w.paragraph(w.run(title, _FONT.format(44)), '<w:jc w:val="center"/>')
    body += "".join(w.paragraph(w.run(line, _FONT.format(32)), first) for line in lines)
    body += _table(table) if table else ""
    head = w.part("hdr", w.paragraph(w.run("市红十字会整改进展情况通报", _FONT.format(18))))
    foot = w.part("ftr", w.paragraph(w.run("— ") + _PAGE + w.run(" —"), '<w:jc w:val="center"/>'))
    kinds = "".join(
        f'<Override PartName="/word/{n}1.xml" ContentType='
        f'"application/vnd.openxmlformats-officedocument.wordprocessingml.{n}+xml"/>'
        for n in ("header", "footer")
    )
    links = "".join(
        f'<Relationship Id="{i}" Type="{w.OFFICE}/{n}" Target="{n}1.xml"/>'
        for i, n in (("r3", "header"), ("r4", "footer"))
    )
    return w.package(
        "",
        more={
            "[Content_Types].xml": w.TYPES.replace("</Types>", kinds + "</Types>").encode(),
            "word/_rels/document.xml.rels": w.DOCUMENT_RELS.replace(
                "</Relationships>", links + "</Relationships>"
            ).encode(),
            "word/document.xml": w.part("document", f"<w:body>{body}{_SECTION}</w:body>").encode(),
            "word/header1.xml": head.encode(),
            "word/footer1.xml": foot.encode(),
        },
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    edges = "".join(
        f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for s in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = 8700 // len(rows[0])
    cells = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{w.paragraph(w.run(text, _FONT.format(24)))}</w:tc>'
            for text in row
        )
        + "</w:tr>"
        for row in rows
    )
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    return f"<w:tbl><w:tblPr><w:tblW w:w='8700' w:type='dxa'/><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"


def convert(data: bytes, to: str, folder: Path) -> bytes:
    """The docx `data` as LibreOffice writes it in the form `to` (`pdf`, `doc`, `rtf`, `odt`)."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "source.docx"
    source.write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         "--convert-to", to, "--outdir", str(folder / "out"), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (folder / "out" / f"source.{to.partition(':')[0]}").read_bytes()
