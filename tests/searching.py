"""The lookup of `templates/assets/search.js`, once more in Python: a site's output asked for words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from disclosure.lookup import fold


def keys_of(word: str) -> list[int]:
    """The keys of a folded word."""
    units = word.encode("utf-16-le", "surrogatepass")
    numbers = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
    return numbers if len(numbers) == 1 else [a | b << 16 for a, b in pairwise(numbers)]


class Lookup:
    """The search index of a built site."""

    def __init__(self, output: Path, files: int) -> None:
        self.output, self.files = output, files

    def candidates(self, query: str) -> list[str]:
        """Slugs of the bodies that may hold all words of `query`."""
        words = [w for w in map(fold, query.split()) if w]
        if not words:
            return [
                slug
                for part, _ in json.loads((self.output / "search/parts.json").read_bytes())
                for slug in self._slugs(part)
            ]
        found = [set(self._bodies(key)) for word in words for key in keys_of(word)]
        return [self._slugs(part)[n] for part, n in sorted(set.intersection(*found))]

    def search(self, query: str) -> set[tuple[str, str]]:
        """Slug and anchor of each finding that holds all words of `query`."""
        words = [w for w in map(fold, query.split()) if w]
        signs = not words
        found = set()
        for slug in self.candidates(query):
            body = json.loads((self.output / f"bodies/{slug}/body.json").read_bytes())
            for finding in (f for report in body["reports"] for f in report["findings"]):
                texts = [finding["label"] + finding["title"], *finding["text"].split("\n")]
                if signs:
                    holds = all(any(w in t for t in texts) for w in query.split())
                else:
                    holds = all(any(w in fold(t) for t in texts) for w in words)
                if holds:
                    found.add((slug, finding["anchor"]))
        return found

    def _slugs(self, part: str) -> list[str]:
        found: list[str] = json.loads((self.output / f"search/parts/{part}.json").read_bytes())
        return found

    def _bodies(self, key: int) -> Iterator[tuple[str, int]]:
        path = self.output / f"search/keys/{key % self.files}.bin"
        data = path.read_bytes() if path.exists() else b""
        quotient = key // self.files
        wanted = (quotient ^ quotient >> 16) & 0xFFFF
        at = 0

        def group() -> int:
            nonlocal at
            number = shift = 0
            while True:
                byte = data[at]
                at += 1
                number |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    return number

        while at < len(data):
            part = data[at + 1 : at + 1 + data[at]].decode()
            at += 1 + data[at]
            count = int.from_bytes(data[at : at + 2], "little")
            end = at + 6 + int.from_bytes(data[at + 2 : at + 6], "little")
            at += 6
            while at < end:
                tag = int.from_bytes(data[at : at + 2], "little")
                at += 2
                number = group()
                if number:
                    place = 0
                    for _ in range(number):
                        place += group()
                        if tag == wanted:
                            yield part, place
                else:
                    for place in range(count):
                        if tag == wanted and data[at + place // 8] >> place % 8 & 1:
                            yield part, place
                    at += -(-count // 8)
