"""`build.py import`: raw notices into the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from disclosure.terminal import Where


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--body", "slug", help="Slug of the body that the notices belong to.")
@click.option("--date", help="Date of publication (YYYY-MM-DD), instead of the notice's own.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Content folder to write to.")
@click.option("--force", is_flag=True, help="Overwrite reports that were corrected by hand.")
@click.pass_obj
def command(
    where: Where, files: tuple[Path, ...], slug: str | None, date: str | None, out: Path | None, force: bool
) -> int:
    """Turn published notices (txt, md, html, docx, doc, pdf, scans) into reports; folders are walked."""
    from disclosure import config, importing_many
    from disclosure.commands.tally import Tally
    from disclosure.library import Library

    _check(slug, date)
    settings = where.root / "site.yaml"
    words = config.load(settings).statuses if settings.exists() else None
    content = where.root / "content"
    library = Library(out or content)
    others = Library(content) if out else None
    paths = importing_many.gather(files)
    wanted = importing_many.Settings(date, words, slug, force)
    tally = Tally(len(paths))
    try:
        for outcome in importing_many.import_many(paths, library, wanted, others=others):
            tally.add(outcome)
    finally:
        tally.close()
    return 1 if tally.refused else 0


def _check(slug: str | None, date: str | None) -> None:
    """Refuse a slug or a date of the wrong form; raises click.UsageError."""
    import re
    from datetime import date as calendar

    if slug is not None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
        raise click.UsageError(f"--body {slug}: use lower-case letters, digits and hyphens, such as laiwu-red-cross")
    if date is not None:
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
                raise ValueError
            calendar.fromisoformat(date)
        except ValueError:
            raise click.UsageError(f"--date {date}: write it as YYYY-MM-DD, such as 2026-01-20") from None
