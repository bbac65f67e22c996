"""What every command knows of where it runs: the folders, and the language of the person at the terminal.

In: the environment. Out: plain values.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import NoReturn

import click


class Where:
    """The folders a command works on."""

    def __init__(self, root: Path, output: Path) -> None:
        self.root = root
        self.output = output


def language() -> str:
    """Language for people at the terminal: `zh` or `en`, from DISCLOSURE_LANG or the locale."""
    for name in ("DISCLOSURE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.startswith("zh") else "en"
    return "en"


def today() -> str:
    """The day on which this build is made (ISO, local time): that of SOURCE_DATE_EPOCH (UTC) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)) if epoch.isdigit() else time.localtime())


def tell_waiting() -> None:
    """Tell that another build is under way."""
    zh, en = "另一次生成正在进行，等它结束……", "another build is under way: waiting for it to end"
    click.echo(zh if language() == "zh" else en, err=True)


def leave(status: int) -> NoReturn:
    """End this process with `status`; everything it wrote to the terminal is told.

    What it held is not taken apart object by object: after a build of thousands of bodies that takes a tenth of a second.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read it is gone
            status = status or 1
    if sys.getprofile() or sys.gettrace():  # a profiler or a debugger tells what it saw at the usual end
        sys.exit(status)
    os._exit(status)
