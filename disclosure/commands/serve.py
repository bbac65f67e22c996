"""`build.py serve`: a preview that follows every change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from disclosure.oswords import reason
from disclosure.problem import ContentError, Place, Words, error
from disclosure.terminal import Where, language, today

if TYPE_CHECKING:
    from disclosure.serving import Served


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65515), help="Port, or the next free one."
)
@click.pass_obj
def command(where: Where, host: str, port: int) -> None:
    """Show the site in the browser and follow every change; drafts are shown and marked."""
    from disclosure import config
    from disclosure.serving import serve

    if not (where.root / "site.yaml").exists():
        config.load(where.root / "site.yaml")
    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    try:
        serve(where.root, host, port, today, language(), _announce, lambda line: click.echo(line, err=True))
    except OSError as exc:
        why = reason(exc)
        what = Words(f"不能监听 {host}:{port}：{why.zh}", f"cannot listen on {host}:{port}: {why.en}")
        mend = Words("用 --host 或 --port 换一个", "name another with --host or --port")
        raise ContentError([error(Place("serve"), "serve.port", what, mend)]) from exc


def _announce(served: Served) -> None:
    zh = language() == "zh"
    if served.moved:
        click.echo("端口已被占用，换用下一个" if zh else "the port is in use: taking the next", err=True)
    if served.open_to_others:
        text = "注意：同一网络上的其他人也能看到草稿" if zh else "note: others on the network can see the drafts too"
        click.echo(text, err=True)
    click.echo(f"{'预览' if zh else 'preview at'} {served.address}", err=True)
