"""What the handbook quotes is what the program says: its notice goes from a Word file to a published site, with every usual mistake."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from wordfiles import package, paragraph, run, typed

from disclosure import cli

ROOT = Path(__file__).parent.parent
HANDBOOK = (ROOT / "docs" / "handbook.zh-CN.md").read_text(encoding="utf-8")
BODY = "content/yunhu-red-cross"
REPORT = f"{BODY}/2026-01-20.md"
NOTICE = """中共云湖县红十字会党组关于县委第五轮巡察整改进展情况的通报
根据县委统一部署，2025年3月10日至5月20日，县委第二巡察组对县红十字会党组进行了巡察。2025年7月8日，县委巡察组向县红十字会党组反馈了巡察意见。现将整改进展情况予以公布。
反馈的3个问题已完成2个。制定整改措施5项。
一、整改落实情况
1.关于学习不够经常的问题。
整改措施：
（1）制定年度学习计划。
（2）核对台帐，补齐记录。
整改结果：已完成。
2.关于捐赠款物登记不及时的问题。
整改措施：
（1）修订《捐赠款物登记办法》。
（2）完善登记台账。
整改结果：已完成。
3.关于志愿服务队伍薄弱的问题。
整改措施：
（1）招募志愿者20名。
二、下一步工作
继续抓好整改。
欢迎广大干部群众对整改进展情况进行监督。联系电话：0999-2234567。
中共云湖县红十字会党组
2026年1月20日"""
LINES = NOTICE.split("\n")
TARGETS = """
publish:
  targets:
    disk: {type: folder, path: ../www}
    pages: {type: folder, path: ../pages}
"""
Say = Callable[..., None]


def _plain(line: str) -> str:
    """A line without the numbers of lines, which a change elsewhere moves, and without what a release and a clock give."""
    return re.sub(r"(?<=[a-z]):\d+(?=: )|已发布 .*", "", line.strip())


def _quoted() -> set[str]:
    """Every line that the handbook quotes in a block."""
    blocks = re.findall(r"^```text\n(.*?)^```$", HANDBOOK, re.M | re.S)
    return {_plain(line) for block in blocks for line in block.splitlines()} | {
        _plain(line) for line in re.findall(r"^> (.*)$", HANDBOOK, re.M)
    }


def _in_the_table() -> set[str]:
    """What the table of the import quotes, without the file's name in front."""
    table = HANDBOOK.partition("| 提示 | 处理 |\n| --- | --- |\n")[2].partition("\n\n")[0]
    return {row.split(" | ")[0].removeprefix("| ") for row in table.splitlines()}


def _picture() -> bytes:
    target = BytesIO()
    Image.new("L", (200, 200), 255).save(target, "PNG")
    return target.getvalue()


def _import_what_is_wrong(here: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>略。</w:delText></w:r></w:del>'
    page = "".join(f"<p>{line}</p>" for line in LINES) + '<p><img src="a.png"><a href="f.pdf">附件</a></p>'
    files = {
        "无日期.txt": "\n".join(LINES[:-1]).encode(),
        "无单位.txt": "\n".join(("关于县委巡察整改进展情况的通报", *LINES[2:-2], LINES[-1])).encode(),
        "无问题.txt": "\n".join((LINES[0], "", "感谢大家。", "", *LINES[-2:])).encode(),
        "方案.txt": f"{LINES[0].replace('整改进展情况的通报', '反馈问题的整改方案')}\n\n{LINES[4]}\n".encode(),
        "两份.txt": f"{NOTICE}\n{NOTICE.replace('云湖', '云泽')}".encode(),
        "修订.docx": package(
            "".join(paragraph(run(line)) for line in LINES) + paragraph(deleted + run("内部", "<w:vanish/>"))
        ),
        "网页.html": f"<html><body><div>{page}</div></body></html>".encode(),
        "旧.rtf": b"{\\rtf1\\ansi abc}",
        "扫描.png": _picture(),
    }
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setattr("disclosure.readers.doc._program", lambda: None)
    for name, data in files.items():
        (here / name).write_bytes(data)
        say("import", "--out", "../elsewhere", name)


def _correct(site: Path, say: Say) -> None:
    report = site / REPORT
    good = report.read_text(encoding="utf-8")
    for before, after in (
        ("#1 .finding status=done", "#1 .finding status=finished"),
        ("feedback: 2025-07-08", "feedback: 2025-08-07"),
        ("publisher: ", "publisher："),
        ("核对台帐", "核对台账"),
        ("继续抓好整改。", "继续抓好整改。患者李四明在住院期间获得救助。"),
    ):
        assert before in good
        report.write_text(good.replace(before, after), encoding="utf-8")
        say("check")
    repair = "repairs:\n    - {kind: by-hand, place: line 8, before: 核对台帐, after: 核对台账}\n---"
    mended = good.replace("核对台帐", "核对台账").replace("repairs: []\n---", repair)
    report.write_text(mended, encoding="utf-8")
    say("import", "通报.docx")


def _publish(site: Path, say: Say) -> None:
    settings = site / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + TARGETS, encoding="utf-8")
    say("publish")
    (site.parent / "www").mkdir()
    (site.parent / "www" / "index.html").write_text("x")
    say("publish", "disk")
    say("publish", "pages")
    (site / REPORT).write_text((site / REPORT).read_text(encoding="utf-8").replace("{#3 ", "{#9 "), encoding="utf-8")
    say("publish", "pages")
    shutil.rmtree(site.parent / "www")
    say("publish", "disk", "--rollback")
    settings.write_text(settings.read_text(encoding="utf-8") + "checks2: 1\n", encoding="utf-8")
    say("build")


def test_the_handbook_quotes_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site, here = tmp_path / "site", tmp_path / "program"
    (site / "content").mkdir(parents=True)
    here.mkdir()
    shutil.copy(ROOT / "site.yaml", site)
    shutil.copytree(ROOT / "templates", site / "templates")
    monkeypatch.chdir(here)
    monkeypatch.setenv("DISCLOSURE_LANG", "zh")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 2026-11-29
    said: list[str] = []

    def say(*words: str) -> None:
        cli.main(["-C", "../site", *words])
        printed = capsys.readouterr()
        said.extend((printed.out + printed.err).splitlines())

    (here / "通报.docx").write_bytes(typed(LINES))
    say("import", "通报.docx")
    _import_what_is_wrong(here, say, monkeypatch)
    body = (site / BODY / "body.yaml").read_text(encoding="utf-8")
    (site / BODY / "body.yaml").write_text(
        body.partition("#")[0] + "region: [山东省, 济南市, 莱芜区]\nlevel: district\nkind: red-cross\n",
        encoding="utf-8",
    )
    _correct(site, say)
    _publish(site, say)
    assert _quoted() - {_plain(line) for line in said} == set()
    assert [row for row in _in_the_table() if not any(line.endswith(row) for line in said)] == []
