"""Pictures drawn at build time: bars of statuses, spans of days, QR codes, as accessible SVG.

In: counts and dates. Out: SVG as trusted HTML. Each picture names itself for readers who do not see it, and the page
shows the same figures as text or in a table beside it. Colours come from the style sheet, never from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

from markupsafe import Markup

from disclosure.markup import esc
from disclosure.qr import symbol
from disclosure.report import STATUSES


def status_bar(counts: Mapping[str, int], label: str) -> Markup:
    """A bar with a piece for each status, in proportion; `label` says the figures."""
    total = sum(counts.get(s, 0) for s in STATUSES)
    pieces, x = [], 0.0
    for status in STATUSES:
        width = 1000 * counts.get(status, 0) / total if total else 0
        if width:
            pieces.append(f'<rect class="s-{status}" x="{x:.1f}" width="{max(width - 3, 1):.1f}" height="24"/>')
            x += width
    return Markup(  # noqa: S704
        f'<svg class="bar" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label="{esc(label)}">'
        f"{''.join(pieces)}</svg>"
    )


class Span(NamedTuple):
    """One line of the timeline: days from the end of the inspection to the findings to the publication."""

    name: str
    before: int | None
    """Days from the end of the inspection to the findings; None where not stated to the day."""
    after: int | None
    """Days from the findings to the publication."""


def timeline(spans: Sequence[Span], label: str, days: str) -> Markup:
    """Spans drawn from a common zero, the day on which the findings were handed over; `days` is the unit's name."""
    row, left, right = 38, 190, 24
    back = max([s.before or 0 for s in spans], default=0)
    ahead = max([s.after or 0 for s in spans], default=0)
    width, height = 900, row * len(spans) + 34
    scale = (width - left - right) / max(back + ahead, 1)
    zero = left + back * scale
    parts = [_axis(zero, scale, back, ahead, height, days)]
    for index, span in enumerate(spans):
        y = index * row + row // 2 + 4
        parts.append(f'<text x="{left - 14}" y="{y + 4}" text-anchor="end">{esc(_short(span.name))}</text>')
        if span.before:
            parts.append(_line("wait", zero - span.before * scale, zero, y))
            parts.append(_number(zero - span.before * scale / 2, y, span.before))
        if span.after is not None:
            parts.append(_line("span", zero, zero + span.after * scale, y))
            parts.append(_number(zero + span.after * scale / 2, y, span.after))
            parts.append(f'<circle class="pt" cx="{zero + span.after * scale:.1f}" cy="{y}" r="6" stroke-width="3"/>')
        parts.append(f'<circle class="pt" cx="{zero:.1f}" cy="{y}" r="4" stroke-width="3"/>')
    return Markup(  # noqa: S704
        f'<svg class="pic" viewBox="0 0 {width} {height}" role="group" aria-label="{esc(label)}">{"".join(parts)}</svg>'
    )


def _short(name: str) -> str:
    """A name that fits before the timeline."""
    return name if len(name) <= 13 else name[:12] + "…"


def _line(kind: str, start: float, end: float, y: int) -> str:
    return f'<line class="{kind}" x1="{start:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}" stroke-width="6"/>'


def _number(x: float, y: int, value: int) -> str:
    return f'<text class="soft" x="{x:.1f}" y="{y - 7}" text-anchor="middle">{value}</text>'


def _axis(zero: float, scale: float, back: int, ahead: int, height: int, days: str) -> str:
    step = next((s for s in (10, 30, 50, 100, 200, 500, 1000) if (back + ahead) / s <= 9), 2000)
    parts = []
    for day in range(-(back // step) * step, ahead + 1, step):
        x = zero + day * scale
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height - 26}" stroke-width="1"/>')
        parts.append(f'<text class="soft" x="{x:.1f}" y="{height - 8}" text-anchor="middle">{day}</text>')
    parts.append(f'<text class="soft" x="8" y="{height - 8}">{esc(days)}</text>')
    return "".join(parts)


def histogram(counts: Mapping[int, int], width_days: int, label: str, days: str) -> Markup:
    """Reports by days, in bins of `width_days`; keys of `counts` are the first day of a bin."""
    if not counts:
        return Markup("")
    bins = range(min(counts), max(counts) + width_days, width_days)
    top = max(counts.values())
    step = 860 / max(len(bins), 1)
    parts = []
    every = max(1, len(bins) // 12)
    for index, first in enumerate(bins):
        height = 180 * counts.get(first, 0) / top
        x = 30 + index * step
        if height:
            parts.append(
                f'<rect class="s-done" x="{x:.1f}" y="{200 - height:.1f}" width="{step * 0.82:.1f}" height="{height:.1f}"/>'
                f'<text class="soft" x="{x + step * 0.41:.1f}" y="{195 - height:.1f}" text-anchor="middle">{counts[first]}</text>'
            )
        if index % every == 0:
            parts.append(f'<text class="soft" x="{x:.1f}" y="220">{first}</text>')
    parts.append(f'<text class="soft" x="890" y="240" text-anchor="end">{esc(days)}</text>')
    return Markup(  # noqa: S704
        f'<svg class="pic" viewBox="0 0 900 246" role="img" aria-label="{esc(label)}">{"".join(parts)}</svg>'
    )


def qr(text: str, label: str) -> Markup:
    """A QR code of `text`, drawn as one stroke a run of dark modules; empty where the text is too long for one."""
    try:
        size, modules = symbol(text)
    except ValueError:
        return Markup("")
    width = size * (size + 1)
    runs = f"{modules:0{width}b}".replace("0", " ").split()
    # A run begins at each dark module that has a light one before it.
    begins = f"{modules & ~(modules >> 1):0{width}b}".encode().translate(_FLAGS)
    strokes = [""] * (2 * len(runs))
    strokes[::2] = compress(_starts(size), begins)
    strokes[1::2] = map(_lengths(size).__getitem__, runs)
    side = size + 8
    return Markup(  # noqa: S704
        f'<svg viewBox="0 0 {side} {side}" role="img" aria-label="{esc(label)}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path stroke="#000" d="{"".join(strokes)}"/></svg>'
    )


_FLAGS = bytes.maketrans(b"01", b"\0\1")


@cache
def _starts(size: int) -> tuple[str, ...]:
    """The beginning of a stroke from each module of a symbol, row by row, with a place between two rows."""
    return tuple(f"M{x + 4} {y + 4}.5h" for y in range(size) for x in range(size + 1))


@cache
def _lengths(size: int) -> Mapping[str, str]:
    """The length of a stroke by its run of dark modules."""
    return {"1" * length: str(length) for length in range(1, size + 1)}
