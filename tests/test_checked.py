"""What a check keeps for the next one: it finds what a check of everything finds, and looks only at what changed.

DISCLOSURE_SEQUENCES sets how many random sequences of changes are tried (default 2), DISCLOSURE_STEPS their length (4).
"""

from __future__ import annotations

import errno
import fcntl
import os
import random
import shutil
import time
from pathlib import Path

import pytest

from disclosure import checked, checking_content, checking_output, state, trees
from disclosure.checking import Result, check
from disclosure.day import Day, after
from disclosure.disk import sha256
from disclosure.problem import ContentError
from tests.driver import Site
from tests.editor import Editor

TODAY = "2026-06-01"
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
            both(self.site, TODAY)
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


def settled() -> None:
    """Wait until what was written is old enough to be known again."""
    time.sleep(2 * state.FRESH / 1e9)


def both(site: Site, today: str) -> tuple[Result, Result]:
    """What a check finds with what was kept, and without."""
    return check(site.root, site.output, today, "here"), check(
        site.root, site.output, today, "here", store=Path("none")
    )


@pytest.mark.parametrize("seed", range(int(os.environ.get("DISCLOSURE_SEQUENCES", "2"))))
def test_a_check_finds_what_a_check_of_everything_finds(seed: int, tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    shutil.copytree(Path(__file__).parent.parent / "templates", site.root / "templates")
    editor = Editor(site, seed)
    harm = Harm(site, editor.random)
    told: list[str] = []
    for _ in range(int(os.environ.get("DISCLOSURE_STEPS", "4"))):
        harm.clear()
        told += [editor.change() for _ in range(editor.random.randrange(3))]
        try:
            site.build(today=editor.today)
        except ContentError:
            told.append("not built")
        told += [harm.change() for _ in range(editor.random.randrange(3))]
        for _ in range(2):
            settled()
            day = editor.random.choice((editor.today, "2026-02-01", "2026-06-02", "2026-09-01"))
            quick, whole = both(site, day)
            assert quick == whole, (seed, told)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Folders of bodies and pages that a check really looks at, in order."""
    found: list[str] = []
    body, page = checking_content._check_body, checking_output.scanning._check_page

    def check_body(job: object, folder: object, *rest: object) -> object:
        found.append(folder.path)  # type: ignore[attr-defined]
        return body(job, folder, *rest)  # type: ignore[arg-type]

    def check_page(job: object, address: str, *rest: object) -> object:
        found.append(address)
        return page(job, address, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(checking_content, "_check_body", check_body)
    monkeypatch.setattr(checking_output.scanning, "_check_page", check_page)
    return found


def test_only_what_changed_is_looked_at(tmp_path: Path, looked: list[str]) -> None:
    site = Site.copy("small", tmp_path).build()
    settled()
    check(site.root, site.output, TODAY, "here")
    assert len(looked) > 10
    looked.clear()
    (tmp_path / "link").hardlink_to(site.output / "index.html")  # as the next tree and a publication make them
    check(site.root, site.output, TODAY, "here")
    assert looked == []
    check(site.root, site.output, "2026-06-02", "here")  # nothing that was found depends on the day
    assert looked == []

    report = site.root / "content/shandong/jia-red-cross/2026-01-20.md"
    report.write_text(report.read_text() + "\n又一段。\n")
    built = site.build().summary.built  # type: ignore[union-attr]
    check(site.root, site.output, TODAY, "here")
    assert set(looked) == {"content/shandong/jia-red-cross", *(page for page in built if page.endswith(".html"))}

    looked.clear()
    check(site.root, site.output, TODAY, "here", full=True)
    assert "content/shandong/jia-red-cross" in looked and "index.html" in looked


def test_the_same_bytes_are_not_looked_at_again(tmp_path: Path, looked: list[str]) -> None:
    """As after a checkout, or where a cache was put back."""
    site = Site.copy("small", tmp_path).build()
    first = check(site.root, site.output, TODAY, "here")
    for folder in ("content", "output"):
        shutil.copytree(site.root / folder, tmp_path / folder)
        shutil.rmtree(site.root / folder)
        (tmp_path / folder).rename(site.root / folder)
    looked.clear()
    settled()
    assert check(site.root, site.output, TODAY, "here") == first
    assert looked == []
    page = site.output / "index.html"
    page.write_bytes(page.read_bytes().replace("红十字会".encode(), "红十字合".encode(), 1))
    check(site.root, site.output, TODAY, "here")
    assert looked == ["index.html"]


def test_a_page_that_leads_to_what_is_gone_is_looked_at_again(tmp_path: Path, looked: list[str]) -> None:
    site = Site.copy("small", tmp_path).build()
    settled()
    check(site.root, site.output, TODAY, "here")
    looked.clear()
    (site.output / "methodology/index.html").unlink()
    found = check(site.root, site.output, TODAY, "here")
    assert {p.code for p in found.problems if p.code.startswith("links")} == {"links.page"}
    assert "index.html" in looked and "methodology/index.html" not in looked


def test_what_is_no_file_of_the_site_is_not_there_for_a_link_either(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    page = site.output / "methodology/index.html"
    page.write_text(page.read_text().replace("</main>", '<a href="../.x">x</a></main>'))
    (site.output / ".x").touch()
    for _ in range(2):
        settled()
        quick, whole = both(site, TODAY)
        assert quick == whole
        assert [p.code for p in quick.problems if p.code.startswith("links")] == ["links.page"]
        (site.output / ".x").unlink(missing_ok=True)


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"\xff\xfe.html"])
def test_a_file_whose_name_is_no_text_comes_and_goes(tmp_path: Path, name: bytes) -> None:
    site = Site.copy("small", tmp_path).build()
    file = Path(os.fsdecode(os.fsencode(site.output) + b"/" + name))
    shutil.copy(site.output / "index.html", file)
    for _ in range(2):
        quick, whole = both(site, TODAY)
        assert quick == whole
        file.unlink(missing_ok=True)


def test_links_that_lead_round_are_told_as_files_that_cannot_be_read(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    (site.output / "round.html").symlink_to("round.html")
    report = site.root / "content/shandong/jia-red-cross/2027-01-01.md"
    report.symlink_to(report.name)
    quick, whole = both(site, TODAY)
    assert quick == whole
    assert [p.place.file for p in quick.problems if p.code == "file.read"] == [str(report.relative_to(site.root))]


@pytest.mark.parametrize("damage", ["no text", "a folder"])
def test_a_list_of_addresses_that_cannot_be_read_is_an_error(tmp_path: Path, damage: str) -> None:
    site = Site.copy("small", tmp_path).build()
    listed = site.root / "addresses.txt"
    listed.write_bytes(b"\xff\xfe") if damage == "no text" else listed.mkdir()
    assert [p.code for p in check(site.root, site.output, TODAY, "here").problems if p.place.file == listed.name] == [
        "addresses.read"
    ]


def test_a_mark_of_an_editor_before_the_list_of_addresses_is_no_address(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    (site.root / "addresses.txt").write_bytes(b"\xef\xbb\xbfbodies/jia-red-cross/\r\n")
    assert not any(p.code == "addresses.page" for p in check(site.root, site.output, TODAY, "here").problems)


def test_a_page_that_cannot_be_read_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.copy("small", tmp_path).build()

    def refuse(path: str) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(checking_output.scanning, "read_bytes", refuse)
    with pytest.raises(ContentError, match=r"output/.*html: it cannot be read: Permission denied"):
        check(site.root, site.output, TODAY, "here")


def test_a_check_waits_for_a_build_where_it_can(tmp_path: Path) -> None:
    waited: list[str] = []
    store = tmp_path / "store"
    with trees.held(store, lambda: waited.append("no")):
        assert not store.exists()
    store.mkdir()
    with trees.held(store, lambda: waited.append("no")):
        handle = os.open(store / trees.LOCK, os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)
    (store / trees.LOCK).unlink()
    (store / trees.LOCK).mkdir()  # as where nothing may be written
    with trees.held(store, lambda: waited.append("no")):
        pass
    assert not waited


@pytest.mark.parametrize("harm", ["gone", "other bytes", "a folder"])
def test_what_was_kept_is_used_only_as_it_was_written(tmp_path: Path, harm: str) -> None:
    site = Site.copy("small", tmp_path).build()
    before = check(site.root, site.output, TODAY, "here")
    kept = site.root / ".output.build" / checked.FILE
    data = kept.read_bytes()
    kept.unlink()
    if harm == "other bytes":
        kept.write_bytes(data.replace(b"jia", b"yi-"))
    elif harm == "a folder":
        kept.mkdir()
    assert check(site.root, site.output, TODAY, "here") == before


def test_a_day_knows_how_long_its_answers_hold() -> None:
    day = Day("2026-01-31")
    assert day.has_come("2026-01-31") and not day.until
    assert not day.has_come("2026-03-01") and not day.has_come("2026-02-10") and day.until == "2026-02-10"
    assert day.today() == "2026-01-31" and day.until == "2026-02-01"
    assert after("9999-12-31", 1) == "9999-12-31" and after("0001-01-01", -1) == "0001-01-01"
