"""The site's labels: a message catalogue a language, in data files beside the program.

In: a language (`zh-Hans`, `en`), a key, values. Out: the words. The notices themselves are never translated.
Traded away: gettext and plural rules. Labels are written so that a number stands beside a noun, not in a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

LANGUAGES = ("zh-Hans", "en")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """The words of one language. Call it with a key and the values that its words name."""

    language: str
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words of `key` with `values` put in; raises KeyError for a key that no catalogue has."""
        words = self.words[key]
        return words.format(**values) if values else words

    def has(self, key: str) -> bool:
        """Whether there are words for `key`."""
        return key in self.words

    def date(self, iso: str) -> str:
        """An ISO date, to the day or to the month, as people write it: `2026年1月20日`, `20 January 2026`."""
        return _date(iso, self.language == "en")


@lru_cache(maxsize=4096)
def _date(iso: str, english: bool) -> str:
    """The same; a page names each of its few dates several times, and a site has some thousand of them."""
    year, month, *day = iso.split("-")
    if english:
        return " ".join([*(str(int(d)) for d in day), _MONTHS[int(month) - 1], year])
    return f"{year}年{int(month)}月" + "".join(f"{int(d)}日" for d in day)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of `language`; a language that is not known has the Chinese one."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    path = Path(__file__).with_name("messages") / f"{name}.json"
    return Catalogue(name, json.loads(path.read_text(encoding="utf-8")))
