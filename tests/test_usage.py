"""A wrong command line is told in one line, in the language of the person, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from disclosure import cli, helping, servers

ROOT = Path(__file__).parent.parent

LINES = {
    ("chekc",): "build.py: 没有 chekc 这个命令；是否想写 check？",
    ("publish", "--dryrun"): "build.py publish: 没有 --dryrun 这个选项；是否想写 --dry-run？",
    ("--otput", "x"): "build.py: 没有 --otput 这个选项；用法见 build.py --help",
    (
        "check",
        "--format",
        "xml",
    ): "build.py check: --format 的值不对，可用的值：text、json、sarif、html；用法见 build.py check --help",
    ("hooks", "instal"): "build.py hooks: 没有 instal 这个命令；是否想写 install？",
    ("import",): "build.py import: 没有写 FILES；用法见 build.py import --help",
    ("import", "x", "--date", "2025年1月"): "--date 2025年1月: 不是日期；写成 YYYY-MM-DD，例如 2026-01-20",
    ("import", "x", "--body", "甲"): "--body 甲: 写法不对；用小写字母、数字和连字符，例如 laiwu-red-cross",
    ("-C", "nowhere", "check"): "nowhere: 没有这个文件夹；检查 -C 后面的路径",
    ("-C", "nowhere", "import", "x"): "nowhere: 没有这个文件夹；检查 -C 后面的路径",
    ("-C", "file", "check"): "file: 没有这个文件夹；检查 -C 后面的路径",
    (
        "publish",
        "--server",
        "nginx",
        "--below",
        "open",
    ): "--below open: 路径写法不对；以 / 开头和结尾，例如 /open/site/",
    ("hooks", "install"): ".: 不是 git 仓库；在 git 仓库里运行",
    ("build",): "site.yaml: 没有这个文件；在网站文件夹里运行，或用 -C 指定",
}


@pytest.mark.parametrize("args", LINES, ids=" ".join)
def test_one_line_in_chinese_and_nothing_left_behind(
    args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCLOSURE_LANG", "zh")
    assert cli.main(args) == 2
    assert capsys.readouterr().err == LINES[args] + "\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def test_in_english(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DISCLOSURE_LANG", "en")
    assert cli.main(["chekc"]) == 2
    assert capsys.readouterr().err == "build.py: there is no command chekc; did you mean check?\n"


def test_settings_for_a_web_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for server in ("nginx", "caddy"):
        status = cli.main(
            ["-C", f"{tmp_path}/../{tmp_path.name}", "publish", "--server", server, "--below", "/open/site/"]
        )
        assert (status, capsys.readouterr().out) == (
            0,
            servers.settings(server, str(tmp_path / "output"), "/open/site/"),
        )


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, ROOT / "build.py", "--help"], stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_profiler_sees_the_end() -> None:
    command = [sys.executable, "-m", "cProfile", ROOT / "build.py", "--version"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0
    assert "function calls" in done.stdout


def _words(command: click.Command) -> Iterator[str]:
    """Every text of `command` and of those below it that its help shows."""
    context = click.Context(command, **helping.HELP)
    texts = (command.help, *(option.help for option in command.get_params(context) if isinstance(option, click.Option)))
    yield from filter(None, texts)
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        yield from _words(command.get_command(context, name) or command)


def test_every_text_of_the_help_has_its_chinese_words() -> None:
    assert [words for words in _words(cli.cli) if words not in helping.WORDS] == []


@pytest.mark.parametrize("asked", [("--help",), ("check", "-h"), ("hooks", "install", "--help")])
def test_help_in_chinese(asked: tuple[str, ...]) -> None:
    environment = {**os.environ, "DISCLOSURE_LANG": "zh"}
    done = subprocess.run([sys.executable, ROOT / "build.py", *asked], env=environment, capture_output=True, text=True)
    assert done.stdout.startswith("用法：build.py ") and "-h, --help" in done.stdout and "显示这段说明" in done.stdout
    assert not re.search("[a-z]+ [a-z]+ [a-z]+", done.stdout.partition("\n")[2])
