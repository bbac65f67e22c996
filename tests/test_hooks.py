"""Hooks in real repositories, with real commits and pushes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from driver import Site, tree

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
REPORT = "content/shandong/jia-red-cross/2026-01-20.md"
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
    **{f"GIT_{r}_{p}": "me@example.org" for r in ("AUTHOR", "COMMITTER") for p in ("NAME", "EMAIL")},
    "DISCLOSURE_LANG": "en",
    "SOURCE_DATE_EPOCH": "1780300000",
}


def run(*command: object, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(c) for c in command], cwd=folder, capture_output=True, text=True, env=ENVIRONMENT)


def commit(site: Site, message: str) -> subprocess.CompletedProcess[str]:
    run("git", "add", "-A", folder=site.root)
    return run("git", "commit", "-qm", message, folder=site.root)


def push(site: Site, *words: str) -> subprocess.CompletedProcess[str]:
    return run("git", "push", *(words or ("origin", "main")), folder=site.root)


def hooks(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    done = run(sys.executable, ROOT / "build.py", "hooks", *words, folder=folder)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site.copy("small", tmp_path)
    text = (made.root / "site.yaml").read_text()
    text += "\nchecks:\n  exceptions:\n    - {rule: facts, reason: the reports of this site are made up}\n"
    made.write("site.yaml", f"{text}\npublish:\n  targets:\n    www: {{type: folder, path: '{tmp_path}/www'}}\n")
    made.write(".gitignore", "/output/\n/.output.build/\n/.cache/\n")
    run("git", "init", "-q", "-b", "main", folder=made.root)
    return made


def test_a_commit_is_checked_and_built(site: Site) -> None:
    hooks("install", folder=site.root)
    run("git", "add", "-A", folder=site.root)
    done = run("git", "commit", "-qm", "one", folder=site.root)
    assert done.returncode == 0, done.stderr
    assert "rebuilt:" in done.stderr
    assert "党组高度重视" in site.read("bodies/jia-red-cross/index.html")

    site.change(REPORT, "schema: 1", "shema: 1")
    run("git", "add", "-A", folder=site.root)
    site.change(REPORT, "shema: 1", "schema: 1")  # the work tree is sound, what is staged is not
    done = run("git", "commit", "-qm", "two", folder=site.root)
    assert done.returncode == 1
    assert f"{REPORT}:2: the key shema is not known; did you mean schema?" in done.stderr
    assert run("git", "rev-list", "--count", "HEAD", folder=site.root).stdout == "1\n"


def test_what_is_checked_is_kept_and_comes_clean(site: Site) -> None:
    hooks("install", folder=site.root)
    run("git", "add", "-A", folder=site.root)
    assert run("git", "commit", "-qm", "one", folder=site.root).returncode == 0
    staged = site.root / ".git/disclosure/staged"
    untouched = (staged / "tree/site.yaml").stat()

    (staged / "tree" / REPORT).write_text("not what git put there")
    (staged / "tree/content/shandong/jia-red-cross/2027-01-01.md").write_text("of nobody")
    (staged / "index.lock").touch()
    site.change(REPORT, "党组高度重视", "党组很重视")
    done = run("git", "commit", "-qam", "two", folder=site.root)
    assert done.returncode == 0, done.stderr
    assert "党组很重视" in (staged / "tree" / REPORT).read_text()
    assert "党组很重视" in (staged / "output/bodies/jia-red-cross/index.html").read_text()
    assert not (staged / "tree/content/shandong/jia-red-cross/2027-01-01.md").exists()
    assert (staged / "tree/site.yaml").stat().st_mtime_ns == untouched.st_mtime_ns

    (staged / "index").write_bytes(b"damaged")
    site.remove("content/guangdong")
    done = run("git", "commit", "-qam", "three", folder=site.root)
    assert done.returncode == 0, done.stderr
    assert not (staged / "tree/content/guangdong").exists()
    assert not (staged / "output/bodies/bing-red-cross").exists()


def test_a_merge_of_two_sound_branches_is_checked(site: Site) -> None:
    hooks("install", folder=site.root)
    commit(site, "one")
    body = (site.root / "content/shandong/jia-red-cross/body.yaml").read_text()
    run("git", "checkout", "-qb", "side", folder=site.root)
    assert commit(site.write("content/guangdong/ding-red-cross/body.yaml", body), "side").returncode == 0
    run("git", "checkout", "-q", "main", folder=site.root)
    assert commit(site.write("content/shandong/ding-red-cross/body.yaml", body), "main").returncode == 0
    done = run("git", "merge", "-m", "both", "side", folder=site.root)
    assert done.returncode == 1 and "already has the name ding-red-cross" in done.stderr
    assert run("git", "rev-list", "--count", "HEAD", folder=site.root).stdout == "2\n"


def test_a_hook_that_finds_no_room_says_so_in_one_line(site: Site) -> None:
    hooks("install", folder=site.root)
    (site.root / ".git/disclosure").write_text("in the way")
    done = commit(site, "one")
    assert done.returncode == 1
    assert "it cannot be written" in done.stderr and len(done.stderr.splitlines()) == 1


def test_own_hooks_are_called_and_come_back(site: Site) -> None:
    folder = site.root / ".git/hooks"
    own = folder / "pre-commit"
    own.write_bytes(b"#!/bin/sh\necho own hook >&2\nexit 1\n")
    own.chmod(0o750)
    before = {**tree(folder)}
    hooks("install", folder=site.root)
    hooks("install", folder=site.root)
    assert "pre-commit: installed, with your own hook" in hooks("status", folder=site.root).stdout
    run("git", "add", "-A", folder=site.root)
    done = run("git", "commit", "-qm", "one", folder=site.root)
    assert (done.returncode, done.stderr) == (1, "own hook\n")
    ENVIRONMENT["DISCLOSURE_LANG"] = "zh"
    told = hooks("status", folder=site.root).stdout.splitlines()
    ENVIRONMENT["DISCLOSURE_LANG"] = "en"
    assert told[:4] == [
        "pre-commit：已安装，另有您自己的钩子",
        "pre-merge-commit：已安装",
        "post-commit：已安装",
        "pre-receive：没有",
    ]
    assert hooks("uninstall", folder=site.root).stdout.splitlines() == [
        "pre-commit: removed; your own hook is back",
        "pre-merge-commit: removed",
        "post-commit: removed",
    ]
    assert hooks("uninstall", folder=site.root).stdout == "no hook of this program stands here\n"
    assert tree(folder) == before
    assert own.stat().st_mode & 0o777 == 0o750


def test_a_push_updates_the_served_site(site: Site, tmp_path: Path) -> None:
    bare = tmp_path / "site.git"
    run("git", "init", "-q", "--bare", "-b", "main", bare, folder=tmp_path)
    hooks("install", "--bare", bare, folder=tmp_path)
    run("git", "remote", "add", "origin", bare, folder=site.root)
    run("git", "add", "-A", folder=site.root)
    run("git", "commit", "-qm", "one", folder=site.root)
    done = run("git", "push", "origin", "main", folder=site.root)
    assert done.returncode == 0, done.stderr
    assert "published to www" in done.stderr
    page = tmp_path / "www/bodies/jia-red-cross/index.html"
    assert "党组高度重视" in page.read_text()
    served = tree(tmp_path / "www")

    site.change(REPORT, "schema: 1", "shema: 1")
    run("git", "commit", "-qam", "two", folder=site.root)
    done = run("git", "push", "origin", "main", folder=site.root)
    assert done.returncode == 1
    assert f"remote: {REPORT}:2: the key shema is not known; did you mean schema?" in done.stderr
    assert tree(tmp_path / "www") == served

    site.change(REPORT, "shema: 1", "schema: 1").change(REPORT, "党组高度重视", "党组很重视")
    site.remove("content/guangdong")
    run("git", "add", "-A", folder=site.root)
    run("git", "commit", "-qm", "a page is lost", folder=site.root)
    done = run("git", "push", "origin", "main", folder=site.root)
    assert done.returncode == 1
    assert "the published address bodies/bing-red-cross/ is gone" in done.stderr
    assert "the push is refused" in done.stderr
    assert run("git", "rev-list", "--count", "main", folder=bare).stdout == "1\n"
    assert tree(tmp_path / "www") == served

    site.write("addresses.txt", "bodies/jia-red-cross/\n")  # a list of one's own takes nothing away
    run("git", "add", "-A", folder=site.root)
    run("git", "commit", "-qm", "a list", folder=site.root)
    assert "bodies/bing-red-cross/ is gone" in run("git", "push", "origin", "main", folder=site.root).stderr
    site.change("site.yaml", "\npublish:", "\nredirects: {bodies/bing-red-cross/: bodies/jia-red-cross/}\npublish:")
    run("git", "add", "-A", folder=site.root)
    run("git", "commit", "-qm", "three", folder=site.root)
    done = run("git", "push", "origin", "main", folder=site.root)
    assert done.returncode == 0, done.stderr
    assert "党组很重视" in page.read_text(), done.stderr
    assert "a page is lost" in page.read_text()  # the correction, as the history that was pushed tells it
    assert "jia-red-cross" in (tmp_path / "www/bodies/bing-red-cross/index.html").read_text()
    kept = bare / "disclosure"  # a daily job on the server, for reports whose day comes
    program = (sys.executable, ROOT / "build.py", "-C", kept / "tree", "-o", kept / "output", "publish")
    done = run(*program, folder=tmp_path)
    assert (done.returncode, "nothing to do" in done.stderr) == (0, True), done.stderr
    hooks("uninstall", "--bare", bare, folder=tmp_path)
    assert "installed" not in hooks("status", "--bare", bare, folder=tmp_path).stdout
    known = (bare / "disclosure/tree/addresses.txt").read_text().splitlines()
    assert "bodies/bing-red-cross/" in known


@pytest.fixture
def bare(site: Site, tmp_path: Path) -> Path:
    """A repository on a server that holds the site and publishes what is pushed."""
    place = tmp_path / "site.git"
    run("git", "init", "-q", "--bare", "-b", "main", place, folder=tmp_path)
    hooks("install", "--bare", place, folder=tmp_path)
    run("git", "remote", "add", "origin", place, folder=site.root)
    commit(site, "one")
    assert push(site).returncode == 0
    return place


def test_what_a_killed_hook_left_counts_for_nothing(site: Site, bare: Path) -> None:
    for tree_ in ("pushed/tree", "tree"):
        place = bare / "disclosure" / tree_
        (place / "reviews.yaml").write_text("not: [what was pushed")
        (place / "content/shandong/jia-red-cross/2027-01-01.md").write_text("of nobody")
        (place / ".cache").mkdir()
        (place / ".cache/kept").touch()
    commit(site.change(REPORT, "党组高度重视", "党组很重视"), "two")
    done = push(site)
    assert done.returncode == 0 and "published to www" in done.stderr, done.stderr
    assert not (place / "reviews.yaml").exists() and (place / ".cache/kept").exists()


def test_a_server_that_lost_its_checkout_knows_what_it_published(site: Site, bare: Path) -> None:
    listed = bare / "disclosure/tree/addresses.txt"
    every = listed.read_text()
    commit(site.change(REPORT, "党组高度重视", "党组很重视"), "two")
    assert push(site).returncode == 0
    listed.unlink()
    commit(site.change(REPORT, "{#1.1.2 ", "{#1.1.9 "), "a finding has another address")
    assert "the published address bodies/jia-red-cross/#2026-01-20-1.1.2 is gone" in push(site).stderr
    commit(site.change(REPORT, "{#1.1.9 ", "{#1.1.2 "), "and has it back")
    assert push(site).returncode == 0
    assert listed.read_text() == every


def test_of_two_pushes_at_once_the_later_stays(site: Site, bare: Path, tmp_path: Path) -> None:
    first = run("git", "rev-parse", "HEAD", folder=site.root).stdout.strip()
    commit(site.change(REPORT, "党组高度重视", "党组很重视"), "two")
    assert push(site).returncode == 0
    late = subprocess.run(
        [bare / "hooks/post-receive"],
        cwd=bare,
        input=f"{'0' * 40} {first} refs/heads/main\n",
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, "GIT_DIR": "."},
    )
    assert late.returncode == 0 and "0 new, 0 changed" in late.stderr
    assert "党组很重视" in (tmp_path / "www/bodies/jia-red-cross/index.html").read_text()


def test_a_site_in_a_subfolder_is_published_from_a_server(site: Site, tmp_path: Path) -> None:
    top = Site(tmp_path / "top")
    top.root.mkdir()
    run("git", "init", "-q", "-b", "main", folder=top.root)
    run("cp", "-r", site.root, top.root / "网站", folder=tmp_path)
    run("rm", "-r", top.root / "网站/.git", folder=tmp_path)
    place = tmp_path / "site.git"
    run("git", "init", "-q", "--bare", "-b", "main", place, folder=tmp_path)
    hooks("install", "--bare", place, "--below", "网站", folder=tmp_path)
    hooks("install", folder=top.root / "网站")
    run("git", "remote", "add", "origin", place, folder=top.root)
    assert commit(top, "one").returncode == 0
    done = push(top)
    assert "published to www: " in done.stderr, done.stderr
    (place / "disclosure/tree/网站/content/guangdong/2027-01-01.md").write_text("of nobody")
    commit(top.change(f"网站/{REPORT}", "党组高度重视", "党组很重视"), "two")
    assert "published to www: " in push(top).stderr
    commit(top.change(f"网站/{REPORT}", "schema: 1", "shema: 1"), "not made: the hook refuses it")
    assert run("git", "rev-list", "--count", "HEAD", folder=top.root).stdout == "2\n"


@pytest.mark.parametrize("service", ["github", "gitlab", "gitee"])
def test_a_workflow_file_is_written(site: Site, service: str) -> None:
    import yaml

    path = Path(hooks("install", "--ci", service, folder=site.root).stdout.strip())
    text = (site.root / path).read_text()
    assert yaml.safe_load(text)
    assert "build.py publish" in text
