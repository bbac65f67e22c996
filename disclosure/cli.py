"""The command: one module a command in `commands/`, loaded only when it is asked for.

In: the command line. Out: an exit status: 0 done, 1 the content has errors, 2 the command line or
site.yaml is wrong, 3 a fault of the program itself. Expected errors and faults part ways in `main` and
nowhere else; no traceback reaches a user.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from disclosure import __version__
from disclosure.helping import HELP, in_chinese
from disclosure.problem import ContentError, Place, UsageError, Words, error
from disclosure.terminal import Where, language, leave

COMMANDS = {
    "build": "disclosure.commands.build",
    "import": "disclosure.commands.import_",
    "check": "disclosure.commands.check",
    "serve": "disclosure.commands.serve",
    "publish": "disclosure.commands.publish",
    "hooks": "disclosure.commands.hooks",
}
"""Each module holds a click command (or group) named `command`."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=_Lazy, invoke_without_command=True, context_settings={**HELP})
@click.option(
    "-C", "root", type=click.Path(path_type=Path), default=Path(), help="Folder of the site (default: this one)."
)
@click.option("-o", "output", type=click.Path(path_type=Path), default=None, help="Output folder (default: output).")
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def cli(ctx: click.Context, root: Path, output: Path | None) -> None:
    """Make a disclosure site from published rectification notices."""
    if not root.is_dir():
        what = Words("没有这个文件夹", "there is no such folder")
        mend = Words("检查 -C 后面的路径", "check the path after -C")
        raise UsageError([error(Place(str(root)), "usage.folder", what, mend)])
    ctx.obj = Where(root, output or root / "output")
    if ctx.invoked_subcommand is None:
        ctx.invoke(_Lazy.get_command(cli, ctx, "build"))  # type: ignore[arg-type]


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line `args` (default: the process's); returns the exit status."""
    try:
        _speak(sys.argv[1:] if args is None else args)
        status = cli.main(args=args, prog_name="build.py", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except UsageError as exc:
        return _tell(exc, 2)
    except ContentError as exc:
        return _tell(exc, 1)
    except click.ClickException as exc:
        from disclosure.usage import problem

        return _tell(ContentError([problem(exc)]), 2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已停止" if language() == "zh" else "stopped", err=True)
        return 130
    except MemoryError:
        zh = "内存不够，已停止；已发布的网站没有改动。请腾出内存后重试"
        en = "there is not enough memory: stopped, the site stands as it was; make room and try again"
        click.echo(zh if language() == "zh" else en, err=True)
        return 1
    except Exception:
        return _fault()


def _speak(args: Sequence[str]) -> None:
    """Where help is asked for, give it in the language of the person at the terminal."""
    if language() == "zh" and not {"-h", "--help"}.isdisjoint(args):
        in_chinese(cli)


def run() -> NoReturn:
    """Run the command line of this process and leave it."""
    leave(main())


def _tell(exc: ContentError, status: int) -> int:
    for problem in exc.problems:
        click.echo(problem.line(language()), err=True)
    return status


def _fault() -> int:
    """Write the traceback to a log file and name it in one line."""
    with tempfile.NamedTemporaryFile("w", prefix="disclosure-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write(f"disclosure {__version__}, Python {sys.version}\n\n{traceback.format_exc()}")
    zh = f"程序自身出错；请报告并附上日志 {log.name}"
    en = f"a fault of the program itself: please report it with the log {log.name}"
    click.echo(zh if language() == "zh" else en, err=True)
    return 3
