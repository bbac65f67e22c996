"""Atom feeds (RFC 4287), the newest reports as news.

In: entries and what a feed says of itself. Out: the bytes of the feed. Ids are UUIDs worked out from the base
URL and the report's slug and key, so a feed built again has the same ids; times are days of publication in China, from
the front matter alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha1
from html import escape
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from disclosure.addresses import body_url, url
from disclosure.config import Config

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What `text` changes."""
_NEVER = "1970-01-01"
_DAY = len(_NEVER)
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


def pack(entry: Entry) -> str:
    """An entry as one text, to be kept. Its day stands first, so that packed entries are told by it as they stand."""
    packed = _INSIDE.join(entry)
    if packed.count(_INSIDE) == len(entry) - 1 and _BETWEEN not in packed:
        return packed
    return _INSIDE.join([_CONTROL.sub("\ufffd", value) for value in entry])


def unpack(packed: str) -> Entry:
    """What `pack` was given."""
    return Entry(*packed.split(_INSIDE))


def join(packed: Iterable[str]) -> bytes:
    """Packed entries as few bytes."""
    return _BETWEEN.join(packed).encode()


def newest(lists: Iterable[bytes], most: int) -> list[str]:
    """The newest `most` packed entries of several joined lists, each newest first; those of one day in the order of
    slug, then the later report first.

    The lists that begin with the `most` newest days hold enough of them. Of the others none matters but those that begin
    with the last of these days.
    """
    found = sorted(lists, reverse=True)
    if len(found) > most:
        least = found[most - 1][:_DAY]
        found = [each for each in found if each[:_DAY] >= least]
    entries = [entry for each in found if each for entry in each.decode().split(_BETWEEN)]
    entries.sort(key=_order)
    entries.sort(key=lambda entry: entry[:_DAY], reverse=True)
    return entries[:most]


def _order(packed: str) -> tuple[str, int]:
    _, slug, key, _ = packed.split(_INSIDE, 3)
    return slug, -int(key[11:] or 1)


def text(value: str) -> str:
    """`value` as XML text; a character that XML cannot hold becomes a replacement character."""
    return escape(_NOT_XML.sub("\ufffd", value)) if _SPECIAL.search(value) else value


@lru_cache(maxsize=4)
def _space(base: str) -> bytes:
    return uuid5(NAMESPACE_URL, base).bytes


def identity(config: Config, name: str) -> str:
    """The id of a feed or an entry: a UUID of version 5, made of the SHA-1 of its name in a third of the time of `uuid`."""
    found = sha1(_space(config.base_url or config.title) + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(found[16], 16) % 4]
    return f"urn:uuid:{found[:8]}-{found[8:12]}-5{found[13:16]}-{variant}{found[17:20]}-{found[20:32]}"


def moment(day: str) -> str:
    """A day as the moment at which it begins in China."""
    return f"{day or _NEVER}T00:00:00+08:00"


def entry_xml(config: Config, entry: Entry) -> bytes:
    """An entry as XML."""
    link, day = body_url(config, entry.slug, entry.anchor), moment(entry.published)
    return (
        f"<entry><id>{identity(config, entry.name)}</id><title>{text(entry.title)}</title>"
        f'<link rel="alternate" type="text/html" href="{text(link)}"/>'
        f"<published>{day}</published><updated>{day}</updated>"
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
