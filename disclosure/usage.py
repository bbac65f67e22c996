"""A wrong command line, said in one line like every other problem.

In: what click found wrong. Out: a `Problem` whose place is the command, `build.py publish`.
"""

from __future__ import annotations

import difflib
import re

import click

from disclosure.problem import Place, Problem, Words, error


def problem(exc: click.ClickException) -> Problem:
    """`exc` as a problem in both languages, with the nearest command or option where one was misspelt."""
    context = getattr(exc, "ctx", None)
    path = context.command_path if context is not None else "build.py"
    what = _what(exc)
    near = _near(exc)
    if near:
        mend = Words(f"是否想写 {near}？", f"did you mean {near}?")
    else:
        mend = Words(f"用法见 {path} --help", f"see {path} --help")
    return error(Place(path), "usage", what, mend)


def _what(exc: click.ClickException) -> Words:
    said = exc.format_message().rstrip(".")
    if isinstance(exc, click.NoSuchOption):
        return Words(f"没有 {exc.option_name} 这个选项", f"there is no option {exc.option_name}")
    if isinstance(exc, click.MissingParameter):
        name = (exc.param.metavar or exc.param.human_readable_name) if exc.param else ""
        return Words(f"没有写 {name}", f"{name} is missing")
    if isinstance(exc, click.BadParameter):
        name = exc.param.opts[0] if exc.param and exc.param.opts else ""
        told = exc.message.rstrip(".")
        choices = getattr(exc.param.type, "choices", None) if exc.param else None
        if choices:
            return Words(f"{name} 的值不对，可用的值：{'、'.join(choices)}", f"{name}: {told}")
        return Words(f"{name} 的值不对（{told}）", f"{name}: {told}")
    if name := _unknown_command(exc):
        return Words(f"没有 {name} 这个命令", f"there is no command {name}")
    if isinstance(exc, click.BadOptionUsage):
        return Words(f"选项 {exc.option_name} 缺少值或用法不对", said)
    if isinstance(exc, click.BadArgumentUsage) or said.startswith("Got unexpected extra argument"):
        extra = said.partition("(")[2].rstrip(")")
        return Words(f"多了 {extra}" if extra else "参数不对", said)
    return Words(said, said)


def _unknown_command(exc: click.ClickException) -> str:
    # Not every version of click that we take has a class for it.
    found = re.match(r"No such command '(.*?)'", exc.format_message())
    return found[1] if found else ""


def _near(exc: click.ClickException) -> str:
    context = getattr(exc, "ctx", None)
    if context is None:
        return ""
    if isinstance(exc, click.NoSuchOption):
        known = [o for p in context.command.get_params(context) for o in p.opts if o.startswith("--")]
        name = exc.option_name
    else:
        known = context.command.list_commands(context) if isinstance(context.command, click.Group) else []
        name = _unknown_command(exc)
    return next(iter(difflib.get_close_matches(name, known, 1)), "")
