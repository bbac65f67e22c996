"""`build.py check`: everything a publisher must know before publishing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclosure.terminal import Where, language, tell_waiting, today

if TYPE_CHECKING:
    from disclosure.problem import Problem


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise click.BadParameter("write it as YYYY-MM-DD") from None


@click.command("check")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Output folder (default: output).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    help="Form of the list; html is the self-check report.",
)
@click.option("--today", "day", callback=_day, help="Check as of this day (default: today).")
@click.option("--strict", is_flag=True, help="Warnings count as errors for the exit status.")
@click.option("--no-build", is_flag=True, help="Look at the output as it stands; by default it is built first.")
@click.option("--full", is_flag=True, help="Look at everything again, whatever an earlier check has seen.")
@click.pass_obj
def command(
    where: Where, output: Path | None, form: str, day: str | None, strict: bool, no_build: bool, full: bool
) -> int:
    """Check the content and the built site."""
    from disclosure import reporting
    from disclosure.checking import check
    from disclosure.problem import ContentError, Severity, UsageError
    from disclosure.trees import held, store_of

    output, day = output or where.output, day or today()
    seen: Path | None = output
    stopped: tuple[Problem, ...] = ()
    if not no_build:
        from disclosure.building import build

        try:
            build(where.root, output, today=day)
        except UsageError:
            raise
        except ContentError as exc:
            seen, stopped = None, tuple(exc.problems)  # the old pages say nothing about what stands there now
    store = store_of(output.resolve())
    with held(store, tell_waiting):
        result = check(where.root, seen, day, building=stopped, store=store, full=full)
    if form == "text":
        click.echo(reporting.text(result, language()), nl=False)
        click.echo(reporting.summary(result, language()), err=True)
    elif form == "html":
        from disclosure import config, selfreport

        click.echo(selfreport.html(config.load(where.root / "site.yaml"), result, day), nl=False)
    else:
        click.echo(reporting.as_json(result) if form == "json" else reporting.sarif(result, language()), nl=False)
    bad = any(p.severity is Severity.WARNING for p in result.problems) if strict else False
    return 1 if result.failed or bad else 0
