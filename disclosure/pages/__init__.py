"""The makers of pages: one module a member, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from disclosure.page import Maker
from disclosure.pages import plain

MAKERS: tuple[Maker, ...] = (plain.MAKER,)
FILTERS: Mapping[str, Callable[..., Any]] = {}
"""Filters that the templates may use, by name."""
