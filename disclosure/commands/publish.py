"""`build.py publish`: the site to where readers see it."""

from __future__ import annotations

import os
import re
import shutil
import sys

import click

from disclosure.manifest import Plan
from disclosure.problem import Place, Problem, Severity, UsageError, Words, error
from disclosure.terminal import Where, language, tell_waiting, today


@click.command("publish")
@click.argument("target", required=False)
@click.option("--dry-run", is_flag=True, help="Build, check and show what would change; send nothing.")
@click.option("--rollback", "back", is_flag=True, help="Go back to the release before, where the target can.")
@click.option("--allow-deletions", is_flag=True, help="Remove files even where they are more than max_delete percent.")
@click.option("--take-over", is_flag=True, help="Write over files at the target that this program did not put there.")
@click.option("--server", type=click.Choice(["nginx", "caddy"]), help="Print settings for a web server; send nothing.")
@click.option("--below", default="/", help="With --server: the site's path on its host, such as /open/site/.")
@click.pass_obj
def command(
    where: Where,
    target: str | None,
    dry_run: bool,
    back: bool,
    allow_deletions: bool,
    take_over: bool,
    server: str | None,
    below: str,
) -> None:
    """Build, check and send the site to TARGET of site.yaml (default: the only one)."""
    if server:
        click.echo(_settings(where, server, below), nl=False)
        return
    _publish(where, target, dry_run, back, allow_deletions, take_over)


def _settings(where: Where, server: str, below: str) -> str:
    from disclosure import servers

    if not re.fullmatch(r"/(?:[A-Za-z0-9._~-]+/)*", below):
        what = Words("路径写法不对", "this is no path of a site")
        mend = Words("以 / 开头和结尾，例如 /open/site/", "begin and end it with a slash, such as /open/site/")
        raise UsageError([error(Place(f"--below {below}"), "usage", what, mend)])
    return servers.settings(server, os.path.abspath(where.output), below)


def _publish(
    where: Where, target: str | None, dry_run: bool, back: bool, allow_deletions: bool, take_over: bool
) -> None:
    from disclosure.publishing import Wishes, publish, rollback

    zh = language() == "zh"
    if back:
        release = rollback(where.root, target)
        click.echo(f"已退回：{release}" if zh else f"back to {release}", err=True)
        return
    bar = _Bar()
    wishes = Wishes(dry_run, allow_deletions, take_over)
    try:
        outcome = publish(
            where.root, where.output, target, today(), wishes, show=_show, tell=bar.tell, waiting=tell_waiting
        )
    finally:
        bar.clear()
    _warn(outcome.problems)
    plan, name = outcome.plan, outcome.target.name
    counts = (len(plan.added), len(plan.changed), len(plan.removed), len(plan.files) - len(plan.sent))
    if zh:
        line = "{}：新增 {} 个，更新 {} 个，删除 {} 个，未变 {} 个".format(name, *counts)
        end = "（未发送）" if dry_run else "；没有变化" if plan.is_empty else f"；已发布 {outcome.release}"
        click.echo(f"{line}{end}；用时 {outcome.seconds:.1f} 秒", err=True)
    else:
        line = "{}: {} new, {} changed, {} removed, {} unchanged".format(name, *counts)
        end = (
            " (nothing sent)"
            if dry_run
            else "; nothing to do"
            if plan.is_empty
            else f"; published as {outcome.release}"
        )
        click.echo(f"{line}{end}; {outcome.seconds:.1f} s", err=True)


def _warn(problems: tuple[Problem, ...]) -> None:
    """Show what a person should look at; facts that ask for nothing are counted."""
    from disclosure import reporting

    for problem in problems:
        if problem.severity is Severity.WARNING:
            click.echo(reporting.line(problem, language()), err=True)
    notes = sum(problem.severity is Severity.NOTE for problem in problems)
    if notes:
        zh = language() == "zh"
        more = (
            f"另有 {notes} 条提示：运行 build.py check 查看" if zh else f"{notes} notes more: build.py check shows them"
        )
        click.echo(more, err=True)


def _show(plan: Plan) -> None:
    for line in plan.lines():
        click.echo(line)


class _Bar:
    """How far the sending is, on a terminal."""

    def __init__(self) -> None:
        self.shown = False

    def tell(self, done: int, total: int, address: str) -> None:
        """Show that `done` of `total` files are there."""
        from disclosure import gauge

        if sys.stderr.isatty():
            self.shown = True
            width = shutil.get_terminal_size().columns
            click.echo("\r" + gauge.bar(done, total, address, width), err=True, nl=False)

    def clear(self) -> None:
        """End the line."""
        if self.shown:
            click.echo(err=True)
