"""Mutation fuzz of the readers: whatever the bytes, a document or one clear line, and nothing else.

`DISCLOSURE_FUZZ=200000` runs that many inputs; `DISCLOSURE_FUZZ_SEED` begins elsewhere. Finds become cases below.
"""

from __future__ import annotations

import os
import random
import re
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from disclosure import raw, readers
from disclosure.document import Block, Document, Table
from disclosure.problem import ContentError
from disclosure.readers import ocr
from tests import notices, webpages
from tests import wordfiles as w

COUNT = int(os.environ.get("DISCLOSURE_FUZZ", "800"))
SEED = int(os.environ.get("DISCLOSURE_FUZZ_SEED", "20260120"))
PRINTED = (Path(__file__).parent / "files" / "notice.pdf").read_bytes()
SHORT = [notices.TITLE, *notices.LINES[:9]]
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&", b"&#0;", b"&#xD800;", b"]]>", b"<!--", b"-->", b"<!DOCTYPE a [",
    b"<table>", b"</table>", b"<td rowspan=99999 colspan=99999>", b"<li value=-1>", b"<script>", b"</p>", b"<br>",
    b"</w:p>", b"<w:p>", b"<w:tbl><w:tr><w:tc>", b"w:val=\"-99999999\"", b"<w:t>", b"%%EOF", b"stream\r\n", b"endobj", b"obj",
    b"<<", b">>", b"/FlateDecode", b"99999999999", b"-1", "\u202e".encode(), "\ufeff".encode(), b"\r", b"\n", b"\x81\x30\x81\x30",
)  # fmt: skip


def corpus() -> list[bytes]:
    text = "\n".join(SHORT)
    table = f"<table>{''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in notices.TABLE[:4])}</table>"
    word_table = "<w:tbl>" + "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{w.paragraph(w.run(c))}</w:tc>" for c in row) + "</w:tr>"
        for row in notices.TABLE[:3]
    ) + "</w:tbl>"  # fmt: skip
    automatic = [(n % 5 - 1, line) for n, line in enumerate(SHORT)]
    return [
        *(text.encode(name) for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be")),
        "\n".join(["| 序号 | 问题 |", "| --- | --- |", "| 1 | 整改 |", *SHORT]).encode(),
        webpages.cms(SHORT[0], SHORT[1:], "gb2312"),
        webpages.cms(SHORT[0], SHORT[1:], "utf-8", "class='x'", breaks=True),
        f"<html><body><div id=zoom>{table}<ol><li>{text}</ol></div></body></html>".encode(),
        w.automatic(automatic),
        w.package(w.paragraph(w.run(text)) + word_table),
        PRINTED,
    ]


def mutate_bytes(data: bytes, samples: list[bytes], rng: random.Random) -> bytes:
    """A few changes of bytes: flips, cuts, doublings, tokens, a splice with another sample."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 12))):
        at = rng.randrange(len(out) + 1)
        span = rng.choice((1, 2, 8, 64, 512))
        kind = rng.randrange(7)
        if kind == 0 and at < len(out):
            out[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            out[at : at + span] = b""
        elif kind == 2:
            out[at:at] = out[at : at + span]
        elif kind == 3:
            out[at:at] = rng.choice(TOKENS)
        elif kind == 4:
            out[at : at + span] = rng.randbytes(span)
        elif kind == 5 and rng.random() < 0.3:
            del out[at:]
        elif kind == 6:
            other = rng.choice(samples)
            start = rng.randrange(len(other))
            out[at : at + span] = other[start : start + span]
    return bytes(out)


def mutate_parts(data: bytes, samples: list[bytes], rng: random.Random) -> bytes:
    """Changes inside one part of a package, which is then packed again so that the change is reached."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        names = source.namelist()
        chosen = rng.choice([n for n in names if n.endswith(".xml")])
        for name in names:
            part = source.read(name)
            if name == chosen:
                part = rng.choice((mutate_bytes, mutate_tags))(part, samples, rng)
            made.writestr(zipfile.ZipInfo(name), part)
    return target.getvalue()


def mutate_tags(data: bytes, samples: list[bytes], rng: random.Random) -> bytes:
    """Changes of the structure: tags moved, doubled, taken out, nested, their values changed."""
    pieces = re.split(rb"(<[^<>]*>)", data)
    for _ in range(rng.choice((1, 2, 5, 20))):
        at, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        kind = rng.randrange(5)
        if kind == 0:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif kind == 1:
            pieces[at] = b""
        elif kind == 2:
            pieces[at] = pieces[at] * rng.choice((2, 3, 200))
        elif kind == 3:
            pieces[at] += pieces[other]
        else:
            pieces[at] = re.sub(rb"[0-9]+", rng.choice((b"0", b"-1", b"99999999", b"1e9", b"")), pieces[at])
    return b"".join(pieces)


def attempt(data: bytes) -> Document | None:
    """Read `data`: the document, or None where it is refused in one line. Anything else fails."""
    try:
        document, problems = readers.read(raw.of_bytes("f", data))
    except ContentError as exc:
        (problem,) = exc.problems
        assert problem.mend.en
        assert problem.mend.zh
        assert problem.line("en").isprintable()
        assert problem.line("zh").replace("\u3000", "").isprintable()
        return None
    for item in document.blocks:
        if isinstance(item, Block):
            assert item.text.strip(), "an empty block"
        else:
            assert isinstance(item, Table)
            assert len({len(row) for row in item.rows}) == 1, "a table of uneven rows"
    assert all("\n" not in p.line("en") for p in problems)
    return document


def test_whatever_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    ocr._load.cache_clear()
    monkeypatch.setenv("PATH", "")  # what looks like an old Word file is not handed to LibreOffice
    samples = corpus()
    rng = random.Random(SEED)
    read = 0
    for number in range(COUNT):
        index = rng.randrange(len(samples))
        sample = samples[index]
        change: Callable[[bytes, list[bytes], random.Random], bytes] = mutate_bytes
        if sample.startswith(b"PK"):
            change = rng.choice((mutate_bytes, mutate_parts, mutate_parts))
        elif b"<html" in sample[:200]:
            change = rng.choice((mutate_bytes, mutate_tags))
        if sample is PRINTED and number % 4:
            sample, change = samples[0], mutate_bytes  # a PDF takes much longer than the others
        data = change(sample, samples, rng)
        try:
            read += attempt(data) is not None
        except Exception:
            Path(os.environ.get("DISCLOSURE_FUZZ_FOUND", os.devnull)).write_bytes(data)
            pytest.fail(f"input {number} of seed {SEED}: {data[:200]!r}")
    assert read > COUNT // 20, "hardly any input was read at all: the changes are too coarse"
