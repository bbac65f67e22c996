"""Random changes to a site, for tests that something follows any change."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.driver import Site

REPORT = """---
schema: 1
title: 关于巡察整改进展情况的通报
publisher: 中共{name}党组
published: {day}
inspection:
  kind: inspection
---

## 二、落实情况

### 1. 关于“{word}”问题 {{#1 .finding status={status}}}

1. 一是{word}。
2. 二是完善制度。

整改结果：已完成

### 2. 第二个问题 {{#2 .finding}}

{word}的情况已经说明。
"""
WORDS = ("第一议题", "应急救护", "捐赠物资", "志愿服务", "财务管理", "档案&<台账>")
REGIONS = ("[山东省, 济南市]", "[湖北省, 武汉市]", "[广东省]")
TODAY = "2026-06-01"


class Editor:
    """Makes random changes to a site, each from a number."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site, self.random, self.count = site, random.Random(seed), 0
        self.today = TODAY

    def bodies(self) -> list[Path]:
        return sorted(p.parent for p in (self.site.root / "content").rglob("body.yaml"))

    def reports(self) -> list[Path]:
        return sorted((self.site.root / "content").rglob("20*.md"))

    def add_body(self) -> None:
        self.count += 1
        slug = f"{self.random.choice('abcdefgh')}{self.count}-body"
        if self.random.random() < 0.1 and not any(body.name == "sources" for body in self.bodies()):
            slug = "sources"  # the name of a folder inside bodies is a name for a body as well
        folder = self.site.root / "content" / self.random.choice(("x", "y/z", ".")) / slug
        folder.mkdir(parents=True)
        region = self.random.choice(REGIONS)
        (folder / "body.yaml").write_text(f"name: 单位{self.count}\nregion: {region}\nlevel: city\nkind: red-cross\n")
        for _ in range(self.random.randrange(3)):
            self.add_report(folder)

    def add_report(self, folder: Path | None = None) -> None:
        folder = folder or self.random.choice(self.bodies())
        day = f"202{self.random.randrange(5, 7)}-0{self.random.randrange(1, 9)}-11"
        word, status = self.random.choice(WORDS), self.random.choice(("done", "open", "ongoing"))
        (folder / f"{day}.md").write_text(REPORT.format(name=folder.name, day=day, word=word, status=status))

    def edit_report(self) -> None:
        path = self.random.choice(self.reports())
        text = path.read_text()
        for word in WORDS:
            if word in text:
                path.write_text(text.replace(word, self.random.choice(WORDS)))
                return
        path.write_text(text + "\n又一段。\n")

    def edit_status(self) -> None:
        path = self.random.choice(self.reports())
        path.write_text(path.read_text().replace("status=done", "status=open"))

    def edit_state(self) -> None:
        path = self.random.choice(self.reports())
        path.write_text(
            path.read_text().replace("schema: 1\n", "schema: 1\nstate: draft\n")
            if "state:" not in path.read_text()
            else path.read_text().replace("state: draft\n", "")
        )

    def remove_report(self) -> None:
        if len(self.reports()) > 2:
            self.random.choice(self.reports()).unlink()

    def remove_body(self) -> None:
        if len(self.bodies()) > 1:
            shutil.rmtree(self.random.choice(self.bodies()))
        if not self.reports():
            self.add_report()

    def rename_body(self) -> None:
        self.count += 1
        folder = self.random.choice(self.bodies())
        folder.rename(folder.with_name(f"{self.random.choice('abcxyz')}{self.count}-moved"))

    def edit_body(self) -> None:
        path = self.random.choice(self.bodies()) / "body.yaml"
        path.write_text(
            path.read_text() + ("" if "short_name" in path.read_text() else f"short_name: 简称{self.count}\n")
        )

    def move_region(self) -> None:
        path = self.random.choice(self.bodies()) / "body.yaml"
        lines = [
            f"region: {self.random.choice(REGIONS)}" if x.startswith("region") else x
            for x in path.read_text().splitlines()
        ]
        path.write_text("\n".join(lines) + "\n")

    def edit_settings(self) -> None:
        self.count += 1
        path = self.site.root / "site.yaml"
        lines = [f"title: 站{self.count}" if x.startswith("title") else x for x in path.read_text().splitlines()]
        path.write_text("\n".join(lines) + "\n")

    def edit_template(self) -> None:
        self.count += 1
        folder = self.site.root / "templates"
        path = self.random.choice([p for p in sorted(folder.rglob("*.html")) if "assets" not in p.parts])
        path.write_text(path.read_text() + f"{{# {self.count} #}}<!-- {self.count} -->\n")

    def edit_asset(self) -> None:
        self.count += 1
        assets = self.site.root / "templates" / "assets"
        assets.mkdir(exist_ok=True)
        names = sorted(p.name for p in assets.iterdir() if p.is_file())
        if names and self.random.random() < 0.3:
            (assets / self.random.choice(names)).unlink()
        else:
            (assets / f"a{self.random.randrange(4)}.css").write_text(f"/* {self.count} */\n")

    def edit_source(self) -> None:
        """A file that a body keeps of its notice, or one that belongs to no body."""
        self.count += 1
        folder = self.random.choice((self.random.choice(self.bodies()) / "sources", self.site.root / "content" / "x"))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.random.choice('ab')}.txt").write_text(f"{self.count}\n")

    def next_day(self) -> None:
        self.today = self.random.choice(("2026-02-01", "2026-06-01", "2026-09-01"))

    def touch(self) -> None:
        for path in self.reports():
            os.utime(path)

    def change(self) -> str:
        changes: list[Callable[[], None]] = [
            *(self.add_body, self.add_report, self.edit_report, self.edit_report, self.edit_status, self.edit_state),
            *(self.remove_report, self.remove_body, self.rename_body, self.edit_body, self.move_region),
            *(self.edit_settings, self.edit_template, self.edit_asset, self.next_day, self.touch, self.edit_source),
        ]
        change = self.random.choice(changes)
        change()
        return change.__name__
