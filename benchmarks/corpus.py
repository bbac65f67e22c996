"""A corpus of N bodies in the site's own content format, made from real reports; the same N gives the same bytes.

Every tenth body has two reports; a report has 8 to 40 findings and 16 to 26 kB of Markdown.
Run: python benchmarks/corpus.py N FOLDER
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from disclosure.config import load  # noqa: E402

PROVINCES = ("山东省", "湖北省", "广东省", "江苏省", "四川省", "河南省", "浙江省", "陕西省")
_HEADING = re.compile(r"^(#{2,6}) (.*?)(?: \{(.*)\})?$", re.M)
_LABEL = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*|【[^】]*】)")
STATUSES = ("done", "done", "done", "ongoing", "open", "unstated")


@dataclass(frozen=True, slots=True)
class Seed:
    """What the corpus takes from a real report."""

    front: str
    opening: str
    closing: str
    findings: tuple[tuple[str, str], ...]
    """Titles without their numbers, and what stands under them."""


def read_seed(path: Path) -> Seed:
    """Cut a report of the site into opening, findings and closing."""
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    front = re.sub(r"(?ms)^source:\n(?:[ ].*\n)+", "", front)
    matches = list(_HEADING.finditer(text))
    ends = [m.start() for m in matches[1:]] + [len(text)]
    findings, opening, closing = [], text[: matches[0].start()], ""
    for match, end in zip(matches, ends, strict=True):
        under = text[match.end() : end].strip("\n")
        if match[3] and ".finding" in match[3]:
            findings.append((_LABEL.sub("", match[2]), under))
            closing = ""
        elif match[1] == "##":
            closing = text[match.start() : end]
    return Seed(front, opening, closing, tuple(findings))


def write(count: int, folder: Path, seeds: list[Seed]) -> None:
    """Write `count` bodies below `folder`."""
    findings = [f for seed in seeds for f in seed.findings]
    for number in range(count):
        draw = random.Random(number)  # noqa: S311  (the same corpus every time)
        province, city = PROVINCES[number % 8], f"第{number // 40 % 50}市"
        slug = f"body-{number:06d}"
        place = folder / "content" / f"p{number % 8}" / f"c{number // 40}" / slug
        place.mkdir(parents=True, exist_ok=True)
        name = f"{city}{number}区红十字会"
        yaml = f"name: 中共{name}党组\nshort_name: {name}\nregion: [{province}, {city}, {number}区]\nlevel: district\nkind: red-cross\n"
        (place / "body.yaml").write_text(yaml + "contacts:\n  phone: [0531-76217956]\n", encoding="utf-8")
        for nth in range(2 if number % 10 == 0 else 1):
            day = (
                f"{2026 - nth}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
                if nth
                else f"2025-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
            )
            day = day if nth == 0 else day.replace("2025", "2024")
            (place / f"{day}.md").write_text(_report(draw, draw.choice(seeds), findings, name, day), encoding="utf-8")


@lru_cache
def topic_ids() -> list[str]:
    """Ids of the topics of site.yaml."""
    return [t.id for t in load(HERE / "site.yaml").topics]


def _report(draw: random.Random, seed: Seed, findings: list[tuple[str, str]], name: str, day: str) -> str:
    front = re.sub(r"(?m)^published: .*$", f"published: {day}", seed.front)
    front = re.sub(r"(?m)^publisher: .*$", f"publisher: 中共{name}党组", front)
    out = [f"---\n{front}---\n{seed.opening}## 二、反馈意见整改进展情况\n"]
    size, wanted, most = len(out[0].encode()), draw.randrange(16_000, 24_000), draw.randrange(8, 41)
    group = number = 0
    topics = topic_ids()
    while number < 8 or (number < most and size < wanted):
        if number % 6 == 0:
            group += 1
            out.append(f"\n### （{'一二三四五六七八九十'[group % 10]}）关于第{group}方面的问题\n")
        number += 1
        title, under = draw.choice(findings)
        marks = f'#{group}.{number} .finding status={draw.choice(STATUSES)} topics="{draw.choice(topics)}"'
        piece = f"\n#### {number}. {title} {{{marks}}}\n\n{under}\n"
        if number > 8 and size + len(piece.encode()) > 26_000:
            break
        out.append(piece)
        size += len(piece.encode())
    return "".join(out) + "\n" + (seed.closing.strip() or "## 三、下一步") + "\n"


def make(count: int, folder: Path, reports: Path = HERE / "content") -> None:
    """Make a site of `count` bodies at `folder` from the reports below `reports`."""
    shutil.rmtree(folder / "content", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "site.yaml", folder / "site.yaml")
    write(count, folder, [read_seed(p) for p in sorted(reports.rglob("20*.md"))])


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]), *map(Path, sys.argv[3:4]))
