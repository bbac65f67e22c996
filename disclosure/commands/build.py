"""`build.py build`: the site from its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from disclosure.cli import Where


@click.command("build")
@click.pass_obj
def command(where: Where) -> None:
    """Build the site into the output folder."""
    from disclosure.building import build
    from disclosure.cli import language

    summary = build(where.root, where.output)
    for problem in summary.problems:
        click.echo(problem.line(language()), err=True)
    click.echo(
        f"{where.output}: {len(summary.built)} built, {summary.unchanged} unchanged, {len(summary.removed)} removed, "
        f"{summary.seconds:.2f} s, {summary.peak_memory / 1e6:.0f} MB",
        err=True,
    )
