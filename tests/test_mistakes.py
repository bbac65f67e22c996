"""Every mistake in the content is told with its line, all at once, and no page changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure import yamltext
from disclosure.folders import find_bodies
from disclosure.loading import load_site, next_day, shown
from tests.driver import Site

BODY = "content/shandong/jia-red-cross"
REPORT = f"{BODY}/2026-01-20.md"
MISTAKES = {
    "a wrong date": (
        ("published: 2026-01-20", "published: 2026-02-30"),
        f"{REPORT}:5: published is not a date: 2026-02-30; write it as YYYY-MM-DD, for example 2026-01-20",
    ),
    "a date of the wrong kind": (
        ("started: 2025-03-11", "started: 2025年3月11日"),
        f"{REPORT}:11: inspection.started is not a date: 2025年3月11日; write it as YYYY-MM-DD or YYYY-MM, for example 2026-01-20",
    ),
    "another date than the file's": (
        ("published: 2026-01-20", "published: 2026-01-21"),
        f"{REPORT}:5: published is 2026-01-21, but the file is named 2026-01-20.md; make both the same date",
    ),
    "an unknown key": (
        ("publisher:", "publsher:"),
        f"{REPORT}:4: the key publsher is not known; did you mean publisher?",
    ),
    "an unknown status": (
        ("status=open", "status=opne"),
        f"{REPORT}:49: the status opne is not known; use one of done, ongoing, open, unstated; the nearest is open",
    ),
    "two findings with one id": (
        ("#1.1.2", "#1.1.1"),
        f"{REPORT}:49: the finding id 1.1.1 is already used on line 40; give one of the two another id, for example 1.1.1-2",
    ),
    "a missing title": (
        ("title: 关于区委第七轮巡察集中整改进展情况的通报\n", ""),
        f"{REPORT}:2: title is missing; add a line `title: …`",
    ),
    "an empty title": (
        ("title: 关于区委第七轮巡察集中整改进展情况的通报", "title:"),
        f"{REPORT}:3: title is empty; fill it in, or delete the key",
    ),
    "bad YAML": (
        ("title: 关于", "title: '关于"),
        f"{REPORT}:3: this is not valid YAML: found unexpected end of stream; write `key: value` with an ASCII colon "
        "and one space, and put text that holds : # or quotation marks between single quotes",
    ),
    "a full-width colon": (
        ("publisher: 中", "publisher：中"),
        f"{REPORT}:4: this is not valid YAML: a full-width colon stands after the key; write `key: value` with an ASCII "
        "colon and one space, and put text that holds : # or quotation marks between single quotes",
    ),
    "a tab": (
        ("  team: 区", "\tteam: 区"),
        f"{REPORT}:10: this is not valid YAML: a tab stands before the key; only spaces may; write `key: value` with an ASCII "
        "colon and one space, and put text that holds : # or quotation marks between single quotes",
    ),
    "no space after a colon": (
        ("published: 2026-01-20", "published:2026-01-20"),
        f"{REPORT}:5: this is not valid YAML: no space stands after the colon; write `key: value` with an ASCII colon and one "
        "space, and put text that holds : # or quotation marks between single quotes",
    ),
    "no schema": (("schema: 1\n", ""), f"{REPORT}:2: schema is missing; add a line `schema: 1`"),
    "an empty list": (
        ("phone: [0531-10020030]", "phone: []"),
        f"{REPORT}:15: contacts.phone is an empty list; fill it in, or delete the key",
    ),
    "a count that is none": (
        ("findings: 3", "findings: 三"),
        f"{REPORT}:18: claims.findings is not a whole number: 三; write digits only",
    ),
    "an unknown kind": (
        ("kind: inspection", "kind: inspektion"),
        f"{REPORT}:7: inspection.kind cannot be inspektion; use one of inspection, audit, education, other; "
        "the nearest is inspection",
    ),
    "an original that is not there": (
        ("file: sources/2026-01-20.txt", "file: sources/2026-01-21.txt"),
        f"{REPORT}:22: the original sources/2026-01-21.txt is not there; put the original back, or correct its name",
    ),
    "a way out of the folder": (
        ("file: sources/2026-01-20.txt", "file: sources/../../x"),
        f"{REPORT}:22: source.file has the wrong form: sources/../../x; it must be the name of a file in sources/",
    ),
    "a topic that is not known": (
        ('topics="grassroots"', 'topics="grassrots"'),
        f"{REPORT}:55: the topic grassrots is not known; did you mean grassroots?",
    ),
    "no front matter": (
        ("---\nschema", "schema"),
        f"{REPORT}:1: the file does not begin with front matter; begin with a line ---, keys such as title, and a line ---",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told(name: str, tmp_path: Path) -> None:
    (before, after), line = MISTAKES[name]
    lines = Site.copy("small", tmp_path).change(REPORT, before, after).problems()
    assert line in lines


def test_all_mistakes_at_once_and_the_site_stands(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    before = site.files()
    site.change(REPORT, "findings: 3", "findings: 三").change(f"{BODY}/body.yaml", "level: district", "level: town")
    site.write("content/hubei/yi-red-cross/notes.md", "x").write("content/hubei/2026-01-01.md", "x")
    path = site.root / "content/guangdong/bing-red-cross/2025-11-30.md"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    (site.root / "content/Bad_Name").mkdir()
    site.write("content/Bad_Name/body.yaml", "name: x\nregion: [x]\nlevel: city\nkind: x\n")
    places = [line.split(": ")[0] for line in site.problems()]
    assert places == [
        "content/Bad_Name",
        "content/guangdong/bing-red-cross/2025-11-30.md:3",
        "content/hubei/2026-01-01.md",
        "content/hubei/yi-red-cross/notes.md",
        "content/hubei/yi-red-cross/notes.md:1",
        f"{REPORT}:18",
        f"{BODY}/body.yaml:4",
    ]
    assert site.files() == before


def test_a_body_file_without_any_key(tmp_path: Path) -> None:
    """A full-width colon after the key makes one text of the file."""
    site = Site.copy("small", tmp_path).write(f"{BODY}/body.yaml", "name：甲区红十字会\n")
    lines = site.problems()
    assert lines and all(line.startswith(f"{BODY}/body.yaml:1: ") for line in lines)


def test_a_pipe_among_the_reports_holds_nothing_up(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    os.mkfifo(site.root / f"{BODY}/2026-02-02.md")
    assert [line.partition(":")[0] for line in site.problems()] == [f"{BODY}/2026-02-02.md"]


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site.copy("small", tmp_path).build()
    before = site.files()
    (site.root / "content/locked").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:  # whoever runs the tests may be allowed to read everything
        if str(path).endswith("/locked"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        told = (
            "content/locked: it cannot be read: Permission denied; look at it and its permissions; the old site stands"
        )
        assert site.problems() == [told]
    assert site.files() == before


def test_two_bodies_with_one_name(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).write(
        "content/other/jia-red-cross/body.yaml", "name: x\nregion: [x]\nlevel: city\nkind: x\n"
    )
    _, problems = find_bodies(site.root)
    assert [p.line() for p in problems] == [
        "content/shandong/jia-red-cross: content/other/jia-red-cross already has the name jia-red-cross; "
        "rename one of the two folders"
    ]


@pytest.mark.parametrize(
    ("file", "before", "after", "status"),
    [(REPORT, "findings: 3", "findings: x", 1), ("site.yaml", "title", "titel", 2)],
)
def test_the_exit_status_and_one_line_a_problem(
    tmp_path: Path, file: str, before: str, after: str, status: int
) -> None:
    site = Site.copy("small", tmp_path).change(file, before, after)
    command = [sys.executable, str(Path(__file__).parent.parent / "build.py"), "-C", str(site.root)]
    done = subprocess.run(command, capture_output=True, text=True, env={"LANG": "C.UTF-8"})
    assert done.returncode == status
    assert done.stdout == "" and "Traceback" not in done.stderr
    assert all(line.startswith(f"{file}:") for line in done.stderr.splitlines())
    assert not site.output.exists()


def test_drafts_and_later_days_are_held_back(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).change(REPORT, "schema: 1\n", "schema: 1\nstate: draft\n")
    bodies, problems = load_site(site.root)
    assert not problems
    assert {b.slug: len(shown(b, "2025-12-01").reports) for b in bodies} == {
        "bing-red-cross": 1,
        "jia-red-cross": 0,
        "yi-red-cross": 0,
    }
    assert next_day(bodies, "2025-12-01") == "2025-12-11"
    site.build(today="2025-12-01")
    assert "2025-12-11" not in site.main("bodies/yi-red-cross/index.html")
    assert site.build(today="2025-12-10").built == set()
    assert "bodies/yi-red-cross/index.html" in site.build(today="2025-12-11").built


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: “甲”\nb: '乙\n", "引号没有成对"),
        ("a: 题: 副题\n", "缩进不对，或文字里有半角冒号加空格"),
        ("a: [甲, 乙\nb: 丙\n", "方括号没有成对，或里面缺少半角逗号"),
        ("  a: 1\nb: 2\n", "缩进不对"),
        ("a: @甲\n", "值以不能用在开头的符号开始"),
    ],
)
def test_what_the_library_finds_wrong_is_said_in_chinese_too(text: str, reason: str) -> None:
    _, (problem,) = yamltext.parse(text, "x.yaml")
    assert f"YAML 写法有误：{reason}；" in problem.line("zh") and reason not in problem.line("en")


def test_the_levels_are_told_with_their_names(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).change(f"{BODY}/body.yaml", "level: district", "level: county")
    (line,) = [p.line("zh") for p in load_site(site.root)[1]]
    assert line == (
        f"{BODY}/body.yaml:4: level 不能是 county；可用的值：province（省级）、city（市级）、district（区县级）"
    )
