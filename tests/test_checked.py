"""What a check keeps for the next one: it finds what a check of everything finds, and looks only at what changed.

DISCLOSURE_SEQUENCES sets how many random sequences of changes are tried (default 2), DISCLOSURE_STEPS their length (4).
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import time
from pathlib import Path

import pytest

from disclosure import checked, checking_content, checking_output, state, trees
from disclosure.checking import Result, check
from disclosure.day import Day, after
from disclosure.problem import ContentError
from tests.driver import Site
from tests.editor import Editor
from tests.harm import Harm

TODAY = "2026-06-01"


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
