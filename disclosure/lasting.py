"""Addresses that people may have cited: those that a site makes public, and the list of those it ever made public.

In: a site's folder, files and ids of its output. Out: addresses, and the grown list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from disclosure.checks import addresses
from disclosure.disk import write_atomic
from disclosure.oswords import reason
from disclosure.problem import ContentError, Place, Words, error

PASSING = ("assets/", "search/", "compare/", "bodies/from-")
"""Where addresses come and go with the content: lists of what is there, and files named after their bytes."""


def published(root: Path) -> tuple[str, ...]:
    """Addresses that were published before, line by line; none where there is no such file yet.

    Raises ContentError where the list cannot be read: without it nothing can be missed.
    """
    try:
        return tuple((root / addresses.FILE).read_text(encoding="utf-8-sig").splitlines())
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as exc:
        why = reason(exc) if isinstance(exc, OSError) else Words("不是 UTF-8 文本", "it is no UTF-8 text")
        what = Words(f"无法读取：{why.zh}", f"it cannot be read: {why.en}")
        mend = Words("从版本库恢复，或另存为 UTF-8", "restore it from version control, or save it as UTF-8")
        raise ContentError([error(Place(addresses.FILE), "addresses.read", what, mend)]) from exc


def is_lasting(page: str) -> bool:
    """Whether the address of a page may be cited for ever: lists of what is there come and go."""
    return not page.startswith(PASSING)


def public_addresses(files: Iterable[str], ids: Mapping[str, frozenset[str]]) -> list[str]:
    """Every address that an output of `files`, with the `ids` of its pages, makes public: pages, files, and findings on the pages of bodies."""
    found: list[str] = []
    for address in sorted(files):
        if not address.endswith(".html"):
            if address.startswith("bodies/") or (address.count("/") < 2 and not address.startswith(PASSING)):
                found.append(address)
        elif address.startswith("bodies/") and address.count("/") == 2:
            found += addresses.of_page(address, ids[address])
        elif is_lasting(address):
            found += addresses.of_page(address, frozenset())
    return found


def remember(root: Path, made_public: Iterable[str]) -> int:
    """Add the addresses `made_public` to `addresses.txt` of the site at `root`; tells how many were new.

    To be called when a publication has succeeded. Nothing is ever taken away. Raises OSError and ContentError.
    """
    known = published(root)
    seen = set(known)
    fresh = [address for address in sorted(made_public) if address not in seen]
    if fresh:
        write_atomic(root / addresses.FILE, "".join(f"{line}\n" for line in (*known, *fresh)).encode())
    return len(fresh)
