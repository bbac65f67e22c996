"""The parts of a docx package, read within bounds.

In: the bytes of the file. Out: parsed XML parts. A part is unpacked up to a limit, never further, so that a
package that claims little and holds much costs neither time nor memory; no entity is ever expanded.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from disclosure.problem import ContentError, Words
from disclosure.raw import RawFile, refuse

MAX_PART = 32 << 20
"""Bytes of one unpacked part at most."""
_MARGINS = 30
"""Headers, and footers, that are looked at: three a section."""
_MARGIN_SIZE = 1 << 18
"""Bytes of a header or footer that is looked at, unpacked."""
MAX_PARTS = 4_000
"""Parts of a package at most."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that hold text and numbering; None where the package has none."""

    document: Any
    styles: Any = None
    numbering: Any = None
    footnotes: Any = None
    endnotes: Any = None
    margins: tuple[Any, ...] = ()
    """Headers and footers."""


def open_parts(raw: RawFile) -> Parts:
    """The parts of the package `raw`; raises ContentError where it is damaged, encrypted or too large."""
    try:
        with zipfile.ZipFile(BytesIO(raw.data)) as archive:
            if len(archive.infolist()) > MAX_PARTS:
                raise _bomb(raw.name, f"{MAX_PARTS} 个部分", f"{MAX_PARTS} parts")
            return _parts(raw.name, archive)
    except RuntimeError as exc:
        if "password" in str(exc) or "encrypted" in str(exc):
            raise refuse(
                raw.name,
                "raw.encrypted",
                Words("文件加了密码", "this file is protected by a password"),
                Words("去掉密码后另存", "save it without the password"),
            ) from None
        raise damaged(raw.name) from None
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, EOFError, OSError, ValueError):
        raise damaged(raw.name) from None


def damaged(name: str) -> ContentError:
    """The error for a package that cannot be read whole."""
    return refuse(
        name,
        "reader.damaged",
        Words("docx 文件不完整或已损坏", "this docx is cut short or damaged"),
        Words("重新下载，或在 Word 中重新保存", "download it again, or save it again in Word"),
    )


def _bomb(name: str, zh: str, en: str) -> ContentError:
    return refuse(
        name,
        "reader.bomb",
        Words(f"解压后超过上限（{zh}）", f"unpacked it is over the limit of {en}"),
        Words("只导入公开通报本身", "import the notice alone"),
    )


def _parts(name: str, archive: zipfile.ZipFile) -> Parts:
    names = set(archive.namelist())
    main = _main_part(name, archive, names)
    folder, base = posixpath.split(main)
    targets = _targets(name, archive, posixpath.join(folder, "_rels", base + ".rels"), names)

    def path_of(target: str) -> str:
        return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")

    def part(kind: str) -> Any:
        path = path_of(targets.get(kind, [f"{kind}.xml"])[0])
        return _xml(name, archive, path) if path in names else None

    margins = [path_of(t) for kind in ("header", "footer") for t in targets.get(kind, ())[:_MARGINS]]
    return Parts(
        _xml(name, archive, main),
        part("styles"),
        part("numbering"),
        part("footnotes"),
        part("endnotes"),
        _small(name, archive, [path for path in margins if path in names]),
    )


def _small(name: str, archive: zipfile.ZipFile, paths: Sequence[str]) -> tuple[Any, ...]:
    """Those of the parts at `paths` that can be read and are as small as headers are."""
    found: list[Any] = []
    for path in dict.fromkeys(paths):
        if archive.getinfo(path).file_size <= _MARGIN_SIZE:
            with suppress(etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error):
                found.append(_xml(name, archive, path))
    return tuple(found)


def _main_part(name: str, archive: zipfile.ZipFile, names: set[str]) -> str:
    target = _targets(name, archive, "_rels/.rels", names).get("officeDocument", ["word/document.xml"])[0]
    path = posixpath.normpath(target).lstrip("/")
    return path if path in names else "word/document.xml"


def _targets(name: str, archive: zipfile.ZipFile, path: str, names: set[str]) -> dict[str, list[str]]:
    if path not in names:
        return {}
    found: dict[str, list[str]] = {}
    for relation in _xml(name, archive, path):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        if relation.get("TargetMode") != "External":
            found.setdefault(kind, []).append(str(relation.get("Target", "")))
    return found


def _xml(name: str, archive: zipfile.ZipFile, path: str) -> Any:
    with archive.open(path) as file:
        data = file.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise _bomb(name, f"{MAX_PART >> 20} MB", f"{MAX_PART >> 20} MB")
    if b"<!DOCTYPE" in data[:8192].replace(b"\0", b""):
        raise _entities(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _entities(name)
    return root


def _entities(name: str) -> ContentError:
    return refuse(
        name,
        "reader.entities",
        Words("docx 里有 XML 实体定义，Word 不会这样写", "this docx defines XML entities, which Word never does"),
        Words("从可靠来源重新取得原文", "get the notice again from a source that you trust"),
    )
