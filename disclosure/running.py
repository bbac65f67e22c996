"""Programs that the publishers start (git, ssh, rsync), with what they say made safe to show.

In: a command line. Out: what it printed; a failure with its last words. Secrets are never on a command line, and
what a program says is cleaned of every secret that the environment holds.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|ACCESS_KEY|PRIVATE|CREDENTIAL", re.I)
_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]*:[^/@\s]*@")


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended."""

    status: int
    out: bytes
    err: str
    """What it said, without secrets."""

    @property
    def last(self) -> str:
        """Its last words in one line, at most 300 characters."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        return " / ".join(lines[-2:])[-300:]


def redact(text: str, environment: Mapping[str, str] | None = None) -> str:
    """`text` without the values of environment variables that hold secrets, and without passwords in addresses."""
    for name, value in (os.environ if environment is None else environment).items():
        if len(value) >= 6 and _SECRET_NAME.search(name):
            text = text.replace(value, "***")
    return _IN_ADDRESS.sub("***@", text)


def run(
    command: Sequence[str],
    *,
    stdin: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    timeout: float = 3600,
    without: re.Pattern[str] | None = None,
) -> Done:
    """Run a program to its end, without the variables whose names `without` matches; raises FileNotFoundError where it
    is not installed."""
    extra = dict(environment or {})
    kept = {name: value for name, value in os.environ.items() if not (without and without.match(name))}
    made = {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **extra}
    try:
        ended = subprocess.run(command, input=stdin, capture_output=True, cwd=folder, env=made, timeout=timeout)
    except subprocess.TimeoutExpired:
        return Done(124, b"", f"no answer within {timeout:.0f} s")
    return Done(ended.returncode, ended.stdout, redact(ended.stderr.decode("utf-8", "replace"), made))
