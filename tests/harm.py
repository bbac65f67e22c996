"""Random changes to a site that a check must notice, beside those that `editor` makes to its content."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from disclosure.checking import check
from disclosure.disk import sha256
from tests.driver import Site
from tests.editor import TODAY

REVIEW = "  - {{name: {name}, report: {report}, decision: {decision}, date: 2026-01-01, reason: 已核对}}\n"


class Harm:
    """Random changes to what a check looks at beside the content: pages, settings of checks, decisions, lists."""

    def __init__(self, site: Site, chance: random.Random) -> None:
        self.site, self.chance = site, chance
        self.before: dict[Path, bytes] = {}
        """What stood in files of the content that no build can read now."""

    def clear(self) -> None:
        """Take away what no build would write into its output, and what stops it in the content."""
        for path in (*self.site.output.rglob("[ab].*"), self.site.output / ".x"):
            path.unlink(missing_ok=True)
        for path, data in self.before.items():
            path.unlink(missing_ok=True)
            if data:
                path.write_bytes(data)
        self.before.clear()

    def harm(self, path: Path) -> str:
        """What stands in a file of the content that is made unreadable until the next build."""
        self.before.setdefault(path, path.read_bytes() if path.exists() else b"")
        return path.read_text(errors="replace") if path.exists() else ""

    def lead(self, page: Path, address: str) -> None:
        """Let `page` lead to an address of the site."""
        steps = "../" * (len(page.relative_to(self.site.output).parts) - 1)
        page.write_text(page.read_text().replace("</main>", f'<a href="{steps}{address}">x</a></main>'))

    def page(self) -> Path:
        return self.chance.choice(sorted(self.site.output.rglob("*.html")))

    def lose_page(self) -> None:
        self.page().unlink()

    def lose_place(self) -> None:
        path = self.page()
        path.write_text(path.read_text().replace('id="2', 'id="x2', 1))

    def wrong_page(self) -> None:
        path = self.page()
        path.write_text(path.read_text().replace("</main>", '<p><a href="nowhere/">TODO: 去处</a></main>'))

    def other_asset(self) -> None:
        path = self.chance.choice(sorted(self.site.output.rglob("*.css")))
        path.write_text(path.read_text() + "/* x */" * self.chance.randrange(90_000))

    def foreign_file(self) -> None:
        (self.site.output / f"{self.chance.choice('ab')}.md").write_text("x")

    def decide(self) -> None:
        reports = sorted(p for p in (self.site.root / "content").rglob("20*.md") if p.exists())
        some = self.chance.sample(reports, min(2, len(reports)))
        decisions = [
            REVIEW.format(
                name="张三", report=f"{r.parent.name}/{r.stem}", decision=self.chance.choice(("keep", "mask"))
            )
            for r in some
        ]
        self.site.write("reviews.yaml", "names:\n" + "".join(decisions))

    def publish(self) -> None:
        self.site.write("addresses.txt", f"bodies/{self.chance.choice('ab')}/\n")

    def waive(self) -> None:
        path = self.site.root / "site.yaml"
        text = path.read_text().partition("\nchecks:")[0]
        rule = self.chance.choice(("window", "results", "wording"))
        path.write_text(f"{text}\nchecks:\n  exceptions:\n    - {{rule: {rule}, reason: 已核对}}\n")

    def name(self) -> None:
        path = self.chance.choice(sorted(p for p in (self.site.root / "content").rglob("20*.md") if p.exists()))
        path.write_text(path.read_text() + "\n张三因违纪受到处分。公示期限为2026年2月1日至2月28日。\n")

    def report(self) -> Path:
        return self.chance.choice(sorted(p for p in (self.site.root / "content").rglob("20*.md") if p.exists()))

    def rename_page(self) -> None:
        path = self.page()
        path.rename(path.with_name(f"{self.chance.choice('ab')}.html"))

    def exchange_pages(self) -> None:
        one, other = self.page(), self.page()
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)

    def move_place(self) -> None:
        one, other = self.page(), self.page()
        place = f'id="2-{self.chance.randrange(3)}"'
        one.write_text(one.read_text().replace('id="main"', place, 1))
        self.lead(other, f"{one.relative_to(self.site.output)}#{place[4:-1]}")

    def hidden_file(self) -> None:
        file = self.site.output / ".x"
        self.lead(self.page(), ".x")
        file.unlink() if file.exists() else file.touch()

    def other_tree(self) -> None:
        """The output is another folder with the same files, one of them older."""
        other = self.site.output.with_name("other")
        shutil.copytree(self.site.output, other)
        shutil.rmtree(self.site.output)
        other.rename(self.site.output)
        self.wrong_page()

    def restore(self) -> None:
        """A report as it was before, with the time that it had."""
        path, copy = self.report(), self.site.root / "copy"
        shutil.copy2(path, copy)
        path.write_text(self.harm(path).replace("schema: 1", "shema: 1"))
        if self.chance.random() < 0.5:
            check(self.site.root, self.site.output, TODAY, "here")
            shutil.copy2(copy, path)
        else:
            os.utime(path, ns=(copy.stat().st_atime_ns, copy.stat().st_mtime_ns))

    def link_report(self) -> None:
        path, place = self.report(), self.site.root / f"elsewhere{self.chance.randrange(100_000)}.md"
        shutil.copyfile(path, place)
        path.unlink()
        path.symlink_to(place)

    def unread_report(self) -> None:
        path = self.report()
        self.harm(path)
        path.write_bytes(path.read_bytes().replace("问题".encode(), b"\xff", 1))

    def lead_round(self) -> None:
        path = self.report().with_name("2027-01-01.md")
        if not path.is_symlink():
            self.harm(path)
            path.symlink_to(path.name)

    def state(self) -> None:
        path = self.report()
        text = path.read_text(errors="replace").replace("state: draft\n", "").replace("state: withdrawn\n", "")
        state = self.chance.choice(("state: draft\n", "state: withdrawn\n", ""))
        path.write_text(text.replace("schema: 1\n", f"schema: 1\n{state}"))

    def window(self) -> None:
        """A time for comments that ends about the days on which the site is looked at."""
        path, day = self.report(), self.chance.choice(("2026-01-31", "2026-06-03", "2026-08-31", "2026-09-05"))
        text = path.read_text(errors="replace").replace("schema: 1\n", f"schema: 1\ncomments: {{closes: {day}}}\n")
        path.write_text(f"{text}\n反馈期限至{day}。\n")

    def original(self) -> None:
        """The original of a report comes, is another, or goes."""
        path = self.report()
        folder = path.parent / "sources"
        folder.mkdir(exist_ok=True)
        file = folder / f"{path.stem}.txt"
        text = path.read_text(errors="replace")
        if file.exists() and self.chance.random() < 0.3:
            file.unlink()
            return
        file.write_text(f"通报{self.chance.randrange(9)}\n")
        if "\nsource:" not in text:
            total = sha256(file.read_bytes())
            source = f"source:\n  file: sources/{file.name}\n  sha256: {total}\n  media_type: text/plain\n"
            path.write_text(text.replace("schema: 1\n", f"schema: 1\n{source}"))

    def body(self) -> None:
        path = self.chance.choice(sorted((self.site.root / "content").rglob("body.yaml")))
        text = self.harm(path)
        path.write_text(self.chance.choice((text + "contacts: {phone: [0531-1]}\n", text + "nothing: 1\n", text[:20])))

    def wrong_lists(self) -> None:
        path = self.site.root / self.chance.choice(("reviews.yaml", "addresses.txt"))
        self.harm(path)
        path.write_bytes(self.chance.choice((b"", b"x: [", b"\xef\xbb\xbf", b"\xff")))

    def settings(self) -> None:
        path = self.site.root / "site.yaml"
        text, _, checks = path.read_text().partition("\nchecks:")
        lines = [line for line in text.splitlines() if not line.startswith(("base_url", "redirects", "publish"))]
        base = self.chance.choice(("https://example.org/", "https://example.com/sub/"))
        more = self.chance.choice(
            ("redirects: {bodies/a/: bodies/jia-red-cross/}", "publish: {next_build_days: 90}", "")
        )
        path.write_text("\n".join((*lines, f"base_url: {base}", more)) + (f"\nchecks:{checks}" if checks else ""))

    def change(self) -> str:
        changes = [self.lose_page, self.lose_place, self.wrong_page, self.other_asset, self.foreign_file]
        changes += [self.decide, self.publish, self.waive, self.name]
        changes += [self.rename_page, self.exchange_pages, self.move_place, self.hidden_file, self.other_tree]
        changes += [self.restore, self.link_report, self.unread_report, self.lead_round, self.state, self.window]
        changes += [self.original, self.body, self.wrong_lists, self.settings]
        change = self.chance.choice(changes)
        change()
        return change.__name__
