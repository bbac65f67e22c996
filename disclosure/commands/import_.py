"""`build.py import`: raw notices into the content folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclosure.problem import Place, UsageError, Words, error

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
    site = config.load(settings) if settings.exists() else None
    words = site.statuses if site else None
    executor = site.build.executor if site else "processes"
    content = where.root / "content"
    library = Library(out or content)
    others = Library(content) if out else None
    paths = importing_many.gather(files)
    wanted = importing_many.Settings(date, words, slug, force)
    tally = Tally(len(paths))
    try:
        for outcome in importing_many.import_many(paths, library, wanted, others=others, where=executor):
            tally.add(outcome)
    finally:
        tally.close()
    return 1 if tally.refused else 0


def _check(slug: str | None, date: str | None) -> None:
    """Refuse a slug or a date of the wrong form; raises UsageError."""
    import re
    from datetime import date as calendar

    if slug is not None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
        mend = Words(
            "用小写字母、数字和连字符，例如 laiwu-red-cross", "use a-z, 0-9 and hyphens, such as laiwu-red-cross"
        )
        raise _refused(f"--body {slug}", Words("写法不对", "this is no slug"), mend)
    if date is not None:
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
                raise ValueError
            calendar.fromisoformat(date)
        except ValueError:
            mend = Words("写成 YYYY-MM-DD，例如 2026-01-20", "write it as YYYY-MM-DD, such as 2026-01-20")
            raise _refused(f"--date {date}", Words("不是日期", "this is not a date"), mend) from None


def _refused(option: str, what: Words, mend: Words) -> UsageError:
    return UsageError([error(Place(option), "usage", what, mend)])
