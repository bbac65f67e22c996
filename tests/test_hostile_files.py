"""Files that no notice is: each gets exactly one line, whatever its name, and takes little time and memory."""

from __future__ import annotations

import resource
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from disclosure import raw, readers
from disclosure.problem import ContentError
from tests import wordfiles as w

HAN = "整改情况"


def refused(path: Path, name: str) -> str:
    with pytest.raises(ContentError) as caught:
        readers.read(raw.load(path, name))
    (problem,) = caught.value.problems
    for line in (problem.line("en"), problem.line("zh")):
        assert "\n" not in line
    return problem.line("en")


def package(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


CASES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "this file is empty"),
    "spaces": (b"\xef\xbb\xbf \r\n\t\r\n", "this file is empty"),
    "ideographic-spaces": ("　　\n　".encode(), "no text"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(2000), "ELF"),
    "gif": (b"GIF89a\x01\0\x01\0" + bytes(200), "GIF"),
    "gzip": (b"\x1f\x8b\x08" + bytes(200), "gzip"),
    "zeros": (HAN.encode() + bytes(4000), "NUL"),
    "spreadsheet": (package(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "an Excel file"),
    "ofd": (package(**{"OFD.xml": b""}), "a OFD file"),
    "zip": (package(a=b""), "a ZIP file"),
    "xml": (b"<?xml version='1.0'?><office:document/>", "an XML file"),
    "flat": (b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>", "a Word document as one XML file"),
    "old-spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "another kind of Office file"),
    "middle": ((HAN * 500).encode() + b"\xc3\x28\xa0\xa1" + (HAN * 500).encode(), "at byte 6001 (UTF-8)"),
    "middle-gb": ((HAN * 500).encode("gb18030") + b"\xff\xff" + (HAN * 500).encode("gb18030"), "at byte 4001 (GB18030)"),
    "cut-utf16": ((HAN * 50).encode("utf-16")[:-1], "at byte 401 (UTF-16-LE)"),
    "control": ((HAN + "\x07" + HAN).encode(), "control character U+0007"),
    "override": ((HAN + "\u202e" + HAN).encode(), "turns the direction of the text"),
    "isolate": ((HAN + "\u2066" + HAN).encode(), "turns the direction of the text"),
    "english": (b"This notice is written in English only, and so it is refused.", "not in Chinese"),
    "korean": ("시정 조치 결과를 공개합니다. 整改".encode(), "not in Chinese"),
    "long-line": ((HAN * 60_000).encode(), "too long"),
    "html-override": (f"<html><body><p>{HAN}&#x202e;{HAN}</p></body></html>".encode(), "turns the direction"),
    "docx-override": (w.typed([HAN, HAN + "\u202e" + HAN]), "a.txt:2: a hidden character that turns the direction"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_one_line(case: str, tmp_path: Path) -> None:
    data, words = CASES[case]
    (tmp_path / "a").write_bytes(data)
    assert words in refused(tmp_path / "a", "a.txt")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\nb.txt", "a\x1b[31mb.txt", "整改\u202e通报.txt"])
def test_a_hostile_name_stays_one_line_and_decides_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert "this file is empty" in refused(tmp_path / "a", name)
    document, _ = readers.read(raw.of_bytes(name, HAN.encode()))
    assert len(document.blocks) == 1


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "this is not a file" in refused(tmp_path, "folder")
    assert "this cannot be read: No such file or directory" in refused(tmp_path / "absent", "absent")
    assert "this cannot be read" in refused(tmp_path / ("长" * 300), "long")


def test_a_line_of_100_mb_is_not_even_read(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = tmp_path / "a"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"a" * (1 << 20))
    assert "this file has 100 MB, the limit is 64 MB" in refused(path, "a.txt")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    with path.open("wb") as file:
        file.truncate(17 << 20)
    assert refused(path, "a.txt")
    path.write_bytes(HAN.encode() * (2 << 20))
    assert "this file has 24 MB, the limit is 16 MB" in refused(path, "a.txt")
