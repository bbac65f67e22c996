"""Atom feeds (RFC 4287), the newest reports as news.

In: entries and what a feed says of itself. Out: the bytes of the feed. Ids are UUIDs worked out from the base
URL and the report's slug and key, so a feed built again has the same ids; times are days of publication in China, from
the front matter alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from disclosure.addresses import body_url, url
from disclosure.config import Config

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NEVER = "1970-01-01"
_BETWEEN, _INSIDE = "\x1e", "\x1f"
_CONTROL = re.compile("[\x1e\x1f]")


class Entry(NamedTuple):
    """A report in a feed."""

    published: str
    slug: str
    key: str
    name: str
    """What its id is worked out from."""
    anchor: str
    """Where it stands on the body's page."""
    title: str
    author: str
    summary: str


def newest(entries: Iterable[Entry], most: int) -> list[Entry]:
    """The newest `most` entries; those of one day in the order of slug, then the later report first."""
    found = sorted(entries, key=lambda e: (e.slug, -int(e.key[11:] or 1)))
    found.sort(key=lambda e: e.published, reverse=True)
    return found[:most]


def pack(entries: Iterable[Entry]) -> bytes:
    """Entries as few bytes, to be kept."""
    return _BETWEEN.join(_INSIDE.join(_CONTROL.sub("\ufffd", value) for value in e) for e in entries).encode()


def unpack(packed: bytes) -> list[Entry]:
    """What `pack` was given."""
    return [Entry(*each.split(_INSIDE)) for each in packed.decode().split(_BETWEEN)] if packed else []


def text(value: str) -> str:
    """`value` as XML text; a character that XML cannot hold becomes a replacement character."""
    return escape(_NOT_XML.sub("\ufffd", value))


@lru_cache(maxsize=4)
def _space(base: str) -> UUID:
    return uuid5(NAMESPACE_URL, base)


def identity(config: Config, name: str) -> str:
    """The id of a feed or an entry."""
    return f"urn:uuid:{uuid5(_space(config.base_url or config.title), name)}"


def moment(day: str) -> str:
    """A day as the moment at which it begins in China."""
    return f"{day or _NEVER}T00:00:00+08:00"


def entry_xml(config: Config, entry: Entry) -> bytes:
    """An entry as XML."""
    link = body_url(config, entry.slug, entry.anchor)
    return (
        f"<entry><id>{identity(config, entry.name)}</id><title>{text(entry.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{text(link)}"/>'
        f"<published>{moment(entry.published)}</published><updated>{moment(entry.published)}</updated>"
        f"<author><name>{text(entry.author)}</name></author><summary>{text(entry.summary)}</summary></entry>\n"
    ).encode()


def feed(config: Config, address: str, title: str, shows: str, entries: Iterable[Entry]) -> bytes:
    """The feed at `address`, about the page at `shows`; `entries` newest first."""
    found = list(entries)
    day = max((e.published for e in found), default="")
    author = config.publisher.name or config.title
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">'
        f"<id>{identity(config, address)}</id><title>{text(title)}</title><updated>{moment(day)}</updated>"
        f"<author><name>{text(author)}</name></author>"
        f'<link rel="self" type="application/atom+xml" href="{text(url(config, address))}"/>'
        f'<link rel="alternate" type="text/html" href="{text(url(config, shows))}"/>\n'
    )
    return b"".join([head.encode(), *(entry_xml(config, e) for e in found), b"</feed>\n"])
