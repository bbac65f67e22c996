"""The preview: build, serve, watch, build again.

In: a site's folder. Out: pages on this machine that follow every change. Drafts and reports of a later day are shown
and marked. Builds go into a folder of the preview's own; the pages never stand in `output/` with a script in them.
The order that loses nothing: watch first, then build; a change during a build asks for one more. One build at a time.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from disclosure.building import build
from disclosure.problem import ContentError, Place, Words, error
from disclosure.serving_live import LOCAL, Live, Preview
from disclosure.task import PACKAGE

FOLDER = ".cache/preview/site"
WATCHED = ("content", "templates")
PORT = "DISCLOSURE_PREVIEW_PORT"
_DEBOUNCE, _STEP = 300, 5  # milliseconds: at most so long, ended by so long a silence


@dataclass(frozen=True, slots=True)
class Served:
    """Where the preview stands."""

    address: str
    moved: bool
    """Whether the port that was asked for is in use."""
    open_to_others: bool


class Watcher:
    """Collects changes of files and tells the builder; new folders are seen, also the watched ones themselves."""

    def __init__(self, root: Path, wake: Callable[[set[str]], None]) -> None:
        self.root, self.wake = root, wake
        self.stop = threading.Event()
        self.again = threading.Event()
        self.ready = (threading.Event(), threading.Event())

    def start(self) -> None:
        """Begin to watch; returns when nothing can be missed any more."""
        for target in (self._watch_root, self._watch_below):
            threading.Thread(target=target, daemon=True).start()
        for event in self.ready:
            event.wait()

    def _folders(self) -> list[Path]:
        own = [self.root / name for name in WATCHED if (self.root / name).is_dir()]
        return [*own, PACKAGE, *(p for p in [PACKAGE.parent / "templates"] if p.is_dir())]

    def _changes(self, paths: Iterable[Path], recursive: bool, stop: threading.Event, ready: threading.Event) -> None:
        for batch in watchfiles.watch(
            *dict.fromkeys(p.resolve() for p in paths),
            watch_filter=_counts,
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=100,
            yield_on_timeout=True,
            stop_event=stop,
            recursive=recursive,
            raise_interrupt=False,
        ):
            ready.set()  # the first time round the watch stands
            if batch:
                self.wake({path for _, path in batch})

    def _watch_root(self) -> None:
        self._changes([self.root], False, self.stop, self.ready[0])

    def _watch_below(self) -> None:
        while not self.stop.is_set():
            self.again.clear()
            self._changes(self._folders(), True, self.again, self.ready[1])
            self.wake({""})  # what changed between two watches

    def look_again(self) -> None:
        """A watched folder came or went."""
        self.again.set()


def _counts(_: watchfiles.Change, path: str) -> bool:
    """Whether a change of `path` may matter."""
    name = path.rpartition("/")[2]
    return not (
        name.startswith(".") or name.endswith(("~", ".pyc", ".swp", ".swx")) or "/__pycache__" in path or name == "4913"
    )


class Builder:
    """Builds when it is told to, one build at a time, on a thread of its own."""

    def __init__(self, root: Path, output: Path, today: Callable[[], str], language: str) -> None:
        self.root, self.output, self.today, self.language = root.resolve(), output, today, language
        self.lock = threading.Lock()
        self.wanted = threading.Event()
        self.paths: set[str] = set()
        self.succeeded: Callable[[tuple[str, ...]], None] = lambda _: None
        self.failed: Callable[[tuple[str, ...]], None] = lambda _: None
        self.restart: Callable[[], None] = lambda: None
        self.look_again: Callable[[], None] = lambda: None

    def wake(self, paths: set[str]) -> None:
        """Ask for a build because `paths` changed."""
        with self.lock:
            self.paths |= paths
            self.wanted.set()

    def run(self) -> None:
        """Build for ever."""
        while True:
            self.wanted.wait()
            with self.lock:
                paths, self.paths = self.paths, set()
                self.wanted.clear()
            if any(p.startswith(f"{PACKAGE}/") and not p.startswith(f"{PACKAGE}/preview/") for p in paths):
                lines = _broken(self.root, self.language)
                if not lines:
                    self.restart()
                self.failed(lines)
                continue
            if any(p == f"{self.root}/{name}" for p in paths for name in WATCHED):
                self.look_again()
            self.build()

    def build(self) -> None:
        """One build, and what came of it."""
        try:
            summary = build(self.root, self.output, today=self.today(), preview=True)
        except ContentError as exc:
            self.failed(tuple(p.line(self.language) for p in exc.problems))
        except Exception as exc:
            what = Words(f"程序自身的错误：{exc!r}", f"a fault of the program itself: {exc!r}")
            mend = Words("运行 build 看日志", "run build and look at its log")
            self.failed((error(Place("build.py"), "fault", what, mend).line(self.language),))
        else:
            self.succeeded((*summary.built, *summary.removed))


def _broken(root: Path, language: str) -> tuple[str, ...]:
    """What keeps the program from starting again; empty when it can."""
    code = "import disclosure.cli, disclosure.serving, disclosure.rebuilding, disclosure.commands.serve"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
    )
    if not done.returncode:
        return ()
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    places = [line for line in lines if line.startswith("File ")]
    file, number = PACKAGE.name, 0
    if places:
        words = places[-1].split('"')
        file, number = words[1], int("".join(c for c in words[2].split(",")[1] if c.isdigit()) or 0)
    last = lines[-1] if lines else f"exit status {done.returncode}"
    what = Words(f"程序无法启动：{last}", f"the program does not start: {last}")
    mend = Words("改好后保存，会自动重启", "mend it and save: it starts again by itself")
    return (error(Place(file, number), "fault.python", what, mend).line(language),)


def serve(
    root: Path,
    host: str,
    port: int,
    today: Callable[[], str],
    language: str,
    announce: Callable[[Served], None],
    say: Callable[[str], None],
) -> None:
    """Serve the site at `root` until the process is stopped.

    `announce` is told the address, `say` what each build came to. Raises OSError where no port is free.
    """
    root = root.resolve()
    output = root / FOLDER
    output.parent.mkdir(parents=True, exist_ok=True)
    asyncio.run(_serve(root, output, host, port, today, language, announce, say))


async def _serve(
    root: Path,
    output: Path,
    host: str,
    port: int,
    today: Callable[[], str],
    language: str,
    announce: Callable[[Served], None],
    say: Callable[[str], None],
) -> None:
    loop = asyncio.get_running_loop()
    beyond = host not in LOCAL
    hosts = frozenset() if host in ("0.0.0.0", "::", "") else frozenset({host.lower()})  # noqa: S104  (asked for)
    live = Live(output, language, hosts if beyond else LOCAL)
    builder = Builder(root, output, today, language)
    watcher = Watcher(root, builder.wake)
    asked = int(os.environ.pop(PORT, 0)) or port
    listening = Preview(live).listen(host, asked)

    def failed(lines: tuple[str, ...]) -> None:
        for line in lines:
            say(line)
        loop.call_soon_threadsafe(live.failed, lines)

    def succeeded(changed: tuple[str, ...]) -> None:
        if changed or live.problems:
            say(_told(changed, language))
        loop.call_soon_threadsafe(live.succeeded, changed)

    def restart() -> None:
        os.environ[PORT] = str(listening)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  (the same command again)

    builder.failed, builder.succeeded, builder.restart = failed, succeeded, restart
    builder.look_again = watcher.look_again
    watcher.start()
    builder.wake({""})
    threading.Thread(target=builder.run, daemon=True).start()
    shown = f"[{host}]" if ":" in host else host
    announce(Served(f"http://{shown}:{listening}/", listening != asked, beyond))
    try:
        await asyncio.Event().wait()
    finally:
        watcher.stop.set()
        watcher.look_again()


def _told(changed: tuple[str, ...], language: str) -> str:
    if not changed:
        return "已改好，页面没有变化" if language == "zh" else "mended; no page changed"
    first, more = changed[0], len(changed) - 1
    if language == "zh":
        return f"已更新 {first}" + (f" 等 {len(changed)} 个文件" if more else "")
    return f"updated {first}" + (f" and {more} more" if more else "")
