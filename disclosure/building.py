"""The build: site.yaml, content/ and templates/ into output/.

In: a site's folder. Out: the built site and a summary.
"""

from __future__ import annotations

import resource
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from disclosure import config as settings
from disclosure import loading
from disclosure.disk import walk_files
from disclosure.page import Assembly, Page, Part
from disclosure.pages import MAKERS
from disclosure.problem import Problem
from disclosure.rendering import Renderer, template_folders
from disclosure.report import Body

ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did."""

    built: tuple[str, ...]
    """Addresses whose bytes were written."""
    unchanged: int
    removed: tuple[str, ...]
    seconds: float
    peak_memory: int
    """Bytes."""
    problems: tuple[Problem, ...] = ()
    """Warnings of the content."""


def build(root: Path, output: Path, *, today: str | None = None) -> Summary:
    """Build the site at `root` into `output`; raises ContentError or UsageError and then leaves `output` as it was."""
    start = time.monotonic()
    config = settings.load(root / "site.yaml")
    bodies, problems = loading.load_site_or_raise(root)
    bodies = [loading.shown(b, today) for b in bodies]
    renderer = Renderer(config, template_folders(root))
    files: dict[str, bytes] = {}
    for page in [*_make(config, bodies), *_assets(root)]:
        if page.copy:
            files[page.address] = (root / page.copy).read_bytes()
        else:
            files[page.address] = renderer.render(page) if page.template else page.content
    built, removed = _write(output, files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    seconds = time.monotonic() - start
    return Summary(built, len(files) - len(built), removed, seconds, peak, tuple(problems))


def _make(config: settings.Config, bodies: list[Body]) -> Iterable[Page]:
    part = Part(bodies[0].slug, tuple(b.slug for b in bodies), 0, alone=True) if bodies else None
    for maker in MAKERS:
        kept = []
        for body in bodies:
            pages, keep = maker.body(config, body)
            kept.append(keep)
            yield from pages
        parts = []
        pieces: dict[str, list[bytes]] = {}
        if part:
            result = maker.part(config, part, kept)
            yield from result.pages
            parts.append((part, result.summary))
            for piece in result.pieces:
                pieces.setdefault(piece.address, []).append(piece.content)
        pages, assemblies = maker.site(config, parts)
        yield from pages
        for assembly in assemblies:
            yield Page(assembly.address, content=_assemble(assembly, pieces.get(assembly.address, [])))


def _assemble(assembly: Assembly, pieces: list[bytes]) -> bytes:
    return assembly.head + assembly.joint.join(p for p in pieces if p) + assembly.tail


def _assets(root: Path) -> Iterable[Page]:
    found: dict[str, bytes] = {}
    for folder in reversed(template_folders(root)):
        assets = folder / ASSETS
        if assets.is_dir():
            for path in walk_files(assets):
                found[f"{ASSETS}/{path.relative_to(assets).as_posix()}"] = path.read_bytes()
    return [Page(address, content=content) for address, content in sorted(found.items())]


def _write(output: Path, files: dict[str, bytes]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old = {}
    if output.is_dir():
        old = {p.relative_to(output).as_posix(): p.read_bytes() for p in walk_files(output)}
    new = output.with_name(f".{output.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    for address, content in files.items():
        path = new / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    aside = output.with_name(f".{output.name}.old")
    if output.exists():
        output.rename(aside)
    new.rename(output)
    shutil.rmtree(aside, ignore_errors=True)
    built = tuple(a for a, content in files.items() if old.get(a) != content)
    return built, tuple(a for a in old if a not in files)
