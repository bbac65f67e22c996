"""An HTML page read for checking: its tags in order, with ids, links and what it loads.

In: the bytes of a page of our own making. Out: a `Scan`. One pattern finds the tags; text and comments are left
where they are. Traded away: the repair rules of HTML 5. What this reader cannot follow is a problem of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from html import unescape
from itertools import accumulate, chain
from typing import NamedTuple

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_RAW = re.compile(r"(<(script|style)\b[^>]*>)(.*?)(?=</\2\s*>)", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)')""")
LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
}
"""Attributes that make a browser ask for something, by element; `link` is looked at by its `rel`."""
LOADING_RELS = frozenset(
    (
        "stylesheet",
        "icon",
        "preload",
        "modulepreload",
        "preconnect",
        "dns-prefetch",
        "manifest",
        "prefetch",
        "apple-touch-icon",
        "mask-icon",
    )
)


class Tag(NamedTuple):
    """A start or end tag."""

    closing: bool
    name: str
    """In lower case."""
    attributes: str
    """As they stand."""
    offset: int
    end: int


@dataclass(frozen=True)
class Scan:
    """A page as read."""

    text: str
    """The page, with the inside of scripts and style sheets blanked."""
    whole: str
    """The page as it stands."""

    @cached_property
    def tags(self) -> list[Tag]:
        """Every tag in order; those inside comments are not among them."""
        # A site of ten thousand bodies has some ten million tags: they are cut apart all at once, and counted.
        parts = _TAG.split(self._without_comments)
        closing, names, attributes = parts[1::4], parts[2::4], parts[3::4]
        lengths = [len(a) + len(b) + len(c) + 2 for a, b, c in zip(closing, names, attributes, strict=True)]
        ends = list(accumulate(chain.from_iterable(zip(map(len, parts[0::4]), lengths, strict=False))))
        rows = zip(map(bool, closing), map(str.lower, names), attributes, ends[0::2], ends[1::2], strict=True)
        return list(map(partial(tuple.__new__, Tag), rows))

    @cached_property
    def _without_comments(self) -> str:
        return _COMMENT.sub(lambda m: " " * len(m[0]), self.text) if "<!--" in self.text else self.text

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """Place and words of each comment."""
        return [(m.start(), m[1]) for m in _COMMENT.finditer(self.text)] if "<!--" in self.text else []

    @cached_property
    def ids(self) -> list[str]:
        """Every id in order."""
        found = _ID.findall(self._without_comments)
        return [unescape(a or b) if "&" in (a or b) else a or b for a, b in found]

    @cached_property
    def links(self) -> list[tuple[str, int]]:
        """Where every `a` and `area` leads, with its place."""
        return [(unescape(href), t.offset) for t in self.tags if t.name in ("a", "area") and (href := get(t, "href"))]

    @cached_property
    def loads(self) -> list[tuple[str, int]]:
        """Everything that the page makes a browser ask for, with its place."""
        return list(self._loads())

    def _loads(self) -> Iterator[tuple[str, int]]:
        for tag in self.tags:
            if tag.closing or not tag.attributes:
                continue
            if tag.name == "link":
                rels = set((get(tag, "rel") or "").lower().split())
                if rels & LOADING_RELS and (href := get(tag, "href")):
                    yield unescape(href), tag.offset
            elif tag.name in LOADS and (value := get(tag, LOADS[tag.name])):
                yield unescape(value), tag.offset


def read(data: bytes) -> Scan:
    """Read the bytes of a page."""
    whole = data.decode("utf-8", "replace")
    text = (
        _RAW.sub(lambda m: m[1] + re.sub(r"[^\n]", " ", m[3]), whole)
        if "<script" in whole or "<style" in whole
        else whole
    )
    return Scan(text, whole)


def get(tag: Tag, name: str) -> str | None:
    """The value of an attribute as it stands; empty for one without a value, None for one that is not there."""
    at = tag.attributes.find(name)
    if at < 0:
        return None
    for key, double, single, bare in _ATTRIBUTE.findall(tag.attributes):
        if key.lower() == name:
            return str(double or single or bare)
    return None


def attributes(tag: Tag) -> list[tuple[str, str]]:
    """Every attribute of a tag with its value as it stands."""
    return [(key.lower(), double or single or bare) for key, double, single, bare in _ATTRIBUTE.findall(tag.attributes)]
