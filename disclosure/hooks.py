"""Git hooks: check before a commit, rebuild after it; on a server refuse a bad push, then build and publish it.

In: a repository. Out: hooks that call this program, or their removal. A user's own hook is moved beside ours (same
name with `.own`), called first with the same arguments and input, and moved back, bytes and mode unchanged, on removal.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from disclosure.problem import Place, UsageError, Words, error

MARK = "# written by disclosure: build.py hooks"
WORKING, BARE = ("pre-commit", "pre-merge-commit", "post-commit"), ("pre-receive", "post-receive")
NULL = "0" * 40


@dataclass(frozen=True, slots=True)
class State:
    """One hook of a repository."""

    name: str
    ours: bool
    own: bool
    """Whether the user has a hook of this name, chained or alone."""


def git(folder: Path, *words: str) -> str:
    """What git says in `folder`; raises UsageError."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, text=True, env=plain_environment()
        )
        if done.returncode == 0:
            return done.stdout.strip()
        said = done.stderr.strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
    except FileNotFoundError:
        said = ["git is not installed"]
    what = Words("不是 git 仓库" if "not a git repository" in said[0] else f"git：{said[0]}", f"git: {said[0]}")
    raise UsageError(
        [error(Place(str(folder)), "hooks.git", what, Words("在 git 仓库里运行", "run it in a git repository"))]
    )


def plain_environment() -> dict[str, str]:
    """The environment without what git tells its hooks about the repository they run in."""
    return {
        k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in ("GIT_SSH_COMMAND", "GIT_CONFIG_GLOBAL")
    }


def folder_of(repository: Path) -> Path:
    """The folder of a repository's hooks, `core.hooksPath` included; raises UsageError."""
    return (repository / git(repository, "rev-parse", "--git-path", "hooks")).resolve()


def names_for(repository: Path, bare: bool) -> tuple[str, ...]:
    """The hooks for a repository; raises UsageError where it is of the other kind."""
    if (git(repository, "rev-parse", "--is-bare-repository") == "true") != bare:
        what = Words("仓库类型不符", "the repository is of the other kind")
        mend = Words("裸仓库用 --bare，工作目录不用", "use --bare for a bare repository, and only there")
        raise UsageError([error(Place(str(repository)), "hooks.kind", what, mend)])
    return BARE if bare else WORKING


def install(repository: Path, bare: bool, options: tuple[str, ...]) -> list[Path]:
    """Put our hooks into `repository`; `options` go to the program. Done again, nothing changes. Gives their paths."""
    folder, made = folder_of(repository), []
    for name in names_for(repository, bare):
        path, own = folder / name, folder / f"{name}.own"
        if path.exists() and not _is_ours(path):
            os.replace(path, own)
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".{name}.new"
        temporary.write_text(_script(name, options), encoding="utf-8")
        temporary.chmod(0o755)
        os.replace(temporary, path)
        made.append(path)
    return made


def uninstall(repository: Path) -> list[State]:
    """Take our hooks out and put the user's own back; gives those that were ours."""
    folder, gone = folder_of(repository), []
    for name in (*WORKING, *BARE):
        path, own = folder / name, folder / f"{name}.own"
        if path.exists() and _is_ours(path):
            gone.append(State(name, True, own.exists()))
            if own.exists():
                os.replace(own, path)
            else:
                path.unlink()
    return gone


def status(repository: Path) -> list[State]:
    """What stands in the repository's hooks."""
    folder, found = folder_of(repository), []
    for name in (*WORKING, *BARE):
        path = folder / name
        ours = path.exists() and _is_ours(path)
        found.append(State(name, ours, (folder / f"{name}.own").exists() or (path.exists() and not ours)))
    return found


def _is_ours(path: Path) -> bool:
    return MARK.encode() in path.read_bytes()[:200]


def _script(name: str, options: tuple[str, ...]) -> str:
    program = shlex.join([sys.executable, "-m", "disclosure", "hooks", "run", name, *options])
    package = shlex.quote(str(Path(__file__).resolve().parent.parent))
    receives = name.endswith("receive")
    own = f'own="$(dirname "$0")/{name}.own"\n'
    if receives:
        own += 'input=$(cat)\n[ ! -x "$own" ] || printf "%s\\n" "$input" | "$own" "$@" || exit $?\n'
    else:
        own += '[ ! -x "$own" ] || "$own" "$@" || exit $?\n'
    call = f"PYTHONPATH={package}${{PYTHONPATH:+:$PYTHONPATH}} {program}"
    return f"#!/bin/sh\n{MARK}\n{own}" + (f'printf "%s\\n" "$input" | {call}\n' if receives else f"{call}\n")
