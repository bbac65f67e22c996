"""How many notices a second the import takes in, and whether its memory stays flat.

Notices are made from the seeds' texts, each with a body, a date and findings of its own, as txt, html and docx.
Run: python benchmarks/importing.py [COUNT] [--forms txt html docx] [--long LONG]    (COUNT files a form for speed, LONG txt for memory)
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from disclosure import raw, readers, regions  # noqa: E402
from disclosure.document import Block  # noqa: E402
from disclosure.importing_many import Settings, gather, import_many  # noqa: E402
from disclosure.library import Library  # noqa: E402
from tests import webpages, wordfiles  # noqa: E402


def seeds() -> list[list[str]]:
    """Lines of the sources that this repository holds."""
    found = sorted((ROOT / "content").rglob("sources/*.txt"))
    if not found:
        sys.exit("no source text below content/")
    documents = (readers.read(raw.load(path, path.name))[0] for path in found)
    return [[b.text for b in document.blocks if isinstance(b, Block)] for document in documents]


def bodies() -> list[str]:
    """Names of bodies, each in a district of its own whose name no other has."""
    names: dict[str, list[str]] = {}
    for code in range(110_000, 660_000):
        region = regions.by_code(str(code))
        if region and region.level == "district":
            names.setdefault(region.short, []).append("".join(region.path))
    return [f"{paths[0]}红十字会" for short, paths in sorted(names.items()) if len(paths) == 1 and len(short) > 1]


def notices(count: int, texts: Sequence[Sequence[str]], names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Title and lines of `count` notices: a seed with its publisher and date changed."""
    for number in range(count):
        lines = texts[number % len(texts)]
        name, year, month = names[number % len(names)], 2010 + number // len(names) % 15, number % 12 + 1
        publisher = next(m[0] for line in reversed(lines) if (m := re.fullmatch(r"中共\S+党组", line.strip())))
        joined = "\n".join(lines).replace(publisher, f"中共{name}党组")
        joined = re.sub(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$", f"{year}年{month}月20日", joined)
        title, *rest = joined.split("\n")
        yield title, rest


FORMS: dict[str, Callable[[str, list[str]], bytes]] = {
    "txt": lambda title, lines: "\n\n".join([title, *lines]).encode(),
    "html": webpages.cms,
    "docx": lambda title, lines: wordfiles.typed([title, *lines]),
}
"""A notice as a file of each form."""


def measure(folder: Path, form: str) -> tuple[float, float, int]:
    """Notices a second, milliseconds of processor time a notice (all processes), and how many were taken in."""
    files = gather([folder / form])
    out = folder / f"content-{form}"
    start, used = time.perf_counter(), processor()
    states = [o.state for o in import_many(files, Library(out), Settings())]
    seconds = time.perf_counter() - start
    shutil.rmtree(out, ignore_errors=True)
    taken = sum(state != "refused" for state in states)
    return len(files) / seconds, 1000 * (processor() - used) / len(files), taken


def processor() -> float:
    """Seconds of processor time of this process and those that it ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def resident() -> int:
    """Resident size of this process now, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def main() -> None:
    """Make the files, import them, print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=300)
    parser.add_argument("--forms", nargs="+", choices=list(FORMS), default=list(FORMS))
    parser.add_argument("--long", type=int, default=0)
    options = parser.parse_args()
    texts, names = seeds(), bodies()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for form in options.forms:
            (folder / form).mkdir()
            for number, (title, lines) in enumerate(notices(options.count, texts, names)):
                (folder / form / f"{number:06d}.{form}").write_bytes(FORMS[form](title, lines))
        for form in options.forms:
            speed, used, taken = measure(folder, form)
            print(f"{form}: {speed:.0f} notices a second, {used:.1f} ms of processor time each, {taken} taken in")
        if options.long:
            flat(folder, options.long, texts, names)


def flat(folder: Path, count: int, texts: Sequence[Sequence[str]], names: Sequence[str]) -> None:
    """Import `count` notices and print the resident size on the way."""
    (folder / "long").mkdir()
    for number, (title, lines) in enumerate(notices(count, texts, names)):
        (folder / "long" / f"{number:06d}.txt").write_bytes(FORMS["txt"](title, lines))
    files, start, taken = gather([folder / "long"]), time.perf_counter(), 0
    for number, outcome in enumerate(import_many(files, Library(folder / "content-long"), Settings()), 1):
        taken += outcome.state != "refused"
        if number % max(count // 10, 1) == 0:
            rate = number / (time.perf_counter() - start)
            print(f"{number} files, {taken} taken in, {resident()} MB resident, {rate:.0f} a second")


if __name__ == "__main__":
    main()
