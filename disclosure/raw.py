"""A raw file: its bytes, and the type that the bytes themselves show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawFile:
    """A source file as it was given to the importer."""

    name: str
    """Path as the user typed it; for messages only, never for a decision."""
    data: bytes
    media_type: str
    """`text/plain`, `text/markdown`, `text/html`, `application/pdf`, …, found from `data`."""
