"""The makers of pages: one module a member, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from disclosure import frame, marks
from disclosure.page import Maker
from disclosure.pages import (
    bodies,
    changes,
    compare,
    contacts,
    data,
    errors,
    feeds,
    gaps,
    home,
    methodology,
    metrics,
    moved,
    regions,
    rules,
    search,
    selfcheck,
    sitemap,
    statuses,
    timeline,
    topics,
)

MAKERS: tuple[Maker, ...] = (
    bodies.MAKER,
    home.MAKER,
    compare.MAKER,
    metrics.MAKER,
    rules.MAKER,
    changes.MAKER,
    gaps.MAKER,
    topics.MAKER,
    statuses.MAKER,
    regions.MAKER,
    timeline.MAKER,
    contacts.MAKER,
    methodology.MAKER,
    selfcheck.MAKER,
    moved.MAKER,
    data.MAKER,
    search.MAKER,
    feeds.MAKER,
    sitemap.MAKER,
    errors.MAKER,
)
FILTERS: Mapping[str, Callable[..., Any]] = {"tel": marks.tel}
"""Filters that the templates may use, by name."""
GLOBALS: Mapping[str, Any] = {"NAV": frame.NAV, "FOOT": frame.FOOT, "SEARCH": frame.SEARCH, "PLACES": frame.PLACES}
"""Names that every template knows."""
SIGNS: Mapping[str, Callable[..., Markup]] = {"fact": marks.fact, "day": marks.day, "said": marks.said}
"""Signs that every template may call by name; each is given the words of the site's language first.

A page has a dozen of them, and a call of a macro costs twice as much as one of a function.
"""
