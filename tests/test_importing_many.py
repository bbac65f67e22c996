"""Folders of notices: order, isolation, resuming, the same bytes however many processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclosure import gauge
from disclosure.cli import main
from disclosure.importing_many import Outcome, Settings, gather, import_many
from disclosure.library import Library
from tests import webpages
from tests import wordfiles as w

BODY = [
    "根据市委统一部署，2025年3月11日至5月30日，市委第二巡察组对{0}党组开展了巡察，2025年7月8日反馈了意见。现将整改情况予以公布。",
    "一、反馈问题整改情况",
    "1.关于“学习不够经常”的问题。",
    "整改情况：一是完善学习制度。二是按月登记学习台账。",
    "整改结果：已完成",
    "2.关于“物资管理不规范”的问题。",
    "整改情况：全面清点仓库，建立出入库登记制度。",
    "整改结果：正在整改",
    "中共{0}党组",
    "{1}",
]
NAMES = ["山东省济南市莱芜区红十字会", "湖北省武汉市东西湖区红十字会", "广东省清远市红十字会", "山东省青岛市红十字会"]


def notice(name: str, date: str = "2026年1月15日", extra: str = "") -> tuple[str, list[str]]:
    lines = [line.format(name, date) for line in BODY]
    lines[3] += extra
    return f"中共{name}党组关于市委第三轮巡察整改进展情况的通报", lines


def folder(tmp_path: Path) -> Path:
    """Sixteen files: every form, two of one day, one twice, four that are no notice."""
    place = tmp_path / "in"
    (place / "更多").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        title, lines = notice(name)
        text = "\n\n".join([title, *lines])
        (place / f"{number}-a.txt").write_text(text, encoding="utf-8")
        title, lines = notice(name, extra="三是开展交流研讨。")
        (place / f"{number}-b.docx").write_bytes(w.typed([title, *lines]))
        title, lines = notice(name, "2025年12月1日")
        (place / "更多" / f"{number}-c.html").write_bytes(webpages.cms(title, lines, "gb2312"))
    (place / "9-twice.txt").write_bytes((place / "0-a.txt").read_bytes())
    (place / "8-empty.txt").write_bytes(b"")
    (place / "8-cut.docx").write_bytes((place / "0-b.docx").read_bytes()[:900])
    (place / "8-english.txt").write_text("This is not a notice at all.", encoding="utf-8")
    (place / "8-other.txt").write_text("关于放假的通知。\n请各科室做好值班安排。", encoding="utf-8")
    (place / "~$0-b.docx").write_bytes(b"lock")
    (place / ".hidden").write_bytes(b"hidden")
    return place


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def run(place: Path, out: Path, processes: int) -> list[Outcome]:
    return list(import_many(gather([place]), Library(out), Settings(), processes=processes))


def test_the_same_bytes_however_many_processes(tmp_path: Path) -> None:
    place = folder(tmp_path)
    one = run(place, tmp_path / "one", 1)
    three = run(place, tmp_path / "three", 3)
    assert [(o.name, o.state) for o in one] == [(o.name, o.state) for o in three]
    assert tree(tmp_path / "one") == tree(tmp_path / "three")
    assert [(Path(o.name).name, o.state) for o in one] == [
        ("0-a.txt", "new"), ("0-b.docx", "new"), ("1-a.txt", "new"), ("1-b.docx", "new"),
        ("2-a.txt", "new"), ("2-b.docx", "new"), ("3-a.txt", "new"), ("3-b.docx", "new"),
        ("8-cut.docx", "refused"), ("8-empty.txt", "refused"), ("8-english.txt", "refused"), ("8-other.txt", "refused"),
        ("9-twice.txt", "unchanged"),
        ("0-c.html", "new"), ("1-c.html", "new"), ("2-c.html", "new"), ("3-c.html", "new"),
    ]  # fmt: skip
    assert [Path(o.report).name for o in one[:2]] == ["2026-01-15.md", "2026-01-15-2.md"]
    assert all(len(o.problems) == 1 for o in one if o.state == "refused")


def test_an_interrupted_import_goes_on_where_it_stopped(tmp_path: Path) -> None:
    place = folder(tmp_path)
    whole = tmp_path / "whole"
    run(place, whole, 1)
    part = tmp_path / "part"
    begun = import_many(gather([place]), Library(part), Settings(), processes=2)
    for _ in range(5):
        next(begun)
    begun.close()  # type: ignore[attr-defined]
    stamps = {p: p.stat().st_mtime_ns for p in part.rglob("*.md")}
    assert len(stamps) == 5
    states = [o.state for o in run(place, part, 2)]
    assert states[:5] == ["unchanged"] * 5
    assert states.count("new") == 7
    assert {p: p.stat().st_mtime_ns for p in stamps} == stamps
    assert tree(part) == tree(whole)


def test_a_report_corrected_by_hand_is_compared_among_many_as_alone(tmp_path: Path) -> None:
    place, out = folder(tmp_path), tmp_path / "out"
    first = run(place, out, 1)[0]
    report = Path(first.report)
    report.write_text(report.read_text("utf-8").replace("学习不够经常", "学习不经常"), encoding="utf-8")
    stored = report.read_bytes()
    (alone,) = import_many([Path(first.name)], Library(out), Settings())
    among = run(place, out, 2)[0]
    assert alone.state == among.state == "refused"
    assert [p.code for p in among.problems] == ["import.corrected"]
    assert among.problems == alone.problems
    assert report.read_bytes() == stored


def test_places_that_sound_alike_get_slugs_in_the_order_given(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    for number, name in enumerate(("山西省运城市临猗县红十字会", "山东省临沂市红十字会", "云南省曲靖市红十字会")):
        title, lines = notice(name)
        (place / f"{number}.txt").write_text("\n\n".join([title, *lines]), encoding="utf-8")
    states = [(o.state, Path(o.report).parent.name) for o in run(place, tmp_path / "out", 2)]
    assert states[0] == ("new", "linyi-red-cross")
    assert states[1] == ("new", "shandong-linyi-red-cross")


def test_the_command_tells_each_file_and_the_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(tmp_path)
    assert main(["-C", str(tmp_path), "import", str(place)]) == 1
    said = capsys.readouterr().err.splitlines()
    report = os.path.join("content", "laiwu-red-cross", "2026-01-15.md")
    assert any(line.endswith(f"{report}: new, 2 findings, 3 measures") for line in said)
    assert f"{place}/8-empty.txt: this file is empty; check the original" in said
    assert [line.split() for line in said[-7:-4]] == [["imported", "12"], ["unchanged", "1"], ["refused", "4"]]
    width = gauge.columns(f"{place}/8-english.txt")
    assert said[-4:] == [
        f"  {gauge.fit(f'{place}/{name}', width)}  {why}"
        for name, why in (
            ("8-cut.docx", "this package (docx) is cut short or damaged"),
            ("8-empty.txt", "this file is empty"),
            ("8-english.txt", "this text is not in Chinese"),
            ("8-other.txt", "no finding was found in this document"),
        )
    ]
    assert not any("Traceback" in line for line in said)


def test_a_folder_without_files_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    assert main(["-C", str(tmp_path), "import", str(tmp_path / "in")]) == 1
    assert (
        capsys.readouterr().err
        == f"{tmp_path}/in: there is no file in this folder; name a file or a folder with notices\n"
    )


def test_nothing_is_written_of_what_is_refused_whatever_its_name(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    for name, data in (
        ("a\nb.txt", b""),
        ("\u202e整改.txt", b"\xff\xfe\x00"),
        ("c.docx", b"PK\x03\x04"),
        ("-d.pdf", b"%PDF-"),
    ):
        (place / name).write_bytes(data)
    outcomes = run(place, tmp_path / "out", 1)
    assert [o.state for o in outcomes] == ["refused"] * 4
    assert all(len(o.problems) == 1 and "\n" not in o.problems[0].line("en") for o in outcomes)
    assert not (tmp_path / "out").exists()
