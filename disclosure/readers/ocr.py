"""Scans and pictures: optical recognition, an extra of its own.

In: a PDF of pictures, a PNG or a JPEG. Out: blocks as for a printed page, always with a warning that a machine read
them and how sure it was. Traded away: tables (their cells come as lines). The models come with the extra; nothing is
fetched at run time.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from statistics import median
from typing import Any

from disclosure.document import Document
from disclosure.problem import ContentError, Place, Problem, Words, warning
from disclosure.raw import PDF, RawFile, refuse
from disclosure.reflow import Line, Sheet, reflow

DOTS = 200
"""Dots per inch at which a page of a PDF is drawn."""
MAX_PAGES = 100
"""Pages that are recognised at most: each takes some seconds."""
MAX_PIXELS = 40_000_000
"""Pixels of a picture at most; a page of a PDF is drawn coarser where it would have more."""
_MARKS = str.maketrans(",:;()?!", "，：；（）？！")
_MARK = re.compile(r"(?<=[\u4e00-\u9fff“”《》、。，：；（）！？])[,:;()?!]|[,:;()?!](?=[\u4e00-\u9fff“”《》])")


def read(raw: RawFile) -> tuple[Document, list[Problem]]:
    """Recognise `raw`; raises ContentError where the extra is absent or the picture is damaged or too large."""
    engine = _engine(raw.name)
    sheets: list[Sheet] = []
    sure: list[float] = []
    for number, (image, scale) in enumerate(_images(raw), 1):
        lines, scores = _recognise(engine, image, scale, number)
        height, width = image.shape[0] * scale, image.shape[1] * scale
        sheets.append(Sheet(tuple(lines), height, width))
        sure += scores
    blocks, repairs = reflow(sheets)
    percent = int(100 * sum(sure) / len(sure)) if sure else 0
    what = Words(
        f"文字由机器从图片识别，平均把握 {percent}%",
        f"a machine recognised this text in a picture, {percent} % sure on average",
    )
    mend = Words("与原件逐字核对", "compare it with the original, word by word")
    document = Document(tuple(blocks), wraps="paragraph", repairs=tuple(repairs))
    return document, [warning(Place(raw.name), "ocr.recognised", what, mend)]


def _engine(name: str) -> Any:
    try:
        return _load()
    except ImportError:
        raise refuse(
            name,
            "ocr.absent",
            Words(
                "这是扫描件或图片，识别文字需要附加组件 ocr",
                "this is a scan or a picture; reading it needs the extra `ocr`",
            ),
            Words("运行 pip install 'disclosure[ocr]'", "run: pip install 'disclosure[ocr]'"),
        ) from None


@functools.cache
def _load() -> Any:
    """The engine, one a process: loading it takes seconds."""
    import onnxruntime  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: F401
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _images(raw: RawFile) -> Iterator[tuple[Any, float]]:
    """Each picture as an array of pixels, and the points a pixel stands for."""
    if raw.media_type == PDF:
        yield from _pages(raw)
        return
    import numpy
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw.data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_large(raw.name)
            pixels = numpy.array(picture.convert("RGB"))
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        raise refuse(
            raw.name,
            "reader.damaged",
            Words("图片不完整或已损坏", "this picture is cut short or damaged"),
            Words("重新扫描或重新保存", "scan or save it again"),
        ) from None
    yield pixels[:, :, ::-1], 72 / DOTS


def _pages(raw: RawFile) -> Iterator[tuple[Any, float]]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(raw.data)
    try:
        if len(pdf) > MAX_PAGES:
            what = Words(
                f"扫描件有 {len(pdf)} 页，上限 {MAX_PAGES} 页",
                f"this scan has {len(pdf)} pages, the limit is {MAX_PAGES}",
            )
            raise refuse(raw.name, "reader.pages", what, Words("分几次导入", "import the notice alone"))
        for page in pdf:
            width, height = page.get_size()
            scale = min(DOTS / 72, (MAX_PIXELS / max(width * height, 1)) ** 0.5)
            yield page.render(scale=scale).to_numpy()[:, :, :3], 1 / scale
            page.close()
    finally:
        pdf.close()


def _too_large(name: str) -> ContentError:
    return refuse(
        name,
        "reader.pixels",
        Words(
            f"图片超过 {MAX_PIXELS // 1_000_000} 百万像素",
            f"this picture has more than {MAX_PIXELS // 1_000_000} million pixels",
        ),
        Words("缩小后再导入", "make it smaller"),
    )


def _recognise(engine: Any, image: Any, scale: float, number: int) -> tuple[list[Line], list[float]]:
    result = engine(image)
    if result.boxes is None or result.txts is None:
        return [], []
    pieces = []
    for box, text in zip(result.boxes, result.txts, strict=True):
        xs, ys = [float(p[0]) * scale for p in box], [float(p[1]) * scale for p in box]
        if text.strip():
            pieces.append((min(xs), min(ys), max(xs), max(ys), str(text)))
    return _rows(pieces, number), [float(s) for s in result.scores]


def _rows(pieces: list[tuple[float, float, float, float, str]], number: int) -> list[Line]:
    """Pieces that stand side by side become one line."""
    rows: list[list[tuple[float, float, float, float, str]]] = []
    for piece in sorted(pieces, key=lambda p: (p[1] + p[3], p[0])):
        middle = (piece[1] + piece[3]) / 2
        if rows and abs(middle - median((p[1] + p[3]) / 2 for p in rows[-1])) < (piece[3] - piece[1]) / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row), number) for row in rows]


def _line(row: list[tuple[float, float, float, float, str]], number: int) -> Line:
    text = " ".join(p[4].strip() for p in row)
    text = _MARK.sub(lambda m: m[0].translate(_MARKS), text)
    width = sum(p[2] - p[0] for p in row)
    cells = sum(1.0 if ord(c) > 0x2E80 or c in "“”—…" else 0.5 for p in row for c in p[4])
    em = width / max(cells, 1)
    return Line(text, number, row[0][0], row[-1][2], median(p[1] for p in row), median(p[3] for p in row), em)
