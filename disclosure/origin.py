"""The source document of a report as pages show it, and what was repaired in it, in words.

In: a report, a catalogue. Out: plain data for templates. The ids of kinds and places stay as they are in the data files.
"""

from __future__ import annotations

from typing import Any

from disclosure.catalogue import Catalogue
from disclosure.report import Report


def source_view(report: Report, say: Catalogue) -> dict[str, Any] | None:
    """The source document of `report` with its repairs; None where it was written by hand."""
    source = report.source
    if source is None:
        return None
    return {
        "file": source.shown,
        "type": source.media_type if source.shown == source.file else "text/plain",
        "name": source.file.rsplit("/", 1)[-1],
        "sha256": source.sha256,
        "media_type": source.media_type,
        "repairs": [
            {
                "kind": repair_kind(r.kind, say),
                "place": repair_place(r.place, say),
                "before": r.before,
                "after": r.after,
            }
            for r in source.repairs
        ],
    }


def repair_kind(kind: str, say: Catalogue) -> str:
    """The kind of a repair in words; a name of the site's own stays."""
    key = f"repair.kind.{kind}"
    return say(key) if say.has(key) else kind


def repair_place(place: str, say: Catalogue) -> str:
    """The place of a repair in words: `line 273` is 第 273 行."""
    unit, _, number = place.partition(" ")
    key = f"repair.place.{unit}"
    return say(key, n=number) if number.isdigit() and say.has(key) else place
