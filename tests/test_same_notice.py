"""The same notice as txt, html, docx, doc and PDF gives the same findings, facts and text."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure import importing, raw, readers
from disclosure.document import Block
from disclosure.importing import Imported
from tests import printing, webpages
from tests import wordfiles as w

SOURCES = sorted((Path(__file__).parent.parent / "content").rglob("sources/*.txt"))


def lines_of(source: Path) -> list[str]:
    document, _ = readers.read(raw.load(source, source.name))
    return [b.text.strip() for b in document.blocks if isinstance(b, Block)]


def title_and_rest(lines: list[str]) -> tuple[str, list[str]]:
    end = next(i for i, line in enumerate(lines) if line.endswith("通报"))
    start = end if "关于" in lines[end] else end - 1
    return "".join(lines[start : end + 1]), lines[end + 1 :]


def check(source: Path, name: str, data: bytes) -> None:
    truth: Imported = importing.import_file(raw.load(source, source.name))
    other = importing.import_file(raw.of_bytes(name, data))
    assert other.front == truth.front
    assert (other.findings, other.measures) == (truth.findings, truth.measures)
    assert "".join(other.markdown.split()) == "".join(truth.markdown.split())


@pytest.mark.parametrize("source", SOURCES, ids=[s.parent.parent.name for s in SOURCES])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_text(source: Path, encoding: str) -> None:
    text = source.read_text(encoding="utf-8")
    check(source, "a", text.replace("\n", "\r\n").encode(encoding))


@pytest.mark.parametrize("source", SOURCES, ids=[s.parent.parent.name for s in SOURCES])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("breaks", [False, True])
def test_web_page(source: Path, charset: str, breaks: bool) -> None:
    title, rest = title_and_rest(lines_of(source))
    check(source, "a", webpages.cms(title, rest, charset, "class='TRS_Editor'", breaks))


@pytest.mark.parametrize("source", SOURCES, ids=[s.parent.parent.name for s in SOURCES])
def test_word(source: Path) -> None:
    check(source, "a", w.typed(lines_of(source)))


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES, ids=[s.parent.parent.name for s in SOURCES])
def test_old_word_and_pdf(source: Path, tmp_path: Path) -> None:
    lines = lines_of(source)
    check(source, "a", printing.convert(w.typed(lines), "doc", tmp_path / "doc"))
    check(source, "a", printing.convert(printing.printed(lines[0], lines[1:]), "pdf", tmp_path / "pdf"))
