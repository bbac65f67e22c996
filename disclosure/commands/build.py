"""`build.py build`: the site from its content."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclosure.terminal import Where, language, tell_waiting, today

if TYPE_CHECKING:
    from disclosure.task import Summary


@click.command("build")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Output folder (default: output).")
@click.option("--explain", is_flag=True, help="Say of each page why it was built.")
@click.option("--profile", is_flag=True, help="Say where the time went.")
@click.option("--full", is_flag=True, help="Build everything again, whatever earlier builds left.")
@click.pass_obj
def command(where: Where, output: Path | None, explain: bool, profile: bool, full: bool) -> None:
    """Build the site into the output folder."""
    from disclosure.building import build

    output = output or where.output
    show = Progress()
    try:
        summary = build(where.root, output, today=today(), full=full, progress=show.part, waiting=tell_waiting)
    finally:
        show.clear()
    for problem in summary.problems:
        click.echo(problem.line(language()), err=True)
    if explain:
        for address, reason in sorted(summary.reasons.items()):
            click.echo(f"{address}: {reason}")
    if profile:
        for stage, seconds in sorted(summary.times.items(), key=lambda t: (-t[1], t[0])):
            click.echo(f"{seconds:9.3f} s  {stage}")
    click.echo(_told(output, summary), err=True)


def _told(output: Path, summary: Summary) -> str:
    built, kept, gone = len(summary.built), summary.unchanged, len(summary.removed)
    memory = summary.peak_memory / 1e6
    if language() == "zh":
        return f"{output}：新写 {built} 个文件，未变 {kept} 个，删除 {gone} 个；用时 {summary.seconds:.2f} 秒，内存峰值 {memory:.0f} MB"
    return (
        f"{output}: {built} built, {kept} unchanged, {gone} removed; {summary.seconds:.2f} s, {memory:.0f} MB at most"
    )


class Progress:
    """A line on the terminal for builds of more than a second."""

    def __init__(self) -> None:
        self.started = self.last = time.monotonic()
        self.shown = False

    def part(self, done: int, total: int) -> None:
        """Tell that `done` of `total` parts are made."""
        now = time.monotonic()
        if sys.stderr.isatty() and now - self.started > 1 and now - self.last > 0.1:
            self.last, self.shown = now, True
            click.echo(f"\r{done * 100 // total:3d} %  {now - self.started:.0f} s ", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            click.echo("\r" + " " * 20 + "\r", err=True, nl=False)
