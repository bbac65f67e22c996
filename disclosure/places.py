"""The pages of places: which there are, and their addresses, from the division codes.

In: the names of a body's region, largest first. Out: keys of addresses: `37` for a province, `3701` for a city, `370116`
for a district. A name that the table does not know gets a key from the name itself, so that it keeps its address.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from disclosure import regions

FOLDER = "compare/regions/"
_DIGITS = {"province": 2, "city": 4, "district": 6}


@lru_cache(maxsize=16384)
def place_key(names: tuple[str, ...]) -> str:
    """The key of the place at the end of `names`."""
    region = regions.by_path(names)
    if region and region.path[-1] == names[-1]:
        return region.code[: _DIGITS.get(region.level, 6)]
    return "x" + hashlib.sha256("/".join(names).encode()).hexdigest()[:10]


def place_order(names: tuple[str, ...]) -> tuple[str, str]:
    """The place at the end of `names` among its neighbours: by division code; those that the table does not know come last, by name."""
    key = place_key(names)
    return ("x", names[-1]) if key.startswith("x") else (key, names[-1])


def place_address(names: tuple[str, ...]) -> str:
    """The address of the page of a place, below the site's root."""
    return f"{FOLDER}{place_key(names)}/index.html"


def paths(region: Sequence[str]) -> list[tuple[str, ...]]:
    """The places of a body, from the largest to its own; a place named twice in a row stands once."""
    names = tuple(dict.fromkeys(region))
    return [names[: depth + 1] for depth in range(len(names))]


def shown(region: Sequence[str]) -> list[tuple[str, ...]]:
    """The places of a body that surely have a page: all but the smallest of three, which may hold this body alone."""
    return paths(region)[:2]


def with_page(regions_of_bodies: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Every place that has a page, of a site whose bodies are at `regions_of_bodies`, each after the one above it."""
    found = Counter(path for region in regions_of_bodies for path in paths(region))
    return [path for path, bodies in found.items() if len(path) < 3 or bodies > 1]
