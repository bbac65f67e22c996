"""Repairs in words: ids of kinds and places as a reader of the page sees them."""

import pytest

from disclosure.catalogue import catalogue
from disclosure.origin import repair_kind, repair_place


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("page-number", "页码", "page number"),
        ("by-hand", "人工更正", "by hand"),
        ("own-kind", "own-kind", "own-kind"),
    ],
)
def test_a_kind_of_repair_is_told_in_words(kind: str, zh: str, en: str) -> None:
    assert (repair_kind(kind, catalogue("zh-Hans")), repair_kind(kind, catalogue("en"))) == (zh, en)


@pytest.mark.parametrize(
    ("place", "words"),
    [("line 273", "第 273 行"), ("page 3", "第 3 页"), ("paragraph 12", "第 12 段"), ("element div", "element div")],
)
def test_a_place_of_a_repair_is_told_in_words(place: str, words: str) -> None:
    assert repair_place(place, catalogue("zh-Hans")) == words
