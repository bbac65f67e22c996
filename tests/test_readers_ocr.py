"""Scans and pictures, read by the real engine: what was printed comes back word by word, and a person is told to compare."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from disclosure import importing, raw
from disclosure.importing import Imported
from disclosure.text import squeeze
from tests import notices

PRINTED = (Path(__file__).parent / "files" / "notice.pdf").read_bytes()


def scanned(pages: int) -> list[Image.Image]:
    """Pages of the printed notice as a scanner sees them: pixels, a little aslant."""
    with pypdfium2.PdfDocument(PRINTED) as pdf:
        drawn = [pdf[number].render(scale=200 / 72).to_pil().convert("RGB") for number in range(pages)]
    return [page.rotate(0.4, fillcolor="white", resample=Image.Resampling.BICUBIC) for page in drawn]


def imported(name: str, data: bytes, date: str | None = None) -> Imported:
    return importing.import_file(raw.of_bytes(name, data), date=date)


@pytest.mark.slow
def test_a_scanned_notice_says_what_the_printed_one_says() -> None:
    pages, data = scanned(2), io.BytesIO()
    pages[0].save(data, "PDF", resolution=200, quality=70, save_all=True, append_images=pages[1:])
    scan, printed = imported("scan.pdf", data.getvalue()), imported("printed.pdf", PRINTED)
    assert {**scan.front} == {**printed.front}
    before_the_table = [squeeze(report.markdown).partition("2026年1月15日")[0] for report in (scan, printed)]
    assert before_the_table[0] == before_the_table[1] and len(before_the_table[0]) > 1_000
    assert [p.line("en") for p in scan.problems if p.code == "ocr.recognised"] == [
        "scan.pdf: a machine recognised this text in a picture, 99 % sure on average; "
        "compare it with the original, word by word"
    ]


@pytest.mark.slow
def test_a_photographed_page_is_read_too() -> None:
    data = io.BytesIO()
    scanned(1)[0].save(data, "JPEG", quality=70)
    photo = imported("page.jpg", data.getvalue(), date="2026-01-15")
    assert photo.front["publisher"] + photo.front["title"] == notices.TITLE
    assert photo.media_type == raw.JPEG
