"""Word files made by code, for tests: the XML is written here, so that each case says what is in the file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
)


def part(name: str, inner: str) -> str:
    """A part of a package with the root element `name`."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {_NAMES}>{inner}</w:{name}>'


def run(text: str, properties: str = "") -> str:
    """A run of `text`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inner: str = "", properties: str = "") -> str:
    """A paragraph; `inner` is XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(number_id: int, level: int) -> str:
    """Properties of a paragraph in list `number_id` at `level` (from 0)."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def abstract(identity: int, levels: Iterable[tuple[str, str]], extra: Mapping[int, str] | None = None) -> str:
    """An abstract list: a number form and a pattern a level."""
    rows = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{(extra or {}).get(i, "")}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>{rows}</w:abstractNum>'


def num(identity: int, abstract_id: int, overrides: str = "") -> str:
    """A list that uses an abstract one."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def package(body: str, styles: str = "", numbering: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """A docx of the XML given for its parts."""
    files = {
        "[Content_Types].xml": TYPES.encode(),
        "_rels/.rels": _RELS.encode(),
        "word/_rels/document.xml.rels": DOCUMENT_RELS.encode(),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>").encode(),
        "word/styles.xml": part("styles", styles).encode(),
        "word/numbering.xml": part("numbering", numbering).encode(),
        **(more or {}),
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def typed(lines: Iterable[str]) -> bytes:
    """A docx of plain paragraphs with the numbers typed in."""
    return package("".join(paragraph(run(line)) for line in lines))


NOTICE_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
    ("decimalEnclosedCircle", "%5"),
)
"""The ladder of numbers of a usual notice, as Word's automatic lists write it."""


def automatic(lines: Iterable[tuple[int, str]]) -> bytes:
    """A docx whose numbers are Word's own: (level from 0, or -1 for none; text)."""
    body = "".join(paragraph(run(text), numbered(1, level) if level >= 0 else "") for level, text in lines)
    return package(body, numbering=abstract(0, NOTICE_LEVELS) + num(1, 0))
