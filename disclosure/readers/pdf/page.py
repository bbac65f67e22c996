"""One page of a PDF: its lines with their places, and the tables that rules make clear.

In: an open PDF. Out: a `Sheet`. Boxes of characters are the loose ones: the tight box of 一 would look like a gap.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from disclosure.readers.pdf.rules import Box, Grid, find_grids
from disclosure.reflow import Line, Ruled, Sheet, join

MAX_CHARACTERS = 200_000
"""Characters of a page at most; what follows is not looked at, and the file is refused by its length."""


_SAMPLE = 400
"""Characters whose direction tells how a page lies."""
_ASKEW = 6
"""Degrees by which a line of text may lie askew."""
GAP = "\x1f"
"""Stands for a space that PDFium saw between two characters and that is not in the file."""
_GAPS = re.compile(GAP + "+")


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its loose box, in points, counted from the top left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    slanted: bool = False
    """Whether it stands on no level or upright line: water marks and seals do."""

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Seen:
    """What was met on the pages and a person should know of."""

    characters: int = 0
    unmapped: int = 0
    pictures: list[int] = field(default_factory=list)
    """Pages that hold pictures and no text."""
    stamped: list[str] = field(default_factory=list)
    """Slanted words, page by page."""
    layered: list[int] = field(default_factory=list)
    """Pages whose text stands on a picture of the whole page."""


def read_page(pdf: Any, index: int, seen: Seen) -> Sheet:
    """The page `index` (from 0) of `pdf`; notes in `seen` what a person should know."""
    page = pdf[index]
    text = page.get_textpage()
    try:
        turn = _turn(page, text)
        if turn != page.get_rotation():  # PDFium puts characters in order as the page says that it lies
            text.close()
            page.set_rotation(turn)
            text = page.get_textpage()
        place = _Frame(page, turn)
        chars, stamped = _without_stamps(list(_characters(text, place, seen)))
        rules, picture = _objects(page, place)
        if any(_is_shown(c) for c in chars):
            if picture:
                seen.layered.append(index + 1)
        elif picture:
            seen.pictures.append(index + 1)
        grids = find_grids(rules) if rules else []
        seen.stamped += [stamped] if stamped else []
        return replace(_sheet(chars, grids, index + 1, place), stamped=stamped)
    finally:
        text.close()
        page.close()


def _turn(page: Any, text: Any) -> int:
    """By how many degrees the page is turned to be read: as most of its text lies, whatever it says of itself."""
    import pypdfium2.raw as c

    count = c.FPDFText_CountChars(text.raw)
    angles = (math.degrees(c.FPDFText_GetCharAngle(text.raw, i)) for i in range(0, count, max(count // _SAMPLE, 1)))
    turns = Counter(-round(a / 90) * 90 % 360 for a in angles if a >= 0 and not _is_slanted(math.radians(a)))
    return turns.most_common(1)[0][0] if turns else int(page.get_rotation())


class _Frame:
    """Turns places on the canvas of a page into places from the top left corner of what is read."""

    def __init__(self, page: Any, turn: int) -> None:
        self.left, self.low, self.right, self.high = page.get_bbox()
        self.turn = turn
        across, down = self.right - self.left, self.high - self.low
        self.width, self.height = (down, across) if self.turn in (90, 270) else (across, down)

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        x0, x1 = left - self.left, right - self.left
        y0, y1 = low - self.low, high - self.low
        if self.turn == 90:
            return Box(y0, x0, y1, x1)
        if self.turn == 180:
            return Box(self.width - x1, y0, self.width - x0, y1)
        if self.turn == 270:
            return Box(self.width - y1, self.height - x1, self.width - y0, self.height - x0)
        return Box(x0, self.height - y1, x1, self.height - y0)


def _characters(text: Any, frame: _Frame, seen: Seen) -> Iterator[Char]:
    import pypdfium2.raw as c

    rect = c.FS_RECTF()
    handle, pointer = text.raw, ctypes.byref(rect)
    high = 0
    for i in range(min(c.FPDFText_CountChars(handle), MAX_CHARACTERS)):
        code = c.FPDFText_GetUnicode(handle, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        if code in (0x0D, 0x0A):
            continue
        if not c.FPDFText_GetLooseCharBox(handle, i, pointer):
            continue
        box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        if code == 0x20 and c.FPDFText_IsGenerated(handle, i) == 1:
            yield Char(GAP, *box)
            continue
        yield Char(_text(code, seen), *box, _is_slanted(c.FPDFText_GetCharAngle(handle, i)))


def _is_slanted(angle: float) -> bool:
    """Whether `angle`, in radians, is far from level and upright; a scan may lie a little askew."""
    beside = math.degrees(angle) % 90
    return _ASKEW < beside < 90 - _ASKEW


def _without_stamps(chars: list[Char]) -> tuple[list[Char], str]:
    """`chars` without slanted ones, and what those say; all of them where most of the page is slanted."""
    slanted = [c for c in chars if c.slanted]
    if len(slanted) * 2 > len(chars):
        return chars, ""
    return [c for c in chars if not c.slanted], "".join(c.text for c in slanted)


def _text(code: int, seen: Seen) -> str:
    if code in (0xFFFE, 0x02, 0xAD):
        return "-"
    seen.characters += 1
    if code == 0 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or (code < 0x20 and code != 9):
        seen.unmapped += 1
        return "□"
    return chr(code)


def _objects(page: Any, frame: _Frame) -> tuple[list[Box], bool]:
    """Rules drawn on the page, and whether one picture covers most of it."""
    import pypdfium2.raw as c

    rules: list[Box] = []
    covered = False
    for item in page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        try:
            box = frame.box(*item.get_bounds())
        except Exception:  # noqa: S112  (an object without a place draws nothing)
            continue
        if item.type == c.FPDF_PAGEOBJ_IMAGE:
            area = (box.right - box.left) * (box.bottom - box.top)
            covered = covered or area > 0.6 * frame.width * frame.height
        elif len(rules) < 20_000:
            rules += _thin(item, box, frame, c)
    return rules, covered


def _thin(item: Any, box: Box, frame: _Frame, c: Any) -> list[Box]:
    """The straight rules of a path: itself where it is thin, else its upright and level strokes."""
    if box.right - box.left < 3 or box.bottom - box.top < 3:
        return [box]
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[Box] = []
    last = start = None
    for i in range(min(c.FPDFPath_CountSegments(item), 4_000)):
        segment = c.FPDFPath_GetPathSegment(item, i)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == c.FPDF_SEGMENT_LINETO and last:
            found.append(_stroke(last, point, frame))
        if c.FPDFPathSegment_GetClose(segment) and start:
            found.append(_stroke(point, start, frame))
        last = point
    return [b for b in found if b.right - b.left < 1 or b.bottom - b.top < 1]


def _stroke(a: tuple[float, float], b: tuple[float, float], frame: _Frame) -> Box:
    return frame.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _sheet(chars: list[Char], grids: list[Grid], number: int, frame: _Frame) -> Sheet:
    loose = [c for c in chars if not any(g.holds(c) for g in grids)]
    items: list[Line | Ruled] = list(_lines(loose, number))
    for grid in grids:
        cells: dict[tuple[int, int], list[Char]] = {}
        for char in chars:
            if grid.holds(char):
                cells.setdefault(grid.cell(char), []).append(char)
        table = grid.table({key: _cell_text(list(_lines(inside, number))) for key, inside in cells.items()}, number)
        if table is not None:
            items.append(Ruled(table, number, grid.top, grid.bottom, grid.columns))
    if grids:
        items.sort(key=lambda item: item.top)
    return Sheet(tuple(items), frame.height, frame.width)


def _gap(match: re.Match[str]) -> str:
    """A gap that the file does not state as a space is one between Latin letters and digits only."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return " " if before.isascii() and after.isascii() else ""


def _lines(chars: list[Char], number: int) -> Iterator[Line]:
    """Characters in the order of the file, cut where they leave the line."""
    current: list[Char] = []
    for char in chars:
        if current and not _same_line(current[-1], char):
            yield from _line(current, number)
            current = []
        if current or _is_shown(char):
            current.append(char)
    yield from _line(current, number)


def _is_shown(char: Char) -> bool:
    return char.text != GAP and not char.text.isspace()


def _same_line(last: Char, char: Char) -> bool:
    if not _is_shown(char):
        return True
    height = max(last.bottom - last.top, char.bottom - char.top, 1)
    size = max(char.right - char.left, 0.4 * height)
    return abs(char.middle - last.middle) < 0.6 * height and char.left > last.left - 1.5 * size


def _line(chars: list[Char], number: int) -> Iterator[Line]:
    while chars and not _is_shown(chars[-1]):
        chars = chars[:-1]
    if not chars:
        return
    text = _GAPS.sub(_gap, "".join(c.text for c in chars))
    shown = [c for c in chars if _is_shown(c)]
    wide = [c.right - c.left for c in shown if "\u2e80" <= c.text <= "\u9fff"]
    em = median(wide) if wide else median(c.bottom - c.top for c in shown) * 0.8
    yield Line(
        text,
        number,
        min(c.left for c in shown),
        max(c.right for c in shown),
        median(c.top for c in shown),
        median(c.bottom for c in shown),
        em,
    )


def _cell_text(lines: list[Line]) -> str:
    """The lines of a cell: broken where one ends early, whole where it fills the cell."""
    if not lines:
        return ""
    right = max(line.right for line in lines)
    text, last = lines[0].text.strip(), lines[0]
    for line in lines[1:]:
        full = last.right > right - 1.6 * last.em
        text = join(text, line.text) if full else f"{text}\n{line.text.strip()}"
        last = line
    return text
