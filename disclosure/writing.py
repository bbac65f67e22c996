"""Pages to files: rendered where what they show changed, written where their bytes did.

In: pages of the makers and what the last build knew of them. Out: files in the tree `work`, and what to know of them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure import output
from disclosure.compiled import PREFIX
from disclosure.config import Config
from disclosure.disk import digest
from disclosure.keeping import plain_bytes
from disclosure.page import Page
from disclosure.problem import Place, Problem, Words, error
from disclosure.records import Entry
from disclosure.rendering import Renderer, template_folders


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every job of a build."""

    root: str
    work: str
    store: str
    config: Config
    base: bytes
    """Sum over the program and the settings."""
    today: str | None
    preview: bool
    """Whether drafts and reports of a later day are shown."""
    number: int
    """Generation of the build."""
    stamp: int
    """Another number for every build of a process."""


_settings: dict[tuple[bytes, int], Setting] = {}


def shared(setting: Setting) -> Setting:
    """The first of the equal settings that this process got: makers keep what they work out from its parts."""
    key = (setting.base, setting.stamp)
    if key not in _settings:
        _settings.clear()
    return _settings.setdefault(key, setting)


_renderers: dict[tuple[str, bytes, int, int], Renderer] = {}


def renderer_of(setting: Setting) -> Renderer:
    """The renderer of this process for one build: its templates are compiled once for all the jobs it does."""
    key = (setting.root, setting.base, setting.number, setting.stamp)
    if key not in _renderers:
        _renderers.clear()
        kept = Path(setting.store, f"{PREFIX}{setting.base.hex()}")
        _renderers[key] = Renderer(setting.config, template_folders(Path(setting.root)), kept)
    return _renderers[key]


class Writer:
    """Renders pages and writes those whose bytes are new; notes what it did."""

    def __init__(self, setting: Setting, entries: Mapping[str, Entry], times: dict[str, float]) -> None:
        self.setting = setting
        self.old = entries
        self.times = times
        self.entries: dict[str, Entry] = {}
        self.changed: list[tuple[str, str]] = []
        self.templates: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.sources: dict[str, bytes] = {}

    @property
    def renderer(self) -> Renderer:
        """Made when the first page with a template comes."""
        return renderer_of(self.setting)

    def put(self, page: Page, reason: str, inputs: bytes | None = None) -> None:
        """Write `page` if it is not as it was; `inputs` is a sum of all it is made from, else its data is summed."""
        if page.address in self.entries or not safe(page.address):
            self.problems.append(twice(page.address))
            return
        old = self.old.get(page.address)
        if page.template:
            made_from = self._made_from(page, inputs)
            if old and old[:16] == made_from:
                self.entries[page.address] = old
                return
            started = time.perf_counter()
            content = self.renderer.render(page)
            self._count(f"render {page.template}", started)
        else:
            content = self._read(page.copy) if page.copy else page.content
            made_from = b"\0" * 16
        written = digest(content)
        self.entries[page.address] = made_from + written
        if old is None or old[16:] != written:
            started = time.perf_counter()
            output.write_new(self.setting.work, page.address, content)
            self._count("write", started)
            self.changed.append((page.address, reason if old else f"new: {reason}"))

    def _made_from(self, page: Page, inputs: bytes | None) -> bytes:
        if page.template not in self.templates:
            self.templates[page.template] = self.renderer.closure_sum(page.template)
        data = inputs or plain_bytes(page.data)
        return digest(self.setting.base, self.templates[page.template], page.template.encode(), data)

    def _read(self, path: str) -> bytes:
        known = self.sources.get(path)
        return Path(self.setting.root, path).read_bytes() if known is None else known

    def _count(self, stage: str, started: float) -> None:
        self.times[stage] = self.times.get(stage, 0.0) + time.perf_counter() - started


def safe(address: str) -> bool:
    """Whether `address` is a relative path that stays below the site's root and is not hidden."""
    return (
        bool(address) and all(step and not step.startswith(".") for step in address.split("/")) and "\0" not in address
    )


def twice(address: str) -> Problem:
    """Two pages want one address."""
    what = Words(f"两个页面要用同一个网址 {address}", f"two pages want the address {address}, or it is no address")
    mend = Words(
        "给其中一个文件夹或主题换名；是 site.yaml 里 redirects 的旧网址就删去那一条",
        "give one of the two folders or topics another name; delete a redirect of site.yaml that takes the address of a page",
    )
    return error(Place(address), "page.address", what, mend)
