"""`build.py hooks`: rebuild, check and publish on commit and on push."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from disclosure.problem import Words
from disclosure.terminal import Where, language, today

if TYPE_CHECKING:
    from disclosure.hookruns import Wish

WORKFLOWS = {
    "github": ".github/workflows/publish.yml",
    "gitlab": ".gitlab-ci.yml",
    "gitee": ".workflow/publish.yml",
}
_STANDING = {
    (False, False): Words("没有", "none"),
    (False, True): Words("只有您自己的钩子", "your own hook alone"),
    (True, False): Words("已安装", "installed"),
    (True, True): Words("已安装，另有您自己的钩子", "installed, with your own hook"),
}
"""What to say of a hook, by whether it is ours and whether there is one of the user's own."""
_GONE = Words("已移除", "removed")
_GONE_OWN = Words("已移除，您自己的钩子已恢复", "removed; your own hook is back")
_NONE = Words("这里没有本程序的钩子", "no hook of this program stands here")


@click.group("hooks")
def command() -> None:
    """Rebuild, check and publish by themselves: git hooks and workflow files."""


@command.command("install")
@click.option(
    "--bare",
    type=click.Path(path_type=Path, exists=True),
    help="A bare repository on a server: publish what is pushed.",
)
@click.option("--branch", default="main", show_default=True, help="The branch that is published (with --bare).")
@click.option("--target", help="Target of site.yaml (with --bare; default: the only one).")
@click.option("--below", default=".", help="Folder of the site in the repository (with --bare; default: its top).")
@click.option("--ci", type=click.Choice(list(WORKFLOWS)), help="Write the workflow file for this service instead.")
@click.pass_obj
def install(where: Where, bare: Path | None, branch: str, target: str | None, below: str, ci: str | None) -> None:
    """Put the hooks into the site's repository, or into a bare one."""
    from disclosure import hooks

    if ci:
        click.echo(_write_workflow(where.root, ci))
        return
    of_branch = ("--branch", branch, *(("--target", target) if target else ()))
    options = (*of_branch, "--below", below) if bare else ("--below", _below(where.root))
    for path in hooks.install(bare or where.root, bool(bare), options):
        click.echo(path)


@command.command("uninstall")
@click.option("--bare", type=click.Path(path_type=Path, exists=True), help="The bare repository.")
@click.pass_obj
def uninstall(where: Where, bare: Path | None) -> None:
    """Take the hooks out; a user's own hooks are then as they were."""
    from disclosure import hooks

    gone = hooks.uninstall(bare or where.root)
    for state in gone:
        click.echo(_line(state.name, _GONE_OWN if state.own else _GONE))
    if not gone:
        click.echo(_NONE.zh if language() == "zh" else _NONE.en)


@command.command("status")
@click.option("--bare", type=click.Path(path_type=Path, exists=True), help="The bare repository.")
@click.pass_obj
def status(where: Where, bare: Path | None) -> None:
    """Say which hooks stand in the repository."""
    from disclosure import hooks

    for state in hooks.status(bare or where.root):
        click.echo(_line(state.name, _STANDING[state.ours, state.own]))


def _line(name: str, words: Words) -> str:
    return f"{name}：{words.zh}" if language() == "zh" else f"{name}: {words.en}"


@command.command("run", hidden=True)
@click.argument("name")
@click.option("--branch", default="main")
@click.option("--target")
@click.option("--below", default=".")
def run(name: str, **wishes: Any) -> int:
    """What git calls."""
    from disclosure import hookruns, trees
    from disclosure.problem import ContentError

    wish = hookruns.Wish(**wishes, today=today(), language=language())
    here = Path(os.environ.get("GIT_DIR", ".") if name.endswith("receive") else ".").resolve()
    if name.startswith("post-"):
        for key in [k for k in os.environ if k.startswith("GIT_")]:
            del os.environ[key]
    try:
        return 0 if _run(name, here, wish) else 1
    except OSError as exc:
        raise ContentError([trees.disk_problem(exc, here, here)]) from exc


def _run(name: str, here: Path, wish: Wish) -> bool:
    from disclosure import hookruns

    def say(line: str) -> None:
        click.echo(line, err=True)

    if name in ("pre-commit", "pre-merge-commit"):
        return hookruns.pre_commit(here, wish, say)
    if name == "post-commit":
        return hookruns.post_commit(here, wish, say)
    lines = sys.stdin.read()
    if name == "pre-receive":
        return hookruns.pre_receive(here, wish, lines, say)
    return hookruns.post_receive(here, wish, lines, say)


def _below(root: Path) -> str:
    from disclosure import hooks

    top = Path(hooks.git(root, "rev-parse", "--show-toplevel")).resolve()
    return root.resolve().relative_to(top).as_posix()


def _write_workflow(root: Path, ci: str) -> Path:
    """Write the workflow file of a service unless one stands there; raises UsageError."""
    from disclosure.disk import write_atomic
    from disclosure.problem import Place, UsageError, Words, error

    path = root / WORKFLOWS[ci]
    content = (Path(__file__).parent.parent / "ci" / f"{ci}.yml").read_bytes()
    if path.exists() and path.read_bytes() != content:
        what = Words("已有这个文件，内容不同", "the file exists and holds something else")
        mend = Words("移走它再运行，或自己合并", "move it away and run again, or merge by hand")
        raise UsageError([error(Place(WORKFLOWS[ci]), "hooks.exists", what, mend)])
    write_atomic(path, content)
    return path
