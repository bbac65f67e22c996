"""What a person sees of an import: a line a file or a bar, and a table at the end.

In: outcomes, one by one. Out: lines on standard error. On a terminal many files show a bar, and only what was refused is
said as it happens; elsewhere every file has its line.
"""

from __future__ import annotations

import shutil
import sys
import time

import click

from disclosure import gauge
from disclosure.importing_many import Outcome
from disclosure.problem import Severity, Words, one_line
from disclosure.terminal import language

MANY = 20
"""Files above which a terminal shows a bar."""
_STATES = {
    "new": Words("已导入", "imported"),
    "warned": Words("其中需要核对", "of these to be checked"),
    "overwritten": Words("已覆盖", "overwritten"),
    "unchanged": Words("未变", "unchanged"),
    "refused": Words("未导入", "refused"),
}


class Tally:
    """Counts outcomes and tells of them."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.counts = dict.fromkeys(_STATES, 0)
        self.reasons: list[tuple[str, str]] = []
        """Each refused file and why."""
        self.done = 0
        self.language = language()
        self.bar = total > MANY and sys.stderr.isatty()
        self.started = time.monotonic()

    @property
    def refused(self) -> int:
        """How many files were refused."""
        return self.counts["refused"]

    def add(self, outcome: Outcome) -> None:
        """Tell of one file."""
        self.done += 1
        self.counts[outcome.state] += 1
        self.counts["warned"] += outcome.warned and outcome.state in ("new", "overwritten")
        if outcome.state == "refused" and outcome.problems:
            first = outcome.problems[0]
            self.reasons.append((one_line(outcome.name), first.what.zh if self.language == "zh" else first.what.en))
        for problem in outcome.problems:
            if not self.bar or problem.severity is Severity.ERROR:
                self._say(problem.line(self.language))
        if self.bar:
            self._draw()
        elif outcome.report:
            self._say(self._line(outcome))

    def close(self) -> None:
        """Tell the whole, where there was more than one file."""
        if self.bar:
            click.echo("\r\x1b[K", nl=False, err=True)
        if self.total < 2:
            return
        width = shutil.get_terminal_size((100, 24)).columns if sys.stderr.isatty() else 200
        rows = [(self._word(key), str(count)) for key, count in self.counts.items() if count]
        if self.done < self.total:
            rows.append((("未处理", "not reached")[self.language != "zh"], str(self.total - self.done)))
        for line in gauge.table(rows, width):
            click.echo(line, err=True)
        for line in gauge.table(self.reasons, width):
            click.echo(f"  {line}", err=True)

    def _word(self, key: str) -> str:
        words = _STATES[key]
        return words.zh if self.language == "zh" else words.en

    def _line(self, outcome: Outcome) -> str:
        if outcome.state == "unchanged":
            return f"{outcome.report}: {self._word('unchanged') if self.language == 'zh' else 'unchanged'}"
        if self.language == "zh":
            state = {"new": "新建", "overwritten": "已覆盖"}[outcome.state]
            return f"{outcome.report}：{state}，{outcome.findings} 个问题，{outcome.measures} 条措施"
        return f"{outcome.report}: {outcome.state}, {outcome.findings} findings, {outcome.measures} measures"

    def _say(self, line: str) -> None:
        click.echo(f"\r\x1b[K{line}" if self.bar else line, err=True)

    def _draw(self) -> None:
        rate = self.done / max(time.monotonic() - self.started, 0.001)
        label = f"{rate:.0f}/s" + (f"  {self._word('refused')} {self.refused}" if self.refused else "")
        width = shutil.get_terminal_size((100, 24)).columns
        click.echo("\r" + gauge.bar(self.done, self.total, label, width), nl=False, err=True)
