"""period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disclosure.notice import Found, Notice


def find(notice: Notice, known: Mapping[str, Any]) -> Found:
    """Nothing yet."""
    return Found()
