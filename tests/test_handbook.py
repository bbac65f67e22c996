"""The handbook and the READMEs are true: commands, options, rules, keys and links that they name are there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from disclosure import cli, helping
from disclosure.checks import RULES
from disclosure.report import STATUSES

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "docs" / "handbook.zh-CN.md"
TEXT = HANDBOOK.read_text(encoding="utf-8")
WITH_COMMANDS = (HANDBOOK, ROOT / "README.md", ROOT / "README.zh-CN.md")


def _commands(text: str) -> Iterator[str]:
    """What follows `build.py` on each line of the code blocks of `text`, without comments and redirections."""
    for block in re.findall(r"^```\n(.*?)^```$", text, re.M | re.S):
        for line in re.findall(r"^python build\.py(.*)$", block, re.M):
            yield line.partition(" #")[0].partition(" >")[0].strip()


def _parse(command: click.Command, words: Sequence[str]) -> None:
    """Read `words` as `command` does, and as the command below it does; raises click's errors, runs nothing."""
    context = click.Context(command, **helping.HELP)
    given, rest, _ = command.make_parser(context).parse_args(list(words))
    for param in command.get_params(context):
        if isinstance(param.type, click.Choice) and param.name in given:
            param.type_cast_value(context, given[param.name])
    if isinstance(command, click.Group) and rest:
        below = command.get_command(context, rest[0])
        assert below, f"there is no command {rest[0]}"
        _parse(below, rest[1:])


@pytest.mark.parametrize(
    "line", [line for file in WITH_COMMANDS for line in _commands(file.read_text(encoding="utf-8"))]
)
def test_every_command_can_be_typed(line: str) -> None:
    _parse(cli.cli, shlex.split(line))


@pytest.mark.parametrize("wrong", ["chekc", "check --formt html", "check --format xml", "hooks instal"])
def test_a_wrong_command_would_be_seen(wrong: str) -> None:
    with pytest.raises((click.ClickException, AssertionError)):
        _parse(cli.cli, shlex.split(wrong))


def test_every_rule_is_named_with_its_chinese_name() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| (\S+) \| \S.* \|$", TEXT, re.M)
    assert sorted(rows) == sorted((rule.ID, rule.NAME.zh) for rule in RULES)


def test_every_status_is_named() -> None:
    assert [status for status in STATUSES if f"`{status}`" not in TEXT and status != "unstated"] == []


def test_every_link_leads_somewhere_and_every_page_of_docs_is_linked() -> None:
    links = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]*)\)", TEXT)} - {""}
    assert [link for link in links if not (HANDBOOK.parent / link).exists()] == []
    assert {page.name for page in HANDBOOK.parent.glob("*.md")} - {HANDBOOK.name} <= links


def test_both_readmes_lead_to_it() -> None:
    assert all("docs/handbook.zh-CN.md" in file.read_text(encoding="utf-8") for file in WITH_COMMANDS[1:])
