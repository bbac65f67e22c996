"""Files that grow with the whole site, joined from the pieces of all parts.

In: what the parts gave and how it is joined. Out: jobs, plain data that any process can work on; the work done on one.
A piece that is as it was is copied from the file that readers see, so that a change costs no part but its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from disclosure import output
from disclosure.disk import digest
from disclosure.page import Assembly, Part
from disclosure.records import Index

File = tuple[Assembly, Sequence[tuple[str, int, int]]]
"""How a file is joined, and its pieces: file, offset and length."""


@dataclass(frozen=True, slots=True)
class JoinJob:
    """Files that must be joined again."""

    tree: str
    files: Sequence[File]


def join_files(job: JoinJob) -> None:
    """Do `job`; raises OSError where a file cannot be written."""
    for file, ranges in job.files:
        output.assemble(job.tree, file.address, file.head, ranges, file.joint, file.tail)


def plan_files(
    seen: str, store: str, parts: Sequence[Part], old: Index, new: Index, made: Collection[str]
) -> list[File]:
    """The files to be joined again; notes in `new` what is known of all.

    `seen` is the tree that readers see, `store` the folder with what the parts gave, `made` the parts made again.
    """
    found: list[File] = []
    for address, assembly in sorted(_assemblies(new).items()):
        pieces = [(p.key, new.parts[p.key].pieces[address]) for p in parts if address in new.parts[p.key].pieces]
        pieces = [(key, piece) for key, piece in pieces if piece[1]]
        total = digest(assembly.head, assembly.joint, assembly.tail, *(piece[2] for _, piece in pieces))
        offsets, offset = {}, len(assembly.head)
        for key, (_, length, _) in pieces:
            offsets[key] = offset
            offset += length + len(assembly.joint)
        new.assembled[address] = offsets
        entry = b"\0" * 16 + total
        new.entries[address] = entry
        if old.entries.get(address) == entry:
            continue
        ranges = []
        for key, (offset, length, _) in pieces:
            if key in made:
                ranges.append((f"{store}/{new.parts[key].file}.pieces", offset, length))
            else:
                ranges.append((f"{seen}/{address}", old.assembled[address][key], length))
        found.append((assembly, ranges))
    return found


def _assemblies(new: Index) -> dict[str, Assembly]:
    """How each file is joined, by address; one that no maker speaks of is its pieces and nothing else."""
    found = {a[0]: Assembly(*a) for _, _, those in new.site.values() for a in those}
    for record in new.parts.values():
        for address in record.pieces:
            found.setdefault(address, Assembly(address))
    return found
