"""Old Word files and their kin, through LibreOffice: the same text and numbers as the docx."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure import raw, readers
from disclosure.document import Block
from disclosure.problem import ContentError
from tests import printing
from tests import wordfiles as w

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
LINES = [
    (-1, "关于整改情况的通报"),
    (0, "整改情况"),
    (1, "学习方面"),
    (2, "学习不够"),
    (4, "完善制度"),
    (4, "加强督促"),
    (2, "落实不力"),
]


def texts(data: bytes) -> list[str]:
    document, _ = readers.read(raw.of_bytes("a.doc", data))
    return [b.text for b in document.blocks if isinstance(b, Block)]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["doc", "odt"])
def test_the_same_text_and_numbers_as_the_docx(form: str, tmp_path: Path) -> None:
    data = w.automatic(LINES)
    assert texts(printing.convert(data, form, tmp_path)) == texts(data)


@pytest.mark.slow
def test_rtf_with_typed_numbers(tmp_path: Path) -> None:
    data = w.typed(["关于整改情况的通报", "一、整改情况", "（一）学习方面", "①完善制度"])
    assert texts(printing.convert(data, "rtf", tmp_path)) == texts(data)


@pytest.mark.slow
def test_a_damaged_file_gets_one_line() -> None:
    with pytest.raises(ContentError) as caught:
        readers.read(raw.of_bytes("a.doc", OLD))
    assert len(caught.value.problems) == 1


def test_without_libreoffice_the_line_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ContentError) as caught:
        readers.read(raw.of_bytes("a.doc", OLD))
    (problem,) = caught.value.problems
    assert problem.line("en") == (
        "a.doc: reading this old format needs LibreOffice; "
        "install it (apt-get install libreoffice-writer-nogui), or save the file as docx in Word"
    )
