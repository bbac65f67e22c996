"""The folders of bodies below `content/` of a site, by their names alone.

In: a site's folder, or what was seen of it before. Out: a `BodyFolder` a body, and what is wrong with names. No file is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure.problem import Place, Problem, Words, error
from disclosure.state import Folder

CONTENT = "content"
SOURCES = "sources"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BodyFolder(NamedTuple):
    """A folder with a body.yaml, as found on disk."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    slug: str
    """The folder's own name."""
    reports: tuple[str, ...]
    """Names of its `.md` files, sorted."""
    sources: tuple[str, ...] = ()
    """Names of the files in its `sources/`, sorted."""


Listing = Callable[[str], tuple[Sequence[str], Sequence[str]] | None]
"""Names of the files and of the folders in a folder, sorted, without hidden ones; None where it is not there."""


def list_folder(path: str) -> tuple[Sequence[str], Sequence[str]] | None:
    """What the folder `path` holds on disk."""
    files: list[str] = []
    folders: list[str] = []
    try:
        for entry in os.scandir(path):
            if not entry.name.startswith("."):
                (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return sorted(files), sorted(folders)


def listing_of(folders: Mapping[str, Folder]) -> Listing:
    """What `folders`, looked at before, held then."""

    def listing(path: str) -> tuple[Sequence[str], Sequence[str]] | None:
        record = folders.get(path)
        return (record[2], record[3]) if record else None

    return listing


def find_bodies(root: Path, listing: Listing = list_folder) -> tuple[list[BodyFolder], list[Problem]]:
    """Every body's folder under `content/` of the site at `root`, by path, and what is wrong with names."""
    found: list[BodyFolder] = []
    problems: list[Problem] = []
    _find(str(root), CONTENT, listing, found, problems)
    by_slug: dict[str, str] = {}
    for folder in found:
        if folder.slug in by_slug:
            what = Words(
                f"{by_slug[folder.slug]} 已用了名称 {folder.slug}",
                f"{by_slug[folder.slug]} already has the name {folder.slug}",
            )
            mend = Words("给其中一个文件夹改名", "rename one of the two folders")
            problems.append(error(Place(folder.path), "body.slug", what, mend))
        by_slug.setdefault(folder.slug, folder.path)
    return found, problems


def _find(root: str, path: str, listing: Listing, found: list[BodyFolder], problems: list[Problem]) -> None:
    listed = listing(f"{root}/{path}")
    if listed is None:
        return
    names, folders = listed
    is_body = "body.yaml" in names
    if is_body:
        found.append(_body_folder(root, path, listing, names, folders))
        slug = found[-1].slug
        if not SLUG.fullmatch(slug):
            what = Words(f"文件夹名 {slug} 不能用作网址", f"the folder's name {slug} cannot be an address")
            mend = Words("只用小写字母、数字和连字符", "use lower-case letters, digits and hyphens only")
            problems.append(error(Place(path), "body.slug", what, mend))
    elif reports := [n for n in names if n.endswith(".md")]:
        what = Words("这个文件夹里有通报，但没有 body.yaml", "this folder holds reports but no body.yaml")
        mend = Words(
            "加上 body.yaml，写明 name、region、level、kind", "add a body.yaml with name, region, level and kind"
        )
        problems.append(error(Place(f"{path}/{reports[0]}"), "body.missing", what, mend))
    for name in folders:
        if not (is_body and name == SOURCES):
            _find(root, f"{path}/{name}", listing, found, problems)


def body_folder(root: Path, path: str, listing: Listing) -> BodyFolder | None:
    """The body's folder at `path` of the site at `root`; None where none stands there."""
    listed = listing(f"{root}/{path}")
    return _body_folder(str(root), path, listing, *listed) if listed and "body.yaml" in listed[0] else None


def _body_folder(root: str, path: str, listing: Listing, names: Sequence[str], folders: Sequence[str]) -> BodyFolder:
    sources = listing(f"{root}/{path}/{SOURCES}") if SOURCES in folders else None
    reports = tuple([n for n in names if n.endswith(".md")])
    return BodyFolder(path, path.rpartition("/")[2], reports, tuple(sources[0]) if sources else ())
