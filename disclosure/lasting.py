"""Addresses that people may have cited: those that a site makes public, and the list of those it ever made public.

In: a site's folder and its output. Out: addresses, and the grown list.
"""

from __future__ import annotations

from pathlib import Path

from disclosure import scanning
from disclosure.checks import addresses
from disclosure.disk import walk_files, write_atomic

PASSING = ("assets/", "search/", "compare/", "bodies/from-")
"""Where addresses come and go with the content: lists of what is there, and files named after their bytes."""


def published(root: Path) -> tuple[str, ...]:
    """Addresses that were published before, line by line; none where there is no such file yet."""
    try:
        return tuple((root / addresses.FILE).read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return ()


def is_lasting(page: str) -> bool:
    """Whether the address of a page may be cited for ever: lists of what is there come and go."""
    return not page.startswith(PASSING)


def public_addresses(output: Path) -> list[str]:
    """Every address that the output at `output` makes public: pages, files, and findings on the pages of bodies."""
    found: list[str] = []
    for path in walk_files(output):
        address = path.relative_to(output).as_posix()
        if not address.endswith(".html"):
            if address.startswith("bodies/") or (address.count("/") < 2 and not address.startswith(PASSING)):
                found.append(address)
        elif address.startswith("bodies/") and address.count("/") == 2:
            found += addresses.of_page(address, frozenset(scanning.ids_of(path.read_bytes())))
        elif is_lasting(address):
            found += addresses.of_page(address, frozenset())
    return found


def remember(root: Path, output: Path) -> int:
    """Add the addresses of the output at `output` to `addresses.txt` of the site at `root`; tells how many were new.

    To be called when a publication has succeeded. Nothing is ever taken away. Raises OSError.
    """
    known = published(root)
    seen = set(known)
    fresh = [address for address in sorted(public_addresses(output)) if address not in seen]
    if fresh:
        write_atomic(root / addresses.FILE, "".join(f"{line}\n" for line in (*known, *fresh)).encode())
    return len(fresh)
