"""Import: the committed content is what the command writes; a second import changes nothing; corrections are kept."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from disclosure import importing, raw
from disclosure.cli import main
from disclosure.importing import Imported, import_file
from disclosure.loading import load_site
from disclosure.problem import ContentError

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
SOURCES = sorted(CONTENT.rglob("sources/*"))
COUNTS = {
    "laiwu-red-cross": (25, {"done": 21, "ongoing": 2, "open": 1, "unstated": 1}, 41),
    "dongxihu-red-cross": (20, {"unstated": 20}, 42),
    "qingyuan-red-cross": (12, {"unstated": 12}, 38),
}
NOTICE = """中共甲县红十字会党组关于县委第三轮巡察整改进展情况的通报

2025年3月1日至4月30日，县委第一巡察组对甲县红十字会党组开展了巡察。2025年6月5日，巡察组反馈了意见。

一、反馈问题整改情况

1.关于“账目不清”的问题。

整改情况：一是重新核对账目。二是制定了台账。

整改结果：已完成

欢迎监督。联系电话：0531-1234567。

中共甲县红十字会党组

2025年12月1日
"""


def imported(text: str, name: str = "notice.txt") -> Imported:
    return import_file(raw.of_bytes(name, text.encode()))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.parent.parent.name)
def test_the_committed_content_is_what_import_writes(path: Path) -> None:
    data = path.read_bytes()
    found = import_file(raw.of_bytes("notice.txt", data))
    assert importing.render(found, path.stem) == (path.parent.parent / f"{path.stem}.md").read_bytes()
    assert found.digest == hashlib.sha256(data).hexdigest()


def test_the_three_notices_hold_what_was_counted_by_hand() -> None:
    bodies, problems = load_site(ROOT)
    assert not problems
    for body in bodies:
        (report,) = body.reports
        findings, statuses, measures = COUNTS[body.slug]
        assert len(report.findings) == findings
        assert {s: n for s in ("done", "ongoing", "open", "unstated") if (n := count(report, s))} == statuses
        assert sum(len(f.measures) for f in report.findings) == measures


def count(report, status: str) -> int:  # type: ignore[no-untyped-def]
    return sum(f.status == status for f in report.findings)


def run(tmp_path: Path, *args: str) -> int:
    return main(["-C", str(tmp_path), "import", *args])


def test_import_writes_source_body_and_report_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in" / "文件 1.txt"
    source.parent.mkdir()
    source.write_text(NOTICE, encoding="utf-8")
    assert run(tmp_path, str(source), "--body", "jia") == 0
    folder = tmp_path / "content" / "jia"
    names = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    assert names == ["2025-12-01.md", "body.yaml", "sources/2025-12-01.txt"]
    assert (folder / "sources/2025-12-01.txt").read_bytes() == source.read_bytes()
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*.*")}
    assert run(tmp_path, str(source)) == 0
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*.*")} == before


def test_a_known_publisher_put_under_another_body_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert run(tmp_path, str(source), "--body", "jia") == 0
    source.write_text(NOTICE.replace("核对账目", "再次核对账目"), encoding="utf-8")
    capsys.readouterr()
    assert run(tmp_path, str(source), "--body", "yi", "--date", "2026-03-02") == 0
    said = capsys.readouterr()
    assert "the known body jia; it was put under yi" in said.err + said.out
    assert run(tmp_path, str(source), "--body", "jia", "--date", "2026-03-03") == 0
    assert "put under" not in "".join(capsys.readouterr())


def test_a_report_corrected_by_hand_is_kept_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert run(tmp_path, str(source), "--body", "jia") == 0
    report = tmp_path / "content/jia/2025-12-01.md"
    original = report.read_bytes()
    report.write_bytes(original.replace("核对账目".encode(), "核对全部账目".encode()))
    corrected = report.read_bytes()
    capsys.readouterr()
    assert run(tmp_path, str(source)) == 1
    said = capsys.readouterr().err
    assert "核对全部账目" in said and "--force" in said and "Traceback" not in said
    assert report.read_bytes() == corrected
    assert run(tmp_path, str(source), "--force") == 0
    assert report.read_bytes() == original


def test_a_second_report_of_the_same_day_gets_a_number(tmp_path: Path) -> None:
    for name, text in (("a", NOTICE), ("b", NOTICE.replace("账目不清", "票据不全"))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run(tmp_path, str(tmp_path / f"{name}.txt"), "--body", "jia") == 0
    folder = tmp_path / "content/jia"
    assert sorted(p.name for p in folder.glob("*.md")) == ["2025-12-01-2.md", "2025-12-01.md"]
    assert "file: sources/2025-12-01-2.txt" in (folder / "2025-12-01-2.md").read_text(encoding="utf-8")


def test_the_same_notice_in_another_file_is_not_imported_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NOTICE, encoding="gb18030")
    for name in ("a", "b"):
        assert run(tmp_path, str(tmp_path / f"{name}.txt"), "--body", "jia") == 0
    assert len(list((tmp_path / "content/jia").glob("*.md"))) == 1


def test_a_known_body_is_found_by_its_publisher(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    text = NOTICE.replace("甲县红十字会", "清远市红十字会")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run(tmp_path, str(tmp_path / "a.txt")) == 0
    assert (tmp_path / "content/qingyuan-red-cross/2025-12-01.md").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NOTICE.replace("1.关于“账目不清”的问题。\n\n整改情况：一是", "我们做了工作，"), "import.no-finding"),
        (NOTICE.replace("\n2025年12月1日", ""), "import.date"),
        (NOTICE.replace("整改进展情况的通报", "反馈意见整改方案", 1), "import.other-kind"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(text: str, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        imported(text)
    (problem,) = caught.value.problems
    assert problem.code == code


def test_the_date_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE.replace("\n2025年12月1日", ""), encoding="utf-8")
    assert run(tmp_path, str(tmp_path / "a.txt"), "--body", "jia", "--date", "2025-12-02") == 0
    assert (tmp_path / "content/jia/2025-12-02.md").exists()
    assert run(tmp_path, str(tmp_path / "a.txt"), "--date", "2025-2-30") == 2


def test_a_title_without_guanyu_may_hold_the_publisher() -> None:
    text = NOTICE.replace("中共甲县红十字会党组关于县委第三轮巡察整改进展情况的通报", "甲县红十字会巡察整改情况公示")
    report = imported(text.replace("中共甲县红十字会党组\n\n2025", "甲县红十字会\n\n2025"))
    assert (report.front["title"], report.front["publisher"]) == ("甲县红十字会巡察整改情况公示", "甲县红十字会")


def test_a_contact_line_without_a_full_stop_does_not_take_in_the_signature() -> None:
    text = NOTICE.replace("欢迎监督。联系电话：0531-1234567。", "欢迎监督。\n\n联系人及电话：李某，0531-7654321")
    report = imported(text.replace("\n\n", "\n"))
    assert report.front["publisher"] == "中共甲县红十字会党组"
    assert report.front["contacts"]["phone"] == ["0531-7654321"]
    assert "李某，0531-7654321\n\n中共甲县红十字会党组\n\n2025年12月1日" in report.markdown
