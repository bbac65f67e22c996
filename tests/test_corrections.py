"""Corrections as the history of the site's folder tells them, from real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from driver import Site, tree
from lxml import html

from disclosure import corrections

REPORT = "content/shandong/jia-red-cross/2026-01-20.md"
PAGE = "bodies/jia-red-cross/index.html"
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
WHO = {f"GIT_{r}_{p}": "me@example.org" for r in ("AUTHOR", "COMMITTER") for p in ("NAME", "EMAIL")}


def git(site: Site, *words: str, day: str = "2026-02-01", folder: Path | None = None) -> str:
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00+0800" for role in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", *words],
        cwd=folder or site.root,
        env={**CLEAN, **WHO, **when},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def commit(site: Site, words: str, day: str) -> Site:
    git(site, "add", "-A")
    git(site, "commit", "-q", "--allow-empty", "-m", words, day=day)
    return site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site.copy("small", tmp_path).write(".gitignore", "/output/\n/.output.build/\n")
    git(made, "init", "-q", "-b", "main")
    return commit(made, "Publish", "2026-01-25")


def shown(site: Site) -> list[tuple[str, str]]:
    """Day and words of each correction on the body's page."""
    page = html.document_fromstring(site.read(PAGE))
    items = page.xpath("//h3[starts-with(@id, 'cor-')]/../ul/li")
    return [(item.find("time").get("datetime"), item.find("span").text_content()) for item in items]


def test_without_git_nothing_is_said(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    assert shown(site) == []
    assert corrections.watched(site.root) == []


def test_a_published_report_is_no_correction(site: Site) -> None:
    assert shown(site.build()) == []


def test_each_change_since_is_shown_with_its_day_and_words(site: Site) -> None:
    commit(site.change(REPORT, "学习12次", "学习13次"), "更正“学习次数” <b>\n\nMore words.", "2026-02-03")
    commit(site.change(REPORT, "学习13次", "学习14次"), "再次更正", "2026-03-04")
    commit(site.write("content/shandong/jia-red-cross/sources/x.txt", "x"), "An original", "2026-03-05")
    assert shown(site.build()) == [("2026-03-04", "再次更正"), ("2026-02-03", "更正“学习次数” <b>")]


def test_a_subject_that_looks_like_the_log_of_git_stays_with_its_own_commit(site: Site) -> None:
    commit(site.change(REPORT, "学习12次", "学习13次"), "First", "2026-02-03")
    hostile = "\x01\x02 :100644 100644 " + "a" * 40 + " " + "b" * 40 + " M 2026-01-01"
    commit(site.change(REPORT, "学习13次", "学习14次"), hostile, "2026-02-04")
    commit(site.change(REPORT, "学习14次", "学习15次"), "Third", "2026-02-05")
    assert [day for day, _ in shown(site.build())] == ["2026-02-05", "2026-02-04", "2026-02-03"]


def changes(site: Site) -> list[str]:
    """What the newest correction on the body's page says was changed."""
    page = html.document_fromstring(site.read(PAGE))
    return [item.text_content() for item in page.xpath("(//h3[starts-with(@id, 'cor-')]/../ul/li)[1]/ul/li")]


def test_a_correction_names_what_it_changed_before_and_after(site: Site) -> None:
    text = (site.root / REPORT).read_text()
    found = next(line for line in text.split("\n") if ".finding status=open" in line)
    site.change(REPORT, found, found.replace("status=open", "status=done"))
    site.change(REPORT, "学习12次", "学习13次").change(REPORT, "0531-10020030]", "0531-10020031]")
    assert changes(commit(site, "更正", "2026-02-03").build()) == [
        "联系方式",
        f"第 {found.split('{#')[1].split(' ')[0]} 项：未完成 → 已完成",
        "正文：删去 1 行，写入 1 行",
    ]
    assert "0531-10020030" not in " ".join(changes(site))


def test_a_name_that_was_taken_out_is_not_shown_again(site: Site) -> None:
    named = "志愿者王小明捐献造血干细胞后未慰问。"
    commit(site.change(REPORT, "“第一议题”制度执行不严。", named), "写明", "2026-02-03")
    commit(site.change(REPORT, named, "志愿者捐献造血干细胞后未慰问。"), "更正", "2026-02-04")
    assert changes(site.build()) == ["第 1.1.1 项"]
    assert len(shown(site)) == 2
    assert "王小明" not in site.read(PAGE)


def test_a_change_that_no_reader_sees_is_no_correction(site: Site) -> None:
    commit(site.change(REPORT, "schema: 1\n", "schema: 1  # by hand\n"), "Note", "2026-02-03")
    assert shown(site.build()) == []


def test_a_change_before_the_day_of_publication_is_none(site: Site) -> None:
    commit(site.change(REPORT, "学习12次", "学习13次"), "Early", "2026-01-19")
    assert shown(site.build()) == []


def test_changes_of_a_draft_are_none(site: Site) -> None:
    commit(site.change(REPORT, "schema: 1", "schema: 1\nstate: draft"), "Hold back", "2026-02-01")
    commit(site.change(REPORT, "学习12次", "学习13次"), "Write on", "2026-02-02")
    commit(site.change(REPORT, "schema: 1\nstate: draft", "schema: 1"), "Publish again", "2026-02-03")
    assert shown(site.build()) == []
    commit(site.change(REPORT, "学习13次", "学习14次"), "Correct", "2026-02-04")
    assert shown(site.build()) == [("2026-02-04", "Correct")]


def test_a_commit_alone_makes_the_right_page_again_and_no_other(site: Site) -> None:
    site.change(REPORT, "学习12次", "学习13次").build()
    assert shown(site) == []
    commit(site, "更正", "2026-02-03").build()
    assert shown(site) == [("2026-02-03", "更正")]
    assert site.built_pages == {PAGE}
    assert tree(site.output) == tree(Site(site.root).build(full=True).output)
    commit(site, "Nothing", "2026-02-04").build()
    assert site.built == set()
    git(site, "reset", "-q", "--soft", "HEAD~2")
    assert shown(site.build()) == []


def test_packed_branches_and_other_work_trees_are_read_too(site: Site, tmp_path: Path) -> None:
    site.build()
    commit(site.change(REPORT, "学习12次", "学习13次"), "更正", "2026-02-03")
    git(site, "pack-refs", "--all")
    assert shown(site.build()) == [("2026-02-03", "更正")]
    git(site, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    other = Site(tmp_path / "other").build()
    assert shown(other) == [("2026-02-03", "更正")]
    commit(other.change(REPORT, "学习13次", "学习14次"), "再更正", "2026-02-05")
    assert shown(other.build())[0] == ("2026-02-05", "再更正")
    assert tree(other.output) != tree(site.build().output)


def test_a_site_below_the_top_of_a_repository(site: Site) -> None:
    below = site.root / "sites" / "a"
    (site.root / "sites").mkdir()
    git(site, "mv", "content", "site.yaml", "sites/", folder=site.root)
    below.mkdir()
    git(site, "mv", "sites/content", "sites/site.yaml", "sites/a/")
    commit(site, "Move", "2026-02-02")
    moved = Site(below)
    moved.change(REPORT, "学习12次", "学习13次")
    commit(site, "更正", "2026-02-03")
    assert shown(moved.build()) == [("2026-02-03", "更正")]


def test_git_is_asked_as_often_for_any_number_of_reports_and_never_without_a_new_commit(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "tools" / "git"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/asked\nPATH={os.environ["PATH"]} exec git "$@"\n')
    tool.chmod(0o755)
    for name in ("bing", "ding"):
        site.write(f"content/{name}/body.yaml", (site.root / REPORT).parent.joinpath("body.yaml").read_text())
        site.write(
            f"content/{name}/2026-01-20.md",
            (site.root / REPORT).read_text().split("source:")[0]
            + "---\n\n## 一、情况\n\n### 1. 某问题 {#1 .finding}\n\n已整改。\n",
        )
    commit(site, "More", "2026-02-02")
    for path in ("bing", "ding"):
        site.change(f"content/{path}/2026-01-20.md", "已整改。", "已经整改。")
    commit(site, "更正", "2026-02-03")
    monkeypatch.setenv("PATH", f"{tool.parent}:{os.environ['PATH']}")
    site.build()
    assert (tmp_path / "asked").read_text().split() == ["rev-parse", "log", "log", "cat-file"]
    site.change(REPORT, "学习12次", "学习13次").build()
    assert (tmp_path / "asked").read_text().split() == ["rev-parse", "log", "log", "cat-file", "rev-parse"]
